import { t } from '../../i18n/translate';
import { type CellIssue, isCellIssue, isDate, isEmpty, isLuxonDateTime, notAText, trimCell } from '../cells/cell';
import { wholeNumber } from '../cells/count';
import { textOf } from '../cells/text';
import { readEventTime } from '../cells/time';
import { shorten } from '../format-issue';
import type { Api, JsonFormModes, JsonMember, Kind, Parameter, Issue, RawRow } from '../api-types';

type Values = Readonly<Record<string, unknown>>;

/** The dropdown's value for JSON text, for a list of pairs, and for a category that is typed. */
const JSON_MODE = 'json';
const PAIRS_MODE = 'fields';
const CUSTOM = 'custom';
/** n8n's collection of optional fields, and the group within the list of pairs. */
const ADDITIONAL = 'additionalFields';
const PAIR_GROUP = 'field';

const membersOf = (value: unknown): Values =>
	typeof value === 'object' && value !== null ? (value as Values) : {};

/**
 * A row's values by documented name from the form's values by form name, as n8n hands them over. The
 * problems are of the form alone; the values themselves are checked by `readRow`.
 */
export const rowFromForm = (api: Api, values: Values): { row: RawRow; issues: Issue[] } => {
	const row: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const parameter of api.parameters) {
		if (isDeselected(api, parameter, values)) continue;
		row[parameter.name] = formValue(parameter, values, issues);
	}
	return { row, issues };
};

/** Whether the form's dropdown chooses another parameter of the same group. */
const isDeselected = (api: Api, { oneOf, formName }: Parameter, values: Values): boolean => {
	if (oneOf === undefined) return false;
	const choice = values[api.groups?.[oneOf]?.selector ?? ''];
	const members = api.parameters.filter((parameter) => parameter.oneOf === oneOf);
	const isKnown = members.some((parameter) => parameter.formName === choice);
	return choice !== formName && (isKnown || isEmpty(choice)) && !(isEmpty(choice) && members[0].formName === formName);
};

const formValue = (parameter: Parameter, values: Values, issues: Issue[]): unknown => {
	const source = parameter.additional === true ? membersOf(values[ADDITIONAL]) : values;
	const value = source[parameter.formName];
	const { kind } = parameter;
	if (kind.type === 'choice' && kind.customField !== undefined && value === CUSTOM) {
		return source[kind.customField];
	}
	return kind.type === 'json' && kind.formModes !== undefined
		? jsonValue(parameter, kind, kind.formModes, source, issues)
		: value;
};

const jsonValue = (
	parameter: Parameter,
	kind: Extract<Kind, { type: 'json' }>,
	modes: JsonFormModes,
	source: Values,
	issues: Issue[],
): unknown => {
	const mode = source[modes.selector];
	if (mode === PAIRS_MODE) return pairsValue(parameter, source[modes.pairs], issues);
	if (mode === modes.members) {
		return groupValue(parameter, kind.documentedMembers ?? [], source[modes.members], issues);
	}
	if (!isEmpty(mode) && mode !== JSON_MODE) issues.push(unknownMode(modes, mode));
	return source[parameter.formName];
};

const unknownMode = (modes: JsonFormModes, mode: unknown): Issue => ({
	field: modes.selector,
	heading: modes.selector,
	value: shorten(mode),
	message: t({ en: 'This is not one of the ways to give the data.', zh: '不是可选的填写方式。' }),
	advice: t({
		en: `Choose ${JSON_MODE}, ${PAIRS_MODE} or ${modes.members}.`,
		zh: `请选择 ${JSON_MODE}、${PAIRS_MODE} 或 ${modes.members}。`,
	}),
});

/** `{ field: [{ name, value }] }` as an object. Values stay as they come; empty lines are left out. */
const pairsValue = (parameter: Parameter, value: unknown, issues: Issue[]): unknown => {
	const list = membersOf(value)[PAIR_GROUP];
	const pairs = (Array.isArray(list) ? list : []).map(membersOf);
	const entries = new Map<string, unknown>();
	for (const pair of pairs) {
		const name = nameOf(pair.name);
		if (name === '' && isEmpty(pair.value)) continue;
		if (name === '' || entries.has(name)) issues.push(wrongPair(parameter, name, pair.value));
		else entries.set(name, pair.value ?? '');
	}
	return entries.size === 0 ? undefined : Object.fromEntries(entries);
};

const nameOf = (name: unknown): string =>
	typeof name === 'string' ? trimCell(name) : typeof name === 'number' ? String(name) : '';

const wrongPair = (parameter: Parameter, name: string, value: unknown): Issue => ({
	field: parameter.name,
	heading: t(parameter.label),
	value: shorten(name === '' ? value : name),
	message:
		name === ''
			? t({ en: 'A value has no name.', zh: '有一个值没有名称。' })
			: t({ en: 'This name is given twice.', zh: '该名称重复。' }),
	advice:
		name === ''
			? t({ en: 'Give it a name, or remove the line.', zh: '请填写名称，或删除该行。' })
			: t({ en: 'Keep one of the lines.', zh: '请只保留其中一行。' }),
});

/** The documented members as an object in the documents' order; empty ones are left out. */
const groupValue = (
	parameter: Parameter,
	members: readonly JsonMember[],
	value: unknown,
	issues: Issue[],
): unknown => {
	const given = membersOf(value);
	const entries: Array<readonly [string, unknown]> = [];
	for (const member of members) {
		const raw = given[member.name];
		if (isEmpty(raw)) continue;
		const reading = memberValue(member, raw);
		if (isCellIssue(reading)) {
			issues.push({
				field: parameter.name,
				heading: `${t(parameter.label)} / ${t(member.label)}`,
				value: shorten(raw),
				message: reading.message,
				advice: reading.advice,
			});
		} else entries.push([member.name, reading.value]);
	}
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** A text; an object is written as JSON text (`extInfo`). */
const textMember = (raw: unknown): { readonly value: string } | CellIssue => {
	const isObject = typeof raw === 'object' && raw !== null && !isDate(raw) && !isLuxonDateTime(raw);
	try {
		const text = isObject ? JSON.stringify(raw) : textOf(raw);
		return typeof text === 'string' ? { value: text } : text;
	} catch {
		return notAText(raw);
	}
};

/** More digits than these a JSON number may lose on its way. */
const SAFE_DIGITS = 15;

const memberValue = (
	{ type, example }: JsonMember,
	raw: unknown,
): { readonly value: unknown } | CellIssue => {
	if (type === 'time') return readEventTime(raw);
	if (type === 'string') return textMember(raw);
	const number = wholeNumber(raw, { maxLength: SAFE_DIGITS, example });
	return isCellIssue(number) ? number : { value: Number(number.value) };
};
