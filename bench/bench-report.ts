/** What was measured, as a Markdown page with the targets held against it. */
import { cpus, loadavg, totalmem } from 'node:os';
import type { Contender, Measured } from './contenders';
import type { Plan, PlannedCase } from './plan';

export interface CaseResult {
	readonly planned: PlannedCase;
	/** By contender, one for each round. */
	readonly runs: Readonly<Partial<Record<Contender, readonly Measured[]>>>;
	/** Runs that could not be finished, and why. */
	readonly failures: readonly string[];
}

const NAMES: Record<Contender, string> = {
	columns: 'Zhima node, columns',
	form: 'Zhima node, form of 15 expressions',
	httpRequest: 'HTTP Request node with our credential',
	official: 'official client, a script',
	floor: 'bare floor',
	expressions: '15 expressions alone',
};

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the rounds of one figure; NaN where the contender did not run. */
export const figure = (
	{ runs }: CaseResult,
	contender: Contender,
	of: (measured: Measured) => number,
): number => median((runs[contender] ?? []).map(of));

const perSecond = ({ items, ms }: Measured) => (items * 1_000) / ms;
const perRow = (name: 'cpuMs' | 'ms') => (measured: Measured) => measured[name] / measured.items;
const rateOf = (result: CaseResult, contender: Contender) => figure(result, contender, perSecond);

const caseName = ({ wire, latencyMs, inFlight, rows }: PlannedCase) =>
	`${rows} rows, ${wire === 'tls' ? 'TLS' : 'plain http'}, ${latencyMs} ms, ${inFlight} in flight`;

function caseTable(result: CaseResult): string {
	const lines = result.planned.contenders.flatMap((contender) => {
		const runs = result.runs[contender];
		if (runs === undefined || runs.length === 0) return [`| ${NAMES[contender]} | – | – | – | – | – | – | – |`];
		const of = (get: (measured: Measured) => number) => figure(result, contender, get);
		const rate = of(perSecond);
		const ratio = rateOf(result, 'columns') / rate;
		const taken = runs.every(({ items, accepted, taken: count }) => accepted === items && count >= items);
		const isSender = contender !== 'expressions';
		return [
			`| ${NAMES[contender]} | ${rate.toFixed(0)} | ${of(perRow('cpuMs')).toFixed(2)} | ${of((each) => each.peakRssMb).toFixed(0)} | ${of((each) => each.stallMs).toFixed(0)} | ${of((each) => each.longestPauseMs).toFixed(0)} | ${ratio.toFixed(2)} | ${isSender ? (taken ? 'all' : runs.map((each) => each.taken).join(', ')) : '–'} |`,
		];
	});
	return [
		`### ${caseName(result.planned)}`,
		'',
		'| | rows/s | processor ms/row | peak memory MB | longest stall ms | longest collection of garbage ms | columns are × as fast | accepted |',
		'|---|---:|---:|---:|---:|---:|---:|---|',
		...lines,
		...result.failures.map((each) => `\n${each}`),
		'',
	].join('\n');
}

interface Target {
	readonly what: string;
	readonly wanted: string;
	readonly found: string;
	readonly isMet: boolean;
}

const find = (results: readonly CaseResult[], wanted: Partial<PlannedCase>) =>
	results.find(({ planned }) =>
		Object.entries(wanted).every(([name, value]) => planned[name as keyof PlannedCase] === value),
	);

function ratioTargets(results: readonly CaseResult[], { fewRows }: Plan): Target[] {
	const base = find(results, { wire: 'plain', latencyMs: 0, inFlight: 5, rows: fewRows });
	if (base === undefined) return [];
	const against = (contender: Contender, wanted: number, what: string): Target => {
		const ratio = rateOf(base, 'columns') / rateOf(base, contender);
		return { what, wanted: `≥ ${wanted} ×`, found: `${ratio.toFixed(2)} ×`, isMet: ratio >= wanted };
	};
	return [
		against('httpRequest', 3.5, 'columns against the HTTP Request node, no latency, plain, 5 in flight'),
		against('official', 1.3, 'columns against the official client, the same'),
	];
}

const floorTargets = (results: readonly CaseResult[]): Target[] =>
	results.map((result) => {
		const ratio = rateOf(result, 'columns') / rateOf(result, 'floor');
		return {
			what: `columns against the bare floor: ${caseName(result.planned)}`,
			wanted: '≥ 0.9 ×',
			found: `${ratio.toFixed(2)} ×`,
			isMet: ratio >= 0.9,
		};
	});

/**
 * One request's own time is what it takes beyond the latency when it is alone: with the same latency, since each
 * step takes longer on processors that have been idle.
 */
function latencyTargets(results: readonly CaseResult[]): Target[] {
	return results
		.filter(({ planned }) => planned.latencyMs > 0 && planned.inFlight > 1)
		.flatMap((result) => {
			const { wire, latencyMs, inFlight } = result.planned;
			const alone = find(results, { wire, latencyMs, inFlight: 1 });
			if (alone === undefined) return [];
			const own = figure(alone, 'columns', perRow('ms')) - latencyMs;
			const ideal = (inFlight * 1_000) / (latencyMs + own);
			const share = rateOf(result, 'columns') / ideal;
			return {
				what: `rate against in flight ÷ (latency + ${own.toFixed(2)} ms of its own): ${caseName(result.planned)}`,
				wanted: '≥ 0.95',
				found: share.toFixed(2),
				isMet: share >= 0.95,
			};
		});
}

function growthTargets(results: readonly CaseResult[], { fewRows, manyRows }: Plan): Target[] {
	const cases = (live: boolean | undefined) =>
		[fewRows, manyRows].map((rows) => find(results, { wire: 'plain', latencyMs: 0, inFlight: 5, rows, live }));
	const [few, many] = cases(undefined);
	const [fewLive, manyLive] = cases(true);
	if (!few || !many || !fewLive || !manyLive) return [];
	const peak = ({ peakHeapMb }: Measured) => peakHeapMb * 1_024;
	const growthOver = (from: CaseResult, to: CaseResult, contender: Contender) =>
		(figure(to, contender, peak) - figure(from, contender, peak)) / (manyRows - fewRows);
	const held = (contender: Contender) => growthOver(fewLive, manyLive, contender);
	const withGarbage = (contender: Contender) => growthOver(few, many, contender).toFixed(1);
	const times = figure(many, 'columns', (each) => each.ms) / figure(few, 'columns', (each) => each.ms);
	const most = (1.05 * manyRows) / fewRows;
	return [
		{
			what:
				`memory held at most for each further row beyond the node's input (bare floor: ${held('floor').toFixed(1)} kB; ` +
				`with garbage not yet collected ${withGarbage('columns')} kB, bare floor ${withGarbage('floor')} kB)`,
			wanted: '< 3 kB',
			found: `${held('columns').toFixed(1)} kB`,
			isMet: held('columns') < 3,
		},
		{
			what: `time for ${manyRows} rows against ${fewRows}`,
			wanted: `≤ ${most} ×`,
			found: `${times.toFixed(2)} ×`,
			isMet: times <= most,
		},
	];
}

function stallTargets(results: readonly CaseResult[]): Target[] {
	const worst = (contender: Contender) =>
		Math.max(...results.map((result) => figure(result, contender, (each) => each.stallMs) || 0));
	return [
		{
			what: `longest stall in columns mode, median of the rounds, worst case (bare floor: ${worst('floor').toFixed(0)} ms)`,
			wanted: '< 50 ms',
			found: `${worst('columns').toFixed(0)} ms`,
			isMet: worst('columns') < 50,
		},
	];
}

const formTargets = (results: readonly CaseResult[]): Target[] =>
	results
		.filter(({ runs }) => runs.form !== undefined && runs.expressions !== undefined)
		.map((result) => {
			const own = rateOf(result, 'expressions') / rateOf(result, 'form');
			return {
				what: `form against its expressions alone: ${caseName(result.planned)}`,
				wanted: '≤ 1.1 × the time',
				found: `${own.toFixed(2)} ×`,
				isMet: own <= 1.1,
			};
		});

function targetTable(targets: readonly Target[]): string {
	const lines = targets.map(
		({ what, wanted, found, isMet }) => `| ${what} | ${wanted} | ${found} | ${isMet ? 'met' : '**missed**'} |`,
	);
	return ['| target | wanted | found | |', '|---|---|---|---|', ...lines, ''].join('\n');
}

export interface Surroundings {
	readonly n8nVersion: string;
	readonly nodeVersion: string;
	/** The one-minute load before anything was started. */
	readonly loadBefore: number;
}

const INTRODUCTION = `A real n8n and the sandbox gateway in its own process, on one machine; each contender in turn within each
round, and the figures are the medians of the rounds. Figures are for comparing with each other within this run,
not absolute. Time is from the moment the node before ours has given its items to the moment the node after
ours has them; processor time, memory and stalls are those of the whole n8n process (of the script's, for the official client).

- *columns*, *form*: the upload node of this package, in either input mode.
- *HTTP Request node with our credential*: it has no setting for requests in flight and starts them all.
- *official client*: \`alipay-sdk\` in a script outside n8n, under the same Node.js, with the same number in flight.
- *bare floor*: requests that were signed beforehand, over n8n's HTTP helper; responses are not read. No node can beat it
  that sends one request for each row, and it signs and verifies nothing.
- *15 expressions alone*: read with \`getNodeParameter\` for each row, and nothing sent.

A stall is how long the event loop came late to a tick; n8n's own share in it and the garbage collector's are counted.
Memory held is what is left after a collection every 250 ms, in separate runs.
`;

/** The page. */
export function writeReport(
	results: readonly CaseResult[],
	plan: Plan,
	{ n8nVersion, nodeVersion, loadBefore }: Surroundings,
): string {
	const timed = results.filter(({ planned }) => planned.live !== true);
	const targets = [
		...ratioTargets(timed, plan),
		...stallTargets(timed),
		...growthTargets(results, plan),
		...formTargets(timed),
		...latencyTargets(timed),
		...floorTargets(timed),
	];
	const processors = cpus();
	return [
		'# What the benchmark measured',
		'',
		INTRODUCTION,
		`n8n ${n8nVersion} on Node.js ${nodeVersion}; ${processors.length} processors (${processors[0]?.model ?? 'unknown'}), ` +
			`${Math.round(totalmem() / 2 ** 30)} GB; load ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} at the end ` +
			`(beyond ${processors.length} something else took part); ${plan.rounds} rounds; ${new Date().toISOString().slice(0, 10)}.`,
		'',
		'## Targets',
		'',
		targetTable(targets),
		'Why some are missed: [REMARKS.md](REMARKS.md).',
		'',
		'## Cases',
		'',
		...timed.map(caseTable),
	].join('\n');
}
