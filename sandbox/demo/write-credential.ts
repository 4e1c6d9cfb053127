import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CredentialData } from '../keys/test-account';

/**
 * Writes the values of the demo's credential to a file that its owner alone can read, to be copied into another
 * n8n's credential. They are generated for the demo and good for its gateway alone.
 *
 * @returns the file's path
 */
export const writeCredential = (folder: string, credential: CredentialData): string => {
	const file = path.join(folder, 'credential.json');
	writeFileSync(file, `${JSON.stringify(credential, null, '\t')}\n`, { mode: 0o600 });
	// The mode above is for a new file; one that was there keeps its own.
	chmodSync(file, 0o600);
	return file;
};
