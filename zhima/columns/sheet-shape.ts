/** What the items of an input show of its shape where required columns are missing, and how to read it right. */
import { t } from '../../i18n/translate';
import { trimCell } from '../cells/cell';
import { joinSentences } from '../format-issue';
import type { Api, ColumnPlan } from '../api-types';
import { bare } from './heading-text';
import { type KnownNames, knownNames } from './known-names';
import { matchHeading } from './match-heading';
import { isDispensable, isWebhookCall } from './missing-columns';

type Json = Readonly<Record<string, unknown>>;

/** An item, and where it stands in its sheet. */
export interface SampleRow {
	readonly json: Json;
	/** The row's number as the spreadsheet shows it; undefined where it isn't known. */
	readonly number?: number;
	/** Who numbered it: n8n's Google Sheets node, or the reader of spreadsheet files. */
	readonly reader?: 'googleSheets' | 'file';
}

const isPlainObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters that the texts of a row are the names of. */
const namedIn = (json: Json, known: KnownNames): Set<string> => {
	const named = new Set<string>();
	for (const value of Object.values(json)) {
		const match = typeof value === 'string' && value.length <= 100 ? matchHeading(value, known) : undefined;
		if (match !== undefined) named.add(match.parameter.name);
	}
	return named;
};

/** How deep a list is looked for: data.items, result.data.list. */
const DEEPEST = 3;

interface FoundList {
	readonly path: string;
	/** How many of its entry's members are columns. */
	readonly columns: number;
}

/** The lists of objects in an item, each with the path that n8n's Split Out takes. */
const listsIn = (json: Json, known: KnownNames, path = '', depth = 1): FoundList[] =>
	Object.entries(json).flatMap(([name, value]) => {
		const at = path === '' ? name : `${path}.${name}`;
		if (Array.isArray(value)) {
			const entry: unknown = value.find(isPlainObject);
			return isPlainObject(entry) ? [{ path: at, columns: columnsIn(entry, known) }] : [];
		}
		return isPlainObject(value) && depth < DEEPEST ? listsIn(value, known, at, depth + 1) : [];
	});

/** The columns of an entry, also those one level deeper, as Feishu and Airtable have them in "fields". */
const columnsIn = (entry: Json, known: KnownNames): number => {
	const names = [entry, ...Object.values(entry).filter(isPlainObject)].flatMap((each) => Object.keys(each));
	return names.filter((name) => matchHeading(name, known) !== undefined).length;
};

/** The list whose entries are the rows: the one with most columns, if any has one. */
const rowsInside = (rows: readonly SampleRow[], known: KnownNames): string | undefined => {
	const [first] = rows;
	const lists = first === undefined ? [] : listsIn(first.json, known).filter(({ columns }) => columns > 0);
	return lists.sort((a, b) => b.columns - a.columns)[0]?.path;
};

const splitOut = (path: string): string =>
	t({
		en: `The rows are inside “${path}”. Before this node, add a Split Out node with "Fields To Split Out" set to ${path}.`,
		zh: `数据行在“${path}”中：请在此节点之前添加 Split Out 节点，并在“Fields To Split Out”中填写 ${path}。`,
	});

interface HeadingRow extends SampleRow {
	/** The item's index in the input, from 0. */
	readonly index: number;
	readonly named: ReadonlySet<string>;
}

/** The row whose texts are headings: at least two, or all that it has. */
const headingRowIn = (rows: readonly SampleRow[], known: KnownNames): HeadingRow | undefined => {
	let best: HeadingRow | undefined;
	rows.forEach((row, index) => {
		const named = namedIn(row.json, known);
		const isEnough = named.size > 1 || (named.size === 1 && Object.keys(row.json).length <= 2);
		if (isEnough && named.size > (best?.named.size ?? 0)) best = { ...row, index, named };
	});
	return best;
};

const rangeFor = ({ number, reader, index }: HeadingRow): string => {
	if (reader === 'googleSheets') {
		return t({
			en: `The headings are in row ${number}. In the Google Sheets node, add "Data Location on Sheet", set "Range Definition" to Specify Range (Rows), "Header Row" to ${number}, and "First Data Row" to ${number! + 1}.`,
			zh: `列名在第 ${number} 行：请在 Google Sheets 节点中添加“Data Location on Sheet”，把“Range Definition”设为 Specify Range (Rows)，“Header Row”设为 ${number}，“First Data Row”设为 ${number! + 1}。`,
		});
	}
	if (number !== undefined) {
		return t({
			en: `The headings are in row ${number}. In the options of Extract from File, set "Range" to ${number - 1}.`,
			zh: `列名在第 ${number} 行：请在 Extract from File 节点的选项“Range”中填写 ${number - 1}。`,
		});
	}
	return t({
		en: `The headings are in item ${index}, below other lines. In the options of Extract from File, set "Range" to ${index + 1} (for CSV: "Starting Line" to ${index + 2}), or delete the lines above the headings.`,
		zh: `列名在输入项 ${index} 中，上方还有其他行：请在 Extract from File 节点的选项“Range”中填写 ${index + 1}（CSV 请在“Starting Line”中填写 ${index + 2}），或删除列名上方的行。`,
	});
};

const twoHeadingRows = ({ number, index }: HeadingRow): string => {
	const place = number === undefined ? t({ en: `item ${index}`, zh: `输入项 ${index}` }) : t({ en: `row ${number}`, zh: `第 ${number} 行` });
	return t({
		en: `The headings are spread over two rows, and ${place} is one of them. Put all headings in one row.`,
		zh: `列名分布在两行，${place}是其中一行：请把所有列名放在同一行。`,
	});
};

const otherSheet = (): string =>
	t({
		en: 'If the data is on another sheet, set "Sheet Name" in the options of Extract from File.',
		zh: '如果数据在其他工作表，请在 Extract from File 节点的选项“Sheet Name”中填写其名称。',
	});

/** What stands in for the advice of a missing column; undefined where the shape says nothing. */
const shapeOf = (api: Api, { headings }: ColumnPlan, rows: readonly SampleRow[]): string | undefined => {
	const known = knownNames(api);
	const path = rowsInside(rows, known);
	if (path !== undefined) return splitOut(path);
	const row = headingRowIn(rows, known);
	if (row === undefined) return undefined;
	const needed = api.parameters.filter((each) => !isDispensable(each) && each.oneOf === undefined);
	const isWhole = needed.every(({ name }) => row.named.has(name));
	return Object.keys(headings).length > 0 && !isWhole ? twoHeadingRows(row) : rangeFor(row);
};

/** Whether so little is recognized that it may be another sheet, such as a cover or the choices for a column. */
const hasFewColumns = (api: Api, { headings }: ColumnPlan): boolean => {
	const needed = api.parameters.filter((each) => !isDispensable(each));
	return needed.filter(({ name }) => Object.hasOwn(headings, name)).length * 4 < needed.length;
};

/** The plan with advice on the shape of the input, where a required column is missing for it. */
export const withShapeAdvice = (api: Api, plan: ColumnPlan, rows: readonly SampleRow[]): ColumnPlan => {
	const isMissing = ({ field }: { field: string }): boolean => !Object.hasOwn(plan.headings, field);
	if (!plan.issues.some(isMissing)) return plan;
	const advice = shapeOf(api, plan, rows);
	const isFile = rows.some(({ reader }) => reader === 'file');
	const isOther = isFile && hasFewColumns(api, plan);
	if (advice === undefined && !isOther) return plan;
	const issues = plan.issues.map((issue) =>
		isMissing(issue) ? { ...issue, advice: advice ?? joinSentences([issue.advice, otherSheet()]) } : issue,
	);
	return { ...plan, issues };
};

/** Members in which a table's service keeps the columns of a record. */
const CONTAINERS = ['fields', 'properties', 'attributes', 'body'];

/** A body is a row only of a call of n8n's Webhook node. */
const canContain = (json: Json, name: string): boolean =>
	isPlainObject(json[name]) && (name !== 'body' || isWebhookCall(Object.keys(json)));

const isContained = (rows: readonly Json[], name: string): boolean => rows.length > 0 && rows.every((json) => canContain(json, name));

/** The member that holds the columns of each record, as “fields” does in Feishu and Airtable; undefined where none does. */
export const containerOf = (api: Api, rows: readonly Json[]): string | undefined => {
	const known = knownNames(api);
	const countIn = (each: Json): number => new Set(Object.keys(each).map((name) => matchHeading(name, known)?.parameter)).size;
	return CONTAINERS.find(
		(name) => isContained(rows, name) && rows.some((json) => countIn(json[name] as Json) > countIn(json)),
	);
};

/** Text as Feishu has it: a list of pieces. */
const plainText = (value: unknown): unknown => {
	const isText = Array.isArray(value) && value.length > 0 && value.every((piece) => isPlainObject(piece) && typeof piece.text === 'string');
	return isText ? (value as ReadonlyArray<{ text: string }>).map(({ text }) => text).join('') : value;
};

/** A record's values with those of its container among them, which go first. The container stays for paths into it. */
export const unwrapped = (json: Json, container: string): Json => {
	const inner = json[container];
	if (!isPlainObject(inner)) return json;
	return { ...json, ...Object.fromEntries(Object.entries(inner).map(([name, value]) => [name, plainText(value)])) };
};

/** A row that isn't one: the headings again, or remarks on them. */
export const isHeadingRow = (api: Api, { columns }: ColumnPlan, json: Json): boolean => {
	const known = knownNames(api);
	let [filled, same] = [0, 0];
	for (const [name, heading] of columns) {
		const value = json[heading];
		if (value === undefined || value === null || value === '') continue;
		filled += 1;
		if (typeof value !== 'string' || value.length > 100) continue;
		if (bare(value) === bare(heading) || matchHeading(trimCell(value), known)?.parameter.name === name) same += 1;
	}
	return same > 1 && same * 2 > filled;
};
