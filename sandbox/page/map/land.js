/** Coastlines and lakes of Natural Earth, as paths in degrees. No borders are drawn. */
import { svg } from '../elements.js';

const ringPath = (ring) => `M${ring.map(([x, y]) => `${+x.toFixed(3)} ${+y.toFixed(3)}`).join('L')}Z`;

const polygonPath = (polygon) => polygon.map(ringPath).join('');

const polygonsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates);

const rangeOf = ([outer]) => {
	const range = { west: 180, east: -180, south: 90, north: -90 };
	for (const [x, y] of outer) {
		range.west = Math.min(range.west, x);
		range.east = Math.max(range.east, x);
		range.south = Math.min(range.south, y);
		range.north = Math.max(range.north, y);
	}
	return range;
};

const shapesOf = (geometry) =>
	polygonsOf(geometry).map((polygon) => ({ range: rangeOf(polygon), path: polygonPath(polygon) }));

const touches = (a, b) => a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;

const fetchJson = async (path) => {
	const response = await fetch(path);
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return await response.json();
};

/** Loads the shapes. Without them the map still shows its points. */
export const loadLand = async (topojson) => {
	const [world, lakes] = await Promise.all([fetchJson('/map/land.json'), fetchJson('/map/lakes.json')]);
	const { features } = topojson.feature(world, world.objects.land);
	const land = features.flatMap(({ geometry }) => shapesOf(geometry));
	return { land, lakes: shapesOf(lakes) };
};

/** The shapes in a range, as one path for the land and one for the lakes. */
export const landPaths = ({ land, lakes }, range) => {
	const path = (shapes) =>
		shapes
			.filter((shape) => touches(shape.range, range))
			.map((shape) => shape.path)
			.join('');
	return [
		svg('path', { class: 'land', d: path(land) }),
		svg('path', { class: 'lakes', d: path(lakes) }),
	];
};
