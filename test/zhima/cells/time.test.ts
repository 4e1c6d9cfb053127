/** Times as people and programs write them, each with its neighbors that mean nothing or not one thing. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dataStateSync, readRow, rowFromForm } from '../../../zhima';
import { NOW, syncRow } from '../rows';
import { all, hinted, read, table, wrong } from './cell-table';

const NO_TIME = /isn't a date and time/;
const NO_ZONE = /The time zone “[\w/]+” can't be read\./;
const OTHER_WEEKDAY = /The date and the day of the week don't match\./;
const NO_SUCH = /date or time doesn't exist/;
const UNCLEAR = /isn't clear which hour of which day/;
const OUTSIDE = /must be between 2000 and 2100/;
const ONLY_DAY = (day: string): RegExp => new RegExp(`^${day} 00:00:00 \\| .*Only a date is given, so ${day} 00:00:00`);
const FUTURE = (moment: string): RegExp => new RegExp(`^${moment} \\| .*is in the future`);

table('upload_time', [
	// The ends of the years 2000 to 2100, as texts and as each kind of number.
	...all('2000-01-01 00:00:00', '2000-01-01 00:00:00', 946656000000, 946656000, '946656000'),
	...all(FUTURE('2100-12-31 23:59:59'), '2100-12-31 23:59:59', 4133951999999, 4133951999),
	...all(OUTSIDE, '1999-12-31 23:59:59', '2101-01-01 00:00:00'),
	[36526, ONLY_DAY('2000-01-01')],
	[73415, FUTURE('2100-12-31 00:00:00')],
	...all(NO_TIME, 36525, 73416, 946655999, 4133952000000),
	...all(NO_SUCH, 946655999999, 4133952000),
	// Each place of the documented form.
	...all('2019-09-09 09:09:09', '2019-09-09 09:09:09', '2019-9-9 9:9:9', '20190909 090909', '20190909  09:09:09'),
	...all('2020-10-28 23:59:50', '2020-10-28 23:59:50', 20201028235950),
	...all('2001-11-11 19:10:01', '2001-11-11 19:10:01', '20011111191001'),
	['2020-02-29 20:00:00', '2020-02-29 20:00:00'],
	...all(NO_SUCH, '2017-02-29 00:00:00', '2017-04-31 00:00:00', '2017-13-01 00:00:00'),
	...all(NO_SUCH, '2017-00-01 00:00:00', '2017-01-00 00:00:00', '2017-01-01 00:60:00', '2017-01-01 00:00:60', '2017-01-01 29:00:00'),
	...all(NO_TIME, 'x2017-01-01', 'x20170101 1534', '20170101 1534x', '上午2017', '2017-01-01 上午9:00 PM'),
	[20170101, ONLY_DAY('2017-01-01')],
	[201701011534, '2017-01-01 15:34:00'],
	[2017010115, /can mean 2017-01-01 15:00:00 or 2033-12-01 08:35:15/],
	// Day and month before the year.
	['12/12/2017', ONLY_DAY('2017-12-12')],
	...all(ONLY_DAY('2017-12-13'), '13/12/2017', '12/13/2017'),
	['12/11/2017', /can mean 2017-12-11 or 2017-11-12/],
	['11/12/2017', /can mean 2017-11-12 or 2017-12-11/],
	['1/2/2017', /can mean 2017-01-02 or 2017-02-01/],
]);

describe('an hour of a part of the day', () => {
	test.each([
		['凌晨12点', '00'],
		['凌晨1点', '01'],
		['凌晨6点', '06'],
		['早4点', '04'],
		['早上8点', '08'],
		['早11点', '11'],
		['上午12点', '00'],
		['上午11点', '11'],
		['中午11点', '11'],
		['中午12点', '12'],
		['中午1点', '13'],
		['中午2点', '14'],
		['下午12点', '12'],
		['下午1点', '13'],
		['晚5点', '17'],
		['晚上11点', '23'],
	])('%s is %s:00', (words, hour) => {
		expect(read('upload_time', `2017-01-01 ${words}`)).toBe(`2017-01-01 ${hour}:00:00`);
	});

	test.each(['凌晨7点', '早3点', '早12点', '中午10点', '中午3点', '晚4点', '晚上12点'])('%s is not clear', (words) => {
		expect(read('upload_time', `2017-01-01 ${words}`)).toMatch(UNCLEAR);
	});

	test.each([
		['下午13点', '13:00:00'],
		['15:34:38 PM', '15:34:38'],
		['下午15:34', '15:34:00'],
		['晚上21点', '21:00:00'],
		['晚17:30', '17:30:00'],
		['中午13:05', '13:05:00'],
		['傍晚6点', '18:00:00'],
		['傍晚18:30', '18:30:00'],
		['早晨8:05', '08:05:00'],
		['夜里23:10', '23:10:00'],
	])('%s beside a 24-hour clock, or as words, is %s', (words, clock) => {
		expect(read('upload_time', `2017-01-01 ${words}`)).toBe(`2017-01-01 ${clock}`);
	});

	test.each(['上午15:00', '早上13点', '凌晨15:00', '晚上13:00', '中午17:00', '15:00 AM', '傍晚22点'])('%s contradicts itself', (words) => {
		expect(read('upload_time', `2017-01-01 ${words}`)).toMatch(/The hour and the part of the day contradict each other\..*2017-01-01 15:34:38/);
	});

	test('晚上24:00 is the end of a day, which is refused in every spelling', () => {
		expect(read('upload_time', '2017-01-01 晚上24:00')).toMatch(/24:00 is not a valid time/);
	});

	test('beyond twenty-four there is none', () => {
		expect(read('upload_time', '2017-01-01 下午25点')).toMatch(NO_SUCH);
		expect(read('upload_time', '2017-01-01 25:34:38 PM')).toMatch(NO_SUCH);
		expect(read('upload_time', '2017-01-01 下午上3点')).toMatch(NO_TIME);
	});
});

describe('an offset', () => {
	test.each([
		['+0800', '01 15:34'],
		['+08:00', '01 15:34'],
		['+8', '01 15:34'],
		['GMT+8', '01 15:34'],
		[':00-0330', '02 03:04'],
		['+0859', '01 14:35'],
		['+1400', '01 09:34'],
		[':00-1400', '02 13:34'],
		['Z', '01 23:34'],
		['UTC', '01 23:34'],
		[' (UTC+8)', '01 15:34'],
		[' (GMT+08:00)', '01 15:34'],
		['[Asia/Shanghai]', '01 15:34'],
	])('%s', (offset, moment) => {
		expect(read('upload_time', `2017-01-01T15:34${offset}`)).toBe(`2017-01-${moment}:00`);
	});

	test.each(['+1401', '+0860', '+0899'])('%s is none', (offset) => {
		expect(read('upload_time', `2017-01-01T15:34${offset}`)).toMatch(NO_SUCH);
	});

	test.each(['+08:5', ' (UTC+8) x', ' (上海)', ' ()'])('%s means nothing', (offset) => {
		expect(read('upload_time', `2017-01-01T15:34${offset}`)).toMatch(NO_TIME);
	});
});

describe('as programs write it', () => {
	table('upload_time', [
		...all('2017-01-01 15:34:38', 'Sun Jan 01 2017 15:34:38 GMT+0800 (China Standard Time)', 'Sun Jan 01 2017 15:34:38 GMT+0800'),
		...all('2017-01-01 15:34:38', 'Sun, 01 Jan 2017 15:34:38 +0800', '01 Jan 2017 15:34:38 +0800', '1 Jan 2017 07:34:38 GMT'),
		...all(NO_TIME, 'xSun Jan 01 2017 15:34:38 GMT+0800', 'Sun Jan 01 2017 15:34:38 GMT+0800 x', 'x 01 Jan 2017 15:34:38 +0800'),
		...all('2017-01-01 15:34:38', 'Sun Jan 01 2017 15:34:38 GMT+0800 (中国标准时间)', 'Sat Dec 31 2016 23:34:38 GMT-0800 (太平洋标准时间)'),
		...all('2017-01-01 15:34:38', '2017-01-01 15:34:38 +0800 CST', '2017-01-01 15:34:38.123456789 +0800 CST', '2017-01-01 07:34:38 +0000 UTC'),
		...all('2017-01-01 15:34:38', '2017/1/1 下午3:34:38', '2017/1/1下午3:34:38', '2017/1/1 3:34:38 下午', '2017/1/1 3:34:38 p.m.', 'January 1, 2017 at 3:34:38 PM'),
		...all(NO_TIME, '2017/1/1下午3:34 下午', '2017/1/1晚3:34 p.m.', 'January 1, 2017 at'),
		['20170101T153438Z', '2017-01-01 23:34:38'],
		['2017-W01-7T15:34', '2017-01-08 15:34:00'],
		['2017-001T15:34', '2017-01-01 15:34:00'],
		['x20170101T15', NO_TIME],
	]);
});

describe('with words beside it that say nothing new', () => {
	table('upload_time', [
		...all('2017-01-01 15:34:00', '2017年1月1日 星期日 15:34', '2017-01-01(周日)15:34', '2017-01-01 周日 15:34'),
		...all('2017-01-01 15:34:00', '北京时间: 2017-01-01 15:34', '北京时间2017-01-01 15:34', '2017-01-01 15:34北京时间'),
		...all('2017-01-01 15:34:00', '2017-01-01 15:34  北京时间', '2017-01-01 15:34(北京时间)', '2017-01-01 15:34  （北京时间）'),
		...all('2017-01-02 07:30:00', '周日 2017-01-01 23:30+00:00', '2017-01-01 23:30 UTC 星期天', 'Sunday, January 1, 2017 23:30 UTC'),
		...all(/can be a later day, another time, or a time zone/, '2017-01-01 10:30+5:45', '2017-01-01 9:00+9:30', '2017-01-01 15:34:38+9:00'),
		...all('2017-01-01 15:34:00', '2017-01-01 15:34+8:00', '2017-01-01 13:19 UTC+5:45'),
		...all(/range or a list/, '2017-01-01 10:30和11:30', '2017-01-01 10:30 & 11:30', '2017-01-01 10:30或11:30'),
		...all(OTHER_WEEKDAY, '2017-01-01 周一 15:34', '2017年1月1日 星期六', '2017-01-01(周五)15:34', 'Monday, Jan 1 2017 15:34', '周一 2017-01-01 23:30+00:00', 'sat Jan 1 2017'),
		...all(NO_TIME, '2017-01-01 北京时间 15:34', '2017-01-01 15:34 北京时间左右', '约北京时间 2017-01-01 15:34'),
	]);
});

describe('a month by its name', () => {
	const months = ['January', 'february', 'MARCH', 'April', 'May', 'june', 'July', 'August', 'September', 'October', 'November', 'December'];

	test.each(months.map((month, index) => [month, String(index + 1).padStart(2, '0')]))('%s', (month, number) => {
		for (const name of [month, month.slice(0, 3), `${month.slice(0, 3)}.`]) {
			expect(read('upload_time', `${name} 2, 2017 3:34 PM`)).toBe(`2017-${number}-02 15:34:00`);
			expect(read('upload_time', `12 ${name} 2017 15:34`)).toBe(`2017-${number}-12 15:34:00`);
		}
	});

	table('upload_time', [
		...all(ONLY_DAY('2017-09-02'), 'Sept 2 2017', '2-Sept-2017'),
		...all(ONLY_DAY('2017-01-12'), 'Jan  12th,  2017', 'Thursday, Jan 12 2017', 'Thu Jan 12 2017', 'thu,  Jan 12 2017'),
		...all(ONLY_DAY('2017-01-02'), '2nd Jan 2017', '2-Jan-2017', '2 Jan, 2017', '2 Jan  2017', 'Monday 2 Jan 2017'),
		...all(NO_TIME, 'Octo 2, 2017', 'Janu 2, 2017', 'Blah 2, 2017', 'x Jan 2 2017', 'Jan 2 2017 x', 'x2 Jan 2017', 'Jan 123 2017', '2 Jan 2017 x'),
	]);
});

describe('without a year, or with half of one', () => {
	const ORDER = /two digits, so the order/;
	const TWO_DIGITS = /The year has only two digits/;
	const NO_YEAR = /The year is missing/;

	table('upload_time', [
		...all(ORDER, '1/2/17', '1/2/17 15:34', '12-11-17', '1.2.17', '1/2/17, 15:34'),
		...all(TWO_DIGITS, '17年1月2日', '17 年1月2日', '12-Jan-17', '1-Jan-17', '1 Jan 17'),
		...all(NO_YEAR, '1月2日', '1 月 2 日', '12月12号 15:34', '12月1日'),
		...all(NO_TIME, '1/2/171', '12-Jan-171', 'x17年', 'x1月2日', '3月', '120月1日', '1月120日', 'x1-Jan-17', '1/2-17'),
	]);
});

test('a moment ten minutes ahead is the clock, one second more is the future', () => {
	expect(read('upload_time', '2026-11-23 10:40:00')).toBe('2026-11-23 10:40:00');
	expect(read('upload_time', '2026-11-23 10:40:01')).toMatch(/is in the future/);
});

const shiftedLuxon = { isLuxonDateTime: true, isValid: true, toMillis: () => Date.UTC(2017, 0, 1, 7, 34, 38) };
const notATime = wrong(/isn't a date and time.*2017-01-01 15:34:38/);
const noSuchTime = wrong(/date or time doesn't exist/);
const unclearHour = wrong(/isn't clear which hour of which day/);
const dayOnly = /Only a date is given/;

table('upload_time', [
	['2017-01-01 15:34:38', '2017-01-01 15:34:38'],
	['', '2026-11-23 10:30:00'],
	[null, '2026-11-23 10:30:00'],
	['2017-01-01T15:34:38', '2017-01-01 15:34:38'],
	['2017-01-01T15:34:38Z', '2017-01-01 23:34:38'],
	['2017-01-01T15:34:38.999Z', '2017-01-01 23:34:38'],
	['2017-01-01T15:34:38+08:00', '2017-01-01 15:34:38'],
	['2017-01-01T15:34:38.000+0800', '2017-01-01 15:34:38'],
	['2017-01-01T15:34:38-05:00', '2017-01-02 04:34:38'],
	['2017-01-01T15:34:38+05:30', '2017-01-01 18:04:38'],
	['2017-01-01 15:34:38 UTC', '2017-01-01 23:34:38'],
	['2017-01-01 15:34:38 GMT+8', '2017-01-01 15:34:38'],
	['2017-01-01 15:34', '2017-01-01 15:34:00'],
	['2017/1/1 15:34', '2017-01-01 15:34:00'],
	['2017/01/01 15:34:38', '2017-01-01 15:34:38'],
	['2017.1.1 5:04', '2017-01-01 05:04:00'],
	['2017年1月1日 15:34', '2017-01-01 15:34:00'],
	['2017年1月1日15时34分38秒', '2017-01-01 15:34:38'],
	['2017年1月1日 下午3:34', '2017-01-01 15:34:00'],
	['2017年1月1日 上午12:05', '2017-01-01 00:05:00'],
	['2017/1/1 3:34 PM', '2017-01-01 15:34:00'],
	['2017/1/1 12:34:56 AM', '2017-01-01 00:34:56'],
	['２０１７－０１－０１　１５：３４：３８', '2017-01-01 15:34:38'],
	['\ufeff2017-01-01 15:34:38 ', '2017-01-01 15:34:38'],
	['25/12/2017 15:34', '2017-12-25 15:34:00'],
	['12/25/2017 15:34', '2017-12-25 15:34:00'],
	['3/3/2017 15:34', '2017-03-03 15:34:00'],
	[42736.65, '2017-01-01 15:36:00'],
	['42736.65', '2017-01-01 15:36:00'],
	[42736.64905092593, '2017-01-01 15:34:38'],
	[42736, hinted('2017-01-01 00:00:00', dayOnly)],
	['2017-01-01', hinted('2017-01-01 00:00:00', dayOnly)],
	['2017年1月1日', hinted('2017-01-01 00:00:00', dayOnly)],
	[20170101, hinted('2017-01-01 00:00:00', dayOnly)],
	['20170101153438', '2017-01-01 15:34:38'],
	[201701011534, '2017-01-01 15:34:00'],
	[1483256078000, '2017-01-01 15:34:38'],
	['1483256078000', '2017-01-01 15:34:38'],
	[1483256078000n, '2017-01-01 15:34:38'],
	[1483256078, '2017-01-01 15:34:38'],
	[new Date('2017-01-01T07:34:38.999Z'), '2017-01-01 15:34:38'],
	[DateTime.fromISO('2017-01-01T15:34:38', { zone: 'Asia/Shanghai' }), '2017-01-01 15:34:38'],
	[DateTime.fromISO('2017-01-01T02:34:38', { zone: 'America/New_York' }), '2017-01-01 15:34:38'],
	[shiftedLuxon, '2017-01-01 15:34:38'],
	['Sun, 01 Jan 2017 07:34:38 GMT', '2017-01-01 15:34:38'],
	['Sun Jan 01 2017 02:34:38 GMT-0500 (Eastern Standard Time)', '2017-01-01 15:34:38'],
	['20170101T153438Z', '2017-01-01 23:34:38'],
	['20170101T153438', '2017-01-01 15:34:38'],
	['2017-W01-1T15:34:38', '2017-01-02 15:34:38'],
	['2017-01-01T15:34:38-05:00[America/New_York]', '2017-01-02 04:34:38'],
	['2017-01-01T15Z', '2017-01-01 23:00:00'],
	['20170230T153438', notATime],
	['2020-02-29 00:00:00', '2020-02-29 00:00:00'],
	['2016-12-31T23:59:59-11:00', '2017-01-01 18:59:59'],
	['2026-11-23 10:39:00', '2026-11-23 10:39:00'],
	['2026-11-24 10:30:00', hinted('2026-11-24 10:30:00', /is in the future/)],
	['03/04/2017', wrong(/2017-03-04 or 2017-04-03/)],
	['3-4-2017 15:34', wrong(/2017-03-04 or 2017-04-03/)],
	['1/1/17 15:34', wrong(/year has two digits/)],
	['17-01-01', wrong(/year has two digits/)],
	['2017-02-30 10:00:00', noSuchTime],
	['2017-02-29', noSuchTime],
	['2017-13-01 10:00:00', noSuchTime],
	['31/31/2017', noSuchTime],
	['2017-01-01 24:00:00', wrong(/24:00 is not a valid time\. Enter midnight as 00:00:00/)],
	['2017-01-01 15:60:00', noSuchTime],
	['2017-01-01 13:00 PM', '2017-01-01 13:00:00'],
	['2017-01-01T15:34:38+19:00', noSuchTime],
	['1999-12-31 23:59:59', wrong(/year must be between 2000 and 2100/)],
	['2101-01-01 00:00:00', wrong(/year must be between/)],
	[new Date(0), wrong(/year must be between/)],
	[new Date(Number.NaN), notATime],
	[DateTime.invalid('no'), notATime],
	[12, notATime],
	[-1, notATime],
	[1e20, notATime],
	['15:34:38', notATime],
	['2017-01', notATime],
	['2017-01/01', notATime],
	['tomorrow', notATime],
	['Jan 1, 2017 3:34 PM', '2017-01-01 15:34:00'],
	['January 1 2017 15:34', '2017-01-01 15:34:00'],
	['1-Jan-2017 15:34:38', '2017-01-01 15:34:38'],
	['1st Sept 2017, 15:34', '2017-09-01 15:34:00'],
	['Sun, Jan 1 2017', hinted('2017-01-01 00:00:00', dayOnly)],
	['30 Feb 2017', noSuchTime],
	['1 Jam 2017', notATime],
	['1-Jan-17', wrong(/year has only two digits/)],
	['2017-01-01（周日）15:34', '2017-01-01 15:34:00'],
	['2017年1月1日 星期日 下午3:34', '2017-01-01 15:34:00'],
	['2017-01-01 15:34:38 北京时间', '2017-01-01 15:34:38'],
	['北京时间2017-01-01 15:34:38', '2017-01-01 15:34:38'],
	['周日', notATime],
	['-', wrong(/only a placeholder for “nothing”.*or leave the cell empty/)],
	['Invalid DateTime', notATime],
	['2017010115', wrong(/2017-01-01 15:00:00 or 2033-12-01 08:35:15/)],
	[2017010115, wrong(/2017-01-01 15:00:00 or 2033/)],
	[2017130115, hinted('2033-12-02 17:55:15', /is in the future/)],
	['20170101 15:34:38', '2017-01-01 15:34:38'],
	['20170101 153438', '2017-01-01 15:34:38'],
	['20170101 1534', '2017-01-01 15:34:00'],
	['20171301 15:34', noSuchTime],
	['2017—01—01 15:34', '2017-01-01 15:34:00'],
	['2017-01-01T15:34:38−05:00', '2017-01-02 04:34:38'],
	['2017-01-01 15:34:38 (UTC+8)', '2017-01-01 15:34:38'],
	['"2017-01-01 15:34:38"', '2017-01-01 15:34:38'],
	['="2017-01-01 15:34:38"', '2017-01-01 15:34:38'],
	["'2017-01-01 15:34:38", '2017-01-01 15:34:38'],
	['2017-01-01 15:34:38。', '2017-01-01 15:34:38'],
	['2017年1月1日下午3点半', '2017-01-01 15:30:00'],
	['2017/1/1 晚上8点', '2017-01-01 20:00:00'],
	['2017/1/1 晚上12点', unclearHour],
	['2017/1/1 晚上1:00', unclearHour],
	['2017/1/1 凌晨12:30', '2017-01-01 00:30:00'],
	['2017/1/1 凌晨8:00', unclearHour],
	['2017/1/1 早上9点', '2017-01-01 09:00:00'],
	['2017/1/1 早上12点', unclearHour],
	['2017/1/1 中午12:30', '2017-01-01 12:30:00'],
	['2017/1/1 中午1点', '2017-01-01 13:00:00'],
	['2017/1/1 中午5点', unclearHour],
	['2017/1/1 下午12:30', '2017-01-01 12:30:00'],
	['17年1月1日 15:34', wrong(/year has only two digits/)],
	['1月1日 15:34', wrong(/year is missing/)],
	['2017-01-01 15:34:38 CST', wrong(/time zone “CST” can't be read.*2017-01-01 15:34:38/)],
	['{{ $now }}', wrong(/wasn't evaluated/)],
	[true, wrong(/boolean \(TRUE or FALSE\), not a date and time\. Enter Beijing time/)],
	[{}, wrong(/an object/)],
]);

const RANGE = /This may be a range: “[^”]+” can be its end or a time zone/;
const LATER = /can be a later day, another time, or a time zone/;
const SEVERAL = /This is a range or a list/;
const ZONES = /contains two different time zones/;

describe('a range of times', () => {
	table('upload_time', [
		...all(RANGE, '2026-01-01 09:30-11:30', '2026-01-01 09:30 -11:30', '2026/1/1 9:30-11:30', '2026年1月1日9:30-11:30', '2026-01-01 10:30-1', '2026-01-01 9点-10'),
		...all(RANGE, '2026-01-01T09:30-11:30', '2026-01-01 09:30-1130', '2026-01-01 09:30:00-11:30', '2026-01-01 09:30−11:30', '13/1/2026 09:30-11:30', 'Jan 1, 2026 9:30-11:30'),
		...all(RANGE, '20260101T0930-1130', '2026-W01-4T09:30-11:30', '2026-01-01T15-11', '1 Jan 2026 09:30 -1130', '20260101 09:30-11:30', '2026-01-01 9:30 AM-11', '2026-01-01 09:30 UTC-11:30', '2026-01-01 09:30 UTC-13', '2026-1-1T9:30:00-1:30'),
		...all(SEVERAL, '2026-01-01 09:00—12:00', '2026-01-01 09:00–12:00', '2026-01-01 09:00~12:00', '2026-01-01 09:00～12:00', '2026-01-01 09:00至12:00', '2026-01-01 09:00到12:00'),
		...all(SEVERAL, '2026-01-01 09:00 - 12:00', '2026-01-01 09:00 to 12:00', '2026-01-01 9点至12点', '2026-01-01 9点-12点', '2026-01-01 9:00am-11:00am', '2026-01-01 22:00-次日02:00', '2026-01-01T09:30:00—11:30'),
		...all(SEVERAL, '2026-01-01至2026-01-03', '2026-01-01~03', '2026-01-01 - 2026-01-03', '2026/1/1-2026/1/3', '2026-01-01 09:30-2026-01-01 11:30', '2026年1月1日-2026年1月3日'),
		...all(SEVERAL, '2026-01-01 09:30/11:30', '2026-01-01 09:30,11:30', '2026-01-01 09:30、11:30', '2026-01-01T09:00/2026-01-01T10:00'),
		...all(LATER, '2026-01-01 23:30+1', '2026-01-01 23:30 +1', '2026-01-01 09:30+11:30', '2026-01-01 23:30+01'),
	]);

	const two = (value: number): string => String(value).padStart(2, '0');
	const clock = fc
		.tuple(fc.nat(23), fc.nat(59), fc.constantFrom('colon', 'seconds', 'worded', 'hour', 'compact'))
		.map(([hour, minute, form]) => {
			if (form === 'seconds') return `${two(hour)}:${two(minute)}:00`;
			if (form === 'worded') return `${hour}点${two(minute)}分`;
			if (form === 'hour') return `${hour}点`;
			return form === 'compact' ? `${two(hour)}${two(minute)}` : `${hour}:${two(minute)}`;
		});
	const end = fc.oneof(clock, fc.nat(23).map(String));
	const day = fc
		.tuple(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.nat(5))
		.map(([year, month, date, form]) =>
			[
				`${year}-${two(month)}-${two(date)} `, `${year}/${month}/${date} `, `${year}年${month}月${date}日`, `${year}.${month}.${date} `,
				`${year}${two(month)}${two(date)} `, `${year}-${two(month)}-${two(date)}, `,
			][form],
		);
	const dash = fc.constantFrom('-', ' - ', ' -', '- ', '−', '–', '—', '——', '--', '~', '～', '〜', '至', '到', ' to ', '‐', '‑', '―', '/', '、', ',', ' ');

	test('is never one time, in any spelling of date, times and dash', () => {
		fc.assert(
			fc.property(day, clock, dash, end, (date, from, between, until) => {
				const came = `${date}${from}${between}${until}`;
				expect(read('upload_time', came)).toMatch(/^“Upload Time” is /);
				const { issues } = rowFromForm(dataStateSync, { bizDataMode: 'movieTicket', movieTicket: { startTime: came } });
				expect(issues).toHaveLength(1);
			}),
			{ numRuns: 3000 },
		);
	});

	test('of days is never one day', () => {
		const days = fc.constantFrom('2026-01-01', '2026/1/1', '2026年1月1日', '20260101', '1/13/2026', '2026.1.1', 'Jan 1, 2026');
		const until = fc.oneof(days, fc.constantFrom('03', '3', '3日', '1-3', '01-03'));
		fc.assert(
			fc.property(days, dash, until, (from, between, to) => {
				expect(read('upload_time', `${from}${between}${to}`)).toMatch(/^“Upload Time” is /);
			}),
		);
	});

	test('is refused in the movie ticket of the form as well', () => {
		const issuesOf = (startTime: string): readonly string[] =>
			rowFromForm(dataStateSync, { bizDataMode: 'movieTicket', movieTicket: { startTime } }).issues.map(({ message }) => message);
		expect(issuesOf('2026-01-01 09:30-11:30')).toEqual([expect.stringMatching(RANGE)]);
		expect(issuesOf('2026-01-01 09:00—12:00')).toEqual([expect.stringMatching(SEVERAL)]);
		expect(readRow(dataStateSync, syncRow, { now: NOW }).ok).toBe(true);
	});
});

describe('an unambiguous zone', () => {
	table('upload_time', [
		...all('2026-01-01 09:30:00', '2026-01-01 09:30+08:00', '2026-01-01 09:30+0800', '2026-01-01 09:30 +08:00', '2026-01-01 09:30+8', '2026-01-01 09:30:00+08', '2026-01-01 09:30 UTC+8'),
		...all('2026-01-01 17:30:00', '2026-01-01 09:30Z', '2026-01-01 09:30 UTC', '2026-01-01 09:30:00+00', '2026-01-01T09:30:00-00:00', '2026-01-01 09:30+00:00'),
		...all('2026-01-01 22:30:00', '2026-01-01 09:30 UTC-5', '2026-01-01 09:30 GMT-0500', '2026-01-01T09:30:00-05:00', '2026-01-01T09:30:00-05', '20260101T093000-0500', 'Thu, 01 Jan 2026 09:30:00 -0500'),
		...all('2026-01-01 12:00:00', '2026-01-01 09:30+05:30', '2026-01-01T09:30:00.123+05:30'),
	]);
});

describe('two zones', () => {
	table('upload_time', [
		...all(ZONES, '2026-01-01 09:30Z 北京时间', '北京时间 2026-01-01 09:30 UTC', '2026-01-01T09:30:00-05:00 北京时间', '2026-01-01T09:30+08:00[America/New_York]'),
		...all('2026-01-01 09:30:00', '2026-01-01 09:30+08:00 北京时间', '2026-01-01T09:30+08:00[Asia/Shanghai]', '北京时间 2026-01-01 09:30 UTC+8'),
	]);
});

describe('24:00', () => {
	const spellings = [
		...['2026-01-01 24:00', '2026-01-01 24:00:00', '2026/1/1 24:00', '2026年1月1日24:00', '2026年1月1日24点', '2026年1月1日 24时00分', '1/13/2026 24:00'],
		...['2026-01-01T24:00', '2026-01-01T24:00:00', '2026-01-01T24:00:00Z', '2026-01-01T24:00:00+08:00', '20260101T240000', '20260101T2400', '2026-W01-4T24:00', '2026-001T24:00'],
		...['20260101 24:00', '20260101 2400', '20260101 240000', 'Jan 1, 2026 24:00', 'Thu, 01 Jan 2026 24:00:00 GMT', '2026-01-01 24:00 UTC', '202601012400', '20260101240000'],
		...[202601012400, 20260101240000],
	];
	test.each(spellings)('%s is refused', (came) => expect(read('upload_time', came)).toMatch(/24:00 is not a valid time\. Enter midnight as 00:00:00/));

	test('as a compact hour can be seconds as well, and as 晚上12点 either end of the day', () => {
		expect(read('upload_time', '2026010124')).toMatch(/can mean 2026-01-02 00:00:00 or 2034-/);
		expect(read('upload_time', '2026-01-01 晚上12点')).toMatch(UNCLEAR);
		expect(read('upload_time', '2026-01-01 晚上12:00:00')).toMatch(UNCLEAR);
		expect(read('upload_time', '2026-01-01 晚上24:00')).toMatch(/24:00 is not a valid time/);
	});

	test('is midnight of the next day for Excel, which has no other number for it', () => {
		expect(read('upload_time', 46024)).toMatch(ONLY_DAY('2026-01-02'));
	});
});

describe('what only seems to be a time', () => {
	table('upload_time', [
		...all(NO_TIME, '2017T15:34', '2017-01T15:34', '2017-W01T15:34', 'Jan 1 20175 10:00', '0042736', '01483256078', '2026-01-01 15:34:38,5'),
		...all(NO_ZONE, 'Sun, 01 Jan 2017 15:34:38 CST', '01 Jan 2017 15:34:38 EST', '2026-01-01 15:34 EST', '2026-01-01 15:34 (JST)', '2026-01-01 15:34:38 Asia/Tokyo'),
		...all(NO_ZONE, 'Thu Jan 01 15:34:38 CST 2026', 'Thu Jan 01 15:34:38 PDT 2026'),
		...all(NO_TIME, '01 Jan 2017 15:34:38 (16:00) +0800', '2026-01-01 15:34 东京时间'),
		...all(NO_TIME, '2026-01-01 15:34左右', '2026-01-01 15:34前', '约2026-01-01 15:34', '2026-01-01 15:34起', '2026-01-01 15:34 (90min)', '2026-01-01 15:34 90分钟', '2026-01-01 15:34?'),
		['2026-01-01 15:34:38,123', '2026-01-01 15:34:38'],
		['2026-01-01 15:34:38.5', '2026-01-01 15:34:38'],
	]);
});
