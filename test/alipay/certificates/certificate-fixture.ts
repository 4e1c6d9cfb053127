/** Certificates put together by jsrsasign and signed by Node (jsrsasign takes a second for that). */
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { KJUR } from 'jsrsasign';

interface Encodable {
	tohex(): string;
	getPEM(): string;
}

/** The part of jsrsasign that is used here; its published types know but some of the parameters. */
const x509 = KJUR.asn1.x509 as unknown as {
	TBSCertificate: new (parts: object) => Encodable;
	Certificate: new (parts: object) => Encodable;
};

interface KeyPair {
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
}

/** A name: one array a relative name; several entries in it make a multi-valued one. */
export type NameParts = readonly (readonly { type: string; value: string; ds?: string }[])[];

export interface CertificateWish {
	/** The key pair that the certificate is about. */
	readonly pair: KeyPair;
	/** Who signs; the pair itself if nothing is said. */
	readonly issuerPair?: KeyPair;
	readonly subject?: NameParts;
	readonly issuer?: NameParts;
	/** In hex. */
	readonly serial?: string;
	readonly from?: string;
	readonly to?: string;
	readonly isCa?: boolean;
	/** In the place of the extensions that `isCa` gives, as jsrsasign has them. */
	readonly extensions?: readonly object[];
	/** Changes what is to be signed, in hex, e.g. to what jsrsasign would not write. */
	readonly rewrite?: (toBeSigned: string) => string;
}

export const nameParts = (text: string): NameParts =>
	text.split(',').map((part) => {
		const [type, value] = part.split('=');
		return [{ type, value, ds: type === 'C' ? 'prn' : 'utf8' }];
	});

const CA_EXTENSION = { extname: 'basicConstraints', cA: true, critical: true };

export function makeCertificate(wish: CertificateWish): string {
	const subject = wish.subject ?? nameParts('C=CN,O=Test,CN=Leaf');
	const issuerPair = wish.issuerPair ?? wish.pair;
	const isEc = issuerPair.privateKey.asymmetricKeyType === 'ec';
	const parts = {
		version: 3,
		serial: { hex: wish.serial ?? '01' },
		issuer: { array: wish.issuer ?? subject },
		subject: { array: subject },
		notbefore: wish.from ?? '20250101000000Z',
		notafter: wish.to ?? '20350101000000Z',
		sbjpubkey: wish.pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		ext: wish.extensions ?? (wish.isCa === true ? [CA_EXTENSION] : []),
		sigalg: isEc ? 'SHA256withECDSA' : 'SHA256withRSA',
	};
	const { rewrite = (hex: string) => hex } = wish;
	const toBeSigned = rewrite(new x509.TBSCertificate(parts).tohex());
	const bytes = Buffer.from(toBeSigned, 'hex');
	const sighex = sign('SHA256', bytes, issuerPair.privateKey).toString('hex');
	return new x509.Certificate({ ...parts, tbsobj: { tohex: () => toBeSigned }, sighex }).getPEM();
}
