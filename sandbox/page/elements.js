/** Making elements. Values are set as text or attributes, never as markup. */

const fill = (element, attributes, children) => {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else element.setAttribute(name, value === true ? '' : value);
	}
	element.append(
		...children.flat(Infinity).filter((child) => child !== undefined && child !== false),
	);
	return element;
};

export const h = (tag, attributes = {}, ...children) =>
	fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
	fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

export const byId = (id) => document.getElementById(id);

/** The mark of an outcome. It differs by its shape as well as by its color. */
export const mark = (outcome, x, y, radius, attributes = {}) => {
	const all = { ...attributes, class: `mark ${outcome} ${attributes.class ?? ''}` };
	if (outcome === 'refused') {
		const r = radius * 1.15;
		return svg('path', { ...all, d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z` });
	}
	if (outcome === 'lost') {
		const r = radius * 0.9;
		return svg('path', {
			...all,
			d: `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
		});
	}
	if (outcome === 'test') {
		const r = radius * 0.85;
		return svg('rect', { ...all, x: x - r, y: y - r, width: 2 * r, height: 2 * r, rx: 1 });
	}
	return svg('circle', { ...all, cx: x, cy: y, r: radius });
};

export const chip = (outcome, words) =>
	h(
		'span',
		{ class: `chip ${outcome}` },
		svg('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, mark(outcome, 6, 6, 4)),
		words,
	);
