/** What the gateway stores: snapshots of entities and states of orders, separately for each merchant. */
import { STATE_SYNC, UPLOAD } from '../checks/documented-rules';

export type Content = Readonly<Record<string, unknown>>;

/** The snapshot that counts for one `category_code` + `entity_code`. */
export interface EntitySnapshot {
	readonly content: Content;
	readonly uploadTime: string;
	/** The number of the request that brought it. */
	readonly request: number;
	/** How many uploads were accepted for this entity, this one included. */
	readonly uploads: number;
}

/** What is known of one `out_biz_no`. */
export interface StateRecord {
	readonly outBizNo: string;
	/** The state that came last. */
	readonly content: Content;
	readonly request: number;
	/** How many times it was accepted, repeats included. */
	readonly times: number;
	/** Every different content in order of arrival, the last one included. */
	readonly history: readonly Content[];
}

/**
 * What became of an accepted content. `new`: the first with this key. `replaced`: replaced an earlier one.
 * `older`: a newer snapshot is there already. `repeated`: the very same state was there already.
 */
export type Disposition = 'new' | 'replaced' | 'older' | 'repeated';

export interface MerchantStore {
	readonly entities: Map<string, EntitySnapshot>;
	readonly states: Map<string, StateRecord>;
}

export const makeMerchantStore = (): MerchantStore => ({ entities: new Map(), states: new Map() });

/** The key of an entity in {@link MerchantStore.entities}. */
export const entityKey = (categoryCode: string, entityCode: string): string =>
	`${categoryCode}/${entityCode}`;

/** Newest `upload_time` wins; of two with the same time, the later arrival. */
const keepEntity = (store: MerchantStore, request: number, content: Content): Disposition => {
	const key = entityKey(String(content.category_code), String(content.entity_code));
	const uploadTime = String(content.upload_time);
	const known = store.entities.get(key);
	const uploads = (known?.uploads ?? 0) + 1;
	const isOlder =
		known !== undefined &&
		(uploadTime < known.uploadTime || (uploadTime === known.uploadTime && request < known.request));
	if (isOlder) {
		store.entities.set(key, { ...known, uploads });
		return 'older';
	}
	store.entities.set(key, { content, uploadTime, request, uploads });
	return known === undefined ? 'new' : 'replaced';
};

const sameContent = (a: Content, b: Content): boolean => {
	const names = Object.keys(a);
	return (
		names.length === Object.keys(b).length &&
		names.every((name) => String(a[name]) === String(b[name]))
	);
};

/** `out_biz_no` is the key of a state sync: the same content again changes nothing, other content replaces it. */
const keepState = (store: MerchantStore, request: number, content: Content): Disposition => {
	const outBizNo = String(content.out_biz_no);
	const known = store.states.get(outBizNo);
	if (known === undefined) {
		store.states.set(outBizNo, { outBizNo, content, request, times: 1, history: [content] });
		return 'new';
	}
	const times = known.times + 1;
	if (known.history.some((earlier) => sameContent(earlier, content))) {
		store.states.set(outBizNo, { ...known, times });
		return 'repeated';
	}
	const history = [...known.history, content];
	store.states.set(outBizNo, { outBizNo, content, request, times, history });
	return 'replaced';
};

/** Stores an accepted content; undefined for methods that store nothing. */
export const keep = (
	store: MerchantStore,
	method: string,
	request: number,
	content: Content,
): Disposition | undefined => {
	if (method === UPLOAD) return keepEntity(store, request, content);
	if (method === STATE_SYNC) return keepState(store, request, content);
	return undefined;
};
