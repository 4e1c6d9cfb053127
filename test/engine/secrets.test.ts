/** No part of a key or token is in the output, stored executions or logs, with any fault or credential. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { ExecutionError, IExecuteFunctions, INode, INodeType, OnError } from 'n8n-workflow';

import type { Fault } from '../../sandbox/gateway/faults';
import { makeAesKey, makeKeyPair } from '../../sandbox/keys/test-account';
import type { CredentialData } from '../../sandbox/keys/test-account';
import { goodRows, parametersFor, sync, upload } from './calls';
import { runWorkflow, sources, textOf } from './harness';
import { httpResponse, startImpostor } from './impostor';
import type { Responder } from './impostor';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

const LENGTH = 8;
const TOKEN = `202611BB${randomBytes(16).toString('hex')}`;
const AES_KEY = makeAesKey();

let site: Site;
beforeAll(async () => {
	site = await openSite({ appAuthTokens: [TOKEN], aesKey: AES_KEY });
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** What the operator typed that nobody else may see; a PEM's heading is no secret. */
const SECRET_FIELDS = ['privateKey', 'contentEncryptionKey', 'appAuthToken'] as const;

function partsOf(secret: string): string[] {
	const lines = secret.split(/\r?\n/).filter((line) => !line.startsWith('-----'));
	return [...lines, lines.join('')].flatMap((line) =>
		Array.from({ length: Math.max(0, line.length - LENGTH + 1) }, (_, start) =>
			line.slice(start, start + LENGTH),
		),
	);
}

/** The parts of the credential's secrets that are in the text. */
function leaksIn(text: string, credential: CredentialData): string[] {
	const parts = new Set(SECRET_FIELDS.flatMap((field) => partsOf(credential[field])));
	const found = new Set<string>();
	for (let start = 0; start + LENGTH <= text.length; start++) {
		const part = text.slice(start, start + LENGTH);
		if (parts.has(part)) found.add(part);
	}
	return [...found];
}

type Overrides = Partial<CredentialData>;

const withFault = (fault: Fault): readonly Fault[] => [fault];

const FAULTS: ReadonlyArray<readonly [string, readonly Fault[]]> = [
	['nothing', []],
	['a reset', withFault({ kind: 'reset', when: 'before' })],
	['half a response', withFault({ kind: 'reset', when: 'during' })],
	['silence', withFault({ kind: 'silence' })],
	['an error page', withFault({ kind: 'http502' })],
	['a busy system', withFault({ kind: 'code20000' })],
	['a limit', withFault({ kind: 'limit', perSecond: 0 })],
	['a wrong signature', withFault({ kind: 'wrongSignature' })],
	['no signature', withFault({ kind: 'unsignedSuccess' })],
	['an incomplete response', withFault({ kind: 'truncated' })],
	['noise', withFault({ kind: 'garbled' })],
	['a redirect', withFault({ kind: 'redirect' })],
];

const CREDENTIALS: ReadonlyArray<readonly [string, () => Overrides]> = [
	['another private key', () => ({ privateKey: makeKeyPair().privateKey })],
	['a public key for the private one', () => ({ privateKey: site.keys.app.publicKey })],
	['an incomplete key', () => ({ privateKey: site.keys.app.privateKey.slice(0, 700) })],
	['a short key', () => ({ privateKey: makeKeyPair(1024).privateKey })],
	[
		'an encrypted key',
		() => ({
			privateKey: generateKeyPairSync('rsa', {
				modulusLength: 2048,
				publicKeyEncoding: { type: 'spki', format: 'pem' },
				privateKeyEncoding: {
					type: 'pkcs8',
					format: 'pem',
					cipher: 'aes-256-cbc',
					passphrase: 'x',
				},
			}).privateKey,
		}),
	],
	[
		'an EC key',
		() => ({
			privateKey: generateKeyPairSync('ec', {
				namedCurve: 'P-256',
				publicKeyEncoding: { type: 'spki', format: 'pem' },
				privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
			}).privateKey,
		}),
	],
	['a path for a key', () => ({ privateKey: '/home/merchant/keys/app-private-key.pem' })],
	['no key', () => ({ privateKey: '' })],
	['an AES key of the wrong length', () => ({ contentEncryptionKey: randomBytes(15).toString('base64') })],
	['an AES key that is none', () => ({ contentEncryptionKey: 'this is no base64 at all!' })],
	['another AES key', () => ({ contentEncryptionKey: makeAesKey() })],
	['an unknown token', () => ({ appAuthToken: `202611BB${randomBytes(16).toString('hex')}` })],
	['a token with a line break', () => ({ appAuthToken: `${TOKEN}\nand more of the token` })],
	['another public key of Alipay', () => ({ alipayPublicKey: makeKeyPair().publicKey })],
	['the app’s own public key for Alipay’s', () => ({ alipayPublicKey: site.keys.app.publicKey })],
	['the private key for Alipay’s', () => ({ alipayPublicKey: site.keys.app.privateKey })],
	['an unknown app', () => ({ appId: '2021999999999999' })],
	['the private key for the app id', () => ({ appId: site.keys.app.privateKey })],
	['an address that nobody listens at', () => ({ gatewayUrl: 'http://127.0.0.1:9/gateway.do' })],
	['https where http is spoken', () => ({ gatewayUrl: site.gateway.url.replace('http:', 'https:') })],
	['an address that is none', () => ({ gatewayUrl: 'gateway' })],
	['the token in the address', () => ({ gatewayUrl: `http://${TOKEN}@127.0.0.1:9/${TOKEN}?${TOKEN}` })],
	['certificate mode without certificates', () => ({ keyMode: 'certificate' })],
	[
		'certificate mode with the private key for all',
		() => ({
			keyMode: 'certificate',
			appCertificate: site.keys.app.privateKey,
			alipayCertificate: site.keys.app.privateKey,
			alipayRootCertificate: site.keys.app.privateKey,
		}),
	],
];

const WAYS: readonly OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

async function leaksOf(overrides: Overrides, onError: OnError): Promise<string[]> {
	const credential = site.credential({
		contentEncryptionKey: AES_KEY,
		appAuthToken: TOKEN,
		...overrides,
	});
	const found: string[] = [];
	for (const call of [upload, sync]) {
		const result = await runWorkflow({
			rows: goodRows(call, 2),
			node: {
				type: call.type,
				parameters: parametersFor(call, 'columns', { maxRetries: 0, maxWait: 0.1, timeout: 0.3 }),
				onError,
			},
			credential,
		});
		const { error, outputs } = result;
		const caused = error as { cause?: unknown; context?: unknown } | undefined;
		const all = textOf([result, error?.stack, caused?.cause, caused?.context, outputs]);
		expect(result.stored).not.toBe('');
		found.push(...leaksIn(all + result.stored, credential));
	}
	return found;
}

it('leaksIn finds parts of a secret in a text', () => {
	const credential = site.credential({ appAuthToken: TOKEN });
	const { privateKey } = site.keys.app;
	expect(leaksIn(`x${TOKEN.slice(5, 13)}y`, credential)).toEqual([TOKEN.slice(5, 13)]);
	expect(leaksIn(textOf(new Error(privateKey)), credential).length).toBeGreaterThan(1_000);
	expect(leaksIn(privateKey.slice(0, 27), credential)).toEqual([]);
});

describe.each(WAYS)('nothing leaks with %s', (onError) => {
	it.each(FAULTS)('where the gateway responds with %s', async (_what, faults) => {
		site.gateway.setFaults(faults);
		expect(await leaksOf({ gatewayUrl: site.gateway.url }, onError)).toEqual([]);
	});

	it.each(CREDENTIALS)('with %s in the credential', async (_what, overridesOf) => {
		expect(await leaksOf(overridesOf(), onError)).toEqual([]);
	});
});

/** Responds with the text that it was sent, in any member. */
const echoing = (place: (words: string) => object): Responder => (_number, socket, request) => {
	const words = decodeURIComponent(request.replaceAll('+', ' '));
	const members = JSON.stringify(place(words));
	const [method] = /zhima\.[a-z.]+/.exec(words) ?? [''];
	socket.end(httpResponse('200 OK', `{"${method.replaceAll('.', '_')}_response":${members}}`));
};

describe.each(WAYS)('nothing leaks with %s', (onError) => {
	it.each<[string, (words: string) => object]>([
		['a business refusal', (words) => ({ code: '40004', sub_code: 'X', sub_msg: words })],
		['a code', (words) => ({ code: '40002', sub_code: words })],
		['a wrong signature', (words) => ({ code: '40002', sub_code: 'isv.invalid-signature', sub_msg: words })],
		['a response without a code', (words) => ({ code: words, msg: words })],
		['a success', (words) => ({ code: '10000', msg: words })],
	])('where the gateway repeats the whole request in %s', async (_what, place) => {
		const impostor = await startImpostor(echoing(place));
		const { url: gatewayUrl } = impostor;
		expect(await leaksOf({ gatewayUrl }, onError)).toEqual([]);
		expect(await leaksOf({ gatewayUrl, contentEncryptionKey: '' }, onError)).toEqual([]);
		await impostor.close();
		expect(impostor.heard.join()).toContain(TOKEN);
	});
});

/** Ways to give a token to the node itself, and what makes the run fail. */
const IN_OPTIONS: ReadonlyArray<readonly [string, (token: string) => object]> = [
	['as a fixed text', (appAuthToken) => ({ appAuthToken })],
	['with another option that is wrong', (appAuthToken) => ({ appAuthToken, concurrency: 0 })],
	['with another option that fails', (appAuthToken) => ({ appAuthToken, timeout: '={{ $json.a.b.c }}' })],
	['within an expression', (token) => ({ appAuthToken: `={{ "${token}" }}` })],
	['within an expression that fails', (token) => ({ appAuthToken: `={{ "${token}".no().no }}` })],
	['by an expression that takes it for JSON', (token) => ({ appAuthToken: `={{ JSON.parse("${token}") }}` })],
];

describe.each(WAYS)('with %s no token of the options leaks that is given', (onError) => {
	it.each(IN_OPTIONS)('%s', async (_what, optionsOf) => {
		for (const privateKey of [site.keys.app.privateKey, makeKeyPair().privateKey, 'no key']) {
			const token = `202611BB${randomBytes(16).toString('hex')}`;
			const credential = site.credential({ privateKey });
			const { outputs, error, hints, log, run } = await runWorkflow({
				rows: goodRows(upload, 2),
				node: {
					type: upload.type,
					parameters: { inputMode: 'columns', options: optionsOf(token) },
					onError,
				},
				credential,
			});
			expect(site.gateway.requests.every(({ accepted }) => !accepted)).toBe(true);
			// What is left out is the workflow itself, which n8n keeps with each execution.
			const { message, description, stack, cause, context } = error ?? {};
			const shown = textOf([outputs, hints, log, error, message, description, stack, cause, context, run.data.resultData]);
			expect(leaksIn(shown, { ...credential, appAuthToken: token })).toEqual([]);
		}
	});
});

/** Errors of n8n's own, and of no known kind, thrown where nothing has been sent yet. */
it.each<[string, (node: INode) => unknown]>([
	['an error of n8n’s with the node', (node) => new NodeOperationError(node, 'Credentials not found')],
	['an error with another inside', (node) => new Error('outer', { cause: new NodeApiError(node, { message: 'inner' }) })],
	['an error with the parameters', ({ parameters }) => Object.assign(new Error('odd'), { cause: parameters, context: parameters })],
	['an object with the node', (node) => ({ message: 'no error', node })],
])('a stop over %s carries no token', async (_what, errorOf) => {
	const credential = site.credential();
	const token = `202611BB${randomBytes(16).toString('hex')}`;
	const failing = Object.create(sources.nodes[upload.type], {
		execute: {
			value(this: IExecuteFunctions) {
				const getCredentials = async () => await Promise.reject(errorOf(this.getNode()) as Error);
				const context = Object.create(this, { getCredentials: { value: getCredentials } }) as IExecuteFunctions;
				return sources.nodes[upload.type].execute!.call(context);
			},
		},
	}) as INodeType;
	const { error, log, run } = await runWorkflow({
		rows: goodRows(upload, 2),
		node: { type: upload.type, parameters: parametersFor(upload, 'columns', { appAuthToken: token }), onError: 'stopWorkflow' },
		credential,
		under: { ...sources, nodes: { ...sources.nodes, [upload.type]: failing } },
	});
	expect(error).toBeDefined();
	const { message, stack, cause, context, node } = (error ?? {}) as ExecutionError & { node?: unknown };
	const shown = textOf([error, message, stack, cause, context, node, log, run.data.resultData]);
	expect(leaksIn(shown, { ...credential, appAuthToken: token })).toEqual([]);
});
