/** What is said of a sheet that lacks columns: which, what it has instead, and what to do. */
import { t } from '../../i18n/translate';
import { isMisread } from '../cells/text';
import type { Api, Issue, Parameter } from '../api-types';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import { bare, partsOf } from './heading-text';
import type { KnownNames } from './known-names';
import { matchHeading } from './match-heading';
import { quoteHeadings } from './quote-headings';
import { namedByLastWord, nearestParameter } from './similar-columns';
import { waysOut } from './ways-out';

/** An ignored column, and the parameter without a column that it is nearly called like. */
export interface SimilarColumn {
	readonly heading: string;
	readonly parameter: Parameter;
}

/** Parameters without a column that may have this one, by a name that can mean something else, else by likeness. */
const candidatesFor = (heading: string, open: readonly Parameter[], namesOf: (parameter: Parameter) => readonly string[]): readonly Parameter[] => {
	const given = bare(partsOf(heading).outside);
	const doubtful = open.filter(({ doubtfulNames = [] }) => doubtfulNames.some((name) => bare(name) === given));
	if (doubtful.length > 0) return doubtful;
	const nearest = nearestParameter(given, open, namesOf) ?? namedByLastWord(partsOf(heading).outside, open);
	return nearest === undefined ? [] : [nearest];
};

export const similarColumns = (
	api: Api,
	found: ReadonlySet<string>,
	ignored: readonly string[],
): SimilarColumn[] => {
	const open = [...api.parameters, APP_AUTH_TOKEN].filter(({ name, fixed }) => !found.has(name) && fixed === undefined);
	const names = new Map(open.map((each) => [each, [each.name, ...each.columnNames].map(bare)]));
	return ignored.flatMap((heading) =>
		candidatesFor(heading, open, (each) => names.get(each)!).map((parameter) => ({ heading, parameter })),
	);
};

export const similarColumnHint = ({ heading, parameter: { name } }: SimilarColumn): string => {
	const shown = quoteHeadings([heading]);
	return t({
		en: `The column ${shown} is ignored and not sent. If it holds ${name}, give it that name.`,
		zh: `已忽略${shown}列，其中的内容不会发送。如果它就是 ${name}，请改用这个列名。`,
	});
};

/** Whether a sheet doesn't need its own column for the parameter. */
export const isDispensable = ({ required, fixed, kind }: Parameter): boolean =>
	!required || fixed !== undefined || (kind.type === 'time' && kind.emptyIsNow);

/** The parameters that the sheet cannot do without, and has no column for. */
export const absentParameters = (api: Api, found: ReadonlySet<string>): readonly Parameter[] =>
	api.parameters.filter(
		(parameter) =>
			!isDispensable(parameter) &&
			!api.parameters.some(
				({ name, oneOf }) =>
					found.has(name) && (name === parameter.name || (oneOf !== undefined && oneOf === parameter.oneOf)),
			),
	);

/** One issue for all missing columns; none where nothing is missing. */
export const missingColumns = (
	absent: readonly Parameter[],
	headings: readonly string[],
	similar: readonly SimilarColumn[],
	known: KnownNames,
): Issue[] => {
	if (absent.length === 0) return [];
	const seen = headings.length === 0 ? t({ en: 'none', zh: '无' }) : quoteHeadings(headings);
	return [
		{
			field: absent[0].name,
			heading: '',
			message: `${missingSentence(absent)}${t({
				en: ` Columns found: ${seen}.`,
				zh: `现有的列：${seen}。`,
			})}`,
			advice: sheetAdvice(headings, known) ?? waysOut(absent, similar),
		},
	];
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

/** Between the columns of a text file. */
const DELIMITER = /[;\t|,]/;

/** The mark between headings that were read as one. */
const delimiterIn = (headings: readonly string[], known: KnownNames): string | undefined => {
	for (const heading of headings) {
		const delimiter = DELIMITER.exec(heading)?.[0];
		const parts = delimiter === undefined ? [] : heading.split(delimiter);
		if (parts.filter((part) => matchHeading(part, known) !== undefined).length >= 3) return delimiter;
	}
	return undefined;
};

/** The output of n8n's Webhook node: the row is inside. */
export const isWebhookCall = (headings: readonly string[]): boolean =>
	['headers', 'query', 'body'].every((part) => headings.includes(part));

/** The output of spreadsheet readers that read the first line as data. */
const isWithoutHeadings = (headings: readonly string[]): boolean =>
	headings.length > 0 && headings.every((heading) => heading === 'row' || /^\d+$/.test(heading));

/** What to do where the sheet was most likely read in a wrong way. */
const sheetAdvice = (headings: readonly string[], known: KnownNames): string | undefined => {
	if (headings.some(isMisread)) {
		return t({
			en: 'The headings were read in the wrong encoding. Chinese versions of Excel usually save CSV files in GBK, which Extract from File can\'t read: save the file as "CSV UTF-8" or .xlsx, then read that file.',
			zh: '列名是乱码：中文版 Excel 保存的 CSV 通常是 GBK 编码，Extract from File 节点不支持，请把文件另存为“CSV UTF-8”或 .xlsx，再读取新文件。',
		});
	}
	const delimiter = delimiterIn(headings, known);
	if (delimiter !== undefined) {
		const shown = delimiter === '\t' ? 'Tab' : delimiter;
		return t({
			en: `All columns were read as one. In the node that reads the file, set “${shown}” as the delimiter.`,
			zh: `多列被读成了一列：请在读取文件的节点中把分隔符设为“${shown}”。`,
		});
	}
	if (isWebhookCall(headings)) {
		return t({
			en: 'This is a webhook call, and the row is inside “body”. Before this node, add a node that outputs only the fields of body.',
			zh: '这是 Webhook 调用的各个部分，数据在“body”中。请在前面加一个节点，只输出 body 里的字段。',
		});
	}
	if (isWithoutHeadings(headings)) {
		return t({
			en: 'The sheet was read without its headings. Turn on “Header Row” in the node that reads it.',
			zh: '读取表格时没有读到列名：请在读取表格的节点中打开“Header Row”（首行为列名）。',
		});
	}
	return undefined;
};
