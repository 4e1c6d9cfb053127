/** `options.output` = `rowAndOutcome`: each row as it came, with its outcome in columns of a sheet. */
import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';

import { CALLS_AND_MODES, goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, InputMode, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const CONTINUING = ['continueRegularOutput', 'continueErrorOutput'] as const satisfies readonly OnError[];
const COLUMNS = ['zhima_outcome', 'zhima_result', 'zhima_advice', 'zhima_sub_code', 'zhima_trace_id', 'zhima_fingerprint'];
const FINGERPRINT = /^[0-9a-f]{32}$/;
const TRACE_ID = /^[0-9a-f]{32}$/;

interface Given {
	readonly call?: CallUnderTest;
	readonly mode?: InputMode;
	readonly onError?: OnError;
	readonly options?: object;
	readonly credential?: object;
}

const run = (source: Pick<WorkflowToRun, 'rows' | 'items'>, given: Given = {}) => {
	const { call = upload, mode = 'columns', onError = 'continueRegularOutput', options = {} } = given;
	return runWorkflow({
		...source,
		node: { type: call.type, parameters: parametersFor(call, mode, { output: 'rowAndOutcome', ...options }), onError },
		credential: site.credential(given.credential),
		seen: { key: `={{ $('Rows').item.json.${call.key} }}` },
	});
};

/** As n8n stores an item for the next execution, a waiting one or another worker. */
const stored = ({ json }: INodeExecutionData) => JSON.parse(JSON.stringify(json)) as IDataObject;

const inOrder = (items: readonly INodeExecutionData[]) =>
	[...items].sort((a, b) => (a.pairedItem as { item: number }).item - (b.pairedItem as { item: number }).item).map(stored);

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const ACCEPTED = {
	zhima_outcome: 'accepted',
	zhima_result: 'Accepted.',
	zhima_advice: '',
	zhima_sub_code: '',
	zhima_trace_id: matching(TRACE_ID),
	zhima_fingerprint: matching(FINGERPRINT),
};

describe.each(CALLS_AND_MODES)('%s by %s', (_name, mode, call) => {
	const cells = [{}, call.refused.cells, call.wrong.cells];
	const rows = cells.map((each, index) => ({ ...call.row(index + 1, each), 备注: `第${index + 1}行`, code: 'mine', success: 'maybe' }));
	const refused = {
		zhima_outcome: 'refused',
		zhima_result: matching(/\S\.$/),
		zhima_advice: matching(/\S\.$/),
		zhima_sub_code: call.refused.subCode,
		zhima_trace_id: matching(TRACE_ID),
		zhima_fingerprint: '',
	};
	const notSent = {
		zhima_outcome: 'notSent',
		zhima_result: expect.stringContaining(Object.values(call.wrong.cells)[0]) as string,
		zhima_advice: matching(/^Enter .*\.$/),
		zhima_sub_code: '',
		zhima_trace_id: '',
		zhima_fingerprint: '',
	};

	it('gives each row as it came with its outcome in six columns', async () => {
		const { outputs, after, error } = await run({ rows }, { call, mode });
		expect(error).toBeUndefined();
		expect(inOrder(outputs[0])).toEqual([
			{ ...rows[0], ...ACCEPTED },
			{ ...rows[1], ...refused },
			{ ...rows[2], ...notSent },
		]);
		for (const [index, item] of outputs[0].entries()) {
			expect(Object.keys(item.json)).toEqual([...Object.keys(rows[index]), ...COLUMNS]);
		}
		expect(after.map(({ seen }) => seen.key)).toEqual(rows.map((row) => row[call.key as keyof typeof row]));
	});

	it('adds the error by the error output alone', async () => {
		const { outputs, afterError } = await run({ rows }, { call, mode, onError: 'continueErrorOutput' });
		expect(inOrder(outputs[0])).toEqual([{ ...rows[0], ...ACCEPTED }]);
		const errorOf = (outcome: string) => expect.objectContaining({ outcome, message: matching(/\S/) }) as object;
		expect(inOrder(outputs[1])).toEqual([
			{ ...rows[1], ...refused, error: errorOf('refused') },
			{ ...rows[2], ...notSent, error: errorOf('notSent') },
		]);
		expect(Object.keys(stored(outputs[1][0]))).toEqual([...Object.keys(rows[1]), ...COLUMNS, 'error']);
		expect(afterError.map(({ seen }) => seen.source)).toEqual([rows[1], rows[2]]);
	});

	it('shows in a dry run which rows can be sent', async () => {
		const { outputs } = await run({ rows }, { call, mode, options: { dryRun: true } });
		expect(inOrder(outputs[0]).map((row) => [row.zhima_outcome, row.zhima_fingerprint])).toEqual([
			['shown', matching(FINGERPRINT)],
			['shown', matching(FINGERPRINT)],
			['notSent', ''],
		]);
		expect(outputs[0][0].json.zhima_result).toBe("This row can be sent. It wasn't sent because this was a dry run.");
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each(CONTINUING)('replaces the columns of an earlier run with %s', async (onError) => {
		const first = await run({ rows }, { call, mode, onError });
		const corrected = inOrder(first.outputs.flat()).map((row, index) => ({ ...row, ...call.row(index + 1) }));
		const { outputs, hints } = await run({ rows: corrected }, { call, mode, onError });
		expect(inOrder(outputs[0])).toEqual(
			rows.map((row, index) => ({ ...row, ...call.row(index + 1), ...ACCEPTED })),
		);
		expect(hints.map(({ message }) => message).join('\n')).not.toMatch(/zhima_/);
	});
});

describe('a row', () => {
	it('keeps its files, whatever became of it', async () => {
		const binary = { photo: { data: 'YQ==', mimeType: 'image/png', fileName: 'cabinet.png' } };
		const items = [upload.row(1), upload.row(2, upload.refused.cells), upload.row(3, upload.wrong.cells)];
		const { outputs } = await run({ items: items.map((json) => ({ json, binary })) });
		expect(outputs[0].map((item) => item.binary)).toEqual([binary, binary, binary]);
	});

	it('keeps its cells as they came', async () => {
		const cells = { can_borrow_cnt: 12, collect_rent: true, ext_properties: { floor: '2' }, 备注: null, tags: ['a'] };
		const [{ json }] = (await run({ rows: [{ ...upload.row(1), ...cells }] })).outputs[0];
		expect(json).toEqual({ ...upload.row(1), ...cells, ...ACCEPTED });
	});

	it('keeps a column named error that the operator made', async () => {
		const rows = ['low battery', { code: 7 }].map((error, index) => ({ ...upload.row(index + 1), error }));
		const { outputs } = await run({ rows });
		expect(outputs[0].map(({ json }) => json.error)).toEqual(['low battery', { code: 7 }]);
	});

	it('has the advice of each invalid cell, and what to know of a later row', async () => {
		const rows = [upload.row(1, { longitude: 'a', can_borrow_cnt: 'b' }), upload.row(1)];
		const [{ json }] = (await run({ rows })).outputs[0];
		expect(json.zhima_result).toMatch(/^“longitude” is “a”: .* “can_borrow_cnt” is “b”: [^“]*\.$/);
		expect(json.zhima_result).not.toMatch(/Item 0/);
		expect(json.zhima_advice).toMatch(/^“longitude”: Enter .* “can_borrow_cnt”: Enter .* Item 1 \(entity_code CAB0001\) updated the same thing/);
	});

	it('has its warnings as advice where it was accepted', async () => {
		const { outputs, hints } = await run({ rows: [upload.row(1, { longitude: '-0.1' })] });
		expect(outputs[0][0].json).toMatchObject({ zhima_outcome: 'accepted', zhima_advice: matching(/^“longitude”: -0\.1 is outside China/) });
		expect(hints.map(({ message }) => message)).toContainEqual(matching(/^1 row has a warning\. See its "zhima_advice"\./));
	});

	it('whose outcome is unknown says so', async () => {
		site.gateway.setFaults([{ kind: 'http502' }]);
		const { outputs, hints } = await run({ rows: goodRows(upload, 1) }, { options: { maxRetries: 0 } });
		expect(outputs[0][0].json).toMatchObject({ zhima_outcome: 'unknown', zhima_result: matching(/502/), zhima_advice: matching(/\S/) });
		expect(hints[0].message).toMatch(/^1 unknown\. Run the unknown rows again/);
	});

	it('that isn’t an object has the six columns', async () => {
		const { outputs } = await run({ items: [{ json: [1] as unknown as IDataObject }] });
		expect(outputs[0].map(({ json }) => Object.keys(json))).toEqual([COLUMNS]);
		expect(outputs[0][0].json.zhima_result).toMatch(/is a list/);
	});

	it('is told where to look by the hints', async () => {
		const rows: Row[] = [upload.row(1, upload.wrong.cells), upload.row(2)];
		const { hints } = await run({ rows });
		expect(hints[0].message).toMatch(/Fix the rows listed under "zhima_result", then run them again\.$/);
	});
});

describe('a run that fails as a whole', () => {
	const failed = (result: RegExp) => ({
		zhima_outcome: 'notSent',
		zhima_result: matching(result),
		zhima_advice: matching(/\S/),
		zhima_sub_code: '',
		zhima_trace_id: '',
		zhima_fingerprint: '',
	});
	const rows = goodRows(upload, 2);

	it('over another option has its rows in the same form', async () => {
		const { outputs } = await run({ rows }, { options: { concurrency: 0 } });
		expect(outputs[0].map(({ json }) => json)).toEqual(rows.map((row) => ({ ...row, ...failed(/"Concurrency" isn't valid/) })));
	});

	it('over a key has its rows in the same form', async () => {
		const { outputs } = await run({ rows }, { credential: { privateKey: 'x' } });
		expect(outputs[0].map(({ json }) => json)).toEqual(rows.map((row) => ({ ...row, ...failed(/key/) })));
	});
});

describe('an output that isn’t among those to choose from', () => {
	it.each(['rows', 'RowAndOutcome', 7, true, ['rowAndOutcome']])('%p is refused with its name, and nothing is sent', async (output) => {
		const { error } = await run({ rows: goodRows(upload, 2) }, { onError: 'stopWorkflow', options: { output } });
		expect(error?.message).toBe('"Output" isn\'t valid');
		expect(error?.description).toBe('Choose "Response" (response) or "Row and Outcome" (rowAndOutcome)');
		const { outputs } = await run({ rows: goodRows(upload, 1) }, { options: { output } });
		expect(outputs[0][0].json).toMatchObject({ success: false, error: { code: 'ERR_OPTION', field: 'output' } });
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each(['', null, 'response', '={{ "response" }}'])('%p means the response', async (output) => {
		const { outputs } = await run({ rows: goodRows(upload, 1) }, { options: { output } });
		expect(outputs[0][0].json).toMatchObject({ success: true, outcome: 'accepted' });
	});

	it('can be given by an expression', async () => {
		const { outputs } = await run({ rows: goodRows(sync, 1) }, { call: sync, options: { output: '={{ "rowAndOutcome" }}' } });
		expect(outputs[0][0].json).toEqual({ ...sync.row(1), ...ACCEPTED });
	});
});
