import { t } from '../../i18n/translate';
import { type CellReading, type CellIssue, bareValue } from './cell';
import { isExcelDay } from './moment';
import { dateNumber, textOf } from './text';
import { twentyFourHours } from './day-parts';

const ALL_DAY = '00:00-24:00';
const ALL_DAY_WORDS =
	/^(?:全天候?|昼夜|(?:全天|昼夜|全年|365天)?(?:7[x×*/]24|24[x×*/]7|24|二十四)(?:小时|hours?|hrs?|h)?(?:全天)?)(?:营业|开放|服务)?$/i;
const DASH_MARK = '[-\\u2010-\\u2015\\u2212~\\u223c\\u301c\\uff5e至到]';
const DASHES = new RegExp(`${DASH_MARK}+|to`, 'i');
const TITLE = /^(?:营业|开放|服务)?(?:时间|时段)段?:?/;
const EVERY_DAY_WORDS = `\\(?(?:每天|每日|天天|全年无休|周一${DASH_MARK}+周[日天]|星期一${DASH_MARK}+星期[日天]|Mon${DASH_MARK}+Sun)\\)?`;
/** Before or behind the hours: 每天09:00-22:00, 09:00-22:00（周一至周日）, 24小时，全年无休. */
const EVERY_DAY = new RegExp(`^${EVERY_DAY_WORDS}[:,]?|[,;、]?${EVERY_DAY_WORDS}$`, 'gi');
const WEEKDAYS = /周|星期|礼拜|工作日|节假日|mon|tue|wed|thu|fri|sat|sun/i;
const NEXT_DAY = /\(?(?:次日|翌日|第二天|隔天|隔日)\)?/;
/** 0900 and 9.00, which no one could mean otherwise here. */
const COMPACT = /^(\d{2})(\d{2})$|^(\d{1,2})\.(\d{2})$/;
const CLOCK =
	/^(上午|下午|中午|早上?|晚上?|凌晨)?(\d{1,2})(?::(\d{2})(?::00)?|[点时](?:(\d{1,2})分?|(半))?)(am|pm)?$|^()(\d{1,2})()()()(am|pm)$/i;

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
	const bare = bareValue(text).replace(/\s+/g, '').replace(/\.$/, '').replace(TITLE, '').replace(EVERY_DAY, '');
	if (/\D/.test(bare) && ALL_DAY_WORDS.test(bare)) return { value: ALL_DAY };
	if (WEEKDAYS.test(bare)) return daysOfTheWeek();
	const ends = bare.split(DASHES);
	if (ends.length !== 2) return notARange(ends.length > 2);
	return rangeOf(endOf(withUnit(ends[0], ends[1])), endOf(ends[1].replace(NEXT_DAY, '')), NEXT_DAY.test(ends[1]));
};

const rangeOf = (from: End | undefined, to: End | undefined, isNextDay: boolean): CellReading => {
	if (from === undefined || to === undefined) return notARange(false);
	if (isNextDay && to.clock > from.clock) return notARange(false);
	return wrongClock(from.clock, to.clock) ?? unclearHalf(from, to) ?? { value: `${from.clock}-${to.clock}` };
};

/** 9-22点: the unit behind the second number is that of the first as well. */
const withUnit = (from: string, to: string): string => {
	const unit = /^\D{0,2}\d{1,2}([点时])$/.exec(to)?.[1];
	return unit !== undefined && /^\D{0,2}\d{1,2}$/.test(from) ? `${from}${unit}` : from;
};

const endOf = (text: string): End | undefined => {
	const found = CLOCK.exec(text.replace(COMPACT, '$1$3:$2$4'));
	if (found === null) return undefined;
	const [, before, hour, minute, wordedMinute, half, after] = found[2] === undefined ? found.slice(6) : found;
	const minutes = minute || wordedMinute || (half ? '30' : '00');
	const part = before || after || undefined;
	const hours = twentyFourHours(Number(hour), part);
	if (hours === null) return undefined;
	return { clock: `${String(hours).padStart(2, '0')}:${minutes.padStart(2, '0')}`, half: part };
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

const notARange = (several: boolean): CellIssue => ({
	message: several
		? t({
				en: 'Only one range is allowed.',
				zh: '只能填写一个时段。',
			})
		: t({ en: "These aren't opening hours.", zh: '无法识别为营业时间。' }),
	advice: advice(),
});

const advice = (): string =>
	t({
		en: 'Enter the opening and closing times such as 09:00-22:00, or 00:00-24:00 for day and night.',
		zh: '请填写起止时间，例如 09:00-22:00；24 小时营业请填写 00:00-24:00。',
	});

