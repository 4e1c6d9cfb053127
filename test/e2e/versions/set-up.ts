/**
 * jest's global set-up: installs the versions and tries the package on each, so that the tests can be named by what
 * was seen. The scripts around n8n are ES modules, which jest does not load: they run in a process of their own.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { SEEN_FILE } from './seen';

export default async (): Promise<void> => {
	rmSync(SEEN_FILE, { force: true });
	const script = path.join(__dirname, 'see-versions.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script], {
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (status !== 0) throw new Error(`Trying the versions ended with status ${status}.`);
};
