import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { say } from '../i18n/text';
import { charsetOf } from './charset';
import { decryptContent } from './encryption';
import { openEnvelope, parseResponse, withPlainSlashes } from './envelope';
import type { Envelope, Fault, ResponseValue } from './envelope';
import { DIGESTS } from './request';
import type { Account, Answer, Charset } from './types';

type Untrusted = Extract<Answer, { kind: 'untrusted' }>;

interface Members {
	readonly kind: 'members';
	readonly members: Record<string, unknown>;
}

export const SUCCESS = '10000';

/** Gateway codes are five digits; only such a code makes an unsigned answer a refusal. */
const GATEWAY_CODE = /^\d{5}$/;
const CERT_SN = /^[0-9a-f]{32}$/i;

/** The code of a response, as text; empty where there is none. */
export function codeOf(members: Readonly<Record<string, unknown>>): string {
	const { code } = members;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

const untrusted = (code: string, reason: string, advice: string): Untrusted => ({
	kind: 'untrusted',
	code,
	reason,
	advice,
});

const REPEAT = { en: 'Send the row again', zh: '请重新发送该行' };

function unreadable(fault: Fault): Untrusted {
	const code = `ERR_ANSWER_${fault.toUpperCase()}`;
	switch (fault) {
		case 'empty':
			return untrusted(code, say({ en: 'The answer is empty', zh: '应答内容为空' }), say(REPEAT));
		case 'html':
			return untrusted(
				code,
				say({
					en: "A web page came back in place of the gateway's answer",
					zh: '返回的是一个网页，而不是网关应答',
				}),
				say({
					en: "Check the gateway's address, and whether a proxy or firewall answers in its place",
					zh: '请检查网关地址，以及是否有代理或防火墙代替网关作出了应答',
				}),
			);
		case 'truncated':
			return untrusted(
				code,
				say({ en: 'The answer is cut short', zh: '应答内容不完整，被截断' }),
				say(REPEAT),
			);
		case 'duplicate':
			return untrusted(
				code,
				say({
					en: 'The answer says the same thing twice, so that it can be read in two ways',
					zh: '应答中有重复的字段，含义不唯一',
				}),
				say({
					en: 'Check whether something on the way to Alipay alters answers',
					zh: '请检查到支付宝的网络链路上是否有设备篡改了应答',
				}),
			);
		case 'missing':
			return untrusted(
				code,
				say({
					en: 'The answer does not belong to the method that was called',
					zh: '应答与所调用的接口不对应',
				}),
				say({ en: "Check the gateway's address", zh: '请检查网关地址' }),
			);
		default:
			return untrusted(
				code,
				say({
					en: 'The answer is not the JSON that the gateway sends',
					zh: '应答不是网关约定的 JSON 格式',
				}),
				say({
					en: "Check the gateway's address, and whether something on the way alters answers",
					zh: '请检查网关地址，以及网络链路上是否有设备改动了应答',
				}),
			);
	}
}

function wrongSignature(gatewayCode: string): Untrusted {
	const reason =
		gatewayCode === '' || gatewayCode === SUCCESS
			? say({
					en: "The answer's signature is not that of the Alipay key in the credential",
					zh: '应答的签名与凭据中的支付宝公钥不匹配',
				})
			: say({
					en: `The gateway answered ${gatewayCode}, but the answer's signature is not that of the Alipay key in the credential`,
					zh: `网关返回 ${gatewayCode}，但应答的签名与凭据中的支付宝公钥不匹配`,
				});
	return untrusted(
		'ERR_ANSWER_SIGNATURE',
		reason,
		say({
			en: "Copy Alipay's public key (not the application's own) for this very app and environment from the Alipay console again; if it is right, something on the way alters answers",
			zh: '请从支付宝开放平台控制台重新复制该应用、该环境对应的“支付宝公钥”（不是“应用公钥”）；如确认无误，则网络链路上有设备改动了应答',
		}),
	);
}

const unsigned = (): Untrusted =>
	untrusted(
		'ERR_ANSWER_UNSIGNED',
		say({
			en: 'The answer reports success but is not signed, so it may not be from Alipay',
			zh: '应答显示成功但没有签名，无法确认来自支付宝',
		}),
		say({
			en: "Check the gateway's address, and whether something on the way alters answers; then send the row again",
			zh: '请检查网关地址，以及网络链路上是否有设备改动了应答，然后重新发送该行',
		}),
	);

const undecryptable = (): Untrusted =>
	untrusted(
		'ERR_ANSWER_DECRYPTION',
		say({
			en: 'The answer is encrypted and cannot be decrypted',
			zh: '应答内容已加密，无法解密',
		}),
		say({
			en: "Copy the content encryption key from the Alipay console into the credential's Content Encryption Key",
			zh: '请从支付宝开放平台控制台复制“接口内容加密密钥”，填入凭据的“内容加密密钥”',
		}),
	);

/** Alipay's key for an answer; `unknown` = signed with a certificate that is not trusted yet. */
function keyFor(account: Account, envelope: Envelope): KeyObject | 'none' | 'unknown' {
	const { alipayCertificates, alipayPublicKey } = account;
	if (alipayCertificates === undefined || envelope.certSn === '') return alipayPublicKey ?? 'none';
	return alipayCertificates.get(envelope.certSn) ?? 'unknown';
}

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

function decrypt(account: Account, text: string, charset: Charset): ResponseValue | undefined {
	if (account.contentEncryptionKey === undefined) return undefined;
	try {
		const read = parseResponse(decryptContent(text, account.contentEncryptionKey), charset);
		return 'value' in read ? read.value : undefined;
	} catch {
		return undefined;
	}
}

/** The response object in bytes; decrypted where it is a text. */
function membersIn(account: Account, bytes: Uint8Array, charset: Charset): Members | Untrusted {
	const read = parseResponse(bytes, charset);
	if ('fault' in read) return unreadable(read.fault);
	const value = typeof read.value === 'string' ? decrypt(account, read.value, charset) : read.value;
	return typeof value === 'object' ? { kind: 'members', members: value } : undecryptable();
}

function trust(envelope: Envelope, members: Record<string, unknown>, verified: boolean): Answer {
	if (envelope.isErrorResponse && codeOf(members) === SUCCESS) return unreadable('missing');
	return { kind: 'trusted', members, verified };
}

const isRefusal = (members: Readonly<Record<string, unknown>>): boolean =>
	GATEWAY_CODE.test(codeOf(members)) && codeOf(members) !== SUCCESS;

function openIn(account: Account, method: string, bytes: Uint8Array, charset: Charset): Answer {
	const opened = openEnvelope(bytes, method, charset);
	if ('fault' in opened) return unreadable(opened.fault);
	const envelope = opened.value;
	const key = keyFor(account, envelope);
	if (key === 'none' || envelope.sign === '') {
		const read = membersIn(account, envelope.response, charset);
		if (read.kind === 'untrusted') return read;
		const isBelieved = key === 'none' || isRefusal(read.members);
		return isBelieved ? trust(envelope, read.members, false) : unsigned();
	}
	if (key === 'unknown') {
		const { certSn } = envelope;
		return CERT_SN.test(certSn) ? { kind: 'otherCertificate', certSn } : unreadable('malformed');
	}
	const signed = signedBytes(account, envelope, key, charset);
	const read = membersIn(account, signed ?? envelope.response, charset);
	if (signed === undefined)
		return wrongSignature(read.kind === 'members' ? codeOf(read.members) : '');
	return read.kind === 'members' ? trust(envelope, read.members, true) : read;
}

/**
 * Opens an answer's bytes: finds the response object, checks its signature over the exact bytes,
 * decrypts it. Never throws for what the bytes are.
 *
 * - Signed rightly, or no Alipay key configured: `trusted`, with `verified` saying which.
 * - A refusal without a signature (the gateway's own come so): `trusted`, not verified.
 * - A refusal signed wrongly, any other answer that is not signed rightly, what cannot be read in
 *   one way only: `untrusted`; nothing may be concluded from it.
 * - Signed with an Alipay certificate that the account does not hold: `otherCertificate`.
 *
 * @param contentType the answer's `Content-Type`; its charset goes before the account's
 */
export function openAnswer(
	account: Account,
	method: string,
	bytes: Uint8Array,
	contentType?: string,
): Answer {
	const named = charsetOf(contentType);
	const answer = openIn(account, method, bytes, named ?? account.charset);
	const isTwofold = named !== undefined && named !== account.charset;
	if (!isTwofold || answer.kind !== 'untrusted') return answer;
	const inAccountsCharset = openIn(account, method, bytes, account.charset);
	return inAccountsCharset.kind === 'untrusted' ? answer : inAccountsCharset;
}
