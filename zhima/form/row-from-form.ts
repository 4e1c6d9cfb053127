import { t } from '../../i18n/translate';
import { type CellIssue, isCellIssue, isDate, isEmpty, isLuxonDateTime, notAText, trimCell } from '../cells/cell';
import { wholeNumber } from '../cells/count';
import { jsonOf } from '../cells/json';
import { textOf } from '../cells/text';
import { readEventTime } from '../cells/time';
import { shorten } from '../format-issue';
import type { Api, JsonFormModes, JsonMember, Kind, Parameter, Issue, RawRow, ReadContext } from '../api-types';
import {
	ADDITIONAL_FIELDS,
	CUSTOM,
	JSON_MODE,
	modeLabel,
	PAIR_GROUP,
	PAIR_NAME,
	PAIR_VALUE,
	PAIRS_MODE,
} from './form-names';

type Values = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Values =>
	typeof value === 'object' && value !== null ? (value as Values) : {};

/**
 * A row's values by documented name from the form's values by form name, as n8n hands them over. The
 * issues are about the form alone; the values themselves are checked by `readRow`.
 */
export const rowFromForm = (
	api: Api,
	values: Values,
	originOf?: ReadContext['originOf'],
): { row: RawRow; issues: Issue[] } => {
	const row: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const parameter of api.parameters) {
		if (isDeselected(api, parameter, values)) continue;
		const source = parameter.additional === true ? membersOf(values[ADDITIONAL_FIELDS]) : values;
		row[parameter.name] = formValue(parameter, source, issues, originOf);
	}
	return { row, issues };
};

/** The form's field that a parameter's value is in: for a dropdown, the text field that it opens. */
export const fieldWithValue = ({ kind, formName }: Parameter, values: Values): string =>
	kind.type === 'choice' && kind.customField !== undefined && values[formName] === CUSTOM ? kind.customField : formName;

/** Whether the form's dropdown chooses another parameter of the same group. */
const isDeselected = (api: Api, { oneOf, formName }: Parameter, values: Values): boolean => {
	if (oneOf === undefined) return false;
	const choice = values[api.groups?.[oneOf]?.selector ?? ''];
	const members = api.parameters.filter((parameter) => parameter.oneOf === oneOf);
	const isKnown = members.some((parameter) => parameter.formName === choice);
	return choice !== formName && (isKnown || isEmpty(choice)) && !(isEmpty(choice) && members[0].formName === formName);
};

const formValue = (
	parameter: Parameter,
	source: Values,
	issues: Issue[],
	originOf: ReadContext['originOf'],
): unknown => {
	const { kind } = parameter;
	return kind.type === 'json' && kind.formModes !== undefined
		? jsonValue(parameter, kind, kind.formModes, source, issues, originOf)
		: source[fieldWithValue(parameter, source)];
};

const jsonValue = (
	parameter: Parameter,
	kind: Extract<Kind, { type: 'json' }>,
	modes: JsonFormModes,
	source: Values,
	issues: Issue[],
	originOf: ReadContext['originOf'],
): unknown => {
	const mode = source[modes.selector];
	if (mode === PAIRS_MODE) return pairsValue(parameter, source[modes.pairs], issues);
	if (mode === modes.members) {
		return groupValue(parameter, kind.documentedMembers ?? [], source[modes.members], issues, originOf);
	}
	if (!isEmpty(mode) && mode !== JSON_MODE) issues.push(unknownMode(parameter, modes, mode));
	return source[parameter.formName];
};

const unknownMode = (parameter: Parameter, modes: JsonFormModes, mode: unknown): Issue => ({
	field: modes.selector,
	heading: modeLabel(parameter),
	value: shorten(mode),
	message: t({ en: "This isn't one of the options.", zh: '不是可选的填写方式。' }),
	advice: t({
		en: `Choose ${JSON_MODE}, ${PAIRS_MODE}, or ${modes.members}.`,
		zh: `请选择 ${JSON_MODE}、${PAIRS_MODE} 或 ${modes.members}。`,
	}),
});

/** `{ field: [{ name, value }] }` as an object. Values stay as they come; empty lines are left out. */
const pairsValue = (parameter: Parameter, value: unknown, issues: Issue[]): unknown => {
	const list = membersOf(value)[PAIR_GROUP];
	const pairs = (Array.isArray(list) ? list : []).map(membersOf);
	const entries = new Map<string, unknown>();
	for (const pair of pairs) {
		const [name, member] = [nameOf(pair[PAIR_NAME]), pair[PAIR_VALUE]];
		if (name === '' && isEmpty(member)) continue;
		if (typeof name !== 'string') issues.push(pairIssue(parameter, pair[PAIR_NAME], name));
		else if (name === '') issues.push(pairIssue(parameter, member, noName()));
		else if (entries.has(name)) issues.push(pairIssue(parameter, name, nameTwice()));
		else entries.set(name, member ?? '');
	}
	return entries.size === 0 ? undefined : Object.fromEntries(entries);
};

/** A number is a name as well, unless digits of it can have been lost. */
const nameOf = (name: unknown): string | CellIssue =>
	typeof name === 'string' ? trimCell(name) : typeof name === 'number' ? textOf(name) : '';

const pairIssue = (parameter: Parameter, value: unknown, { message, advice }: CellIssue): Issue => ({
	field: parameter.name,
	heading: t(parameter.label),
	value: shorten(value),
	message,
	advice,
});

const noName = (): CellIssue => ({
	message: t({ en: 'A value has no name.', zh: '有一个值没有名称。' }),
	advice: t({ en: 'Enter a name, or remove the line.', zh: '请填写名称，或删除该行。' }),
});

const nameTwice = (): CellIssue => ({
	message: t({ en: 'This name is used twice.', zh: '该名称重复。' }),
	advice: t({ en: 'Keep only one of the lines.', zh: '请只保留其中一行。' }),
});

/** The documented members as an object in the documents' order; empty ones are left out. */
const groupValue = (
	parameter: Parameter,
	members: readonly JsonMember[],
	value: unknown,
	issues: Issue[],
	originOf: ReadContext['originOf'],
): unknown => {
	const given = membersOf(value);
	const entries: Array<readonly [string, unknown]> = [];
	for (const member of members) {
		const raw = given[member.name];
		if (isEmpty(raw)) continue;
		const reading = memberValue(member, raw, originOf);
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

export type MemberReading = { readonly value: unknown } | CellIssue;

/** A text; where it holds JSON (`extInfo`), an object or a list is written as such. */
const textMember = ({ isJson }: JsonMember, raw: unknown): MemberReading => {
	const isObject = isJson === true && typeof raw === 'object' && raw !== null && !isDate(raw) && !isLuxonDateTime(raw);
	try {
		const text = isObject ? jsonOf(raw) : textOf(raw);
		return typeof text === 'string' ? { value: text } : text;
	} catch {
		return notAText(raw);
	}
};

/** Up to this many digits a JSON number is the same for every reader. */
const SAFE_DIGITS = 15;

const numberMember = ({ example, isId }: JsonMember, raw: unknown): MemberReading => {
	const number = wholeNumber(raw, { maxLength: SAFE_DIGITS, example });
	if (isCellIssue(number)) return number;
	if (isId !== true) return { value: Number(number.value) };
	if (hasLeadingZero(raw)) return leadingZero();
	return isMeasure(raw) ? notAnId(example) : { value: Number(number.value) };
};

/** 3张 and 1,200 are quantities. */
const isMeasure = (raw: unknown): boolean => typeof raw === 'string' && /[\d０-９]\s*[,，\p{Script=Han}]\s*\S|\p{Script=Han}\s*$/u.test(raw);

const notAnId = (like: string | number): CellIssue => ({
	message: t({ en: 'This is a quantity, not an ID.', zh: '这是数量，不是编号。' }),
	advice: t({ en: `Enter digits only, such as ${like}.`, zh: `请只填写数字，例如 ${like}。` }),
});

const hasLeadingZero = (raw: unknown): boolean => typeof raw === 'string' && /^\D*[0０][\d０-９]/.test(raw);

const leadingZero = (): CellIssue => ({
	message: t({
		en: "This is sent as a number, which can't keep leading zeros.",
		zh: '此项按数字发送，无法保留开头的 0。',
	}),
	advice: t({
		en: 'Remove the zeros, or enter the data as JSON with the ID in double quotes.',
		zh: '请去掉开头的 0，或改用 JSON 填写并给该编号加英文双引号。',
	}),
});

/** A documented member's value by its type, or what is wrong with it. */
export const memberValue = (member: JsonMember, raw: unknown, originOf?: ReadContext['originOf']): MemberReading => {
	switch (member.type) {
		case 'time':
			return readEventTime(raw, originOf);
		case 'string':
			return textMember(member, raw);
		case 'number':
			return numberMember(member, raw);
	}
};
