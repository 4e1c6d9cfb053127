/**
 * Builds the stage and keeps it until its parent goes, or until it is interrupted: one gateway, one Chromium, and one n8n for each
 * language that the package is packed in, with the tarball unpacked where n8n itself puts a package.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startGateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';
import { installN8n, startN8n, type RunningN8n } from '../../../scripts/n8n/start-n8n';
import { pack } from '../../../scripts/package/pack.mjs';
import { CHROMIUM_ARGS, chromiumPath } from './chromium';
import { FOLDER, STAGE_FILE, type N8nSite, type PackLanguage, type Stage } from './stage';

/** What is to be ended, the newest first. */
const endings: Array<() => Promise<void>> = [];

const startSite = async (language: PackLanguage): Promise<N8nSite> => {
	const userFolder = path.join(FOLDER, `n8n-${language}`);
	rmSync(userFolder, { recursive: true, force: true });
	const { tarball } = pack(language);
	const n8n: RunningN8n = await startN8n({
		n8n: await installN8n(),
		userFolder,
		packageTarball: tarball,
		log: path.join(FOLDER, `n8n-${language}.log`),
	});
	endings.unshift(n8n.stop);
	const { url, owner, filesFolder } = n8n;
	return { url, owner, filesFolder };
};

const build = async (): Promise<Stage> => {
	mkdirSync(FOLDER, { recursive: true });
	const keys = makeSandboxKeys();
	const tokens = Array.from({ length: 4 }, () => `202611BB${randomBytes(16).toString('hex')}`);
	const options = gatewayOptionsFor(keys);
	const gateway = await startGateway({
		...options,
		apps: options.apps.map((app) => ({ ...app, appAuthTokens: tokens })),
	});
	endings.unshift(async () => await gateway.close());
	const browser = await chromium.launchServer({
		executablePath: chromiumPath(),
		headless: true,
		args: CHROMIUM_ARGS,
	});
	endings.unshift(async () => await browser.close());
	await installN8n();
	const [en, zh] = await Promise.all([startSite('en'), startSite('zh-CN')]);
	return {
		n8n: { en, 'zh-CN': zh },
		gateway: { url: gateway.url, pageUrl: gateway.pageUrl },
		keys,
		tokens,
		credential: credentialFor(gateway, keys),
		browser: browser.wsEndpoint(),
	};
};

const tearDown = async (): Promise<void> => {
	rmSync(STAGE_FILE, { force: true });
	for (const end of endings) await end();
};

const main = async (): Promise<void> => {
	try {
		const stage = await build();
		rmSync(STAGE_FILE, { force: true });
		writeFileSync(STAGE_FILE, JSON.stringify(stage), { mode: 0o600 });
		if (process.send === undefined) process.stdout.write(`${STAGE_FILE}\n`);
		else process.send({ ready: true });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		if (process.send === undefined) process.stderr.write(`${reason}\n`);
		else process.send({ error: reason });
		await tearDown();
		process.exit(1);
	}
	const end = () => void tearDown().then(() => process.exit(0));
	process.once('disconnect', end);
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
};

void main();
