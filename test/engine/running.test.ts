import type { Fault } from '../../sandbox/gateway/faults';
import { CALLS, goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const run = (
	call: CallUnderTest,
	rows: readonly Row[],
	options: object,
	rest: Partial<WorkflowToRun> & { onError?: WorkflowToRun['node']['onError'] } = {},
) => {
	const { onError = 'continueRegularOutput', ...others } = rest;
	return runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, 'columns', options), onError },
		credential: site.credential(),
		...others,
	});
};

const successes = ({ outputs }: Awaited<ReturnType<typeof run>>) =>
	outputs.flat().filter(({ json }) => json.success === true).length;

/** The most of these moments, in milliseconds and ascending, that lie within any one second. */
const mostInOneSecond = (moments: readonly number[]): number =>
	Math.max(...moments.map((start, index) => moments.slice(index).filter((at) => at < start + 1_000).length));

describe.each(CALLS)('$name', (call) => {
	it.each([1, 4])('has as many as %i requests in flight, and no more', async (concurrency) => {
		site.gateway.setLatency(20);
		const result = await run(call, goodRows(call, 25), { concurrency });
		expect(successes(result)).toBe(25);
		expect(site.forwarder.mostInFlight).toBe(concurrency);
	});

	it.each<[string, readonly Fault[], number, number]>([
		['nothing else happens', [], 0, 1],
		['responses take longer than the requests may be apart', [], 400, 1],
		['rows are tried again', [{ kind: 'code20000', every: 3 }], 0, 2],
	])('has no more requests arrive in any one second than the quota, where %s', async (_what, faults, latency, tries) => {
		const quota = 3;
		site.gateway.setLatency(latency);
		site.gateway.setFaults(faults);
		const result = await run(call, goodRows(call, 8), { maxPerSecond: quota, maxRetries: 3 });
		expect(successes(result)).toBe(8);
		const arrivals = site.forwarder.passed.map(({ at }) => at);
		expect(arrivals.length).toBeGreaterThanOrEqual(tries === 1 ? 8 : 10);
		expect(mostInOneSecond(arrivals)).toBeLessThanOrEqual(quota);
	});

	it('calls a row unknown when the gateway was silent in all attempts', async () => {
		site.gateway.setFaults([{ kind: 'silence', when: 'after' }]);
		const rows = goodRows(call, 2);
		const { outputs } = await run(call, rows, { timeout: 0.3, maxRetries: 1 });
		expect(outputs[0].map(({ json }) => json)).toEqual(
			rows.map((row) => ({
				...row,
				success: false,
				outcome: 'unknown',
				error: expect.objectContaining({ outcome: 'unknown', attempts: 2 }),
			})),
		);
		expect(receivedKeys(site.gateway, call.key).sort()).toEqual(
			rows.flatMap((row) => [row[call.key], row[call.key]]),
		);
	});

	it('tries again with a new time stamp and signature, and gives the number of attempts', async () => {
		site.gateway.setFaults([{ kind: 'code20000', to: 2 }]);
		const { outputs } = await run(call, goodRows(call, 1), { maxRetries: 3 });
		expect(outputs[0][0].json).toMatchObject({ success: true, attempts: 3 });
		expect(site.gateway.requests.map(({ response }) => response.code)).toEqual([
			'20000',
			'20000',
			'10000',
		]);
	});

	it('does not try a refused row again', async () => {
		await run(call, [call.row(1, call.refused.cells)], { maxRetries: 3 });
		expect(site.gateway.requests).toHaveLength(1);
	});

	it('gives the items in the rows’ order, even if their responses come late', async () => {
		const rows = goodRows(call, 8);
		const about = rows[0][call.key];
		site.gateway.setFaults([{ kind: 'code20000', about, once: true }]);
		const { outputs, after } = await run(call, rows, { concurrency: 4 });
		expect(receivedKeys(site.gateway, call.key).slice(1)).toContain(about);
		expect(outputs[0].map(({ json }) => (json.request as { biz_content: Row }).biz_content[call.key])).toEqual(
			rows.map((row) => row[call.key]),
		);
		expect(after.map(({ seen }) => seen.source)).toEqual(rows);
	});
});

describe('rows about the same thing', () => {
	/** Rows in blocks of `times` about one thing, with a step that tells them apart. */
	const chains = (call: CallUnderTest, step: string, value: (index: number) => string) =>
		Array.from({ length: 24 }, (_, index) =>
			call.row(1 + (index % 4), { [step]: value(Math.floor(index / 4)) }),
		);
	const inOrder = (call: CallUnderTest, step: string) => {
		const seen = new Map<unknown, unknown[]>();
		for (const { bizContent, accepted } of site.gateway.requests) {
			if (!accepted) continue;
			const key = bizContent[call.key];
			seen.set(key, [...(seen.get(key) ?? []), bizContent[step]]);
		}
		return [...seen.values()];
	};

	it('are uploaded in their order, with retries', async () => {
		const rows = chains(upload, 'can_borrow_cnt', String);
		site.gateway.setFaults([{ kind: 'code20000', every: 5 }]);
		const result = await run(upload, rows, { concurrency: 10, maxRetries: 5 });
		expect(successes(result)).toBe(24);
		expect(inOrder(upload, 'can_borrow_cnt')).toEqual(
			Array.from({ length: 4 }, () => ['0', '1', '2', '3', '4', '5']),
		);
		for (const { content } of site.gateway.entities.values()) expect(content.can_borrow_cnt).toBe('5');
	});

	it('are synced in their order', async () => {
		const rows = chains(sync, 'biz_state_code', (index) => `STATE_${index}`);
		const result = await run(sync, rows, { concurrency: 10 });
		expect(successes(result)).toBe(24);
		expect(inOrder(sync, 'biz_state_code')).toEqual(
			Array.from({ length: 4 }, () => [0, 1, 2, 3, 4, 5].map((index) => `STATE_${index}`)),
		);
	});

	it('do not keep 400 others waiting behind 1,101 of them: those start with the second request', async () => {
		const chain = Array.from({ length: 1_101 }, (_, index) => upload.row(1, { rent_desc: String(index) }));
		const rows = [...chain, ...goodRows(upload, 400, 2)];
		expect(successes(await run(upload, rows, { concurrency: 50 }))).toBe(1_501);
		const arrived = receivedKeys(site.gateway, upload.key);
		expect(arrived.slice(0, 450).filter((key) => key !== chain[0].entity_code)).toHaveLength(400);
		expect(arrived.slice(1, 50).filter((key) => key !== chain[0].entity_code).length).toBeGreaterThan(40);
		const steps = site.gateway.requests.filter(({ bizContent }) => bizContent.entity_code === chain[0].entity_code);
		expect(steps.map(({ bizContent }) => bizContent.rent_desc)).toEqual(chain.map((row) => row.rent_desc));
	});

	it('are synced in their order where only the user and the principal are the same', async () => {
		const rows: Row[] = goodRows(sync, 12).map((row) => ({ ...row, out_principal_id: 'MOVIE' }));
		await run(sync, rows, { concurrency: 10 });
		expect(receivedKeys(site.gateway, 'out_biz_no')).toEqual(rows.map((row) => row.out_biz_no));
		expect(site.forwarder.mostInFlight).toBe(1);
	});
});

describe('cancelling', () => {
	/** The rows that the log names after the word, as indexes: `Accepted (3): items 2-4 (entity_code A … B)`. */
	const rowsNamed = (log: string, word: string): number[] =>
		(new RegExp(`${word} \\(\\d+\\): items? ([^;]+)`).exec(log)?.[1] ?? '')
			.replace(/ \([^)]*\)/g, '')
			.split(', ')
			.filter((range) => range !== '')
			.map((range) => range.split('-').map(Number))
			.flatMap(([first, last = first]) =>
				Array.from({ length: last - first + 1 }, (_, index) => first + index),
			);

	const cancelAfter = (requests: number): AbortSignal => {
		const controller = new AbortController();
		void site.forwarder.reached(requests).then(() => controller.abort());
		return controller.signal;
	};

	it.each(CALLS)('$name starts nothing more, and logs what was sent', async (call) => {
		site.gateway.setLatency(200);
		const rows = goodRows(call, 40);
		const { status, log } = await run(call, rows, { concurrency: 4 }, { signal: cancelAfter(6) });
		await site.forwarder.quiet();
		expect(status).toBe('canceled');
		expect(site.forwarder.passed.length).toBeLessThan(12);

		const logged = log.map(({ message }) => String(message)).find((text) => /accepted/.test(text)) ?? '';
		const [accepted, unknown, notSent] = ['Accepted', 'Unknown', 'Not sent'].map((word) =>
			rowsNamed(logged, word),
		);
		expect([...accepted, ...unknown, ...notSent].sort((a, b) => a - b)).toEqual(rows.map((_, index) => index));
		expect(unknown.length).toBeGreaterThan(0);
		const received = receivedKeys(site.gateway, call.key);
		for (const index of accepted) expect(received).toContain(rows[index][call.key]);
		for (const index of notSent) expect(received).not.toContain(rows[index][call.key]);
	});

	it('does not wait for a silent gateway', async () => {
		site.gateway.setFaults([{ kind: 'silence' }]);
		const started = performance.now();
		const { status } = await run(upload, goodRows(upload, 3), { timeout: 60 }, { signal: cancelAfter(1) });
		expect(status).toBe('canceled');
		expect(site.forwarder.passed).toHaveLength(1);
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});

/** Where a node throws although it is set to continue, n8n passes the rows on as if all were well. */
describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('set to %s', (onError) => {
	it.each<[string, object, object, RegExp]>([
		['an option out of range', { concurrency: 0 }, {}, /Concurrency/],
		['an option that is no number', { maxRetries: 'many' }, {}, /Max Retries/],
		['a credential that cannot be read', {}, { appId: () => '1' }, /clone/],
	])('sends nothing and gives an item for each row with %s', async (_what, options, changed, why) => {
		const rows = goodRows(upload, 3);
		const credential = { ...site.credential(), ...changed };
		const { outputs, after, afterError, error } = await run(upload, rows, options, { onError, credential });
		expect(error).toBeUndefined();
		const [regular, failed = []] = outputs;
		const items = onError === 'continueErrorOutput' ? failed : regular;
		expect(items.map(({ json }) => json)).toEqual(
			rows.map((row) => ({
				...row,
				success: false,
				outcome: 'notSent',
				error: expect.objectContaining({
					outcome: 'notSent',
					message: expect.stringMatching(why) as string,
				}) as object,
			})),
		);
		expect([after.length, afterError.length]).toEqual(onError === 'continueErrorOutput' ? [0, 3] : [3, 0]);
		expect(site.forwarder.passed).toEqual([]);
	});
});

it('warns of sending an unknown row again where a later one about the same thing was accepted', async () => {
	const rows = [upload.row(1, { can_borrow_cnt: '1' }), upload.row(1, { can_borrow_cnt: '2' })];
	site.gateway.setFaults([{ kind: 'reset', when: 'after', to: 1 }]);
	const { outputs } = await run(upload, rows, { maxRetries: 0 });
	expect(outputs[0][0].json.error).toMatchObject({
		outcome: 'unknown',
		description: expect.stringMatching(/Item 1 \(entity_code CAB0001\) updated the same thing after this row/) as string,
	});
	expect(outputs[0][1].json.success).toBe(true);
});

it('warns of fixing an invalid row by itself, and in the hint, where a later one about the same thing was accepted', async () => {
	const rows = [
		upload.row(1, { ...upload.wrong.cells, can_borrow_cnt: '1' }),
		upload.row(1, { can_borrow_cnt: '2' }),
		upload.row(2, { category_code: 'bicycle' }),
		upload.row(2, {}),
		upload.row(3, upload.wrong.cells),
	];
	const { outputs, hints } = await run(upload, rows, {});
	const descriptions = outputs[0].map(({ json }) => (json.error as { description?: string } | undefined)?.description ?? '');
	expect(descriptions[0]).toMatch(/Item 1\b[^.]*\) updated the same thing after this row\. Running only this row again would replace newer values/);
	expect(descriptions[2]).toMatch(/Item 3\b.* may have updated the same thing after this row/);
	expect(descriptions[4]).not.toMatch(/updated the same thing/);
	expect(hints[0].message).toMatch(/Fix the rows listed under "error", then run them again\. Later rows updated the same things as 2 of these rows \(see their "error"\)\. Leave those rows out/);
});

it('says nothing of it in a dry run, and where the node is set to stop: no row was sent', async () => {
	const rows = [upload.row(1, upload.wrong.cells), upload.row(1, {})];
	const dry = await run(upload, rows, { dryRun: true });
	expect(JSON.stringify([dry.outputs, dry.hints])).not.toMatch(/updated the same thing/);
	const stopped = await run(upload, rows, {}, { onError: 'stopWorkflow' });
	expect(stopped.error?.description).not.toMatch(/updated the same thing/);
	expect(site.forwarder.passed).toEqual([]);
});

it('stops before anything is sent where an option is out of range', async () => {
	const { error } = await run(upload, goodRows(upload, 1), { concurrency: 0 }, { onError: 'stopWorkflow' });
	expect(error?.message).toMatch(/Concurrency/);
	expect(site.forwarder.passed).toEqual([]);
});
