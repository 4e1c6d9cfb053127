/** The demo's steps, one after the other. */
import {
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { say, type Language } from '../i18n/text';
import {
	installN8n,
	startN8n,
	type CredentialRef,
	type RunningN8n,
	type WorkflowJson,
} from '../scripts/n8n';
import { CACHE, LOGS, ROOT } from '../scripts/n8n-install';
import { cabinetRows, MISTAKES } from '../scripts/example-rows';
import { troubledRows, type Fate } from '../scripts/example-troubles';
import { runLogged, step, steps } from '../scripts/progress.mjs';
import {
	checkMail,
	checkUpload,
	checkWebhook,
	reportedRows,
	type Check,
	type ReportedRow,
	type UploadRun,
	type WebhookCall,
} from './demo-checks';
import { rangesOf, tableOf } from './demo-table';
import { startGateway, type Gateway } from './gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from './keys';

export interface DemoOptions {
	readonly language: Language;
	/** End everything when the checks are done. */
	readonly endsAfterChecks: boolean;
	/** In place of packing the sources. */
	readonly packageTarball?: string;
	/** Run the other examples as well. */
	readonly runsAll: boolean;
	/** The editor's, if it is free. */
	readonly port: number;
}

const EXAMPLES = path.join(ROOT, 'examples');
const REPORT = path.join(CACHE, 'reports', 'demo.json');

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const packSources = async (language: Language): Promise<string> => {
	const log = path.join(LOGS, `demo-pack-${process.pid}.log`);
	const script = path.join(ROOT, 'scripts', 'pack.mjs');
	const lang = language === 'zh' ? 'zh-CN' : 'en';
	await runLogged(process.execPath, [script, '--lang', lang], { cwd: ROOT, log, name: 'pack' });
	return readFileSync(log, 'utf8').trimEnd().split('\n').at(-1)!;
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** `.cache/demo-<process id>`, kept when the demo ends, so that one can look into it; the next demo removes it. */
const makeUserFolder = (): string => {
	mkdirSync(CACHE, { recursive: true });
	for (const name of readdirSync(CACHE)) {
		const pid = /^demo-(\d+)$/.exec(name)?.[1];
		if (pid !== undefined && !isRunning(Number(pid))) {
			rmSync(path.join(CACHE, name), { recursive: true, force: true });
		}
	}
	const folder = path.join(CACHE, `demo-${process.pid}`);
	mkdirSync(folder, { recursive: true });
	return realpathSync(folder);
};

const exampleWorkflow = (file: string): WorkflowJson =>
	JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as WorkflowJson;

const troublesWorkflow = (): WorkflowJson => {
	const text = JSON.stringify(exampleWorkflow('results-back-into-sheet.json'));
	const workflow = JSON.parse(text.replaceAll('/cabinets', '/troubles')) as WorkflowJson;
	return { ...workflow, name: 'Zhima: every kind of trouble' };
};

interface Workflows {
	readonly xlsx: string;
	readonly csv: string;
	/** Like that for the results in the sheet, reading the sheet of troubles. */
	readonly troubles: string;
	readonly mail: string;
	readonly webhook: string;
}

const SHEETS = ['cabinets.xlsx', 'cabinets.csv', 'troubles.xlsx'];

/** Puts in the sheets and all workflows, those that run first on top of the editor's list. */
const importWorkflows = async (
	n8n: RunningN8n,
	credentials: Record<string, CredentialRef>,
): Promise<Workflows> => {
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
	await step(say({ en: `Uploading ${file}`, zh: `上传 ${file}` }), async () => {
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
		if (mistake === undefined) return 'taken';
		return mistake.isRefusedByGateway === true ? 'refused' : 'wrong';
	});

const runUploads = async (
	running: Running,
	workflows: Workflows,
	runsAll: boolean,
): Promise<UploadRun[]> => {
	const fates = cabinetFates();
	const uploads: Upload[] = [
		{ workflowId: workflows.xlsx, file: 'cabinets.xlsx', results: 'cabinets-results.xlsx', fates },
		{ workflowId: workflows.csv, file: 'cabinets.csv', results: 'cabinets-csv-results.xlsx', fates },
	];
	if (runsAll) {
		uploads.push({
			workflowId: workflows.troubles,
			file: 'troubles.xlsx',
			results: 'troubles-with-results.xlsx',
			fates: troubledRows().map(({ trouble }) => trouble?.fate ?? 'taken'),
		});
	}
	const runs: UploadRun[] = [];
	for (const upload of uploads) runs.push(await runUpload(running, upload));
	return runs;
};

const runMail = async (n8n: RunningN8n, workflowId: string): Promise<Check> =>
	await step(say({ en: 'Failed rows by mail', zh: '失败的行发邮件' }), async () => {
		const execution = await n8n.executeWorkflow(workflowId);
		return checkMail(execution.itemsOf('Table for the mail'), cabinetFates());
	});

/** A ticket bought, as a cinema's system would tell it. */
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
		return { status: response.status, answer: JSON.parse(text) as Record<string, unknown>, sent };
	} catch {
		return { status: response.status, answer: { text: text.slice(0, 500) }, sent };
	}
};

const OUTCOME_WORDS = {
	accepted: { en: 'accepted', zh: '已受理' },
	refused: { en: 'refused by the gateway', zh: '被网关拒绝' },
	notSent: { en: 'refused before sending', zh: '发送前被拒绝' },
	unknown: { en: 'outcome unknown', zh: '结果未知' },
} as const;

/** Without the row's number, which stands beside it. What to do is within the reason where we complained ourselves. */
const toldReason = ({ outcome, reason, advice }: ReportedRow): string => {
	const told = outcome === 'notSent' ? reason : `${reason} ${advice}`;
	return told.replace(/^(Row|第) ?\d+( 行)?[:：] ?/, '');
};

/** A list of rows, cut behind one of them. */
const shortened = (list: string, length: number): string =>
	list.length <= length ? list : `${list.slice(0, list.lastIndexOf(', ', length))}, …`;

/** The cell's value within a complaint. */
const VALUE = /(?:is |的值为)“[^”]*”/g;

/** One line for each different complaint, with the first row's value. */
const describeUpload = ({ label, rows, execution }: UploadRun): string => {
	const accepted = rows.filter(({ outcome }) => outcome === 'accepted').map(({ row }) => row);
	const others = rows.filter(({ outcome }) => outcome !== 'accepted');
	const title = say({
		en: `${label}: ${rows.length} rows, ${accepted.length} accepted, ${others.length} refused`,
		zh: `${label}：共 ${rows.length} 行，已受理 ${accepted.length} 行，被拒绝 ${others.length} 行`,
	});
	const headings = [
		say({ en: 'Row', zh: '行' }),
		say({ en: 'Outcome', zh: '结果' }),
		say({ en: 'Reason', zh: '原因' }),
	];
	const failure = execution.error === undefined ? [] : [execution.error];
	const rowsByComplaint = new Map<string, ReportedRow[]>();
	for (const each of others) {
		const complaint = toldReason(each).replace(VALUE, '').replace(/\d+/g, '#');
		rowsByComplaint.set(complaint, [...(rowsByComplaint.get(complaint) ?? []), each]);
	}
	const refused = [...rowsByComplaint.values()].map((alike) => [
		shortened(rangesOf(alike.map(({ row }) => row)), 20),
		say(OUTCOME_WORDS[alike[0].outcome]),
		toldReason(alike[0]),
	]);
	const ranges = shortened(rangesOf(accepted), 300);
	const takenRows = say({ en: `Accepted: rows ${ranges}`, zh: `已受理的行：${ranges}` });
	return ['', title, takenRows, '', tableOf(headings, refused), ...failure].join('\n');
};

const describeWebhook = (calls: readonly WebhookCall[]): string => {
	const title = say({
		en: 'Webhook: what the caller was answered',
		zh: 'Webhook：返回给调用方的内容',
	});
	const headings = [
		say({ en: 'Order', zh: '订单号' }),
		say({ en: 'Status', zh: '状态码' }),
		say({ en: 'Answer', zh: '返回内容' }),
	];
	const rows = calls.map(({ status, answer, sent }) => [
		String(sent.out_biz_no),
		String(status),
		JSON.stringify(answer),
	]);
	return ['', title, '', tableOf(headings, rows)].join('\n');
};

const describeChecks = (checks: readonly Check[]): string =>
	['', ...checks.map(({ name, ok, detail }) => (ok ? `✔ ${name}` : `✘ ${name}: ${detail}`))].join(
		'\n',
	);

const describePlaces = (n8n: RunningN8n, gateway: Gateway, runs: readonly UploadRun[]): string => {
	const { url, owner, log } = n8n;
	const language = say({ en: '', zh: '?lang=zh' });
	return [
		'',
		say({ en: 'Where to look', zh: '查看方式' }),
		say({ en: `  Editor    ${url}`, zh: `  编辑器    ${url}` }),
		say({
			en: `  Account   ${owner.email}, password ${owner.password}`,
			zh: `  账号      ${owner.email}，密码 ${owner.password}`,
		}),
		say({ en: `  Gateway   ${gateway.pageUrl}`, zh: `  网关页面  ${gateway.pageUrl}${language}` }),
		...runs.map(({ resultsFile }) =>
			say({ en: `  Results   ${resultsFile}`, zh: `  结果文件  ${resultsFile}` }),
		),
		say({ en: `  Log       ${log}`, zh: `  日志      ${log}` }),
	].join('\n');
};

const describeTimes = (start: number): string => {
	const rows = steps.map(({ title, seconds }) => [seconds.toFixed(1), title]);
	const total = ((Date.now() - start) / 1000).toFixed(1);
	const headings = [say({ en: 'Seconds', zh: '秒' }), say({ en: 'Step', zh: '步骤' })];
	return `\n${tableOf(headings, [...rows, [total, say({ en: 'Total', zh: '合计' })]])}`;
};

const writeReport = (checks: readonly Check[]): number => {
	const failed = checks.filter(({ ok }) => !ok).length;
	mkdirSync(path.dirname(REPORT), { recursive: true });
	const report = { passed: checks.length - failed, failed, checks, steps };
	writeFileSync(REPORT, `${JSON.stringify(report, null, '\t')}\n`);
	return failed;
};

interface Running {
	readonly n8n: RunningN8n;
	readonly gateway: Gateway;
}

/** Everything up to the checks. `running` is filled as things start, so that they can be ended at any point. */
const runSteps = async (
	{ language, packageTarball, port, runsAll }: DemoOptions,
	running: Partial<Running>,
): Promise<Check[]> => {
	const n8n = await installN8n();
	const tarball =
		packageTarball ??
		(await step(say({ en: 'Building and packing', zh: '构建并打包' }), () =>
			packSources(language),
		));
	const keys = makeSandboxKeys();
	const gateway = await step(say({ en: 'Starting the gateway', zh: '启动网关' }), () =>
		startGateway(gatewayOptionsFor(keys)),
	);
	Object.assign(running, { gateway });
	const userFolder = makeUserFolder();
	const log = path.join(userFolder, 'n8n.log');
	const editor = await step(say({ en: 'Starting n8n', zh: '启动 n8n' }), () =>
		startN8n({ n8n, userFolder, port, packageTarball: tarball, log }),
	);
	Object.assign(running, { n8n: editor });
	const workflows = await step(
		say({ en: 'Importing the credential and the workflows', zh: '导入凭证和工作流' }),
		async () => {
			const zhimaApi = await editor.importCredentials(
				'zhimaApi',
				'Zhima API',
				credentialFor(gateway, keys),
			);
			return await importWorkflows(editor, { zhimaApi });
		},
	);
	const runs = await runUploads({ n8n: editor, gateway }, workflows, runsAll);
	const [right, wrong] = await step(
		say({ en: 'Calling the webhook', zh: '调用 Webhook' }),
		async () => [
			await callWebhook(editor.url, TICKET),
			await callWebhook(editor.url, {
				...TICKET,
				out_biz_no: '100220200103194523684',
				user_id: '2088',
			}),
		],
	);
	const mail = runsAll ? [await runMail(editor, workflows.mail)] : [];
	const checks = [
		...mail,
		...runs.flatMap((run) => checkUpload(run, gateway)),
		...checkWebhook(right, wrong, gateway),
	];
	for (const run of runs) print(describeUpload(run));
	print(describeWebhook([right, wrong]));
	print(describeChecks(checks));
	print(describePlaces(editor, gateway, runs));
	return checks;
};

const untilInterrupted = async ({ ended }: RunningN8n): Promise<void> => {
	const interrupted = new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	print(
		say({ en: '\nPress Ctrl+C to end n8n and the gateway.', zh: '\n按 Ctrl+C 结束 n8n 和网关。' }),
	);
	await Promise.race([interrupted, ended]);
};

const endAll = async ({ n8n, gateway }: Partial<Running>): Promise<void> => {
	await n8n?.stop();
	await gateway?.close();
};

/** Runs the demo; resolves to the exit status. */
export const runDemo = async (options: DemoOptions): Promise<number> => {
	const start = Date.now();
	const running: Partial<Running> = {};
	const giveUp = (): void => void endAll(running).finally(() => process.exit(130));
	process.once('SIGINT', giveUp);
	process.once('SIGTERM', giveUp);
	try {
		const checks = await runSteps(options, running);
		print(describeTimes(start));
		const failed = writeReport(checks);
		process.removeListener('SIGINT', giveUp);
		process.removeListener('SIGTERM', giveUp);
		if (!options.endsAfterChecks && running.n8n !== undefined) await untilInterrupted(running.n8n);
		print(`\ndemo: ${checks.length - failed} passed, ${failed} failed`);
		return failed === 0 ? 0 : 1;
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		writeReport([{ name: 'The demo ran to its end', ok: false, detail }]);
		throw error;
	} finally {
		await endAll(running);
	}
};
