import {
	AlipayError,
	fetchCertificateCall,
	classifyResponse,
	classifyTransportError,
	openResponse,
	signRequest,
	trustCertificate,
} from '../../alipay';
import type { Account, GatewayResponse, ResponseRules } from '../../alipay';
import { t } from '../../i18n/translate';
import type { Transport } from './http-transport';

/** Alipay's newer certificates, fetched and checked once each for the whole run. */
export interface CertificateRotation {
	/** Resolves with nothing when the certificate is trusted now, else with why the response is not. */
	trust(certSn: string): Promise<Extract<GatewayResponse, { kind: 'untrusted' }> | undefined>;
}

/**
 * `ERR_ALIPAY_CERTIFICATE_NOT_FETCHED`: the download failed over a temporary fault.
 * `ERR_ALIPAY_CERTIFICATE_UNKNOWN`: the certificate cannot be downloaded, or is not to be trusted.
 */
type Code = 'ERR_ALIPAY_CERTIFICATE_NOT_FETCHED' | 'ERR_ALIPAY_CERTIFICATE_UNKNOWN';

const notTrusted = (code: Code, message: string, advice: string) => ({
	kind: 'untrusted' as const,
	code,
	reason: t({
		en: `The response is signed with an Alipay certificate that couldn't be verified. ${message}`,
		zh: `响应由一张无法验证的支付宝公钥证书签名。${message}`,
	}),
	advice,
});

const UNREADABLE = {
	message: t({ en: "The certificate couldn't be read.", zh: '无法读取该证书。' }),
	description: t({
		en: "Download the Alipay certificate from the Alipay console again and paste it into \"Alipay Certificate\" in the credential",
		zh: '请从支付宝开放平台控制台重新下载支付宝公钥证书，并粘贴到凭证的“支付宝公钥证书”',
	}),
};

/**
 * The account as it fetches a certificate: in its own name and without encryption, as the Java client does.
 * The response may itself be signed with the new certificate. What is verified is the certificate's chain up
 * to the root, so the response is opened without verifying its own signature.
 */
const fetching = (account: Account): Account => ({
	...account,
	alipayCertificates: undefined,
	alipayPublicKey: undefined,
	appAuthToken: undefined,
	contentEncryptionKey: undefined,
});

async function fetchCertificate(account: Account, transport: Transport, certSn: string) {
	const call = fetchCertificateCall(certSn);
	const rules: ResponseRules = { method: call.method, businessCodes: [] };
	const fetcher = fetching(account);
	const httpResult = await transport.post(await signRequest(fetcher, call, new Date()));
	if (httpResult.kind === 'failed') return classifyTransportError(httpResult.failure);
	return classifyResponse(openResponse(fetcher, call.method, httpResult.bytes, httpResult.contentType), rules);
}

async function fetchAndTrust(account: Account, transport: Transport, certSn: string) {
	const { outcome, retry, message, description, members } = await fetchCertificate(
		account,
		transport,
		certSn,
	);
	if (outcome !== 'accepted') {
		const code =
			retry === 'no' ? 'ERR_ALIPAY_CERTIFICATE_UNKNOWN' : 'ERR_ALIPAY_CERTIFICATE_NOT_FETCHED';
		return notTrusted(code, message, description);
	}
	try {
		await trustCertificate(account, certSn, members ?? {}, new Date());
		return undefined;
	} catch (error) {
		const fault = error instanceof AlipayError ? error : UNREADABLE;
		return notTrusted('ERR_ALIPAY_CERTIFICATE_UNKNOWN', fault.message, fault.description);
	}
}

/** Fetches as the Java client does: `alipay.open.app.alipaycert.download`, checked up to the root. */
export function createCertificateRotation(account: Account, transport: Transport): CertificateRotation {
	const underWay = new Map<string, ReturnType<typeof fetchAndTrust>>();
	return {
		async trust(certSn) {
			const known = underWay.get(certSn) ?? fetchAndTrust(account, transport, certSn);
			underWay.set(certSn, known);
			const failure = await known;
			if (failure) underWay.delete(certSn);
			return failure;
		},
	};
}
