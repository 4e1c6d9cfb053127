import { createDecipheriv, randomBytes, verify } from 'node:crypto';

import fc from 'fast-check';

import { beijingTime, openAccount, signRequest } from '../../../alipay';
import type { Account, Call } from '../../../alipay';
import { canonicalString } from '../../../alipay/request/canonical-string';
import { decodeText } from '../../../alipay/charset/text-encoding';
import { app, NOW, publicPem, settings } from '../keys/keys-fixture';

let account: Account;
beforeAll(async () => {
	account = await openAccount(settings({ appAuthToken: ' 201510BB\n' }), NOW);
});
const call: Call = { method: 'a.b', bizContent: '{"a":1}' };
const query = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('Beijing time', () => {
	it.each([
		['2026-11-23T08:30:15.999Z', '2026-11-23 16:30:15'],
		['2025-12-31T16:00:00Z', '2026-01-01 00:00:00'],
		['2026-07-01T00:00:00Z', '2026-07-01 08:00:00'],
		['1990-07-01T00:00:00Z', '1990-07-01 08:00:00'],
		['2024-02-28T17:00:00Z', '2024-02-29 01:00:00'],
	])('%s is %s', (moment, expected) => {
		expect(beijingTime(new Date(moment))).toBe(expected);
	});

	it("is eight hours ahead of Greenwich in every time zone of the machine", () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
				(moment) => {
					const shifted = new Date(moment.getTime() + 8 * 3_600_000).toISOString();
					expect(beijingTime(moment)).toBe(shifted.slice(0, 19).replace('T', ' '));
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('the string to sign', () => {
	it('is sorted by bytes, without `sign` and empty values, values raw', () => {
		expect(
			canonicalString({ b: '&=+% 爱', a_b: '1', a: '', sign: 's', A: '2', sign_type: 'RSA2' }),
		).toBe('A=2&a_b=1&b=&=+% 爱&sign_type=RSA2');
	});
});

describe('a signed request', () => {
	it('carries protocol in the query and content in the form', async () => {
		const signedRequest = await signRequest(account, call, NOW);
		expect(signedRequest.method).toBe('POST');
		expect(signedRequest.body).toBe('biz_content=%7B%22a%22%3A1%7D');
		expect(signedRequest.headers).toMatchObject({
			'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8',
		});
		const { sign, ...others } = query(signedRequest.url);
		expect(others).toEqual({
			app_id: '2014072300007148',
			method: 'a.b',
			format: 'JSON',
			charset: 'utf-8',
			sign_type: 'RSA2',
			timestamp: '2026-11-23 16:30:15',
			version: '1.0',
			app_auth_token: '201510BB',
		});
		expect(signedRequest.canonicalString).toBe(
			canonicalString({ ...others, biz_content: call.bizContent }),
		);
		expect(
			verify(
				'RSA-SHA256',
				Buffer.from(signedRequest.canonicalString),
				publicPem(app),
				Buffer.from(sign, 'base64'),
			),
		).toBe(true);
	});

	it.each([
		[{ appAuthToken: 'of-the-call' }, 'of-the-call'],
		[{ appAuthToken: '' }, '201510BB'],
		[{ parameters: { app_auth_token: 'of-the-request' } }, 'of-the-request'],
		[{ parameters: { app_auth_token: '' } }, '201510BB'],
	])("%j goes before the account's token: %s", async (changed, token) => {
		expect(
			query((await signRequest(account, { ...call, ...changed }, NOW)).url).app_auth_token,
		).toBe(token);
	});

	it('leaves out a token and a content that are not there', async () => {
		const signedRequest = await signRequest(
			await openAccount(settings(), NOW),
			{ method: 'a.b', bizContent: '' },
			NOW,
		);
		expect(query(signedRequest.url)).not.toHaveProperty('app_auth_token');
		expect(signedRequest.body).toBe('');
		expect(signedRequest.canonicalString).not.toContain('biz_content');
	});

	it('keeps the query that the gateway has', async () => {
		const proxied = await openAccount(settings({ gatewayUrl: 'https://gateway.example/x?route=1' }), NOW);
		const { url } = await signRequest(proxied, call, NOW);
		expect(url).toMatch(/^https:\/\/gateway\.example\/x\?route=1&method=a\.b&/);
	});

	it('takes further parameters, signed, to the query or the form as the official client does', async () => {
		const parameters = { notify_url: 'https://x?a=1', grant_type: 'code', code: '中', empty: '', blank: ' \n' };
		const signedRequest = await signRequest(account, { method: 'a.b', bizContent: '', parameters }, NOW);
		expect(query(signedRequest.url).notify_url).toBe('https://x?a=1');
		expect(signedRequest.body).toBe('grant_type=code&code=%E4%B8%AD');
		expect(signedRequest.canonicalString).toMatch(
			/code=中&format=JSON&grant_type=code&.*notify_url=https:\/\/x\?a=1&/,
		);
		expect(`${signedRequest.canonicalString}${signedRequest.url}${signedRequest.body}`).not.toMatch(/empty|blank/);
	});

	it.each([
		['app_id', '2015'],
		['sign', 'x'],
		['sign_type', 'RSA'],
		['charset', 'GBK'],
		['timestamp', '2020-01-01 00:00:00'],
		['version', '2.0'],
		['format', 'XML'],
		['encrypt_type', 'AES'],
		['app_cert_sn', 'x'],
		['alipay_root_cert_sn', 'x'],
		['method', 'c.d'],
		['biz_content', '{"a":2}'],
	])('refuses another %s', async (name, value) => {
		const signing = signRequest(account, { ...call, parameters: { [name]: value } }, NOW);
		await expect(signing).rejects.toMatchObject({
			code: 'ERR_PARAMETER_RESERVED',
			message: expect.stringContaining(`"${name}"`) as string,
		});
	});

	it('takes the same again', async () => {
		const parameters = {
			app_id: '2014072300007148',
			sign_type: 'RSA2',
			charset: 'UTF-8',
			format: 'json',
			version: '1.0',
			timestamp: '2026-11-23 16:30:15',
			method: 'a.b',
			biz_content: call.bizContent,
		};
		const again = await signRequest(account, { ...call, parameters }, NOW);
		expect(again).toEqual(await signRequest(account, call, NOW));
	});

	it.each(['a=b', 'a&b', '', '中', 'a b', '1a'])('refuses the parameter name %j', async (name) => {
		await expect(
			signRequest(account, { ...call, parameters: { [name]: 'x' } }, NOW),
		).rejects.toMatchObject({ code: 'ERR_PARAMETER_NAME' });
	});

	it.each(['', 'a b', 'a&b', '中文'])('refuses the method %j', async (method) => {
		await expect(signRequest(account, { ...call, method }, NOW)).rejects.toMatchObject({
			code: 'ERR_METHOD_MISSING',
		});
	});

	it.each(['utf-8', 'GBK'] as const)('encrypts the content in %s, then signs', async (charset) => {
		const key = randomBytes(16);
		const encrypting = await openAccount(
			settings({ charset, contentEncryptionKey: key.toString('base64') }),
			NOW,
		);
		const content = { ...call, bizContent: '{"a":"爱心"}' };
		const signedRequest = await signRequest(encrypting, content, NOW);
		const form = new URLSearchParams(signedRequest.body);
		expect(form.get('encrypt_type')).toBe('AES');
		const cipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16));
		const plain = Buffer.concat([
			cipher.update(form.get('biz_content') ?? '', 'base64'),
			cipher.final(),
		]);
		expect(decodeText(plain, charset)).toBe(content.bizContent);
		expect(signedRequest.canonicalString).toContain(`biz_content=${form.get('biz_content')}&`);
		expect(
			await signRequest(
				encrypting,
				{ ...content, parameters: { biz_content: content.bizContent } },
				NOW,
			),
		).toEqual(signedRequest);
	});

	it('a broken character stops it also where content is encrypted', async () => {
		const encrypting = await openAccount(
			settings({ charset: 'GBK', contentEncryptionKey: randomBytes(16).toString('base64') }),
			NOW,
		);
		await expect(
			signRequest(encrypting, { ...call, bizContent: '{"a":"🔋"}' }, NOW),
		).rejects.toMatchObject({ code: 'ERR_CHARSET_CHARACTER' });
	});
});
