import { createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { assertLength, refuseDamaged, refuseOwnKey } from './key-errors';
import type { KeyField } from './key-errors';
import { distinctKeys, loadKey } from './load-key';
import type { LoadedKey } from './load-key';
import { blocksOf, bytesOf, cleanText, isEncrypted } from './pasted-text';
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

/** A text's keys, where Node.js reads every block of it by itself. */
function loadKeys(text: string): LoadedKey[] | undefined {
	const blocks = blocksOf(cleanText(text) ?? '');
	const loaded = blocks.map((block) => (isEncrypted(block) ? undefined : loadKey(bytesOf(block))));
	const keys = loaded.filter((each) => each !== undefined);
	return keys.length === blocks.length ? keys : undefined;
}

/**
 * The one RSA key of a text. Where there is any doubt about it, the text is looked into with jsrsasign,
 * which is loaded for that, and refused with what is wrong with it.
 */
async function oneKey(
	text: string,
	field: KeyField,
	isWanted: (loaded: LoadedKey) => boolean,
): Promise<KeyObject> {
	const loaded = loadKeys(text)?.filter(isWanted) ?? [];
	const [key, ...others] = distinctKeys(loaded);
	if (key?.asymmetricKeyType === 'rsa' && others.length === 0) return key;
	const { diagnoseKey } = await import('./diagnose-key');
	return diagnoseKey(text, field);
}

/**
 * The app's private key: PKCS#1 or PKCS#8, PEM or bare base64, as people have them. Rejects with an
 * `AlipayError` (field `privateKey`) that has its own sentence for each thing that can be wrong.
 */
export async function parsePrivateKey(text: string, signType: SignType): Promise<KeyObject> {
	const key = await oneKey(text, 'privateKey', ({ kind }) => kind === 'private');
	assertLength(key, signType, 'privateKey');
	assertSigns(key);
	return key;
}

/** Whether a public key is the counterpart of a private one. */
export function isPair(publicKey: KeyObject, privateKey: KeyObject): boolean {
	return publicKey.equals(createPublicKey(privateKey));
}

/**
 * Alipay's public key: SPKI or PKCS#1, PEM or bare base64, or a certificate that holds it. Rejects with
 * an `AlipayError` (field `alipayPublicKey`); also for the app's own public key, which is what people
 * paste most.
 */
export async function parseAlipayPublicKey(
	text: string,
	signType: SignType,
	privateKey: KeyObject,
): Promise<KeyObject> {
	const key = await oneKey(text, 'alipayPublicKey', ({ kind }) => kind !== 'private');
	if (isPair(key, privateKey)) refuseOwnKey();
	assertLength(key, signType, 'alipayPublicKey');
	return key;
}
