/** What people paste into a field for a key or a certificate, taken apart into blocks of base64. */
import { loadKey } from './load-key';

/** One key or certificate of a text, still in base64. `label` is its PEM heading's, in capitals. */
export interface Block {
	readonly label: string;
	readonly body: string;
}

const INVISIBLE = /[\uFEFF\u200B-\u200F\u2028\u2029\u2060\u00AD]/g;
const DASHES = /[\u2010-\u2015\u2212\u2500\u2501\uFE58\uFE63]/g;
const QUOTES = /["'`“”‘’「」,;\s]/;
const DASH_OR_BLANK = /[-\s]/;
/** Line breaks as environment files, JSON within JSON, and web pages write them. */
const WRITTEN_BREAK = /\\{1,8}[rn]|&#(?:10|13|x0?[ad]);|&nbsp;|<br ?\/?>/gi;
/** What a key consists of, as addresses and forms write it. */
const PERCENT = /%(?:0[ad]|20|2[bdf]|3d)/gi;
/** `C:\keys\private.txt` and `%USERPROFILE%\keys`: no key begins so, of whatever length. */
const WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\|%\w+%[\\/])/;
/** A file's name or address. A key in base64 begins with M, so a slash in front means a path. */
const PATH =
	/^(?:file:|~|\$\w+\/|\.{0,2}\/)|\.(?:pem|key|txt|crt|cer|der|p12|pfx|jks|pub)$/i;
/** Longer than any path is likely to be, shorter than any key. */
const MAX_PATH = 256;
const LABEL =
	/(?:ENCRYPTED |RSA |EC |DSA |SM2 |ANY )?(?:PRIVATE|PUBLIC) KEY|(?:X509 |TRUSTED )?CERTIFICATE(?: REQUEST)?|NEW CERTIFICATE REQUEST|EC PARAMETERS/;
const HEADING = new RegExp(`(BEGIN|END)\\s+(${LABEL.source})`, 'gi');
const PEM_HEADER = /^[A-Za-z0-9-]+:.*$/gm;
const ENCRYPTED_HEADER = /Proc-Type: ?4, ?ENCRYPTED/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** A key's base64 within other text; every key's begins so. */
const KEY_WITHIN = /MI[A-Za-z0-9+/]{98,}={0,2}/g;
/** Of a key that is found within other text, in characters of base64. */
const MIN_KEY = 100;
/** `privateKey=` before a key; what is longer is no name, but another key that ends with its padding. */
const NAMED = /^[^=]{0,64}=(?=MI)/;
/** Base64 goes on right behind it: another key, or no key at all. */
const GOES_ON = /[A-Za-z0-9+/=]/;
/** Many times what any key or file of certificates has, in characters. */
const MAX_TEXT = 100_000;

/** The text without such characters at its ends. */
function stripped(text: string, edge: RegExp): string {
	let start = 0;
	let end = text.length;
	while (start < end && edge.test(text[start])) start++;
	while (end > start && edge.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/** The text in plain characters. */
const typed = (text: string): string =>
	text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-');

/**
 * The text as it was before mail programs, word processors, web pages and environment files had it.
 * Undefined where it is longer than anything that belongs here.
 */
export function cleanText(text: string): string | undefined {
	if (text.length > MAX_TEXT) return text.trim() === '' ? '' : undefined;
	const plain = typed(text)
		.replace(WRITTEN_BREAK, '\n')
		.replace(PERCENT, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
	return stripped(plain, QUOTES);
}

/**
 * Whether a file's path was pasted, or several, in place of what the file holds. Looks at the text as it came:
 * in `C:\new\rsa` nothing is a line break.
 */
export function isPath(text: string): boolean {
	const lines = stripped(typed(text.slice(0, MAX_TEXT)), QUOTES).split('\n').map((line) => stripped(line, QUOTES));
	return lines.every(
		(line) => WINDOWS_PATH.test(line) || (line.length <= MAX_PATH && PATH.test(line)),
	);
}

/** Whether the block says that its key is encrypted with a password. */
export const isEncrypted = ({ label, body }: Block): boolean =>
	label.startsWith('ENCRYPTED') || ENCRYPTED_HEADER.test(body);

/** The block's bytes; undefined where it is not base64. */
export function bytesOf({ body }: Block): Buffer | undefined {
	const compact = body
		.replace(PEM_HEADER, '')
		.replace(/\s+/g, '')
		.replaceAll('-', '+')
		.replaceAll('_', '/');
	return BASE64.test(compact) ? Buffer.from(compact, 'base64') : undefined;
}

interface PemText {
	readonly blocks: Block[];
	/** The text outside of the blocks. */
	readonly rest: string;
}

/** The PEM blocks of a text, with or without their dashes: each from its heading to the next. */
function pemBlocksOf(text: string): PemText {
	const headings = [...text.matchAll(HEADING)];
	const blocks: Block[] = [];
	let rest = text.slice(0, headings[0]?.index);
	headings.forEach((heading, index) => {
		const [whole, kind, label] = heading;
		const behind = text.slice(heading.index + whole.length, headings[index + 1]?.index);
		if (kind.toUpperCase() === 'BEGIN') {
			blocks.push({ label: label.toUpperCase(), body: stripped(behind, DASH_OR_BLANK) });
		} else {
			rest += `\n${behind}`;
		}
	});
	return { blocks, rest };
}

/** The keys among a text's words, where names and signs such as `privateKey=` precede them. */
function blocksByWord(text: string): Block[] {
	return text
		.split(/[\s"'`,;:]+/)
		.map((word) => word.replace(NAMED, ''))
		.filter((body) => body.startsWith('MI') && body.length >= MIN_KEY)
		.map((body) => ({ label: '', body }))
		.filter((block) => loadKey(bytesOf(block)) !== undefined);
}

/**
 * How many bytes a key in base64 says it has; 0 where it does not say so, as other characters are among the
 * first ones. ASN.1 writes a length from 128 on as 0x80 plus its own length.
 */
function announcedBytes(base64: string): number {
	const [, form, first = 0, second = 0] = Buffer.from(base64.slice(0, 8), 'base64');
	if (form === 0x81) return 3 + first;
	return form === 0x82 ? 4 + first * 256 + second : 0;
}

/** Keys of which one follows the other with nothing but white space between: each says how long it is. */
function blocksInRow(compact: string): Block[] {
	const blocks: Block[] = [];
	for (let rest = compact; rest !== ''; ) {
		// Of what is shorter there may be no bytes to read a length from.
		if (!rest.startsWith('MI') || rest.length < MIN_KEY) return [];
		const length = Math.ceil((announcedBytes(rest) * 4) / 3);
		if (length < MIN_KEY || length > rest.length) return [];
		blocks.push({ label: '', body: rest.slice(0, length) });
		rest = rest.slice(length).replace(/^={1,2}/, '');
	}
	return blocks;
}

/** Keys in base64 with something around them: a name before, the JSON that they are a member of. */
function blocksWithin(text: string): Block[] {
	const compact = text.replace(/\s+/g, '');
	const isOne = BASE64.test(compact);
	// Without a blank in it, that is one key.
	if (isOne && compact === text) return [];
	const inRow = blocksInRow(compact);
	if (inRow.length > 1 && compact !== text) return inRow;
	const found = isOne ? [] : [...compact.matchAll(KEY_WITHIN)];
	const isGlued = found.some(({ 0: body, index }) =>
		GOES_ON.test(compact.charAt(index + body.length)),
	);
	const within = isGlued ? [] : found.map(([body]) => ({ label: '', body }));
	const byWord = blocksByWord(text);
	if (isOne && byWord.length < 2) return [];
	const isBetter = byWord.length > within.filter((block) => loadKey(bytesOf(block))).length;
	return isBetter ? byWord : within;
}

/** A PEM text that was itself encoded in base64, as Kubernetes and CI systems keep it. */
function unwrapped(block: Block): Block[] {
	const inner = bytesOf(block)?.toString('latin1') ?? '';
	if (!inner.startsWith('-----BEGIN')) return [block];
	const blocks = blocksOf(cleanText(inner) ?? '');
	return blocks.length > 0 ? blocks : [{ label: 'PEM', body: inner }];
}

/** A text's blocks; the whole text where it has none. Those without a label may be something else. */
export function blocksOf(clean: string): Block[] {
	const { blocks, rest } = pemBlocksOf(clean);
	const found = [...blocks, ...blocksWithin(rest)];
	const all = found.length > 0 ? found : [{ label: '', body: clean }];
	return all.filter(({ label }) => label !== 'EC PARAMETERS').flatMap(unwrapped);
}
