/** bench/NEIGHBORS.md from what was measured. */
import { cpus, loadavg, totalmem } from 'node:os';
import { N8N_NODE_MAJOR, N8N_VERSION } from '../scripts/n8n/install-n8n';
import type { NeighborCase, Shape } from './neighbor-cases';
import { itemCount, type NeighborResult, type NeighborStage } from './neighbor-run';

export interface NeighborRun extends NeighborCase {
	readonly result: NeighborResult;
	/** Of the machine, at the end of the run. */
	readonly load: number;
}

type Settings = Pick<NeighborStage, 'rows' | 'cutMs'>;

const SHAPES: Readonly<Record<Shape, string>> = {
	row: "sheet's row",
	response: '*Response*',
	rowAndOutcome: '*Row and Outcome*',
};

const inSeconds = (ms: number) => (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);

/** More than this is known of a run that was cut. */
const bound = ({ failure }: NeighborResult) => (failure === 'cut' ? '> ' : '');

function timeOf({ result, ...each }: NeighborRun, { cutMs, rows }: Settings): string {
	if (result.failure === 'cut') return `> ${cutMs / 1000}, cut`;
	if (result.failure !== undefined) return `failed: ${result.failure.message.replaceAll('|', '/')}`;
	const seconds = inSeconds(result.ms);
	return each.share === undefined
		? seconds
		: `${seconds} for ${itemCount({ rows }, each).toLocaleString('en')}`;
}

const memoryOf = ({ peakRssMb }: NeighborResult) => (peakRssMb === undefined ? '–' : peakRssMb.toFixed(0));

const itemsOf = ({ itemsOut }: NeighborResult) => itemsOut?.toLocaleString('en') ?? '–';

const cellsOf = (run: NeighborRun, settings: Settings) => [
	run.instead ? `**${run.name}**` : run.name,
	run.settings,
	SHAPES[run.shape],
	timeOf(run, settings),
	run.result.cpuMs === undefined ? '–' : inSeconds(run.result.cpuMs),
	`${bound(run.result)}${inSeconds(run.result.longestWaitMs)}`,
	memoryOf(run.result),
	itemsOf(run.result),
	run.load.toFixed(1),
];

/** One line for the terminal. */
export const formatRun = (run: NeighborRun, settings: Settings): string => cellsOf(run, settings).join(' | ');

export function writeNeighborReport(
	runs: readonly NeighborRun[],
	settings: Settings,
	loadBefore: number,
): string {
	const processors = cpus();
	const rows = settings.rows.toLocaleString('en');
	return `# n8n's own nodes next to ours

Written by \`npm run bench:neighbors\`: each node in a real n8n, over ${rows} items in the shape that the upload node puts out (one row in a hundred wasn't accepted), copied from a real run of it. Figures are for comparing with each other within this run, not absolute. What follows from them is in [docs/scaling.md](../docs/scaling.md).

- *seconds*: from the moment the node before has given its items to the moment the node after has them. A run is cut after ${settings.cutMs / 1000} s.
- *processor*: what n8n's process used in that time, garbage collection included. It depends less on what else the machine was doing.
- *no health check*: the longest time in which n8n didn't respond to \`/healthz\`, which was asked from outside every 100 ms. During that time n8n starts no other execution, responds to no webhook and can't cancel this one.
- *memory*: the most that n8n's process held, the items included (*No Operation* shows them alone) and what an earlier run may have left. Code runs in a process of its own, which isn't counted here and under *processor*.
- In **bold**: what can be used in place of a slow one.

n8n ${N8N_VERSION} on Node.js ${N8N_NODE_MAJOR}; ${processors.length} processors (${processors[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB; load ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} at the end (beyond ${processors.length} something else took part; each run's own is in its row); ${new Date().toISOString().slice(0, 10)}.

| node | settings | items | seconds | processor, s | no health check, s | memory MB | items out | load |
|---|---|---|---:|---:|---:|---:|---:|---:|
${runs.map((run) => `| ${cellsOf(run, settings).join(' | ')} |`).join('\n')}
`;
}
