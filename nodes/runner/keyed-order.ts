/** Who waits for whom, worked out row by row as the schedule comes to them. */
export interface KeyedOrder {
	/** How many rows wait for another one. */
	readonly waiting: number;
	/** Takes note of the next row; true = it waits for none. Rows are given in their order. */
	add(row: number): boolean;
	/** The rows that wait for none any more now that this one is done, in their order. */
	finish(row: number): number[];
}

interface Unfinished {
	readonly keys: readonly string[];
	waitsFor: number;
	followers: number[];
}

/**
 * A row waits for the nearest earlier unfinished row of each of its keys, so a chain of rows about one
 * thing has as many links as rows, however long it is. Only unfinished rows are held.
 *
 * @param keysOf names of what a row is about; rows with one in common keep their order
 */
export function createKeyedOrder(keysOf: (row: number) => readonly string[]): KeyedOrder {
	const unfinished = new Map<number, Unfinished>();
	const latest = new Map<string, number>();
	let waiting = 0;
	return {
		get waiting() {
			return waiting;
		},
		add(row) {
			const keys = keysOf(row);
			const before = new Set<number>();
			for (const key of keys) {
				const earlier = latest.get(key);
				if (earlier !== undefined && earlier !== row) before.add(earlier);
				latest.set(key, row);
			}
			unfinished.set(row, { keys, waitsFor: before.size, followers: [] });
			for (const earlier of before) unfinished.get(earlier)?.followers.push(row);
			if (before.size > 0) waiting++;
			return before.size === 0;
		},
		finish(row) {
			const done = unfinished.get(row);
			if (done === undefined) return [];
			unfinished.delete(row);
			for (const key of done.keys) if (latest.get(key) === row) latest.delete(key);
			return done.followers.filter((follower) => {
				const entry = unfinished.get(follower);
				if (entry === undefined) return false;
				entry.waitsFor--;
				if (entry.waitsFor > 0) return false;
				waiting--;
				return true;
			});
		},
	};
}
