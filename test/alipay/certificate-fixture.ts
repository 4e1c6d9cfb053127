/** Certificates made with jsrsasign, for tests. */
import type { KeyObject } from 'node:crypto';

import { KJUR } from 'jsrsasign';

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
	readonly sigalg?: string;
}

export const nameParts = (text: string): NameParts =>
	text.split(',').map((part) => {
		const [type, value] = part.split('=');
		return [{ type, value, ds: type === 'C' ? 'prn' : 'utf8' }];
	});

const pem = (key: KeyObject, type: 'spki' | 'pkcs8'): string =>
	type === 'spki'
		? key.export({ type, format: 'pem' }).toString()
		: key.export({ type, format: 'pem' }).toString();

export function makeCertificate(wish: CertificateWish): string {
	const subject = wish.subject ?? nameParts('C=CN,O=Test,CN=Leaf');
	const issuerPair = wish.issuerPair ?? wish.pair;
	const isEc = issuerPair.privateKey.asymmetricKeyType === 'ec';
	return new KJUR.asn1.x509.Certificate({
		version: 3,
		serial: { hex: wish.serial ?? '01' },
		issuer: { array: (wish.issuer ?? subject) as never },
		subject: { array: subject as never },
		notbefore: wish.from ?? '20250101000000Z',
		notafter: wish.to ?? '20350101000000Z',
		sbjpubkey: pem(wish.pair.publicKey, 'spki'),
		ext: wish.isCa === true ? [{ extname: 'basicConstraints', cA: true, critical: true }] : [],
		sigalg: wish.sigalg ?? (isEc ? 'SHA256withECDSA' : 'SHA256withRSA'),
		cakey: pem(issuerPair.privateKey, 'pkcs8'),
	} as never).getPEM();
}
