/** What a pasted text is, by its ASN.1. Loads jsrsasign, so it is imported only where certificates or refused keys are read. */
import { announcedLength, childrenOf, oidOf, TAG, tagOf } from './asn1';
import { blocksOf, bytesOf, cleanText, isEncrypted, isPath } from './pasted-text';
import type { Block } from './pasted-text';

/** What a pasted text turns out to be. */
export type KeyForm =
	| 'pkcs1Private'
	| 'pkcs8Private'
	| 'encryptedPrivate'
	| 'spkiPublic'
	| 'pkcs1Public'
	| 'ecPrivate'
	| 'certificate'
	| 'certificateRequest'
	| 'keyStore';

/** Why a text cannot be a key at all. */
export type KeyFault = 'empty' | 'path' | 'ssh' | 'cutShort' | 'tooLong' | 'notBase64' | 'notAKey';

export interface KeyText {
	readonly form: KeyForm;
	readonly der: Uint8Array;
	/** `RSA`, `EC`, `SM2`, or empty where it is none of these. */
	readonly algorithm: string;
}

const SSH = /^ssh-|OPENSSH PRIVATE KEY|^PuTTY-User-Key-File|^b3BlbnNzaC1rZXktdjE/;

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const SM2 = '1.2.156.10197.1.301';

function algorithmOf(identifier: string | undefined): string {
	const [oid, parameters] = childrenOf(identifier);
	switch (oidOf(oid)) {
		case RSA:
			return 'RSA';
		case SM2:
			return 'SM2';
		case EC:
			return oidOf(parameters) === SM2 ? 'SM2' : 'EC';
		default:
			return '';
	}
}

/** RFC 5915: the curve is in the context tag 0. */
function sec1Algorithm(members: readonly string[]): string {
	const [curve] = childrenOf(members.find((each) => tagOf(each) === 'a0'));
	return oidOf(curve) === SM2 ? 'SM2' : 'EC';
}

const LETTERS: Readonly<Record<string, string>> = {
	[TAG.integer]: 'i',
	[TAG.bitString]: 'b',
	[TAG.octetString]: 'o',
	[TAG.oid]: 'I',
	[TAG.sequence]: 's',
};

/** The members' kinds: `i`nteger, `b`it string, `o`ctet string, o`I`D, `s`equence, `?`. */
const shapeOf = (members: readonly string[]): string =>
	members.map((each) => LETTERS[tagOf(each)] ?? '?').join('');

/** A certificate names its algorithm within what is signed; a request for one begins otherwise. */
function signedForm(toBeSigned: string): KeyForm {
	const shape = shapeOf(childrenOf(toBeSigned));
	return /^is+\?/.test(shape) && !/^isss/.test(shape) ? 'certificateRequest' : 'certificate';
}

function classify(der: Uint8Array, hex: string): KeyText | undefined {
	const members = childrenOf(hex);
	const shape = shapeOf(members);
	const [first, second] = members;
	if (/^i{9,}/.test(shape)) return { form: 'pkcs1Private', der, algorithm: 'RSA' };
	if (shape === 'ii') return { form: 'pkcs1Public', der, algorithm: 'RSA' };
	if (/^iso/.test(shape)) return { form: 'pkcs8Private', der, algorithm: algorithmOf(second) };
	if (/^io/.test(shape)) return { form: 'ecPrivate', der, algorithm: sec1Algorithm(members) };
	if (shape === 'sb') return { form: 'spkiPublic', der, algorithm: algorithmOf(first) };
	if (shape === 'so') return { form: 'encryptedPrivate', der, algorithm: '' };
	if (shape === 'ssb') return { form: signedForm(first), der, algorithm: '' };
	return /^is/.test(shape) ? { form: 'keyStore', der, algorithm: '' } : undefined;
}

function readBlock(block: Block): KeyText | KeyFault {
	if (isEncrypted(block)) return { form: 'encryptedPrivate', der: new Uint8Array(), algorithm: '' };
	if (SSH.test(block.body)) return 'ssh';
	const der = bytesOf(block);
	if (der === undefined) return 'notBase64';
	const hex = der.toString('hex');
	if (tagOf(hex) !== TAG.sequence) return 'notAKey';
	const announced = announcedLength(hex);
	if (announced === 0 || announced > der.length) return 'cutShort';
	if (announced < der.length) return 'tooLong';
	return classify(der, hex) ?? 'notAKey';
}

const isRead = (read: KeyText | KeyFault): read is KeyText => typeof read === 'object';

/** A block without a heading counts only where it can be read: it may be any other text. */
function readBlocks(clean: string): (KeyText | KeyFault)[] {
	const blocks = blocksOf(clean);
	if (blocks.length === 0) return ['notAKey'];
	const read = blocks.map(readBlock);
	const kept = read.filter((each, at) => isRead(each) || blocks[at].label !== '');
	return kept.length > 0 ? kept : [readBlock({ label: '', body: clean })];
}

/**
 * Reads what was pasted as a key, one entry for each block of it: PEM or bare base64, with any line
 * breaks, blanks and dashes, and under any heading.
 */
export function readKeyTexts(text: string): (KeyText | KeyFault)[] {
	const clean = cleanText(text);
	if (clean === undefined) return ['tooLong'];
	if (clean === '') return ['empty'];
	if (SSH.test(clean)) return ['ssh'];
	if (isPath(text)) return ['path'];
	return readBlocks(clean);
}

/** The same of one key: of several blocks the first of a wanted form, else the first. */
export function readKeyText(text: string, wanted: readonly KeyForm[] = []): KeyText | KeyFault {
	const read = readKeyTexts(text);
	return read.find((each) => isRead(each) && wanted.includes(each.form)) ?? read[0];
}

/** The certificates of a PEM text (or one in bare base64), in order, as DER. */
export function readCertificateTexts(text: string): (KeyText | KeyFault)[] {
	const clean = cleanText(text);
	if (clean === undefined) return ['tooLong'];
	if (clean === '') return [];
	return isPath(text) ? ['path'] : readBlocks(clean);
}
