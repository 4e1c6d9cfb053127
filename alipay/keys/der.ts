/** A value of DER, the binary form of keys and certificates (ITU-T X.690). */
export interface DerValue {
	readonly tag: number;
	/** The content alone. */
	readonly content: Uint8Array;
	/** Tag, length and content. */
	readonly whole: Uint8Array;
}

export const TAG = {
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	oid: 0x06,
	sequence: 0x30,
} as const;

/** Length of the header and of the content; undefined where even that is cut short or malformed. */
function lengthsAt(bytes: Uint8Array, at: number): [header: number, content: number] | undefined {
	const first = bytes[at + 1];
	if (first === undefined) return undefined;
	if (first < 0x80) return [2, first];
	const size = first & 0x7f;
	if (size === 0 || size > 4 || at + 2 + size > bytes.length) return undefined;
	let length = 0;
	for (let index = 0; index < size; index++) length = length * 256 + bytes[at + 2 + index];
	return [2 + size, length];
}

/** How many bytes the value that begins here says it has, there or not. */
export function announcedLength(bytes: Uint8Array): number | undefined {
	const lengths = lengthsAt(bytes, 0);
	return lengths && lengths[0] + lengths[1];
}

/** The values one after the other in the bytes; those up to the first that is not whole. */
export function readDer(bytes: Uint8Array): DerValue[] {
	const values: DerValue[] = [];
	for (let at = 0; at < bytes.length; ) {
		const lengths = lengthsAt(bytes, at);
		if (lengths === undefined) break;
		const [header, length] = lengths;
		const end = at + header + length;
		if (end > bytes.length) break;
		const content = bytes.subarray(at + header, end);
		values.push({ tag: bytes[at], content, whole: bytes.subarray(at, end) });
		at = end;
	}
	return values;
}

/** An object identifier in dots, e.g. `1.2.840.113549.1.1.1`. */
export function oidText(content: Uint8Array): string {
	const arcs: number[] = [];
	let value = 0;
	for (const byte of content) {
		value = value * 128 + (byte & 0x7f);
		if (byte >= 0x80) continue;
		if (arcs.length === 0) {
			const first = Math.min(2, Math.floor(value / 40));
			arcs.push(first, value - first * 40);
		} else {
			arcs.push(value);
		}
		value = 0;
	}
	return arcs.join('.');
}
