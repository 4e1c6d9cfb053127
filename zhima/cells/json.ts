import { t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import type { Parameter } from '../api-types';
import { type CellReading, type CellIssue, isDate, isLuxonDateTime, isUnevaluated, lostValue, notAText, trimCell } from './cell';
import { syntaxAdvice } from './json-syntax-advice';
import { jsonHint } from './json-hints';
import { DEEPEST, type Expected, placeOf, scanJson } from './json-scanner';
import { SCIENTIFIC, forbiddenCharacter, isMisread, ruinedDigits } from './text';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;
type Members = Readonly<Record<string, unknown>>;

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
	const damaged = damagedMember(members, '', 0);
	if (damaged !== undefined) return damaged;
	const hint = jsonHint(members as Members, scan.duplicates, parameter.kind as JsonKind);
	return hint === undefined ? { value: text } : { value: text, hint };
};

/** Unpacks `"{\"a\":1}"`, and `{\"a\":1}` as it is copied out of source code. */
const textOfText = (text: string): string | CellIssue => {
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

const textOfObject = (value: unknown): string | CellIssue => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return notAnObject();
	if (isDate(value) || isLuxonDateTime(value)) return notAText(value);
	try {
		const ruined = ruinedNumber(value, '', 0);
		if (ruined !== undefined) return ruinedMember(ruined);
		return JSON.stringify(value, refuseNotANumber) ?? notAnObject();
	} catch {
		return {
			message: t({
				en: 'This object cannot be written as JSON.',
				zh: '该对象无法转换为 JSON。',
			}),
			advice: t({
				en: 'Give an object of texts, numbers, truth values, lists and objects, without loops.',
				zh: '对象中只能包含文本、数字、逻辑值、列表和对象，且不能循环引用。',
			}),
		};
	}
};

const pathTo = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** What is wrong with a text inside: digits lost, an expression not evaluated, the wrong encoding. */
const damagedMember = (value: unknown, path: string, depth: number): CellIssue | undefined => {
	if (typeof value === 'string') return damagedText(value, path);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
	for (const name in value) {
		const found = damagedMember((value as Members)[name], pathTo(path, name), depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** What damaged texts have, and most others do not. */
const SUSPECT = /\{\{|^\[object|[eE]\+|\?{3}|[^ -~]/;

const damagedText = (text: string, path: string): CellIssue | undefined => {
	if (!SUSPECT.test(text)) return undefined;
	const isLost = isUnevaluated(text) || /^\[object [A-Z]\w*\]$/.test(text);
	const found = isLost
		? lostValue(text)
		: SCIENTIFIC.test(text)
			? ruinedDigits()
			: isMisread(text)
				? forbiddenCharacter(text)
				: undefined;
	return found === undefined
		? undefined
		: { message: t({ en: `In “${path}”: ${found.message}`, zh: `“${path}”：${found.message}` }), advice: found.advice };
};

/** The path of a number whose digits were lost before it came here. */
const ruinedNumber = (value: unknown, path: string, depth: number): string | undefined => {
	if (typeof value === 'number') {
		return Number.isInteger(value) && !Number.isSafeInteger(value) ? path : undefined;
	}
	if (typeof value !== 'object' || value === null || depth > 100) return undefined;
	for (const [name, member] of Object.entries(value)) {
		const found = ruinedNumber(member, pathTo(path, name), depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** JSON has no NaN and would write null in its place. */
const refuseNotANumber = (_name: string, value: unknown): unknown => {
	if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError();
	return value;
};

const ruinedMember = (path: string): CellIssue => ({
	message: t({
		en: `The number in “${path}” has lost digits.`,
		zh: `“${path}”中的数字已丢失部分位数。`,
	}),
	advice: t({
		en: 'Give long numbers as texts in quotes.',
		zh: '请把长数字写成带引号的文本。',
	}),
});

export const tooLong = (text: string, { maxLength }: Parameter): CellIssue => {
	const isCountedTwice = /[\ud800-\udbff]/.test(text);
	return {
		message: isCountedTwice
			? t({
					en: `This is ${text.length} characters long (an emoji or a rare character counts as 2 or more); at most ${maxLength} are allowed.`,
					zh: `长度为 ${text.length} 个字符（表情符号和生僻字至少各计 2 个），最多允许 ${maxLength} 个。`,
				})
			: t({
					en: `This is ${text.length} characters long; at most ${maxLength} are allowed.`,
					zh: `长度为 ${text.length} 个字符，最多允许 ${maxLength} 个。`,
				}),
		advice: t({ en: 'Shorten it.', zh: '请缩短内容。' }),
	};
};

const EXPECTED: Readonly<Record<Expected, () => string>> = {
	value: () => t({ en: 'a value is expected', zh: '此处应为一个值' }),
	name: () => t({ en: 'a name in straight double quotes is expected', zh: '此处应为用英文双引号括起的名称' }),
	colon: () => t({ en: 'a colon is expected', zh: '此处应为英文冒号' }),
	comma: () => t({ en: 'a comma or the closing bracket is expected', zh: '此处应为英文逗号或右括号' }),
	end: () => t({ en: 'the text should end', zh: '内容应在此结束' }),
	string: () => t({ en: 'a closing quote is expected', zh: '此处应为右引号' }),
	depth: () => t({ en: 'the nesting is too deep', zh: '嵌套层数过多' }),
};

const syntaxError = (text: string, offset: number, expected: Expected): CellIssue => {
	const { line, column } = placeOf(text, offset);
	const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
	const isEnd = offset >= text.length;
	const found = isEnd
		? t({ en: 'the text ends', zh: '内容已结束' })
		: t({ en: `“${visible(character)}” stands there`, zh: `实际是“${visible(character)}”` });
	return {
		message: t({
			en: `JSON error in line ${line}, column ${column}: ${EXPECTED[expected]()}, but ${found}.`,
			zh: `JSON 第 ${line} 行第 ${column} 列有误：${EXPECTED[expected]()}，${found}。`,
		}),
		advice: syntaxAdvice(text, offset, expected),
	};
};

/** A character for showing; blanks other than the usual one by their code. */
const visible = (character: string): string =>
	/[^\S \n\r]/.test(character)
		? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
		: (shorten(character) ?? '');

const notAnObject = (): CellIssue => ({
	message: t({ en: 'This is not a JSON object.', zh: '这不是 JSON 对象。' }),
	advice: t({
		en: 'Write names and values in braces, such as {"orderNo":"100220"}.',
		zh: '请用花括号填写名称和值，例如 {"orderNo":"100220"}。',
	}),
});

const emptyObject = (parameter: Parameter): CellIssue => ({
	message: t({ en: 'The object is empty.', zh: '该对象没有内容。' }),
	advice: t({
		en: `Write the data, as in this example: “${shorten(parameter.example)}”.`,
		zh: `请填写数据，示例：“${shorten(parameter.example)}”。`,
	}),
});
