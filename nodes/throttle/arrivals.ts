/** Milliseconds in which a quota's worth of requests may arrive. */
export const QUOTA_SPAN = 1_000;
/**
 * The gateway counts arrivals, and one request takes longer to arrive than another. So each counts from its
 * response, by which it has certainly arrived, but from no more than so many milliseconds after its start.
 */
export const LATEST_ARRIVAL = 250;
/** Milliseconds by which the moments of one start may differ, read from the clock twice. */
const CLOCK_STEP = 1;

/** Moments of the last quota span, oldest first. */
export function createSpan() {
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
export function createArrivals() {
	const arrived = createSpan();
	/** The latest moments at which those on their way arrive, oldest first. */
	const onTheirWay: number[] = [];
	const settle = (now: number) => {
		while (onTheirWay.length > 0 && onTheirWay[0] <= now) arrived.note(onTheirWay.shift()!);
	};
	return {
		started: (now: number) => {
			settle(now);
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
