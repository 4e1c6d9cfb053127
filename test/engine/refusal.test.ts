import type { OnError } from 'n8n-workflow';

import { makeKeyPair } from '../../sandbox/keys/test-account';
import { CALLS, CALLS_AND_MODES, goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, InputMode, Row } from './calls';
import { runWorkflow } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** n8n's three ways; the first is what a node does of which nothing is said. */
const CONTINUING: readonly OnError[] = ['continueRegularOutput', 'continueErrorOutput'];

const run = (
	call: CallUnderTest,
	mode: InputMode,
	rows: readonly Row[],
	onError?: OnError,
	options: object = {},
) =>
	runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, mode, options), onError },
		credential: site.credential(),
		seen: { key: `={{ $('Rows').item.json.${call.key} }}` },
	});

/** Good, refused, good, refused, good. */
const mixed = (call: CallUnderTest, cells: Row): Row[] =>
	goodRows(call, 5).map((row, index) => (index % 2 === 1 ? { ...row, ...cells } : row));

describe.each(CALLS_AND_MODES)('%s by %s, refused by the gateway', (_name, mode, call) => {
	const rows = mixed(call, call.refused.cells);
	const { code, subCode, field } = call.refused;
	const refusal = {
		message: expect.stringMatching(/\S/),
		description: expect.stringMatching(/\S/),
		code,
		sub_code: subCode,
		field,
		outcome: 'refused',
		attempts: 1,
		trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
	};

	it('keeps the row’s values beside the error, in the rows’ order, where the node continues', async () => {
		const { outputs, after, error } = await run(call, mode, rows, 'continueRegularOutput');
		expect(error).toBeUndefined();
		expect(outputs).toHaveLength(1);
		expect(outputs[0].map(({ json }) => json.success || json.error)).toEqual([
			true,
			refusal,
			true,
			refusal,
			true,
		]);
		expect(outputs[0][1].json).toEqual({ ...rows[1], success: false, outcome: 'refused', error: refusal });
		expect(after.map(({ seen }) => seen.key)).toEqual(rows.map((row) => row[call.key]));
		expect(site.gateway.requests).toHaveLength(rows.length);
	});

	it('leaves by the error output, paired with its row', async () => {
		const { outputs, after, afterError, error } = await run(call, mode, rows, 'continueErrorOutput');
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.length)).toEqual([3, 2]);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{ ...rows[1], success: false, outcome: 'refused', error: refusal },
			{ ...rows[3], success: false, outcome: 'refused', error: refusal },
		]);
		expect(after.map(({ seen }) => seen.source)).toEqual([rows[0], rows[2], rows[4]]);
		expect(afterError.map(({ seen }) => seen.source)).toEqual([rows[1], rows[3]]);
	});

	it('ends the run where the node stops, with what became of every row', async () => {
		const { outputs, after, error } = await run(call, mode, rows, undefined, { concurrency: 1 });
		expect(outputs).toEqual([]);
		expect(after).toEqual([]);
		expect(receivedKeys(site.gateway, call.key)).toEqual([rows[0][call.key], rows[1][call.key]]);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(new RegExp(`^Item 1 \\(${call.key} ${rows[1][call.key]}\\): `));
		expect(error?.description).toMatch(/^1 accepted, 1 refused, 3 not sent\.$/m);
		expect(error?.context?.itemIndex).toBe(1);
	});
});

describe.each(CALLS_AND_MODES)('%s by %s, invalid before sending', (_name, mode, call) => {
	const rows = mixed(call, call.wrong.cells);
	const cellIssue = {
		message: expect.stringContaining(Object.values(call.wrong.cells)[0]),
		description: expect.stringMatching(/\S/),
		code: 'ERR_ROW',
		sub_code: '',
		field: call.wrong.field,
		outcome: 'notSent',
	};
	const good = [rows[0], rows[2], rows[4]].map((row) => row[call.key]);

	it('sends nothing at all where the node stops, and names every invalid row', async () => {
		const { outputs, error } = await run(call, mode, rows);
		expect(outputs).toEqual([]);
		expect(site.forwarder.passed).toEqual([]);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe(
			mode === 'columns'
				? '2 of 5 rows are invalid. No rows were sent'
				: '2 of 5 items are invalid. No items were sent',
		);
		for (const index of [1, 3]) {
			expect(error?.description).toContain(`Item ${index} (${call.key} ${rows[index][call.key]}): `);
		}
	});

	it.each(CONTINUING)('sends the good rows with %s', async (onError) => {
		const { outputs, error } = await run(call, mode, rows, onError);
		expect(error).toBeUndefined();
		const wrong = (onError === 'continueErrorOutput' ? outputs[1] : outputs[0]).filter(
			({ json }) => json.error,
		);
		expect(wrong.map(({ json }) => json)).toEqual([
			{ ...rows[1], success: false, outcome: 'notSent', error: cellIssue },
			{ ...rows[3], success: false, outcome: 'notSent', error: cellIssue },
		]);
		expect(outputs[0].filter(({ json }) => json.success)).toHaveLength(3);
		expect(receivedKeys(site.gateway, call.key).sort()).toEqual(good);
	});

	it.each(['stopWorkflow', ...CONTINUING] as const)('is reported in a dry run with %s', async (onError) => {
		const { outputs, error } = await run(call, mode, rows, onError, { dryRun: true });
		expect(error).toBeUndefined();
		const shown = outputs.flat().filter(({ json }) => json.dryRun);
		const wrong = outputs.flat().filter(({ json }) => json.error);
		expect(shown.map(({ pairedItem }) => pairedItem)).toEqual([0, 2, 4].map((item) => ({ item })));
		expect(wrong.map(({ json }) => (json.error as { field: string }).field)).toEqual([
			call.wrong.field,
			call.wrong.field,
		]);
		expect(site.forwarder.passed).toEqual([]);
	});
});

describe('a business result of failed', () => {
	const rows = goodRows(sync, 3).map((row, index) =>
		index === 1 ? { ...row, out_biz_no: 'FAIL0002' } : row,
	);

	it.each(CONTINUING)('is a refusal with %s', async (onError) => {
		const { outputs } = await run(sync, 'columns', rows, onError);
		const failed = outputs.flat().find(({ json }) => json.error);
		expect(failed?.json).toEqual({
			...rows[1],
			success: false,
			outcome: 'refused',
			error: expect.objectContaining({ outcome: 'refused', code: '10000' }),
		});
		expect(site.gateway.requests).toHaveLength(3);
	});

	it('stops the run', async () => {
		const { error, outputs } = await run(sync, 'columns', rows, 'stopWorkflow', { concurrency: 1 });
		expect(outputs).toEqual([]);
		expect(error?.message).toMatch(/^Item 1 \(out_biz_no FAIL0002\): /);
		expect(site.gateway.requests).toHaveLength(2);
	});
});

it.each(CALLS)('$name keeps a row’s files where it failed', async (call) => {
	const binary = { photo: { data: 'YQ==', mimeType: 'image/png', fileName: 'cabinet.png' } };
	const { outputs } = await runWorkflow({
		items: [{ json: call.row(1, call.refused.cells), binary }],
		node: {
			type: call.type,
			parameters: parametersFor(call, 'columns'),
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
	});
	expect(outputs[0][0].binary).toEqual(binary);
});

it('awaits the requests in flight and starts no more where the node stops', async () => {
	site.gateway.setLatency(100);
	const rows = goodRows(upload, 12);
	rows[4] = { ...rows[4], ...upload.refused.cells };
	const { error } = await run(upload, 'columns', rows, 'stopWorkflow', { concurrency: 3 });
	const accepted = site.gateway.requests.filter((request) => request.accepted).length;
	expect(site.gateway.requests.length).toBeLessThan(9);
	expect(error?.message).toMatch(/^Item 4 \(entity_code CAB0005\): /);
	expect(error?.description).toContain(
		`${accepted} accepted, 1 refused, ${rows.length - accepted - 1} not sent.`,
	);
});

describe('a fault of the account ends the run at the first row', () => {
	const faults = [
		['a key that the gateway does not know', 'isv.invalid-signature', () => ({ privateKey: makeKeyPair().privateKey })],
		['an unknown app', 'isv.invalid-app-id', () => ({ appId: '2021999999999999' })],
	] as const;

	describe.each(CALLS)('$name', (call) => {
		it.each(faults)('%s', async (_what, subCode, overrides) => {
			const credential = site.credential(overrides());
			const rows = goodRows(call, 6);
			for (const onError of ['stopWorkflow', ...CONTINUING] as const) {
				await site.clear();
				const { outputs, error } = await runWorkflow({
					rows,
					node: { type: call.type, parameters: parametersFor(call, 'columns'), onError },
					credential,
				});
				expect(site.forwarder.passed).toHaveLength(1);
				if (onError === 'stopWorkflow') {
					expect(outputs).toEqual([]);
					expect(error?.message).toMatch(new RegExp(`^Item 0 \\(${call.key} `));
					continue;
				}
				const errors = outputs.flat().map(({ json }) => json.error);
				expect(errors).toHaveLength(rows.length);
				expect(errors[0]).toMatchObject({ sub_code: subCode, outcome: 'refused' });
				for (const each of errors.slice(1)) {
					expect(each).toMatchObject({ sub_code: subCode, outcome: 'notSent' });
				}
			}
		});
	});

	it('a private key that cannot be read', async () => {
		for (const onError of ['stopWorkflow', ...CONTINUING] as const) {
			const { outputs, error } = await runWorkflow({
				rows: goodRows(upload, 2),
				node: { type: upload.type, parameters: parametersFor(upload, 'columns'), onError },
				credential: site.credential({ privateKey: site.keys.app.publicKey }),
			});
			expect(site.forwarder.passed).toEqual([]);
			if (onError === 'stopWorkflow') expect(error?.message).toMatch(/private key/i);
			else {
				const errors = outputs.flat().map(({ json }) => json.error);
				expect(errors).toEqual(
					[1, 2].map(() =>
						expect.objectContaining({ outcome: 'notSent', field: 'privateKey' }),
					),
				);
			}
		}
	});
});
