import { t } from '../../i18n/translate';
import { halfWidth, trimCell } from '../cells/cell';
import { isMisread } from '../cells/text';
import { nearestParameter } from './similar-columns';
import { joinSentences, shorten } from '../format-issue';
import type { Api, ColumnPlan, Parameter, Issue, RawRow } from '../api-types';

/** n8n's Google Sheets node puts the row's number in beside the columns. */
const ROW_NUMBER = 'row_number';

/**
 * All headings of a sheet whose rows may lack some of them, in the order of their first appearance.
 * Give the same set again to go through a long sheet in slices.
 */
export const collectHeadings = (
	rows: Iterable<Readonly<Record<string, unknown>>>,
	found: Set<string> = new Set(),
): string[] => {
	for (const row of rows) {
		for (const heading of Object.keys(row)) found.add(heading);
	}
	return [...found];
};

/** The notes in brackets; those within others first. */
const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》/g;
const MARKS = /[\s\p{P}\p{S}\p{Cf}]+/gu;

/** ① or 1. or 1.1 or A、 or 一、 before a heading. */
const NUMBERING = /^\s*(?:[\u2460-\u2473]|\d{1,2}(?:\.\d{1,2})?(?:\s*[.、)]|\s+)|[a-z]\s*[.、)]|[一二三四五六七八九十]{1,3}、)\s*/i;
/** Whether a cell must be filled in. */
const DUTY = /^(?:非?必填|必选|选填|可选|required|optional)[-:*\s]*|[-:*\s]*(?:非?必填|必选|选填|可选|required|optional)$/gi;
/** What SheetJS adds to a heading that stands in the sheet a second time. */
const REPEATED = /^(.*)_\d+$/s;

const withoutBrackets = (text: string): string => {
	const shorter = text.replace(BRACKETS, '');
	return shorter === text ? text : withoutBrackets(shorter);
};

/** A heading without what does not tell one column from another: case, width, blanks, marks. */
const bare = (text: string): string => halfWidth(text).normalize('NFKC').toLowerCase().replace(MARKS, '');

/** The parameter that a heading means: by what stands before its brackets, else by a documented name in them. */
const parameterOf = (heading: string, known: ReadonlyMap<string, Parameter>): string | undefined => {
	const text = halfWidth(heading).replace(NUMBERING, '').normalize('NFKC');
	const outside = trimCell(withoutBrackets(text)).replace(DUTY, '');
	const named = known.get(bare(outside))?.name ?? namedTwice(outside, known);
	if (named !== undefined) return named;
	return (text.match(BRACKETS) ?? [])
		.map((part) => bare(part.slice(1, -1)))
		.map((inside) => (/^[a-z]+$/.test(inside) ? known.get(inside)?.name : undefined))
		.find((name) => name !== undefined);
};

/** Where one name ends and the next begins: at a blank or a mark, or between Chinese and Latin letters. */
const SEAM = /[\s/|\\,;:、·+=-]+|(?<=\p{Script=Han})(?=[a-z])|(?<=[a-z\d])(?=\p{Script=Han})/giu;

/** The parameter of a heading in both languages, `经度 / longitude`: both halves name it. */
const namedTwice = (text: string, known: ReadonlyMap<string, Parameter>): string | undefined => {
	if (text.length > 100) return undefined;
	for (const seam of text.matchAll(SEAM)) {
		const before = known.get(bare(text.slice(0, seam.index)));
		const after = known.get(bare(text.slice(seam.index + seam[0].length)));
		if (before !== undefined && before === after) return before.name;
	}
	return undefined;
};

const tables = new WeakMap<Api, ReadonlyMap<string, Parameter>>();

const knownNames = (api: Api): ReadonlyMap<string, Parameter> => {
	let known = tables.get(api);
	if (known === undefined) {
		known = new Map(
			api.parameters.flatMap((parameter) =>
				[parameter.name, ...parameter.columnNames].map((name) => [bare(name), parameter] as const),
			),
		);
		tables.set(api, known);
	}
	return known;
};

/**
 * Where each parameter stands in a sheet. Its documented name, the same in camelCase, and the document's
 * Chinese words are known, whatever their case, width, blanks, hyphens, asterisks and notes in brackets.
 */
export const planColumns = (api: Api, headings: readonly string[]): ColumnPlan => {
	const known = knownNames(api);
	const found = new Map<string, string[]>();
	const ignored: string[] = [];
	const all = new Set(headings);
	for (const heading of headings) {
		const first = REPEATED.exec(heading)?.[1];
		const isRepeated = first !== undefined && all.has(first);
		const name = parameterOf(isRepeated ? first : heading, known);
		if (name !== undefined) found.set(name, [...(found.get(name) ?? []), heading]);
		else if (heading !== ROW_NUMBER) ignored.push(heading);
	}
	const columns = [...found].map(([name, [heading]]) => [name, heading] as const);
	const absent = absentFrom(api, found);
	const likely = likelyColumns(api, found, ignored);
	return {
		headings: Object.fromEntries(columns),
		columns,
		ignored,
		hints: likely.filter(({ parameter }) => !absent.includes(parameter)).map(unlikeHint),
		issues: [...doubled(api, found), ...missing(absent, headings, likely, known)],
	};
};

/** An ignored column, and the parameter without a column that it is nearly called like. */
interface Likely {
	readonly heading: string;
	readonly parameter: Parameter;
}

const likelyColumns = (
	api: Api,
	found: ReadonlyMap<string, unknown>,
	ignored: readonly string[],
): Likely[] => {
	const open = api.parameters.filter(({ name, fixed }) => !found.has(name) && fixed === undefined);
	const names = new Map(open.map((each) => [each, [each.name, ...each.columnNames].map(bare)]));
	return ignored.flatMap((heading) => {
		const parameter = nearestParameter(bare(withoutBrackets(heading)), open, (each) => names.get(each)!);
		return parameter === undefined ? [] : [{ heading, parameter }];
	});
};

const unlikeHint = ({ heading, parameter: { name } }: Likely): string => {
	const shown = quoted([heading]);
	return t({
		en: `The column ${shown} was left alone, and nothing of it is sent. If it is meant for ${name}, call it that.`,
		zh: `已忽略${shown}列，其中的内容不会发送。如果它就是 ${name}，请改用这个列名。`,
	});
};

/** A row's values by documented name. A key that the row lacks is an empty cell. */
export const rowFromColumns = (
	{ columns }: ColumnPlan,
	json: Readonly<Record<string, unknown>>,
): RawRow => {
	const row: Record<string, unknown> = {};
	for (const [name, heading] of columns) row[name] = json[heading];
	return row;
};

const doubled = (api: Api, found: ReadonlyMap<string, readonly string[]>): Issue[] =>
	api.parameters
		.filter(({ name }) => (found.get(name)?.length ?? 0) > 1)
		.map(({ name }) => {
			const names = quoted(found.get(name)!);
			return {
				field: name,
				heading: '',
				message:
					found.get(name)!.length === 2
						? t({
								en: `The columns ${names} both mean ${name}.`,
								zh: `${names}这两列都对应 ${name}。`,
							})
						: t({
								en: `The columns ${names} all mean ${name}.`,
								zh: `${names}这几列都对应 ${name}。`,
							}),
				advice: t({
					en: 'Keep one of them and rename or remove the others.',
					zh: '请只保留一列，其余的改名或删除。',
				}),
			};
		});

/** Whether a sheet can do without a column of its own for the parameter. */
const isDispensable = ({ required, fixed, kind }: Parameter): boolean =>
	!required || fixed !== undefined || (kind.type === 'time' && kind.emptyIsNow);

/** The parameters that the sheet cannot do without, and has no column for. */
const absentFrom = (api: Api, found: ReadonlyMap<string, unknown>): readonly Parameter[] =>
	api.parameters.filter(
		(parameter) =>
			!isDispensable(parameter) &&
			!api.parameters.some(
				({ name, oneOf }) =>
					found.has(name) && (name === parameter.name || (oneOf !== undefined && oneOf === parameter.oneOf)),
			),
	);

const missing = (
	absent: readonly Parameter[],
	headings: readonly string[],
	likely: readonly Likely[],
	known: ReadonlyMap<string, Parameter>,
): Issue[] => {
	if (absent.length === 0) return [];
	const seen = headings.length === 0 ? t({ en: 'none', zh: '无' }) : quoted(headings);
	return [
		{
			field: absent[0].name,
			heading: '',
			message: `${missingSentence(absent)}${t({
				en: ` Columns found: ${seen}.`,
				zh: `现有的列：${seen}。`,
			})}`,
			advice: joinSentences([
				...likely.filter(({ parameter }) => absent.includes(parameter)).map(likelySentence),
				sheetAdvice(headings, known),
			]),
		},
	];
};

const likelySentence = ({ heading, parameter: { name } }: Likely): string => {
	const shown = quoted([heading]);
	return t({ en: `${shown} may be meant for ${name}.`, zh: `${shown}可能对应 ${name}。` });
};

/** Between the columns of a text file. */
const DELIMITER = /[;\t|,]/;

/** The mark between headings that were read as one. */
const delimiterIn = (
	headings: readonly string[],
	known: ReadonlyMap<string, Parameter>,
): string | undefined => {
	for (const heading of headings) {
		const delimiter = DELIMITER.exec(heading)?.[0];
		const parts = delimiter === undefined ? [] : heading.split(delimiter);
		if (parts.filter((part) => parameterOf(part, known) !== undefined).length >= 3) return delimiter;
	}
	return undefined;
};

/** What n8n's Webhook node hands over: the row is inside. */
const isWebhookCall = (headings: readonly string[]): boolean =>
	['headers', 'query', 'body'].every((part) => headings.includes(part));

/** What spreadsheet readers hand over when they take the first line for data. */
const isWithoutHeadings = (headings: readonly string[]): boolean =>
	headings.length > 0 && headings.every((heading) => heading === 'row' || /^\d+$/.test(heading));

/** What most likely went wrong with a sheet in which columns are missing, and what to do. */
const sheetAdvice = (
	headings: readonly string[],
	known: ReadonlyMap<string, Parameter>,
): string => {
	if (headings.some(isMisread)) {
		return t({
			en: 'The headings were read in the wrong encoding: set the encoding with which the file is read (a CSV file of Excel in Chinese is mostly GBK).',
			zh: '列名是乱码：请设置读取文件时的编码（中文版 Excel 保存的 CSV 通常是 GBK）。',
		});
	}
	const delimiter = delimiterIn(headings, known);
	if (delimiter !== undefined) {
		const shown = delimiter === '\t' ? 'Tab' : delimiter;
		return t({
			en: `The columns were read as one: set “${shown}” as the delimiter with which the file is read.`,
			zh: `多列被读成了一列：请把读取文件时的分隔符设为“${shown}”。`,
		});
	}
	if (isWebhookCall(headings)) {
		return t({
			en: 'These are the parts of a webhook call; the row is inside “body”. Put a node in between that hands on the members of body.',
			zh: '这是 Webhook 调用的各个部分，数据在“body”中。请在中间加一个节点，只输出 body 里的字段。',
		});
	}
	if (isWithoutHeadings(headings)) {
		return t({
			en: 'The sheet was read without its headings: switch “Header Row” on in the node that reads it.',
			zh: '读取表格时没有读到列名：请在读取表格的节点中打开“Header Row”（首行为列名）。',
		});
	}
	return t({
		en: 'Give each column one of its names; the first line of the sheet must hold the headings.',
		zh: '请把对应列的列名改为上述名称之一；表格第一行必须是列名。',
	});
};

const missingSentence = (absent: readonly Parameter[]): string => {
	const expected = expectedNames(absent);
	return new Set(absent.map(({ name, oneOf }) => oneOf ?? name)).size === 1
		? t({ en: `A required column is missing: ${expected}.`, zh: `缺少必填的列：${expected}。` })
		: t({ en: `Required columns are missing: ${expected}.`, zh: `缺少必填的列：${expected}。` });
};

/** Each missing column with its names; those of a group of which one is enough are joined. */
const expectedNames = (absent: readonly Parameter[]): string => {
	const groups = new Map<string, string[]>();
	for (const { name, oneOf, columnNames } of absent) {
		const names = [name, ...columnNames.slice(0, 1)];
		const key = oneOf ?? name;
		groups.set(key, [...(groups.get(key) ?? []), ...names]);
	}
	return [...groups.values()].map((names) => names.join(' / ')).join(t({ en: '; ', zh: '；' }));
};

/** How many headings are told in a message; the rest is counted. */
const TOLD = 30;

const quoted = (names: readonly string[]): string => {
	const trimmed = names.map(trimCell);
	const isTwice = new Set(trimmed).size < trimmed.length;
	const told = (isTwice ? names : trimmed)
		.slice(0, TOLD)
		.map((name) => `“${shorten(name) ?? ''}”`)
		.join(t({ en: ', ', zh: '、' }));
	const more = names.length - TOLD;
	return more > 0 ? t({ en: `${told} and ${more} more`, zh: `${told}以及另外 ${more} 列` }) : told;
};
