/** Which of a sheet's columns is a parameter's, where several can be. */
import { t } from '../../i18n/translate';
import type { Api, Issue, Parameter } from '../api-types';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import { type KnownNames, knownNames, pointOf } from './known-names';
import { type HeadingMatch, matchHeading, matchWithBareNote } from './match-heading';
import { isDispensable } from './missing-columns';
import { quoteHeadings } from './quote-headings';

/** What SheetJS adds to a heading that is in the sheet a second time. */
const REPEATED = /^(.*)_\d+$/s;

/** A column and the parameter that its heading names. */
export interface Column {
	readonly heading: string;
	readonly match: HeadingMatch;
	/** 0 by a documented name, 1 by one with a note outside of brackets, 2 and 3 by a name that others publish. */
	readonly order: number;
}

/** The columns of a sheet that are read, and those that could have been. */
export interface Choice {
	/** By documented name; of several columns all, so that they can be named. */
	readonly found: ReadonlyMap<string, readonly Column[]>;
	/** The column with both coordinates. */
	readonly point?: Column;
	/** Columns that another one goes before, each with that one. */
	readonly notUsed: ReadonlyArray<readonly [column: Column, insteadOf: readonly Column[]]>;
	/** By documented name, the columns of parameters whose values are given otherwise. */
	readonly replaced: ReadonlyMap<string, readonly Column[]>;
	/** Optional parameters that several columns may hold, of which none is read. */
	readonly undecided: ReadonlyArray<readonly [parameter: Parameter, columns: readonly Column[]]>;
}

/** The parameter of one heading, in whatever way it is named. */
export const columnOf = (heading: string, all: ReadonlySet<string>, known: KnownNames): Column | undefined => {
	const first = REPEATED.exec(heading)?.[1];
	const named = matchHeading(first !== undefined && all.has(first) ? first : heading, known) ?? matchFirstLine(heading, known);
	if (named !== undefined) return { heading, match: named, order: 2 * named.rank };
	const match = matchWithBareNote(heading, known);
	return match && { heading, match, order: 2 * match.rank + 1 };
};

/** A heading with remarks below its name: the first line is the name. */
const matchFirstLine = (heading: string, known: KnownNames): HeadingMatch | undefined => {
	const [first, ...rest] = heading.trim().split(/\s*[\r\n]+\s*/);
	if (rest.length === 0) return undefined;
	const notes = rest.map((line) => `(${line.replace(/[()（）]/g, ' ')})`);
	return matchHeading(`${first}${notes.join('')}`, known);
};

/** Of several columns for one parameter those whose notes are harmless; all where there are none. */
const undoubted = (columns: readonly Column[]): readonly Column[] => {
	const sure = columns.filter(({ match }) => match.doubt === undefined);
	return sure.length === 0 ? columns : sure;
};

const grouped = (columns: readonly Column[]): Map<Parameter, Column[]> => {
	const groups = new Map<Parameter, Column[]>();
	for (const column of columns) {
		const { parameter } = column.match;
		groups.set(parameter, [...(groups.get(parameter) ?? []), column]);
	}
	return groups;
};

const firstOrder = (columns: readonly Column[]): readonly Column[] => {
	const least = Math.min(...columns.map(({ order }) => order));
	return undoubted(columns.filter(({ order }) => order === least));
};

/**
 * The column of each parameter: by the documents' names, else by the same with a note outside of brackets, else
 * by a name that others publish. A column with both coordinates is read where no column holds one of them.
 *
 * @param given documented names of parameters that need no column
 */
export const chooseColumns = (api: Api, headings: readonly string[], given: ReadonlySet<string>): Choice => {
	const known = knownNames(api);
	const all = new Set(headings);
	const groups = grouped(headings.flatMap((heading) => columnOf(heading, all, known) ?? []));
	const pointParameter = pointOf(api);
	const found = new Map<string, readonly Column[]>();
	const notUsed: Array<readonly [Column, readonly Column[]]> = [];
	const replaced = new Map<string, readonly Column[]>();
	const undecided: Array<readonly [Parameter, readonly Column[]]> = [];
	for (const [parameter, columns] of groups) {
		if (parameter === pointParameter) continue;
		if (given.has(parameter.name)) {
			replaced.set(parameter.name, columns);
			continue;
		}
		const first = firstOrder(columns);
		if (first.length > 1 && first[0].order > 1 && isDispensable(parameter)) undecided.push([parameter, columns]);
		else found.set(parameter.name, first);
		// A documented name whose note is doubtful is left out beside one without, as it always was: it is ignored.
		for (const column of columns) if (column.order > 1 && !first.includes(column)) notUsed.push([column, first]);
	}
	const points = pointParameter === undefined ? [] : (groups.get(pointParameter) ?? []);
	return { ...withPoint(api, points, given, { found, notUsed, replaced }), undecided };
};

interface Chosen {
	readonly found: Map<string, readonly Column[]>;
	readonly notUsed: Array<readonly [Column, readonly Column[]]>;
	readonly replaced: Map<string, readonly Column[]>;
}

const withPoint = (
	{ point }: Api,
	columns: readonly Column[],
	given: ReadonlySet<string>,
	chosen: Chosen,
): Chosen & Pick<Choice, 'point'> => {
	if (point === undefined || columns.length === 0) return chosen;
	const { found, notUsed, replaced } = chosen;
	const single = [point.longitude, point.latitude].flatMap((name) => found.get(name) ?? []);
	// location beside lng and lat is as likely an address: it is ignored like any other column.
	const sure = columns.filter(({ match }) => match.rank === 0);
	if (single.length > 0) {
		for (const column of sure) notUsed.push([column, single]);
		return chosen;
	}
	const open = [point.longitude, point.latitude].filter((name) => !given.has(name));
	if (open.length === 0) {
		if (sure.length > 0) replaced.set(point.longitude, [...(replaced.get(point.longitude) ?? []), ...sure]);
		return chosen;
	}
	const first = firstOrder(columns);
	for (const name of open) found.set(name, first);
	for (const column of columns) if (!first.includes(column)) notUsed.push([column, first]);
	return { ...chosen, point: first[0] };
};

/** The issue of each parameter that several columns match. */
export const doubledColumns = (api: Api, { found, point }: Choice): Issue[] =>
	[...api.parameters, APP_AUTH_TOKEN].flatMap(({ name }) => {
		const columns = found.get(name) ?? [];
		const isSecondOfPoint = point !== undefined && name === api.point?.latitude && found.has(api.point.longitude);
		if (columns.length < 2 || isSecondOfPoint) return [];
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

/** What is said once of columns that are not read because of others. */
export const choiceHints = ({ notUsed, undecided }: Choice): string[] => [
	...notUsed.map(([{ heading }, read]) => {
		const [unused, used] = [quoteHeadings([heading]), quoteHeadings(read.map((each) => each.heading))];
		return t({
			en: `The column ${unused} isn't used, because ${used} is read instead.`,
			zh: `未使用${unused}列，读取的是${used}。`,
		});
	}),
	...undecided.map(([{ name }, columns]) => {
		const names = quoteHeadings(columns.map(({ heading }) => heading));
		return t({
			en: `Several columns may hold ${name}: ${names}. None of them is sent. Rename the right one to ${name}.`,
			zh: `有多列可能对应 ${name}：${names}，均未发送。请把正确的一列改名为 ${name}。`,
		});
	}),
];
