import { createKeyedOrder } from './keyed-order';

/** What may still be started: everything, only rows that had a try already, or nothing. */
export type Permission = 'all' | 'begunOnly' | 'none';

/** What the schedule asks of the run. It knows nothing of n8n, of requests or of clocks itself. */
export interface ScheduleRules {
	/** How many rows there are. */
	readonly count: number;
	/** Names of what a row is about; rows with one in common go strictly in row order. */
	keysOf(row: number): readonly string[];
	/**
	 * One try for one row. Resolves with the milliseconds after which the row wants another try, or
	 * with undefined when it is done. Must not reject.
	 */
	work(row: number): Promise<number | undefined>;
	/** How many tries may be under way at once, asked again before each start. */
	limit(): number;
	/** How many rows are to be told of by `soon` in one go, before it is their turn; 0 = none. */
	ahead(): number;
	/** This row is going to be begun before long, unless the permission is withdrawn. */
	soon(row: number): void;
	/** Milliseconds until the next try may start; 0 = now, and it is counted as started. */
	wait(): number;
	permission(): Permission;
	/** Resolves after so many milliseconds, or soon after the permission has become `none`. */
	rest(milliseconds: number): Promise<void>;
}

/** Rows resting between two tries, for each one in flight; beyond that no new row is begun. */
const RESTING_PER_FLIGHT = 8;
/** How many rows may wait for an earlier one before the schedule stops looking further ahead. */
const LOOK_AHEAD = 1_000;

/**
 * Resolves when every row that was begun is done. Rows that were not begun before the permission was
 * withdrawn stay undone. A row that rests between two tries holds no place in flight, but rows with a
 * key of its own wait for it.
 */
export async function schedule(rules: ScheduleRules): Promise<void> {
	const keyedOrder = createKeyedOrder((row) => rules.keysOf(row));
	/** Rows that had to wait for another and are free now, or were held back by the pace. */
	const released: number[] = [];
	/** Rows whose rest is over. */
	const rested: number[] = [];
	let next = 0;
	let inFlight = 0;
	let resting = 0;
	let isWaking = false;

	const release = (rows: readonly number[]) => {
		const isWorthTelling = rules.ahead() > 0;
		for (const row of rows) {
			released.push(row);
			if (isWorthTelling) rules.soon(row);
		}
	};

	/** Looks at further rows until so many wait for none. */
	const lookAhead = (wanted: number) => {
		const free: number[] = [];
		while (released.length + free.length < wanted && next < rules.count && keyedOrder.waiting < LOOK_AHEAD) {
			if (keyedOrder.add(next)) free.push(next);
			next++;
		}
		release(free);
	};

	const nextNew = (): number | undefined => {
		if (rules.permission() !== 'all') return undefined;
		if (resting >= rules.limit() * RESTING_PER_FLIGHT) return undefined;
		const ahead = rules.ahead();
		const fewest = ahead > 0 ? rules.limit() : 1;
		if (released.length < fewest) lookAhead(fewest + ahead);
		return released[0];
	};

	await new Promise<void>((resolve, reject) => {
		const begin = (row: number) => {
			inFlight++;
			rules.work(row).then((delay) => {
				inFlight--;
				if (delay === undefined) release(keyedOrder.finish(row));
				else restThen(delay, row);
				startMore();
			}, reject);
		};

		const restThen = (delay: number, row: number) => {
			resting++;
			rules.rest(delay).then(() => {
				resting--;
				rested.push(row);
				startMore();
			}, reject);
		};

		const wakeAfter = (delay: number) => {
			if (isWaking) return;
			isWaking = true;
			rules.rest(delay).then(() => {
				isWaking = false;
				startMore();
			}, reject);
		};

		const startMore = () => {
			while (rules.permission() !== 'none' && inFlight < rules.limit()) {
				const queue = rested.length > 0 ? rested : released;
				const row = rested[0] ?? nextNew();
				if (row === undefined) break;
				const delay = rules.wait();
				if (delay > 0) {
					wakeAfter(delay);
					break;
				}
				queue.shift();
				begin(row);
			}
			if (inFlight === 0 && resting === 0 && !isWaking) resolve();
		};

		startMore();
	});
}
