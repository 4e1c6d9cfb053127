import { setTimeout as delay } from 'node:timers/promises';

import fc from 'fast-check';

import { schedule } from '../../../nodes/runner/scheduler';
import { createSharedThrottle } from '../../../nodes/throttle/throttle';

/** The throttle of a run that has its quota to itself. */
const createThrottle = (concurrency: number, maxPerSecond: number) =>
	createSharedThrottle().join(concurrency, maxPerSecond, 0);

describe('createThrottle', () => {
	it('allows one request in flight until the first response', () => {
		const throttle = createThrottle(5, 0);
		expect(throttle.limit()).toBe(1);
		throttle.speedUp(0);
		expect(throttle.limit()).toBe(5);
	});

	it('starts no more than the quota in any one second, whenever it is asked', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }),
				(quota, steps) => {
					const throttle = createThrottle(5, quota);
					const starts: number[] = [];
					let now = 1_000;
					for (const step of steps) {
						now += step;
						if (throttle.start(now) === 0) starts.push(now);
					}
					for (let at = quota; at < starts.length; at++) {
						expect(starts[at] - starts[at - quota]).toBeGreaterThanOrEqual(1_000);
					}
				},
			),
		);
	});

	it('gives the exact wait until the next start, and spreads the starts evenly', () => {
		const throttle = createThrottle(5, 2);
		expect([throttle.start(0), throttle.start(100), throttle.start(450)]).toEqual([0, 350, 0]);
		expect([throttle.start(451), throttle.start(1_249), throttle.start(1_250)]).toEqual([799, 1, 0]);
	});

	it('counts a request from its response, by which it has arrived', () => {
		const throttle = createThrottle(5, 2);
		expect(throttle.start(0)).toBe(0);
		throttle.speedUp(20);
		expect(throttle.start(450)).toBe(0);
		throttle.speedUp(480);
		expect([throttle.start(1_019), throttle.start(1_020)]).toEqual([1, 0]);
	});

	it('does not take a late response for that of a request which has not arrived yet', () => {
		const throttle = createThrottle(5, 2);
		expect([throttle.start(0), throttle.start(500)]).toEqual([0, 0]);
		throttle.speedUp(510, undefined, 0);
		// The second one may arrive until 750, so a third has room from 1,250 on, when the first has left.
		expect(throttle.start(1_250)).toBe(0);
		expect(throttle.start(1_740)).toBe(10);
	});

	it('does not exceed the quota in any second at the gateway, regardless of how long each takes to arrive', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.array(
					fc.record({
						after: fc.integer({ min: 0, max: 300 }),
						arrives: fc.integer({ min: 0, max: 240 }),
						responds: fc.integer({ min: 0, max: 1_000 }),
					}),
					{ maxLength: 200 },
				),
				(quota, requests) => {
					const throttle = createThrottle(100, quota);
					const arrivals: number[] = [];
					const responses: Array<{ at: number; startedAt: number }> = [];
					let now = 1_000;
					for (const { after, arrives, responds } of requests) {
						now += after;
						while (responses.length > 0 && responses[0].at <= now) {
							const { at, startedAt } = responses.shift()!;
							throttle.speedUp(at, undefined, startedAt);
						}
						if (throttle.start(now) > 0) continue;
						arrivals.push(now + arrives);
						responses.push({ at: now + arrives + responds, startedAt: now });
						responses.sort((a, b) => a.at - b.at);
					}
					arrivals.sort((a, b) => a - b);
					for (let at = quota; at < arrivals.length; at++) {
						expect(arrivals[at] - arrivals[at - quota]).toBeGreaterThanOrEqual(1_000);
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	it('halves what is in flight and pauses longer each time the gateway asks for fewer calls', () => {
		const throttle = createThrottle(8, 0);
		throttle.speedUp(0);
		throttle.slowDown(0);
		expect([throttle.limit(), throttle.start(0)]).toEqual([4, 1_000]);
		throttle.slowDown(500);
		expect([throttle.limit(), throttle.start(500)]).toEqual([4, 500]);
		throttle.slowDown(1_000);
		expect([throttle.limit(), throttle.start(1_000)]).toEqual([2, 2_000]);
		for (let now = 3_000; now < 2_000_000; now += 100_000) throttle.slowDown(now);
		expect([throttle.limit(), throttle.start(1_903_000)]).toEqual([1, 30_000]);
	});

	it('returns to full speed while responses keep coming', () => {
		const throttle = createThrottle(8, 0);
		throttle.slowDown(0);
		throttle.slowDown(2_000);
		for (let response = 0; response < 100; response++) throttle.speedUp(3_000);
		expect([throttle.limit(), throttle.start(60_000)]).toEqual([8, 0]);
		throttle.slowDown(70_000);
		expect(throttle.start(70_000)).toBe(1_000);
	});

	/** Rows a second through a gateway that accepts so many a second and responds with 40005 to the others. */
	function throughput(concurrency: number, perSecond: number, seconds: number) {
		const throttle = createThrottle(concurrency, 0);
		const taken: number[] = [];
		const inFlight: Array<{ due: number; isTaken: boolean }> = [];
		let refused = 0;
		for (let now = 0; now < seconds * 1_000; now++) {
			while (inFlight.length > 0 && inFlight[0].due <= now) {
				const { isTaken } = inFlight.shift()!;
				if (isTaken) throttle.speedUp(now);
				else throttle.slowDown(now);
			}
			while (inFlight.length < throttle.limit() && throttle.start(now) === 0) {
				const isTaken = taken.filter((at) => at > now - 1_000).length < perSecond;
				if (isTaken) taken.push(now);
				else refused++;
				inFlight.push({ due: now + 5, isTaken });
			}
		}
		return { taken: taken.length / seconds, refused: refused / seconds };
	}

	it.each([
		[20, 50],
		[100, 50],
		[5, 10],
		[10, 200],
		[5, 1],
	])('with %i in flight uses most of what a gateway with a limit of %i a second accepts', (concurrency, perSecond) => {
		const { taken, refused } = throughput(concurrency, perSecond, 120);
		expect(taken).toBeGreaterThan(perSecond * 0.6);
		expect(refused).toBeLessThan(Math.max(1, perSecond * 0.1));
	});

	describe('pacing', () => {
		/** A throttle that has seen requests take so many milliseconds. */
		function throttleKnowing(inFlight: number, took: number) {
			const throttle = createThrottle(inFlight, 0);
			throttle.start(-10_000);
			throttle.speedUp(-5_000, took);
			return throttle;
		}

		/** When so many requests start that might all start at 0, by a clock of whole milliseconds. */
		function startsOf(throttle: ReturnType<typeof createThrottle>, count: number) {
			const starts: number[] = [];
			for (let now = 0; starts.length < count && now < 10_000; ) {
				const wait = throttle.start(now);
				if (wait === 0) starts.push(now);
				else now += wait;
			}
			return starts;
		}

		it('spreads the starts over nearly all of the time that a request takes', () => {
			const starts = startsOf(throttleKnowing(20, 40), 20);
			expect(starts[19]).toBeGreaterThan(28);
			expect(starts[19]).toBeLessThan(36);
			for (let at = 4; at < 20; at++) expect(starts[at] - starts[at - 4]).toBeGreaterThanOrEqual(3);
		});

		it('starts as many as may be in flight within the time that a request takes', () => {
			fc.assert(
				fc.property(
					fc.integer({ min: 1, max: 50 }),
					fc.double({ min: 0.01, max: 60_000, noNaN: true }),
					(inFlight, took) => {
						const starts = startsOf(throttleKnowing(inFlight, took), Math.min(inFlight, 5));
						expect(starts).toHaveLength(Math.min(inFlight, 5));
						expect(starts.at(-1)!).toBeLessThanOrEqual(Math.ceil(took));
					},
				),
			);
		});

		it('uses the shortest duration of the latest requests, which expires', () => {
			const throttle = throttleKnowing(8, 16);
			throttle.speedUp(-4_000, 400);
			expect(startsOf(throttle, 8).at(-1)).toBeLessThanOrEqual(16);
			for (let response = 0; response < 400; response++) throttle.speedUp(-100, 400);
			expect(startsOf(throttle, 8).at(-1)).toBeGreaterThan(25);
		});

		it('puts no more than a few milliseconds between two starts, regardless of how long a request takes', () => {
			expect(startsOf(throttleKnowing(5, 12_000), 5).at(-1)).toBeLessThanOrEqual(20);
		});

		it('does nothing where requests are quicker than the clock, one goes alone, or nothing is known', () => {
			expect(startsOf(throttleKnowing(20, 4), 20)).toEqual(Array<number>(20).fill(0));
			expect(throttleKnowing(1, 40).start(0)).toBe(0);
			const throttle = createThrottle(5, 0);
			throttle.speedUp(0);
			expect(startsOf(throttle, 5)).toEqual([0, 0, 0, 0, 0]);
		});
	});

	it('asks for presigned requests after the first response, and not where there is a quota', () => {
		const throttle = createThrottle(5, 0);
		expect(throttle.ahead()).toBe(0);
		throttle.speedUp(0);
		expect(throttle.ahead()).toBeGreaterThan(0);
		throttle.slowDown(10);
		expect(throttle.ahead()).toBe(0);
		const limited = createThrottle(5, 100);
		limited.speedUp(0);
		expect(limited.ahead()).toBe(0);
	});
});

describe('a whole run under a quota, by a virtual clock', () => {
	/** A clock that jumps to the next timer whenever nothing else is left to do. */
	function createClock() {
		const timers: Array<{ at: number; resolve: () => void }> = [];
		const clock = {
			now: 0,
			sleep: (milliseconds: number) =>
				new Promise<void>((resolve) => {
					// Whole milliseconds, at least one, as Node's timers have it.
					timers.push({ at: clock.now + Math.max(1, Math.trunc(milliseconds)), resolve });
				}),
			async runUntil(isOver: () => boolean) {
				for (;;) {
					await new Promise(setImmediate);
					if (isOver()) return;
					// On a busy machine the schedule gives way to others before its first request, in real time.
					for (let turns = 0; timers.length === 0 && !isOver() && turns < 1_000; turns++) await delay(1);
					if (isOver()) return;
					timers.sort((a, b) => a.at - b.at);
					const next = timers.shift();
					if (next === undefined) throw new Error('nothing is left to wait for');
					clock.now = next.at;
					next.resolve();
				}
			},
		};
		return clock;
	}

	interface Request {
		/** Milliseconds on the way to the gateway; the throttle allows for 250. */
		readonly way: number;
		/** Milliseconds from its arrival to its response. */
		readonly response: number;
		/** Milliseconds after which the row is tried again; 0 = it is done. */
		readonly retryAfter: number;
		/** Whether the gateway asks for fewer calls. */
		readonly isTooMany: boolean;
	}

	/** When the requests of a run arrive at the gateway. */
	async function arrivalsOf(rows: number, concurrency: number, quota: number, requests: readonly Request[]) {
		const clock = createClock();
		const throttle = createThrottle(concurrency, quota);
		const arrivals: number[] = [];
		const tries = new Map<number, number>();
		let sent = 0;
		let isOver = false;
		const running = schedule({
			count: rows,
			keysOf: (row) => (row % 3 === 0 ? ['chain'] : []),
			limit: () => throttle.limit(),
			ahead: () => throttle.ahead(),
			soon: () => undefined,
			wait: () => throttle.start(clock.now),
			permission: () => 'all',
			rest: (milliseconds) => clock.sleep(milliseconds),
			async work(row) {
				const { way, response, retryAfter, isTooMany } = requests[sent++ % requests.length];
				const startedAt = clock.now;
				await clock.sleep(way);
				arrivals.push(clock.now);
				await clock.sleep(response);
				if (isTooMany) throttle.slowDown(clock.now, startedAt);
				else throttle.speedUp(clock.now, clock.now - startedAt, startedAt);
				tries.set(row, (tries.get(row) ?? 0) + 1);
				return retryAfter > 0 && tries.get(row)! < 3 ? retryAfter : undefined;
			},
		}).finally(() => (isOver = true));
		await clock.runUntil(() => isOver);
		await running;
		expect(tries.size).toBe(rows);
		return arrivals.sort((a, b) => a - b);
	}

	it('has no more requests arrive in any one second than the quota, retries included', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 25 }),
				fc.array(
					fc.record({
						way: fc.integer({ min: 0, max: 250 }),
						response: fc.integer({ min: 0, max: 2_000 }),
						retryAfter: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000 })),
						isTooMany: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
					}),
					{ minLength: 1, maxLength: 20 },
				),
				async (rows, concurrency, quota, requests) => {
					const arrivals = await arrivalsOf(rows, concurrency, quota, requests);
					for (let at = quota; at < arrivals.length; at++) {
						expect(arrivals[at] - arrivals[at - quota]).toBeGreaterThanOrEqual(1_000);
					}
				},
			),
			{ numRuns: 150 },
		);
	});

	it('makes full use of a quota of 10: 100 requests within 11 seconds', async () => {
		const quick: Request = { way: 5, response: 20, retryAfter: 0, isTooMany: false };
		const arrivals = await arrivalsOf(100, 20, 10, [quick]);
		expect(arrivals[99] - arrivals[0]).toBeLessThanOrEqual(11_000);
	});
});

describe('several runs that share a quota', () => {
	interface SimulatedRun {
		/** When it begins, in milliseconds. */
		readonly begins: number;
		readonly rows: number;
		readonly concurrency: number;
		readonly maxPerSecond: number;
		/** Milliseconds that each of its requests takes to arrive, and as many for the response. */
		readonly way: number;
	}

	/** When each run's requests arrive, by a clock of whole milliseconds; each run asks whenever it may. */
	function arrivalsOf(runs: readonly SimulatedRun[]): number[][] {
		const shared = createSharedThrottle();
		const state = runs.map((run) => ({
			...run,
			throttle: undefined as ReturnType<typeof shared.join> | undefined,
			asksAt: run.begins,
			sent: 0,
			inFlight: [] as number[],
			arrivals: [] as number[],
		}));
		const step = (run: (typeof state)[number], now: number) => {
			run.throttle ??= shared.join(run.concurrency, run.maxPerSecond, now);
			let hasResponse = false;
			while (run.inFlight.length > 0 && run.inFlight[0] + 2 * run.way <= now) {
				run.throttle.speedUp(now, 2 * run.way, run.inFlight.shift());
				hasResponse = true;
			}
			if (run.sent === run.rows && run.inFlight.length === 0) return run.throttle.leave(now);
			if (now < run.asksAt && !hasResponse) return;
			while (run.sent < run.rows && run.inFlight.length < run.throttle.limit()) {
				const wait = run.throttle.start(now);
				run.asksAt = now + Math.max(1, Math.ceil(wait));
				if (wait > 0) return;
				run.sent++;
				run.inFlight.push(now);
				run.arrivals.push(now + run.way);
			}
		};
		const isDone = (run: (typeof state)[number]) => run.sent === run.rows && run.inFlight.length === 0;
		for (let now = 0; !state.every(isDone); now++) {
			if (now > 10_000_000) throw new Error('the runs do not end');
			for (const run of state) if (now >= run.begins && !isDone(run)) step(run, now);
		}
		return state.map(({ arrivals }) => arrivals);
	}

	const simulatedRun = fc.record({
		begins: fc.integer({ min: 0, max: 3_000 }),
		rows: fc.integer({ min: 1, max: 25 }),
		concurrency: fc.integer({ min: 1, max: 20 }),
		way: fc.integer({ min: 0, max: 240 }),
	});

	it('have no more arrive in any one second than the quota, whenever each begins and ends', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 12 }),
				fc.array(simulatedRun, { minLength: 1, maxLength: 5 }),
				(quota, runs) => {
					const arrivals = arrivalsOf(runs.map((run) => ({ ...run, maxPerSecond: quota }))).flat();
					arrivals.sort((a, b) => a - b);
					for (let at = quota; at < arrivals.length; at++) {
						expect(arrivals[at] - arrivals[at - quota]).toBeGreaterThanOrEqual(1_000);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	const alike = { begins: 0, concurrency: 5, maxPerSecond: 10, way: 10 };

	it('share it evenly, however many requests each may have in flight', () => {
		const [large, small] = arrivalsOf([
			{ ...alike, rows: 200, concurrency: 50 },
			{ ...alike, rows: 50, concurrency: 1, begins: 1_000 },
		]);
		const inBetween = large.filter((at) => at >= small[0] && at <= small[49]).length;
		expect(inBetween).toBeGreaterThan(35);
		expect(inBetween).toBeLessThan(65);
	});

	it('use all of it: three runs together are as quick as one with all rows', () => {
		const last = (runs: number[][]) => Math.max(...runs.flat());
		const together = last(arrivalsOf([1, 2, 3].map(() => ({ ...alike, rows: 40 }))));
		const alone = last(arrivalsOf([{ ...alike, rows: 120 }]));
		expect(together).toBeLessThan(alone * 1.1);
	});

	it('are held to the lowest quota of those going on, and no longer once that run is over', () => {
		const [first, second] = arrivalsOf([
			{ ...alike, rows: 10, maxPerSecond: 2 },
			{ ...alike, rows: 100, maxPerSecond: 0 },
		]);
		const during = second.filter((at) => at > 2_000 && at <= first[9]);
		expect(during.length).toBeLessThan(first[9] / 1_000 * 2);
		expect(Math.max(...second) - first[9]).toBeLessThan(1_500);
	});

	it('slow down together, and tell each how long nothing but 40005 came within it', () => {
		const shared = createSharedThrottle();
		const [one, other] = [shared.join(8, 0, 0), shared.join(8, 0, 0)];
		for (const run of [one, other]) run.speedUp(0);
		expect([one.limit(), other.limit()]).toEqual([8, 8]);
		one.slowDown(1_000);
		expect([one.limit(), other.limit(), other.start(1_000)]).toEqual([4, 4, 1_000]);
		expect([one.refusedFor(61_000), other.refusedFor(61_000)]).toEqual([60_000, 60_000]);
		const late = shared.join(8, 0, 41_000);
		expect(late.refusedFor(61_000)).toBe(20_000);
		other.speedUp(61_000);
		expect(one.refusedFor(61_000)).toBe(0);
		other.slowDown(62_000);
		expect(one.refusedFor(62_000)).toBe(61_000);
		other.noteProgress();
		expect([one, other, late].map((run) => run.refusedFor(63_000))).toEqual([0, 0, 0]);
	});

	it('lose their turn where they do not come back for it', () => {
		const shared = createSharedThrottle();
		const [one, other] = [shared.join(5, 2, 0), shared.join(5, 2, 0)];
		expect([one.start(0), one.start(1), other.start(2)]).toEqual([0, 449, 948]);
		// The first one is expected at 450 and does not come; the other may go before long.
		const wait = other.start(451);
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThan(50);
		expect(other.start(451 + wait)).toBe(0);
	});

	it('are forgotten a little more than a second after the last one', () => {
		const shared = createSharedThrottle();
		const [one, other] = [shared.join(5, 0, 0), shared.join(5, 0, 0)];
		one.leave(10_000);
		expect(shared.isIdle(20_000)).toBe(false);
		other.leave(20_000);
		expect([shared.isIdle(21_000), shared.isIdle(21_300)]).toEqual([false, true]);
	});
});
