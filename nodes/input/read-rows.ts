import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { firstUnencodable } from '../../alipay';
import type { Charset } from '../../alipay';
import { t } from '../../i18n/translate';
import { collectHeadings, planColumns, readRow, rowFromColumns, rowFromForm } from '../../zhima';
import type { Api, ColumnPlan, Issue, Reading } from '../../zhima';
import { COLUMNS_MODE, FORM_MODE, INPUT_MODE } from '../../zhima/form/form-names';
import { asSentence, rowFields } from '../form/form-fields';
import type { FormField } from '../form/form-fields';
import { createParameterReader } from '../form/parameter-reader';
import type { ReadParameter } from '../form/parameter-reader';
import { inChunks, inSlices } from '../runner/time-slices';

/** A run's rows, read and checked, with what is to be said of the whole sheet. */
export interface Rows {
	readonly readings: readonly Reading[];
	/** Whether the rows are a spreadsheet's, or items that each fill in the form. */
	readonly areOfSheet: boolean;
	/** A row's number as the spreadsheet shows it, or n8n's index of the item. */
	numberOf(index: number): number;
	/** How a row is called in messages: the row of the spreadsheet, or n8n's item. */
	nameOf(index: number): string;
	/** Columns that are not parameters; named once. */
	readonly ignored: readonly string[];
	/** Sentences about columns that are nearly called like a parameter; said once. */
	readonly columnHints: readonly string[];
	/** What is wrong with the sheet as a whole; then no row can be sent. */
	readonly sheetIssues: readonly Issue[];
}

interface ReadContext {
	readonly now: Date;
	readonly charset: Charset;
	isCancelled(): boolean;
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/**
 * The row's number as a spreadsheet shows it: what the Google Sheets node wrote down, or what the
 * spreadsheet reader left on the row unseen (counted from 0), else counted from the first item, which
 * stands in row 2 below the headings.
 */
export function spreadsheetRow(items: readonly INodeExecutionData[], index: number): number {
	const { row_number, __rowNum__ } = items[index].json;
	if (isWhole(row_number)) return row_number;
	return isWhole(__rowNum__) ? __rowNum__ + 1 : index + 2;
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
	items: readonly INodeExecutionData[],
	{ isCancelled }: ReadContext,
	read: (index: number) => Reading,
): Promise<Reading[]> {
	const readings: Reading[] = [];
	await inSlices(items, (_item, index) => readings.push(read(index)), isCancelled);
	return readings;
}

/** Items whose headings are collected together, which is quicker than one by one. */
const HEADINGS_AT_ONCE = 1_000;

async function headingsOf(items: readonly INodeExecutionData[]): Promise<string[]> {
	const headings = new Set<string>();
	await inSlices(inChunks(items, HEADINGS_AT_ONCE), (chunk) => {
		for (const heading of collectHeadings(chunk.map((item) => item.json))) headings.add(heading);
	});
	return [...headings];
}

const rejectAll = (issues: readonly Issue[]): Reading => ({ ok: false, issues });

async function readColumns(
	api: Api,
	items: readonly INodeExecutionData[],
	context: ReadContext,
): Promise<Rows> {
	const plan: ColumnPlan = planColumns(api, await headingsOf(items));
	const readContext = { ...withCharset(context), headings: plan.headings };
	const isUsable = plan.issues.length === 0;
	return {
		readings: await readEach(items, context, (index) =>
			isUsable
				? readRow(api, rowFromColumns(plan, items[index].json), readContext)
				: rejectAll(plan.issues),
		),
		areOfSheet: true,
		numberOf: (index) => spreadsheetRow(items, index),
		nameOf: (index) => {
			const row = spreadsheetRow(items, index);
			return t({ en: `Row ${row}`, zh: `第 ${row} 行` });
		},
		ignored: plan.ignored,
		columnHints: plan.hints,
		sheetIssues: plan.issues,
	};
}

/** The form's values for one item; a field whose expression fails is a problem and has no value. */
function formValues(
	readParameter: ReadParameter,
	fields: readonly FormField[],
	index: number,
): { values: Record<string, unknown>; issues: Issue[] } {
	const values: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const { name, displayName, parameter } of fields) {
		try {
			values[name] = readParameter(name, index);
		} catch (error) {
			issues.push(failedExpression(parameter ?? name, displayName, error));
		}
	}
	return { values, issues };
}

function readFormItem(
	readParameter: ReadParameter,
	api: Api,
	fields: readonly FormField[],
	index: number,
	readContext: ReturnType<typeof withCharset>,
): Reading {
	const { values, issues: failed } = formValues(readParameter, fields, index);
	const { row, issues: inForm } = rowFromForm(api, values);
	const reading = readRow(api, row, readContext);
	const issues = [...failed, ...inForm];
	if (issues.length === 0) return reading;
	const told = new Set(issues.map(({ field }) => field));
	const inRow = reading.ok ? [] : reading.issues.filter(({ field }) => !told.has(field));
	const readable = reading.ok ? reading.content : reading.readable;
	return { ok: false, issues: [...issues, ...inRow], readable };
}

const failedExpression = (field: string, heading: string, error: unknown): Issue => ({
	field,
	heading,
	message: asSentence(error instanceof Error ? error.message : String(error)),
	advice: t({
		en: 'Mend the expression in this field, or the data that it refers to.',
		zh: '请修正该字段的表达式，或其引用的数据。',
	}),
});

async function readForm(
	executeFunctions: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	context: ReadContext,
): Promise<Rows> {
	const readContext = withCharset(context);
	const fields = rowFields(api);
	const readParameter = createParameterReader(executeFunctions, items);
	return {
		readings: await readEach(items, context, (index) =>
			readFormItem(readParameter, api, fields, index, readContext),
		),
		areOfSheet: false,
		numberOf: (index) => index,
		nameOf: (index) => t({ en: `Item ${index}`, zh: `输入项 ${index}` }),
		ignored: [],
		columnHints: [],
		sheetIssues: [],
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
	const inputMode = executeFunctions.getNodeParameter(INPUT_MODE, 0, FORM_MODE);
	return inputMode === COLUMNS_MODE
		? await readColumns(api, items, context)
		: await readForm(executeFunctions, api, items, context);
}
