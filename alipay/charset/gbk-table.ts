/**
 * GBK and GB2312 as Java reads and writes them; the gateway is written in Java. Node.js decodes GBK
 * (`TextDecoder`) but does not encode it, so the table is made from the decoder once, when the first
 * text in one of the two charsets is met (some 20 ms).
 *
 * Decoders differ in the cells that GBK leaves unassigned, and in the few of `NAMED_BY_JAVA`, so the
 * assigned cells are written down here and no others are used. Source: GB 2312-80, GBK 1.0, OpenJDK 17.
 * Every character is held against Java's table in test/alipay/charset/text-encoding.test.ts.
 */

type DoubleByteCharset = 'GBK' | 'GB2312';

type Cells = readonly (readonly [first: number, last: number])[];

const WHOLE_ROW: Cells = [[0x40, 0xfe]];
const LEFT_HALF: Cells = [[0x40, 0xa0]];
const RIGHT_HALF: Cells = [[0xa1, 0xfe]];

/** Rows of GBK whose assigned cells are neither of the usual three. */
const GBK_ODD_ROWS: Readonly<Record<number, Cells>> = {
	0xa1: RIGHT_HALF,
	0xa2: [
		[0xa1, 0xaa],
		[0xb1, 0xe3],
		[0xe5, 0xee],
		[0xf1, 0xfc],
	],
	0xa3: RIGHT_HALF,
	0xa4: [[0xa1, 0xf3]],
	0xa5: [[0xa1, 0xf6]],
	0xa6: [
		[0xa1, 0xb8],
		[0xc1, 0xd8],
		[0xe0, 0xeb],
		[0xee, 0xf2],
		[0xf4, 0xf5],
	],
	0xa7: [
		[0xa1, 0xc1],
		[0xd1, 0xf1],
	],
	0xa8: [
		[0x40, 0x95],
		[0xa1, 0xbb],
		[0xbd, 0xbe],
		[0xc0, 0xc0],
		[0xc5, 0xe9],
	],
	0xa9: [
		[0x40, 0x57],
		[0x59, 0x5a],
		[0x5c, 0x5c],
		[0x60, 0x88],
		[0x96, 0x96],
		[0xa4, 0xef],
	],
	0xd7: [[0x40, 0xf9]],
	0xfe: [[0x40, 0x4f]],
};

const GB2312_ODD_ROWS: Readonly<Record<number, Cells>> = {
	0xa2: [
		[0xb1, 0xe2],
		[0xe5, 0xee],
		[0xf1, 0xfc],
	],
	0xa4: [[0xa1, 0xf3]],
	0xa5: [[0xa1, 0xf6]],
	0xa6: [
		[0xa1, 0xb8],
		[0xc1, 0xd8],
	],
	0xa7: [
		[0xa1, 0xc1],
		[0xd1, 0xf1],
	],
	0xa8: [
		[0xa1, 0xba],
		[0xc5, 0xe9],
	],
	0xa9: [[0xa4, 0xef]],
	0xd7: [[0xa1, 0xf9]],
};

function gbkCells(lead: number): Cells {
	const odd = GBK_ODD_ROWS[lead];
	if (odd !== undefined) return odd;
	const isSplit = (lead >= 0xaa && lead <= 0xaf) || lead >= 0xf8;
	return isSplit ? LEFT_HALF : WHOLE_ROW;
}

function gb2312Cells(lead: number): Cells {
	const isAssigned = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7);
	return isAssigned ? (GB2312_ODD_ROWS[lead] ?? RIGHT_HALF) : [];
}

const holds = (cells: Cells, trail: number): boolean =>
	cells.some(([first, last]) => trail >= first && trail <= last);

/**
 * Cells that Java names differently from `TextDecoder`: € (Node.js 20 reads a private character there),
 * ♁, and GB2312's ・ and ―, which GBK reads as · and —.
 */
const NAMED_BY_JAVA: Readonly<Record<DoubleByteCharset, ReadonlyMap<number, string>>> = {
	GBK: new Map([
		[0xa2e3, '€'],
		[0xa892, '♁'],
	]),
	GB2312: new Map([
		[0xa1a4, '・'],
		[0xa1aa, '―'],
	]),
};

function assignedPairs(charset: DoubleByteCharset): number[] {
	const cellsOf = charset === 'GBK' ? gbkCells : gb2312Cells;
	const pairs: number[] = [];
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		const cells = cellsOf(lead);
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			if (trail !== 0x7f && holds(cells, trail)) pairs.push((lead << 8) | trail);
		}
	}
	return pairs;
}

/** Both directions of a double-byte charset; 0 where there is nothing. ASCII is in neither. */
export interface CharacterTable {
	/** By UTF-16 code unit: the character's two bytes as one number. */
	readonly pairOf: Uint16Array;
	/** By two bytes as one number: the character's UTF-16 code unit. */
	readonly unitOf: Uint16Array;
}

function makeTable(charset: DoubleByteCharset): CharacterTable {
	const pairs = assignedPairs(charset);
	const bytes = Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 0xff]));
	const characters = new TextDecoder('gbk').decode(bytes);
	const pairOf = new Uint16Array(0x10000);
	const unitOf = new Uint16Array(0x10000);
	pairs.forEach((pair, index) => {
		const named = NAMED_BY_JAVA[charset].get(pair) ?? characters[index];
		unitOf[pair] = named.charCodeAt(0);
		pairOf[unitOf[pair]] = pair;
	});
	return { pairOf, unitOf };
}

const tables: Partial<Record<DoubleByteCharset, CharacterTable>> = {};

/** The table of a charset, made when it is first asked for. */
export const characterTable = (charset: DoubleByteCharset): CharacterTable =>
	(tables[charset] ??= makeTable(charset));
