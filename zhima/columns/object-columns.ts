/** An object that is made of several columns: all that serve no parameter, or one for each documented member. */
import { t } from '../../i18n/translate';
import type { Api, ColumnSettings, Issue, JsonMember, ObjectColumns, ObjectMember, Parameter, ReadContext } from '../api-types';
import { isCellIssue, isDate, isEmpty, isLuxonDateTime, trimCell } from '../cells/cell';
import { misspeltHint } from '../cells/json-hints';
import { textOf } from '../cells/text';
import { readDate } from '../cells/time';
import { FROM_COLUMN, FROM_OTHERS, fromColumnsLabel, missingColumnsLabel } from '../form/form-names';
import { type MemberReading, memberValue } from '../form/row-from-form';
import { shorten } from '../format-issue';
import { choiceHints, chooseColumns, doubledColumns } from './choose-columns';
import { datumHint } from './heading-notes';
import { similarColumnHint, similarColumns } from './missing-columns';
import { noteIssue } from './note-issue';
import { quoteHeadings } from './quote-headings';

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;

/** An object's columns, and what is said of them. */
export interface ObjectPlan {
	readonly object: ObjectColumns;
	readonly hints: readonly string[];
	readonly issues: readonly Issue[];
	/** The columns that neither serve a parameter nor this object. */
	readonly ignored: readonly string[];
}

/** What SheetJS calls a column without a heading, and the members in which an earlier run left its outcome. */
const NO_MEMBER = /^(?:__EMPTY(?:_\d+)?|__rowNum__|row_number|zhima_[a-z_]+)$/;
/** What SheetJS adds to a heading that is in the sheet a second time. */
const REPEATED = /^(.*)_\d+$/s;

const issueOf = (parameter: Parameter, message: string, advice: string): Issue => ({
	field: parameter.name,
	heading: '',
	message,
	advice,
});

const membersOf = ({ kind }: Parameter): readonly JsonMember[] => (kind as JsonKind).documentedMembers ?? [];

const sameNames = (parameter: Parameter, headings: readonly string[]): Issue[] => {
	const byName = new Map<string, string[]>();
	for (const heading of headings) byName.set(trimCell(heading), [...(byName.get(trimCell(heading)) ?? []), heading]);
	return [...byName.values()]
		.filter((same) => same.length > 1)
		.map((same) => {
			const names = quoteHeadings(same);
			return issueOf(
				parameter,
				t({ en: `Several columns have the same name: ${names}.`, zh: `有多列同名：${names}。` }),
				t({ en: 'Rename or remove all but one of them.', zh: '请只保留一列，其余的改名或删除。' }),
			);
		});
};

/** A second column of the same name, which the reader of the sheet gave a number. */
const repeatedHints = (headings: readonly string[]): string[] => {
	const all = new Set(headings);
	const repeated = headings.filter((heading) => all.has(REPEATED.exec(heading)?.[1] ?? heading) && REPEATED.test(heading));
	if (repeated.length === 0) return [];
	const names = quoteHeadings(repeated);
	return [
		t({
			en: `Sent under the names ${names}: these columns may have the same heading as another one. If so, rename them in the sheet.`,
			zh: `按${names}的名称发送：这些列可能与其他列同名，如果是，请在表格中改名。`,
		}),
	];
};

/** Every column as a member under its own heading; documented ones by their types. */
const fromOthers = (parameter: Parameter, ignored: readonly string[]): ObjectPlan => {
	const headings = ignored.filter((heading) => trimCell(heading) !== '' && !NO_MEMBER.test(heading));
	const documented = new Map(membersOf(parameter).map((member) => [member.name, member]));
	const members = headings.map((heading): ObjectMember => {
		const name = trimCell(heading);
		return { heading, name, member: documented.get(name) };
	});
	const misspelt = misspeltHint(members.map(({ name }) => name), parameter.kind as JsonKind);
	return {
		object: { parameter, members },
		hints: [...repeatedHints(headings), ...(misspelt === undefined ? [] : [misspelt])],
		issues: sameNames(parameter, headings),
		ignored: ignored.filter((heading) => !headings.includes(heading)),
	};
};

const KINDS: Readonly<Record<JsonMember['type'], Parameter['kind']>> = {
	string: { type: 'text' },
	number: { type: 'count' },
	time: { type: 'time', emptyIsNow: false },
};

const tables = new WeakMap<Parameter, Api>();

/** The documented members as parameters, so that their columns are found as those of parameters are. */
const memberTable = (api: Api, parameter: Parameter): Api => {
	const known = tables.get(parameter);
	if (known !== undefined) return known;
	const parameters = membersOf(parameter).map(
		({ name, type, isId, label, columnNames, description, example }): Parameter => ({
			name,
			formName: name,
			columnNames: [...new Set([...columnNames, t(label)])],
			required: false,
			maxLength: Infinity,
			kind: isId === true ? { type: 'identifier' } : KINDS[type],
			label,
			description,
			example: String(example),
		}),
	);
	const table: Api = { ...api, parameters, groups: undefined, point: undefined };
	tables.set(parameter, table);
	return table;
};

/** The documented members, each from its column. */
const fromMembers = (api: Api, parameter: Parameter, headings: readonly string[], ignored: readonly string[]): ObjectPlan => {
	const table = memberTable(api, parameter);
	const choice = chooseColumns(table, headings, new Set());
	const columns = [...choice.found].map(([name, [column]]) => ({ name, ...column }));
	const members = membersOf(parameter).flatMap((member): ObjectMember[] => {
		const column = columns.find(({ name }) => name === member.name);
		return column === undefined ? [] : [{ heading: column.heading, name: member.name, member }];
	});
	const taken = new Set([...choice.found.values()].flat().map(({ heading }) => heading));
	const rest = ignored.filter((heading) => !taken.has(heading));
	return {
		object: { parameter, members },
		hints: [
			...columns.flatMap(({ heading, match }) => datumHint(trimCell(heading), match.notes, match.parameter) ?? []),
			...choiceHints(choice),
			...similarColumns(table, new Set(choice.found.keys()), rest).map(similarColumnHint),
		],
		issues: [
			...doubledColumns(table, choice),
			...columns.flatMap(({ heading, match }) => noteIssue(heading, match) ?? []),
		].map((issue) => ({ ...issue, field: parameter.name })),
		ignored: rest,
	};
};

const unknownSource = (parameter: Parameter, modes: NonNullable<JsonKind['formModes']>, source: string): Issue => ({
	field: parameter.name,
	heading: fromColumnsLabel(parameter),
	value: shorten(source),
	message: t({ en: "This isn't one of the options.", zh: '不是可选的来源。' }),
	advice: t({
		en: `Choose ${FROM_COLUMN}, ${FROM_OTHERS}, or ${modes.members}.`,
		zh: `请选择 ${FROM_COLUMN}、${FROM_OTHERS} 或 ${modes.members}。`,
	}),
});

const noMembers = (parameter: Parameter, isFromOthers: boolean): Issue => {
	const label = t(parameter.label);
	const names = membersOf(parameter)
		.map(({ name, columnNames }) => [name, ...columnNames].join(' / '))
		.join(t({ en: '; ', zh: '；' }));
	return issueOf(
		parameter,
		isFromOthers
			? t({ en: `No column is left for "${label}".`, zh: `没有可作为“${label}”的列。` })
			: t({ en: `No column holds a member of "${label}": ${names}.`, zh: `没有“${label}”的任何一列：${names}。` }),
		t({
			en: `Add the columns, or change "${fromColumnsLabel(parameter)}".`,
			zh: `请增加这些列，或修改“${fromColumnsLabel(parameter)}”。`,
		}),
	);
};

/** The object is made of columns, and there is a column or a value for the whole of it as well. */
const givenTwice = (parameter: Parameter, heading: string | undefined): Issue => {
	const [label, source, group] = [t(parameter.label), fromColumnsLabel(parameter), t(missingColumnsLabel)];
	const shown = heading === undefined ? '' : quoteHeadings([heading]);
	return issueOf(
		parameter,
		heading === undefined
			? t({
					en: `"${label}" is set under "${group}", and made of columns by "${source}".`,
					zh: `“${group}”中填写了“${label}”，而“${source}”又要求由各列组成。`,
				})
			: t({
					en: `The column ${shown} holds ${parameter.name}, but "${source}" makes it of other columns.`,
					zh: `${shown}列对应 ${parameter.name}，而“${source}”又要求由其他列组成。`,
				}),
		t({
			en: `Remove one of the two: the value, or the setting of "${source}".`,
			zh: `请二选一：删除该值，或修改“${source}”。`,
		}),
	);
};

/** What a plan needs to know of the sheet. */
interface Sheet {
	/** The columns that serve no parameter. */
	readonly ignored: readonly string[];
	/** The same with those that values given are read from. */
	readonly free: readonly string[];
	/** The column that is recognized as the whole object. */
	readonly whole?: string;
}

/** How a parameter's object is made of columns; undefined where it is in one. */
export const planObject = (
	api: Api,
	parameter: Parameter,
	{ given, objectsFrom }: ColumnSettings,
	{ ignored, free, whole }: Sheet,
): ObjectPlan | undefined => {
	const { kind } = parameter;
	const source = objectsFrom?.get(parameter.name) ?? FROM_COLUMN;
	if (kind.type !== 'json' || kind.formModes === undefined || source === FROM_COLUMN) return undefined;
	const isFromOthers = source === FROM_OTHERS;
	if (!isFromOthers && source !== kind.formModes.members) {
		return { object: { parameter, members: [] }, hints: [], ignored, issues: [unknownSource(parameter, kind.formModes, source)] };
	}
	const plan = isFromOthers ? fromOthers(parameter, ignored) : fromMembers(api, parameter, free, ignored);
	const twice = whole !== undefined || given.has(parameter.name) ? [givenTwice(parameter, given.has(parameter.name) ? undefined : whole)] : [];
	const none = plan.object.members.length === 0 && plan.issues.length === 0 ? [noMembers(parameter, isFromOthers)] : [];
	return { ...plan, issues: [...twice, ...plan.issues, ...none] };
};

type Json = Readonly<Record<string, unknown>>;
type OriginOf = ReadContext['originOf'];

/**
 * A member's value: a documented one by its type, another as it came, unless it was damaged on its way; a Date as
 * the documents write times.
 */
const valueOf = ({ member }: ObjectMember, raw: unknown, originOf: OriginOf): MemberReading => {
	if (member !== undefined) return memberValue(member, raw, originOf);
	if (isDate(raw) || isLuxonDateTime(raw)) return readDate(raw, originOf);
	const text = typeof raw === 'string' || typeof raw === 'number' ? textOf(raw) : '';
	return typeof text === 'string' ? { value: raw } : text;
};

/** An object from the row's cells. Empty cells are left out; a row with none of them has no object. */
export const objectFromColumns = (
	{ parameter, members }: ObjectColumns,
	json: Json,
	originOf?: OriginOf,
): { value: unknown; issues: Issue[] } => {
	const entries: Array<readonly [string, unknown]> = [];
	const issues: Issue[] = [];
	for (const each of members) {
		const raw = json[each.heading];
		if (isEmpty(raw)) continue;
		const reading = valueOf(each, raw, originOf);
		if (isCellIssue(reading)) {
			const { message, advice } = reading;
			issues.push({ field: parameter.name, heading: trimCell(each.heading), value: shorten(raw), message, advice });
		} else entries.push([each.name, reading.value]);
	}
	return { value: entries.length === 0 ? undefined : Object.fromEntries(entries), issues };
};
