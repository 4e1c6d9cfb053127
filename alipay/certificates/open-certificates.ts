/**
 * What only `certificate` mode needs. Certificates are parsed and their signatures checked by Node's
 * own X.509, and numbered by x509.ts, so that no certificate library is loaded.
 */
import type { KeyObject } from 'node:crypto';

import { t } from '../../i18n/translate';
import { fail, fileOf, isParsed, leafOf, nameOf, readFile } from './certificate-file';
import type { Certificate, CertificateField, Parsed } from './certificate-file';
import { chainOf } from './certificate-chain';
import { MIN_BITS } from '../keys/key-errors';
import { isPair } from '../keys/parse-key';
import { beijingTime } from '../request/timestamp';
import { isSignedWithRsa } from './certificate-sn';
import type { Account, AccountSettings, SignType } from '../protocol-types';

function assertValid({ parsed }: Parsed, field: CertificateField, now: Date): void {
	if (now.getTime() > Date.parse(parsed.validTo)) {
		fail(
			'ERR_CERTIFICATE_EXPIRED',
			field,
			t({
				en: `${nameOf(field)} ended on ${beijingTime(new Date(parsed.validTo)).slice(0, 10)}`,
				zh: `${nameOf(field)}已于 ${beijingTime(new Date(parsed.validTo)).slice(0, 10)} 到期`,
			}),
		);
	}
	if (now.getTime() < Date.parse(parsed.validFrom)) {
		fail(
			'ERR_CERTIFICATE_NOT_YET_VALID',
			field,
			t({
				en: `${nameOf(field)} is valid only from ${beijingTime(new Date(parsed.validFrom)).slice(0, 10)} on`,
				zh: `${nameOf(field)}自 ${beijingTime(new Date(parsed.validFrom)).slice(0, 10)} 起才生效`,
			}),
			t({
				en: "Check this machine's clock; if it is right, use the certificate that is valid now",
				zh: '请检查本机时钟；如时钟无误，请使用当前有效的证书',
			}),
		);
	}
}

const DAY = 24 * 60 * 60 * 1000;
const WARNING_DAYS = 30;

function warningFor({ parsed }: Parsed, field: CertificateField, now: Date): string | undefined {
	const end = Date.parse(parsed.validTo);
	const days = Math.floor((end - now.getTime()) / DAY);
	if (days >= WARNING_DAYS) return undefined;
	const date = beijingTime(new Date(end)).slice(0, 10);
	return t({
		en: `${nameOf(field)} ends on ${date}, in ${days} days: download the new one from the Alipay console and paste it into the credential`,
		zh: `${nameOf(field)}将于 ${date} 到期（还剩 ${days} 天）：请从支付宝开放平台控制台下载新证书，并更新到凭证中`,
	});
}

function rsaKeyOf({ parsed }: Parsed, field: CertificateField, signType: SignType): KeyObject {
	const key = parsed.publicKey;
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	if (key.asymmetricKeyType === 'rsa' && bits >= MIN_BITS[signType]) return key;
	return fail(
		'ERR_CERTIFICATE_KEY',
		field,
		t({
			en: `${nameOf(field)} does not hold an RSA key of at least ${MIN_BITS[signType]} bits, which ${signType} needs`,
			zh: `${nameOf(field)}中的密钥不是 ${signType} 所需的至少 ${MIN_BITS[signType]} 位的 RSA 密钥`,
		}),
	);
}

function noChain(field: CertificateField): never {
	return fail(
		'ERR_CERTIFICATE_CHAIN',
		field,
		t({
			en: `${nameOf(field)} does not lead up to Alipay's root certificate`,
			zh: `${nameOf(field)}无法追溯到支付宝根证书`,
		}),
		t({
			en: `Paste all of ${fileOf(field)}, and the alipayRootCert.crt of the same environment (sandbox and production have different ones)`,
			zh: `请粘贴 ${fileOf(field)} 的完整内容，以及同一环境的 alipayRootCert.crt（沙箱环境与正式环境的根证书不同）`,
		}),
	);
}

/** The root file: several certificates, of which those signed with RSA give the number. */
function rootsOf(text: string | undefined): Certificate[] {
	const field = 'alipayRootCertificate';
	const roots = readFile(text, field);
	const isRoot = ({ parsed }: Certificate) =>
		parsed !== undefined && parsed.subject === parsed.issuer;
	if (roots.some((each) => isSignedWithRsa(each.der) && isRoot(each))) return roots;
	return fail(
		'ERR_CERTIFICATE_NOT_ROOT',
		field,
		t({
			en: `${nameOf(field)} holds no RSA root certificate`,
			zh: `${nameOf(field)}中没有 RSA 根证书`,
		}),
	);
}

const rootSnOf = (roots: readonly Certificate[]): string =>
	roots
		.filter(({ der }) => isSignedWithRsa(der))
		.map(({ sn }) => sn)
		.join('_');

function appKeyMismatch(): never {
	return fail(
		'ERR_APP_CERTIFICATE_OTHER_KEY',
		'appCertificate',
		t({
			en: "The application's certificate does not belong to the private key",
			zh: '应用公钥证书与应用私钥不匹配',
		}),
		t({
			en: 'Paste the private key that the certificate was requested with, and the certificate of this very app',
			zh: '请粘贴申请该证书时使用的应用私钥，以及该应用对应的证书',
		}),
	);
}

function ownInsteadOfAlipays(): never {
	return fail(
		'ERR_ALIPAY_CERTIFICATE_IS_OWN',
		'alipayCertificate',
		t({
			en: "The application's own certificate stands where Alipay's belongs",
			zh: '支付宝公钥证书处填的是应用公钥证书',
		}),
	);
}

/** Warnings for a chain: the leaf under its own name, the others as the root's. */
function chainWarnings(chain: readonly Parsed[], field: CertificateField, now: Date): string[] {
	return chain
		.map((each, index) => warningFor(each, index === 0 ? field : 'alipayRootCertificate', now))
		.filter((each) => each !== undefined);
}

/**
 * An account's certificates, read and checked: numbers, keys, validity, chains up to the root. The
 * application's own chain is checked where its certificates in between are at hand; the files of the
 * console hold them for Alipay's alone (another authority issues the applications'), and the gateway
 * knows each application's certificate anyway. Throws `AlipayError` whose `field` names the certificate
 * at fault.
 */
export function openCertificates(
	settings: AccountSettings,
	privateKey: KeyObject,
	now: Date,
): Partial<Account> {
	const { signType } = settings;
	const rootFile = rootsOf(settings.alipayRootCertificate);
	const appFile = readFile(settings.appCertificate, 'appCertificate');
	const alipayFile = readFile(settings.alipayCertificate, 'alipayCertificate');
	const roots = rootFile.filter(isParsed);
	const between = [...appFile, ...alipayFile].filter(isParsed);
	const app = leafOf(appFile, 'appCertificate');
	const alipay = leafOf(alipayFile, 'alipayCertificate');
	if (!isPair(rsaKeyOf(app, 'appCertificate', signType), privateKey)) appKeyMismatch();
	const alipayPublicKey = rsaKeyOf(alipay, 'alipayCertificate', signType);
	if (isPair(alipayPublicKey, privateKey)) ownInsteadOfAlipays();
	assertValid(app, 'appCertificate', now);
	assertValid(alipay, 'alipayCertificate', now);
	const appChain = chainOf(app, between, roots);
	const alipayChain = chainOf(alipay, between, roots) ?? noChain('alipayCertificate');
	for (const each of [...(appChain ?? []), ...alipayChain].filter(
		(one) => one !== app && one !== alipay,
	)) {
		assertValid(each, 'alipayRootCertificate', now);
	}
	return {
		alipayPublicKey,
		appCertSn: app.sn,
		alipayCertSn: alipay.sn,
		alipayRootCertSn: rootSnOf(rootFile),
		alipayCertificates: new Map([[alipay.sn, alipayPublicKey]]),
		alipayCertificate: settings.alipayCertificate,
		alipayRootCertificate: settings.alipayRootCertificate,
		warnings: [
			...new Set([
				...chainWarnings(appChain ?? [app], 'appCertificate', now),
				...chainWarnings(alipayChain, 'alipayCertificate', now),
			]),
		],
	};
}

/**
 * The key of a certificate of Alipay's that was fetched, once its number is the one asked for, it is
 * valid and leads up to the account's root. Source: the Java client. Throws `AlipayError`.
 */
export function openFetchedCertificate(
	account: Account,
	pem: string,
	certSn: string,
	now: Date,
): KeyObject {
	const field = 'alipayCertificate';
	const file = readFile(pem, field);
	const leaf = leafOf(file, field);
	if (leaf.sn !== certSn.toLowerCase() || leaf.parsed.ca) {
		fail(
			'ERR_CERTIFICATE_OTHER',
			field,
			t({
				en: 'The certificate that was fetched is not the one that the answer names',
				zh: '下载到的证书不是应答所指明的证书',
			}),
		);
	}
	const known = readFile(account.alipayCertificate, field);
	const roots = rootsOf(account.alipayRootCertificate).filter(isParsed);
	const chain = chainOf(leaf, [...file, ...known].filter(isParsed), roots) ?? noChain(field);
	for (const each of chain) assertValid(each, field, now);
	return rsaKeyOf(leaf, field, account.signType);
}
