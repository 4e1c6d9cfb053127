/** Walks JSON in bytes, in which the place of every member is needed: the signature covers bytes. */
import { decodeText } from '../charset/text-encoding';
import type { Charset } from '../protocol-types';

/** A member of a JSON object: its name, and where its value's bytes begin and end. */
export interface Member {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** Why bytes are not a response of the gateway. */
export type Fault =
	| 'empty'
	| 'html'
	| 'truncated'
	| 'malformed'
	| 'large'
	| 'deep'
	| 'duplicate'
	| 'missing';

/** No response of the gateway comes near these; deeper values would break those who walk them. */
const MAX_DEPTH = 100;
const MAX_MEMBERS = 1_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** A place in JSON bytes. In GBK a character's second byte may look like `\` and is stepped over. */
interface Cursor {
	readonly bytes: Uint8Array;
	readonly isDoubleByte: boolean;
	at: number;
}

/** Thrown where bytes cannot be read as JSON, or not in one way only. */
export class Unreadable extends Error {
	constructor(readonly fault: Fault) {
		super(fault);
	}
}

export const isBlank = (byte: number): boolean =>
	byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

function skipBlanks(cursor: Cursor): void {
	while (cursor.at < cursor.bytes.length && isBlank(cursor.bytes[cursor.at])) cursor.at++;
}

function expect(cursor: Cursor, byte: number): void {
	if (cursor.at >= cursor.bytes.length) throw new Unreadable('truncated');
	if (cursor.bytes[cursor.at] !== byte) throw new Unreadable('malformed');
	cursor.at++;
}

/** Length of the GBK character that begins here: 2 where a lead byte has a trail byte behind it. */
export function gbkLength(bytes: Uint8Array, at: number): number {
	const isLead = bytes[at] >= 0x81 && bytes[at] <= 0xfe;
	const trail = bytes[at + 1];
	return isLead && trail >= 0x40 && trail !== 0x7f && trail <= 0xfe ? 2 : 1;
}

function skipString(cursor: Cursor): void {
	const { bytes, isDoubleByte } = cursor;
	expect(cursor, QUOTE);
	let at = cursor.at;
	while (at < bytes.length && bytes[at] !== QUOTE) {
		if (bytes[at] === BACKSLASH) at += 2;
		else at += isDoubleByte ? gbkLength(bytes, at) : 1;
	}
	if (at >= bytes.length) throw new Unreadable('truncated');
	cursor.at = at + 1;
}

const endsScalar = (byte: number): boolean =>
	byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || isBlank(byte);

function skipScalar(cursor: Cursor): void {
	const start = cursor.at;
	while (cursor.at < cursor.bytes.length && !endsScalar(cursor.bytes[cursor.at])) cursor.at++;
	if (cursor.at >= cursor.bytes.length) throw new Unreadable('truncated');
	if (cursor.at === start) throw new Unreadable('malformed');
}

/** From the opening to the closing bracket. What is between is left to the parser. */
function skipNested(cursor: Cursor): void {
	const { bytes } = cursor;
	let depth = 0;
	do {
		if (cursor.at >= bytes.length) throw new Unreadable('truncated');
		const byte = bytes[cursor.at];
		if (byte === QUOTE) {
			skipString(cursor);
			continue;
		}
		if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
		else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
		if (depth > MAX_DEPTH) throw new Unreadable('deep');
		cursor.at++;
	} while (depth > 0);
}

function skipValue(cursor: Cursor): void {
	const byte = cursor.bytes[cursor.at];
	if (byte === QUOTE) skipString(cursor);
	else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) skipNested(cursor);
	else skipScalar(cursor);
}

function tryParse(bytes: Uint8Array, charset: Charset): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(decodeText(bytes, charset)) as unknown };
	} catch {
		return undefined;
	}
}

/** The value that the bytes are; its numbers as `JSON.parse` reads them. Throws `Unreadable`. */
export function parseValue(bytes: Uint8Array, charset: Charset): unknown {
	const parsed = tryParse(bytes, charset);
	if (parsed === undefined) throw new Unreadable('malformed');
	return parsed.value;
}

function readMember(cursor: Cursor, charset: Charset): Member {
	const nameStart = cursor.at;
	skipString(cursor);
	const name = parseValue(cursor.bytes.subarray(nameStart, cursor.at), charset) as string;
	skipBlanks(cursor);
	expect(cursor, COLON);
	skipBlanks(cursor);
	const start = cursor.at;
	skipValue(cursor);
	return { name, start, end: cursor.at };
}

/**
 * The members of the one object that the bytes are, with nothing but white space around it. Throws
 * `Unreadable`.
 */
export function readObject(bytes: Uint8Array, charset: Charset, from = 0): Member[] {
	const cursor: Cursor = { bytes, isDoubleByte: charset !== 'utf-8', at: from };
	const members: Member[] = [];
	skipBlanks(cursor);
	expect(cursor, OPEN_BRACE);
	skipBlanks(cursor);
	while (bytes[cursor.at] !== CLOSE_BRACE) {
		if (members.length > 0) {
			expect(cursor, COMMA);
			skipBlanks(cursor);
		}
		members.push(readMember(cursor, charset));
		if (members.length > MAX_MEMBERS) throw new Unreadable('large');
		skipBlanks(cursor);
		if (cursor.at >= bytes.length) throw new Unreadable('truncated');
	}
	cursor.at++;
	skipBlanks(cursor);
	if (cursor.at < bytes.length) throw new Unreadable('malformed');
	return members;
}

/** Two members of one name can be read in two ways, so they are not read at all. */
export function assertNoDuplicates(members: readonly Member[]): void {
	const names = new Set(members.map(({ name }) => name));
	if (names.size !== members.length) throw new Unreadable('duplicate');
}
