/** A lock, so that two processes never install into the same folder at once. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

const ownerOf = (lock: string): number => {
	try {
		return Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
	} catch {
		return 0;
	}
};

/** Lets one process at a time install into a folder; the others wait for it. */
export const withInstallLock = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
	const lock = `${folder}.lock`;
	mkdirSync(path.dirname(lock), { recursive: true });
	for (let ownerless = 0; ; ) {
		try {
			mkdirSync(lock);
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			const owner = ownerOf(lock);
			ownerless = owner === 0 ? ownerless + 1 : 0;
			const isStale = owner === 0 ? ownerless > 5 : !isAlive(owner);
			if (isStale) rmSync(lock, { recursive: true, force: true });
			else await sleep(1000);
		}
	}
	try {
		writeFileSync(path.join(lock, 'pid'), String(process.pid));
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
};
