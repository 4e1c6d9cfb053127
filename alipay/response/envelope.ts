import { decodeText } from '../charset/text-encoding';
import type { Charset } from '../protocol-types';

/** A member of a JSON object: its name, and where its value's bytes begin and end. */
interface Member {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** Why bytes are no answer of the gateway. */
export type Fault =
	| 'empty'
	| 'html'
	| 'truncated'
	| 'malformed'
	| 'large'
	| 'deep'
	| 'duplicate'
	| 'missing';

/** What was read, or why nothing could be. */
export type Read<T> = { readonly value: T } | { readonly fault: Fault };

export type ResponseValue = Record<string, unknown> | string;

/** The parts of an answer, found but not yet believed. */
export interface Envelope {
	/** The response value's exact bytes, over which the signature goes. */
	readonly response: Uint8Array;
	/** It stands under `error_response`. */
	readonly isErrorResponse: boolean;
	/** Base64; empty = not signed. */
	readonly sign: string;
	/** Serial number of Alipay's certificate; empty = none named. */
	readonly certSn: string;
}

/** No answer of the gateway's comes near this; deeper values would break those who walk them. */
const MAX_DEPTH = 100;
const MAX_MEMBERS = 1_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** A place in JSON bytes. In GBK a character's second byte may look like `\` and is stepped over. */
interface Cursor {
	readonly bytes: Uint8Array;
	readonly isDoubleByte: boolean;
	at: number;
}

class Unreadable extends Error {
	constructor(readonly fault: Fault) {
		super(fault);
	}
}

const isBlank = (byte: number): boolean =>
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
function gbkLength(bytes: Uint8Array, at: number): number {
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

/** From the opening to the closing bracket. What is between is left to `JSON.parse`. */
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

function parse(bytes: Uint8Array, charset: Charset): unknown {
	const parsed = tryParse(bytes, charset);
	if (parsed === undefined) throw new Unreadable('malformed');
	return parsed.value;
}

function readMember(cursor: Cursor, charset: Charset): Member {
	const nameStart = cursor.at;
	skipString(cursor);
	const name = parse(cursor.bytes.subarray(nameStart, cursor.at), charset) as string;
	skipBlanks(cursor);
	expect(cursor, COLON);
	skipBlanks(cursor);
	const start = cursor.at;
	skipValue(cursor);
	return { name, start, end: cursor.at };
}

/** The members of the one object that the bytes are, nothing but blanks around it. */
function readObject(bytes: Uint8Array, charset: Charset, from: number): Member[] {
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
function assertNoDuplicates(members: readonly Member[]): void {
	const names = new Set(members.map(({ name }) => name));
	if (names.size !== members.length) throw new Unreadable('duplicate');
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LESS_THAN = 0x3c;

function firstByteAt(bytes: Uint8Array): number {
	let at = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? 3 : 0;
	while (at < bytes.length && isBlank(bytes[at])) at++;
	if (at >= bytes.length) throw new Unreadable('empty');
	if (bytes[at] === LESS_THAN) throw new Unreadable('html');
	return at;
}

function textMember(bytes: Uint8Array, member: Member | undefined, charset: Charset): string {
	if (member === undefined) return '';
	const value = parse(bytes.subarray(member.start, member.end), charset) ?? '';
	if (typeof value !== 'string') throw new Unreadable('malformed');
	return value;
}

function findParts(bytes: Uint8Array, method: string, charset: Charset): Envelope {
	const members = readObject(bytes, charset, firstByteAt(bytes));
	assertNoDuplicates(members);
	const find = (wanted: string) => members.find(({ name }) => name === wanted);
	const own = find(`${method.replaceAll('.', '_')}_response`);
	const error = find('error_response');
	if (own !== undefined && error !== undefined) throw new Unreadable('duplicate');
	const found = own ?? error;
	if (found === undefined) throw new Unreadable('missing');
	return {
		response: bytes.subarray(found.start, found.end),
		isErrorResponse: found === error,
		sign: textMember(bytes, find('sign'), charset),
		certSn: textMember(bytes, find('alipay_cert_sn'), charset),
	};
}

function attempt<T>(step: () => T): Read<T> {
	try {
		return { value: step() };
	} catch (error) {
		return { fault: error instanceof Unreadable ? error.fault : 'malformed' };
	}
}

/**
 * Finds the response value and what goes with it in an answer's bytes, without parsing and printing
 * again: the signature covers the bytes as sent. Only the outermost object's members count, so
 * `"sign"` or `_response` inside values mislead nobody; their order does not matter.
 */
export function openEnvelope(bytes: Uint8Array, method: string, charset: Charset): Read<Envelope> {
	return attempt(() => findParts(bytes, method, charset));
}

/**
 * The response value: an object's members, or the text of an encrypted one. An object that holds
 * two members of one name is a fault, lest a second `code` turn a refusal into a success.
 */
export function parseResponse(response: Uint8Array, charset: Charset): Read<ResponseValue> {
	return attempt(() => {
		if (response[0] === OPEN_BRACE) assertNoDuplicates(readObject(response, charset, 0));
		const value = parse(response, charset);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		if (!isObject && typeof value !== 'string') throw new Unreadable('malformed');
		return value as ResponseValue;
	});
}

/**
 * The bytes with every `\/` as `/`. The Java client signs over one and sends the other at times, and
 * tries this when the first check fails. Undefined where there is no `\/`.
 */
export function withPlainSlashes(bytes: Uint8Array, charset: Charset): Uint8Array | undefined {
	const isDoubleByte = charset !== 'utf-8';
	const plain = Buffer.allocUnsafe(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length; ) {
		const size = isDoubleByte ? gbkLength(bytes, at) : 1;
		const isEscapedSlash = size === 1 && bytes[at] === BACKSLASH && bytes[at + 1] === 0x2f;
		if (isEscapedSlash) at++;
		for (let taken = 0; taken < size; taken++) plain[length++] = bytes[at++];
	}
	return length === bytes.length ? undefined : plain.subarray(0, length);
}
