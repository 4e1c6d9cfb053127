import { t } from '../../i18n/translate';
import type { Parameter, ReadContext } from '../api-types';
import { type CellContext, type CellIssue, type CellReading, isCellIssue, isDate, isLuxonDateTime, notAText } from './cell';
import { type Moment, beijingTime, isInRange, momentOfNumber } from './moment';
import { momentOfReaderDate } from './reader-date';
import { booleanTime, notATime, timeOfDayMissing, yearOutOfRange } from './time-issues';
import { momentOfText } from './time-text';

/** How far ahead of ours a merchant's clock may be, in milliseconds. */
const CLOCK_TOLERANCE_MS = 600_000;

/**
 * A time in Beijing as the document writes it. Texts without an offset are taken as Beijing's clock,
 * as are Excel's day numbers and the Dates of n8n's spreadsheet reader; texts with one, other Dates, luxon values and epoch numbers are moments.
 */
export const readTime = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const moment = momentInRange(value, context.originOf);
	if (isCellIssue(moment)) return moment;
	const reading = { value: beijingTime(moment.ms) };
	const hint = hintOf(moment, parameter, context);
	return hint === undefined ? reading : { ...reading, hint };
};

/** The time of an event, to which the time of day belongs. */
export const readEventTime = (
	value: unknown,
	originOf?: ReadContext['originOf'],
): { readonly value: string } | CellIssue => {
	const moment = momentInRange(value, originOf);
	if (isCellIssue(moment)) return moment;
	return moment.dayOnly === true ? timeOfDayMissing() : { value: beijingTime(moment.ms) };
};

/** A Date as the documents write times. */
export const readDate = (value: unknown, originOf?: ReadContext['originOf']): { readonly value: string } | CellIssue => {
	const moment = momentInRange(value, originOf);
	return isCellIssue(moment) ? moment : { value: beijingTime(moment.ms) };
};

const momentInRange = (value: unknown, originOf: ReadContext['originOf']): Moment | CellIssue => {
	const moment = momentOf(value, originOf);
	return isCellIssue(moment) || isInRange(moment) ? moment : yearOutOfRange();
};

/** The moment that a value means, in milliseconds, or what is wrong with it. */
const momentOf = (value: unknown, originOf: ReadContext['originOf']): Moment | CellIssue => {
	if (typeof value === 'string') return momentOfText(value);
	if (typeof value === 'number') return momentOfNumber(value);
	if (typeof value === 'bigint') return momentOfNumber(Number(value));
	if (isLuxonDateTime(value)) return value.isValid ? { ms: value.toMillis() } : notATime();
	if (isDate(value)) {
		return Number.isNaN(value.getTime()) ? notATime() : momentOfReaderDate(value, originOf?.(value) ?? 'instant');
	}
	return typeof value === 'boolean' ? booleanTime() : notAText(value);
};

const hintOf = (
	{ ms, dayOnly }: Moment,
	{ kind }: Parameter,
	{ now }: CellContext,
): string | undefined => {
	const isUpload = kind.type === 'time' && kind.emptyIsNow;
	if (isUpload && ms > now.getTime() + CLOCK_TOLERANCE_MS) {
		return t({
			en: `${beijingTime(ms)} (Beijing time) is in the future. Later uploads are ignored until then.`,
			zh: `${beijingTime(ms)}（北京时间）晚于当前时间，在此之前的后续上传都不会生效。`,
		});
	}
	return dayOnly
		? t({
				en: `Only a date is given, so ${beijingTime(ms)} is sent.`,
				zh: `只填写了日期，按 ${beijingTime(ms)} 发送。`,
			})
		: undefined;
};
