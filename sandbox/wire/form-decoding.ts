/** Reading a query or a form: percent-decoding into bytes first, then into text in the request's charset. */
import { charsetNamed, decodeText, type GatewayCharset } from './java-charset';

export interface RawPair {
	readonly name: string;
	readonly value: Buffer;
}

const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

const hexDigit = (byte: number): number => {
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const letter = byte | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/** The bytes behind a percent-encoded text, or undefined where a `%` is not followed by two hex digits. */
export const percentDecode = (encoded: Buffer): Buffer | undefined => {
	const bytes = Buffer.allocUnsafe(encoded.length);
	let length = 0;
	for (let at = 0; at < encoded.length; at += 1) {
		const byte = encoded[at];
		if (byte !== PERCENT) {
			bytes[length++] = byte === PLUS ? SPACE : byte;
			continue;
		}
		const high = at + 2 < encoded.length ? hexDigit(encoded[at + 1]) : -1;
		const low = at + 2 < encoded.length ? hexDigit(encoded[at + 2]) : -1;
		if (high < 0 || low < 0) return undefined;
		bytes[length++] = high * 16 + low;
		at += 2;
	}
	return bytes.subarray(0, length);
};

/** The pairs of a query or a form, or undefined where it is not percent-encoded properly. */
export const readPairs = (encoded: Buffer): RawPair[] | undefined => {
	const pairs: RawPair[] = [];
	let from = 0;
	while (from < encoded.length) {
		const ampersand = encoded.indexOf('&', from);
		const end = ampersand < 0 ? encoded.length : ampersand;
		const piece = encoded.subarray(from, end);
		from = end + 1;
		if (piece.length === 0) continue;
		const equals = piece.indexOf('=');
		const name = percentDecode(equals < 0 ? piece : piece.subarray(0, equals));
		const value = percentDecode(
			equals < 0 ? piece.subarray(piece.length) : piece.subarray(equals + 1),
		);
		if (name === undefined || value === undefined) return undefined;
		pairs.push({ name: name.toString('latin1'), value });
	}
	return pairs;
};

export interface Parameters {
	/** Every parameter's text by name. Of one that came twice, the first. */
	readonly values: ReadonlyMap<string, string>;
	/** undefined = the request names none of the known charsets; its text was read as utf-8. */
	readonly charset: GatewayCharset | undefined;
	/** The name of a parameter that came more than once. */
	readonly duplicate: string | undefined;
	/** A `%` without two hex digits behind it. */
	readonly malformed: boolean;
}

/** The parameters of the query and of the form body together, in the charset that they themselves name. */
export const readParameters = (query: Buffer, body: Buffer): Parameters => {
	const fromQuery = readPairs(query);
	const fromBody = readPairs(body);
	const pairs = [...(fromQuery ?? []), ...(fromBody ?? [])];
	const named = pairs.find(({ name }) => name === 'charset')?.value.toString('latin1');
	const charset = named === undefined ? undefined : charsetNamed(named);
	const values = new Map<string, string>();
	let duplicate: string | undefined;
	for (const { name, value } of pairs) {
		if (values.has(name)) duplicate = name;
		else values.set(name, decodeText(value, charset ?? 'utf-8'));
	}
	const malformed = fromQuery === undefined || fromBody === undefined;
	return { values, charset, duplicate, malformed };
};
