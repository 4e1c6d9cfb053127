import fc from 'fast-check';

import { schedule } from '../../../nodes/runner/scheduler';
import type { Permission, ScheduleRules } from '../../../nodes/runner/scheduler';

/** Nobody is told of rows ahead of their turn. */
const UNTOLD: Pick<ScheduleRules, 'ahead' | 'soon'> = { ahead: () => 0, soon: () => undefined };

interface Trace {
	/** Rows in the order in which they were told of ahead of their turn. */
	told: number[];
	started: number[];
	finished: number[];
	mostInFlight: number;
}

/** Runs a schedule whose tries take turns in an order that `shuffle` decides. */
async function runSchedule(
	keys: readonly (readonly string[])[],
	options: {
		limit?: number;
		triesOf?: (row: number) => number;
		stopAfter?: number;
		delayTurns?: (row: number) => number;
		permissionOnStop?: Permission;
		ahead?: number;
	} = {},
): Promise<Trace> {
	const { limit = 3, triesOf = () => 1, stopAfter = Infinity, delayTurns = () => 1, ahead = 0 } = options;
	const trace: Trace = { told: [], started: [], finished: [], mostInFlight: 0 };
	const tries = new Map<number, number>();
	let inFlight = 0;
	let permission: Permission = 'all';
	const turns = async (count: number) => {
		for (let turn = 0; turn < count; turn++) await Promise.resolve();
	};
	await schedule({
		count: keys.length,
		keysOf: (row) => keys[row],
		limit: () => limit,
		ahead: () => ahead,
		soon: (row) => void trace.told.push(row),
		wait: () => 0,
		permission: () => permission,
		rest: async (milliseconds) => await turns(milliseconds),
		async work(row) {
			inFlight++;
			trace.mostInFlight = Math.max(trace.mostInFlight, inFlight);
			const made = (tries.get(row) ?? 0) + 1;
			tries.set(row, made);
			if (made === 1) trace.started.push(row);
			await turns(delayTurns(row));
			inFlight--;
			if (made < triesOf(row)) return 2;
			trace.finished.push(row);
			if (trace.finished.length >= stopAfter) permission = options.permissionOnStop ?? 'begunOnly';
			return undefined;
		},
	});
	return trace;
}

const keysArbitrary = fc.array(
	fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 2 }),
	{ maxLength: 60 },
);

describe('schedule', () => {
	it('does every row once, never more at once than allowed, and rows with a common key in row order', async () => {
		await fc.assert(
			fc.asyncProperty(
				keysArbitrary,
				fc.integer({ min: 1, max: 8 }),
				fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
				fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1 }),
				fc.integer({ min: 0, max: 9 }),
				async (keys, limit, tries, turns, ahead) => {
					const trace = await runSchedule(keys, {
						limit,
						ahead,
						triesOf: (row) => tries[row % tries.length],
						delayTurns: (row) => turns[row % turns.length],
					});
					expect([...trace.finished].sort((a, b) => a - b)).toEqual(keys.map((_, row) => row));
					expect(trace.mostInFlight).toBeLessThanOrEqual(limit);
					expect(trace.told).toEqual(ahead > 0 ? trace.started : []);
					const startOf = new Map(trace.started.map((row, at) => [row, at]));
					keys.forEach((mine, row) => {
						for (let later = row + 1; later < keys.length; later++) {
							if (!keys[later].some((key) => mine.includes(key))) continue;
							expect(startOf.get(row)!).toBeLessThan(startOf.get(later)!);
						}
					});
				},
			),
			{ numRuns: 500 },
		);
	});

	it('begins a row only after the earlier one with its key is done, all its tries included', async () => {
		const trace: string[] = [];
		const tries = [3, 1, 1];
		const made = [0, 0, 0];
		await schedule({
			...UNTOLD,
			count: 3,
			keysOf: (row) => (row === 1 ? [] : ['same']),
			limit: () => 3,
			wait: () => 0,
			permission: () => 'all',
			rest: async () => await Promise.resolve(),
			async work(row) {
				made[row]++;
				trace.push(`${row}.${made[row]}`);
				await Promise.resolve();
				return made[row] < tries[row] ? 1 : undefined;
			},
		});
		expect(trace.indexOf('2.1')).toBeGreaterThan(trace.indexOf('0.3'));
		expect(trace.indexOf('1.1')).toBeLessThan(trace.indexOf('0.2'));
	});

	it('begins no new row once only begun ones may go on, and ends those that were begun', async () => {
		const keys = Array.from({ length: 50 }, () => []);
		const trace = await runSchedule(keys, { limit: 4, stopAfter: 10, triesOf: (row) => (row % 2) + 1 });
		expect(trace.started.length).toBeLessThan(30);
		expect([...trace.finished].sort((a, b) => a - b)).toEqual([...trace.started].sort((a, b) => a - b));
	});

	it('ends although rows rest, once nothing may go on', async () => {
		const keys = Array.from({ length: 50 }, () => []);
		const trace = await runSchedule(keys, {
			limit: 4,
			stopAfter: 5,
			triesOf: () => 2,
			permissionOnStop: 'none',
		});
		expect(trace.finished.length).toBeGreaterThanOrEqual(5);
		expect(trace.started.length).toBeLessThan(50);
	});

	it('looks past a long chain of rows about one thing, and does not look past it for ever', async () => {
		const keys = Array.from({ length: 5_000 }, (_, row) => (row < 900 ? ['chain'] : [`${row}`]));
		const trace = await runSchedule(keys, { limit: 5 });
		expect(trace.finished).toHaveLength(5_000);
		const startedEarly = trace.started.slice(0, 10).filter((row) => row >= 900);
		expect(startedEarly.length).toBeGreaterThan(3);
	});

	it('tells of rows in batches before it is their turn, so that there is always one ready', async () => {
		const batches: number[] = [];
		const ready: number[] = [];
		let told = 0;
		let started = 0;
		let begunAtLastTelling = -1;
		await schedule({
			count: 100,
			keysOf: () => [],
			limit: () => 3,
			ahead: () => 10,
			soon() {
				told++;
				if (started === begunAtLastTelling) batches[batches.length - 1]++;
				else batches.push(1);
				begunAtLastTelling = started;
			},
			wait: () => 0,
			permission: () => 'all',
			rest: async () => await Promise.resolve(),
			async work() {
				ready.push(told - started);
				started++;
				await Promise.resolve();
				return undefined;
			},
		});
		expect(told).toBe(100);
		expect(batches).toEqual([13, ...Array<number>(7).fill(11), 10]);
		expect(Math.min(...ready.slice(0, 90))).toBeGreaterThanOrEqual(3);
	});

	it('waits as the pace asks, and loses no row over it', async () => {
		let now = 0;
		const starts: number[] = [];
		let nextStart = 0;
		await schedule({
			...UNTOLD,
			count: 7,
			keysOf: () => [],
			limit: () => 3,
			permission: () => 'all',
			wait() {
				if (now < nextStart) return nextStart - now;
				nextStart = now + 10;
				return 0;
			},
			async rest(milliseconds) {
				now += milliseconds;
				await Promise.resolve();
			},
			async work() {
				starts.push(now);
				await Promise.resolve();
				return undefined;
			},
		});
		expect(starts).toEqual([0, 10, 20, 30, 40, 50, 60]);
	});

	it('has nothing to do for no rows', async () => {
		expect((await runSchedule([])).started).toEqual([]);
	});
});
