import { sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { firstUnencodable } from '../../alipay';
import type { Charset } from '../../alipay';
import { say } from '../../i18n/text';
import { collectHeadings, planColumns, readRow, rowFromColumns, rowFromForm } from '../../zhima';
import type { Api, ColumnPlan, Problem, Reading } from '../../zhima';
import { rowFieldNames } from './form';
import { createParameterReader } from './parameter';
import type { ReadParameter } from './parameter';

/** Our code never holds the event loop longer than this at a time, in milliseconds. */
const SLICE = 20;

/** Gives way to others whenever a slice of time is used up. */
export function createBreather(): () => Promise<void> | undefined {
	let since = performance.now();
	return () => {
		if (performance.now() - since < SLICE) return undefined;
		return sleep(0).then(() => {
			since = performance.now();
		});
	};
}

/** A run's rows, read and checked, with what is to be said of the whole sheet. */
export interface Rows {
	readonly readings: readonly Reading[];
	/** How a row is called in messages: the row of the spreadsheet, or n8n's item. */
	nameOf(index: number): string;
	/** Columns that are not parameters; named once. */
	readonly ignored: readonly string[];
	/** What is wrong with the sheet as a whole; then no row can be sent. */
	readonly sheetProblems: readonly Problem[];
}

interface ReadContext {
	readonly now: Date;
	readonly charset: Charset;
	isCancelled(): boolean;
}

const rowNumberIn = (json: IDataObject): number | undefined =>
	typeof json.row_number === 'number' && Number.isInteger(json.row_number)
		? json.row_number
		: undefined;

/**
 * The row's number as a spreadsheet shows it: what the Google Sheets node wrote down, else counted from
 * the first item, which stands in row 2 below the headings.
 */
export function spreadsheetRow(items: readonly INodeExecutionData[], index: number): number {
	return rowNumberIn(items[index].json) ?? index + 2;
}

const withCharset = (context: ReadContext) => ({
	now: context.now,
	charset: context.charset,
	unencodable:
		context.charset === 'utf-8'
			? undefined
			: (text: string) => firstUnencodable(text, context.charset),
});

async function readEach(
	count: number,
	context: ReadContext,
	read: (index: number) => Reading,
): Promise<Reading[]> {
	const breathe = createBreather();
	const readings: Reading[] = [];
	for (let index = 0; index < count && !context.isCancelled(); index++) {
		readings.push(read(index));
		const pause = breathe();
		if (pause) await pause;
	}
	return readings;
}

async function headingsOf(items: readonly INodeExecutionData[]): Promise<string[]> {
	const breathe = createBreather();
	const headings = new Set<string>();
	const CHUNK = 1_000;
	for (let start = 0; start < items.length; start += CHUNK) {
		const rows = items.slice(start, start + CHUNK).map((item) => item.json);
		for (const heading of collectHeadings(rows)) headings.add(heading);
		const pause = breathe();
		if (pause) await pause;
	}
	return [...headings];
}

const rejectAll = (problems: readonly Problem[]): Reading => ({ ok: false, problems });

async function readColumns(
	api: Api,
	items: readonly INodeExecutionData[],
	context: ReadContext,
): Promise<Rows> {
	const plan: ColumnPlan = planColumns(api, await headingsOf(items));
	const readContext = { ...withCharset(context), headings: plan.headings };
	const isUsable = plan.problems.length === 0;
	return {
		readings: await readEach(items.length, context, (index) =>
			isUsable
				? readRow(api, rowFromColumns(plan, items[index].json), readContext)
				: rejectAll(plan.problems),
		),
		nameOf: (index) => {
			const row = spreadsheetRow(items, index);
			return say({ en: `Row ${row}`, zh: `第 ${row} 行` });
		},
		ignored: plan.ignored,
		sheetProblems: plan.problems,
	};
}

function readFormItem(
	readParameter: ReadParameter,
	api: Api,
	names: readonly string[],
	index: number,
	readContext: ReturnType<typeof withCharset>,
): Reading {
	const values: Record<string, unknown> = {};
	for (const name of names) {
		values[name] = readParameter(name, index);
	}
	const { row, problems } = rowFromForm(api, values);
	const reading = readRow(api, row, readContext);
	if (problems.length === 0) return reading;
	const inForm = new Set(problems.map(({ field }) => field));
	const inRow = reading.ok ? [] : reading.problems.filter(({ field }) => !inForm.has(field));
	return rejectAll([...problems, ...inRow]);
}

const asProblem = (error: unknown): Problem => ({
	field: '',
	heading: say({ en: 'Expression', zh: '表达式' }),
	message: error instanceof Error ? error.message : String(error),
	advice: say({
		en: 'Mend the expression in this field, or the data it refers to',
		zh: '请修正该字段的表达式，或其引用的数据',
	}),
});

async function readForm(
	executeFunctions: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	context: ReadContext,
): Promise<Rows> {
	const readContext = withCharset(context);
	const names = rowFieldNames(api);
	const readParameter = createParameterReader(executeFunctions, items);
	return {
		readings: await readEach(items.length, context, (index) => {
			try {
				return readFormItem(readParameter, api, names, index, readContext);
			} catch (error) {
				return rejectAll([asProblem(error)]);
			}
		}),
		nameOf: (index) => say({ en: `Item ${index}`, zh: `第 ${index} 项` }),
		ignored: [],
		sheetProblems: [],
	};
}

/**
 * All rows of a run, read and checked before the first is sent, in slices that give way to others.
 * In `columns` mode no expression is evaluated; in `form` mode each field of each item is.
 */
export async function readRows(
	executeFunctions: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	context: ReadContext,
): Promise<Rows> {
	const inputMode = executeFunctions.getNodeParameter('inputMode', 0, 'form');
	return inputMode === 'columns'
		? await readColumns(api, items, context)
		: await readForm(executeFunctions, api, items, context);
}
