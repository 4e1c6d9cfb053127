import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { say } from '../i18n/text';
import { AlipayError } from './errors';
import { readKeyText } from './key-text';
import type { KeyFault, KeyForm, KeyText } from './key-text';
import type { SignType } from './types';

/** The settings that hold a key. */
type KeyField = 'privateKey' | 'alipayPublicKey';

const nameOf = (field: KeyField): string =>
	field === 'privateKey'
		? say({ en: 'The private key', zh: '应用私钥' })
		: say({ en: "Alipay's public key", zh: '支付宝公钥' });

const PASTE: Readonly<Record<KeyField, { en: string; zh: string }>> = {
	privateKey: {
		en: "Paste the application's private key as Alipay's key tool saved it: the whole text, without a password",
		zh: '请粘贴支付宝密钥工具生成的“应用私钥”的完整内容（不带密码保护）',
	},
	alipayPublicKey: {
		en: "Copy Alipay's public key from the Alipay console: Development settings > Interface signature > View Alipay public key",
		zh: '请从支付宝开放平台控制台复制：开发设置 > 接口加签方式 > 查看“支付宝公钥”',
	},
};

const fail = (code: string, field: KeyField, message: string, description?: string): never => {
	throw new AlipayError(code, { field, message, description: description ?? say(PASTE[field]) });
};

function refuseFault(fault: KeyFault, field: KeyField): never {
	const name = nameOf(field);
	switch (fault) {
		case 'empty':
			return fail('ERR_KEY_EMPTY', field, say({ en: `${name} is empty`, zh: `${name}为空` }));
		case 'path':
			return fail(
				'ERR_KEY_IS_PATH',
				field,
				say({
					en: `${name} is a file's path, not the file's content`,
					zh: `${name}填的是文件路径，而不是文件内容`,
				}),
				say({
					en: 'Open the file with a text editor and paste all of its content',
					zh: '请用文本编辑器打开该文件，粘贴其全部内容',
				}),
			);
		case 'ssh':
			return fail(
				'ERR_KEY_IS_SSH',
				field,
				say({
					en: `${name} is in the format of SSH, which Alipay does not use`,
					zh: `${name}是 SSH 格式的密钥，支付宝不使用该格式`,
				}),
			);
		case 'cutShort':
			return fail(
				'ERR_KEY_CUT_SHORT',
				field,
				say({
					en: `${name} is cut short: a part of it is missing`,
					zh: `${name}不完整，缺少一部分内容`,
				}),
				say({
					en: 'Copy it again from its first to its last character',
					zh: '请从第一个字符到最后一个字符重新完整复制',
				}),
			);
		case 'tooLong':
			return fail(
				'ERR_KEY_TOO_LONG',
				field,
				say({ en: `${name} has something more behind its end`, zh: `${name}末尾有多余内容` }),
				say({
					en: 'Paste one key alone, with nothing before or behind it',
					zh: '请只粘贴一个密钥，前后不要有其他内容',
				}),
			);
		case 'notBase64':
			return fail(
				'ERR_KEY_NOT_BASE64',
				field,
				say({
					en: `${name} holds characters that no key has`,
					zh: `${name}含有密钥中不可能出现的字符`,
				}),
			);
		case 'notAKey':
			return fail(
				'ERR_KEY_NOT_A_KEY',
				field,
				say({ en: `${name} is not a key`, zh: `${name}的内容不是密钥` }),
			);
	}
}

function refuseForm(form: KeyForm, field: KeyField): never {
	const name = nameOf(field);
	switch (form) {
		case 'spkiPublic':
		case 'pkcs1Public':
			return fail(
				'ERR_PRIVATE_KEY_IS_PUBLIC',
				field,
				say({
					en: 'A public key stands where the private key belongs',
					zh: '应用私钥处填的是公钥',
				}),
			);
		case 'pkcs1Private':
		case 'pkcs8Private':
			return fail(
				'ERR_PUBLIC_KEY_IS_PRIVATE',
				field,
				say({
					en: "A private key stands where Alipay's public key belongs",
					zh: '支付宝公钥处填的是私钥',
				}),
			);
		case 'encryptedPrivate':
			return fail(
				'ERR_KEY_ENCRYPTED',
				field,
				say({ en: `${name} is protected with a password`, zh: `${name}带有密码保护` }),
				say({
					en: 'Remove the password (openssl pkey -in key.pem -out plain.pem) and paste the new file; it is stored encrypted by n8n',
					zh: '请先去除密码（openssl pkey -in key.pem -out plain.pem），再粘贴新文件的内容；n8n 会加密保存',
				}),
			);
		case 'certificate':
			return fail(
				'ERR_PRIVATE_KEY_IS_CERTIFICATE',
				field,
				say({
					en: 'A certificate stands where the private key belongs',
					zh: '应用私钥处填的是证书',
				}),
			);
		case 'certificateRequest':
			return fail(
				'ERR_KEY_IS_CERTIFICATE_REQUEST',
				field,
				say({
					en: `${name} is a certificate request (CSR), not a key`,
					zh: `${name}填的是证书请求文件（CSR），而不是密钥`,
				}),
			);
		case 'ecPrivate':
			return refuseAlgorithm('EC', field);
		case 'keyStore':
			return fail(
				'ERR_KEY_IS_STORE',
				field,
				say({
					en: `${name} is a key store (PKCS#12), not a key`,
					zh: `${name}填的是密钥库（PKCS#12），而不是密钥`,
				}),
				say({
					en: 'Take the key out (openssl pkcs12 -in store.p12 -nodes) and paste it alone',
					zh: '请从中导出密钥（openssl pkcs12 -in store.p12 -nodes），只粘贴密钥本身',
				}),
			);
	}
}

function refuseAlgorithm(algorithm: string, field: KeyField): never {
	const name = nameOf(field);
	const kind = algorithm === '' ? say({ en: 'another kind of', zh: '其他算法的' }) : algorithm;
	return fail(
		algorithm === 'SM2' ? 'ERR_KEY_SM2' : algorithm === 'EC' ? 'ERR_KEY_EC' : 'ERR_KEY_NOT_RSA',
		field,
		say({
			en: `${name} is ${/^[ESae]/.test(kind) ? 'an' : 'a'} ${kind} key, not an RSA key`,
			zh: `${name}是 ${kind} 密钥，不是 RSA 密钥`,
		}),
		say({
			en: "Make an RSA key pair of 2048 bits with Alipay's key tool and register its public key in the Alipay console",
			zh: '请用支付宝密钥工具生成 2048 位的 RSA 密钥对，并在支付宝开放平台控制台登记其公钥',
		}),
	);
}

function refuseDamaged(field: KeyField): never {
	return fail(
		'ERR_KEY_DAMAGED',
		field,
		say({
			en: `${nameOf(field)} is damaged: some of its characters are wrong`,
			zh: `${nameOf(field)}已损坏，部分字符有误`,
		}),
		say({ en: 'Copy it again from its source', zh: '请从来源处重新复制' }),
	);
}

const MIN_BITS: Readonly<Record<SignType, number>> = { RSA2: 2048, RSA: 1024 };

function assertLength(key: KeyObject, signType: SignType, field: KeyField): void {
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	const least = MIN_BITS[signType];
	if (bits >= least) return;
	fail(
		'ERR_KEY_TOO_SHORT',
		field,
		say({
			en: `${nameOf(field)} has ${bits} bits; ${signType} needs at least ${least}`,
			zh: `${nameOf(field)}只有 ${bits} 位，${signType} 至少需要 ${least} 位`,
		}),
		field === 'privateKey'
			? say({
					en: `Make a key pair of 2048 bits and register its public key in the Alipay console${bits >= 1024 ? ", or set the credential's Sign Type to RSA if the app is registered so" : ''}`,
					zh: `请生成 2048 位的密钥对，并在支付宝开放平台控制台登记其公钥${bits >= 1024 ? '；如果应用登记的签名方式是 RSA，请将凭据中的“签名类型”改为 RSA' : ''}`,
				})
			: say({
					en: 'Copy the Alipay public key of the RSA2 (SHA256) setting; this one belongs to RSA (SHA1)',
					zh: '请复制 RSA2（SHA256）对应的支付宝公钥，当前这个属于 RSA（SHA1）',
				}),
	);
}

/** What signs must be what verifies: a damaged key can load and still sign wrongly. */
function assertSigns(key: KeyObject): void {
	const sample = Buffer.from('n8n-nodes-zhima');
	const check = (): boolean =>
		verify('RSA-SHA256', sample, createPublicKey(key), sign('RSA-SHA256', sample, key));
	let isSound = false;
	try {
		isSound = check();
	} catch {
		isSound = false;
	}
	if (!isSound) refuseDamaged('privateKey');
}

const PRIVATE_FORMS: readonly KeyForm[] = ['pkcs1Private', 'pkcs8Private'];
const PUBLIC_FORMS: readonly KeyForm[] = ['spkiPublic', 'pkcs1Public', 'certificate'];

function load(field: KeyField, create: () => KeyObject): KeyObject {
	let key: KeyObject;
	try {
		key = create();
	} catch {
		return refuseDamaged(field);
	}
	return key.asymmetricKeyType === 'rsa' ? key : refuseAlgorithm('', field);
}

function readRsa(text: string, field: KeyField, forms: readonly KeyForm[]): KeyText {
	const read = readKeyText(text, forms);
	if (typeof read === 'string') return refuseFault(read, field);
	if (!forms.includes(read.form)) return refuseForm(read.form, field);
	if (read.form !== 'certificate' && read.algorithm !== 'RSA')
		refuseAlgorithm(read.algorithm, field);
	return read;
}

/**
 * The application's private key: PKCS#1 or PKCS#8, PEM or bare base64, as people have them. Throws
 * `AlipayError` (field `privateKey`) with a sentence of its own for each wrong thing.
 */
export function parsePrivateKey(text: string, signType: SignType): KeyObject {
	const { form, der } = readRsa(text, 'privateKey', PRIVATE_FORMS);
	const type = form === 'pkcs1Private' ? 'pkcs1' : 'pkcs8';
	const key = load('privateKey', () =>
		createPrivateKey({ key: Buffer.from(der), format: 'der', type }),
	);
	assertLength(key, signType, 'privateKey');
	assertSigns(key);
	return key;
}

function createPublic({ form, der }: KeyText): KeyObject {
	if (form === 'certificate') return new X509Certificate(der).publicKey;
	const type = form === 'pkcs1Public' ? 'pkcs1' : 'spki';
	return createPublicKey({ key: Buffer.from(der), format: 'der', type });
}

/** Whether a public key is the counterpart of a private one. */
export function isPair(publicKey: KeyObject, privateKey: KeyObject): boolean {
	return publicKey.equals(createPublicKey(privateKey));
}

/**
 * Alipay's public key: SPKI or PKCS#1, PEM or bare base64, or a certificate that holds it. Throws
 * `AlipayError` (field `alipayPublicKey`); also for the application's own public key, which is what
 * people paste most.
 */
export function parseAlipayPublicKey(
	text: string,
	signType: SignType,
	privateKey: KeyObject,
): KeyObject {
	const read = readRsa(text, 'alipayPublicKey', PUBLIC_FORMS);
	const key = load('alipayPublicKey', () => createPublic(read));
	if (isPair(key, privateKey)) {
		fail(
			'ERR_ALIPAY_KEY_IS_OWN',
			'alipayPublicKey',
			say({
				en: "The application's own public key stands where Alipay's belongs: it matches the private key",
				zh: '支付宝公钥处填的是应用公钥：它与应用私钥是一对',
			}),
		);
	}
	assertLength(key, signType, 'alipayPublicKey');
	return key;
}
