/**
 * The messages about a credential that can't be used: one invalid setting for each check. A check that is
 * added needs a setting here; test/package/readme.test.ts looks for every code that the sources name.
 */
import { generateKeyPairSync } from 'node:crypto';
import { AlipayError, openAccount, settingsFrom, trustCertificate } from '../../alipay';
import { issueCertificate, makeCertificateMaterial } from '../../sandbox/keys/certificate-authority';
import { makeSandboxKeys } from '../../sandbox/keys/test-account';
import { accountWith, alipayKeys, appKeys, rsaKeyPair, toPem, VALID_SETTINGS } from './example-account';
import type { Settings } from './example-account';
import type { Message } from './message-tables';

/** The message of the error that is thrown, if any. */
export const messageOf = async (attempt: () => unknown): Promise<Message | undefined> => {
	try {
		await attempt();
		return undefined;
	} catch (error) {
		if (!(error instanceof AlipayError)) throw error;
		return { code: error.code, message: error.message, advice: error.description };
	}
};

/** Messages without repetition. Several messages can share one code. */
export const distinctMessages = <T extends Message>(messages: ReadonlyArray<T | undefined>): T[] => [
	...new Map(
		messages
			.filter((each): each is T => each !== undefined)
			.map((each) => [`${each.code} ${each.message}`, each]),
	).values(),
];

const derSequence = (content: string): string =>
	Buffer.concat([Buffer.from([0x30, content.length / 2]), Buffer.from(content, 'hex')]).toString('base64');

/** A private key of another algorithm. Only its object identifier is looked at. */
const privateKeyOf = (oid: string): string =>
	derSequence(`020100${derSequenceHex(oid)}040100`);

const derSequenceHex = (content: string): string => Buffer.from(derSequence(content), 'base64').toString('hex');

const SM2 = '06082a811ccf5501822d';
const DSA = '06072a8648ce380401';

/** The outline of a certificate request (PKCS#10). */
const certificateRequest = derSequence('300902010030003000a000' + '3000' + '0300');
/** The outlines of a key store (PKCS#12) and of a certificate. */
const keyStore = derSequence('0201033000');
const certificateOutline = derSequence('30003000' + '0300');

const invalidPrivateKeys = (): Settings[] => {
	const pem = toPem(appKeys.privateKey);
	const pkcs8 = appKeys.privateKey.export({ type: 'pkcs8', format: 'der' });
	const encrypted = appKeys.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
	const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const damaged = Buffer.from(appKeys.privateKey.export({ type: 'pkcs1', format: 'der' }));
	damaged[100] ^= 0xff;
	return [
		'',
		'C:\\keys\\private.txt',
		'ssh-rsa AAAA',
		pem.slice(0, 900),
		`${pem}${toPem(alipayKeys.privateKey)}`,
		Buffer.concat([pkcs8, Buffer.from([0])]).toString('base64'),
		'私钥',
		'aGVsbG8=',
		toPem(appKeys.publicKey),
		encrypted.toString(),
		certificateRequest,
		toPem(ec.privateKey),
		privateKeyOf(SM2),
		privateKeyOf(DSA),
		keyStore,
		certificateOutline,
		toPem(rsaKeyPair(1024).privateKey),
		damaged.toString('base64'),
	].map((privateKey) => ({ privateKey }));
};

const invalidSettings = (): Settings[] => [
	...invalidPrivateKeys(),
	{ alipayPublicKey: toPem(alipayKeys.privateKey) },
	{ alipayPublicKey: toPem(appKeys.publicKey) },
	{ appId: '' },
	{ appId: '你好' },
	{ contentEncryptionKey: 'short' },
	{ charset: 'latin1' },
	{ environment: 'custom', gatewayUrl: 'openapi.alipay.com' },
	{ environment: 'custom', gatewayUrl: 'http://openapi.alipay.com/gateway.do' },
	{ environment: 'custom', gatewayUrl: 'https://me:secret@openapi.alipay.com/gateway.do' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com/gateway.do#x' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com' },
	{ environment: 'custom', gatewayUrl: 'https://openapi.alipay.com/gateway.do?app_id=1' },
];

/** A valid account with certificates, and what they were issued with. */
const makeCertificates = () => {
	const keys = makeSandboxKeys();
	const material = makeCertificateMaterial(keys);
	const valid: Settings = {
		...VALID_SETTINGS,
		keyMode: 'certificate',
		privateKey: material.app.privateKey,
		appCertificate: material.appFile,
		alipayCertificate: material.alipayFile,
		alipayRootCertificate: material.rootFile,
	};
	return { keys, material, valid };
};

const shortKeys = () => {
	const { publicKey, privateKey } = rsaKeyPair(1024);
	return { publicKey: toPem(publicKey), privateKey: toPem(privateKey) };
};

const invalidCertificates = ({ keys, material, valid }: ReturnType<typeof makeCertificates>): Settings[] => {
	const issue = (more: Partial<Parameters<typeof issueCertificate>[0]>) =>
		issueCertificate({ subject: '/C=CN/CN=App', issuer: material.intermediate, keys: keys.app, ...more }).certificate;
	const period = (from: string, to: string) => ({ notBefore: new Date(from), notAfter: new Date(to) });
	return [
		{ appCertificate: '' },
		{ appCertificate: 'C:\\keys\\appCertPublicKey.crt' },
		{ appCertificate: valid.privateKey },
		{ appCertificate: toPem(appKeys.publicKey) },
		{ appCertificate: certificateRequest },
		{ appCertificate: material.appFile.slice(0, 400) },
		{ appCertificate: '证书' },
		{ appCertificate: ['/CN=One', '/CN=Two'].map((subject) => issueCertificate({ subject }).certificate).join('') },
		{ appCertificate: issue(period('2020-01-01T00:00:00Z', '2025-01-01T00:00:00Z')) },
		{ appCertificate: issue(period('2045-01-01T00:00:00Z', '2049-01-01T00:00:00Z')) },
		{ appCertificate: issueCertificate({ subject: '/CN=Other' }).certificate },
		{ alipayCertificate: material.appFile },
		{ alipayCertificate: issueCertificate({ subject: '/CN=Other' }).certificate },
		{ alipayCertificate: issueCertificate({ subject: '/CN=Short', keys: shortKeys() }).certificate },
		{ alipayRootCertificate: material.alipayFile },
	].map((invalid) => ({ ...valid, ...invalid }));
};

/** The messages about a credential that can't be used. */
export const credentialMessages = async (): Promise<Message[]> => {
	const certificates = makeCertificates();
	const { valid, material } = certificates;
	const now = new Date();
	const opened = await openAccount(settingsFrom(valid), now);
	const fetched = { alipay_cert_content: Buffer.from(material.alipayFile).toString('base64') };
	return distinctMessages(
		await Promise.all([
			...invalidSettings().map((settings) => messageOf(() => accountWith(settings))),
			...invalidCertificates(certificates).map((settings) =>
				messageOf(() => openAccount(settingsFrom(settings), now)),
			),
			messageOf(() => trustCertificate(opened, 'another', fetched, now)),
			messageOf(() => trustCertificate(opened, 'another', {}, now)),
		]),
	);
};
