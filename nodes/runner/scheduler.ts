import { createKeyedOrder } from './keyed-order';
import type { KeyedOrder } from './keyed-order';

/** What may still be started: everything, only rows that had an attempt already, or nothing. */
export type Permission = 'all' | 'startedOnly' | 'none';

/**
 * What the schedule asks of the run. It knows nothing of n8n, of requests or of clocks itself. An error that
 * one of these functions throws or rejects with ends the schedule: see {@link schedule}.
 */
export interface ScheduleRules {
	/** How many rows there are. */
	readonly count: number;
	/** Names of what a row is about; rows with one in common go strictly in row order. Asked once for each row. */
	keysOf(row: number): readonly string[];
	/** The row that must have been tried once before this one is started. Asked once for each row. */
	leaderOf?(row: number): number | undefined;
	/** Asked before each start: true = the row is not to be started any more, and is done. */
	skips?(row: number): boolean;
	/**
	 * One attempt for one row. Resolves with the milliseconds after which the row needs another one, or
	 * with undefined when it is done.
	 */
	work(row: number): Promise<number | undefined>;
	/** How many attempts may be in flight at once, asked again before each start. */
	limit(): number;
	/** How many rows `soon` is to be called for in one go, before it is their turn; 0 = none. */
	ahead(): number;
	/** This row is going to be started before long, unless the permission is withdrawn. */
	soon(row: number): void;
	/** Milliseconds until the next attempt may start; 0 = now, and it is counted as started. */
	wait(): number;
	permission(): Permission;
	/** Resolves after so many milliseconds, or soon after the permission has become `none`. */
	rest(milliseconds: number): Promise<void>;
}

/** Rows resting between two attempts, for each one in flight; beyond that no new row is started. */
const RESTING_PER_FLIGHT = 8;

/** Rows that wait for no other one and were never started, in the order in which they are to be. */
interface Candidates {
	first(): number | undefined;
	takeFirst(): void;
	/** Lets the rows follow that waited for this one to be done. */
	finish(row: number): void;
	/** Lets the rows follow that waited for this one to be tried. */
	tried(row: number): void;
}

function createCandidates(rules: ScheduleRules, order: KeyedOrder): Candidates {
	const ready: number[] = [];
	/** The first row that was not looked at yet. */
	let next = 0;
	/** How many of those that are ready, from the first one on, were announced: all those that are soon started. */
	let announced = 0;

	const add = (row: number) => void ready.push(row);
	const announceUpTo = (wanted: number) => {
		while (announced < wanted && announced < ready.length) rules.soon(ready[announced++]);
	};
	// A row that was not looked at yet is found free when its turn comes.
	const addFreed = (rows: readonly number[]) => rows.filter((row) => row < next).forEach(add);
	const fillUpTo = (wanted: number) => {
		while (ready.length < wanted && next < rules.count) {
			const row = next++;
			if (order.isFree(row)) add(row);
		}
	};
	return {
		first() {
			const ahead = rules.ahead();
			const fewest = ahead > 0 ? rules.limit() : 1;
			if (ready.length < fewest) fillUpTo(fewest + ahead);
			if (ahead > 0) announceUpTo(fewest + ahead);
			return ready[0];
		},
		takeFirst() {
			ready.shift();
			if (announced > 0) announced--;
		},
		finish: (row) => addFreed([...order.tried(row), ...order.finish(row)]),
		tried: (row) => addFreed(order.tried(row)),
	};
}

/**
 * Resolves when every row that was started is done. Rows that were not started before the permission was
 * withdrawn stay undone. A row that rests between two attempts holds no place in flight, but rows with a
 * key of its own wait for it.
 *
 * Where one of the rules throws or rejects, nothing more is started; what is in flight is awaited, and then
 * the schedule rejects with what was thrown first.
 */
export async function schedule(rules: ScheduleRules): Promise<void> {
	const isOver = () => rules.permission() === 'none';
	const order = await createKeyedOrder(
		rules.count,
		(row) => rules.keysOf(row),
		isOver,
		(row) => rules.leaderOf?.(row),
	);
	const candidates = createCandidates(rules, order);
	/** Rows whose rest is over. */
	const rested: number[] = [];
	let inFlight = 0;
	let resting = 0;
	let isWaking = false;
	let failure: { readonly error: unknown } | undefined;

	await new Promise<void>((resolve, reject) => {
		const fail = (error: unknown) => {
			failure ??= { error };
			if (inFlight === 0) reject(failure.error as Error);
		};

		/** What the schedule does after something has happened: every rule is asked within such a step. */
		const step = (happened: () => void = () => undefined) => {
			try {
				happened();
				if (failure === undefined) startMore();
			} catch (error) {
				fail(error);
			}
			if (inFlight > 0) return;
			if (failure !== undefined) reject(failure.error as Error);
			else if (resting === 0 && !isWaking) resolve();
		};

		const start = (row: number) => {
			const attempt = rules.work(row);
			inFlight++;
			attempt.then(
				(delay) => {
					inFlight--;
					step(() => {
						if (delay === undefined) return candidates.finish(row);
						candidates.tried(row);
						return restThen(delay, row);
					});
				},
				(error: unknown) => {
					inFlight--;
					fail(error);
				},
			);
		};

		const restThen = (delay: number, row: number) => {
			const rest = rules.rest(delay);
			resting++;
			rest.then(() => {
				resting--;
				step(() => rested.push(row));
			}, fail);
		};

		const wakeAfter = (delay: number) => {
			if (isWaking) return;
			const rest = rules.rest(delay);
			isWaking = true;
			rest.then(() => {
				isWaking = false;
				step();
			}, fail);
		};

		const firstNew = (): number | undefined => {
			if (rules.permission() !== 'all' || resting >= rules.limit() * RESTING_PER_FLIGHT) return undefined;
			return candidates.first();
		};

		const startMore = () => {
			while (rules.permission() !== 'none' && inFlight < rules.limit()) {
				const isRested = rested.length > 0;
				const row = isRested ? rested[0] : firstNew();
				if (row === undefined) return;
				if (rules.skips?.(row)) {
					if (isRested) rested.shift();
					else candidates.takeFirst();
					candidates.finish(row);
					continue;
				}
				const delay = rules.wait();
				if (delay > 0) return wakeAfter(delay);
				if (isRested) rested.shift();
				else candidates.takeFirst();
				start(row);
			}
		};

		step();
	});
}
