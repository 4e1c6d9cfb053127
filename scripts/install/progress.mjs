/** Shows long steps and how long they take; plain Node.js, so that it runs before any install. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

const QUIET_INTERVAL = 10_000;

/** Every step that ran in this process, with its seconds, in order. */
export const steps = [];

const seconds = (start) => (Date.now() - start) / 1000;

/**
 * Runs a step and shows how long it is taking: each second on a terminal, every ten elsewhere.
 * `work` gets a function that shows a detail of the step.
 */
export const step = async (title, work) => {
	const start = Date.now();
	const isTerminal = process.stdout.isTTY === true;
	let detail = '';
	const line = () => {
		const elapsed = `${Math.round(seconds(start))} s`;
		return `… ${title} (${detail === '' ? elapsed : `${elapsed}, ${detail}`})`;
	};
	const show = () => process.stdout.write(isTerminal ? `\r\u001b[K${line()}` : `${line()}\n`);
	const timer = setInterval(show, isTerminal ? 1000 : QUIET_INTERVAL);
	const finish = (mark) => {
		clearInterval(timer);
		const elapsed = seconds(start);
		steps.push({ title, seconds: Math.round(elapsed * 10) / 10 });
		const text = `${mark} ${title} (${elapsed.toFixed(1)} s)`;
		process.stdout.write(isTerminal ? `\r\u001b[K${text}\n` : `${text}\n`);
	};
	if (isTerminal) show();
	else process.stdout.write(`… ${title}\n`);
	try {
		const result = await work((text) => {
			detail = text;
		});
		finish('✔');
		return result;
	} catch (error) {
		finish('✘');
		throw error;
	}
};

/** The parts of a log that explain a failure: its first lines with an error, and its last lines. */
const excerptOf = (file) => {
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	const last = lines.slice(-12);
	const first = lines.slice(0, -12).filter((line) => /\berr(or)?\b/i.test(line)).slice(0, 12);
	return [...first, ...(first.length === 0 ? [] : ['…']), ...last].join('\n');
};

/**
 * Runs a command with its output in a log file. Resolves when it ends with status 0; otherwise throws
 * an Error with an excerpt of the log.
 */
export const runLogged = async (command, args, { cwd, env = process.env, log, name = command }) => {
	mkdirSync(path.dirname(log), { recursive: true });
	const output = openSync(log, 'w');
	try {
		await new Promise((resolve, reject) => {
			const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output] });
			child.once('error', reject);
			child.once('close', (code, signal) => {
				if (code === 0) resolve(undefined);
				else reject(new Error(`${name} ended with ${signal ?? `status ${code}`}.`));
			});
		});
	} catch (error) {
		const excerpt = excerptOf(log);
		throw new Error(`${error.message} Excerpt of its output (full log: ${log}):\n${excerpt}`, { cause: error });
	} finally {
		closeSync(output);
	}
};

/** The environment without the variables that `npm run` sets for the current script. npm's settings stay. */
export const withoutScriptVariables = (env) =>
	Object.fromEntries(
		Object.entries(env).filter(([name]) => !/^npm_(package|lifecycle)_|^INIT_CWD$/.test(name)),
	);

/**
 * How to call npm: the very npm that runs us where there is one, else the one on the path.
 * `node` = run it with that Node.js instead.
 */
export const npmCommand = (node = process.execPath) => {
	const script = process.env.npm_execpath;
	if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) return [node, [script]];
	const beside = path.join(
		path.dirname(process.execPath),
		process.platform === 'win32' ? 'node_modules' : '../lib/node_modules',
		'npm/bin/npm-cli.js',
	);
	try {
		readFileSync(beside);
		return [node, [beside]];
	} catch {
		return ['npm', []];
	}
};

/** Runs npm with its output in a log file; see `runLogged`. */
export const runNpm = async (args, { cwd, env = process.env, log, node }) => {
	const [command, first] = npmCommand(node);
	await runLogged(command, [...first, ...args], {
		cwd,
		env: withoutScriptVariables(env),
		log,
		name: `npm ${args[0]}`,
	});
};
