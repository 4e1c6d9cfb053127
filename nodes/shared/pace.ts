/**
 * How fast: at most so many requests in flight, so many started in any one second, and fewer of both
 * for a while when the gateway answers that there are too many (`40005`).
 */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

export interface Pace {
	/** How many requests may be in flight now. */
	limit(): number;
	/** Milliseconds to wait before a request may start at `now`; 0 = start, and it is counted as started. */
	start(now: number): number;
	/** An answer came that did not ask to slow down. */
	speedUp(): void;
	/** The gateway asked for fewer calls. */
	slowDown(now: number): void;
}

/** Start times of the last `maxPerSecond` requests; one more may start a second after the oldest. */
function perSecond(maxPerSecond: number) {
	const starts: number[] = [];
	let oldest = 0;
	return {
		wait: (now: number) =>
			starts.length < maxPerSecond ? 0 : Math.max(0, starts[oldest] + 1_000 - now),
		note: (now: number) => {
			if (starts.length < maxPerSecond) starts.push(now);
			else {
				starts[oldest] = now;
				oldest = (oldest + 1) % maxPerSecond;
			}
		},
	};
}

/**
 * @param concurrency the most that may ever be in flight
 * @param maxPerSecond the most that may be started in any one second; 0 = no limit
 *
 * The first request goes alone: where a key is wrong, one row finds out and not all at once.
 */
export function createPace(concurrency: number, maxPerSecond: number): Pace {
	const window = maxPerSecond > 0 ? perSecond(maxPerSecond) : undefined;
	let answered = false;
	let allowed = concurrency;
	let pause = FIRST_PAUSE;
	let pausedUntil = 0;
	return {
		limit: () => (answered ? Math.max(1, Math.floor(allowed)) : 1),
		start(now) {
			const wait = Math.max(pausedUntil - now, window?.wait(now) ?? 0);
			if (wait > 0) return wait;
			window?.note(now);
			return 0;
		},
		speedUp() {
			answered = true;
			allowed = Math.min(concurrency, allowed + 1 / Math.max(1, allowed));
			if (allowed === concurrency) pause = FIRST_PAUSE;
		},
		slowDown(now) {
			answered = true;
			if (now < pausedUntil) return;
			allowed = Math.max(1, allowed / 2);
			pausedUntil = now + pause;
			pause = Math.min(LONGEST_PAUSE, pause * 2);
		},
	};
}
