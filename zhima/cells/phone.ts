import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellReading, type CellIssue, bareValue, formatAsText, maskedValue, trimCell } from './cell';
import { textOf } from './text';

const DASHES = /[\u2010-\u2015\u2212]/g;
const COUNTRY = /^(?:\+|00)86/;
const MOBILE = /^1[3-9]\d{9}$/;
/** Area codes: 010, 02x, and those of four digits. 0400, 0500 and 0800 are not among them. */
const LANDLINE = /^(010|02\d|0(?:[3-68][1-9]|[79]\d)\d)([2-8]\d{6,7})$/;
/** Service numbers without an area: 400-…, 800-…. */
const SERVICE = /^([48]00)(\d{7})$/;

/** Hong Kong, Macao and Taiwan without the + before the country code. */
const NEIGHBOR = /^(?:852[2-9]\d{7}|853[268]\d{7}|8860?[2-9]\d{7,8})$/;
/** The first group of a number such as 1800-555-0199, which several countries use for toll-free calls. */
const TOLL_FREE = /^1(?:8\d\d|\d00)$/;

const TITLE = /^(?:联系电话|客服(?:电话|热线)?|电话|手机号?码?|座机|热线|tel|phone|mobile)\s*[:.]?\s*(?=[+(\d])/i;
/** What a program writes that takes a number of 10 digits or more for a decimal number. */
const POINT_ZERO = /^(\d{10,12})\.0+$/;
/** The same of Java, with all eleven digits: 1.3812345678E10. */
const EXPONENT = /^1\.(\d{10})E\+?10$/i;
/** 0571/26888888: an area code alone is no number. */
const AREA_SLASH = /^(0\d{2,3})\/(?=\d{7,8}$)/;
const TWO_MOBILES = /^1\d{10}\s+1\d{10}$/;
const SEVERAL = /\d[\s)]*[/;,、|或和][\s+(]*\d[\d\s()-]{5,}\d/;
const EXTENSION =
	/\d{7,}[\s)]*(?:转|分机|ext|x|#)|^\(?0\d{2,3}\)?[-\s]?\d{7,8}-\d{1,6}$|^[48]00[-\s]?\d{3}[-\s]?\d{4}-\d{1,6}$/i;
/** What begins an extension behind a number: 转801, ，分机 801, (ext. 1), 按 0, 转人工. */
const EXTENSION_BEHIND = /^[\s),;(]*(?:转|分机|按|ext|x|#)[\s.:]*(?:\d{1,6}(?!\d)|人工|总机)/i;

/**
 * A mobile number as 11 digits, a landline as area code-number, 400 and 800 numbers in the same
 * form. +86, blanks, dots, brackets and dashes of any kind are read, but not a grouping that belongs
 * to a number of another country: 1-800-555-0199 has the digits of a mobile number and isn't one.
 */
export const readPhone = (value: unknown, parameter: Parameter): CellReading => {
	const text = textOf(typeof value === 'string' ? trimCell(value).replace(EXPONENT, '1$1') : value);
	if (typeof text !== 'string') return text;
	const plain = bareValue(text).replace(DASHES, '-').replace(TITLE, '').replace(AREA_SLASH, '$1-').replace(POINT_ZERO, '$1');
	const numbers = numbersIn(plain);
	const distinct = new Set(numbers.map(({ number }) => number));
	const [first] = distinct;
	if (EXTENSION.test(plain) || (numbers.length === 1 && EXTENSION_BEHIND.test(numbers[0].behind))) return extension(first);
	if (distinct.size > 1 || SEVERAL.test(plain) || TWO_MOBILES.test(plain)) return several(first);
	if (numbers.length > 1 || !/^[+\d\s().-]+$/.test(plain)) return maskedValue(plain) ?? withRemark(first, parameter);
	if (/\d\.0$/.test(plain)) return notAPhone(parameter);
	return numberIn(plain) ?? whyNot(plain, typeof value === 'number', parameter);
};

/** Mobile, landline and service numbers within a text, as they are usually grouped. */
const NUMBER = new RegExp(
	[
		'(?<![\\d+]|\\d[-.])(?:(?:\\+|00)?86[-\\s]?)?1[3-9]\\d(?:\\d{8}|[-\\s.]\\d{4}[-\\s.]\\d{4})(?!\\d)',
		'(?<!\\d|\\d[-.])\\(?0\\d{2,3}\\)?[-\\s]?[2-8]\\d{2,3}[-\\s]?\\d{4}(?!\\d)',
		'(?<!\\d|\\d[-\\s.])[48]00(?:[-\\s]?\\d{3}[-\\s]?\\d{4}|\\d[-\\s]?\\d{3}[-\\s]?\\d{3})(?!\\d)',
	].join('|'),
	'g',
);

interface Found {
	readonly number: string;
	/** The text behind the number. */
	readonly behind: string;
}

/** The numbers in a text, in their order. */
const numbersIn = (plain: string): Found[] =>
	[...plain.matchAll(NUMBER)].flatMap((match) => {
		const number = numberIn(match[0])?.value;
		return number === undefined ? [] : [{ number, behind: plain.slice(match.index + match[0].length) }];
	});

/** The number that the digits make, unless they are grouped as another country's. */
const numberIn = (plain: string): { value: string } | undefined => {
	const digits = digitsOf(plain);
	if (isAbroad(digits)) return undefined;
	const national = nationalOf(digits);
	const found = numberOf(national);
	if (found === undefined) return undefined;
	const isCertain = COUNTRY.test(digits) && !MOBILE.test(national);
	return isCertain || isGroupedAs(found.value, national, plain) ? found : undefined;
};

const nationalOf = (digits: string): string =>
	withoutPrefix(COUNTRY.test(digits) ? withoutCountry(digits.replace(COUNTRY, '')) : digits);

/** 86 in front, apart from the rest: 86-571-26888888. */
const COUNTRY_APART = /^(?:\(86\)[-\s.]*|86[-\s.]+)(?=\(?\d{2,4}\)?[-\s.])/;

const digitsOf = (plain: string): string => plain.replace(COUNTRY_APART, '+86').replace(/[\s().-]/g, '');

const isAbroad = (digits: string): boolean => !COUNTRY.test(digits) && /^(?:\+|00)/.test(digits);

const numberOf = (digits: string): { value: string } | undefined => {
	if (MOBILE.test(digits)) return { value: digits };
	const parts = LANDLINE.exec(digits) ?? SERVICE.exec(digits);
	return parts === null ? undefined : { value: `${parts[1]}-${parts[2]}` };
};

/** After +86 the area code has no leading 0. */
const withoutCountry = (digits: string): string =>
	MOBILE.test(digits) || SERVICE.test(digits) || digits.startsWith('0') ? digits : `0${digits}`;

/** A mobile number without the 86 before it, or the 0 with which one used to call it from another city. */
const withoutPrefix = (digits: string): string => {
	const mobile = /^(?:86|0)(\d{11})$/.exec(digits)?.[1];
	return mobile !== undefined && MOBILE.test(mobile) ? mobile : digits;
};

/** Where the groups of digits end, counted from the first digit of the number without its prefix. */
const groupEndsOf = (plain: string, national: string): number[] => {
	const groups = plain.match(/\d+/g) ?? [];
	let end = national.length - groups.join('').length;
	const ends = groups.map((group) => (end += group.length));
	return ends.filter((each) => each > 0);
};

/**
 * Whether the digits are grouped as in China. A mobile number begins with a group of three digits or
 * more (1-800-… is North American, 15-98765-… Brazilian). A landline's area code ends where a group
 * ends (02-2345-6789 is in Taiwan, not in area 022), or is written together with the number.
 */
const isGroupedAs = (value: string, national: string, plain: string): boolean => {
	const ends = groupEndsOf(plain, national);
	const [first] = ends;
	if (SERVICE.test(national) || ends.length === national.length) return true;
	const [area, number] = value.split('-');
	if (number !== undefined) return ends.includes(area.length) || first > 6;
	return first > 2 && !(first === 4 && TOLL_FREE.test(national.slice(0, 4)));
};

const documentedForm = (): string =>
	t({
		en: 'Enter 11 digits for a mobile number, or area code-number for a landline, such as 0571-26888888.',
		zh: '手机请填 11 位数字，座机请填“区号-号码”，例如 0571-26888888。',
	});

const formOrEmpty = ({ required }: Parameter): string =>
	required
		? documentedForm()
		: t({
				en: 'Enter a mobile number, or area code-number such as 0571-26888888, or leave it empty.',
				zh: '请填 11 位手机号或“区号-号码”，例如 0571-26888888；没有则留空。',
			});

const whyNot = (plain: string, isNumber: boolean, parameter: Parameter): CellIssue => {
	const digits = digitsOf(plain);
	if (isAbroad(digits) || NEIGHBOR.test(digits) || numberOf(nationalOf(digits)) !== undefined) {
		return foreign(parameter);
	}
	if (LANDLINE.test(`0${digits}`)) {
		return {
			message: t({
				en: 'The leading 0 of the area code is missing.',
				zh: '区号开头的 0 已丢失。',
			}),
			advice: isNumber ? formatAsText() : documentedForm(),
		};
	}
	if (/^[2-8]\d{6,7}$/.test(digits)) {
		return {
			message: t({ en: 'The area code is missing.', zh: '缺少区号。' }),
			advice: documentedForm(),
		};
	}
	return /^(?:1\d{2,4}|9\d{4,7})$/.test(digits) ? shortNumber(parameter) : notAPhone(parameter);
};

const onlyNumber = (number: string): string =>
	t({ en: `Enter only the number: ${number}.`, zh: `请只填号码：${number}。` });

/** For a name or remark next to the number. The advice shows the number alone. */
const withRemark = (number: string | undefined, parameter: Parameter): CellIssue =>
	number === undefined
		? notAPhone(parameter)
		: {
				message: t({
					en: 'There is other text besides the number.',
					zh: '号码之外还有其他内容。',
				}),
				advice: onlyNumber(number),
			};

const shortNumber = (parameter: Parameter): CellIssue => ({
	message: t({
		en: "Short numbers such as 95188 aren't supported.",
		zh: '不支持 95188 这类短号。',
	}),
	advice: formOrEmpty(parameter),
});

const foreign = (parameter: Parameter): CellIssue => ({
	message: t({
		en: 'This looks like a number outside mainland China. Only numbers in mainland China are supported.',
		zh: '这似乎是中国大陆以外的号码，仅支持中国大陆的号码。',
	}),
	advice: formOrEmpty(parameter),
});

const notAPhone = (parameter: Parameter): CellIssue => ({
	message: t({
		en: "This isn't a mobile or landline number in mainland China.",
		zh: '这不是中国大陆的手机号或座机号。',
	}),
	advice: formOrEmpty(parameter),
});

const several = (number: string | undefined): CellIssue => ({
	message: t({
		en: 'Only one number is allowed.',
		zh: '填写了多个号码，只允许填一个。',
	}),
	advice:
		number === undefined
			? documentedForm()
			: t({ en: `Leave one of them, such as ${number}.`, zh: `请只保留其中一个，例如 ${number}。` }),
});

const extension = (number: string | undefined): CellIssue => ({
	message: t({
		en: "Extensions aren't supported.",
		zh: '不支持分机号。',
	}),
	advice: number === undefined ? documentedForm() : onlyNumber(number),
});
