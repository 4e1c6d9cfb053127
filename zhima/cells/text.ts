import { type Text, t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import type { Parameter } from '../api-types';
import {
	TEXT_MARKS,
	type CellContext,
	type CellReading,
	type CellIssue,
	bareValue,
	formatAsText,
	halfWidth,
	isCellIssue,
	lostValue,
	maskedValue,
	notAText,
	trimCell,
} from './cell';
import { codePoint } from '../code-point';
import { dayOf, isExcelDay } from './moment';

/** Control characters, zero-width characters, direction marks, and the replacement character. */
const FORBIDDEN =
	/[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ufffd\ufffe\uffff\p{Surrogate}]/u;
const PRINTABLE = /^[ -~]*$/;
/**
 * What is left of Chinese that was read in the wrong encoding: UTF-8 as GBK twice over (锟斤拷), as
 * Latin-1 or Windows-1252 (çˆ±å¿ƒ), GBK as Latin-1 (°®ÐÄ), or stored where there is no Chinese (????).
 */
const MISREAD =
	/锟斤拷|\?{3,}|(?:[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2}){2,}|(?=[\u00d7\u00b7\u00b0]*[\u00a1-\u00af\u00b1-\u00b6\u00b8-\u00d6\u00d8-\u00f6])(?:[\u00b0-\u00f7][\u00a1-\u00fe]){2,}/;
/** How a spreadsheet shows a long number: 2.01609E+27. */
export const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?[eE]\+\d+$/;

/** Whether the text was damaged by reading or storing it in the wrong encoding, or by cutting it. */
export const isMisread = (text: string): boolean =>
	/[\ufffd\p{Surrogate}]/u.test(text) || MISREAD.test(text);

const ownEncoding = (): string =>
	t({
		en: 'If it comes from a file, save that as "CSV UTF-8" or .xlsx and read it again (Extract from File can\'t read GBK). Otherwise enter the text again.',
		zh: '如来自文件，请另存为“CSV UTF-8”或 .xlsx 后重新读取（Extract from File 节点不支持 GBK），否则请重新填写。',
	});

const damaged = (position: number, code: string): CellIssue => ({
	message: t({
		en: `Character ${position} is garbled (${code}): the text was read in the wrong encoding or truncated.`,
		zh: `第 ${position} 个字符是乱码（${code}）：读取时用错了编码，或内容被截断。`,
	}),
	advice: ownEncoding(),
});

const misread = (found: string): CellIssue => ({
	message: t({
		en: `“${shorten(found)}” is garbled: the text was read in the wrong encoding.`,
		zh: `“${shorten(found)}”是编码错误造成的乱码。`,
	}),
	advice: ownEncoding(),
});

const lineBreak = (position: number, code: string): CellIssue => ({
	message: t({
		en: `Character ${position} is a line break or tab (${code}).`,
		zh: `第 ${position} 个字符是换行符或制表符（${code}）。`,
	}),
	advice: t({
		en: 'Enter the text on one line, with a space instead.',
		zh: '请写成一行，用空格代替。',
	}),
});

const invisible = (position: number, code: string): CellIssue => ({
	message: t({
		en: `Character ${position} is invisible (${code}).`,
		zh: `第 ${position} 个字符是不可见字符（${code}）。`,
	}),
	advice: t({ en: 'Delete it, or enter the text again.', zh: '请删除该字符，或重新填写。' }),
});

/** The invisible character at an index. The position in the message counts characters, from 1. */
export const invisibleCharacter = (text: string, index: number): CellIssue =>
	invisible(positionOf(text, index), codePoint(text[index]));

const positionOf = (text: string, index: number): number => [...text.slice(0, index)].length + 1;

/** An issue about the first character that no text may contain. */
export const forbiddenCharacter = (text: string): CellIssue | undefined => {
	const isPrintable = PRINTABLE.test(text);
	if (isPrintable && !text.includes('???')) return undefined;
	const remains = MISREAD.exec(text)?.[0];
	if (remains !== undefined) return misread(remains);
	const found = FORBIDDEN.exec(text);
	if (found === null) return undefined;
	const [character] = found;
	const position = positionOf(text, found.index);
	const code = codePoint(character);
	if (code === 'U+FFFD' || /^\p{Surrogate}$/u.test(character)) return damaged(position, code);
	return /[\t\n\r\u2028\u2029]/.test(character)
		? lineBreak(position, code)
		: invisible(position, code);
};

export const ruinedDigits = (): CellIssue => ({
	message: t({
		en: 'Digits were lost because the spreadsheet stored this as a number.',
		zh: '电子表格将其存为数字，丢失了部分位数。',
	}),
	advice: formatAsText(),
});

/** A number keeps 15 digits; with more, other digits may have been there. Whole numbers are exact up to 2^53. */
const EXACT_DIGITS = 15;

const digitCount = (value: number): number =>
	String(value)
		.replace(/e.*$/, '')
		.replace(/\D/g, '')
		.replace(/^0+/, '').length;

/** Whether a number may have been a longer one: 2^53 + 1, 0.1234567890123456789. */
export const mayHaveLostDigits = (value: number): boolean =>
	Number.isInteger(value) ? !Number.isSafeInteger(value) : digitCount(value) > EXACT_DIGITS;

/**
 * The text of a cell: a text without blanks at its ends, or a number's digits as long as none can have
 * been lost.
 */
export const textOf = (value: unknown): string | CellIssue => {
	switch (typeof value) {
		case 'string': {
			const text = trimCell(value);
			if (SCIENTIFIC.test(text)) return ruinedDigits();
			return lostValue(text) ?? text;
		}
		case 'bigint':
			return String(value);
		case 'number': {
			if (!Number.isFinite(value)) return lostValue('NaN')!;
			if (mayHaveLostDigits(value)) return ruinedDigits();
			const text = String(value === 0 ? 0 : value);
			return text.includes('e') ? ruinedDigits() : text;
		}
		case 'undefined':
			return '';
		default:
			return value === null ? '' : notAText(value);
	}
};

/**
 * A date cell as programs hand it on, with its zone: 3-4 in a column of codes becomes one. Nobody types it.
 * The second form is JavaScript's: Wed Mar 04 2026 08:00:00 GMT+0800 (China Standard Time).
 */
const INSTANTS = [
	/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/,
	/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}(?: \(.*\))?$/,
];

/** What spreadsheets export for a text that must stay one: ="5元/小时", also with the quotes of a CSV file left on. */
const EXPORTED_TEXT = /^=("{1,2})([^"]*)\1$|^"=""([^"]*)"""$/;

/** The issue with a number that a spreadsheet made of a text it took for a date: 46152 of 5-10, typed in 2026. */
export const dateNumber = (value: number): CellIssue => {
	const day = dayOf(value);
	const [, month, date] = day.split('-').map(Number);
	return {
		message: t({
			en: `To a spreadsheet, this number is the date ${day}. The cell may have held a text such as ${month}-${date}.`,
			zh: `该数字在电子表格中是日期 ${day}，原来可能是“${month}-${date}”这样的文字。`,
		}),
		advice: t({
			en: 'Format the column as text in the spreadsheet, then type the value again.',
			zh: '请先在表格中把该列设为“文本”格式，再重新填写。',
		}),
	};
};

/** A text, or a number's digits, but no number that must have been a date. */
export const readPlainText = (value: unknown): CellReading => {
	if (isExcelDay(value)) return dateNumber(value);
	const reading = readText(value);
	const hint = isCellIssue(reading) ? undefined : markHint(reading.value);
	return hint === undefined ? reading : { ...reading, hint };
};

export const readText = (value: unknown): CellReading => {
	const exported = typeof value === 'string' ? EXPORTED_TEXT.exec(trimCell(value)) : null;
	const text = textOf(exported === null ? value : (exported[2] ?? exported[3]));
	if (typeof text !== 'string') return text;
	if (INSTANTS.some((pattern) => pattern.test(text))) return notAText(new Date(0));
	return forbiddenCharacter(text) ?? { value: text };
};

/** Spreadsheets keep 15 digits of a number: a 16th digit 0 may have been another digit. */
const fifteenDigitsHint = (value: unknown): string | undefined =>
	typeof value === 'number' && Math.abs(value) >= 1e15 && value % 10 === 0
		? t({
				en: 'Spreadsheets keep only 15 digits of a number, so the last digit may have become 0. To be sure, format the column as text.',
				zh: '电子表格只保留数字的前 15 位，末位的 0 可能不是原值。建议把该列设为“文本”格式。',
			})
		: undefined;

/** Programs that take a code for a number write 1303902.0. */
const decimalHint = (text: string): string | undefined =>
	/^\d{4,}\.0+$/.test(text)
		? t({
				en: `“${text}” is sent unchanged. If a program added the .0, remove it.`,
				zh: `“${text}”按原样发送。如果末尾的 .0 是程序加上的，请去掉。`,
			})
		: undefined;

const MARKED_DIGITS = new RegExp(`^[${TEXT_MARKS}＇](\\d+)$`);

/** Without the mark that makes digits a text in a spreadsheet: `'0012`. */
const textMark = (text: string): string => MARKED_DIGITS.exec(text)?.[1] ?? text;

const MARKED = new RegExp(`^([${TEXT_MARKS}＇])[^${TEXT_MARKS}＇]+$`);

/** A mark at the beginning and none at the end: exports put it before every text. */
const markHint = (text: string): string | undefined => {
	const mark = MARKED.exec(text)?.[1];
	return mark === undefined
		? undefined
		: t({
				en: `The mark ${mark} at the beginning is sent. If an export added it, remove it.`,
				zh: `开头的符号 ${mark} 会一并发送。如果是导出时加上的，请去掉。`,
			});
};

/** A file whose quotes were not read as such leaves them in the cell. */
const quotesHint = (text: string): string | undefined =>
	/^(["'“‘]).+["'”’]$/.test(text)
		? t({
				en: `The quotes in ${text} are sent as part of the code. If they don't belong to it, remove them.`,
				zh: `${text} 中的引号会作为编号的一部分发送。如果不属于编号，请去掉。`,
			})
		: undefined;

/** A code whose format is known, without blanks, dashes and quotes, and without a .0 that a program added. */
const shaped = (text: string, pattern: RegExp | undefined): string => {
	if (pattern === undefined || pattern.test(text)) return text;
	const compact = bareValue(text).replace(/\.0$/, '').replace(/[\s-]/g, '');
	return pattern.test(compact) ? compact : text;
};

/** The parameter of the same group whose format the code has. */
const meantFor = (
	text: string,
	{ name, oneOf, kind }: Parameter,
	{ parameters }: CellContext,
): Parameter | undefined =>
	oneOf === undefined || (kind.type === 'identifier' && kind.pattern !== undefined)
		? undefined
		: [...parameters.values()].find(
				(other) =>
					other.oneOf === oneOf &&
					other.name !== name &&
					other.kind.type === 'identifier' &&
					other.kind.pattern?.test(text) === true,
			);

const elsewhereHint = (text: string, parameter: Parameter, context: CellContext): string | undefined => {
	const other = meantFor(text, parameter, context);
	if (other === undefined) return undefined;
	const heading = context.headingOf(other.name);
	return t({
		en: `This looks like the value for “${heading}”. If it is, enter it there.`,
		zh: `该值看起来像“${heading}”。如果是，请填到那一项。`,
	});
};

/**
 * A code, kept unchanged. A number with decimals isn't one. Full-width letters and digits become
 * half-width, with a hint where the document gives no format.
 */
export const readIdentifier = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	if (typeof value === 'number' && !Number.isInteger(value) && Number.isFinite(value)) {
		return {
			message: t({
				en: 'This is a decimal number, not a code.',
				zh: '这是小数，不是编号。',
			}),
			advice: formatAsText(),
		};
	}
	const reading = readText(value);
	if (isCellIssue(reading)) return reading;
	const { pattern, shape } = shapeOf(parameter);
	const marked = textMark(reading.value);
	const text = shaped(halfWidth(marked), pattern);
	if (pattern !== undefined && !pattern.test(text)) {
		return maskedValue(text) ?? otherShape(parameter, shape);
	}
	const hint =
		fifteenDigitsHint(value) ??
		decimalHint(text) ??
		quotesHint(text) ??
		markHint(text) ??
		elsewhereHint(text, parameter, context) ??
		(text !== marked && pattern === undefined
			? t({
					en: `Full-width characters were converted to half-width: “${text}”.`,
					zh: `全角字符已转为半角：“${text}”。`,
				})
			: undefined);
	return hint === undefined ? { value: text } : { value: text, hint };
};

/** The documented format of a code, if there is one. An open choice has none. */
const shapeOf = ({ kind }: Parameter): { readonly pattern?: RegExp; readonly shape?: Text } =>
	kind.type === 'identifier' ? kind : {};

const otherShape = (parameter: Parameter, shape: Text | undefined): CellIssue => ({
	message: t({
		en: "This doesn't match the documented format.",
		zh: '不符合接口文档规定的格式。',
	}),
	advice: shape === undefined ? example(parameter) : t(shape),
});

/** Advice that shows the document's example. */
export const example = (parameter: Parameter): string =>
	t({
		en: `Enter a value such as “${shorten(parameter.sample ?? parameter.example)}”.`,
		zh: `请参照示例填写：“${shorten(parameter.sample ?? parameter.example)}”。`,
	});
