import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';

/** The settings that hold a file of certificates. */
export type CertificateField = 'appCertificate' | 'alipayCertificate' | 'alipayRootCertificate';

/** The field's label in the credential, in quotation marks. */
export function nameOf(field: CertificateField): string {
	switch (field) {
		case 'appCertificate':
			return t({ en: '"App Certificate"', zh: '“应用公钥证书”' });
		case 'alipayCertificate':
			return t({ en: '"Alipay Certificate"', zh: '“支付宝公钥证书”' });
		case 'alipayRootCertificate':
			return t({ en: '"Alipay Root Certificate"', zh: '“支付宝根证书”' });
	}
}

/** The file's name as the Alipay console has it. */
export function fileOf(field: CertificateField): string {
	switch (field) {
		case 'appCertificate':
			return 'appCertPublicKey_<APPID>.crt';
		case 'alipayCertificate':
			return 'alipayCertPublicKey_RSA2.crt';
		case 'alipayRootCertificate':
			return 'alipayRootCert.crt';
	}
}

/** Throws. Without its own advice, it is which file to download and paste. */
export function fail(
	code: string,
	field: CertificateField,
	message: string,
	description?: string,
): never {
	throw new AlipayError(code, {
		field,
		message,
		description:
			description ??
			t({
				en: `Download the certificates again from the Alipay console, then paste the whole content of ${fileOf(field)}`,
				zh: `请从支付宝开放平台控制台重新下载证书，并粘贴 ${fileOf(field)} 的完整内容`,
			}),
	});
}

const CODES: Readonly<Record<string, string>> = {
	path: 'ERR_CERTIFICATE_IS_PATH',
	pkcs1Private: 'ERR_CERTIFICATE_IS_PRIVATE_KEY',
	pkcs8Private: 'ERR_CERTIFICATE_IS_PRIVATE_KEY',
	encryptedPrivate: 'ERR_CERTIFICATE_IS_PRIVATE_KEY',
	ecPrivate: 'ERR_CERTIFICATE_IS_PRIVATE_KEY',
	spkiPublic: 'ERR_CERTIFICATE_IS_PUBLIC_KEY',
	pkcs1Public: 'ERR_CERTIFICATE_IS_PUBLIC_KEY',
	certificateRequest: 'ERR_CERTIFICATE_IS_REQUEST',
	cutShort: 'ERR_CERTIFICATE_CUT_SHORT',
};

function messageOf(code: string, name: string): string {
	switch (code) {
		case 'ERR_CERTIFICATE_IS_PATH':
			return t({
				en: `${name} is a file path`,
				zh: `${name}中填写的是文件路径，而不是文件内容`,
			});
		case 'ERR_CERTIFICATE_IS_PRIVATE_KEY':
			return t({
				en: `${name} contains a private key, not a certificate`,
				zh: `${name}中填写的是私钥，而不是证书`,
			});
		case 'ERR_CERTIFICATE_IS_PUBLIC_KEY':
			return t({
				en: `${name} contains a public key, not a certificate`,
				zh: `${name}中填写的是公钥，而不是证书`,
			});
		case 'ERR_CERTIFICATE_IS_REQUEST':
			return t({
				en: `${name} is a certificate request (CSR), not a certificate`,
				zh: `${name}中填写的是证书请求文件（CSR），而不是证书`,
			});
		case 'ERR_CERTIFICATE_CUT_SHORT':
			return t({ en: `${name} is incomplete`, zh: `${name}不完整，缺少一部分内容` });
		default:
			return t({ en: `${name} isn't a certificate`, zh: `${name}的内容不是证书` });
	}
}

/** @param found the form or the fault that was found in place of a certificate (see key-format.ts) */
export function refuseContent(found: string, field: CertificateField): never {
	const code = CODES[found] ?? 'ERR_CERTIFICATE';
	const advice =
		found === 'path'
			? t({
					en: `Open the file in a text editor, then paste the whole content of ${fileOf(field)}`,
					zh: `请用文本编辑器打开该文件，粘贴 ${fileOf(field)} 的全部内容`,
				})
			: undefined;
	return fail(code, field, messageOf(code, nameOf(field)), advice);
}

export function refuseEmpty(field: CertificateField): never {
	const message = t({ en: `${nameOf(field)} is empty`, zh: `${nameOf(field)}为空` });
	return fail('ERR_CERTIFICATE_EMPTY', field, message);
}

export function refuseNoRoot(field: CertificateField): never {
	return fail(
		'ERR_CERTIFICATE_NOT_ROOT',
		field,
		t({
			en: `${nameOf(field)} contains no RSA root certificate`,
			zh: `${nameOf(field)}中没有 RSA 根证书`,
		}),
	);
}

/** Which of several certificates is meant cannot be known. */
export function refuseSeveralCertificates(count: number, field: CertificateField): never {
	return fail(
		'ERR_CERTIFICATE_SEVERAL',
		field,
		t({
			en: `${nameOf(field)} contains ${count} certificates that don't form one chain`,
			zh: `${nameOf(field)}中有 ${count} 张不属于同一证书链的证书`,
		}),
		t({
			en: `Paste only the content of ${fileOf(field)}`,
			zh: `请只粘贴 ${fileOf(field)} 的内容`,
		}),
	);
}

export function refuseChain(field: CertificateField): never {
	return fail(
		'ERR_CERTIFICATE_CHAIN',
		field,
		t({
			en: `${nameOf(field)} doesn't chain to "Alipay Root Certificate"`,
			zh: `${nameOf(field)}无法追溯到“支付宝根证书”`,
		}),
		t({
			en: `Paste the whole content of ${fileOf(field)}, and alipayRootCert.crt from the same environment (sandbox and production have different ones)`,
			zh: `请粘贴 ${fileOf(field)} 的完整内容，以及同一环境的 alipayRootCert.crt（沙箱环境与正式环境的根证书不同）`,
		}),
	);
}

export function refuseOtherKey(): never {
	return fail(
		'ERR_APP_CERTIFICATE_OTHER_KEY',
		'appCertificate',
		t({
			en: '"App Certificate" doesn\'t match "Private Key"',
			zh: '“应用公钥证书”与“应用私钥”不匹配',
		}),
		t({
			en: "Paste this app's certificate, and the private key that the certificate was requested with",
			zh: '请粘贴该应用的证书，以及申请该证书时使用的应用私钥',
		}),
	);
}

export function refuseOwnCertificate(): never {
	return fail(
		'ERR_ALIPAY_CERTIFICATE_IS_OWN',
		'alipayCertificate',
		t({
			en: '"Alipay Certificate" contains your app\'s certificate',
			zh: '“支付宝公钥证书”中填写的是应用公钥证书',
		}),
	);
}
