/** The map: points over a graticule, with the documented range for China and a few cities for orientation. */
import { byId, mark, svg } from './elements.js';
import { counted, currentLanguage, text } from './texts.js';

const CHINA = { west: 73.66, east: 135.05, south: 3.86, north: 53.55 };

const CITIES = [
	['Beijing', '北京', 116.41, 39.9],
	['Shanghai', '上海', 121.47, 31.23],
	['Guangzhou', '广州', 113.26, 23.13],
	['Chengdu', '成都', 104.07, 30.67],
	['Wuhan', '武汉', 114.3, 30.59],
	['Xi’an', '西安', 108.94, 34.34],
	['Harbin', '哈尔滨', 126.53, 45.8],
	['Ürümqi', '乌鲁木齐', 87.62, 43.83],
	['Lhasa', '拉萨', 91.11, 29.65],
	['Kunming', '昆明', 102.83, 24.88],
	['Lanzhou', '兰州', 103.83, 36.06],
	['Hohhot', '呼和浩特', 111.75, 40.84],
	['Taipei', '台北', 121.57, 25.03],
	['Haikou', '海口', 110.35, 20.02],
];

const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];
const LINE_SPACING = 64;
const SINGLE_POINTS = 1500;
const CELL = 14;
const NEAREST = 20_000;
const FARTHEST = 1.5;

/** How much narrower a degree of longitude is drawn than one of latitude: that of China's middle. */
const NARROWING = Math.cos((35 * Math.PI) / 180);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export const makeMap = ({ onChoose, describe }) => {
	const element = byId('map');
	const tip = byId('tip');
	let size = { width: 800, height: 520 };
	/** `scale` is pixels for a degree of latitude. */
	let view = { longitude: 104, latitude: 34, scale: 9 };
	let isUntouched = true;
	let points = [];
	let chosen;
	/** The number of the newest request that was on the map before; Infinity = nothing is new. */
	let seen = Infinity;

	const x = (longitude) => size.width / 2 + (longitude - view.longitude) * NARROWING * view.scale;
	const y = (latitude) => size.height / 2 - (latitude - view.latitude) * view.scale;
	const longitudeAt = (px) => view.longitude + (px - size.width / 2) / (NARROWING * view.scale);
	const latitudeAt = (py) => view.latitude - (py - size.height / 2) / view.scale;

	const fit = ({ west, east, south, north }, margin = 28) => {
		const wide = (size.width - 2 * margin) / (Math.max(east - west, 0.01) * NARROWING);
		const high = (size.height - 2 * margin) / Math.max(north - south, 0.01);
		view = {
			longitude: (west + east) / 2,
			latitude: (south + north) / 2,
			scale: clamp(Math.min(wide, high), FARTHEST, NEAREST),
		};
	};

	const graticule = () => {
		const step = STEPS.find((each) => each * NARROWING * view.scale >= LINE_SPACING) ?? 30;
		const digits = step < 1 ? String(step).length - 2 : 0;
		const degrees = (value, [plus, minus]) =>
			`${Math.abs(value).toFixed(digits)}°${value > 0 ? plus : value < 0 ? minus : ''}`;
		const lines = [];
		const from = (value) => Math.ceil(value / step);
		for (
			let n = from(Math.max(longitudeAt(0), -180));
			n * step <= Math.min(longitudeAt(size.width), 180);
			n += 1
		) {
			const at = x(n * step);
			const top = Math.max(0, y(90));
			lines.push(svg('line', { x1: at, x2: at, y1: top, y2: Math.min(size.height, y(-90)) }));
			lines.push(svg('text', { x: at + 3, y: size.height - 6 }, degrees(n * step, 'EW')));
		}
		for (
			let n = from(Math.max(latitudeAt(size.height), -90));
			n * step <= Math.min(latitudeAt(0), 90);
			n += 1
		) {
			const at = y(n * step);
			const left = Math.max(0, x(-180));
			lines.push(svg('line', { y1: at, y2: at, x1: left, x2: Math.min(size.width, x(180)) }));
			lines.push(svg('text', { x: left + 5, y: at - 4 }, degrees(n * step, 'NS')));
		}
		return svg('g', { class: 'graticule' }, lines);
	};

	const range = () =>
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

	const cities = () =>
		svg(
			'g',
			{ class: 'cities' },
			CITIES.map(([english, chinese, longitude, latitude]) => [
				svg('circle', { cx: x(longitude), cy: y(latitude), r: 1.6 }),
				svg(
					'text',
					{ x: x(longitude) + 5, y: y(latitude) + 3.5 },
					currentLanguage() === 'zh' ? chinese : english,
				),
			]),
		);

	const isInside = ({ point }) => {
		const [px, py] = [x(point.longitude), y(point.latitude)];
		return px >= -8 && py >= -8 && px <= size.width + 8 && py <= size.height + 8;
	};

	/** Puts points of one outcome together where they would overlap. */
	const gather = (entries) => {
		const cells = new Map();
		for (const entry of entries) {
			const px = x(entry.point.longitude);
			const py = y(entry.point.latitude);
			const [column, row] = [Math.floor(px / CELL), Math.floor(py / CELL)];
			const name = `${entry.outcome} ${column} ${row}`;
			const cell = cells.get(name);
			if (cell === undefined) {
				cells.set(name, { entries: [entry], x: (column + 0.5) * CELL, y: (row + 0.5) * CELL });
			} else cell.entries.push(entry);
		}
		return [...cells.values()];
	};

	const single = (entries) =>
		entries.map((entry) => ({
			entries: [entry],
			x: x(entry.point.longitude),
			y: y(entry.point.latitude),
		}));

	const showTip = (cell) => {
		const [first] = cell.entries;
		tip.replaceChildren(
			...(cell.entries.length === 1 ? describe(first) : [counted('points', cell.entries.length)]),
		);
		tip.hidden = false;
		tip.style.left = `${clamp(cell.x, 100, size.width - 100)}px`;
		tip.style.top = `${cell.y}px`;
		tip.classList.toggle('below', cell.y < 90);
	};

	const choose = (cell) => {
		if (cell.entries.length === 1) return onChoose(cell.entries[0]);
		isUntouched = false;
		view = {
			longitude: longitudeAt(cell.x),
			latitude: latitudeAt(cell.y),
			scale: clamp(view.scale * 3, FARTHEST, NEAREST),
		};
		return draw();
	};

	const drawCell = (cell) => {
		const [first] = cell.entries;
		const count = cell.entries.length;
		const isFresh = cell.entries.some(({ request }) => request.number > seen);
		return mark(
			first.outcome,
			cell.x,
			cell.y,
			Math.min(4.5 + Math.sqrt(count - 1) * 0.4, CELL / 2),
			{
				class: `${isFresh ? 'fresh' : ''} ${cell.entries.includes(chosen) ? 'chosen' : ''}`,
				'data-number': first.request.number,
				onmouseenter: () => showTip(cell),
				onmouseleave: () => (tip.hidden = true),
				onclick: () => choose(cell),
			},
		);
	};

	const drawPoints = () => {
		const inside = points.filter(isInside);
		const outside = byId('outside');
		outside.hidden = inside.length === points.length;
		outside.textContent = counted('outside', points.length - inside.length);
		const cells = inside.length > SINGLE_POINTS ? gather(inside) : single(inside);
		const upwards = ['lost', 'replaced', 'accepted', 'refused'];
		const rank = (cell) => upwards.indexOf(cell.entries[0].outcome);
		return svg('g', { class: 'points' }, cells.sort((a, b) => rank(a) - rank(b)).map(drawCell));
	};

	const draw = () => {
		if (isUntouched) fit(CHINA);
		tip.hidden = true;
		element.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
		element.replaceChildren(range(), graticule(), cities(), drawPoints());
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
		const [longitude, latitude] = [longitudeAt(px), latitudeAt(py)];
		view.scale = clamp(view.scale * factor, FARTHEST, NEAREST);
		view.longitude += longitude - longitudeAt(px);
		view.latitude += latitude - latitudeAt(py);
		drawSoon();
	};

	const move = (right, down) => {
		isUntouched = false;
		view.longitude -= right / (NARROWING * view.scale);
		view.latitude += down / view.scale;
		drawSoon();
	};

	const showAll = () => {
		isUntouched = points.length === 0;
		if (isUntouched) return draw();
		const longitudes = points.map(({ point }) => point.longitude);
		const latitudes = points.map(({ point }) => point.latitude);
		const least = (values) => values.reduce((a, b) => Math.min(a, b));
		const most = (values) => values.reduce((a, b) => Math.max(a, b));
		fit(
			{
				west: least(longitudes),
				east: most(longitudes),
				south: least(latitudes),
				north: most(latitudes),
			},
			48,
		);
		return draw();
	};

	byId('view-china').addEventListener('click', () => {
		isUntouched = true;
		draw();
	});
	byId('view-all').addEventListener('click', showAll);
	byId('outside').addEventListener('click', showAll);
	byId('zoom-in').addEventListener('click', () => zoom(1.6));
	byId('zoom-out').addEventListener('click', () => zoom(1 / 1.6));
	element.addEventListener(
		'wheel',
		(event) => {
			// A page that is scrolled past the map must go on scrolling.
			if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return;
			event.preventDefault();
			zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
		},
		{ passive: false },
	);
	const KEYS = {
		'+': () => zoom(1.6),
		'=': () => zoom(1.6),
		'-': () => zoom(1 / 1.6),
		ArrowLeft: () => move(80, 0),
		ArrowRight: () => move(-80, 0),
		ArrowUp: () => move(0, 80),
		ArrowDown: () => move(0, -80),
	};
	element.addEventListener('keydown', (event) => {
		if (!Object.hasOwn(KEYS, event.key)) return;
		event.preventDefault();
		KEYS[event.key]();
	});
	let drag;
	element.addEventListener('pointerdown', (event) => {
		drag = { x: event.clientX, y: event.clientY };
	});
	window.addEventListener('pointerup', () => (drag = undefined));
	window.addEventListener('pointermove', (event) => {
		if (drag === undefined) return;
		move(event.clientX - drag.x, event.clientY - drag.y);
		drag = { x: event.clientX, y: event.clientY };
	});
	new window.ResizeObserver(([{ contentRect }]) => {
		size = { width: contentRect.width, height: contentRect.height };
		drawSoon();
	}).observe(element);

	return {
		/** Shows these entries' points, and highlights for a moment those that arrived since the last call. */
		show: (entries, selection, newest) => {
			points = entries.filter(({ point }) => point !== undefined);
			chosen = selection;
			if (newest === 0) isUntouched = true;
			draw();
			seen = newest;
		},
	};
};
