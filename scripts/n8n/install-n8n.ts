/**
 * A real n8n of a given version on a given Node.js, installed once under `.cache/` and kept.
 *
 * npm's scripts stay off during the install, because some of n8n's dependencies download binaries that are not
 * needed; the two add-ons that are needed are provided afterwards (n8n-addons.ts).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm, step } from '../install/progress.mjs';
import { withInstallLock } from './install-lock';
import { installNode, runtimeEnv, writeManifest, type NodeRuntime } from './install-node';
import { provideAddons } from './n8n-addons';
import { CACHE, LOGS } from './project-folders';

export { CACHE, LOGS, ROOT } from './project-folders';

/** The newest n8n whose dependencies are all available. It needs Node.js 24. */
export const N8N_VERSION = '2.41.1';
export const N8N_NODE_MAJOR = 24;

/** n8n up to the early 2.x names this library by an address outside the registry. */
const OVERRIDES = { xlsx: '0.18.5' };

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

/**
 * n8n of the given version, installed under `.cache/n8n-<version>-node<major>/` unless it is there already.
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
	return await withInstallLock(folder, async () => {
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

/** The `name@version` that npm did not find; undefined where its message is about something else. */
export const missingPackageIn = (npmWords: string): string | undefined => {
	for (const pattern of NOT_THERE) {
		const name = pattern.exec(npmWords)?.[1];
		if (name !== undefined) return name;
	}
	return undefined;
};

/** Like `installN8n`, but a version whose parts are not all in the registry is returned, not thrown. */
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
