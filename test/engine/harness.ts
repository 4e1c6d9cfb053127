/**
 * Whole workflows through n8n's own engine: trigger → Rows → Zhima → After, and AfterError behind the
 * error output. Requests go out over n8n's own HTTP client.
 */
import './environment';
import { takeLog } from './log';
import type { LogEntry } from './log';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ExecutionError,
	ICredentialType,
	IConnections,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';

import { ZhimaApi } from '../../credentials/ZhimaApi.credentials';
import { ZhimaBorrowEntityUpload } from '../../nodes/ZhimaBorrowEntityUpload/ZhimaBorrowEntityUpload.node';
import { ZhimaDataStateSync } from '../../nodes/ZhimaDataStateSync/ZhimaDataStateSync.node';
import { TestCredentials } from './credentials';
import { agent, caller, follower, sourceOf, toolOf, trigger } from './helper-nodes';

export const UPLOAD_NODE = 'n8n-nodes-zhima.zhimaBorrowEntityUpload';
export const SYNC_NODE = 'n8n-nodes-zhima.zhimaDataStateSync';

/** The types under test: from the sources, or from a built package. */
export interface PackageUnderTest {
	readonly nodes: Readonly<Record<string, INodeType>>;
	readonly credentials: Readonly<Record<string, ICredentialType>>;
}

export const sources: PackageUnderTest = {
	nodes: {
		[UPLOAD_NODE]: new ZhimaBorrowEntityUpload(),
		[SYNC_NODE]: new ZhimaDataStateSync(),
	},
	credentials: { zhimaApi: new ZhimaApi() },
};

export interface WorkflowToRun {
	/** The items' json, in place of `items`. */
	readonly rows?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Whole items, e.g. with binary data. */
	readonly items?: readonly INodeExecutionData[];
	/** What the node that gives the items is, as the workflow says. */
	readonly source?: { readonly type: string; readonly parameters: object };
	/** What our node is handed in place of the items, where the engine itself would not pass it on. */
	readonly handed?: readonly unknown[];
	readonly node: {
		readonly type: string;
		readonly parameters: object;
		/** `stopWorkflow` where nothing is said. */
		readonly onError?: OnError;
		readonly retryOnFail?: boolean;
	};
	/** A node of ours that hangs on the node as an agent's tool. */
	readonly tool?: { readonly type: string; readonly parameters: object };
	/** The stored credential's data, as the operator typed it. */
	readonly credential: object;
	/** Expressions that the nodes behind ours evaluate for each item: name → expression. */
	readonly seen?: Readonly<Record<string, string>>;
	/** Aborting it is pressing n8n's stop button. */
	readonly signal?: AbortSignal;
	readonly under?: PackageUnderTest;
}

/** An item that reached a node behind ours, with what its expressions saw there. */
export interface Followed {
	readonly item: IDataObject;
	readonly seen: IDataObject;
}

export interface WorkflowResult {
	/** Our node's items, by output: [regular, error]. */
	readonly outputs: INodeExecutionData[][];
	/** What came to the node behind the regular output. */
	readonly after: Followed[];
	/** What came to the node behind the error output. */
	readonly afterError: Followed[];
	/** The error that ended the execution. */
	readonly error: ExecutionError | undefined;
	readonly status: IRun['status'];
	readonly hints: NodeExecutionHint[];
	readonly run: IRun;
	/** The execution as n8n would have stored it when it said that the execution was over. */
	readonly stored: string;
	readonly log: LogEntry[];
	/** How often the credential was looked up. */
	readonly credentialLookups: number;
}

const nodeOf = (name: string, type: string, column: number, rest: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [column * 200, 0],
	parameters: {},
	...rest,
});

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

const CONNECTIONS: IConnections = {
	Trigger: { main: [to('Rows')] },
	Rows: { main: [to('Zhima')] },
	Zhima: { main: [to('After'), to('AfterError')] },
	Tool: { ai_tool: [[{ node: 'Zhima', type: 'ai_tool', index: 0 }]] },
};

const CREDENTIALS = { zhimaApi: { id: '1', name: 'Zhima' } };

/** What the nodes behind ours look at: the row that the item is paired with. */
const PAIRED_SOURCE = { source: "={{ $('Rows').item.json }}" };

/** A node that finds these items in its input, in place of those that the engine passes on. */
const handing = (node: INodeType, items: readonly unknown[]): INodeType =>
	Object.create(node, {
		execute: {
			value(this: IExecuteFunctions) {
				return node.execute!.call(Object.create(this, { getInputData: { value: () => items } }) as IExecuteFunctions);
			},
		},
	}) as INodeType;

function nodesUnderTest({ under = sources, handed }: WorkflowToRun): Readonly<Record<string, INodeType>> {
	if (handed === undefined) return under.nodes;
	return Object.fromEntries(Object.entries(under.nodes).map(([name, node]) => [name, handing(node, handed)]));
}

function nodeTypesOf(spec: WorkflowToRun): INodeTypes {
	const items = spec.items ?? (spec.rows ?? []).map((json) => ({ json: json as IDataObject }));
	const under = nodesUnderTest(spec);
	const tools = Object.entries(under).map(([name, node]) => [`${name}Tool`, toolOf(node)] as const);
	const types: Record<string, INodeType> = {
		...under,
		...Object.fromEntries(tools),
		trigger,
		[spec.source?.type ?? 'source']: sourceOf(items, spec.source?.parameters),
		follower,
		caller,
		agent,
	};
	return nodeTypesFrom(types);
}

/** Node types by their names, as a workflow wants them. */
export const nodeTypesFrom = (types: Readonly<Record<string, INodeType>>): INodeTypes => ({
	getByName: (name) => types[name],
	getByNameAndVersion: (name) => types[name],
	getKnownTypes: () => ({}),
});

const toolNodes = ({ tool }: WorkflowToRun): INode[] =>
	tool === undefined
		? []
		: [
				nodeOf('Tool', `${tool.type}Tool`, 2, {
					position: [400, 200],
					parameters: structuredClone(tool.parameters) as INodeParameters,
					credentials: CREDENTIALS,
				}),
			];

function workflowOf(spec: WorkflowToRun): Workflow {
	const { type, parameters, ...settings } = spec.node;
	const follow = { parameters: { seen: { ...PAIRED_SOURCE, ...spec.seen } } as INodeParameters };
	return new Workflow({
		id: 'workflow',
		name: 'Workflow under test',
		active: false,
		settings: { executionOrder: 'v1' },
		nodeTypes: nodeTypesOf(spec),
		connections: CONNECTIONS,
		nodes: [
			nodeOf('Trigger', 'trigger', 0),
			nodeOf('Rows', spec.source?.type ?? 'source', 1, { parameters: (spec.source?.parameters ?? {}) as INodeParameters }),
			nodeOf('Zhima', type, 2, {
				parameters: structuredClone(parameters) as INodeParameters,
				credentials: CREDENTIALS,
				...(settings.retryOnFail && { maxTries: 2, waitBetweenTries: 0 }),
				...settings,
			}),
			nodeOf('After', 'follower', 3, follow),
			nodeOf('AfterError', 'follower', 3, { ...follow, position: [600, 200] }),
			...toolNodes(spec),
		],
	});
}

/** A member's value, or that it throws when it is read. */
function memberOf(of: object, name: PropertyKey): unknown {
	try {
		return (of as Record<PropertyKey, unknown>)[name];
	} catch {
		return '(throws)';
	}
}

/** Everything in a value, with what an error keeps to itself, as JSON text. */
export function textOf(value: unknown): string {
	const seen = new Set<object>();
	const open = (each: unknown): unknown => {
		if (typeof each === 'bigint') return String(each);
		if (typeof each !== 'object' || each === null) return each;
		if (seen.has(each)) return '(again)';
		seen.add(each);
		if (Array.isArray(each)) return each.map(open);
		if (each instanceof Map || each instanceof Set) return [...each].map(open);
		if (Buffer.isBuffer(each)) return each.toString('latin1');
		return Object.fromEntries(Reflect.ownKeys(each).map((name) => [String(name), open(memberOf(each, name))]));
	};
	return JSON.stringify(open(value));
}

interface Surroundings {
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly credentialsHelper: TestCredentials;
	/** Filled when the engine says that the execution is over. */
	readonly storedRuns: string[];
}

function surround({ credential, under = sources }: Execution): Surroundings {
	const credentialsHelper = new TestCredentials(under.credentials, { ...credential });
	const storedRuns: string[] = [];
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'workflow',
		name: 'Workflow under test',
		nodes: [],
		connections: {},
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	});
	hooks.addHandler('workflowExecuteAfter', async (run) => void storedRuns.push(textOf(run)));
	const base = 'http://127.0.0.1:5678/';
	const additionalData = {
		credentialsHelper,
		hooks,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: base,
		restApiUrl: `${base}rest`,
		formBaseUrl: `${base}form`,
		formWaitingBaseUrl: `${base}form-waiting`,
		formTestBaseUrl: `${base}form-test`,
		webhookBaseUrl: `${base}webhook`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		webhookTestBaseUrl: `${base}webhook-test`,
		mcpBaseUrl: `${base}mcp`,
		mcpTestBaseUrl: `${base}mcp-test`,
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { additionalData, credentialsHelper, storedRuns };
}

const followedBy = (run: IRun, node: string): Followed[] =>
	(run.data.resultData.runData[node] ?? []).flatMap(({ data }) =>
		(data?.main[0] ?? []).map(({ json }) => json as unknown as Followed),
	);

/** What the engine is given to run. */
export interface Execution extends Pick<WorkflowToRun, 'credential' | 'under' | 'signal'> {
	readonly workflow: Workflow;
	/** The name of the node to begin with. */
	readonly start: string;
}

export type Executed = Pick<WorkflowResult, 'run' | 'error' | 'status' | 'stored' | 'log' | 'credentialLookups'>;

/**
 * Has the engine run any workflow to its end: see `error`. Throws only where n8n would not let it start,
 * for a required field is empty.
 */
export async function execute(execution: Execution): Promise<Executed> {
	const { workflow, start, signal } = execution;
	const { additionalData, credentialsHelper, storedRuns } = surround(execution);
	takeLog();
	const running = new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: workflow.getNode(start) ?? undefined,
	});
	const stop = () => running.cancel();
	signal?.addEventListener('abort', stop);
	const run = await running;
	signal?.removeEventListener('abort', stop);
	return {
		run,
		error: run.data.resultData.error,
		status: run.status,
		stored: storedRuns[0] ?? '',
		log: takeLog(),
		credentialLookups: credentialsHelper.lookups,
	};
}

/** Runs trigger → Rows → the node → After and AfterError. Throws as {@link execute} does. */
export async function runWorkflow(spec: WorkflowToRun): Promise<WorkflowResult> {
	const executed = await execute({ ...spec, workflow: workflowOf(spec), start: 'Trigger' });
	const { run } = executed;
	const task = run.data.resultData.runData.Zhima?.at(-1);
	return {
		...executed,
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		after: followedBy(run, 'After'),
		afterError: followedBy(run, 'AfterError'),
		hints: task?.hints ?? [],
	};
}
