import { X509Certificate } from 'node:crypto';

import { readCertificateTexts } from '../keys/key-format';
import { refuseContent, refuseEmpty } from './certificate-errors';
import type { CertificateField } from './certificate-errors';
import { namesOf } from './certificate-names';
import type { CertificateNames } from './certificate-names';
import { certificateSn } from './certificate-sn';

/** One certificate of a file. `parsed` is missing where Node.js cannot read it (SM2 in root files). */
export interface Certificate {
	readonly der: Uint8Array;
	readonly sn: string;
	readonly names: CertificateNames;
	readonly parsed?: X509Certificate;
}

export type Parsed = Certificate & { readonly parsed: X509Certificate };

function parse(der: Uint8Array): X509Certificate | undefined {
	try {
		return new X509Certificate(der);
	} catch {
		return undefined;
	}
}

/** A certificate with what it is named by; undefined where the DER is none. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
	const sn = certificateSn(der);
	const names = namesOf(der);
	return sn === undefined || names === undefined ? undefined : { der, sn, names, parsed: parse(der) };
}

/** The certificates of a pasted file, in its order. Throws `AlipayError` where it holds anything else. */
export function readFile(text: string | undefined, field: CertificateField): Certificate[] {
	const read = readCertificateTexts(text ?? '');
	if (read.length === 0) return refuseEmpty(field);
	return read.map((each) => {
		if (typeof each === 'string') return refuseContent(each, field);
		const certificate = each.form === 'certificate' ? readCertificate(each.der) : undefined;
		return certificate ?? refuseContent(each.form, field);
	});
}

export const isParsed = (certificate: Certificate): certificate is Parsed =>
	certificate.parsed !== undefined;

export const isSame = (one: Parsed, other: Parsed): boolean =>
	one.parsed.fingerprint256 === other.parsed.fingerprint256;

export const isSelfIssued = ({ names }: Certificate): boolean => names.subject === names.issuer;
