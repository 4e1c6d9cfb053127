/** Makes the corpus, and reads it in each zone on the Node.js that n8n wants. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installN8n, type InstalledN8n } from '../../../scripts/n8n/install-n8n';
import { step } from '../../../scripts/install/progress.mjs';
import { makeCorpus } from './corpus';
import { CORPUS_FOLDER, reportOf, ZONES, type Zone } from './places';

/** Runs the reader in one zone. What n8n's library for spreadsheets complains of is kept for the case of a failure. */
async function readIn(zone: Zone, { node, folder }: InstalledN8n): Promise<void> {
	const script = path.join(__dirname, 'read-in-zone.ts');
	const child = spawn(node.binary, ['--import', 'tsx', script, zone, folder, reportOf(zone)], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { ...process.env, TZ: zone, N8N_RESTRICT_FILE_ACCESS_TO: CORPUS_FOLDER },
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
	if (status !== 0) throw new Error(`Reading in ${zone} ended with status ${status}:\n${said}`);
}

async function main(): Promise<void> {
	const n8n = await installN8n();
	await step('Making spreadsheets', () => makeCorpus(CORPUS_FOLDER));
	for (const zone of ZONES) await step(`Reading them on a server in ${zone}`, () => readIn(zone, n8n));
}

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).stack}\n`);
	process.exitCode = 1;
});
