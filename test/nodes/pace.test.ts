import fc from 'fast-check';

import { createPace } from '../../nodes/shared/pace';

describe('pace', () => {
	it('lets the first request go alone until something is known of it', () => {
		const pace = createPace(5, 0);
		expect(pace.limit()).toBe(1);
		pace.speedUp();
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

	it('tells exactly how long to wait for the next start', () => {
		const pace = createPace(5, 2);
		expect([pace.start(0), pace.start(100), pace.start(250)]).toEqual([0, 0, 750]);
		expect([pace.start(1_000), pace.start(1_050), pace.start(1_100)]).toEqual([0, 50, 0]);
	});

	it('halves what is in flight and pauses longer each time the gateway asks for fewer calls', () => {
		const pace = createPace(8, 0);
		pace.speedUp();
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
		for (let answer = 0; answer < 100; answer++) pace.speedUp();
		expect([pace.limit(), pace.start(60_000)]).toEqual([8, 0]);
		pace.slowDown(70_000);
		expect(pace.start(70_000)).toBe(1_000);
	});
});
