/** Where a place is drawn. An equirectangular projection, so that a view is two factors and two shifts. */

/** How much narrower a degree of longitude is drawn than one of latitude: that of China's middle. */
export const NARROWING = Math.cos((35 * Math.PI) / 180);

/** Pixels for a degree of latitude: the closest view, and the one with the whole world. */
export const CLOSEST = 20_000;
export const FARTHEST = 1.5;

/** Pixels of the whole world's width at zoom 0, as web maps count zoom levels. */
const WORLD = 512;

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

const scaleOf = (scale) => clamp(scale, FARTHEST, CLOSEST);

/** The view that holds the range, with a margin in pixels. */
export const fitTo = ({ west, east, south, north }, { width, height }, margin) => {
	const wide = (width - 2 * margin) / (Math.max(east - west, 0.01) * NARROWING);
	const high = (height - 2 * margin) / Math.max(north - south, 0.01);
	return {
		longitude: (west + east) / 2,
		latitude: (south + north) / 2,
		scale: scaleOf(Math.min(wide, high)),
	};
};

/**
 * A view's functions.
 *
 * @param view the middle's degrees, and `scale` in pixels for a degree of latitude
 * @param size of the map in pixels
 */
export const project = (view, size) => {
	const across = NARROWING * view.scale;
	const x = (longitude) => size.width / 2 + (longitude - view.longitude) * across;
	const y = (latitude) => size.height / 2 - (latitude - view.latitude) * view.scale;
	const longitudeAt = (px) => view.longitude + (px - size.width / 2) / across;
	const latitudeAt = (py) => view.latitude - (py - size.height / 2) / view.scale;
	return {
		x,
		y,
		longitudeAt,
		latitudeAt,
		/** As web maps count: one more for twice the size. */
		zoomLevel: Math.log2((across * 360) / WORLD),
		/** From degrees to pixels, for a whole group of shapes at once. */
		matrix: `matrix(${across} 0 0 ${-view.scale} ${x(0)} ${y(0)})`,
		/** The range that is in view, wider by so many pixels on each side. */
		bounds: (margin = 0) => ({
			west: Math.max(-180, longitudeAt(-margin)),
			east: Math.min(180, longitudeAt(size.width + margin)),
			south: Math.max(-90, latitudeAt(size.height + margin)),
			north: Math.min(90, latitudeAt(-margin)),
		}),
	};
};

/** The view after zooming so that what is at the pixel stays there. */
export const zoomAt = (view, size, factor, px, py) => {
	const before = project(view, size);
	const scale = scaleOf(view.scale * factor);
	const after = project({ ...view, scale }, size);
	return {
		scale,
		longitude: view.longitude + before.longitudeAt(px) - after.longitudeAt(px),
		latitude: view.latitude + before.latitudeAt(py) - after.latitudeAt(py),
	};
};

/** The pixels for a degree of latitude at a zoom level of web maps. */
export const scaleAtZoomLevel = (level) => scaleOf((2 ** level * WORLD) / 360 / NARROWING);
