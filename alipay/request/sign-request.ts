import { sign as signWithCallback } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { t } from '../../i18n/translate';
import { canonicalString } from './canonical-string';
import { formEncode } from '../charset/form-encoding';
import { encodeText, firstUnencodable, unencodable } from '../charset/text-encoding';
import { encryptContent } from './content-encryption';
import { AlipayError } from '../alipay-error';
import { beijingTime } from './timestamp';
import type { Account, Call, Charset, SignedRequest, SignType } from '../protocol-types';

/** The digest of each signature type; both are RSA with PKCS#1 v1.5 padding (the documents). */
export const DIGESTS: Readonly<Record<SignType, string>> = { RSA2: 'RSA-SHA256', RSA: 'RSA-SHA1' };

/** What goes into the query; everything else is in the form. Source: the npm client's `formatUrl`. */
const QUERY_NAMES: ReadonlySet<string> = new Set([
	'app_id',
	'method',
	'format',
	'charset',
	'sign_type',
	'sign',
	'timestamp',
	'version',
	'notify_url',
	'return_url',
	'auth_token',
	'app_auth_token',
	'app_cert_sn',
	'alipay_root_cert_sn',
	'ws_service_url',
]);

/** Never taken from a caller, even where the account does not use them. */
const OURS_ALONE: readonly string[] = [
	'sign',
	'encrypt_type',
	'app_cert_sn',
	'alipay_root_cert_sn',
	'biz_content',
];

const CASE_IS_FREE: readonly string[] = ['charset', 'format'];
const NAME = /^[A-Za-z_][\w.-]*$/;

type Parameters = Record<string, string>;

function protocolParameters(account: Account, call: Call, now: Date): Parameters {
	// A token of blanks is none: the gateway leaves such values out before it checks the signature.
	const given = [call.appAuthToken, call.parameters?.app_auth_token, account.appAuthToken];
	const appAuthToken = given.find((each) => each !== undefined && each.trim() !== '');
	return {
		method: call.method,
		app_id: account.appId,
		charset: account.charset,
		version: '1.0',
		sign_type: account.signType,
		timestamp: beijingTime(now),
		format: 'JSON',
		...(appAuthToken && { app_auth_token: appAuthToken }),
	};
}

function certificateParameters({ appCertSn, alipayRootCertSn }: Account): Parameters {
	if (appCertSn === undefined || alipayRootCertSn === undefined) return {};
	return { app_cert_sn: appCertSn, alipay_root_cert_sn: alipayRootCertSn };
}

function contentParameters(account: Account, call: Call): Parameters {
	if (call.bizContent === '') return {};
	const key = account.contentEncryptionKey;
	if (key === undefined) return { biz_content: call.bizContent };
	const bytes = encodeText(call.bizContent, account.charset);
	return { encrypt_type: 'AES', biz_content: encryptContent(bytes, key) };
}

function refuseParameter(name: string): never {
	throw new AlipayError('ERR_PARAMETER_RESERVED', {
		message: t({
			en: `The parameter "${name}" can't be set in the request`,
			zh: `参数“${name}”不能在请求中自行设置`,
		}),
		description: t({
			en: `Remove "${name}" from the request. It's added automatically`,
			zh: `请从请求中删除“${name}”，该参数会自动填写`,
		}),
	});
}

function refuseName(): never {
	throw new AlipayError('ERR_PARAMETER_NAME', {
		message: t({
			en: "The name of a parameter isn't valid",
			zh: '存在名称不合法的参数',
		}),
		description: t({
			en: 'Parameter names consist of letters, digits, _, - and . only. Check the names of the query and body parameters',
			zh: '参数名只能包含字母、数字、_、- 和 .，请检查查询参数和请求体参数的名称',
		}),
	});
}

function mayRepeat(name: string, given: string, ours: string | undefined): boolean {
	if (given === ours) return true;
	return CASE_IS_FREE.includes(name) && given.toLowerCase() === ours?.toLowerCase();
}

/** Those of the caller's parameters that are not set here already, in the caller's order. */
function furtherParameters(call: Call, ours: Parameters): Parameters {
	const further: Parameters = {};
	for (const [name, value] of Object.entries(call.parameters ?? {})) {
		if (!NAME.test(name)) refuseName();
		// Alipay's documents and clients leave out what consists of blanks, and so does its check.
		if (value.trim() === '') continue;
		if (!Object.hasOwn(ours, name) && !OURS_ALONE.includes(name)) further[name] = value;
		else if (!mayRepeat(name, value, ours[name])) refuseParameter(name);
	}
	return further;
}

function assertMethod(method: string): void {
	if (/^[A-Za-z][\w.]*$/.test(method)) return;
	throw new AlipayError('ERR_METHOD_MISSING', {
		message: t({
			en: 'The request doesn\'t name an Alipay method',
			zh: '请求未指明支付宝接口名称',
		}),
		description: t({
			en: 'Add the parameter "method", e.g. zhima.merchant.borrow.entity.upload',
			zh: '请填写参数“method”，例如 zhima.merchant.borrow.entity.upload',
		}),
	});
}

function assertEncodable(parameters: Parameters, charset: Charset): void {
	for (const [name, value] of Object.entries(parameters)) {
		const character = firstUnencodable(value, charset);
		if (character !== undefined) throw unencodable(character, charset, name);
	}
}

/** Signs in the thread pool, so that nothing else waits. */
async function signText(bytes: Buffer, key: KeyObject, signType: SignType): Promise<string> {
	return await new Promise((resolve, reject) => {
		signWithCallback(DIGESTS[signType], bytes, key, (error, signature) => {
			if (error) reject(error);
			else resolve(signature.toString('base64'));
		});
	});
}

function addressOf(account: Account, query: string): string {
	const address = new URL(account.gatewayUrl);
	address.search = address.search === '' ? query : `${address.search.slice(1)}&${query}`;
	return address.href;
}

const pairsOf = (parameters: Parameters, account: Account, isInQuery: boolean): string =>
	Object.keys(parameters)
		.filter((name) => QUERY_NAMES.has(name) === isInQuery)
		.map((name) => `${name}=${formEncode(parameters[name], account.charset)}`)
		.join('&');

/**
 * A call, stamped and signed, ready for any HTTP client: protocol parameters in the query, the
 * content (encrypted where the account has a key for that) in the form, both percent-encoded from
 * the charset's bytes. Source: the documents' table of common parameters, the npm client.
 *
 * Throws `AlipayError`: a character that the charset lacks (`ERR_CHARSET_CHARACTER`), a parameter of
 * the account given with another value (`ERR_PARAMETER_RESERVED`), no method (`ERR_METHOD_MISSING`).
 *
 * @example
 * const signed = await signRequest(account, { method: 'zhima.…upload', bizContent: '{…}' }, new Date());
 * await fetch(signed.url, signed);
 */
export async function signRequest(account: Account, call: Call, now: Date): Promise<SignedRequest> {
	assertMethod(call.method);
	const protocol = protocolParameters(account, call, now);
	const certificates = certificateParameters(account);
	assertEncodable({ biz_content: call.bizContent }, account.charset);
	const content = contentParameters(account, call);
	const ours = { ...protocol, ...certificates, ...content, biz_content: call.bizContent };
	const further = furtherParameters(call, ours);
	const parameters = { ...protocol, ...further, ...certificates, ...content };
	assertEncodable({ ...protocol, ...further }, account.charset);
	const signed = canonicalString(parameters);
	const bytes = encodeText(signed, account.charset);
	const sign = await signText(bytes, account.privateKey, account.signType);
	const signedRequest = { ...parameters, sign };
	return {
		method: 'POST',
		url: addressOf(account, pairsOf(signedRequest, account, true)),
		headers: {
			'Content-Type': `application/x-www-form-urlencoded;charset=${account.charset}`,
			Accept: 'application/json',
		},
		body: pairsOf(signedRequest, account, false),
		canonicalString: signed,
	};
}
