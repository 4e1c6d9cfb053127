import { say } from '../../i18n/text';
import { type CellReading, type Complaint, formatAsText, halfWidth } from './cell';
import { textOf } from './text';

const DASHES = /[\u2010-\u2015\u2212]/g;
const COUNTRY = /^(?:\+|00)86/;
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-8]\d{6,7})$/;
/** Numbers that cost the caller little or nothing and have no area: 400-…, 800-…. */
const SERVICE = /^([48]00)(\d{7})$/;

const TITLE = /^(?:联系电话|客服(?:电话|热线)?|电话|手机号?码?|座机|热线|tel|phone|mobile)\s*[:.]?\s*(?=[+(\d])/i;
/** What a program that takes a mobile number for a number writes. */
const MOBILE_POINT_ZERO = /^(1\d{10})\.0$/;
const TWO_MOBILES = /^1\d{10}\s+1\d{10}$/;
const SEVERAL = /[/;,、|]/;
const EXTENSION = /\d\s*(?:转|分机|ext|x|#)|^\(?0\d{2,3}\)?[-\s]?\d{7,8}-\d{1,6}$/i;

/**
 * A mobile number as 11 digits, a landline as area code-number, 400 and 800 numbers in the same
 * form. +86, blanks, dots, brackets and dashes of any kind are understood.
 */
export const readPhone = (value: unknown): CellReading => {
	const text = textOf(value);
	if (typeof text !== 'string') return text;
	const plain = halfWidth(text).replace(DASHES, '-').replace(TITLE, '').replace(MOBILE_POINT_ZERO, '$1');
	if (SEVERAL.test(plain) || TWO_MOBILES.test(plain)) return several();
	if (EXTENSION.test(plain)) return extension();
	if (!/^[+\d\s().-]+$/.test(plain) || /\d\.0$/.test(plain)) return notAPhone();
	const digits = plain.replace(/[\s().-]/g, '');
	const abroad = COUNTRY.test(digits) ? undefined : /^(?:\+|00)/.exec(digits);
	if (abroad) return notAPhone();
	const national = COUNTRY.test(digits) ? withoutCountry(digits.replace(COUNTRY, '')) : digits;
	return numberOf(withoutBare86(national)) ?? whyNot(national, typeof value);
};

const numberOf = (digits: string): { value: string } | undefined => {
	if (MOBILE.test(digits)) return { value: digits };
	const parts = LANDLINE.exec(digits) ?? SERVICE.exec(digits);
	return parts === null ? undefined : { value: `${parts[1]}-${parts[2]}` };
};

/** After +86 the area code stands without its 0. */
const withoutCountry = (digits: string): string =>
	MOBILE.test(digits) || SERVICE.test(digits) || digits.startsWith('0') ? digits : `0${digits}`;

const withoutBare86 = (digits: string): string =>
	digits.length === 13 && digits.startsWith('86') && MOBILE.test(digits.slice(2))
		? digits.slice(2)
		: digits;

const documentedForm = (): string =>
	say({
		en: 'Write 11 digits for a mobile number, area code-number for a landline, such as 0571-26888888.',
		zh: '手机请填 11 位数字，座机请填“区号-号码”，例如 0571-26888888。',
	});

const whyNot = (digits: string, type: string): Complaint => {
	if (LANDLINE.test(`0${digits}`)) {
		return {
			message: say({
				en: 'The area code has lost its leading 0.',
				zh: '区号开头的 0 已丢失。',
			}),
			advice: type === 'number' ? formatAsText() : documentedForm(),
		};
	}
	return /^[2-8]\d{6,7}$/.test(digits)
		? {
				message: say({ en: 'The area code is missing.', zh: '缺少区号。' }),
				advice: documentedForm(),
			}
		: notAPhone();
};

const notAPhone = (): Complaint => ({
	message: say({
		en: 'This is neither a mobile nor a landline number of mainland China.',
		zh: '这不是中国大陆的手机号或座机号。',
	}),
	advice: documentedForm(),
});

const several = (): Complaint => ({
	message: say({
		en: 'These are several numbers; only one is allowed.',
		zh: '填写了多个号码，只允许一个。',
	}),
	advice: documentedForm(),
});

const extension = (): Complaint => ({
	message: say({
		en: 'The document has no place for an extension.',
		zh: '文档规定的格式不含分机号。',
	}),
	advice: documentedForm(),
});
