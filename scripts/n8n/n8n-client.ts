/** n8n's REST calls, as its own editor makes them: signed in as the owner. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface OwnerLogin {
	readonly email: string;
	readonly password: string;
}

export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Record<string, unknown>;
	readonly credentials?: Record<string, { id?: string; name: string }>;
	readonly [member: string]: unknown;
}

/** A workflow as n8n's editor exports it. */
export interface WorkflowJson {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Record<string, unknown>;
	readonly settings?: Record<string, unknown>;
	readonly [member: string]: unknown;
}

export interface CredentialRef {
	readonly id: string;
	readonly name: string;
}

export interface ExecutionItem {
	readonly json: Record<string, unknown>;
	readonly [member: string]: unknown;
}

export interface ExecutionResult {
	readonly id: string;
	/** n8n's own words: `success`, `error`, `canceled`, `crashed`. */
	readonly status: string;
	/** The message of the error that stopped it. */
	readonly error?: string;
	/** n8n's stored execution, parsed. */
	readonly data: Record<string, unknown>;
	/** What left a node by one of its outputs, over all its runs. */
	readonly itemsOf: (nodeName: string, output?: number) => ExecutionItem[];
}

export interface NodeTypeInfo {
	readonly name: string;
	readonly displayName: string;
	readonly properties: readonly unknown[];
}

export interface N8nClient {
	/** Any REST call below `/rest`; resolves to the response's `data`. */
	readonly rest: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;
	/** The nodes that the editor offers. */
	readonly nodeTypes: () => Promise<readonly NodeTypeInfo[]>;
	/** Stores a credential, encrypted by n8n; nothing of it is written elsewhere. */
	readonly importCredentials: (
		type: string,
		name: string,
		data: Record<string, unknown>,
	) => Promise<CredentialRef>;
	/** Stores a workflow, with its nodes' credentials by type put in; resolves to its id. */
	readonly importWorkflow: (
		workflow: WorkflowJson,
		credentials?: Readonly<Record<string, CredentialRef>>,
	) => Promise<string>;
	/** Makes a workflow's triggers listen. */
	readonly publish: (workflowId: string) => Promise<void>;
	/** Runs a workflow from its manual trigger (or the named one) and waits for its end. */
	readonly executeWorkflow: (
		workflowId: string,
		options?: { readonly trigger?: string; readonly timeout?: number },
	) => Promise<ExecutionResult>;
	/** Waits for the end of an execution. `timeout` in seconds, 600 unless given. */
	readonly executionResult: (executionId: string, timeout?: number) => Promise<ExecutionResult>;
	/** Executions of a workflow, newest first. */
	readonly executionIdsOf: (workflowId: string) => Promise<string[]>;
}

type Rest = N8nClient['rest'];

const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

/** n8n stores executions as one array in which objects name their members by index. */
export const parseFlatted = (text: string): unknown => {
	const table = JSON.parse(text) as unknown[];
	const revived = new Map<number, unknown>();
	const revive = (reference: unknown): unknown =>
		typeof reference === 'string' ? lookUp(Number(reference)) : reference;
	const lookUp = (index: number): unknown => {
		if (revived.has(index)) return revived.get(index);
		const entry = table[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		if (Array.isArray(entry)) {
			const list: unknown[] = [];
			revived.set(index, list);
			for (const member of entry) list.push(revive(member));
			return list;
		}
		const object: Record<string, unknown> = {};
		revived.set(index, object);
		for (const [name, member] of Object.entries(entry)) object[name] = revive(member);
		return object;
	};
	return lookUp(0);
};

const readCookies = (response: Response): string =>
	response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');

/** Makes the owner's account where there is none yet, else signs in; resolves to the session's cookie. */
const signIn = async (url: string, { email, password }: OwnerLogin): Promise<string> => {
	const settings = (await (await fetch(`${url}/rest/settings`)).json()) as {
		data: { userManagement?: { showSetupOnFirstLoad?: boolean } };
	};
	const isNew = settings.data.userManagement?.showSetupOnFirstLoad === true;
	const body = isNew
		? { email, password, firstName: 'Demo', lastName: 'Owner' }
		: { email, emailOrLdapLoginId: email, password };
	const response = await fetch(`${url}/rest/${isNew ? 'owner/setup' : 'login'}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) {
		throw new Error(
			`The owner ${email} cannot ${isNew ? 'be made' : 'sign in'} (status ${response.status}).`,
		);
	}
	return readCookies(response);
};

const makeRest =
	(url: string, cookie: string): Rest =>
	async <T>(method: string, path: string, body?: unknown) => {
		const response = await fetch(`${url}/rest/${path}`, {
			method,
			headers: { cookie, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) {
			const { message } = safeParse(text) as { message?: string };
			const reason = message ?? text.slice(0, 300);
			throw new Error(`n8n refused ${method} /rest/${path} (status ${response.status}): ${reason}`);
		}
		return (safeParse(text) as { data: T }).data;
	};

const readNodeTypes = async (url: string, cookie: string): Promise<NodeTypeInfo[]> => {
	const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie } });
	if (!response.ok) throw new Error(`n8n did not list its nodes (status ${response.status}).`);
	return (await response.json()) as NodeTypeInfo[];
};

const safeParse = (text: string): object => {
	try {
		return JSON.parse(text) as object;
	} catch {
		return {};
	}
};

interface StoredExecution {
	status: string;
	finished: boolean;
	data: string | Record<string, unknown>;
}

interface RunResults {
	error?: { message?: string };
	runData?: Record<string, Array<{ data?: { main?: Array<ExecutionItem[] | null> } }>>;
}

/** What is stored of a run; undefined before that; 1.x stores it a moment after it reports the status. */
const readData = ({ data }: StoredExecution): Record<string, unknown> | undefined => {
	const parsed = typeof data === 'string' ? parseFlatted(data) : data;
	return (parsed ?? undefined) as Record<string, unknown> | undefined;
};

const readExecution = (
	id: string,
	{ status }: StoredExecution,
	data: Record<string, unknown>,
): ExecutionResult => {
	const { error, runData = {} } = (data.resultData ?? {}) as RunResults;
	return {
		id,
		status,
		...(error === undefined ? {} : { error: error.message ?? 'unknown error' }),
		data,
		itemsOf: (nodeName, output = 0) =>
			(runData[nodeName] ?? []).flatMap(({ data: outputs }) => outputs?.main?.[output] ?? []),
	};
};

/** How long the items may come after the status, in milliseconds; one that was cancelled early has none. */
const ITEMS_PATIENCE = 10_000;

const waitForExecution = async (
	rest: Rest,
	id: string,
	timeout = 600,
): Promise<ExecutionResult> => {
	const deadline = Date.now() + timeout * 1000;
	let endedAt = Infinity;
	for (;;) {
		const stored = await rest<StoredExecution>('GET', `executions/${id}`);
		if (!UNFINISHED.includes(stored.status)) {
			endedAt = Math.min(endedAt, Date.now());
			const data = readData(stored);
			if (data !== undefined) return readExecution(id, stored, data);
			if (Date.now() > endedAt + ITEMS_PATIENCE) return readExecution(id, stored, {});
		} else if (Date.now() > deadline) {
			throw new Error(`Execution ${id} did not end within ${timeout} s (it is ${stored.status}).`);
		}
		await sleep(300);
	}
};

const withCredentials = (
	{ name, nodes, connections, settings = {} }: WorkflowJson,
	credentials: Readonly<Record<string, CredentialRef>>,
): WorkflowJson => ({
	name,
	nodes: nodes.map((node) => {
		const own = Object.entries(node.credentials ?? {});
		if (own.length === 0) return node;
		const known = own.map(([type, ref]) => [type, credentials[type] ?? ref]);
		return { ...node, credentials: Object.fromEntries(known) };
	}),
	connections,
	settings,
});

const isManualTrigger = ({ type }: WorkflowNode): boolean =>
	type === 'n8n-nodes-base.manualTrigger';

const runWorkflow = async (rest: Rest, workflowId: string, trigger?: string): Promise<string> => {
	const workflow = await rest<WorkflowJson>('GET', `workflows/${workflowId}`);
	const name = trigger ?? workflow.nodes.find(isManualTrigger)?.name;
	if (name === undefined) {
		throw new Error(`Workflow “${workflow.name}” has no manual trigger to start from.`);
	}
	const { executionId } = await rest<{ executionId?: string }>(
		'POST',
		`workflows/${workflowId}/run`,
		{ workflowData: workflow, startNodes: [], triggerToStartFrom: { name } },
	);
	if (executionId === undefined) {
		throw new Error(`Workflow “${workflow.name}” did not start from “${name}”.`);
	}
	return executionId;
};

/** Signs in as the owner (who is made on the first start) and gives the calls. */
export const makeN8nClient = async (url: string, owner: OwnerLogin): Promise<N8nClient> => {
	const cookie = await signIn(url, owner);
	const rest = makeRest(url, cookie);
	return {
		rest,
		nodeTypes: async () => await readNodeTypes(url, cookie),
		importCredentials: async (type, name, data) => {
			const { id } = await rest<CredentialRef>('POST', 'credentials', { type, name, data });
			return { id, name };
		},
		importWorkflow: async (workflow, credentials = {}) => {
			const body = { ...withCredentials(workflow, credentials), active: false };
			return (await rest<{ id: string }>('POST', 'workflows', body)).id;
		},
		publish: async (workflowId) => {
			const { versionId } = await rest<{ versionId: string }>('GET', `workflows/${workflowId}`);
			try {
				await rest('POST', `workflows/${workflowId}/activate`, { versionId });
			} catch (error) {
				if (!/status 404/.test((error as Error).message)) throw error;
				await rest('PATCH', `workflows/${workflowId}`, { versionId, active: true });
			}
		},
		executeWorkflow: async (workflowId, { trigger, timeout } = {}) =>
			await waitForExecution(rest, await runWorkflow(rest, workflowId, trigger), timeout),
		executionResult: async (executionId, timeout) =>
			await waitForExecution(rest, executionId, timeout),
		executionIdsOf: async (workflowId) => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = await rest<{ results: Array<{ id: string }> }>(
				'GET',
				`executions?filter=${filter}&limit=100`,
			);
			return results.map(({ id }) => id);
		},
	};
};
