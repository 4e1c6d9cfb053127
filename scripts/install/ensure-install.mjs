/**
 * Installs the devDependencies where they are missing or not those of package-lock.json.
 * Plain Node.js, so that `node scripts/install/ensure-install.mjs && …` works in a fresh clone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm, step } from './progress.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const readOrEmpty = (file) => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
};

const packagesOf = (lockText) => {
	try {
		return JSON.parse(lockText).packages ?? {};
	} catch {
		return {};
	}
};

/**
 * npm notes what it installed in node_modules/.package-lock.json: the same entries as in the lock file, save
 * optional ones for other machines. This recognizes an install that was made by hand.
 */
const isInstalledByHand = (lockText, installedText) => {
	const wanted = Object.entries(packagesOf(lockText)).filter(([name]) => name !== '');
	const installed = packagesOf(installedText);
	const wantedNames = new Set(wanted.map(([name]) => name));
	return (
		wanted.length > 0 &&
		wanted.every(([name, { version, optional, devOptional }]) => {
			const found = installed[name];
			return found === undefined ? optional || devOptional : found.version === version;
		}) &&
		Object.keys(installed).every((name) => wantedNames.has(name))
	);
};

/**
 * Runs `npm ci` if node_modules is missing or differs from package-lock.json; prints what it does.
 * Resolves to whether it had to. Throws an Error with npm's last lines where npm fails.
 */
export const ensureInstall = async (root = ROOT) => {
	const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
	const hash = createHash('sha256').update(lockText).digest('hex');
	const stamp = `${hash} ${process.platform} ${process.arch}`;
	const folder = path.join(root, 'node_modules');
	const stampFile = path.join(folder, '.ensure-install');
	const writeStamp = () => {
		mkdirSync(folder, { recursive: true });
		writeFileSync(stampFile, stamp);
	};
	const installedText = readOrEmpty(path.join(folder, '.package-lock.json'));
	if (installedText !== '' && readOrEmpty(stampFile) === stamp) return false;
	if (isInstalledByHand(lockText, installedText)) {
		writeStamp();
		return false;
	}
	await step('Installing the development packages (npm ci)', (report) => installByLock(root, report));
	writeStamp();
	return true;
};

/**
 * `npm ci`. It requires the optional packages of every platform in the lock file. Where one is missing,
 * `npm install` installs the same versions without changing the lock file.
 */
const installByLock = async (root, report) => {
	const flags = ['--include=dev', '--no-audit', '--no-fund'];
	const log = path.join(root, '.cache', 'logs', 'npm-ci.log');
	try {
		await runNpm(['ci', ...flags], { cwd: root, log });
	} catch (error) {
		if (!/code EUSAGE/.test(readOrEmpty(log))) throw error;
		report('npm ci refuses the lock file, using npm install --no-save');
		await runNpm(['install', '--no-save', ...flags], { cwd: root, log });
	}
};

const isMain =
	process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
	ensureInstall().catch((error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
}
