import fc from 'fast-check';

import { schedule } from '../../../nodes/runner/scheduler';
import type { Permission, ScheduleRules } from '../../../nodes/runner/scheduler';

/** `soon` is never called. */
const NOTHING_AHEAD: Pick<ScheduleRules, 'ahead' | 'soon'> = { ahead: () => 0, soon: () => undefined };

interface Trace {
	/** Rows in the order in which `soon` was called for them. */
	announced: number[];
	started: number[];
	finished: number[];
	mostInFlight: number;
}

/** Rows that were not started and have no unfinished earlier row with a key in common. */
function rowsThatWaitForNone(
	keys: readonly (readonly string[])[],
	isStarted: ReadonlySet<number>,
	isFinished: ReadonlySet<number>,
): number[] {
	const held = new Set<string>();
	const free: number[] = [];
	keys.forEach((mine, row) => {
		if (!isStarted.has(row) && !mine.some((key) => held.has(key))) free.push(row);
		if (!isFinished.has(row)) for (const key of mine) held.add(key);
	});
	return free;
}

/** Runs a schedule; an attempt takes as many turns of the microtask queue as `delayTurns` says. */
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
	const trace: Trace = { announced: [], started: [], finished: [], mostInFlight: 0 };
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
		soon: (row) => void trace.announced.push(row),
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
			if (trace.finished.length >= stopAfter) permission = options.permissionOnStop ?? 'startedOnly';
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
					expect(trace.announced).toEqual(ahead > 0 ? trace.started : []);
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

	it('starts a row only after the earlier one with its key is done, all its attempts included', async () => {
		const trace: string[] = [];
		const tries = [3, 1, 1];
		const made = [0, 0, 0];
		await schedule({
			...NOTHING_AHEAD,
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

	it('starts no new row once only started ones may go on, and finishes those', async () => {
		const keys = Array.from({ length: 50 }, () => []);
		const trace = await runSchedule(keys, { limit: 4, stopAfter: 10, triesOf: (row) => (row % 2) + 1 });
		expect(trace.started.length).toBeLessThan(30);
		expect([...trace.finished].sort((a, b) => a - b)).toEqual([...trace.started].sort((a, b) => a - b));
	});

	it('resolves with rows at rest once the permission is none', async () => {
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

	it('starts other rows beside a chain of 900 rows with one key', async () => {
		const keys = Array.from({ length: 5_000 }, (_, row) => (row < 900 ? ['chain'] : [`${row}`]));
		const trace = await runSchedule(keys, { limit: 5 });
		expect(trace.finished).toHaveLength(5_000);
		const startedEarly = trace.started.slice(0, 10).filter((row) => row >= 900);
		expect(startedEarly.length).toBeGreaterThan(3);
	});

	it('announces rows in batches before it is their turn, so that there is always one ready', async () => {
		const batches: number[] = [];
		const ready: number[] = [];
		let announced = 0;
		let started = 0;
		let startedAtLastCall = -1;
		await schedule({
			count: 100,
			keysOf: () => [],
			limit: () => 3,
			ahead: () => 10,
			soon() {
				announced++;
				if (started === startedAtLastCall) batches[batches.length - 1]++;
				else batches.push(1);
				startedAtLastCall = started;
			},
			wait: () => 0,
			permission: () => 'all',
			rest: async () => await Promise.resolve(),
			async work() {
				ready.push(announced - started);
				started++;
				await Promise.resolve();
				return undefined;
			},
		});
		expect(announced).toBe(100);
		expect(batches).toEqual([13, ...Array<number>(7).fill(11), 10]);
		expect(Math.min(...ready.slice(0, 90))).toBeGreaterThanOrEqual(3);
	});

	it('waits as long as the throttle asks, and does every row', async () => {
		let now = 0;
		const starts: number[] = [];
		let nextStart = 0;
		await schedule({
			...NOTHING_AHEAD,
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

	it('resolves at once for no rows', async () => {
		expect((await runSchedule([])).started).toEqual([]);
	});

	/**
	 * Runs a schedule whose attempts end one at a time, as `picks` says, and gives the rows that waited for no
	 * other one while capacity was free and nothing else was going on.
	 */
	async function idleRows(keys: readonly (readonly string[])[], limit: number, ahead: number, picks: readonly number[]) {
		const isStarted = new Set<number>();
		const isFinished = new Set<number>();
		const inFlight: Array<() => void> = [];
		const idle: number[] = [];
		let isOver = false;
		const running = schedule({
			...NOTHING_AHEAD,
			count: keys.length,
			keysOf: (row) => keys[row],
			limit: () => limit,
			ahead: () => ahead,
			wait: () => 0,
			permission: () => 'all',
			rest: async () => await Promise.resolve(),
			async work(row) {
				isStarted.add(row);
				await new Promise<void>((resolve) => inFlight.push(resolve));
				isFinished.add(row);
				return undefined;
			},
		}).finally(() => (isOver = true));
		for (let step = 0; !isOver; step++) {
			await new Promise(setImmediate);
			if (inFlight.length < limit) idle.push(...rowsThatWaitForNone(keys, isStarted, isFinished));
			inFlight.splice(picks[step % picks.length] % Math.max(1, inFlight.length), 1)[0]?.();
		}
		await running;
		expect(isFinished.size).toBe(keys.length);
		return idle;
	}

	it('leaves no row unstarted that waits for none while capacity is free, long chains included', async () => {
		const chain = fc.record({
			key: fc.constantFrom('a', 'b', 'c'),
			length: fc.integer({ min: 1, max: 120 }),
			others: fc.integer({ min: 0, max: 5 }),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(chain, { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 1, max: 12 }),
				fc.constantFrom(0, 4),
				fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 20 }),
				async (chains, limit, ahead, picks) => {
					let number = 0;
					const keys = chains.flatMap(({ key, length, others }) => [
						...Array.from({ length }, (_, row) => (row % 7 === 3 ? [key, 'shared'] : [key])),
						...Array.from({ length: others }, () => [`other ${number++}`]),
					]);
					expect(await idleRows(keys, limit, ahead, picks)).toEqual([]);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('starts 400 other rows in the first requests behind 1,101 rows with one key, 50 in flight', async () => {
		const keys = Array.from({ length: 1_501 }, (_, row) => [row < 1_101 ? 'chain' : `other ${row}`]);
		const { started, finished } = await runSchedule(keys, { limit: 50 });
		expect(started.slice(0, 50)).toEqual([0, ...Array.from({ length: 49 }, (_, other) => 1_101 + other)]);
		expect(started.slice(0, 450).filter((row) => row > 1_100)).toHaveLength(400);
		expect(finished).toHaveLength(1_501);
	});

	it('takes its time in proportion to the rows, with one key for all of them', async () => {
		const keys = Array.from({ length: 200_000 }, () => ['chain']);
		const before = performance.now();
		expect((await runSchedule(keys, { limit: 50 })).finished).toHaveLength(200_000);
		expect(performance.now() - before).toBeLessThan(10_000);
	});
});

describe('a rule that throws', () => {
	const RULES = ['keysOf', 'work', 'limit', 'ahead', 'soon', 'wait', 'permission', 'rest'] as const;
	type Rule = (typeof RULES)[number];

	interface Broken {
		readonly rule: Rule;
		/** The call that throws, from 1. */
		readonly at: number;
		/** `rejects` only for the rules that give a promise. */
		readonly how: 'throws' | 'rejects';
	}

	/** 60 rows in chains of three, every fifth with three attempts, and a pause before every fourth start. */
	async function runBroken({ rule, at, how }: Broken) {
		const calls: Record<Rule, number> = Object.fromEntries(RULES.map((name) => [name, 0])) as never;
		const trace = { started: new Set<number>(), ended: new Set<number>(), inFlight: 0, startedLate: 0 };
		const attempts = new Map<number, number>();
		let isBroken = false;
		let starts = 0;
		const count = (name: Rule) => {
			calls[name]++;
			if (name !== rule || calls[name] !== at) return;
			isBroken = true;
			throw new RangeError(`${rule} broke`);
		};
		const countAsync = (name: Rule) => {
			if (how === 'throws') count(name);
			return { then: async () => (how === 'rejects' ? count(name) : undefined) };
		};
		const rules: ScheduleRules = {
			count: 60,
			keysOf: (row) => (count('keysOf'), [`${row % 20}`]),
			limit: () => (count('limit'), 6),
			ahead: () => (count('ahead'), 2),
			soon: () => count('soon'),
			wait: () => (count('wait'), ++starts % 4 === 0 ? 3 : 0),
			permission: () => (count('permission'), 'all'),
			rest: (milliseconds) => {
				const counted = countAsync('rest');
				return (async () => {
					for (let turn = 0; turn < milliseconds; turn++) await Promise.resolve();
					await counted.then();
				})();
			},
			work: (row) => {
				if (isBroken) trace.startedLate++;
				const counted = countAsync('work');
				trace.started.add(row);
				trace.inFlight++;
				return (async () => {
					try {
						await Promise.resolve();
						await counted.then();
						for (let turn = 0; turn < 1 + (row % 5); turn++) await Promise.resolve();
						attempts.set(row, (attempts.get(row) ?? 0) + 1);
						if (row % 5 === 0 && attempts.get(row)! < 3) return 2;
						trace.ended.add(row);
						return undefined;
					} finally {
						trace.inFlight--;
					}
				})();
			},
		};
		let timer: NodeJS.Timeout | undefined;
		const outcome = await Promise.race([
			schedule(rules).then(
				() => 'resolved',
				(error: unknown) => error,
			),
			new Promise((resolve) => (timer = setTimeout(resolve, 2_000, 'hangs'))),
		]);
		clearTimeout(timer);
		return { outcome, trace, isBroken };
	}

	it.each(RULES.flatMap((rule) => [1, 2, 7, 23].map((at) => [rule, at] as const)))(
		'%s, in its call %i: the schedule rejects with it once nothing is in flight, and starts nothing more',
		async (rule, at) => {
			const hows = rule === 'work' || rule === 'rest' ? (['throws', 'rejects'] as const) : (['throws'] as const);
			for (const how of hows) {
				const { outcome, trace, isBroken } = await runBroken({ rule, at, how });
				expect(isBroken).toBe(true);
				expect(outcome).toEqual(new RangeError(`${rule} broke`));
				expect(trace.inFlight).toBe(0);
				if (how === 'throws') expect(trace.startedLate).toBe(0);
			}
		},
	);

	it('at any call of any rule: the schedule rejects, and nothing is in flight', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...RULES),
				fc.integer({ min: 1, max: 400 }),
				fc.constantFrom('throws', 'rejects'),
				async (rule, at, how) => {
					const { outcome, trace, isBroken } = await runBroken({ rule, at, how });
					expect(outcome).toEqual(isBroken ? new RangeError(`${rule} broke`) : 'resolved');
					expect(trace.inFlight).toBe(0);
					if (!isBroken) expect(trace.ended.size).toBe(60);
				},
			),
			{ numRuns: 300 },
		);
	});

	it('while a row rests: the rest is not waited for', async () => {
		let isAsked = false;
		const running = schedule({
			...NOTHING_AHEAD,
			count: 2,
			keysOf: () => [],
			limit: () => 2,
			wait: () => 0,
			permission: () => 'all',
			rest: () => new Promise(() => (isAsked = true)),
			work: async (row) => {
				await Promise.resolve();
				if (row === 0) return 20_000;
				await Promise.resolve();
				throw new RangeError('broke');
			},
		});
		await expect(running).rejects.toThrow(new RangeError('broke'));
		expect(isAsked).toBe(true);
	});
});
