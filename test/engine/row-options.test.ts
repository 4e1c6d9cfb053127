/** Options that are read for each row, those that must be one for all, and expressions in the credential. */
import type { OnError } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { credentialFields } from '../../credentials/credential-fields';
import type { CredentialData } from '../../sandbox/keys/test-account';
import { goodRows, INPUT_MODES, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, InputMode } from './calls';
import { runWorkflow, textOf } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

const [A, B] = ['202611BBa1b2c3d4e5f60718293a4b5c6d7e8f90', '202611BBf0e1d2c3b4a5968778695a4b3c2d1e0f'];

let site: Site;
beforeAll(async () => {
	site = await openSite({ appAuthTokens: [A, B] });
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type Cells = Record<string, unknown>;

interface How {
	readonly call?: CallUnderTest;
	readonly mode?: InputMode;
	readonly options?: object;
	readonly onError?: OnError;
	readonly credential?: Partial<Record<keyof CredentialData, string>>;
}

const run = async (cells: readonly Cells[], how: How = {}) => {
	const { call = upload, mode = 'columns', options = {}, onError = 'continueRegularOutput', credential = {} } = how;
	return await runWorkflow({
		rows: goodRows(call, cells.length).map((row, index) => ({ ...row, ...cells[index] })),
		node: { type: call.type, parameters: parametersFor(call, mode, { maxRetries: 0, ...options }), onError },
		credential: site.credential(credential as Partial<CredentialData>),
	});
};

type Result = Awaited<ReturnType<typeof run>>;
const outcomesOf = ({ outputs }: Result) => outputs.flat().map(({ json }) => json.outcome);

const MARKED = { dryRun: '={{ $json.dry }}' };

describe.each(INPUT_MODES)('dryRun by an expression, %s', (mode) => {
	it.each([upload, sync])('shows the rows that are marked, and sends the others', async (call) => {
		const yes = [true, 'TRUE', 'yes', '是', 1, ' true', '1', 'Y', '√', 'true\n'];
		const no = [false, 'FALSE', 'no', '否', 0, ' false ', 'N'];
		const result = await run([...yes, ...no].map((dry) => ({ dry })), { call, mode, options: MARKED });
		expect(outcomesOf(result)).toEqual([...yes.map(() => 'shown'), ...no.map(() => 'accepted')]);
		expect(receivedKeys(site.gateway, call.key).sort()).toEqual(
			no.map((_, index) => call.row(yes.length + 1 + index)[call.key]).sort(),
		);
		expect(result.hints[0].message).toContain('10 rows are marked as a dry run, so they were checked but not sent.');
	});

	it.each<[string, Cells]>([
		['nothing', {}],
		['null', { dry: null }],
		['an empty text', { dry: '' }],
		['a word for doubt', { dry: 'maybe' }],
		['another number', { dry: 2 }],
		['both', { dry: 'yes/no' }],
		['an object', { dry: {} }],
		['a list', { dry: [] }],
		['a list with a yes', { dry: [true] }],
		['a lost value', { dry: 'undefined' }],
	])('is an error of the row where it gives %s, and the row is not sent', async (_what, cells) => {
		const result = await run([{ dry: false }, cells, { dry: true }], { mode, options: MARKED });
		expect(outcomesOf(result)).toEqual(['accepted', 'notSent', 'shown']);
		expect(result.outputs[0][1].json.error).toMatchObject({ field: 'dryRun' });
		expect(site.gateway.requests).toHaveLength(1);
		const stopped = await run([{ dry: false }, cells, { dry: true }], { mode, options: MARKED, onError: 'stopWorkflow' });
		expect(stopped.error?.message).toContain('1 of 3');
		expect(stopped.error?.description).toContain('“Dry Run”');
		expect(site.gateway.requests).toHaveLength(1);
	});
});

it.each([true, 'TRUE', 'yes', '是', 1, ' true'])('takes %j for a dry run where it is a fixed value', async (dryRun) => {
	expect(outcomesOf(await run([{}, {}], { options: { dryRun } }))).toEqual(['shown', 'shown']);
	expect(site.gateway.requests).toHaveLength(0);
});

it.each(['maybe', 2, '', null, {}, [], '={{ $json.none }}', '={{ undefined }}', '={{ $json.a.b }}', '={{ nonsense }}'])(
	'sends nothing where dryRun is %j in all rows',
	async (dryRun) => {
		expect(outcomesOf(await run([{}, {}], { options: { dryRun } }))).toEqual(['notSent', 'notSent']);
		expect((await run([{}, {}], { options: { dryRun }, onError: 'stopWorkflow' })).error).toBeDefined();
		expect(site.gateway.requests).toHaveLength(0);
	},
);

describe('an option of the whole run', () => {
	it.each(['concurrency', 'maxPerSecond', 'maxRetries', 'maxWait', 'timeout', 'output'])(
		'%s that differs between rows is refused with its name, and nothing is sent',
		async (name) => {
			const values = name === 'output' ? ['response', 'rowAndOutcome'] : [2, 3];
			for (const expression of ['={{ $json.value }}', '={{ [$json.value][0] }}']) {
				const rows = [values[0], values[0], values[1]].map((value) => ({ value }));
				const result = await run(rows, { options: { [name]: expression } });
				expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'notSent']);
				expect(result.outputs[0][0].json.error).toMatchObject({
					code: 'ERR_OPTION',
					field: name,
					message: expect.stringMatching(/^".+" differs between items \(first at item 2\)/) as string,
				});
				const stopped = await run(rows, { options: { [name]: expression }, onError: 'stopWorkflow' });
				expect(stopped.error?.message).toMatch(/differs between items/);
			}
			expect(site.gateway.requests).toHaveLength(0);
		},
	);

	it('that is the same in all rows is taken, however it is written', async () => {
		const rows = [{ value: 2 }, { value: '2' }, { value: ' 2 ' }];
		const options = { concurrency: '={{ $json.value }}', timeout: '={{ 3 + 4 }}', maxPerSecond: '={{ $vars.none ?? 100 }}' };
		expect(outcomesOf(await run(rows, { options }))).toEqual(['accepted', 'accepted', 'accepted']);
	});

	it('whose expression fails for one row is refused without the row’s values', async () => {
		const result = await run([{ ok: 2 }, { note: 'secret words' }, {}], { options: { concurrency: "={{ $json.ok ?? $('Nothing').item.json }}" } });
		expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'notSent']);
		expect(textOf(result.outputs[0][1].json.error)).toMatch(/The expression in \\"Concurrency\\" fails for item 1/);
		expect(textOf(result.outputs[0][0].json.error)).not.toContain('secret words');
	});
});

describe('an expression in the credential', () => {
	const own = () => site.credential();

	it.each<[string, keyof CredentialData]>([
		['App Auth Token', 'appAuthToken'],
		['Private Key', 'privateKey'],
		['App ID', 'appId'],
		['Charset', 'charset'],
	])('that differs between rows is refused with the name of the field: %s', async (label, field) => {
		const first = field === 'appAuthToken' ? A : own()[field];
		const other = field === 'appAuthToken' ? B : field === 'charset' ? 'GBK' : `${first}0`;
		for (const expression of ['={{ $json.it }}', "={{ $('Rows').item.json.it }}", `={{ $itemIndex > 1 ? $json.it : $('Rows').first().json.it }}`]) {
			const rows = [{ it: first }, { it: first }, { it: other }];
			const result = await run(rows, { credential: { [field]: expression } });
			expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'notSent']);
			expect(result.outputs[0][0].json.error).toMatchObject({
				code: 'ERR_CREDENTIAL_ITEM',
				field,
				message: expect.stringContaining(`"${label}" in the credential is an expression that differs between items (first at item 2)`) as string,
			});
			if (field !== 'charset') expect(textOf([result.outputs, result.hints])).not.toContain(other);
			const stopped = await run(rows, { credential: { [field]: expression }, onError: 'stopWorkflow' });
			expect(stopped.error?.message).toContain(`"${label}" in the credential`);
			expect(textOf([stopped.error, stopped.run.data.resultData.error])).not.toContain(field === 'charset' ? '\u0000' : other);
		}
		expect(site.gateway.requests).toHaveLength(0);
	});

	it('that one row has nothing for is refused, also where the first row has nothing either', async () => {
		for (const cells of [[{ it: A }, {}], [{}, { it: A }]]) {
			for (const appAuthToken of ['={{ $json.it }}', "={{ $json.it ?? '' }}"]) {
				expect(outcomesOf(await run(cells, { credential: { appAuthToken } }))).toEqual(['notSent', 'notSent']);
			}
		}
		expect(site.gateway.requests).toHaveLength(0);
	});

	it('that is the same for all rows is taken, and its column is not shown', async () => {
		const result = await run([{ it: A }, { it: A, entity_name: '敏感词机柜' }], { credential: { appAuthToken: '={{ $json.it }}' } });
		expect(outcomesOf(result)).toEqual(['accepted', 'refused']);
		expect(textOf([result.outputs, result.hints])).not.toContain(A);
	});

	it('that names no part of a row costs no look-up for each', async () => {
		const cells = Array.from({ length: 30 }, () => ({}));
		const { credentialLookups, ...result } = await run(cells, { credential: { appAuthToken: `={{ $vars.none ?? "${A}" }}` } });
		expect(outcomesOf(result as Result)).toEqual(cells.map(() => 'accepted'));
		expect(credentialLookups).toBe(2);
	});

	it('in Environment or Key Mode lets the credential be saved without the fields that may not be needed', () => {
		const data = { ...own(), environment: '={{ $vars.env }}', keyMode: '={{ $vars.mode }}', gatewayUrl: '' };
		const demanded = credentialFields.filter(
			(field) =>
				field.required &&
				NodeHelpers.displayParameter(data, field, null, null) &&
				['', undefined].includes(data[field.name as keyof typeof data]),
		);
		expect(demanded).toEqual([]);
	});
});
