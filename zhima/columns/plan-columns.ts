import { t } from '../../i18n/translate';
import { trimCell } from '../cells/cell';
import type { Api, ColumnPlan, Issue, RawRow } from '../api-types';
import { datumHint } from './heading-notes';
import { type HeadingMatch, type KnownNames, knownNames, matchHeading, matchWithBareNote } from './match-heading';
import { absentParameters, missingColumns, similarColumnHint, similarColumns } from './missing-columns';
import { noteIssue } from './note-issue';
import { quoteHeadings } from './quote-headings';

/** n8n's Google Sheets node puts the row's number in beside the columns. */
const ROW_NUMBER = 'row_number';
/** What SheetJS adds to a heading that is in the sheet a second time. */
const REPEATED = /^(.*)_\d+$/s;

/**
 * All headings of a sheet whose rows may lack some of them, in the order of their first appearance.
 * Give the same set again to go through a long sheet in slices.
 */
export const collectHeadings = (
	rows: Iterable<Readonly<Record<string, unknown>>>,
	found: Set<string> = new Set(),
): string[] => {
	for (const row of rows) {
		for (const heading of Object.keys(row)) found.add(heading);
	}
	return [...found];
};

interface Column {
	readonly heading: string;
	readonly match: HeadingMatch;
}

/** Of several columns for one parameter those whose notes are harmless; all where there are none. */
const undoubted = (columns: readonly Column[]): readonly Column[] => {
	const sure = columns.filter(({ match }) => match.doubt === undefined);
	return sure.length === 0 ? columns : sure;
};

const byParameter = (columns: readonly Column[]): Map<string, Column[]> => {
	const groups = new Map<string, Column[]>();
	for (const column of columns) {
		const { name } = column.match.parameter;
		groups.set(name, [...(groups.get(name) ?? []), column]);
	}
	return groups;
};

/** The columns of each parameter: by their names, else by a name with a note outside of brackets. */
const findColumns = (headings: readonly string[], known: KnownNames): Map<string, readonly Column[]> => {
	const all = new Set(headings);
	const named: Column[] = [];
	const others: string[] = [];
	for (const heading of headings) {
		const first = REPEATED.exec(heading)?.[1];
		const match = matchHeading(first !== undefined && all.has(first) ? first : heading, known);
		if (match === undefined) others.push(heading);
		else named.push({ heading, match });
	}
	const groups = byParameter(named);
	const withNotes = others.flatMap((heading) => {
		const match = matchWithBareNote(heading, known);
		return match === undefined || groups.has(match.parameter.name) ? [] : [{ heading, match }];
	});
	return new Map([...groups, ...byParameter(withNotes)].map(([name, columns]) => [name, undoubted(columns)]));
};

/**
 * The column of each parameter in a sheet. Its documented name, the same in camelCase, and the document's
 * Chinese words are known, regardless of case, width, blanks, hyphens and asterisks. A note beside a name
 * is read: one that may give the values another meaning is an issue of the sheet.
 */
export const planColumns = (api: Api, headings: readonly string[]): ColumnPlan => {
	const known = knownNames(api);
	const found = findColumns(headings, known);
	const names = new Set(found.keys());
	const taken = new Set([...found.values()].flat().map(({ heading }) => heading));
	const ignored = headings.filter((heading) => !taken.has(heading) && heading !== ROW_NUMBER);
	const firsts = [...found].map(([name, [column]]) => ({ name, ...column }));
	const absent = absentParameters(api, names);
	const similar = similarColumns(api, names, ignored);
	return {
		headings: Object.fromEntries(firsts.map(({ name, heading }) => [name, heading])),
		columns: firsts.map(({ name, heading }) => [name, heading] as const),
		ignored,
		hints: [
			...firsts.flatMap(({ heading, match }) => datumHint(trimCell(heading), match.notes, match.parameter) ?? []),
			...similar.filter(({ parameter }) => !absent.includes(parameter)).map(similarColumnHint),
		],
		issues: [
			...doubledColumns(api, found),
			...firsts.flatMap(({ heading, match }) => noteIssue(heading, match) ?? []),
			...missingColumns(absent, headings, similar, known),
		],
	};
};

/** A row's values by documented name. A key that the row lacks is an empty cell. */
export const rowFromColumns = (
	{ columns }: ColumnPlan,
	json: Readonly<Record<string, unknown>>,
): RawRow => {
	const row: Record<string, unknown> = {};
	for (const [name, heading] of columns) row[name] = json[heading];
	return row;
};

const doubledColumns = (api: Api, found: ReadonlyMap<string, readonly Column[]>): Issue[] =>
	api.parameters.flatMap(({ name }) => {
		const columns = found.get(name) ?? [];
		if (columns.length < 2) return [];
		const names = quoteHeadings(columns.map(({ heading }) => heading));
		return [
			{
				field: name,
				heading: '',
				message: t({
					en: `Several columns match ${name}: ${names}.`,
					zh: `有多列都对应 ${name}：${names}。`,
				}),
				advice: t({
					en: 'Keep one of them, and rename or remove the others.',
					zh: '请只保留一列，其余的改名或删除。',
				}),
			},
		];
	});
