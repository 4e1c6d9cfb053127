/** What HTTP and proxies can do to a response, and contradictions in it: no row is called done that was not. */
import { sign } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { encodeText } from '../../sandbox/wire/java-charset';
import type { GatewayCharset } from '../../sandbox/wire/java-charset';
import { goodRows, parametersFor, sync } from './calls';
import { runWorkflow } from './harness';
import { always, httpResponse, startImpostor } from './impostor';
import type { Responder } from './impostor';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
afterAll(() => site.close());

const SUCCESS = '{"code":"10000","msg":"Success","biz_result":"success"}';

/** A response as the gateway would sign it. */
function signed(response: string | Uint8Array = SUCCESS): Buffer {
	const bytes = Buffer.from(response as string);
	const signature = sign('RSA-SHA256', bytes, site.keys.alipay.privateKey).toString('base64');
	const head = Buffer.from('{"zhima_data_state_data_sync_response":');
	return Buffer.concat([head, bytes, Buffer.from(`,"sign":"${signature}"}`)]);
}

interface RowResult {
	readonly outcome: string;
	readonly code: string;
	readonly attempts: number;
	readonly json: Record<string, unknown>;
}

async function resultsFrom(url: string, rows = 2, timeout = 3, charset: GatewayCharset = 'utf-8'): Promise<RowResult[]> {
	const { outputs, error } = await runWorkflow({
		// Characters that every charset has.
		rows: goodRows(sync, rows).map((row) => ({ ...row, biz_data: row.biz_data.replace('🎬', '') })),
		node: {
			type: sync.type,
			parameters: parametersFor(sync, 'columns', { maxRetries: 1, timeout }),
			onError: 'continueRegularOutput',
		},
		credential: site.credential({ gatewayUrl: url, charset }),
	});
	expect(error).toBeUndefined();
	return outputs[0].map(({ json }) => {
		const failed = json.success === true ? undefined : (json.error as unknown as RowResult);
		const { outcome, code, attempts = 0 } = failed ?? (json as unknown as RowResult);
		return { outcome: failed === undefined ? 'accepted' : outcome, code, attempts, json };
	});
}

async function respondingWith(response: Responder, rows?: number, timeout?: number): Promise<RowResult[]> {
	const impostor = await startImpostor(response);
	const results = await resultsFrom(impostor.url, rows, timeout);
	await impostor.close();
	return results;
}

const raw =
	(of: () => string | Buffer): Responder =>
	(_number, socket) =>
		void socket.end(of());

const chunked = (ending: string, share = 1): string => {
	const body = signed().toString();
	const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
	return `${head}${body.length.toString(16)}\r\n${body.slice(0, body.length * share)}${ending}`;
};

describe('a response is read in every form in which HTTP delivers it', () => {
	it.each<[string, () => string | Buffer]>([
		['with its length', () => httpResponse('200 OK', signed())],
		['without its length', () => `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${signed().toString()}`],
		['in chunks', () => chunked('\r\n0\r\n\r\n')],
		['after 100 Continue', () => `HTTP/1.1 100 Continue\r\n\r\n${httpResponse('200 OK', signed()).toString()}`],
		['after 103 Early Hints', () => `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${httpResponse('200 OK', signed()).toString()}`],
		['in gzip', () => httpResponse('200 OK', gzipSync(signed()), { 'Content-Encoding': 'gzip' })],
		['deflated', () => httpResponse('200 OK', deflateSync(signed()), { 'Content-Encoding': 'deflate' })],
		['in brotli', () => httpResponse('200 OK', brotliCompressSync(signed()), { 'Content-Encoding': 'br' })],
		['as JSON', () => httpResponse('200 OK', signed(), { 'Content-Type': 'application/json' })],
		['as what it is not', () => httpResponse('200 OK', signed(), { 'Content-Type': 'image/png' })],
		['with a byte order mark', () => httpResponse('200 OK', `\ufeff${signed().toString()}`)],
	])('%s', async (_what, response) => {
		const results = await respondingWith(raw(response));
		expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		expect(results.map(({ json }) => json.verified)).toEqual([true, true]);
	});
});

describe('a success that does not arrive whole and signed is unknown', () => {
	it.each<[string, () => string | Buffer]>([
		['shorter than its length', () => httpResponse('200 OK', signed(), { 'Content-Length': 999 })],
		['longer than its length', () => httpResponse('200 OK', signed(), { 'Content-Length': 50 })],
		['with two lengths', () => `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n${signed().toString()}`],
		['with a length and chunks', () => chunked('\r\n0\r\n\r\n').replace('Connection', 'Content-Length: 5\r\nConnection')],
		['in chunks that are cut', () => chunked('', 0.5)],
		['in chunks without the last', () => chunked('\r\n')],
		['in gzip cut short', () => httpResponse('200 OK', gzipSync(signed()).subarray(0, 60), { 'Content-Encoding': 'gzip' })],
		['in gzip that is none', () => httpResponse('200 OK', signed(), { 'Content-Encoding': 'gzip' })],
		['as 201', () => httpResponse('201 Created', signed())],
		['as 202', () => httpResponse('202 Accepted', signed())],
		['as 204', () => httpResponse('204 No Content')],
		['as 206', () => httpResponse('206 Partial Content', signed())],
		['as 408', () => httpResponse('408 Request Timeout', signed())],
		['as 500', () => httpResponse('500 Internal Server Error', signed())],
		['as 503', () => httpResponse('503 Service Unavailable', signed(), { 'Retry-After': 1 })],
		['as 599', () => httpResponse('599 What', signed())],
		['as 101', () => httpResponse('101 Switching Protocols', signed(), { Upgrade: 'h2c' })],
		['without HTTP', () => signed()],
		['by SSH', () => 'SSH-2.0-OpenSSH_9.2\r\n'],
		['with a head cut short', () => 'HTTP/1.1 200 OK\r\nContent-Le'],
		['with a head that never ends', () => `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
		['with nothing in it', () => httpResponse('200 OK')],
	])('%s, and is tried again', async (_what, response) => {
		const results = await respondingWith(raw(response));
		expect(results.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
			['unknown', 2],
			['unknown', 2],
		]);
	});

	it.each<[string, () => Buffer]>([
		['as 300', () => httpResponse('300 Multiple Choices', signed())],
		['as 304', () => httpResponse('304 Not Modified')],
		['as 307', () => httpResponse('307 Temporary Redirect', signed(), { Location: '/gateway.do' })],
		['as 308', () => httpResponse('308 Permanent Redirect', signed(), { Location: '/gateway.do' })],
		['as 400', () => httpResponse('400 Bad Request', signed())],
		['as 401', () => httpResponse('401 Unauthorized', signed())],
		['as 403', () => httpResponse('403 Forbidden', signed())],
		['as 413', () => httpResponse('413 Payload Too Large', signed())],
	])('%s, and ends the run', async (_what, response) => {
		const results = await respondingWith(always(response()));
		expect(results.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
			['unknown', 1],
			['notSent', 0],
		]);
	});

	it.each<[string, () => Buffer]>([
		['twice over', () => Buffer.concat([signed(), signed()])],
		['in UTF-16', () => Buffer.from(`\ufeff${signed().toString()}`, 'utf16le')],
		['of 20 MB', () => signed(`{"code":"10000","biz_result":"success","x":"${'x'.repeat(20_000_000)}"}`)],
	])('%s, and ends the run once its tries are used up', async (_what, body) => {
		const results = await respondingWith(always(httpResponse('200 OK', body())), 2, 20);
		expect(results.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
			['unknown', 2],
			['notSent', 0],
		]);
	});
});

it.each<[string, string, string, number]>([
	['a number for the code', '{"code":1e4,"biz_result":"success"}', 'accepted', 1],
	['a blank behind the code', '{"code":"10000 ","biz_result":"success"}', 'unknown', 1],
	['no code', '{"biz_result":"success"}', 'unknown', 2],
	['10000 with a sub code', '{"code":"10000","biz_result":"success","sub_code":"ACQ.NEW"}', 'unknown', 1],
	['10000 with a busy sub code', '{"code":"10000","biz_result":"success","sub_code":"aop.ACQ.SYSTEM_ERROR"}', 'unknown', 2],
	['10000 with an empty sub code', '{"code":"10000","biz_result":"success","sub_code":""}', 'accepted', 1],
	['10000 that failed, with a sub code', '{"code":"10000","biz_result":"failed","sub_code":"ACQ.NEW"}', 'refused', 1],
	['40004 without a sub code', '{"code":"40004","msg":"Business Failed"}', 'unknown', 2],
	['40004 of the platform', '{"code":"40004","sub_code":"isp.remote-service-error"}', 'unknown', 2],
	['40004 with a busy sub code', '{"code":"40004","sub_code":"isv.UNKNOW_SYSTEM_ERROR"}', 'unknown', 2],
	['40004 with an exception', '{"code":"40004","sub_code":"UNKNOWN_EXCEPTION"}', 'unknown', 2],
	['40004 with a sub code that is not documented', '{"code":"40004","sub_code":"ACQ.NEW"}', 'unknown', 1],
	['40004 with a documented code', '{"code":"40004","sub_code":"ZMDATA.USER_ID_ERROR"}', 'refused', 1],
	['40004 with a documented code without its prefix', '{"code":"40004","sub_code":"USER_ID_ERROR"}', 'refused', 1],
	['a code without its prefix', '{"code":"40002","sub_code":"app-cert-expired"}', 'refused', 1],
	['a sub code alone', '{"sub_code":"isv.invalid-signature"}', 'unknown', 2],
	['another word for success', '{"code":"10000","biz_result":"SUCCESS"}', 'unknown', 1],
	['a blank before the word', '{"code":"10000","biz_result":" success"}', 'unknown', 1],
	['true for success', '{"code":"10000","biz_result":true}', 'unknown', 1],
	['a list of successes', '{"code":"10000","biz_result":["success"]}', 'unknown', 1],
])('takes %s for what it is', async (_what, response, outcome, attempts) => {
	const results = await respondingWith(always(httpResponse('200 OK', signed(response))), 1);
	expect(results).toMatchObject([{ outcome, attempts }]);
});

it.each([
	['GBK', 'utf-8', 'GBK'],
	['utf-8', 'GBK', 'utf-8'],
	['GBK', 'GBK', 'utf-8'],
	['utf-8', 'utf-8', 'GBK'],
	['GBK', 'GBK', 'GBK'],
] as const)('shows Chinese for an account in %s, a header that says %s and bytes of %s', async (account, header, bytes) => {
	const text = '{"code":"40004","sub_code":"ZMDATA.CATEGORY_CODE_ERROR","sub_msg":"类目不正确€镕"}';
	const body = encodeText(text, bytes);
	const headers = { 'Content-Type': `text/html;charset=${header}` };
	const impostor = await startImpostor(always(httpResponse('200 OK', signed(body), headers)));
	const [{ json }] = await resultsFrom(impostor.url, 1, 3, account);
	await impostor.close();
	expect(json.error).toMatchObject({
		outcome: 'refused',
		field: 'category_code',
		message: expect.stringContaining('类目不正确€镕') as string,
	});
});

it('keeps a number beyond 2^53 as text', async () => {
	const response = '{"code":"10000","biz_result":"success","id":12345678901234567890,"count":3}';
	const [{ json }] = await respondingWith(always(httpResponse('200 OK', signed(response))), 1);
	expect(json).toMatchObject({ success: true, id: '12345678901234567890', count: 3 });
});

it('accepts members with the names of built-in object members', async () => {
	const members = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
	const ours = '"success":false,"request":1,"verified":false,"attempts":9';
	const response = `{"code":"10000","biz_result":"success",${members},${ours}}`;
	const [{ json }] = await respondingWith(always(httpResponse('200 OK', signed(response))), 1);
	expect(json).toMatchObject({ success: true, verified: true, attempts: 1 });
	expect(json.request).toMatchObject({ method: sync.method });
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('a proxy that n8n is set to use', () => {
	const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
	afterEach(() => {
		for (const name of [...NAMES, 'NO_PROXY']) delete process.env[name];
	});
	const through = async (response: Responder, url: string) => {
		const proxy = await startImpostor(response);
		for (const name of NAMES) process.env[name] = proxy.url.replace('http://', 'http://user:hidden-word@');
		process.env.NO_PROXY = '';
		const results = await resultsFrom(url, 2, 0.5);
		await proxy.close();
		expect(proxy.heard.length).toBeGreaterThan(0);
		expect(JSON.stringify(results)).not.toContain('hidden-word');
		return results.map(({ outcome, code }) => [outcome, code]);
	};
	const GATEWAYS = ['https://gateway.invalid/gateway.do', 'http://127.0.0.1:9/gateway.do'];

	it.each(GATEWAYS)('wants a login before it passes anything to %s', async (url) => {
		const response = always(httpResponse('407 Proxy Authentication Required'));
		expect(await through(response, url)).toEqual([
			['unknown', 'HTTP_407'],
			['notSent', 'HTTP_407'],
		]);
	});

	it.each(GATEWAYS)('cannot reach %s', async (url) => {
		const [first, second] = await through(always(httpResponse('502 Bad Gateway')), url);
		expect([first, second]).toEqual([
			['unknown', 'HTTP_502'],
			['unknown', 'HTTP_502'],
		]);
	});

	it.each(GATEWAYS)('goes away on the way to %s', async (url) => {
		const results = await through((_number, socket) => void socket.destroy(), url);
		expect(results.map(([outcome]) => outcome)).toEqual(['unknown', 'unknown']);
	});

	it.each(GATEWAYS)('says nothing on the way to %s', async (url) => {
		const results = await through(() => undefined, url);
		expect(results.map(([outcome]) => outcome)).toEqual(['unknown', 'unknown']);
	});
});
