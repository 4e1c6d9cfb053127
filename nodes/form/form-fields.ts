import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Api, JsonMember, Parameter } from '../../zhima';
import {
	ADDITIONAL_FIELDS,
	COLUMNS_MODE,
	CUSTOM,
	FORM_MODE,
	INPUT_MODE,
	inputModeTexts,
	JSON_MODE,
	modeLabel,
	PAIR_GROUP,
	PAIR_NAME,
	PAIR_VALUE,
	PAIRS_MODE,
} from '../../zhima/form/form-names';
import { columnsNotice, fromColumnsFields, missingColumnsField } from './missing-column-fields';
import { optionsField } from './run-options';

const inForm = { [INPUT_MODE]: [FORM_MODE] };

type JsonKind = Extract<Parameter['kind'], { type: 'json' }>;

const exampleOf = ({ sample, example }: Pick<Parameter, 'sample' | 'example'>): string => sample ?? example;

const isNowIfEmpty = ({ kind }: Parameter): boolean => kind.type === 'time' && kind.emptyIsNow;

function placeholderOf(parameter: Parameter): string {
	const example = exampleOf(parameter);
	return isNowIfEmpty(parameter)
		? t({ en: `e.g. ${example} (empty: now)`, zh: `例如 ${example}（留空为当前时间）` })
		: t({ en: `e.g. ${example}`, zh: `例如 ${example}` });
}

/** The text with this language's full stop, unless it already ends a sentence. */
export const asSentence = (text: string, stop = t({ en: '.', zh: '。' })): string =>
	/[.。!！?？]$/.test(text) ? text : `${text}${stop}`;

function described(parameter: Parameter): string {
	const { description } = parameter;
	const example = exampleOf(parameter);
	const text = t({
		en: `${asSentence(description.en, '.')} Example: ${example}`,
		zh: `${asSentence(description.zh, '。')}示例：${example}`,
	});
	return isNowIfEmpty(parameter)
		? t({ en: `${text}. Leave empty to send the current time.`, zh: `${text}。留空则发送当前时间。` })
		: text;
}

function bare(parameter: Parameter): INodeProperties {
	const initial = parameter.default ?? '';
	return {
		displayName: t(parameter.label),
		name: parameter.formName,
		type: 'string',
		default: initial,
		required: parameter.required && !parameter.additional,
		description: described(parameter),
		placeholder: placeholderOf(parameter),
	};
}

/** A field without free text, so without a placeholder. */
function untyped(parameter: Parameter): INodeProperties {
	const field = bare(parameter);
	delete field.placeholder;
	return field;
}

const shownBy = (selector: string, value: string) => ({
	displayOptions: { show: { [selector]: [value] } },
});

/**
 * A required field that a dropdown shows. While the dropdown is an expression, n8n counts as shown whatever
 * depends on it, and would ask for a value that may not be needed. So there are two fields of the name: one is
 * required and hidden by anything other than the value, the other is optional and there for expressions alone.
 * What is missing then, the check of the row reports. The condition is a pattern: n8n 2.8 throws over `startsWith`
 * where the dropdown isn't shown and so has no value, and then publishes no workflow with the node.
 */
const requiredBy = (selector: string, value: string, field: INodeProperties): INodeProperties[] => [
	{ ...field, required: true, displayOptions: { hide: { [selector]: [{ _cnd: { not: value } }] } } },
	{ ...field, required: false, displayOptions: { show: { [selector]: [{ _cnd: { regex: '^=' } }] } } },
];

const customOption: { label: Text; description: Text } = {
	label: { en: 'Other', zh: '其他' },
	description: { en: "A code that isn't in this list", zh: '不在列表中的代码' },
};

/** An expression may give any word that a cell may hold: the check of the row knows them all. */
function choiceFields(parameter: Parameter): INodeProperties[] {
	const { kind } = parameter;
	if (kind.type !== 'choice') return [];
	const options: INodePropertyOptions[] = kind.options.map(({ value, label }) => ({
		name: t(label),
		value,
	}));
	if (kind.customField !== undefined) {
		options.push({
			name: t(customOption.label),
			value: CUSTOM,
			description: t(customOption.description),
		});
	}
	const initial = parameter.default ?? kind.options[0].value;
	const fields: INodeProperties[] = [
		{ ...untyped(parameter), type: 'options', options, default: initial, allowArbitraryValues: true },
	];
	if (kind.customField !== undefined) {
		const custom = {
			...bare(parameter),
			displayName: t({ en: `Other ${parameter.label.en}`, zh: `其他${parameter.label.zh}` }),
			name: kind.customField,
			default: '',
		};
		fields.push(...requiredBy(parameter.formName, CUSTOM, custom));
	}
	return fields;
}

function memberField(member: JsonMember): INodeProperties {
	const type = { number: 'number', time: 'dateTime', string: 'string' } as const;
	return {
		displayName: t(member.label),
		name: member.name,
		type: member.type === 'number' ? 'string' : type[member.type],
		default: '',
		description: t(member.description),
		placeholder: t({ en: `e.g. ${member.sample ?? member.example}`, zh: `例如 ${member.sample ?? member.example}` }),
	};
}

type FormModes = NonNullable<JsonKind['formModes']>;

/** The dropdown for the way in which an object is given. */
function modeField(parameter: Parameter, modes: FormModes): INodeProperties {
	return {
		displayName: modeLabel(parameter),
		name: modes.selector,
		type: 'options',
		default: JSON_MODE,
		options: [
			{ name: t({ en: 'Using JSON', zh: '使用 JSON' }), value: JSON_MODE },
			{ name: t({ en: 'Using Fields Below', zh: '使用下方字段' }), value: PAIRS_MODE },
			{ name: t(modes.membersLabel), value: modes.members },
		],
		description: t({
			en: 'How to enter the data model that Alipay gave you: as JSON, field by field, or with the fields from the documentation example',
			zh: '按支付宝提供的字段模型填写：直接写 JSON、逐个填写字段，或使用文档示例中的字段',
		}),
	};
}

const pairFields: INodeProperties[] = [
	{
		displayName: t({ en: 'Name', zh: '名称' }),
		name: PAIR_NAME,
		type: 'string',
		default: '',
		description: t({
			en: 'Name of the field, exactly as Alipay gave it to you',
			zh: '字段名，须与支付宝提供的完全一致',
		}),
	},
	{
		displayName: t({ en: 'Value', zh: '值' }),
		name: PAIR_VALUE,
		type: 'string',
		default: '',
		description: t({ en: 'Value of the field', zh: '该字段的取值' }),
	},
];

/** An object as a list of names and values. */
function pairsField(parameter: Parameter, modes: FormModes): INodeProperties {
	return {
		displayName: t({ en: `${parameter.label.en} Fields`, zh: `${parameter.label.zh}字段` }),
		name: modes.pairs,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: t({ en: 'Add field', zh: '添加字段' }),
		default: {},
		...shownBy(modes.selector, PAIRS_MODE),
		description: t({
			en: 'The fields of the business data and their values',
			zh: '业务数据中的各个字段及其取值',
		}),
		options: [{ displayName: t({ en: 'Field', zh: '字段' }), name: PAIR_GROUP, values: pairFields }],
	};
}

/** An object by its documented members. */
function membersField(members: readonly JsonMember[], modes: FormModes): INodeProperties {
	const allShown = Object.fromEntries(members.map(({ name }) => [name, '']));
	return {
		displayName: t(modes.membersLabel),
		name: modes.members,
		type: 'collection',
		placeholder: t({ en: 'Add field', zh: '添加字段' }),
		default: { ...allShown },
		...shownBy(modes.selector, modes.members),
		description: t({
			en: 'The fields from the documentation example, sent under their documented names. Empty fields are not sent.',
			zh: '文档示例中的字段，发送时使用文档中的字段名。未填写的字段不发送。',
		}),
		options: members.map(memberField),
	};
}

function jsonModeFields(parameter: Parameter, kind: JsonKind, modes: FormModes): INodeProperties[] {
	return [
		modeField(parameter, modes),
		// n8n asks for no JSON, required or not: the check of the row does.
		{ ...bare(parameter), type: 'json', required: false, ...shownBy(modes.selector, JSON_MODE) },
		pairsField(parameter, modes),
		membersField(kind.documentedMembers ?? [], modes),
	];
}

function fieldsOf(parameter: Parameter): INodeProperties[] {
	const { kind } = parameter;
	switch (kind.type) {
		case 'choice':
			return choiceFields(parameter);
		case 'flag': {
			const initial = parameter.default ?? true;
			return [{ ...untyped(parameter), type: 'boolean', required: false, default: initial }];
		}
		case 'time':
			return [{ ...bare(parameter), type: 'dateTime', required: parameter.required && !kind.emptyIsNow }];
		case 'json':
			return kind.formModes
				? jsonModeFields(parameter, kind, kind.formModes)
				: [{ ...bare(parameter), type: 'json' }];
		default:
			return [bare(parameter)];
	}
}

/** The condition comes first: n8n takes a later one that is an expression as met, and looks no further. */
function withShow(field: INodeProperties, show: Record<string, string[]>): INodeProperties {
	const { displayOptions } = field;
	return { ...field, displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } } };
}

function groupSelector(api: Api, group: string): INodeProperties {
	const { selector, label, description } = api.groups![group];
	const members = api.parameters.filter(({ oneOf }) => oneOf === group);
	const initial = members[0].formName;
	return {
		displayName: t(label),
		name: selector,
		type: 'options',
		default: initial,
		options: members.map((each) => ({ name: t(each.label), value: each.formName })),
		description: t(description),
	};
}

function mainFields(api: Api): INodeProperties[] {
	const fields: INodeProperties[] = [];
	const seen = new Set<string>();
	const main = api.parameters.filter(({ additional }) => !additional);
	// A field with one value is nothing to fill in, so it comes last.
	const isFixed = ({ fixed }: Parameter) => fixed !== undefined;
	const inOrder = [...main.filter((each) => !isFixed(each)), ...main.filter(isFixed)];
	for (const parameter of inOrder) {
		const group = parameter.oneOf;
		if (group === undefined) {
			fields.push(...fieldsOf(parameter));
			continue;
		}
		if (!seen.has(group)) fields.push(groupSelector(api, group));
		seen.add(group);
		const { selector } = api.groups![group];
		fields.push(...fieldsOf(parameter).flatMap((each) => requiredBy(selector, parameter.formName, each)));
	}
	return fields.map((each) => withShow(each, inForm));
}

function additionalFields(api: Api): INodeProperties[] {
	const optional = api.parameters.filter(({ additional }) => additional);
	if (optional.length === 0) return [];
	return [
		{
			displayName: t({ en: 'Additional Fields', zh: '更多字段' }),
			name: ADDITIONAL_FIELDS,
			type: 'collection',
			placeholder: t({ en: 'Add field', zh: '添加字段' }),
			default: {},
			displayOptions: { show: inForm },
			options: optional.flatMap(fieldsOf).sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
}

const INPUT_MODES: INodePropertyOptions[] = [
	{
		name: t(inputModeTexts.form),
		value: FORM_MODE,
		description: t({
			en: 'Enter the values below, or use expressions. One request is sent for each input item.',
			zh: '直接填写下方字段，也可使用表达式。每个输入项发送一次请求。',
		}),
	},
	{
		name: t(inputModeTexts.columns),
		value: COLUMNS_MODE,
		description: t({
			en: 'Each input item is a row, and its columns are matched to the API parameters by name. Faster, and best for spreadsheets.',
			zh: '每个输入项为一行，按列名匹配接口参数。适合表格数据，速度更快。',
		}),
	},
];

/** What a mapping mode is called. */
export const inputModeName = (mode: string): string =>
	INPUT_MODES.find(({ value }) => value === mode)?.name ?? '';

const inputModeField: INodeProperties = {
	displayName: t(inputModeTexts.label),
	name: INPUT_MODE,
	type: 'options',
	noDataExpression: true,
	default: FORM_MODE,
	options: INPUT_MODES,
	description: t({
		en: 'Set the values in the fields below, or take them from the columns of the input',
		zh: '在下方填写参数值，或从输入数据的各列中读取',
	}),
	// The tool of an agent has no columns: see tool-fields.ts.
	displayOptions: { hide: { '@tool': [true] } },
};

/** The fields of *Values for Missing Columns*: the form's own; an object is given as JSON. */
const fieldsInColumns = (parameter: Parameter): INodeProperties[] =>
	parameter.kind.type === 'json' ? [{ ...bare(parameter), type: 'json' }] : fieldsOf(parameter);

/** The whole form of one call, made from its table of parameters. */
export function formFields(api: Api): INodeProperties[] {
	return [
		inputModeField,
		columnsNotice(api),
		...fromColumnsFields(api),
		missingColumnsField(api.parameters.flatMap(fieldsInColumns)),
		...mainFields(api),
		...additionalFields(api),
		optionsField,
	];
}

/** A field of the form that holds values of a row. */
export interface FormField {
	/** As `getNodeParameter` takes it. */
	readonly name: string;
	readonly displayName: string;
	/** The documented name of the parameter that the field serves; none for a group of fields. */
	readonly parameter?: string;
}

/** All fields that serve a parameter: its own, one for other values, the ways of giving an object. */
function fieldNamesOf({ formName, kind }: Parameter): Array<string | undefined> {
	if (kind.type === 'choice') return [formName, kind.customField];
	if (kind.type !== 'json' || kind.formModes === undefined) return [formName];
	const { selector, pairs, members } = kind.formModes;
	return [formName, selector, pairs, members];
}

/** The form's fields that hold a row's values. */
export function rowFields(api: Api): FormField[] {
	const fields = [...mainFields(api), ...additionalFields(api)];
	const byName = new Map(fields.map((each) => [each.name, each]));
	return [...byName.values()].map(({ name, displayName }) => ({
		name,
		displayName,
		parameter: api.parameters.find((each) => fieldNamesOf(each).includes(name))?.name,
	}));
}

/** Where the form's field for a parameter is, as n8n names it; the way of input where it has none. */
export function fieldPathOf(api: Api, name: string): string {
	const parameter = api.parameters.find((each) => each.name === name);
	if (parameter?.additional) return `${ADDITIONAL_FIELDS}.${parameter.formName}`;
	return parameter?.formName ?? INPUT_MODE;
}
