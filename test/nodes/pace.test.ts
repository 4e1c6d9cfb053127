import fc from 'fast-check';

import { createPace } from '../../nodes/shared/pace';

describe('pace', () => {
	it('lets the first request go alone until something is known of it', () => {
		const pace = createPace(5, 0);
		expect(pace.limit()).toBe(1);
		pace.speedUp(0);
		expect(pace.limit()).toBe(5);
	});

	it('starts no more than the quota in any one second, whenever it is asked', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }),
				(quota, steps) => {
					const pace = createPace(5, quota);
					const starts: number[] = [];
					let now = 1_000;
					for (const step of steps) {
						now += step;
						if (pace.start(now) === 0) starts.push(now);
					}
					for (let at = quota; at < starts.length; at++) {
						expect(starts[at] - starts[at - quota]).toBeGreaterThanOrEqual(1_000);
					}
				},
			),
		);
	});

	it('tells exactly how long to wait for the next start, and spreads the starts evenly', () => {
		const pace = createPace(5, 2);
		expect([pace.start(0), pace.start(100), pace.start(450)]).toEqual([0, 350, 0]);
		expect([pace.start(451), pace.start(1_249), pace.start(1_250)]).toEqual([799, 1, 0]);
	});

	it('counts a request from its answer, by which it has arrived', () => {
		const pace = createPace(5, 2);
		expect(pace.start(0)).toBe(0);
		pace.speedUp(20);
		expect(pace.start(450)).toBe(0);
		pace.speedUp(480);
		expect([pace.start(1_019), pace.start(1_020)]).toEqual([1, 0]);
	});

	it('lets no more than the quota arrive in any second, however long each is on its way', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.array(
					fc.record({
						after: fc.integer({ min: 0, max: 300 }),
						arrives: fc.integer({ min: 0, max: 240 }),
						answered: fc.integer({ min: 0, max: 100 }),
					}),
					{ maxLength: 200 },
				),
				(quota, requests) => {
					const pace = createPace(100, quota);
					const arrivals: number[] = [];
					const answers: number[] = [];
					let now = 1_000;
					for (const { after, arrives, answered } of requests) {
						now += after;
						while (answers.length > 0 && answers[0] <= now) pace.speedUp(answers.shift()!);
						if (pace.start(now) > 0) continue;
						arrivals.push(now + arrives);
						answers.push(now + arrives + answered);
						answers.sort((a, b) => a - b);
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
		const pace = createPace(8, 0);
		pace.speedUp(0);
		pace.slowDown(0);
		expect([pace.limit(), pace.start(0)]).toEqual([4, 1_000]);
		pace.slowDown(500);
		expect([pace.limit(), pace.start(500)]).toEqual([4, 500]);
		pace.slowDown(1_000);
		expect([pace.limit(), pace.start(1_000)]).toEqual([2, 2_000]);
		for (let now = 3_000; now < 2_000_000; now += 100_000) pace.slowDown(now);
		expect([pace.limit(), pace.start(1_903_000)]).toEqual([1, 30_000]);
	});

	it('comes back to full speed while answers keep coming', () => {
		const pace = createPace(8, 0);
		pace.slowDown(0);
		pace.slowDown(2_000);
		for (let answer = 0; answer < 100; answer++) pace.speedUp(3_000);
		expect([pace.limit(), pace.start(60_000)]).toEqual([8, 0]);
		pace.slowDown(70_000);
		expect(pace.start(70_000)).toBe(1_000);
	});

	/** Rows a second through a gateway that takes so many a second and answers the others with 40005. */
	function throughput(concurrency: number, perSecond: number, seconds: number) {
		const pace = createPace(concurrency, 0);
		const taken: number[] = [];
		const inFlight: Array<{ due: number; isTaken: boolean }> = [];
		let refused = 0;
		for (let now = 0; now < seconds * 1_000; now++) {
			while (inFlight.length > 0 && inFlight[0].due <= now) {
				const { isTaken } = inFlight.shift()!;
				if (isTaken) pace.speedUp(now);
				else pace.slowDown(now);
			}
			while (inFlight.length < pace.limit() && pace.start(now) === 0) {
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
	])('with %i in flight makes good use of a gateway that takes %i a second', (concurrency, perSecond) => {
		const { taken, refused } = throughput(concurrency, perSecond, 120);
		expect(taken).toBeGreaterThan(perSecond * 0.6);
		expect(refused).toBeLessThan(Math.max(1, perSecond * 0.1));
	});

	describe('spreads the starts over the time that a request takes', () => {
		/** A pace that knows that requests take so many milliseconds. */
		function paceKnowing(inFlight: number, took: number) {
			const pace = createPace(inFlight, 0);
			pace.start(-10_000);
			pace.speedUp(-5_000, took);
			return pace;
		}

		/** When so many requests start that might all start at 0, by a clock of whole milliseconds. */
		function startsOf(pace: ReturnType<typeof createPace>, count: number) {
			const starts: number[] = [];
			for (let now = 0; starts.length < count && now < 10_000; ) {
				const wait = pace.start(now);
				if (wait === 0) starts.push(now);
				else now += wait;
			}
			return starts;
		}

		it('nearly all of it, so that none waits where they come evenly', () => {
			const starts = startsOf(paceKnowing(20, 40), 20);
			expect(starts[19]).toBeGreaterThan(28);
			expect(starts[19]).toBeLessThan(36);
			for (let at = 4; at < 20; at++) expect(starts[at] - starts[at - 4]).toBeGreaterThanOrEqual(3);
		});

		it('never so that as many as may be in flight take longer to start than a request takes', () => {
			fc.assert(
				fc.property(
					fc.integer({ min: 1, max: 50 }),
					fc.double({ min: 0.01, max: 60_000, noNaN: true }),
					(inFlight, took) => {
						const starts = startsOf(paceKnowing(inFlight, took), Math.min(inFlight, 5));
						expect(starts).toHaveLength(Math.min(inFlight, 5));
						expect(starts.at(-1)!).toBeLessThanOrEqual(Math.ceil(took));
					},
				),
			);
		});

		it('by the quickest of the latest, which is forgotten in time', () => {
			const pace = paceKnowing(8, 16);
			pace.speedUp(-4_000, 400);
			expect(startsOf(pace, 8).at(-1)).toBeLessThanOrEqual(16);
			for (let answer = 0; answer < 400; answer++) pace.speedUp(-100, 400);
			expect(startsOf(pace, 8).at(-1)).toBeGreaterThan(25);
		});

		it('by no more than a few milliseconds each, however long a request takes', () => {
			expect(startsOf(paceKnowing(5, 12_000), 5).at(-1)).toBeLessThanOrEqual(20);
		});

		it('not where requests are quicker than the clock, where one goes alone, or where nothing is known', () => {
			expect(startsOf(paceKnowing(20, 4), 20)).toEqual(Array<number>(20).fill(0));
			expect(paceKnowing(1, 40).start(0)).toBe(0);
			const pace = createPace(5, 0);
			pace.speedUp(0);
			expect(startsOf(pace, 5)).toEqual([0, 0, 0, 0, 0]);
		});
	});

	it('has requests made ready ahead once one was answered, and not where there is a quota', () => {
		const pace = createPace(5, 0);
		expect(pace.ahead()).toBe(0);
		pace.speedUp(0);
		expect(pace.ahead()).toBeGreaterThan(0);
		pace.slowDown(10);
		expect(pace.ahead()).toBe(0);
		const limited = createPace(5, 100);
		limited.speedUp(0);
		expect(limited.ahead()).toBe(0);
	});
});
