import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellContext, type CellReading, type CellIssue, bareValue, isCellIssue, lostValue, notANumber } from './cell';

const PLAIN = /^\+?(\d+)(?:\.0*)?$/;
const GROUPED = /^\+?(\d{1,3}(?:,\d{3})+)(?:\.0*)?$/;
/** 1.000 is one to some and a thousand to others. */
const AMBIGUOUS = /^\+?\d{1,3}\.000$/;
/** A word of counting, or of the trade for one place in a cabinet. Boxes, packs and pairs count several at once. */
const MEASURE_WORD =
	/\s*(?:个?(?:仓位?|仓口|卡?槽位?|格[口子]?|孔位?|桩位?|车位|卡位|充电宝|雨伞)|[个台把辆件只块支条部套张份座位口顶]|台充电宝|把(?:雨?伞)|pcs?|pieces?|units?|slots?|ea)$/i;

const digitsOf = (text: string): string | undefined => {
	if (AMBIGUOUS.test(text)) return undefined;
	const digits = (PLAIN.exec(text) ?? GROUPED.exec(text))?.[1];
	return digits?.replace(/,/g, '').replace(/^0+(?=\d)/, '');
};

/** 12.000000000000002 is what a formula makes of 12. */
const withoutNoise = (value: unknown): unknown =>
	typeof value === 'number' && Math.abs(value - Math.round(value)) < 1e-9 ? Math.round(value) : value;

/** The digits of a whole number from 0 on. */
export const wholeNumber = (
	value: unknown,
	{ maxLength, example }: { readonly maxLength: number; readonly example: string | number },
): { readonly value: string } | CellIssue => {
	if (typeof value === 'object' || typeof value === 'boolean') return notANumber(value);
	const text = bareValue(String(withoutNoise(value)));
	const digits = digitsOf(text.replace(MEASURE_WORD, ''));
	if (digits === undefined) return lostValue(text) ?? notACount(text, example);
	if (digits.length <= maxLength) return { value: digits };
	return {
		message: t({
			en: `This has ${digits.length} digits. The maximum is ${maxLength}.`,
			zh: `共 ${digits.length} 位数字，最多允许 ${maxLength} 位。`,
		}),
		advice: t({ en: 'Check the number.', zh: '请核对该数字。' }),
	};
};

/** A whole number from 0 on, of at most as many digits as the document allows. */
export const readCount = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const number = wholeNumber(value, parameter);
	if (isCellIssue(number)) return number;
	const digits = number.value;
	const hint = excessHint(digits, parameter, context);
	return hint === undefined ? { value: digits } : { value: digits, hint };
};

const notACount = (text: string, example: string | number): CellIssue => ({
	message: /^[-\u2212]/.test(text)
		? t({ en: "A quantity can't be negative.", zh: '数量不能为负数。' })
		: t({ en: "This isn't a whole number.", zh: '这不是整数。' }),
	advice: t({
		en: `Enter a whole number in digits, such as ${example}.`,
		zh: `请用数字填写整数，例如 ${example}。`,
	}),
});

const excessHint = (
	digits: string,
	parameter: Parameter,
	context: CellContext,
): string | undefined => {
	const { partOf } = parameter.kind as Extract<Parameter['kind'], { type: 'count' }>;
	const whole = partOf === undefined ? undefined : context.parameters.get(partOf);
	if (whole === undefined) return undefined;
	const total = context.row[whole.name];
	if (total === undefined || total === null) return undefined;
	const reading = readCount(total, whole, context);
	if (isCellIssue(reading) || Number(digits) <= Number(reading.value)) return undefined;
	const heading = context.headingOf(whole.name);
	return t({
		en: `${digits} is more than “${heading}” (${reading.value}).`,
		zh: `${digits} 大于“${heading}”（${reading.value}）。`,
	});
};
