import type { INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { shorten } from '../../zhima';
import type { Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import { memberOf } from './item-data';

/** Where to find a row: its number in the spreadsheet where that is known, else n8n's index of the item. */
export interface Place {
	readonly unit: 'row' | 'item';
	readonly number: number;
}

/** How the rows of a run are called in messages. */
export interface RowNames {
	placeOf(index: number): Place;
	/** The value by which an operator knows the row, shortened and in one line; undefined where none can be read. */
	keyOf(index: number): string | undefined;
	/** The documented name of the parameter that {@link keyOf} gives. */
	readonly keyName: string | undefined;
	/** `Row 7 (entity_code CAB0001)` or `Item 3 (entity_code CAB0001)`. */
	nameOf(index: number): string;
	/** Whether the run has this row alone, without a number in a sheet: counting would say nothing then. */
	readonly isAlone: boolean;
}

/** What n8n's Google Sheets node puts in beside the columns: the row's number in the sheet, from 1. */
export const ROW_NUMBER = 'row_number';
/** What SheetJS, and so n8n's spreadsheet reader, leaves on each row unseen: its number in the sheet, from 0. */
export const HIDDEN_NUMBER = '__rowNum__';

const isRowNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

type Numbers = ReadonlyArray<number | undefined>;

/** The numbers that one row alone has. One that several rows have is of no help in finding any of them. */
async function onlyOnce(numbers: Numbers): Promise<Numbers> {
	const seen = new Set<number>();
	const repeated = new Set<number>();
	await inSlices(numbers, (each) => {
		if (each === undefined) return;
		if (seen.has(each)) repeated.add(each);
		seen.add(each);
	});
	if (repeated.size === 0) return numbers;
	return numbers.map((each) => (each === undefined || repeated.has(each) ? undefined : each));
}

/**
 * Each row's number as the spreadsheet shows it, undefined where it is not known. Counting the items would
 * give a wrong number after a filter, in a batch of a loop or in a sub-workflow, so none is made up.
 */
export async function sheetNumbersOf(
	items: readonly INodeExecutionData[],
): Promise<Numbers> {
	const written: Array<number | undefined> = [];
	const hidden: Array<number | undefined> = [];
	await inSlices(items, (item) => {
		const number = memberOf(item, ROW_NUMBER);
		const fromZero = memberOf(item, HIDDEN_NUMBER);
		const fromOne = typeof fromZero === 'number' ? fromZero + 1 : undefined;
		written.push(isRowNumber(number) ? number : undefined);
		hidden.push(isRowNumber(fromOne) ? fromOne : undefined);
	});
	const fromReader = await onlyOnce(hidden);
	const fromColumn = await onlyOnce(written);
	return await onlyOnce(fromColumn.map((number, index) => number ?? fromReader[index]));
}

/** A name with the key behind it in brackets. */
export const withKey = (name: string, key: string | undefined): string =>
	key === undefined ? name : t({ en: `${name} (${key})`, zh: `${name}（${key}）` });

/** The key's value for showing; undefined where the cell has nothing to search for. */
function shown(value: unknown): string | undefined {
	return shorten(typeof value === 'string' ? value.trim() : value);
}

interface NamedRows {
	readonly readings: readonly Reading[];
	readonly keyName: string | undefined;
	/** The number of a row in its sheet; undefined where it is not known. */
	numberOf(index: number): number | undefined;
	/** The key as it came, for rows whose values are not all valid. */
	rawKeyOf(index: number): unknown;
}

/** Names for rows by number or index, with the row's key beside it: that is what an operator searches for. */
export function createRowNames({ readings, keyName, numberOf, rawKeyOf }: NamedRows): RowNames {
	const placeOf = (index: number): Place => {
		const number = numberOf(index);
		return number === undefined ? { unit: 'item', number: index } : { unit: 'row', number };
	};
	const keyOf = (index: number): string | undefined => {
		if (keyName === undefined) return undefined;
		const reading: Reading | undefined = readings[index];
		return shown(reading?.ok ? reading.content[keyName] : rawKeyOf(index));
	};
	const isAlone = readings.length === 1 && numberOf(0) === undefined;
	const nameOf = (index: number): string => {
		const { unit, number } = placeOf(index);
		const key = keyOf(index);
		const name =
			unit === 'row'
				? t({ en: `Row ${number}`, zh: `第 ${number} 行` })
				: t({ en: `Item ${number}`, zh: `输入项 ${number}` });
		return withKey(name, key === undefined ? undefined : `${keyName} ${key}`);
	};
	return { placeOf, keyOf, keyName, nameOf, isAlone };
}

/** Between a row's name and what is said of it. */
export const colon = (): string => t({ en: ': ', zh: '：' });

/** What is said of a row, behind its name; behind its key alone where it is the run's only one. */
export function sayOf(rows: RowNames, index: number, text: string): string {
	if (!rows.isAlone) return `${rows.nameOf(index)}${colon()}${text}`;
	const key = rows.keyOf(index);
	return key === undefined ? text : `${rows.keyName} ${key}${colon()}${text}`;
}
