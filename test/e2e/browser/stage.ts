/** What all tests in the browser share, as they see it; `stage-process.ts` builds it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CredentialData, SandboxKeys } from '../../../sandbox/keys/test-account';
import type { OwnerLogin } from '../../../scripts/n8n/n8n-client';

export type PackLanguage = 'en' | 'zh-CN';

/** What a test needs to know of a running n8n. */
export interface N8nSite {
	readonly url: string;
	readonly owner: OwnerLogin;
	/** Files for workflows. */
	readonly filesFolder: string;
}

export interface Stage {
	/** By the language that the package was packed in. */
	readonly n8n: Readonly<Record<PackLanguage, N8nSite>>;
	readonly gateway: { readonly url: string; readonly pageUrl: string };
	readonly keys: SandboxKeys;
	/** Tokens of merchants that the gateway knows. */
	readonly tokens: readonly string[];
	/** The credential's data with which the gateway accepts. */
	readonly credential: CredentialData;
	/** Where Chromium takes orders. */
	readonly browser: string;
}

export const ROOT = path.resolve(__dirname, '../../..');
export const FOLDER = path.join(ROOT, '.cache', 'e2e');

/** Holds test keys and an account: written for its owner alone, gone when the tests have ended. */
export const STAGE_FILE = path.join(FOLDER, 'stage.json');

export const readStage = (): Stage => JSON.parse(readFileSync(STAGE_FILE, 'utf8')) as Stage;
