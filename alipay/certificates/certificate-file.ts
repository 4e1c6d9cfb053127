import { X509Certificate } from 'node:crypto';

import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import { readCertificateTexts } from '../keys/key-format';
import { certificateSn } from './certificate-sn';

export type CertificateField = 'appCertificate' | 'alipayCertificate' | 'alipayRootCertificate';

/** One certificate of a file. `parsed` is missing where Node cannot read it (SM2 in root files). */
export interface Certificate {
	readonly der: Uint8Array;
	readonly sn: string;
	readonly parsed?: X509Certificate;
}

export type Parsed = Certificate & { readonly parsed: X509Certificate };

export function nameOf(field: CertificateField): string {
	switch (field) {
		case 'appCertificate':
			return t({ en: "The application's certificate", zh: '应用公钥证书' });
		case 'alipayCertificate':
			return t({ en: "Alipay's certificate", zh: '支付宝公钥证书' });
		case 'alipayRootCertificate':
			return t({ en: "Alipay's root certificate", zh: '支付宝根证书' });
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
				en: `Download the certificates from the Alipay console again, and paste the whole content of ${fileOf(field)}`,
				zh: `请从支付宝开放平台控制台重新下载证书，并粘贴 ${fileOf(field)} 的完整内容`,
			}),
	});
}

function parse(der: Uint8Array): X509Certificate | undefined {
	try {
		return new X509Certificate(der);
	} catch {
		return undefined;
	}
}

function refuse(form: string, field: CertificateField): never {
	const name = nameOf(field);
	switch (form) {
		case 'path':
			return fail(
				'ERR_CERTIFICATE_IS_PATH',
				field,
				t({
					en: `${name} is a file's path, not the file's content`,
					zh: `${name}填的是文件路径，而不是文件内容`,
				}),
			);
		case 'pkcs1Private':
		case 'pkcs8Private':
		case 'encryptedPrivate':
		case 'ecPrivate':
			return fail(
				'ERR_CERTIFICATE_IS_PRIVATE_KEY',
				field,
				t({
					en: `A private key stands where a certificate belongs (${name})`,
					zh: `${name}处填的是私钥`,
				}),
			);
		case 'spkiPublic':
		case 'pkcs1Public':
			return fail(
				'ERR_CERTIFICATE_IS_PUBLIC_KEY',
				field,
				t({
					en: `A public key stands where a certificate belongs (${name})`,
					zh: `${name}处填的是公钥`,
				}),
			);
		case 'certificateRequest':
			return fail(
				'ERR_CERTIFICATE_IS_REQUEST',
				field,
				t({
					en: `${name} is a certificate request (CSR), not a certificate`,
					zh: `${name}填的是证书请求文件（CSR），而不是证书`,
				}),
			);
		case 'cutShort':
			return fail(
				'ERR_CERTIFICATE_CUT_SHORT',
				field,
				t({
					en: `${name} is cut short: a part of it is missing`,
					zh: `${name}不完整，缺少一部分内容`,
				}),
			);
		default:
			return fail(
				'ERR_CERTIFICATE',
				field,
				t({ en: `${name} is not a certificate`, zh: `${name}的内容不是证书` }),
			);
	}
}

export function readFile(text: string | undefined, field: CertificateField): Certificate[] {
	const read = readCertificateTexts(text ?? '');
	if (read.length === 0) {
		fail(
			'ERR_CERTIFICATE_EMPTY',
			field,
			t({ en: `${nameOf(field)} is empty`, zh: `${nameOf(field)}为空` }),
		);
	}
	return read.map((each) => {
		if (typeof each === 'string') return refuse(each, field);
		const sn = each.form === 'certificate' ? certificateSn(each.der) : undefined;
		if (sn === undefined) return refuse(each.form, field);
		return { der: each.der, sn, parsed: parse(each.der) };
	});
}

export const isParsed = (certificate: Certificate): certificate is Parsed =>
	certificate.parsed !== undefined;

export const isSame = (one: Parsed, other: Parsed): boolean =>
	one.parsed.fingerprint256 === other.parsed.fingerprint256;

/** The certificate that a file is about: the first, as the npm client has it, unless that is a CA's. */
export function leafOf(certificates: readonly Certificate[], field: CertificateField): Parsed {
	const parsed = certificates.filter(isParsed);
	const leaf = parsed.find((each) => !each.parsed.ca) ?? parsed[0];
	return leaf ?? refuse('', field);
}
