/**
 * A real n8n of a given version on a given Node.js, installed once under `.cache/` and kept.
 *
 * npm's scripts stay off during the install, because some of n8n's dependencies want to download binaries that are not
 * needed; afterwards the two add-ons that are needed are seen to (n8n-addons.ts).
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { provideAddons } from './n8n-addons';
import { runNpm, step } from '../install/progress.mjs';

export const ROOT = path.resolve(__dirname, '../..');
export const CACHE = path.join(ROOT, '.cache');
export const LOGS = path.join(CACHE, 'logs');

/** The newest n8n whose dependencies are all to be had. It wants Node.js 24. */
export const N8N_VERSION = '2.41.1';
export const N8N_NODE_MAJOR = 24;

/** n8n up to the early 2.x names this library by an address outside the registry. */
const OVERRIDES = { xlsx: '0.18.5' };

export interface NodeRuntime {
	/** The `node` binary. */
	readonly binary: string;
	/** Where its `include/node` stands, if anywhere; for compiling add-ons. */
	readonly home?: string;
}

export interface InstalledN8n {
	readonly version: string;
	readonly nodeMajor: number;
	readonly node: NodeRuntime;
	/** n8n's own start script, to be run with `node.binary`. */
	readonly script: string;
	readonly folder: string;
	/** Add-ons that this version cannot be given on this Node.js. */
	readonly lacks: readonly string[];
}

export interface InstallOptions {
	readonly version?: string;
	readonly nodeMajor?: number;
}

const currentMajor = Number(process.versions.node.split('.')[0]);

const withHeaders = (binary: string, home: string): NodeRuntime =>
	existsSync(path.join(home, 'include', 'node', 'node_version.h')) ? { binary, home } : { binary };

const currentRuntime = (): NodeRuntime =>
	withHeaders(process.execPath, path.dirname(path.dirname(process.execPath)));

/** npm's package with the Node.js binary of this machine. */
const nodePackage = (): string => {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${platform}-${process.arch}`;
};

const writeManifest = (folder: string, manifest: Record<string, unknown>): void => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		path.join(folder, 'package.json'),
		`${JSON.stringify({ private: true, ...manifest }, null, '\t')}\n`,
	);
};

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

const ownerOf = (lock: string): number => {
	try {
		return Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
	} catch {
		return 0;
	}
};

/** Lets one process at a time install into a folder; the others wait for it. */
const withLock = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
	const lock = `${folder}.lock`;
	mkdirSync(path.dirname(lock), { recursive: true });
	for (let ownerless = 0; ; ) {
		try {
			mkdirSync(lock);
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			const owner = ownerOf(lock);
			ownerless = owner === 0 ? ownerless + 1 : 0;
			const isStale = owner === 0 ? ownerless > 5 : !isAlive(owner);
			if (isStale) rmSync(lock, { recursive: true, force: true });
			else await sleep(1000);
		}
	}
	try {
		writeFileSync(path.join(lock, 'pid'), String(process.pid));
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
};

/**
 * A Node.js of the given major version: this very one if it fits, else npm's package of it, kept under `.cache/`.
 * Throws an Error that says what to do where there is no such package for this machine.
 */
export const installNode = async (nodeMajor: number): Promise<NodeRuntime> => {
	if (currentMajor === nodeMajor) return currentRuntime();
	const name = nodePackage();
	const folder = path.join(CACHE, `node${nodeMajor}-${process.platform}-${process.arch}`);
	const home = path.join(folder, 'node_modules', name);
	const binary = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(path.join(folder, '.installed'))) return withHeaders(binary, home);
	const args = ['install', `${name}@${nodeMajor}`, '--ignore-scripts', '--no-audit', '--no-fund'];
	return await withLock(folder, async () => {
		if (existsSync(path.join(folder, '.installed'))) return withHeaders(binary, home);
		writeManifest(folder, { name: `zhima-node-${nodeMajor}` });
		try {
			const log = path.join(LOGS, `node${nodeMajor}-install.log`);
			await step(`Getting Node.js ${nodeMajor} (npm's ${name})`, () =>
				runNpm(args, { cwd: folder, log }),
			);
		} catch (error) {
			if (currentMajor > nodeMajor) return currentRuntime();
			throw new Error(
				`This n8n needs Node.js ${nodeMajor}, here runs ${process.version}, and npm's package ${name} could not be ` +
					`installed. Run the same command under Node.js ${nodeMajor}.\n${(error as Error).message}`,
				{ cause: error },
			);
		}
		writeFileSync(path.join(folder, '.installed'), '');
		return withHeaders(binary, home);
	});
};

/** The environment in which npm and n8n find the given Node.js first. */
const runtimeEnv = (node: NodeRuntime): NodeJS.ProcessEnv => ({
	...process.env,
	PATH: [path.dirname(node.binary), process.env.PATH].join(path.delimiter),
	...(node.home === undefined ? {} : { npm_config_nodedir: node.home }),
});

/**
 * n8n of the given version, installed under `.cache/n8n-<version>-node<major>/` unless it stands there already.
 * Throws an Error with npm's last lines, and with advice where the cause is known.
 */
export const installN8n = async ({
	version = N8N_VERSION,
	nodeMajor = N8N_NODE_MAJOR,
}: InstallOptions = {}): Promise<InstalledN8n> => {
	const node = await installNode(nodeMajor);
	const label = `${version}-node${nodeMajor}`;
	const folder = path.join(CACHE, `n8n-${label}`);
	const script = path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const stamp = path.join(folder, '.installed');
	const known = (): InstalledN8n => {
		const lacks = readFileSync(stamp, 'utf8').split(' ').filter(Boolean);
		return { version, nodeMajor, node, script, folder, lacks };
	};
	if (existsSync(stamp)) return known();
	return await withLock(folder, async () => {
		if (existsSync(stamp)) return known();
		writeManifest(folder, {
			name: 'zhima-n8n',
			overrides: OVERRIDES,
			dependencies: { n8n: version },
		});
		const env = runtimeEnv(node);
		const args = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
		const log = path.join(LOGS, `n8n-${label}-install.log`);
		await step(`Installing n8n ${version} (2.9 GB, some minutes, once)`, () =>
			runNpm(args, { cwd: folder, env, log, node: node.binary }),
		);
		writeFileSync(stamp, (await provideAddons({ folder, node, env })).join(' '));
		return known();
	});
};

/** A version that npm cannot put together from its registry. */
export interface AbsentN8n {
	readonly version: string;
	readonly nodeMajor: number;
	/** The package that the registry lacks, as `name@version`. */
	readonly missing: string;
}

/** How npm says that a package, or this version of it, is not in the registry. */
const NOT_THERE = [/No matching version found for (\S+?)\.?$/m, /'(\S+)' is not in (?:this|the npm) registry/];

/** `name@version` that npm did not find, where that is what its words say. */
export const missingPackageIn = (npmWords: string): string | undefined => {
	for (const pattern of NOT_THERE) {
		const name = pattern.exec(npmWords)?.[1];
		if (name !== undefined) return name;
	}
	return undefined;
};

/** Like `installN8n`, save that a version whose parts are not all in the registry is told, not thrown. */
export const installN8nIfThere = async (
	options: Required<InstallOptions>,
): Promise<InstalledN8n | AbsentN8n> => {
	try {
		return await installN8n(options);
	} catch (error) {
		const missing = missingPackageIn((error as Error).message);
		if (missing === undefined) throw error;
		return { ...options, missing };
	}
};
