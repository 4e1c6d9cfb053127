/** What a benchmark needs around it: gateways, a real n8n with the measuring nodes, rows in files. */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { createSign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
	installN8n,
	startN8n,
	type CredentialRef,
	type RunningN8n,
	type StartOptions,
} from '../scripts/n8n/start-n8n';
import { CACHE, LOGS, ROOT } from '../scripts/n8n/install-n8n';
import { pack } from '../scripts/package/pack.mjs';
import { step } from '../scripts/install/progress.mjs';
import type { GatewayAddress } from './bench-gateway';

const MONITOR = path.join(ROOT, 'bench', 'monitor.cjs');

export const METHOD = 'zhima.merchant.borrow.entity.upload';

export interface BenchGateway extends GatewayAddress {
	/** Forgets what arrived; sets the latency in milliseconds. */
	readonly prepare: (latencyMs: number) => Promise<void>;
	/** How many requests were accepted since. */
	readonly accepted: () => Promise<number>;
	readonly stop: () => void;
}

export type Wire = 'plain' | 'tls';

export interface Stage {
	readonly n8n: RunningN8n;
	readonly gateways: Readonly<Record<Wire, BenchGateway>>;
	readonly credentials: Readonly<Record<Wire, CredentialRef>>;
	readonly folder: string;
	readonly rowsFile: string;
	/** The credential's data in a file, for the official client. */
	readonly credentialFile: (wire: Wire) => string;
	/** Where {@link signBeforehand} writes to. */
	readonly signedFile: (wire: Wire) => string;
	/** Writes so many requests, signed now. */
	readonly signBeforehand: (wire: Wire, count: number) => void;
	/** Runs a script under n8n's own Node.js and gives what it printed. */
	readonly runScript: (script: string, wire: Wire, task: object) => Promise<string>;
	readonly stop: () => Promise<void>;
}

export async function startGatewayProcess(wire: Wire): Promise<BenchGateway> {
	const child: ChildProcess = fork(
		path.join(ROOT, 'bench', 'bench-gateway.ts'),
		wire === 'tls' ? ['--tls'] : [],
		{ execArgv: ['--import', 'tsx'] },
	);
	const address = await new Promise<GatewayAddress>((resolve, reject) => {
		child.once('message', (message) => resolve(message as GatewayAddress));
		child.once('exit', (code) => reject(new Error(`The gateway ended with status ${code}.`)));
	});
	const post = async (name: string, body: object) => {
		await fetch(new URL(`control/${name}`, address.pageUrl), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	};
	return {
		...address,
		prepare: async (ms) => {
			await post('reset', {});
			await post('latency', { ms });
		},
		accepted: async () => {
			const response = await fetch(new URL('control/counts', address.pageUrl));
			return ((await response.json()) as { accepted: number }).accepted;
		},
		stop: () => void child.kill(),
	};
}

/** A row as a spreadsheet with the documented columns gives it. */
export const rowNumber = (number: number): Record<string, string> => ({
	category_code: 'power_bank',
	product_code: 'w1010100000000002858',
	entity_code: `BENCH${String(number).padStart(6, '0')}`,
	longitude: '120.130663',
	latitude: '30.259244',
	entity_name: `文三路充电宝机柜 ${number}`,
	address_desc: '杭州市西湖区文三路478号华星时代广场一层',
	office_hours_desc: '09:00-22:00',
	contact_number: '0571-26888888',
	collect_rent: 'Y',
	rent_desc: '前30分钟免费，之后每小时3元',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2026-11-20 15:34:38',
});

function signedRequest({ credential }: GatewayAddress, row: Record<string, string>) {
	const parameters: Record<string, string> = {
		app_id: credential.appId,
		method: METHOD,
		format: 'JSON',
		charset: 'utf-8',
		sign_type: 'RSA2',
		timestamp: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
		version: '1.0',
	};
	const content = JSON.stringify(row);
	const canonical = Object.entries({ ...parameters, biz_content: content })
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
	const sign = createSign('RSA-SHA256').update(canonical).sign(credential.privateKey, 'base64');
	const url = `${credential.gatewayUrl}?${new URLSearchParams({ ...parameters, sign })}`;
	return { url, body: String(new URLSearchParams({ biz_content: content })) };
}

const writeLines = (file: string, lines: readonly object[]) =>
	writeFileSync(file, lines.map((each) => `${JSON.stringify(each)}\n`).join(''));

/** An n8n with the measuring nodes and the monitor in it. */
export const startMeasuredN8n = async (
	options: Pick<StartOptions, 'n8n' | 'userFolder' | 'packageTarball' | 'owner'>,
	env: Readonly<Record<string, string>> = {},
): Promise<RunningN8n> =>
	await startN8n({
		...options,
		log: path.join(LOGS, 'bench-n8n.log'),
		env: {
			NODE_OPTIONS: `--require=${MONITOR}`,
			N8N_CUSTOM_EXTENSIONS: path.join(ROOT, 'bench', 'nodes'),
			N8N_LOG_LEVEL: 'warn',
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '-1',
			...env,
		},
	});

/** Sets everything up. `mostRows` is the number of rows in the file. */
export async function openStage(mostRows: number): Promise<Stage> {
	mkdirSync(CACHE, { recursive: true });
	const folder = mkdtempSync(path.join(CACHE, 'bench-'));
	const installed = await installN8n();
	const { tarball } = await step('Packing the package', async () => pack('en'));
	const gateways = { plain: await startGatewayProcess('plain'), tls: await startGatewayProcess('tls') };
	const caFile = path.join(folder, 'ca.pem');
	writeFileSync(caFile, gateways.tls.ca ?? '');
	const rowsFile = path.join(folder, 'rows.jsonl');
	writeLines(rowsFile, Array.from({ length: mostRows }, (_, index) => rowNumber(index + 1)));
	const env = { NODE_OPTIONS: `--require=${MONITOR}`, NODE_EXTRA_CA_CERTS: caFile };
	const n8n = await step('Starting n8n', () =>
		startMeasuredN8n({ n8n: installed, userFolder: folder, packageTarball: tarball }, env),
	);
	const importFor = (wire: Wire) =>
		n8n.importCredentials('zhimaApi', `bench ${wire}`, { ...gateways[wire].credential });
	const credentials = { plain: await importFor('plain'), tls: await importFor('tls') };
	const credentialFile = (wire: Wire) => {
		const file = path.join(folder, `credential-${wire}.json`);
		writeFileSync(file, JSON.stringify(gateways[wire].credential), { mode: 0o600 });
		return file;
	};
	const signedFile = (wire: Wire) => path.join(folder, `signed-${wire}.jsonl`);
	return {
		n8n,
		gateways,
		credentials,
		folder,
		rowsFile,
		credentialFile,
		signedFile,
		signBeforehand: (wire, count) => {
			const numbers = Array.from({ length: count }, (_, index) => index + 1);
			const signed = numbers.map((number) => signedRequest(gateways[wire], rowNumber(number)));
			writeLines(signedFile(wire), signed);
		},
		runScript: async (script, wire, task) => {
			const { stdout } = await promisify(execFile)(installed.node.binary, [script], {
				cwd: ROOT,
				env: {
					...process.env,
					...env,
					TZ: 'Asia/Shanghai',
					BENCH_TASK: JSON.stringify({ credentialFile: credentialFile(wire), ...task }),
				},
				maxBuffer: 1 << 24,
			});
			return stdout;
		},
		stop: async () => {
			await n8n.stop();
			gateways.plain.stop();
			gateways.tls.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
