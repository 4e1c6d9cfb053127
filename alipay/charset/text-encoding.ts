import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import { characterTable } from './gbk-table';
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
	const { pairOf } = characterTable(charset);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit > 0x7f && pairOf[unit] === 0)
			return String.fromCodePoint(text.codePointAt(index) ?? unit);
	}
	return undefined;
}

const codePointOf = (character: string): string =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The error for a character that the charset lacks; `where` names its place, e.g. `entity_name`. */
export function unencodable(character: string, charset: Charset, where: string): AlipayError {
	const shown = LONE_SURROGATE.test(character)
		? codePointOf(character)
		: `“${character}” (${codePointOf(character)})`;
	const isBroken = charset === 'utf-8';
	return new AlipayError('ERR_CHARSET_CHARACTER', {
		message: t({
			en: `${where} contains the character ${shown}, which ${charset} doesn't support`,
			zh: `${where} 含有 ${charset} 不支持的字符 ${shown}`,
		}),
		description: isBroken
			? t({
					en: 'The text was cut in the middle of a character. Enter it again',
					zh: '文本在一个字符的中间被截断，请重新输入',
				})
			: t({
					en: 'Remove the character, or set "Charset" in the credential to UTF-8',
					zh: '请删除该字符，或将凭证中的“字符集”改为 UTF-8',
				}),
	});
}

type DoubleByteCharset = Exclude<Charset, 'utf-8'>;

function doubleBytes(text: string, charset: DoubleByteCharset): Buffer {
	const { pairOf } = characterTable(charset);
	const bytes = Buffer.allocUnsafe(text.length * 2);
	let length = 0;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		const value = unit > 0x7f ? pairOf[unit] : unit;
		if (value > 0xff) bytes[length++] = value >> 8;
		bytes[length++] = value & 0xff;
	}
	return bytes.subarray(0, length);
}

/**
 * A text's bytes in the charset, as Java writes them. The charset must have all the text's characters
 * (`firstUnencodable`).
 */
export function encodeText(text: string, charset: Charset): Buffer {
	return charset === 'utf-8' ? Buffer.from(text, 'utf8') : doubleBytes(text, charset);
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const GB_18030 = new TextDecoder('gb18030', { fatal: true });
/** The euro sign's byte in Windows' GBK. */
const WINDOWS_EURO = 0x80;

/**
 * The character that begins here where Java's GBK has none: Windows' euro sign, or a character of
 * GB18030 in two or four bytes. Throws a `TypeError` where there is none either.
 */
function otherCharacter(bytes: Uint8Array, at: number): { text: string; size: number } {
	if (bytes[at] === WINDOWS_EURO) return { text: '€', size: 1 };
	const next = bytes[at + 1];
	const size = next >= 0x30 && next <= 0x39 ? 4 : 2;
	return { text: GB_18030.decode(bytes.subarray(at, at + size)), size };
}

function decodeDoubleBytes(bytes: Uint8Array, charset: DoubleByteCharset): string {
	const own = characterTable(charset).unitOf;
	const wider = characterTable('GBK').unitOf;
	const units = new Uint16Array(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length; ) {
		const pair = (bytes[at] << 8) | bytes[at + 1];
		const unit = bytes[at] < 0x80 ? 0 : own[pair] || wider[pair];
		if (bytes[at] < 0x80) units[length++] = bytes[at++];
		else if (unit > 0) {
			units[length++] = unit;
			at += 2;
		} else {
			const { text, size } = otherCharacter(bytes, at);
			for (let index = 0; index < text.length; index++) units[length++] = text.charCodeAt(index);
			at += size;
		}
	}
	return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/**
 * Decodes strictly, as Java reads the charset; what Java lacks is read as GB18030. Throws a `TypeError`
 * for bytes that are no text in the charset.
 */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
	return charset === 'utf-8' ? UTF_8.decode(bytes) : decodeDoubleBytes(bytes, charset);
}
