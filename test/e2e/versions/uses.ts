/** What an operator does beside running the examples, the same in every version of n8n; each use gives a check. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Check } from '../../../sandbox/demo/compare-with-gateway';
import type { Examples, ExamplesSeen, Running } from '../../../sandbox/demo/run-examples';
import { startGateway } from '../../../sandbox/gateway/gateway';
import {
	CERTIFICATE_WORLDS,
	certificateCredentialFor,
	certificateGatewayOptions,
	makeCertificateMaterial,
	type CertificateWorld,
} from '../../../sandbox/keys/certificate-authority';
import { makeSandboxKeys, type CredentialData } from '../../../sandbox/keys/test-account';
import { cabinetRows } from '../../../scripts/examples/cabinet-rows';
import type { CredentialRef, ExecutionResult, WorkflowJson } from '../../../scripts/n8n/start-n8n';
import type { WorkflowNode } from '../../../scripts/n8n/n8n-client';
import { HTTP_CALL_ENTITY, httpCall } from '../http-call';
import { ROOT } from './seen';

export interface Site extends Running {
	readonly credential: CredentialRef;
	readonly credentialData: CredentialData;
	readonly examples: Examples;
}

const NODES = ['zhimaBorrowEntityUpload', 'zhimaDataStateSync'];

/** That this is the n8n and the Node.js that was asked for. */
export const checkPlace = async (
	{ n8n }: Running,
	{ version, nodeMajor }: { version: string; nodeMajor: number },
): Promise<Check> => {
	const settings = await n8n.rest<{ versionCli: string; nodeJsVersion: string }>('GET', 'settings');
	const told = `n8n ${settings.versionCli} on Node.js ${settings.nodeJsVersion}`;
	const isRight = settings.versionCli === version && Number.parseInt(settings.nodeJsVersion) === nodeMajor;
	return check('n8n says that it is this version, on this Node.js', isRight, told);
};

/** Both nodes, and both as tools for an AI agent. */
export const checkLoaded = async ({ n8n }: Running): Promise<Check> => {
	const wanted = NODES.flatMap((name) => [name, `${name}Tool`]).map((name) => `n8n-nodes-zhima.${name}`);
	const found = (await n8n.nodeTypes())
		.filter(({ name, properties }) => name.startsWith('n8n-nodes-zhima.') && properties.length > 5)
		.map(({ name }) => name);
	const isWhole = found.sort().join() === wanted.sort().join();
	return check('both nodes are there, and both as tools', isWhole, found.join(', '));
};

/** The credential's own button. */
export const checkCredentialTest = async (site: Site): Promise<Check[]> => {
	const { n8n, credential, credentialData } = site;
	const test = async (data: CredentialData) =>
		await n8n.rest<{ status: string; message: string }>('POST', 'credentials/test', {
			credentials: { ...credential, type: 'zhimaApi', data },
		});
	const right = await test(credentialData);
	const wrong = await test({ ...credentialData, appId: '12' });
	return [
		check('the credential’s test button says OK', right.status === 'OK', right.message),
		check(
			'the credential’s test button says what is wrong with a wrong one',
			wrong.status === 'Error' && /App ID/i.test(wrong.message),
			wrong.message,
		),
	];
};

interface Told {
	readonly runData: Record<string, ReadonlyArray<{ hints?: ReadonlyArray<{ message: string }> }>>;
}

/** The sum below the output, which n8n stores beside the items. */
export const checkHints = ({ uploads }: ExamplesSeen): Check => {
	const { runData } = uploads[0].execution.data.resultData as Told;
	const hints = (runData['Upload cabinets']?.[0]?.hints ?? []).map(({ message }) => message);
	const isSummed = hints.some((hint) => hint.startsWith('190 accepted, 1 refused, 9 not sent.'));
	return check('the run’s summary is below the output', isSummed, hints.join(' | ') || 'no hint');
};

export const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };

/** The id of the node at an index. */
export const nodeId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** One node behind another, from a manual start. */
export const chainOf = (name: string, nodes: readonly WorkflowNode[]): WorkflowJson => {
	const all = [START, ...nodes].map((node, index) => ({
		...node,
		id: nodeId(index),
		position: [index * 220, 0],
	}));
	const wires = all.slice(1).map(({ name: node }, index) => {
		return [all[index].name, { main: [[{ node, type: 'main', index: 0 }]] }];
	});
	return { name, nodes: all, connections: Object.fromEntries(wires) as object as WorkflowJson['connections'] };
};

export const runOnce = async ({ n8n, credential }: Site, workflow: WorkflowJson): Promise<ExecutionResult> =>
	await n8n.executeWorkflow(await n8n.importWorkflow(workflow, { zhimaApi: credential }));

export const CREDENTIALS = { zhimaApi: { name: 'Zhima API' } };

/** n8n's own HTTP Request node, signed by the credential. */
export const checkHttpRequest = async (site: Site): Promise<Check> => {
	const { gateway } = site;
	const parameters = {
		...httpCall(gateway.url),
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'zhimaApi',
	};
	const request = {
		name: 'Call',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters,
		credentials: CREDENTIALS,
	};
	const { error, itemsOf } = await runOnce(site, chainOf('Any call', [request]));
	const came = JSON.stringify(itemsOf('Call').map(({ json }) => json));
	const isDone = came.includes('10000') && gateway.entities.has(`umbrella/${HTTP_CALL_ENTITY}`);
	return check('n8n’s HTTP Request node is signed by the credential', isDone, error ?? came);
};

/** The first row of the example spreadsheet. */
const rowNode = (): WorkflowNode => ({
	name: 'Row',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(cabinetRows()[0]), options: {} },
});

const uploadNode = (options: object): WorkflowNode => ({
	name: 'Upload',
	type: 'n8n-nodes-zhima.zhimaBorrowEntityUpload',
	typeVersion: 1,
	parameters: { inputMode: 'columns', options },
	credentials: CREDENTIALS,
	onError: 'continueRegularOutput',
});

/** The credential's test, and one row, in a gateway of its own that knows the application by its certificate. */
const checkWorld = async (site: Site, world: CertificateWorld): Promise<Check> => {
	const keys = makeSandboxKeys();
	const material = makeCertificateMaterial(keys, { world, order: world === 'sandbox' ? 'leafLast' : 'leafFirst' });
	const gateway = await startGateway(certificateGatewayOptions(material));
	try {
		const data = certificateCredentialFor(gateway, keys, material);
		const credential = await site.n8n.importCredentials('zhimaApi', `Certificates (${world})`, data);
		const test = await site.n8n.rest<{ status: string; message: string }>('POST', 'credentials/test', {
			credentials: { ...credential, type: 'zhimaApi', data },
		});
		const row = rowNode();
		const { itemsOf, error } = await runOnce({ ...site, credential }, chainOf(`Certificates (${world})`, [row, uploadNode({ maxRetries: 0 })]));
		const json = itemsOf('Upload')[0]?.json ?? {};
		const isDone = json.success === true && json.verified === true && gateway.entities.size === 1;
		return check(
			`certificates as in Alipay’s ${world} environment: the credential’s test says OK, and a row is accepted and verified`,
			test.status === 'OK' && isDone,
			`${test.message}; ${error ?? JSON.stringify(json)}`,
		);
	} finally {
		await gateway.close();
	}
};

export const checkCertificates = async (site: Site): Promise<Check[]> => {
	const checks: Check[] = [];
	for (const world of CERTIFICATE_WORLDS) checks.push(await checkWorld(site, world));
	return checks;
};

/** A response that arrives slowly is given up when the attempt's time is over, even if n8n's own client would wait. */
export const checkTimeout = async (site: Site): Promise<Check> => {
	const { gateway } = site;
	gateway.setFaults([{ kind: 'slowBytes', intervalMs: 200 }]);
	const row = rowNode();
	const begunAt = performance.now();
	const upload = uploadNode({ timeout: 1, maxRetries: 0 });
	const { itemsOf, error: stopped } = await runOnce(site, chainOf('Slow', [row, upload]));
	const seconds = (performance.now() - begunAt) / 1000;
	gateway.setFaults([]);
	const error = itemsOf('Upload')[0]?.json.error as { outcome?: string; message?: string } | undefined;
	return check(
		'a response that takes too long is an unknown outcome, in time',
		error?.outcome === 'unknown' && seconds < 10,
		`${error?.outcome ?? stopped} after ${seconds.toFixed(1)} s: ${error?.message}`,
	);
};

/** Canceled from the editor: no row is started after that. */
export const checkCancel = async ({ n8n, gateway, examples }: Site): Promise<Check> => {
	gateway.reset();
	gateway.setLatency(300);
	const known = await n8n.executionIdsOf(examples.xlsx);
	const ending = n8n.executeWorkflow(examples.xlsx);
	while (gateway.requests.length < 12) await sleep(20);
	const id = (await n8n.executionIdsOf(examples.xlsx)).find((each) => !known.includes(each))!;
	await n8n.rest('POST', `executions/${id}/stop`);
	const arrived = gateway.requests.length;
	const { status } = await ending;
	await sleep(1_500);
	const later = gateway.requests.length - arrived;
	gateway.setLatency(0);
	return check(
		'a cancelled run sends nothing more',
		status === 'canceled' && later <= 5 && arrived < 100,
		`${status}; ${arrived} requests before, ${later} after`,
	);
};

/** With n8n's own setting, to stop at an error: nothing is sent, and every wrong row is named. */
export const checkStop = async (site: Site): Promise<Check> => {
	const { gateway } = site;
	gateway.reset();
	const file = path.join(ROOT, 'examples', 'cabinets-upload.json');
	const { nodes, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
	const stopping = nodes.map((node) => ({ ...node, onError: undefined }));
	const { status, error } = await runOnce(site, { ...rest, name: 'Stop', nodes: stopping });
	const isTold = /^9 of 200 rows are invalid\. No rows were sent/.test(error ?? '');
	const sent = gateway.requests.length;
	const detail = `${status}, ${sent} sent: ${error}`;
	return check('a node that stops on errors sends nothing', status === 'error' && isTold && sent === 0, detail);
};
