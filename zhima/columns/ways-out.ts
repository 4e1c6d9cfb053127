/** What to do about parameters that have no column: drag a column onto the field, rename it, or switch the mode. */
import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { fromColumnsLabel, inputModeTexts, missingColumnsLabel } from '../form/form-names';
import { joinSentences } from '../format-issue';
import { quoteHeadings } from './quote-headings';

interface Candidate {
	readonly heading: string;
	readonly parameter: Parameter;
}

const quoted = (text: string): string => t({ en: `"${text}"`, zh: `“${text}”` });

const or = (): string => t({ en: ' or ', zh: '或' });

const listed = (parts: readonly string[]): string => {
	if (parts.length < 2) return parts.join('');
	const and = parts.length > 2 ? t({ en: ', and ', zh: '和' }) : t({ en: ' and ', zh: '和' });
	return `${parts.slice(0, -1).join(t({ en: ', ', zh: '、' }))}${and}${parts[parts.length - 1]}`;
};

/** Which columns go onto which fields: all that may be the same are named together. */
const pairsOf = (candidates: readonly Candidate[]): string[] => {
	const fieldsByHeading = new Map<string, string[]>();
	for (const { heading, parameter } of candidates) {
		fieldsByHeading.set(heading, [...(fieldsByHeading.get(heading) ?? []), quoted(t(parameter.label))]);
	}
	const headingsByFields = new Map<string, string[]>();
	for (const [heading, fields] of fieldsByHeading) {
		const joined = fields.join(or());
		headingsByFields.set(joined, [...(headingsByFields.get(joined) ?? []), quoteHeadings([heading])]);
	}
	return [...headingsByFields].map(([fields, headings]) => {
		const columns = headings.join(or());
		return t({ en: `${columns} onto ${fields}`, zh: `${columns}拖到${fields}` });
	});
};

const dragCandidates = (candidates: readonly Candidate[]): string => {
	if (candidates.length === 0) return '';
	const group = quoted(t(missingColumnsLabel));
	const pairs = pairsOf(candidates).join(t({ en: ', ', zh: '，把' }));
	return t({ en: `Drag ${pairs} under ${group}.`, zh: `请在${group}中把${pairs}。` });
};

/** The labels of fields; those of which one is enough are joined. */
const fieldsOf = (parameters: readonly Parameter[]): string[] => {
	const groups = new Map<string, string[]>();
	for (const { name, oneOf, label } of parameters) {
		const key = oneOf ?? name;
		groups.set(key, [...(groups.get(key) ?? []), quoted(t(label))]);
	}
	return [...groups.values()].map((labels) => labels.join(or()));
};

/** For the parameters that no column is likely to hold. */
const dragOthers = (parameters: readonly Parameter[], isFirst: boolean): string => {
	if (parameters.length === 0) return '';
	const group = quoted(t(missingColumnsLabel));
	const fields = fieldsOf(parameters);
	const names = listed(fields);
	if (!isFirst) {
		return t({
			en: `For ${names}, drag a column there too, or enter a value for all rows.`,
			zh: `对${names}，也请在此拖入对应的列，或填写所有行共用的值。`,
		});
	}
	return fields.length === 1
		? t({
				en: `Drag its column onto ${names} under ${group}, or enter a value for all rows.`,
				zh: `请把对应的列拖到${names}（在${group}中），或填写所有行共用的值。`,
			})
		: t({
				en: `Drag their columns onto ${names} under ${group}, or enter values for all rows.`,
				zh: `请把对应的各列分别拖到${names}（在${group}中），或填写所有行共用的值。`,
			});
};

const otherWays = (): string => {
	const [label, form] = [t(inputModeTexts.label), t(inputModeTexts.form)];
	return t({
		en: `You can also rename the columns to these names (the first line of the sheet must hold the headings), or set "${label}" to "${form}".`,
		zh: `也可以把列名改为上述名称之一（表格第一行必须是列名），或将“${label}”改为“${form}”。`,
	});
};

/** For an object that a sheet seldom has in one column. */
const makeOfColumns = (absent: readonly Parameter[]): string => {
	const parameter = absent.find(({ kind }) => kind.type === 'json' && kind.formModes !== undefined);
	if (parameter === undefined) return '';
	const [label, source] = [t(parameter.label), fromColumnsLabel(parameter)];
	return t({
		en: `If several columns hold the "${label}", choose them in "${source}".`,
		zh: `如果“${label}”由多列组成，请在“${source}”中选择。`,
	});
};

/**
 * The advice for a sheet that lacks columns.
 *
 * @param absent the parameters without a column
 * @param similar columns that are nearly called like a parameter
 */
export const waysOut = (absent: readonly Parameter[], similar: readonly Candidate[]): string => {
	const candidates = similar.filter(({ parameter }) => absent.includes(parameter));
	const hasCandidate = (each: Parameter): boolean => candidates.some(({ parameter }) => parameter === each);
	const likely = absent.filter(hasCandidate);
	const settled = new Set(likely.flatMap(({ oneOf }) => oneOf ?? []));
	const others = absent.filter((each) => !hasCandidate(each) && !(each.oneOf !== undefined && settled.has(each.oneOf)));
	return joinSentences([dragCandidates(candidates), dragOthers(others, likely.length === 0), makeOfColumns(absent), otherWays()]);
};
