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
});
