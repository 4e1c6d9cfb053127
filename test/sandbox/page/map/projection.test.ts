/** Degrees and pixels of the map. */
import fc from 'fast-check';
import { fitTo, project, scaleAtZoomLevel, zoomAt, type View } from '../../../../sandbox/page/map/projection.js';

const SIZE = { width: 900, height: 500 };

const view = fc.record({
	longitude: fc.double({ min: -180, max: 180, noNaN: true }),
	latitude: fc.double({ min: -80, max: 80, noNaN: true }),
	scale: fc.double({ min: 2, max: 15_000, noNaN: true }),
});

test('a pixel is at the degrees that are drawn at it', () => {
	fc.assert(
		fc.property(view, fc.double({ min: 0, max: 900, noNaN: true }), (each: View, px) => {
			const { x, y, longitudeAt, latitudeAt } = project(each, SIZE);
			expect(x(longitudeAt(px))).toBeCloseTo(px, 4);
			expect(y(latitudeAt(px))).toBeCloseTo(px, 4);
		}),
	);
});

test('zooming leaves what is under the pointer where it is', () => {
	fc.assert(
		fc.property(view, fc.double({ min: 0.3, max: 3, noNaN: true }), (each: View, factor) => {
			const before = project(each, SIZE);
			const after = project(zoomAt(each, SIZE, factor, 200, 100), SIZE);
			expect(after.longitudeAt(200)).toBeCloseTo(before.longitudeAt(200), 6);
			expect(after.latitudeAt(100)).toBeCloseTo(before.latitudeAt(100), 6);
		}),
	);
});

test('a fitted range is inside the margins', () => {
	const china = { west: 73.66, east: 135.05, south: 3.86, north: 53.55 };
	const { x, y } = project(fitTo(china, SIZE, 28), SIZE);
	for (const px of [x(china.west), x(china.east)]) expect(Math.abs(px - 450)).toBeLessThanOrEqual(422.001);
	for (const py of [y(china.north), y(china.south)]) expect(Math.abs(py - 250)).toBeLessThanOrEqual(222.001);
});

test('a zoom level’s scale has that zoom level', () => {
	for (const level of [2, 5.5, 11]) {
		expect(project({ longitude: 0, latitude: 0, scale: scaleAtZoomLevel(level) }, SIZE).zoomLevel).toBeCloseTo(level, 6);
	}
});

test('the matrix draws a place where the functions do', () => {
	const { matrix, x, y } = project({ longitude: 104, latitude: 34, scale: 9 }, SIZE);
	const [a, , , d, e, f] = /matrix\((.*)\)/.exec(matrix)![1].split(' ').map(Number);
	expect(120 * a + e).toBeCloseTo(x(120), 6);
	expect(30 * d + f).toBeCloseTo(y(30), 6);
});
