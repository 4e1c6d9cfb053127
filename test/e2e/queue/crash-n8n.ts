/**
 * Kills a real n8n in the middle of a run, starts it again and runs the same sheet to its end, and writes what was
 * seen as JSON to the file named first: a `SeenCrash`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway } from '../../../sandbox/gateway/gateway';
import type { Gateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';
import { installN8n, makeOwner, startN8n } from '../../../scripts/n8n/start-n8n';
import type { RunningN8n, StartOptions, WorkflowJson } from '../../../scripts/n8n/start-n8n';
import { CACHE } from '../../../scripts/n8n/install-n8n';
import { pack } from '../../../scripts/package/pack.mjs';

/** Rows of the sheet, and how many the gateway has accepted when n8n is killed. */
const ROWS = 20_000;
const KILLED_AT = 6_000;

export interface SeenCrash {
	readonly rows: number;
	/** n8n's word for the execution during which it was killed, once it runs again. */
	readonly crashed: string;
	/** Requests that the gateway had accepted by then. */
	readonly acceptedBefore: number;
	/** The run after that. */
	readonly status: string;
	readonly error?: string;
	readonly outcomes: Readonly<Record<string, number>>;
	/** The gateway's books in the end. */
	readonly entities: number;
	readonly differentCodes: number;
	readonly refused: number;
	readonly seconds: number;
}

const MAKE_ROWS = `return Array.from({ length: ${ROWS} }, (_, index) => ({ json: {
	category_code: 'power_bank', entity_code: 'CDB' + String(index + 1).padStart(6, '0'), entity_name: '文三路充电宝柜 ' + (index + 1),
	longitude: '120.130663', latitude: '30.259244', address_desc: '杭州市西湖区文三路478号', office_hours_desc: '09:00-22:00',
	contact_number: '0571-26888888', collect_rent: 'Y', rent_desc: '3元/小时', can_borrow: 'Y', can_borrow_cnt: '12', total_borrow_cnt: '20',
} }));`;

const node = (name: string, type: string, parameters: Record<string, unknown>, column: number, more: object = {}) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [column * 200, 0],
	parameters,
	...more,
});

/** A sheet of rows, sent by our node; the last node counts them, so that little is stored of a run that ended well. */
const WORKFLOW: WorkflowJson = {
	name: 'A large sheet',
	nodes: [
		node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
		node('Sheet', 'n8n-nodes-base.code', { jsCode: MAKE_ROWS }, 1, { typeVersion: 2 }),
		node('Upload', 'n8n-nodes-zhima.zhimaBorrowEntityUpload', { inputMode: 'columns', options: { concurrency: 20 } }, 2, {
			onError: 'continueRegularOutput',
			credentials: { zhimaApi: { name: 'Zhima API' } },
		}),
	],
	connections: {
		Start: { main: [[{ node: 'Sheet', type: 'main', index: 0 }]] },
		Sheet: { main: [[{ node: 'Upload', type: 'main', index: 0 }]] },
	},
	settings: { executionOrder: 'v1' },
};

/** Runs the workflow until the gateway has accepted enough rows, and kills n8n. Resolves to the execution's id. */
async function killInTheMiddle(n8n: RunningN8n, workflowId: string, gateway: Gateway): Promise<string> {
	const running = n8n.executeWorkflow(workflowId).catch(() => undefined);
	while (gateway.counts.accepted < KILLED_AT) {
		const isOver = await Promise.race([running.then(() => true), sleep(20, false)]);
		if (isOver) throw new Error('The run was over before n8n could be killed.');
	}
	const [executionId] = await n8n.executionIdsOf(workflowId);
	process.kill(-n8n.pid, 'SIGKILL');
	await n8n.ended;
	return executionId;
}

/** n8n marks the executions that it was in the middle of when it starts, a moment after it responds. */
async function statusOf(n8n: RunningN8n, executionId: string): Promise<string> {
	for (let tries = 0; ; tries++) {
		const { status } = await n8n.rest<{ status: string }>('GET', `executions/${executionId}`);
		if (status !== 'running' || tries > 100) return status;
		await sleep(300);
	}
}

function countOutcomes(items: ReadonlyArray<{ json: Record<string, unknown> }>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { json } of items) counts[String(json.outcome)] = (counts[String(json.outcome)] ?? 0) + 1;
	return counts;
}

async function see(options: StartOptions, gateway: Gateway, credential: Record<string, string>): Promise<SeenCrash> {
	const begunAt = performance.now();
	const first = await startN8n(options);
	let workflowId: string;
	let executionId: string;
	try {
		workflowId = await first.importWorkflow(WORKFLOW, {
			zhimaApi: await first.importCredentials('zhimaApi', 'Zhima API', credential),
		});
		executionId = await killInTheMiddle(first, workflowId, gateway);
	} finally {
		await first.stop();
	}
	const acceptedBefore = gateway.counts.accepted;
	const second = await startN8n({ ...options, packageTarball: undefined });
	try {
		const crashed = await statusOf(second, executionId);
		const result = await second.executeWorkflow(workflowId);
		const codes = [...gateway.entities.values()].map(({ content }) => content.entity_code);
		return {
			rows: ROWS,
			crashed,
			acceptedBefore,
			status: result.status,
			error: result.error,
			outcomes: countOutcomes(result.itemsOf('Upload')),
			entities: codes.length,
			differentCodes: new Set(codes).size,
			refused: gateway.counts.refused,
			seconds: (performance.now() - begunAt) / 1_000,
		};
	} finally {
		await second.stop();
	}
}

async function main(): Promise<void> {
	const keys = makeSandboxKeys();
	const gateway = await startGateway(gatewayOptionsFor(keys));
	const userFolder = path.join(CACHE, 'e2e', 'n8n-crash');
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	try {
		const options: StartOptions = {
			n8n: await installN8n(),
			userFolder,
			packageTarball: pack('en').tarball,
			log: `${userFolder}.log`,
			owner: makeOwner(),
		};
		const seen = await see(options, gateway, credentialFor(gateway, keys));
		writeFileSync(process.argv[2], JSON.stringify(seen));
		process.stdout.write(`${JSON.stringify(seen)}\n`);
	} finally {
		await gateway.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).stack}\n`);
	process.exitCode = 1;
});
