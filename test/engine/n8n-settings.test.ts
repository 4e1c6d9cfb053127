/** What n8n itself does with a node: tries it again, cancels it, hands it a file or a mode that is none. */
import type { INodeExecutionData } from 'n8n-workflow';

import { CALLS, CALLS_AND_MODES, goodRows, parametersFor, upload } from './calls';
import type { Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const run = (
	rows: readonly Row[],
	settings: Partial<WorkflowToRun['node']>,
	options: object = {},
	rest: Partial<WorkflowToRun> = {},
) =>
	runWorkflow({
		rows,
		node: { type: upload.type, parameters: parametersFor(upload, 'columns', options), ...settings },
		credential: site.credential(),
		...rest,
	});

describe('with "Retry On Fail"', () => {
	it('says in the error of a try that an earlier one may have had rows accepted', async () => {
		// In the first try row 0 is accepted and row 1 stops the run; in the second try row 0 is refused.
		site.gateway.setFaults([{ kind: 'code', code: '40004', subCode: 'INFOSEC_VERIFY_FAILED', from: 2 }]);
		const options = { concurrency: 1, maxRetries: 0 };
		const { error } = await run(goodRows(upload, 3), { retryOnFail: true }, options);
		expect(site.gateway.counts.accepted).toBe(1);
		expect(error?.description).toMatch(/1 refused, 2 not sent/);
		expect(error?.description).toMatch(/an earlier try may have had rows accepted\. Turn "Retry On Fail" off\. This node retries by itself\.$/);
	});

	it.each([true, false])('hints once that it should be off, where it is on (%s)', async (retryOnFail) => {
		const onError = 'continueRegularOutput';
		for (const rows of [goodRows(upload, 3), [upload.row(1, upload.refused.cells), ...goodRows(upload, 3, 2)]]) {
			const { hints } = await run(rows, { retryOnFail, onError });
			const found = hints.filter(({ message }) => /Turn off "Retry On Fail"/.test(message));
			expect(found).toHaveLength(retryOnFail ? 1 : 0);
		}
	});

	it('says nothing of it in an error where it is off', async () => {
		const { error } = await run([upload.row(1, upload.refused.cells)], { retryOnFail: false });
		expect(error?.message).toMatch(/\S/);
		expect(error?.description).not.toMatch(/Retry On Fail/);
	});
});

it('names node, workflow and execution in the line that a canceled run leaves in the log', async () => {
	site.gateway.setLatency(50);
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 400);
	const { log, status } = await run(goodRows(upload, 200), {}, {}, { signal: controller.signal });
	expect(status).toBe('canceled');
	const lines = log.map(({ message }) => String(message)).filter((text) => /not sent/.test(text));
	expect(lines).toEqual([
		expect.stringMatching(/^Node "Zhima", workflow "Workflow under test" \(workflow\), execution 1: \d+ accepted,.* not sent/),
	]);
});

describe('"Mapping Mode"', () => {
	const inMode = (inputMode: unknown, onError: WorkflowToRun['node']['onError'] = 'stopWorkflow') =>
		run(
			goodRows(upload, 3).map((row, index) => ({ ...row, mode: index < 2 ? 'columns' : 'form' })),
			{ onError, parameters: { ...upload.form, inputMode, options: {} } },
		);

	it.each([
		['a typo', 'colums', /"Mapping Mode" isn't valid: .*colums/],
		['another case', 'Columns', /"Mapping Mode" isn't valid: .*Columns/],
		['an expression that n8n took for text', '{{ $json.mode }}', /"Mapping Mode" can't be an expression: .*\$json\.mode/],
		['an expression', '={{ "columns" }}', /"Mapping Mode" can't be an expression: .*columns/],
		['an expression that differs between items', '={{ $json.mode }}', /"Mapping Mode" can't be an expression: .*\$json\.mode/],
		['a number', 1, /"Mapping Mode" isn't valid: .*1/],
		['nothing', '', /"Mapping Mode" is empty/],
	])('refuses %s, and sends nothing', async (_what, inputMode, why) => {
		const { error } = await inMode(inputMode);
		expect(error?.message).toMatch(why);
		expect(`${error?.message} ${error?.description}`).toMatch(/Choose "Set Fields Manually" \(form\) or "Map Automatically" \(columns\)/);
		const { outputs } = await inMode(inputMode, 'continueRegularOutput');
		expect(outputs[0].map(({ json }) => [json.outcome, (json.error as { field?: string }).field])).toEqual(
			Array.from({ length: 3 }, () => ['notSent', 'inputMode']),
		);
		expect(site.forwarder.passed).toEqual([]);
	});
});

describe('an item that is only a file', () => {
	const binary = { sheet: { data: '', mimeType: 'text/csv', fileName: '机柜.csv' } };
	const MADE: ReadonlyArray<readonly [string, INodeExecutionData['json']]> = [
		['no values', {}],
		['what Read/Write Files from Disk says', { mimeType: 'text/csv', fileType: 'text', fileName: '机柜.csv', fileExtension: 'csv', fileSize: '2 kB' }],
		['what the Form Trigger says', { 表格: { filename: '机柜.csv', mimetype: 'text/csv', size: 9 }, submittedAt: '2026-11-20T15:34:38+08:00', formMode: 'production' }],
		['what the Webhook node says', { headers: { host: 'x' }, params: {}, query: {}, body: {}, webhookUrl: 'http://x/', executionMode: 'test' }],
	];
	const TOLD = /only a file \(.*机柜\.csv.*\) and has no values\. Add an Extract from File node before this one, with "sheet"/;

	const read = (call: (typeof CALLS)[number], mode: 'form' | 'columns', items: INodeExecutionData[]) =>
		run([], { type: call.type, parameters: parametersFor(call, mode), onError: 'continueRegularOutput' }, {}, { rows: undefined, items });

	it.each(CALLS_AND_MODES)('is told about Extract from File: %s by %s', async (_name, mode, call) => {
		const items = MADE.map(([, json]) => ({ json, binary }));
		const { outputs } = await read(call, mode, items);
		expect(outputs[0].map(({ json }) => (json.error as { message: string }).message)).toEqual(
			MADE.map(() => expect.stringMatching(TOLD) as string),
		);
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each(CALLS_AND_MODES)('keeps no row beside it from being sent: %s by %s', async (_name, mode, call) => {
		const [first, second] = goodRows(call, 2).map((json) => ({ json }));
		const { outputs } = await read(call, mode, [first, { json: {}, binary }, { ...second, binary }]);
		expect(outputs[0].map(({ json }) => json.outcome)).toEqual(['accepted', 'notSent', 'accepted']);
		expect((outputs[0][1].json.error as { message: string }).message).toMatch(TOLD);
	});

	it.each(CALLS_AND_MODES)('is another thing than a row with a file whose values are missing: %s by %s', async (_name, mode, call) => {
		const items = [{ json: { 备注: 'with a picture' }, binary }];
		const { outputs } = await read(call, mode, items);
		expect((outputs[0][0].json.error as { message: string }).message).not.toMatch(/Extract from File/);
	});
});
