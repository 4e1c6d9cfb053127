/**
 * Runs examples/batches.json over a cluster whose first worker is lost on the way, and writes what was seen
 * as JSON to the file named first: a `Seen`.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { utils, writeFile } from '@e965/xlsx';
import { startGateway } from '../../../sandbox/gateway/gateway';
import type { Gateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';
import type { WorkflowJson } from '../../../scripts/n8n/start-n8n';
import { ROOT } from '../../../scripts/n8n/install-n8n';
import { pack } from '../../../scripts/package/pack.mjs';
import { startCluster } from './cluster';
import type { Cluster, Worker } from './cluster';
import { numbers, ROWS, sheetRow } from './sheet';

export interface Seen {
	readonly status: string;
	readonly error?: string;
	/** The workflow's last word on each row, in its order. */
	readonly told: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** The gateway's response to each request: entity code and whether it was accepted. */
	readonly arrived: ReadonlyArray<readonly [code: unknown, accepted: boolean]>;
	/** The codes of the entities that the gateway holds in the end. */
	readonly held: readonly unknown[];
	/** Executions of each worker. `lost` is the first one's at the moment of its end. */
	readonly workers: {
		readonly lost: { readonly started: number; readonly finished: number };
		readonly survivor: { readonly started: number; readonly finished: number };
	};
	readonly seconds: number;
}

/** A published webhook listens a little later; without its header it then responds with 403. */
async function untilRegistered(url: string): Promise<void> {
	for (let tries = 0; tries < 240; tries++) {
		const { status } = await fetch(url, { method: 'POST' });
		if (status === 403) return;
		await sleep(250);
	}
	throw new Error('The webhook of the batches was not registered.');
}

async function publishExample({ main }: Cluster, credential: Record<string, string>): Promise<string> {
	const sheet = utils.book_new();
	utils.book_append_sheet(sheet, utils.json_to_sheet(numbers.map(sheetRow)), '机柜');
	writeFile(sheet, path.join(main.filesFolder, 'cabinets.xlsx'));
	const file = path.join(ROOT, 'examples', 'batches.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
	const header = { name: 'x-batches', value: randomBytes(24).toString('hex') };
	const id = await main.importWorkflow(workflow, {
		zhimaApi: await main.importCredentials('zhimaApi', 'Zhima API', credential),
		httpHeaderAuth: await main.importCredentials('httpHeaderAuth', 'Batches', header),
	});
	await main.publish(id);
	await untilRegistered(`${main.url}/webhook/zhima-batch`);
	return id;
}

const countsOf = (worker: Worker) => ({ started: worker.started(), finished: worker.finished() });

/** Ends a worker that has batches in hand, once a third of the rows was accepted. */
async function lose(worker: Worker, gateway: Gateway, isOver: () => boolean) {
	const isDue = () => gateway.counts.accepted >= ROWS / 3 && worker.started() > worker.finished();
	while (!isDue() && !isOver()) await sleep(20);
	worker.kill();
	return countsOf(worker);
}

async function main(): Promise<void> {
	const keys = makeSandboxKeys();
	const gateway = await startGateway(gatewayOptionsFor(keys));
	const { tarball } = pack('en');
	const cluster = await startCluster(tarball);
	try {
		const id = await publishExample(cluster, credentialFor(gateway, keys));
		const [first, second] = cluster.workers;
		let isOver = false;
		const begunAt = performance.now();
		const losing = lose(first, gateway, () => isOver);
		const result = await cluster.main.executeWorkflow(id, { timeout: 1_200 }).finally(() => {
			isOver = true;
		});
		const seen: Seen = {
			status: result.status,
			error: result.error,
			told: result.itemsOf('Every row once').map(({ json }) => json),
			arrived: gateway.requests.map(({ bizContent, accepted }) => [bizContent.entity_code, accepted]),
			held: [...gateway.entities.values()].map(({ content }) => content.entity_code),
			workers: { lost: await losing, survivor: countsOf(second) },
			seconds: (performance.now() - begunAt) / 1_000,
		};
		writeFileSync(process.argv[2], JSON.stringify(seen));
		process.stdout.write(`${ROWS} rows over two workers, one of them lost: ${seen.seconds.toFixed(0)} s\n`);
	} finally {
		await cluster.stop();
		await gateway.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).stack}\n`);
	process.exitCode = 1;
});
