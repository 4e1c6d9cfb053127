/** Names on the map stand apart from each other. */
import fc from 'fast-check';
import { placeLabels, type Box } from '../../../../sandbox/page/map/labels.js';

const meet = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const label = fc.record({
	x: fc.integer({ min: 0, max: 800 }),
	y: fc.integer({ min: 0, max: 500 }),
	width: fc.integer({ min: 10, max: 90 }),
	height: fc.constant(13),
});

test('no two names meet, and none meets a taken box', () => {
	fc.assert(
		fc.property(fc.array(label, { maxLength: 60 }), fc.array(label, { maxLength: 10 }), (labels, groups) => {
			const taken = groups.map(({ x, y }) => ({ left: x - 20, right: x + 20, top: y - 20, bottom: y + 20 }));
			const boxes = placeLabels(labels, taken).map(({ box }) => box);
			boxes.forEach((box, index) => {
				for (const other of [...boxes.slice(index + 1), ...taken]) expect(meet(box, other)).toBe(false);
			});
		}),
	);
});

test('a name stands to the right of its point where there is room', () => {
	const [placed] = placeLabels([{ x: 100, y: 100, width: 40, height: 12 }], []);
	expect(placed.box).toEqual({ left: 105, right: 145, top: 94, bottom: 106 });
});

test('the more important of two names at one point stays', () => {
	const at = { x: 100, y: 100, width: 40, height: 12 };
	const placed = placeLabels([{ ...at, name: 'first' }, { ...at, name: 'second' }], []);
	expect(placed.map(({ name }) => name)).toEqual(['first']);
});

test('a name moves to the left where something stands on its right', () => {
	const right = { left: 104, right: 200, top: 90, bottom: 110 };
	const [placed] = placeLabels([{ x: 100, y: 100, width: 40, height: 12 }], [right]);
	expect(placed.box.right).toBe(95);
});
