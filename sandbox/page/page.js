/** The page: asks the gateway what arrived since it last asked, and shows it. */
import { outcomeWords, showDetails } from './details.js';
import { byId, chip, h, mark, svg } from './elements.js';
import { categoryName, listenToFilters, merchantName, showFilters } from './filters.js';
import { makeMap } from './map/map.js';
import { countOutcomes, find, makeModel, NO_FILTER, OUTCOMES, takeIn } from './model.js';
import { changeLanguage, counted, currentLanguage, outcomeName, pick, text, writeTexts } from './texts.js';

const ASK_EVERY_MS = 500;
const ROWS_AT_ONCE = 100;

const FAULTS = [
	['faultNone', []],
	['faultBusy', [{ kind: 'code20000', when: 'after', every: 3 }]],
	['faultLimit', [{ kind: 'limit', perSecond: 10 }]],
	['faultReset', [{ kind: 'reset', when: 'after', every: 3 }]],
	['faultSilence', [{ kind: 'silence', every: 5 }]],
	['faultPage', [{ kind: 'http502', every: 3 }]],
	['faultSignature', [{ kind: 'wrongSignature', every: 3 }]],
];

const model = makeModel();
let filter = { ...NO_FILTER };
let rows = ROWS_AT_ONCE;
let chosen;
let isReachable = true;

const beijing = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Asia/Shanghai',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});
const time = ({ time: iso }) => beijing.format(new Date(iso));
const clock = (request) => time(request).slice(11);

const callName = ({ kind, request }) => (kind === 'other' ? request.method || '—' : text(kind));

/** What a request is about: its name, and what identifies it. */
const about = ({ kind, request: { bizContent } }) => {
	const words = (value) => (typeof value === 'object' ? '' : String(value ?? ''));
	if (kind === 'sync') return [words(bizContent.out_biz_no), words(bizContent.biz_state_code)];
	const name = [words(bizContent.entity_name), words(bizContent.entity_code)].filter(Boolean);
	return [
		name[0] ?? '',
		[categoryName(words(bizContent.category_code)), name[1]].filter(Boolean).join(' · '),
	];
};

/** Why it was refused, or which fault it met. */
const reason = ({ outcome, request }) =>
	['refused', 'lost', 'test'].includes(outcome) || request.fault !== '' ? pick(request.why) : '';

const post = async (path, value) => {
	await fetch(path, { method: 'POST', body: JSON.stringify(value) });
	await ask();
};

const copy = async (words, button) => {
	await navigator.clipboard.writeText(words);
	if (!button) return;
	button.textContent = text('copied');
	setTimeout(() => (button.textContent = text('copy')), 1500);
};

const map = makeMap({
	onChoose: (entry) => choose(entry),
	describe: (entry) => [
		h('strong', {}, about(entry)[0] || '—'),
		h('span', {}, about(entry)[1]),
		chip(entry.outcome, outcomeWords(entry)),
	],
});

const narrow = (changes) => {
	filter = { ...filter, ...changes };
	rows = ROWS_AT_ONCE;
	show();
};

const showTiles = () => {
	const icon = (name) =>
		svg('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, mark(name, 6, 6, 4));
	const counts = countOutcomes(model, filter);
	byId('tiles').replaceChildren(
		...['all', ...OUTCOMES].map((name) =>
			h(
				'button',
				{
					class: `tile ${name}`,
					'aria-pressed': String(name === filter.outcome),
					'data-testid': `tile-${name}`,
					onclick: () => narrow({ outcome: filter.outcome === name ? 'all' : name }),
				},
				h('span', { class: 'tile-name' }, name === 'all' ? undefined : icon(name), outcomeName(name)),
				h('strong', {}, counts[name].toLocaleString(currentLanguage())),
				h('small', {}, text(`${name}Hint`)),
			),
		),
	);
};

const hasMerchants = () => model.entries.some(({ request }) => request.merchant > 1);

const merchantNumber = ({ request }) => text('merchantNumber').replace('{number}', request.merchant);

const showRow = (entry, isOfSeveral) => {
	const [name, behind] = about(entry);
	const words = reason(entry);
	return h(
		'tr',
		{
			class: entry === chosen ? 'chosen' : '',
			tabindex: '0',
			'data-number': entry.request.number,
			onclick: () => choose(entry),
			onkeydown: (event) => {
				if (event.key !== 'Enter' && event.key !== ' ') return;
				event.preventDefault();
				choose(entry);
			},
		},
		h('td', { class: 'number' }, entry.request.number),
		h('td', { class: 'mono' }, clock(entry.request)),
		h('td', {}, callName(entry), isOfSeveral && h('small', { class: 'merchant' }, merchantNumber(entry))),
		h('td', { class: 'about' }, h('span', {}, name || '—'), h('small', {}, behind)),
		h('td', {}, chip(entry.outcome, outcomeName(entry.outcome))),
		h('td', { class: 'why', title: words }, words),
	);
};

const showEmpty = (found) => {
	const empty = byId('empty');
	empty.hidden = found.length > 0;
	const name = model.entries.length === 0 ? 'waiting' : 'nothingFound';
	empty.replaceChildren(h('strong', {}, text(name)), h('p', {}, text(`${name}Hint`)));
};

const showRows = (found) => {
	const focused = byId('rows').contains(document.activeElement) && document.activeElement.getAttribute('data-number');
	const isOfSeveral = hasMerchants();
	byId('rows').replaceChildren(...found.slice(0, rows).map((entry) => showRow(entry, isOfSeveral)));
	if (focused)
		byId('rows').querySelector(`[data-number="${focused}"]`)?.focus({ preventScroll: true });
	byId('shown').textContent = counted('shown', found.length, model.entries.length);
	const more = byId('more');
	more.hidden = found.length <= rows;
	more.textContent = counted('more', Math.min(ROWS_AT_ONCE, found.length - rows));
	showEmpty(found);
};

const showFaults = () => {
	const select = byId('fault');
	const now = JSON.stringify(model.faults);
	const known = FAULTS.findIndex(([, faults]) => JSON.stringify(faults) === now);
	const options = FAULTS.map(([name], index) => h('option', { value: index }, text(name)));
	if (known < 0) options.push(h('option', { value: -1 }, text('faultOther')));
	select.replaceChildren(...options);
	select.value = String(known);
	select.classList.toggle('on', known !== 0);
};

const showLive = () => {
	const live = byId('live');
	live.classList.toggle('offline', !isReachable);
	live.textContent = text(isReachable ? 'live' : 'offline');
};

const showLegend = () => {
	byId('legend').replaceChildren(...OUTCOMES.map((name) => h('li', {}, chip(name, outcomeName(name)))));
};

const newest = () => model.entries.reduce((most, { request }) => Math.max(most, request.number), 0);

const show = () => {
	const found = find(model, filter);
	showTiles();
	showFilters(model, filter, find(model, { ...filter, from: '', to: '' }), narrow);
	showRows(found);
	map.show(found, chosen, newest());
	showDetails(chosen, {
		time,
		merchant: hasMerchants() ? merchantName : undefined,
		onClose: () => choose(undefined),
		onCopy: copy,
	});
};

const showAll = () => {
	writeTexts();
	byId('language').textContent = text('otherLanguage');
	showLegend();
	showFaults();
	showLive();
	show();
};

const choose = (entry) => {
	chosen = entry;
	show();
};

const takeFeed = (feed) => {
	const { epoch } = model;
	const { faults } = model;
	if (!takeIn(model, feed)) return;
	if (epoch !== model.epoch) chosen = undefined;
	if (JSON.stringify(faults) !== JSON.stringify(model.faults)) showFaults();
	show();
};

/** Asks until everything that has arrived is shown. */
const ask = async () => {
	const wasReachable = isReachable;
	try {
		let isMore = true;
		while (isMore) {
			const query = new URLSearchParams({ epoch: model.epoch, from: model.next });
			const response = await fetch(`/control/feed?${query}`, { signal: AbortSignal.timeout(10_000) });
			const feed = await response.json();
			byId('address').textContent = feed.url;
			takeFeed(feed);
			isMore = feed.next < feed.total;
		}
		isReachable = true;
	} catch {
		isReachable = false;
	}
	if (wasReachable !== isReachable) showLive();
};

const keepAsking = async () => {
	await ask();
	setTimeout(keepAsking, document.hidden ? 4 * ASK_EVERY_MS : ASK_EVERY_MS);
};

byId('copy').addEventListener('click', ({ target }) => copy(byId('address').textContent, target));
byId('reset').addEventListener('click', () => {
	if (window.confirm(text('resetQuestion'))) void post('/control/reset', {});
});
byId('language').addEventListener('click', () => {
	changeLanguage();
	showAll();
});
byId('fault').addEventListener('change', ({ target }) => {
	const fault = FAULTS[Number(target.value)];
	if (fault) void post('/control/faults', fault[1]);
});
byId('search').addEventListener('input', ({ target }) => narrow({ search: target.value }));
listenToFilters(narrow);
byId('more').addEventListener('click', () => {
	rows += ROWS_AT_ONCE;
	show();
});
document.addEventListener('keydown', ({ key }) => {
	if (key === 'Escape' && chosen) choose(undefined);
});

showAll();
void keepAsking();
