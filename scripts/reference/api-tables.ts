/** Tables about one API: its parameters and its business error codes. */
import type { Language, Text } from '../../i18n/translate';
import type { Api, JsonMember, Parameter } from '../../zhima/api-types';
import { code, markdownTable, NO, YES } from './markdown-table';

const ADDITIONAL: Text = { en: 'Additional Fields', zh: '更多字段' };
const ONE_OF: Text = { en: 'one of them', zh: '二选一' };
const NO_LIMIT: Text = { en: 'none', zh: '不限' };

const PARAMETER_HEADINGS: readonly Text[] = [
	{ en: 'Parameter', zh: '参数' },
	{ en: 'Field in the form', zh: '表单字段' },
	{ en: 'Required', zh: '必填' },
	{ en: 'Maximum length', zh: '最大长度' },
	{ en: 'Description', zh: '描述' },
	{ en: 'Example', zh: '示例值' },
	{ en: 'Other column names', zh: '也可作列名' },
];

const CODE_HEADINGS: readonly Text[] = [
	{ en: 'Code', zh: '错误码' },
	{ en: 'What it means', zh: '含义' },
	{ en: 'What to do', zh: '处理方法' },
	{ en: 'Solution in Alipay’s documentation', zh: '文档给出的解决方案' },
];

const camelCase = (name: string): string =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const requiredWord = ({ required, oneOf }: Parameter, language: Language): string =>
	(oneOf !== undefined ? ONE_OF : required ? YES : NO)[language];

const fieldInForm = ({ label, additional }: Parameter, language: Language): string =>
	additional === true ? `${ADDITIONAL[language]} → ${label[language]}` : label[language];

const columnNamesOf = ({ name, columnNames }: Parameter): string =>
	[...new Set([camelCase(name), ...columnNames])]
		.filter((each) => each !== name)
		.map(code)
		.join(', ');

/** An API's parameters. */
export const parameterTable = (api: Api, language: Language): string =>
	markdownTable(
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

const NAME_HEADINGS: readonly Text[] = [
	{ en: 'Parameter', zh: '参数' },
	{ en: 'Also read', zh: '也可识别' },
	{ en: 'Named in a message, but not read', zh: '仅提示，不读取' },
];

const codes = (names: readonly string[]): string => names.map(code).join(', ');

/** The names of columns beside the documents' own. */
export const nameTable = ({ parameters, point }: Api, language: Language): string =>
	markdownTable(
		NAME_HEADINGS,
		[
			...parameters
				.filter(({ synonyms = [], doubtfulNames = [] }) => synonyms.length + doubtfulNames.length > 0)
				.map(({ name, synonyms = [], doubtfulNames = [] }) => [code(name), codes(synonyms), codes(doubtfulNames)]),
			...(point === undefined ? [] : [[codes([point.longitude, point.latitude]), codes([...point.columnNames, ...point.synonyms]), '']]),
		],
		language,
	);

/** An API's business error codes. */
export const errorCodeTable = (api: Api, language: Language): string =>
	markdownTable(
		CODE_HEADINGS,
		api.businessCodes.map(({ subCode, aliases = [], message, solution, documented, documentedEn }) => [
			[subCode, ...aliases].map(code).join(', '),
			message[language],
			solution[language],
			language === 'zh' ? documented : documentedEn,
		]),
		language,
	);

const MEMBER_HEADINGS: readonly Text[] = [
	{ en: 'Member', zh: '字段' },
	{ en: 'Type', zh: '类型' },
	{ en: 'Also read', zh: '也可识别' },
	{ en: 'Example', zh: '示例值' },
];

const MEMBER_TYPES: Readonly<Record<JsonMember['type'], Text>> = {
	string: { en: 'text', zh: '文本' },
	number: { en: 'number', zh: '数字' },
	time: { en: 'Beijing time', zh: '北京时间' },
};

/** The documented members of an object that can be made of columns; undefined where the API has none. */
export const memberTable = ({ parameters }: Api, language: Language): string | undefined => {
	const members = parameters.flatMap(({ kind }) =>
		kind.type === 'json' && kind.formModes !== undefined ? (kind.documentedMembers ?? []) : [],
	);
	if (members.length === 0) return undefined;
	const rows = members.map(({ name, type, label, example }) => [
		code(name),
		MEMBER_TYPES[type][language],
		codes([label.zh, label.en]),
		code(String(example)),
	]);
	return markdownTable(MEMBER_HEADINGS, rows, language);
};
