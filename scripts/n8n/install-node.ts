/** A Node.js of a given major version: this very one, or npm's package of it, kept under `.cache/`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm, step } from '../install/progress.mjs';
import { withInstallLock } from './install-lock';
import { CACHE, LOGS } from './project-folders';

export interface NodeRuntime {
	/** The `node` binary. */
	readonly binary: string;
	/** The folder with its `include/node`, if there is one; for compiling add-ons. */
	readonly home?: string;
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

/** Makes a folder with a package.json for npm to install into. */
export const writeManifest = (folder: string, manifest: Record<string, unknown>): void => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		path.join(folder, 'package.json'),
		`${JSON.stringify({ private: true, ...manifest }, null, '\t')}\n`,
	);
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
	return await withInstallLock(folder, async () => {
		if (existsSync(path.join(folder, '.installed'))) return withHeaders(binary, home);
		writeManifest(folder, { name: `zhima-node-${nodeMajor}` });
		try {
			const log = path.join(LOGS, `node${nodeMajor}-install.log`);
			await step(`Installing Node.js ${nodeMajor} (npm's ${name})`, () =>
				runNpm(args, { cwd: folder, log }),
			);
		} catch (error) {
			if (currentMajor > nodeMajor) return currentRuntime();
			throw new Error(
				`This n8n needs Node.js ${nodeMajor}, but this is ${process.version}, and npm's package ${name} could not be ` +
					`installed. Run the same command with Node.js ${nodeMajor}.\n${(error as Error).message}`,
				{ cause: error },
			);
		}
		writeFileSync(path.join(folder, '.installed'), '');
		return withHeaders(binary, home);
	});
};

/** The environment in which npm and n8n find the given Node.js first. */
export const runtimeEnv = (node: NodeRuntime): NodeJS.ProcessEnv => ({
	...process.env,
	PATH: [path.dirname(node.binary), process.env.PATH].join(path.delimiter),
	...(node.home === undefined ? {} : { npm_config_nodedir: node.home }),
});
