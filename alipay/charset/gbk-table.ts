/**
 * GBK and GB2312, from characters to bytes. Node.js decodes GBK (`TextDecoder`) but does not encode
 * it, so the decoder is inverted once, when the first text in one of the two is met (some 20 ms).
 *
 * Decoders differ in the cells that GBK leaves unassigned (Node.js 20 and 24 disagree on 0xA2E3 and
 * 0xFE50, for instance), so the assigned cells are written down here and the others never used. Source:
 * GB 2312-80 and GBK 1.0, held against `iconv` character by character in test/alipay/charset/text-encoding.test.ts.
 */

type Cells = readonly (readonly [first: number, last: number])[];

const WHOLE_ROW: Cells = [[0x40, 0xfe]];
const LEFT_HALF: Cells = [[0x40, 0xa0]];
const RIGHT_HALF: Cells = [[0xa1, 0xfe]];

/** Rows of GBK whose assigned cells are neither of the usual three. */
const GBK_ODD_ROWS: Readonly<Record<number, Cells>> = {
	0xa1: RIGHT_HALF,
	0xa2: [
		[0xa1, 0xaa],
		[0xb1, 0xe2],
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

const EURO = 0x20ac;

function assignedPairs(cellsOf: (lead: number) => Cells): number[] {
	const pairs: number[] = [];
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		const cells = cellsOf(lead);
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			if (trail !== 0x7f && holds(cells, trail)) pairs.push((lead << 8) | trail);
		}
	}
	return pairs;
}

function invert(pairs: readonly number[]): Uint16Array {
	const bytes = new Uint8Array(pairs.length * 2);
	pairs.forEach((pair, index) => {
		bytes[index * 2] = pair >> 8;
		bytes[index * 2 + 1] = pair & 0xff;
	});
	const characters = new TextDecoder('gbk').decode(bytes);
	const table = new Uint16Array(0x10000);
	pairs.forEach((pair, index) => {
		table[characters.charCodeAt(index)] = pair;
	});
	return table;
}

let gbk: Uint16Array | undefined;
let gb2312: Uint16Array | undefined;

/**
 * By UTF-16 code unit: the character's one or two bytes as a number, 0 where the charset lacks it.
 * ASCII is not in the table. The euro sign is 0x80 in GBK (as `iconv` and the WHATWG have it) and
 * lacking in GB2312. A1A4 and A1AA are `·` and `—` in both, as in the gateway's Java.
 */
export function gbkTable(charset: 'GBK' | 'GB2312'): Uint16Array {
	if (charset === 'GB2312') return (gb2312 ??= invert(assignedPairs(gb2312Cells)));
	if (gbk === undefined) {
		gbk = invert(assignedPairs(gbkCells));
		gbk[EURO] = 0x80;
	}
	return gbk;
}
