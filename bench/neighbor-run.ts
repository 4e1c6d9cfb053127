/** Runs n8n's own nodes over many of our items, in a real n8n. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InstalledN8n } from '../scripts/n8n/install-n8n';
import type { OwnerLogin, RunningN8n, WorkflowJson } from '../scripts/n8n/start-n8n';
import { callWebhook, type Measured } from './contenders';
import { watchHealth, type HealthWatch } from './health-watch';
import type { NeighborCase, NodeUnderTest, Shape } from './neighbor-cases';
import { startMeasuredN8n } from './stage';

export interface NeighborStage {
	readonly n8n: InstalledN8n;
	readonly userFolder: string;
	readonly packageTarball: string;
	readonly owner: OwnerLogin;
	/** See BenchItems. */
	readonly patternFile: string;
	/** 100,000 unless the command says otherwise. */
	readonly rows: number;
	/** Milliseconds after which a run is cut. */
	readonly cutMs: number;
}

export interface NeighborResult {
	/** In the node. At least so many, where it was cut. */
	readonly ms: number;
	/** Of n8n's process, in all its threads. */
	readonly cpuMs?: number;
	readonly longestWaitMs: number;
	readonly peakRssMb?: number;
	/** What came out of the node. */
	readonly itemsOut?: number;
	/** Why there is no time: cut, or an error. */
	readonly failure?: 'cut' | { readonly message: string };
}

const START: NodeUnderTest = { type: 'CUSTOM.benchStart', typeVersion: 1, parameters: {} };
const END: NodeUnderTest = { type: 'CUSTOM.benchEnd', typeVersion: 1, parameters: {} };

const itemsNode = (stage: NeighborStage, shape: Shape, count: number, more = {}): NodeUnderTest => ({
	type: 'CUSTOM.benchItems',
	typeVersion: 1,
	parameters: { file: stage.patternFile, shape, count, keys: count, ...more },
});

const webhookNode = (path: string): NodeUnderTest => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { path, httpMethod: 'POST', responseMode: 'lastNode' },
});

export const itemCount = ({ rows }: { readonly rows: number }, { share = 1 }: NeighborCase): number =>
	Math.round(rows * share);

/** The nodes in a row: the sheet's rows, our node's items, what goes before, the node under test, the end. */
function chainOf(
	path: string,
	stage: NeighborStage,
	each: NeighborCase,
): Array<readonly [string, NodeUnderTest]> {
	const { shape, under, before, first, itemsPerKey = 1, list = false, secondInput = 'all' } = each;
	const count = itemCount(stage, each);
	const keys = Math.ceil(count / itemsPerKey);
	const optional = (name: string, node?: NodeUnderTest) => (node ? [[name, node] as const] : []);
	return [
		['Webhook', webhookNode(path)],
		...optional('First', first),
		['Rows', itemsNode(stage, 'row', secondInput === 'all' ? count : secondInput)],
		['Items', itemsNode(stage, shape, count, { keys, list })],
		...optional('Before', before),
		['Start', START],
		['Under test', under],
		['End', END],
	];
}

type Connections = Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }>> }>;

function connectionsOf(names: readonly string[], { secondInput, loop }: NeighborCase): Connections {
	const to = (node: string, index = 0) => ({ node, type: 'main' as const, index });
	const connections: Connections = Object.fromEntries(
		names.slice(1).map((name, index) => [names[index], { main: [[to(name)]] }]),
	);
	if (secondInput !== undefined) connections.Rows.main[0].push(to('Under test', 1));
	if (loop) {
		connections['Under test'].main.push([to('Body')]);
		connections.Body = { main: [[to('Under test')]] };
	}
	return connections;
}

function workflowFor(path: string, stage: NeighborStage, each: NeighborCase): WorkflowJson {
	const chain = chainOf(path, stage, each);
	const body: NodeUnderTest = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const nodes = [...chain, ...(each.loop ? [['Body', body] as const] : [])].map(([name, node], index) => ({
		id: name,
		name,
		position: [index * 200, 0],
		...(name === 'Webhook' && { webhookId: path }),
		...node,
	}));
	return {
		name: `bench ${path}`,
		nodes,
		connections: connectionsOf(
			chain.map(([name]) => name),
			each,
		),
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: each.saved ? 'all' : 'none',
			saveExecutionProgress: false,
		},
	};
}

/** n8n saves an execution after it has responded. */
async function waitUntilSaved(n8n: RunningN8n, workflowId: string): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
	for (;;) {
		const { results } = await n8n.rest<{ results: unknown[] }>('GET', `executions?filter=${filter}&limit=1`);
		if (results.length > 0) return;
		await sleep(200);
	}
}

const UNKNOWN = 'n8n stored no error';

/** A webhook's response does not say it. */
async function errorOf(n8n: RunningN8n, workflowId: string): Promise<string> {
	const [id] = await n8n.executionIdsOf(workflowId);
	if (id === undefined) return UNKNOWN;
	return (await n8n.executionResult(id)).error ?? UNKNOWN;
}

async function measure(
	n8n: RunningN8n,
	watch: HealthWatch,
	stage: NeighborStage,
	each: NeighborCase,
): Promise<NeighborResult> {
	const path = `bench-${randomBytes(6).toString('hex')}`;
	const workflowId = await n8n.importWorkflow(workflowFor(path, stage, each));
	await n8n.publish(workflowId);
	const { status, text } = await callWebhook(`${n8n.url}/webhook/${path}`);
	if (status !== 200) throw new Error(await errorOf(n8n, workflowId));
	const parsed = JSON.parse(text) as Measured | Measured[];
	const { ms, cpuMs, endedAt, items } = Array.isArray(parsed) ? parsed[0] : parsed;
	const from = endedAt - ms;
	if (each.saved) await waitUntilSaved(n8n, workflowId);
	const to = each.saved ? Date.now() : endedAt;
	return {
		ms: to - from,
		...(!each.saved && { cpuMs }),
		...watch.between(from, to),
		itemsOut: items,
	};
}

const messageOf = (error: unknown) => (error as Error).message.split('\n')[0];

/** Nothing else ends a node that holds the process. */
function killNow({ pid }: RunningN8n): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

const START_TRIES = 3;

/** A port that was free may be taken by others until n8n listens on it. */
async function startAgain(stage: NeighborStage): Promise<RunningN8n> {
	for (let tries = 1; ; tries++) {
		try {
			return await startMeasuredN8n(stage);
		} catch (error) {
			if (tries === START_TRIES || !/already in use/.test((error as Error).message)) throw error;
		}
	}
}

/** An n8n that ended, was cut, or holds more than this is replaced before the next run. MB. */
const MOST_KEPT_MB = 2_500;

/** Runs the cases one after the other in the same n8n, as long as it is fit for the next one. */
export class NeighborRunner {
	private n8n?: RunningN8n;

	constructor(private readonly stage: NeighborStage) {}

	/** Never throws for what happens within the run: that is its result. */
	async run(each: NeighborCase): Promise<NeighborResult> {
		const n8n = (this.n8n ??= await startAgain(this.stage));
		const watch = watchHealth(n8n);
		const result = await measureOrCut(n8n, watch, this.stage, each);
		const { failure, peakRssMb = 0 } = result;
		if (failure !== undefined || peakRssMb > MOST_KEPT_MB) await this.stop();
		await watch.stop();
		return result;
	}

	async stop(): Promise<void> {
		const { n8n } = this;
		this.n8n = undefined;
		if (n8n === undefined) return;
		killNow(n8n);
		await n8n.stop();
	}
}

async function measureOrCut(
	n8n: RunningN8n,
	watch: HealthWatch,
	stage: NeighborStage,
	each: NeighborCase,
): Promise<NeighborResult> {
	const startedAt = Date.now();
	const outside = (failure: NeighborResult['failure']): NeighborResult => {
		const now = Date.now();
		return { ms: now - startedAt, ...watch.between(startedAt, now), failure };
	};
	const abort = new AbortController();
	const measured = measure(n8n, watch, stage, each).catch((error: unknown) =>
		outside({ message: messageOf(error) }),
	);
	const cut = sleep(stage.cutMs, undefined, { signal: abort.signal }).then(
		() => outside('cut'),
		() => measured,
	);
	const result = await Promise.race([measured, cut]);
	abort.abort();
	return result;
}
