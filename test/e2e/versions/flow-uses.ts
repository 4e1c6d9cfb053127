/** The node amid what n8n does around a node: loops, sub-workflows, waiting, trying again, error workflows, expressions in the credential. */
import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Check } from '../../../sandbox/demo/compare-with-gateway';
import { cabinetRows } from '../../../scripts/examples/cabinet-rows';
import type { ExecutionResult, WorkflowJson } from '../../../scripts/n8n/start-n8n';
import type { WorkflowNode } from '../../../scripts/n8n/n8n-client';
import { chainOf, CREDENTIALS, runOnce, START, type Site } from './uses';

const ROWS = cabinetRows().slice(0, 5);

/** Outputs rows for any input. */
const rowsNode = (rows: readonly object[]): WorkflowNode => ({
	name: 'Rows',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: `return ${JSON.stringify(rows.map((json) => ({ json })))};` },
});

const uploadNode = (more: object = {}): WorkflowNode => ({
	name: 'Upload',
	type: 'n8n-nodes-zhima.zhimaBorrowEntityUpload',
	typeVersion: 1,
	parameters: { inputMode: 'columns', options: { maxRetries: 0 } },
	credentials: CREDENTIALS,
	...more,
});

const acceptedIn = ({ itemsOf }: ExecutionResult): unknown[] =>
	itemsOf('Upload').filter(({ json }) => json.success === true).map(({ json }) => json.entity_code);

const isWhole = (result: ExecutionResult, { gateway }: Site): boolean =>
	acceptedIn(result).length === ROWS.length && gateway.entities.size === ROWS.length;

const told = (result: ExecutionResult): string =>
	`${result.status}, accepted ${acceptedIn(result).length} of ${ROWS.length}${result.error === undefined ? '' : `: ${result.error}`}`;

/** In *Loop Over Items*, two rows a round. */
export const checkLoop = async (site: Site): Promise<Check> => {
	site.gateway.reset();
	const loop = { name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { batchSize: 2, options: {} } };
	const { nodes, connections } = chainOf('Loop', [rowsNode(ROWS), loop, uploadNode()]);
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const looped = { ...connections, Loop: { main: [[], to('Upload')] }, Upload: { main: [to('Loop')] } };
	const result = await runOnce(site, { name: 'Loop', nodes, connections: looped, settings: { executionOrder: 'v1' } });
	return check('rows in a loop, two a round, are all accepted', isWhole(result, site), told(result));
};

/** In a workflow that another one calls. */
export const checkSubWorkflow = async (site: Site): Promise<Check> => {
	const { n8n, gateway, credential } = site;
	gateway.reset();
	const called = { name: 'Called', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.1, parameters: { inputSource: 'passthrough' } };
	const [, ...nodes] = chainOf('Called', [called, uploadNode()]).nodes;
	const connections = { Called: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] } };
	const id = await n8n.importWorkflow({ name: 'Called', nodes, connections }, { zhimaApi: credential });
	await n8n.publish(id).catch(() => undefined);
	const call = {
		name: 'Upload',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: { __rl: true, mode: 'id', value: id }, options: {} },
	};
	const result = await runOnce(site, chainOf('Calling', [rowsNode(ROWS), call]));
	return check('rows in a sub-workflow are accepted, and their items come back', isWhole(result, site), told(result));
};

/** Stored while it waits, and resumed by a call: the node then sees its input as it was stored. */
export const checkWait = async (site: Site): Promise<Check> => {
	const { n8n, gateway, credential } = site;
	gateway.reset();
	const address = {
		name: 'Address',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: '={ "resume": "{{ $execution.resumeUrl }}" }', options: {} },
	};
	const wait = { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { resume: 'webhook', options: {} }, webhookId: 'zhima-wait' };
	const rowsAgain = rowsNode(ROWS);
	const workflow = chainOf('Wait', [address, wait, rowsAgain, uploadNode()]);
	const id = await n8n.importWorkflow(workflow, { zhimaApi: credential });
	const ending = n8n.executeWorkflow(id, { timeout: 120 });
	const resumed = await resume(site, id);
	const result = await ending;
	return check('rows behind a Wait, resumed from what was stored, are accepted', isWhole(result, site), `${resumed}; ${told(result)}`);
};

interface Waiting {
	readonly status: string;
	readonly data: string;
}

/** Calls the address at which an execution goes on, as soon as it waits. */
const resume = async ({ n8n }: Site, workflowId: string): Promise<string> => {
	for (let tries = 0; tries < 100; tries++) {
		const [id] = await n8n.executionIdsOf(workflowId);
		const stored = id === undefined ? undefined : await n8n.rest<Waiting>('GET', `executions/${id}`);
		const address = /http:[^"\\]*webhook-waiting[^"\\]*/.exec(stored?.data ?? '')?.[0];
		if (stored?.status === 'waiting' && address !== undefined) {
			const { status } = await fetch(address);
			return `resumed with status ${status}`;
		}
		await sleep(200);
	}
	return 'it did not wait';
};

/** n8n's own *Retry On Fail* runs the whole node again. */
export const checkRetryOnFail = async (site: Site): Promise<Check> => {
	const { gateway } = site;
	gateway.reset();
	gateway.setFaults([{ kind: 'http502', once: true }]);
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
	const result = await runOnce(site, chainOf('Retry On Fail', [rowsNode(ROWS), uploadNode(settings)]));
	gateway.setFaults([]);
	return check('rows are accepted when n8n runs the node a second time', isWhole(result, site), told(result));
};

/** What an error workflow, which only runs of published workflows have, reads of an error. */
interface ErrorItem {
	readonly execution?: { readonly error?: { readonly message?: string; readonly description?: string } };
}

const webhook = (path: string): WorkflowNode => ({
	name: 'Start',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { path, httpMethod: 'GET', options: {} },
	webhookId: path,
});

/** A published workflow that stops over two invalid rows, and the workflow that is told of it. */
const startFailing = async ({ n8n, credential }: Site): Promise<string> => {
	const onError = chainOf('On error', []);
	const trigger = { ...START, type: 'n8n-nodes-base.errorTrigger', id: onError.nodes[0].id, position: [0, 0] };
	const errorWorkflow = await n8n.importWorkflow({ name: 'On error', nodes: [trigger], connections: {} });
	await n8n.publish(errorWorkflow).catch(() => undefined);
	const wrong = [{ ...ROWS[0], 经度: '<b>361</b>' }, { ...ROWS[1], 经度: 'a<b' }];
	const { nodes, connections } = chainOf('Failing', [rowsNode(wrong), uploadNode()]);
	const [, ...others] = nodes;
	const failing: WorkflowJson = {
		name: 'Failing',
		nodes: [{ ...nodes[0], ...webhook('zhima-failing') }, ...others],
		connections,
		settings: { errorWorkflow, executionOrder: 'v1' },
	};
	await n8n.publish(await n8n.importWorkflow(failing, { zhimaApi: credential }));
	for (let tries = 0; tries < 20; tries++) {
		const { status } = await fetch(`${n8n.url}/webhook/zhima-failing`);
		if (status !== 404) break;
		await sleep(500);
	}
	return errorWorkflow;
};

const firstExecutionOf = async ({ n8n }: Site, workflowId: string): Promise<ExecutionResult | undefined> => {
	for (let tries = 0; tries < 100; tries++) {
		const [id] = await n8n.executionIdsOf(workflowId);
		if (id !== undefined) return await n8n.executionResult(id, 60);
		await sleep(200);
	}
	return undefined;
};

/** An error workflow reads plain text: message and description hold no HTML, and cells as they are. */
export const checkErrorWorkflow = async (site: Site): Promise<Check> => {
	const result = await firstExecutionOf(site, await startFailing(site));
	const { execution } = (result?.itemsOf('Start')[0]?.json ?? {}) as ErrorItem;
	const { message = '', description = '' } = execution?.error ?? {};
	const text = `${message}\n${description}`;
	const isPlain = !/<br|<p>|&[lg]t;|&#/.test(text) && text.includes('“<b>361</b>”') && text.includes('“a<b”');
	const isLined = description.split('\n').length === 2;
	return check('an error workflow reads plain text, a line for each row', isPlain && isLined, text);
};

/** An expression in the credential, the same for each row. */
export const checkCredentialExpression = async (site: Site): Promise<Check> => {
	const { n8n, gateway, credentialData } = site;
	gateway.reset();
	const data = { ...credentialData, appId: '={{ $json.app }}' };
	const credential = await n8n.importCredentials('zhimaApi', 'By expression', data);
	const rows = ROWS.map((row) => ({ ...row, app: credentialData.appId }));
	const result = await runOnce({ ...site, credential }, chainOf('By expression', [rowsNode(rows), uploadNode()]));
	return check('an expression in the credential is read', isWhole(result, site), told(result));
};
