import { say } from '../../i18n/text';
import { shorten } from '../problems';
import type { JsonMember, Parameter } from '../types';
import { type CellReading, type Complaint, isDate, isLuxonDateTime, lostValue, notAText, trimCell } from './cell';
import { type Expected, placeOf, scanJson } from './jsonText';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;

/**
 * The text of a JSON object. A text is sent as it was typed, so that long numbers keep their digits; an
 * object is written as JSON; a text that was encoded twice is unpacked.
 */
export const readJson = (value: unknown, parameter: Parameter): CellReading => {
	const text = typeof value === 'string' ? textOfText(trimCell(value)) : textOfObject(value);
	if (typeof text !== 'string') return text;
	if (text.length > parameter.maxLength) return tooLong(text, parameter);
	const scan = scanJson(text);
	if (!scan.ok) return syntaxError(text, scan.offset, scan.expected);
	const members: unknown = JSON.parse(text);
	if (typeof members !== 'object' || members === null || Array.isArray(members)) return notAnObject();
	const names = Object.keys(members);
	if (names.length === 0) return parameter.required ? emptyObject(parameter) : { value: '' };
	const hint = duplicateHint(scan.duplicates) ?? misspeltHint(names, parameter.kind as JsonKind);
	return hint === undefined ? { value: text } : { value: text, hint };
};

/** Unpacks `"{\"a\":1}"`, and `{\"a\":1}` as it is copied out of source code. */
const textOfText = (text: string): string | Complaint => {
	const lost = lostValue(text);
	if (lost !== undefined) return lost;
	if (text.startsWith('"')) return unpacked(text) ?? text;
	return /^\{\s*\\"/.test(text) ? (unpacked(`"${text}"`) ?? text) : text;
};

const unpacked = (text: string): string | undefined => {
	if (!scanJson(text).ok) return undefined;
	const inner: unknown = JSON.parse(text);
	if (typeof inner !== 'string') return undefined;
	const trimmed = trimCell(inner);
	return trimmed.startsWith('{') || trimmed.startsWith('"') ? textOfTextAgain(trimmed) : undefined;
};

const textOfTextAgain = (text: string): string =>
	text.startsWith('"') ? (unpacked(text) ?? text) : text;

const textOfObject = (value: unknown): string | Complaint => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return notAnObject();
	if (isDate(value) || isLuxonDateTime(value)) return notAText(value);
	try {
		const ruined = ruinedNumber(value, '', 0);
		if (ruined !== undefined) return ruinedMember(ruined);
		return JSON.stringify(value) ?? notAnObject();
	} catch {
		return {
			message: say({
				en: 'This object cannot be written as JSON.',
				zh: '该对象无法转换为 JSON。',
			}),
			advice: say({
				en: 'Give an object of texts, numbers, truth values, lists and objects, without loops.',
				zh: '请提供仅由文本、数字、逻辑值、列表和对象组成且无循环引用的对象。',
			}),
		};
	}
};

/** The path of a number whose digits were lost before it came here. */
const ruinedNumber = (value: unknown, path: string, depth: number): string | undefined => {
	if (typeof value === 'number') {
		const lost = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
		return lost ? path : undefined;
	}
	if (typeof value !== 'object' || value === null || depth > 100) return undefined;
	for (const [name, member] of Object.entries(value)) {
		const found = ruinedNumber(member, path === '' ? name : `${path}.${name}`, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
};

const ruinedMember = (path: string): Complaint => ({
	message: say({
		en: `The number in “${path}” has lost digits.`,
		zh: `“${path}”中的数字已丢失部分位数。`,
	}),
	advice: say({
		en: 'Give long numbers as texts in quotes.',
		zh: '请把长数字写成带引号的文本。',
	}),
});

export const tooLong = (text: string, { maxLength }: Parameter): Complaint => ({
	message: say({
		en: `This is ${text.length} characters long; at most ${maxLength} are allowed.`,
		zh: `长度为 ${text.length} 个字符，最多允许 ${maxLength} 个。`,
	}),
	advice: say({ en: 'Shorten it.', zh: '请缩短内容。' }),
});

const EXPECTED: Readonly<Record<Expected, () => string>> = {
	value: () => say({ en: 'a value is expected', zh: '此处应为一个值' }),
	name: () => say({ en: 'a name in straight double quotes is expected', zh: '此处应为用英文双引号括起的名称' }),
	colon: () => say({ en: 'a colon is expected', zh: '此处应为英文冒号' }),
	comma: () => say({ en: 'a comma or the closing bracket is expected', zh: '此处应为英文逗号或右括号' }),
	end: () => say({ en: 'the text should end', zh: '内容应在此结束' }),
	string: () => say({ en: 'the text in quotes is broken off or holds a character that must be escaped', zh: '引号内的文本未结束，或含有须转义的字符' }),
	depth: () => say({ en: 'the nesting is too deep', zh: '嵌套层数过多' }),
};

const syntaxError = (text: string, offset: number, expected: Expected): Complaint => {
	const { line, column } = placeOf(text, offset);
	const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
	const shown = shorten(character);
	const found =
		offset >= text.length
			? say({ en: 'the text ends', zh: '内容已结束' })
			: say({ en: `“${shown}” stands there`, zh: `实际是“${shown}”` });
	return {
		message: say({
			en: `JSON error in line ${line}, column ${column}: ${EXPECTED[expected]()}, but ${found}.`,
			zh: `JSON 第 ${line} 行第 ${column} 列有误：${EXPECTED[expected]()}，${found}。`,
		}),
		advice: syntaxAdvice(character),
	};
};

const syntaxAdvice = (character: string): string => {
	if (/[“”‘’'＂]/.test(character)) {
		return say({
			en: 'Use straight double quotes (").',
			zh: '请使用英文双引号（"）。',
		});
	}
	if (/[，：｛｝［］]/.test(character)) {
		return say({
			en: 'Use half-width punctuation.',
			zh: '请使用英文标点。',
		});
	}
	return say({
		en: 'Correct the text at that place.',
		zh: '请修正该处的内容。',
	});
};

const notAnObject = (): Complaint => ({
	message: say({ en: 'This is not a JSON object.', zh: '这不是 JSON 对象。' }),
	advice: say({
		en: 'Write names and values in braces, such as {"orderNo":"100220"}.',
		zh: '请用花括号填写名称和值，例如 {"orderNo":"100220"}。',
	}),
});

const emptyObject = (parameter: Parameter): Complaint => ({
	message: say({ en: 'The object is empty.', zh: '该对象没有内容。' }),
	advice: say({
		en: `Write the data, as in this example: “${shorten(parameter.example)}”.`,
		zh: `请填写数据，示例：“${shorten(parameter.example)}”。`,
	}),
});

const duplicateHint = (names: readonly string[]): string | undefined =>
	names.length === 0
		? undefined
		: say({
				en: `“${shorten(names[0])}” occurs twice; the receiver may take either.`,
				zh: `“${shorten(names[0])}”出现了两次，接收方可能取其中任意一个。`,
			});

/** A name that is nearly a documented one which is missing. */
const misspeltHint = (names: readonly string[], kind: JsonKind): string | undefined => {
	const documented = kind.documentedMembers ?? [];
	const given = new Set(names);
	const missing = documented.filter(({ name }) => !given.has(name));
	const isTicket = documented.length - missing.length >= 2;
	const known = new Set(documented.map(({ name }) => name));
	for (const name of names) {
		if (known.has(name)) continue;
		const meant = missing.find((member) => isNearly(name, member, isTicket ? 2 : 1));
		if (meant !== undefined) return misspelt(name, meant);
	}
	return undefined;
};

const misspelt = (name: string, meant: JsonMember): string =>
	say({
		en: `The document writes “${meant.name}”, not “${name}”; it is sent as given.`,
		zh: `文档中的写法是“${meant.name}”，而不是“${name}”；已按原样发送。`,
	});

const bareName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const isNearly = (name: string, member: JsonMember, most: number): boolean => {
	const [given, documented] = [bareName(name), bareName(member.name)];
	return given === documented || (documented.length > 5 && distance(given, documented) <= most);
};

/** How many letters must be put in, left out or changed to make one word of the other. */
const distance = (a: string, b: string): number => {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[b.length];
};

