/**
 * How fast requests are sent: at most so many in flight, so many in any one second, and fewer of both for a while
 * when the gateway responds that there are too many (`40005`), as in adaptive retry modes. The quota is the
 * application's, so all runs of one app and method share it, and slow down together.
 */
import { QUOTA_SPAN, LATEST_ARRIVAL, createArrivals, createSpan } from './arrivals';
import { createPacing } from './pacing';
import { createTurns } from './turns';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Milliseconds of a quota that a late start may make up for; otherwise starts are spread evenly. */
const CREDIT = 50;
/** The rate after a `40005`, as a share of the responses in the second before it. */
const STEP_DOWN = 0.8;
/** What each response adds to that rate, in requests a second: a twentieth more each second. */
const STEP_UP = 0.05;
/** Requests that are presigned together, so that the thread pool is woken once for all of them. */
const AHEAD = 4;
/** Milliseconds after the last run's end for which arrivals and slowing down are remembered. */
const REMEMBERED = QUOTA_SPAN + LATEST_ARRIVAL;

/** One run's part in a throttle. */
export interface Throttle {
	/** How many requests of this run may be in flight now. */
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
	/** A row is done, or the gateway gave another response than `40005`: the quota is not used up. */
	noteProgress(): void;
	/** Milliseconds for which the gateway has said nothing but `40005`, counted within this run; 0 = it has not. */
	refusedFor(now: number): number;
	/** The run is over. */
	leave(now: number): void;
}

/** What runs of one app and method share. */
export interface SharedThrottle {
	/**
	 * @param concurrency the most that this run may ever have in flight
	 * @param maxPerSecond the most that may be started in any one second; 0 = no limit. The lowest of the runs
	 * that are going on now counts for all of them.
	 */
	join(concurrency: number, maxPerSecond: number, now: number): Throttle;
	/** Whether no run is going on, and nothing needs to be remembered of those that were. */
	isIdle(now: number): boolean;
}

/** A run that takes part. */
interface Member {
	readonly concurrency: number;
	readonly most: number;
	readonly joinedAt: number;
}

/** What is shared, from one joining or response to the next. */
interface Shared {
	readonly members: Set<Member>;
	readonly arrivals: ReturnType<typeof createArrivals>;
	readonly responses: ReturnType<typeof createSpan>;
	readonly turns: ReturnType<typeof createTurns<Member>>;
	/** Requests in flight that are allowed, as a share of the sum of all runs' concurrency. */
	share: number;
	/** Requests a second after a `40005`; Infinity = there was none. */
	rate: number;
	pause: number;
	pausedUntil: number;
	nextDue: number;
	/** When the first `40005` came since the last other response; undefined = none came since. */
	refusedSince?: number;
	/** Whether the latest attempt to end was refused so. */
	isRefused: boolean;
	leftAt: number;
}

/** The quota in force, in requests a second. */
const quotaOf = ({ members, rate }: Shared): number => {
	let quota = rate;
	for (const { most } of members) quota = Math.min(quota, most);
	return quota;
};

const concurrencyOf = ({ members }: Shared): number => {
	let sum = 0;
	for (const { concurrency } of members) sum += concurrency;
	return sum;
};

/** Milliseconds until a request of this run may start, as far as the others are concerned. */
function waitForQuota(shared: Shared, member: Member, now: number, quota: number): number {
	const paused = shared.pausedUntil - now;
	if (quota === Infinity) return paused;
	const free = Math.max(paused, shared.arrivals.wait(now, Math.floor(quota)), shared.nextDue - now);
	return shared.turns.wait(member, now, free, QUOTA_SPAN / quota);
}

function noteStart(shared: Shared, member: Member, now: number, quota: number): void {
	shared.turns.remove(member);
	shared.arrivals.started(now);
	if (quota < Infinity) shared.nextDue = Math.max(shared.nextDue, now - CREDIT) + QUOTA_SPAN / quota;
}

function speedUp(shared: Shared, now: number): void {
	shared.responses.note(now);
	const sum = concurrencyOf(shared);
	const allowed = shared.share * sum;
	shared.share = Math.min(1, (allowed + 1 / allowed) / sum);
	shared.rate += STEP_UP;
	shared.pause = FIRST_PAUSE;
	shared.isRefused = false;
}

function slowDown(shared: Shared, now: number): void {
	shared.refusedSince ??= now;
	shared.isRefused = true;
	if (now < shared.pausedUntil) return;
	const sum = concurrencyOf(shared);
	shared.share = Math.max(1, (shared.share * sum) / 2) / sum;
	shared.rate = Math.max(1, Math.min(quotaOf(shared), shared.responses.count(now) * STEP_DOWN));
	shared.pausedUntil = now + shared.pause;
	shared.pause = Math.min(LONGEST_PAUSE, shared.pause * 2);
}

function join(shared: Shared, member: Member): Throttle {
	shared.members.add(member);
	const pacing = createPacing();
	let hasResponse = false;
	const limit = () => (hasResponse ? Math.max(1, Math.floor(member.concurrency * shared.share)) : 1);
	return {
		limit,
		ahead: () => (hasResponse && quotaOf(shared) === Infinity ? AHEAD : 0),
		start(now) {
			const quota = quotaOf(shared);
			const wait = Math.max(waitForQuota(shared, member, now, quota), pacing.wait(now, limit()));
			if (wait > 0) return wait;
			pacing.started(now, limit());
			noteStart(shared, member, now, quota);
			return 0;
		},
		speedUp(now, took = Infinity, startedAt = now) {
			hasResponse = true;
			pacing.took(took);
			shared.arrivals.ended(now, startedAt);
			speedUp(shared, now);
		},
		slowDown(now, startedAt = now) {
			hasResponse = true;
			shared.arrivals.ended(now, startedAt);
			slowDown(shared, now);
		},
		noteProgress() {
			shared.refusedSince = undefined;
		},
		refusedFor(now) {
			if (!shared.isRefused || shared.refusedSince === undefined) return 0;
			return now - Math.max(shared.refusedSince, member.joinedAt);
		},
		leave(now) {
			shared.members.delete(member);
			shared.turns.remove(member);
			shared.leftAt = now;
		},
	};
}

/**
 * The first request of each run goes alone: where a key is wrong, one row shows it and not all at once. After a
 * `40005` all runs pause, then go on with half as many in flight and at a somewhat lower rate than responses came
 * before it, and speed up again with every response (additive increase, multiplicative decrease). The pause is
 * doubled only where the next `40005` comes before any other response.
 */
export function createSharedThrottle(): SharedThrottle {
	const shared: Shared = {
		members: new Set(),
		arrivals: createArrivals(),
		responses: createSpan(),
		turns: createTurns(),
		share: 1,
		rate: Infinity,
		pause: FIRST_PAUSE,
		pausedUntil: -Infinity,
		nextDue: -Infinity,
		isRefused: false,
		leftAt: -Infinity,
	};
	return {
		join: (concurrency, maxPerSecond, now) =>
			join(shared, { concurrency, most: maxPerSecond > 0 ? maxPerSecond : Infinity, joinedAt: now }),
		isIdle: (now) => shared.members.size === 0 && shared.leftAt + REMEMBERED < now,
	};
}
