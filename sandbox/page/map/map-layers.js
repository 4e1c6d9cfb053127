/** What is drawn on the map, layer by layer. */
import { CITIES } from './cities.js';
import { mark, svg } from '../elements.js';
import { placeLabels } from './labels.js';
import { OUTCOMES } from '../model.js';
import { NARROWING } from './projection.js';
import { counted, currentLanguage, outcomeName, text } from '../texts.js';

/** The range that the documents give for China. */
export const CHINA = { west: 73.66, east: 135.05, south: 3.86, north: 53.55 };

const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];
const LINE_SPACING = 90;

const degrees = (value, digits, [plus, minus]) =>
	`${Math.abs(value).toFixed(digits)}°${value > 0 ? plus : value < 0 ? minus : ''}`;

const multiples = (step, from, to) => {
	const found = [];
	for (let n = Math.ceil(from / step); n * step <= to; n += 1) found.push(n * step);
	return found;
};

/** Lines of longitude and latitude, with their degrees at the edges. */
export const graticule = (projection, size, scale) => {
	const { x, y, bounds } = projection;
	const step = STEPS.find((each) => each * NARROWING * scale >= LINE_SPACING) ?? 30;
	const digits = step < 1 ? String(step).length - 2 : 0;
	const { west, east, south, north } = bounds();
	const upright = multiples(step, west, east).map((longitude) => [
		svg('line', { x1: x(longitude), x2: x(longitude), y1: Math.max(0, y(90)), y2: Math.min(size.height, y(-90)) }),
		svg('text', { x: x(longitude) + 3, y: size.height - 6 }, degrees(longitude, digits, 'EW')),
	]);
	const level = multiples(step, south, north).map((latitude) => [
		svg('line', { y1: y(latitude), y2: y(latitude), x1: Math.max(0, x(-180)), x2: Math.min(size.width, x(180)) }),
		svg('text', { x: Math.max(0, x(-180)) + 5, y: y(latitude) - 4 }, degrees(latitude, digits, 'NS')),
	]);
	return svg('g', { class: 'graticule' }, upright, level);
};

/** The documented range, within which coordinates are accepted. */
export const documentedRange = ({ x, y }) =>
	svg(
		'rect',
		{
			class: 'range',
			x: x(CHINA.west),
			y: y(CHINA.north),
			width: x(CHINA.east) - x(CHINA.west),
			height: y(CHINA.south) - y(CHINA.north),
			rx: 4,
		},
		svg('title', {}, text('documentedRange')),
	);

const LETTER = 5.7;
const CHARACTER = 10.6;
const LABEL_HEIGHT = 13;

const widthOf = (name) =>
	[...name].reduce((sum, letter) => sum + (letter > '⺀' ? CHARACTER : LETTER), 0);

/** Names of cities where they have room between each other and the groups of points. */
export const cities = ({ x, y }, size, groups) => {
	const inView = CITIES.map(([english, chinese, longitude, latitude]) => {
		const name = currentLanguage() === 'zh' ? chinese : english;
		return { name, x: x(longitude), y: y(latitude), width: widthOf(name), height: LABEL_HEIGHT };
	}).filter((city) => city.x > 0 && city.y > 0 && city.x < size.width && city.y < size.height);
	const taken = groups.map(({ x: px, y: py, radius }) => ({
		left: px - radius,
		right: px + radius,
		top: py - radius,
		bottom: py + radius,
	}));
	const edge = { left: 0, right: 40, top: 0, bottom: size.height };
	const foot = { left: 0, right: size.width, top: size.height - 20, bottom: size.height };
	return svg(
		'g',
		{ class: 'cities' },
		placeLabels(inView, [...taken, edge, foot]).map((city) => [
			svg('circle', { cx: city.x, cy: city.y, r: 1.6 }),
			svg('text', { x: (city.box.left + city.box.right) / 2, y: city.box.bottom - 3 }, city.name),
		]),
	);
};

const POINT = 5;

/** A group's radius in pixels: larger with its number, but not by much. */
export const radiusOf = ({ count }) => (count === 1 ? POINT : Math.min(23, 10 + Math.log10(count) * 4.2));

const shortNumber = (count) =>
	count < 10_000
		? String(count)
		: new Intl.NumberFormat(currentLanguage(), { notation: 'compact' }).format(count);

/** The parts of a ring, one for each outcome, as long as its share. */
const ring = ({ x, y, radius, count, outcomes }) => {
	const length = 2 * Math.PI * radius;
	let done = 0;
	return OUTCOMES.filter((name) => outcomes[name] > 0).map((name) => {
		const share = (outcomes[name] / count) * length;
		const part = svg('circle', {
			class: `ring ${name}`,
			cx: x,
			cy: y,
			r: radius,
			'stroke-dasharray': `${share} ${length - share}`,
			'stroke-dashoffset': -done,
			transform: `rotate(-90 ${x} ${y})`,
		});
		done += share;
		return part;
	});
};

/** In words: how many points, and of which outcome. */
export const groupWords = ({ count, outcomes }) => {
	const parts = OUTCOMES.filter((name) => outcomes[name] > 0).map(
		(name) => `${outcomeName(name)} ${outcomes[name].toLocaleString(currentLanguage())}`,
	);
	return [counted('points', count), parts.join(text('listComma'))];
};

/**
 * A group: a mark by its outcome for a single point, else a ring with the number.
 *
 * @param group with `x`, `y` and `radius` in pixels
 */
export const groupMark = (group, attributes) => {
	const { x, y, radius, count, entry } = group;
	const own = { role: 'button', tabindex: '-1', ...attributes };
	if (entry !== undefined) return mark(entry.outcome, x, y, radius, own);
	return svg(
		'g',
		{ ...own, class: `group ${own.class}`, 'data-count': count },
		svg('circle', { class: 'disc', cx: x, cy: y, r: radius }),
		ring(group),
		svg('text', { x, y: y + 4 }, shortNumber(count)),
	);
};
