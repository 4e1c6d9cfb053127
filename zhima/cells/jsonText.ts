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
const DEEPEST = 200;

class SyntaxFault extends Error {
	constructor(
		readonly offset: number,
		readonly expected: Expected,
	) {
		super(expected);
	}
}

interface Scanner {
	readonly text: string;
	at: number;
	readonly duplicates: string[];
}

/** Where the first syntax error stands, or which names occur twice in one object. */
export const scanJson = (text: string): JsonScan => {
	const scanner: Scanner = { text, at: 0, duplicates: [] };
	try {
		skipBlanks(scanner);
		scanValue(scanner, 0);
		skipBlanks(scanner);
		if (scanner.at < text.length) throw new SyntaxFault(scanner.at, 'end');
		return { ok: true, duplicates: scanner.duplicates };
	} catch (fault) {
		if (!(fault instanceof SyntaxFault)) throw fault;
		return { ok: false, offset: fault.offset, expected: fault.expected };
	}
};

const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;

const match = (scanner: Scanner, pattern: RegExp): string | undefined => {
	pattern.lastIndex = scanner.at;
	const found = pattern.exec(scanner.text)?.[0];
	if (found !== undefined) scanner.at += found.length;
	return found;
};

const skipBlanks = (scanner: Scanner): void => {
	match(scanner, BLANKS);
};

const scanValue = (scanner: Scanner, depth: number): void => {
	if (depth > DEEPEST) throw new SyntaxFault(scanner.at, 'depth');
	const first = scanner.text[scanner.at];
	if (first === '{') scanObject(scanner, depth);
	else if (first === '[') scanList(scanner, depth);
	else if (first === '"') scanString(scanner);
	else if (match(scanner, SCALAR) === undefined) throw new SyntaxFault(scanner.at, 'value');
};

const scanString = (scanner: Scanner): string => {
	const found = match(scanner, STRING);
	if (found !== undefined) return found;
	const start = match(scanner, STRING_START);
	throw new SyntaxFault(scanner.at, start === undefined ? 'name' : 'string');
};

const scanObject = (scanner: Scanner, depth: number): void => {
	const names = new Set<string>();
	scanMembers(scanner, '}', () => {
		const start = scanner.at;
		if (scanner.text[start] !== '"') throw new SyntaxFault(start, 'name');
		const name = scanString(scanner);
		if (names.has(name)) scanner.duplicates.push(name.slice(1, -1));
		names.add(name);
		skipBlanks(scanner);
		if (scanner.text[scanner.at] !== ':') throw new SyntaxFault(scanner.at, 'colon');
		scanner.at += 1;
		skipBlanks(scanner);
		scanValue(scanner, depth + 1);
	});
};

const scanList = (scanner: Scanner, depth: number): void => {
	scanMembers(scanner, ']', () => scanValue(scanner, depth + 1));
};

const scanMembers = (scanner: Scanner, close: string, scanMember: () => void): void => {
	scanner.at += 1;
	skipBlanks(scanner);
	if (scanner.text[scanner.at] === close) {
		scanner.at += 1;
		return;
	}
	for (;;) {
		scanMember();
		skipBlanks(scanner);
		const next = scanner.text[scanner.at];
		if (next !== ',' && next !== close) throw new SyntaxFault(scanner.at, 'comma');
		scanner.at += 1;
		if (next === close) return;
		skipBlanks(scanner);
	}
};

/** Line and column of an offset, both from 1; the column counts characters. */
export const placeOf = (text: string, offset: number): { line: number; column: number } => {
	const before = text.slice(0, offset).split(/\r\n|\n|\r/);
	return { line: before.length, column: [...before[before.length - 1]].length + 1 };
};
