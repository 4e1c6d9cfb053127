/**
 * Reads the corpus in this process's time zone: `read-in-zone.ts ZONE N8N REPORT`. The zone of a process is settled when
 * it starts, so each zone has its own.
 */
import './node-sources';
import { nodeTypesOf, optionLabels, readSheet } from './reader';
import type { Read, Report } from './reader';
import { writeFileSync } from 'node:fs';
import { startGateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';
import { CORPUS } from './corpus';
import { CORPUS_FOLDER, SENDING_ZONE } from './places';

async function main([zone, n8nFolder, report]: string[]): Promise<void> {
	const nodeTypes = nodeTypesOf(n8nFolder);
	const keys = makeSandboxKeys();
	const gateway = await startGateway(gatewayOptionsFor(keys));
	const options = { dryRun: zone !== SENDING_ZONE };
	const reads: Record<string, Read> = {};
	for (const file of CORPUS) {
		gateway.reset();
		const read = await readSheet(file, CORPUS_FOLDER, nodeTypes, credentialFor(gateway, keys), options);
		reads[file.file] = { ...read, received: gateway.requests.map(({ bizContent }) => bizContent) };
	}
	await gateway.close();
	const found: Report = { labels: optionLabels(nodeTypes), reads };
	writeFileSync(report, JSON.stringify(found, null, '\t'));
}

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${(error as Error).stack}\n`);
		process.exit(1);
	},
);
