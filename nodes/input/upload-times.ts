import { t } from '../../i18n/translate';
import { beijingMoment, orderKeysOf } from '../../zhima';
import type { Api, Parameter, Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import type { ColumnFinding } from './column-findings';

const uploadTimeOf = (api: Api): Parameter | undefined =>
	api.parameters.find(({ kind }) => kind.type === 'time' && kind.emptyIsNow);

/** Rows about one thing with one time: the receiver keeps the latest, and none of them is later. */
export async function findSameTimes(
	api: Api,
	readings: readonly Reading[],
	headings: Readonly<Record<string, string>>,
): Promise<ColumnFinding[]> {
	const parameter = uploadTimeOf(api);
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

const YEAR_MS = 366 * 86_400_000;

/** Upload times that lie more than a year back. They may be meant so; most often a date was misread on its way. */
export async function findOldTimes(
	api: Api,
	readings: readonly Reading[],
	headings: Readonly<Record<string, string>>,
	now: Date,
): Promise<ColumnFinding[]> {
	const parameter = uploadTimeOf(api);
	if (parameter === undefined) return [];
	const indexes: number[] = [];
	let first: string | undefined;
	await inSlices(readings, (reading, index) => {
		const time = reading.ok ? reading.content[parameter.name] : undefined;
		if (time === undefined || beijingMoment(time) > now.getTime() - YEAR_MS) return;
		indexes.push(index);
		first ??= time;
	});
	if (first === undefined) return [];
	return [{ kind: 'oldTime', heading: headings[parameter.name] ?? t(parameter.label), indexes, first }];
}
