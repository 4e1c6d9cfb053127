/** What is wrong with a key. Loads jsrsasign, so it is imported only where a key is in doubt. */
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import {
	refuseAlgorithm,
	refuseDamaged,
	refuseFault,
	refuseForm,
	refuseSeveral,
} from './key-errors';
import type { KeyField } from './key-errors';
import { readKeyTexts } from './key-format';
import type { KeyForm, KeyText } from './key-format';
import { distinctKeys } from './load-key';
import type { LoadedKey } from './load-key';

/** The forms of a key that each field's keys have; an EC key is one of them, though a wrong one. */
const FORMS: Readonly<Record<KeyField, readonly KeyForm[]>> = {
	privateKey: ['pkcs1Private', 'pkcs8Private', 'ecPrivate'],
	alipayPublicKey: ['spkiPublic', 'pkcs1Public', 'certificate'],
};

const privateKey = (key: Buffer, type: 'pkcs1' | 'pkcs8' | 'sec1'): LoadedKey => ({
	kind: 'private',
	key: createPrivateKey({ key, format: 'der', type }),
});

const publicKey = (key: Buffer, type: 'pkcs1' | 'spki'): LoadedKey => ({
	kind: 'public',
	key: createPublicKey({ key, format: 'der', type }),
});

function certificateKey(der: Buffer): LoadedKey {
	const certificate = new X509Certificate(der);
	return { kind: 'certificate', key: certificate.publicKey, certificate };
}

function create(der: Buffer, form: KeyForm): LoadedKey {
	switch (form) {
		case 'pkcs1Private':
			return privateKey(der, 'pkcs1');
		case 'pkcs8Private':
			return privateKey(der, 'pkcs8');
		case 'ecPrivate':
			return privateKey(der, 'sec1');
		case 'pkcs1Public':
			return publicKey(der, 'pkcs1');
		case 'certificate':
			return certificateKey(der);
		default:
			return publicKey(der, 'spki');
	}
}

function load({ der, form }: KeyText): LoadedKey | undefined {
	try {
		return create(Buffer.from(der), form);
	} catch {
		return undefined;
	}
}

/** Of those that cannot be loaded (SM2, damaged ones), each that has other bytes is another key. */
const distinctUnloaded = (texts: readonly KeyText[]): KeyText[] => [
	...new Map(texts.map((text) => [Buffer.from(text.der).toString('base64'), text])).values(),
];

/** Throws for a text that is no key of an algorithm that Alipay signs with. */
function assertRsa(read: KeyText | undefined, field: KeyField): void {
	if (read === undefined || read.form === 'certificate' || read.algorithm === 'RSA') return;
	refuseAlgorithm(read.algorithm, field);
}

/**
 * The RSA key that is meant by a text that is not plainly one key. Throws an `AlipayError` that says
 * what is wrong with it.
 */
export function diagnoseKey(text: string, field: KeyField): KeyObject {
	const texts = readKeyTexts(text);
	const found = texts
		.filter((each) => typeof each === 'object')
		.filter(({ form }) => FORMS[field].includes(form));
	const [first] = texts;
	if (found.length === 0) {
		return typeof first === 'string' ? refuseFault(first, field) : refuseForm(first.form, field);
	}
	const loaded = found.map(load);
	const keys = distinctKeys(loaded.filter((each) => each !== undefined));
	const unloaded = distinctUnloaded(found.filter((_, at) => loaded[at] === undefined));
	const count = keys.length + unloaded.length;
	if (count > 1) return refuseSeveral(count, field);
	assertRsa(unloaded[0] ?? found[0], field);
	const [key] = keys;
	if (key === undefined) return refuseDamaged(field);
	const type = key.asymmetricKeyType;
	return type === 'rsa' ? key : refuseAlgorithm(type === 'ec' ? 'EC' : '', field);
}
