/** A call quota that is used up, or shared by several executions. */
import type { Fault } from '../../sandbox/gateway/faults';
import { CALLS, goodRows, parametersFor, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowResult, WorkflowToRun } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

jest.setTimeout(120_000);

/** How much faster the node's clock runs here than the real one. */
const HASTE = 60;

let site: Site;
beforeEach(async () => {
	site = await openSite();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await site.close();
});

/** Minutes pass in seconds for all that the node times. */
function hurry(): void {
	const now = performance.now.bind(performance);
	jest.spyOn(performance, 'now').mockImplementation(() => now() * HASTE);
}

const run = (
	call: CallUnderTest,
	rows: readonly Row[],
	options: object,
	onError: WorkflowToRun['node']['onError'] = 'continueRegularOutput',
) =>
	runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, 'columns', options), onError },
		credential: site.credential(),
	});

const ALWAYS: Fault = { kind: 'limit', perSecond: 0 };

interface RowError {
	readonly outcome: string;
	readonly message: string;
	readonly description: string;
	readonly code: string;
	readonly attempts?: number;
}

const errorsOf = ({ outputs }: WorkflowResult) =>
	outputs.flat().flatMap(({ json }) => (json.error === undefined ? [] : [json.error as unknown as RowError]));

const countOf = (result: WorkflowResult, outcome: string) =>
	result.outputs.flat().filter(({ json }) => json.outcome === outcome).length;

const USED_UP = /The call quota seems to be used up: for 5 minutes, Alipay only responded that there are too many calls$/;
const WHAT_TO_DO = /^Run the rest tomorrow or when the quota is renewed.* Filter node after this one that keeps items whose "outcome"/;

describe.each(CALLS)('$name', (call) => {
	it('ends the run after "Max Wait" where every response is 40005, and tries few rows', async () => {
		hurry();
		site.gateway.setFaults([ALWAYS]);
		const result = await run(call, goodRows(call, 400), { maxWait: 5, maxRetries: 3, timeout: 300 });
		expect(result.error).toBeUndefined();
		const errors = errorsOf(result);
		expect(errors).toHaveLength(400);
		const refused = errors.filter(({ outcome }) => outcome === 'refused');
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.length).toBeLessThan(40);
		expect(errors.filter(({ outcome }) => outcome === 'notSent')).toHaveLength(400 - refused.length);
		for (const { message, description, code, outcome, attempts } of errors) {
			expect([message, description, code]).toEqual([
				expect.stringMatching(USED_UP),
				expect.stringMatching(WHAT_TO_DO),
				'40005',
			]);
			expect((attempts ?? 0) > 0).toBe(outcome === 'refused');
		}
		expect(site.gateway.counts.accepted).toBe(0);
		expect(result.hints[0].message).toMatch(/The run ended early: The call quota seems to be used up/);
	});

	it('keeps what was accepted before the quota was used up, and names the rest in the error of a node that stops', async () => {
		hurry();
		site.gateway.setFaults([{ ...ALWAYS, from: 31 }]);
		const options = { maxWait: 5, concurrency: 1, timeout: 300 };
		const result = await run(call, goodRows(call, 100), options, 'stopWorkflow');
		expect(result.error?.message).toMatch(USED_UP);
		expect(result.error?.message).not.toMatch(/Item/);
		expect(result.error?.description).toMatch(/^Run the rest tomorrow [^\n]*\n30 accepted, \d+ refused, \d+ not sent\./);
		expect(result.error?.description).toMatch(/Accepted \(30\): items 0-29/);
	});

	it('has every row accepted where 40005 stops in time, without a retry of its own', async () => {
		hurry();
		site.gateway.setFaults([{ ...ALWAYS, from: 5, to: 16 }]);
		const result = await run(call, goodRows(call, 40), { maxWait: 5, maxRetries: 0, timeout: 300 });
		expect(errorsOf(result)).toEqual([]);
		expect(new Set(receivedKeys(site.gateway, call.key)).size).toBe(40);
	});
});

it('goes on while rows are accepted now and then, for longer than "Max Wait" in all', async () => {
	hurry();
	// After each row that is accepted six responses are 40005, with pauses of a minute in all.
	site.gateway.setFaults([2, 9, 16].map((from) => ({ ...ALWAYS, from, to: from + 5 })));
	const begun = performance.now();
	const result = await run(upload, goodRows(upload, 4), { maxWait: 2, maxRetries: 0, concurrency: 1, timeout: 300 });
	expect(performance.now() - begun).toBeGreaterThan(2 * 60_000);
	expect(errorsOf(result)).toEqual([]);
});

it('calls a row unknown that an earlier attempt may have processed before the quota was used up', async () => {
	hurry();
	site.gateway.setFaults([{ kind: 'code20000', when: 'after', to: 1 }, ALWAYS]);
	const result = await run(upload, goodRows(upload, 3), { maxWait: 5, concurrency: 1, timeout: 300 });
	expect(countOf(result, 'unknown')).toBe(1);
	expect(errorsOf(result)[0].description).toMatch(/^Run this row again.*The call quota seems to be used up.*Run the rest tomorrow/);
});

it('does not wait for the quota where the node stops over a refused row', async () => {
	site.gateway.setFaults([{ ...ALWAYS, from: 2 }]);
	const rows = [upload.row(1, upload.refused.cells), ...goodRows(upload, 20, 2)];
	const result = await run(upload, rows, { concurrency: 5 }, 'stopWorkflow');
	expect(result.error?.message).toMatch(/^Item 0 \(entity_code CAB0001\): /);
});

describe('three executions at once', () => {
	/** The most of these moments, in milliseconds, that lie within any one second. */
	const mostInOneSecond = (moments: readonly number[]): number =>
		Math.max(...moments.map((start) => moments.filter((at) => at >= start && at < start + 1_000).length));

	const arrivals = () => site.forwarder.passed.map(({ at }) => at);

	it('have no more requests arrive in any one second than the quota of their app', async () => {
		const results = await Promise.all(
			[1, 101, 201].map((first) => run(upload, goodRows(upload, 9, first), { maxPerSecond: 5 })),
		);
		expect(results.map((result) => countOf(result, 'accepted'))).toEqual([9, 9, 9]);
		expect(arrivals()).toHaveLength(27);
		expect(mostInOneSecond(arrivals())).toBeLessThanOrEqual(5);
	});

	it('are held to the lowest quota that one of them sets', async () => {
		await Promise.all(
			[4, 0, 9].map((maxPerSecond, index) => run(upload, goodRows(upload, 4, index * 100), { maxPerSecond })),
		);
		expect(arrivals()).toHaveLength(12);
		expect(mostInOneSecond(arrivals())).toBeLessThanOrEqual(4);
	});

	it('and the one that follows at once keep to the quota', async () => {
		await run(upload, goodRows(upload, 4), { maxPerSecond: 5 });
		await run(upload, goodRows(upload, 6, 100), { maxPerSecond: 5 });
		expect(mostInOneSecond(arrivals())).toBeLessThanOrEqual(5);
	});

	it('take turns: a short one is done before a long one that began first', async () => {
		const ended: string[] = [];
		const long = run(upload, goodRows(upload, 40), { maxPerSecond: 10, concurrency: 20 }).then(() => ended.push('long'));
		await new Promise((resolve) => setTimeout(resolve, 500));
		await run(upload, goodRows(upload, 5, 500), { maxPerSecond: 10, concurrency: 1 }).then(() => ended.push('short'));
		expect(site.forwarder.passed.length).toBeLessThan(25);
		await long;
		expect(ended).toEqual(['short', 'long']);
	});

	it('have a quota each for the two methods', async () => {
		await Promise.all(CALLS.map((call) => run(call, goodRows(call, 6), { maxPerSecond: 2 })));
		expect(mostInOneSecond(arrivals())).toBeLessThanOrEqual(4);
		expect(mostInOneSecond(arrivals())).toBeGreaterThan(2);
	});
});
