/** The official npm client as the yardstick of numbers; jsrsasign and openssl make the certificates. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';

import { AlipaySdk } from 'alipay-sdk';
import fc from 'fast-check';
import { X509 } from 'jsrsasign';

import {
	AlipayError,
	fetchCertificateCall,
	openAccount,
	openResponse,
	signRequest,
	trustCertificate,
} from '../../../alipay';
import type { Account, AccountSettings } from '../../../alipay';
import { certificateSn } from '../../../alipay/certificates/certificate-sn';
import { makeCertificate, nameParts } from './certificate-fixture';
import type { CertificateWish, NameParts } from './certificate-fixture';
import { alipay, app, bare, NOW, privatePem, publicPem, rsaPair, settings } from '../keys/keys-fixture';

const rootPair = rsaPair();
const caPair = rsaPair();
const newerPair = rsaPair();
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const ROOT = nameParts('C=CN,O=Ant Financial,OU=Certification Authority,CN=Root R1');
const CA = nameParts('C=CN,O=Ant Financial,OU=Certification Authority,CN=Class 2 R1');

const root = makeCertificate({ pair: rootPair, subject: ROOT, isCa: true, serial: '0a' });
const ecRoot = makeCertificate({ pair: ec, subject: nameParts('C=CN,CN=Root E1'), isCa: true });
const secondRoot = makeCertificate({
	pair: rsaPair(),
	subject: nameParts('C=CN,O=iTrusChina,CN=Class 2 Root CA - G3'),
	isCa: true,
	serial: '75cd9c6ec0c4ab62fe5569a56dfd1562',
});
const sm2Root = execFileSync(
	'sh',
	[
		'-c',
		'k=$(mktemp); openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out "$k" && openssl req -x509 -key "$k" -sm3 -days 9000 -subj /C=CN/CN=SM2Root; rm "$k"',
	],
	{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
);
const ca = makeCertificate({
	pair: caPair,
	subject: CA,
	issuer: ROOT,
	issuerPair: rootPair,
	isCa: true,
	serial: '0b',
});

const byCa = (wish: CertificateWish): string =>
	makeCertificate({ issuer: CA, issuerPair: caPair, ...wish });

const appCertificate = byCa({
	pair: app,
	subject: nameParts('C=CN,O=公司,CN=2088-app'),
	serial: '202011',
});
const alipayCertificate = byCa({
	pair: alipay,
	subject: nameParts('C=CN,O=Alipay,CN=支付宝'),
	serial: '2088',
});
const rootFile = [sm2Root, root, ecRoot, secondRoot].join('');

const inCertificateMode = (changed: Partial<AccountSettings> = {}): AccountSettings =>
	settings({
		keyMode: 'certificate',
		alipayPublicKey: undefined,
		appCertificate,
		alipayCertificate: alipayCertificate + ca,
		alipayRootCertificate: rootFile,
		...changed,
	});

const open = async (changed: Partial<AccountSettings> = {}, now = NOW): Promise<Account> =>
	await openAccount(inCertificateMode(changed), now);

const official = (app_: string, alipay_: string, root_: string) =>
	new AlipaySdk({
		appId: '2014072300007148',
		privateKey: privatePem(app, 'pkcs1'),
		appCertContent: app_,
		alipayPublicCertContent: alipay_,
		alipayRootCertContent: root_,
	}).config;

describe("numbers are the official client's", () => {
	it('of the application, of Alipay, and of a root file with EC and SM2 ones in it', async () => {
		const { appCertSn, alipayCertSn, alipayRootCertSn } = await open();
		const theirs = official(appCertificate, alipayCertificate + ca, rootFile);
		expect({ appCertSn, alipayCertSn, alipayRootCertSn }).toEqual({
			appCertSn: theirs.appCertSn,
			alipayCertSn: theirs.alipayCertSn,
			alipayRootCertSn: theirs.alipayRootCertSn,
		});
		expect(alipayRootCertSn).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
	});

	const sameNumber = (issuer: NameParts, serial: string) => {
		const pem = makeCertificate({ pair: app, subject: issuer, issuer, serial });
		const theirs = official(pem, alipayCertificate, root).appCertSn;
		expect(certificateSn(Buffer.from(bare(pem), 'base64'))).toBe(theirs);
	};

	it.each<[string, NameParts]>([
		['in the usual order', nameParts('C=CN,O=Ant,OU=CA,CN=Name')],
		['in another order', nameParts('CN=Name,OU=CA,C=CN,O=Ant')],
		['twice the same attribute', nameParts('C=CN,OU=First,OU=Second,OU=Third,CN=Name')],
		['with locality and state', nameParts('C=CN,ST=浙江,L=杭州,O=蚂蚁,CN=名称')],
		[
			'with an e-mail address',
			[...nameParts('C=CN,CN=x'), [{ type: 'E', value: 'a@b.cn', ds: 'ia5' }]],
		],
		[
			'with a serial number',
			[...nameParts('C=CN,CN=x'), [{ type: 'serialNumber', value: '91330', ds: 'prn' }]],
		],
		['with a title', [...nameParts('C=CN,CN=x'), [{ type: '2.5.4.12', value: 'Dr', ds: 'utf8' }]]],
		['with a domain component', [...nameParts('CN=x'), [{ type: 'DC', value: 'com', ds: 'ia5' }]]],
		[
			'with an unknown attribute',
			[...nameParts('CN=x'), [{ type: '1.2.3.4.5', value: 'v', ds: 'utf8' }]],
		],
		[
			'multi-valued',
			[
				[{ type: 'C', value: 'CN', ds: 'prn' }],
				[
					{ type: 'OU', value: 'A', ds: 'utf8' },
					{ type: 'CN', value: 'B', ds: 'utf8' },
				],
			],
		],
		['with commas and equals signs', [[{ type: 'CN', value: 'a,b=c, "d" \\+', ds: 'utf8' }]]],
		[
			'as printable, IA5 and teletex strings',
			[
				[{ type: 'O', value: 'P', ds: 'prn' }],
				[{ type: 'OU', value: 'I', ds: 'ia5' }],
				[{ type: 'CN', value: 'T', ds: 'tel' }],
			],
		],
		['as a BMP string', [[{ type: 'CN', value: '名', ds: 'bmp' }]]],
		['of one attribute', nameParts('CN=x')],
	])('%s', (_, issuer) => {
		sameNumber(issuer, '0123456789abcdef');
	});

	it.each([
		'00',
		'01',
		'7f',
		'0080',
		'00ff',
		'80',
		'ff',
		'7fffffffffff',
		'ffffffffffff',
		'00ffffffffffff',
		'00ffffffffffffff',
		'80000000000000',
		'2020112600000000000000001234567890abcdef',
	])('with the serial number %s', (serial) => {
		sameNumber(nameParts('C=CN,CN=x'), serial);
	});

	it('on generated names', () => {
		const type = fc.constantFrom('C', 'O', 'OU', 'CN', 'L', 'ST', 'E', 'serialNumber', '2.5.4.17');
		const value = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
			.filter((text) => !/\p{Surrogate}/u.test(text));
		const relative = fc.array(
			fc.record({ type, value, ds: fc.constant('utf8') }, { noNullPrototype: true }),
			{ minLength: 1, maxLength: 1 },
		);
		fc.assert(
			fc.property(fc.array(relative, { minLength: 1, maxLength: 6 }), (issuer) => {
				sameNumber(issuer, '0a1b');
			}),
			{ numRuns: 30 },
		);
	}, 60_000);
});

describe('requests', () => {
	it('carry both numbers, where the official client has them', async () => {
		const { appCertSn, alipayRootCertSn, ...account } = await open();
		const signedRequest = await signRequest(
			{ appCertSn, alipayRootCertSn, ...account },
			{ method: 'a.b', bizContent: '{}', parameters: { notify_url: 'https://x' } },
			NOW,
		);
		const names = [...new URL(signedRequest.url).searchParams.keys()];
		expect(names.slice(-4)).toEqual(['notify_url', 'app_cert_sn', 'alipay_root_cert_sn', 'sign']);
		expect(signedRequest.canonicalString).toContain(`alipay_root_cert_sn=${alipayRootCertSn}&`);
		expect(signedRequest.canonicalString).toContain(`app_cert_sn=${appCertSn}&`);
	});
});

async function refusalOf(changed: Partial<AccountSettings>, now = NOW): Promise<AlipayError> {
	try {
		await open(changed, now);
	} catch (error) {
		if (error instanceof AlipayError) return error;
		throw error;
	}
	throw new Error('the certificates were accepted');
}

const strangeCa = makeCertificate({ pair: rsaPair(), subject: CA, isCa: true });
const ended = { from: '20200101000000Z', to: '20261101000000Z' };
const future = { from: '20270101000000Z', to: '20350101000000Z' };

describe('wrong certificates', () => {
	it.each<[string, Partial<AccountSettings>, string, string]>([
		[
			'no application certificate',
			{ appCertificate: '' },
			'ERR_CERTIFICATE_EMPTY',
			'appCertificate',
		],
		[
			"no certificate of Alipay's",
			{ alipayCertificate: ' ' },
			'ERR_CERTIFICATE_EMPTY',
			'alipayCertificate',
		],
		[
			'no root',
			{ alipayRootCertificate: undefined },
			'ERR_CERTIFICATE_EMPTY',
			'alipayRootCertificate',
		],
		[
			'a path',
			{ appCertificate: 'C:\\appCertPublicKey_2021.crt' },
			'ERR_CERTIFICATE_IS_PATH',
			'appCertificate',
		],
		[
			'a private key',
			{ appCertificate: privatePem(app) },
			'ERR_CERTIFICATE_IS_PRIVATE_KEY',
			'appCertificate',
		],
		[
			'a public key',
			{ alipayCertificate: publicPem(alipay) },
			'ERR_CERTIFICATE_IS_PUBLIC_KEY',
			'alipayCertificate',
		],
		['words', { alipayCertificate: 'certificate' }, 'ERR_CERTIFICATE', 'alipayCertificate'],
		[
			'a certificate cut short',
			{ appCertificate: appCertificate.slice(0, 600) },
			'ERR_CERTIFICATE_CUT_SHORT',
			'appCertificate',
		],
		[
			'a certificate of another key',
			{ appCertificate: byCa({ pair: newerPair }) },
			'ERR_APP_CERTIFICATE_OTHER_KEY',
			'appCertificate',
		],
		[
			"the application's in place of Alipay's",
			{ alipayCertificate: appCertificate },
			'ERR_ALIPAY_CERTIFICATE_IS_OWN',
			'alipayCertificate',
		],
		[
			'a leaf in place of the root',
			{ alipayRootCertificate: alipayCertificate },
			'ERR_CERTIFICATE_NOT_ROOT',
			'alipayRootCertificate',
		],
		[
			'an EC root alone',
			{ alipayRootCertificate: ecRoot },
			'ERR_CERTIFICATE_NOT_ROOT',
			'alipayRootCertificate',
		],
		[
			'another root',
			{ alipayRootCertificate: secondRoot },
			'ERR_CERTIFICATE_CHAIN',
			'alipayCertificate',
		],
		[
			'no certificate in between',
			{ alipayCertificate },
			'ERR_CERTIFICATE_CHAIN',
			'alipayCertificate',
		],
		[
			'a false one in between',
			{ alipayCertificate: alipayCertificate + strangeCa },
			'ERR_CERTIFICATE_CHAIN',
			'alipayCertificate',
		],
		[
			'an ended one',
			{ alipayCertificate: byCa({ pair: alipay, ...ended }) + ca },
			'ERR_CERTIFICATE_EXPIRED',
			'alipayCertificate',
		],
		[
			'an ended application certificate',
			{ appCertificate: byCa({ pair: app, ...ended }) },
			'ERR_CERTIFICATE_EXPIRED',
			'appCertificate',
		],
		[
			'one that is not valid yet',
			{ appCertificate: byCa({ pair: app, ...future }) },
			'ERR_CERTIFICATE_NOT_YET_VALID',
			'appCertificate',
		],
		[
			'an EC certificate',
			{ alipayCertificate: byCa({ pair: ec }) + ca },
			'ERR_CERTIFICATE_KEY',
			'alipayCertificate',
		],
		[
			'1024 bits',
			{ alipayCertificate: byCa({ pair: rsaPair(1024) }) + ca },
			'ERR_CERTIFICATE_KEY',
			'alipayCertificate',
		],
	])('%s', async (_, changed, code, field) => {
		const error = await refusalOf(changed);
		expect(error).toMatchObject({ code, field });
		expect(error.message).not.toBe('');
		expect(error.description).not.toBe('');
	});

	it('refuses a leaf that plays the CA', async () => {
		const forger = rsaPair();
		const notCa = byCa({ pair: forger, subject: nameParts('CN=forger') });
		const forged = makeCertificate({
			pair: alipay,
			subject: nameParts('CN=y'),
			issuer: nameParts('CN=forger'),
			issuerPair: forger,
		});
		expect(await refusalOf({ alipayCertificate: forged + notCa + ca })).toMatchObject({
			code: 'ERR_CERTIFICATE_CHAIN',
		});
	});

	it('refuses an expired CA', async () => {
		const endedCa = makeCertificate({
			pair: caPair,
			subject: CA,
			issuer: ROOT,
			issuerPair: rootPair,
			isCa: true,
			...ended,
		});
		expect(await refusalOf({ alipayCertificate: alipayCertificate + endedCa })).toMatchObject({
			code: 'ERR_CERTIFICATE_EXPIRED',
		});
	});
});

describe('right certificates', () => {
	it.each<[string, Partial<AccountSettings>]>([
		['CRLF', { appCertificate: appCertificate.replaceAll('\n', '\r\n') }],
		['literal \\n', { appCertificate: appCertificate.replaceAll('\n', '\\n') }],
		['words between', { alipayRootCertificate: `# roots\n${root}some words\n${secondRoot}` }],
		['bare base64', { appCertificate: bare(appCertificate) }],
		['the authority first', { alipayCertificate: ca + alipayCertificate }],
		[
			'directly below the root',
			{
				alipayCertificate: makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: rootPair }),
				appCertificate: appCertificate + ca,
			},
		],
	])('%s', async (_, changed) => {
		const account = await open(changed);
		expect(account.warnings).toEqual([]);
		expect(account.alipayPublicKey?.equals(alipay.publicKey)).toBe(true);
	});

	it('opens an app certificate without its CA, as in the console’s files', async () => {
		const below = makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: rootPair });
		const { appCertSn, warnings } = await open({ alipayCertificate: below });
		expect(appCertSn).toBe((await open()).appCertSn);
		expect(warnings).toEqual([]);
	});

	it.each([
		['20261222000000Z', 1],
		['20261224000000Z', 0],
	])('that end on %s: %i warnings', async (to, count) => {
		const { warnings } = await open({ appCertificate: byCa({ pair: app, from: '20250101000000Z', to }) });
		expect(warnings).toHaveLength(count);
		expect(warnings.join()).toMatch(
			count === 0 ? /^$/ : /"App Certificate" expires on 2026-12-22, in 28 days/,
		);
	});
});

describe("a newer certificate of Alipay's", () => {
	const METHOD = 'a.b';
	const response = '{"code":"10000"}';
	const newer = byCa({
		pair: newerPair,
		subject: nameParts('C=CN,O=Alipay,CN=支付宝'),
		serial: '2089',
	});
	const certSn = certificateSn(Buffer.from(bare(newer), 'base64')) ?? '';
	const text = (sn: string, key = newerPair.privateKey) =>
		Buffer.from(
			`{"a_b_response":${response},"alipay_cert_sn":"${sn}","sign":"${sign('RSA-SHA256', Buffer.from(response), key).toString('base64')}"}`,
		);
	const content = (pem: string) => ({ alipay_cert_content: Buffer.from(pem).toString('base64') });

	it('is trusted once the response named it and it was downloaded and checked', async () => {
		const account = await open();
		expect(openResponse(account, METHOD, text(certSn))).toEqual({ kind: 'otherCertificate', certSn });
		expect(fetchCertificateCall(certSn)).toEqual({
			method: 'alipay.open.app.alipaycert.download',
			bizContent: `{"alipay_cert_sn":"${certSn}"}`,
		});
		await trustCertificate(account, certSn, content(newer), NOW);
		expect(openResponse(account, METHOD, text(certSn))).toMatchObject({
			kind: 'trusted',
			verified: true,
		});
		expect(
			openResponse(account, METHOD, text(account.alipayCertSn ?? '', alipay.privateKey)),
		).toMatchObject({ verified: true });
	});

	it('is not downloaded where its key is the known one', async () => {
		const account = await open();
		const renewed = text('0123456789abcdef0123456789abcdef', alipay.privateKey);
		expect(openResponse(account, METHOD, renewed)).toMatchObject({ kind: 'trusted', verified: true });
	});

	it('is not downloaded if the response names the known one, or none', async () => {
		const account = await open();
		const sn = account.alipayCertSn ?? '';
		expect(openResponse(account, METHOD, text(sn, alipay.privateKey))).toMatchObject({
			verified: true,
		});
		expect(openResponse(account, METHOD, text('', alipay.privateKey))).toMatchObject({
			verified: true,
		});
		expect(openResponse(account, METHOD, text(sn))).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE' });
		expect(openResponse(account, METHOD, text('../../etc'))).toMatchObject({ kind: 'untrusted' });
	});

	it.each<[string, Record<string, unknown>, string]>([
		['nothing', {}, 'ERR_CERTIFICATE_DOWNLOAD'],
		['a number', { alipay_cert_content: 1 }, 'ERR_CERTIFICATE_DOWNLOAD'],
		['no certificate', content('hello'), 'ERR_CERTIFICATE'],
		['another certificate', content(alipayCertificate), 'ERR_CERTIFICATE_OTHER'],
		[
			'one signed by itself',
			content(makeCertificate({ pair: newerPair, issuer: CA, serial: '2089' })),
			'ERR_CERTIFICATE_CHAIN',
		],
		[
			'an ended one',
			content(byCa({ pair: newerPair, serial: '2089', ...ended })),
			'ERR_CERTIFICATE_EXPIRED',
		],
	])('is not trusted when the download brings %s', async (_, members, code) => {
		const account = await open();
		await expect(trustCertificate(account, certSn, members, NOW)).rejects.toThrow(
			expect.objectContaining({ code }),
		);
		expect(openResponse(account, METHOD, text(certSn)).kind).toBe('otherCertificate');
	});
});

describe("why a name's values are read as raw bytes, and not by jsrsasign", () => {
	const read = (pem: string) => {
		const certificate = new X509();
		certificate.readCertPEM(pem);
		return certificate;
	};
	const officialSn = (pem: string) => official(pem, alipayCertificate, root).appCertSn;
	const ourSn = (pem: string) => certificateSn(Buffer.from(bare(pem), 'base64'));

	const XYZ = [[{ type: 'CN', value: 'wxyz', ds: 'utf8' }]];
	const as = (tag: string, bytes: string) =>
		makeCertificate({
			pair: app,
			subject: XYZ,
			issuer: XYZ,
			rewrite: (hex) => hex.replaceAll('0c047778797a', `${tag}04${bytes}`),
		});

	it.each<[string, string, string | null]>([
		['a BMP string: 名字', as('1e', '540d5b57'), '名字'],
		['a teletex string in Latin-1: ÀÉÎÕ', as('14', 'c0c9ced5'), 'ÀÉÎÕ'],
		['a printable string in GBK: 爱心', as('13', 'b0aed0c4'), null],
		['a UTF-8 string that is none', as('0c', 'b0aed0c4'), null],
	])('jsrsasign converts %s', (_, pem, value) => {
		expect(read(pem).getIssuer().array).toMatchObject([[{ value }]]);
		expect(ourSn(pem)).toBe(officialSn(pem));
	});

	it('jsrsasign throws at a universal string', () => {
		const pem = as('1c', '0000540d');
		expect(() => read(pem).getIssuer()).toThrow();
		expect(ourSn(pem)).toMatch(/^[0-9a-f]{32}$/);
	});
});
