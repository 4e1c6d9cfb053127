/** The forms as n8n's own rules read them: what is asked for, and what is shown. */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { SUBTITLE } from '../../../nodes/form/subtitle';
import { ZhimaBorrowEntityUpload } from '../../../nodes/ZhimaBorrowEntityUpload/ZhimaBorrowEntityUpload.node';
import { ZhimaDataStateSync } from '../../../nodes/ZhimaDataStateSync/ZhimaDataStateSync.node';

const UPLOAD = new ZhimaBorrowEntityUpload().description;
const SYNC = new ZhimaDataStateSync().description;

/** The names of the fields that n8n asks for before it runs the node. */
const askedFor = (description: INodeTypeDescription, parameters: INodeParameters): string[] => {
	const node: INode = { id: '1', name: 'n', type: 'n', typeVersion: 1, position: [0, 0], parameters };
	const complete = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description);
	const checked = { ...node, parameters: complete ?? {} };
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, checked, description);
	return Object.keys(issues?.parameters ?? {});
};

const namesOf = (fields: readonly INodeProperties[]): string[] => [...new Set(fields.map(({ name }) => name))];

const SYNC_REQUIRED = ['outBizNo', 'outPrincipalId', 'bizStateCode', 'serviceId'];

describe('the form of a state', () => {
	it.each<[string, INodeParameters, string[]]>([
		['users are identified by their user ID', {}, ['userId']],
		['users are identified by their open ID', { identifyUserBy: 'openId' }, ['openId']],
		['an expression chooses how', { identifyUserBy: "={{ 'userId' }}" }, []],
		['the category is another one', { categoryCode: 'custom' }, ['userId', 'customCategoryCode']],
		['an expression gives the category', { categoryCode: '={{ $json.category }}' }, ['userId']],
		['the business data is a movie ticket', { bizDataMode: 'movieTicket' }, ['userId']],
		['the business data is a list of fields', { bizDataMode: 'fields' }, ['userId']],
		['an expression chooses how the business data is given', { bizDataMode: '={{ $json.mode }}' }, ['userId']],
		['the user ID is an expression', { userId: '={{ $json.user }}' }, []],
	])('asks for what is needed where %s', (_what, parameters, needed) => {
		expect(askedFor(SYNC, parameters).sort()).toEqual([...SYNC_REQUIRED, ...needed].sort());
	});

	it('keeps what is filled in while an expression chooses', () => {
		const parameters = { identifyUserBy: '={{ $json.by }}', userId: '2088102146225135', openId: 'o' };
		const node: INode = { id: '1', name: 'n', type: 'n', typeVersion: 1, position: [0, 0], parameters };
		expect(NodeHelpers.getNodeParameters(SYNC.properties, parameters, true, false, node, SYNC)).toMatchObject(parameters);
	});
});

describe.each([
	['upload', UPLOAD],
	['sync', SYNC],
])('the form of the %s', (_name, description) => {
	const parameters = { inputMode: 'columns', identifyUserBy: '={{ 1 }}', categoryCode: '={{ 1 }}', bizDataMode: '={{ 1 }}' };

	it('asks for nothing where the rows are columns, and shows none of its fields', () => {
		expect(askedFor(description, parameters)).toEqual([]);
		const shown = description.properties.filter((field) =>
			NodeHelpers.displayParameter(parameters, field, null, description),
		);
		expect(namesOf(shown)).not.toEqual(expect.arrayContaining(['categoryCode']));
		expect(namesOf(shown)).not.toEqual(expect.arrayContaining(['userId']));
	});

	it('takes any word for a category, as an expression may give one', () => {
		const category = description.properties.find(({ name }) => name === 'categoryCode');
		expect(category).toMatchObject({ type: 'options', allowArbitraryValues: true });
	});

	it('has real values as placeholders', () => {
		const all = description.properties.flatMap((field) => [field, ...((field.options ?? []) as INodeProperties[])]);
		for (const { placeholder = '' } of all) expect(placeholder).not.toMatch(/e\.g\. (?:.*开头|json|经纬度|.*统一编号)$/);
	});
});

it('has the product code, which has one value, behind all other fields of the row', () => {
	const names = namesOf(UPLOAD.properties);
	expect(names.slice(names.indexOf('uploadTime'))).toEqual(['uploadTime', 'productCode', 'additionalFields', 'options']);
});

it('says of the upload time that empty means now', () => {
	const time = UPLOAD.properties.find(({ name }) => name === 'uploadTime');
	expect(time?.placeholder).toBe('e.g. 2017-01-01 15:34:38 (empty: now)');
	expect(time?.description).toMatch(/Leave empty to send the current time\.$/);
});

it.each([
	['the upload', UPLOAD],
	['the state', SYNC],
])('%s has no condition over which n8n 2.8 throws where a field has no value', (_, { properties }) => {
	const text = JSON.stringify(properties);
	expect(text).toContain('displayOptions');
	expect(text).not.toMatch(/"_cnd":\{"(?:startsWith|endsWith|includes)"/);
});

describe('the subtitle', () => {
	/** As n8n evaluates it, with the node's parameters alone. */
	const subtitleOf = ($parameter: object): unknown => {
		const source = SUBTITLE.replace(/^=\{\{|\}\}$/g, '');
		return (new Function('$parameter', `return ${source}`) as (given: object) => unknown)($parameter);
	};

	it.each<[object, string]>([
		[{ inputMode: 'form', options: {} }, 'Set Fields Manually'],
		[{ inputMode: 'columns', options: {} }, 'Map Automatically'],
		[{ inputMode: 'form', options: { dryRun: true } }, 'Set Fields Manually, dry run'],
		[{ inputMode: 'columns', options: { dryRun: true, concurrency: 5 } }, 'Map Automatically, dry run'],
		[{ inputMode: 'columns', options: { dryRun: false } }, 'Map Automatically'],
		[{ inputMode: 'columns' }, 'Map Automatically'],
	])('of %j is %s', (parameters, subtitle) => {
		expect(subtitleOf(parameters)).toBe(subtitle);
		for (const { subtitle: shown } of [UPLOAD, SYNC]) expect(shown).toBe(SUBTITLE);
	});
});
