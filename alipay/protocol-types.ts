/**
 * What passes between the steps of the protocol, and between `alipay/` and those who call it.
 *
 * settings → `openAccount` → Account → `signRequest` → SignedRequest → (any HTTP client) → bytes
 * → `openResponse` → GatewayResponse → `classifyResponse` → Classification.
 */
import type { KeyObject } from 'node:crypto';
import type { Text } from '../i18n/translate';

export type SignType = 'RSA2' | 'RSA';
export type Charset = 'utf-8' | 'GBK' | 'GB2312';
export type KeyMode = 'publicKey' | 'certificate';

/** An application's account at the gateway, as the operator typed it. Empty text = not given. */
export interface AccountSettings {
	gatewayUrl: string;
	appId: string;
	privateKey: string;
	signType: SignType;
	charset: Charset;
	keyMode: KeyMode;
	alipayPublicKey?: string;
	appCertificate?: string;
	alipayCertificate?: string;
	alipayRootCertificate?: string;
	appAuthToken?: string;
	contentEncryptionKey?: string;
}

/** The same, read and checked once: keys parsed, certificates numbered. Holds secrets; never print it. */
export interface Account {
	readonly gatewayUrl: string;
	readonly appId: string;
	readonly privateKey: KeyObject;
	readonly signType: SignType;
	readonly charset: Charset;
	readonly keyMode: KeyMode;
	/** Alipay's key; undefined = responses cannot be verified (and are reported as not verified). */
	readonly alipayPublicKey?: KeyObject;
	readonly appCertSn?: string;
	readonly alipayRootCertSn?: string;
	readonly alipayCertSn?: string;
	/** The parsed and trusted certificates of Alipay by serial number (`certificate` mode). Grows when one is fetched. */
	readonly alipayCertificates?: Map<string, KeyObject>;
	/** PEM text of Alipay's certificate file: the certificates in between are needed later, too. */
	readonly alipayCertificate?: string;
	/** PEM text of the root file, kept for checking a certificate that is fetched later. */
	readonly alipayRootCertificate?: string;
	readonly appAuthToken?: string;
	readonly contentEncryptionKey?: Buffer;
	/** Sentences for the operator, e.g. a certificate that ends within 30 days. */
	readonly warnings: readonly string[];
}

/** One call. `bizContent` is the JSON text, before any encryption. */
export interface Call {
	method: string;
	bizContent: string;
	/** In place of the account's. */
	appAuthToken?: string;
	/** Further protocol parameters, e.g. `notify_url`; they are signed like the rest. */
	parameters?: Readonly<Record<string, string>>;
}

/** A request ready to be sent by any HTTP client. `body` is ASCII: percent-encoded from the charset's bytes. */
export interface SignedRequest {
	readonly method: 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The string that was signed; compared with what the gateway echoes at `isv.invalid-signature`. */
	readonly canonicalString: string;
}

/**
 * What a response holds.
 * `trusted`: `members` is the (decrypted) response object. `verified` is false where no Alipay key is
 * configured, or where a refusal came without a signature; a *success* that should be signed and is not is never `trusted`.
 * `untrusted`: nothing may be concluded from it (outcome unknown); `reason` is a sentence for the operator.
 * `otherCertificate`: signed with an Alipay certificate that is not known yet; fetch it, then open again.
 */
export type GatewayResponse =
	| { kind: 'trusted'; members: Record<string, unknown>; verified: boolean }
	| { kind: 'untrusted'; code: string; reason: string; advice: string }
	| { kind: 'otherCertificate'; certSn: string };

export type Outcome = 'accepted' | 'refused' | 'notSent' | 'unknown';

/**
 * What a response, or its absence, means for the row and for the run.
 * `retry`: `no`, `yes` (passing fault), `slower` (the gateway asks for fewer calls).
 * `endsRun`: a configuration error; no other row can fare better, `isOfMerchant`: no other row of the same merchant.
 */
export interface Classification {
	outcome: Outcome;
	retry: 'no' | 'yes' | 'slower';
	endsRun: boolean;
	isOfMerchant?: boolean;
	code: string;
	subCode: string;
	/** One sentence: what happened. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The documented parameter at fault, where the code names one. */
	field?: string;
	/** An accepted response's own members. A number whose digits a double does not hold is a text. */
	members?: Record<string, unknown>;
	verified?: boolean;
}

/** A business code of one call's document. */
export interface BusinessCode {
	readonly subCode: string;
	/** Other spellings that the gateway may use. */
	readonly aliases?: readonly string[];
	readonly message: Text;
	/** What to do, in the build's language. */
	readonly solution: Text;
	/** The document's own sentence (解决方案), verbatim Chinese; shown in either build. */
	readonly documented: string;
	/** The same in English; shown beside it in either build. */
	readonly documentedEn: string;
	/** The parameter that the code speaks of. */
	readonly field?: string;
	readonly retry?: boolean;
}

/** What a call's document says of its responses, beyond the protocol. */
export interface ResponseRules {
	readonly method: string;
	readonly businessCodes: readonly BusinessCode[];
	/** Members that must hold one of the values for a `10000` to be a success (`biz_result`: `success`). */
	readonly success?: Readonly<Record<string, readonly string[]>>;
}
