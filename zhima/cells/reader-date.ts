/**
 * Dates of n8n's spreadsheet reader (SheetJS 0.20). From .ods it builds them of the cell's year, month, day,
 * hour, minute and second on the clock of n8n's process, so that these are what a person sees in the cell, and the
 * instant is not. From an HTML table, also one that calls itself .xls, a text such as 2026/11/20 08:30 is moved by the
 * offset of that clock first, while 2026-11-20 08:30:15 is not: which one it was can't be told from the Date.
 */
import type { DateOrigin } from '../api-types';
import type { CellIssue } from './cell';
import { type Moment, beijingTime, momentOfClock } from './moment';
import { changedByReader, eitherTime } from './time-issues';

/** Day numbers are fractions, so the reader hands on 23:59:59 as 23:59:58.999. In milliseconds. */
const READER_ERROR_MS = 2;

/** How far back the clock before a change of the offset is looked for, in milliseconds. */
const SINCE_CHANGE_MS = 3 * 3_600_000;

/** The moment that a Date of the reader's means. */
export const momentOfReaderDate = (date: Date, origin: DateOrigin): Moment | CellIssue => {
	if (origin === 'instant') return { ms: date.getTime() };
	if (origin === 'changed') return changedByReader();
	const exact = new Date(date.getTime() + READER_ERROR_MS);
	const moment = momentOfClock(clockOf(exact));
	const skipped = skippedClock(exact);
	if (skipped === undefined || !('ms' in moment)) return moment;
	return eitherTime(beijingTime((momentOfClock(skipped) as Moment).ms), beijingTime(moment.ms));
};

type Clock = readonly [number, number, number, number?, number?, number?];

/** The clock of the process. Midnight is what a cell with a day alone shows. */
const clockOf = (date: Date): Clock => {
	const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()] as const;
	const time = [date.getHours(), date.getMinutes(), date.getSeconds()] as const;
	return time.every((part) => part === 0) ? day : [...day, ...time];
};

/**
 * The hour that the process's clock skips when summer time begins: 02:30 in the cell becomes 03:30, and then
 * either of them may be in the cell.
 */
const skippedClock = (date: Date): Clock | undefined => {
	const before = new Date(date.getTime() - SINCE_CHANGE_MS);
	const skipped = before.getTimezoneOffset() - date.getTimezoneOffset();
	if (skipped <= 0) return undefined;
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
	const minutes = date.getHours() * 60 + date.getMinutes() - skipped;
	const same = new Date(year, month, day, 0, minutes, date.getSeconds(), date.getMilliseconds());
	return same.getTime() === date.getTime()
		? [year, month + 1, day, Math.floor(minutes / 60), minutes % 60, date.getSeconds()]
		: undefined;
};
