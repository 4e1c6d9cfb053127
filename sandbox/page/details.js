/** One request in full. */
import { byId, chip, h } from './elements.js';
import { outcomeName, pick, text } from './texts.js';

const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What became of a request, in words. */
export const outcomeWords = ({ request, superseded, outcome }) => {
	if (superseded) return text('superseded');
	if (outcome === 'test') return outcomeName(outcome);
	switch (request.disposition) {
		case 'new':
			return text('new');
		case 'replaced':
			return text('replacedEarlier');
		case 'older':
			return text('older');
		case 'repeated':
			return text('repeated');
		case 'failed':
			return text('failed');
		case 'lost':
			return text('notDone');
		default:
			return outcomeName(outcome);
	}
};

const term = (name, value, attributes = {}) =>
	h('div', { class: 'term', ...attributes }, h('dt', {}, name), h('dd', {}, value));

const contentList = ({ request }) => {
	const { bizContent, field, why } = request;
	const names = Object.keys(bizContent);
	if (names.length === 0) return h('p', { class: 'muted' }, text('noContent'));
	if (field && !names.includes(field)) names.unshift(field);
	return h(
		'dl',
		{ class: 'terms' },
		names.map((name) => {
			const isWrong = name === field;
			const value = bizContent[name];
			const words = value === undefined || value === '' ? '—' : shown(value);
			const shownValue = isWrong ? [words, h('em', {}, pick(why))] : [words];
			return h(
				'div',
				{ class: isWrong ? 'term wrong' : 'term' },
				h('dt', {}, name),
				h('dd', {}, shownValue),
			);
		}),
	);
};

const protocolList = ({ request }, { time, merchant }) => {
	const flags = [
		request.encrypted && text('encrypted'),
		request.certificateMode && text('certificateMode'),
		request.appAuthToken && text('withToken'),
	].filter(Boolean);
	return h(
		'dl',
		{ class: 'terms' },
		term(text('received'), time(request)),
		term('method', request.method),
		term('app_id', request.appId),
		merchant !== undefined && term(text('merchant'), merchant(request)),
		term('charset', request.charset),
		term('sign_type', [request.signType, ...flags].join(' · ')),
	);
};

const responseLine = ({ response }) =>
	[response.code, response.subCode].filter(Boolean).join(' ') || text('none');

const reasonBlock = ({ request, outcome }) => {
	const isPlain = request.accepted && request.fault === '';
	if (isPlain) return undefined;
	const { subMsg } = request.response;
	return h(
		'div',
		{ class: `reason ${outcome}`, 'data-testid': 'reason' },
		h('p', {}, pick(request.why)),
		subMsg !== '' && h('p', { class: 'sub-msg' }, subMsg),
	);
};

/** In a narrow window the details lie over the page and can be folded to their head. */
let isFolded = false;

const fold = ({ currentTarget }) => {
	isFolded = !isFolded;
	byId('details').classList.toggle('folded', isFolded);
	currentTarget.setAttribute('aria-expanded', String(!isFolded));
	currentTarget.textContent = isFolded ? '▴' : '▾';
};

const head = (entry, onClose) =>
	h(
		'div',
		{ class: 'card-head' },
		h('h2', {}, `#${entry.request.number}`),
		chip(entry.outcome, outcomeWords(entry)),
		h(
			'button',
			{
				class: 'quiet fold',
				'aria-label': text('unfold'),
				'aria-expanded': String(!isFolded),
				'data-testid': 'fold',
				onclick: fold,
			},
			isFolded ? '▴' : '▾',
		),
		h('button', { class: 'quiet close', onclick: onClose, 'aria-label': text('close') }, '✕'),
	);

const placeholder = () =>
	h('div', { class: 'empty' }, h('strong', {}, text('choose')), h('p', {}, text('chooseHint')));

/** Shows the entry, or what to do when none is selected. */
export const showDetails = (entry, { time, merchant, onClose, onCopy }) => {
	const panel = byId('details');
	panel.classList.toggle('filled', entry !== undefined);
	panel.classList.toggle('folded', entry !== undefined && isFolded);
	if (entry === undefined) return panel.replaceChildren(placeholder());
	const copy = () => onCopy(JSON.stringify(entry.request.bizContent, null, 2));
	return panel.replaceChildren(
		...[
			head(entry, onClose),
			reasonBlock(entry),
			h(
				'h3',
				{},
				text('fields'),
				h('button', { class: 'quiet', onclick: copy }, text('copyContent')),
			),
			contentList(entry),
			h('h3', {}, text('response')),
			h('p', { class: 'mono' }, responseLine(entry.request)),
			h('h3', {}, text('protocol')),
			protocolList(entry, { time, merchant }),
		].filter(Boolean),
	);
};
