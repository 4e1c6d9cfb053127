/**
 * Text and bytes in the three charsets that a request may name, as OpenJDK 17 reads and writes them. GBK starts
 * from iconv-lite's code page 936; what Java has otherwise was found by asking Java for every pair of bytes.
 */
import iconv from 'iconv-lite';

export type GatewayCharset = 'utf-8' | 'GBK' | 'GB2312';

type DoubleByteCharset = Exclude<GatewayCharset, 'utf-8'>;

const CHARSETS = new Map<string, GatewayCharset>([
	['utf-8', 'utf-8'],
	['gbk', 'GBK'],
	['gb2312', 'GB2312'],
]);

/** The charset that a request names, in upper or lower case; undefined where it is none of the three. */
export const charsetNamed = (name: string): GatewayCharset | undefined =>
	CHARSETS.get(name.toLowerCase());

const REPLACEMENT = 0xfffd;
const QUESTION_MARK = 0x3f;
const FIRST_PAIR = 0x8000;

/** A charset's characters of two bytes, both ways. 0 = there is none. */
interface PairTable {
	/** The UTF-16 unit of each pair, counted from {@link FIRST_PAIR}. */
	readonly units: Uint16Array;
	/** The pair of each UTF-16 unit. */
	readonly pairs: Uint16Array;
	/** Whether a byte can be the first of a pair. */
	readonly isLead: readonly boolean[];
}

/** Java's GBK where code page 936 has another character or none: pair, UTF-16 unit. */
const GBK_DIFFERENCES: ReadonlyArray<readonly [pair: number, unit: number]> = [
	[0xa2e3, 0x20ac], // €
	[0xa892, 0x2641], // ♁; the code page has ⊕
];

/** The user-defined pairs of GBK, which lie one behind the other in Unicode's private use area from U+E000 on. */
const USER_DEFINED: ReadonlyArray<{ readonly leads: [number, number]; readonly trails: [number, number] }> = [
	{ leads: [0xaa, 0xaf], trails: [0xa1, 0xfe] },
	{ leads: [0xf8, 0xfe], trails: [0xa1, 0xfe] },
	{ leads: [0xa1, 0xa7], trails: [0x40, 0xa0] },
];

/** Other pairs that Java keeps in the private use area: first pair, first unit, how many. */
const PRIVATE_RUNS: ReadonlyArray<readonly [pair: number, unit: number, count: number]> = [
	[0xa2ab, 0xe766, 6],
	[0xa2e4, 0xe76d, 1],
	[0xa2ef, 0xe76e, 2],
	[0xa2fd, 0xe770, 2],
	[0xa4f4, 0xe772, 11],
	[0xa5f7, 0xe77d, 8],
	[0xa6b9, 0xe785, 8],
	[0xa6d9, 0xe78d, 7],
	[0xa6ec, 0xe794, 2],
	[0xa6f3, 0xe796, 1],
	[0xa6f6, 0xe797, 9],
	[0xa7c2, 0xe7a0, 15],
	[0xa7f2, 0xe7af, 13],
	[0xa896, 0xe7bc, 11],
	[0xa8bc, 0xe7c7, 1],
	[0xa8bf, 0xe7c8, 1],
	[0xa8c1, 0xe7c9, 4],
	[0xa8ea, 0xe7cd, 21],
	[0xa958, 0xe7e2, 1],
	[0xa95b, 0xe7e3, 1],
	[0xa95d, 0xe7e4, 3],
	[0xa989, 0xe7e7, 13],
	[0xa997, 0xe7f4, 13],
	[0xa9f0, 0xe801, 15],
	[0xd7fa, 0xe810, 5],
	[0xfe50, 0xe815, 47],
	[0xfe80, 0xe844, 33],
];

const isTrail = (byte: number): boolean => byte >= 0x40 && byte <= 0xfe && byte !== 0x7f;

const userDefinedPairs = (): number[] =>
	USER_DEFINED.flatMap(({ leads, trails }) => {
		const found: number[] = [];
		for (let lead = leads[0]; lead <= leads[1]; lead += 1) {
			for (let trail = trails[0]; trail <= trails[1]; trail += 1) {
				if (isTrail(trail)) found.push((lead << 8) | trail);
			}
		}
		return found;
	});

/** [pair, unit] of every character of code page 936. */
const codePage936 = (): Array<[number, number]> => {
	const found: Array<[number, number]> = [];
	for (let lead = 0x81; lead <= 0xfe; lead += 1) {
		for (let trail = 0x40; trail <= 0xfe; trail += 1) {
			const text = iconv.decode(Buffer.from([lead, trail]), 'cp936');
			const isCharacter = isTrail(trail) && text.length === 1 && text !== '\ufffd';
			if (isCharacter) found.push([(lead << 8) | trail, text.charCodeAt(0)]);
		}
	}
	return found;
};

const tableOf = (characters: Iterable<readonly [pair: number, unit: number]>): PairTable => {
	const units = new Uint16Array(0x10000 - FIRST_PAIR);
	for (const [pair, unit] of characters) units[pair - FIRST_PAIR] = unit;
	const pairs = new Uint16Array(0x10000);
	const isLead = Array.from({ length: 0x100 }, () => false);
	units.forEach((unit, index) => {
		if (unit === 0) return;
		const pair = index + FIRST_PAIR;
		pairs[unit] = pair;
		isLead[pair >> 8] = true;
	});
	return { units, pairs, isLead };
};

const makeGbk = (): PairTable =>
	tableOf([
		...codePage936(),
		...GBK_DIFFERENCES,
		...userDefinedPairs().map((pair, index) => [pair, 0xe000 + index] as const),
		...PRIVATE_RUNS.flatMap(([pair, unit, count]) =>
			Array.from({ length: count }, (_, index) => [pair + index, unit + index] as const),
		),
	]);

/** GB 2312-80 by row (first byte less 0xA0): the cells that hold a character, first and last, ends included. */
const GB2312_SYMBOLS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
	1: [[1, 94]],
	2: [
		[17, 66],
		[69, 78],
		[81, 92],
	],
	3: [[1, 94]],
	4: [[1, 83]],
	5: [[1, 86]],
	6: [
		[1, 24],
		[33, 56],
	],
	7: [
		[1, 33],
		[49, 81],
	],
	8: [
		[1, 26],
		[37, 73],
	],
	9: [[4, 79]],
};

const inGb2312 = (pair: number): boolean => {
	const row = (pair >> 8) - 0xa0;
	const cell = (pair & 0xff) - 0xa0;
	if (cell < 1 || cell > 94) return false;
	if (row >= 16 && row <= 87) return row !== 55 || cell <= 89;
	return (GB2312_SYMBOLS[row] ?? []).some(([from, to]) => cell >= from && cell <= to);
};

/** Java's GB2312 where its GBK has · and —. */
const GB2312_DIFFERENCES: ReadonlyArray<readonly [pair: number, unit: number]> = [
	[0xa1a4, 0x30fb], // ・
	[0xa1aa, 0x2015], // ―
];

const makeGb2312 = (): PairTable => {
	const characters = codePage936().filter(([pair]) => inGb2312(pair));
	return tableOf([...characters, ...GB2312_DIFFERENCES]);
};

const TABLES: Readonly<Record<DoubleByteCharset, PairTable>> = {
	GBK: makeGbk(),
	GB2312: makeGb2312(),
};

/** One character at `at`: its UTF-16 unit, and how many bytes it takes. */
const readCharacter = (
	bytes: Buffer,
	at: number,
	{ units, isLead }: PairTable,
): readonly [unit: number, length: number] => {
	const [first, second] = [bytes[at], bytes[at + 1]];
	if (first < 0x80) return [first, 1];
	if (second === undefined) return [REPLACEMENT, 1];
	const unit = first === 0x80 ? 0 : units[((first << 8) | second) - FIRST_PAIR];
	if (unit !== 0) return [unit, 2];
	// Java leaves the second byte alone where it could begin a character itself.
	const isSecondKept = !isLead[first] || isLead[second] || second < 0x80;
	return [REPLACEMENT, isSecondKept ? 1 : 2];
};

const decodeDoubleByte = (bytes: Buffer, table: PairTable): string => {
	const units = new Uint16Array(bytes.length);
	let count = 0;
	for (let at = 0; at < bytes.length; ) {
		const [unit, length] = readCharacter(bytes, at, table);
		units[count++] = unit;
		at += length;
	}
	return Buffer.from(units.buffer, 0, count * 2).toString('utf16le');
};

const encodeDoubleByte = (text: string, { pairs }: PairTable): Buffer => {
	const bytes = Buffer.allocUnsafe(text.length * 2);
	let length = 0;
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		const pair = unit < 0x80 ? 0 : pairs[unit];
		if (pair !== 0) length = bytes.writeUInt16BE(pair, length);
		else bytes[length++] = unit < 0x80 ? unit : QUESTION_MARK;
		// Both halves of a surrogate pair together become one question mark.
		if ((text.codePointAt(at) ?? 0) > 0xffff) at += 1;
	}
	return bytes.subarray(0, length);
};

/** The text of the bytes; what the charset does not have becomes U+FFFD. */
export const decodeText = (bytes: Buffer, charset: GatewayCharset): string =>
	charset === 'utf-8' ? bytes.toString('utf8') : decodeDoubleByte(bytes, TABLES[charset]);

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The text's bytes; a character that the charset lacks becomes `?`, as in Java. */
export const encodeText = (text: string, charset: GatewayCharset): Buffer =>
	charset === 'utf-8'
		? Buffer.from(text.replace(LONE_SURROGATE, '?'), 'utf8')
		: encodeDoubleByte(text, TABLES[charset]);
