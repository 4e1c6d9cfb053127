/** What is said of values that the operator gives in place of columns. */
import { t } from '../../i18n/translate';
import type { Api, ColumnSettings, GivenValue, Issue, Parameter } from '../api-types';
import { missingColumnsLabel } from '../form/form-names';
import { isDispensable } from './missing-columns';
import { quoteHeadings } from './quote-headings';

export const NOTHING_SET: ColumnSettings = { given: new Map(), used: new Set() };

/**
 * Said once of the recognized columns that a value given goes before.
 *
 * @param replaced the columns by documented name
 */
export const replacedHints = (
	replaced: ReadonlyMap<string, ReadonlyArray<{ readonly heading: string }>>,
	{ given, used }: ColumnSettings,
): string[] =>
	[...replaced].flatMap(([name, columns]) => {
		const unused = columns.map(({ heading }) => heading).filter((heading) => !used.has(heading));
		const label = given.get(name)?.label;
		if (unused.length === 0 || label === undefined) return [];
		const names = quoteHeadings(unused);
		const group = t(missingColumnsLabel);
		return [
			t({
				en: `Not used: ${names}. "${label}" under "${group}" is used instead.`,
				zh: `未使用${names}列：已改用“${group}”中的“${label}”。`,
			}),
		];
	});

/** A value whose path begins with a column that no row has. */
interface StrayPath {
	readonly parameter: Parameter;
	readonly value: GivenValue;
	readonly column: string;
}

const strayPaths = ({ parameters }: Api, headings: readonly string[], given: ColumnSettings['given']): StrayPath[] => {
	const present = new Set(headings);
	return parameters.flatMap((parameter) => {
		const value = given.get(parameter.name);
		const column = value?.path?.[0];
		return value === undefined || column === undefined || present.has(column) ? [] : [{ parameter, value, column }];
	});
};

const strayPath = ({ column, value: { label } }: StrayPath): string => {
	const name = quoteHeadings([column]);
	const group = t(missingColumnsLabel);
	return t({
		en: `The input has no column ${name}, which "${label}" under "${group}" reads.`,
		zh: `输入数据中没有${name}列，而“${group}”中的“${label}”要读取该列。`,
	});
};

const correctPath = ({ value: { label } }: StrayPath): string =>
	t({ en: `Drag the right column onto "${label}".`, zh: `请把正确的列拖到“${label}”上。` });

/** Whether an empty value is an empty value, and is not replaced by another one. */
const mayBeEmpty = (parameter: Parameter): boolean => isDispensable(parameter) && !parameter.required;

/** The paths to columns that are not there, where a value is needed. */
export const strayPathIssues = (api: Api, headings: readonly string[], given: ColumnSettings['given']): Issue[] =>
	strayPaths(api, headings, given)
		.filter(({ parameter }) => !mayBeEmpty(parameter))
		.map((stray) => ({
			field: stray.parameter.name,
			heading: '',
			message: strayPath(stray),
			advice: correctPath(stray),
		}));

/** The same where the parameter may be left out: said once. */
export const strayPathHints = (api: Api, headings: readonly string[], given: ColumnSettings['given']): string[] =>
	strayPaths(api, headings, given)
		.filter(({ parameter }) => mayBeEmpty(parameter))
		.map((stray) => `${strayPath(stray)}${t({ en: ' ', zh: '' })}${correctPath(stray)}`);
