import { execFileSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { firstUnencodable, openAccount, signRequest, unencodable } from '../../../alipay';
import { formEncode } from '../../../alipay/charset/form-encoding';
import { decodeText, encodeText } from '../../../alipay/charset/text-encoding';
import { app, NOW, privatePem, publicPem, settings } from '../keys/keys-fixture';
import { javaCharacters } from '../../fixtures/java-gbk';

type DoubleByteCharset = 'GBK' | 'GB2312';

/** What iconv writes for each of the characters, in hex. */
function byIconv(characters: readonly string[], charset: DoubleByteCharset): Map<string, string> {
	// `-c` leaves out what the charset lacks, and iconv then exits with 1.
	const bytes = execFileSync('sh', ['-c', `iconv -c -f UTF-8 -t ${charset} || true`], {
		input: characters.join('\n'),
		maxBuffer: 1e7,
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	const lines = bytes.toString('latin1').split('\n');
	const table = new Map<string, string>();
	characters.forEach((character, index) => {
		if (lines[index] !== '')
			table.set(character, Buffer.from(lines[index], 'latin1').toString('hex'));
	});
	return table;
}

/** Every character of the BMP beyond ASCII, surrogates aside. */
const BEYOND_ASCII = Array.from({ length: 0xff80 }, (_, index) => String.fromCharCode(index + 0x80)).filter(
	(character) => !/\p{Surrogate}/u.test(character),
);

function byUs(charset: DoubleByteCharset): Map<string, string> {
	const has = (character: string) => firstUnencodable(character, charset) === undefined;
	return new Map(
		BEYOND_ASCII.filter(has).map((character) => [character, encodeText(character, charset).toString('hex')]),
	);
}

const CHARSETS: ReadonlyArray<readonly [DoubleByteCharset, number]> = [
	['GBK', 21_792],
	['GB2312', 7_445],
];

describe.each(CHARSETS)('%s, %i characters', (charset, count) => {
	const java = new Map([...javaCharacters(charset)].map(([character, bytes]) => [character, bytes.toString('hex')]));

	it('encodes every character as Java does, and no other character', () => {
		expect(java.size).toBe(count);
		expect(byUs(charset)).toEqual(java);
	});

	it('decodes the bytes of every character to that character', () => {
		for (const [character, bytes] of java) expect(decodeText(Buffer.from(bytes, 'hex'), charset)).toBe(character);
		const text = [...java.keys()].join('a');
		expect(decodeText(encodeText(text, charset), charset)).toBe(text);
	});

	it('escapes both bytes of every character in form and query', () => {
		for (const [character, bytes] of java) {
			const [, lead, trail] = /^(..)(..)$/.exec(bytes.toUpperCase()) ?? [];
			expect(formEncode(character, charset)).toBe(`%${lead}%${trail}`);
		}
	});
});

describe('held against iconv', () => {
	it('GBK is the same but for the euro sign, and ♁ in the place of ⊕', () => {
		const theirs = byIconv(BEYOND_ASCII, 'GBK');
		const ours = byUs('GBK');
		const different = BEYOND_ASCII.filter((character) => theirs.get(character) !== ours.get(character));
		expect(different.map((character) => [character, theirs.get(character), ours.get(character)])).toEqual([
			['€', '80', 'a2e3'],
			['⊕', 'a892', undefined],
			['♁', undefined, 'a892'],
		]);
	});

	it('GB2312 is the same', () => {
		expect(byUs('GB2312')).toEqual(byIconv(BEYOND_ASCII, 'GB2312'));
	});
});

describe('decoding GBK', () => {
	it.each([
		['a2e3', '€'],
		['80', '€'],
		['41', 'A'],
		['e946', '镕'],
		['815c', '乗'],
		['8130813041', '\x80A'],
		['9439e431', '🔋'],
	])('reads %s as %j', (bytes, text) => {
		expect(decodeText(Buffer.from(bytes, 'hex'), 'GBK')).toBe(text);
	});

	it.each(['b0', 'ff', 'b020', 'b07f', '8130', '81308', 'b0aeb0'])('refuses %s', (bytes) => {
		expect(() => decodeText(Buffer.from(bytes, 'hex'), 'GBK')).toThrow('not valid');
	});

	it('returns the text that was encoded', () => {
		const characters = [...javaCharacters('GBK').keys()];
		const text = fc
			.array(fc.oneof(fc.constantFrom(...characters), fc.string({ unit: 'grapheme-ascii', maxLength: 2 })))
			.map((parts) => parts.join(''));
		fc.assert(fc.property(text, (each) => expect(decodeText(encodeText(each, 'GBK'), 'GBK')).toBe(each)), {
			numRuns: 1_000,
		});
	});
});

describe('characters that a charset lacks', () => {
	it.each([
		['utf-8', '🔋爱', undefined],
		['utf-8', 'a\ud83d', '\ud83d'],
		['utf-8', '\udd0b', '\udd0b'],
		['GBK', '爱心雨伞 A—·', undefined],
		['GBK', '爱🔋', '🔋'],
		['GBK', '€', undefined],
		['GBK', '\u0080', '\u0080'],
		['GBK', 'é', undefined],
		['GBK', 'ñ', 'ñ'],
		['GBK', '\ue000', '\ue000'],
		['GB2312', '爱心雨伞', undefined],
		['GB2312', '09:00―22:00', undefined],
		['GB2312', '09:00—22:00', '—'],
		['GB2312', '张·三', '·'],
		['GB2312', '张・三', undefined],
		['GBK', '张・三', '・'],
		['GBK', '♁', undefined],
		['GBK', '⊕', '⊕'],
		['GB2312', '珺', '珺'],
		['GB2312', '€', '€'],
		['GB2312', '髙', '髙'],
	] as const)('%s %j: %j', (charset, text, lacking) => {
		expect(firstUnencodable(text, charset)).toBe(lacking);
	});

	it('stop the request, named with the parameter', async () => {
		const account = await openAccount(settings({ charset: 'GBK' }), NOW);
		const call = { method: 'a.b', bizContent: '{"entity_name":"伞🔋"}' };
		await expect(signRequest(account, call, NOW)).rejects.toMatchObject({
			code: 'ERR_CHARSET_CHARACTER',
			message: expect.stringMatching(/biz_content.*🔋.*U\+1F50B.*GBK/) as string,
		});
		const notify = { method: 'a.b', bizContent: '', parameters: { notify_url: 'https://a/ñ' } };
		await expect(signRequest(account, notify, NOW)).rejects.toMatchObject({
			message: expect.stringContaining('notify_url') as string,
		});
	});
});

describe('unencodable', () => {
	it('names the character, its number in four digits, and the charset as the cure', () => {
		const { message, description } = unencodable('ñ', 'GBK', 'entity_name');
		expect(message).toBe("entity_name contains the character “ñ” (U+00F1), which GBK doesn't support");
		expect(description).toContain('UTF-8');
	});

	it('names half of a character by its number alone, with entering the text again as the cure', () => {
		const { message, description } = unencodable('\ud83c', 'utf-8', 'entity_name');
		expect(message).toContain(' U+D83C,');
		expect(description).toContain('The text was cut in the middle of a character. Enter it again');
	});
});

describe('a request in GBK', () => {
	it.each(['GBK', 'GB2312'] as const)(
		'is signed over the bytes of %s, as openssl sees it',
		async (charset) => {
			const account = await openAccount(settings({ charset }), NOW);
			const call = {
				method: 'zhima.merchant.borrow.entity.upload',
				bizContent: charset === 'GBK' ? '{"a":"爱心雨伞—杭州€镕"}' : '{"a":"爱心雨伞―杭州"}',
			};
			const { url, body, headers, canonicalString } = await signRequest(account, call, NOW);
			expect(headers['Content-Type']).toBe(`application/x-www-form-urlencoded;charset=${charset}`);
			const folder = mkdtempSync(join(tmpdir(), 'zhima-'));
			try {
				const file = (name: string) => join(folder, name);
				const bytes = execFileSync('iconv', ['-f', 'UTF-8', '-t', charset === 'GBK' ? 'GB18030' : charset], {
					input: canonicalString,
				});
				writeFileSync(file('text'), bytes);
				writeFileSync(file('key'), privatePem(app));
				execFileSync('openssl', [
					'dgst',
					'-sha256',
					'-sign',
					file('key'),
					'-out',
					file('sig'),
					file('text'),
				]);
				const sign = new URL(url).searchParams.get('sign');
				expect(sign).toBe(readFileSync(file('sig')).toString('base64'));
				expect(verify('RSA-SHA256', bytes, publicPem(app), Buffer.from(sign ?? '', 'base64'))).toBe(
					true,
				);
			} finally {
				rmSync(folder, { recursive: true });
			}
			const value = body
				.replace('biz_content=', '')
				.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
			expect(decodeText(Buffer.from(value, 'latin1'), charset)).toBe(call.bizContent);
		},
	);
});
