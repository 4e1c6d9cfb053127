/** The demo, step by step. */
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { t, type Language } from '../../i18n/translate';
import { installN8n, startN8n, type RunningN8n } from '../../scripts/n8n/start-n8n';
import { CACHE, LOGS, ROOT, type InstallOptions } from '../../scripts/n8n/install-n8n';
import { runLogged, step, steps } from '../../scripts/install/progress.mjs';
import type { Check, ReportedRow, UploadRun, WebhookCall } from './compare-with-gateway';
import { type Doors, importExamples, runExamples, type Running } from './run-examples';
import { rangesOf, tableOf } from './terminal-table';
import { writeCredential } from './write-credential';
import { startGateway } from '../gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../keys/test-account';

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
	/** Which n8n on which Node.js. */
	readonly n8n: InstallOptions;
}

const REPORT = path.join(CACHE, 'reports', 'demo.json');

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const packSources = async (language: Language): Promise<string> => {
	const log = path.join(LOGS, `demo-pack-${process.pid}.log`);
	const script = path.join(ROOT, 'scripts/package/pack.mjs');
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

/** `.cache/demo-<process id>`. It is kept after the demo, to look into; the next demo removes it. */
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

const OUTCOME_WORDS = {
	accepted: { en: 'accepted', zh: '已受理' },
	refused: { en: 'refused by the gateway', zh: '被网关拒绝' },
	notSent: { en: 'not sent', zh: '未发送' },
	unknown: { en: 'outcome unknown', zh: '结果未知' },
} as const;

const reasonOf = ({ reason, advice }: ReportedRow): string => `${reason} ${advice}`.trim();

/** A list of rows, shortened to at most this length. */
const shortened = (list: string, length: number): string =>
	list.length <= length ? list : `${list.slice(0, list.lastIndexOf(', ', length))}, …`;

/** The cell's value within an issue. */
const VALUE = /(?:is |的值为)“[^”]*”/g;

/** One line for each different issue, with the first row's value. */
const describeUpload = ({ label, rows, execution }: UploadRun): string => {
	const accepted = rows.filter(({ outcome }) => outcome === 'accepted').map(({ row }) => row);
	const others = rows.filter(({ outcome }) => outcome !== 'accepted');
	const title = t({
		en: `${label}: ${rows.length} rows, ${accepted.length} accepted, ${others.length} not accepted`,
		zh: `${label}：共 ${rows.length} 行，已受理 ${accepted.length} 行，未受理 ${others.length} 行`,
	});
	const headings = [
		t({ en: 'Row', zh: '行' }),
		t({ en: 'Outcome', zh: '结果' }),
		t({ en: 'Reason', zh: '原因' }),
	];
	const failure = execution.error === undefined ? [] : [execution.error];
	const rowsByIssue = new Map<string, ReportedRow[]>();
	for (const each of others) {
		const issue = reasonOf(each).replace(VALUE, '').replace(/\d+/g, '#');
		rowsByIssue.set(issue, [...(rowsByIssue.get(issue) ?? []), each]);
	}
	const refused = [...rowsByIssue.values()].map((alike) => [
		shortened(rangesOf(alike.map(({ row }) => row)), 20),
		t(OUTCOME_WORDS[alike[0].outcome]),
		reasonOf(alike[0]),
	]);
	const ranges = shortened(rangesOf(accepted), 300);
	const acceptedRows = t({ en: `Accepted: rows ${ranges}`, zh: `已受理的行：${ranges}` });
	return ['', title, acceptedRows, '', tableOf(headings, refused), ...failure].join('\n');
};

const describeWebhook = (calls: readonly WebhookCall[]): string => {
	const title = t({
		en: 'Webhook: responses to the caller',
		zh: 'Webhook：返回给调用方的内容',
	});
	const headings = [
		t({ en: 'Order', zh: '订单号' }),
		t({ en: 'Status', zh: '状态码' }),
		t({ en: 'Response', zh: '返回内容' }),
	];
	const rows = calls.map(({ status, response, sent }) => [
		String(sent.out_biz_no),
		String(status),
		JSON.stringify(response),
	]);
	return ['', title, '', tableOf(headings, rows)].join('\n');
};

const describeChecks = (checks: readonly Check[]): string =>
	['', ...checks.map(({ name, ok, detail }) => (ok ? `✔ ${name}` : `✘ ${name}: ${detail}`))].join(
		'\n',
	);

const describePlaces = (
	{ n8n: { url, owner, log }, gateway }: Running,
	credentialFile: string,
	runs: readonly UploadRun[],
): string => {
	const language = t({ en: '', zh: '?lang=zh' });
	return [
		'',
		t({ en: 'Where to find it', zh: '查看方式' }),
		t({ en: `  Editor    ${url}`, zh: `  编辑器    ${url}` }),
		t({
			en: `  Account   ${owner.email}, password ${owner.password}`,
			zh: `  账号      ${owner.email}，密码 ${owner.password}`,
		}),
		t({ en: `  Gateway   ${gateway.pageUrl}`, zh: `  网关页面  ${gateway.pageUrl}${language}` }),
		t({ en: `  Credential ${credentialFile}`, zh: `  凭证内容  ${credentialFile}` }),
		...runs.map(({ resultsFile }) =>
			t({ en: `  Results   ${resultsFile}`, zh: `  结果文件  ${resultsFile}` }),
		),
		t({ en: `  Log       ${log}`, zh: `  日志      ${log}` }),
	].join('\n');
};

/** The page of the example for colleagues, with the password that the demo made for it. */
const describePage = ({ url }: RunningN8n, { user, password }: Doors): string =>
	[
		t({ en: `  Page      ${url}/form/zhima-upload`, zh: `  上传页面  ${url}/form/zhima-upload` }),
		t({ en: `            ${user}, password ${password}`, zh: `            ${user}，密码 ${password}` }),
	].join('\n');

const describeTimes = (start: number): string => {
	const rows = steps.map(({ title, seconds }) => [seconds.toFixed(1), title]);
	const total = ((Date.now() - start) / 1000).toFixed(1);
	const headings = [t({ en: 'Seconds', zh: '秒' }), t({ en: 'Step', zh: '步骤' })];
	return `\n${tableOf(headings, [...rows, [total, t({ en: 'Total', zh: '合计' })]])}`;
};

const writeReport = (checks: readonly Check[]): number => {
	const failed = checks.filter(({ ok }) => !ok).length;
	mkdirSync(path.dirname(REPORT), { recursive: true });
	const report = { passed: checks.length - failed, failed, checks, steps };
	writeFileSync(REPORT, `${JSON.stringify(report, null, '\t')}\n`);
	return failed;
};

/** Everything up to the checks. `running` is filled as programs start, so that they can be stopped at any point. */
const runSteps = async (
	{ language, packageTarball, port, runsAll, n8n: wanted }: DemoOptions,
	running: Partial<Running>,
): Promise<readonly Check[]> => {
	const n8n = await installN8n(wanted);
	const tarball =
		packageTarball ??
		(await step(t({ en: 'Building and packing', zh: '构建并打包' }), () =>
			packSources(language),
		));
	const keys = makeSandboxKeys();
	const gateway = await step(t({ en: 'Starting the gateway', zh: '启动网关' }), () =>
		startGateway(gatewayOptionsFor(keys)),
	);
	Object.assign(running, { gateway });
	const userFolder = makeUserFolder();
	const log = path.join(userFolder, 'n8n.log');
	const editor = await step(t({ en: 'Starting n8n', zh: '启动 n8n' }), () =>
		startN8n({ n8n, userFolder, port, packageTarball: tarball, log }),
	);
	Object.assign(running, { n8n: editor });
	const credential = credentialFor(gateway, keys);
	const credentialFile = writeCredential(userFolder, credential);
	const workflows = await step(
		t({ en: 'Importing the credential and the workflows', zh: '导入凭证和工作流' }),
		async () => {
			const zhimaApi = await editor.importCredentials('zhimaApi', 'Zhima API', credential);
			return await importExamples(editor, zhimaApi);
		},
	);
	const { uploads, calls, checks } = await runExamples({ n8n: editor, gateway }, workflows, runsAll);
	for (const upload of uploads) print(describeUpload(upload));
	print(describeWebhook(calls));
	print(describeChecks(checks));
	print(describePlaces({ n8n: editor, gateway }, credentialFile, uploads));
	print(describePage(editor, workflows.doors));
	return checks;
};

const untilInterrupted = async ({ ended }: RunningN8n): Promise<void> => {
	const interrupted = new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	print(
		t({ en: '\nPress Ctrl+C to stop n8n and the gateway.', zh: '\n按 Ctrl+C 停止 n8n 和网关。' }),
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
		writeReport([{ name: 'The demo finished', ok: false, detail }]);
		throw error;
	} finally {
		await endAll(running);
	}
};
