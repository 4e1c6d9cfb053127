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

it.each(WAYS)('signs what comes as %s', async (_way, request) => {
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

it('takes no parameter for given twice that is given once, whatever its name', async () => {
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
