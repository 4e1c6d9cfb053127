/** n8n's queue mode on one machine: one main process and workers, with Redis and PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, installN8n, launch, n8nEnv, startN8n } from '../../../scripts/n8n/start-n8n';
import type { InstalledN8n, RunningN8n } from '../../../scripts/n8n/start-n8n';
import { CACHE, LOGS } from '../../../scripts/n8n/install-n8n';
import { startPostgres, startRedis } from './services';
import type { Service } from './services';

export interface Worker {
	readonly name: string;
	/** How many executions it has started, and completed, by its own log. */
	readonly started: () => number;
	readonly finished: () => number;
	/** Ends it at once, as a lost machine would. */
	readonly kill: () => void;
	readonly stop: () => Promise<void>;
}

export interface Cluster {
	readonly main: RunningN8n;
	readonly workers: readonly Worker[];
	readonly stop: () => Promise<void>;
}

const queueEnv = (redis: Service, postgres: Service): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	// A worker that is gone is found out within seconds in place of a minute.
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_DATABASE: 'n8n',
	DB_POSTGRESDB_USER: 'n8n',
	DB_POSTGRESDB_PASSWORD: '',
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	N8N_LOG_LEVEL: 'info',
});

const count = (file: string, wanted: RegExp) => readFileSync(file, 'utf8').match(wanted)?.length ?? 0;

async function startWorker(
	name: string,
	n8n: InstalledN8n,
	userFolder: string,
	env: Record<string, string>,
): Promise<Worker> {
	const log = path.join(LOGS, `queue-${name}.log`);
	const own = { N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
	const { child, ended, hasEnded, stop } = launch(
		n8n.node.binary,
		[n8n.script, 'worker', '--concurrency=2'],
		{ cwd: userFolder, env: n8nEnv({ n8n, userFolder, env }, own), log },
	);
	for (let tries = 0; count(log, /worker is now ready/gi) === 0; tries++) {
		if (hasEnded() || tries > 600) {
			await stop();
			throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
		}
		await sleep(250);
	}
	return {
		name,
		started: () => count(log, /started execution/gi),
		finished: () => count(log, /finished execution/gi),
		kill: () => {
			if (!hasEnded() && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
		},
		stop: async () => {
			if (hasEnded()) return await ended;
			await stop();
		},
	};
}

/** Starts all of it with the packed package in it. */
export async function startCluster(packageTarball: string): Promise<Cluster> {
	mkdirSync(CACHE, { recursive: true });
	const n8n = await installN8n();
	const folder = mkdtempSync(path.join(tmpdir(), 'zhima-queue-'));
	const closers: Array<() => Promise<void>> = [
		async () => rmSync(folder, { recursive: true, force: true }),
	];
	const stop = async () => {
		for (const close of closers.splice(0).reverse()) await close();
	};
	try {
		const redis = await startRedis(folder);
		closers.push(redis.stop);
		const postgres = await startPostgres(folder);
		closers.push(postgres.stop);
		const env = queueEnv(redis, postgres);
		const userFolder = path.join(folder, 'n8n');
		mkdirSync(userFolder);
		const log = path.join(LOGS, 'queue-main.log');
		const main = await startN8n({ n8n, userFolder, packageTarball, log, env, startTimeout: 400 });
		closers.push(main.stop);
		const workers = await Promise.all(
			['worker-1', 'worker-2'].map((name) => startWorker(name, n8n, userFolder, env)),
		);
		closers.push(...workers.map((worker) => worker.stop));
		return { main, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
