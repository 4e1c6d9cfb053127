import { t } from '../../i18n/translate';
import { type CellReading, type CellIssue, bareValue, isCellIssue } from './cell';
import { isExcelDay } from './moment';
import { dateNumber, textOf } from './text';
import { DAY_PART, isContradiction, twentyFourHours } from './day-parts';

const ALL_DAY = '00:00-24:00';
const ALL_DAY_WORDS =
	/^(?:(?:全天候?|昼夜)(?:不打烊)?|(?:全天|昼夜|全年|365天)?(?:7[x×*/]24|24[x×*/]7|24|二十四)(?:小时|hours?|hrs?|h)?(?:全天)?(?:不打烊)?)(?:营业|开放|服务|自助|可借|运营)?$/i;
const DASH_MARK = '[-\\u2010-\\u2015\\u2212~\\u223c\\u301c\\uff5e至到]';
const DASHES = new RegExp(`${DASH_MARK}+|to`, 'i');
const TITLE = /^(?:(?:营业|开放|服务|运营|经营|工作|借还|使用|门诊|门店|客服|人工|对外)*(?:时间|时段)段?:?|(?:营业|开放|服务):)/;

const WEEK_WORD = '(?:周|星期|礼拜)';
const THROUGH = `(?:${DASH_MARK}+|to|thru|through)`;
/** Every day of the week, from its first to its last: 周一至周日, 周日到周六, Mon-Sun, and OpenStreetMap's Mo-Su,PH. */
const WHOLE_WEEK_WORDS =
	`${WEEK_WORD}[一1]${DASH_MARK}+${WEEK_WORD}?[日天七7]|${WEEK_WORD}[日天七7]${DASH_MARK}+${WEEK_WORD}?[六6]|[每一]周[七7][天日]` +
	`|Mon(?:day)?${THROUGH}Sun(?:day)?|Sun(?:day)?${THROUGH}Sat(?:urday)?|(?:Mo${DASH_MARK}Su|Su${DASH_MARK}Sa)(?:,PH)?|7days(?:aweek|/week)?`;
const WHOLE_YEAR_WORDS = '(?:全年)?365[天日](?:全年)?(?:无休|不休|营业|开放)?|全年(?:无休|不休|营业|开放)|年中无休|无休|不休息';
/** Holidays as well, by words that say that they are no exception. */
const HOLIDAYS =
	'(?:包?含|包括|以?及|和)(?:周末|双休日)?[及和、]?(?:法定)?节假日' +
	'|(?:周末|双休日)?[及和、]?(?:法定)?节假日(?:均?(?:不休息?|无休|(?:正常|照常)(?:营业|开放)?))' +
	'|(?:周末|双休日)(?:不休息?|无休|(?:正常|照常)(?:营业|开放))';
const EVERY_DAY_WORDS = `[([【]?(?:每天|每日|天天|everyday|daily|${WHOLE_WEEK_WORDS}|${WHOLE_YEAR_WORDS}|${HOLIDAYS})[)\\]】]?`;
/** Before or behind the hours: 每天09:00-22:00, 09:00-22:00（周一至周日）, 24小时，全年无休. */
const EVERY_DAY = new RegExp(`^(?:${EVERY_DAY_WORDS}[,:;、|/]?)+|(?:[,;、|/。]?${EVERY_DAY_WORDS})+$`, 'gi');
const WEEKDAYS = /周|星期|礼拜|工作日|节假日|双休|mon|tue|wed|thu|fri|sat|sun|(?<![a-z])(?:mo|tu|we|th|fr|sa|su|ph)(?![a-z])/i;
const NEXT_DAY = /\(?(?:次日|翌日|第二天|隔天|隔日)\)?/;
/** 0900 and 9.00, which no one could mean otherwise here. */
const COMPACT = /^(\d{2})(\d{2})$|^(\d{1,2})\.(\d{2})$/;
const CLOCK = new RegExp(
	`^(${DAY_PART})?(\\d{1,2})(?::(\\d{2})(?::00)?|[点时](?:(\\d{1,2})分?|(半))?)(am|pm)?$|^()(\\d{1,2})()()()(am|pm)$`,
	'i',
);
/** One range in a longer text. */
const RANGE = new RegExp(`(?<![\\d:])\\d{1,2}:\\d{2}(?:${DASH_MARK})+\\d{1,2}:\\d{2}(?![\\d:])`, 'g');

/** An opening or closing time, with the half of the day as it was said. */
interface End {
	readonly clock: string;
	readonly half?: string;
}

/** One range of the 24-hour clock as `HH:mm-HH:mm`; the usual dashes are taken and become `-`. */
export const readOfficeHours = (value: unknown): CellReading => {
	if (isExcelDay(value)) return dateNumber(value);
	const text = textOf(value);
	if (typeof text !== 'string') return text;
	const whole = bareValue(text).replace(/\s+/g, '').replace(/\.$/, '').replace(TITLE, '');
	const bare = whole.replace(EVERY_DAY, '').replace(TITLE, '');
	if (/\D/.test(bare) && ALL_DAY_WORDS.test(bare)) return { value: ALL_DAY };
	if (bare === '' && whole !== '') return hoursMissing();
	if (WEEKDAYS.test(bare)) return daysOfTheWeek();
	const ends = bare.split(DASHES);
	if (ends.length !== 2) return ends.length > 2 ? severalRanges() : notARange();
	const [from, to] = [withUnit(ends[0], ends[1]), ends[1].replace(NEXT_DAY, '')];
	if ([from, to].some(isContradictory)) return otherHalf();
	return rangeOf(endOf(from), endOf(to), NEXT_DAY.test(ends[1])) ?? withRemark(bare) ?? hoursOrDate(bare) ?? notARange();
};

const rangeOf = (from: End | undefined, to: End | undefined, isNextDay: boolean): CellReading | undefined => {
	if (from === undefined || to === undefined) return undefined;
	if (isNextDay && to.clock > from.clock) return undefined;
	const issue = wrongClock(from.clock, to.clock) ?? unclearHalf(from, to);
	if (issue !== undefined) return issue;
	const reading = { value: `${from.clock}-${to.clock}` };
	return isNextDay || !mayBeAfternoon(from, to) ? reading : { ...reading, hint: overnightHint(to) };
};

/** 9:00-5:00: the next morning on the 24-hour clock that the document asks for, and in the afternoon to some. */
const mayBeAfternoon = (from: End, to: End): boolean =>
	from.half === undefined && to.half === undefined && to.clock < from.clock && to.clock >= '01:00' &&
	from.clock >= '05:00' && from.clock < '12:00';

const overnightHint = ({ clock }: End): string => {
	const [hour, minute] = clock.split(':');
	const later = `${Number(hour) + 12}:${minute}`;
	return t({
		en: `${clock} is sent as the next morning. If ${later} is meant, enter that.`,
		zh: `${clock} 按次日凌晨发送。如果是指下午，请填写 ${later}。`,
	});
};

/** 9-22点: the unit behind the second number is that of the first as well. */
const withUnit = (from: string, to: string): string => {
	const unit = /^\D{0,2}\d{1,2}([点时])$/.exec(to)?.[1];
	return unit !== undefined && /^\D{0,2}\d{1,2}$/.test(from) ? `${from}${unit}` : from;
};

/** The parts of a clock: the word before it, hour, minutes in three spellings, the word behind it. */
const partsOf = (text: string): readonly string[] | undefined => {
	const found = CLOCK.exec(text.replace(COMPACT, '$1$3:$2$4'));
	if (found === null) return undefined;
	return found[2] === undefined ? found.slice(7) : found.slice(1, 7);
};

/** 上午15:00. */
const isContradictory = (text: string): boolean => {
	const parts = partsOf(text);
	return parts !== undefined && isContradiction(Number(parts[1]), parts[0] || parts[5] || undefined);
};

const endOf = (text: string): End | undefined => {
	const parts = partsOf(text);
	if (parts === undefined) return undefined;
	const [before, hour, minute, wordedMinute, half, after] = parts;
	const minutes = minute || wordedMinute || (half ? '30' : '00');
	const part = before || after || undefined;
	const hours = twentyFourHours(Number(hour), part);
	if (hours === null) return undefined;
	const clock = `${String(hours).padStart(2, '0')}:${minutes.padStart(2, '0')}`;
	// Beside an hour of the 24-hour clock the word says nothing new.
	return Number(hour) > 12 ? { clock } : { clock, half: part };
};

/** Whether one end names its half of the day, and the other could be meant in either. */
const isUnclear = (from: End, to: End): boolean => {
	if ((from.half === undefined) === (to.half === undefined)) return false;
	if (to.half === undefined) return to.clock < '12:00';
	if (/[ap]m|凌晨/i.test(to.half)) return from.clock < '12:00';
	return /[下晚]/.test(to.half) ? from.clock < '05:00' : from.clock >= to.clock;
};

const unclearHalf = (from: End, to: End): CellIssue | undefined =>
	isUnclear(from, to)
		? {
				message: t({
					en: "It isn't clear whether one of the times is in the morning or in the evening.",
					zh: '其中一个时间无法判断是上午还是下午。',
				}),
				advice: advice(),
			}
		: undefined;

const wrongClock = (from: string, to: string): CellIssue | undefined => {
	const bad = [from, to].find((clock) => !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(clock) && clock !== '24:00');
	if (bad !== undefined || from === '24:00') {
		return {
			message: t({
				en: `${bad ?? from} is not a valid time.`,
				zh: `${bad ?? from} 不是有效的时间。`,
			}),
			advice: advice(),
		};
	}
	return from === to
		? {
				message: t({
					en: 'The opening and closing times are the same.',
					zh: '开始时间和结束时间相同。',
				}),
				advice: advice(),
			}
		: undefined;
};

const daysOfTheWeek = (): CellIssue => ({
	message: t({
		en: "Days of the week and holidays aren't supported.",
		zh: '不支持按星期或节假日填写。',
	}),
	advice: advice(),
});

const issue = (message: string, cure = advice()): CellIssue => ({ message, advice: cure });

const notARange = (): CellIssue =>
	issue(t({ en: "These aren't opening hours.", zh: '无法识别为营业时间。' }));

const severalRanges = (): CellIssue =>
	issue(t({ en: 'Only one range is allowed.', zh: '只能填写一个时段。' }));

const otherHalf = (): CellIssue =>
	issue(
		t({
			en: 'The hour and the part of the day contradict each other.',
			zh: '小时与“上午”“下午”等说法矛盾。',
		}),
	);

/** 全年无休: the days, and no hours. */
const hoursMissing = (): CellIssue =>
	issue(t({ en: 'The hours are missing. Only days are given.', zh: '只填写了日期范围，缺少起止时间。' }));

const onlyHours = (hours: string): string =>
	t({ en: `Enter only the hours: ${hours}.`, zh: `请只填起止时间：${hours}。` });

/** 9-22: a spreadsheet makes 22 September of it wherever the column isn't text. */
const hoursOrDate = (bare: string): CellIssue | undefined => {
	const found = /^(\d{1,2})-(\d{1,2})$/.exec(bare);
	if (found === null || Number(found[1]) > 23 || Number(found[2]) > 24) return undefined;
	const [from, to] = found.slice(1).map((hour) => `${hour.padStart(2, '0')}:00`);
	return issue(
		t({ en: 'These numbers may be hours or a date.', zh: '无法判断这是钟点还是日期。' }),
		t({ en: `If hours are meant, enter ${from}-${to}.`, zh: `如果是钟点，请填写 ${from}-${to}。` }),
	);
};

/** One range with words around it that may be of importance, such as where it does not hold. */
const withRemark = (bare: string): CellIssue | undefined => {
	const [found, ...others] = bare.match(RANGE) ?? [];
	if (found === undefined || others.length > 0 || !/\p{Script=Han}{2}/u.test(bare.replace(found, ''))) return undefined;
	const [from, to] = found.split(DASHES).map(endOf);
	const reading = rangeOf(from, to, false);
	if (reading === undefined || isCellIssue(reading)) return undefined;
	return issue(
		t({ en: 'There is other text besides the hours.', zh: '营业时间之外还有其他内容。' }),
		onlyHours(reading.value),
	);
};

const advice = (): string =>
	t({
		en: 'Enter the opening and closing times such as 09:00-22:00, or 00:00-24:00 for day and night.',
		zh: '请填写起止时间，例如 09:00-22:00；24 小时营业请填写 00:00-24:00。',
	});

