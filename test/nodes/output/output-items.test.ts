import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isOutcomeMember, itemOf } from '../../../nodes/output/output-items';
import type { OutputForm } from '../../../nodes/form/run-options';
import type { RowOutcome } from '../../../nodes/output/outcome';
import { borrowEntityUpload, dataStateSync } from '../../../zhima';

const as = (form: OutputForm, hasErrorOutput = false) => ({ form, hasErrorOutput });
const asResponse = (hasErrorOutput: boolean) => as('response', hasErrorOutput);

const failed = (outcome: 'refused' | 'notSent' | 'unknown'): RowOutcome => ({
	outcome,
	message: 'what happened',
	description: 'what to do',
	code: 'X',
	subCode: 'Y',
	field: 'longitude',
	attempts: 1,
	traceId: 'trace',
});
const ERROR = {
	message: 'what happened',
	description: 'what to do',
	code: 'X',
	sub_code: 'Y',
	field: 'longitude',
	attempts: 1,
	trace_id: 'trace',
};

/** What n8n makes of an item for the error output: ours over the input's own, stored as JSON. */
const mergedByN8n = (input: INodeExecutionData, item: INodeExecutionData): unknown =>
	JSON.parse(JSON.stringify({ ...input.json, ...item.json }));

const MEMBERS = [
	...['success', 'outcome', 'dryRun', 'verified', 'attempts', 'fingerprint', 'trace_id', 'hints', 'request', 'error'],
	...['code', 'msg', 'sub_code', 'sub_msg', 'biz_result'],
	...['zhima_outcome', 'zhima_result', 'zhima_advice', 'zhima_sub_code', 'zhima_trace_id', 'zhima_fingerprint'],
];

describe('the members that belong to an outcome', () => {
	it.each(MEMBERS)('include %s', (name) => {
		for (const api of [borrowEntityUpload, dataStateSync]) expect(isOutcomeMember(api, name)).toBe(true);
	});

	it.each([
		...borrowEntityUpload.parameters.map(({ name }) => name),
		...['Code', 'Success', 'message', 'row_number', '备注', '__proto__', 'constructor', 'toString', ''],
	])('do not include “%s”', (name) => expect(isOutcomeMember(borrowEntityUpload, name)).toBe(false));

	it('do not include a parameter of the call that is named like one of them', () => {
		const api = { ...borrowEntityUpload, parameters: [{ ...borrowEntityUpload.parameters[0], name: 'code' }] };
		expect(isOutcomeMember(api, 'code')).toBe(false);
		expect(isOutcomeMember(api, 'msg')).toBe(true);
	});

	it('include what the response of another call must contain for a success', () => {
		expect(isOutcomeMember({ parameters: [], success: { state: ['done'] } }, 'state')).toBe(true);
	});
});

describe('the item of a row that was not accepted', () => {
	const names = fc.oneof(fc.constantFrom(...MEMBERS), fc.constantFrom('entity_code', 'Code', '__proto__', '7'), fc.string());
	const inputs = fc.dictionary(names, fc.jsonValue(), { maxKeys: 30 }).map((values) => {
		// As JSON has them: a name such as __proto__ is a member like any other.
		return { json: JSON.parse(JSON.stringify(values)) as IDataObject };
	});
	const outcomes = fc.constantFrom('refused' as const, 'notSent' as const, 'unknown' as const);

	it.each([false, true])('has the values of the input and only its own outcome (error output: %p)', (hasErrorOutput) => {
		fc.assert(
			fc.property(inputs, outcomes, (input, outcome) => {
				const item = itemOf(borrowEntityUpload, input, 3, failed(outcome), asResponse(hasErrorOutput));
				const own = Object.entries(input.json).filter(([name]) => !MEMBERS.includes(name));
				const came = hasErrorOutput ? mergedByN8n(input, item) : JSON.parse(JSON.stringify(item.json));
				expect(came).toEqual({
					...Object.fromEntries(own),
					success: false,
					outcome,
					error: { ...ERROR, outcome },
				});
				expect(item.pairedItem).toEqual({ item: 3 });
			}),
		);
	});

	it('is marked for the error output by an error that is not copied with it', () => {
		const item = itemOf(borrowEntityUpload, { json: {} }, 0, failed('refused'), asResponse(true));
		expect(item.error).toBeTruthy();
		expect({ ...item }).not.toHaveProperty('error');
		// n8n puts the error's message in place of the json where it has no input to merge with.
		expect(item.error).toEqual({ message: { ...ERROR, outcome: 'refused' } });
		// Its older versions clear the mark.
		item.error = undefined;
		expect(item.error).toBeUndefined();
	});

	it('is not marked where there is no error output', () => {
		expect(itemOf(borrowEntityUpload, { json: {} }, 0, failed('refused'), asResponse(false))).not.toHaveProperty('error');
	});

	it('does not change the input', () => {
		const json = { success: true, entity_code: 'A', nested: { a: 1 } };
		const before = structuredClone(json);
		for (const hasErrorOutput of [false, true]) itemOf(borrowEntityUpload, { json }, 0, failed('unknown'), asResponse(hasErrorOutput));
		expect(json).toEqual(before);
	});
});

describe('the item of an accepted row', () => {
	const accepted = (members: Record<string, unknown>, content: Record<string, string> = {}): RowOutcome => ({
		outcome: 'accepted',
		members,
		verified: false,
		attempts: 2,
		content,
		hints: [],
	});
	const jsonOf = (members: Record<string, unknown>, content?: Record<string, string>) =>
		itemOf(dataStateSync, { json: { success: 'input' } }, 0, accepted(members, content), asResponse(false)).json;

	it('has the members of the response, after those of the node', () => {
		const members = {
			code: '10000',
			success: 'no',
			verified: true,
			error: 'gateway',
			dryRun: true,
			request: 1,
			biz_result: 'success',
			new_member: { a: 1 },
		};
		const json = jsonOf(members, { out_biz_no: 'ORDER1' });
		expect(json).toEqual({
			success: true,
			outcome: 'accepted',
			out_biz_no: 'ORDER1',
			code: '10000',
			biz_result: 'success',
			new_member: { a: 1 },
			verified: false,
			attempts: 2,
			fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
			request: { method: dataStateSync.method, biz_content: { out_biz_no: 'ORDER1' } },
		});
		expect(Object.keys(json).slice(0, 3)).toEqual(['success', 'outcome', 'out_biz_no']);
		expect(Object.keys(json).at(-1)).toBe('request');
	});

	it("has the row's own key where the response names another", () => {
		expect(jsonOf({ code: '10000', out_biz_no: 'OTHER' }, { out_biz_no: 'ORDER1' }).out_biz_no).toBe('ORDER1');
	});

	it('has no key where the content has none', () => {
		expect(Object.keys(jsonOf({ code: '10000' })).slice(0, 3)).toEqual(['success', 'outcome', 'code']);
	});
});
