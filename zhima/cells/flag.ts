import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellReading, bareValue, isDate, isLuxonDateTime, lostValue, notAText } from './cell';

const YES = new Set(['Y', 'YES', '是', '有', '是的', '真', 'T', 'TRUE', 'ON', '1', '1.0', '✓', '✔', '√', '☑', '✅']);
const NO = new Set(['N', 'NO', '否', '无', '不是', '没有', '假', 'F', 'FALSE', 'OFF', '0', '0.0', '✗', '✘', '×', '✕', '✖', '❌']);

type FlagKind = Extract<Parameter['kind'], { type: 'flag' }>;

/** Every word for Y and for N in small letters, as headings explain them. */
export const flagWords = ({ yes = [], no = [] }: FlagKind): ReadonlyMap<string, 'Y' | 'N'> =>
	new Map([
		...[...YES, ...yes].map((word) => [word.toLowerCase(), 'Y'] as const),
		...[...NO, ...no].map((word) => [word.toLowerCase(), 'N'] as const),
	]);

/** Between two words for the same: Y:可借, Y（可借）, 1-可借, 是，可借. A sign at the beginning is none: -1. */
const BETWEEN_WORDS = /\s*[:()]\s*|(?<=\S)\s*[-,、/=|]\s*(?=\S)/;

/**
 * Y or N, from the words, signs, numbers and truth values that mean one of them without doubt; also
 * several of them in one, as the document writes them (Y:可借), or one in brackets.
 */
export const readFlag = (value: unknown, parameter: Parameter): CellReading => {
	if (typeof value === 'boolean') return { value: value ? 'Y' : 'N' };
	if (typeof value === 'object' && value !== null) {
		return isDate(value) || isLuxonDateTime(value) ? refused(parameter) : notAText(value);
	}
	const text = bareValue(String(value))
		.replace(/[\ufe0e\ufe0f]/g, '')
		.toUpperCase();
	if (YES.has(text)) return { value: 'Y' };
	if (NO.has(text)) return { value: 'N' };
	const { yes = [], no = [] } = parameter.kind as FlagKind;
	const words = text.split(BETWEEN_WORDS).filter((word) => word !== '');
	if (words.length === 0 || new Set(words).size < words.length) return refused(parameter);
	if (words.every((word) => YES.has(word) || yes.includes(word))) return { value: 'Y' };
	if (words.every((word) => NO.has(word) || no.includes(word))) return { value: 'N' };
	return lostValue(text) ?? refused(parameter);
};

const refused = (parameter: Parameter): CellReading => {
	const { yes = [], no = [] } = parameter.kind as FlagKind;
	const separator = t({ en: ', ', zh: '、' });
	const yesWords = ['是', 'TRUE', '1', ...yes.slice(0, 1)].join(separator);
	const noWords = ['否', 'FALSE', '0', ...no.slice(0, 1)].join(separator);
	return {
		message: t({ en: 'Must be Y or N.', zh: '只能填写 Y 或 N。' }),
		advice: t({
			en: `Also accepted: ${yesWords} for Y; ${noWords} for N.`,
			zh: `也可用${yesWords}表示 Y，用${noWords}表示 N。`,
		}),
	};
};
