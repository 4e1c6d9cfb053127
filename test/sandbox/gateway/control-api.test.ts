import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { pemBlocks } from '../../../sandbox/keys/read-certificate';
import { call, response, send, startSandbox, uploadContent, type Sandbox } from '../client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.gateway.close());
beforeEach(() => sandbox.gateway.reset());

const get = async (path: string): Promise<Record<string, unknown>> => {
	const { text } = await send(sandbox.gateway.pageUrl + path, { method: 'GET' });
	return JSON.parse(text) as Record<string, unknown>;
};

const post = (
	path: string,
	value: unknown,
	base = sandbox.gateway.pageUrl,
): ReturnType<typeof send> => send(base + path, { body: JSON.stringify(value) });

test('GET /control/state gives everything as JSON', async () => {
	await call(sandbox);
	await call(sandbox, { content: {} });
	const state = await get('control/state');
	expect(state).toMatchObject({
		url: sandbox.gateway.url,
		counts: { requests: 2, accepted: 1, refused: 1, byCode: { 10000: 1, NULL_ARGUMENT: 1 } },
		states: [],
		requests: [{ accepted: true }, { accepted: false, field: 'product_code' }],
	});
	expect(Object.keys(state.entities as object)).toEqual(['umbrella/2016000100010011']);
	expect(await get('control/counts')).toEqual(state.counts);
});

test('an app_auth_token is not shown', async () => {
	const parameters = { app_auth_token: 'granted-to-no-one' };
	await call(sandbox, { parameters });
	await call(sandbox, { parameters, afterSigning: { biz_content: '{}' } });
	const { text } = await send(`${sandbox.gateway.pageUrl}control/state`, { method: 'GET' });
	expect(text).toContain('"appAuthToken":true');
	expect(text).not.toContain('granted-to-no-one');
});

test('faults, latency and reset, at the gateway’s port as well', async () => {
	const base = sandbox.gateway.url.replace('gateway.do', '');
	expect((await post('control/faults', [{ kind: 'http502' }], base)).text).toBe('{"ok":true}');
	expect((await call(sandbox)).status).toBe(502);
	expect((await post('control/latency', { ms: 1 })).status).toBe(200);
	expect((await post('control/reset', {})).status).toBe(200);
	expect(response(await call(sandbox)).code).toBe('10000');
	expect(sandbox.gateway.requests).toHaveLength(1);
});

test('an unknown fault is refused with 400, another path with 404', async () => {
	const refused = await post('control/faults', [{ kind: 'flood' }]);
	expect(refused.status).toBe(400);
	expect(refused.text).toContain('Not a fault');
	expect((await post('control/nothing', {})).status).toBe(404);
	expect((await send(sandbox.gateway.pageUrl, { method: 'PUT' })).status).toBe(405);
});

test('the feed continues from the given number, and from 0 after a reset', async () => {
	await call(sandbox);
	const first = await get('control/feed');
	expect(first).toMatchObject({ from: 0, next: 1, total: 1 });
	await call(sandbox, { content: uploadContent({ entity_code: '2' }) });
	const second = await get(`control/feed?epoch=${String(first.epoch)}&from=1`);
	expect(second).toMatchObject({ from: 1, next: 2, requests: [{ number: 2 }] });
	sandbox.gateway.reset();
	const third = await get(`control/feed?epoch=${String(first.epoch)}&from=2`);
	expect(third).toMatchObject({ from: 0, next: 0, requests: [] });
});

test.each([
	['another name for this machine', { host: 'sandbox.example' }],
	['a page of another site', { origin: 'https://elsewhere.example' }],
])('%s is refused with 403', async (_what, headers) => {
	const options = { headers: headers as Record<string, string>, body: '[]' };
	expect((await send(`${sandbox.gateway.pageUrl}control/faults`, options)).status).toBe(403);
});

test('the page is served, other files are not', async () => {
	const page = await send(sandbox.gateway.pageUrl, { method: 'GET' });
	expect(page.headers['content-type']).toBe('text/html;charset=utf-8');
	expect(page.text).toMatch(/^<!doctype html>/i);
	for (const path of ['keys.ts', '../gateway.ts', 'constructor']) {
		expect((await send(sandbox.gateway.pageUrl + path, { method: 'GET' })).status).toBe(404);
	}
});

interface Command {
	readonly printed: string;
	readonly stop: () => Promise<number | null>;
}

const startCommand = async (...args: string[]): Promise<Command> => {
	const main = join(__dirname, '../../../sandbox/main.ts');
	const tsx = require.resolve('tsx/cli');
	const child = spawn(process.execPath, [tsx, main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	let printed = '';
	const add = (chunk: Buffer): string => (printed += chunk.toString('utf8'));
	child.stderr.on('data', add);
	for await (const chunk of child.stdout) {
		add(chunk as Buffer);
		if (printed.includes('Ctrl+C')) break;
	}
	const stop = async (): Promise<number | null> => {
		child.kill('SIGTERM');
		return await ended;
	};
	return { printed, stop };
};

describe('the command', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test.each([
		['--certificates', true],
		['--certificates production', true],
		['--certificates sandbox', false],
		['--certificates=sandbox', false],
	])(
		'%s starts a gateway, prints where, and writes the credential for its owner alone',
		async (option, isCa) => {
			const file = join(folder, `${option.replace(/\W+/g, '-')}.json`);
			const { printed, stop } = await startCommand('--credential', file, ...option.split(' '));
			const credential = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
			expect(printed).toContain(credential.gatewayUrl);
			expect(credential).toMatchObject({
				environment: 'custom',
				keyMode: 'certificate',
				signType: 'RSA2',
			});
			expect(createPrivateKey(credential.privateKey).asymmetricKeyType).toBe('rsa');
			const [, intermediate] = pemBlocks(credential.alipayCertificate);
			expect(new X509Certificate(intermediate).ca).toBe(isCa);
			expect(statSync(file).mode & 0o777).toBe(0o600);
			expect(await stop()).toBe(0);
		},
	);

	test('certificates of an unknown kind are refused with the kinds there are', async () => {
		const { printed, stop } = await startCommand('--certificates', 'staging');
		expect(printed).toBe("--certificates staging isn't valid. Use one of: production, sandbox\n");
		expect(await stop()).toBe(1);
	});
});
