import type { KeyObject } from 'node:crypto';

import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import type { KeyFault, KeyForm } from './key-format';
import type { SignType } from '../protocol-types';

/** The settings that hold a key. */
export type KeyField = 'privateKey' | 'alipayPublicKey';

/** The field's label in the credential, in quotation marks. */
const nameOf = (field: KeyField): string =>
	field === 'privateKey'
		? t({ en: '"Private Key"', zh: '“应用私钥”' })
		: t({ en: '"Alipay Public Key"', zh: '“支付宝公钥”' });

const PASTE: Readonly<Record<KeyField, Text>> = {
	privateKey: {
		en: 'In "Private Key", paste the whole private key that Alipay\'s key tool saved, without a password',
		zh: '请在“应用私钥”中粘贴支付宝密钥工具生成的应用私钥的完整内容（不带密码保护）',
	},
	alipayPublicKey: {
		en: 'Copy the key from the Alipay console (Development settings > Interface signature > View Alipay public key) into "Alipay Public Key"',
		zh: '请从支付宝开放平台控制台复制（开发设置 > 接口加签方式 > 查看“支付宝公钥”），并粘贴到“支付宝公钥”中',
	},
};

/** What is said about one wrong thing. Without its own advice, it is what to paste instead. */
interface Refusal {
	readonly code: string;
	readonly message: (name: string) => string;
	readonly advice?: Text;
}

function refuse({ code, message, advice }: Refusal, field: KeyField): never {
	throw new AlipayError(code, {
		field,
		message: message(nameOf(field)),
		description: t(advice ?? PASTE[field]),
	});
}

const FAULTS: Readonly<Record<KeyFault, Refusal>> = {
	empty: {
		code: 'ERR_KEY_EMPTY',
		message: (name) => t({ en: `${name} is empty`, zh: `${name}为空` }),
	},
	path: {
		code: 'ERR_KEY_IS_PATH',
		message: (name) =>
			t({
				en: `${name} is a file path`,
				zh: `${name}中填写的是文件路径，而不是文件内容`,
			}),
		advice: {
			en: 'Open the file in a text editor and paste its whole content',
			zh: '请用文本编辑器打开该文件，粘贴其全部内容',
		},
	},
	ssh: {
		code: 'ERR_KEY_IS_SSH',
		message: (name) =>
			t({
				en: `${name} is an SSH key, which Alipay doesn't use`,
				zh: `${name}中填写的是 SSH 密钥，支付宝不使用该格式`,
			}),
	},
	cutShort: {
		code: 'ERR_KEY_CUT_SHORT',
		message: (name) =>
			t({
				en: `${name} is incomplete`,
				zh: `${name}不完整，缺少一部分内容`,
			}),
		advice: {
			en: 'Copy the key again, from the first character to the last',
			zh: '请从第一个字符到最后一个字符重新完整复制',
		},
	},
	tooLong: {
		code: 'ERR_KEY_TOO_LONG',
		message: (name) =>
			t({ en: `${name} has extra text after the key`, zh: `${name}末尾有多余内容` }),
		advice: {
			en: 'Paste only the key, with nothing before or after it',
			zh: '请只粘贴一个密钥，前后不要有其他内容',
		},
	},
	notBase64: {
		code: 'ERR_KEY_NOT_BASE64',
		message: (name) =>
			t({
				en: `${name} contains characters that aren't valid in a key`,
				zh: `${name}包含密钥中不会出现的字符`,
			}),
	},
	notAKey: {
		code: 'ERR_KEY_NOT_A_KEY',
		message: (name) => t({ en: `${name} isn't a key`, zh: `${name}的内容不是密钥` }),
	},
};

const PUBLIC_FOR_PRIVATE: Refusal = {
	code: 'ERR_PRIVATE_KEY_IS_PUBLIC',
	message: () =>
		t({
			en: 'This is a public key. Paste the private key',
			zh: '这是公钥，请粘贴应用私钥',
		}),
};

const PRIVATE_FOR_PUBLIC: Refusal = {
	code: 'ERR_PUBLIC_KEY_IS_PRIVATE',
	message: () =>
		t({
			en: "This is a private key. Paste Alipay's public key",
			zh: '这是私钥，请粘贴支付宝公钥',
		}),
};

const FORMS: Readonly<Record<KeyForm, Refusal>> = {
	spkiPublic: PUBLIC_FOR_PRIVATE,
	pkcs1Public: PUBLIC_FOR_PRIVATE,
	pkcs1Private: PRIVATE_FOR_PUBLIC,
	pkcs8Private: PRIVATE_FOR_PUBLIC,
	ecPrivate: PRIVATE_FOR_PUBLIC,
	encryptedPrivate: {
		code: 'ERR_KEY_ENCRYPTED',
		message: (name) =>
			t({ en: `${name} is protected by a password`, zh: `${name}带有密码保护` }),
		advice: {
			en: 'Remove the password (openssl pkey -in key.pem -out plain.pem) and paste the content of plain.pem; n8n stores it encrypted',
			zh: '请先去除密码（openssl pkey -in key.pem -out plain.pem），再粘贴 plain.pem 的内容；n8n 会加密保存',
		},
	},
	certificate: {
		code: 'ERR_PRIVATE_KEY_IS_CERTIFICATE',
		message: () =>
			t({
				en: 'This is a certificate. Paste the private key',
				zh: '这是证书，请粘贴应用私钥',
			}),
	},
	certificateRequest: {
		code: 'ERR_KEY_IS_CERTIFICATE_REQUEST',
		message: (name) =>
			t({
				en: `${name} is a certificate request (CSR), not a key`,
				zh: `${name}中填写的是证书请求文件（CSR），而不是密钥`,
			}),
	},
	keyStore: {
		code: 'ERR_KEY_IS_STORE',
		message: (name) =>
			t({
				en: `${name} is a key store (PKCS#12), not a key`,
				zh: `${name}中填写的是密钥库（PKCS#12），而不是密钥`,
			}),
		advice: {
			en: 'Export the key (openssl pkcs12 -in store.p12 -nodes) and paste only the key',
			zh: '请从中导出密钥（openssl pkcs12 -in store.p12 -nodes），只粘贴密钥本身',
		},
	},
};

const RSA_WANTED: Text = {
	en: "Create a 2048-bit RSA key pair with Alipay's key tool, and upload its public key in the Alipay console",
	zh: '请用支付宝密钥工具生成 2048 位的 RSA 密钥对，并在支付宝开放平台控制台上传其公钥',
};

const RSA_OF_ALIPAY: Text = {
	en: "Copy Alipay's RSA public key from the Alipay console: Development settings > Interface signature > View Alipay public key",
	zh: '请从支付宝开放平台控制台复制 RSA 方式的支付宝公钥：开发设置 > 接口加签方式 > 查看“支付宝公钥”',
};

export function refuseFault(fault: KeyFault, field: KeyField): never {
	return refuse(FAULTS[fault], field);
}

export function refuseForm(form: KeyForm, field: KeyField): never {
	return refuse(FORMS[form], field);
}

/** @param algorithm `EC`, `SM2`, or empty for any other that isn't RSA */
export function refuseAlgorithm(algorithm: string, field: KeyField): never {
	const advice = field === 'privateKey' ? RSA_WANTED : RSA_OF_ALIPAY;
	if (algorithm === '') {
		const message = (name: string) =>
			t({ en: `${name} isn't an RSA key`, zh: `${name}不是 RSA 密钥` });
		return refuse({ code: 'ERR_KEY_NOT_RSA', message, advice }, field);
	}
	const message = (name: string) =>
		t({
			en: `${name} is an ${algorithm} key, not an RSA key`,
			zh: `${name}是 ${algorithm} 密钥，不是 RSA 密钥`,
		});
	return refuse({ code: `ERR_KEY_${algorithm}`, message, advice }, field);
}

const ONLY: Readonly<Record<KeyField, Text>> = {
	privateKey: {
		en: "Paste only the private key that belongs to this App ID, without other apps' keys",
		zh: '请只粘贴该应用的私钥，不要包含其他应用的密钥',
	},
	alipayPublicKey: {
		en: "Paste only Alipay's public key, without your app's own or other keys",
		zh: '请只粘贴支付宝公钥，不要包含应用公钥或其他密钥',
	},
};

/** Which of several keys is meant cannot be known. One key in two forms is one key. */
export function refuseSeveral(count: number, field: KeyField): never {
	const message = (name: string) =>
		field === 'privateKey'
			? t({ en: `${name} contains ${count} private keys`, zh: `${name}中有 ${count} 个私钥` })
			: t({ en: `${name} contains ${count} public keys`, zh: `${name}中有 ${count} 个公钥` });
	return refuse({ code: 'ERR_KEY_SEVERAL', message, advice: ONLY[field] }, field);
}

export function refuseDamaged(field: KeyField): never {
	const message = (name: string) =>
		t({
			en: `${name} is damaged: some characters are wrong`,
			zh: `${name}已损坏，部分字符有误`,
		});
	const advice = { en: 'Copy the key again from where it was saved', zh: '请从保存该密钥的位置重新复制' };
	return refuse({ code: 'ERR_KEY_DAMAGED', message, advice }, field);
}

/** Alipay's key is not the app's; people paste their own most. */
export function refuseOwnKey(): never {
	const message = () =>
		t({
			en: '"Alipay Public Key" contains your app\'s own public key: it matches the private key',
			zh: '“支付宝公钥”中填写的是应用公钥：它与应用私钥匹配',
		});
	return refuse({ code: 'ERR_ALIPAY_KEY_IS_OWN', message }, 'alipayPublicKey');
}

/** The documents recommend RSA2 with 2048 bits; RSA was made for 1024. */
export const MIN_BITS: Readonly<Record<SignType, number>> = { RSA2: 2048, RSA: 1024 };

const SHORT_ADVICE: Readonly<Record<KeyField, Text>> = {
	privateKey: {
		en: 'Create a 2048-bit key pair and upload its public key in the Alipay console. If your app uses a 1024-bit key, set "Sign Type" to RSA',
		zh: '请生成 2048 位的密钥对，并在支付宝开放平台控制台上传其公钥；如果应用使用的是 1024 位密钥，请将“签名类型”改为 RSA',
	},
	alipayPublicKey: {
		en: 'Copy the Alipay public key for RSA2 (SHA256) from the Alipay console. Shorter keys are for RSA (SHA1)',
		zh: '请从支付宝开放平台控制台复制 RSA2（SHA256）对应的支付宝公钥；位数更短的密钥用于 RSA（SHA1）',
	},
};

/** Throws `AlipayError` for an RSA key that is shorter than its signature type needs. */
export function assertLength(key: KeyObject, signType: SignType, field: KeyField): void {
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	const least = MIN_BITS[signType];
	if (bits >= least) return;
	const message = (name: string) =>
		t({
			en: `${name} has ${bits} bits; ${signType} needs at least ${least}`,
			zh: `${name}只有 ${bits} 位，${signType} 至少需要 ${least} 位`,
		});
	refuse({ code: 'ERR_KEY_TOO_SHORT', message, advice: SHORT_ADVICE[field] }, field);
}
