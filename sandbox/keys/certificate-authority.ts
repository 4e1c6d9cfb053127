/** A certificate authority for the sandbox: root, intermediate, Alipay's certificate, the application's, TLS. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { KJUR } from 'jsrsasign';
import {
	credentialFor,
	makeKeyPair,
	SANDBOX_APP_ID,
	type CredentialData,
	type KeyPair,
	type SandboxKeys,
} from './test-account';
import type { GatewayOptions } from '../gateway/gateway-settings';

/** PEM texts, and the subject's name as `/C=CN/O=…/CN=…`. */
export interface IssuedCertificate {
	readonly certificate: string;
	readonly privateKey: string;
	readonly subject: string;
}

export interface CertificateRequest {
	/** `/C=CN/O=…/CN=…`, in the certificate's own order. */
	readonly subject: string;
	/** Whose keys; fresh RSA ones unless given. */
	readonly keys?: KeyPair;
	/** Who signs it; itself unless given. */
	readonly issuer?: IssuedCertificate;
	/** The `cA` of basicConstraints. */
	readonly isAuthority?: boolean;
	/** Leaves basicConstraints out. */
	readonly withoutBasicConstraints?: boolean;
	/** Names of RFC 5280, 4.2.1.3, e.g. `digitalSignature`; no keyUsage unless given. */
	readonly keyUsage?: readonly string[];
	/** Yesterday unless given. */
	readonly notBefore?: Date;
	/** In ten years unless given. */
	readonly notAfter?: Date;
	/** `SHA256withRSA` unless given. */
	readonly algorithm?: string;
	/** Hexadecimal; 16 random bytes unless given. */
	readonly serial?: string;
	/** IP addresses the certificate is good for. */
	readonly ipAddresses?: readonly string[];
}

const DAY_MS = 86_400_000;

/** RFC 5280, 4.1.2.5: two digits of the year up to 2049, four from 2050 on. */
const certificateTime = (date: Date): { type: string; str: string } => {
	const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
	const isShort = date.getUTCFullYear() < 2050;
	return isShort ? { type: 'utc', str: `${digits.slice(2)}Z` } : { type: 'gen', str: `${digits}Z` };
};

const randomSerial = (): string => {
	const bytes = randomBytes(16);
	bytes[0] = (bytes[0] & 0x3f) | 0x40;
	return bytes.toString('hex');
};

const extensionsOf = (request: CertificateRequest): Array<Record<string, unknown>> => {
	const { isAuthority = false, withoutBasicConstraints, keyUsage, ipAddresses = [] } = request;
	const addresses = ipAddresses.map((ip) => ({ ip }));
	return [
		...(withoutBasicConstraints
			? []
			: [{ extname: 'basicConstraints', critical: true, cA: isAuthority }]),
		...(keyUsage ? [{ extname: 'keyUsage', critical: true, names: keyUsage }] : []),
		...(addresses.length > 0 ? [{ extname: 'subjectAltName', array: addresses }] : []),
	];
};

/** Makes a certificate. */
export const issueCertificate = (request: CertificateRequest): IssuedCertificate => {
	const { subject, issuer, algorithm = 'SHA256withRSA' } = request;
	const keys = request.keys ?? makeKeyPair();
	const { notBefore = new Date(Date.now() - DAY_MS) } = request;
	const { notAfter = new Date(Date.now() + 3650 * DAY_MS) } = request;
	const certificate = new KJUR.asn1.x509.Certificate({
		version: 3,
		serial: { hex: request.serial ?? randomSerial() },
		issuer: { str: issuer?.subject ?? subject },
		notbefore: certificateTime(notBefore),
		notafter: certificateTime(notAfter),
		subject: { str: subject },
		sbjpubkey: keys.publicKey,
		ext: extensionsOf(request),
		sigalg: algorithm,
		cakey: issuer?.privateKey ?? keys.privateKey,
	} as unknown as ConstructorParameters<typeof KJUR.asn1.x509.Certificate>[0]);
	return { certificate: pem(certificate.getPEM()), privateKey: keys.privateKey, subject };
};

const pem = (text: string): string => `${text.replaceAll('\r', '').trim()}\n`;

/**
 * `production`: an intermediate that is a CA, as Alipay's real one. `sandbox`: as in Alipay's own sandbox, an
 * intermediate without basicConstraints whose keyUsage has no keyCertSign, signed directly by a root of the root file.
 */
export type CertificateWorld = 'production' | 'sandbox';

export const CERTIFICATE_WORLDS: readonly CertificateWorld[] = ['production', 'sandbox'];

/** Files of the console hold a certificate and its intermediate in either order. */
export type FileOrder = 'leafFirst' | 'leafLast';

/** Everything that certificate mode needs on both sides. */
export interface CertificateMaterial {
	readonly root: IssuedCertificate;
	readonly intermediate: IssuedCertificate;
	/** Alipay's, below the intermediate. */
	readonly alipay: IssuedCertificate;
	readonly app: IssuedCertificate;
	/** alipayRootCert.crt: an elliptic-curve root before the RSA one, and another RSA root behind it. */
	readonly rootFile: string;
	/** alipayCertPublicKey_RSA2.crt: Alipay's certificate and the intermediate. */
	readonly alipayFile: string;
	/** appCertPublicKey.crt: the application's certificate; in the `sandbox` world the intermediate as well. */
	readonly appFile: string;
}

const AUTHORITY = '/C=CN/O=Sandbox/OU=Certification Authority';

const makeEcRoot = (): IssuedCertificate => {
	const keys = generateKeyPairSync('ec', {
		namedCurve: 'P-256',
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	const subject = `${AUTHORITY}/CN=Sandbox EC Root`;
	return issueCertificate({ subject, keys, isAuthority: true, algorithm: 'SHA256withECDSA' });
};

/** A further certificate of Alipay's, e.g. to take the first one's place. */
export const issueAlipayCertificate = (
	{ intermediate }: Pick<CertificateMaterial, 'intermediate'>,
	request: Partial<CertificateRequest> = {},
): IssuedCertificate & { readonly file: string } => {
	const subject = '/C=CN/O=支付宝（中国）网络技术有限公司/OU=Alipay/CN=Sandbox Alipay';
	const issued = issueCertificate({ subject, issuer: intermediate, ...request });
	return { ...issued, file: issued.certificate + intermediate.certificate };
};

/** What Alipay's sandbox lets its certificates do; signing others is not among it. */
const NO_AUTHORITY: Partial<CertificateRequest> = {
	withoutBasicConstraints: true,
	keyUsage: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment'],
};

const makeIntermediate = (world: CertificateWorld, issuer: IssuedCertificate): IssuedCertificate =>
	world === 'production'
		? issueCertificate({ subject: `${AUTHORITY}/CN=Sandbox Class 1 R1`, issuer, isAuthority: true })
		: issueCertificate({ subject: `${AUTHORITY}/CN=Sandbox Class 2 R1 test`, issuer, ...NO_AUTHORITY });

const inFile = (leaf: string, intermediate: string, order: FileOrder): string =>
	order === 'leafFirst' ? leaf + intermediate : intermediate + leaf;

export interface MaterialOptions {
	/** `production` unless given. */
	readonly world?: CertificateWorld;
	/** `leafFirst` unless given. */
	readonly order?: FileOrder;
}

/** Certificates for these keys. Takes a second or two, for further keys are made. */
export const makeCertificateMaterial = (
	keys: SandboxKeys,
	{ world = 'production', order = 'leafFirst' }: MaterialOptions = {},
): CertificateMaterial => {
	const root = issueCertificate({ subject: `${AUTHORITY}/CN=Sandbox Root R1`, isAuthority: true });
	const intermediate = makeIntermediate(world, root);
	const otherRoot = issueCertificate({
		subject: '/C=CN/O=Sandbox/CN=Sandbox Root R0',
		isAuthority: true,
	});
	const extensions = world === 'sandbox' ? NO_AUTHORITY : {};
	const alipay = issueAlipayCertificate({ intermediate }, { keys: keys.alipay, ...extensions });
	const app = issueCertificate({
		subject: '/C=CN/O=商户/OU=Merchant/CN=Sandbox App',
		issuer: intermediate,
		keys: keys.app,
		...extensions,
	});
	return {
		root,
		intermediate,
		alipay,
		app,
		rootFile: makeEcRoot().certificate + root.certificate + otherRoot.certificate,
		alipayFile: inFile(alipay.certificate, intermediate.certificate, order),
		appFile:
			world === 'sandbox'
				? inFile(app.certificate, intermediate.certificate, order)
				: app.certificate,
	};
};

/** Options of a gateway that knows the application by its certificate. */
export const certificateGatewayOptions = (material: CertificateMaterial): GatewayOptions => ({
	apps: [{ appId: SANDBOX_APP_ID, appCertificate: material.appFile }],
	alipayPrivateKey: material.alipay.privateKey,
	alipayCertificates: {
		root: material.rootFile,
		signing: { certificate: material.alipayFile, privateKey: material.alipay.privateKey },
	},
});

/** The credential in certificate mode. */
export const certificateCredentialFor = (
	gateway: { readonly url: string },
	keys: SandboxKeys,
	material: CertificateMaterial,
	overrides: Partial<CredentialData> = {},
): ReturnType<typeof credentialFor> =>
	credentialFor(gateway, keys, {
		keyMode: 'certificate',
		alipayPublicKey: '',
		appCertificate: material.appFile,
		alipayCertificate: material.alipayFile,
		alipayRootCertificate: material.rootFile,
		...overrides,
	});

/** For an https gateway on 127.0.0.1: its key and certificate, and the authority to trust. PEM. */
export const makeTlsMaterial = (): { key: string; cert: string; ca: string } => {
	const issued = issueCertificate({
		subject: '/CN=127.0.0.1',
		isAuthority: true,
		ipAddresses: ['127.0.0.1'],
	});
	return { key: issued.privateKey, cert: issued.certificate, ca: issued.certificate };
};
