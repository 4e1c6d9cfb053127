/**
 * A scanner for JSON text (RFC 8259) that gives the position of the first syntax error.
 *
 * `JSON.parse` words its errors differently from one Node.js version to the next, and gives no
 * position for some of them. It also accepts a name that is used twice, and rounds numbers.
 */

export type Expected = 'value' | 'name' | 'colon' | 'comma' | 'end' | 'string' | 'depth';

export type JsonScan =
	| {
			readonly ok: true;
			/** Names used twice in one object, also if escaped. */
			readonly duplicates: readonly string[];
			/** Numbers as a program prints them after it has rounded them: 1.0022020010319453e+20. */
			readonly rounded: readonly string[];
	  }
	| { readonly ok: false; readonly offset: number; readonly expected: Expected };

/** More levels than any data model has. */
export const DEEPEST = 200;

interface Scanner {
	readonly text: string;
	at: number;
	readonly duplicates: string[];
	readonly rounded: string[];
	/** What is missing at `at`. */
	expected?: Expected;
}

/** The position of the first syntax error, or what `JSON.parse` would not report of valid JSON. */
export const scanJson = (text: string): JsonScan => {
	const scanner: Scanner = { text, at: 0, duplicates: [], rounded: [] };
	skipBlanks(scanner);
	if (scanValue(scanner, 0)) {
		skipBlanks(scanner);
		if (scanner.at === text.length) {
			return { ok: true, duplicates: scanner.duplicates, rounded: scanner.rounded };
		}
		missing(scanner, 'end');
	}
	return { ok: false, offset: scanner.at, expected: scanner.expected ?? 'value' };
};

const missing = (scanner: Scanner, expected: Expected): false => {
	scanner.expected = expected;
	return false;
};

const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const match = (scanner: Scanner, pattern: RegExp): boolean => {
	pattern.lastIndex = scanner.at;
	const found = pattern.exec(scanner.text)?.[0];
	if (found !== undefined) scanner.at += found.length;
	return found !== undefined;
};

const skipBlanks = (scanner: Scanner): void => {
	match(scanner, BLANKS);
};

const scanValue = (scanner: Scanner, depth: number): boolean => {
	if (depth > DEEPEST) return missing(scanner, 'depth');
	const first = scanner.text[scanner.at];
	if (first === '{') return scanObject(scanner, depth);
	if (first === '[') return scanMembers(scanner, ']', () => scanValue(scanner, depth + 1));
	if (first === '"') return scanString(scanner);
	return scanScalar(scanner) || missing(scanner, 'value');
};

/**
 * A large number with a positive exponent. Nobody types one: it is how JavaScript (from 1e21), Python
 * (from 1e16) and spreadsheets (from 1e15 at the latest) print a number with more digits than they keep.
 */
const ROUNDED = /^-?\d(?:\.\d+)?[eE]\+0*(?:1[5-9]|[2-9]\d|\d{3,})$/;

const scanScalar = (scanner: Scanner): boolean => {
	const start = scanner.at;
	if (!match(scanner, SCALAR)) return false;
	const scalar = scanner.text.slice(start, scanner.at);
	if (ROUNDED.test(scalar)) scanner.rounded.push(scalar);
	return true;
};

const scanString = (scanner: Scanner): boolean => {
	const { text } = scanner;
	scanner.at += 1;
	while (scanner.at < text.length && text[scanner.at] !== '"') {
		if (text[scanner.at] === '\\') {
			if (!match(scanner, ESCAPE)) return missing(scanner, 'string');
		} else if (text.charCodeAt(scanner.at) < 0x20) return missing(scanner, 'string');
		else scanner.at += 1;
	}
	if (scanner.at >= text.length) return missing(scanner, 'string');
	scanner.at += 1;
	return true;
};

const scanObject = (scanner: Scanner, depth: number): boolean => {
	const names = new Set<string>();
	return scanMembers(scanner, '}', () => {
		const start = scanner.at;
		if (scanner.text[start] !== '"') return missing(scanner, 'name');
		if (!scanString(scanner)) return false;
		const name = JSON.parse(scanner.text.slice(start, scanner.at)) as string;
		if (names.has(name)) scanner.duplicates.push(name);
		names.add(name);
		skipBlanks(scanner);
		if (scanner.text[scanner.at] !== ':') return missing(scanner, 'colon');
		scanner.at += 1;
		skipBlanks(scanner);
		return scanValue(scanner, depth + 1);
	});
};

const scanMembers = (scanner: Scanner, close: string, scanMember: () => boolean): boolean => {
	scanner.at += 1;
	skipBlanks(scanner);
	if (scanner.text[scanner.at] === close) {
		scanner.at += 1;
		return true;
	}
	for (;;) {
		if (!scanMember()) return false;
		skipBlanks(scanner);
		const next = scanner.text[scanner.at];
		if (next !== ',' && next !== close) return missing(scanner, 'comma');
		scanner.at += 1;
		if (next === close) return true;
		skipBlanks(scanner);
	}
};

/** Line and column of an offset, both from 1. The column counts characters. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);
	return { line: before.length, column: [...before[before.length - 1]].length + 1 };
};
