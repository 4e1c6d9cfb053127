import { t } from '../../i18n/translate';
import type { ChoiceOption, Parameter } from '../api-types';
import { type CellContext, type CellReading, bareValue, halfWidth, isCellIssue, trimCell } from './cell';
import { readIdentifier, readText } from './text';

/** Case, blanks, underscores and hyphens make no difference between options. */
const keyOf = (text: string): string => halfWidth(text).toLowerCase().replace(/[\s_-]+/g, '');

const tables = new WeakMap<readonly ChoiceOption[], ReadonlyMap<string, string>>();

const wordsOf = (options: readonly ChoiceOption[]): ReadonlyMap<string, string> => {
	let words = tables.get(options);
	if (words === undefined) {
		words = new Map(
			options.flatMap(({ value, aliases = [] }) =>
				[value, ...aliases].map((word) => [keyOf(word), value] as const),
			),
		);
		tables.set(options, words);
	}
	return words;
};

/** Every value and its words in small letters, as headings explain them. */
export const optionWords = (options: readonly ChoiceOption[]): ReadonlyMap<string, string> =>
	new Map(
		options.flatMap(({ value, aliases = [] }) =>
			[value, ...aliases].map((word) => [word.toLowerCase(), value] as const),
		),
	);

/** Between a value and its word: 雨伞:umbrella, 雨伞(umbrella), 雨伞/umbrella, 雨伞 umbrella. */
const SEAM = /[:()/|、,]|(?<=\p{Script=Han})[\s-]*(?=[a-z])|(?<=[a-z])[\s-]*(?=\p{Script=Han})/iu;

/**
 * One of the documented values, also beside its word; where the document leaves the list open, any
 * other code as well.
 */
export const readChoice = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const reading = readText(value);
	if (isCellIssue(reading)) return reading;
	const { options, customField } = parameter.kind as Extract<Parameter['kind'], { type: 'choice' }>;
	const words = wordsOf(options);
	const whole = words.get(keyOf(reading.value));
	if (whole !== undefined) return { value: whole };
	const [known, ...others] = bareValue(reading.value)
		.split(SEAM)
		.filter((word) => trimCell(word) !== '')
		.map((word) => words.get(keyOf(word)));
	if (known !== undefined && others.every((other) => other === known)) return { value: known };
	if (customField !== undefined) return readIdentifier(value, parameter, context);
	const values = options.map(nameOf).join(t({ en: ', ', zh: '、' }));
	return {
		message: t({ en: "This value isn't allowed.", zh: '不在允许的取值范围内。' }),
		advice: t({ en: `Use one of: ${values}.`, zh: `请填写其中之一：${values}。` }),
	};
};

/** The value, and the word for it that a cell may hold instead. */
const nameOf = ({ value, aliases: [word] = [] }: ChoiceOption): string =>
	word === undefined ? value : t({ en: `${value} (${word})`, zh: `${value}（${word}）` });
