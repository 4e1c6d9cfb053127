import { isSafeNumber, parse } from 'lossless-json';
import type { ParseOptions } from 'lossless-json';

import { decodeText } from '../charset/text-encoding';
import type { Charset } from '../protocol-types';
import {
	assertNoDuplicates,
	BACKSLASH,
	gbkLength,
	isBlank,
	OPEN_BRACE,
	parseValue,
	readObject,
	Unreadable,
} from './json-bytes';
import type { Fault, Member } from './json-bytes';

/** What was read, or why nothing could be. */
export type Read<T> = { readonly value: T } | { readonly fault: Fault };

export type ResponseValue = Record<string, unknown> | string;

/** The parts of a response, found but not yet trusted. */
export interface Envelope {
	/** The response value's exact bytes, over which the signature goes. */
	readonly response: Uint8Array;
	/** Whether it is the member `error_response`. */
	readonly isErrorResponse: boolean;
	/** Base64; empty = not signed. */
	readonly sign: string;
	/** Serial number of Alipay's certificate; empty = none named. */
	readonly certSn: string;
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
	const value = parseValue(bytes.subarray(member.start, member.end), charset) ?? '';
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

const KEEP_DIGITS: ParseOptions = {
	parseNumber: (text) => (isSafeNumber(text) ? Number(text) : text),
	onDuplicateKey: ({ newValue }) => newValue,
};

/** As `JSON.parse`, but a number whose digits a double cannot hold stays the text that was sent. */
const parseKeepingDigits = (text: string): unknown => parse(text, undefined, KEEP_DIGITS);

/**
 * Finds the response value and what goes with it in a response's bytes, without parsing and printing
 * again: the signature covers the bytes as sent. Only the outermost object's members count, so
 * `"sign"` or `_response` inside values mislead nobody; their order does not matter.
 */
export function openEnvelope(bytes: Uint8Array, method: string, charset: Charset): Read<Envelope> {
	return attempt(() => findParts(bytes, method, charset));
}

/**
 * The response value: an object's members, or the text of an encrypted one. An object that holds
 * two members of one name is a fault, so that a second `code` can't turn a refusal into a success. A number
 * beyond 2^53, or with more digits than a double holds, stays a text.
 */
export function parseResponse(response: Uint8Array, charset: Charset): Read<ResponseValue> {
	return attempt(() => {
		if (response[0] === OPEN_BRACE) assertNoDuplicates(readObject(response, charset));
		const value = parseKeepingDigits(decodeText(response, charset));
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
