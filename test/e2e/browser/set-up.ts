/**
 * jest's global set-up and tear-down: the stage runs in its own process.
 *
 * While tests are being written, a stage can be left running: `npx tsx test/e2e/browser/stage-process.ts`
 * in one terminal, and the tests with `ZHIMA_STAGE=standing` in another.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const shared = globalThis as { zhimaStage?: ChildProcess };

type Message = { ready: true } | { error: string };

/** Starts the stage and resolves when it is ready. Throws with its reason where it cannot. */
export default async (): Promise<void> => {
	if (process.env.ZHIMA_STAGE === 'standing') return;
	const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'stage-process.ts')], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	shared.zhimaStage = child;
	await new Promise<void>((resolve, reject) => {
		child.once('message', (message: Message) => {
			if ('ready' in message) resolve();
			else reject(new Error(message.error));
		});
		child.once('exit', (code) => {
			reject(new Error(`The stage ended with status ${code} before it was ready.`));
		});
	});
};

/** Ends the stage, its n8n and its browser. */
export const tearDown = async (): Promise<void> => {
	const child = shared.zhimaStage;
	if (child === undefined || child.exitCode !== null) return;
	await new Promise<void>((resolve) => {
		child.once('exit', () => {
			resolve();
		});
		child.disconnect();
	});
};
