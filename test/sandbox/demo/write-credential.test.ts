import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { writeCredential } from '../../../sandbox/demo/write-credential';
import { credentialFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const credential = credentialFor({ url: 'http://127.0.0.1:1/gateway.do' }, makeSandboxKeys());

it('writes the credential’s values to a file that only its owner can read', () => {
	const file = writeCredential(folder, credential);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(credential);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('lets nobody else read a file that was there', () => {
	writeFileSync(path.join(folder, 'credential.json'), '{}', { mode: 0o644 });
	expect(statSync(writeCredential(folder, credential)).mode & 0o777).toBe(0o600);
});
