import { t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import type { Parameter } from '../api-types';
import { type CellContext, type CellReading, type CellIssue, isDate, isLuxonDateTime, lostValue, notAText, trimCell } from './cell';
import { codePoint } from '../code-point';
import { jsonHint } from './json-hints';
import { memberIssue, scanIssue } from './json-members';
import { DEEPEST, type Expected, placeOf, scanJson } from './json-scanner';
import { syntaxAdvice } from './json-syntax-advice';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;
type Members = Readonly<Record<string, unknown>>;

/**
 * The text of a JSON object. A text is sent as it was typed, so that long numbers keep their digits. An
 * object is written as JSON, unless digits of its numbers can have been lost. A text that was encoded
 * twice is decoded once.
 */
export const readJson = (value: unknown, parameter: Parameter, context?: Pick<CellContext, 'composed'>): CellReading => {
	const text = typeof value === 'string' ? textOfText(trimCell(value)) : textOfObject(value);
	if (typeof text !== 'string') return text;
	if (text.length > parameter.maxLength) return tooLong(text, parameter);
	const scan = scanJson(text);
	if (!scan.ok) return syntaxError(text, scan.offset, scan.expected);
	const members: unknown = JSON.parse(text);
	if (typeof members !== 'object' || members === null || Array.isArray(members)) return notAnObject();
	if (Object.keys(members).length === 0) return parameter.required ? emptyObject(parameter) : { value: '' };
	const issue = memberIssue(members, typeof value !== 'string') ?? scanIssue(scan);
	if (issue !== undefined) return issue;
	if (context?.composed?.has(parameter.name) === true) return { value: text };
	const hint = jsonHint(members as Members, parameter.kind as JsonKind);
	return hint === undefined ? { value: text } : { value: text, hint };
};

/** Decodes `"{\"a\":1}"`, and `{\"a\":1}` as it is copied out of source code. */
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
	return jsonText(value);
};

const jsonText = (value: object): string | CellIssue => {
	try {
		return JSON.stringify(value, refuseUnwritable) ?? notAnObject();
	} catch {
		return {
			message: t({
				en: "This object can't be converted to JSON.",
				zh: '该对象无法转换为 JSON。',
			}),
			advice: t({
				en: 'Use only text, numbers, booleans, lists, and objects, without circular references.',
				zh: '对象中只能包含文本、数字、逻辑值、列表和对象，且不能循环引用。',
			}),
		};
	}
};

/** JSON has no NaN, no function and no Map: `JSON.stringify` would write null or {}, or leave it out. */
const refuseUnwritable = (_name: string, value: unknown): unknown => {
	const isNumberless = typeof value === 'number' && !Number.isFinite(value);
	if (isNumberless || typeof value === 'function' || typeof value === 'symbol' || isCollection(value)) {
		throw new RangeError();
	}
	return value;
};

const isCollection = (value: unknown): boolean =>
	/^\[object (?:Map|Set)\]$/.test(Object.prototype.toString.call(value));

/** The JSON text of an object or a list, checked like the object that it becomes a part of. */
export const jsonOf = (value: object): string | CellIssue => {
	const text = jsonText(value);
	return typeof text === 'string' ? (memberIssue(JSON.parse(text), true) ?? text) : text;
};

export const tooLong = (text: string, { maxLength }: Parameter): CellIssue => {
	const isCountedTwice = /[\ud800-\udbff]/.test(text);
	return {
		message: isCountedTwice
			? t({
					en: `This has ${text.length} characters (emoji and rare characters count as 2 or more). The maximum is ${maxLength}.`,
					zh: `共 ${text.length} 个字符（表情符号和生僻字至少各计 2 个），最多允许 ${maxLength} 个。`,
				})
			: t({
					en: `This has ${text.length} characters. The maximum is ${maxLength}.`,
					zh: `共 ${text.length} 个字符，最多允许 ${maxLength} 个。`,
				}),
		advice: t({ en: 'Shorten it.', zh: '请缩短内容。' }),
	};
};

const EXPECTED: Readonly<Record<Expected, () => string>> = {
	value: () => t({ en: 'a value', zh: '值' }),
	name: () => t({ en: 'a name in straight double quotes', zh: '用英文双引号括起的名称' }),
	colon: () => t({ en: 'a colon', zh: '英文冒号' }),
	comma: () => t({ en: 'a comma or closing bracket', zh: '英文逗号或右括号' }),
	end: () => t({ en: 'the end of the text', zh: '内容结尾' }),
	string: () => t({ en: 'a closing quote', zh: '右引号' }),
	depth: () => t({ en: `at most ${DEEPEST} levels of nesting`, zh: `嵌套不超过 ${DEEPEST} 层` }),
};

const syntaxError = (text: string, offset: number, expected: Expected): CellIssue => {
	const { line, column } = placeOf(text, offset);
	const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
	const found =
		offset >= text.length
			? t({ en: 'the end of the text', zh: '内容已结束' })
			: t({ en: `“${visible(character)}”`, zh: `是“${visible(character)}”` });
	return {
		message: t({
			en: `Invalid JSON at line ${line}, column ${column}: expected ${EXPECTED[expected]()}, but found ${found}.`,
			zh: `JSON 第 ${line} 行第 ${column} 列有误：应为${EXPECTED[expected]()}，实际${found}。`,
		}),
		advice: syntaxAdvice(text, offset, expected),
	};
};

/** A character for showing; blanks other than the usual one by their code. */
const visible = (character: string): string =>
	/[^\S \n\r]/.test(character) ? codePoint(character) : (shorten(character) ?? '');

const notAnObject = (): CellIssue => ({
	message: t({ en: "This isn't a JSON object.", zh: '这不是 JSON 对象。' }),
	advice: t({
		en: 'Enter names and values in braces, for example {"orderNo":"100220"}.',
		zh: '请用花括号填写名称和值，例如 {"orderNo":"100220"}。',
	}),
});

const emptyObject = (parameter: Parameter): CellIssue => ({
	message: t({ en: 'The object is empty.', zh: '该对象没有内容。' }),
	advice: t({
		en: `Enter the data, for example “${shorten(parameter.sample ?? parameter.example)}”.`,
		zh: `请填写数据，示例：“${shorten(parameter.sample ?? parameter.example)}”。`,
	}),
});
