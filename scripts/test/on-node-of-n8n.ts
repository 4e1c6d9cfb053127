/**
 * Runs a script on the Node.js that n8n wants: `tsx scripts/test/on-node-of-n8n.ts SCRIPT [ARGUMENTS]`.
 * What differs from one Node.js to the next, such as the tables of `TextDecoder`, is tested on both.
 */
import { spawnSync } from 'node:child_process';
import { N8N_NODE_MAJOR } from '../n8n/install-n8n';
import { installNode } from '../n8n/install-node';

const main = async (): Promise<void> => {
	const { binary } = await installNode(N8N_NODE_MAJOR);
	const { status, error } = spawnSync(binary, process.argv.slice(2), { stdio: 'inherit' });
	if (error !== undefined) throw error;
	process.exitCode = status ?? 1;
};

main().catch((error: unknown) => {
	console.error((error as Error).message);
	process.exitCode = 1;
});
