import { sleep } from 'n8n-workflow';

/** How often a run looks for cancelling and for attempts whose time is up, in milliseconds. */
const TICK = 100;
/** Milliseconds that a request may take to end once its signal was aborted. */
const GRACE = 1_000;

/** One attempt's time limit. */
export interface Guard {
	/** Aborted when the time is up, or on cancelling. */
	readonly signal: AbortSignal;
	/** Rejects where the request has not ended although its signal was aborted: the caller stops waiting for it. */
	readonly abandoned: Promise<never>;
	timedOut(): boolean;
	/** To be called when the attempt has ended. */
	done(): void;
}

/**
 * One clock for a whole run: it ends each attempt when its time is up, and every attempt when the run is
 * cancelled. n8n's reviewers allow no timers in nodes save `sleep`, and one sleep for each request would leave
 * thousands of them pending; this is one for all.
 */
export interface Deadlines {
	readonly cancelled: boolean;
	/** Limits one attempt to so many milliseconds. */
	guard(milliseconds: number): Guard;
	/** Resolves after so many milliseconds, or within a tick once `isOver` says so or the run is cancelled or stopped. */
	rest(milliseconds: number, isOver?: () => boolean): Promise<void>;
	stop(): void;
}

interface Guarded {
	readonly controller: AbortController;
	readonly deadline: number;
	readonly abandon: (error: Error) => void;
	timedOut: boolean;
	/** When the signal was aborted; Infinity = it was not. */
	abortedAt: number;
}

function abort(guarded: Guarded): void {
	guarded.abortedAt = Math.min(guarded.abortedAt, performance.now());
	guarded.controller.abort();
}

function checkDeadline(guarded: Guarded, now: number): void {
	if (guarded.abortedAt + GRACE <= now) guarded.abandon(new Error('The request did not end'));
	if (guarded.deadline > now || guarded.abortedAt < Infinity) return;
	guarded.timedOut = true;
	abort(guarded);
}

/** Starts the clock. `cancelSignal` is the execution's own; `stop` must be called in the end. */
export function startDeadlines(cancelSignal: AbortSignal | undefined): Deadlines {
	const open = new Set<Guarded>();
	let stopped = false;
	const isCancelled = () => cancelSignal?.aborted === true;

	const abortAll = () => {
		for (const guarded of open) abort(guarded);
	};
	cancelSignal?.addEventListener('abort', abortAll);

	const tick = async () => {
		for (;;) {
			await sleep(TICK);
			if (stopped) return;
			const now = performance.now();
			for (const guarded of open) checkDeadline(guarded, now);
		}
	};
	void tick();

	return {
		get cancelled() {
			return isCancelled();
		},
		guard(milliseconds) {
			const controller = new AbortController();
			let abandon: Guarded['abandon'] = () => undefined;
			const abandoned = new Promise<never>((_resolve, reject) => (abandon = reject));
			const deadline = performance.now() + milliseconds;
			const guarded: Guarded = { controller, deadline, abandon, timedOut: false, abortedAt: Infinity };
			open.add(guarded);
			if (isCancelled()) abort(guarded);
			return {
				signal: controller.signal,
				abandoned,
				timedOut: () => guarded.timedOut,
				done: () => void open.delete(guarded),
			};
		},
		async rest(milliseconds, isOver = () => false) {
			const end = performance.now() + milliseconds;
			while (!stopped && !isCancelled() && !isOver()) {
				const left = end - performance.now();
				if (left <= 0) return;
				await sleep(Math.min(left, TICK));
			}
		},
		stop() {
			stopped = true;
			cancelSignal?.removeEventListener('abort', abortAll);
		},
	};
}
