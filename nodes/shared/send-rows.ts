import { orderKeysOf } from '../../zhima';
import type { Api, Reading } from '../../zhima';
import type { RunOptions } from './options';
import { isNotAccepted } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';
import { createPace } from './pace';
import { createReadySeals } from './ready-seals';
import { retryDelay, shouldTryAgain } from './retry';
import type { Rows } from './rows';
import { schedule } from './schedule';
import type { Permission } from './schedule';
import { endingRun, outcomeOf, seal, tryOnce } from './send';
import type { Progress, Sending, Tried } from './send';
import { isInDoubt, standingAfter } from './standing';
import type { Standing } from './standing';
import type { Watch } from './watch';

/** A run while it goes on: what is known of each row so far. */
export interface Run {
	readonly api: Api;
	readonly options: RunOptions;
	readonly rows: Rows;
	readonly outcomes: Array<RowOutcome | undefined>;
	readonly stopsOnError: boolean;
	readonly watch: Watch;
	/** Rows that were begun and are not done. */
	readonly begun: Map<number, Progress>;
	/** What is known of the account. */
	standing: Standing;
	/** The first outcome that ends the run: a refusal in stop mode, or a fault of the account in any mode. */
	culprit?: { index: number; outcome: NotAccepted };
}

/** Whether a row that is not done yet speaks against the account, and none has spoken for it. */
function isAccountInDoubt({ standing, begun }: Run): boolean {
	if (standing === 'verified') return false;
	for (const { bearing } of begun.values()) if (isInDoubt(standing, bearing)) return true;
	return false;
}

const hasEnded = ({ watch, culprit }: Run): boolean =>
	watch.cancelled || culprit?.outcome.endsRun === true;

function permissionOf(run: Run): Permission {
	if (hasEnded(run)) return 'none';
	return run.culprit || isAccountInDoubt(run) ? 'begunOnly' : 'all';
}

function noteCulprit(run: Run, index: number, outcome: RowOutcome): void {
	if (run.culprit?.outcome.endsRun || !isNotAccepted(outcome)) return;
	const isFirst = run.culprit === undefined;
	if (outcome.endsRun || (run.stopsOnError && isFirst)) run.culprit = { index, outcome };
}

const isAnswered = ({ verdict: { outcome } }: Tried): boolean =>
	outcome === 'accepted' || outcome === 'refused';

/** A row that can be sent. */
export type Sendable = Extract<Reading, { ok: true }>;

/**
 * Takes note of what came of a try. Gives the milliseconds after which the row wants another, or nothing
 * where it is done.
 */
function noteTry(run: Run, index: number, reading: Sendable, tried: Tried): number | undefined {
	const { begun, options, outcomes } = run;
	const { verdict, bearing } = tried;
	const progress = begun.get(index)!;
	progress.attempts++;
	progress.bearing = bearing;
	run.standing = standingAfter(run.standing, bearing);
	const outcome = outcomeOf(tried, progress, reading);
	if (verdict.outcome === 'unknown') progress.maybeDone = true;
	outcomes[index] = outcome;
	const mayTryAgain = !hasEnded(run);
	if (mayTryAgain && shouldTryAgain(verdict, progress.attempts, options.maxRetries)) {
		return retryDelay(progress.attempts, Math.random());
	}
	begun.delete(index);
	if (mayTryAgain && isInDoubt(run.standing, bearing)) outcomes[index] = endingRun(outcome, bearing);
	noteCulprit(run, index, outcomes[index]);
	return undefined;
}

/**
 * Sends every row that can be sent, each as often as its faults ask for, in the order that their keys
 * ask for, and takes note of each one's outcome in the run.
 */
export async function sendRows(run: Run, sending: Sending): Promise<void> {
	const { rows, options, watch, begun } = run;
	const pace = createPace(options.concurrency, options.maxPerSecond);
	const sendable: number[] = [];
	rows.readings.forEach(({ ok }, index) => {
		if (ok) sendable.push(index);
	});
	const readingAt = (position: number) => rows.readings[sendable[position]] as Sendable;

	const seals = createReadySeals(async (position) =>
		await seal(sending, JSON.stringify(readingAt(position).content)),
	);

	const work = async (position: number): Promise<number | undefined> => {
		const index = sendable[position];
		const reading = readingAt(position);
		if (!begun.has(index)) begun.set(index, { attempts: 0, maybeDone: false, bearing: 'none' });
		const sealing = await seals.take(position);
		const sentAt = performance.now();
		const tried = await tryOnce(sending, sealing);
		if (tried === undefined) {
			begun.delete(index);
			return undefined;
		}
		const now = performance.now();
		if (tried.verdict.retry === 'slower') pace.slowDown(now);
		else pace.speedUp(now, isAnswered(tried) ? now - sentAt : undefined);
		return noteTry(run, index, reading, tried);
	};

	await schedule({
		count: sendable.length,
		keysOf: (position) => orderKeysOf(run.api, readingAt(position).content),
		work,
		limit: () => pace.limit(),
		ahead: () => pace.ahead(),
		soon: (position) => seals.make(position),
		wait: () => pace.start(performance.now()),
		permission: () => permissionOf(run),
		rest: (milliseconds) => watch.rest(milliseconds, () => hasEnded(run)),
	});
}
