import { DateTime, FixedOffsetZone } from 'luxon';
import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellContext, type CellReading, type CellIssue, bareValue, isCellIssue, isDate, isLuxonDateTime, lostValue, notAText, trimCell } from './cell';

/** Since 1992 Beijing time is UTC+8 the whole year round. */
const BEIJING = FixedOffsetZone.instance(480);
const BEIJING_MS = 8 * 3600 * 1000;
const DAY_MS = 86_400_000;
const EARLIEST = 2000;
const LATEST = 2100;
/** Instants of the years 2000 to 2100, in milliseconds: at home in Beijing. */
const MIN_MS = Date.UTC(EARLIEST, 0, 1) - BEIJING_MS;
const MAX_MS = Date.UTC(LATEST + 1, 0, 1) - BEIJING_MS;
/** Excel's day 0 in its 1900 calendar, for days after its 29 February 1900. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const CLOCK_TOLERANCE_MS = 600_000;

/** A moment, and whether the cell named a day only. */
interface Moment {
	readonly ms: number;
	readonly dayOnly?: boolean;
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing, wherever the machine stands. Parts of a second are dropped. */
export const beijingTime = (ms: number): string =>
	new Date(ms + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

const DOCUMENTED = /^(20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/**
 * A time in Beijing as the document writes it. Texts without an offset are taken as Beijing's clock,
 * as are Excel's day numbers; texts with one, Dates, luxon values and epoch numbers are moments.
 */
export const readTime = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const moment = momentInRange(value);
	if (isCellIssue(moment)) return moment;
	const reading = { value: beijingTime(moment.ms) };
	const hint = hintOf(moment, parameter, context);
	return hint === undefined ? reading : { ...reading, hint };
};

const momentInRange = (value: unknown): Moment | CellIssue => {
	const moment = momentOf(value);
	return isCellIssue(moment) || (moment.ms >= MIN_MS && moment.ms < MAX_MS) ? moment : yearOutOfRange();
};

/** The time of an event, to which the time of day belongs. */
export const readEventTime = (value: unknown): { readonly value: string } | CellIssue => {
	const moment = momentInRange(value);
	if (isCellIssue(moment)) return moment;
	if (moment.dayOnly !== true) return { value: beijingTime(moment.ms) };
	return {
		message: t({
			en: 'Only a day is given; the time of day is missing.',
			zh: '只填写了日期，缺少时间。',
		}),
		advice: documentedForm(),
	};
};

const hintOf = (
	{ ms, dayOnly }: Moment,
	{ kind }: Parameter,
	{ now }: CellContext,
): string | undefined => {
	const isUpload = kind.type === 'time' && kind.emptyIsNow;
	if (isUpload && ms > now.getTime() + CLOCK_TOLERANCE_MS) {
		return t({
			en: `${beijingTime(ms)} lies in the future (Beijing time): uploads made before then will be ignored.`,
			zh: `${beijingTime(ms)}（北京时间）晚于当前时间：在此之前的后续上传都不会生效。`,
		});
	}
	return dayOnly
		? t({
				en: `Only a day is given, so ${beijingTime(ms)} is sent.`,
				zh: `只填写了日期，按 ${beijingTime(ms)} 发送。`,
			})
		: undefined;
};

/** The moment that a value means, in milliseconds, or what is wrong with it. */
const momentOf = (value: unknown): Moment | CellIssue => {
	if (typeof value === 'string') {
		const text = trimCell(value);
		return momentOfText(DOCUMENTED.test(text) ? text : plainTime(text));
	}
	if (typeof value === 'number') return momentOfNumber(value);
	if (typeof value === 'bigint') return momentOfNumber(Number(value));
	if (isLuxonDateTime(value)) return value.isValid ? { ms: value.toMillis() } : notATime();
	if (isDate(value)) return Number.isNaN(value.getTime()) ? notATime() : { ms: value.getTime() };
	return notAText(value);
};

const momentOfText = (text: string): Moment | CellIssue => {
	if (DOCUMENTED.test(text)) return { ms: Date.parse(`${text.replace(' ', 'T')}+08:00`) };
	if (/^\d+(?:\.\d+)?$/.test(text)) return momentOfNumber(Number(text));
	return (
		yearFirst(text) ??
		compactDay(text) ??
		yearLast(text) ??
		unclearYear(text) ??
		iso(text) ??
		worded(text) ??
		namedMonth(text) ??
		lostValue(text) ??
		notATime()
	);
};

/**
 * Numbers have one reading each within the years 2000 to 2100: Excel's days (5 digits), a compact
 * day (8), epoch seconds (9, 10), compact minutes (12) or seconds (14), epoch milliseconds (12, 13).
 * Only a compact hour (10 digits) could also be seconds of the years 2033 to 2036.
 */
const momentOfNumber = (value: number): Moment | CellIssue => {
	if (value >= 36_526 && value < 73_416) return fromExcelDay(value);
	if (value >= MIN_MS && value < MAX_MS) return { ms: value };
	const compact = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)?)?)?$/.exec(String(value));
	const clock = compact === null ? undefined : fromClock(compact.slice(1));
	if (value >= MIN_MS / 1000 && value < MAX_MS / 1000) {
		return clock === undefined || isCellIssue(clock) ? { ms: value * 1000 } : secondsOrHour(value, clock);
	}
	return clock ?? notATime();
};

const fromExcelDay = (day: number): Moment => {
	const wall = EXCEL_EPOCH_MS + Math.round((day * DAY_MS) / 1000) * 1000;
	return Number.isInteger(day)
		? { ms: wall - BEIJING_MS, dayOnly: true }
		: { ms: wall - BEIJING_MS };
};

const CLOCK =
	'(上午|下午|早上|早|晚上|晚|中午|凌晨|AM|PM)?\\s*(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d+)?)?|[时点](?:(\\d{1,2}|半)分?(?:(\\d{1,2})秒)?)?)\\s*(AM|PM)?';
const OFFSET = '(?:\\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?))?';
const YEAR_FIRST = new RegExp(
	`^(\\d{4})(?:(-|/|\\.)(\\d{1,2})\\2(\\d{1,2})|\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]?)(?:(?:T|\\s+|\\s*,\\s*|(?<=[日号]))${CLOCK}${OFFSET})?$`,
	'i',
);
const YEAR_LAST = new RegExp(
	`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?:(?:T|\\s+|\\s*,\\s*)${CLOCK}${OFFSET})?$`,
	'i',
);

const yearFirst = (text: string): Moment | CellIssue | undefined => {
	const found = YEAR_FIRST.exec(text);
	if (found === null) return undefined;
	const [, year, , month, day, chineseMonth, chineseDay, ...clock] = found;
	return fromDateAndClock([year, month ?? chineseMonth, day ?? chineseDay], clock);
};

/** `20170101 15:34`: a day without marks, and a clock. */
const compactDay = (text: string): Moment | CellIssue | undefined => {
	const found = /^(\d{4})(\d\d)(\d\d)\s+(?:(\d\d)(\d\d)(\d\d)?|(\S.*))$/.exec(text);
	if (found === null) return undefined;
	const [, year, month, day, hour, minute, second = '00', clock = `${hour}:${minute}:${second}`] = found;
	return yearFirst(`${year}-${month}-${day} ${clock}`);
};

/** Day and month before the year: clear only if one of them cannot be a month, or both are equal. */
const yearLast = (text: string): Moment | CellIssue | undefined => {
	const found = YEAR_LAST.exec(text);
	if (found === null) return undefined;
	const [, first, , second, year, ...clock] = found;
	const [a, b] = [Number(first), Number(second)];
	if (a <= 12 && b <= 12 && a !== b) return ambiguousDate(a, b, year);
	const [month, day] = a > 12 ? [second, first] : [first, second];
	return fromDateAndClock([year, month, day], clock);
};

const fromDateAndClock = (
	date: readonly string[],
	[half, hour, minute, second, chineseMinute, chineseSecond, halfAfter, offset]: readonly (
		| string
		| undefined
	)[],
): Moment | CellIssue => {
	if (half !== undefined && halfAfter !== undefined) return notATime();
	const hours = hour === undefined ? undefined : twentyFourHours(Number(hour), half ?? halfAfter);
	const part = half ?? halfAfter;
	if (hours === null || (part !== undefined && hours === 24)) {
		return Number(hour) > 12 ? impossible() : unclearHour();
	}
	return fromClock(
		[...date, hours, minute ?? chineseMinute?.replace(/半/, '30'), second ?? chineseSecond],
		offsetMinutes(offset),
	);
};

/** For each part of the day the hour on a 24-hour clock; null where people do not count it so. */
const PARTS_OF_THE_DAY: Readonly<Record<string, (hour: number) => number | null>> = {
	AM: (hour) => hour % 12,
	PM: (hour) => (hour % 12) + 12,
	上午: (hour) => hour % 12,
	下午: (hour) => (hour % 12) + 12,
	凌晨: (hour) => (hour === 12 ? 0 : hour <= 6 ? hour : null),
	早: (hour) => (hour >= 4 && hour < 12 ? hour : null),
	中午: (hour) => (hour >= 11 ? hour : hour === 1 || hour === 2 ? hour + 12 : null),
	晚: (hour) => (hour >= 5 ? hour + 12 : null),
};

/**
 * The hour on a 24-hour clock, 24 at the end of the day (晚上12点); null where there is no such hour, or
 * it is not clear which one is meant (晚上1点).
 */
export const twentyFourHours = (hour: number, half: string | undefined): number | null => {
	if (half === undefined) return hour;
	if (hour > 12) return null;
	return PARTS_OF_THE_DAY[half.toUpperCase().replace(/(?<=[早晚])上$/, '')](hour);
};

const offsetMinutes = (offset: string | undefined): number => {
	if (offset === undefined) return BEIJING.offset(0);
	const [, sign, hours, minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
	if (hours === undefined) return 0;
	const size = Number(hours) * 60 + Number(minutes);
	return size > 14 * 60 || Number(minutes) > 59 ? Number.NaN : sign === '-' ? -size : size;
};

const fromClock = (
	[year, month, day, hour, minute, second]: ReadonlyArray<string | number | undefined>,
	offset = BEIJING.offset(0),
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
	if (Number.isNaN(offset) || !named.isValid || parts.hour === 24) return impossible();
	const ms = named.toMillis();
	return hour === undefined ? { ms, dayOnly: true } : { ms };
};

/** What else ISO 8601 allows: 20170101T153438Z, 2017-W01-7T15:34, a zone's name in brackets. */
const iso = (text: string): Moment | undefined => {
	if (!/^\d{4}[\dW-]*T\d/.test(text)) return undefined;
	const named = DateTime.fromISO(text, { zone: BEIJING });
	return named.isValid ? { ms: named.toMillis() } : undefined;
};

/** Dates as mail, HTTP and JavaScript write them: `Sun, 01 Jan 2017 15:34:38 +0800`. */
const worded = (text: string): Moment | undefined => {
	const javaScript = /^(\w{3}) (\w{3}) (\d{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \(.*\))?$/.exec(text);
	const mail =
		javaScript === null
			? text
			: `${javaScript[1]}, ${javaScript[3]} ${javaScript[2]} ${javaScript.slice(4).join(' ')}`;
	if (!/^(?:\w{3}, )?\d{1,2} \w{3} \d{4} /.test(mail)) return undefined;
	const named = DateTime.fromRFC2822(mail);
	return named.isValid ? { ms: named.toMillis() } : undefined;
};

/** Long dashes as hyphens, and no brackets around an offset. */
const plainTime = (value: string): string =>
	withoutRemarks(
		bareValue(value)
			.replace(/[\u2010-\u2015\u2212]/g, '-')
			.replace(/\((?=(?:UTC|GMT)[^()]*\)$)(.*)\)$/i, '$1'),
	);

/** A day of the week says nothing new, and 北京时间 is what is meant anyhow. */
const withoutRemarks = (text: string): string =>
	/[周期时]/.test(text)
		? trimCell(
				text
					.replace(/\s*\(?(?:周|星期)[一二三四五六日天]\)?\s*/, ' ')
					.replace(/^北京时间\s*:?\s*|\s*\(?北京时间\)?$/g, ''),
			)
		: text;

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(.*)$/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[-\s]([a-z]{3,9})\.?[-\s,]+(\d{4})(.*)$/i;

/** `Jan 1, 2017 3:34 PM`, `1-Jan-2017`: a month by its name leaves no doubt. */
const namedMonth = (text: string): Moment | CellIssue | undefined => {
	const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '');
	const first = MONTH_FIRST.exec(bare);
	const [, name, day, year, rest] = first ?? swapFirstTwo(DAY_FIRST.exec(bare));
	if (name === undefined) return undefined;
	const word = name.toLowerCase();
	const month = MONTHS.findIndex((each) => each === word || each.slice(0, 3) === word || (each.slice(0, 4) === word && word === 'sept'));
	return month === -1 ? undefined : yearFirst(`${year}-${month + 1}-${day}${rest}`);
};

const swapFirstTwo = (found: RegExpExecArray | null): readonly string[] =>
	found === null ? [] : [found[0], found[2], found[1], found[3], found[4]];

/** What is wrong where the year has two digits, or there is none. */
const unclearYear = (text: string): CellIssue | undefined => {
	if (/^\d{1,2}([-/.])\d{1,2}\1\d{2}(?:\D.*)?$/.test(text)) {
		return {
			message: t({
				en: 'The year has two digits, so the order of day, month and year is not clear.',
				zh: '年份只有两位，无法判断年、月、日的顺序。',
			}),
			advice: documentedForm(),
		};
	}
	if (/^\d{2}\s*年|^\d{1,2}[-\s][a-z]{3}[-\s]\d{2}(?!\d)/i.test(text)) {
		return {
			message: t({ en: 'The year has only two digits.', zh: '年份只有两位。' }),
			advice: documentedForm(),
		};
	}
	return /^\d{1,2}\s*月\s*\d{1,2}\s*[日号]/.test(text)
		? {
				message: t({ en: 'The year is missing.', zh: '缺少年份。' }),
				advice: documentedForm(),
			}
		: undefined;
};

const documentedForm = (): string =>
	t({
		en: 'Write Beijing time such as 2017-01-01 15:34:38.',
		zh: '请填写北京时间，例如 2017-01-01 15:34:38。',
	});

const notATime = (): CellIssue => ({
	message: t({ en: 'This is not a date and time.', zh: '无法识别为日期时间。' }),
	advice: documentedForm(),
});

const impossible = (): CellIssue => ({
	message: t({ en: 'There is no such date or time.', zh: '不存在这样的日期或时间。' }),
	advice: documentedForm(),
});

const eitherTime = (one: string, other: string): CellIssue => ({
	message: t({
		en: `This may mean ${one} or ${other}.`,
		zh: `无法判断这是 ${one} 还是 ${other}。`,
	}),
	advice: documentedForm(),
});

/** 2017010115: three o'clock of a day, or seconds since 1970. */
const secondsOrHour = (seconds: number, { ms }: Moment): CellIssue =>
	eitherTime(beijingTime(ms), beijingTime(seconds * 1000));

const unclearHour = (): CellIssue => ({
	message: t({
		en: 'Which hour of which day is meant is not clear.',
		zh: '无法判断是哪一天的几点。',
	}),
	advice: documentedForm(),
});

const ambiguousDate = (a: number, b: number, year: string): CellIssue => {
	const iso = (month: number, day: number): string =>
		`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return eitherTime(iso(a, b), iso(b, a));
};

const yearOutOfRange = (): CellIssue => ({
	message: t({
		en: `The year is outside ${EARLIEST} to ${LATEST}.`,
		zh: `年份不在 ${EARLIEST}~${LATEST} 范围内。`,
	}),
	advice: documentedForm(),
});
