import { DateTime, FixedOffsetZone } from 'luxon';
import { type CellIssue, isCellIssue } from './cell';
import { EARLIEST_YEAR, LATEST_YEAR, eitherTime, endOfDay, noSuchTime, notATime } from './time-issues';

/** Since 1992 Beijing time is UTC+8 the whole year round. In minutes. */
export const BEIJING_OFFSET = 480;
export const BEIJING = FixedOffsetZone.instance(BEIJING_OFFSET);
const BEIJING_MS = BEIJING_OFFSET * 60_000;
const DAY_MS = 86_400_000;
/** Instants of the years 2000 to 2100, in milliseconds: at home in Beijing. */
const MIN_MS = Date.UTC(EARLIEST_YEAR, 0, 1) - BEIJING_MS;
const MAX_MS = Date.UTC(LATEST_YEAR + 1, 0, 1) - BEIJING_MS;
/** Excel's day 0 in its 1900 calendar, for days after its 29 February 1900. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
/** Excel's days of the years 2000 to 2100. */
const MIN_EXCEL_DAY = 36_526;
const MAX_EXCEL_DAY = 73_416;

/** Whether a number is in the range of Excel's days of these years, so that it may have been a date. */
export const isExcelDay = (value: unknown): value is number =>
	typeof value === 'number' && value >= MIN_EXCEL_DAY && value < MAX_EXCEL_DAY;

/** A moment, and whether the cell named a day only. */
export interface Moment {
	/** Milliseconds since 1970 in UTC. */
	readonly ms: number;
	readonly dayOnly?: boolean;
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing, regardless of the machine's time zone. Fractions of a second are dropped. */
export const beijingTime = (ms: number): string =>
	new Date(ms + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The instant of a time as {@link beijingTime} writes it, in milliseconds. */
export const beijingMoment = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

export const isInRange = ({ ms }: Moment): boolean => ms >= MIN_MS && ms < MAX_MS;

type ClockParts = ReadonlyArray<string | number | undefined>;

/** Year, month, day and time of day as a moment; `offset` is in minutes. */
export const momentOfClock = (
	[year, month, day, hour, minute, second]: ClockParts,
	offset = BEIJING_OFFSET,
): Moment | CellIssue => {
	const parts = {
		year: Number(year),
		month: Number(month),
		day: Number(day),
		hour: Number(hour ?? 0),
		minute: Number(minute ?? 0),
		second: Number(second ?? 0),
	};
	const named = DateTime.fromObject(parts, { zone: FixedOffsetZone.instance(offset) });
	if (!named.isValid) return noSuchTime();
	if (parts.hour === 24) return endOfDay();
	const ms = named.toMillis();
	return hour === undefined ? { ms, dayOnly: true } : { ms };
};

const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)?)?)?$/;

/**
 * Numbers have one reading each within the years 2000 to 2100: Excel's days (5 digits), a compact
 * day (8), epoch seconds (9, 10), compact minutes (12) or seconds (14), epoch milliseconds (12, 13).
 * Only a compact hour (10 digits) could also be seconds of the years 2033 to 2036.
 */
export const momentOfNumber = (value: number): Moment | CellIssue => {
	if (isExcelDay(value)) return momentOfExcelDay(value);
	if (value >= MIN_MS && value < MAX_MS) return { ms: value };
	const compact = COMPACT.exec(String(value));
	const clock = compact === null ? undefined : momentOfClock(compact.slice(1));
	if (value >= MIN_MS / 1000 && value < MAX_MS / 1000) return momentOfSeconds(value, compact);
	return clock ?? notATime();
};

/** 2017010115: three o'clock of a day, or seconds since 1970. */
const momentOfSeconds = (value: number, compact: ClockParts | null): Moment | CellIssue => {
	const seconds = { ms: value * 1000 };
	const [, year, month, day, hour] = compact ?? [];
	const start = compact === null ? undefined : momentOfClock([year, month, day, 0]);
	if (start === undefined || isCellIssue(start) || Number(hour) > 24) return seconds;
	return eitherTime(beijingTime(start.ms + Number(hour) * 3_600_000), beijingTime(seconds.ms));
};

/** The day of a number of Excel's, `yyyy-MM-dd`. */
export const dayOf = (day: number): string =>
	beijingTime(momentOfExcelDay(day).ms).slice(0, 10);

const momentOfExcelDay = (day: number): Moment => {
	const wall = EXCEL_EPOCH_MS + Math.round((day * DAY_MS) / 1000) * 1000;
	return Number.isInteger(day)
		? { ms: wall - BEIJING_MS, dayOnly: true }
		: { ms: wall - BEIJING_MS };
};
