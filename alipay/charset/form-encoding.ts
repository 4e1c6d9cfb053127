import { encodeText } from './text-encoding';
import type { Charset } from '../protocol-types';

const KEPT = /[A-Za-z0-9*\-._]/;

const escaped = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const ASCII = Array.from({ length: 0x80 }, (_, byte) => {
	const character = String.fromCharCode(byte);
	if (character === ' ') return '+';
	return KEPT.test(character) ? character : escaped(byte);
});

const NOT_ASCII = /[^\0-\x7f]+/g;
const ASCII_ONLY = /[\0-\x7f]/g;
const LEFT_BY_URI_COMPONENT = /%20|[!'()~]/g;

/**
 * A value as it is written into the query and the form: the charset's bytes percent-encoded by the rule
 * of `application/x-www-form-urlencoded` (space = `+`; `* - . _` stay). Every byte of a character beyond
 * ASCII is escaped, also one that is a letter by itself (镕 is `%E9%46`), as `java.net.URLEncoder` does:
 * its decoder takes `%E9F` for damaged. The charset must have all the text's characters
 * (`firstUnencodable`).
 */
export function formEncode(text: string, charset: Charset): string {
	if (charset === 'utf-8') {
		return encodeURIComponent(text).replace(LEFT_BY_URI_COMPONENT, (match) =>
			match === '%20' ? '+' : ASCII[match.charCodeAt(0)],
		);
	}
	return text
		.replace(ASCII_ONLY, (character) => ASCII[character.charCodeAt(0)])
		.replace(NOT_ASCII, (run) => Array.from(encodeText(run, charset), escaped).join(''));
}
