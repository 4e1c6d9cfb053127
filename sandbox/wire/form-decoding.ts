/** Reads a query or a form: percent-decoding into bytes first, then into text in the request's charset. */
import { charsetNamed, decodeText, type GatewayCharset } from './java-charset';

/**
 * How a form is read where a character's first byte is escaped and its second is not (`%E9F`). `strict`: as
 * java.net.URLDecoder, which decodes each run of escaped bytes by itself, so that such a character is damaged.
 * `lenient`: as Tomcat, Jetty and PHP, which first make bytes of everything.
 */
export type FormDecoding = 'strict' | 'lenient';

export interface RawPair {
	readonly name: string;
	readonly value: Buffer;
	/** The value in the pieces that java.net.URLDecoder decodes one by one. */
	readonly runs: readonly Buffer[];
}

const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

const hexDigit = (byte: number): number => {
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const letter = byte | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

interface Decoded {
	readonly bytes: Buffer;
	/** Offsets at which an escaped byte meets one that is not escaped, and the first of them is beyond ASCII. */
	readonly seams: readonly number[];
}

/** The byte of the `%XY` at this place; undefined = there are no two hex digits. */
const escapedByte = (encoded: Buffer, at: number): number | undefined => {
	if (at + 2 >= encoded.length) return undefined;
	const high = hexDigit(encoded[at + 1]);
	const low = hexDigit(encoded[at + 2]);
	return high < 0 || low < 0 ? undefined : high * 16 + low;
};

/** The bytes behind a percent-encoded text, or undefined where a `%` is not followed by two hex digits. */
const percentDecode = (encoded: Buffer): Decoded | undefined => {
	const bytes = Buffer.allocUnsafe(encoded.length);
	const seams: number[] = [];
	let length = 0;
	let wasEscaped = false;
	for (let at = 0; at < encoded.length; at += 1) {
		const isEscaped = encoded[at] === PERCENT;
		const byte = isEscaped ? escapedByte(encoded, at) : encoded[at];
		if (byte === undefined) return undefined;
		if (isEscaped !== wasEscaped && length > 0 && bytes[length - 1] >= 0x80) seams.push(length);
		bytes[length++] = !isEscaped && byte === PLUS ? SPACE : byte;
		if (isEscaped) at += 2;
		wasEscaped = isEscaped;
	}
	return { bytes: bytes.subarray(0, length), seams };
};

const runsOf = ({ bytes, seams }: Decoded): Buffer[] =>
	[0, ...seams].map((from, index) => bytes.subarray(from, seams[index] ?? bytes.length));

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
		pairs.push({ name: name.bytes.toString('latin1'), value: value.bytes, runs: runsOf(value) });
	}
	return pairs;
};

/** A value's text in the charset. */
export const readValue = (
	{ value, runs }: Pick<RawPair, 'value' | 'runs'>,
	charset: GatewayCharset,
	decoding: FormDecoding,
): string =>
	decoding === 'lenient'
		? decodeText(value, charset)
		: runs.map((run) => decodeText(run, charset)).join('');

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
export const readParameters = (
	query: Buffer,
	body: Buffer,
	decoding: FormDecoding = 'strict',
): Parameters => {
	const fromQuery = readPairs(query);
	const fromBody = readPairs(body);
	const pairs = [...(fromQuery ?? []), ...(fromBody ?? [])];
	const named = pairs.find(({ name }) => name === 'charset')?.value.toString('latin1');
	const charset = named === undefined ? undefined : charsetNamed(named);
	const values = new Map<string, string>();
	let duplicate: string | undefined;
	for (const pair of pairs) {
		if (values.has(pair.name)) duplicate = pair.name;
		else values.set(pair.name, readValue(pair, charset ?? 'utf-8', decoding));
	}
	const malformed = fromQuery === undefined || fromBody === undefined;
	return { values, charset, duplicate, malformed };
};
