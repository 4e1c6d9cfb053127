/** The credential in n8n's HTTP Request node: any other call, signed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { makeKeyPair } from '../../sandbox/keys/test-account';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

const METHOD = 'alipay.trade.query';
const CONTENT = { out_trade_no: '订单 "1&2"=3+4%', query_options: ['a', 'b'] };

let site: Site;
beforeAll(async () => {
	site = await openSite({}, { otherMethods: { [METHOD]: (content) => ({ got: content.out_trade_no }) } });
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const call = (request: object, credential = site.credential()) =>
	runWorkflow({ rows: [{}], node: { type: 'caller', parameters: { request } }, credential });

const bizContent = JSON.stringify(CONTENT);

const WAYS: ReadonlyArray<readonly [string, object]> = [
	['query parameters', { method: 'POST', qs: { method: METHOD, biz_content: bizContent } }],
	['query parameters of a GET', { method: 'GET', qs: { method: METHOD, biz_content: bizContent } }],
	['form parameters', { method: 'POST', form: { method: METHOD, biz_content: bizContent } }],
	['a JSON body', { method: 'POST', body: { method: METHOD, biz_content: CONTENT }, json: true }],
	['a JSON body as text', { method: 'POST', body: JSON.stringify({ method: METHOD, biz_content: CONTENT }) }],
	['both', { method: 'POST', qs: { method: METHOD }, form: { biz_content: bizContent } }],
];

it.each(WAYS)('signs parameters given as %s', async (_way, request) => {
	const { outputs, error } = await call({ uri: site.forwarder.url, ...request });
	expect(error).toBeUndefined();
	const { status, text } = outputs[0][0].json as { status: number; text: string };
	expect(status).toBe(200);
	expect(JSON.parse(text)).toMatchObject({
		alipay_trade_query_response: { code: '10000', got: CONTENT.out_trade_no },
		sign: expect.stringMatching(/\S/),
	});
	expect(site.gateway.requests).toEqual([
		expect.objectContaining({ method: METHOD, accepted: true, bizContent: CONTENT }),
	]);
});

/** A body as text, which n8n hands over as it is (Body Content Type: Raw). */
const asText = (text: string) => ({ method: 'POST', body: text });
/** A body as the HTTP Request node hands over its "Using JSON": parsed. */
const parsed = (text: string) => ({ method: 'POST', body: JSON.parse(text) as unknown, json: true });
const bodyWith = (content: string) => `{"method": "${METHOD}", "biz_content": ${content}}`;
const sentContent = () => new URLSearchParams(site.forwarder.passed[0]?.body).get('biz_content');

describe('numbers of a JSON body', () => {
	const DIGITS = '{"a":12345678901234567890,"b":1.10,"c":[1.0,-0,1e400,9007199254740993],"d":{"e":0.1234567890123456789}}';

	it('keep every digit where the body is text', async () => {
		await call({ uri: site.forwarder.url, ...asText(bodyWith(DIGITS)) });
		expect(sentContent()).toBe(DIGITS);
		expect(site.gateway.requests[0].accepted).toBe(true);
	});

	it('keep every digit where biz_content is text', async () => {
		await call({ uri: site.forwarder.url, ...parsed(bodyWith(JSON.stringify(DIGITS))) });
		expect(sentContent()).toBe(DIGITS);
	});

	it.each([
		['{"a":12345678901234567890}', 'biz_content.a (12345678901234567000)'],
		['{"a":1.10}', 'biz_content.a (1.1)'],
		['{"a":[{"b":9007199254740993}]}', 'biz_content.a[0].b (9007199254740992)'],
		['{"a":-0}', 'biz_content.a (0)'],
		['{"a":1e400}', 'biz_content.a (Infinity)'],
		['{"a":0.1234567890123456789}', 'biz_content.a (0.12345678901234568)'],
	])('are refused where n8n has parsed them and may have lost digits: %s', async (content, place) => {
		for (const request of [parsed(bodyWith(content)), { method: 'POST', qs: JSON.parse(bodyWith(content)) as object }]) {
			const { error } = await call({ uri: site.forwarder.url, ...request });
			expect(error?.message).toBe(`The number ${place} may have lost digits before it was signed`);
			expect(error?.description).toMatch(/in quotes.*"biz_content" as JSON text/);
		}
		expect(site.forwarder.passed).toEqual([]);
	});

	it('are signed where n8n has parsed them and cannot have lost any', async () => {
		const content = '{"a":9007199254740991,"b":-12,"c":[0,1],"d":"1.10","e":null,"f":true}';
		await call({ uri: site.forwarder.url, ...parsed(bodyWith(content)) });
		expect(sentContent()).toBe(content);
	});
});

it.each([
	['in biz_content', bodyWith('{"a":1,"a":2}'), 'a'],
	['by escape', bodyWith('{"a":1,"\\u0061":2}'), 'a'],
	['by the spelling of a number', bodyWith('{"a":1.0,"a":1.00}'), 'a'],
	['beside method', `{"method":"${METHOD}","method":"alipay.trade.pay","biz_content":{}}`, 'method'],
])('refuses a name that occurs twice in a JSON text: %s', async (_where, text, name) => {
	const { error } = await call({ uri: site.forwarder.url, ...asText(text) });
	expect(error?.message).toBe(`The name "${name}" occurs twice in the JSON of the request, with different values`);
	expect(site.forwarder.passed).toEqual([]);
});

it('signs further parameters as well', async () => {
	await call({
		uri: site.forwarder.url,
		method: 'POST',
		qs: { method: METHOD, biz_content: '{}', notify_url: 'https://example.com/a?b=c&d=e' },
	});
	expect(site.gateway.requests[0].accepted).toBe(true);
	const { searchParams } = new URL(site.forwarder.passed[0].url, 'http://x');
	expect(searchParams.get('notify_url')).toBe('https://example.com/a?b=c&d=e');
});

it.each(['', ' ', '\t'])('sends no token where app_auth_token is %j', async (app_auth_token) => {
	await call({ uri: site.forwarder.url, method: 'POST', qs: { method: METHOD, biz_content: '{}', app_auth_token } });
	expect(site.gateway.requests[0].accepted).toBe(true);
	expect(new URL(site.forwarder.passed[0].url, 'http://x').searchParams.has('app_auth_token')).toBe(false);
});

it('refuses another address before it signs', async () => {
	const heard: string[] = [];
	const other = createServer((message, response) => {
		heard.push(message.url ?? '');
		response.end('{}');
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as AddressInfo;
	const { error } = await call({
		uri: `http://127.0.0.1:${port}/gateway.do`,
		method: 'POST',
		qs: { method: METHOD, biz_content: '{}' },
	});
	other.close();
	expect(error?.message).toMatch(/\S/);
	expect(heard).toEqual([]);
	expect(site.forwarder.passed).toEqual([]);
});

it.each<[string, object]>([
	['in the address', { uri: `?method=${METHOD}&method=alipay.trade.pay&biz_content={}` }],
	['in the form', { uri: '', body: `method=${METHOD}&method=alipay.trade.pay&biz_content=%7B%7D` }],
	['in two places', { uri: `?method=${METHOD}`, form: { method: 'alipay.trade.pay', biz_content: '{}' } }],
])('refuses a parameter that is given twice with different values %s', async (_where, { uri, ...request }: { uri?: string }) => {
	const { error } = await call({ uri: `${site.forwarder.url}${uri}`, method: 'POST', ...request });
	expect(`${error?.message} ${error?.description}`).toMatch(/"method" is given twice/);
	expect(site.forwarder.passed).toEqual([]);
});

it('signs a parameter that is named like a member of every object', async () => {
	await call({
		uri: site.forwarder.url,
		method: 'POST',
		qs: { method: METHOD, biz_content: '{}', toString: 'y' },
	});
	expect(site.gateway.requests[0]).toMatchObject({ accepted: true });
	expect(site.forwarder.passed[0].body).toContain('toString=y');
});

it('does not follow a redirect', async () => {
	site.gateway.setFaults([{ kind: 'redirect', location: '/elsewhere' }]);
	await call({ uri: site.forwarder.url, method: 'POST', qs: { method: METHOD, biz_content: '{}' } });
	expect(site.forwarder.passed.map(({ url }) => url.split('?')[0])).toEqual(['/gateway.do']);
});

it('names a key that cannot be used, and never shows it', async () => {
	const { publicKey } = makeKeyPair();
	const { error, stored } = await call(
		{ uri: site.forwarder.url, method: 'POST', qs: { method: METHOD, biz_content: '{}' } },
		site.credential({ privateKey: publicKey }),
	);
	expect(site.forwarder.passed).toEqual([]);
	expect(`${error?.message} ${error?.description}`).toMatch(/private key/i);
	expect(stored).not.toContain(publicKey.split('\n')[3].slice(0, 20));
});
