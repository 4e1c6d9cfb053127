import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import { gbkTable } from './gbk-table';
import type { Charset } from '../protocol-types';

const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * The first character of a text that the charset cannot express; undefined when there is none. In
 * utf-8 only half of a surrogate pair is one. Nothing is ever replaced by `?`.
 */
export function firstUnencodable(text: string, charset: Charset): string | undefined {
	if (!NOT_ASCII.test(text)) return undefined;
	if (charset === 'utf-8') return LONE_SURROGATE.exec(text)?.[0];
	const table = gbkTable(charset);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit > 0x7f && table[unit] === 0)
			return String.fromCodePoint(text.codePointAt(index) ?? unit);
	}
	return undefined;
}

const codePointOf = (character: string): string =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The error for a character that the charset lacks; `where` names the value, e.g. `entity_name`. */
export function unencodable(character: string, charset: Charset, where: string): AlipayError {
	const shown = LONE_SURROGATE.test(character)
		? codePointOf(character)
		: `“${character}” (${codePointOf(character)})`;
	const isBroken = charset === 'utf-8';
	return new AlipayError('ERR_CHARSET_CHARACTER', {
		message: t({
			en: `${where} holds the character ${shown}, which ${charset} cannot express`,
			zh: `${where} 含有 ${charset} 无法表示的字符 ${shown}`,
		}),
		description: isBroken
			? t({
					en: 'It is half of a character, left over where text was cut: type the text again',
					zh: '这是文本被截断后残留的半个字符，请重新输入该文本',
				})
			: t({
					en: "Remove the character, or set the credential's Charset to utf-8",
					zh: '请删除该字符，或将凭证中的“字符集”改为 utf-8',
				}),
	});
}

function gbkBytes(text: string, charset: 'GBK' | 'GB2312'): Buffer {
	const table = gbkTable(charset);
	const bytes = Buffer.allocUnsafe(text.length * 2);
	let length = 0;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		const value = unit > 0x7f ? table[unit] : unit;
		if (value > 0xff) bytes[length++] = value >> 8;
		bytes[length++] = value & 0xff;
	}
	return bytes.subarray(0, length);
}

/**
 * A text's bytes in the charset, which must have all its characters (`firstUnencodable`).
 */
export function encodeText(text: string, charset: Charset): Buffer {
	return charset === 'utf-8' ? Buffer.from(text, 'utf8') : gbkBytes(text, charset);
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const GBK = new TextDecoder('gbk', { fatal: true });

/** Decodes strictly: throws a `TypeError` for bytes that are no text in the charset. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
	return (charset === 'utf-8' ? UTF_8 : GBK).decode(bytes);
}

const KEPT_BYTE = /[A-Za-z0-9*\-._]/;

const FORM_BYTES = Array.from({ length: 256 }, (_, byte) => {
	const character = String.fromCharCode(byte);
	if (character === ' ') return '+';
	if (KEPT_BYTE.test(character)) return character;
	return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

const LEFT_BY_URI_COMPONENT = /%20|[!'()~]/g;
const formOf = (match: string): string => (match === '%20' ? '+' : FORM_BYTES[match.charCodeAt(0)]);

/**
 * A value as it stands in the query and the form: the charset's bytes percent-encoded by the rule of
 * `application/x-www-form-urlencoded` (blank = `+`; `* - . _` stay), as `java.net.URLEncoder` and
 * the npm client do. The charset must have all the text's characters (`firstUnencodable`).
 */
export function formEncode(text: string, charset: Charset): string {
	if (charset === 'utf-8') return encodeURIComponent(text).replace(LEFT_BY_URI_COMPONENT, formOf);
	let encoded = '';
	for (const byte of gbkBytes(text, charset)) encoded += FORM_BYTES[byte];
	return encoded;
}

/** The charset that a `Content-Type` names, if it is one the gateway speaks. */
export function charsetOf(contentType: string | undefined): Charset | undefined {
	const name = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1].toLowerCase();
	if (name === 'utf-8' || name === 'utf8') return 'utf-8';
	if (name === 'gbk' || name === 'gb18030') return 'GBK';
	return name === 'gb2312' ? 'GB2312' : undefined;
}
