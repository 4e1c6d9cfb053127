import { announcedLength, oidText, readDer, TAG } from './der';
import type { DerValue } from './der';

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

const INVISIBLE = /[\uFEFF\u200B-\u200F\u2028\u2029\u2060\u00AD]/g;
const DASHES = /[\u2010-\u2015\u2212\u2500\u2501\uFE58\uFE63]/g;
const QUOTES = /["'`“”‘’「」,;\s]/;
const DASH_OR_BLANK = /[-\s]/;
/** Line breaks as environment files, JSON within JSON, and web pages write them. */
const WRITTEN_BREAK = /\\{1,8}[rn]|&#(?:10|13|x0?[ad]);|&nbsp;|<br ?\/?>/gi;
/** What a key consists of, as addresses and forms write it. */
const PERCENT = /%(?:0[ad]|20|2[bdf]|3d)/gi;
/** A file's name or address; a key in base64 begins with M, so a slash in front is telling. */
const PATH =
	/^(?:file:|[A-Za-z]:[\\/]|\\\\|~|\.{0,2}\/)|\.(?:pem|key|txt|crt|cer|der|p12|pfx|jks|pub)$/i;
/** Longer than any path is likely to be, shorter than any key. */
const MAX_PATH = 256;
const SSH = /^ssh-|OPENSSH PRIVATE KEY|^PuTTY-User-Key-File|^b3BlbnNzaC1rZXktdjE/;
const LABEL =
	/(?:ENCRYPTED |RSA |EC |DSA |SM2 |ANY )?(?:PRIVATE|PUBLIC) KEY|(?:X509 |TRUSTED )?CERTIFICATE(?: REQUEST)?|NEW CERTIFICATE REQUEST|EC PARAMETERS/;
const HEADING = new RegExp(`(BEGIN|END)\\s+(${LABEL.source})`, 'gi');
const PEM_HEADER = /^[A-Za-z0-9-]+:.*$/gm;
const ENCRYPTED_HEADER = /Proc-Type: ?4, ?ENCRYPTED/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** A key's base64 within other text; every key's begins so. */
const KEY_WITHIN = /MI[A-Za-z0-9+/]{98,}={0,2}/g;
/** Another key stands right behind it, or what is no base64. */
const GOES_ON = /[A-Za-z0-9+/=]/;
/** Many times what any key or file of certificates has. */
const MAX_TEXT = 100_000;

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const SM2 = '1.2.156.10197.1.301';

/** The text without such characters at its ends. */
function stripped(text: string, edge: RegExp): string {
	let start = 0;
	let end = text.length;
	while (start < end && edge.test(text[start])) start++;
	while (end > start && edge.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/** The text as it was before mail programs, word processors, web pages and environment files had it. */
function cleaned(text: string): string {
	const plain = text
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(DASHES, '-')
		.replace(WRITTEN_BREAK, '\n')
		.replace(PERCENT, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
	return stripped(plain, QUOTES);
}

const childrenOf = (value: DerValue | undefined): DerValue[] =>
	value === undefined ? [] : readDer(value.content);

function algorithmOf(identifier: DerValue | undefined): string {
	const [oid, parameters] = childrenOf(identifier);
	if (oid?.tag !== TAG.oid) return '';
	const name = oidText(oid.content);
	if (name === RSA) return 'RSA';
	if (name === SM2) return 'SM2';
	if (name !== EC) return '';
	return parameters?.tag === TAG.oid && oidText(parameters.content) === SM2 ? 'SM2' : 'EC';
}

function sec1Algorithm(members: readonly DerValue[]): string {
	const parameters = members.find(({ tag }) => tag === 0xa0);
	const [curve] = childrenOf(parameters);
	return curve?.tag === TAG.oid && oidText(curve.content) === SM2 ? 'SM2' : 'EC';
}

/** The members' kinds: `i`nteger, `b`it string, `o`ctet string, o`I`D, `s`equence, `?`. */
function shapeOf(members: readonly DerValue[]): string {
	const letters: Record<number, string> = {
		[TAG.integer]: 'i',
		[TAG.bitString]: 'b',
		[TAG.octetString]: 'o',
		[TAG.oid]: 'I',
		[TAG.sequence]: 's',
	};
	return members.map(({ tag }) => letters[tag] ?? '?').join('');
}

/** A certificate names its algorithm within what is signed; a request for one begins otherwise. */
function signedForm(toBeSigned: DerValue): KeyForm {
	const shape = shapeOf(childrenOf(toBeSigned));
	return /^is+\?/.test(shape) && !/^isss/.test(shape) ? 'certificateRequest' : 'certificate';
}

function classify(der: Uint8Array): KeyText | undefined {
	const members = childrenOf(readDer(der)[0]);
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

function fromBase64(body: string): KeyText | KeyFault {
	const compact = body.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
	if (!BASE64.test(compact)) return 'notBase64';
	const der = Buffer.from(compact, 'base64');
	if (der.toString('latin1', 0, 10) === '-----BEGIN') return readKeyText(der.toString('latin1'));
	if (der[0] !== TAG.sequence) return 'notAKey';
	const announced = announcedLength(der);
	if (announced === undefined || announced > der.length) return 'cutShort';
	if (announced < der.length) return 'tooLong';
	return classify(der) ?? 'notAKey';
}

interface Block {
	readonly label: string;
	readonly body: string;
}

/** The PEM blocks of a text, whatever became of their dashes: each from its heading to the next. */
function pemBlocksOf(text: string): Block[] {
	const headings = [...text.matchAll(HEADING)];
	return headings.flatMap((heading, index) => {
		const [whole, kind, label] = heading;
		if (kind.toUpperCase() !== 'BEGIN') return [];
		const body = text.slice(heading.index + whole.length, headings[index + 1]?.index);
		return [{ label: label.toUpperCase(), body: stripped(body, DASH_OR_BLANK) }];
	});
}

/** Keys in base64 with something around them: a name before, the JSON that they are a member of. */
function blocksWithin(text: string): Block[] {
	const compact = text.replace(/\s+/g, '');
	if (BASE64.test(compact)) return [];
	const found = [...compact.matchAll(KEY_WITHIN)];
	const isGlued = found.some(({ 0: body, index }) => GOES_ON.test(compact.charAt(index + body.length)));
	if (isGlued) return [];
	return found
		.map(([body]) => ({ label: '', body }))
		.filter((block) => typeof readBlock(block) === 'object');
}

function blocksOf(text: string): Block[] {
	const inPem = pemBlocksOf(text);
	const found = inPem.length > 0 ? inPem : blocksWithin(text);
	return found.length > 0 ? found : [{ label: '', body: text }];
}

function readBlock({ label, body }: Block): KeyText | KeyFault {
	const isEncrypted = label.startsWith('ENCRYPTED') || ENCRYPTED_HEADER.test(body);
	if (isEncrypted) return { form: 'encryptedPrivate', der: new Uint8Array(), algorithm: '' };
	return fromBase64(body.replace(PEM_HEADER, ''));
}

/**
 * Reads a pasted key or certificate for what it is: PEM or bare base64, whatever line breaks, blanks
 * and dashes it has, and whatever its heading claims. Of several blocks the first of a wanted form is
 * taken, else the first. Returns the fault where it is none of these.
 */
export function readKeyText(text: string, wanted: readonly KeyForm[] = []): KeyText | KeyFault {
	if (text.length > MAX_TEXT) return text.trim() === '' ? 'empty' : 'tooLong';
	const clean = cleaned(text);
	if (clean === '') return 'empty';
	if (SSH.test(clean)) return 'ssh';
	const mayBePath = clean.length <= MAX_PATH && !clean.includes('\n');
	if (mayBePath && PATH.test(clean)) return 'path';
	const read = blocksOf(clean)
		.filter(({ label }) => label !== 'EC PARAMETERS')
		.map(readBlock);
	const isWanted = (each: KeyText | KeyFault) =>
		typeof each === 'object' && wanted.includes(each.form);
	return read.find(isWanted) ?? read[0] ?? 'notAKey';
}

/** The certificates of a PEM text (or one in bare base64), in order, as DER. */
export function readCertificateTexts(text: string): (KeyText | KeyFault)[] {
	if (text.length > MAX_TEXT) return ['tooLong'];
	const clean = cleaned(text);
	if (clean === '') return [];
	if (clean.length <= MAX_PATH && PATH.test(clean)) return ['path'];
	return blocksOf(clean).map(readBlock);
}
