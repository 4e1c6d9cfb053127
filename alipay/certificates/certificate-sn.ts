import { createHash } from 'node:crypto';

import { oidText, readDer, TAG } from '../keys/der';
import type { DerValue } from '../keys/der';

/** The short names that the npm client writes; any other attribute stands without a name. */
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
const EXPLICIT_VERSION = 0xa0;

const childrenOf = (value: DerValue): DerValue[] => readDer(value.content);

interface Parts {
	readonly serial: Uint8Array;
	readonly issuer: DerValue;
	readonly signatureOid: string;
}

function partsOf(der: Uint8Array): Parts | undefined {
	const [certificate] = readDer(der);
	if (certificate === undefined) return undefined;
	const [toBeSigned, signatureAlgorithm] = childrenOf(certificate);
	if (toBeSigned === undefined || signatureAlgorithm === undefined) return undefined;
	const members = childrenOf(toBeSigned).filter(({ tag }) => tag !== EXPLICIT_VERSION);
	const [serial, , issuer] = members;
	const [oid] = childrenOf(signatureAlgorithm);
	if (serial?.tag !== TAG.integer || issuer === undefined || oid?.tag !== TAG.oid) return undefined;
	return { serial: serial.content, issuer, signatureOid: oidText(oid.content) };
}

function attributeText(attribute: DerValue): string {
	const [type, value] = childrenOf(attribute);
	if (type === undefined || value === undefined) return '';
	const name = SHORT_NAMES[oidText(type.content)] ?? '';
	return `${name}=${Buffer.from(value.content).toString('utf8')}`;
}

/** The issuer's attributes from last to first, joined by commas without blanks. */
const issuerText = (issuer: DerValue): string =>
	childrenOf(issuer).flatMap(childrenOf).map(attributeText).reverse().join(',');

/** In decimal. The npm client reads up to six bytes as signed and longer ones as unsigned. */
function serialText(bytes: Uint8Array): string {
	const value = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
	return String(bytes.length <= 6 ? BigInt.asIntN(bytes.length * 8, value) : value);
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
