import { t } from '../../i18n/translate';
import { beijingMoment } from '../../zhima';
import type { Api, Reading } from '../../zhima';
import { inSlices } from '../runner/time-slices';
import type { ColumnFinding } from './column-findings';

const YEAR_MS = 366 * 86_400_000;

/** Upload times that lie more than a year back. They may be meant so; most often a date was misread on its way. */
export async function findOldTimes(
	api: Api,
	readings: readonly Reading[],
	headings: Readonly<Record<string, string>>,
	now: Date,
): Promise<ColumnFinding[]> {
	const parameter = api.parameters.find(({ kind }) => kind.type === 'time' && kind.emptyIsNow);
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
