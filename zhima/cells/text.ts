import { say } from '../../i18n/text';
import { shorten } from '../problems';
import type { Parameter } from '../types';
import {
	type CellReading,
	type Complaint,
	formatAsText,
	halfWidth,
	isComplaint,
	lostValue,
	notAText,
	trimCell,
} from './cell';

/** Control characters, marks without width, direction marks, and the mark of a wrong decoding. */
const FORBIDDEN =
	/[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ufffd\ufffe\uffff\p{Surrogate}]/u;
const PRINTABLE = /^[ -~]*$/;
/** As a spreadsheet shows a long number: 2.01609E+27. */
const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?[eE]\+\d+$/;

const codePoint = (character: string): string =>
	`U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A complaint about the first character that must not stand in a text; its position counts from 1. */
export const forbiddenCharacter = (text: string): Complaint | undefined => {
	if (PRINTABLE.test(text)) return undefined;
	const found = FORBIDDEN.exec(text);
	if (found === null) return undefined;
	const position = found.index + 1;
	const code = codePoint(found[0]);
	if (code === 'U+FFFD' || /^\p{Surrogate}$/u.test(found[0])) {
		return {
			message: say({
				en: `Character ${position} is damaged (${code}): the text was read in the wrong encoding or cut.`,
				zh: `第 ${position} 个字符已损坏（${code}）：文本曾以错误的编码读取，或被截断。`,
			}),
			advice: say({
				en: 'Read the file in its own encoding (UTF-8 or GBK), or type the text again.',
				zh: '请按文件本身的编码（UTF-8 或 GBK）读取，或重新填写。',
			}),
		};
	}
	return /[\t\n\r\u2028\u2029]/.test(found[0])
		? {
				message: say({
					en: `Character ${position} is a line break or tab (${code}).`,
					zh: `第 ${position} 个字符是换行符或制表符（${code}）。`,
				}),
				advice: say({
					en: 'Write it in one line, with a blank instead.',
					zh: '请写成一行，用空格代替。',
				}),
			}
		: {
				message: say({
					en: `Character ${position} is invisible (${code}).`,
					zh: `第 ${position} 个字符是不可见字符（${code}）。`,
				}),
				advice: say({ en: 'Delete it, or type the text again.', zh: '请删除该字符，或重新填写。' }),
			};
};

export const ruinedDigits = (): Complaint => ({
	message: say({
		en: 'A spreadsheet has turned this into a number and lost digits.',
		zh: '电子表格已把它变成数字，部分位数已丢失。',
	}),
	advice: formatAsText(),
});

/**
 * The text of a cell: a text as it stands, without blanks at its ends; a number as long as no digit
 * can have been lost (whole: up to 2^53).
 */
export const textOf = (value: unknown): string | Complaint => {
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
			if (Number.isInteger(value) && !Number.isSafeInteger(value)) return ruinedDigits();
			const text = String(value === 0 ? 0 : value);
			return text.includes('e') ? ruinedDigits() : text;
		}
		case 'undefined':
			return '';
		default:
			return value === null ? '' : notAText(value);
	}
};

export const readText = (value: unknown): CellReading => {
	const text = textOf(value);
	if (typeof text !== 'string') return text;
	return forbiddenCharacter(text) ?? { value: text };
};

/** Spreadsheets keep 15 digits of a number: a 16th that is 0 may have been another one. */
const fifteenDigitsHint = (value: unknown): string | undefined =>
	typeof value === 'number' && Math.abs(value) >= 1e15 && value % 10 === 0
		? say({
				en: 'Spreadsheets keep 15 digits of a number, so the last digit may have become 0; format the column as text to be sure.',
				zh: '电子表格只保留数字的前 15 位，末位的 0 可能不是原值；建议把该列设为“文本”格式。',
			})
		: undefined;

/** Programs that take a code for a number write 1303902.0. */
const decimalHint = (text: string): string | undefined =>
	/^\d{4,}\.0+$/.test(text)
		? say({
				en: `“${text}” is sent as it stands; if a program has added the .0, take it away.`,
				zh: `“${text}”按原样发送；如果末尾的 .0 是程序加上的，请去掉。`,
			})
		: undefined;

/** `'0012` and `="0012"`: ways of telling a spreadsheet that digits are a text. */
const textMark = (text: string): string => /^(?:'(\d+)|="([^"]*)")$/.exec(text)?.slice(1).find(Boolean) ?? text;

/** A date cell as n8n hands it on: no code looks like that, but 3-4 in a column of codes becomes it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Where the shape of a code is known: without blanks and dashes in it, and without a program's .0. */
const shaped = (text: string, pattern: RegExp | undefined): string => {
	if (pattern === undefined || pattern.test(text)) return text;
	const compact = text.replace(/\.0$/, '').replace(/[\s-]/g, '');
	return pattern.test(compact) ? compact : text;
};

/**
 * A code, kept to the letter: a number with decimals is no code. Full-width letters and digits
 * become ordinary ones, with a hint where the document gives the code no shape.
 */
export const readIdentifier = (value: unknown, parameter: Parameter): CellReading => {
	if (typeof value === 'number' && !Number.isInteger(value) && Number.isFinite(value)) {
		return {
			message: say({
				en: 'This is a number with decimals, not a code.',
				zh: '这是带小数的数字，不是编号。',
			}),
			advice: formatAsText(),
		};
	}
	const reading = readText(value);
	if (isComplaint(reading)) return reading;
	if (INSTANT.test(reading.value)) return notAText(new Date(reading.value));
	const { pattern, shape } = parameter.kind as Extract<Parameter['kind'], { type: 'identifier' }>;
	const marked = textMark(reading.value);
	const text = shaped(halfWidth(marked), pattern);
	if (pattern !== undefined && !pattern.test(text)) {
		return {
			message: say({
				en: 'This does not have the documented form.',
				zh: '不符合文档规定的格式。',
			}),
			advice: shape === undefined ? example(parameter) : say(shape),
		};
	}
	const hint =
		fifteenDigitsHint(value) ??
		decimalHint(text) ??
		(text !== marked && pattern === undefined
			? say({
					en: `Full-width characters were turned into ordinary ones: “${text}”.`,
					zh: `全角字符已转为半角：“${text}”。`,
				})
			: undefined);
	return hint === undefined ? { value: text } : { value: text, hint };
};

/** "Write something like the document's example." */
export const example = (parameter: Parameter): string =>
	say({
		en: `Write it as in this example: “${shorten(parameter.example)}”.`,
		zh: `请参照示例填写：“${shorten(parameter.example)}”。`,
	});
