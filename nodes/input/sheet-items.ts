import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { containerOf, isHeadingRow, repeatedHeadings, rowBesideTheData, unwrapped } from '../../zhima';
import type { Api, ColumnPlan, Issue, RawRow, SampleRow } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import { dataOf, memberOf } from './item-data';
import { HIDDEN_NUMBER, ROW_NUMBER } from './row-names';

/** How many items are looked at for what the input as a whole is. */
const SAMPLE = 200;

/** The values of an item, as far as each of them can be read. */
function valuesOf(item: INodeExecutionData): IDataObject | undefined {
	try {
		const data = dataOf(item);
		return data.ok ? { ...data.json } : undefined;
	} catch {
		return undefined;
	}
}

/** The first items, with their rows' numbers where n8n's readers left them. */
export function sampleOf(items: readonly INodeExecutionData[]): SampleRow[] {
	return items.slice(0, SAMPLE).map((item): SampleRow => {
		const json = valuesOf(item) ?? {};
		if (typeof json[ROW_NUMBER] === 'number') return { json, number: json[ROW_NUMBER], reader: 'googleSheets' };
		const hidden = memberOf(item, HIDDEN_NUMBER);
		return typeof hidden === 'number' ? { json, number: hidden + 1, reader: 'file' } : { json };
	});
}

/** Items whose columns are at the top, and a sentence on where they were. */
export interface SheetItems {
	readonly items: readonly INodeExecutionData[];
	/** The members that they were in. */
	readonly containers: readonly string[];
	/** What stands beside the columns: a record's ID and times, which no one sees in the table. */
	readonly outside: ReadonlySet<string>;
	readonly hints: readonly string[];
}

const readFrom = (container: string): string =>
	t({
		en: `The columns are read from “${container}” in each item.`,
		zh: `各列取自每个输入项的“${container}”。`,
	});

/** The items with the columns of their records at the top: Feishu and Airtable keep them in “fields”. */
export async function sheetItemsOf(api: Api, items: readonly INodeExecutionData[]): Promise<SheetItems> {
	const sample = items.slice(0, SAMPLE).map(valuesOf).filter((json) => json !== undefined);
	const container = containerOf(api, sample);
	if (container === undefined) return { items, containers: [], outside: new Set(), hints: [] };
	const flat: INodeExecutionData[] = [];
	const outside = new Set<string>();
	const columns = new Set<string>();
	await inSlices(items, (item) => {
		const json = valuesOf(item);
		for (const name of Object.keys(json ?? {})) outside.add(name);
		for (const name of Object.keys(json?.[container] ?? {})) columns.add(name);
		flat.push(json === undefined ? item : { ...item, json: unwrapped(json, container) as IDataObject });
	});
	for (const name of columns) outside.delete(name);
	return { items: flat, containers: [container], outside, hints: [readFrom(container)] };
}

/** The issue of an invalid row that is no data; undefined for any other. */
export function notData(api: Api, plan: ColumnPlan, row: RawRow, json: IDataObject): Issue | undefined {
	try {
		return isHeadingRow(api, plan, json) ? repeatedHeadings(api) : rowBesideTheData(api, row, json);
	} catch {
		// A column that isn't the row's own may refuse to be looked at.
		return undefined;
	}
}
