/** Near points of the map, grouped. */
import { join } from 'node:path';
import fc from 'fast-check';
import { groupPoints, type PointEntry } from '../../../../sandbox/page/map/clusters.js';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const Supercluster: unknown = require(join(__dirname, '../../../../node_modules/supercluster/dist/supercluster.js'));

const WORLD = { west: -180, south: -85, east: 180, north: 85 };

const at = (longitude: number, latitude: number, outcome = 'accepted'): PointEntry => ({
	outcome,
	point: { longitude, latitude },
});

const entries = fc.array(
	fc.record({
		outcome: fc.constantFrom('accepted', 'refused', 'lost', 'replaced', 'test'),
		point: fc.record({
			longitude: fc.double({ min: 73, max: 135, noNaN: true }),
			latitude: fc.double({ min: 4, max: 53, noNaN: true }),
		}),
	}),
	{ maxLength: 200 },
);

test('every point is counted in exactly one group at every zoom level, with its outcome', () => {
	fc.assert(
		fc.property(entries, fc.integer({ min: 0, max: 16 }), (all, level) => {
			const groups = groupPoints(Supercluster, all).within(WORLD, level);
			expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
			const outcomes: Record<string, number> = {};
			for (const group of groups) {
				expect(Object.values(group.outcomes).reduce((a, b) => a + b, 0)).toBe(group.count);
				for (const [name, count] of Object.entries(group.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
			}
			for (const [name, count] of Object.entries(outcomes)) {
				expect(all.filter(({ outcome }) => outcome === name)).toHaveLength(count);
			}
		}),
		{ numRuns: 60 },
	);
});

test('a group names the entries that it holds', () => {
	const all = [at(120.1, 30.2), at(120.10001, 30.20001, 'refused'), at(87.6, 43.8)];
	const points = groupPoints(Supercluster, all);
	const groups = points.within(WORLD, 4).sort((a, b) => b.count - a.count);
	expect(groups.map(({ count }) => count)).toEqual([2, 1]);
	expect(new Set(points.entriesOf(groups[0], 10))).toEqual(new Set(all.slice(0, 2)));
	expect(points.entriesOf(groups[0], 1)).toHaveLength(1);
	expect(points.entriesOf(groups[1], 10)).toEqual([all[2]]);
	expect(groups[1].entry).toBe(all[2]);
});

test('a group comes apart at the zoom level that it names', () => {
	const points = groupPoints(Supercluster, [at(120.1, 30.2), at(120.9, 30.9)]);
	const [group] = points.within(WORLD, 3);
	expect(group.count).toBe(2);
	const level = points.opensAt(group)!;
	expect(points.within(WORLD, level)).toHaveLength(2);
	expect(points.within(WORLD, level - 1)).toHaveLength(1);
});

test('points of one place never come apart', () => {
	const points = groupPoints(Supercluster, [at(120.1, 30.2), at(120.1, 30.2)]);
	const [group] = points.within(WORLD, 14);
	expect(group.count).toBe(2);
	expect(points.opensAt(group)).toBeUndefined();
});

test('20,000 points become at most some hundred marks in a view', () => {
	const all = Array.from({ length: 20_000 }, (_, n) =>
		at(75 + ((n * 7919) % 6000) / 100, 5 + ((n * 104_729) % 4800) / 100),
	);
	const points = groupPoints(Supercluster, all);
	for (const level of [2, 3.4, 5, 8, 12]) {
		const width = 900 / ((512 * 2 ** level) / 360);
		const view = { west: 105 - width / 2, east: 105 + width / 2, south: 30 - width / 4, north: 30 + width / 4 };
		expect(points.within(view, level).length).toBeLessThan(700);
	}
});
