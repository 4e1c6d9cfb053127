/** The map: groups of points over land, with the documented range for China and some cities for orientation. */
import { groupPoints } from './clusters.js';
import { byId, h, svg } from '../elements.js';
import { landPaths, loadLand } from './land.js';
import { listenToList, listenToMap, nearestTo, ZOOM_STEP } from './map-input.js';
import { CHINA, cities, documentedRange, graticule, groupMark, groupWords, radiusOf } from './map-layers.js';
import { clamp, fitTo, project, scaleAtZoomLevel, zoomAt } from './projection.js';
import { counted, outcomeName } from '../texts.js';

const MARGIN = 28;
/** Entries that the list of one place names. */
const LISTED = 100;

const { Supercluster, topojson } = window;

const contains = (a, b) => a.west <= b.west && a.east >= b.east && a.south <= b.south && a.north >= b.north;

/** The ground is drawn for more than the view, so that moving a little draws nothing anew. */
const makeGround = (element) => {
	let shapes;
	let drawn;
	return {
		load: async () => {
			shapes = await loadLand(topojson);
			drawn = undefined;
		},
		draw: (projection, size) => {
			element.setAttribute('transform', projection.matrix);
			if (shapes === undefined) return;
			if (drawn !== undefined && contains(drawn, projection.bounds())) return;
			drawn = projection.bounds(size.width);
			element.replaceChildren(...landPaths(shapes, drawn));
		},
	};
};

export const makeMap = ({ onChoose, describe }) => {
	const element = byId('map');
	const tip = byId('tip');
	const list = byId('place-list');
	const ground = svg('g', { class: 'ground' });
	const layers = svg('g');
	element.replaceChildren(ground, layers);
	const groundLayer = makeGround(ground);
	let size = { width: 800, height: 520 };
	let view = { longitude: 104, latitude: 34, scale: 9 };
	let isUntouched = true;
	let entries = [];
	let points = groupPoints(Supercluster, []);
	let groups = [];
	/** Group → its mark. */
	const marks = new Map();
	/** The group whose mark has the keyboard's focus. */
	let focused;
	let chosen;
	/** The number of the newest request that was on the map before; Infinity = nothing is new. */
	let seen = Infinity;

	const isOnMark = () => element.contains(document.activeElement) && document.activeElement !== element;

	const hideTip = () => {
		tip.hidden = true;
	};

	const placeBeside = (box, { x, y }) => {
		box.style.left = `${clamp(x, 110, Math.max(110, size.width - 110))}px`;
		box.style.top = `${y}px`;
		box.classList.toggle('below', y < size.height / 2);
		box.hidden = false;
	};

	const showTip = (group) => {
		const words = group.entry !== undefined ? describe(group.entry) : groupWords(group).map((each) => h('span', {}, each));
		tip.replaceChildren(...words);
		placeBeside(tip, group);
	};

	const closeList = () => {
		list.hidden = true;
	};

	/** The points of one place, which no zoom takes apart. */
	const showList = (group) => {
		const found = points.entriesOf(group, LISTED);
		const choose = (entry) => () => {
			closeList();
			onChoose(entry);
		};
		const more = group.count - found.length;
		list.replaceChildren(
			...found.map((entry) => h('button', { class: 'listed', onclick: choose(entry) }, describe(entry))),
			...(more > 0 ? [h('p', { class: 'muted' }, counted('moreHere', more))] : []),
		);
		hideTip();
		placeBeside(list, group);
		list.querySelector('button')?.focus({ preventScroll: true });
	};

	const open = (group) => {
		if (group.entry !== undefined) return onChoose(group.entry);
		const level = points.opensAt(group);
		if (level === undefined) return showList(group);
		isUntouched = false;
		const { longitude, latitude } = group;
		view = { longitude, latitude, scale: Math.max(view.scale * 1.2, scaleAtZoomLevel(level + 0.05)) };
		return draw();
	};

	const isFresh = ({ entry }) => entry !== undefined && entry.request.number > seen;

	const groupAttributes = (group) => ({
		class: isFresh(group) ? 'fresh' : '',
		'data-number': group.entry?.request.number,
		'aria-label':
			group.entry === undefined
				? groupWords(group).join(' ')
				: `#${group.entry.request.number} ${outcomeName(group.entry.outcome)}`,
		onmouseenter: () => showTip(group),
		onmouseleave: hideTip,
		onfocus: () => {
			focused = group;
			showTip(group);
		},
		onblur: hideTip,
		onclick: () => open(group),
	});

	const drawGroups = () => {
		marks.clear();
		const upwards = ['lost', 'test', 'replaced', 'accepted', 'refused'];
		const rank = ({ entry }) => (entry === undefined ? upwards.length : upwards.indexOf(entry.outcome));
		return svg(
			'g',
			{ class: 'points' },
			[...groups].sort((a, b) => rank(a) - rank(b)).map((group) => {
				const drawn = groupMark(group, groupAttributes(group));
				marks.set(group, drawn);
				return drawn;
			}),
		);
	};

	/** A ring around the selected request's place, also where it is one of a group. */
	const drawChosen = ({ x, y }) =>
		chosen?.point === undefined
			? svg('g')
			: svg('circle', { class: 'halo', cx: x(chosen.point.longitude), cy: y(chosen.point.latitude), r: 11 });

	const findGroups = ({ x, y, bounds, zoomLevel }) =>
		points.within(bounds(30), zoomLevel).map((group) => ({
			...group,
			x: x(group.longitude),
			y: y(group.latitude),
			radius: radiusOf(group),
		}));

	const noteOutside = () => {
		const inside = groups.reduce((sum, { count }) => sum + count, 0);
		const outside = byId('outside');
		outside.hidden = inside >= entries.length;
		outside.textContent = counted('outside', entries.length - inside);
	};

	const draw = () => {
		if (isUntouched) view = fitTo(CHINA, size, MARGIN);
		hideTip();
		closeList();
		const now = project(view, size);
		const hadFocus = isOnMark();
		groups = findGroups(now);
		element.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
		groundLayer.draw(now, size);
		layers.replaceChildren(
			documentedRange(now),
			graticule(now, size, view.scale),
			cities(now, size, groups),
			drawGroups(),
			drawChosen(now),
		);
		noteOutside();
		if (hadFocus && focused) {
			focused = nearestTo(groups, focused, [0, 0]);
			marks.get(focused)?.focus({ preventScroll: true });
		}
	};

	let isWaiting = false;
	const drawSoon = () => {
		if (isWaiting) return;
		isWaiting = true;
		window.requestAnimationFrame(() => {
			isWaiting = false;
			draw();
		});
	};

	const zoom = (factor, px = size.width / 2, py = size.height / 2) => {
		isUntouched = false;
		view = zoomAt(view, size, factor, px, py);
		drawSoon();
	};

	const move = (right, down) => {
		isUntouched = false;
		const { longitudeAt, latitudeAt } = project(view, size);
		view = {
			...view,
			longitude: clamp(longitudeAt(size.width / 2 - right), -180, 180),
			latitude: clamp(latitudeAt(size.height / 2 - down), -90, 90),
		};
		drawSoon();
	};

	const showAll = () => {
		isUntouched = entries.length === 0;
		if (isUntouched) return draw();
		const range = { west: 180, east: -180, south: 90, north: -90 };
		for (const { point } of entries) {
			range.west = Math.min(range.west, point.longitude);
			range.east = Math.max(range.east, point.longitude);
			range.south = Math.min(range.south, point.latitude);
			range.north = Math.max(range.north, point.latitude);
		}
		view = fitTo(range, size, 48);
		return draw();
	};

	const showChina = () => {
		isUntouched = true;
		draw();
	};

	/** Moves the focus to the nearest mark in a direction; from the middle where none has it yet. */
	const focusNext = (direction) => {
		const from = isOnMark() && focused ? focused : { x: size.width / 2, y: size.height / 2 };
		const next = nearestTo(groups, from, direction);
		focused = next ?? focused;
		marks.get(next)?.focus({ preventScroll: true });
	};

	byId('view-china').addEventListener('click', showChina);
	byId('view-all').addEventListener('click', showAll);
	byId('outside').addEventListener('click', showAll);
	byId('zoom-in').addEventListener('click', () => zoom(ZOOM_STEP));
	byId('zoom-out').addEventListener('click', () => zoom(1 / ZOOM_STEP));
	listenToMap(element, {
		zoom,
		move,
		isOnMark,
		focusNext,
		open: () => focused && open(focused),
		leaveMark: () => element.focus({ preventScroll: true }),
	});
	listenToList(list, () => {
		closeList();
		element.focus({ preventScroll: true });
	});
	new window.ResizeObserver(([{ contentRect }]) => {
		size = { width: contentRect.width, height: contentRect.height };
		drawSoon();
	}).observe(element);
	groundLayer.load().then(drawSoon, () => undefined);

	return {
		/** Shows these entries' points, and highlights for a moment those that arrived since the last call. */
		show: (shown, selection, newest) => {
			const withPoints = shown.filter(({ point }) => point !== undefined);
			const isSame = withPoints.length === entries.length && withPoints.every((entry, index) => entry === entries[index]);
			// An entry's outcome can change later, when a newer one replaces it.
			if (!isSame || newest !== seen) points = groupPoints(Supercluster, withPoints);
			entries = withPoints;
			chosen = selection;
			if (newest === 0) isUntouched = true;
			draw();
			seen = newest;
		},
	};
};
