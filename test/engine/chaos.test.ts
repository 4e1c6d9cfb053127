/** Random rows, faults and options together: what holds for every run. */
import fc from 'fast-check';

import type { Fault } from '../../sandbox/gateway/faults';
import { CALLS, parametersFor, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(300_000);

const RUNS = Number(process.env.CHAOS_RUNS ?? 12);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
afterAll(() => site.close());

const reach = fc.record({
	every: fc.integer({ min: 1, max: 5 }),
	from: fc.integer({ min: 1, max: 10 }),
	times: fc.integer({ min: 1, max: 8 }),
});

const fault = fc
	.tuple(
		reach,
		fc.constantFrom<Fault>(
			{ kind: 'reset', when: 'before' },
			{ kind: 'reset', when: 'during' },
			{ kind: 'reset', when: 'after' },
			{ kind: 'silence', when: 'before' },
			{ kind: 'silence', when: 'after' },
			{ kind: 'slowBytes', size: 3, intervalMs: 20 },
			{ kind: 'http502' },
			{ kind: 'http502', when: 'after', status: 504 },
			{ kind: 'code20000' },
			{ kind: 'code20000', when: 'after' },
			{ kind: 'systemError', when: 'after' },
			{ kind: 'wrongSignature' },
			{ kind: 'unsignedSuccess' },
			{ kind: 'truncated' },
			{ kind: 'garbled' },
			{ kind: 'redirect' },
			{ kind: 'restart', forMs: 200 },
			{ kind: 'dropConnections' },
		),
	)
	.map(([where, kind]) => ({ ...where, ...kind }));

/** A row is valid, or the gateway refuses it, or our checks do. */
type Quality = 'good' | 'refused' | 'wrong';

const plan = fc.record({
	call: fc.constantFrom(...CALLS),
	rows: fc.array(
		fc.record({
			key: fc.integer({ min: 1, max: 8 }),
			quality: fc.constantFrom<Quality>('good', 'good', 'good', 'good', 'refused', 'wrong'),
		}),
		{ minLength: 1, maxLength: 24 },
	),
	faults: fc.array(fault, { maxLength: 3 }),
	concurrency: fc.integer({ min: 1, max: 10 }),
	maxRetries: fc.integer({ min: 0, max: 2 }),
});

/** The column that holds a row's own number, by which each request is recognized. */
const NUMBER_COLUMN = { upload: 'rent_desc', sync: 'service_id' };
const numberColumn = (call: CallUnderTest) => (call === upload ? NUMBER_COLUMN.upload : NUMBER_COLUMN.sync);

function rowsOf({ call, rows }: { call: CallUnderTest; rows: ReadonlyArray<{ key: number; quality: Quality }> }): Row[] {
	return rows.map(({ key, quality }, index) =>
		call.row(key, {
			[numberColumn(call)]: String(index),
			...(quality === 'refused' && call.refused.cells),
			...(quality === 'wrong' && call.wrong.cells),
		}),
	);
}

it('gives every row the outcome that the gateway has for it, and keeps the order of rows about one thing', async () => {
	await fc.assert(
		fc.asyncProperty(plan, async (chosen) => {
			const { call, faults, concurrency, maxRetries } = chosen;
			await site.clear();
			site.gateway.setFaults(faults);
			const rows = rowsOf(chosen);
			const { outputs, error } = await runWorkflow({
				rows,
				node: {
					type: call.type,
					parameters: parametersFor(call, 'columns', { concurrency, maxRetries, timeout: 0.8 }),
					onError: 'continueRegularOutput',
				},
				credential: site.credential({ gatewayUrl: site.gateway.url }),
			});
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));

			const numberOf = (content: Readonly<Record<string, unknown>>) => Number(content[numberColumn(call)]);
			const arrived = site.gateway.requests.map(({ bizContent, accepted }) => ({
				row: numberOf(bizContent),
				accepted,
			}));
			const taken = new Set(arrived.filter(({ accepted }) => accepted).map(({ row }) => row));
			outputs[0].forEach(({ json }, index) => {
				const failed = json.error as { outcome: string; attempts?: number } | undefined;
				const outcome = failed?.outcome ?? 'accepted';
				const isTaken = taken.has(index);
				const tries = arrived.filter(({ row }) => row === index).length;
				const { quality } = chosen.rows[index];
				if (outcome === 'accepted') expect([isTaken, json.success, quality]).toEqual([true, true, 'good']);
				else if (outcome !== 'unknown') expect([outcome, isTaken]).toEqual([outcome, false]);
				if (quality === 'wrong') expect([outcome, tries]).toEqual(['notSent', 0]);
				expect(tries).toBeLessThanOrEqual(maxRetries + 1);
				const attempts = Number(failed?.attempts ?? json.attempts ?? 0);
				expect(attempts).toBeGreaterThanOrEqual(tries);
			});

			for (const key of new Set(rows.map((row) => row[call.key]))) {
				const order = arrived.map(({ row }) => row).filter((row) => rows[row]?.[call.key] === key);
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
});
