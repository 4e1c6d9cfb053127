/** The types of model.js, for the tests. */
import type { ReceivedRequest } from '../gateway/received-request';

export type Outcome = 'accepted' | 'replaced' | 'refused' | 'lost';

export interface Entry {
	request: ReceivedRequest;
	kind: 'upload' | 'sync' | 'other';
	outcome: Outcome;
	point: { longitude: number; latitude: number } | undefined;
	superseded: boolean;
}

export interface Model {
	epoch: string;
	next: number;
	entries: Entry[];
	counts: Record<Outcome | 'all', number>;
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
export const find: (model: Model, outcome: Outcome | 'all', search: string) => Entry[];
