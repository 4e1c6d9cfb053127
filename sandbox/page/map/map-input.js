/** What the keyboard, the mouse and a finger do on the map. */

export const ZOOM_STEP = 1.6;
const MOVE_STEP = 80;
/** Pixels that a pointer may move in a click. */
const STILL = 4;

const ZOOMS = { '+': ZOOM_STEP, '=': ZOOM_STEP, '-': 1 / ZOOM_STEP };
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const OPENS = ['Enter', ' '];

/**
 * The nearest group in a direction, straight ahead before aside; in the direction [0, 0] the nearest of all.
 *
 * @param groups with their `x` and `y` in pixels
 */
export const nearestTo = (groups, from, [right, down]) => {
	let nearest;
	let least = Infinity;
	for (const group of groups) {
		const [dx, dy] = [group.x - from.x, group.y - from.y];
		const ahead = dx * right + dy * down;
		if ((right !== 0 || down !== 0) && ahead <= 1) continue;
		const distance = Math.hypot(dx, dy) + Math.abs(dx * down - dy * right);
		if (distance < least) [nearest, least] = [group, distance];
	}
	return nearest;
};

const keyOnMark = (key, { focusNext, open, leaveMark }) => {
	if (Object.hasOwn(DIRECTIONS, key)) focusNext(DIRECTIONS[key]);
	else if (OPENS.includes(key)) open();
	else if (key === 'Escape') leaveMark();
	else return false;
	return true;
};

const keyOnMap = (key, { focusNext, move }) => {
	if (Object.hasOwn(DIRECTIONS, key)) {
		const [right, down] = DIRECTIONS[key];
		move(-right * MOVE_STEP, -down * MOVE_STEP);
	} else if (OPENS.includes(key)) focusNext([0, 0]);
	else return false;
	return true;
};

const listenToKeys = (element, actions) => {
	element.addEventListener('keydown', (event) => {
		const { key } = event;
		if (Object.hasOwn(ZOOMS, key)) actions.zoom(ZOOMS[key]);
		else if (!(actions.isOnMark() ? keyOnMark(key, actions) : keyOnMap(key, actions))) return;
		event.preventDefault();
		event.stopPropagation();
	});
};

const listenToPointer = (element, { move }) => {
	let drag;
	element.addEventListener('pointerdown', ({ clientX, clientY }) => {
		drag = { x: clientX, y: clientY, isMoving: false };
	});
	window.addEventListener('pointerup', () => (drag = undefined));
	window.addEventListener('pointercancel', () => (drag = undefined));
	window.addEventListener('pointermove', ({ clientX, clientY }) => {
		if (drag === undefined) return;
		const [right, down] = [clientX - drag.x, clientY - drag.y];
		if (!drag.isMoving && Math.hypot(right, down) < STILL) return;
		move(right, down);
		drag = { x: clientX, y: clientY, isMoving: true };
	});
};

const listenToWheel = (element, { zoom }) => {
	element.addEventListener(
		'wheel',
		(event) => {
			// A page that is scrolled past the map must go on scrolling.
			if (!event.ctrlKey && !event.metaKey && !element.contains(document.activeElement)) return;
			event.preventDefault();
			zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
		},
		{ passive: false },
	);
};

/**
 * On the map, arrows move it and Enter goes to the nearest mark; on a mark, arrows go to the next one, Enter
 * opens it, and Escape goes back to the map. Plus and minus zoom.
 */
export const listenToMap = (element, actions) => {
	listenToKeys(element, actions);
	listenToPointer(element, actions);
	listenToWheel(element, actions);
};

/** In the list of one place, arrows go from entry to entry, and Escape closes it. */
export const listenToList = (list, close) => {
	list.addEventListener('keydown', (event) => {
		const buttons = [...list.querySelectorAll('button')];
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined) buttons[buttons.indexOf(document.activeElement) + step]?.focus();
		else if (event.key === 'Escape') close();
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
};
