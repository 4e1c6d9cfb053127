import { execFileSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import { firstUnencodable, openAccount, signRequest } from '../../../alipay';
import { charsetOf, decodeText, encodeText, formEncode } from '../../../alipay/charset/text-encoding';
import { app, NOW, privatePem, publicPem, settings } from '../keys/keys-fixture';

type DoubleByte = 'GBK' | 'GB2312';

/** Every character of the BMP beyond ASCII (surrogates aside) with iconv's bytes for it, in hex. */
function byIconv(charset: DoubleByte): Map<string, string> {
	const characters: string[] = [];
	for (let unit = 0x80; unit <= 0xffff; unit++) {
		if (unit < 0xd800 || unit > 0xdfff) characters.push(String.fromCharCode(unit));
	}
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

function byUs(charset: DoubleByte): Map<string, string> {
	const table = new Map<string, string>();
	for (let unit = 0x80; unit <= 0xffff; unit++) {
		const character = String.fromCharCode(unit);
		if (firstUnencodable(character, charset) === undefined) {
			table.set(character, encodeText(character, charset).toString('hex'));
		}
	}
	return table;
}

describe('bytes', () => {
	it('of GBK are those of iconv, for every character and no other', () => {
		const theirs = byIconv('GBK');
		expect(theirs.size).toBeGreaterThan(21_000);
		expect(byUs('GBK')).toEqual(theirs);
	});

	it('of GB2312 are those of iconv but for two, which the gateway reads as Java does', () => {
		const theirs = byIconv('GB2312');
		// The C library names A1A4 and A1AA otherwise; the documents' own example has the dash U+2014.
		expect(theirs.get('・')).toBe('a1a4');
		expect(theirs.get('―')).toBe('a1aa');
		theirs.delete('・');
		theirs.delete('―');
		theirs.set('·', 'a1a4').set('—', 'a1aa');
		expect(theirs.size).toBe(7445);
		expect(byUs('GB2312')).toEqual(theirs);
	});

	it('are decoded to the text they came from', () => {
		const characters = [...byUs('GBK').keys()];
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.constantFrom(...characters), fc.string({ maxLength: 2 })), {
					maxLength: 30,
				}),
				(parts) => {
					const text = parts
						.join('')
						.replace(/[^\0-\x7f]/g, (each) => (characters.includes(each) ? each : ''));
					expect(decodeText(encodeText(text, 'GBK'), 'GBK')).toBe(text);
				},
			),
			{ numRuns: 200 },
		);
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
		['GB2312', '09:00—22:00', undefined],
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

describe('the form encoding', () => {
	it('is that of URLSearchParams in utf-8', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(`x=${formEncode(text, 'utf-8')}`).toBe(new URLSearchParams({ x: text }).toString());
			}),
			{ numRuns: 1000 },
		);
	});

	it('is made of the bytes of GBK', () => {
		expect(formEncode('爱 a&=+%~*-._', 'GBK')).toBe('%B0%AE+a%26%3D%2B%25%7E*-._');
	});
});

it('reads a charset from a content type', () => {
	expect(charsetOf('text/html;charset=GBK')).toBe('GBK');
	expect(charsetOf('text/html; charset="utf-8"')).toBe('utf-8');
	expect(charsetOf('text/html;charset=gb2312')).toBe('GB2312');
	expect(charsetOf('text/html;charset=latin1')).toBeUndefined();
	expect(charsetOf('text/html')).toBeUndefined();
	expect(charsetOf(undefined)).toBeUndefined();
});

describe('a request in GBK', () => {
	it.each(['GBK', 'GB2312'] as const)(
		'is signed over the bytes of %s, as openssl sees it',
		async (charset) => {
			const account = await openAccount(settings({ charset }), NOW);
			const call = {
				method: 'zhima.merchant.borrow.entity.upload',
				bizContent: '{"a":"爱心雨伞—杭州"}',
			};
			const { url, body, headers, canonicalString } = await signRequest(account, call, NOW);
			expect(headers['Content-Type']).toBe(`application/x-www-form-urlencoded;charset=${charset}`);
			const folder = mkdtempSync(join(tmpdir(), 'zhima-'));
			try {
				const file = (name: string) => join(folder, name);
				const utf8 = canonicalString.replace('—', charset === 'GB2312' ? '―' : '—');
				const bytes = execFileSync('iconv', ['-f', 'UTF-8', '-t', charset], { input: utf8 });
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
