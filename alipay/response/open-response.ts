import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { decryptContent } from '../request/content-encryption';
import { undecryptableResponse, unreadableResponse, unsignedResponse, wrongSignature } from './untrusted-response';
import type { Untrusted } from './untrusted-response';
import { contentCharset, responseCharset } from './response-charset';
import { openEnvelope, parseResponse, withPlainSlashes } from './envelope';
import type { Envelope, ResponseValue } from './envelope';
import { DIGESTS } from '../request/sign-request';
import type { Account, GatewayResponse, Charset } from '../protocol-types';

interface Members {
	readonly kind: 'members';
	readonly members: Record<string, unknown>;
}

export const SUCCESS = '10000';

/**
 * A response of the gateway has some hundred bytes. Of a larger one than this only the signature is looked
 * at, unless that is right: everything else in the process waits while it is read.
 */
const USUAL_BYTES = 1024 * 1024;
/** A larger one is not looked at. */
const MAX_BYTES = 16 * USUAL_BYTES;

/** Gateway codes are five digits; only such a code makes an unsigned response a refusal. */
const GATEWAY_CODE = /^\d{5}$/;
const CERT_SN = /^[0-9a-f]{32}$/i;

/** The code of a response, as text; empty where there is none. */
export function codeOf(members: Readonly<Record<string, unknown>>): string {
	const { code } = members;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

/** The key of the certificate that a response names, else the account's. Undefined = there is none. */
function keyFor(account: Account, { certSn }: Envelope): KeyObject | undefined {
	return account.alipayCertificates?.get(certSn) ?? account.alipayPublicKey;
}

/** Whether a response names a certificate of Alipay's that the account does not hold. */
function namesOther({ alipayCertificates }: Account, { certSn }: Envelope): boolean {
	return certSn !== '' && alipayCertificates !== undefined && !alipayCertificates.has(certSn);
}

const otherCertificate = (certSn: string): GatewayResponse =>
	CERT_SN.test(certSn) ? { kind: 'otherCertificate', certSn } : unreadableResponse('malformed');

/** The bytes that the signature is right for: as sent, or with `\/` as `/`. Undefined = for neither. */
function signedBytes(
	account: Account,
	envelope: Envelope,
	key: KeyObject,
	charset: Charset,
): Uint8Array | undefined {
	const signature = Buffer.from(envelope.sign, 'base64');
	const isRight = (bytes: Uint8Array) => verify(DIGESTS[account.signType], bytes, key, signature);
	if (isRight(envelope.response)) return envelope.response;
	const plain = withPlainSlashes(envelope.response, charset);
	return plain !== undefined && isRight(plain) ? plain : undefined;
}

function decrypt(account: Account, text: string): ResponseValue | undefined {
	if (account.contentEncryptionKey === undefined) return undefined;
	try {
		const content = decryptContent(text, account.contentEncryptionKey);
		const read = parseResponse(content, contentCharset(content, account.charset));
		return 'value' in read ? read.value : undefined;
	} catch {
		return undefined;
	}
}

/** The response object in bytes; decrypted where it is a text. */
function membersIn(account: Account, bytes: Uint8Array, charset: Charset): Members | Untrusted {
	const read = parseResponse(bytes, charset);
	if ('fault' in read) return unreadableResponse(read.fault);
	const value = typeof read.value === 'string' ? decrypt(account, read.value) : read.value;
	return typeof value === 'object' ? { kind: 'members', members: value } : undecryptableResponse();
}

function trust(envelope: Envelope, members: Record<string, unknown>, verified: boolean): GatewayResponse {
	if (envelope.isErrorResponse && codeOf(members) === SUCCESS) return unreadableResponse('missing');
	return { kind: 'trusted', members, verified };
}

/** The code that an untrusted response gives, if it is one of the gateway's. */
const claimedCode = (read: Members | Untrusted): string => {
	const code = read.kind === 'members' ? codeOf(read.members) : '';
	return GATEWAY_CODE.test(code) ? code : '';
};

const isRefusal = (members: Readonly<Record<string, unknown>>): boolean =>
	GATEWAY_CODE.test(codeOf(members)) && codeOf(members) !== SUCCESS;

function openIn(account: Account, method: string, bytes: Uint8Array, charset: Charset): GatewayResponse {
	const opened = openEnvelope(bytes, method, charset);
	if ('fault' in opened) return unreadableResponse(opened.fault);
	const envelope = opened.value;
	const key = keyFor(account, envelope);
	const isLarge = bytes.length > USUAL_BYTES;
	if (key === undefined || envelope.sign === '') {
		if (isLarge) return unreadableResponse('large');
		const read = membersIn(account, envelope.response, charset);
		if (read.kind === 'untrusted') return read;
		const isTrusted = key === undefined || isRefusal(read.members);
		return isTrusted ? trust(envelope, read.members, false) : unsignedResponse();
	}
	const signed = signedBytes(account, envelope, key, charset);
	// A certificate is renewed with its key kept, so an unknown one may well be right already.
	if (signed === undefined && namesOther(account, envelope)) {
		return otherCertificate(envelope.certSn);
	}
	if (signed === undefined && isLarge) return unreadableResponse('large');
	const read = membersIn(account, signed ?? envelope.response, charset);
	if (signed === undefined) return wrongSignature(claimedCode(read));
	return read.kind === 'members' ? trust(envelope, read.members, true) : read;
}

/**
 * Opens a response's bytes: finds the response object, checks its signature over the exact bytes,
 * decrypts it. Never throws for what the bytes are.
 *
 * - Signed rightly, or no Alipay key configured: `trusted`, with `verified` saying which.
 * - A refusal without a signature (the gateway's own come so): `trusted`, not verified.
 * - A refusal signed wrongly, any other response that is not signed rightly, what cannot be read in one
 *   way only: `untrusted`; nothing may be concluded from it.
 * - Signed with an Alipay certificate that the account does not hold: `otherCertificate`.
 * - Beyond a megabyte nothing is trusted that is not signed rightly, beyond sixteen nothing at all.
 *
 * It is read in the charset that its bytes are, which the header need not name (`responseCharset`);
 * decrypted content in the account's (`contentCharset`).
 *
 * @param contentType the response's `Content-Type`
 */
export function openResponse(
	account: Account,
	method: string,
	bytes: Uint8Array,
	contentType?: string,
): GatewayResponse {
	if (bytes.length > MAX_BYTES) return unreadableResponse('large');
	return openIn(account, method, bytes, responseCharset(bytes, account.charset, contentType));
}
