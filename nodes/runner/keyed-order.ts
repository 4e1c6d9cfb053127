import { inSlices } from './time-slices';

/** Which row waits for which: known for all rows of a run before the first one is started. */
export interface KeyedOrder {
	/** Whether the row waits for no other one. */
	isFree(row: number): boolean;
	/** The rows that wait for no other one any more now that this row is done, in row order. */
	finish(row: number): number[];
	/** The rows that wait for no other one any more now that this one, which they follow, was tried once. */
	tried(row: number): number[];
}

function* rowsUpTo(count: number): Generator<number> {
	for (let row = 0; row < count; row++) yield row;
}

const NONE = -1;

/**
 * Puts each row into a queue for each of its keys; a row is free when it is at the head of all its queues
 * (as in message queues with groups: SQS FIFO, BullMQ). A chain of rows about one thing thus never delays
 * the others, even if it is long. The keys themselves are not kept: the queues are
 * links from row to row, about 24 bytes for each row and key.
 *
 * @param keysOf names of what a row is about; rows with one in common keep their order
 * @param leaderOf the row that must have been tried once before this one is free, e.g. the first of its merchant
 * @param isOver asked before each row; once true, the rest is left out, since no row will be started
 */
export async function createKeyedOrder(
	count: number,
	keysOf: (row: number) => readonly string[],
	isOver?: () => boolean,
	leaderOf: (row: number) => number | undefined = () => undefined,
): Promise<KeyedOrder> {
	/** For each row, how many queues it does not head. */
	const waitsFor = new Int32Array(count);
	/** For each row its newest link; for each link the row behind and the row's next link. */
	const newestLink = new Int32Array(count).fill(NONE);
	/** The same for the rows that follow a leader. */
	const newestFollower = new Int32Array(count).fill(NONE);
	const rowBehind: number[] = [];
	const nextLink: number[] = [];
	const lastInQueue = new Map<string, number>();
	const join = (row: number, key: string) => {
		const earlier = lastInQueue.get(key);
		if (earlier === row) return;
		lastInQueue.set(key, row);
		if (earlier === undefined) return;
		link(newestLink, earlier, row);
	};
	const link = (newest: Int32Array, earlier: number, row: number) => {
		waitsFor[row]++;
		rowBehind.push(row);
		nextLink.push(newest[earlier]);
		newest[earlier] = rowBehind.length - 1;
	};
	const release = (newest: Int32Array, row: number): number[] => {
		const freed: number[] = [];
		for (let at = newest[row]; at !== NONE; at = nextLink[at]) {
			if (--waitsFor[rowBehind[at]] === 0) freed.push(rowBehind[at]);
		}
		newest[row] = NONE;
		return freed.sort((a, b) => a - b);
	};
	await inSlices(
		rowsUpTo(count),
		(row) => {
			for (const key of keysOf(row)) join(row, key);
			const leader = leaderOf(row);
			if (leader !== undefined && leader < row) link(newestFollower, leader, row);
		},
		isOver,
	);
	return {
		isFree: (row) => waitsFor[row] === 0,
		finish: (row) => release(newestLink, row),
		tried: (row) => release(newestFollower, row),
	};
}
