/**
 * How fast requests are sent: at most so many in flight, so many in any one second, and fewer of both for a while
 * when the gateway responds that there are too many (`40005`), as in adaptive retry modes.
 */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Milliseconds in which a quota's worth of requests may arrive. */
const QUOTA_SPAN = 1_000;
/**
 * The gateway counts arrivals, and one request takes longer to arrive than another. So each counts from its
 * response, by which it has certainly arrived, but from no more than so many milliseconds after its start.
 */
const LATEST_ARRIVAL = 250;
/** Milliseconds by which the moments of one start may differ, read from the clock twice. */
const CLOCK_STEP = 1;
/** Milliseconds of a quota that a late start may make up for; otherwise starts are spread evenly. */
const CREDIT = 50;
/** The rate after a `40005`, as a share of the responses in the second before it. */
const STEP_DOWN = 0.8;
/** What each response adds to that rate, in requests a second: a twentieth more each second. */
const STEP_UP = 0.05;
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
/** Requests that are presigned together, so that the thread pool is woken once for all of them. */
const AHEAD = 4;

export interface Throttle {
	/** How many requests may be in flight now. */
	limit(): number;
	/** How many requests beyond those in flight to presign: none where they might have to wait long. */
	ahead(): number;
	/** Milliseconds to wait before a request may start at `now`; 0 = start, and it is counted as started. */
	start(now: number): number;
	/**
	 * An attempt ended without the gateway asking for fewer calls.
	 *
	 * @param took milliseconds from its request to its response; missing where none came
	 * @param startedAt the moment for which `start` gave 0; missing = at most 250 ms ago
	 */
	speedUp(now: number, took?: number, startedAt?: number): void;
	/** The gateway asked for fewer calls in the response to an attempt that was started at `startedAt`. */
	slowDown(now: number, startedAt?: number): void;
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
		note: (moment: number) => {
			forget(moment);
			times.push(moment);
		},
		count: (now: number) => {
			forget(now);
			return times.length - oldest;
		},
		/** The n-th oldest, from 0. Count first. */
		at: (index: number): number => times[oldest + index],
	};
}

/** The arrivals of the last quota span, and the requests still on their way. */
function createArrivals() {
	const arrived = createSpan();
	/** The latest moments at which those on their way arrive, oldest first. */
	const onTheirWay: number[] = [];
	const settle = (now: number) => {
		while (onTheirWay.length > 0 && onTheirWay[0] <= now) arrived.note(onTheirWay.shift()!);
	};
	return {
		started: (now: number) => {
			onTheirWay.push(now + LATEST_ARRIVAL);
		},
		/**
		 * A request ended that was started at `startedAt`, so it has arrived. Which of those on their way it was
		 * is not kept: it is taken for the oldest, the careful choice. One that was started too long ago for
		 * that counts as arrived already, and must not be taken for another that has not arrived yet.
		 */
		ended: (now: number, startedAt: number) => {
			settle(now);
			if (startedAt + LATEST_ARRIVAL - CLOCK_STEP <= now) return;
			if (onTheirWay.shift() !== undefined) arrived.note(now);
		},
		/** Milliseconds until fewer than `quota` can have arrived within the span. */
		wait: (now: number, quota: number) => {
			settle(now);
			const count = arrived.count(now);
			const lastToLeave = count + onTheirWay.length - quota;
			if (lastToLeave < 0) return 0;
			const arrival =
				lastToLeave < count ? arrived.at(lastToLeave) : onTheirWay[lastToLeave - count];
			return arrival + QUOTA_SPAN - now;
		},
	};
}

/**
 * Pacing: starts are spread over the time that a request takes. Without it requests bunch up: those whose
 * responses came together start together, arrive together, and each waits for all the others at the gateway. The
 * interval between two starts follows from the shortest duration of the latest requests, so that pacing never
 * slows down a run at full speed.
 */
function createPacing() {
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

/**
 * @param concurrency the most that may ever be in flight
 * @param maxPerSecond the most that may be started in any one second; 0 = no limit
 *
 * The first request goes alone: where a key is wrong, one row shows it and not all at once. After a `40005` the
 * run pauses, then goes on with half as many in flight and at a somewhat lower rate than responses came before
 * it, and speeds up again with every response (additive increase, multiplicative decrease). The pause is
 * doubled only where the next `40005` comes before any other response.
 */
export function createThrottle(concurrency: number, maxPerSecond: number): Throttle {
	const arrivals = createArrivals();
	const responses = createSpan();
	const pacing = createPacing();
	const most = maxPerSecond > 0 ? maxPerSecond : Infinity;
	let quota = most;
	let hasResponse = false;
	let allowed = concurrency;
	let pause = FIRST_PAUSE;
	let pausedUntil = -Infinity;
	let nextDue = -Infinity;
	const waitForQuota = (now: number) =>
		quota === Infinity ? 0 : Math.max(arrivals.wait(now, Math.floor(quota)), nextDue - now);
	const limit = () => (hasResponse ? Math.max(1, Math.floor(allowed)) : 1);
	return {
		limit,
		ahead: () => (hasResponse && quota === Infinity ? AHEAD : 0),
		start(now) {
			const wait = Math.max(pausedUntil - now, waitForQuota(now), pacing.wait(now, limit()));
			if (wait > 0) return wait;
			pacing.started(now, limit());
			if (quota < Infinity) {
				arrivals.started(now);
				nextDue = Math.max(nextDue, now - CREDIT) + QUOTA_SPAN / quota;
			}
			return 0;
		},
		speedUp(now, took = Infinity, startedAt = now) {
			hasResponse = true;
			pacing.took(took);
			responses.note(now);
			arrivals.ended(now, startedAt);
			allowed = Math.min(concurrency, allowed + 1 / allowed);
			quota = Math.min(most, quota + STEP_UP);
			pause = FIRST_PAUSE;
		},
		slowDown(now, startedAt = now) {
			hasResponse = true;
			arrivals.ended(now, startedAt);
			if (now < pausedUntil) return;
			allowed = Math.max(1, allowed / 2);
			quota = Math.max(1, Math.min(quota, responses.count(now) * STEP_DOWN));
			pausedUntil = now + pause;
			pause = Math.min(LONGEST_PAUSE, pause * 2);
		},
	};
}
