/** Content encryption: AES-CBC, PKCS#7 padding, zero IV, base64. */
import { createCipheriv, createDecipheriv } from 'node:crypto';

const ZERO_IV = Buffer.alloc(16);

const algorithm = (key: Buffer): string => `aes-${key.length * 8}-cbc`;

/** The plain bytes, or undefined where the text was not encrypted with this key. */
export const decryptContent = (text: string, key: Buffer): Buffer | undefined => {
	try {
		const decipher = createDecipheriv(algorithm(key), key, ZERO_IV);
		return Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
	} catch {
		return undefined;
	}
};

export const encryptContent = (bytes: Buffer, key: Buffer): string => {
	const cipher = createCipheriv(algorithm(key), key, ZERO_IV);
	return Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64');
};
