import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AlipayError, openAccount, settingsFrom } from '../../alipay';
import type { Account } from '../../alipay';
import { t } from '../../i18n/translate';
import type { Api } from '../../zhima';
import { failedRun, settleRun, notSentOver } from './settle-run';
import { readOptions } from '../form/run-options';
import { isNotAccepted, tallyOf } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { createCertificateRotation } from './fetch-certificate';
import {
	hintOfFault,
	hintsFor,
	itemOf,
	stopError,
	stoppedError,
	tallySentence,
	whereEachRowIs,
	invalidRow,
	invalidRowsError,
} from '../output/report';
import { readRows } from '../input/read-rows';
import type { Rows } from '../input/read-rows';
import { sendRows } from './send-rows';
import type { Run } from './send-rows';
import { createTransport } from './http-transport';
import { startDeadlines } from './deadlines';
import type { Deadlines } from './deadlines';
import { inSlices } from './time-slices';

interface Opened {
	readonly account: Account;
	readonly credential: IDataObject;
}

async function openCredential(context: IExecuteFunctions): Promise<Opened> {
	const credential = await context.getCredentials<IDataObject>('zhimaApi');
	return { credential, account: await openAccount(settingsFrom(credential), new Date()) };
}

async function refuseInvalidRows(context: IExecuteFunctions, run: Run): Promise<void> {
	const wrong: Array<{ index: number; outcome: NotAccepted }> = [];
	await inSlices(run.outcomes, (outcome, index) => {
		if (outcome && isNotAccepted(outcome)) wrong.push({ index, outcome });
	});
	if (wrong.length > 0) throw invalidRowsError(context, run.rows, run.outcomes.length, wrong);
}

/** The items for all rows, in the input's order. */
async function itemsOf(
	context: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	outcomeAt: (index: number) => RowOutcome,
): Promise<INodeExecutionData[][]> {
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const output: INodeExecutionData[] = [];
	await inSlices(items, (item, index) => {
		output.push(itemOf(api, item, index, outcomeAt(index), hasErrorOutput));
	});
	return [output];
}

async function deliver(
	context: IExecuteFunctions,
	run: Run,
	items: readonly INodeExecutionData[],
	outcomes: readonly RowOutcome[],
	warnings: readonly string[],
): Promise<INodeExecutionData[][]> {
	const output = await itemsOf(context, run.api, items, (index) => outcomes[index]);
	context.addExecutionHints(...hintsFor(outcomes, run.rows, warnings, run.options.dryRun));
	return output;
}

async function outcomesBeforeSending(
	rows: Rows,
	count: number,
	isDryRun: boolean,
): Promise<Array<RowOutcome | undefined>> {
	const outcomes: Array<RowOutcome | undefined> = [];
	await inSlices(rows.readings, (reading, index) => {
		if (!reading.ok) outcomes.push(invalidRow(rows, index, reading.issues));
		else if (isDryRun) outcomes.push({ ...reading, outcome: 'shown' });
		else outcomes.push(undefined);
	});
	outcomes.length = count;
	return outcomes;
}

function warningsOf(account: Account): string[] {
	const warnings = [...account.warnings];
	if (account.keyMode === 'publicKey' && account.alipayPublicKey === undefined) {
		warnings.push(
			t({
				en: "The credential holds no Alipay public key, so answers were not verified. Paste it into the credential: it stands in Alipay's console beside your application's key.",
				zh: '凭证中未填写支付宝公钥，因此未验证应答签名。请将其填入凭证：可在支付宝开放平台控制台的应用密钥处查看。',
			}),
		);
	}
	return warnings;
}

interface Preparation {
	readonly context: IExecuteFunctions;
	readonly api: Api;
	readonly items: INodeExecutionData[];
	readonly deadlines: Deadlines;
}

/** Reads and checks all that the run needs; nothing is sent yet. */
async function prepare({ context, api, items, deadlines }: Preparation, account: Account): Promise<Run> {
	const options = readOptions(context);
	const rows = await readRows(context, api, items, {
		now: new Date(),
		charset: account.charset,
		isCancelled: () => deadlines.cancelled,
	});
	return {
		api,
		options,
		rows,
		outcomes: await outcomesBeforeSending(rows, items.length, options.dryRun),
		stopsOnError: !context.continueOnFail(),
		deadlines,
		started: new Map(),
		accountStatus: 'unproven',
	};
}

async function carryOut(
	{ context, api, items, deadlines }: Preparation,
	{ account, credential }: Opened,
	run: Run,
): Promise<INodeExecutionData[][]> {
	const { options, rows, stopsOnError } = run;
	if (options.dryRun) return await deliver(context, run, items, await settleRun(run), account.warnings);
	if (stopsOnError) await refuseInvalidRows(context, run);
	const transport = createTransport(context, credential, deadlines, options.timeout * 1_000);
	await sendRows(run, {
		account,
		rules: api,
		transport,
		rotation: createCertificateRotation(account, transport),
		appAuthToken: options.appAuthToken,
		environment: String(credential.environment ?? 'production'),
	});
	const settled = await settleRun(run);
	if (deadlines.cancelled) reportCancelling(context, rows, settled);
	if (stopsOnError && run.culprit) throw stoppedError(context, rows, settled, run.culprit);
	return await deliver(context, run, items, settled, warningsOf(account));
}

/** n8n throws the output of a cancelled node away; its log keeps what became of the rows. */
function reportCancelling(context: IExecuteFunctions, rows: Rows, settled: RowOutcome[]): void {
	const where = whereEachRowIs(rows, settled).join('; ');
	context.logger.warn(`${context.getNode().name}: ${tallySentence(tallyOf(settled))} ${where}`);
}

/** The error that ends the node, where it is set to stop. */
function asStopError(context: IExecuteFunctions, error: unknown): Error {
	if (error instanceof AlipayError) {
		return stopError(context, { message: error.message, lines: [error.description] });
	}
	return error instanceof NodeOperationError
		? error
		: new NodeOperationError(context.getNode(), error as Error);
}

/**
 * Runs one call for every input item, and gives one item for each (contract.md, "What comes out"):
 * every row is read and checked, then sent in order and with care, and every one has exactly one
 * outcome in the end. Throws `NodeOperationError` only where the node is set to stop on errors: of a
 * node that is set to continue, n8n would send the rows on by the regular output, as if all were well.
 */
export async function runBatch(
	context: IExecuteFunctions,
	api: Api,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const deadlines = startDeadlines(context.getExecutionCancelSignal());
	const preparation = { context, api, items, deadlines };
	let run: Run | undefined;
	try {
		// n8n has just handed the items over in one go; others may want their turn.
		await sleep(0);
		const opened = await openCredential(context);
		run = await prepare(preparation, opened.account);
		return await carryOut(preparation, opened, run);
	} catch (error) {
		if (!context.continueOnFail()) throw asStopError(context, error);
		const notSent = notSentOver(error);
		const outcomes = run ? failedRun(run, error) : items.map(() => notSent);
		context.addExecutionHints(hintOfFault(outcomes, notSent));
		return await itemsOf(context, api, items, (index) => outcomes[index]);
	} finally {
		deadlines.stop();
	}
}
