/** Headings that were read in another encoding than their file's: which one it was, found by trying it on known names. */
import { encodeText } from '../../alipay';
import { t } from '../../i18n/translate';
import { chineseNamesOf, shorten } from '../../zhima';
import type { Api, ColumnPlan } from '../../zhima';

type Encoding = 'GBK' | 'UTF-8' | 'UTF-16';

/** A known name as it looks in the wrong encoding, and its own. */
interface Garbled {
	readonly name: string;
	readonly form: string;
	readonly own: Encoding;
}

/** In which programs read bytes by mistake; of all these some letters are left, so that a name can be found again. */
const WRONG_DECODERS = [
	'utf-8', 'windows-1252', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'utf-16le', 'utf-16be', 'macintosh', 'windows-1250', 'windows-1251',
	'iso-8859-2', 'iso-8859-5', 'iso-8859-15', 'koi8-r', 'ibm866',
];

const decodersOf = (): Array<InstanceType<typeof TextDecoder>> =>
	WRONG_DECODERS.flatMap((label) => {
		try {
			return [new TextDecoder(label)];
		} catch {
			// A Node.js without all of ICU.
			return [];
		}
	});

/**
 * UTF-8 as SheetJS reads it in tables of HTML: without a look at whether a byte may stand there, so that GBK becomes ʵ̥ in
 * place of the replacement character.
 */
function lenientUtf8(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; ) {
		const first = bytes[at++];
		if (first < 0x80) text += String.fromCharCode(first);
		else if (first < 0xe0) text += String.fromCharCode(((first & 31) << 6) | (bytes[at++] & 63));
		else text += String.fromCharCode(((first & 15) << 12) | ((bytes[at++] & 63) << 6) | (bytes[at++] & 63));
	}
	return text;
}

const bytesOf: ReadonlyArray<readonly [Encoding, (name: string) => Uint8Array]> = [
	['GBK', (name) => encodeText(name, 'GBK')],
	['UTF-8', (name) => Buffer.from(name, 'utf8')],
	['UTF-16', (name) => Buffer.from(name, 'utf16le')],
	['UTF-16', (name) => Buffer.from(name, 'utf16le').swap16()],
];

/** Letters that tell something; replacement characters, question marks and plain ASCII don't. */
const letters = (text: string): string => text.replace(/[\ufffd?\s\p{Cc}]/gu, '');

const isTelling = (form: string, name: string): boolean => letters(form).length > 1 && /[^ -~]/.test(letters(form)) && !form.includes(name);

/** All the ways in which names look in wrong encodings, as far as something is left of them. */
function garbledNames(names: readonly string[]): Garbled[] {
	const decoders = decodersOf();
	const decode: ReadonlyArray<(bytes: Uint8Array) => string> = [
		...decoders.map((decoder) => (bytes: Uint8Array) => decoder.decode(bytes)),
		(bytes) => Buffer.from(bytes).toString('latin1'),
		lenientUtf8,
	];
	return names.flatMap((name) =>
		bytesOf.flatMap(([own, encode]) => {
			const bytes = encode(name);
			return decode.map((each) => ({ name, form: each(bytes), own })).filter(({ form }) => isTelling(form, name));
		}),
	);
}

/** The end of a name can run together with what follows it. */
const stemOf = (form: string): string => (form.length > 3 ? form.slice(0, -1) : form);

const isWhole = (heading: string, { form }: Garbled): boolean => heading.trim() === form.trim();

const isSame = (heading: string, garbled: Garbled): boolean => isWhole(heading, garbled) || heading.includes(stemOf(garbled.form));

/** The name that explains most of a heading: all of it, else the longest. */
const closest = (heading: string, same: readonly Garbled[]): Garbled | undefined =>
	same.find((each) => isWhole(heading, each)) ?? [...same].sort((a, b) => b.form.length - a.form.length)[0];

/** How many headings each encoding explains, and an example. */
function explanationFor(api: Api, headings: readonly string[]): Garbled & { readonly heading: string } | undefined {
	const strange = headings.filter((heading) => /[^ -~]/.test(heading));
	if (strange.length === 0) return undefined;
	const garbled = garbledNames(chineseNamesOf(api));
	let best: { count: number; found: Garbled & { heading: string } } | undefined;
	for (const encoding of ['UTF-8', 'GBK', 'UTF-16'] as const) {
		const forms = garbled.filter(({ own }) => own === encoding);
		const explained = strange.flatMap((heading) => {
			const same = closest(heading, forms.filter((form) => isSame(heading, form)));
			return same === undefined ? [] : [{ ...same, heading }];
		});
		if (explained.length > (best?.count ?? 0)) best = { count: explained.length, found: explained[0] };
	}
	return best?.found;
}

const CURES: Readonly<Record<Encoding, () => string>> = {
	GBK: () =>
		t({
			en: 'Extract from File can\'t read GBK. In Excel or WPS, save the file as "CSV UTF-8" or .xlsx, then read that file.',
			zh: 'Extract from File 节点不支持 GBK：请用 Excel 或 WPS 把文件另存为“CSV UTF-8”或 .xlsx，再读取新文件。',
		}),
	'UTF-8': () =>
		t({
			en: 'In Extract from File, use "Extract From CSV" with "Encoding" set to UTF-8, or save the file as .xlsx and read that file.',
			zh: '请在 Extract from File 节点中使用“Extract From CSV”，并把选项“Encoding”设为 UTF-8；也可以把文件另存为 .xlsx 再读取。',
		}),
	'UTF-16': () =>
		t({
			en: 'In Extract from File, set the option "Encoding" to UTF16LE, or save the file as "CSV UTF-8" or .xlsx and read that file.',
			zh: '请在 Extract from File 节点中把选项“Encoding”设为 UTF16LE；也可以把文件另存为“CSV UTF-8”或 .xlsx 再读取。',
		}),
};

/** The plan with the cure for headings in the wrong encoding, where a required column is missing for it. Nothing is repaired. */
export function withEncodingAdvice(api: Api, plan: ColumnPlan, headings: readonly string[]): ColumnPlan {
	const isMissing = ({ field }: { field: string }): boolean => !Object.hasOwn(plan.headings, field);
	const found = plan.issues.some(isMissing) ? explanationFor(api, headings) : undefined;
	if (found === undefined) return plan;
	const [heading, { name, own }] = [shorten(found.heading), found];
	const what = t({
		en: `The headings were read in the wrong encoding: “${heading}” is “${name}” in ${own}. `,
		zh: `列名是乱码：“${heading}”是 ${own} 编码的“${name}”。`,
	});
	const advice = `${what}${CURES[own]()}`;
	return { ...plan, issues: plan.issues.map((issue) => (isMissing(issue) ? { ...issue, advice } : issue)) };
}
