/** The types of model.js, for the tests. */
import type { ReceivedRequest } from '../gateway/received-request';

export type Outcome = 'accepted' | 'replaced' | 'refused' | 'lost' | 'test';

export interface Entry {
	request: ReceivedRequest;
	kind: 'upload' | 'sync' | 'other';
	outcome: Outcome;
	point: { longitude: number; latitude: number } | undefined;
	superseded: boolean;
	category: string;
	/** The time of day in Beijing, `HH:mm`. */
	clock: string;
}

export interface Model {
	epoch: string;
	next: number;
	entries: Entry[];
	faults: unknown[];
}

export interface Feed {
	epoch: string;
	next: number;
	total: number;
	faults: unknown[];
	requests: ReceivedRequest[];
}

export const makeModel: () => Model;
export const takeIn: (model: Model, feed: Feed) => boolean;
export interface Filter {
	outcome: Outcome | 'all';
	category: string;
	merchant: string;
	from: string;
	to: string;
	search: string;
}

export const OUTCOMES: readonly Outcome[];
export const NO_FILTER: Filter;
export const find: (model: Model, filter: Filter) => Entry[];
export const countOutcomes: (model: Model, filter: Filter) => Record<Outcome | 'all', number>;
export const choicesOf: (model: Model) => { categories: string[]; merchants: ReceivedRequest[] };
export const partsOfDay: (
	entries: readonly Entry[],
	minutes?: number,
) => Array<{ from: string; to: string; count: number }>;
