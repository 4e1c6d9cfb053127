/**
 * Starting a real n8n with this package in it, and driving it through the same REST calls as its editor.
 *
 * Everything happens in one user folder, on 127.0.0.1 alone, without telemetry, templates, surveys or set-up screen.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InstalledN8n } from './install-n8n';
import { makeN8nClient, type N8nClient, type OwnerLogin } from './n8n-client';

export type {
	CredentialRef,
	ExecutionItem,
	ExecutionResult,
	N8nClient,
	OwnerLogin,
	WorkflowJson,
} from './n8n-client';
export { installN8n, N8N_VERSION, type InstalledN8n } from './install-n8n';
export { installNode } from './install-node';

/** Folder in a user folder whose files workflows may read and write, in n8n 2.x's own manner. */
export const FILES_FOLDER = '.n8n-files';

export interface StartOptions {
	readonly n8n: InstalledN8n;
	/** Made if it is not there. n8n's own things go to `.n8n` in it, files for workflows to `.n8n-files`. */
	readonly userFolder: string;
	/** 0 or none = a free one. */
	readonly port?: number;
	/** On top of the environment that is set here. */
	readonly env?: Readonly<Record<string, string>>;
	/** A packed package (`npm pack`), installed as n8n installs one. */
	readonly packageTarball?: string;
	/** A package's folder, linked instead: for development. */
	readonly packageFolder?: string;
	/** File that gets n8n's output. */
	readonly log: string;
	/** The owner's account; made on first start. Without one: a new one with a random password. */
	readonly owner?: OwnerLogin;
	/** Seconds until n8n must respond. */
	readonly startTimeout?: number;
}

export interface RunningN8n extends N8nClient {
	readonly url: string;
	readonly pid: number;
	readonly owner: OwnerLogin;
	readonly filesFolder: string;
	readonly log: string;
	/** Resolves when n8n has ended by itself or by `stop`. */
	readonly ended: Promise<void>;
	/** Ends n8n and the processes that it started. */
	readonly stop: () => Promise<void>;
}

/** A port of 127.0.0.1 that nobody listens on; the preferred one if it is free. */
export const freePort = async (preferred = 0): Promise<number> =>
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (preferred !== 0 && error.code === 'EADDRINUSE') freePort().then(resolve, reject);
			else reject(error);
		});
		server.listen(preferred, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => {
				resolve(port);
			});
		});
	});

/** An owner's account for one run; n8n asks for a capital letter and a digit. */
export const makeOwner = (): OwnerLogin => ({
	email: 'demo@example.com',
	password: `Zm1${randomBytes(9).toString('base64url')}`,
});

const isOwnSetting = (name: string): boolean =>
	/^(N8N_|DB_|QUEUE_|EXECUTIONS_|npm_|CREDENTIALS_|WORKFLOWS_)/i.test(name) ||
	['NODE_OPTIONS', 'NODE_PATH', 'NODE_ENV', 'WEBHOOK_URL', 'GENERIC_TIMEZONE'].includes(name);

/** Modules that would show the owner a welcome screen. */
const GREETING_MODULES = ['instance-ai'];

/** Those of them that this n8n knows; it does not start with a name that it does not know. */
const modulesToDisable = (folder: string): string => {
	const list = path.join(folder, 'node_modules', '@n8n/backend-common/dist/modules/modules.config.js');
	const known = existsSync(list) ? readFileSync(list, 'utf8') : '';
	return GREETING_MODULES.filter((name) => known.includes(`'${name}'`)).join(',');
};

/** The environment for any of n8n's commands: the user's without settings of another n8n, and ours. */
export const n8nEnv = (
	{ n8n, userFolder, env = {} }: Pick<StartOptions, 'n8n' | 'userFolder' | 'env'>,
	extra: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv => {
	const inherited = Object.entries(process.env).filter(([name]) => !isOwnSetting(name));
	const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1', 'localhost']
		.filter(Boolean)
		.join(',');
	return {
		...Object.fromEntries(inherited),
		PATH: [path.dirname(n8n.node.binary), process.env.PATH].join(path.delimiter),
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: userFolder,
		N8N_RESTRICT_FILE_ACCESS_TO: path.join(userFolder, FILES_FOLDER),
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		N8N_RUNNERS_ENABLED: 'true',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DISABLED_MODULES: modulesToDisable(n8n.folder),
		GENERIC_TIMEZONE: 'Asia/Shanghai',
		...(n8n.lacks.includes('isolated-vm') && { N8N_EXPRESSION_ENGINE: 'legacy' }),
		...extra,
		...env,
	};
};

interface PackageManifest {
	name: string;
	version: string;
	[member: string]: unknown;
}

const readManifest = (folder: string): PackageManifest =>
	JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;

/** Unpacks as n8n does it when a package is installed from its settings: without peers and dev packages. */
const unpackPackage = (tarball: string, nodesFolder: string): PackageManifest => {
	const unpacked = path.join(nodesFolder, 'unpacking');
	rmSync(unpacked, { recursive: true, force: true });
	mkdirSync(unpacked, { recursive: true });
	const args = ['-xzf', path.resolve(tarball), '-C', unpacked, '--strip-components=1'];
	const { status, stderr, error } = spawnSync('tar', args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${tarball} cannot be unpacked: ${error?.message ?? stderr}`);
	const manifest = readManifest(unpacked);
	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[part];
	}
	writeFileSync(path.join(unpacked, 'package.json'), JSON.stringify(manifest, null, 2));
	return manifest;
};

/** Puts a package, from a tarball or as a link, where n8n looks for community packages. */
export const placePackage = (
	userFolder: string,
	{ packageTarball, packageFolder }: Pick<StartOptions, 'packageTarball' | 'packageFolder'>,
): void => {
	if (packageTarball === undefined && packageFolder === undefined) return;
	const nodesFolder = path.join(userFolder, '.n8n', 'nodes');
	mkdirSync(path.join(nodesFolder, 'node_modules'), { recursive: true });
	const { name, version } =
		packageTarball === undefined
			? readManifest(packageFolder!)
			: unpackPackage(packageTarball, nodesFolder);
	const place = path.join(nodesFolder, 'node_modules', name);
	rmSync(place, { recursive: true, force: true });
	mkdirSync(path.dirname(place), { recursive: true });
	if (packageTarball === undefined) symlinkSync(path.resolve(packageFolder!), place, 'junction');
	else renameSync(path.join(nodesFolder, 'unpacking'), place);
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(path.join(nodesFolder, 'package.json'), JSON.stringify(manifest, null, 2));
};

const signalTree = (child: ChildProcess, signal: NodeJS.Signals): void => {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') {
			spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
		} else process.kill(-child.pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
};

/** A signal that nobody handles ends a process without its `exit` hooks, and what it launched would live on. */
const exitOnSignals = (): void => {
	for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
		if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(status));
	}
};

interface Launched {
	readonly child: ChildProcess;
	readonly ended: Promise<void>;
	readonly hasEnded: () => boolean;
	readonly stop: () => Promise<void>;
}

/** Runs a command in its own process group, which ends with this process or by `stop`. */
export const launch = (
	command: string,
	args: readonly string[],
	options: { cwd: string; env: NodeJS.ProcessEnv; log: string },
): Launched => {
	mkdirSync(path.dirname(options.log), { recursive: true });
	const output = openSync(options.log, 'w', 0o600);
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		detached: process.platform !== 'win32',
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	let isOver = false;
	const endNow = (): void => {
		signalTree(child, 'SIGKILL');
	};
	process.once('exit', endNow);
	exitOnSignals();
	const ended = new Promise<void>((resolve) => {
		const finish = (): void => {
			isOver = true;
			process.removeListener('exit', endNow);
			resolve();
		};
		child.once('close', finish);
		child.once('error', finish);
	});
	const stop = async (): Promise<void> => {
		signalTree(child, 'SIGTERM');
		await Promise.race([ended, sleep(15_000, undefined, { ref: false })]);
		signalTree(child, 'SIGKILL');
		await ended;
	};
	return { child, ended, hasEnded: () => isOver, stop };
};

const tailOf = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-30).join('\n');

/** `/healthz` responds before the editor's calls do; n8n is ready when its settings come as JSON. */
const isReady = async (url: string): Promise<boolean> => {
	try {
		const health = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(5000) });
		if (!health.ok) return false;
		const settings = await fetch(`${url}/rest/settings`, { signal: AbortSignal.timeout(5000) });
		return settings.ok && /json/.test(settings.headers.get('content-type') ?? '');
	} catch {
		return false;
	}
};

const waitUntilReady = async (
	url: string,
	{ hasEnded }: Launched,
	{ log, startTimeout = 180 }: StartOptions,
): Promise<void> => {
	const deadline = Date.now() + startTimeout * 1000;
	while (!(await isReady(url))) {
		if (hasEnded()) throw new Error(`n8n ended during start. Its last lines (${log}):\n${tailOf(log)}`);
		if (Date.now() > deadline) {
			throw new Error(
				`n8n did not respond at ${url} within ${startTimeout} s. Its last lines (${log}):\n${tailOf(log)}`,
			);
		}
		await sleep(250);
	}
};

/**
 * Starts n8n and resolves when it responds and its owner is signed in. Throws an Error with the last lines of
 * n8n's log where it does not start.
 */
export const startN8n = async (options: StartOptions): Promise<RunningN8n> => {
	const { n8n, userFolder, log, owner = makeOwner() } = options;
	const filesFolder = path.join(userFolder, FILES_FOLDER);
	mkdirSync(filesFolder, { recursive: true });
	placePackage(userFolder, options);
	const port = await freePort(options.port);
	const url = `http://127.0.0.1:${port}`;
	const env = n8nEnv(options, {
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: url,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
	});
	const launched = launch(n8n.node.binary, [n8n.script, 'start'], { cwd: userFolder, env, log });
	try {
		await waitUntilReady(url, launched, options);
		const client = await makeN8nClient(url, owner);
		const { child, ended, stop } = launched;
		return { ...client, url, pid: child.pid!, owner, filesFolder, log, ended, stop };
	} catch (error) {
		await launched.stop();
		throw error;
	}
};
