import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isEmpty, isExcelDay } from '../../zhima';
import type { Api, ColumnPlan, ColumnSettings, Parameter, Reading } from '../../zhima';
import { cellAt } from '../form/parameter-reader';
import { inSlices } from '../runner/time-slices';
import { dataOf } from './item-data';

/** What a column as a whole shows, and no row alone; the indexes are of rows that can be sent. */
export interface ColumnFinding {
	readonly kind: 'emptyTime' | 'emptyOptional' | 'numericCode' | 'numericText' | 'dateAmongCodes' | 'dateInObject' | 'oldTime' | 'sameTime' | 'storedTime';
	readonly heading: string;
	readonly indexes: readonly number[];
	/** The first such value. */
	readonly first?: unknown;
}

/** What a column holds, by rows. */
interface Column {
	readonly parameter: Parameter;
	readonly heading: string;
	readonly path: readonly string[];
	filled: number;
	texts: number;
	readonly empty: number[];
	readonly numbers: number[];
	readonly dayNumbers: number[];
	firstDay?: number;
	/** A member of an object that no document describes: its value is sent as it came. */
	readonly isFree?: boolean;
	/** Times that n8n may have made of the reader's Dates. */
	readonly stored: number[];
	firstStored?: string;
}

const isUploadTime = ({ kind }: Parameter): boolean => kind.type === 'time' && kind.emptyIsNow;

/** A code or a description, of which a number has lost what the cell's format shows. */
const isWritten = ({ kind }: Parameter): boolean =>
	kind.type === 'text' || (kind.type === 'identifier' && kind.pattern === undefined);

const isWatched = (parameter: Parameter): boolean =>
	isUploadTime(parameter) || isWritten(parameter) || !parameter.required;

const newColumn = (parameter: Parameter, heading: string, path: readonly string[], isFree = false): Column => ({
	parameter,
	isFree,
	heading,
	path,
	filled: 0,
	texts: 0,
	empty: [],
	numbers: [],
	dayNumbers: [],
	stored: [],
});

/** A heading of times or days. */
const OF_TIME = /时间|时刻|日期|日$|date|time|_at$/i;

/**
 * The columns of an object's members that are documented as texts, where a number has lost its format as well, and
 * those of other times, where a spreadsheet's day number is sent as a number.
 */
const memberColumns = ({ objects }: ColumnPlan): Column[] =>
	objects.flatMap(({ parameter, members }) => {
		const asText: Parameter = { ...parameter, kind: { type: 'text' } };
		return members.flatMap(({ heading, member }) => {
			if (member === undefined) return OF_TIME.test(heading) ? [newColumn(asText, heading, [heading], true)] : [];
			return member.type === 'string' ? [newColumn(asText, heading, [heading])] : [];
		});
	});

const columnsOf = (api: Api, plan: ColumnPlan, { given }: ColumnSettings): Column[] => {
	const { headings, columns } = plan;
	const paths = new Map<string, readonly string[]>([
		...columns.map(([name, heading]) => [name, [heading]] as const),
		...[...given].flatMap(([name, { path }]) => (path === undefined ? [] : [[name, path] as const])),
	]);
	const own = api.parameters
		.filter((parameter) => paths.has(parameter.name) && isWatched(parameter))
		.map((parameter) => newColumn(parameter, headings[parameter.name], paths.get(parameter.name)!));
	return [...own, ...memberColumns(plan)];
};

function lookAt(column: Column, value: unknown, index: number, isSendable: boolean): void {
	if (isEmpty(value)) {
		if (isSendable) column.empty.push(index);
		return;
	}
	column.filled += 1;
	if (typeof value === 'string') column.texts += 1;
	if (!isSendable || (typeof value !== 'number' && typeof value !== 'bigint')) return;
	column.numbers.push(index);
	if (!isExcelDay(value) || !(column.isFree || Number.isInteger(value))) return;
	column.dayNumbers.push(index);
	column.firstDay ??= value;
}

function findingsOf({ parameter, heading, isFree, filled, texts, empty, numbers, dayNumbers, firstDay, stored, firstStored }: Column): ColumnFinding[] {
	if (isFree) return dayNumbers.length > 0 ? [{ kind: 'dateInObject', heading, indexes: dayNumbers, first: firstDay }] : [];
	const findings: ColumnFinding[] = [];
	if (stored.length > 0) findings.push({ kind: 'storedTime', heading, indexes: stored, first: firstStored });
	if (empty.length > 0 && filled > 0) {
		if (isUploadTime(parameter)) findings.push({ kind: 'emptyTime', heading, indexes: empty });
		// Where most rows have nothing, nothing is missing.
		else if (!parameter.required && empty.length < filled) {
			findings.push({ kind: 'emptyOptional', heading, indexes: empty });
		}
	}
	if (!isWritten(parameter)) return findings;
	const isCode = parameter.kind.type === 'identifier';
	if (isCode && texts > 0 && dayNumbers.length > 0) {
		findings.push({ kind: 'dateAmongCodes', heading, indexes: dayNumbers, first: firstDay });
	}
	if (numbers.length > 0) {
		findings.push({ kind: isCode ? 'numericCode' : 'numericText', heading, indexes: numbers });
	}
	return findings;
}

const cellsIn = (item: INodeExecutionData): IDataObject => {
	const data = dataOf(item);
	return data.ok ? data.json : {};
};

/** What is worth a look in the columns of a sheet, by the documents' order. */
export async function findInColumns(
	api: Api,
	plan: ColumnPlan,
	settings: ColumnSettings,
	mayBeStoredDate: (json: IDataObject, value: unknown) => boolean,
	items: readonly INodeExecutionData[],
	readings: readonly Reading[],
): Promise<ColumnFinding[]> {
	if (!readings.some(({ ok }) => ok)) return [];
	const columns = columnsOf(api, plan, settings);
	await inSlices(items, (item, index) => {
		try {
			const json = cellsIn(item);
			const isSendable = readings[index]?.ok === true;
			for (const column of columns) {
				const value = cellAt(json, column.path);
				lookAt(column, value, index, isSendable);
				if (!isSendable || !isUploadTime(column.parameter) || !mayBeStoredDate(json, value)) continue;
				column.stored.push(index);
				column.firstStored ??= String(value);
			}
		} catch {
			// Such an item is an invalid row, and says so itself.
		}
	});
	return columns.flatMap(findingsOf);
}
