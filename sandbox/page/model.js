/** What has arrived, as the page shows it. Does not touch the document. */

export const OUTCOMES = ['accepted', 'replaced', 'refused', 'lost'];

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
const nameOf = ({ appId, method, bizContent }) => {
	if (method === UPLOAD)
		return [appId, method, bizContent.category_code, bizContent.entity_code].join('\n');
	if (method === SYNC) return [appId, method, bizContent.out_biz_no].join('\n');
	return undefined;
};

const outcomeOf = ({ accepted, disposition }) => {
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

/** An entry of the table and, where it has coordinates, a point on the map. */
const entryOf = (request) => ({
	request,
	kind: kindOf(request),
	outcome: outcomeOf(request),
	point: pointOf(request),
	words: searchable(request),
	superseded: false,
});

export const makeModel = () => ({
	epoch: '',
	next: 0,
	entries: [],
	inForce: new Map(),
	counts: { all: 0, accepted: 0, replaced: 0, refused: 0, lost: 0 },
	faults: [],
});

const supersede = (model, entry) => {
	if (entry.outcome !== 'accepted') return;
	entry.outcome = 'replaced';
	entry.superseded = true;
	model.counts.accepted -= 1;
	model.counts.replaced += 1;
};

const add = (model, request) => {
	const entry = entryOf(request);
	model.entries.push(entry);
	model.counts.all += 1;
	model.counts[entry.outcome] += 1;
	const name = nameOf(request);
	if (entry.outcome !== 'accepted' || name === undefined) return;
	const earlier = model.inForce.get(name);
	model.inForce.set(name, entry);
	if (earlier !== undefined) supersede(model, earlier);
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

/** The entries with this outcome (`all`: any) that contain every word of the search, the latest first. */
export const find = (model, outcome, search) => {
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	return model.entries
		.filter((entry) => outcome === 'all' || entry.outcome === outcome)
		.filter((entry) => words.every((word) => entry.words.includes(word)))
		.reverse();
};
