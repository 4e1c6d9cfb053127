import { say } from '../../i18n/text';
import type { Parameter } from '../types';
import { type CellReading, halfWidth, isDate, isLuxonDateTime, lostValue, notAText, trimCell } from './cell';

const YES = new Set(['Y', 'YES', '是', '有', 'TRUE', '1', '✓', '✔', '√', '☑', '✅']);
const NO = new Set(['N', 'NO', '否', '无', 'FALSE', '0', '✗', '✘', '×', '✕', '✖', '❌']);

/** Y or N, from the words, signs, numbers and truth values that mean one of them without doubt. */
export const readFlag = (value: unknown, parameter: Parameter): CellReading => {
	if (typeof value === 'boolean') return { value: value ? 'Y' : 'N' };
	if (typeof value === 'object' && value !== null) {
		return isDate(value) || isLuxonDateTime(value) ? refused(parameter) : notAText(value);
	}
	const text = halfWidth(trimCell(String(value)))
		.replace(/\ufe0f/g, '')
		.toUpperCase();
	const { yes = [], no = [] } = parameter.kind as Extract<Parameter['kind'], { type: 'flag' }>;
	if (YES.has(text) || yes.includes(text)) return { value: 'Y' };
	if (NO.has(text) || no.includes(text)) return { value: 'N' };
	return lostValue(text) ?? refused(parameter);
};

const refused = (parameter: Parameter): CellReading => {
	const { yes = [], no = [] } = parameter.kind as Extract<Parameter['kind'], { type: 'flag' }>;
	const separator = say({ en: ', ', zh: '、' });
	const yesWords = ['是', 'TRUE', '1', ...yes.slice(0, 1)].join(separator);
	const noWords = ['否', 'FALSE', '0', ...no.slice(0, 1)].join(separator);
	return {
		message: say({ en: 'This is neither yes nor no.', zh: '无法判断是“是”还是“否”。' }),
		advice: say({
			en: `Write Y or N (also taken: ${yesWords} for Y; ${noWords} for N).`,
			zh: `请填写 Y 或 N（也可用${yesWords}表示 Y，用${noWords}表示 N）。`,
		}),
	};
};
