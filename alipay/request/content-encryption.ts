import { createCipheriv, createDecipheriv } from 'node:crypto';

import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';

/** Alipay's content encryption uses a zero initialization vector (the official clients). */
const ZERO_VECTOR = Buffer.alloc(16);
const KEY_LENGTHS: readonly number[] = [16, 24, 32];
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const cipherName = (key: Buffer): string => `aes-${key.length * 8}-cbc`;

/**
 * The AES key that the console shows as base64. Throws `AlipayError` (field `contentEncryptionKey`)
 * when it is not the base64 of 16, 24 or 32 bytes.
 */
export function parseContentEncryptionKey(text: string): Buffer {
	const compact = text.replace(/[\s\uFEFF\u200B]/g, '');
	const key = Buffer.from(compact, 'base64');
	if (BASE64.test(compact) && KEY_LENGTHS.includes(key.length)) return key;
	throw new AlipayError('ERR_CONTENT_ENCRYPTION_KEY', {
		field: 'contentEncryptionKey',
		message: t({
			en: '"Content Encryption Key" isn\'t an AES key in Base64',
			zh: '“内容加密密钥”不是 Base64 格式的 AES 密钥',
		}),
		description: t({
			en: 'Copy the key from the Alipay console (Development settings > Content encryption): 24 characters that end with ==. If content isn\'t encrypted, leave the field empty',
			zh: '请从支付宝开放平台控制台（开发设置 > 接口内容加密方式）复制，通常为以 == 结尾的 24 个字符；如未启用内容加密，请留空',
		}),
	});
}

/** AES-CBC with PKCS#7 padding and a zero vector, as base64. Source: the official clients. */
export function encryptContent(bytes: Buffer, key: Buffer): string {
	const cipher = createCipheriv(cipherName(key), key, ZERO_VECTOR);
	return Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64');
}

/** The reverse of `encryptContent`. Throws when the key is another or the text is damaged. */
export function decryptContent(base64: string, key: Buffer): Buffer {
	const decipher = createDecipheriv(cipherName(key), key, ZERO_VECTOR);
	return Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]);
}
