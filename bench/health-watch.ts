/** Looks at an n8n from outside: whether it answers its health check, and how much memory its process holds. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between an answer and the next check, and between two looks at the memory. */
const INTERVAL = 100;

export interface Health {
	/** The longest that a health check waited for its answer. */
	readonly longestWaitMs: number;
	/** Resident memory of n8n's own process; undefined where the system does not tell it in /proc. */
	readonly peakRssMb?: number;
}

export interface HealthWatch {
	/** What was seen between two moments, in milliseconds since 1970. */
	readonly between: (from: number, to: number) => Health;
	readonly stop: () => Promise<void>;
}

interface Check {
	readonly sentAt: number;
	/** Infinity while the answer is awaited. */
	answeredAt: number;
}

/** Resolves with any answer, and when the connection is lost, as n8n then has ended. */
const ask = (url: string) =>
	new Promise<void>((resolve) => {
		const outgoing = request(`${url}/healthz`, { agent: false }, (response) => {
			response.resume();
			response.once('close', resolve);
		});
		outgoing.once('error', () => resolve());
		outgoing.end();
	});

/** In MB; undefined for a process that has ended, and on systems without /proc. */
function residentMemory(pid: number): number | undefined {
	try {
		const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return kb === undefined ? undefined : Number(kb) / 1024;
	} catch {
		return undefined;
	}
}

export function watchHealth({ url, pid }: { readonly url: string; readonly pid: number }): HealthWatch {
	const checks: Check[] = [];
	const looks: Array<{ at: number; mb: number }> = [];
	let isOver = false;
	const timer = setInterval(() => {
		const mb = residentMemory(pid);
		if (mb !== undefined) looks.push({ at: Date.now(), mb });
	}, INTERVAL);
	const run = async () => {
		while (!isOver) {
			const check: Check = { sentAt: Date.now(), answeredAt: Infinity };
			checks.push(check);
			await ask(url);
			check.answeredAt = Date.now();
			await sleep(INTERVAL);
		}
	};
	const ended = run();
	return {
		between: (from, to) => {
			const waits = checks.map(({ sentAt, answeredAt }) => Math.min(answeredAt, to) - Math.max(sentAt, from));
			const held = looks.filter(({ at }) => at >= from && at <= to).map(({ mb }) => mb);
			return {
				longestWaitMs: Math.max(0, ...waits),
				...(held.length > 0 && { peakRssMb: Math.max(...held) }),
			};
		},
		stop: async () => {
			isOver = true;
			clearInterval(timer);
			await ended;
		},
	};
}
