import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AlipayError, openAccount, settingsFrom } from '../../alipay';
import type { Account } from '../../alipay';
import { say } from '../../i18n/text';
import { orderKeysOf } from '../../zhima';
import type { Api, Reading } from '../../zhima';
import { readOptions } from './options';
import type { RunOptions } from './options';
import { isNotAccepted, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';
import { createPace } from './pace';
import { createRenewal } from './renewal';
import {
	hintsFor,
	itemOf,
	notBegun,
	stopError,
	stoppedError,
	tallySentence,
	whereEachRowIs,
	wrongRow,
	wrongRowsError,
} from './report';
import { retryDelay, shouldTryAgain } from './retry';
import { createBreather, readRows } from './rows';
import type { Rows } from './rows';
import { schedule } from './schedule';
import type { Permission } from './schedule';
import { endingRun, outcomeOf, tryOnce } from './send';
import type { Progress, Sending, Tried } from './send';
import { isInDoubt, standingAfter } from './standing';
import type { Standing } from './standing';
import { createTransport } from './transport';
import { startWatch } from './watch';
import type { Watch } from './watch';

/** A run while it goes on: what is known of each row so far. */
interface Run {
	readonly api: Api;
	readonly options: RunOptions;
	readonly rows: Rows;
	readonly outcomes: Array<RowOutcome | undefined>;
	readonly stopsOnError: boolean;
	readonly watch: Watch;
	/** Rows that had a try and are not done. */
	readonly begun: Map<number, Progress>;
	/** What is known of the account. */
	standing: Standing;
	/** The first outcome that ends the run: a refusal in stop mode, or a fault of the account in any mode. */
	culprit?: { index: number; outcome: NotAccepted };
}

interface Opened {
	readonly account: Account;
	readonly credential: IDataObject;
}

async function openCredential(context: IExecuteFunctions): Promise<Opened> {
	const credential = await context.getCredentials<IDataObject>('zhimaApi');
	return { credential, account: openAccount(settingsFrom(credential), new Date()) };
}

/** The outcome of every row where the account itself cannot be used. */
function accountOutcome(error: AlipayError): NotAccepted {
	return {
		outcome: 'notSent',
		message: error.message,
		description: error.description,
		code: error.code,
		subCode: '',
		field: error.field ?? '',
		attempts: 0,
	};
}

/** Whether a row that is not done yet speaks against the account, and none has spoken for it. */
function isAccountInDoubt({ standing, begun }: Run): boolean {
	if (standing === 'verified') return false;
	for (const { bearing } of begun.values()) if (isInDoubt(standing, bearing)) return true;
	return false;
}

function permissionOf(run: Run): Permission {
	if (run.watch.cancelled || run.culprit?.outcome.endsRun) return 'none';
	return run.culprit || isAccountInDoubt(run) ? 'begunOnly' : 'all';
}

function noteCulprit(run: Run, index: number, outcome: RowOutcome): void {
	if (run.culprit?.outcome.endsRun || !isNotAccepted(outcome)) return;
	const isFirst = run.culprit === undefined;
	if (outcome.endsRun || (run.stopsOnError && isFirst)) run.culprit = { index, outcome };
}

type Sendable = Extract<Reading, { ok: true }>;

/**
 * Takes note of what came of a try. Resolves to the milliseconds after which the row wants another, or
 * to nothing where it is done.
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
	const mayTryAgain = permissionOf(run) !== 'none';
	if (mayTryAgain && shouldTryAgain(verdict, progress.attempts, options.maxRetries)) {
		return retryDelay(progress.attempts, Math.random());
	}
	begun.delete(index);
	if (mayTryAgain && isInDoubt(run.standing, bearing)) outcomes[index] = endingRun(outcome, bearing);
	noteCulprit(run, index, outcomes[index]);
	return undefined;
}

async function sendRows(run: Run, sending: Sending): Promise<void> {
	const { rows, options, watch, begun } = run;
	const pace = createPace(options.concurrency, options.maxPerSecond);
	const sendable = rows.readings.flatMap((reading, index) =>
		reading.ok ? [{ index, reading }] : [],
	);

	const work = async (position: number): Promise<number | undefined> => {
		const { index, reading } = sendable[position];
		if (!begun.has(index)) begun.set(index, { attempts: 0, maybeDone: false, bearing: 'none' });
		const tried = await tryOnce(sending, JSON.stringify(reading.content));
		if (tried === undefined) return undefined;
		if (tried.verdict.retry === 'slower') pace.slowDown(performance.now());
		else pace.speedUp(performance.now());
		return noteTry(run, index, reading, tried);
	};

	await schedule({
		count: sendable.length,
		keysOf: (position) => orderKeysOf(run.api, sendable[position].reading.content),
		work,
		limit: () => pace.limit(),
		wait: () => pace.start(performance.now()),
		permission: () => permissionOf(run),
		rest: (milliseconds) => watch.rest(milliseconds, () => permissionOf(run) === 'none'),
	});
}

/** Gives every row that was not begun its outcome, with the reason why the run ended before it. */
function closeRun(run: Run): RowOutcome[] {
	const { culprit, rows, watch } = run;
	const ended = watch.cancelled ? cancelledRow() : endedBefore(rows, culprit);
	return Array.from({ length: run.outcomes.length }, (_, index) => run.outcomes[index] ?? ended);
}

const cancelledRow = (): NotAccepted =>
	notBegun(
		say({
			en: 'The run was cancelled before this row was sent',
			zh: '运行在发送该行之前已被取消',
		}),
		say({ en: 'Run it again to send this row.', zh: '重新运行即可发送该行。' }),
	);

function endedBefore(rows: Rows, culprit: Run['culprit']): NotAccepted {
	const what = culprit
		? say({
				en: `The run ended at ${rows.nameOf(culprit.index)}, before this row was sent: ${culprit.outcome.message}`,
				zh: `运行在${rows.nameOf(culprit.index)}处结束，该行尚未发送：${culprit.outcome.message}`,
			})
		: say({
				en: 'The run ended before this row was sent',
				zh: '运行在发送该行之前已结束',
			});
	const advice = culprit?.outcome.endsRun
		? culprit.outcome.description
		: say({
				en: 'Deal with that row, then run this one again.',
				zh: '请先处理该行的问题，再重新运行本行。',
			});
	return notBegun(what, advice, culprit?.outcome.endsRun ? culprit.outcome : undefined);
}

function refuseWrongRows(context: IExecuteFunctions, run: Run): void {
	const wrong = run.outcomes.flatMap((outcome, index) =>
		outcome && isNotAccepted(outcome) ? [{ index, outcome }] : [],
	);
	if (wrong.length > 0) throw wrongRowsError(context, run.rows, run.outcomes.length, wrong);
}

async function deliver(
	context: IExecuteFunctions,
	run: Run,
	items: readonly INodeExecutionData[],
	outcomes: readonly RowOutcome[],
	warnings: readonly string[],
): Promise<INodeExecutionData[][]> {
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const breathe = createBreather();
	const output: INodeExecutionData[] = [];
	for (let index = 0; index < items.length; index++) {
		output.push(itemOf(run.api, items[index], index, outcomes[index], hasErrorOutput));
		const pause = breathe();
		if (pause) await pause;
	}
	context.addExecutionHints(...hintsFor(outcomes, run.rows, warnings, run.options.dryRun));
	return [output];
}

function outcomeBeforeSending(rows: Rows, isDryRun: boolean): Array<RowOutcome | undefined> {
	return rows.readings.map((reading, index) => {
		if (!reading.ok) return wrongRow(rows, index, reading.problems);
		const { content, hints } = reading;
		return isDryRun ? { outcome: 'shown', content, hints } : undefined;
	});
}

function warningsOf(account: Account): string[] {
	const warnings = [...account.warnings];
	if (account.keyMode === 'publicKey' && account.alipayPublicKey === undefined) {
		warnings.push(
			say({
				en: 'The credential holds no Alipay public key, so answers were not verified. Paste it into the credential: it stands in Alipay\'s console beside your application\'s key.',
				zh: '凭据中未填写支付宝公钥，因此未验证应答签名。请将其填入凭据：可在支付宝开放平台控制台的应用密钥处查看。',
			}),
		);
	}
	return warnings;
}

async function runWith(
	context: IExecuteFunctions,
	api: Api,
	items: INodeExecutionData[],
	opened: Opened,
	watch: Watch,
): Promise<INodeExecutionData[][]> {
	const { account, credential } = opened;
	const options = readOptions(context);
	const stopsOnError = !context.continueOnFail();
	const rows = await readRows(context, api, items, {
		now: new Date(),
		charset: account.charset,
		isCancelled: () => watch.cancelled,
	});
	const outcomes = outcomeBeforeSending(rows, options.dryRun);
	outcomes.length = items.length;
	const run: Run = {
		api,
		options,
		rows,
		outcomes,
		stopsOnError,
		watch,
		begun: new Map(),
		standing: 'unproven',
	};
	if (options.dryRun) {
		return await deliver(context, run, items, closeRun(run), account.warnings);
	}
	if (stopsOnError) refuseWrongRows(context, run);
	const transport = createTransport(context, credential, watch, options.timeout * 1_000);
	await sendRows(run, {
		account,
		rules: api,
		transport,
		renewal: createRenewal(account, transport),
		appAuthToken: options.appAuthToken,
		environment: String(credential.environment ?? 'production'),
	});
	const closed = closeRun(run);
	if (watch.cancelled) reportCancelling(context, rows, closed);
	if (stopsOnError && run.culprit) throw stoppedError(context, rows, closed, run.culprit);
	return await deliver(context, run, items, closed, warningsOf(account));
}

/** n8n throws the output of a cancelled node away; its log keeps what became of the rows. */
function reportCancelling(context: IExecuteFunctions, rows: Rows, closed: RowOutcome[]): void {
	const where = whereEachRowIs(rows, closed).join('; ');
	context.logger.warn(`${context.getNode().name}: ${tallySentence(tallyOf(closed))} ${where}`);
}

/**
 * Runs one call for every input item, and gives one item for each (contract.md, "What comes out"):
 * every row is read and checked, then sent in order and with care, and every one has exactly one
 * outcome in the end. Throws `NodeOperationError` only where the node is set to stop on errors.
 */
export async function runBatch(
	context: IExecuteFunctions,
	api: Api,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const watch = startWatch(context.getExecutionCancelSignal());
	try {
		return await runWith(context, api, items, await openCredential(context), watch);
	} catch (error) {
		if (!(error instanceof AlipayError)) {
			throw new NodeOperationError(context.getNode(), error as Error);
		}
		const outcome = accountOutcome(error);
		if (!context.continueOnFail()) {
			throw stopError(context, { message: error.message, lines: [error.description] });
		}
		const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
		return [items.map((item, index) => itemOf(api, item, index, outcome, hasErrorOutput))];
	} finally {
		watch.stop();
	}
}
