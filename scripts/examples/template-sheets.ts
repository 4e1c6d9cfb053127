/** What stands in the templates: for each call a sheet with a column for each parameter, from its table. */
import type { Text } from '../../i18n/translate';
import { borrowEntityUpload, dataStateSync } from '../../zhima';
import type { Api, JsonMember, Parameter } from '../../zhima';

export type TemplateLanguage = keyof Text;

/** What a spreadsheet program checks in a cell. */
export type Check =
	| { readonly type: 'list'; readonly values: readonly string[]; readonly isOpen: boolean }
	| { readonly type: 'length'; readonly max: number }
	| { readonly type: 'whole'; readonly min: number }
	| { readonly type: 'decimal'; readonly min: number; readonly max: number };

export interface TemplateColumn {
	/** With ` *` where a value is required. */
	readonly heading: string;
	/** Shown at the heading: what it means, how long it may be, an example. */
	readonly note: string;
	readonly example: string | number;
	/** Cells are texts, so that no zero, digit or date is lost. */
	readonly isText: boolean;
	readonly check?: Check;
	/** The width in characters. */
	readonly width: number;
}

export interface TemplateSheet {
	readonly name: string;
	readonly columns: readonly TemplateColumn[];
}

/** Values of an example row that fit each other; the other columns have the document's own example. */
const EXAMPLES: Readonly<Record<string, string | number>> = {
	category_code: 'test',
	entity_code: 'CAB0001',
	longitude: 120.130396,
	latitude: 30.277486,
	can_borrow_cnt: 12,
	total_borrow_cnt: 20,
	upload_time: '',
	ext_properties: '',
	user_id: '2088102146225135',
	open_id: '',
	out_biz_no: 'ORDER2020012500001',
	buyCnt: 3,
	cinemaId: 0,
	cinemaLocation: '120.130396,30.277486',
	extInfo: '{}',
};

const WORDS = {
	required: { en: 'Required.', zh: '必填。' },
	oneOf: {
		en: 'Fill in either the user ID or the open ID, not both.',
		zh: '用户 ID 与 Open ID 二选一，只填一项。',
	},
	optional: { en: 'Optional.', zh: '选填。' },
	emptyIsNow: { en: 'Empty means the time of the upload.', zh: '不填则为上传时的时间。' },
	beijing: { en: 'Beijing time, as text: 2020-01-25 15:00:00', zh: '北京时间，文本格式：2020-01-25 15:00:00' },
	example: { en: 'Example: ', zh: '示例：' },
	exampleRow: {
		en: 'Row 2 is an example. Overwrite it or delete it before you send the sheet.',
		zh: '第 2 行是示例，发送前请改为真实数据或删除。',
	},
} as const satisfies Record<string, Text>;

const longest = (max: number, language: TemplateLanguage): string => {
	if (!Number.isFinite(max)) return '';
	return language === 'en' ? `At most ${max} characters.` : `最多 ${max} 个字符。`;
};

/** A choice as this language's sheets write it: the code, or the Chinese word that is read as it. */
const choiceWord = (
	{ value, aliases = [] }: { readonly value: string; readonly aliases?: readonly string[] },
	language: TemplateLanguage,
): string => (language === 'zh' ? (aliases[0] ?? value) : value);

const FLAGS: Readonly<Record<TemplateLanguage, readonly [string, string]>> = {
	en: ['Y', 'N'],
	zh: ['是', '否'],
};

const checkOf = ({ kind, maxLength }: Parameter, language: TemplateLanguage): Check | undefined => {
	switch (kind.type) {
		case 'choice':
			return {
				type: 'list',
				values: kind.options.map((option) => choiceWord(option, language)),
				isOpen: kind.customField !== undefined,
			};
		case 'flag':
			return { type: 'list', values: FLAGS[language], isOpen: false };
		case 'count':
			return { type: 'whole', min: 0 };
		case 'coordinate':
			return { type: 'decimal', min: kind.china[0], max: kind.china[1] };
		default:
			return Number.isFinite(maxLength) ? { type: 'length', max: maxLength } : undefined;
	}
};

const exampleOf = (parameter: Parameter, language: TemplateLanguage): string | number => {
	const { kind, name } = parameter;
	const example = EXAMPLES[name] ?? parameter.example;
	if (kind.type === 'flag') return FLAGS[language][example === 'Y' ? 0 : 1];
	if (kind.type !== 'choice') return example;
	const option = kind.options.find(({ value }) => value === example) ?? kind.options[0];
	return choiceWord(option, language);
};

const noteLines = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

const parameterNote = (parameter: Parameter, language: TemplateLanguage): string => {
	const { kind, description, required, maxLength, oneOf } = parameter;
	const isNow = kind.type === 'time' && kind.emptyIsNow;
	return noteLines([
		description[language],
		oneOf !== undefined
			? WORDS.oneOf[language]
			: isNow
				? WORDS.emptyIsNow[language]
				: WORDS[required ? 'required' : 'optional'][language],
		kind.type === 'time' ? WORDS.beijing[language] : longest(maxLength, language),
	]);
};

const isNumeric = ({ kind }: Parameter): boolean => kind.type === 'count' || kind.type === 'coordinate';

/** A Chinese character is about as wide as two others. */
const lengthOf = (text: string): number => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);

const widthOf = (heading: string, example: string | number): number =>
	Math.min(36, Math.max(9, lengthOf(heading) + 2, lengthOf(String(example)) + 2));

const parameterColumn = (parameter: Parameter, language: TemplateLanguage): TemplateColumn => {
	const { name, columnNames, kind, required } = parameter;
	const isAsked = required && !(kind.type === 'time' && kind.emptyIsNow);
	const title = language === 'zh' ? (columnNames[0] ?? name) : name;
	const heading = isAsked ? `${title} *` : title;
	const example = exampleOf(parameter, language);
	return {
		heading,
		note: parameterNote(parameter, language),
		example,
		isText: !isNumeric(parameter),
		check: checkOf(parameter, language),
		width: widthOf(heading, example),
	};
};

const memberColumn = (member: JsonMember, language: TemplateLanguage): TemplateColumn => {
	const { name, label, description, type } = member;
	const heading = language === 'zh' ? label.zh : name;
	const example = EXAMPLES[name] ?? member.example;
	return {
		heading,
		note: noteLines([description[language].replaceAll('`', ''), type === 'time' ? WORDS.beijing[language] : '']),
		example,
		isText: type !== 'number',
		width: widthOf(heading, example),
	};
};

/** What has one value only is left out: it is sent in any case. */
const isInTemplate = ({ fixed }: Parameter): boolean => fixed === undefined;

const withExampleRow = (columns: readonly TemplateColumn[], language: TemplateLanguage): TemplateColumn[] =>
	columns.map((column, index) =>
		index === 0 ? { ...column, note: noteLines([column.note, WORDS.exampleRow[language]]) } : column,
	);

const columnsOf = (api: Api, language: TemplateLanguage): TemplateColumn[] =>
	api.parameters.filter(isInTemplate).map((parameter) => parameterColumn(parameter, language));

/** The columns of a call whose object is given by its documented members in place of JSON. */
const memberColumns = (api: Api, language: TemplateLanguage): TemplateColumn[] =>
	api.parameters.filter(isInTemplate).flatMap((parameter) => {
		const { kind } = parameter;
		return kind.type === 'json' && kind.documentedMembers !== undefined
			? kind.documentedMembers.map((member) => memberColumn(member, language))
			: [parameterColumn(parameter, language)];
	});

const NAMES = {
	upload: { en: 'Borrow entity upload', zh: '借还实体上传' },
	sync: { en: 'Data state sync', zh: '业务状态同步' },
	tickets: { en: 'Movie tickets', zh: '电影票' },
} as const satisfies Record<string, Text>;

/**
 * The sheets of a template: one for each call, and one for movie tickets, whose data stands in columns of its
 * own (*Business Data From* → *Movie Ticket Columns*).
 */
export const templateSheets = (language: TemplateLanguage): TemplateSheet[] =>
	[
		{ name: NAMES.upload[language], columns: columnsOf(borrowEntityUpload, language) },
		{ name: NAMES.sync[language], columns: columnsOf(dataStateSync, language) },
		{ name: NAMES.tickets[language], columns: memberColumns(dataStateSync, language) },
	].map((sheet) => ({ ...sheet, columns: withExampleRow(sheet.columns, language) }));
