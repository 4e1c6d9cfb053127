/**
 * `npm run bench [-- --quick] [-- --out FILE]`: ours and its rivals, in turn, in a real n8n against the sandbox.
 *
 * Prints each run as it ends and writes bench/RESULTS.md. The full form takes about half an hour, `--quick` about
 * ten minutes; with ZHIMA_BENCH_PROFILES=FOLDER each run leaves a processor profile there.
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { N8N_NODE_MAJOR, N8N_VERSION, ROOT } from '../scripts/n8n/install-n8n';
import { runOnce, type Contender, type Measured } from './contenders';
import { fullPlan, quickPlan, type Plan, type PlannedCase } from './plan';
import { writeReport, type CaseResult } from './bench-report';
import { openStage, type Stage } from './stage';

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		out: { type: 'string', default: path.join(ROOT, 'bench', 'RESULTS.md') },
	},
});

const print = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

interface Collected {
	readonly planned: PlannedCase;
	readonly runs: Partial<Record<Contender, Measured[]>>;
	readonly failures: string[];
}

async function measure(stage: Stage, contender: Contender, collected: Collected): Promise<void> {
	const { wire, latencyMs, inFlight, rows } = collected.planned;
	const kind = collected.planned.live ? ', memory held' : '';
	const label = `${contender.padEnd(11)} ${wire.padEnd(5)} ${latencyMs} ms, ${inFlight} in flight, ${rows} rows${kind}`;
	try {
		const measured = await runOnce(contender, stage, collected.planned);
		(collected.runs[contender] ??= []).push(measured);
		const rate = (measured.items * 1_000) / measured.ms;
		const cpu = measured.cpuMs / measured.items;
		print(
			`  ${label}: ${rate.toFixed(0)} rows/s, ${cpu.toFixed(2)} ms of processor a row, ` +
				`${measured.peakRssMb.toFixed(0)} MB, stall ${measured.stallMs.toFixed(0)} ms, ${measured.taken} accepted`,
		);
	} catch (error) {
		const message = (error as Error).message.split('\n')[0];
		collected.failures.push(`${contender} could not be finished: ${message}`);
		print(`  ${label}: ${message}`);
	}
}

/** One small run of each contender, so that nobody pays for compiling. */
async function warmUp(stage: Stage, plan: Plan): Promise<void> {
	print('Warming up');
	const contenders = new Set(plan.cases.flatMap((each) => each.contenders));
	for (const wire of ['plain', 'tls'] as const) {
		const planned = { wire, latencyMs: 0, inFlight: 5, rows: 200, contenders: [...contenders] };
		for (const contender of contenders) {
			await measure(stage, contender, { planned, runs: {}, failures: [] });
		}
	}
}

async function main(): Promise<void> {
	const plan = values.quick ? quickPlan : fullPlan;
	const loadBefore = loadavg()[0];
	const stage = await openStage(plan.manyRows);
	const results: Collected[] = plan.cases.map((planned) => ({ planned, runs: {}, failures: [] }));
	const surroundings = { n8nVersion: N8N_VERSION, nodeVersion: String(N8N_NODE_MAJOR), loadBefore };
	try {
		await warmUp(stage, plan);
		for (let round = 1; round <= plan.rounds; round++) {
			for (const [index, collected] of results.entries()) {
				print(`Round ${round} of ${plan.rounds}, case ${index + 1} of ${results.length}`);
				for (const contender of collected.planned.contenders) {
					await measure(stage, contender, collected);
				}
			}
			const report = writeReport(results as readonly CaseResult[], plan, surroundings);
			writeFileSync(values.out, report);
		}
		print(`Written: ${path.relative(process.cwd(), values.out)}`);
	} finally {
		await stage.stop();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).stack}\n`);
	process.exitCode = 1;
});
