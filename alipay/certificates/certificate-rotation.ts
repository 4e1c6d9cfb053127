import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import type { Account, Call } from '../protocol-types';

/** Names the call that brings a newer certificate of Alipay's. Source: the Java client. */
export const CERTIFICATE_METHOD = 'alipay.open.app.alipaycert.download';

export function fetchCertificateCall(certSn: string): Call {
	return { method: CERTIFICATE_METHOD, bizContent: JSON.stringify({ alipay_cert_sn: certSn }) };
}

/**
 * Takes a fetched certificate of Alipay's into the account, once it has been checked up to the
 * account's root. Rejects with an `AlipayError` when it is not to be trusted.
 *
 * @param members the response of `fetchCertificateCall`: `alipay_cert_content`, base64 of the PEM text
 */
export async function trustCertificate(
	account: Account,
	certSn: string,
	members: Readonly<Record<string, unknown>>,
	now: Date,
): Promise<void> {
	const content = members.alipay_cert_content;
	if (typeof content !== 'string' || content === '') {
		throw new AlipayError('ERR_CERTIFICATE_DOWNLOAD', {
			field: 'alipayCertificate',
			message: t({
				en: "Alipay's new certificate couldn't be downloaded",
				zh: '无法下载支付宝的新证书',
			}),
			description: t({
				en: 'Download the Alipay certificate from the Alipay console and paste it into "Alipay Certificate" in the credential',
				zh: '请从支付宝开放平台控制台下载支付宝公钥证书，并粘贴到凭证的“支付宝公钥证书”中',
			}),
		});
	}
	const pem = Buffer.from(content, 'base64').toString('utf8');
	const { openFetchedCertificate } = await import('./open-certificates');
	account.alipayCertificates?.set(certSn, openFetchedCertificate(account, pem, certSn, now));
}
