/** Who runs against whom: each gives what one run over the same rows cost. */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowJson } from '../scripts/n8n/start-n8n';
import { ROOT } from '../scripts/n8n/install-n8n';
import { METHOD, rowNumber, type Stage, type Wire } from './stage';

export interface Case {
	readonly wire: Wire;
	readonly latencyMs: number;
	readonly rows: number;
	readonly inFlight: number;
	/** What is held in memory is measured, and nothing else; see monitor.cjs. */
	readonly live?: boolean;
}

/** Milliseconds and megabytes; see monitor.cjs. */
export interface Measured {
	readonly ms: number;
	/** Since 1970. */
	readonly endedAt: number;
	readonly cpuMs: number;
	readonly stallMs: number;
	/** The garbage collector's longest pause. */
	readonly longestPauseMs: number;
	readonly peakRssMb: number;
	readonly peakHeapMb: number;
	readonly items: number;
	/** As the contender itself sees it. */
	readonly accepted: number;
	/** As the gateway counted. */
	readonly taken: number;
}

export const CONTENDERS = ['columns', 'form', 'httpRequest', 'official', 'floor', 'expressions'] as const;
export type Contender = (typeof CONTENDERS)[number];

const OURS = 'n8n-nodes-zhima.zhimaBorrowEntityUpload';
const fields = Object.keys(rowNumber(1)).filter((name) => name !== 'product_code');
const ADDITIONAL = ['address_desc', 'office_hours_desc', 'contact_number', 'rent_desc'];
const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const expression = (name: string) => `={{ $json.${name} }}`;
const formFields = (names: readonly string[]) =>
	Object.fromEntries(names.map((name) => [camel(name), expression(name)]));

interface NodeUnderTest {
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters: Record<string, unknown>;
}

export function ours(mode: 'columns' | 'form', { inFlight }: Pick<Case, 'inFlight'>): NodeUnderTest {
	const options = { concurrency: inFlight };
	if (mode === 'columns') return { type: OURS, parameters: { inputMode: 'columns', options } };
	const main = fields.filter((name) => !ADDITIONAL.includes(name));
	return {
		type: OURS,
		parameters: { ...formFields(main), additionalFields: formFields(ADDITIONAL), options },
	};
}

const httpRequest = (gatewayUrl: string): NodeUnderTest => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: gatewayUrl,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'zhimaApi',
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'method', value: METHOD }] },
		sendBody: true,
		contentType: 'form-urlencoded',
		bodyParameters: {
			parameters: [{ name: 'biz_content', value: '={{ JSON.stringify($json) }}' }],
		},
		options: { response: { response: { responseFormat: 'text' } }, timeout: 300_000 },
	},
});

/** Fifteen expressions, as many as the form has fields for this row and one more for the response mode. */
const expressions = (): NodeUnderTest => ({
	type: 'CUSTOM.benchExpressions',
	parameters: Object.fromEntries(
		[...fields, 'product_code'].map((name, index) => [`field${index}`, expression(name)]),
	),
});

function nodeFor(contender: Contender, stage: Stage, each: Case): NodeUnderTest {
	switch (contender) {
		case 'columns':
		case 'form':
			return ours(contender, each);
		case 'httpRequest':
			return httpRequest(stage.gateways[each.wire].url);
		case 'expressions':
			return expressions();
		default:
			return { type: 'CUSTOM.benchFloor', parameters: { inFlight: each.inFlight } };
	}
}

function workflowFor(
	under: NodeUnderTest,
	path_: string,
	file: string,
	{ rows, live = false }: Case,
): WorkflowJson {
	const node = (name: string, column: number, rest: NodeUnderTest) => ({
		id: name,
		name,
		typeVersion: 1,
		position: [column * 200, 0],
		...rest,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const hasCredential = !under.type.startsWith('CUSTOM.');
	return {
		name: `bench ${path_}`,
		nodes: [
			{
				...node('Webhook', 0, {
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					parameters: { path: path_, httpMethod: 'POST', responseMode: 'lastNode' },
				}),
				webhookId: path_,
			},
			node('Rows', 1, { type: 'CUSTOM.benchRows', parameters: { file, count: rows, live } }),
			{
				...node('Under test', 2, under),
				...(hasCredential && { credentials: { zhimaApi: { name: 'zhima' } } }),
			},
			node('End', 3, { type: 'CUSTOM.benchEnd', parameters: {} }),
		],
		connections: { Webhook: to('Rows'), Rows: to('Under test'), 'Under test': to('End') },
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveExecutionProgress: false,
		},
	};
}

/** Webhooks of workflows that listen already, by what they run. */
const listening = new WeakMap<Stage, Map<string, string>>();

async function webhookFor(contender: Contender, stage: Stage, each: Case): Promise<string> {
	const known = listening.get(stage) ?? new Map<string, string>();
	listening.set(stage, known);
	const name = JSON.stringify([contender, each.wire, each.rows, each.inFlight, each.live]);
	const webhook = known.get(name) ?? `bench-${randomBytes(6).toString('hex')}`;
	if (known.has(name)) return webhook;
	const file = contender === 'floor' ? stage.signedFile(each.wire) : stage.rowsFile;
	const workflow = workflowFor(nodeFor(contender, stage, each), webhook, file, each);
	const credential = stage.credentials[each.wire];
	await stage.n8n.publish(await stage.n8n.importWorkflow(workflow, { zhimaApi: credential }));
	known.set(name, webhook);
	return webhook;
}

/** Without a limit of time: a run may take many minutes. */
const post = (url: string) =>
	new Promise<{ status: number; text: string }>((resolve, reject) => {
		// Its own connection: n8n closes one that was idle while other contenders ran.
		const outgoing = request(url, { method: 'POST', agent: false }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
			);
			response.on('error', reject);
		});
		outgoing.on('error', reject);
		outgoing.end();
	});

/** n8n registers a published webhook a little later. */
export async function callWebhook(url: string): Promise<{ status: number; text: string }> {
	for (let tries = 1; ; tries++) {
		const response = await post(url);
		if (response.status !== 404 || tries === 60) return response;
		await sleep(500);
	}
}

async function runInN8n(contender: Contender, stage: Stage, each: Case): Promise<Omit<Measured, 'taken'>> {
	if (contender === 'floor') stage.signBeforehand(each.wire, each.rows);
	const webhook = await webhookFor(contender, stage, each);
	const { status, text } = await callWebhook(`${stage.n8n.url}/webhook/${webhook}`);
	if (status !== 200) throw new Error(`${contender}: n8n responded with ${status}: ${text.slice(0, 500)}`);
	const measured = JSON.parse(text) as Measured | Measured[];
	return Array.isArray(measured) ? measured[0] : measured;
}

async function runOfficial(stage: Stage, { wire, rows, inFlight }: Case): Promise<Omit<Measured, 'taken'>> {
	const script = path.join(ROOT, 'bench', 'official.cjs');
	const printed = await stage.runScript(script, wire, { file: stage.rowsFile, count: rows, inFlight });
	return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Measured;
}

/** One run of one contender. */
export async function runOnce(contender: Contender, stage: Stage, each: Case): Promise<Measured> {
	const gateway = stage.gateways[each.wire];
	await gateway.prepare(each.latencyMs);
	const measured =
		contender === 'official'
			? await runOfficial(stage, each)
			: await runInN8n(contender, stage, each);
	return { ...measured, taken: await gateway.accepted() };
}
