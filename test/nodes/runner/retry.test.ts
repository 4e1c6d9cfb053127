import fc from 'fast-check';

import { retryDelay, shouldTryAgain } from '../../../nodes/runner/retry';

describe('shouldTryAgain', () => {
	it.each([
		['accepted', 'no', 1, 3, false],
		['accepted', 'yes', 1, 3, false],
		['unknown', 'yes', 1, 3, true],
		['unknown', 'yes', 3, 3, true],
		['unknown', 'yes', 4, 3, false],
		['unknown', 'yes', 1, 0, false],
		['unknown', 'no', 1, 3, false],
		['refused', 'slower', 1, 3, true],
		['refused', 'slower', 9, 3, true],
		['refused', 'slower', 0, 0, true],
		['refused', 'no', 1, 3, false],
	] as const)('%s with retry %s after %d of 1 + %d attempts: %s', (outcome, retry, tries, most, again) => {
		expect(shouldTryAgain({ outcome, retry }, tries, most)).toBe(again);
	});
});

describe('retryDelay', () => {
	it('doubles from half a second up to twenty, a random half of it', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 20].map((tries) => retryDelay(tries, 1))).toEqual([
			500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000,
		]);
		expect([1, 2, 7].map((tries) => retryDelay(tries, 0))).toEqual([250, 500, 10_000]);
	});

	it('never waits less than half or more than all of the full delay', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
				const delay = retryDelay(tries, random);
				const full = retryDelay(tries, 1);
				expect(delay).toBeGreaterThanOrEqual(full / 2);
				expect(delay).toBeLessThanOrEqual(full);
			}),
		);
	});
});
