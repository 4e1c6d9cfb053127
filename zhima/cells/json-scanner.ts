/**
 * A scanner for JSON text (RFC 8259) that says where the first error stands.
 *
 * `JSON.parse` words its errors differently from one Node.js to the next, and gives no place at all
 * for some of them; it also keeps silent about a name that occurs twice.
 */

export type Expected = 'value' | 'name' | 'colon' | 'comma' | 'end' | 'string' | 'depth';

export type JsonScan =
	| { readonly ok: true; readonly duplicates: readonly string[] }
	| { readonly ok: false; readonly offset: number; readonly expected: Expected };

/** Nesting beyond any data model; deeper text is refused rather than risked. */
export const DEEPEST = 200;

interface Scanner {
	readonly text: string;
	at: number;
	readonly duplicates: string[];
	/** The first thing that was missing, at `at`. */
	expected?: Expected;
}

/** Where the first syntax error stands, or which names occur twice in one object. */
export const scanJson = (text: string): JsonScan => {
	const scanner: Scanner = { text, at: 0, duplicates: [] };
	skipBlanks(scanner);
	if (scanValue(scanner, 0)) {
		skipBlanks(scanner);
		if (scanner.at === text.length) return { ok: true, duplicates: scanner.duplicates };
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
	return match(scanner, SCALAR) || missing(scanner, 'value');
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
		const name = scanner.text.slice(start + 1, scanner.at - 1);
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

/** Line and column of an offset, both from 1; the column counts characters. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);
	return { line: before.length, column: [...before[before.length - 1]].length + 1 };
};
