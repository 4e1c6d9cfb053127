/** Imports the example workflows into a running n8n, runs them, and compares the results with the gateway. */
import { randomBytes } from 'node:crypto';
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
	checkStranger,
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
	const text = JSON.stringify(exampleWorkflow('cabinets-upload.json'));
	const workflow = JSON.parse(text.replaceAll('/cabinets', '/troubles')) as WorkflowJson;
	return { ...workflow, name: 'Zhima: every kind of trouble' };
};

/** The examples' workflow ids. */
export interface Examples {
	readonly xlsx: string;
	readonly csv: string;
	/** Like the first, with the sheet of troubles. */
	readonly troubles: string;
	readonly mail: string;
	readonly webhook: string;
	readonly doors: Doors;
}

/** What opens the examples that listen, made anew for each demo. */
export interface Doors {
	/** The header's value for the webhook. */
	readonly secret: string;
	/** For the upload page. */
	readonly user: string;
	readonly password: string;
}

const makeDoors = (): Doors => ({
	secret: randomBytes(24).toString('base64url'),
	user: 'colleague',
	password: randomBytes(9).toString('base64url'),
});

const SECRET_HEADER = 'X-Zhima-Secret';

const SHEETS = ['cabinets.xlsx', 'cabinets.csv', 'troubles.xlsx', 'many-merchants.xlsx'];

/** Imports the sheets and all workflows; those that run first are on top of the editor's list. */
export const importExamples = async (
	n8n: RunningN8n,
	zhimaApi: CredentialRef,
): Promise<Examples> => {
	const doors = makeDoors();
	const { secret, user, password } = doors;
	const credentials: Record<string, CredentialRef> = {
		zhimaApi,
		httpHeaderAuth: await n8n.importCredentials('httpHeaderAuth', 'Zhima webhook secret', { name: SECRET_HEADER, value: secret }),
		httpBasicAuth: await n8n.importCredentials('httpBasicAuth', 'Zhima page', { user, password }),
	};
	for (const file of SHEETS) {
		copyFileSync(path.join(EXAMPLES, file), path.join(n8n.filesFolder, file));
	}
	const take = (file: string): Promise<string> =>
		n8n.importWorkflow(exampleWorkflow(file), credentials);
	await take('many-merchants.json');
	await take('changed-rows-only.json');
	const page = await take('upload-page.json');
	await n8n.publish(page);
	await take('results-back-into-sheet.json');
	const mail = await take('failed-rows-mail.json');
	const troubles = await n8n.importWorkflow(troublesWorkflow(), credentials);
	const csv = await take('cabinets-upload-csv.json');
	const webhook = await take('webhook-state-sync.json');
	await n8n.publish(webhook);
	return { xlsx: await take('cabinets-upload.json'), csv, troubles, mail, webhook, doors };
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
			results: 'troubles-results.xlsx',
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

const callWebhook = async (
	url: string,
	sent: Record<string, unknown>,
	headers: Record<string, string>,
): Promise<WebhookCall> => {
	const response = await fetch(`${url}/webhook/zhima-state-sync`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(sent),
	});
	const text = await response.text();
	try {
		return { status: response.status, response: JSON.parse(text) as Record<string, unknown>, sent };
	} catch {
		return { status: response.status, response: { text: text.slice(0, 500) }, sent };
	}
};

/** A valid call, an invalid one, and a valid one without the secret. */
const callWebhooks = async ({ url }: RunningN8n, { secret }: Doors): Promise<[WebhookCall, WebhookCall, WebhookCall]> =>
	await step(t({ en: 'Calling the webhook', zh: '调用 Webhook' }), async () => {
		const known = { [SECRET_HEADER]: secret };
		return [
			await callWebhook(url, TICKET, known),
			await callWebhook(url, { ...TICKET, out_biz_no: '100220200103194523684', user_id: '2088' }, known),
			await callWebhook(url, { ...TICKET, out_biz_no: '100220200103194523685' }, {}),
		];
	});

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
	const [right, wrong, stranger] = await callWebhooks(n8n, examples.doors);
	const mail = runsAll ? [await runMail(n8n, examples.mail)] : [];
	const checks = [
		...mail,
		...uploads.flatMap((upload) => checkUpload(upload, gateway)),
		...checkWebhook(right, wrong, gateway),
		...checkStranger(stranger, gateway),
	];
	return { uploads, calls: [right, wrong, stranger], checks };
};
