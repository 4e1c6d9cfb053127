/**
 * jest's global set-up: makes the corpus and has n8n's reader and our node go through it in each zone. The scripts around
 * n8n are ES modules, which jest does not load, and a process has one zone for its life: each has its own.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { reportOf, ZONES } from './places';

const run = async (script: string): Promise<void> => {
	const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, script)], { stdio: ['ignore', 'inherit', 'inherit'] });
	const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (status !== 0) throw new Error(`${script} ended with status ${status}.`);
};

export default async (): Promise<void> => {
	for (const zone of ZONES) rmSync(reportOf(zone), { force: true });
	await run('make-and-read.ts');
};
