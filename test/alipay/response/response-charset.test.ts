/** The charset of a response is that of its bytes, not that of the header or the account. */
import { createCipheriv, randomBytes, sign } from 'node:crypto';

import fc from 'fast-check';

import { openAccount, openResponse } from '../../../alipay';
import type { Account, Charset } from '../../../alipay';
import { encodeText } from '../../../alipay/charset/text-encoding';
import { charsetOf, contentCharset, responseCharset } from '../../../alipay/response/response-charset';
import { javaCharacters } from '../../fixtures/java-gbk';
import { alipay, NOW, settings } from '../keys/keys-fixture';

const CHARSETS: readonly Charset[] = ['utf-8', 'GBK', 'GB2312'];
const headerFor = (charset: Charset | undefined) =>
	charset === undefined ? undefined : `text/html;charset=${charset}`;

/** Every account with every header, and with none. */
const COMBINATIONS = CHARSETS.flatMap((account) =>
	[undefined, ...CHARSETS].map((header) => [account, header] as const),
);
const WITH_GBK = COMBINATIONS.filter((pair) => pair.some((each) => each !== undefined && each !== 'utf-8'));

test.each([
	['text/html;charset=GBK', 'GBK'],
	['text/html; charset="utf-8"', 'utf-8'],
	['text/html;charset=gb2312', 'GB2312'],
	['text/html;charset=gb18030', 'GBK'],
	['text/html; charset = "GBK"', 'GBK'],
	['text/html;charset=UTF8', 'utf-8'],
	['text/html;charset=latin1', undefined],
	['text/html', undefined],
	[undefined, undefined],
])('the Content-Type %s names %s', (contentType, charset) => {
	expect(charsetOf(contentType)).toBe(charset);
});

describe('responseCharset', () => {
	const gb2312 = [...javaCharacters('GB2312').keys()];
	const han = gb2312.filter((each) => /[\u4e00-\u9fff]/.test(each));
	const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 3 });
	const textOf = (characters: readonly string[]) =>
		fc.array(fc.oneof(fc.constantFrom(...characters), ascii), { maxLength: 30 }).map((parts) => parts.join(''));
	const pairs = fc.constantFrom(...COMBINATIONS);

	test('finds UTF-8 if a text has a Chinese character', () => {
		const text = fc
			.tuple(textOf(['é', 'л', '🔋', '㙎', '€', ...han]), fc.constantFrom(...han), textOf(['é', '🔋', ...han]))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, pairs, (each, [account, header]) => {
				expect(responseCharset(Buffer.from(each), account, headerFor(header))).toBe('utf-8');
			}),
			{ numRuns: 5_000 },
		);
	});

	test('finds UTF-8 in anything that is UTF-8 where neither header nor account names GBK', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(undefined, 'utf-8' as const), (each, header) => {
				expect(responseCharset(Buffer.from(each), 'utf-8', headerFor(header))).toBe('utf-8');
			}),
			{ numRuns: 2_000 },
		);
	});

	test('finds GBK in every single character of common Chinese, where header or account names it', () => {
		const strange = WITH_GBK.flatMap(([account, header]) =>
			han.filter((each) => responseCharset(encodeText(each, 'GBK'), account, headerFor(header)) === 'utf-8'),
		);
		expect(strange).toEqual([]);
	});

	test('finds GBK in a text of common Chinese, unless its bytes are Chinese in UTF-8 as well', () => {
		const isChineseUtf8 = (bytes: Buffer) => {
			const read = bytes.toString('utf8');
			return !read.includes('\ufffd') && /[\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(read);
		};
		fc.assert(
			fc.property(textOf(han), fc.constantFrom(...WITH_GBK), (each, [account, header]) => {
				const bytes = encodeText(each, 'GBK');
				if (!/[^\0-\x7f]/.test(each) || isChineseUtf8(bytes)) return;
				expect(responseCharset(bytes, account, headerFor(header))).toMatch(/^GB/);
			}),
			{ numRuns: 5_000 },
		);
	});

	test('finds GBK in everything that is not UTF-8, by the name that the header or the account gives it', () => {
		for (const [account, header] of COMBINATIONS) {
			const named = [header, account].find((each) => each !== undefined && each !== 'utf-8');
			expect(responseCharset(encodeText('类目', 'GBK'), account, headerFor(header))).toBe(named ?? 'GBK');
		}
	});

	test.each([
		['谢', 'utf-8', 'utf-8', 'utf-8'],
		['谢', 'utf-8', 'GBK', 'GBK'],
		['谢', 'GBK', 'utf-8', 'GBK'],
		['谢谢', 'GBK', undefined, 'GBK'],
		['模型', 'GBK', undefined, 'GBK'],
	] as const)('takes GBK’s %s, account %s, header %s, for %s', (text, account, header, charset) => {
		expect(responseCharset(encodeText(text, 'GBK'), account, headerFor(header))).toBe(charset);
	});
});

describe('contentCharset', () => {
	test.each(CHARSETS)('is the account’s, %s, where the bytes are text in it', (account) => {
		expect(contentCharset(encodeText('同步成功', account), account)).toBe(account);
	});

	test('is the other one where they are not', () => {
		expect(contentCharset(encodeText('同步成功', 'GBK'), 'utf-8')).toBe('GBK');
		expect(contentCharset(Buffer.from('类目。'), 'GBK')).toBe('utf-8');
	});
});

describe('a response', () => {
	const METHOD = 'zhima.data.state.data.sync';
	const KEY = randomBytes(16);
	const accountWith = async (charset: Charset, encrypted = false): Promise<Account> =>
		await openAccount(settings({ charset, ...(encrypted && { contentEncryptionKey: KEY.toString('base64') }) }), NOW);
	const wrapped = (response: Buffer) =>
		Buffer.concat([
			Buffer.from('{"zhima_data_state_data_sync_response":'),
			response,
			Buffer.from(`,"sign":"${sign('RSA-SHA256', response, alipay.privateKey).toString('base64')}"}`),
		]);
	const encrypted = (content: Buffer) => {
		const cipher = createCipheriv('aes-128-cbc', KEY, Buffer.alloc(16));
		return Buffer.from(`"${Buffer.concat([cipher.update(content), cipher.final()]).toString('base64')}"`);
	};
	const TEXT = '{"code":"40004","sub_msg":"类目不正确，请检查€镕"}';

	describe.each(COMBINATIONS)('for an account in %s with the header %s', (charset, header) => {
		test.each(['utf-8', 'GBK'] as const)('signed over bytes of %s is verified and shown so', async (bytes) => {
			const account = await accountWith(charset);
			const opened = openResponse(account, METHOD, wrapped(encodeText(TEXT, bytes)), headerFor(header));
			expect(opened).toEqual({ kind: 'trusted', verified: true, members: JSON.parse(TEXT) as object });
		});

		test('encrypted is decrypted in the account’s charset', async () => {
			const account = await accountWith(charset, true);
			const text = charset === 'GB2312' ? TEXT.replace('€镕', '―') : TEXT;
			const opened = openResponse(account, METHOD, wrapped(encrypted(encodeText(text, charset))), headerFor(header));
			expect(opened).toEqual({ kind: 'trusted', verified: true, members: JSON.parse(text) as object });
		});
	});

	test('keeps numbers whose digits a double does not hold as text, others as numbers', async () => {
		const numbers =
			'"a":12345678901234567890,"b":9007199254740993,"c":0.1234567890123456789,"d":1e400,"e":9007199254740993.0';
		const kept = '"f":9007199254740991,"g":-1.5e3,"h":1.10,"i":[{"j":123456789012345678}],"k":0,"l":"1.10"';
		const response = Buffer.from(`{"code":"10000",${numbers},${kept}}`);
		expect(openResponse(await accountWith('utf-8'), METHOD, wrapped(response))).toMatchObject({
			members: {
				a: '12345678901234567890',
				b: '9007199254740993',
				c: '0.1234567890123456789',
				d: '1e400',
				e: '9007199254740993.0',
				f: 9007199254740991,
				g: -1500,
				h: 1.1,
				i: [{ j: '123456789012345678' }],
				k: 0,
				l: '1.10',
			},
		});
	});
});
