/**
 * An editor that reloads on change: `npm run dev [-- --lang zh-CN] [--port N]`.
 *
 * The sources are built in watch mode into the package's folder in n8n, which reloads it on change.
 * Workflows and the account are kept from one time to the next, in `.cache/dev`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	statSync,
	unwatchFile,
	watchFile,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startGateway, type Gateway } from '../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../sandbox/keys/test-account';
import {
	installN8n,
	makeOwner,
	startN8n,
	type CredentialRef,
	type OwnerLogin,
	type RunningN8n,
	type WorkflowJson,
} from './start-n8n';
import { CACHE, LOGS, ROOT } from './install-n8n';
import { step } from '../install/progress.mjs';

const { values } = parseArgs({
	options: {
		lang: { type: 'string', default: 'en' },
		port: { type: 'string', default: '5678' },
	},
});

const USER_FOLDER = path.join(CACHE, 'dev');
const NODES_FOLDER = path.join(USER_FOLDER, '.n8n', 'nodes');
const PACKAGE_FOLDER = path.join(NODES_FOLDER, 'node_modules', 'n8n-nodes-zhima');
const LOG = path.join(LOGS, 'dev-n8n.log');
const EXAMPLES = path.join(ROOT, 'examples');
const EXAMPLE_WORKFLOWS = [
	'cabinets-upload.json',
	'cabinets-upload-csv.json',
	'results-back-into-sheet.json',
	'failed-rows-mail.json',
	'webhook-state-sync.json',
];

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const gulp = (task: string): string[] => [
	path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'),
	task,
	'--lang',
	values.lang,
	'--out',
	path.join(PACKAGE_FOLDER, 'dist'),
];

const placeManifests = (): void => {
	mkdirSync(PACKAGE_FOLDER, { recursive: true });
	for (const file of ['package.json', 'index.js']) {
		copyFileSync(path.join(ROOT, file), path.join(PACKAGE_FOLDER, file));
	}
	const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(path.join(NODES_FOLDER, 'package.json'), JSON.stringify(manifest, null, 2));
};

/** Builds now and at every change; resolves when the first build is done. */
const startBuilding = async (): Promise<ChildProcess> => {
	placeManifests();
	const watcher = spawn(process.execPath, gulp('watch'), {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		watcher.once('close', (code) => reject(new Error(`gulp watch ended with status ${code}.`)));
		watcher.stdout.on('data', (chunk: Buffer) => {
			const text = chunk.toString('utf8');
			if (/error/i.test(text)) process.stderr.write(text);
			if (/Finished 'bundle'/.test(text)) resolve();
		});
	});
	return watcher;
};

/** The account of the first time; the file is readable by its owner only. */
const keptOwner = (): OwnerLogin => {
	const file = path.join(USER_FOLDER, 'owner.json');
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as OwnerLogin;
	} catch {
		const owner = makeOwner();
		writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
		return owner;
	}
};

/** The gateway's keys are new each time, so the credential is as well; the first time brings the examples. */
const fillEditor = async (n8n: RunningN8n, data: Record<string, unknown>): Promise<void> => {
	const name = 'Zhima API';
	const known = (await n8n.rest<Array<CredentialRef & { type: string }>>('GET', 'credentials')).find(
		(credential) => credential.type === 'zhimaApi' && credential.name === name,
	);
	if (known !== undefined) {
		await n8n.rest('PATCH', `credentials/${known.id}`, { name, type: 'zhimaApi', data });
		return;
	}
	const zhimaApi = await n8n.importCredentials('zhimaApi', name, data);
	for (const file of EXAMPLE_WORKFLOWS) {
		const text = readFileSync(path.join(EXAMPLES, file), 'utf8');
		await n8n.importWorkflow(JSON.parse(text) as WorkflowJson, { zhimaApi });
	}
	for (const file of ['cabinets.xlsx', 'cabinets.csv']) {
		copyFileSync(path.join(EXAMPLES, file), path.join(n8n.filesFolder, file));
	}
};

/** Prints when n8n has loaded a new build, or could not. */
const printReloads = (): void => {
	let position = statSync(LOG).size;
	watchFile(LOG, { interval: 300 }, ({ size }) => {
		const added = readFileSync(LOG).subarray(position, size).toString('utf8');
		position = size;
		for (const line of added.split('\n').filter((text) => /hot reload/i.test(text))) print(line);
	});
};

const untilInterrupted = async ({ ended }: RunningN8n): Promise<void> => {
	const interrupted = new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	await Promise.race([interrupted, ended]);
};

const describe = ({ url, owner }: RunningN8n, gateway: Gateway): string =>
	[
		'',
		`  Editor    ${url}`,
		`  Account   ${owner.email}, password ${owner.password}`,
		`  Gateway   ${gateway.pageUrl}`,
		`  Log       ${LOG}`,
		'',
		'Changed sources are built, and n8n loads the new build. Press Ctrl+C to stop.',
	].join('\n');

const main = async (): Promise<void> => {
	const n8n = await installN8n();
	const watcher = await step('Building', startBuilding);
	process.once('exit', () => watcher.kill());
	const keys = makeSandboxKeys();
	const gateway = await startGateway(gatewayOptionsFor(keys));
	const editor = await step('Starting n8n', () =>
		startN8n({
			n8n,
			userFolder: realpathSync(USER_FOLDER),
			port: Number(values.port),
			env: { N8N_DEV_RELOAD: 'true' },
			log: LOG,
			owner: keptOwner(),
		}),
	);
	await fillEditor(editor, credentialFor(gateway, keys));
	printReloads();
	print(describe(editor, gateway));
	try {
		await untilInterrupted(editor);
	} finally {
		unwatchFile(LOG);
		watcher.kill();
		await editor.stop();
		await gateway.close();
	}
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
