/** A gateway that misbehaves, and an account of every row all the same. */
import { setTimeout as delay } from 'node:timers/promises';

import type { Fault } from '../../sandbox/gateway/faults';
import { CALLS, goodRows, parametersFor } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowResult } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(120_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const run = (call: CallUnderTest, rows: readonly Row[], options: object) =>
	runWorkflow({
		rows,
		node: {
			type: call.type,
			parameters: parametersFor(call, 'columns', options),
			onError: 'continueRegularOutput',
		},
		credential: site.credential({ gatewayUrl: site.gateway.url }),
	});

interface RowError {
	readonly outcome: string;
	readonly message: string;
	readonly description: string;
}

/** Each row's outcome by the row's key. Fails where a row has none, or two. */
function outcomesOf(call: CallUnderTest, rows: readonly Row[], { outputs, error }: WorkflowResult) {
	expect(error).toBeUndefined();
	expect(outputs).toHaveLength(1);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
	return outputs[0].map(({ json }, index) => {
		const failed = json.error as RowError | undefined;
		expect(Boolean(failed)).toBe(json.success !== true);
		if (failed === undefined) return [rows[index][call.key], 'accepted'] as const;
		expect(['refused', 'notSent', 'unknown']).toContain(failed.outcome);
		expect(failed.message).toMatch(/\S/);
		expect(failed.description).toMatch(/\S/);
		return [rows[index][call.key], failed.outcome] as const;
	});
}

/** The rows that the sandbox has taken, whether or not it could say so. */
const takenBy = (call: CallUnderTest): Set<unknown> =>
	new Set(
		site.gateway.requests
			.filter(({ accepted }) => accepted)
			.map(({ bizContent }) => bizContent[call.key]),
	);

/** Resolves once the gateway is back from a fault that took it off the net. */
async function untilListening(): Promise<void> {
	const isThere = () => fetch(site.gateway.url).then(() => true, () => false);
	while (!(await isThere())) await delay(50);
}

function checkAgainstSandbox(call: CallUnderTest, outcomes: ReturnType<typeof outcomesOf>): void {
	const taken = takenBy(call);
	for (const [key, outcome] of outcomes) {
		if (outcome === 'accepted') expect(taken).toContain(key);
		if (outcome === 'refused' || outcome === 'notSent') expect(taken).not.toContain(key);
	}
}

/** A fault that passes: what it is, how it strikes, and how often at most. */
const FAULTS: ReadonlyArray<readonly [string, readonly Fault[]]> = [
	['a reset before anything is done', [{ kind: 'reset', when: 'before', every: 3, times: 6 }]],
	['a reset in the middle of the response', [{ kind: 'reset', when: 'during', every: 3, times: 6 }]],
	['a reset before the response', [{ kind: 'reset', when: 'after', every: 3, times: 6 }]],
	['silence, nothing done', [{ kind: 'silence', when: 'before', every: 4, times: 4 }]],
	['silence, all done', [{ kind: 'silence', when: 'after', every: 4, times: 4 }]],
	['slow bytes', [{ kind: 'slowBytes', intervalMs: 50, size: 1, every: 4, times: 4 }]],
	['a proxy’s error page', [{ kind: 'http502', every: 3, times: 6 }]],
	['a proxy’s error page after the deed', [{ kind: 'http502', when: 'after', every: 3, times: 6 }]],
	['a busy system on every third', [{ kind: 'code20000', every: 3, times: 8 }]],
	['a busy system by its other name', [{ kind: 'code20000', subCode: 'aop.unknow-error', every: 3, times: 6 }]],
	['a busy system that did it all the same', [{ kind: 'code20000', when: 'after', every: 3, times: 6 }]],
	['a busy business', [{ kind: 'systemError', every: 3, times: 6 }]],
	['responses signed by another', [{ kind: 'wrongSignature', every: 3, times: 6 }]],
	['responses without a signature', [{ kind: 'unsignedSuccess', every: 3, times: 6 }]],
	['incomplete responses', [{ kind: 'truncated', every: 3, times: 6 }]],
	['garbled responses', [{ kind: 'garbled', every: 3, times: 6 }]],
	['a gateway that goes away for a while', [{ kind: 'refuse', from: 5, once: true, forMs: 700 }]],
	['a gateway that restarts', [{ kind: 'restart', from: 5, once: true, forMs: 700 }]],
	['a gateway that restarts after the deed', [{ kind: 'restart', when: 'after', from: 5, once: true, forMs: 700 }]],
	['connections that are cut at once', [{ kind: 'dropConnections', every: 3, times: 6 }]],
];

describe.each(CALLS)('$name', (call) => {
	it.each(FAULTS)('accounts for every row without a second try: %s', async (_what, faults) => {
		const rows = goodRows(call, 16);
		site.gateway.setFaults(faults);
		const result = await run(call, rows, { maxRetries: 0, timeout: 0.5, concurrency: 4 });
		const outcomes = outcomesOf(call, rows, result);
		checkAgainstSandbox(call, outcomes);
		expect(outcomes.some(([, outcome]) => outcome !== 'accepted')).toBe(true);
	});

	it.each(FAULTS)('has all rows accepted in the end: %s', async (_what, faults) => {
		const rows = goodRows(call, 16);
		site.gateway.setFaults(faults);
		const result = await run(call, rows, { maxRetries: 6, timeout: 0.5, concurrency: 4 });
		const outcomes = outcomesOf(call, rows, result);
		expect(outcomes.filter(([, outcome]) => outcome !== 'accepted')).toEqual([]);
		expect([...takenBy(call)].sort()).toEqual(rows.map((row) => row[call.key]));
	});

	it.each<[string, Fault[]]>([
		['fewer calls', [{ kind: 'reset', when: 'after', to: 1 }, { kind: 'limit', perSecond: 0 }]],
		['nobody listens', [{ kind: 'restart', when: 'after', to: 1, forMs: 3_000 }]],
	])('does not deny what an earlier try may have done: then %s', async (_what, faults) => {
		const rows = goodRows(call, 1);
		site.gateway.setFaults(faults);
		const result = await run(call, rows, { maxRetries: 1, maxWait: 0.1 });
		expect([...takenBy(call)]).toEqual([rows[0][call.key]]);
		expect(outcomesOf(call, rows, result)).toEqual([[rows[0][call.key], 'unknown']]);
		await untilListening();
	});

	it('slows down where the gateway wants fewer calls, and has all rows accepted', async () => {
		const rows = goodRows(call, 80);
		site.gateway.setFaults([{ kind: 'limit', perSecond: 50 }]);
		const result = await run(call, rows, { maxRetries: 6, concurrency: 20 });
		expect(outcomesOf(call, rows, result).filter(([, outcome]) => outcome !== 'accepted')).toEqual([]);
		expect([...takenBy(call)].sort()).toEqual(rows.map((row) => row[call.key]));
	});

	it('reports all rows as unknown or not sent if no server listens', async () => {
		const rows = goodRows(call, 3);
		const { outputs } = await runWorkflow({
			rows,
			node: {
				type: call.type,
				parameters: parametersFor(call, 'columns', { maxRetries: 1 }),
				onError: 'continueRegularOutput',
			},
			credential: site.credential({ gatewayUrl: 'http://127.0.0.1:9/gateway.do' }),
		});
		for (const { json } of outputs[0]) {
			expect(['unknown', 'notSent']).toContain((json.error as RowError).outcome);
		}
	});
});
