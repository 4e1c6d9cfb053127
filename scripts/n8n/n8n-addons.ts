/**
 * The two add-ons that n8n needs compiled: downloaded, copied from another n8n under `.cache/`, or built.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NodeRuntime } from './install-node';
import { runNpm, step } from '../install/progress.mjs';

interface Addon {
	readonly name: string;
	/** n8n does not start without it. */
	readonly isNeeded: boolean;
	/** What a build leaves, if later versions of Node.js can load it as well (Node-API). */
	readonly portable?: string;
}

/** An n8n's folder under `.cache/`, the Node.js that it runs on, and the environment in which npm finds that one. */
interface Place {
	readonly folder: string;
	readonly node: NodeRuntime;
	readonly env: NodeJS.ProcessEnv;
}

/** The database; and the sandbox of expressions, for which n8n has an older engine in reserve. */
const ADDONS: readonly Addon[] = [
	{ name: 'sqlite3', isNeeded: true, portable: 'build/Release/node_sqlite3.node' },
	{ name: 'isolated-vm', isNeeded: false },
];

/** Whether n8n can load an add-on. Not every version brings each of them; a missing one is fine. */
const isLoadable = (name: string, { folder, node }: Place): boolean => {
	if (!existsSync(path.join(folder, 'node_modules', name))) return true;
	return spawnSync(node.binary, ['-e', `require('${name}')`], { cwd: folder }).status === 0;
};

const versionIn = (folder: string): string =>
	(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** By the folder's name. */
const nodeMajorOf = (folder: string): number => Number(/-node(\d+)$/.exec(folder)?.[1]);

/**
 * Copies what another n8n here has built of the same version, for this Node.js or an earlier one: what was built for a
 * later one can end the process. Returns whether it can be loaded then.
 */
const borrowAddon = ({ name, portable }: Addon, place: Place): boolean => {
	if (portable === undefined) return false;
	const own = path.join(place.folder, 'node_modules', name);
	const cache = path.dirname(place.folder);
	const lender = readdirSync(cache)
		.filter((each) => nodeMajorOf(each) <= nodeMajorOf(place.folder))
		.filter((each) => existsSync(path.join(cache, each, '.installed')))
		.map((each) => path.join(cache, each, 'node_modules', name))
		.find((each) => existsSync(path.join(each, portable)) && versionIn(each) === versionIn(own));
	if (lender === undefined) return false;
	mkdirSync(path.dirname(path.join(own, portable)), { recursive: true });
	copyFileSync(path.join(lender, portable), path.join(own, portable));
	return isLoadable(name, place);
};

const ADDON_ADVICE =
	'A C++ compiler, make and Python 3 are needed where no prebuilt add-on can be downloaded ' +
	'(Debian: build-essential python3; macOS: xcode-select --install).';

/** Resolves to whether the add-on can be loaded now; throws where it cannot and n8n needs it. */
const buildAddon = async ({ name, isNeeded }: Addon, place: Place): Promise<boolean> => {
	const { folder, node, env } = place;
	const log = path.join(folder, '..', 'logs', `${path.basename(folder)}-${name}.log`);
	const args = ['rebuild', name, '--ignore-scripts=false', '--foreground-scripts'];
	try {
		await step(`Building n8n's add-on ${name}`, () =>
			runNpm(args, { cwd: folder, env, log, node: node.binary }),
		);
		if (!isLoadable(name, place)) throw new Error(`${name} cannot be loaded. Log: ${log}`);
		return true;
	} catch (error) {
		if (isNeeded) throw new Error(`${ADDON_ADVICE}\n${(error as Error).message}`, { cause: error });
		process.stdout.write(`${name} cannot be built for this Node.js; n8n runs without it. Log: ${log}\n`);
		return false;
	}
};

/** Provides the add-ons that do not load; resolves to the names of those that cannot be provided. */
export const provideAddons = async (place: Place): Promise<string[]> => {
	const lacks: string[] = [];
	for (const addon of ADDONS) {
		const isThere =
			isLoadable(addon.name, place) ||
			borrowAddon(addon, place) ||
			(await buildAddon(addon, place));
		if (!isThere) lacks.push(addon.name);
	}
	return lacks;
};
