/** Compares what n8n reports with what the gateway has. */
import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import type { ExecutionItem, ExecutionResult } from '../../scripts/n8n/start-n8n';
import type { Fate } from '../../scripts/examples/trouble-rows';
import { borrowEntityUpload, fingerprintOf } from '../../zhima';
import { UPLOAD } from '../checks/documented-rules';
import type { Gateway, ReceivedRequest } from '../gateway/gateway';

export interface Check {
	readonly name: string;
	readonly ok: boolean;
	readonly detail: string;
}

export interface ReportedRow {
	/** As the spreadsheet counts. */
	readonly row: number;
	readonly outcome: 'accepted' | 'refused' | 'notSent' | 'unknown';
	readonly reason: string;
	readonly advice: string;
	/** Of what was sent; empty where it was not accepted. */
	readonly fingerprint: string;
}

/** The rows of a run of the upload workflow, in their order, with the columns that the node adds. */
export const reportedRows = (items: readonly ExecutionItem[]): ReportedRow[] =>
	items.map(({ json }, index) => {
		const outcome = json.zhima_outcome as ReportedRow['outcome'];
		return {
			row: index + 2,
			outcome,
			reason: outcome === 'accepted' ? '' : String(json.zhima_result),
			advice: String(json.zhima_advice),
			fingerprint: outcome === 'accepted' ? String(json.zhima_fingerprint) : '',
		};
	});

export const check = (name: string, ok: boolean, detail = ''): Check => ({ name, ok, detail });

const inOrder = (content: object): string =>
	JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));

const listed = (texts: readonly string[]): string => texts.slice(0, 3).join('; ');

/** The contents reported as accepted are those that the gateway accepted, and each of them has a snapshot there. */
const checkAgainstGateway = (
	label: string,
	rows: readonly ReportedRow[],
	arrived: readonly ReceivedRequest[],
	gateway: Gateway,
): Check[] => {
	const accepted = arrived.filter((request) => request.method === UPLOAD && request.accepted);
	const reported = rows.flatMap(({ fingerprint }) => (fingerprint === '' ? [] : [fingerprint])).sort();
	const stored = accepted
		.map(({ bizContent }) => fingerprintOf(borrowEntityUpload, bizContent as Record<string, string>))
		.sort();
	const onlyReported = reported.filter((fingerprint) => !stored.includes(fingerprint));
	const onlyStored = stored.filter((fingerprint) => !reported.includes(fingerprint));
	const missing = accepted.filter(({ bizContent: { category_code, entity_code } }) => {
		return !gateway.entities.has(`${String(category_code)}/${String(entity_code)}`);
	});
	return [
		check(
			`${label}: the rows reported as accepted are the rows the gateway accepted`,
			reported.join() === stored.join(),
			`${reported.length} reported, ${stored.length} accepted by the gateway. ${listed([...onlyReported, ...onlyStored])}`,
		),
		check(
			`${label}: the gateway has a snapshot of every accepted row`,
			missing.length === 0,
			`${gateway.entities.size} snapshots. ${listed(missing.map(({ bizContent }) => inOrder(bizContent)))}`,
		),
	];
};

const rowsWith = (fates: readonly Fate[], isMeant: (fate: Fate) => boolean): number[] =>
	fates.flatMap((fate, index) => (isMeant(fate) ? [index + 2] : []));

const difference = (found: readonly number[], expected: readonly number[]): string => {
	const extra = found.filter((row) => !expected.includes(row));
	const missing = expected.filter((row) => !found.includes(row));
	return `Too many: ${extra.join(', ') || 'none'}. Missing: ${missing.join(', ') || 'none'}`;
};

const checkFates = ({ label, rows, fates }: UploadRun): Check[] => {
	const wrong = rowsWith(fates, (fate) => fate !== 'accepted');
	const found = rows.filter(({ outcome }) => outcome !== 'accepted').map(({ row }) => row);
	const forGateway = rowsWith(fates, (fate) => fate === 'refused');
	const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row);
	const unexplained = rows.filter(({ outcome, reason }) => outcome !== 'accepted' && reason === '');
	return [
		check(`${label}: ${fates.length} rows were returned`, rows.length === fates.length, `${rows.length}`),
		check(
			`${label}: exactly the ${wrong.length} invalid rows were not accepted`,
			found.join() === wrong.join(),
			difference(found, wrong),
		),
		check(
			`${label}: only rows that the gateway alone can check were refused by it (${forGateway.length})`,
			refused.join() === forGateway.join(),
			difference(refused, forGateway),
		),
		check(`${label}: each of them has a reason`, unexplained.length === 0, `${unexplained.length} without one`),
	];
};

const checkResultsFile = (label: string, rows: readonly ReportedRow[], file: string): Check => {
	const book = read(readFileSync(file));
	const lines = utils.sheet_to_json<Record<string, unknown>>(book.Sheets[book.SheetNames[0]], {
		defval: '',
	});
	const wrong = rows.filter(({ outcome, advice, fingerprint }, index) => {
		const line = lines[index];
		const isSame = line?.zhima_outcome === outcome && line.zhima_advice === advice;
		return !isSame || line.zhima_result === '' || (outcome === 'accepted' && line.zhima_fingerprint !== fingerprint);
	});
	return check(
		`${label}: the results file has a status and a reason for every row`,
		lines.length === rows.length && wrong.length === 0,
		`${lines.length} rows. Different: ${wrong.map(({ row }) => row).join(', ') || 'none'}`,
	);
};

export interface UploadRun {
	readonly label: string;
	readonly execution: ExecutionResult;
	readonly rows: readonly ReportedRow[];
	/** What reached the gateway during the run. */
	readonly arrived: readonly ReceivedRequest[];
	readonly resultsFile: string;
	/** The outcome that each row must have. */
	readonly fates: readonly Fate[];
}

/** Everything that must be true after one run of the upload workflow. */
export const checkUpload = (run: UploadRun, gateway: Gateway): Check[] => {
	const { label, execution, rows, arrived, resultsFile } = run;
	const didEnd = check(
		`${label}: the workflow finished`,
		execution.status === 'success',
		execution.error ?? execution.status,
	);
	if (!didEnd.ok) return [didEnd];
	return [
		didEnd,
		...checkFates(run),
		...checkAgainstGateway(label, rows, arrived, gateway),
		checkResultsFile(label, rows, resultsFile),
	];
};

/** The mail's table has one line for every row that was not accepted. */
export const checkMail = (items: readonly ExecutionItem[], fates: readonly Fate[]): Check => {
	const table = String(items[0]?.json.table ?? '');
	const lines = (table.match(/<tr/g) ?? []).length - 1;
	const failed = fates.filter((fate) => fate !== 'accepted').length;
	const name = `Mail: one table with the ${failed} failed rows`;
	return check(name, items.length === 1 && lines === failed, `${items.length} tables, ${lines} lines`);
};

export interface WebhookCall {
	readonly status: number;
	readonly response: Record<string, unknown>;
	readonly sent: Readonly<Record<string, unknown>>;
}

/** A valid call gets 200 and is stored by the gateway; an invalid one gets 422 with the reason, and is not. */
export const checkWebhook = (right: WebhookCall, wrong: WebhookCall, gateway: Gateway): Check[] => {
	const stateOf = (call: WebhookCall) =>
		gateway.states.find(({ outBizNo }) => outBizNo === call.sent.out_biz_no);
	const bizData = String(stateOf(right)?.content.biz_data ?? '');
	return [
		check(
			'Webhook: a valid call gets 200 and success',
			right.status === 200 && right.response.success === true && right.response.verified === true,
			`${right.status} ${JSON.stringify(right.response)}`,
		),
		check(
			'Webhook: the gateway has the state with exactly the same data',
			bizData !== '' &&
				inOrder(JSON.parse(bizData) as object) === inOrder(right.sent.biz_data as object),
			bizData,
		),
		check(
			'Webhook: an invalid call gets 422 and the reason',
			wrong.status === 422 &&
				wrong.response.outcome === 'notSent' &&
				wrong.response.field === 'user_id',
			`${wrong.status} ${JSON.stringify(wrong.response)}`,
		),
		check('Webhook: the invalid call did not reach the gateway', stateOf(wrong) === undefined),
	];
};

/** A call without the webhook's secret gets 401 or 403 and reaches nothing. */
export const checkStranger = ({ status, sent }: WebhookCall, gateway: Gateway): Check[] => [
	check('Webhook: a call without the secret is turned away', status === 401 || status === 403, String(status)),
	check(
		'Webhook: and nothing of it reached the gateway',
		gateway.states.every(({ outBizNo }) => outBizNo !== sent.out_biz_no),
	),
];
