/**
 * What n8n's engine reads from its surroundings while it is loaded. Import this before `n8n-core`.
 */
import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'zhima-engine-'));
process.env.N8N_ENCRYPTION_KEY = 'only for the engine tests';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
process.env.GENERIC_TIMEZONE ??= 'Asia/Shanghai';
for (const name of ['http_proxy', 'https_proxy', 'all_proxy']) {
	delete process.env[name];
	delete process.env[name.toUpperCase()];
}
