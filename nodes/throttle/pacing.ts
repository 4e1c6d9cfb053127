/** The share of a request's time over which as many starts as may be in flight are spread. */
const PACED_SHARE = 0.85;
/** Milliseconds of that which a late start may make up for. */
const PACING_CREDIT = 3;
/** Milliseconds between two starts below which they are not paced: timers are no finer. */
const SHORTEST_INTERVAL = 1;
/** Milliseconds between two starts that are enough for one request not to wait for the other. */
const LONGEST_INTERVAL = 5;
/** How fast the shortest duration is forgotten: by one in two hundred with each response. */
const FORGET = 1.005;

/**
 * Pacing: starts are spread over the time that a request takes. Without it requests bunch up: those whose
 * responses came together start together, arrive together, and each waits for all the others at the gateway. The
 * interval between two starts follows from the shortest duration of the latest requests, so that pacing never
 * slows down a run at full speed.
 */
export function createPacing() {
	let quickest = Infinity;
	let due = -Infinity;
	/** Milliseconds between two starts; 0 = at once. */
	const intervalAt = (inFlight: number) => {
		const interval = (quickest / inFlight) * PACED_SHARE;
		return interval >= SHORTEST_INTERVAL && quickest < Infinity ? Math.min(interval, LONGEST_INTERVAL) : 0;
	};
	return {
		took: (milliseconds: number) => {
			quickest = Math.min(milliseconds, quickest * FORGET);
		},
		wait: (now: number, inFlight: number) => {
			const isDue = due - now < SHORTEST_INTERVAL / 2 || intervalAt(inFlight) === 0;
			return isDue ? 0 : Math.max(1, Math.floor(due - now));
		},
		started: (now: number, inFlight: number) => {
			due = Math.max(due, now - PACING_CREDIT) + intervalAt(inFlight);
		},
	};
}
