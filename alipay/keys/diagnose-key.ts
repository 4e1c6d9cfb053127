/** What is wrong with a key. Loads jsrsasign, so it is imported only where a key is in doubt. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { leavesOf } from '../certificates/certificate-chain';
import { isParsed, readCertificate } from '../certificates/certificate-file';
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

const FORMS: Readonly<Record<KeyField, readonly KeyForm[]>> = {
	privateKey: ['pkcs1Private', 'pkcs8Private'],
	alipayPublicKey: ['spkiPublic', 'pkcs1Public', 'certificate'],
};

function create({ form, der }: KeyText): KeyObject {
	const key = Buffer.from(der);
	switch (form) {
		case 'pkcs1Private':
			return createPrivateKey({ key, format: 'der', type: 'pkcs1' });
		case 'pkcs8Private':
			return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
		case 'ecPrivate':
			return createPrivateKey({ key, format: 'der', type: 'sec1' });
		case 'pkcs1Public':
			return createPublicKey({ key, format: 'der', type: 'pkcs1' });
		default:
			return createPublicKey({ key, format: 'der', type: 'spki' });
	}
}

function load(read: KeyText): KeyObject | undefined {
	try {
		if (read.form === 'certificate') return readCertificate(read.der)?.parsed?.publicKey;
		return create(read);
	} catch {
		return undefined;
	}
}

/** Of certificates those that others are issued by do not count: files of the console bring theirs. */
function withoutIssuers(read: readonly KeyText[]): KeyText[] {
	const certificates = read
		.filter(({ form }) => form === 'certificate')
		.map(({ der }) => readCertificate(der))
		.filter((each) => each !== undefined)
		.filter(isParsed);
	const leaves = leavesOf(certificates).map(({ der }) => der);
	const issuers = certificates.map(({ der }) => der).filter((der) => !leaves.includes(der));
	return read.filter(({ der }) => !issuers.includes(der));
}

/** How many different keys these are; one that cannot be loaded is the same as its own bytes. */
function countKeys(read: readonly KeyText[]): number {
	const loaded = read.map(load);
	const unreadable = read.filter((_, at) => loaded[at] === undefined).map(({ der }) => der);
	const others = new Set(unreadable.map((der) => Buffer.from(der).toString('base64')));
	return distinctKeys(loaded.filter((each) => each !== undefined)).length + others.size;
}

/**
 * The RSA key that is meant by a text that is not plainly one key. Throws an `AlipayError` that says
 * what is wrong with it.
 */
export function diagnoseKey(text: string, field: KeyField): KeyObject {
	const texts = readKeyTexts(text);
	const forms = FORMS[field];
	const ofKind = field === 'privateKey' ? [...forms, 'ecPrivate'] : forms;
	const keys = withoutIssuers(
		texts.filter((each) => typeof each === 'object').filter(({ form }) => ofKind.includes(form)),
	);
	const count = countKeys(keys);
	if (count > 1) return refuseSeveral(count, field);
	const read = keys[0] ?? texts[0];
	if (typeof read === 'string') return refuseFault(read, field);
	if (!ofKind.includes(read.form)) return refuseForm(read.form, field);
	if (read.form !== 'certificate' && read.algorithm !== 'RSA') {
		return refuseAlgorithm(read.algorithm, field);
	}
	const key = load(read);
	if (key === undefined) return refuseDamaged(field);
	const type = key.asymmetricKeyType;
	return type === 'rsa' ? key : refuseAlgorithm(type === 'ec' ? 'EC' : '', field);
}
