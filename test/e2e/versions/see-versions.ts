/**
 * Tries the packed package on each of the wanted versions of n8n, against the local gateway, and writes what was
 * seen to `.cache/reports/n8n-versions.json`: a `Seen`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { check, type Check } from '../../../sandbox/demo/compare-with-gateway';
import { importExamples, runExamples } from '../../../sandbox/demo/run-examples';
import { startGateway } from '../../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../../sandbox/keys/test-account';
import { startN8n, type InstalledN8n } from '../../../scripts/n8n/start-n8n';
import { installN8nIfThere, type AbsentN8n } from '../../../scripts/n8n/install-n8n';
import { pack } from '../../../scripts/package/pack.mjs';
import { npmCommand, step } from '../../../scripts/install/progress.mjs';
import { ROOT, SEEN_FILE, sentenceOf, type Absent, type Seen, type TriedVersion } from './seen';
import {
	checkCancel,
	checkCertificates,
	checkCredentialTest,
	checkHints,
	checkHttpRequest,
	checkLoaded,
	checkPlace,
	checkStop,
	checkTimeout,
	type Site,
} from './uses';
import {
	checkCredentialExpression,
	checkErrorWorkflow,
	checkLoop,
	checkRetryOnFail,
	checkSubWorkflow,
	checkWait,
} from './flow-uses';
import { checkAgent, checkMcp, onErrorFor } from './tool-uses';
import { WANTED, type Wanted } from './wanted';

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 1000);

/** Everything that is looked at in one running n8n. */
const lookAt = async (site: Site, n8n: InstalledN8n): Promise<Check[]> => {
	const first = [await checkPlace(site, n8n), await checkLoaded(site), ...(await checkCredentialTest(site))];
	const examples = await runExamples(site, site.examples, true);
	return [
		...first,
		...examples.checks,
		checkHints(examples),
		await checkStop(site),
		await checkTimeout(site),
		await checkCancel(site),
		await checkHttpRequest(site),
		...(await checkCertificates(site)),
		await checkLoop(site),
		await checkSubWorkflow(site),
		await checkWait(site),
		await checkRetryOnFail(site),
		await checkErrorWorkflow(site),
		await checkCredentialExpression(site),
		...(await checkAgent(site, onErrorFor(n8n.version))),
		...(await checkMcp(site)),
	];
};

/** Starts the version with the package in it, looks, and ends it. What throws is a check that failed. */
const tryOn = async (n8n: InstalledN8n, packageTarball: string): Promise<Check[]> => {
	const userFolder = path.join(ROOT, '.cache', 'e2e', `n8n-${n8n.version}`);
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	const keys = makeSandboxKeys();
	const gateway = await startGateway(gatewayOptionsFor(keys));
	const log = `${userFolder}.log`;
	try {
		const title = `Starting n8n ${n8n.version} on Node.js ${n8n.nodeMajor}`;
		const running = await step(title, () => startN8n({ n8n, userFolder, packageTarball, log }));
		try {
			const credentialData = credentialFor(gateway, keys);
			const credential = await running.importCredentials('zhimaApi', 'Zhima API', credentialData);
			const examples = await importExamples(running, credential);
			return await lookAt({ n8n: running, gateway, credential, credentialData, examples }, n8n);
		} finally {
			await running.stop();
		}
	} catch (error) {
		return [check('everything ran to its end', false, (error as Error).message)];
	} finally {
		await gateway.close();
	}
};

const isAbsent = (result: InstalledN8n | AbsentN8n): result is AbsentN8n => 'missing' in result;

/** Goes through a wanted line's versions up to the first that can be installed. */
const see = async (
	{ label, nodeMajor, versions }: Wanted,
	tarball: string,
): Promise<{ tried: TriedVersion[]; absent: Absent[] }> => {
	const absent: Absent[] = [];
	for (const version of versions) {
		const begunAt = performance.now();
		const n8n = await installN8nIfThere({ version, nodeMajor });
		if (isAbsent(n8n)) {
			absent.push({ label, version, nodeMajor, missing: n8n.missing });
			process.stdout.write(`${sentenceOf(absent.at(-1)!)}\n`);
			continue;
		}
		const install = secondsSince(begunAt);
		const runAt = performance.now();
		const checks = await tryOn(n8n, tarball);
		const seconds = { install, run: secondsSince(runAt) };
		return { tried: [{ label, version, nodeMajor, lacks: n8n.lacks, checks, seconds }], absent };
	}
	return { tried: [], absent };
};

const newestOf = (versions: readonly string[]): string =>
	[...versions].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)!;

/** The newest versions that the registry names, from npm itself. */
const askRegistry = (): Seen['registry'] => {
	const [command, first] = npmCommand();
	const args = [...first, 'view', 'n8n', 'versions', '--json'];
	const { stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
	if (!stdout.includes('[')) throw new Error(`npm does not list n8n's versions: ${stderr}`);
	const released = (JSON.parse(stdout) as string[]).filter((version) => /^\d+\.\d+\.\d+$/.test(version));
	return { newest: newestOf(released), lastOne: newestOf(released.filter((each) => each.startsWith('1.'))) };
};

const main = async (): Promise<void> => {
	const registry = askRegistry();
	const { tarball } = pack('en');
	const tried: TriedVersion[] = [];
	const absent: Absent[] = [];
	for (const wanted of WANTED) {
		const seen = await see(wanted, tarball);
		tried.push(...seen.tried);
		absent.push(...seen.absent);
	}
	const seen: Seen = { registry, tried, absent };
	mkdirSync(path.dirname(SEEN_FILE), { recursive: true });
	writeFileSync(SEEN_FILE, `${JSON.stringify(seen, null, '\t')}\n`);
};

main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).stack}\n`);
	process.exitCode = 1;
});
