import type { KeyObject } from 'node:crypto';

import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import type { KeyFault, KeyForm } from './key-format';
import type { SignType } from '../protocol-types';

/** The settings that hold a key. */
export type KeyField = 'privateKey' | 'alipayPublicKey';

const nameOf = (field: KeyField): string =>
	field === 'privateKey'
		? t({ en: 'The private key', zh: '应用私钥' })
		: t({ en: "Alipay's public key", zh: '支付宝公钥' });

const PASTE: Readonly<Record<KeyField, Text>> = {
	privateKey: {
		en: "Paste the application's private key as Alipay's key tool saved it: the whole text, without a password",
		zh: '请粘贴支付宝密钥工具生成的“应用私钥”的完整内容（不带密码保护）',
	},
	alipayPublicKey: {
		en: "Copy Alipay's public key from the Alipay console: Development settings > Interface signature > View Alipay public key",
		zh: '请从支付宝开放平台控制台复制：开发设置 > 接口加签方式 > 查看“支付宝公钥”',
	},
};

/** What to say of one wrong thing. Without advice of its own, what to paste instead is said. */
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
				en: `${name} is a file's path, not the file's content`,
				zh: `${name}填的是文件路径，而不是文件内容`,
			}),
		advice: {
			en: 'Open the file with a text editor and paste all of its content',
			zh: '请用文本编辑器打开该文件，粘贴其全部内容',
		},
	},
	ssh: {
		code: 'ERR_KEY_IS_SSH',
		message: (name) =>
			t({
				en: `${name} is in the format of SSH, which Alipay does not use`,
				zh: `${name}是 SSH 格式的密钥，支付宝不使用该格式`,
			}),
	},
	cutShort: {
		code: 'ERR_KEY_CUT_SHORT',
		message: (name) =>
			t({
				en: `${name} is cut short: a part of it is missing`,
				zh: `${name}不完整，缺少一部分内容`,
			}),
		advice: {
			en: 'Copy it again from its first to its last character',
			zh: '请从第一个字符到最后一个字符重新完整复制',
		},
	},
	tooLong: {
		code: 'ERR_KEY_TOO_LONG',
		message: (name) =>
			t({ en: `${name} has something more behind its end`, zh: `${name}末尾有多余内容` }),
		advice: {
			en: 'Paste one key alone, with nothing before or behind it',
			zh: '请只粘贴一个密钥，前后不要有其他内容',
		},
	},
	notBase64: {
		code: 'ERR_KEY_NOT_BASE64',
		message: (name) =>
			t({
				en: `${name} holds characters that no key has`,
				zh: `${name}含有密钥中不可能出现的字符`,
			}),
	},
	notAKey: {
		code: 'ERR_KEY_NOT_A_KEY',
		message: (name) => t({ en: `${name} is not a key`, zh: `${name}的内容不是密钥` }),
	},
};

const PUBLIC_FOR_PRIVATE: Refusal = {
	code: 'ERR_PRIVATE_KEY_IS_PUBLIC',
	message: () =>
		t({
			en: 'A public key stands where the private key belongs',
			zh: '应用私钥处填的是公钥',
		}),
};

const PRIVATE_FOR_PUBLIC: Refusal = {
	code: 'ERR_PUBLIC_KEY_IS_PRIVATE',
	message: () =>
		t({
			en: "A private key stands where Alipay's public key belongs",
			zh: '支付宝公钥处填的是私钥',
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
			t({ en: `${name} is protected with a password`, zh: `${name}带有密码保护` }),
		advice: {
			en: 'Remove the password (openssl pkey -in key.pem -out plain.pem) and paste the new file; n8n stores it encrypted',
			zh: '请先去除密码（openssl pkey -in key.pem -out plain.pem），再粘贴新文件的内容；n8n 会加密保存',
		},
	},
	certificate: {
		code: 'ERR_PRIVATE_KEY_IS_CERTIFICATE',
		message: () =>
			t({
				en: 'A certificate stands where the private key belongs',
				zh: '应用私钥处填的是证书',
			}),
	},
	certificateRequest: {
		code: 'ERR_KEY_IS_CERTIFICATE_REQUEST',
		message: (name) =>
			t({
				en: `${name} is a certificate request (CSR), not a key`,
				zh: `${name}填的是证书请求文件（CSR），而不是密钥`,
			}),
	},
	keyStore: {
		code: 'ERR_KEY_IS_STORE',
		message: (name) =>
			t({
				en: `${name} is a key store (PKCS#12), not a key`,
				zh: `${name}填的是密钥库（PKCS#12），而不是密钥`,
			}),
		advice: {
			en: 'Take the key out (openssl pkcs12 -in store.p12 -nodes) and paste it alone',
			zh: '请从中导出密钥（openssl pkcs12 -in store.p12 -nodes），只粘贴密钥本身',
		},
	},
};

const RSA_WANTED: Text = {
	en: "Make an RSA key pair of 2048 bits with Alipay's key tool and register its public key in the Alipay console",
	zh: '请用支付宝密钥工具生成 2048 位的 RSA 密钥对，并在支付宝开放平台控制台登记其公钥',
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

/** @param algorithm `EC`, `SM2`, or empty for any other that is not RSA */
export function refuseAlgorithm(algorithm: string, field: KeyField): never {
	const advice = field === 'privateKey' ? RSA_WANTED : RSA_OF_ALIPAY;
	if (algorithm === '') {
		const message = (name: string) =>
			t({ en: `${name} is not an RSA key`, zh: `${name}不是 RSA 密钥` });
		return refuse({ code: 'ERR_KEY_NOT_RSA', message, advice }, field);
	}
	const message = (name: string) =>
		t({
			en: `${name} is an ${algorithm} key, not an RSA key`,
			zh: `${name}是 ${algorithm} 密钥，不是 RSA 密钥`,
		});
	return refuse({ code: `ERR_KEY_${algorithm}`, message, advice }, field);
}

export function refuseDamaged(field: KeyField): never {
	const message = (name: string) =>
		t({
			en: `${name} is damaged: some of its characters are wrong`,
			zh: `${name}已损坏，部分字符有误`,
		});
	const advice = { en: 'Copy it again from its source', zh: '请从来源处重新复制' };
	return refuse({ code: 'ERR_KEY_DAMAGED', message, advice }, field);
}

/** Alipay's key is another than the application's; people paste their own most. */
export function refuseOwnKey(): never {
	const message = () =>
		t({
			en: "The application's own public key stands where Alipay's belongs: it matches the private key",
			zh: '支付宝公钥处填的是应用公钥：它与应用私钥匹配',
		});
	return refuse({ code: 'ERR_ALIPAY_KEY_IS_OWN', message }, 'alipayPublicKey');
}

/** The documents recommend RSA2 with 2048 bits; RSA was made for 1024. */
export const MIN_BITS: Readonly<Record<SignType, number>> = { RSA2: 2048, RSA: 1024 };

const SHORT_ADVICE: Readonly<Record<KeyField, Text>> = {
	privateKey: {
		en: "Make a key pair of 2048 bits and register its public key in the Alipay console; if the app is registered with 1024 bits, set the credential's Sign Type to RSA",
		zh: '请生成 2048 位的密钥对，并在支付宝开放平台控制台登记其公钥；如果应用登记的是 1024 位密钥，请将凭证中的“签名类型”改为 RSA',
	},
	alipayPublicKey: {
		en: 'Copy the Alipay public key of the RSA2 (SHA256) setting; a shorter one belongs to RSA (SHA1)',
		zh: '请复制 RSA2（SHA256）对应的支付宝公钥，位数更短的属于 RSA（SHA1）',
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
