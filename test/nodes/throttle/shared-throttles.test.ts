import { joinThrottle } from '../../../nodes/throttle/shared-throttles';

const owner = { gatewayUrl: 'https://gateway.example/gateway.do', appId: '2021000000000001', method: 'a.b' };
const options = { concurrency: 5, maxPerSecond: 1 };

describe('joinThrottle', () => {
	it('gives runs of one app and method at one gateway the same quota, and others their own', () => {
		const first = joinThrottle(owner, options, 0);
		const others = [
			owner,
			{ ...owner, method: 'a.c' },
			{ ...owner, appId: '2021000000000002' },
			{ ...owner, gatewayUrl: 'https://other.example/gateway.do' },
		].map((each) => joinThrottle(each, options, 0));
		expect(first.start(0)).toBe(0);
		expect(others.map((run) => run.start(0) === 0)).toEqual([false, true, true, true]);
		for (const run of [first, ...others]) run.leave(0);
	});

	it('remembers the last second of a run that is over, and no more', () => {
		const first = joinThrottle(owner, options, 100_000);
		expect(first.start(100_000)).toBe(0);
		first.leave(100_010);
		const second = joinThrottle(owner, options, 100_020);
		expect(second.start(100_020)).toBeGreaterThan(0);
		second.slowDown(100_030);
		second.leave(100_040);
		const third = joinThrottle(owner, options, 102_000);
		expect(third.start(102_000)).toBe(0);
		third.leave(102_000);
	});
});
