/** What a gateway is started with, and the same with keys parsed and certificates numbered. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readCertificate, rootCertSn, type ReadCertificate } from '../keys/read-certificate';
import type { FormDecoding } from '../wire/form-decoding';
import type { GatewayCharset } from '../wire/java-charset';
import type { Fault } from './faults';
import type { ReceivedRequest } from './received-request';

export type SignType = 'RSA2' | 'RSA';

/** An application as it is set up in Alipay's console. */
export interface AppRegistration {
	readonly appId: string;
	/** The application's public key, PEM. Neither this nor a certificate: 40003. */
	readonly publicKey?: string | KeyObject;
	/** Both unless given; another one: 40003. */
	readonly signTypes?: readonly SignType[];
	/** base64, for content encryption. */
	readonly aesKey?: string;
	/** Methods whose product the app has; all unless given; another one: 40006. */
	readonly products?: readonly string[];
	readonly appAuthTokens?: readonly string[];
	readonly expiredAppAuthTokens?: readonly string[];
	/** A third-party application: every call needs an app_auth_token. */
	readonly requiresAppAuthToken?: boolean;
	/** The application's certificate, PEM: requests in certificate mode. */
	readonly appCertificate?: string;
	/** In place of the number computed from {@link appCertificate}. */
	readonly appCertSn?: string;
}

/** One of Alipay's own certificates. `certificate` may be a chain in any order; its leaf counts. */
export interface AlipayCertificate {
	readonly certificate: string;
	readonly privateKey: string | KeyObject;
}

export interface AlipayCertificates {
	/** The root file's text; several certificates are as good as one. */
	readonly root: string;
	/** The one that signs the responses. */
	readonly signing: AlipayCertificate;
	/** Further ones that can be fetched by their number. */
	readonly others?: readonly AlipayCertificate[];
}

/** What responses look like where the live gateway was seen to differ from one to the next. */
export interface ResponseStyle {
	/** `signed`: `/` is written `\/` and signed so. `afterSigning`: it is signed as `/` and sent as `\/`. */
	readonly escapeSlash?: 'signed' | 'afterSigning';
	/** `sign` comes before the response. */
	readonly signFirst?: boolean;
	/** Blanks and line breaks within the response and behind it. */
	readonly pretty?: boolean;
	/** The name of the member that holds a refusal by the gateway itself. */
	readonly refusalMember?: 'method' | 'error_response';
	/** Whether refusals by the gateway itself are signed (once the application is known). */
	readonly signRefusals?: boolean;
	/** The whole Content-Type header, independent of the bytes; `text/html;charset=<the request's>` unless given. */
	readonly contentType?: string;
	/**
	 * What the bytes are in, independent of the header; the request's charset unless given. Encrypted content is
	 * always in the request's charset.
	 */
	readonly charset?: GatewayCharset;
	/** Put in place of a sub code's own `isv.`, `isp.`, `aop.` or `ACQ.`: `''` leaves it bare. */
	readonly subCodePrefix?: '' | 'isv.' | 'isp.' | 'aop.' | 'ACQ.' | 'aop.ACQ.';
}

/** A method in addition to the documented ones: the response's members for a content. */
export type OtherMethod = (content: Record<string, unknown>) => Record<string, unknown>;

export interface GatewayOptions {
	/** 0 or nothing = any free one. The host is always 127.0.0.1. */
	readonly port?: number;
	/** The port of the page and of the control, plain http always; 0 or nothing = any free one. */
	readonly pagePort?: number;
	/** Given = the gateway speaks https. PEM. */
	readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer };
	readonly apps: readonly AppRegistration[];
	/** The key behind the Alipay public key that merchants paste. */
	readonly alipayPrivateKey: string | KeyObject;
	readonly alipayCertificates?: AlipayCertificates;
	/** The gateway's clock. */
	readonly now?: () => Date;
	/** 15 */
	readonly clockToleranceMinutes?: number;
	readonly faults?: readonly Fault[];
	readonly log?: (request: ReceivedRequest) => void;
	/** Before each response. */
	readonly latencyMs?: number;
	/** `strict` unless given. It is not known which one the live gateway is; what `strict` reads, both read. */
	readonly formDecoding?: FormDecoding;
	readonly responses?: ResponseStyle;
	readonly sensitiveWords?: readonly string[];
	readonly otherMethods?: Readonly<Record<string, OtherMethod>>;
	/** Keep the content of only the last `keepContents` requests; of older ones what names them. */
	readonly quiet?: boolean;
	/** 1000 */
	readonly keepContents?: number;
	/** Bytes; a longer body gets HTTP 413. 1 MiB. */
	readonly bodyLimit?: number;
}

export interface App extends AppRegistration {
	readonly key: KeyObject | undefined;
	readonly certificate: ReadCertificate | undefined;
	readonly aes: Buffer | undefined;
}

export interface Signer {
	readonly key: KeyObject;
	/** The certificate's number, where there is one. */
	readonly sn?: string;
	readonly certificate?: string;
}

/** The readable form of {@link GatewayOptions}. */
export interface Settings {
	readonly apps: ReadonlyMap<string, App>;
	readonly signer: Signer;
	readonly rootCertSn: string | undefined;
	readonly certificateSigners: readonly Signer[];
	readonly clockToleranceMs: number;
	readonly otherMethods: Readonly<Record<string, OtherMethod>>;
}

const privateKey = (key: string | KeyObject): KeyObject =>
	typeof key === 'string' ? createPrivateKey(key) : key;

const publicKey = (key: string | KeyObject): KeyObject =>
	typeof key === 'string' ? createPublicKey(key) : key;

const readApp = (registration: AppRegistration): App => {
	const { publicKey: key, appCertificate, appCertSn, aesKey } = registration;
	const certificate = appCertificate === undefined ? undefined : readCertificate(appCertificate);
	return {
		...registration,
		key: key === undefined ? undefined : publicKey(key),
		certificate: certificate && { ...certificate, sn: appCertSn ?? certificate.sn },
		aes: aesKey === undefined ? undefined : Buffer.from(aesKey, 'base64'),
	};
};

/** One of Alipay's certificates with its number. */
export const readSigner = ({ certificate, privateKey: key }: AlipayCertificate): Signer => ({
	key: privateKey(key),
	sn: readCertificate(certificate).sn,
	certificate,
});

/** Throws where a key or a certificate cannot be read. */
export const readSettings = (options: GatewayOptions): Settings => {
	const certificates = options.alipayCertificates;
	return {
		apps: new Map(options.apps.map((app) => [app.appId, readApp(app)])),
		signer: { key: privateKey(options.alipayPrivateKey) },
		rootCertSn: certificates && rootCertSn(certificates.root),
		certificateSigners: certificates
			? [certificates.signing, ...(certificates.others ?? [])].map(readSigner)
			: [],
		clockToleranceMs: (options.clockToleranceMinutes ?? 15) * 60_000,
		otherMethods: options.otherMethods ?? {},
	};
};
