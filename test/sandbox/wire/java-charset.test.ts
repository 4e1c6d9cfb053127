/** The charsets held against what Java writes, and against `iconv` and `openssl` of the command line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { charsetNamed, decodeText, encodeText, type GatewayCharset } from '../../../sandbox/wire/java-charset';
import {
	beijing,
	call,
	encodeAsJava,
	response,
	send,
	startSandbox,
	UPLOAD,
	uploadContent,
	type Sandbox,
} from '../client';
import { SANDBOX_APP_ID } from '../../../sandbox/keys/test-account';
import { javaCharacters } from '../../fixtures/java-gbk';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
	sandbox = await startSandbox();
	folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	writeFileSync(join(folder, 'app.pem'), sandbox.keys.app.privateKey, { mode: 0o600 });
	writeFileSync(join(folder, 'alipay.pem'), sandbox.keys.alipay.publicKey);
});
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await sandbox.gateway.close();
});

const iconv = (from: string, to: string, input: Buffer): Buffer =>
	execFileSync('iconv', ['-f', from, '-t', to], { input });

const percentEncode = (bytes: Buffer): string =>
	[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');

const NAMES: Record<GatewayCharset, string> = { 'utf-8': 'UTF-8', GBK: 'GBK', GB2312: 'GB2312' };

test.each(['utf-8', 'GBK', 'GB2312'] as const)(
	'a request made by iconv and openssl is accepted, and they verify the response: %s',
	async (charset) => {
		// iconv takes GB2312's long dash for U+2015.
		const office_hours_desc = charset === 'GB2312' ? '09:00-22:00' : '09:00—22:00';
		const address_desc = '重庆路１２号“西湖”，￥5';
		const content = JSON.stringify(uploadContent({ address_desc, office_hours_desc }));
		const parameters = {
			app_id: SANDBOX_APP_ID,
			biz_content: content,
			charset,
			method: UPLOAD,
			sign_type: 'RSA2',
			timestamp: beijing(new Date()),
			version: '1.0',
		};
		const bytesOf = (text: string): Buffer => iconv('UTF-8', NAMES[charset], Buffer.from(text));
		const text = Object.entries(parameters)
			.map(([name, value]) => `${name}=${value}`)
			.join('&');
		const key = join(folder, 'app.pem');
		const sign = execFileSync('openssl', ['dgst', '-sha256', '-sign', key], {
			input: bytesOf(text),
		});
		const query = Object.entries({ ...parameters, sign: sign.toString('base64') })
			.filter(([name]) => name !== 'biz_content')
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join('&');
		const reply = await send(`${sandbox.gateway.url}?${query}`, {
			headers: { 'content-type': `application/x-www-form-urlencoded;charset=${charset}` },
			body: `biz_content=${percentEncode(bytesOf(content))}`,
		});
		expect(response(reply)).toEqual({ code: '10000', msg: 'Success' });
		expect(sandbox.gateway.requests.at(-1)?.bizContent).toEqual(JSON.parse(content));

		const [, object, signature] = /_response":(\{.*\}),"sign":"(.+)"\}$/.exec(reply.text) ?? [];
		const signatureFile = join(folder, 'sign');
		writeFileSync(signatureFile, Buffer.from(signature, 'base64'));
		const verify = [
			'dgst',
			'-sha256',
			'-verify',
			join(folder, 'alipay.pem'),
			'-signature',
			signatureFile,
		];
		expect(execFileSync('openssl', verify, { input: bytesOf(object) }).toString()).toContain(
			'OK',
		);
	},
);

const everyPair = (): Buffer[] => {
	const pairs: Buffer[] = [];
	for (let first = 0x81; first <= 0xfe; first += 1) {
		for (let second = 0x40; second <= 0xfe; second += 1) pairs.push(Buffer.from([first, second]));
	}
	return pairs;
};

test('two bytes are a character of GB2312 exactly where iconv has one', () => {
	const isKnown = (pair: Buffer): boolean => !decodeText(pair, 'GB2312').includes('\ufffd');
	const pairs = everyPair();
	const known = Buffer.concat(
		pairs.filter(isKnown).map((pair) => Buffer.concat([pair, Buffer.from('\n')])),
	);
	// Throws at a pair that is none, and its count is that of GB 2312-80: 6763 ideographs and 682 others.
	const text = iconv('GB2312', 'UTF-8', known).toString('utf8');
	expect(text.trimEnd().split('\n')).toHaveLength(7445);
	expect(encodeText(decodeText(known, 'GB2312'), 'GB2312').equals(known)).toBe(true);
});

test('every ideograph of GBK is the same as in iconv, and back', () => {
	const isIdeograph = (text: string): boolean => /^[\u4e00-\u9fa5]$/.test(text);
	const pairs = everyPair().filter((pair) => isIdeograph(decodeText(pair, 'GBK')));
	const bytes = Buffer.concat(pairs);
	expect(pairs).toHaveLength(20902);
	expect(decodeText(bytes, 'GBK')).toBe(iconv('GBK', 'UTF-8', bytes).toString('utf8'));
	expect(encodeText(decodeText(bytes, 'GBK'), 'GBK').equals(bytes)).toBe(true);
});

describe.each(['GBK', 'GB2312'] as const)('%s as Java has it', (charset) => {
	const facts = javaCharacters(charset);

	test('the facts are complete', () => {
		expect(facts.size).toBe({ GBK: 21_792, GB2312: 7445 }[charset]);
	});

	test('every character is written as the bytes that Java writes', () => {
		const different = [...facts].filter(([each, bytes]) => !encodeText(each, charset).equals(bytes));
		expect(different).toEqual([]);
	});

	test('the bytes are read as the same character', () => {
		const different = [...facts].filter(([each, bytes]) => decodeText(bytes, charset) !== each);
		expect(different).toEqual([]);
	});

	test('every other character outside the private use area is written as a question mark', () => {
		const isOther = (unit: number): boolean =>
			!(unit >= 0xd800 && unit <= 0xf8ff) && !facts.has(String.fromCharCode(unit));
		const others = Array.from({ length: 0x10000 - 0x80 }, (_, index) => index + 0x80)
			.filter(isOther)
			.map((unit) => String.fromCharCode(unit));
		expect(others.length).toBeGreaterThan(30_000);
		expect(others.filter((each) => encodeText(each, charset).toString('latin1') !== '?')).toEqual([]);
	});

	test('ASCII is itself', () => {
		const ascii = Buffer.from(Array.from({ length: 0x80 }, (_, byte) => byte));
		expect(decodeText(ascii, charset)).toBe(ascii.toString('latin1'));
		expect(encodeText(ascii.toString('latin1'), charset).equals(ascii)).toBe(true);
	});

	test('property: text of its characters and ASCII comes back from its bytes', () => {
		const character = fc.oneof(
			fc.constantFrom(...facts.keys()),
			fc.integer({ min: 0, max: 0x7f }).map((unit) => String.fromCharCode(unit)),
		);
		fc.assert(
			fc.property(fc.string({ unit: character }), (text) => {
				const bytes = encodeAsJava(text, charset);
				expect(encodeText(text, charset).equals(bytes)).toBe(true);
				expect(decodeText(bytes, charset)).toBe(text);
			}),
		);
	});
});

test.each([
	['€', 'GBK', 'a2e3'],
	['♁', 'GBK', 'a892'],
	['⊕', 'GBK', '3f'],
	['·', 'GBK', 'a1a4'],
	['—', 'GBK', 'a1aa'],
	['\ue000', 'GBK', 'aaa1'],
	['\ue4c6', 'GBK', 'a140'],
	['\ue864', 'GBK', 'fea0'],
	['・', 'GB2312', 'a1a4'],
	['―', 'GB2312', 'a1aa'],
	['·', 'GB2312', '3f'],
	['—', 'GB2312', '3f'],
	['镕', 'GB2312', '3f'],
	['€', 'GB2312', '3f'],
	['\ue000', 'GB2312', '3f'],
	['ñ', 'GBK', '3f'],
	['😀a', 'GBK', '3f61'],
	['\ud83da', 'GBK', '3f61'],
	['\ud83da', 'utf-8', '3f61'],
	['😀', 'utf-8', 'f09f9880'],
] as const)('%j in %s is %s', (text, charset, hex) => {
	expect(encodeText(text, charset).toString('hex')).toBe(hex);
});

// What Java's `new String(bytes, charset)` gives.
test.each([
	['80', 'GBK', '\ufffd'],
	['8041', 'GBK', '\ufffdA'],
	['ff', 'GBK', '\ufffd'],
	['c4', 'GBK', '\ufffd'],
	['c422', 'GBK', '\ufffd"'],
	['c4ff', 'GBK', '\ufffd'],
	['c47f', 'GBK', '\ufffd\x7f'],
	['9439fc36', 'GBK', '\ufffd9\ufffd6'],
	['a3a0', 'GBK', '\ue5e5'],
	['fe50', 'GBK', '\ue815'],
	['80', 'GB2312', '\ufffd'],
	['e946', 'GB2312', '\ufffdF'],
	['a2e3', 'GB2312', '\ufffd\ufffd'],
	['d7fa', 'GB2312', '\ufffd'],
	['aaa1', 'GB2312', '\ufffd\ufffd'],
] as const)('the bytes %s in %s are read as %j', (hex, charset, text) => {
	expect(decodeText(Buffer.from(hex, 'hex'), charset)).toBe(text);
});

test('charset names match in upper and lower case', () => {
	expect(
		['UTF-8', 'utf-8', 'gbk', 'GBK', 'gb2312', 'GB2312', 'utf8', 'big5', 'toString'].map(
			charsetNamed,
		),
	).toEqual(['utf-8', 'utf-8', 'GBK', 'GBK', 'GB2312', 'GB2312', undefined, undefined, undefined]);
});

test.each(['GBK', 'GB2312'] as const)('every character of %s is accepted in a request', async (charset) => {
	const characters = [...javaCharacters(charset).keys()];
	for (let from = 0; from < characters.length; from += 2000) {
		const text = characters.slice(from, from + 2000).join('');
		const content = { ...uploadContent(), office_hours_desc: '', ext_properties: JSON.stringify({ text }) };
		const reply = await call(sandbox, { charset, content });
		expect(response(reply)).toEqual({ code: '10000', msg: 'Success' });
		expect(sandbox.gateway.requests.at(-1)?.bizContent).toEqual(content);
	}
});
