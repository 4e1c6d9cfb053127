/**
 * What all kinds of cell have in common: when a cell counts as empty, what is trimmed from its ends,
 * and which values can never be text.
 */
import { t } from '../../i18n/translate';
import type { Parameter, RawRow, ReadContext } from '../api-types';

/** What is wrong with a cell. `covers`: another parameter whose cell this issue is about as well. */
export interface CellIssue {
	readonly message: string;
	readonly advice: string;
	readonly covers?: string;
}

/** A cell's value as it is sent (empty text = nothing is sent), or an issue. */
export type CellReading = { readonly value: string; readonly hint?: string } | CellIssue;

export interface CellContext extends ReadContext {
	readonly row: RawRow;
	/** Other parameters of the call, by documented name. */
	readonly parameters: ReadonlyMap<string, Parameter>;
	/** The column's heading, or the form's label. */
	readonly headingOf: (name: string) => string;
}

export const isCellIssue = (reading: object): reading is CellIssue => 'message' in reading;

/** Blanks of every width, line ends, and invisible characters. */
const EDGE = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const ASCII = /^[ -~]*$/;

/** The text without blanks, invisible marks and a BOM at its ends. */
export const trimCell = (text: string): string => {
	let start = 0;
	let end = text.length;
	while (start < end && EDGE.test(text[start])) start += 1;
	while (end > start && EDGE.test(text[end - 1])) end -= 1;
	return text.slice(start, end);
};

/** Whether the cell is empty. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && trimCell(value) === '');

const ONLY_SIGNS = /^(?:[-\u2010-\u2015\u2212\uff0d/\\|.·…。*~～_]+|[?？]{1,2})$/;
const NOTHING = /^(?:n\/?a|none|tbd|无|暂无|没有|空|未知|不详|待补充|待定)$/i;

/** Dashes, slashes and the like, which mean “no value”. */
export const isPlaceholder = (text: string): boolean => ONLY_SIGNS.test(trimCell(text));

/** A word for the same. In a text it can be meant literally. */
export const isWordForNothing = (text: string): boolean => NOTHING.test(trimCell(text));

/** What programs put before digits so that a spreadsheet takes them for a text: an apostrophe, also curly, or a backtick. */
export const TEXT_MARKS = "'`´‘’";
const MARKED_NUMBER = new RegExp(`^[${TEXT_MARKS}](?=[-+\\d])[^${TEXT_MARKS}]*$`);

/** A number's text without the quotes, the apostrophe or the ="…" that marked it as text. */
export const unquoted = (text: string): string =>
	MARKED_NUMBER.test(text)
		? text.slice(1)
		: (/^=?(["'])([^"']*)\1$/.exec(text)?.[2] ?? /^[‘“]([^‘’“”]*)[’”]$/.exec(text)?.[1] ?? text);

/** Full-width letters, digits and signs (Ｙ１２：) as their ordinary forms; the wide blank as a blank. */
export const halfWidth = (text: string): string =>
	ASCII.test(text)
		? text
		: text
				.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
				.replace(/[\u3000\u00a0]/g, ' ');

/** A text without quotes and commas. */
const WORD = /^[\w:.-]+$/;

/** A number, a time or a sign: half-width, without quotes around it or a comma after it. */
export const bareValue = (text: string): string => {
	const plain = halfWidth(trimCell(text));
	return WORD.test(plain) ? plain : unquoted(plain).replace(/\s*[,;、。]+$/, '');
};

/** A luxon DateTime of any copy of luxon (n8n brings its own). */
export const isLuxonDateTime = (
	value: unknown,
): value is { readonly isValid: boolean; toMillis(): number } =>
	typeof value === 'object' &&
	value !== null &&
	(value as Record<string, unknown>).isLuxonDateTime === true &&
	typeof (value as Record<string, unknown>).toMillis === 'function';

export const isDate = (value: unknown): value is Date =>
	Object.prototype.toString.call(value) === '[object Date]' &&
	typeof (value as Partial<Date>).getTime === 'function';

/** `#N/A`, `#REF!` and the like. */
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)$/i;
const FORMULA = /^=\s*(?:[A-Z]+(?:\(|\$?\d)|[-+(]*\d)/i;
/** What JavaScript, Python and databases print for a missing value. */
const LOST_VALUE = /^(?:undefined|null|\(null\)|<null>|\\N|none|nan|nat|<na>|\[object \w+\])$/i;
/** `{{ $json.name }}` as plain text: the field is not in expression mode. */
const UNEVALUATED = /\{\{[^{}]*\$[^{}]*\}\}/;

export const isUnevaluated = (text: string): boolean => text.includes('{{') && UNEVALUATED.test(text);

export const lostValue = (text: string): CellIssue | undefined => {
	if (text.charCodeAt(0) === 35 && SPREADSHEET_ERROR.test(text)) {
		return {
			message: t({
				en: 'This is a spreadsheet error value, not data.',
				zh: '这是电子表格的错误值，不是数据。',
			}),
			advice: t({
				en: 'Fix the formula in the spreadsheet, or enter the value itself.',
				zh: '请修正表格中的公式，或直接填写内容。',
			}),
		};
	}
	if (FORMULA.test(text)) {
		return {
			message: t({ en: 'This is a formula, not its result.', zh: '这是公式，不是计算结果。' }),
			advice: t({
				en: 'Save the spreadsheet with the results, or paste values only.',
				zh: '请保存计算结果，或用“选择性粘贴”只粘贴数值。',
			}),
		};
	}
	if (isUnevaluated(text)) {
		return {
			message: t({
				en: "This is an expression that wasn't evaluated.",
				zh: '这是未求值的表达式，不是结果。',
			}),
			advice: t({
				en: 'Switch the field to “Expression” in n8n, or enter the value itself.',
				zh: '请在 n8n 中把该字段切换为“Expression”模式，或直接填写内容。',
			}),
		};
	}
	if (LOST_VALUE.test(text)) {
		return {
			message: t({
				en: 'This is a placeholder for a missing value, not data.',
				zh: '这是缺少取值时的占位文字，不是数据。',
			}),
			advice: t({
				en: 'Check the expression or the node that sets this value.',
				zh: '请检查为此项取值的表达式或上游节点。',
			}),
		};
	}
	return undefined;
};

const MASKED = /[\dA-Za-z][*\u00d7\u2022]{2,}|[*\u00d7\u2022]{2,}\d/;

/** The issue with a number whose middle is masked: 138****5678. */
export const maskedValue = (text: string): CellIssue | undefined =>
	MASKED.test(text)
		? {
				message: t({
					en: 'Part of the value is masked with asterisks.',
					zh: '部分内容已用星号隐藏（脱敏）。',
				}),
				advice: t({
					en: 'Export the data again with the full value.',
					zh: '请重新导出未脱敏的数据。',
				}),
			}
		: undefined;

/** The advice where a spreadsheet changed digits. */
export const formatAsText = (): string =>
	t({
		en: 'Format the column as text in the spreadsheet, then paste the value again.',
		zh: '请先在表格中把该列设为“文本”格式，再重新粘贴。',
	});

const formatAsNumber = (): string =>
	t({
		en: 'Format the column as a number in the spreadsheet, then check the value.',
		zh: '请先在表格中把该列设为“数值”格式，再核对该值。',
	});

/** The issue with a value that isn't a number, where one is expected. */
export const notANumber = (value: unknown): CellIssue => {
	if (isDate(value) || isLuxonDateTime(value)) {
		return {
			message: t({ en: 'This is a date, not a number.', zh: '这是日期，不是数字。' }),
			advice: formatAsNumber(),
		};
	}
	return typeof value === 'boolean'
		? {
				message: t({
					en: 'This is a boolean (TRUE or FALSE), not a number.',
					zh: '这是逻辑值（TRUE 或 FALSE），不是数字。',
				}),
				advice: formatAsNumber(),
			}
		: notAText(value);
};

/** The issue with a value that is neither text nor a number. */
export const notAText = (value: unknown): CellIssue => {
	if (isDate(value) || isLuxonDateTime(value)) {
		return {
			message: t({ en: 'This is a date, not text.', zh: '这是日期，不是文本。' }),
			advice: formatAsText(),
		};
	}
	if (typeof value === 'boolean') {
		return {
			message: t({
				en: 'This is a boolean (TRUE or FALSE), not text.',
				zh: '这是逻辑值（TRUE 或 FALSE），不是文本。',
			}),
			advice: formatAsText(),
		};
	}
	return {
		message: Array.isArray(value)
			? t({ en: 'This is a list, not a single value.', zh: '这是列表，不是单个值。' })
			: t({ en: 'This is an object, not a single value.', zh: '这是对象，不是单个值。' }),
		advice: t({
			en: 'Enter text or a number. You can refer to the field inside it that holds the value.',
			zh: '请填写文本或数字，可引用其中存放该值的字段。',
		}),
	};
};
