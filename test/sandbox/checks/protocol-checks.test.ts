import { createCipheriv } from 'node:crypto';
import { makeAesKey, makeKeyPair, SANDBOX_APP_ID } from '../../../sandbox/keys/test-account';
import {
	beijing,
	call,
	isSigned,
	response,
	send,
	startSandbox,
	SYNC,
	syncContent,
	UPLOAD,
	uploadContent,
	type CallOptions,
	type Sandbox,
} from '../client';

const MINUTE = 60_000;
const AES_KEY = makeAesKey();

const encrypt = (text: string, key = AES_KEY): string => {
	const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), Buffer.alloc(16));
	return cipher.update(text, 'utf8', 'base64') + cipher.final('base64');
};

let sandbox: Sandbox;
const other = makeKeyPair();

beforeAll(async () => {
	sandbox = await startSandbox();
	await sandbox.gateway.close();
	const { keys } = sandbox;
	const app = { publicKey: keys.app.publicKey, appAuthTokens: ['granted'] };
	const apps = [
		{ ...app, appId: SANDBOX_APP_ID, aesKey: AES_KEY, expiredAppAuthTokens: ['stale'] },
		{ ...app, appId: 'no-key', publicKey: undefined },
		{ ...app, appId: 'rsa2-only', signTypes: ['RSA2' as const] },
		{ ...app, appId: 'uploads-only', products: [UPLOAD] },
		{ ...app, appId: 'third-party', requiresAppAuthToken: true },
		{ ...app, appId: 'no-aes' },
	];
	const again = await startSandbox({
		apps,
		alipayPrivateKey: keys.alipay.privateKey,
		otherMethods: { 'alipay.test.echo': (content) => ({ echo: content }) },
	});
	sandbox = { keys, gateway: again.gateway };
});

afterAll(() => sandbox.gateway.close());
beforeEach(() => sandbox.gateway.reset());

type Row = [what: string, options: CallOptions, code: string, subCode: string | undefined];
const ago = (minutes: number): Date => new Date(Date.now() + minutes * MINUTE);
const without = (name: string): CallOptions => ({ parameters: { [name]: undefined } });
const replaced = (name: string, value: string): CallOptions => ({ parameters: { [name]: value } });

const ACCEPTED: Row[] = [
	['a proper request', {}, '10000', undefined],
	['everything in the query', { place: 'query' }, '10000', undefined],
	['everything in the body', { place: 'body' }, '10000', undefined],
	['GET', { place: 'query', httpMethod: 'GET' }, '10000', undefined],
	['RSA', replaced('sign_type', 'RSA'), '10000', undefined],
	['GBK', { charset: 'GBK' }, '10000', undefined],
	[
		'GB2312',
		{ charset: 'GB2312', content: uploadContent({ office_hours_desc: '09:00-22:00' }) },
		'10000',
		undefined,
	],
	['a charset in small letters', { charset: 'gbk' }, '10000', undefined],
	['no format', without('format'), '10000', undefined],
	['14 minutes behind', { at: ago(-14) }, '10000', undefined],
	['14 minutes ahead', { at: ago(14) }, '10000', undefined],
	['an empty parameter', { parameters: { notify_url: '' } }, '10000', undefined],
	[
		'a further parameter',
		{ parameters: { notify_url: 'https://a.example/?b=1&c=2' } },
		'10000',
		undefined,
	],
	['a granted app_auth_token', replaced('app_auth_token', 'granted'), '10000', undefined],
	[
		'encrypted content',
		{
			content: encrypt(JSON.stringify(uploadContent())),
			parameters: { encrypt_type: 'AES' },
		},
		'10000',
		undefined,
	],
	[
		'what GBK lacks, signed and sent as question marks',
		{ charset: 'GBK', content: uploadContent({ entity_name: '伞😀' }) },
		'10000',
		undefined,
	],
	['another method', { method: 'alipay.test.echo', content: { a: '1' } }, '10000', undefined],
];

const REFUSED: Row[] = [
	['no app_id', without('app_id'), '40001', 'isv.missing-app-id'],
	['an unknown app_id', replaced('app_id', '2014072300007148'), '40002', 'isv.invalid-app-id'],
	[
		'an unknown app_id with a wrong signature',
		{ ...replaced('app_id', '1'), privateKey: other.privateKey },
		'40002',
		'isv.invalid-app-id',
	],
	['no method', without('method'), '40001', 'isv.missing-method'],
	['no sign_type', without('sign_type'), '40001', 'isv.missing-signature-type'],
	['no sign', { afterSigning: { sign: '' } }, '40001', 'isv.missing-signature'],
	['no timestamp', without('timestamp'), '40001', 'isv.missing-timestamp'],
	['no version', without('version'), '40001', 'isv.missing-version'],
	['no charset', without('charset'), '40002', 'isv.invalid-charset'],
	['an unknown charset', replaced('charset', 'latin1'), '40002', 'isv.invalid-charset'],
	['an unknown sign_type', replaced('sign_type', 'RSA3'), '40002', 'isv.invalid-signature-type'],
	[
		'a timestamp with T',
		replaced('timestamp', '2026-01-01T00:00:00'),
		'40002',
		'isv.invalid-timestamp',
	],
	[
		'a day that does not exist',
		replaced('timestamp', '2026-02-30 00:00:00'),
		'40002',
		'isv.invalid-timestamp',
	],
	['16 minutes behind', { at: ago(-16) }, '40002', 'isv.invalid-timestamp'],
	['16 minutes ahead', { at: ago(16) }, '40002', 'isv.invalid-timestamp'],
	['the time in UTC', { at: ago(-8 * 60) }, '40002', 'isv.invalid-timestamp'],
	['an unknown method', { method: 'zhima.no.such' }, '40002', 'isv.invalid-method'],
	['a method named like a member of every object', { method: 'constructor' }, '40002', 'isv.invalid-method'],
	['XML', replaced('format', 'xml'), '40002', 'isv.invalid-format'],
	['version 2.0', replaced('version', '2.0'), '40002', 'isv.invalid-parameter'],
	['no registered key', replaced('app_id', 'no-key'), '40003', 'isv.missing-signature-config'],
	[
		'no key of that kind',
		{ parameters: { app_id: 'rsa2-only', sign_type: 'RSA' } },
		'40003',
		'isv.missing-signature-config',
	],
	['another key', { privateKey: other.privateKey }, '40002', 'isv.invalid-signature'],
	['a changed content', { afterSigning: { biz_content: '{}' } }, '40002', 'isv.invalid-signature'],
	['a changed parameter', { afterSigning: { notify_url: 'x' } }, '40002', 'isv.invalid-signature'],
	['a sign that is not base64', { afterSigning: { sign: '!' } }, '40002', 'isv.invalid-signature'],
	[
		'signed as GBK, sent as utf-8',
		{ charset: 'GBK', afterSigning: { charset: 'utf-8' } },
		'40002',
		'isv.invalid-signature',
	],
	['another encryption', replaced('encrypt_type', 'DES'), '40002', 'isv.invalid-encrypt-type'],
	[
		'encrypted with another key',
		{ content: encrypt('{"a":"1"}', makeAesKey()), parameters: { encrypt_type: 'AES' } },
		'40002',
		'isv.invalid-encrypt',
	],
	[
		'encrypted without a registered key',
		{
			content: encrypt('{}'),
			parameters: { app_id: 'no-aes', encrypt_type: 'AES' },
		},
		'40002',
		'isv.invalid-encrypt',
	],
	[
		'encrypted without encrypt_type',
		{ content: encrypt('{}') },
		'40001',
		'isv.decryption-error-missing-encrypt-type',
	],
	['no JSON', { content: '{"a":' }, '40002', 'isv.illegal-json'],
	['a JSON list', { content: '[]' }, '40002', 'isv.illegal-json'],
	[
		'an unknown app_auth_token',
		replaced('app_auth_token', 'x'),
		'20001',
		'aop.invalid-app-auth-token',
	],
	[
		'an expired app_auth_token',
		replaced('app_auth_token', 'stale'),
		'20001',
		'aop.app-auth-token-time-out',
	],
	['no app_auth_token', replaced('app_id', 'third-party'), '20001', 'aop.invalid-app-auth-token'],
	[
		'no product',
		{ method: SYNC, content: syncContent(), parameters: { app_id: 'uploads-only' } },
		'40006',
		'isv.insufficient-isv-permissions',
	],
	[
		'a dash that GB2312 lacks, signed and sent as a question mark',
		{ charset: 'GB2312' },
		'40004',
		'ILLEGAL_ARGUMENT',
	],
	['no biz_content', without('biz_content'), '40004', 'NULL_ARGUMENT'],
];

test.each([...ACCEPTED, ...REFUSED])('%s', async (_what, options, code, subCode) => {
	const reply = await call(sandbox, options);
	const record = sandbox.gateway.requests[0];
	expect(reply.status).toBe(200);
	expect(reply.headers.trace_id).toMatch(/^[0-9a-f]{32}$/);
	if (options.parameters?.encrypt_type === undefined || code !== '10000') {
		expect(response(reply)).toMatchObject(subCode ? { code, sub_code: subCode } : { code });
	}
	expect(record.response).toMatchObject({ code, subCode: subCode ?? '' });
	expect(record.accepted).toBe(code === '10000');
	expect(record.why.en).not.toBe('');
	expect(record.why.zh).not.toBe('');
});

test('a response is text/html in the charset of the request, and signed over its bytes', async () => {
	for (const charset of ['utf-8', 'GBK', 'GB2312']) {
		const content = uploadContent({ entity_name: '' });
		const reply = await call(sandbox, { charset, content });
		expect(reply.headers['content-type']).toBe(`text/html;charset=${charset}`);
		expect(response(reply).sub_msg).toBe('参数为空');
		expect(isSigned(reply, sandbox.keys.alipay.publicKey)).toBe(true);
		expect(isSigned(reply, other.publicKey)).toBe(false);
	}
});

test('a response to RSA is signed with RSA', async () => {
	const reply = await call(sandbox, replaced('sign_type', 'RSA'));
	expect(isSigned(reply, sandbox.keys.alipay.publicKey, 'RSA-SHA1')).toBe(true);
});

test('the refusal of an unknown app_id is unsigned, other refusals are signed', async () => {
	const unknown = await call(sandbox, replaced('app_id', '1'));
	expect(unknown.text).not.toContain('"sign"');
	const wrong = await call(sandbox, { privateKey: other.privateKey });
	expect(isSigned(wrong, sandbox.keys.alipay.publicKey)).toBe(true);
});

test('a request without a method is refused as error_response', async () => {
	const reply = await call(sandbox, without('method'));
	expect(Object.keys(JSON.parse(reply.text) as object)).toEqual(['error_response', 'sign']);
});

test('the response to an invalid signature contains the string that was checked, HTML-escaped', async () => {
	const at = new Date();
	const reply = await call(sandbox, { at, privateKey: other.privateKey, content: { a: '<1>&' } });
	expect(response(reply).sub_msg).toBe(
		'验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：' +
			`app_id=${SANDBOX_APP_ID}&amp;biz_content={&quot;a&quot;:&quot;&lt;1&gt;&amp;&quot;}&amp;charset=utf-8` +
			`&amp;format=JSON&amp;method=${UPLOAD}&amp;sign_type=RSA2&amp;timestamp=${beijing(at)}&amp;version=1.0`,
	);
});

test('an encrypted response is a string, signed with its quotes', async () => {
	const content = encrypt(JSON.stringify(uploadContent()));
	const reply = await call(sandbox, { content, parameters: { encrypt_type: 'AES' } });
	const parsed = JSON.parse(reply.text) as Record<string, unknown>;
	expect(parsed.zhima_merchant_borrow_entity_upload_response).toBe(
		encrypt('{"code":"10000","msg":"Success"}'),
	);
	expect(isSigned(reply, sandbox.keys.alipay.publicKey)).toBe(true);
	expect(sandbox.gateway.requests[0].bizContent).toEqual(uploadContent());
});

test('a duplicate parameter and an invalid percent sign are refused', async () => {
	const twice = await call(sandbox, { rawBody: Buffer.from('biz_content=%7B%7D&charset=GBK') });
	expect(response(twice).sub_code).toBe('isv.invalid-parameter');
	const broken = await call(sandbox, { rawBody: Buffer.from('biz_content=100%') });
	expect(response(broken).sub_code).toBe('isv.invalid-parameter');
});

test('a body with another Content-Type is not read', async () => {
	const reply = await call(sandbox, { contentType: 'application/json' });
	expect(response(reply).sub_code).toBe('isv.invalid-signature');
});

test('the gateway’s clock can be set, and the Date header shows it', async () => {
	const then = new Date('2020-02-29T20:00:00Z');
	const past = await startSandbox({ now: () => then });
	const reply = await call(past, { at: then });
	expect(response(reply).code).toBe('10000');
	expect(reply.headers.date).toBe('Sat, 29 Feb 2020 20:00:00 GMT');
	await past.gateway.close();
});

test('a body above the limit is refused with 413', async () => {
	const small = await startSandbox({ bodyLimit: 100 });
	const reply = await call(small);
	expect(reply.status).toBe(413);
	await small.gateway.close();
});

test('other HTTP methods get 405, other paths 404', async () => {
	expect((await send(sandbox.gateway.url, { method: 'DELETE' })).status).toBe(405);
	expect((await send(`${sandbox.gateway.url}x`, { method: 'GET' })).status).toBe(404);
	expect(sandbox.gateway.requests).toHaveLength(0);
});
