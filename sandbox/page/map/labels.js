/** Which names have room on the map, and where. Does not touch the document. */

const GAP = 2;

const overlaps = (a, b) =>
	a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

/** The places beside a point where its name can stand, the best first. */
const placesAround = ({ x, y, width, height }) => {
	const middle = y - height / 2;
	return [
		{ left: x + 5, top: middle },
		{ left: x - 5 - width, top: middle },
		{ left: x - width / 2, top: y - 5 - height },
		{ left: x - width / 2, top: y + 5 },
	].map(({ left, top }) => ({ left, top, right: left + width, bottom: top + height }));
};

const DOT = 2;

const dotOf = ({ x, y }) => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT });

/**
 * Gives each name the first place beside its point where it meets nothing; one without such a place, or whose
 * point is covered already, is left out.
 *
 * @param labels the most important first, each with its point `x`, `y` and its `width` and `height` in pixels
 * @param taken boxes in which no name may stand
 * @returns the labels that have room, each with its `box`
 */
export const placeLabels = (labels, taken) => {
	const boxes = [...taken];
	const isFree = (place) => !boxes.some((other) => overlaps(place, other));
	return labels.flatMap((label) => {
		const dot = dotOf(label);
		const box = isFree(dot) ? placesAround(label).find(isFree) : undefined;
		if (box === undefined) return [];
		boxes.push(box, dot);
		return [{ ...label, box }];
	});
};
