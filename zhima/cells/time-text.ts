/** Dates and times as people and programs write them. */
import { DateTime } from 'luxon';
import { type CellIssue, bareValue, isCellIssue, lostValue, trimCell } from './cell';
import { DAY_PART, isContradiction, twentyFourHours } from './day-parts';
import { BEIJING, type Moment, beijingMoment, beijingTime, momentOfClock, momentOfNumber } from './moment';
import { eitherTime, endOfDay, noSuchTime, notATime, otherHalf, rangeOrZone, severalTimes, severalZones, otherWeekday, twoDigitYear, unclearHour, unclearOrder, unclearZone, yearMissing } from './time-issues';
import { ZONE, offsetOf } from './time-zone';

const DOCUMENTED = /^(20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The moment that a text means, or what is wrong with it. Without an offset it is Beijing's clock. */
export const momentOfText = (value: string): Moment | CellIssue => {
	const text = trimCell(value);
	if (DOCUMENTED.test(text)) return { ms: beijingMoment(text) };
	const plain = plainTime(text);
	if (/^[1-9]\d*(?:\.\d+)?$/.test(plain)) return momentOfNumber(Number(plain));
	const bare = withoutRemarks(plain);
	if (bare !== plain && BEIJING_REMARK.test(plain) && OTHER_ZONE.test(bare)) return severalZones();
	const moment = momentOfWords(bare);
	return isCellIssue(moment) || isOnNamedDay(bare, plain) ? moment : otherWeekday();
};

const WEEKDAY_WORDS = ['sun日天', 'mon一', 'tue二', 'wed三', 'thu四', 'fri五', 'sat六'];
const WEEKDAY = /(?:周|星期)([一二三四五六日天])|^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s/i;

/** Whether the date, as it is written, is on the day of the week beside it. */
const isOnNamedDay = (bare: string, plain: string): boolean => {
	const found = WEEKDAY.exec(plain);
	if (found === null) return true;
	const day = momentOfWords(bare.replace(/(?<=\d)\s*(?:[+-]\d{2}:?\d{2}|Z|(?:UTC|GMT).*)$/i, ''));
	const named = WEEKDAY_WORDS.findIndex((words) => words.includes((found[1] ?? found[2]).toLowerCase()));
	return isCellIssue(day) || new Date(`${beijingTime(day.ms).slice(0, 10)}T00:00:00Z`).getUTCDay() === named;
};

const momentOfWords = (text: string): Moment | CellIssue =>
	yearFirst(text) ??
	compactDay(text) ??
	yearLast(text) ??
	unclearYear(text) ??
	iso(text) ??
	mail(text) ??
	namedMonth(text) ??
	lostValue(text) ??
	(SEVERAL.test(text) ? severalTimes() : END_OF_DAY.test(text) ? endOfDay() : namedZone(text) ?? notATime());

/** CST is China's and Chicago's; of other places the rules for summer time are not known here. */
const namedZone = (text: string): CellIssue | undefined => {
	const zone = /\d:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[+-]\d{4} )?\(?([A-Z]{3,4}|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)\)?(?: \d{4})?$/.exec(text)?.[1];
	return zone === undefined ? undefined : unclearZone(zone);
};

/** Hour, minute and second, the part of the day before or behind; a comma before milliseconds only. */
const CLOCK =
	`(?<before>${DAY_PART})?` +
	'\\s*(?<hour>\\d{1,2})' +
	'(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.\\d+|,\\d{3})?)?' +
	'|[时点](?:(?<wordedMinute>\\d{1,2}|半)分?(?:(?<wordedSecond>\\d{1,2})秒)?)?)\\s*(?<after>AM|PM|上午|下午)?';
const CLOCK_AND_ZONE = `${CLOCK}(?:\\s*(?<zone>${ZONE}))?`;
const YEAR_FIRST = new RegExp(
	`^(?<year>\\d{4})(?:(?<mark>-|/|\\.)(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})` +
		'|\\s*年\\s*(?<wordedMonth>\\d{1,2})\\s*月\\s*(?<wordedDay>\\d{1,2})\\s*[日号]?)' +
		`(?:(?<seam>T|\\s+|\\s*,\\s*|(?<=[日号])|(?=[上下]午|早|晚|凌晨|中午|傍晚))${CLOCK_AND_ZONE})?$`,
	'i',
);
const YEAR_LAST = new RegExp(
	`^(?<first>\\d{1,2})(?<mark>[-/.])(?<next>\\d{1,2})\\k<mark>(?<year>\\d{4})(?:(?<seam>T|\\s+|\\s*,\\s*)${CLOCK_AND_ZONE})?$`,
	'i',
);

type Groups = Readonly<Record<string, string | undefined>>;

const yearFirst = (text: string): Moment | CellIssue | undefined => {
	const groups = YEAR_FIRST.exec(text)?.groups as Groups | undefined;
	if (groups === undefined) return undefined;
	const { year, month, day, wordedMonth, wordedDay } = groups;
	return momentOfDateAndClock([year, month ?? wordedMonth, day ?? wordedDay], groups);
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
	const groups = YEAR_LAST.exec(text)?.groups as Groups | undefined;
	if (groups === undefined) return undefined;
	const { first, next, year } = groups;
	const [a, b] = [Number(first), Number(next)];
	if (a <= 12 && b <= 12 && a !== b) return eitherTime(isoDay(year, a, b), isoDay(year, b, a));
	const [month, day] = a > 12 ? [next, first] : [first, next];
	return momentOfDateAndClock([year, month, day], groups);
};

const isoDay = (year: string | undefined, month: number, day: number): string =>
	`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const momentOfDateAndClock = (
	date: ReadonlyArray<string | undefined>,
	{ before, hour, minute, second, wordedMinute, wordedSecond, after, seam, zone }: Groups,
): Moment | CellIssue => {
	if (before !== undefined && after !== undefined) return notATime();
	const part = before ?? after;
	const hours = hour === undefined ? undefined : twentyFourHours(Number(hour), part);
	if (isContradiction(Number(hour), part)) return otherHalf();
	if (hours === null || (part !== undefined && hours === 24 && Number(hour) === 12)) {
		return Number(hour) > 12 ? noSuchTime() : unclearHour();
	}
	const offset = offsetOf(zone, { isIso: /t/i.test(seam ?? ''), hasSeconds: second !== undefined });
	if (typeof offset !== 'number') return offset;
	return momentOfClock(
		[...date, hours, minute ?? wordedMinute?.replace(/半/, '30'), second ?? wordedSecond],
		offset,
	);
};

/** A whole day of ISO 8601: 20170101, 2017-W01-7 or 2017-001. Of less, luxon would invent the rest. */
const ISO = /^\d{4}(?:(-?)\d\d\1\d\d|(-?)W\d\d\2\d|-?\d{3})T\d/;
/** T0930-1130: without seconds, what follows the minus could be the end of a range. */
const ISO_MINUS = /T\d\d(?::?\d\d)?(-[\d:]+)/;
const ISO_ZONE_NAME = /\[[^\]]*\]$/;

/** What else ISO 8601 allows: 20170101T153438Z, 2017-W01-7T15:34, a zone's name in brackets. */
const iso = (text: string): Moment | CellIssue | undefined => {
	if (!ISO.test(text)) return undefined;
	if (/T24/.test(text)) return endOfDay();
	const minus = ISO_MINUS.exec(text);
	if (minus !== null) return rangeOrZone(minus[1]);
	const named = DateTime.fromISO(text, { zone: BEIJING });
	if (!named.isValid) return undefined;
	const withoutName = text.replace(ISO_ZONE_NAME, '');
	if (withoutName !== text && /(?:Z|[+-]\d\d:?(?:\d\d)?)$/i.test(withoutName.slice(withoutName.indexOf('T')))) {
		const byOffset = DateTime.fromISO(withoutName, { zone: BEIJING });
		if (byOffset.toMillis() !== named.toMillis()) return severalZones();
	}
	return { ms: named.toMillis() };
};

/** Of the zones by name only GMT and UT: CST is China's and Chicago's. */
const MAIL = /^(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d(?<seconds>:\d\d)? (?:GMT|UT|Z|(?<offset>[+-]\d{4}))$/;

/** Dates as mail, HTTP and JavaScript write them: `Sun, 01 Jan 2017 15:34:38 +0800`. */
const mail = (text: string): Moment | CellIssue | undefined => {
	const bare = text.replace(/\s*\([a-z\p{Script=Han} ]+\)$/iu, '');
	const javaScript = /^(\w{3}) (\w{3}) (\d{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})$/.exec(bare);
	const written =
		javaScript === null
			? bare
			: `${javaScript[1]}, ${javaScript[3]} ${javaScript[2]} ${javaScript.slice(4).join(' ')}`;
	const found = MAIL.exec(written)?.groups as Groups | undefined;
	if (found === undefined) return undefined;
	const { seconds, offset } = found;
	if (seconds === undefined && offset?.startsWith('-')) return rangeOrZone(offset);
	const named = DateTime.fromRFC2822(written);
	return named.isValid ? { ms: named.toMillis() } : undefined;
};

/** Go prints an offset and then the zone's name: 2026-11-20 15:34:38 +0800 CST. */
const GO_ZONE_NAME = /( \+0800) CST$|( \+0000) UTC$/;

/** Long dashes as hyphens in the date, a minus as one everywhere, and no brackets around an offset. */
const plainTime = (value: string): string => {
	const [date, ...rest] = bareValue(value).replace(/[\u2010\u2011\u2212]/g, '-').split(/(?=[:点时])/);
	return [date.replace(/[\u2012-\u2015]/g, '-'), ...rest]
		.join('')
		.replace(/\((?=(?:UTC|GMT)[^()]*\)$)(.*)\)$/i, '$1')
		.replace(/\b([ap])\.\s?m\./i, '$1m')
		.replace(GO_ZONE_NAME, '$1$2');
};

const BEIJING_REMARK = /^北京时间|北京时间\)?$/;
/** A zone behind a clock that is not Beijing's. */
const OTHER_ZONE =
	/[:点时].*?(?:Z|UTC|GMT|[+-](?!0?8(?::?00)?$)\d{1,2}(?::?\d{2})?|-\d{1,2}(?::?\d{2})?|\[(?!Asia\/Shanghai\])[^\]]*\])$/i;

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
const MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)(.*)$/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[-\s]([a-z]{3,9})\.?[-\s,]+(\d{4})(?!\d)(.*)$/i;

/** `Jan 1, 2017 3:34 PM`, `1-Jan-2017`: a month by its name leaves no doubt. */
const namedMonth = (text: string): Moment | CellIssue | undefined => {
	const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '');
	const first = MONTH_FIRST.exec(bare);
	const [, name, day, year, rest] = first ?? swapFirstTwo(DAY_FIRST.exec(bare));
	if (name === undefined) return undefined;
	const word = name.toLowerCase();
	const month = MONTHS.findIndex((each) => each === word || each.slice(0, 3) === word || (each.slice(0, 4) === word && word === 'sept'));
	const clock = rest.replace(/^,?\s+at\s+/i, ' ');
	return month === -1 ? undefined : yearFirst(`${year}-${month + 1}-${day}${clock}`);
};

const swapFirstTwo = (found: RegExpExecArray | null): readonly string[] =>
	found === null ? [] : [found[0], found[2], found[1], found[3], found[4]];

/** What is wrong where the year has two digits, or there is none. */
const unclearYear = (text: string): CellIssue | undefined => {
	if (/^\d{1,2}([-/.])\d{1,2}\1\d{2}(?:\D.*)?$/.test(text)) return unclearOrder();
	if (/^\d{2}\s*年|^\d{1,2}[-\s][a-z]{3}[-\s]\d{2}(?!\d)/i.test(text)) return twoDigitYear();
	return /^\d{1,2}\s*月\s*\d{1,2}\s*[日号]/.test(text) ? yearMissing() : undefined;
};

/** Words and signs between the ends of a range; behind a clock also a hyphen. Or two whole dates. */
const SEVERAL =
	/\d\S{0,3}\s*(?:[~\u2012-\u2015\u223c\u301c]|至|到|\b(?:to|till|until)\b)[^\d]{0,8}\d|(?::\d{1,2}|[点时分秒半])\s*(?:[ap]m)?\s*-+[^\d]{0,8}\d|\d{4}([-/.年])\d{1,2}.*\d{4}\1\d{1,2}|:\d\d\s*[/,;、|&和及或]\s*\d{1,2}:\d/i;
const END_OF_DAY = /(?<!\d)24(?::00|[点时])/;
