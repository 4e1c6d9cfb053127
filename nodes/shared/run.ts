import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AlipayError, openAccount, settingsFrom } from '../../alipay';
import type { Account } from '../../alipay';
import { say } from '../../i18n/text';
import type { Api } from '../../zhima';
import { brokenRun, closeRun, notSentOver } from './close';
import { readOptions } from './options';
import { isNotAccepted, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';
import { createRenewal } from './renewal';
import {
	hintOfFault,
	hintsFor,
	itemOf,
	stopError,
	stoppedError,
	tallySentence,
	whereEachRowIs,
	wrongRow,
	wrongRowsError,
} from './report';
import { inSlices, readRows } from './rows';
import type { Rows } from './rows';
import { sendRows } from './send-rows';
import type { Run } from './send-rows';
import { createTransport } from './transport';
import { startWatch } from './watch';
import type { Watch } from './watch';

interface Opened {
	readonly account: Account;
	readonly credential: IDataObject;
}

async function openCredential(context: IExecuteFunctions): Promise<Opened> {
	const credential = await context.getCredentials<IDataObject>('zhimaApi');
	return { credential, account: openAccount(settingsFrom(credential), new Date()) };
}

async function refuseWrongRows(context: IExecuteFunctions, run: Run): Promise<void> {
	const wrong: Array<{ index: number; outcome: NotAccepted }> = [];
	await inSlices(run.outcomes, (outcome, index) => {
		if (outcome && isNotAccepted(outcome)) wrong.push({ index, outcome });
	});
	if (wrong.length > 0) throw wrongRowsError(context, run.rows, run.outcomes.length, wrong);
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
		if (!reading.ok) outcomes.push(wrongRow(rows, index, reading.problems));
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
			say({
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
	readonly watch: Watch;
}

/** Reads and checks all that the run needs; nothing is sent yet. */
async function prepare({ context, api, items, watch }: Preparation, account: Account): Promise<Run> {
	const options = readOptions(context);
	const rows = await readRows(context, api, items, {
		now: new Date(),
		charset: account.charset,
		isCancelled: () => watch.cancelled,
	});
	return {
		api,
		options,
		rows,
		outcomes: await outcomesBeforeSending(rows, items.length, options.dryRun),
		stopsOnError: !context.continueOnFail(),
		watch,
		begun: new Map(),
		standing: 'unproven',
	};
}

async function carryOut(
	{ context, api, items, watch }: Preparation,
	{ account, credential }: Opened,
	run: Run,
): Promise<INodeExecutionData[][]> {
	const { options, rows, stopsOnError } = run;
	if (options.dryRun) return await deliver(context, run, items, await closeRun(run), account.warnings);
	if (stopsOnError) await refuseWrongRows(context, run);
	const transport = createTransport(context, credential, watch, options.timeout * 1_000);
	await sendRows(run, {
		account,
		rules: api,
		transport,
		renewal: createRenewal(account, transport),
		appAuthToken: options.appAuthToken,
		environment: String(credential.environment ?? 'production'),
	});
	const closed = await closeRun(run);
	if (watch.cancelled) reportCancelling(context, rows, closed);
	if (stopsOnError && run.culprit) throw stoppedError(context, rows, closed, run.culprit);
	return await deliver(context, run, items, closed, warningsOf(account));
}

/** n8n throws the output of a cancelled node away; its log keeps what became of the rows. */
function reportCancelling(context: IExecuteFunctions, rows: Rows, closed: RowOutcome[]): void {
	const where = whereEachRowIs(rows, closed).join('; ');
	context.logger.warn(`${context.getNode().name}: ${tallySentence(tallyOf(closed))} ${where}`);
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
	const watch = startWatch(context.getExecutionCancelSignal());
	const preparation = { context, api, items, watch };
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
		const outcomes = run ? brokenRun(run, error) : items.map(() => notSent);
		context.addExecutionHints(hintOfFault(outcomes, notSent));
		return await itemsOf(context, api, items, (index) => outcomes[index]);
	} finally {
		watch.stop();
	}
}
