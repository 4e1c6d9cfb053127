import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { firstUnencodable } from '../../alipay';
import type { Issue, ReadContext, Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import { dataOf, unreadableItem } from './item-data';
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

/**
 * Reads each item in slices that give way to others. An item that has no values, or cannot be looked into,
 * is an invalid row; the others are read all the same.
 */
export async function readEach(
	items: readonly INodeExecutionData[],
	{ isCancelled }: InputContext,
	read: (json: IDataObject, index: number) => Reading,
): Promise<Reading[]> {
	const readOne = (item: INodeExecutionData, index: number): Reading => {
		try {
			const data = dataOf(item);
			return data.ok ? read(data.json, index) : rejectAll([data.issue]);
		} catch (error) {
			return rejectAll([unreadableItem(error)]);
		}
	};
	const readings: Reading[] = [];
	await inSlices(items, (item, index) => readings.push(readOne(item, index)), isCancelled);
	return readings;
}
