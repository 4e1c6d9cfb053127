import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { firstUnencodable } from '../../alipay';
import { keepTokenOut } from '../../zhima';
import type { Issue, ReadContext, Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import { dataOf, unreadableItem } from './item-data';
import type { TokenColumns } from './row-settings';
import type { InputContext } from './rows';

/** What reading a row's cells needs to know of the run. */
export const cellContext = ({ now, charset }: InputContext): ReadContext => ({
	now,
	charset,
	unencodable: charset === 'utf-8' ? undefined : (text: string) => firstUnencodable(text, charset),
});

/** The same for one item, whose Dates may stand for what its cells show. */
export const cellsOf = (cells: ReadContext, json: IDataObject, { originOf }: InputContext): ReadContext => ({
	...cells,
	originOf: originOf(json),
});

export const rejectAll = (issues: readonly Issue[]): Reading => ({ ok: false, issues });

/** Whether the issues are the row's or the sheet's as a whole, beside which no single cell counts. */
const isWhole = (issues: readonly Issue[]): boolean => issues.some(({ heading }) => heading === '');

/** A reading with the issues of the row's settings behind its own. */
function withIssues(reading: Reading, further: readonly Issue[]): Reading {
	if (further.length === 0) return reading;
	if (reading.ok) return { ok: false, issues: further, readable: reading.content };
	return isWhole(reading.issues) ? reading : { ...reading, issues: [...reading.issues, ...further] };
}

/**
 * Reads each item in slices that give way to others. An item that has no values, or cannot be looked into,
 * is an invalid row; the others are read all the same.
 *
 * @param tokenColumns what the sheet's columns have to do with merchants' tokens
 */
export async function readEach(
	items: readonly INodeExecutionData[],
	{ isCancelled, settings }: InputContext,
	read: (json: IDataObject, index: number) => Reading,
	tokenColumns?: TokenColumns,
): Promise<Reading[]> {
	const readOne = (item: INodeExecutionData, index: number): Reading => {
		try {
			const data = dataOf(item);
			if (!data.ok) return rejectAll([data.issue]);
			const ofSettings = settings.read(index, data.json, tokenColumns);
			const reading = keepTokenOut(read(data.json, index), settings.merchants.tokenOf(index));
			return withIssues(reading, ofSettings);
		} catch (error) {
			return rejectAll([unreadableItem(error)]);
		}
	};
	const readings: Reading[] = [];
	await inSlices(items, (item, index) => readings.push(readOne(item, index)), isCancelled);
	return readings;
}
