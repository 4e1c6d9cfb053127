/** The edges of the protocol's rules: what lies just inside of each and what just outside. */
import { generateKeyPairSync, sign } from 'node:crypto';

import { openAccount, openResponse, signRequest } from '../../alipay';
import type { Account, GatewayResponse, Call } from '../../alipay';
import { charsetOf, formEncode, unencodable } from '../../alipay/charset/text-encoding';
import { alipay, NOW, settings } from './keys/keys-fixture';

const METHOD = 'zhima.data.state.data.sync';
const RESPONSE = 'zhima_data_state_data_sync_response';

let account: Account;
beforeAll(async () => {
	account = await openAccount(settings(), NOW);
});
const call: Call = { method: 'a.b', bizContent: '{"a":1}' };
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

const signed = (text: string): string =>
	sign('RSA-SHA256', Buffer.from(text), alipay.privateKey).toString('base64');
const open = (text: string, by: Account = account): GatewayResponse =>
	openResponse(by, METHOD, Buffer.from(text));
const envelope = (response: string, sign_: string, more = ''): string =>
	`{"${RESPONSE}":${response},"sign":"${sign_}"${more}}`;

describe('where a parameter stands in a request', () => {
	it.each(['notify_url', 'return_url', 'auth_token', 'ws_service_url'])(
		'%s stands in the query, as the official client has it',
		async (name) => {
			const signedRequest = await signRequest(account, { ...call, parameters: { [name]: 'x' } }, NOW);
			expect(queryOf(signedRequest.url)[name]).toBe('x');
			expect(signedRequest.body).not.toContain(name);
		},
	);

	it.each([{ appCertSn: 'a' }, { alipayRootCertSn: 'b' }])(
		'half of the certificate numbers, %j, is none',
		async (half) => {
			const names = Object.keys(queryOf((await signRequest({ ...account, ...half }, call, NOW)).url));
			expect(names.filter((name) => name.endsWith('_cert_sn'))).toEqual([]);
		},
	);

	it('JSON is asked for', async () => {
		expect((await signRequest(account, call, NOW)).headers.Accept).toBe('application/json');
	});

	it('a key that cannot sign so is an error, not a request without a signature', async () => {
		const { privateKey } = generateKeyPairSync('ed25519');
		await expect(signRequest({ ...account, privateKey }, call, NOW)).rejects.toThrow('invalid digest');
	});
});

describe('what a request may not hold is named, with the cure', () => {
	it.each([
		['a reserved parameter', { ...call, parameters: { sign: 'x' } }, /"sign"/, /Remove "sign"/],
		['a name that is none', { ...call, parameters: { 'a b': 'x' } }, /has a name/, /letters, digits/],
		['no method', { ...call, method: '' }, /does not name/, /"method"/],
	])('%s', async (_, wrong, message, description) => {
		await expect(signRequest(account, wrong, NOW)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
			description: expect.stringMatching(description) as string,
		});
	});
});

describe('a charset', () => {
	it('is named with blanks around, and by its other names', () => {
		expect(charsetOf('text/html; charset = "GBK"')).toBe('GBK');
		expect(charsetOf('text/html;charset=UTF8')).toBe('utf-8');
		expect(charsetOf('text/html;charset=gb18030')).toBe('GBK');
		expect(charsetOf('text/html;charset=latin1')).toBeUndefined();
		expect(charsetOf(undefined)).toBeUndefined();
	});

	it('has two digits for each byte', () => {
		expect(formEncode('\n中', 'GBK')).toBe('%0A%D6%D0');
	});

	it('that lacks a character: the character, its number in four digits, and the charset as the cure', () => {
		const { message, description } = unencodable('ñ', 'GBK', 'entity_name');
		expect(message).toContain('“ñ” (U+00F1)');
		expect(description).toContain('utf-8');
	});

	it('that lacks half a character: its number alone, and typing anew as the cure', () => {
		const { message, description } = unencodable('\ud83c', 'utf-8', 'entity_name');
		expect(message).toContain(' U+D83C,');
		expect(description).toContain('type the text again');
	});
});

describe('an answer that is not signed rightly', () => {
	const response = '{"code":"10000","biz_result":"success","note":"https:\\/\\/a"}';
	let certified: Account;
	beforeAll(() => {
		certified = { ...account, alipayCertificates: new Map() };
	});
	const OTHER_SN = 'd41d8cd98f00b204e9800998ecf8427e';

	it('is not trusted for its `\\/`', () => {
		expect(open(envelope(response, signed('{}')))).toMatchObject({
			kind: 'untrusted',
			code: 'ERR_ANSWER_SIGNATURE',
		});
	});

	it('speaks of the key where it names no certificate', () => {
		expect(open(envelope(response, signed('{}')), certified)).toMatchObject({
			code: 'ERR_ANSWER_SIGNATURE',
		});
	});

	it('speaks of the key where it names a certificate and the account has no use for one', () => {
		const named = envelope(response, signed('{}'), `,"alipay_cert_sn":"${OTHER_SN}"`);
		expect(open(named)).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE' });
		expect(open(named, certified)).toEqual({ kind: 'otherCertificate', certSn: OTHER_SN });
	});

	it.each([`${OTHER_SN}0`, `x${OTHER_SN}`, OTHER_SN.slice(1)])('%s is no certificate number', (sn) => {
		const named = envelope(response, signed('{}'), `,"alipay_cert_sn":"${sn}"`);
		expect(open(named, certified)).toMatchObject({ code: 'ERR_ANSWER_MALFORMED' });
	});

	it.each([
		['{"code":"40004"}', ' (40004) '],
		['{"code":"<b>"}', 'answer is'],
		['{}', 'answer is'],
	])('of %s is told what may be told', (text, words) => {
		expect(open(envelope(text, signed('{"a":1}')))).toMatchObject({
			reason: expect.stringContaining(words) as string,
		});
	});

	it('is told of as it was read in its own charset, where it can be read in no other', () => {
		const text = envelope('{"code":"40004","note":"中"}', signed('{}'));
		expect(open(text)).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE' });
	});
});

test('an answer of one megabyte is read, and of one byte more is not', () => {
	const text = envelope('{"code":"40004"}', '');
	const padded = text.padEnd(1024 * 1024);
	expect(open(padded)).toMatchObject({ kind: 'trusted', verified: false });
	expect(open(`${padded} `)).toMatchObject({ kind: 'untrusted', code: 'ERR_ANSWER_LARGE' });
});
