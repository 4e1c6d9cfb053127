/** Imports the example workflows into a running n8n, runs them, and compares the results with the gateway. */
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../i18n/translate';
import { cabinetRows, MISTAKES } from '../../scripts/examples/cabinet-rows';
import { troubledRows, type Fate } from '../../scripts/examples/trouble-rows';
import type { CredentialRef, RunningN8n, WorkflowJson } from '../../scripts/n8n/start-n8n';
import { ROOT } from '../../scripts/n8n/install-n8n';
import { step } from '../../scripts/install/progress.mjs';
import {
	checkMail,
	checkUpload,
	checkWebhook,
	reportedRows,
	type Check,
	type UploadRun,
	type WebhookCall,
} from './compare-with-gateway';
import type { Gateway } from '../gateway/gateway';

const EXAMPLES = path.join(ROOT, 'examples');

/** An n8n with the package installed, and the gateway that its credential uses. */
export interface Running {
	readonly n8n: RunningN8n;
	readonly gateway: Gateway;
}

const exampleWorkflow = (file: string): WorkflowJson =>
	JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as WorkflowJson;

const troublesWorkflow = (): WorkflowJson => {
	const text = JSON.stringify(exampleWorkflow('results-back-into-sheet.json'));
	const workflow = JSON.parse(text.replaceAll('/cabinets', '/troubles')) as WorkflowJson;
	return { ...workflow, name: 'Zhima: every kind of trouble' };
};

/** The examples' workflow ids. */
export interface Examples {
	readonly xlsx: string;
	readonly csv: string;
	/** Like the one that writes results into the sheet, with the sheet of troubles. */
	readonly troubles: string;
	readonly mail: string;
	readonly webhook: string;
}

const SHEETS = ['cabinets.xlsx', 'cabinets.csv', 'troubles.xlsx'];

/** Imports the sheets and all workflows; those that run first are on top of the editor's list. */
export const importExamples = async (
	n8n: RunningN8n,
	credentials: Record<string, CredentialRef>,
): Promise<Examples> => {
	for (const file of SHEETS) {
		copyFileSync(path.join(EXAMPLES, file), path.join(n8n.filesFolder, file));
	}
	const take = (file: string): Promise<string> =>
		n8n.importWorkflow(exampleWorkflow(file), credentials);
	await take('results-back-into-sheet.json');
	const mail = await take('failed-rows-mail.json');
	const troubles = await n8n.importWorkflow(troublesWorkflow(), credentials);
	const csv = await take('cabinets-upload-csv.json');
	const webhook = await take('webhook-state-sync.json');
	await n8n.publish(webhook);
	return { xlsx: await take('cabinets-upload.json'), csv, troubles, mail, webhook };
};

interface Upload {
	readonly workflowId: string;
	readonly file: string;
	readonly results: string;
	readonly fates: readonly Fate[];
}

const runUpload = async (
	{ n8n, gateway }: Running,
	{ workflowId, file, results, fates }: Upload,
): Promise<UploadRun> =>
	await step(t({ en: `Uploading ${file}`, zh: `上传 ${file}` }), async () => {
		const before = gateway.requests.length;
		const execution = await n8n.executeWorkflow(workflowId);
		return {
			label: file,
			execution,
			rows: reportedRows(execution.itemsOf('Upload cabinets')),
			arrived: gateway.requests.slice(before),
			resultsFile: path.join(n8n.filesFolder, results),
			fates,
		};
	});

const cabinetFates = (): Fate[] =>
	cabinetRows().map((_, row) => {
		const mistake = MISTAKES.find(({ index }) => index === row);
		if (mistake === undefined) return 'accepted';
		return mistake.isRefusedByGateway === true ? 'refused' : 'wrong';
	});

const runUploads = async (
	running: Running,
	examples: Examples,
	runsAll: boolean,
): Promise<UploadRun[]> => {
	const fates = cabinetFates();
	const uploads: Upload[] = [
		{ workflowId: examples.xlsx, file: 'cabinets.xlsx', results: 'cabinets-results.xlsx', fates },
		{ workflowId: examples.csv, file: 'cabinets.csv', results: 'cabinets-csv-results.xlsx', fates },
	];
	if (runsAll) {
		uploads.push({
			workflowId: examples.troubles,
			file: 'troubles.xlsx',
			results: 'troubles-with-results.xlsx',
			fates: troubledRows().map(({ trouble }) => trouble?.fate ?? 'accepted'),
		});
	}
	const runs: UploadRun[] = [];
	for (const upload of uploads) runs.push(await runUpload(running, upload));
	return runs;
};

const runMail = async (n8n: RunningN8n, workflowId: string): Promise<Check> =>
	await step(t({ en: 'Sending failed rows by mail', zh: '用邮件发送失败的行' }), async () => {
		const execution = await n8n.executeWorkflow(workflowId);
		return checkMail(execution.itemsOf('Table for the mail'), cabinetFates());
	});

/** A sold ticket, as a cinema's system would report it. */
const TICKET = {
	user_id: '2088102122458832',
	out_biz_no: '100220200103194523683',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: {
		buyCnt: 3,
		cinemaAdderess: '杭华街',
		cinemaId: 0,
		cinemaLocation: '120.1642,30.2546',
		cinemaName: '自由人影城',
		endTime: '2026-11-25 15:00:00',
		extInfo: '{}',
		orderNo: '100220200103194523683',
		scheduleId: '12312',
		seatId: '222',
		startTime: '2026-11-25 12:30:00',
	},
};

const callWebhook = async (url: string, sent: Record<string, unknown>): Promise<WebhookCall> => {
	const response = await fetch(`${url}/webhook/zhima-state-sync`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(sent),
	});
	const text = await response.text();
	try {
		return { status: response.status, response: JSON.parse(text) as Record<string, unknown>, sent };
	} catch {
		return { status: response.status, response: { text: text.slice(0, 500) }, sent };
	}
};

/** A valid call and an invalid one. */
const callTwice = async ({ url }: RunningN8n): Promise<[WebhookCall, WebhookCall]> =>
	await step(t({ en: 'Calling the webhook', zh: '调用 Webhook' }), async () => [
		await callWebhook(url, TICKET),
		await callWebhook(url, { ...TICKET, out_biz_no: '100220200103194523684', user_id: '2088' }),
	]);

export interface ExamplesSeen {
	readonly uploads: readonly UploadRun[];
	readonly calls: readonly WebhookCall[];
	readonly checks: readonly Check[];
}

/** Runs both uploads and calls the webhook; `runsAll`: also the sheet of troubles and the mail. */
export const runExamples = async (
	running: Running,
	examples: Examples,
	runsAll: boolean,
): Promise<ExamplesSeen> => {
	const { n8n, gateway } = running;
	const uploads = await runUploads(running, examples, runsAll);
	const [right, wrong] = await callTwice(n8n);
	const mail = runsAll ? [await runMail(n8n, examples.mail)] : [];
	const checks = [
		...mail,
		...uploads.flatMap((upload) => checkUpload(upload, gateway)),
		...checkWebhook(right, wrong, gateway),
	];
	return { uploads, calls: [right, wrong], checks };
};
