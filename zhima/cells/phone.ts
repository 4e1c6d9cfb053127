import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellReading, type CellIssue, bareValue, formatAsText, maskedValue } from './cell';
import { textOf } from './text';

const DASHES = /[\u2010-\u2015\u2212]/g;
const COUNTRY = /^(?:\+|00)86/;
const MOBILE = /^1[3-9]\d{9}$/;
/** Area codes: 010, 02x, and those of four digits; 0400, 0500 and 0800 are none. */
const LANDLINE = /^(010|02\d|0(?:[3-68][1-9]|[79]\d)\d)([2-8]\d{6,7})$/;
/** Numbers that cost the caller little or nothing and have no area: 400-…, 800-…. */
const SERVICE = /^([48]00)(\d{7})$/;

const TITLE = /^(?:联系电话|客服(?:电话|热线)?|电话|手机号?码?|座机|热线|tel|phone|mobile)\s*[:.]?\s*(?=[+(\d])/i;
/** What a program that takes a mobile number for a number writes. */
const MOBILE_POINT_ZERO = /^(1\d{10})\.0+$/;
const TWO_MOBILES = /^1\d{10}\s+1\d{10}$/;
const SEVERAL = /\d[\s)]*[/;,、|或和][\s+(]*\d/;
const EXTENSION =
	/\d{7,}[\s)]*(?:转|分机|ext|x|#)|^\(?0\d{2,3}\)?[-\s]?\d{7,8}-\d{1,6}$|^[48]00[-\s]?\d{3}[-\s]?\d{4}-\d{1,6}$/i;

/**
 * A mobile number as 11 digits, a landline as area code-number, 400 and 800 numbers in the same
 * form. +86, blanks, dots, brackets and dashes of any kind are understood.
 */
export const readPhone = (value: unknown, parameter: Parameter): CellReading => {
	const text = textOf(value);
	if (typeof text !== 'string') return text;
	const plain = bareValue(text).replace(DASHES, '-').replace(TITLE, '').replace(MOBILE_POINT_ZERO, '$1');
	if (SEVERAL.test(plain) || TWO_MOBILES.test(plain)) return several();
	if (EXTENSION.test(plain)) return extension();
	if (!/^[+\d\s().-]+$/.test(plain)) return maskedValue(plain) ?? withRemark(plain, parameter);
	if (/\d\.0$/.test(plain)) return notAPhone(parameter);
	return numberIn(plain) ?? whyNot(plain, typeof value === 'number', parameter);
};

/** The number that the digits make, blanks and marks aside. */
const numberIn = (plain: string): { value: string } | undefined => {
	const digits = digitsOf(plain);
	if (!COUNTRY.test(digits) && /^(?:\+|00)/.test(digits)) return undefined;
	const national = COUNTRY.test(digits) ? withoutCountry(digits.replace(COUNTRY, '')) : digits;
	return numberOf(withoutPrefix(national));
};

const digitsOf = (plain: string): string => plain.replace(/[\s().-]/g, '');

const numberOf = (digits: string): { value: string } | undefined => {
	if (MOBILE.test(digits)) return { value: digits };
	const parts = LANDLINE.exec(digits) ?? SERVICE.exec(digits);
	return parts === null ? undefined : { value: `${parts[1]}-${parts[2]}` };
};

/** After +86 the area code stands without its 0. */
const withoutCountry = (digits: string): string =>
	MOBILE.test(digits) || SERVICE.test(digits) || digits.startsWith('0') ? digits : `0${digits}`;

/** A mobile number without the 86 before it, or the 0 with which one used to call it from another city. */
const withoutPrefix = (digits: string): string => {
	const mobile = /^(?:86|0)(\d{11})$/.exec(digits)?.[1];
	return mobile !== undefined && MOBILE.test(mobile) ? mobile : digits;
};

const documentedForm = (): string =>
	t({
		en: 'Write 11 digits for a mobile number, area code-number for a landline, such as 0571-26888888.',
		zh: '手机请填 11 位数字，座机请填“区号-号码”，例如 0571-26888888。',
	});

const formOrEmpty = ({ required }: Parameter): string =>
	required
		? documentedForm()
		: t({
				en: 'Write a mobile number, or area code-number such as 0571-26888888, or leave it empty.',
				zh: '请填 11 位手机号或“区号-号码”，例如 0571-26888888；没有则留空。',
			});

const whyNot = (plain: string, isNumber: boolean, parameter: Parameter): CellIssue => {
	const digits = digitsOf(plain);
	if (LANDLINE.test(`0${digits}`)) {
		return {
			message: t({
				en: 'The area code has lost its leading 0.',
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

/** A name or a remark beside the number: says which number to leave. */
const withRemark = (plain: string, parameter: Parameter): CellIssue => {
	const found = numberIn(plain.replace(/[^+\d\s().-]/g, ' '));
	return found === undefined
		? notAPhone(parameter)
		: {
				message: t({
					en: 'Something else stands beside the number.',
					zh: '号码之外还有其他内容。',
				}),
				advice: t({
					en: `Write the number alone: ${found.value}.`,
					zh: `请只填号码：${found.value}。`,
				}),
			};
};

const shortNumber = (parameter: Parameter): CellIssue => ({
	message: t({
		en: 'The document has no place for short service numbers such as 95188.',
		zh: '接口文档规定的格式不支持 95188 这类短号。',
	}),
	advice: formOrEmpty(parameter),
});

const notAPhone = (parameter: Parameter): CellIssue => ({
	message: t({
		en: 'This is neither a mobile nor a landline number of mainland China.',
		zh: '这不是中国大陆的手机号或座机号。',
	}),
	advice: formOrEmpty(parameter),
});

const several = (): CellIssue => ({
	message: t({
		en: 'These are several numbers; only one is allowed.',
		zh: '填写了多个号码，只允许填一个。',
	}),
	advice: documentedForm(),
});

const extension = (): CellIssue => ({
	message: t({
		en: 'The document has no place for an extension.',
		zh: '接口文档规定的格式不支持分机号。',
	}),
	advice: documentedForm(),
});
