/**
 * Runs named checks one after the other, shows what they print, and sums what their own reports count.
 * A check is a command; `report` is the file with its numbers, in Jest's format or in ours.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const REPORTS = join(ROOT, '.cache', 'reports');

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);

/** A check by Jest. `zone` sets the machine's time zone; `projects` is one or several of jest.config.js. */
export const jest = (projects, { zone, args = [], name = zone ? `${projects} (${zone})` : `${projects}` } = {}) => {
	const report = join(REPORTS, `jest-${name.replace(/[^\w]+/g, '-')}.json`);
	return {
		name,
		report,
		command: bin('jest'),
		args: ['--selectProjects', ...[projects].flat(), '--json', `--outputFile=${report}`, ...args],
		env: zone ? { TZ: zone } : {},
	};
};

/** A check that passes or fails as a whole, by the command's exit status. */
export const command = (name, program, args, env = {}) => ({
	name,
	command: program.includes('/') ? program : bin(program),
	args,
	env,
});

function run({ command, args, env }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: ROOT,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, ...env },
		});
		child.on('error', (error) => {
			console.error(String(error));
			resolve(1);
		});
		child.on('exit', (code) => resolve(code ?? 1));
	});
}

/** What a report counts; undefined where there is none to read. */
function countsIn(report) {
	if (!report || !existsSync(report)) return undefined;
	const counted = JSON.parse(readFileSync(report, 'utf8'));
	if ('numPassedTests' in counted) {
		const failed = counted.numFailedTests + counted.numRuntimeErrorTestSuites;
		return { passed: counted.numPassedTests, failed, skipped: counted.numPendingTests };
	}
	return { passed: counted.passed, failed: counted.failed, skipped: counted.skipped ?? 0 };
}

/** Runs the checks in their order, writes the totals to `.cache/reports/<name>.json` and sets the exit status. */
export async function runChecks(name, checks) {
	mkdirSync(REPORTS, { recursive: true });
	const results = [];
	for (const check of checks) {
		console.log(`\n=== ${check.name}`);
		if (check.report) rmSync(check.report, { force: true });
		const started = Date.now();
		const status = await run(check);
		const counts = countsIn(check.report) ?? { passed: 0, failed: 0, skipped: 0 };
		if (!check.report && status === 0) counts.passed = 1;
		if (status !== 0 && counts.failed === 0) counts.failed = 1;
		if (check.report && status === 0 && counts.passed === 0) {
			console.error(`${check.name} ran no test`);
			counts.failed = 1;
		}
		results.push({ name: check.name, ...counts, seconds: Math.round((Date.now() - started) / 1000) });
	}
	const sum = (key) => results.reduce((total, each) => total + each[key], 0);
	const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
	writeFileSync(join(REPORTS, `${name}.json`), JSON.stringify({ ...total, results }, null, '\t'));
	console.log('');
	for (const each of results) {
		const mark = each.failed === 0 ? 'ok  ' : 'FAIL';
		console.log(`${mark} ${each.name}: ${each.passed} passed, ${each.failed} failed, ${each.seconds} s`);
	}
	console.log(`\n${name}: ${total.passed} passed, ${total.failed} failed\n`);
	process.exitCode = total.failed === 0 ? 0 : 1;
}
