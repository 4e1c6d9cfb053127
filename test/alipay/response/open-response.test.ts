import { createCipheriv, randomBytes, sign, verify } from 'node:crypto';

import fc from 'fast-check';
import { KJUR } from 'jsrsasign';

import { openAccount, openResponse } from '../../../alipay';
import type { Account, GatewayResponse, AccountSettings } from '../../../alipay';
import { decodeText, encodeText } from '../../../alipay/charset/text-encoding';
import { alipay, NOW, privatePem, publicPem, rsaPair, settings } from '../keys/keys-fixture';

const METHOD = 'zhima.data.state.data.sync';
const RESPONSE = 'zhima_data_state_data_sync_response';
const SUCCESS = '{"code":"10000","msg":"Success","biz_result":"success"}';
const REFUSAL =
	'{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id","sub_msg":"无效的AppID参数"}';

const with_ = async (changed: Partial<AccountSettings>): Promise<Account> =>
	await openAccount(settings(changed), NOW);
let account: Account;
let keyless: Account;
beforeAll(async () => {
	account = await with_({});
	keyless = await with_({ alipayPublicKey: '' });
});

const signed = (text: string | Uint8Array, digest = 'RSA-SHA256'): string =>
	sign(digest, Buffer.from(text as string), alipay.privateKey).toString('base64');

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const open = (text: string | Uint8Array, by: Account = account, contentType?: string): GatewayResponse =>
	openResponse(by, METHOD, typeof text === 'string' ? bytes(text) : text, contentType);

const envelope = (response: string, sign_ = signed(response), name = RESPONSE): string =>
	`{"${name}":${response},"sign":"${sign_}"}`;

const trusted = (response: GatewayResponse) => response.kind === 'trusted' && response.verified;

describe('a signed response is trusted', () => {
	const pretty = JSON.stringify(JSON.parse(SUCCESS), null, '    ');
	it.each<[string, string]>([
		['in the usual order', envelope(SUCCESS)],
		['with the signature first', `{"sign":"${signed(SUCCESS)}","${RESPONSE}":${SUCCESS}}`],
		['as error_response', envelope(REFUSAL, signed(REFUSAL), 'error_response')],
		['pretty-printed', `{\n    "${RESPONSE}": ${pretty},\n    "sign": "${signed(pretty)}"\n}\n`],
		['with white space around', ` \r\n\t${envelope(SUCCESS)}\r\n \n`],
		['with a byte order mark', `\ufeff${envelope(SUCCESS)}`],
		[
			'with other members',
			`{"x":[1,{"sign":"no"}],"${RESPONSE}":${SUCCESS},"y":null,"sign":"${signed(SUCCESS)}","z":1.5}`,
		],
		['with the signature escaped', envelope(SUCCESS, signed(SUCCESS).replaceAll('/', '\\/'))],
		[
			'with the member name escaped',
			envelope(SUCCESS, signed(SUCCESS), RESPONSE.replace('z', '\\u007a')),
		],
	])('%s', (_, text) => {
		expect(open(text)).toMatchObject({ kind: 'trusted', verified: true });
	});

	it.each<[string, string]>([
		['"sign" in a value', '{"code":"10000","note":"\\",\\"sign\\":\\"x\\""}'],
		['"sign" as a member of its own', '{"code":"10000","sign":"inner"}'],
		['_response in a value', `{"code":"10000","note":"{\\"${RESPONSE}\\":{\\"code\\":\\"1\\"}}"}`],
		['_response as a member of its own', `{"code":"10000","${RESPONSE}":{"code":"40004"}}`],
		['brackets in a value', '{"code":"10000","note":"}],{[\\\\"}'],
		["backslashes at a value's end", '{"code":"10000","note":"\\\\\\\\"}'],
		['Chinese and emoji', '{"code":"10000","note":"同步成功🎉"}'],
		['escaped Unicode', '{"code":"10000","note":"\\u540c\\ud83c\\udf89"}'],
		['nested values', '{"code":"10000","list":[[],{},[{"a":[1,2,{"b":null}]}],true,-1.5e3]}'],
		['a number for the code', '{"code":10000}'],
		[
			'members named like those of every object',
			'{"code":"10000","__proto__":{"x":1},"constructor":2}',
		],
	])('with %s', (_, response) => {
		for (const text of [
			envelope(response),
			`{"sign":"${signed(response)}","${RESPONSE}":${response}}`,
		]) {
			expect(open(text)).toEqual({
				kind: 'trusted',
				verified: true,
				members: JSON.parse(response),
			});
		}
	});

	it('over what it was signed with: `/` sent as `\\/`, as the Java client allows', () => {
		const plain = '{"code":"10000","url":"https://a/b"}';
		const sent = plain.replaceAll('/', '\\/');
		expect(open(envelope(sent, signed(plain)))).toEqual({
			kind: 'trusted',
			verified: true,
			members: JSON.parse(plain),
		});
		expect(trusted(open(envelope(sent, signed(sent))))).toBe(true);
		expect(open(envelope(plain, signed(sent)))).toMatchObject({ kind: 'untrusted' });
	});

	it('and what was signed is what is read, not what was sent', () => {
		const plain = '{"code":"10000","note":"\\/"}';
		const sent = '{"code":"10000","note":"\\\\/"}';
		expect(open(envelope(sent, signed(plain)))).toMatchObject({ members: { note: '/' } });
	});

	it('with RSA', async () => {
		const rsa = await with_({ signType: 'RSA' });
		expect(trusted(open(envelope(SUCCESS, signed(SUCCESS, 'RSA-SHA1')), rsa))).toBe(true);
		expect(trusted(open(envelope(SUCCESS), rsa))).toBe(false);
		expect(trusted(open(envelope(SUCCESS, signed(SUCCESS, 'RSA-SHA1'))))).toBe(false);
	});

	it('when jsrsasign has signed it', () => {
		const signer = new KJUR.crypto.Signature({ alg: 'SHA256withRSA' });
		signer.init(privatePem(alipay));
		signer.updateString(SUCCESS);
		const byJsrsasign = Buffer.from(signer.sign(), 'hex').toString('base64');
		expect(trusted(open(envelope(SUCCESS, byJsrsasign)))).toBe(true);
	});
});

describe('in GBK', () => {
	/** A character whose second byte is that of a backslash, and one whose second byte is a bracket's. */
	const backslash = decodeText(Buffer.from([0x81, 0x5c]), 'GBK');
	const bracket = decodeText(Buffer.from([0x81, 0x7d]), 'GBK');
	let gbk: Account;
	beforeAll(async () => {
		gbk = await with_({ charset: 'GBK' });
	});

	it.each([
		`{"code":"10000","msg":"同步成功"}`,
		`{"code":"10000","msg":"${backslash}"}`,
		`{"code":"10000","msg":"a${backslash}${backslash}","n":"${bracket}"}`,
		`{"code":"10000","${backslash}":"${backslash}/${bracket}"}`,
		`{"code":"10000","msg":"${backslash}\\"${backslash}"}`,
		`{"code":"10000","msg":"€"}`,
	])('%s', async (response) => {
		const raw = encodeText(response, 'GBK');
		const text = Buffer.concat([bytes(`{"${RESPONSE}":`), raw, bytes(`,"sign":"${signed(raw)}"}`)]);
		const expected = { kind: 'trusted', verified: true, members: JSON.parse(response) as object };
		expect(open(text, gbk, 'text/html;charset=GBK')).toEqual(expected);
		expect(open(text, gbk)).toEqual(expected);
		expect(open(text, account, 'text/html;charset=GBK')).toEqual(expected);
		expect(open(text, await with_({ charset: 'GB2312' }), 'text/html;charset=gb2312')).toEqual(expected);
	});

	it('with any content type', () => {
		const raw = encodeText('{"code":"10000","msg":"同步成功"}', 'GBK');
		const text = Buffer.concat([bytes(`{"${RESPONSE}":`), raw, bytes(`,"sign":"${signed(raw)}"}`)]);
		expect(open(text, gbk, 'text/html;charset=utf-8')).toMatchObject({
			kind: 'trusted',
			members: { msg: '同步成功' },
		});
	});

	it('with `\\/` beside a character that ends like a backslash', () => {
		const plain = `{"code":"10000","url":"${backslash}/a/b"}`;
		const raw = encodeText(plain, 'GBK');
		const sent = encodeText(plain.replaceAll('/a', '\\/a').replaceAll('/b', '\\/b'), 'GBK');
		const text = Buffer.concat([
			bytes(`{"${RESPONSE}":`),
			sent,
			bytes(`,"sign":"${signed(raw)}"}`),
		]);
		expect(open(text, gbk)).toMatchObject({
			kind: 'trusted',
			members: JSON.parse(plain) as object,
		});
	});
});

describe('refusals without a signature', () => {
	it.each([
		[`{"${RESPONSE}":${REFUSAL}}`],
		[`{"error_response":${REFUSAL}}`],
		[`{"error_response":${REFUSAL},"sign":""}`],
		[`{"error_response":${REFUSAL},"sign":null}`],
		[`{"${RESPONSE}":{"code":20000}}`],
	])('are believed, not verified: %s', (text) => {
		expect(open(text)).toMatchObject({ kind: 'trusted', verified: false });
	});

	it.each([
		[`{"${RESPONSE}":${SUCCESS}}`, 'ERR_ANSWER_UNSIGNED'],
		[`{"error_response":${SUCCESS}}`, 'ERR_ANSWER_UNSIGNED'],
		[`{"${RESPONSE}":{"code":10000}}`, 'ERR_ANSWER_UNSIGNED'],
		[`{"${RESPONSE}":{"code":" 10000"}}`, 'ERR_ANSWER_UNSIGNED'],
		[`{"${RESPONSE}":{"code":["40004"]}}`, 'ERR_ANSWER_UNSIGNED'],
		[`{"${RESPONSE}":{}}`, 'ERR_ANSWER_UNSIGNED'],
		[envelope(REFUSAL, signed(SUCCESS)), 'ERR_ANSWER_SIGNATURE'],
	])('anything else is not: %s', (text, code) => {
		expect(open(text)).toMatchObject({ kind: 'untrusted', code });
	});
});

describe('what cannot be trusted', () => {
	const other = rsaPair();
	const byOther = sign('RSA-SHA256', bytes(SUCCESS), other.privateKey).toString('base64');
	const nested = (depth: number) => `{"code":"10000","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

	it.each<[string, string, string]>([
		['nothing', '', 'ERR_ANSWER_EMPTY'],
		['blanks', ' \r\n ', 'ERR_ANSWER_EMPTY'],
		['a byte order mark', '\ufeff', 'ERR_ANSWER_EMPTY'],
		['HTML', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>', 'ERR_ANSWER_HTML'],
		['XML', '<?xml version="1.0"?><response/>', 'ERR_ANSWER_HTML'],
		['text', 'upstream connect error', 'ERR_ANSWER_MALFORMED'],
		['a list', '[]', 'ERR_ANSWER_MALFORMED'],
		['a number', '10000', 'ERR_ANSWER_MALFORMED'],
		['null', 'null', 'ERR_ANSWER_MALFORMED'],
		['an empty object', '{}', 'ERR_ANSWER_MISSING'],
		['two objects', envelope(SUCCESS) + envelope(SUCCESS), 'ERR_ANSWER_MALFORMED'],
		['something behind it', `${envelope(SUCCESS)};`, 'ERR_ANSWER_MALFORMED'],
		[
			"another method's response",
			envelope(SUCCESS, signed(SUCCESS), 'alipay_trade_pay_response'),
			'ERR_ANSWER_MISSING',
		],
		['a signature of another key', envelope(SUCCESS, byOther), 'ERR_ANSWER_SIGNATURE'],
		[
			'a signature of another text',
			envelope(SUCCESS, signed(`${SUCCESS} `)),
			'ERR_ANSWER_SIGNATURE',
		],
		['a signature that is no base64', envelope(SUCCESS, '***'), 'ERR_ANSWER_SIGNATURE'],
		['a signature that is a number', `{"${RESPONSE}":${SUCCESS},"sign":1}`, 'ERR_ANSWER_MALFORMED'],
		[
			'a signature that is an object',
			`{"${RESPONSE}":${SUCCESS},"sign":{}}`,
			'ERR_ANSWER_MALFORMED',
		],
		['no signature', `{"${RESPONSE}":${SUCCESS}}`, 'ERR_ANSWER_UNSIGNED'],
		['a response that is a list', envelope('[]'), 'ERR_ANSWER_MALFORMED'],
		['a response that is null', envelope('null'), 'ERR_ANSWER_MALFORMED'],
		['a response that is a number', envelope('10000'), 'ERR_ANSWER_MALFORMED'],
		['a response that is no JSON', envelope('{code:10000}'), 'ERR_ANSWER_MALFORMED'],
		['an encrypted response without a key', envelope('"AAAA"'), 'ERR_ANSWER_DECRYPTION'],
		[
			'two responses',
			`{"${RESPONSE}":${REFUSAL},"${RESPONSE}":${SUCCESS},"sign":"${signed(SUCCESS)}"}`,
			'ERR_ANSWER_DUPLICATE',
		],
		[
			'a response and an error',
			`{"error_response":${REFUSAL},"${RESPONSE}":${SUCCESS},"sign":"${signed(SUCCESS)}"}`,
			'ERR_ANSWER_DUPLICATE',
		],
		[
			'two signatures',
			`{"${RESPONSE}":${SUCCESS},"sign":"${signed(SUCCESS)}","sign":"x"}`,
			'ERR_ANSWER_DUPLICATE',
		],
		[
			'two signatures, one escaped',
			`{"${RESPONSE}":${SUCCESS},"sign":"x","s\\u0069gn":"${signed(SUCCESS)}"}`,
			'ERR_ANSWER_DUPLICATE',
		],
		['two codes, signed', envelope('{"code":"40004","code":"10000"}'), 'ERR_ANSWER_DUPLICATE'],
		[
			'two codes, one escaped',
			envelope('{"code":"40004","c\\u006fde":"10000"}'),
			'ERR_ANSWER_DUPLICATE',
		],
		[
			'two codes, not signed',
			`{"${RESPONSE}":{"code":"10000","code":"40004"}}`,
			'ERR_ANSWER_DUPLICATE',
		],
		[
			'a success as error_response',
			envelope(SUCCESS, signed(SUCCESS), 'error_response'),
			'ERR_ANSWER_MISSING',
		],
		['101 levels', envelope(nested(101)), 'ERR_ANSWER_DEEP'],
		['100,000 levels', envelope(nested(100_000)), 'ERR_ANSWER_DEEP'],
		[
			'100,000 levels that do not end',
			`{"${RESPONSE}":${'{"a":'.repeat(100_000)}`,
			'ERR_ANSWER_DEEP',
		],
		['an open string', `{"${RESPONSE}":"abc`, 'ERR_ANSWER_TRUNCATED'],
	])('%s', (_, text, code) => {
		const response = open(text);
		expect(response).toMatchObject({ kind: 'untrusted', code });
		expect(Object.values(response).every((each) => typeof each === 'string' && each !== '')).toBe(
			true,
		);
	});

	it('bytes that are no text', () => {
		const text = Buffer.concat([
			bytes(`{"${RESPONSE}":{"code":"40004","x":"`),
			Buffer.from([0xff, 0xfe]),
			bytes('"}}'),
		]);
		expect(open(text)).toMatchObject({ kind: 'untrusted', code: 'ERR_ANSWER_MALFORMED' });
	});

	it('a response that is cut anywhere', () => {
		const text = envelope(SUCCESS);
		for (let length = 0; length < text.length; length++) {
			expect(open(text.slice(0, length)).kind).toBe('untrusted');
		}
	});
});

describe("without a key of Alipay's", () => {
	it.each([
		envelope(SUCCESS),
		`{"${RESPONSE}":${SUCCESS}}`,
		envelope(SUCCESS, 'x'),
		`{"error_response":${REFUSAL}}`,
	])('%s is believed, not verified', (text) => {
		expect(open(text, keyless)).toMatchObject({ kind: 'trusted', verified: false });
	});

	it.each([
		'{}',
		'<html>',
		'{"a',
		envelope('{"code":"1","code":"2"}'),
		envelope(SUCCESS, 'x', 'error_response'),
	])('%s is not', (text) => {
		expect(open(text, keyless)).toMatchObject({ kind: 'untrusted' });
	});
});

describe('encrypted responses', () => {
	const aesKey = randomBytes(16);
	let encrypting: Account;
	beforeAll(async () => {
		encrypting = await with_({ contentEncryptionKey: aesKey.toString('base64') });
	});
	const encrypt = (text: string | Uint8Array, key = aesKey) => {
		const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16));
		return `"${Buffer.concat([cipher.update(text), cipher.final()]).toString('base64')}"`;
	};

	it('are verified with their quotes, then decrypted', () => {
		const response = encrypt('{"code":"10000","msg":"同步成功"}');
		expect(open(envelope(response), encrypting)).toEqual({
			kind: 'trusted',
			verified: true,
			members: { code: '10000', msg: '同步成功' },
		});
	});

	it('may come with `\\/`', () => {
		const response = encrypt('{"code":"10000","msg":"????????>>>>>>>>????????"}');
		const sent = response.replaceAll('/', '\\/');
		expect(trusted(open(envelope(sent), encrypting))).toBe(true);
		expect(trusted(open(envelope(sent, signed(response)), encrypting))).toBe(true);
	});

	it('are read in GBK', async () => {
		const gbk = await with_({ charset: 'GBK', contentEncryptionKey: aesKey.toString('base64') });
		const response = encrypt(encodeText('{"code":"10000","msg":"同步成功"}', 'GBK'));
		expect(open(envelope(response), gbk)).toMatchObject({ members: { msg: '同步成功' } });
	});

	it('a plain refusal is read as well', () => {
		expect(open(`{"${RESPONSE}":${REFUSAL}}`, encrypting)).toMatchObject({ kind: 'trusted' });
		expect(open(envelope(REFUSAL), encrypting)).toMatchObject({ kind: 'trusted', verified: true });
	});

	it.each([
		['an unsigned success', `{"${RESPONSE}":${encrypt(SUCCESS)}}`, 'ERR_ANSWER_UNSIGNED'],
		['a wrongly signed one', envelope(encrypt(SUCCESS), signed('x')), 'ERR_ANSWER_SIGNATURE'],
		["another key's", envelope(encrypt(SUCCESS, randomBytes(16))), 'ERR_ANSWER_DECRYPTION'],
		['no base64', envelope('"%%%"'), 'ERR_ANSWER_DECRYPTION'],
		['an encrypted list', envelope(encrypt('[]')), 'ERR_ANSWER_DECRYPTION'],
		['an encrypted text', envelope(encrypt('"AAAA"')), 'ERR_ANSWER_DECRYPTION'],
		[
			'duplicates within',
			envelope(encrypt('{"code":"40004","code":"10000"}')),
			'ERR_ANSWER_DECRYPTION',
		],
	])('%s is not trusted', (_, text, code) => {
		expect(open(text, encrypting)).toMatchObject({ kind: 'untrusted', code });
	});
});

describe('a response of a size that the gateway never sends', () => {
	const large = (size: number) => `{"code":"10000","x":"${'爱'.repeat(size / 3)}"}`;

	it.each([1_000_000, 10_000_000])('is opened where it is signed: %d bytes', (size) => {
		expect(open(envelope(large(size)))).toMatchObject({ kind: 'trusted', verified: true });
	});

	it.each<[string, string]>([
		['signed and of 17 MB', envelope(large(17_000_000))],
		['not signed', `{"${RESPONSE}":${large(10_000_000)}}`],
		['signed by another', `{"${RESPONSE}":${large(10_000_000)},"sign":"eA=="}`],
		['cut short', `{"${RESPONSE}":${large(10_000_000)}`],
		['blanks', ' '.repeat(10_000_000)],
		['backslashes', `{"${'\\'.repeat(10_000_000)}`],
		['members', `{${'"a":1,'.repeat(1_500_000)}"b":1}`],
	])('is not believed otherwise: %s', (_, text) => {
		expect(open(bytes(text))).toMatchObject({ kind: 'untrusted' });
	});

	it('of more than 1,000 members it is not', () => {
		const members = (count: number) =>
			Array.from({ length: count }, (_, index) => `"m${index}":1`).join(',');
		expect(open(envelope(`{"code":"10000",${members(900)}}`))).toMatchObject({ kind: 'trusted' });
		expect(open(envelope(`{"code":"10000",${members(1_000)}}`))).toMatchObject({
			kind: 'untrusted',
			code: 'ERR_ANSWER_LARGE',
		});
		expect(open(`{${members(100_000)}}`)).toMatchObject({ code: 'ERR_ANSWER_LARGE' });
	});
});

describe('in a charset that is not named', () => {
	const BUSY =
		'{"code":"20000","msg":"Service Currently Unavailable","sub_code":"aop.unknow-error","sub_msg":"系统繁忙"}';
	const gbkResponse = (signature = '') =>
		Buffer.concat([
			bytes(`{"${RESPONSE}":`),
			encodeText(BUSY, 'GBK'),
			bytes(signature === '' ? '}' : `,"sign":"${signature}"}`),
		]);

	it.each([undefined, 'text/html;charset=utf-8', 'text/html;charset=ISO-8859-1'])(
		'GBK where utf-8 was asked for, Content-Type %s',
		(type) => {
			expect(open(gbkResponse(), account, type)).toMatchObject({
				kind: 'trusted',
				verified: false,
				members: { sub_msg: '系统繁忙' },
			});
			const right = signed(encodeText(BUSY, 'GBK'));
			expect(open(gbkResponse(right), account, type)).toMatchObject({
				kind: 'trusted',
				verified: true,
				members: { sub_msg: '系统繁忙' },
			});
			expect(open(gbkResponse(signed('x')), account, type)).toMatchObject({
				kind: 'untrusted',
				code: 'ERR_ANSWER_SIGNATURE',
			});
		},
	);

	it('utf-8 where GBK was asked for', async () => {
		const gbk = await with_({ charset: 'GBK' });
		const text = envelope('{"code":"10000","msg":"已同步"}');
		for (const type of [undefined, 'text/html;charset=GBK']) {
			expect(open(text, gbk, type)).toMatchObject({
				kind: 'trusted',
				verified: true,
				members: { msg: '已同步' },
			});
		}
	});
});

it('repeats nothing of an untrusted response but a code of the gateway', () => {
	for (const [code, said] of [
		['40002', true],
		['201510BBaabdb44d8fd0', false],
		['x'.repeat(1_000), false],
	] as const) {
		const response = open(envelope(`{"code":"${code}"}`, signed('x')));
		expect(response.kind === 'untrusted' && response.reason.includes(code)).toBe(said);
	}
});

describe('generated and damaged responses', () => {
	/** The one response that Alipay has signed; everything verified must be these bytes. */
	const genuine = '{"code":"10000","url":"https:\\/\\/a","note":"爱"}';
	const genuineSign = signed(genuine);
	const piece = fc.oneof(
		{
			weight: 3,
			arbitrary: fc.constantFrom(
				genuine,
				SUCCESS,
				REFUSAL,
				'{',
				'}',
				'[',
				']',
				'"',
				',',
				':',
				'\\',
				' ',
			),
		},
		{
			weight: 3,
			arbitrary: fc.constantFrom(
				`"${RESPONSE}":`,
				'"error_response":',
				'"sign":',
				`"${genuineSign}"`,
				'"alipay_cert_sn":',
				'""',
				'null',
			),
		},
		{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
		{ weight: 1, arbitrary: fc.json() },
	);
	const assembled = fc.array(piece, { maxLength: 12 }).map((parts) => bytes(parts.join('')));
	const wellFormed = fc
		.record({
			name: fc.constantFrom(RESPONSE, 'error_response', 'x'),
			value: fc.oneof(fc.constantFrom(genuine, SUCCESS, REFUSAL), fc.json()),
			sign: fc.oneof(fc.constant(genuineSign), fc.base64String()),
			isFirst: fc.boolean(),
		})
		.map(({ name, value, sign: given, isFirst }) =>
			bytes(
				isFirst
					? `{"sign":"${given}","${name}":${value}}`
					: `{"${name}":${value},"sign":"${given}"}`,
			),
		);
	const mutated = fc
		.record({
			at: fc.nat(),
			byte: fc.nat({ max: 255 }),
			kind: fc.constantFrom('change', 'insert', 'remove'),
		})
		.map(({ at, byte, kind }) => {
			const original = bytes(envelope(genuine, genuineSign));
			const place = at % original.length;
			const middle = kind === 'remove' ? [] : [byte];
			const rest = original.subarray(kind === 'insert' ? place : place + 1);
			return Buffer.concat([original.subarray(0, place), Buffer.from(middle), rest]);
		});
	const noise = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
	const contentType = fc.constantFrom(
		undefined,
		'text/html;charset=utf-8',
		'text/html;charset=GBK',
	);
	let accounts: Account[];
	beforeAll(async () => {
		const gbk = await with_({ charset: 'GBK' });
		const encrypting = await with_({ contentEncryptionKey: randomBytes(16).toString('base64') });
		accounts = [account, keyless, gbk, encrypting];
	});

	it('nothing crashes and nothing is verified but what was signed', () => {
		fc.assert(
			fc.property(
				fc.oneof(assembled, wellFormed, mutated, noise),
				contentType,
				fc.constantFrom(...accounts),
				(text, type, by) => {
					const response = open(text, by, type);
					if (response.kind !== 'trusted') return;
					if (response.verified) {
						expect(text.includes(genuine)).toBe(true);
						expect(response.members.code).toBe('10000');
						expect(
							verify(
								'RSA-SHA256',
								bytes(genuine),
								publicPem(alipay),
								Buffer.from(genuineSign, 'base64'),
							),
						).toBe(true);
					} else if (by.alipayPublicKey !== undefined) {
						expect(String(response.members.code)).not.toBe('10000');
					}
				},
			),
			{ numRuns: 10_000 },
		);
	});
});
