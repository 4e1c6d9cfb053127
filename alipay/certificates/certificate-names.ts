import { X509 } from 'jsrsasign';

/** What a certificate says about whom it belongs to and who issued it, made comparable. */
export interface CertificateNames {
	readonly subject: string;
	readonly issuer: string;
}

/** jsrsasign's own, which its published types leave out. */
interface NameReader {
	getX500NameArray(hex: string): object[];
	c14nRDNArray(names: object[]): string;
}

/** jsrsasign has no canonical form of text in another encoding than its attribute's: compared as bytes. */
function canonical(reader: NameReader, hex: string): string {
	try {
		return reader.c14nRDNArray(reader.getX500NameArray(hex));
	} catch {
		return hex;
	}
}

/**
 * Both names as RFC 4518 compares them: letter case, blanks and the kind of string do not count. So do
 * the Java client and OpenSSL. Undefined where the DER is no certificate.
 */
export function namesOf(der: Uint8Array): CertificateNames | undefined {
	const certificate = new X509() as X509 & NameReader;
	try {
		certificate.readCertHex(Buffer.from(der).toString('hex'));
		return {
			subject: canonical(certificate, certificate.getSubjectHex()),
			issuer: canonical(certificate, certificate.getIssuerHex()),
		};
	} catch {
		return undefined;
	}
}
