/**
 * What only `certificate` mode needs. jsrsasign reads the certificates' ASN.1, and Node.js verifies their
 * signatures. Imported where certificate mode begins, so that jsrsasign is loaded there and nowhere else.
 */
import type { KeyObject } from 'node:crypto';

import { t } from '../../i18n/translate';
import {
	fail,
	nameOf,
	refuseChain,
	refuseContent,
	refuseNoRoot,
	refuseOtherKey,
	refuseOwnCertificate,
	refuseSeveralCertificates,
} from './certificate-errors';
import type { CertificateField } from './certificate-errors';
import { isParsed, isSelfIssued, readFile } from './certificate-file';
import type { Certificate, Parsed } from './certificate-file';
import { chainOf, leavesOf } from './certificate-chain';
import { MIN_BITS } from '../keys/key-errors';
import { isPair } from '../keys/parse-key';
import { assertValid, chainWarnings } from './certificate-validity';
import { isSignedWithRsa } from './certificate-sn';
import type { Account, AccountSettings, SignType } from '../protocol-types';

function rsaKeyOf({ parsed }: Parsed, field: CertificateField, signType: SignType): KeyObject {
	const key = parsed.publicKey;
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	if (key.asymmetricKeyType === 'rsa' && bits >= MIN_BITS[signType]) return key;
	return fail(
		'ERR_CERTIFICATE_KEY',
		field,
		t({
			en: `${nameOf(field)} has no RSA key of at least ${MIN_BITS[signType]} bits, which ${signType} needs`,
			zh: `${nameOf(field)}中没有 ${signType} 所需的 RSA 密钥（至少 ${MIN_BITS[signType]} 位）`,
		}),
	);
}

/** The root file: several certificates, of which those signed with RSA give the number. */
function rootsOf(text: string | undefined): Certificate[] {
	const field = 'alipayRootCertificate';
	const roots = readFile(text, field);
	const isRsaRoot = (each: Certificate) =>
		isParsed(each) && isSignedWithRsa(each.der) && isSelfIssued(each);
	return roots.some(isRsaRoot) ? roots : refuseNoRoot(field);
}

const rootSnOf = (roots: readonly Certificate[]): string =>
	roots
		.filter(({ der }) => isSignedWithRsa(der))
		.map(({ sn }) => sn)
		.join('_');

/** The one certificate that a file is about; the others in it lead up to the root. */
function leafOf(
	file: readonly Certificate[],
	field: CertificateField,
	isMeant: (leaf: Parsed) => boolean,
): Parsed {
	const parsed = file.filter(isParsed);
	const leaves = leavesOf(parsed);
	const meant = leaves.filter(isMeant);
	if (meant.length === 1) return meant[0];
	if (leaves.length > 1) return refuseSeveralCertificates(leaves.length, field);
	return leaves[0] ?? parsed[0] ?? refuseContent('', field);
}

/**
 * An account's certificates, read and checked: numbers, keys, validity, chains up to the root. The app's
 * own chain is checked where its intermediates are at hand; in production the console's files hold them
 * for Alipay's certificate alone (another intermediate issues the apps'), and the gateway knows each
 * app's certificate anyway. Throws `AlipayError` whose `field` names the certificate at fault.
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
	const isOwn = ({ parsed }: Parsed) => isPair(parsed.publicKey, privateKey);
	const app = leafOf(appFile, 'appCertificate', isOwn);
	const alipay = leafOf(alipayFile, 'alipayCertificate', (leaf) => !isOwn(leaf));
	rsaKeyOf(app, 'appCertificate', signType);
	if (!isOwn(app)) refuseOtherKey();
	const alipayPublicKey = rsaKeyOf(alipay, 'alipayCertificate', signType);
	if (isOwn(alipay)) refuseOwnCertificate();
	assertValid(app, 'appCertificate', now);
	assertValid(alipay, 'alipayCertificate', now);
	const between = [...appFile, ...alipayFile].filter(isParsed);
	const roots = rootFile.filter(isParsed);
	const appChain = chainOf(app, between, roots, now) ?? [app];
	const alipayChain = chainOf(alipay, between, roots, now) ?? refuseChain('alipayCertificate');
	for (const issuer of [...appChain.slice(1), ...alipayChain.slice(1)]) {
		assertValid(issuer, 'alipayRootCertificate', now);
	}
	const warnings = [
		...chainWarnings(appChain, 'appCertificate', now),
		...chainWarnings(alipayChain, 'alipayCertificate', now),
	];
	return {
		alipayPublicKey,
		appCertSn: app.sn,
		alipayCertSn: alipay.sn,
		alipayRootCertSn: rootSnOf(rootFile),
		alipayCertificates: new Map([[alipay.sn, alipayPublicKey]]),
		alipayCertificate: settings.alipayCertificate,
		alipayRootCertificate: settings.alipayRootCertificate,
		warnings: [...new Set(warnings)],
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
	const file = readFile(pem, field).filter(isParsed);
	if (file.length === 0) refuseContent('', field);
	const known = readFile(account.alipayCertificate, field).filter(isParsed);
	const leaf = leavesOf(file, [...file, ...known]).find(
		({ sn, parsed }) => sn === certSn.toLowerCase() && !parsed.ca,
	);
	if (leaf === undefined) {
		return fail(
			'ERR_CERTIFICATE_OTHER',
			field,
			t({
				en: "The downloaded certificate isn't the one that the response names",
				zh: '下载到的证书不是响应所指明的证书',
			}),
		);
	}
	const roots = rootsOf(account.alipayRootCertificate).filter(isParsed);
	const chain = chainOf(leaf, [...file, ...known], roots, now) ?? refuseChain(field);
	for (const each of chain) assertValid(each, field, now);
	const key = rsaKeyOf(leaf, field, account.signType);
	// The same authority issues the apps' certificates; whoever holds an app's key must not speak as Alipay.
	if (isPair(key, account.privateKey)) return refuseOwnCertificate();
	return key;
}
