/** Which cases are run, and who takes part in each. */
import type { Case, Contender } from './contenders';
import type { Wire } from './stage';

export interface PlannedCase extends Case {
	readonly contenders: readonly Contender[];
}

export interface Plan {
	readonly rounds: number;
	readonly cases: readonly PlannedCase[];
	readonly fewRows: number;
	readonly manyRows: number;
}

const WIRES: readonly Wire[] = ['plain', 'tls'];
const LATENCIES = [0, 40];
const IN_FLIGHT = [1, 5, 20];

/** n8n's HTTP Request node has no setting for requests in flight: it takes part once. */
const contendersFor = (latencyMs: number, inFlight: number): Contender[] => [
	'columns',
	'floor',
	'official',
	...(inFlight === 5 ? (['httpRequest'] as const) : []),
	...(inFlight === 5 && latencyMs === 0 ? (['form', 'expressions'] as const) : []),
];

function casesWith(rows: (latencyMs: number, inFlight: number) => number): PlannedCase[] {
	return WIRES.flatMap((wire) =>
		LATENCIES.flatMap((latencyMs) =>
			IN_FLIGHT.map((inFlight) => ({
				wire,
				latencyMs,
				inFlight,
				rows: rows(latencyMs, inFlight),
				contenders: contendersFor(latencyMs, inFlight),
			})),
		),
	);
}

const manyRowsOf = (rows: number): PlannedCase[] => [
	{
		wire: 'plain',
		latencyMs: 0,
		inFlight: 5,
		rows,
		contenders: ['columns', 'floor', 'official', 'httpRequest', 'form', 'expressions'],
	},
	{ wire: 'plain', latencyMs: 40, inFlight: 20, rows, contenders: ['columns', 'floor', 'official'] },
	{ wire: 'tls', latencyMs: 0, inFlight: 20, rows, contenders: ['columns', 'floor', 'official'] },
];

/** What is held in memory, with few rows and with many. */
const liveCases = (fewRows: number, manyRows: number): PlannedCase[] =>
	[fewRows, manyRows].map((rows) => ({
		wire: 'plain',
		latencyMs: 0,
		inFlight: 5,
		rows,
		live: true,
		contenders: ['columns', 'floor'],
	}));

/**
 * Everything: 1,000 rows in each case (400 where one in flight waits for each response), 10,000 in three of them,
 * three rounds. About half an hour.
 */
export const fullPlan: Plan = {
	rounds: 3,
	fewRows: 1_000,
	manyRows: 10_000,
	cases: [
		...casesWith((latencyMs, inFlight) => (latencyMs > 0 && inFlight === 1 ? 400 : 1_000)),
		...manyRowsOf(10_000),
		...liveCases(1_000, 10_000),
	],
};

/** The same cases with fewer rows, three rounds. About ten minutes; for a look while working. */
export const quickPlan: Plan = {
	rounds: 3,
	fewRows: 300,
	manyRows: 3_000,
	cases: [
		...casesWith((latencyMs, inFlight) => (latencyMs > 0 && inFlight === 1 ? 100 : 300)),
		...manyRowsOf(3_000).map((each) => ({
			...each,
			contenders: each.contenders.filter((name) => ['columns', 'floor'].includes(name)),
		})),
		...liveCases(300, 3_000),
	],
};
