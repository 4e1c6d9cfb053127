/** What has arrived, as the page shows it. Does not touch the document. */

/** What becomes of a row, and `test`: a credential test, which is refused by design. */
export const OUTCOMES = ['accepted', 'replaced', 'refused', 'lost', 'test'];

const UPLOAD = 'zhima.merchant.borrow.entity.upload';
const SYNC = 'zhima.data.state.data.sync';

const asText = (value) => (value === undefined || value === null ? '' : String(value));

const asCoordinate = (value, limit) => {
	const number = Number(asText(value).trim() || NaN);
	return Math.abs(number) <= limit ? number : undefined;
};

const pointOf = ({ method, bizContent }) => {
	const longitude = asCoordinate(bizContent.longitude, 180);
	const latitude = asCoordinate(bizContent.latitude, 90);
	const isPoint = method === UPLOAD && longitude !== undefined && latitude !== undefined;
	return isPoint ? { longitude, latitude } : undefined;
};

/** Identifies what a request is about: a later accepted request about the same can replace the earlier. */
const nameOf = ({ merchant, method, bizContent }) => {
	if (method === UPLOAD)
		return [merchant, method, bizContent.category_code, bizContent.entity_code].join('\n');
	if (method === SYNC) return [merchant, method, bizContent.out_biz_no].join('\n');
	return undefined;
};

const outcomeOf = ({ accepted, disposition, credentialTest }) => {
	if (credentialTest) return 'test';
	if (disposition === 'lost') return 'lost';
	if (!accepted) return 'refused';
	return disposition === 'older' ? 'replaced' : 'accepted';
};

export const kindOf = ({ method }) =>
	method === UPLOAD ? 'upload' : method === SYNC ? 'sync' : 'other';

const searchable = ({ number, method, appId, bizContent, response, why, fault }) =>
	[number, method, appId, ...Object.values(bizContent), response.subCode, why.en, why.zh, fault]
		.map(asText)
		.join('\n')
		.toLowerCase();

/** The time of day in Beijing, `HH:mm`, which sorts as text. */
const beijingClock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
});

/** An entry of the table and, where it has coordinates, a point on the map. */
const entryOf = (request) => ({
	request,
	kind: kindOf(request),
	outcome: outcomeOf(request),
	point: pointOf(request),
	words: searchable(request),
	category: asText(request.bizContent.category_code),
	clock: beijingClock.format(new Date(request.time)),
	superseded: false,
});

export const makeModel = () => ({
	epoch: '',
	next: 0,
	entries: [],
	inForce: new Map(),
	faults: [],
});

const supersede = (entry) => {
	if (entry.outcome !== 'accepted') return;
	entry.outcome = 'replaced';
	entry.superseded = true;
};

const add = (model, request) => {
	const entry = entryOf(request);
	model.entries.push(entry);
	const name = nameOf(request);
	if (entry.outcome !== 'accepted' || name === undefined) return;
	const earlier = model.inForce.get(name);
	model.inForce.set(name, entry);
	if (earlier !== undefined) supersede(earlier);
};

/** Adds what the gateway's feed returned; true = something changed. */
export const takeIn = (model, feed) => {
	const isFresh = feed.epoch !== model.epoch;
	if (isFresh) Object.assign(model, makeModel(), { epoch: feed.epoch });
	const haveFaultsChanged = JSON.stringify(feed.faults) !== JSON.stringify(model.faults);
	model.faults = feed.faults;
	for (const request of feed.requests) add(model, request);
	model.next = feed.next;
	return isFresh || haveFaultsChanged || feed.requests.length > 0;
};

/** What the table and the map are narrowed to; an empty text or `all` narrows nothing. */
export const NO_FILTER = { outcome: 'all', category: '', merchant: '', from: '', to: '', search: '' };

/** Whether a time of day lies in a span; one that ends before it begins goes past midnight. */
const isWithin = (clock, from, to) => {
	if (from === '' || to === '') return clock >= from && (to === '' || clock <= to);
	return from <= to ? clock >= from && clock <= to : clock >= from || clock <= to;
};

const matcherOf = ({ category, merchant, from, to, search }) => {
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	return (entry) =>
		(category === '' || entry.category === category) &&
		(merchant === '' || String(entry.request.merchant) === merchant) &&
		isWithin(entry.clock, from, to) &&
		words.every((word) => entry.words.includes(word));
};

/**
 * The entries that a filter leaves, the latest first.
 *
 * @param filter as {@link NO_FILTER}: an outcome, a category code, a merchant's number, times of day in
 * Beijing (`HH:mm`, both included), and words that all occur
 */
export const find = (model, filter) => {
	const matches = matcherOf(filter);
	return model.entries
		.filter((entry) => (filter.outcome === 'all' || entry.outcome === filter.outcome) && matches(entry))
		.reverse();
};

/** How many entries each outcome has under the other filters. */
export const countOutcomes = (model, filter) => {
	const counts = { all: 0, ...Object.fromEntries(OUTCOMES.map((name) => [name, 0])) };
	const matches = matcherOf(filter);
	for (const entry of model.entries) {
		if (!matches(entry)) continue;
		counts.all += 1;
		counts[entry.outcome] += 1;
	}
	return counts;
};

/** The categories and merchants that have occurred, to choose from. */
export const choicesOf = (model) => {
	const categories = new Set();
	const merchants = new Map();
	for (const { category, request } of model.entries) {
		if (category !== '') categories.add(category);
		merchants.set(request.merchant, request);
	}
	return {
		categories: [...categories].sort(),
		merchants: [...merchants.values()].sort((a, b) => a.merchant - b.merchant),
	};
};

/** How many entries fell into each part of the day, and where each part begins and ends. */
export const partsOfDay = (entries, minutes = 60) => {
	const parts = Array.from({ length: (24 * 60) / minutes }, (_, index) => ({
		from: clockAt(index * minutes),
		to: clockAt((index + 1) * minutes - 1),
		count: 0,
	}));
	for (const { clock } of entries) {
		const [hour, minute] = clock.split(':').map(Number);
		parts[Math.floor((hour * 60 + minute) / minutes)].count += 1;
	}
	return parts;
};

const clockAt = (minute) =>
	[Math.floor(minute / 60), minute % 60].map((each) => String(each).padStart(2, '0')).join(':');
