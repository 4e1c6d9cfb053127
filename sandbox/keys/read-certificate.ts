/** Certificates from PEM text, and their numbers as the gateway expects them. */
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { X509 } from 'jsrsasign';

/** The PEM blocks of a file that may hold several certificates. */
export const pemBlocks = (pem: string): string[] =>
	pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

const read = (pem: string): X509 => {
	const certificate = new X509();
	certificate.readCertPEM(pem);
	return certificate;
};

/** md5 hex of the issuer's parts from last to first, `CN=..,OU=..,C=..`, and the serial number in decimal. */
const serialOf = (certificate: X509): string => {
	const parts = certificate.getIssuer().array.flat().reverse();
	const issuer = parts.map(({ type, value }) => `${type}=${value}`).join(',');
	const serial = BigInt(`0x${certificate.getSerialNumberHex()}`).toString(10);
	return createHash('md5')
		.update(issuer + serial, 'utf8')
		.digest('hex');
};

/** The certificate in a file that issued none of the others: the console writes leaf and intermediate in either order. */
const leafOf = (pem: string): string => {
	const blocks = pemBlocks(pem);
	const certificates = blocks.map((block) => ({ block, x509: new X509Certificate(block) }));
	const issuesAnother = (issuer: X509Certificate): boolean =>
		certificates.some(({ x509 }) => x509 !== issuer && x509.issuer === issuer.subject);
	const leaf = certificates.find(({ x509 }) => !issuesAnother(x509));
	return leaf?.block ?? blocks[0] ?? pem;
};

/** The number of one certificate, as PEM. */
const numberOf = (block: string): string => serialOf(read(block));

/** `app_cert_sn` or `alipay_cert_sn`: the number of the leaf in the text. */
export const certSn = (pem: string): string => numberOf(leafOf(pem));

/** `alipay_root_cert_sn`: the numbers of all certificates with an RSA signature, joined by `_`. */
export const rootCertSn = (pem: string): string =>
	pemBlocks(pem)
		.filter((block) => read(block).getSignatureAlgorithmName().endsWith('withRSA'))
		.map(numberOf)
		.join('_');

export interface ReadCertificate {
	readonly sn: string;
	readonly publicKey: KeyObject;
	readonly validTo: Date;
	readonly validFrom: Date;
}

/** The leaf in the text. Throws where there is none. */
export const readCertificate = (pem: string): ReadCertificate => {
	const block = leafOf(pem);
	const certificate = new X509Certificate(block);
	return {
		sn: numberOf(block),
		publicKey: createPublicKey(block),
		validFrom: new Date(certificate.validFrom),
		validTo: new Date(certificate.validTo),
	};
};
