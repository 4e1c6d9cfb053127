import { sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeExecutionHint, NodeOperationError } from 'n8n-workflow';

import { AlipayError, openAccount, settingsFrom } from '../../alipay';
import type { Account } from '../../alipay';
import { t } from '../../i18n/translate';
import type { Api } from '../../zhima';
import { outputFormOf } from '../form/run-options';
import type { OutputForm } from '../form/run-options';
import { createOptionValues } from '../input/option-values';
import { readOptions } from '../input/read-options';
import { readRows } from '../input/read-rows';
import { createRowSettings } from '../input/row-settings';
import type { RowSettings } from '../input/row-settings';
import type { Rows } from '../input/rows';
import { createMayBeStoredDate, createOriginOf } from '../input/sheet-dates';
import { isNotAccepted, tallyOf } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { itemOf } from '../output/output-items';
import { whatBecameOf, whereEachRowIs } from '../output/row-ranges';
import { turnRetryOff } from '../output/retry-on-fail';
import { hintOfFault, hintsFor } from '../output/run-hints';
import { faultError, foreignError, invalidRowsError, stoppedError } from '../output/stop-errors';
import { tallySentence } from '../output/tally-sentence';
import { invalidRow } from '../output/unsent-rows';
import { startDeadlines } from './deadlines';
import type { Deadlines } from './deadlines';
import { errorHandlingOf, inputOf, nameOfRun } from './error-handling';
import type { ErrorHandling } from './error-handling';
import { createCertificateRotation } from './fetch-certificate';
import { createTransport } from './http-transport';
import { readCredential } from './row-credential';
import { sendRows } from './send-rows';
import type { Run } from './send-rows';
import { failedRun, notSentOver, settleRun, unexpected } from './settle-run';
import { inSlices } from './time-slices';

/** What n8n passes for one execution of the node. */
interface Batch {
	readonly context: IExecuteFunctions;
	readonly api: Api;
	readonly items: INodeExecutionData[];
	readonly errorHandling: ErrorHandling;
	readonly form: OutputForm;
	readonly deadlines: Deadlines;
	/** Columns that the credential's expressions read secrets from. */
	readonly secretColumns: string[];
}

/**
 * How a run ends: with an item for each row, or with the error that stops the workflow. Expected errors
 * are values here, so everything that is thrown is unexpected.
 */
type Ending =
	| { readonly output: INodeExecutionData[][]; readonly error?: undefined }
	| { readonly error: NodeOperationError };

interface Opened {
	readonly account: Account;
	readonly credential: IDataObject;
}

async function openCredential({ context, items, deadlines, secretColumns }: Batch): Promise<Opened> {
	const { credential, columns, error } = await readCredential(context, items.length, () => deadlines.cancelled);
	secretColumns.push(...columns);
	if (error) throw error;
	return { credential, account: await openAccount(settingsFrom(credential), new Date()) };
}

/** The outcomes that are known before anything is sent: of invalid rows, and of those that are only to be shown. */
async function outcomesBeforeSending(
	rows: Rows,
	count: number,
): Promise<Array<RowOutcome | undefined>> {
	const outcomes: Array<RowOutcome | undefined> = [];
	await inSlices(rows.readings, (reading, index) => {
		if (!reading.ok) outcomes.push(invalidRow(rows, index, reading.issues));
		else if (rows.settings.isDryRun(index)) outcomes.push({ ...reading, outcome: 'shown' });
		else outcomes.push(undefined);
	});
	outcomes.length = count;
	return outcomes;
}

/** Items → rows → business content: all that the run needs, read and checked. Nothing is sent. */
async function prepareRun({ context, api, items, errorHandling, deadlines, secretColumns }: Batch, account: Account): Promise<Run> {
	const isCancelled = () => deadlines.cancelled;
	const options = await readOptions(context, items, isCancelled);
	const rows = await readRows(context, api, items, {
		now: new Date(),
		charset: account.charset,
		settings: createRowSettings(options.values, account.appAuthToken ?? '', secretColumns),
		isCancelled,
		originOf: createOriginOf(context),
		mayBeStoredDate: createMayBeStoredDate(context),
	});
	return {
		api,
		options: options.run,
		rows,
		isDryRun: rows.readings.length > 0 && rows.readings.every((_, index) => rows.settings.isDryRun(index)),
		outcomes: await outcomesBeforeSending(rows, items.length),
		stopsOnError: errorHandling.stops,
		deadlines,
		started: new Map(),
		accountStatus: 'unproven',
	};
}

/** The error of a run that is set to stop and has invalid rows: nothing is sent then. */
async function errorOfInvalidRows(context: IExecuteFunctions, run: Run): Promise<NodeOperationError | undefined> {
	const invalid: Array<{ index: number; outcome: NotAccepted }> = [];
	await inSlices(run.outcomes, (outcome, index) => {
		if (outcome && isNotAccepted(outcome)) invalid.push({ index, outcome });
	});
	if (invalid.length === 0) return undefined;
	return invalidRowsError(context, run.api, run.rows, invalid);
}

/** Business content → signed request → n8n's HTTP helper → response → outcome, for every row that can be sent. */
async function sendAll({ context, api, deadlines }: Batch, { account, credential }: Opened, run: Run): Promise<void> {
	const transport = createTransport(context, credential, deadlines, run.options.timeout * 1_000);
	await sendRows(run, {
		account,
		rules: api,
		transport,
		rotation: createCertificateRotation(account, transport),
		environment: String(credential.environment ?? 'production'),
	});
}

/** The item for one row. An input that cannot be copied is left out; what became of the row is not. */
function safeItemOf(...[api, input, index, outcome, destination]: Parameters<typeof itemOf>): INodeExecutionData {
	try {
		return itemOf(api, input, index, outcome, destination);
	} catch {
		return itemOf(api, { json: {} }, index, outcome, destination);
	}
}

type HiddenSettings = Pick<RowSettings, 'tokenSources' | 'tokenTextsOf'>;

/** Outcomes → items, one for each row, in the input's order. */
async function itemsOf(
	{ api, items, errorHandling: { hasErrorOutput }, form }: Batch,
	settings: HiddenSettings | undefined,
	outcomeAt: (index: number) => RowOutcome,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	await inSlices(items, (item, index) => {
		const hidden = { columns: settings?.tokenSources ?? [], texts: settings?.tokenTextsOf(index) ?? [] };
		output.push(safeItemOf(api, item, index, outcomeAt(index), { hasErrorOutput, form, hidden }));
	});
	return [output];
}

/** Hints are an extra that older versions of n8n do not have: no run fails over them. */
function addHints(context: IExecuteFunctions, hints: () => NodeExecutionHint[]): void {
	try {
		context.addExecutionHints(...hints());
	} catch {
		// The items hold every outcome without them.
	}
}

function warningsOf(account: Account, { isRetried }: ErrorHandling): string[] {
	const warnings = [...account.warnings, ...(isRetried ? [turnRetryOff()] : [])];
	if (account.keyMode === 'publicKey' && account.alipayPublicKey === undefined) {
		warnings.push(
			t({
				en: '"Alipay Public Key" in the credential is empty, so responses weren\'t verified. Copy the key from your app\'s settings in the Alipay console and paste it there.',
				zh: '凭证中未填写“支付宝公钥”，因此未对响应验签。请在支付宝开放平台控制台的应用设置中复制该公钥并填入凭证。',
			}),
		);
	}
	return warnings;
}

async function deliver(batch: Batch, run: Run, outcomes: readonly RowOutcome[], account: Account): Promise<Ending> {
	const { context } = batch;
	const warnings = run.isDryRun ? account.warnings : warningsOf(account, batch.errorHandling);
	const output = await itemsOf(batch, run.rows.settings, (index) => outcomes[index]);
	addHints(context, () => hintsFor(run, outcomes, warnings));
	return { output };
}

/** n8n drops the output of a canceled node; its log keeps the outcomes of the rows. */
function reportCancelling(context: IExecuteFunctions, rows: Rows, settled: RowOutcome[]): void {
	const where = whereEachRowIs(rows, settled).join('; ');
	const { logger } = context as Partial<IExecuteFunctions>;
	logger?.warn(`${nameOfRun(context)}: ${tallySentence(tallyOf(settled))} ${where}`);
}

async function carryOut(batch: Batch, opened: Opened, run: Run): Promise<Ending> {
	const { context, deadlines } = batch;
	if (!run.isDryRun) {
		const error = run.stopsOnError ? await errorOfInvalidRows(context, run) : undefined;
		if (error) return { error };
		await sendAll(batch, opened, run);
	}
	const settled = await settleRun(run);
	if (deadlines.cancelled) reportCancelling(context, run.rows, settled);
	if (run.stopsOnError && run.endedBy) return { error: stoppedError(context, run.rows, settled, run.endedBy) };
	return await deliver(batch, run, settled, opened.account);
}

/** The error that stops the workflow where the run failed before any row could be sent. */
function errorBeforeSending({ context, items }: Batch, error: unknown): NodeOperationError {
	if (error instanceof AlipayError) {
		const { message, description } = error;
		return faultError(context, { message, description, lines: [], isOfOneRow: items.length === 1 });
	}
	return foreignError(context, notSentOver(error).message, error);
}

/** The same where rows may have been sent: it says what became of each. */
function errorWhileSending(
	context: IExecuteFunctions,
	rows: Rows,
	outcomes: readonly RowOutcome[],
	{ message, description }: NotAccepted,
	isForeseen: boolean,
): NodeOperationError {
	const isOfOneRow = outcomes.length === 1;
	return faultError(context, {
		message: isForeseen ? message : t({ en: `Unexpected error: ${message}`, zh: `意外错误：${message}` }),
		description,
		lines: isOfOneRow
			? [whatBecameOf(outcomes[0])]
			: [tallySentence(tallyOf(outcomes)), ...whereEachRowIs(rows, outcomes)],
		isOfOneRow,
	});
}

/** The settings of rows that were not read, so that no item shows a token; undefined where they can't be read. */
function settingsOf({ context, items, secretColumns }: Batch): HiddenSettings | undefined {
	try {
		return createRowSettings(createOptionValues(context, items), '', secretColumns);
	} catch {
		return undefined;
	}
}

/** How a run ends after an unexpected error at any point: every row still has its outcome. */
async function endOver(error: unknown, batch: Batch, run: Run | undefined): Promise<Ending> {
	const { context } = batch;
	const outcomes = run && (await failedRun(run, error));
	const fault = run ? unexpected(error) : notSentOver(error);
	if (batch.errorHandling.stops) {
		return {
			error:
				run && outcomes
					? errorWhileSending(context, run.rows, outcomes, fault, error instanceof AlipayError)
					: errorBeforeSending(batch, error),
		};
	}
	const outcomeAt = (index: number) => outcomes?.[index] ?? fault;
	addHints(context, () => [hintOfFault(batch.items.map((_, index) => outcomeAt(index)), fault, batch.form)]);
	return { output: await itemsOf(batch, run?.rows.settings ?? settingsOf(batch), outcomeAt) };
}

/** The execution's own signal; n8n's older versions have none. */
function cancelSignalOf(context: IExecuteFunctions): AbortSignal | undefined {
	try {
		const { getExecutionCancelSignal } = context as Partial<IExecuteFunctions>;
		return getExecutionCancelSignal?.call(context);
	} catch {
		return undefined;
	}
}

/**
 * Runs one call for every input item, and gives one item for each:
 *
 * row → parse, validate → business content → sign → HTTP helper → verify, classify → outcome → item
 *
 * Every row is read and checked, then sent in order, and every one has exactly one outcome in the end,
 * even after an unexpected error. Throws `NodeOperationError` only where the node is set to stop on errors: if a
 * node that is set to continue threw, n8n would pass the rows on to the regular output as if they were fine.
 */
export async function runBatch(
	context: IExecuteFunctions,
	api: Api,
): Promise<INodeExecutionData[][]> {
	const { items, fault } = inputOf(context);
	const deadlines = startDeadlines(cancelSignalOf(context));
	const [errorHandling, form] = [errorHandlingOf(context), outputFormOf(context)];
	const batch: Batch = { context, api, items, errorHandling, form, deadlines, secretColumns: [] };
	let run: Run | undefined;
	let ending: Ending;
	try {
		if (fault !== undefined) throw fault.error;
		// n8n has just handed the items over in one go; others may want their turn.
		await sleep(0);
		const opened = await openCredential(batch);
		run = await prepareRun(batch, opened.account);
		ending = await carryOut(batch, opened, run);
	} catch (error) {
		ending = await endOver(error, batch, run);
	} finally {
		deadlines.stop();
	}
	if (ending.error) throw ending.error;
	return ending.output;
}
