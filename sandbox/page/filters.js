/** The filters beside the map: category, merchant, time of day. */
import { byId, h } from './elements.js';
import { choicesOf, partsOfDay } from './model.js';
import { counted, currentLanguage, text } from './texts.js';

const KNOWN_CATEGORIES = ['power_bank', 'umbrella', 'test', 'WATCH_MOVIE'];

/** A category's name, or its code where the documents have none. */
export const categoryName = (code) => (KNOWN_CATEGORIES.includes(code) ? text(code) : code);

/** `Merchant 2 (2021…0001, app_auth_token)`: its number, and what identifies it without its token. */
export const merchantName = ({ merchant, appId, appAuthToken }) =>
	text(appAuthToken ? 'merchantWithToken' : 'merchantOfApp')
		.replace('{number}', String(merchant))
		.replace('{app}', appId || '—');

const fillSelect = (select, all, choices, value) => {
	const options = [['', all], ...choices];
	const shown = JSON.stringify(options);
	// Filling it anew would close it under the user's hand.
	if (select.dataset.shown !== shown) {
		select.dataset.shown = shown;
		select.replaceChildren(...options.map(([key, words]) => h('option', { value: key }, words)));
	}
	select.value = value;
	select.classList.toggle('on', value !== '');
};

const bar = ({ from, to, count }, most, { filter, onChange }) => {
	const isOn = filter.from === from && filter.to === to;
	const words = `${from}–${to}: ${count.toLocaleString(currentLanguage())}`;
	const drawn = h('span', {
		class: isOn ? 'bar on' : 'bar',
		title: words,
		onclick: () => onChange(isOn ? { from: '', to: '' } : { from, to }),
	}, h('span', { class: 'fill' }));
	drawn.firstChild.style.height = `${count === 0 ? 0 : Math.max(8, (count / most) * 100)}%`;
	return drawn;
};

const showDay = (entries, actions) => {
	const parts = partsOfDay(entries);
	const most = Math.max(1, ...parts.map(({ count }) => count));
	byId('day').hidden = entries.length === 0;
	byId('day').replaceChildren(...parts.map((part) => bar(part, most, actions)));
};

/**
 * Shows the filters as they are set.
 *
 * @param filter as in model.js
 * @param entries those that the bars of the day count
 * @param onChange takes the members of the filter that change
 */
export const showFilters = (model, filter, entries, onChange) => {
	const { categories, merchants } = choicesOf(model);
	const category = categories.map((code) => [code, categoryName(code)]);
	const merchant = merchants.map((request) => [String(request.merchant), merchantName(request)]);
	fillSelect(byId('category'), text('allCategories'), category, filter.category);
	fillSelect(byId('merchant'), text('allMerchants'), merchant, filter.merchant);
	for (const name of ['from', 'to']) {
		const input = byId(name);
		if (document.activeElement !== input) input.value = filter[name];
		input.classList.toggle('on', filter[name] !== '');
	}
	showDay(entries, { filter, onChange });
	const isSet = Object.entries(filter).some(([name, value]) => name !== 'outcome' && name !== 'search' && value !== '');
	byId('clear-filters').hidden = !isSet;
	byId('filtered').textContent = isSet ? counted('filtered', entries.length) : '';
};

/** Passes on what is chosen in the filters. */
export const listenToFilters = (onChange) => {
	for (const name of ['category', 'merchant', 'from', 'to']) {
		byId(name).addEventListener('change', ({ target }) => onChange({ [name]: target.value }));
	}
	byId('clear-filters').addEventListener('click', () =>
		onChange({ category: '', merchant: '', from: '', to: '' }),
	);
};
