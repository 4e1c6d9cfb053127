import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';
import { KJUR } from 'jsrsasign';

import { AlipayError, openAccount } from '../../../alipay';
import type { AccountSettings } from '../../../alipay';
import { makeCertificate } from '../certificates/certificate-fixture';
import { alipay, app, bare, NOW, privatePem, publicPem, rsaPair, settings } from './keys-fixture';
import type { Pair } from './keys-fixture';

const pkcs1 = privatePem(app, 'pkcs1');
const pkcs8 = privatePem(app, 'pkcs8');
const small = rsaPair(1024);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const dsaLike = generateKeyPairSync('ed25519');

const withHeading = (pem: string, heading: string): string =>
	`-----BEGIN ${heading}-----\n${bare(pem)}\n-----END ${heading}-----\n`;
const fullWidth = (text: string): string => text.replaceAll('-----', '－－－－－');
const chunked = (text: string, size: number): string =>
	(text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join('\n');
const inChunks = (text: string): string => chunked(bare(text), 76);

/** Ways in which a PEM text arrives. */
const forms = (pem: string): [string, string][] => [
	['PEM', pem],
	['bare base64 in one line', bare(pem)],
	['bare base64 in many lines', inChunks(pem)],
	['CRLF', pem.replaceAll('\n', '\r\n')],
	['CR alone', pem.replaceAll('\n', '\r')],
	['literal \\n', pem.replaceAll('\n', '\\n')],
	['literal \\r\\n', pem.replaceAll('\n', '\\r\\n')],
	['bare base64 with literal \\n', inChunks(pem).replaceAll('\n', '\\n')],
	['line breaks as blanks', pem.replaceAll('\n', ' ')],
	['no line breaks at all', pem.replaceAll('\n', '')],
	['blanks around and within', `  \t${pem.replaceAll('\n', ' \n\t ')}  `],
	['no-break and full-width blanks', `\u00a0\u3000${pem.replaceAll('\n', '\u00a0\n')}\u3000`],
	['a BOM', `\ufeff${pem}`],
	['zero-width blanks', bare(pem).replace(/(.{60})/g, '$1\u200b')],
	['full-width dashes', fullWidth(pem)],
	['em dashes', pem.replaceAll('-----', '———')],
	['missing dashes', pem.replaceAll('-', '')],
	['fewer dashes', pem.replaceAll('-----', '--')],
	['no END line', pem.slice(0, pem.indexOf('-----END'))],
	[
		'lower-case heading',
		pem.replace(/BEGIN.*KEY/, (each) => each.toLowerCase()).replace(/begin/, 'BEGIN'),
	],
	['quotes around', `"${bare(pem)}"`],
	['curly quotes around', `“${pem}”`],
	['a comma behind', `"${bare(pem)}",`],
	[
		'full-width letters',
		bare(pem).replace(/[A-Z]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)),
	],
	['base64url', bare(pem).replaceAll('+', '-').replaceAll('/', '_')],
	['no padding', bare(pem).replace(/=+$/, '')],
	['base64 of the PEM', Buffer.from(pem).toString('base64')],
	['words before it', `Bag Attributes: <No Attributes>\n${pem}`],
	['a name before it', `应用私钥：${bare(pem)}`],
	['an environment file', `ALIPAY_KEY="${pem.replaceAll('\n', '\\n')}"`],
	['an environment file, bare', `ALIPAY_KEY=${bare(pem)}`],
	['JSON', JSON.stringify({ key: pem })],
	['JSON, bare', JSON.stringify({ appId: '2021000000000001', key: bare(pem) }, null, 2)],
	['JSON within JSON', JSON.stringify(JSON.stringify({ key: pem }))],
	['YAML', `key: |\n${pem.replaceAll(/^/gm, '    ')}`],
	['line breaks as web pages write them', pem.replaceAll('\n', '&#10;')],
	['line breaks as tags', pem.replaceAll('\n', '<br>')],
	['percent-encoded', encodeURIComponent(pem)],
	['percent-encoded, bare', encodeURIComponent(bare(pem))],
];

describe('a private key is read in the forms that people have', () => {
	it.each([
		...forms(pkcs1).map(([name, text]) => [`PKCS#1, ${name}`, text]),
		...forms(pkcs8).map(([name, text]) => [`PKCS#8, ${name}`, text]),
		['a PKCS#8 body under RSA PRIVATE KEY', withHeading(pkcs8, 'RSA PRIVATE KEY')],
		['a PKCS#1 body under PRIVATE KEY', withHeading(pkcs1, 'PRIVATE KEY')],
		['the public key before it', `${publicPem(app)}${pkcs8}`],
		['the public key behind it', `${pkcs8}${publicPem(app)}`],
		['a certificate behind it', `${pkcs8}${makeCertificate({ pair: app })}`],
		['twice', `${pkcs8}${pkcs8}`],
		['both keys in JSON', JSON.stringify({ public: bare(publicPem(app)), private: bare(pkcs8) })],
	])('%s', async (_, privateKey) => {
		const account = await openAccount(settings({ privateKey }), NOW);
		expect(account.privateKey.export({ type: 'pkcs8', format: 'pem' })).toBe(pkcs8);
	});

	it('as openssl writes it', async () => {
		const byOpenssl = execFileSync('openssl', ['pkey', '-traditional'], {
			input: pkcs8,
			encoding: 'utf8',
		});
		expect(
			(await openAccount(settings({ privateKey: byOpenssl }), NOW)).privateKey.equals(app.privateKey),
		).toBe(true);
	});
});

describe("Alipay's public key is read in the forms that people have", () => {
	const certificate = makeCertificate({ pair: alipay });
	it.each([
		...forms(publicPem(alipay, 'spki')).map(([name, text]) => [`SPKI, ${name}`, text]),
		...forms(publicPem(alipay, 'pkcs1')).map(([name, text]) => [`PKCS#1, ${name}`, text]),
		['an SPKI body under RSA PUBLIC KEY', withHeading(publicPem(alipay), 'RSA PUBLIC KEY')],
		['a PKCS#1 body under PUBLIC KEY', withHeading(publicPem(alipay, 'pkcs1'), 'PUBLIC KEY')],
		['a certificate', certificate],
		['a certificate as bare base64', bare(certificate)],
		['a certificate under PUBLIC KEY', withHeading(certificate, 'PUBLIC KEY')],
	])('%s', async (_, alipayPublicKey) => {
		const account = await openAccount(settings({ alipayPublicKey }), NOW);
		expect(account.alipayPublicKey?.equals(createPublicKey(publicPem(alipay)))).toBe(true);
	});

	it('is optional', async () => {
		expect((await openAccount(settings({ alipayPublicKey: ' \n' }), NOW)).alipayPublicKey).toBeUndefined();
	});
});

const encrypted = ({ privateKey }: Pair, type: 'pkcs1' | 'pkcs8'): string =>
	privateKey
		.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
		.toString();

const sm2Private = execFileSync(
	'openssl',
	['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
	{
		encoding: 'utf8',
	},
);
const sm2Public = execFileSync('openssl', ['pkey', '-pubout'], {
	input: sm2Private,
	encoding: 'utf8',
});

const pss = generateKeyPairSync('rsa-pss', {
	modulusLength: 2048,
	hashAlgorithm: 'sha256',
	mgf1HashAlgorithm: 'sha256',
});

const keyStore = execFileSync(
	'sh',
	[
		'-c',
		'k=$(mktemp); cat >"$k"; openssl pkcs12 -export -nocerts -inkey "$k" -passout pass:x; rm "$k"',
	],
	{ input: pkcs8, stdio: ['pipe', 'pipe', 'ignore'] },
).toString('base64');

const sshPrivate =
	'-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----';

const request = KJUR.asn1.csr.CSRUtil.newCSRPEM({
	subject: { str: '/CN=app' },
	sbjpubkey: publicPem(app),
	sigalg: 'SHA256withRSA',
	sbjprvkey: pkcs8,
});

/** One byte changed, so that the key loads and its parts no longer fit each other. */
function damaged(pem: string, at: number): string {
	const der = Buffer.from(bare(pem), 'base64');
	der[at] ^= 0x10;
	return der.toString('base64');
}

const cut = (pem: string, from: number, to: number): string => bare(pem).slice(from, to);
const without = (text: string, from: number, to: number): string =>
	text.slice(0, from) + text.slice(to);

type Wrong = [name: string, changed: Partial<AccountSettings>, code: string, words: RegExp];

/** A place in the bare key from which on it cannot be taken for the beginning of one: `M` begins a sequence. */
const withinModulus = [64, 68, 72, 76, 80].find((at) => bare(pkcs8)[at] !== 'M')!;

const wrongPrivate: Wrong[] = [
	['nothing', { privateKey: '' }, 'ERR_KEY_EMPTY', /^"Private Key" is empty$/],
	['blanks', { privateKey: ' \n\ufeff' }, 'ERR_KEY_EMPTY', /^"Private Key" is empty$/],
	[
		'a public key',
		{ privateKey: publicPem(app) },
		'ERR_PRIVATE_KEY_IS_PUBLIC',
		/^This is a public key\. Paste the private key$/,
	],
	[
		'a bare public key',
		{ privateKey: bare(publicPem(app)) },
		'ERR_PRIVATE_KEY_IS_PUBLIC',
		/This is a public key/,
	],
	[
		'a PKCS#1 public key',
		{ privateKey: bare(publicPem(app, 'pkcs1')) },
		'ERR_PRIVATE_KEY_IS_PUBLIC',
		/public key/,
	],
	[
		'a certificate',
		{ privateKey: makeCertificate({ pair: app }) },
		'ERR_PRIVATE_KEY_IS_CERTIFICATE',
		/This is a certificate\. Paste the private key/,
	],
	[
		'a certificate request',
		{ privateKey: request },
		'ERR_KEY_IS_CERTIFICATE_REQUEST',
		/certificate request/,
	],
	[
		'an encrypted PKCS#8 key',
		{ privateKey: encrypted(app, 'pkcs8') },
		'ERR_KEY_ENCRYPTED',
		/password/,
	],
	[
		'an encrypted PKCS#1 key',
		{ privateKey: encrypted(app, 'pkcs1') },
		'ERR_KEY_ENCRYPTED',
		/password/,
	],
	[
		'an encrypted PKCS#1 key in one line',
		{ privateKey: encrypted(app, 'pkcs1').replaceAll('\n', ' ') },
		'ERR_KEY_ENCRYPTED',
		/password/,
	],
	[
		'a key store',
		{ privateKey: keyStore },
		'ERR_KEY_IS_STORE',
		/key store/,
	],
	[
		'an RSA-PSS key',
		{ privateKey: pss.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
		'ERR_KEY_NOT_RSA',
		/isn't an RSA key/,
	],
	[
		'a public key under PRIVATE KEY',
		{ privateKey: withHeading(publicPem(app), 'PRIVATE KEY') },
		'ERR_PRIVATE_KEY_IS_PUBLIC',
		/This is a public key/,
	],
	[
		'a novel',
		{ privateKey: 'once upon a time '.repeat(10_000) },
		'ERR_KEY_TOO_LONG',
		/has extra text after the key/,
	],
	[
		'an encrypted key, bare',
		{ privateKey: bare(encrypted(app, 'pkcs8')) },
		'ERR_KEY_ENCRYPTED',
		/password/,
	],
	[
		'an EC key',
		{ privateKey: ec.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
		'ERR_KEY_EC',
		/an EC key, not an RSA key/,
	],
	[
		'a SEC1 EC key',
		{ privateKey: ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString() },
		'ERR_KEY_EC',
		/EC key/,
	],
	['an SM2 key', { privateKey: sm2Private }, 'ERR_KEY_SM2', /an SM2 key, not an RSA key/],
	[
		'an Ed25519 key',
		{ privateKey: dsaLike.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
		'ERR_KEY_NOT_RSA',
		/isn't an RSA key/,
	],
	['an SSH key', { privateKey: sshPrivate }, 'ERR_KEY_IS_SSH', /SSH/],
	['an incomplete key', { privateKey: cut(pkcs8, 0, 1000) }, 'ERR_KEY_CUT_SHORT', /^"(Private|Alipay Public) Key" is incomplete$/],
	[
		'a key cut by a character',
		{ privateKey: bare(pkcs1).slice(0, -3) },
		'ERR_KEY_CUT_SHORT',
		/^"(Private|Alipay Public) Key" is incomplete$/,
	],
	['an incomplete PEM key', { privateKey: pkcs8.slice(0, 800) }, 'ERR_KEY_CUT_SHORT', /^"(Private|Alipay Public) Key" is incomplete$/],
	[
		'a key without a line in the middle',
		{ privateKey: without(pkcs8, 400, 465) },
		'ERR_KEY_CUT_SHORT',
		/^"(Private|Alipay Public) Key" is incomplete$/,
	],
	[
		'a key without its beginning',
		{ privateKey: cut(pkcs8, withinModulus, 5000) },
		'ERR_KEY_NOT_A_KEY',
		/isn't a key/,
	],
	[
		'a key twice',
		{ privateKey: bare(pkcs8).replace(/=+$/, '') + bare(pkcs8) },
		'ERR_KEY_TOO_LONG',
		/has extra text after the key/,
	],
	[
		'two keys in one',
		{ privateKey: `${bare(pkcs8).replace(/=*$/, '==')}${bare(pkcs8)}` },
		'ERR_KEY_NOT_BASE64',
		/characters that aren't valid in a key/,
	],
	[
		'a key with a damaged modulus',
		{ privateKey: damaged(pkcs8, 100) },
		'ERR_KEY_DAMAGED',
		/damaged/,
	],
	[
		'a key with a damaged exponent',
		{ privateKey: damaged(pkcs1, 270) },
		'ERR_KEY_DAMAGED',
		/damaged/,
	],
	[
		'a key with an ellipsis',
		{ privateKey: `${cut(pkcs8, 0, 64)}……${cut(pkcs8, 900, 2000)}` },
		'ERR_KEY_NOT_BASE64',
		/characters that aren't valid in a key/,
	],
	['a Windows path', { privateKey: 'C:\\keys\\app_private_key.txt' }, 'ERR_KEY_IS_PATH', /path/],
	['a Unix path', { privateKey: '/home/n8n/app_private_key.pem' }, 'ERR_KEY_IS_PATH', /path/],
	['a path without an extension', { privateKey: '/etc/keys/zhima' }, 'ERR_KEY_IS_PATH', /path/],
	['a relative path', { privateKey: './keys/private' }, 'ERR_KEY_IS_PATH', /path/],
	['a home path', { privateKey: '~/keys/private' }, 'ERR_KEY_IS_PATH', /path/],
	['a file URL', { privateKey: 'file:///keys/private.pem' }, 'ERR_KEY_IS_PATH', /path/],
	['a Chinese file name', { privateKey: '应用私钥2048.txt' }, 'ERR_KEY_IS_PATH', /path/],
	['words', { privateKey: 'your private_key' }, 'ERR_KEY_NOT_A_KEY', /isn't a key/],
	[
		'base64 of something else',
		{ privateKey: Buffer.from('hello').toString('base64') },
		'ERR_KEY_NOT_A_KEY',
		/isn't a key/,
	],
	['an AES key', { privateKey: 'aaaaaaaaaaaaaaaaaaaaaa==' }, 'ERR_KEY_NOT_A_KEY', /isn't a key/],
	[
		'1024 bits with RSA2',
		{ privateKey: privatePem(small) },
		'ERR_KEY_TOO_SHORT',
		/1024 bits; RSA2 needs at least 2048/,
	],
];

const wrongPublic: Wrong[] = [
	[
		'a private key',
		{ alipayPublicKey: privatePem(alipay) },
		'ERR_PUBLIC_KEY_IS_PRIVATE',
		/^This is a private key\. Paste Alipay's public key$/,
	],
	[
		'a bare PKCS#1 private key',
		{ alipayPublicKey: bare(privatePem(alipay, 'pkcs1')) },
		'ERR_PUBLIC_KEY_IS_PRIVATE',
		/This is a private key/,
	],
	[
		"the application's own private key",
		{ alipayPublicKey: pkcs8 },
		'ERR_PUBLIC_KEY_IS_PRIVATE',
		/This is a private key/,
	],
	[
		"the application's own public key",
		{ alipayPublicKey: bare(publicPem(app)) },
		'ERR_ALIPAY_KEY_IS_OWN',
		/own public key.*matches the private key/,
	],
	[
		"the application's own certificate",
		{ alipayPublicKey: makeCertificate({ pair: app }) },
		'ERR_ALIPAY_KEY_IS_OWN',
		/matches the private key/,
	],
	[
		'an encrypted key',
		{ alipayPublicKey: encrypted(alipay, 'pkcs8') },
		'ERR_KEY_ENCRYPTED',
		/password/,
	],
	[
		'an EC key',
		{ alipayPublicKey: ec.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
		'ERR_KEY_EC',
		/EC key/,
	],
	[
		'an EC private key',
		{ alipayPublicKey: ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString() },
		'ERR_PUBLIC_KEY_IS_PRIVATE',
		/private key/,
	],
	['an SM2 key', { alipayPublicKey: sm2Public }, 'ERR_KEY_SM2', /SM2 key/],
	['an EC certificate', { alipayPublicKey: makeCertificate({ pair: ec }) }, 'ERR_KEY_EC', /EC key/],
	[
		'an SSH key',
		{ alipayPublicKey: 'ssh-rsa AAAAB3NzaC1yc2E= someone@host' },
		'ERR_KEY_IS_SSH',
		/SSH/,
	],
	[
		'an incomplete key',
		{ alipayPublicKey: cut(publicPem(alipay), 0, 300) },
		'ERR_KEY_CUT_SHORT',
		/^"(Private|Alipay Public) Key" is incomplete$/,
	],
	['a path', { alipayPublicKey: 'alipayPublicKey_RSA2.txt' }, 'ERR_KEY_IS_PATH', /path/],
	[
		'a certificate request',
		{ alipayPublicKey: request },
		'ERR_KEY_IS_CERTIFICATE_REQUEST',
		/request/,
	],
	['1024 bits with RSA2', { alipayPublicKey: publicPem(small) }, 'ERR_KEY_TOO_SHORT', /1024 bits/],
];

async function refusalOf(changed: Partial<AccountSettings>): Promise<AlipayError> {
	try {
		await openAccount(settings(changed), NOW);
	} catch (error) {
		if (error instanceof AlipayError) return error;
		throw error;
	}
	throw new Error('the settings were accepted');
}

/** Any eight consecutive characters of a key, as it was given, in what is said about it. */
function leaksOf(error: AlipayError, key: string): string[] {
	const said = `${error.message}\n${error.description}\n${error.code}\n${String(error.stack)}`;
	const secret = key.replace(/-----[^-]+-----|[A-Z][\w-]+: ?\S*/g, '').replace(/\s/g, '');
	const pieces = Array.from({ length: Math.max(0, secret.length - 7) }, (_, at) =>
		secret.slice(at, at + 8),
	);
	return pieces.filter((piece) => said.includes(piece));
}

describe('each wrong input gets its own message', () => {
	it.each(wrongPrivate)('refuses as the private key: %s', async (_, changed, code, words) => {
		const error = await refusalOf(changed);
		expect(error).toMatchObject({ code, field: 'privateKey' });
		expect(error.message).toMatch(words);
		expect(error.description).not.toBe('');
	});

	it.each(wrongPublic)("refuses as Alipay's public key: %s", async (_, changed, code, words) => {
		const error = await refusalOf(changed);
		expect(error).toMatchObject({ code, field: 'alipayPublicKey' });
		expect(error.message).toMatch(words);
		expect(error.description).not.toBe('');
	});

	it('no message repeats any part of what was pasted', async () => {
		const refused = await Promise.all(
			[...wrongPrivate, ...wrongPublic].map(async ([, changed]) => ({
				error: await refusalOf(changed),
				given: Object.values(changed)[0] as string,
			})),
		);
		const messages = refused
			.filter(({ given }) => given.length > 100)
			.map(({ error, given }) => leaksOf(error, given));
		expect(messages.length).toBeGreaterThan(25);
		expect(messages.flat()).toEqual([]);
	});

	it('RSA accepts 1024 bits and refuses 512', async () => {
		const pair = { signType: 'RSA', privateKey: privatePem(small) } as const;
		expect((await openAccount(settings(pair), NOW)).signType).toBe('RSA');
		expect(await refusalOf({ signType: 'RSA', privateKey: privatePem(rsaPair(512)) })).toMatchObject({
			code: 'ERR_KEY_TOO_SHORT',
		});
	});

	it.each([
		['dashes', '-'.repeat(90_000)],
		['dashes and blanks', '- '.repeat(45_000)],
		['quotes', `x${'"'.repeat(90_000)}x`],
		['backslashes', '\\'.repeat(90_000)],
		['headings', 'BEGIN PRIVATE KEY'.repeat(5_000)],
		['a heading with blanks', `BEGIN${' '.repeat(90_000)}`],
		['beginnings of keys', 'MI'.repeat(45_000)],
		['10 MB of anything', 'x'.repeat(10_000_000)],
	])('%s are refused within a second', async (_, privateKey) => {
		const started = performance.now();
		expect((await refusalOf({ privateKey })).field).toBe('privateKey');
		expect((await refusalOf({ alipayPublicKey: privateKey })).field).toBe('alipayPublicKey');
		expect(performance.now() - started).toBeLessThan(1_000);
	});

	it('any other text is refused with an AlipayError', async () => {
		const pieces = fc.constantFrom(
			bare(pkcs8).slice(0, 200),
			'MII',
			'-----BEGIN PRIVATE KEY-----',
			'\n',
			'\\n',
			'=',
			'END',
		);
		const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.base64String()), {
			maxLength: 6,
		});
		await fc.assert(
			fc.asyncProperty(text, fc.constantFrom('privateKey', 'alipayPublicKey'), async (parts, field) => {
				const changed = { [field]: parts.join('') };
				if (field === 'alipayPublicKey' && changed[field].trim() === '') return;
				expect((await refusalOf(changed)).field).toBe(field);
			}),
			{ numRuns: 500 },
		);
	});
});
