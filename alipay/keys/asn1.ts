/** ASN.1 values as jsrsasign reads them: each in hex, with its tag and length. */
import { ASN1HEX } from 'jsrsasign';

export const TAG = {
	integer: '02',
	bitString: '03',
	octetString: '04',
	oid: '06',
	sequence: '30',
} as const;

export const tagOf = (value: string): string => value.slice(0, 2);

/** The values within a value, in order; none where it is malformed. */
export function childrenOf(value: string | undefined): string[] {
	if (value === undefined) return [];
	try {
		const places = ASN1HEX.getChildIdx(value, 0);
		// jsrsasign's lengths have 32 bits and a sign.
		if (places.some((at) => ASN1HEX.getVblen(value, at) < 0)) return [];
		return places.map((at) => ASN1HEX.getTLV(value, at));
	} catch {
		return [];
	}
}

/** The content of a value, in hex. */
export const contentOf = (value: string): string => ASN1HEX.getV(value, 0);

/** An object identifier in dots, e.g. `1.2.840.113549.1.1.1`; empty where the value is none. */
export const oidOf = (value: string | undefined): string =>
	value !== undefined && tagOf(value) === TAG.oid ? ASN1HEX.hextooidstr(contentOf(value)) : '';

/** How many bytes the value that begins here says it has, there or not; 0 where it does not say. */
export function announcedLength(hex: string): number {
	const isWhole = hex.length >= 4 && ASN1HEX.getVblen(hex, 0) >= 0;
	return isWhole ? ASN1HEX.getTLVblen(hex, 0) / 2 : 0;
}
