/**
 * `npm run bench:neighbors [-- --rows N] [-- --cut SECONDS] [-- --only REGEX] [-- --out FILE]`: n8n's own nodes
 * behind ours, over 100,000 of our items.
 *
 * n8n's health check is asked from outside all the while. Prints each run as it ends and writes
 * bench/NEIGHBORS.md. With `--only`, just the cases whose name and settings match.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { step } from '../scripts/install/progress.mjs';
import { CACHE, ROOT } from '../scripts/n8n/install-n8n';
import { installN8n, makeOwner } from '../scripts/n8n/start-n8n';
import { pack } from '../scripts/package/pack.mjs';
import { writePatterns } from './item-patterns';
import { neighborCases } from './neighbor-cases';
import { formatRun, writeNeighborReport, type NeighborRun } from './neighbor-report';
import { NeighborRunner, type NeighborStage } from './neighbor-run';
import { startGatewayProcess, startMeasuredN8n } from './stage';

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '100000' },
		cut: { type: 'string', default: '300' },
		only: { type: 'string', default: '' },
		out: { type: 'string', default: path.join(ROOT, 'bench', 'NEIGHBORS.md') },
	},
});

const only = new RegExp(values.only);

/** The patterns need our node and a gateway once. */
async function openNeighborStage(userFolder: string): Promise<NeighborStage> {
	const n8n = await installN8n();
	const { tarball } = await step('Packing the package', async () => pack('en'));
	const stage: NeighborStage = {
		n8n,
		userFolder,
		packageTarball: tarball,
		owner: makeOwner(),
		patternFile: path.join(userFolder, 'patterns.json'),
		rows: Number(values.rows),
		cutMs: Number(values.cut) * 1000,
	};
	const gateway = await startGatewayProcess('plain');
	const running = await step('Starting n8n', () => startMeasuredN8n(stage));
	try {
		const credential = await running.importCredentials('zhimaApi', 'bench', { ...gateway.credential });
		await writePatterns(running, credential, stage.patternFile);
	} finally {
		await running.stop();
		gateway.stop();
	}
	return stage;
}

async function main(): Promise<void> {
	mkdirSync(CACHE, { recursive: true });
	const folder = mkdtempSync(path.join(CACHE, 'bench-neighbors-'));
	const loadBefore = loadavg()[0];
	try {
		const stage = await openNeighborStage(folder);
		const runner = new NeighborRunner(stage);
		const chosen = neighborCases.filter(({ name, settings }) => only.test(`${name} ${settings}`));
		const runs: NeighborRun[] = [];
		try {
			for (const each of chosen) {
				const run: NeighborRun = { ...each, result: await runner.run(each), load: loadavg()[0] };
				runs.push(run);
				process.stdout.write(`${formatRun(run, stage)}\n`);
				writeFileSync(values.out, writeNeighborReport(runs, stage, loadBefore));
			}
		} finally {
			await runner.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${(error as Error).stack}\n`);
		process.exitCode = 1;
	},
);
