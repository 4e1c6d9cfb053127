import { t } from '../../i18n/translate';
import { orderKeysOf } from '../../zhima';
import type { Api, Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import type { ColumnFinding } from './column-findings';

/** Rows about one thing with one time: the receiver keeps the latest, and none of them is later. */
export async function findSameTimes(
	api: Api,
	readings: readonly Reading[],
	headings: Readonly<Record<string, string>>,
): Promise<ColumnFinding[]> {
	const parameter = api.parameters.find(({ kind }) => kind.type === 'time' && kind.emptyIsNow);
	if (parameter === undefined) return [];
	const firsts = new Map<string, number>();
	const found = new Set<number>();
	await inSlices(readings, (reading, index) => {
		if (!reading.ok) return;
		for (const key of orderKeysOf(api, reading.content)) {
			const at = `${key} ${reading.content[parameter.name]}`;
			const first = firsts.get(at);
			if (first === undefined) firsts.set(at, index);
			else found.add(first).add(index);
		}
	});
	if (found.size === 0) return [];
	const indexes = [...found].sort((a, b) => a - b);
	return [{ kind: 'sameTime', heading: headings[parameter.name] ?? t(parameter.label), indexes }];
}
