/** The charsets held against `iconv` and `openssl` of the command line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { charsetNamed, decodeText, encodeText, type GatewayCharset } from '../../../sandbox/wire/java-charset';
import { readPairs } from '../../../sandbox/wire/form-decoding';
import {
	beijing,
	response,
	send,
	startSandbox,
	UPLOAD,
	uploadContent,
	type Sandbox,
} from '../client';
import { SANDBOX_APP_ID } from '../../../sandbox/keys/test-account';

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
	'a request made by iconv and openssl is accepted, and they verify the answer: %s',
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

		const [, answered, signature] = /_response":(\{.*\}),"sign":"(.+)"\}$/.exec(reply.text) ?? [];
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
		expect(execFileSync('openssl', verify, { input: bytesOf(answered) }).toString()).toContain(
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

test('every two bytes are a character of GB2312 exactly where iconv says so', () => {
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

test('every ideograph of GBK is what iconv says, and goes back to the same bytes', () => {
	const isIdeograph = (text: string): boolean => /^[\u4e00-\u9fa5]$/.test(text);
	const pairs = everyPair().filter((pair) => isIdeograph(decodeText(pair, 'GBK')));
	const bytes = Buffer.concat(pairs);
	expect(pairs).toHaveLength(20902);
	expect(decodeText(bytes, 'GBK')).toBe(iconv('GBK', 'UTF-8', bytes).toString('utf8'));
	expect(encodeText(decodeText(bytes, 'GBK'), 'GBK').equals(bytes)).toBe(true);
});

test('GBK has the euro sign where iconv has it', () => {
	expect(encodeText('€', 'GBK').equals(iconv('UTF-8', 'GBK', Buffer.from('€')))).toBe(true);
	expect(decodeText(Buffer.from([0x80]), 'GBK')).toBe('€');
});

test.each([
	['an ideograph of GBK alone', '镕', 'GB2312'],
	['an emoji', '😀', 'GBK'],
	['the euro sign', '€', 'GB2312'],
	['a letter with an accent that neither has', 'ñ', 'GB2312'],
] as const)('%s is lost', (_what, text, charset) => {
	expect(encodeText(text, charset).toString('latin1')).toMatch(/^\?+$/);
});

test.each([
	['the Windows euro', 'GB2312', [0x80]],
	['four bytes of GB 18030', 'GBK', [0x94, 0x39, 0xfc, 0x36]],
	['half a character', 'GBK', [0xc4]],
	['GBK’s own ideographs', 'GB2312', [0xe9, 0x46]],
] as const)('%s does not belong to the charset', (_what, charset, bytes) => {
	expect(decodeText(Buffer.from(bytes), charset)).toContain('\ufffd');
});

test('charsets are known by name in any case', () => {
	expect(
		['UTF-8', 'utf-8', 'gbk', 'GBK', 'gb2312', 'GB2312', 'utf8', 'big5', 'toString'].map(
			charsetNamed,
		),
	).toEqual(['utf-8', 'utf-8', 'GBK', 'GBK', 'GB2312', 'GB2312', undefined, undefined, undefined]);
});

test('a form is read by its bytes', () => {
	const read = (text: string): [string, string][] | undefined =>
		readPairs(Buffer.from(text, 'latin1'))?.map(({ name, value }) => [
			name,
			value.toString('latin1'),
		]);
	expect(read('a=1&b=%C4%e3+%2B&c&=d&&e=f=g')).toEqual([
		['a', '1'],
		['b', '\xc4\xe3 +'],
		['c', ''],
		['', 'd'],
		['e', 'f=g'],
	]);
	for (const broken of ['a=%', 'a=%4', 'a=%zz', '%=1']) expect(read(broken)).toBeUndefined();
});
