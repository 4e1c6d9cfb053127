/** Certificates at the edges of their time, their chains and their files. */
import { generateKeyPairSync } from 'node:crypto';

import { KJUR } from 'jsrsasign';

import { AlipayError, openAccount, trustCertificate } from '../../../alipay';
import type { AccountSettings } from '../../../alipay';
import { certificateSn, isSignedWithRsa } from '../../../alipay/certificates/certificate-sn';
import { makeCertificate, nameParts } from './certificate-fixture';
import { alipay, app, bare, NOW, privatePem, publicPem, rsaPair, settings } from '../keys/keys-fixture';

const rootPair = rsaPair();
const caPair = rsaPair();
const ROOT = nameParts('C=CN,CN=Root');
const CA = nameParts('C=CN,CN=CA');

const root = makeCertificate({ pair: rootPair, subject: ROOT, isCa: true });
const ca = makeCertificate({ pair: caPair, subject: CA, issuer: ROOT, issuerPair: rootPair, isCa: true, serial: '0b' });
const byCa = (wish: Parameters<typeof makeCertificate>[0]): string =>
	makeCertificate({ issuer: CA, issuerPair: caPair, ...wish });
const appCertificate = byCa({ pair: app, serial: '11' });
const alipayCertificate = byCa({ pair: alipay, serial: '22' });

const derOf = (pem: string): Buffer => Buffer.from(bare(pem), 'base64');
const pemOf = (der: Buffer): string =>
	`-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

/** A certificate whose number can be read, although Node cannot read it: its times are invalid. */
const unreadableResponse = (() => {
	const der = derOf(root);
	const times = der.indexOf(Buffer.from('20250101000000Z'));
	der[times - 2] = 0x0c;
	return pemOf(der);
})();

const open = async (changed: Partial<AccountSettings> = {}, now = NOW) =>
	await openAccount(
		settings({
			keyMode: 'certificate',
			alipayPublicKey: undefined,
			appCertificate,
			alipayCertificate: alipayCertificate + ca,
			alipayRootCertificate: root,
			...changed,
		}),
		now,
	);

const refusal = async (changed: Partial<AccountSettings>, now = NOW): Promise<AlipayError> => {
	try {
		await open(changed, now);
	} catch (error) {
		if (error instanceof AlipayError) return error;
		throw error;
	}
	throw new Error('the certificates were accepted');
};

const NAMES = {
	appCertificate: ['"App Certificate"', 'appCertPublicKey_<APPID>.crt'],
	alipayCertificate: ['"Alipay Certificate"', 'alipayCertPublicKey_RSA2.crt'],
	alipayRootCertificate: ['"Alipay Root Certificate"', 'alipayRootCert.crt'],
} as const;
type Field = keyof typeof NAMES;
const FIELDS = Object.keys(NAMES) as Field[];

describe('anything but a certificate is named, with the file to paste instead', () => {
	const { privateKey: ecKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const encrypted = app.privateKey
		.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
		.toString();
	const request = KJUR.asn1.csr.CSRUtil.newCSRPEM({
		subject: { str: '/CN=x' },
		sbjpubkey: publicPem(app),
		sigalg: 'SHA256withRSA',
		sbjprvkey: privatePem(app),
	});

	const wrong: Readonly<Record<string, readonly [text: string, code: string]>> = {
		nothing: ['', 'ERR_CERTIFICATE_EMPTY'],
		'a path': ['/home/x/a.crt', 'ERR_CERTIFICATE_IS_PATH'],
		'a PKCS#8 key': [privatePem(app), 'ERR_CERTIFICATE_IS_PRIVATE_KEY'],
		'a PKCS#1 key': [privatePem(app, 'pkcs1'), 'ERR_CERTIFICATE_IS_PRIVATE_KEY'],
		'an EC key': [ecKey.export({ type: 'sec1', format: 'pem' }).toString(), 'ERR_CERTIFICATE_IS_PRIVATE_KEY'],
		'a key with a password': [encrypted, 'ERR_CERTIFICATE_IS_PRIVATE_KEY'],
		'a public key': [publicPem(app), 'ERR_CERTIFICATE_IS_PUBLIC_KEY'],
		'a PKCS#1 public key': [publicPem(app, 'pkcs1'), 'ERR_CERTIFICATE_IS_PUBLIC_KEY'],
		'a request': [request, 'ERR_CERTIFICATE_IS_REQUEST'],
		'half a certificate': [bare(appCertificate).slice(0, 400), 'ERR_CERTIFICATE_CUT_SHORT'],
		words: ['certificate', 'ERR_CERTIFICATE'],
	};

	test.each(FIELDS.flatMap((field) => Object.keys(wrong).map((kind) => [field, kind] as const)))('%s: %s', async (field, kind) => {
		const [text, code] = wrong[kind];
		const error = await refusal({ [field]: text });
		expect(error).toMatchObject({ code, field });
		expect(error.message).toContain(NAMES[field][0]);
		expect(error.description).toContain(`paste the whole content of ${NAMES[field][1]}`);
	});

	test('refuses a certificate that Node.js cannot read where it is alone', async () => {
		expect(await refusal({ appCertificate: unreadableResponse })).toMatchObject({ code: 'ERR_CERTIFICATE', field: 'appCertificate' });
		expect(await refusal({ alipayCertificate: unreadableResponse })).toMatchObject({ code: 'ERR_CERTIFICATE', field: 'alipayCertificate' });
		expect(await refusal({ alipayRootCertificate: unreadableResponse })).toMatchObject({ code: 'ERR_CERTIFICATE_NOT_ROOT' });
	});

	test('skips it beside others, and numbers it in the root file', async () => {
		const account = await open({
			appCertificate: unreadableResponse + appCertificate,
			alipayCertificate: unreadableResponse + alipayCertificate + ca,
			alipayRootCertificate: unreadableResponse + root,
		});
		expect(account.appCertSn).toBe(certificateSn(derOf(appCertificate)));
		expect(account.alipayCertSn).toBe(certificateSn(derOf(alipayCertificate)));
		expect(account.alipayRootCertSn).toBe(
			[unreadableResponse, root].map((pem) => certificateSn(derOf(pem))).join('_'),
		);
	});

	test('gives no number and no signature for other bytes', () => {
		const der = derOf(appCertificate);
		for (const bytes of [Buffer.alloc(0), Buffer.from('3000', 'hex'), Buffer.from('30023000', 'hex'), Buffer.from('300430003000', 'hex'), Buffer.from('0500', 'hex'), der.subarray(0, 100)]) {
			expect(certificateSn(bytes)).toBeUndefined();
			expect(isSignedWithRsa(bytes)).toBe(false);
		}
		expect(isSignedWithRsa(der)).toBe(true);
	});
});

describe('the validity of a certificate', () => {
	const at = (time: string) => new Date(time);

	test('includes its first and its last second', async () => {
		expect((await open({}, at('2035-01-01T00:00:00Z'))).warnings).toHaveLength(3);
		expect((await open({}, at('2025-01-01T00:00:00Z'))).warnings).toEqual([]);
	});

	test('excludes the second before and the second after, naming the day in Beijing', async () => {
		expect(await refusal({}, at('2035-01-01T00:00:01Z'))).toMatchObject({
			code: 'ERR_CERTIFICATE_EXPIRED',
			message: '"App Certificate" expired on 2035-01-01',
		});
		expect(await refusal({}, at('2024-12-31T23:59:59Z'))).toMatchObject({
			code: 'ERR_CERTIFICATE_NOT_YET_VALID',
			message: '"App Certificate" isn\'t valid until 2025-01-01',
			description: expect.stringContaining("this machine's clock") as string,
		});
		const ended = byCa({ pair: alipay, to: '20261122170000Z' });
		expect((await refusal({ alipayCertificate: ended + ca })).message).toBe('"Alipay Certificate" expired on 2026-11-23');
	});

	test('an expired CA is reported as the root certificate’s, in either chain', async () => {
		const endedCa = makeCertificate({ pair: caPair, subject: CA, issuer: ROOT, issuerPair: rootPair, isCa: true, to: '20260101000000Z' });
		expect(await refusal({ alipayCertificate: alipayCertificate + endedCa })).toMatchObject({
			code: 'ERR_CERTIFICATE_EXPIRED',
			field: 'alipayRootCertificate',
			message: '"Alipay Root Certificate" expired on 2026-01-01',
		});
		const direct = makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: rootPair });
		expect(await refusal({ alipayCertificate: direct, appCertificate: appCertificate + endedCa })).toMatchObject({
			field: 'alipayRootCertificate',
		});
	});

	test.each([
		['20261223083015Z', 1, 29],
		['20261223083016Z', 0, 30],
		['20261123083016Z', 1, 0],
	])('until %s: %i warnings', async (to, count, days) => {
		const { warnings } = await open({ alipayCertificate: byCa({ pair: alipay, to }) + ca });
		expect(warnings).toHaveLength(count);
		if (count > 0) expect(warnings[0]).toMatch(new RegExp(`^"Alipay Certificate" expires on .*, in ${days} days`));
	});

	test('warns once of each certificate, by its field', async () => {
		const to = '20261201000000Z';
		const soonRoot = makeCertificate({ pair: rootPair, subject: ROOT, isCa: true, to });
		const { warnings } = await open({
			appCertificate: byCa({ pair: app, to }),
			alipayCertificate: byCa({ pair: alipay, to }) + ca,
			alipayRootCertificate: soonRoot,
		});
		expect(warnings.map((warning) => warning.split(' expires on 2026-12-01, in ')[0])).toEqual([
			'"App Certificate"',
			'"Alipay Root Certificate"',
			'"Alipay Certificate"',
		]);
	});

	test('warns of an app certificate without its chain', async () => {
		const direct = makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: rootPair });
		const { warnings } = await open({ alipayCertificate: direct, appCertificate: byCa({ pair: app, to: '20261201000000Z' }) });
		expect(warnings[0]).toMatch(/^"App Certificate" expires on/);
	});
});

describe('the key of a certificate', () => {
	const byDirect = (pair: ReturnType<typeof rsaPair>) => makeCertificate({ pair, issuer: ROOT, issuerPair: rootPair });

	test('of 1024 bits is accepted with RSA and refused with RSA2', async () => {
		const short = rsaPair(1024);
		expect((await open({ alipayCertificate: byDirect(short), signType: 'RSA' })).alipayPublicKey?.equals(short.publicKey)).toBe(true);
		const error = await refusal({ alipayCertificate: byDirect(short) });
		expect(error).toMatchObject({ code: 'ERR_CERTIFICATE_KEY', field: 'alipayCertificate' });
		expect(error.message).toContain('at least 2048 bits, which RSA2 needs');
	});
});

describe('a chain', () => {
	/** A leaf below as many authorities, each below the next. */
	const below = (authorities: number): string => {
		let issuer = ROOT;
		let issuerPair = rootPair;
		let file = '';
		for (let at = 0; at < authorities; at += 1) {
			const subject = nameParts(`CN=Authority ${at}`);
			const pair = rsaPair();
			file += makeCertificate({ pair, subject, issuer, issuerPair, isCa: true, serial: `3${at}` });
			issuer = subject;
			issuerPair = pair;
		}
		return makeCertificate({ pair: alipay, subject: nameParts('CN=Leaf'), issuer, issuerPair, serial: '22' }) + file;
	};

	test.each([0, 1, 5])('over %i CAs opens', async (authorities) => {
		expect((await open({ alipayCertificate: below(authorities) })).alipayPublicKey?.equals(alipay.publicKey)).toBe(true);
	});

	test('over six CAs is refused', async () => {
		expect(await refusal({ alipayCertificate: below(6) })).toMatchObject({ code: 'ERR_CERTIFICATE_CHAIN' });
	});

	test('that goes in a circle is refused', async () => {
		const [one, two] = [rsaPair(), rsaPair()];
		const [ONE, TWO] = [nameParts('CN=One'), nameParts('CN=Two')];
		const circle =
			makeCertificate({ pair: one, subject: ONE, issuer: TWO, issuerPair: two, isCa: true }) +
			makeCertificate({ pair: two, subject: TWO, issuer: ONE, issuerPair: one, isCa: true });
		const leaf = makeCertificate({ pair: alipay, subject: nameParts('CN=Leaf'), issuer: ONE, issuerPair: one });
		const error = await refusal({ alipayCertificate: leaf + circle });
		expect(error).toMatchObject({ code: 'ERR_CERTIFICATE_CHAIN', field: 'alipayCertificate' });
		expect(error.description).toContain('alipayCertPublicKey_RSA2.crt');
	});

	test('with agreeing names and another’s signature is refused', async () => {
		const leaf = makeCertificate({ pair: alipay, issuer: ROOT, issuerPair: caPair });
		expect(await refusal({ alipayCertificate: leaf })).toMatchObject({ code: 'ERR_CERTIFICATE_CHAIN' });
	});
});

describe('a downloaded certificate', () => {
	const newerPair = rsaPair();
	const newer = byCa({ pair: newerPair, serial: '33' });
	const sn = certificateSn(derOf(newer)) ?? '';
	const content = (text: string) => ({ alipay_cert_content: Buffer.from(text).toString('base64') });

	test('is found by its number in either letter case, beside an unreadable one', async () => {
		for (const named of [sn, sn.toUpperCase()]) {
			const account = await open();
			await trustCertificate(account, named, content(newer + unreadableResponse), NOW);
			expect(account.alipayCertificates?.get(named)?.equals(newerPair.publicKey)).toBe(true);
		}
	});

	test('of a CA is refused', async () => {
		const authority = byCa({ pair: newerPair, serial: '33', isCa: true });
		await expect(trustCertificate(await open(), certificateSn(derOf(authority)) ?? '', content(authority), NOW)).rejects.toThrow(
			expect.objectContaining({ code: 'ERR_CERTIFICATE_OTHER', field: 'alipayCertificate' }) as Error,
		);
	});

	test('that is missing is reported with where to get it', async () => {
		for (const members of [{}, { alipay_cert_content: '' }]) {
			await expect(trustCertificate(await open(), sn, members, NOW)).rejects.toThrow(
				expect.objectContaining({
					code: 'ERR_CERTIFICATE_DOWNLOAD',
					field: 'alipayCertificate',
					message: expect.stringContaining("couldn't be downloaded") as string,
					description: expect.stringContaining('Alipay console') as string,
				}) as Error,
			);
		}
	});
});
