/**
 * How fast: at most so many requests in flight, so many started in any one second, and fewer of both
 * for a while when the gateway answers that there are too many (`40005`).
 */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Milliseconds in which a quota's worth of requests may be started. A little more than a second: from
 * its start to its arrival one request takes longer than another, and it is arrivals that the gateway
 * counts.
 */
const QUOTA_SPAN = 1_025;
/** Milliseconds of a quota that may be made up for after coming late; else starts are spread evenly. */
const CREDIT = 50;
/** The share of what was answered in the second before a `40005` that is tried after it. */
const STEP_DOWN = 0.8;
/** How much each answer adds to that, in requests a second: a twentieth more each second. */
const STEP_UP = 0.05;

export interface Pace {
	/** How many requests may be in flight now. */
	limit(): number;
	/** Milliseconds to wait before a request may start at `now`; 0 = start, and it is counted as started. */
	start(now: number): number;
	/** A try ended without being asked to slow down. */
	speedUp(now: number): void;
	/** The gateway asked for fewer calls. */
	slowDown(now: number): void;
}

/** Moments of the last quota span, oldest first. */
function createSpan() {
	let times: number[] = [];
	let oldest = 0;
	const forget = (now: number) => {
		while (oldest < times.length && times[oldest] <= now - QUOTA_SPAN) oldest++;
		if (oldest > 1_000 && oldest * 2 > times.length) {
			times = times.slice(oldest);
			oldest = 0;
		}
	};
	return {
		note: (now: number) => {
			forget(now);
			times.push(now);
		},
		count: (now: number) => {
			forget(now);
			return times.length - oldest;
		},
		/** Milliseconds until fewer than `quota` are left in the span. */
		wait: (now: number, quota: number) => {
			forget(now);
			const lastToLeave = times.length - quota;
			return lastToLeave < oldest ? 0 : times[lastToLeave] + QUOTA_SPAN - now;
		},
	};
}

/**
 * @param concurrency the most that may ever be in flight
 * @param maxPerSecond the most that may be started in any one second; 0 = no limit
 *
 * The first request goes alone: where a key is wrong, one row finds out and not all at once. After a
 * `40005` the run pauses, then goes on with half as many in flight and somewhat slower than answers
 * came before it, and comes up again with every answer. The pause is doubled only where the next
 * `40005` comes before any other answer.
 */
export function createPace(concurrency: number, maxPerSecond: number): Pace {
	const starts = createSpan();
	const answers = createSpan();
	const most = maxPerSecond > 0 ? maxPerSecond : Infinity;
	let quota = most;
	let answered = false;
	let allowed = concurrency;
	let pause = FIRST_PAUSE;
	let pausedUntil = -Infinity;
	let nextDue = -Infinity;
	const waitForQuota = (now: number) =>
		quota === Infinity ? 0 : Math.max(starts.wait(now, Math.floor(quota)), nextDue - now);
	return {
		limit: () => (answered ? Math.max(1, Math.floor(allowed)) : 1),
		start(now) {
			const wait = Math.max(pausedUntil - now, waitForQuota(now));
			if (wait > 0) return wait;
			if (quota < Infinity) {
				starts.note(now);
				nextDue = Math.max(nextDue, now - CREDIT) + QUOTA_SPAN / quota;
			}
			return 0;
		},
		speedUp(now) {
			answered = true;
			answers.note(now);
			allowed = Math.min(concurrency, allowed + 1 / allowed);
			quota = Math.min(most, quota + STEP_UP);
			pause = FIRST_PAUSE;
		},
		slowDown(now) {
			answered = true;
			if (now < pausedUntil) return;
			allowed = Math.max(1, allowed / 2);
			quota = Math.max(1, Math.min(quota, answers.count(now) * STEP_DOWN));
			pausedUntil = now + pause;
			pause = Math.min(LONGEST_PAUSE, pause * 2);
		},
	};
}
