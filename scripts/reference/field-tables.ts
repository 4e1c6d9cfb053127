/** Tables about what n8n shows: the fields of the forms, the options and the credential. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Language, Text } from '../../i18n/translate';
import { code, markdownTable } from './markdown-table';

const FIELD: Text = { en: 'Field', zh: '字段' };
const NAME: Text = { en: 'Name', zh: '名称' };
const VALUES: Text = { en: 'Values', zh: '取值' };
const DEFAULT: Text = { en: 'Default', zh: '默认值' };
const SHOWN_WHEN: Text = { en: 'Shown when', zh: '显示条件' };
const DESCRIPTION: Text = { en: 'Description', zh: '说明' };

const TEXT_VALUE: Text = { en: 'text', zh: '文本' };
const SECRET_VALUE: Text = { en: 'secret text', zh: '保密文本' };
const TOGGLE_VALUE: Text = { en: 'toggle', zh: '开关' };
const TIME_VALUE: Text = { en: 'date and time', zh: '日期时间' };
const GROUP_VALUE: Text = { en: 'group of fields', zh: '字段组' };
const LIST_VALUE: Text = { en: 'names and values', zh: '名称与取值列表' };

const isOption = (each: unknown): each is INodePropertyOptions =>
	typeof each === 'object' && each !== null && 'value' in each;

const numberRange = ({ typeOptions }: INodeProperties): string => {
	const { minValue, maxValue } = typeOptions ?? {};
	return minValue === undefined ? '' : `${minValue} – ${maxValue}`;
};

const valuesOf = (field: INodeProperties, language: Language): string => {
	switch (field.type) {
		case 'options':
			return (field.options ?? [])
				.filter(isOption)
				.map(({ name, value }) => `${code(String(value))} ${name}`)
				.join('<br>');
		case 'number':
			return numberRange(field);
		case 'boolean':
			return TOGGLE_VALUE[language];
		case 'dateTime':
			return TIME_VALUE[language];
		case 'json':
			return 'JSON';
		case 'collection':
			return GROUP_VALUE[language];
		case 'fixedCollection':
			return LIST_VALUE[language];
		default:
			return (field.typeOptions?.password ? SECRET_VALUE : TEXT_VALUE)[language];
	}
};

const defaultOf = ({ type, default: initial }: INodeProperties): string => {
	const isEmpty = initial === '' || initial === undefined || typeof initial === 'object';
	return isEmpty || type === 'collection' ? '' : code(String(initial));
};

/** A value that shows a field; the required one of two is hidden by any other value. */
const shownByValue = (each: unknown): string =>
	code(String(typeof each === 'object' ? (each as { _cnd: { not: unknown } })._cnd.not : each));

const conditionOf = ({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties): string =>
	Object.entries({ ...hide, ...show })
		.map(([name, values]) => `${code(name)} = ${(values ?? []).map(shownByValue).join(', ')}`)
		.join('<br>');

/** Of two fields of one name the first: the other is there for expressions. */
const withoutTwins = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.filter(({ name }, index) => fields.findIndex((each) => each.name === name) === index);

const fieldCells = (field: INodeProperties, language: Language) => ({
	label: field.displayName,
	name: code(field.name),
	values: valuesOf(field, language),
	initial: defaultOf(field),
	condition: conditionOf(field),
	description: field.description ?? '',
});

/** Fields of a dialog with their descriptions; the texts are in the language of the running process. */
export const fieldTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdownTable(
		[FIELD, NAME, VALUES, DEFAULT, SHOWN_WHEN, DESCRIPTION],
		fields
			.map((field) => fieldCells(field, language))
			.map(({ label, name, values, initial, condition, description }) => [
				label,
				name,
				values,
				initial,
				condition,
				description,
			]),
		language,
	);

/** Options. All of them can be added at any time, so there is no condition. */
export const optionTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdownTable(
		[FIELD, NAME, VALUES, DEFAULT, DESCRIPTION],
		fields
			.map((field) => fieldCells(field, language))
			.map(({ label, name, values, initial, description }) => [label, name, values, initial, description]),
		language,
	);

const membersOf = ({ type, options = [] }: INodeProperties): INodeProperties[] =>
	type === 'collection'
		? options.filter((each): each is INodeProperties => 'displayName' in each && 'type' in each)
		: [];

const formRow = (field: INodeProperties, language: Language, group?: INodeProperties): string[] => {
	const { label, name, values, initial, condition } = fieldCells(field, language);
	return group === undefined
		? [label, name, values, initial, condition]
		: [`${group.displayName} → ${label}`, code(`${group.name}.${field.name}`), values, initial, condition];
};

/** A node's form: names, values and when each field is shown. Groups are opened one level. */
export const formTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdownTable(
		[FIELD, NAME, VALUES, DEFAULT, SHOWN_WHEN],
		withoutTwins(fields)
			.filter(({ type }) => type !== 'notice')
			.flatMap((field) => [
				formRow(field, language),
				...membersOf(field).map((member) => formRow(member, language, field)),
			]),
		language,
	);
