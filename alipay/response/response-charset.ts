import { decodeText } from '../charset/text-encoding';
import type { Charset } from '../protocol-types';

/** The charset that a `Content-Type` names, if it is one the gateway speaks. */
export function charsetOf(contentType: string | undefined): Charset | undefined {
	const name = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1].toLowerCase();
	if (name === 'utf-8' || name === 'utf8') return 'utf-8';
	if (name === 'gbk' || name === 'gb18030') return 'GBK';
	return name === 'gb2312' ? 'GB2312' : undefined;
}

function tryDecode(bytes: Uint8Array, charset: Charset): string | undefined {
	try {
		return decodeText(bytes, charset);
	} catch {
		return undefined;
	}
}

const BEYOND_ASCII = /[^\0-\x7f]+/g;
const beyondAscii = (text: string): string => (text.match(BEYOND_ASCII) ?? []).join('');

/**
 * Whether the bytes are text that the gateway writes in GB2312: GB2312's Chinese characters and
 * punctuation. Two bytes A1A1 to A3FE are punctuation, B0A1 to F7FE are characters.
 */
const isCommonPair = (lead: number, trail: number): boolean =>
	trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7));

function isCommonChinese(bytes: Uint8Array): boolean {
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] < 0x80) continue;
		if (!isCommonPair(bytes[at], bytes[at + 1])) return false;
		at++;
	}
	return true;
}

/** Chinese characters, their punctuation and the full-width forms, as texts of the gateway hold them. */
const CHINESE = /[\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;

/** Beyond this size only UTF-8 is looked for: everything else in the process waits meanwhile. */
const MAX_COMPARED = 1024 * 1024;

/**
 * The charset that a response's bytes really are, not what its `Content-Type` says (both contradictions
 * were seen on the live gateway). The signature does not help: it covers bytes.
 *
 * - Bytes that are not UTF-8 are GBK. Chinese in GBK is UTF-8 only by a rare accident.
 * - Bytes that are UTF-8 are UTF-8, with one exception. GBK's 谢 is UTF-8's л: where the header or the
 *   account names GBK, all of the bytes beyond ASCII are common Chinese in GBK, and read as UTF-8 none is
 *   Chinese, they are GBK.
 *
 * GB2312 means GBK where the header names it, or else the account.
 */
export function responseCharset(bytes: Uint8Array, account: Charset, contentType?: string): Charset {
	const named = [charsetOf(contentType), account].filter((each) => each !== undefined);
	const doubleByte = named.find((each) => each !== 'utf-8');
	const text = tryDecode(bytes, 'utf-8');
	if (text === undefined) return doubleByte ?? 'GBK';
	const foreign = doubleByte === undefined || bytes.length > MAX_COMPARED ? '' : beyondAscii(text);
	const isGbk = foreign !== '' && !CHINESE.test(foreign) && isCommonChinese(bytes);
	return isGbk && doubleByte !== undefined ? doubleByte : 'utf-8';
}

/**
 * The charset of decrypted content: the account's, as in the Java client, not that of the
 * `Content-Type`. Bytes that aren't text in it are in the other one.
 */
export function contentCharset(bytes: Uint8Array, account: Charset): Charset {
	if (tryDecode(bytes, account) !== undefined) return account;
	return account === 'utf-8' ? 'GBK' : 'utf-8';
}
