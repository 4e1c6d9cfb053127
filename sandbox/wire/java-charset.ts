/** Text and bytes in the three charsets that a request may name, read the way a Java server does. */
import iconv from 'iconv-lite';

export type GatewayCharset = 'utf-8' | 'GBK' | 'GB2312';

const CHARSETS = new Map<string, GatewayCharset>([
	['utf-8', 'utf-8'],
	['gbk', 'GBK'],
	['gb2312', 'GB2312'],
]);

/** The charset a request names, whatever its letters' case; undefined where it is none of the three. */
export const charsetNamed = (name: string): GatewayCharset | undefined =>
	CHARSETS.get(name.toLowerCase());

const REPLACEMENT = '\ufffd';

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

const inGb2312 = (first: number, second: number): boolean => {
	const row = first - 0xa0;
	const cell = second - 0xa0;
	if (cell < 1 || cell > 94) return false;
	if (row >= 16 && row <= 87) return row !== 55 || cell <= 89;
	return (GB2312_SYMBOLS[row] ?? []).some(([from, to]) => cell >= from && cell <= to);
};

const inGbk = (first: number, second: number): boolean =>
	first >= 0x81 && first <= 0xfe && second >= 0x40 && second <= 0xfe && second !== 0x7f;

/** How many bytes the character at `at` takes; negative where the charset does not have it. */
const characterLength = (bytes: Buffer, at: number, charset: GatewayCharset): number => {
	const [first, second] = [bytes[at], bytes[at + 1]];
	if (first < 0x80 || (first === 0x80 && charset === 'GBK')) return 1;
	if (second === undefined || !inGbk(first, second)) return -1;
	return charset === 'GBK' || inGb2312(first, second) ? 2 : -2;
};

const decodeDoubleByte = (bytes: Buffer, charset: GatewayCharset): string => {
	let text = '';
	let from = 0;
	let at = 0;
	const flush = (): void => {
		if (at > from) text += iconv.decode(bytes.subarray(from, at), 'gbk');
	};
	while (at < bytes.length) {
		const length = characterLength(bytes, at, charset);
		if (length < 0) {
			flush();
			text += REPLACEMENT;
			from = at - length;
		}
		at += Math.abs(length);
	}
	flush();
	return text;
};

/** The text that the bytes stand for; what the charset does not know becomes U+FFFD. */
export const decodeText = (bytes: Buffer, charset: GatewayCharset): string => {
	if (charset === 'utf-8') return bytes.toString('utf8');
	return decodeDoubleByte(bytes, charset);
};

/** The text's bytes; a character that the charset lacks becomes `?`, as in Java. */
export const encodeText = (text: string, charset: GatewayCharset): Buffer => {
	if (charset === 'utf-8') return Buffer.from(text, 'utf8');
	const bytes = iconv.encode(text, 'gbk');
	if (charset === 'GBK') return bytes;
	return iconv.encode(decodeDoubleByte(bytes, 'GB2312').replaceAll(REPLACEMENT, '?'), 'gbk');
};
