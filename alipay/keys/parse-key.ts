import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import {
	assertLength,
	refuseAlgorithm,
	refuseDamaged,
	refuseFault,
	refuseForm,
	refuseOwnKey,
} from './key-errors';
import type { KeyField } from './key-errors';
import { readKeyText } from './key-format';
import type { KeyForm, KeyText } from './key-format';
import type { SignType } from '../protocol-types';

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
	const type = key.asymmetricKeyType;
	return type === 'rsa' ? key : refuseAlgorithm(type === 'ec' ? 'EC' : '', field);
}

function readRsa(text: string, field: KeyField, forms: readonly KeyForm[]): KeyText {
	const read = readKeyText(text, forms);
	if (typeof read === 'string') return refuseFault(read, field);
	if (read.form === 'ecPrivate' && field === 'privateKey') refuseAlgorithm(read.algorithm, field);
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
	if (isPair(key, privateKey)) refuseOwnKey();
	assertLength(key, signType, 'alipayPublicKey');
	return key;
}
