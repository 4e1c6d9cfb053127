import { sleep } from 'n8n-workflow';

/** How often a run looks for cancelling and for tries whose time is up, in milliseconds. */
const TICK = 100;

/**
 * One clock for a whole run: it ends each try when its time is up, and every try when the run is
 * cancelled. n8n's reviewers allow no timers in nodes save `sleep`, and one sleep for each request
 * would leave thousands of them waiting; this is one for all.
 */
export interface Deadlines {
	readonly cancelled: boolean;
	/** A signal that is aborted after so many milliseconds, or on cancelling; `done` when it is no longer needed. */
	guard(milliseconds: number): { signal: AbortSignal; timedOut(): boolean; done(): void };
	/** Resolves after so many milliseconds, or within a tick once `isOver` says so or the run is cancelled. */
	rest(milliseconds: number, isOver?: () => boolean): Promise<void>;
	stop(): void;
}

interface Guarded {
	readonly controller: AbortController;
	readonly deadline: number;
	timedOut: boolean;
}

/** Starts to watch. `cancelSignal` is the execution's own; `stop` must be called in the end. */
export function startDeadlines(cancelSignal: AbortSignal | undefined): Deadlines {
	const guarded = new Set<Guarded>();
	let stopped = false;
	const isCancelled = () => cancelSignal?.aborted === true;

	const endAll = () => {
		for (const each of guarded) each.controller.abort();
	};
	cancelSignal?.addEventListener('abort', endAll);

	const tick = async () => {
		while (!stopped) {
			await sleep(TICK);
			const now = performance.now();
			for (const each of guarded) {
				if (each.deadline > now) continue;
				each.timedOut = true;
				each.controller.abort();
			}
		}
	};
	void tick();

	return {
		get cancelled() {
			return isCancelled();
		},
		guard(milliseconds) {
			const entry: Guarded = {
				controller: new AbortController(),
				deadline: performance.now() + milliseconds,
				timedOut: false,
			};
			guarded.add(entry);
			if (isCancelled()) entry.controller.abort();
			return {
				signal: entry.controller.signal,
				timedOut: () => entry.timedOut,
				done: () => void guarded.delete(entry),
			};
		},
		async rest(milliseconds, isOver = () => false) {
			const end = performance.now() + milliseconds;
			for (let left = milliseconds; left > 0; left = end - performance.now()) {
				if (isCancelled() || isOver()) return;
				await sleep(Math.min(left, TICK));
			}
		},
		stop() {
			stopped = true;
			cancelSignal?.removeEventListener('abort', endAll);
		},
	};
}
