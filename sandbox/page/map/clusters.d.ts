/** The types of clusters.js, for the tests. */
export interface PointEntry {
	readonly outcome: string;
	readonly point: { readonly longitude: number; readonly latitude: number };
}

export interface Group<Entry> {
	longitude: number;
	latitude: number;
	count: number;
	outcomes: Record<string, number>;
	entry?: Entry;
	id?: number;
}

export interface Points<Entry> {
	within: (
		range: { west: number; south: number; east: number; north: number },
		zoomLevel: number,
	) => Array<Group<Entry>>;
	opensAt: (group: Group<Entry>) => number | undefined;
	entriesOf: (group: Group<Entry>, limit: number) => Entry[];
}

export const groupPoints: <Entry extends PointEntry>(
	library: unknown,
	entries: readonly Entry[],
) => Points<Entry>;
