/** The README's tables, made from the tables of parameters, codes, fields and options. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { CODES, meaningOf } from '../../alipay/response/error-codes';
import type { Language, Text } from '../../i18n/translate';
import type { Api, Parameter } from '../../zhima/api-types';

const ADDITIONAL: Text = { en: 'Additional Fields', zh: '更多字段' };
const YES: Text = { en: 'yes', zh: '是' };
const NO: Text = { en: 'no', zh: '否' };
const ONE_OF: Text = { en: 'one of them', zh: '二选一' };
const NO_LIMIT: Text = { en: 'none', zh: '不限' };

const PARAMETER_HEADINGS: readonly Text[] = [
	{ en: 'Parameter', zh: '参数' },
	{ en: 'Field in the form', zh: '表单字段' },
	{ en: 'Required', zh: '必填' },
	{ en: 'Maximum length', zh: '最大长度' },
	{ en: 'Description', zh: '描述' },
	{ en: 'Example', zh: '示例值' },
	{ en: 'Also recognised as column', zh: '也可作列名' },
];

const CODE_HEADINGS: readonly Text[] = [
	{ en: 'Code', zh: '错误码' },
	{ en: 'What it means', zh: '含义' },
	{ en: 'What to do', zh: '处理方法' },
	{ en: 'The document’s own solution', zh: '文档给出的解决方案' },
];

const FIELD_HEADINGS: readonly Text[] = [
	{ en: 'Field', zh: '字段' },
	{ en: 'Name', zh: '名称' },
	{ en: 'Values', zh: '取值' },
	{ en: 'Default', zh: '默认值' },
	{ en: 'Shown when', zh: '显示条件' },
	{ en: 'Description', zh: '说明' },
];

const FORM_HEADINGS: readonly Text[] = FIELD_HEADINGS.slice(0, -1);

const GATEWAY_HEADINGS: readonly Text[] = [
	{ en: 'Code', zh: '返回码' },
	{ en: 'Sub code', zh: '明细返回码' },
	{ en: 'What it means', zh: '含义' },
	{ en: 'What to do', zh: '处理方法' },
	{ en: 'Outcome', zh: '结果' },
	{ en: 'Tried again', zh: '是否重试' },
	{ en: 'Ends the run', zh: '是否结束运行' },
];

const TOLD_HEADINGS: readonly Text[] = [
	{ en: 'Code', zh: '错误码' },
	{ en: 'What is said', zh: '提示' },
	{ en: 'What to do', zh: '处理方法' },
];

const FAILURE_HEADINGS: readonly Text[] = [
	...TOLD_HEADINGS,
	...GATEWAY_HEADINGS.slice(4),
];

const CELL_HEADINGS: readonly Text[] = [
	{ en: 'Parameter', zh: '参数' },
	{ en: 'What stands in the cell', zh: '单元格内容' },
	{ en: 'What is sent', zh: '发送的值' },
];

const COMPLAINT_HEADINGS: readonly Text[] = [
	{ en: 'Parameter', zh: '参数' },
	{ en: 'What stands in the cell', zh: '单元格内容' },
	{ en: 'What is said', zh: '提示' },
];

const RETRIED: Readonly<Record<'no' | 'yes' | 'slower', Text>> = {
	no: NO,
	yes: YES,
	slower: { en: 'yes, slower', zh: '是，并放慢速度' },
};

const ANY_OTHER: Text = { en: 'any other', zh: '其他' };
const TEXT_VALUE: Text = { en: 'text', zh: '文本' };
const SECRET_VALUE: Text = { en: 'secret text', zh: '保密文本' };
const TOGGLE_VALUE: Text = { en: 'toggle', zh: '开关' };
const TIME_VALUE: Text = { en: 'date and time', zh: '日期时间' };
const GROUP_VALUE: Text = { en: 'group of fields', zh: '字段组' };
const LIST_VALUE: Text = { en: 'names and values', zh: '名称与取值列表' };

const camelCase = (name: string): string =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A text for a table's cell. Outside `code` a `<` that begins no line break of ours is text. */
const cell = (text: string): string =>
	text
		.replace(/\|/g, '\\|')
		.replace(/\n/g, '<br>')
		.replace(/`[^`]*`|<(?!br>)/g, (found) => (found === '<' ? '&lt;' : found));

const code = (text: string): string => `\`${text}\``;

const markdown = (headings: readonly Text[], rows: readonly string[][], language: Language): string =>
	[headings.map((heading) => heading[language]), headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map(cell).join(' | ')} |`)
		.join('\n');

const requiredWord = ({ required, oneOf }: Parameter, language: Language): string =>
	(oneOf !== undefined ? ONE_OF : required ? YES : NO)[language];

const fieldInForm = ({ label, additional }: Parameter, language: Language): string =>
	additional === true ? `${ADDITIONAL[language]} → ${label[language]}` : label[language];

const columnNamesOf = ({ name, columnNames }: Parameter): string =>
	[...new Set([camelCase(name), ...columnNames])]
		.filter((each) => each !== name)
		.map(code)
		.join(', ');

/** A call's parameters as a Markdown table without a line end behind it. */
export const parameterTable = (api: Api, language: Language): string =>
	markdown(
		PARAMETER_HEADINGS,
		api.parameters.map((parameter) => [
			code(parameter.name),
			fieldInForm(parameter, language),
			requiredWord(parameter, language),
			Number.isFinite(parameter.maxLength) ? String(parameter.maxLength) : NO_LIMIT[language],
			parameter.description[language],
			code(parameter.example),
			columnNamesOf(parameter),
		]),
		language,
	);

/** A call's business error codes as a Markdown table without a line end behind it. */
export const errorCodeTable = (api: Api, language: Language): string =>
	markdown(
		CODE_HEADINGS,
		api.businessCodes.map(({ subCode, aliases = [], message, solution, documented, documentedEn }) => [
			[subCode, ...aliases].map(code).join(', '),
			message[language],
			solution[language],
			language === 'zh' ? documented : documentedEn,
		]),
		language,
	);

/** The gateway's own codes as a Markdown table: every sub code, then what its code means otherwise. */
export const gatewayCodeTable = (language: Language): string =>
	markdown(
		GATEWAY_HEADINGS,
		Object.entries(CODES).flatMap(([number, { subCodes }]) =>
			[...Object.keys(subCodes), ''].map((subCode) => {
				const meaning = meaningOf(number, subCode === '' ? '…' : subCode);
				return [
					code(number),
					subCode === '' ? ANY_OTHER[language] : code(subCode),
					meaning.message[language],
					meaning.advice[language],
					code(meaning.outcome),
					RETRIED[meaning.retry][language],
					(meaning.endsRun ? YES : NO)[language],
				];
			}),
		),
		language,
	);

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

const conditionOf = ({ displayOptions }: INodeProperties): string =>
	Object.entries(displayOptions?.show ?? {})
		.map(([name, values]) => `${code(name)} = ${(values ?? []).map((each) => code(String(each))).join(', ')}`)
		.join('<br>');

const fieldRow = (field: INodeProperties, language: Language): string[] => [
	field.displayName,
	code(field.name),
	valuesOf(field, language),
	defaultOf(field),
	conditionOf(field),
];

/** Fields of a dialog, with their descriptions; their texts are in the language that they were made in. */
export const fieldTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdown(
		FIELD_HEADINGS,
		fields.map((field) => [...fieldRow(field, language), field.description ?? '']),
		language,
	);

/** Options, all shown always. */
export const optionTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdown(
		FIELD_HEADINGS.filter((_, index) => index !== 4),
		fields.map((field) => [...fieldRow(field, language).slice(0, 4), field.description ?? '']),
		language,
	);

/** The fields of a node's form: names, values and when each is shown. Groups are opened one level. */
export const formTable = (fields: readonly INodeProperties[], language: Language): string =>
	markdown(
		FORM_HEADINGS,
		fields
			.filter(({ type }) => type !== 'notice')
			.flatMap((field) => {
				const inside = field.type === 'collection' ? (field.options ?? []) : [];
				const members = inside.filter((each): each is INodeProperties => 'displayName' in each && 'type' in each);
				return [
					fieldRow(field, language),
					...members.map((member) => {
						const [label, , ...rest] = fieldRow(member, language);
						return [`${field.displayName} → ${label}`, code(`${field.name}.${member.name}`), ...rest];
					}),
				];
			}),
		language,
	);

/** What a check of ours says: its stable code, what is wrong, and what to do. */
export interface Told {
	readonly code: string;
	readonly message: string;
	readonly advice: string;
}

/** Checks of ours as a Markdown table, in the language that their texts are in. */
export const toldTable = (told: readonly Told[], language: Language): string =>
	markdown(
		TOLD_HEADINGS,
		told.map((each) => [code(each.code), each.message, each.advice]),
		language,
	);

export interface ToldOfRow extends Told {
	readonly outcome: string;
	readonly retry: 'no' | 'yes' | 'slower';
	readonly endsRun: boolean;
}

/** What is said where no trustworthy answer came, with what becomes of the row and of the run. */
export const failureTable = (told: readonly ToldOfRow[], language: Language): string =>
	markdown(
		FAILURE_HEADINGS,
		told.map((each) => [
			code(each.code),
			each.message,
			each.advice,
			code(each.outcome),
			RETRIED[each.retry][language],
			(each.endsRun ? YES : NO)[language],
		]),
		language,
	);

/** A cell that was read, or complained about. */
export interface CellExample {
	readonly name: string;
	readonly cell: string;
	readonly result: string;
}

/** Cells that are understood, and what is sent for them. */
export const cellTable = (cells: readonly CellExample[], language: Language): string =>
	markdown(
		CELL_HEADINGS,
		cells.map(({ name, cell: shown, result }) => [code(name), code(shown), code(result)]),
		language,
	);

/** Cells that are not, and what is said about them. */
export const complaintTable = (cells: readonly CellExample[], language: Language): string =>
	markdown(
		COMPLAINT_HEADINGS,
		cells.map(({ name, cell: shown, result }) => [code(name), code(shown), result]),
		language,
	);
