import { orderKeysOf } from '../../zhima';
import type { Api, Reading } from '../../zhima';
import type { RunOptions } from '../form/run-options';
import { isNotAccepted } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { endedOverQuota, quotaUsedUp } from '../output/quota-used-up';
import { joinThrottle } from '../throttle/shared-throttles';
import type { Throttle } from '../throttle/throttle';
import { createMerchantEnds } from './merchant-ends';
import type { MerchantEnds } from './merchant-ends';
import { keysUnder } from './merchant-keys';
import { createPresignedRequests } from './presigned-requests';
import { retryDelay, shouldTryAgain } from './retry';
import type { Rows } from '../input/rows';
import { schedule } from './scheduler';
import type { Permission } from './scheduler';
import { endingRun, outcomeOf, signRow, attemptOnce } from './send-row';
import type { Progress, SendContext, AttemptResult } from './send-row';
import { isInDoubt, accountStatusAfter } from './account-check';
import type { AccountStatus } from './account-check';
import type { Deadlines } from './deadlines';

/** A run in progress: what is known of each row so far. */
export interface Run {
	readonly api: Api;
	readonly options: RunOptions;
	readonly rows: Rows;
	/** Whether all rows are only to be shown, and none is sent. */
	readonly isDryRun: boolean;
	readonly outcomes: Array<RowOutcome | undefined>;
	readonly stopsOnError: boolean;
	readonly deadlines: Deadlines;
	/** Rows that were started and are not done. */
	readonly started: Map<number, Progress>;
	/** What is known of the account. */
	accountStatus: AccountStatus;
	/**
	 * The first outcome that ends the run: a refusal in stop mode, or a fault of the account in any mode. Without
	 * an index where it is about no row: the quota is used up.
	 */
	endedBy?: { index?: number; outcome: NotAccepted };
	/** Which merchants' rows have ended; none before anything is sent. */
	merchantEnds?: MerchantEnds;
}

/** Whether a row that is not done yet casts doubt on the account, and no response has cleared it. */
function isAccountInDoubt({ accountStatus, started }: Run): boolean {
	if (accountStatus === 'verified') return false;
	for (const { evidence } of started.values()) if (isInDoubt(accountStatus, evidence)) return true;
	return false;
}

const hasEnded = ({ deadlines, endedBy }: Run): boolean =>
	deadlines.cancelled || endedBy?.outcome.endsRun === true;

function permissionOf(run: Run): Permission {
	if (hasEnded(run)) return 'none';
	return run.endedBy || isAccountInDoubt(run) ? 'startedOnly' : 'all';
}

function noteEnd(run: Run, index: number, outcome: RowOutcome): void {
	if (run.endedBy?.outcome.endsRun || !isNotAccepted(outcome)) return;
	const isFirst = run.endedBy === undefined;
	if (outcome.endsRun || (run.stopsOnError && isFirst)) run.endedBy = { index, outcome };
}

const isFromGateway = ({ classification: { outcome } }: AttemptResult): boolean =>
	outcome === 'accepted' || outcome === 'refused';

const notTried = (): Progress => ({
	attempts: 0,
	overQuota: 0,
	isOverQuota: false,
	maybeDone: false,
	evidence: 'none',
	isInFlight: false,
});

/** The gateway refused the attempt before it processed anything, as there were too many calls. */
const isOverQuota = ({ classification: { retry } }: AttemptResult): boolean => retry === 'slower';

/** A row that can be sent. */
export type Sendable = Extract<Reading, { ok: true }>;

/**
 * Records the result of an attempt. Returns the milliseconds after which the row needs another one, or
 * nothing where it is done.
 */
function noteAttempt(run: Run, index: number, reading: Sendable, attempt: AttemptResult): number | undefined {
	const { started, options, outcomes } = run;
	const { classification, evidence } = attempt;
	const progress = started.get(index)!;
	progress.isInFlight = false;
	progress.attempts++;
	progress.isOverQuota = isOverQuota(attempt);
	if (progress.isOverQuota) progress.overQuota++;
	progress.evidence = evidence;
	run.accountStatus = accountStatusAfter(run.accountStatus, evidence);
	const outcome = outcomeOf(attempt, progress, reading);
	if (classification.outcome === 'unknown') progress.maybeDone = true;
	outcomes[index] = outcome;
	const mayTryAgain = !hasEnded(run) && !(run.endedBy && progress.isOverQuota);
	if (mayTryAgain && shouldTryAgain(classification, progress.attempts - progress.overQuota, options.maxRetries)) {
		return retryDelay(progress.attempts, Math.random());
	}
	if (!progress.isOverQuota) started.delete(index);
	const settled = mayTryAgain && isInDoubt(run.accountStatus, evidence) ? endingRun(outcome, evidence) : outcome;
	outcomes[index] = run.merchantEnds?.note(index, settled) ?? settled;
	noteEnd(run, index, outcomes[index]);
	return undefined;
}

/** Tells the throttle how an attempt ended that was started at `startedAt` and sent at `sentAt`. */
function noteResponse(throttle: Throttle, attempt: AttemptResult, startedAt: number, sentAt: number): void {
	const now = performance.now();
	if (isOverQuota(attempt)) return throttle.slowDown(now, startedAt);
	throttle.speedUp(now, isFromGateway(attempt) ? now - sentAt : undefined, startedAt);
	if (attempt.evidence === 'verified' || attempt.evidence === 'responded') throttle.noteProgress();
}

const MINUTE = 60_000;

/** Ends the run where the quota is used up. Returns whether the run has ended, over this or anything else. */
function checkQuota(run: Run, throttle: Throttle): boolean {
	const { maxWait } = run.options;
	if (!hasEnded(run) && throttle.refusedFor(performance.now()) >= maxWait * MINUTE) {
		run.endedBy = { outcome: quotaUsedUp(maxWait) };
	}
	return hasEnded(run);
}

/** Where the run ended over the quota, the rows whose last attempt was refused over it say so. */
function settleOverQuota({ endedBy, started, outcomes }: Run): void {
	if (endedBy === undefined || endedBy.index !== undefined) return;
	for (const [index, progress] of started) {
		if (progress.isOverQuota) outcomes[index] = endedOverQuota(outcomes[index], endedBy.outcome);
	}
}

/**
 * Sends every row that can be sent, with retries, rows about the same thing in row order, and notes each
 * one's outcome in the run. Rejects where something threw that should not: what was in flight has ended
 * then, and the run holds what is known of each row.
 */
export async function sendRows(run: Run, sendContext: SendContext): Promise<void> {
	const { gatewayUrl, appId } = sendContext.account;
	const owner = { gatewayUrl, appId, method: run.api.method };
	const throttle = joinThrottle(owner, run.options, performance.now());
	try {
		await sendThrottled(run, sendContext, throttle);
	} finally {
		throttle.leave(performance.now());
	}
	settleOverQuota(run);
}
async function sendThrottled(run: Run, sendContext: SendContext, throttle: Throttle): Promise<void> {
	const { rows, deadlines, started } = run;
	const sendable: number[] = [];
	rows.readings.forEach(({ ok }, index) => {
		if (ok && run.outcomes[index] === undefined) sendable.push(index);
	});
	const { merchants } = rows.settings;
	const merchantEnds = createMerchantEnds(merchants, sendable);
	run.merchantEnds = merchantEnds;
	const positions = new Map<number, number>();
	const leaderOf = (position: number): number | undefined => {
		const leader = merchantEnds.leaderOf(sendable[position]);
		if (leader === sendable[position]) positions.set(leader, position);
		return leader === undefined ? undefined : positions.get(leader);
	};
	const readingAt = (position: number) => rows.readings[sendable[position]] as Sendable;

	const presigned = createPresignedRequests(async (position) =>
		await signRow(
			sendContext,
			JSON.stringify(readingAt(position).content),
			merchants.tokenOf(sendable[position]),
		),
	);

	const work = async (position: number): Promise<number | undefined> => {
		const startedAt = performance.now();
		const index = sendable[position];
		const progress = started.get(index) ?? notTried();
		started.set(index, progress);
		const signing = await presigned.take(position);
		const sentAt = performance.now();
		progress.isInFlight = true;
		const attempt = await attemptOnce(sendContext, signing);
		if (attempt === undefined) {
			started.delete(index);
			return undefined;
		}
		noteResponse(throttle, attempt, startedAt, sentAt);
		const delay = noteAttempt(run, index, readingAt(position), attempt);
		if (delay === undefined && !isOverQuota(attempt)) throttle.noteProgress();
		return delay;
	};

	await schedule({
		count: sendable.length,
		keysOf: (position) =>
			keysUnder(merchants.of(sendable[position]), orderKeysOf(run.api, readingAt(position).content)),
		leaderOf,
		skips: (position) => {
			const isOver = merchantEnds.of(sendable[position]) !== undefined;
			if (isOver) started.delete(sendable[position]);
			return isOver;
		},
		work,
		limit: () => throttle.limit(),
		ahead: () => throttle.ahead(),
		soon: (position) => presigned.make(position),
		wait: () => throttle.start(performance.now()),
		permission: () => (checkQuota(run, throttle) ? 'none' : permissionOf(run)),
		rest: (milliseconds) => deadlines.rest(milliseconds, () => checkQuota(run, throttle)),
	});
}
