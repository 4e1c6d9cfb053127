import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { collectHeadings, objectFromColumns, planColumns, rowFromColumns, rowKeyOf, withShapeAdvice } from '../../zhima';
import type { Api, ColumnPlan, Issue, RawRow, ReadContext, Reading } from '../../zhima';
import { inChunks, inSlices } from '../runner/time-slices';
import { findInColumns } from './column-findings';
import { isOnlyFile, orOnlyFile } from './file-items';
import { dataOf, memberOf } from './item-data';
import { withEncodingAdvice } from './misread-headings';
import { createMissingValues } from './missing-values';
import { cellContext, cellsOf, readEach, rejectAll } from './read-each';
import { readValues } from './read-values';
import { createRowNames, sheetNumbersOf } from './row-names';
import type { TokenColumns } from './row-settings';
import type { InputContext, Rows } from './rows';
import { notData, sampleOf, sheetItemsOf } from './sheet-items';
import { findOldTimes, findSameTimes } from './upload-times';

/** Items whose headings are collected together, which is quicker than one by one. */
const HEADINGS_AT_ONCE = 1_000;

/** The values of an item that can have headings; nothing of one that is a file, or cannot be looked into. */
function headedData(item: INodeExecutionData): IDataObject[] {
	try {
		const data = dataOf(item);
		if (!data.ok || isOnlyFile(item)) return [];
		Object.keys(data.json);
		return [data.json];
	} catch {
		return [];
	}
}

/** All headings of the items; undefined where no item has any values at all. */
async function headingsOf(items: readonly INodeExecutionData[]): Promise<string[] | undefined> {
	const headings = new Set<string>();
	let count = 0;
	await inSlices(inChunks(items, HEADINGS_AT_ONCE), (chunk) => {
		const rows = chunk.flatMap(headedData);
		count += rows.length;
		for (const heading of collectHeadings(rows)) headings.add(heading);
	});
	return count === 0 ? undefined : [...headings];
}

const NO_COLUMNS: ColumnPlan = { headings: {}, columns: [], tokenColumns: [], doubtfulTokenColumns: [], objects: [], ignored: [], hints: [], issues: [] };

const tokenColumnsOf = ({ tokenColumns, doubtfulTokenColumns, ignored, objects }: ColumnPlan): TokenColumns => ({
	column: tokenColumns[0],
	doubtful: doubtfulTokenColumns,
	others: [...ignored, ...objects.flatMap(({ members }) => members.map(({ heading }) => heading))],
});

/** The objects that a row's columns make, by documented name. */
function objectsOf({ objects }: ColumnPlan, json: IDataObject, originOf: ReadContext['originOf']): { row: RawRow; issues: Issue[] } {
	const row: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const object of objects) {
		const made = objectFromColumns(object, json, originOf);
		row[object.parameter.name] = made.value;
		issues.push(...made.issues);
	}
	return { row, issues };
}

/** The plan with advice on how the input was read, where a required column is missing. */
const advised = (api: Api, plan: ColumnPlan, headings: readonly string[], items: readonly INodeExecutionData[]): ColumnPlan =>
	withEncodingAdvice(api, withShapeAdvice(api, plan, sampleOf(items)), headings);

/**
 * Reads rows whose columns are the documented parameters. Of expressions only those are evaluated by n8n
 * that stand in for a column and are more than a path.
 */
export async function readColumns(
	executeFunctions: IExecuteFunctions,
	api: Api,
	given: readonly INodeExecutionData[],
	context: InputContext,
): Promise<Rows> {
	const { items, containers, outside, hints } = await sheetItemsOf(api, given);
	const headings = await headingsOf(items);
	const missing = createMissingValues(executeFunctions, api, given, containers);
	const isTokenGiven = context.settings.isTokenGiven();
	const settings = { ...missing, outside, isTokenGiven, used: new Set([...missing.used, ...context.settings.tokenSources]) };
	const plan = headings === undefined ? NO_COLUMNS : advised(api, planColumns(api, headings, settings), headings, items);
	const composed = new Set(plan.objects.map(({ parameter }) => parameter.name));
	const cells = { ...cellContext(context), headings: plan.headings, fixed: missing.fixed, composed };
	const isUsable = plan.issues.length === 0;
	const keyName = rowKeyOf(api);
	/** The keys of invalid rows as they came: reading a value given again would evaluate an expression again. */
	const rawKeys = new Map<number, unknown>();
	const readValuesOf = (json: IDataObject, index: number): Reading => {
		if (!isUsable) return rejectAll(plan.issues);
		const values = missing.read(index);
		const made = objectsOf(plan, json, context.originOf(json));
		const row = { ...rowFromColumns(plan, json), ...made.row, ...values.row };
		const reading = orOnlyFile(
			items[index],
			readValues(api, row, [...values.issues, ...made.issues], cellsOf(cells, json, context)),
		);
		if (!reading.ok && keyName !== undefined) rawKeys.set(index, row[keyName]);
		const other = reading.ok ? undefined : notData(api, plan, row, json);
		return other === undefined ? reading : rejectAll([other]);
	};
	const readings = await readEach(items, context, readValuesOf, tokenColumnsOf(plan));
	const numbers = await sheetNumbersOf(items);
	const keyHeading = plan.columns.find(([name]) => name === keyName)?.[1];
	return {
		...createRowNames({
			readings,
			keyName,
			numberOf: (index) => numbers[index],
			rawKeyOf: (index) =>
				keyHeading === undefined ? rawKeys.get(index) : memberOf(items[index], keyHeading),
		}),
		readings,
		settings: context.settings,
		areOfSheet: true,
		ignored: plan.ignored,
		columnHints: [...hints, ...plan.hints],
		findings: [
			...(await findInColumns(api, plan, missing, context.mayBeStoredDate, items, readings)),
			...(await findSameTimes(api, readings, plan.headings)),
			...(await findOldTimes(api, readings, plan.headings, context.now)),
		],
		sheetIssues: plan.issues,
		lacksColumns: plan.issues.some(({ field }) => !Object.hasOwn(plan.headings, field)),
	};
}
