import { isEmpty, trimCell } from '../cells/cell';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import type { Api, ColumnPlan, ColumnSettings, RawRow } from '../api-types';
import { cellsOfPoint } from '../place/point';
import { type Choice, choiceHints, chooseColumns, doubledColumns } from './choose-columns';
import { NOTHING_SET, replacedHints, strayPathHints, strayPathIssues } from './given-values';
import { datumHint } from './heading-notes';
import { doubtfulTokenIssues, isDoubtfulTokenHeading } from './doubtful-token-heading';
import { knownNames } from './known-names';
import { isTokenHeading } from './token-heading';
import { absentParameters, missingColumns, similarColumnHint, similarColumns } from './missing-columns';
import { noteIssue } from './note-issue';
import { type ObjectPlan, planObject } from './object-columns';

/** n8n's Google Sheets node puts the row's number in beside the columns. */
const ROW_NUMBER = 'row_number';
/** What spreadsheet readers call a column that has no heading. It is only one where something is in it. */
const NO_HEADING = /^(?:__EMPTY(?:_\d+)?)?$/;

/**
 * All headings of a sheet whose rows may lack some of them, in the order of their first appearance.
 * Give the same set again to go through a long sheet in slices.
 */
export const collectHeadings = (
	rows: Iterable<Readonly<Record<string, unknown>>>,
	found: Set<string> = new Set(),
): string[] => {
	for (const row of rows) {
		for (const heading of Object.keys(row)) {
			if (!NO_HEADING.test(heading) || !isEmpty(row[heading])) found.add(heading);
		}
	}
	return [...found];
};

/**
 * The column of each parameter in a sheet. Its documented name, the same in camelCase, and the document's
 * Chinese words are known, regardless of case, width, blanks, hyphens and asterisks. A note beside a name
 * is read: one that may give the values another meaning is an issue of the sheet.
 */
export const planColumns = (
	api: Api,
	headings: readonly string[],
	settings: ColumnSettings = NOTHING_SET,
): ColumnPlan => {
	const { given, used } = settings;
	const choice = chooseColumns(api, headings, new Set(given.keys()));
	const { found, replaced, point } = choice;
	const serving = new Set([...found.values(), ...replaced.values()].flat().map(({ heading }) => heading));
	const free = headings.filter((heading) => !serving.has(heading) && heading !== ROW_NUMBER);
	const explained = new Set([...choice.notUsed.map(([column]) => column), ...choice.undecided.flatMap(([, columns]) => columns)].map(({ heading }) => heading));
	// A column that another one goes before is a parameter's, the merchant's token among them: no part of an object.
	const isKept = (heading: string) => explained.has(heading) || isTokenHeading(api, heading) || settings.outside?.has(heading) === true;
	const made = planObjects(api, settings, free.filter((heading) => !isKept(heading)), found);
	const names = new Set([...found.keys(), ...given.keys(), ...made.objects.map(({ parameter: { name } }) => name)]);
	const left = new Set(made.ignored);
	const ignored = free.filter((heading) => (left.has(heading) || isKept(heading)) && !used.has(heading));
	const tokenColumns = (found.get(APP_AUTH_TOKEN.name) ?? []).map(({ heading }) => heading);
	const isTokenGiven = settings.isTokenGiven === true || tokenColumns.length > 0;
	const doubtfulTokens = isTokenGiven ? [] : free.filter((heading) => !used.has(heading) && isDoubtfulTokenHeading(heading));
	const firsts = [...found].map(([name, [column]]) => ({ name, ...column }));
	const told = firsts.filter(({ name }) => point === undefined || name !== api.point?.latitude || given.has(api.point.longitude));
	const absent = absentParameters(api, names);
	const unread = absent.length > 0 ? free.filter((heading) => !used.has(heading)) : ignored;
	const similar = similarColumns(api, names, unread.filter((heading) => !explained.has(heading) && !doubtfulTokens.includes(heading)));
	return {
		headings: Object.fromEntries([
			...firsts.map(({ name, heading }) => [name, heading] as const),
			...[...given].map(([name, { heading }]) => [name, heading] as const),
			...doubtfulTokens.slice(0, 1).map((heading) => [APP_AUTH_TOKEN.name, heading] as const),
		]),
		columns: firsts
			.filter(({ name }) => name !== APP_AUTH_TOKEN.name)
			.map(({ name, heading }) => [name, heading] as const),
		tokenColumns,
		doubtfulTokenColumns: doubtfulTokens,
		...(point === undefined ? {} : { point: pointPlan(api, point.heading) }),
		objects: made.objects,
		ignored,
		hints: [
			...told.flatMap(({ heading, match }) => datumHint(trimCell(heading), match.notes, match.parameter) ?? []),
			...choiceHints(choice),
			...similar
				.filter(({ heading, parameter }) => !absent.includes(parameter) && ignored.includes(heading))
				.map(similarColumnHint),
			...made.hints,
			...replacedHints(replaced, { given, used }),
			...strayPathHints(api, headings, given),
		],
		issues: [
			...doubledColumns(api, choice),
			...told.flatMap(({ name, heading, match }) => {
				const issue = noteIssue(heading, match);
				return issue === undefined ? [] : [{ ...issue, field: name }];
			}),
			...strayPathIssues(api, headings, given),
			...made.issues,
			...doubtfulTokenIssues(doubtfulTokens),
			...missingColumns(absent, headings, similar, knownNames(api)),
		],
	};
};

/** The objects that are made of the columns which serve no parameter; what they leave is ignored. */
const planObjects = (
	api: Api,
	settings: ColumnSettings,
	free: readonly string[],
	found: Choice['found'],
): Omit<ObjectPlan, 'object'> & Pick<ColumnPlan, 'objects'> => {
	let ignored: readonly string[] = free.filter((heading) => !settings.used.has(heading));
	const plans: ObjectPlan[] = [];
	for (const parameter of api.parameters) {
		const whole = found.get(parameter.name)?.[0].heading;
		const plan = planObject(api, parameter, settings, { ignored, free, whole });
		if (plan === undefined) continue;
		plans.push(plan);
		({ ignored } = plan);
	}
	return {
		objects: plans.map(({ object }) => object),
		hints: plans.flatMap(({ hints }) => hints),
		issues: plans.flatMap(({ issues }) => issues),
		ignored,
	};
};

const pointPlan = (api: Api, heading: string): ColumnPlan['point'] => {
	const { longitude, latitude } = api.point!;
	const chinaOf = (name: string): readonly [number, number] => {
		const kind = api.parameters.find((each) => each.name === name)?.kind;
		return kind?.type === 'coordinate' ? kind.china : [0, 0];
	};
	return { longitude, latitude, heading, china: { longitude: chinaOf(longitude), latitude: chinaOf(latitude) } };
};

/** A row's values by documented name. A key that the row lacks is an empty cell. */
export const rowFromColumns = (
	{ columns, point }: ColumnPlan,
	json: Readonly<Record<string, unknown>>,
): RawRow => {
	const row: Record<string, unknown> = {};
	for (const [name, heading] of columns) row[name] = json[heading];
	if (point !== undefined) {
		const { longitude, latitude } = cellsOfPoint(json[point.heading], point.china);
		row[point.longitude] = longitude;
		row[point.latitude] = latitude;
	}
	return row;
};
