/** Which chains lead up to a root, in worlds like Alipay's production and its sandbox. */
import fc from 'fast-check';
import { X509 } from 'jsrsasign';

import { AlipayError, openAccount, trustCertificate } from '../../../alipay';
import type { Account, AccountSettings } from '../../../alipay';
import { certificateSn } from '../../../alipay/certificates/certificate-sn';
import { makeCertificate, nameParts } from './certificate-fixture';
import type { CertificateWish, NameParts } from './certificate-fixture';
import { alipay, app, bare, NOW, rsaPair, settings } from '../keys/keys-fixture';

const rootPair = rsaPair();
const middlePair = rsaPair();
const newerPair = rsaPair();
const ROOT = nameParts('C=CN,O=Ant Financial test,CN=R1 test');
const MIDDLE = nameParts('C=CN,O=Ant Financial test,CN=Class 2 R1 test');
const ENDED = { from: '20200101000000Z', to: '20261101000000Z' };

/** What the certificates of Alipay's sandbox have, its intermediate as well as its leaves. */
const SANDBOX_EXTENSIONS = [
	{
		extname: 'keyUsage',
		critical: true,
		names: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment'],
	},
];
const NOT_A_CA = [{ extname: 'basicConstraints', cA: false, critical: true }];
const CA_WITHOUT_SIGNING = [
	{ extname: 'basicConstraints', cA: true, critical: true },
	...SANDBOX_EXTENSIONS,
];

const rootOf = (wish: Partial<CertificateWish> = {}) =>
	makeCertificate({ pair: rootPair, subject: ROOT, isCa: true, serial: '0a', ...wish });
const middleOf = (wish: Partial<CertificateWish> = {}) =>
	makeCertificate({
		pair: middlePair,
		subject: MIDDLE,
		issuer: ROOT,
		issuerPair: rootPair,
		serial: '0b',
		extensions: SANDBOX_EXTENSIONS,
		...wish,
	});
const leafOf = (wish: CertificateWish) =>
	makeCertificate({
		issuer: MIDDLE,
		issuerPair: middlePair,
		extensions: SANDBOX_EXTENSIONS,
		...wish,
	});

const root = rootOf();
const middle = middleOf();
const appLeaf = leafOf({ pair: app, subject: nameParts('CN=app'), serial: '11' });
const alipayLeaf = leafOf({ pair: alipay, subject: nameParts('CN=Alipay'), serial: '22' });
const snOf = (pem: string): string => certificateSn(Buffer.from(bare(pem), 'base64')) ?? '';

const open = async (changed: Partial<AccountSettings> = {}): Promise<Account> =>
	await openAccount(
		settings({
			keyMode: 'certificate',
			alipayPublicKey: undefined,
			appCertificate: appLeaf + middle,
			alipayCertificate: alipayLeaf + middle,
			alipayRootCertificate: root,
			...changed,
		}),
		NOW,
	);

const resultOf = async (attempt: Promise<Account>): Promise<string> =>
	await attempt.then(
		({ alipayPublicKey, appCertSn, alipayCertSn }) => {
			expect(alipayPublicKey?.equals(alipay.publicKey)).toBe(true);
			expect([appCertSn, alipayCertSn]).toEqual([snOf(appLeaf), expect.stringMatching(/^\w{32}$/)]);
			return 'opens';
		},
		(error: unknown) => (error instanceof AlipayError ? error.code : String(error)),
	);

const pairOf = { forger: rsaPair(), other: rsaPair() };
const FORGER = nameParts('CN=forger');
const forged = (wish: Partial<CertificateWish> = {}) =>
	makeCertificate({ pair: alipay, subject: nameParts('CN=Alipay'), issuer: FORGER, issuerPair: pairOf.forger, serial: '66', ...wish });
const forgerBelowMiddle = leafOf({ pair: pairOf.forger, subject: FORGER, serial: '77' });

describe('an intermediate like that of Alipay’s sandbox, which is no CA', () => {
	test.each<[string, Partial<AccountSettings>, string]>([
		['leaf first in both files', {}, 'opens'],
		['leaf last in both files', { appCertificate: middle + appLeaf, alipayCertificate: middle + alipayLeaf }, 'opens'],
		['only in Alipay’s file', { appCertificate: appLeaf }, 'opens'],
		['only in the app’s file', { alipayCertificate: alipayLeaf }, 'opens'],
		['twice in a file', { alipayCertificate: middle + alipayLeaf + middle }, 'opens'],
		['with its root in the file', { alipayCertificate: root + middle + alipayLeaf }, 'opens'],
		['that says it is no CA', { alipayCertificate: alipayLeaf + middleOf({ extensions: NOT_A_CA }), appCertificate: appLeaf }, 'opens'],
		['without extensions', { alipayCertificate: alipayLeaf + middleOf({ extensions: [] }), appCertificate: appLeaf }, 'opens'],
		['that is a CA without the right to sign', { alipayCertificate: alipayLeaf + middleOf({ extensions: CA_WITHOUT_SIGNING }), appCertificate: appLeaf }, 'opens'],
		['beside an older one that has expired', { alipayCertificate: middleOf(ENDED) + alipayLeaf + middle, appCertificate: appLeaf }, 'opens'],
		['below a root beside an older one that has expired', { alipayRootCertificate: rootOf(ENDED) + root }, 'opens'],
		['nowhere', { alipayCertificate: alipayLeaf, appCertificate: appLeaf }, 'ERR_CERTIFICATE_CHAIN'],
		['expired', { alipayCertificate: alipayLeaf + middleOf(ENDED), appCertificate: appLeaf }, 'ERR_CERTIFICATE_EXPIRED'],
		['below an expired root', { alipayRootCertificate: rootOf(ENDED) }, 'ERR_CERTIFICATE_EXPIRED'],
		['above an expired leaf', { alipayCertificate: middle + leafOf({ pair: alipay, serial: '22', ...ENDED }) }, 'ERR_CERTIFICATE_EXPIRED'],
		['that a foreign root signed', { alipayRootCertificate: makeCertificate({ pair: pairOf.other, subject: ROOT, isCa: true }) }, 'ERR_CERTIFICATE_CHAIN'],
		['signed by another key than its root’s', { alipayCertificate: alipayLeaf + middleOf({ issuerPair: pairOf.other }), appCertificate: appLeaf }, 'ERR_CERTIFICATE_CHAIN'],
		['with another name than the leaf’s issuer', { alipayCertificate: alipayLeaf + middleOf({ subject: nameParts('CN=x') }), appCertificate: appLeaf }, 'ERR_CERTIFICATE_SEVERAL'],
		['above a leaf that another key signed', { alipayCertificate: middle + leafOf({ pair: alipay, issuerPair: pairOf.other }) }, 'ERR_CERTIFICATE_CHAIN'],
		['above a leaf that plays the CA', { alipayCertificate: forged() + forgerBelowMiddle + middle }, 'ERR_CERTIFICATE_CHAIN'],
		['above a leaf that plays the CA, in the other order', { alipayCertificate: middle + forgerBelowMiddle + forged() }, 'ERR_CERTIFICATE_CHAIN'],
		['above the app’s certificate that plays the CA', { alipayCertificate: forged({ issuer: nameParts('CN=app'), issuerPair: app }) }, 'ERR_CERTIFICATE_CHAIN'],
	])('%s', async (_, changed, result) => {
		expect(await resultOf(open(changed))).toBe(result);
	});

	test('without its root in the root file: the app’s own chain is not asked for, Alipay’s is', async () => {
		const direct = makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: rootPair, serial: '22' });
		expect(await resultOf(open({ appCertificate: appLeaf, alipayCertificate: direct }))).toBe('opens');
	});
});

describe('a certificate in between that is no CA counts only directly below a root', () => {
	const pool = Array.from({ length: 3 }, () => rsaPair(1024));
	/** From below the root downwards; `true` = a CA. */
	const chainOf = (cas: readonly boolean[]) => {
		let issuer: NameParts = ROOT;
		let issuerPair = rootPair;
		const file: string[] = [];
		cas.forEach((isCa, at) => {
			const subject = nameParts(`CN=Level ${at}`);
			const extensions = isCa ? undefined : SANDBOX_EXTENSIONS;
			file.push(makeCertificate({ pair: pool[at], subject, issuer, issuerPair, isCa, extensions, serial: `4${at}` }));
			issuer = subject;
			issuerPair = pool[at];
		});
		return [...file, makeCertificate({ pair: alipay, issuer, issuerPair, serial: '22' })];
	};

	test('over every chain of up to three, in every order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.boolean(), { maxLength: 3 }).chain((cas) =>
					fc.record({
						cas: fc.constant(cas),
						file: fc.shuffledSubarray(chainOf(cas), { minLength: cas.length + 1 }),
					}),
				),
				async ({ cas, file }) => {
					const result = await resultOf(open({ alipayCertificate: file.join('') }));
					expect(result).toBe(cas.slice(1).every((isCa) => isCa) ? 'opens' : 'ERR_CERTIFICATE_CHAIN');
				},
			),
			{ numRuns: 60 },
		);
	}, 60_000);
});

describe('names of issuer and subject', () => {
	const withIssuer = (issuer: NameParts) =>
		open({ appCertificate: appLeaf, alipayCertificate: middle + leafOf({ pair: alipay, issuer, serial: '22' }) });

	test.each<[string, NameParts]>([
		['in other strings', MIDDLE.map((part) => part.map((each) => ({ ...each, ds: 'prn' })))],
		['in other letter case', nameParts('C=CN,O=ANT financial Test,CN=class 2 r1 TEST')],
		['with more blanks', nameParts('C=CN,O= Ant  Financial test,CN=Class 2  R1 test ')],
	])('agree %s, as RFC 4518 has it', async (_, issuer) => {
		expect(await resultOf(withIssuer(issuer))).toBe('opens');
	});

	test.each<[string, NameParts]>([
		['an attribute is missing', nameParts('C=CN,CN=Class 2 R1 test')],
		['an attribute is of another kind', nameParts('C=CN,OU=Ant Financial test,CN=Class 2 R1 test')],
		['the order is another', nameParts('O=Ant Financial test,C=CN,CN=Class 2 R1 test')],
	])('do not agree where %s', async (_, issuer) => {
		expect(await resultOf(withIssuer(issuer))).toBe('ERR_CERTIFICATE_SEVERAL');
	});

	test('that jsrsasign cannot read agree where their bytes do', async () => {
		// In GBK: no UTF-8, and no printable string either.
		const rewrite = (hex: string) => hex.replaceAll('78797a', 'b0aeff');
		const gbk: NameParts = [[{ type: 'CN', value: 'xyz', ds: 'prn' }]];
		const file =
			middleOf({ subject: gbk, rewrite }) +
			leafOf({ pair: alipay, subject: nameParts('CN=Alipay'), issuer: gbk, serial: '22', rewrite });
		const certificate = new X509();
		certificate.readCertPEM(middleOf({ subject: gbk, rewrite }));
		expect(certificate.getSubject().array).toMatchObject([[{ value: null }]]);
		expect(await resultOf(open({ appCertificate: appLeaf, alipayCertificate: file }))).toBe('opens');
	});
});

describe('a file with several certificates that are not one chain', () => {
	test('is refused, naming how many', async () => {
		const other = leafOf({ pair: pairOf.other, subject: nameParts('CN=other'), serial: '33' });
		await expect(open({ alipayCertificate: alipayLeaf + other + middle })).rejects.toMatchObject({
			code: 'ERR_CERTIFICATE_SEVERAL',
			field: 'alipayCertificate',
			message: '"Alipay Certificate" contains 2 certificates that don\'t form one chain',
			description: expect.stringContaining('alipayCertPublicKey_RSA2.crt') as string,
		});
		await expect(open({ appCertificate: other + forgerBelowMiddle })).rejects.toMatchObject({
			code: 'ERR_CERTIFICATE_SEVERAL',
			field: 'appCertificate',
		});
	});

	test('opens where the private key shows which of them is the app’s and which is Alipay’s', async () => {
		const both = appLeaf + alipayLeaf + middle;
		expect(await resultOf(open({ appCertificate: both, alipayCertificate: both }))).toBe('opens');
	});
});

describe('a downloaded certificate in a world like Alipay’s sandbox', () => {
	const newer = leafOf({ pair: newerPair, subject: nameParts('CN=Alipay'), serial: '23' });
	const content = (text: string) => ({ alipay_cert_content: Buffer.from(text).toString('base64') });

	test.each([
		['alone', newer],
		['with its intermediate behind it', newer + middle],
		['with its intermediate before it', middle + newer],
	])('%s is trusted', async (_, text) => {
		const account = await open();
		await trustCertificate(account, snOf(newer), content(text), NOW);
		expect(account.alipayCertificates?.get(snOf(newer))?.equals(newerPair.publicKey)).toBe(true);
	});

	test.each<[string, string, string, string]>([
		['the intermediate itself', snOf(middle), middle, 'ERR_CERTIFICATE_OTHER'],
		['one below a leaf', snOf(forged()), forged() + forgerBelowMiddle, 'ERR_CERTIFICATE_CHAIN'],
		['one below the app’s certificate', snOf(forged({ issuer: nameParts('CN=app') })), forged({ issuer: nameParts('CN=app'), issuerPair: app }) + appLeaf, 'ERR_CERTIFICATE_CHAIN'],
		['one that another key signed', snOf(newer), leafOf({ pair: newerPair, subject: nameParts('CN=Alipay'), serial: '23', issuerPair: pairOf.other }), 'ERR_CERTIFICATE_CHAIN'],
		['an expired one', snOf(newer), leafOf({ pair: newerPair, serial: '23', ...ENDED }), 'ERR_CERTIFICATE_EXPIRED'],
	])('%s is not trusted', async (_, sn, text, code) => {
		const account = await open();
		await expect(trustCertificate(account, sn, content(text), NOW)).rejects.toMatchObject({ code });
		expect(account.alipayCertificates?.size).toBe(1);
	});
});
