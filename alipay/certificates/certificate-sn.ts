import { createHash } from 'node:crypto';

import { X509 } from 'jsrsasign';

import { childrenOf, contentOf, oidOf } from '../keys/asn1';

/** The short names that the npm client writes; any other attribute has no name in the number. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
	'2.5.4.3': 'CN',
	'2.5.4.6': 'C',
	'2.5.4.7': 'L',
	'2.5.4.8': 'ST',
	'2.5.4.10': 'O',
	'2.5.4.11': 'OU',
	'1.2.840.113549.1.9.1': 'E',
};

/** Begins the OID of every RSA signature algorithm. */
const RSA_SIGNATURE = '1.2.840.113549.1.1';

interface Parts {
	/** All three in hex; the issuer with its tag and length. */
	readonly serial: string;
	readonly issuer: string;
	readonly signatureOid: string;
}

function partsOf(der: Uint8Array): Parts | undefined {
	const hex = Buffer.from(der).toString('hex');
	const certificate = new X509();
	try {
		certificate.readCertHex(hex);
		const serial: string | null = certificate.getSerialNumberHex();
		const issuer: string | null = certificate.getIssuerHex();
		const [, signatureAlgorithm] = childrenOf(hex);
		const signatureOid = oidOf(childrenOf(signatureAlgorithm)[0]);
		if (serial === null || issuer === null || signatureOid === '') return undefined;
		return { serial, issuer, signatureOid };
	} catch {
		return undefined;
	}
}

/**
 * The values are their raw bytes read as UTF-8, as the gateway's number has them. jsrsasign's own reading
 * of a name converts BMP and teletex strings, has nothing for bytes in another encoding than their
 * attribute's, and throws at a universal string.
 */
function attributeText(attribute: string): string {
	const [type, value] = childrenOf(attribute);
	if (type === undefined || value === undefined) return '';
	const name = SHORT_NAMES[oidOf(type)] ?? '';
	return `${name}=${Buffer.from(contentOf(value), 'hex').toString('utf8')}`;
}

/** The issuer's attributes from last to first, joined by commas without blanks. */
const issuerText = (issuer: string): string =>
	childrenOf(issuer).flatMap(childrenOf).map(attributeText).reverse().join(',');

/** In decimal. The npm client reads up to six bytes as signed and longer ones as unsigned. */
function serialText(hex: string): string {
	const value = BigInt(`0x0${hex}`);
	return String(hex.length <= 12 ? BigInt.asIntN(hex.length * 4, value) : value);
}

/**
 * The number that names a certificate at the gateway: md5 hex of issuer and serial number. Source:
 * the npm client's `getSN`. Undefined where the DER is no certificate.
 */
export function certificateSn(der: Uint8Array): string | undefined {
	const parts = partsOf(der);
	if (parts === undefined) return undefined;
	const named = issuerText(parts.issuer) + serialText(parts.serial);
	return createHash('md5').update(named, 'utf8').digest('hex');
}

/** Whether a certificate is signed with RSA; the root file also holds EC and SM2 ones. */
export const isSignedWithRsa = (der: Uint8Array): boolean =>
	partsOf(der)?.signatureOid.startsWith(RSA_SIGNATURE) ?? false;
