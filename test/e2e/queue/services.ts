/** Redis and PostgreSQL from the system's packages, each on a free loopback port in its own folder. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../scripts/n8n/start-n8n';

export interface Service {
	readonly port: number;
	readonly stop: () => Promise<void>;
}

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** One of PostgreSQL's programs: Debian keeps them off the path, in a folder for each version. */
function postgresProgram(name: string): string {
	const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
	const places = versions.sort().map((version) => path.join(DEBIAN_POSTGRES, version, 'bin', name));
	return places.findLast((place) => existsSync(place)) ?? name;
}

interface User {
	readonly uid?: number;
	readonly gid?: number;
}

/** PostgreSQL does not run as root: then as Debian's user `postgres`. */
function postgresUser(): User {
	if (process.getuid?.() !== 0) return {};
	const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

const accepts = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('close', () => socket.destroy());
		socket.once('connect', () => socket.end());
	});

async function untilListening(child: ChildProcess, port: number, name: string): Promise<void> {
	for (let tries = 0; !(await accepts(port)); tries++) {
		if (child.exitCode !== null) throw new Error(`${name} ended with status ${child.exitCode}.`);
		if (tries > 600) throw new Error(`${name} does not listen at port ${port}.`);
		await sleep(100);
	}
}

function ender(child: ChildProcess, signal: NodeJS.Signals): () => Promise<void> {
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const kill = () => void child.kill('SIGKILL');
	process.once('exit', kill);
	return async () => {
		process.removeListener('exit', kill);
		child.kill(signal);
		await ended;
	};
}

/** Starts Redis without anything kept on disk. `folder` gets its log. */
export async function startRedis(folder: string): Promise<Service> {
	const port = await freePort();
	const log = openSync(path.join(folder, 'redis.log'), 'w');
	const child = spawn(
		'redis-server',
		['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
		{ stdio: ['ignore', log, log] },
	);
	const stop = ender(child, 'SIGTERM');
	await untilListening(child, port, 'Redis');
	return { port, stop };
}

/** Starts PostgreSQL with one database `n8n` of the user `n8n`, without a password, for this machine only. */
export async function startPostgres(folder: string): Promise<Service> {
	const port = await freePort();
	const user = postgresUser();
	const data = path.join(folder, 'postgres');
	mkdirSync(data);
	chmodSync(folder, 0o711);
	if (user.uid !== undefined) chownSync(data, user.uid, user.gid!);
	const cluster = path.join(data, 'cluster');
	const initdb = ['-D', cluster, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	execFileSync(postgresProgram('initdb'), initdb, { ...user, cwd: data, stdio: 'ignore' });
	const log = openSync(path.join(folder, 'postgres.log'), 'w');
	const child = spawn(
		postgresProgram('postgres'),
		['-D', cluster, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
		{ ...user, cwd: data, stdio: ['ignore', log, log] },
	);
	const stop = ender(child, 'SIGINT');
	await untilListening(child, port, 'PostgreSQL');
	const createdb = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', 'n8n'];
	for (let tries = 1; ; tries++) {
		try {
			execFileSync(postgresProgram('createdb'), createdb, { cwd: data, stdio: 'pipe' });
			break;
		} catch (error) {
			if (tries === 50) throw error;
			await sleep(200);
		}
	}
	return { port, stop };
}
