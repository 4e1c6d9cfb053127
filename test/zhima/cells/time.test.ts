/** Times as people and programs write them, each with its neighbours that mean nothing or not one thing. */
import { all, read, table } from './cell-table';

const NO_TIME = /not a date and time/;
const NO_SUCH = /no such date or time/;
const UNCLEAR = /Which hour of which day is meant is not clear/;
const OUTSIDE = /outside 2000 to 2100/;
const ONLY_DAY = (day: string): RegExp => new RegExp(`^${day} 00:00:00 \\| .*Only a day is given, so ${day} 00:00:00`);
const FUTURE = (moment: string): RegExp => new RegExp(`^${moment} \\| .*lies in the future`);

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
	...all(NO_SUCH, '2017-01-01 24:00:00', '2017-02-29 00:00:00', '2017-04-31 00:00:00', '2017-13-01 00:00:00'),
	...all(NO_SUCH, '2017-00-01 00:00:00', '2017-01-00 00:00:00', '2017-01-01 00:60:00', '2017-01-01 00:00:60', '2017-01-01 29:00:00'),
	...all(NO_TIME, 'x2017-01-01', 'x20170101 1534', '20170101 1534x', '上午2017', '2017-01-01 上午9:00 PM'),
	[20170101, ONLY_DAY('2017-01-01')],
	[201701011534, '2017-01-01 15:34:00'],
	[2017010115, /may mean 2017-01-01 15:00:00 or 2033-12-01 08:35:15/],
	// Day and month before the year.
	['12/12/2017', ONLY_DAY('2017-12-12')],
	...all(ONLY_DAY('2017-12-13'), '13/12/2017', '12/13/2017'),
	['12/11/2017', /may mean 2017-12-11 or 2017-11-12/],
	['11/12/2017', /may mean 2017-11-12 or 2017-12-11/],
	['1/2/2017', /may mean 2017-01-02 or 2017-02-01/],
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

	test('beyond twelve there is none', () => {
		expect(read('upload_time', '2017-01-01 下午13点')).toMatch(NO_SUCH);
		expect(read('upload_time', '2017-01-01 15:34:38 PM')).toMatch(NO_SUCH);
		expect(read('upload_time', '2017-01-01 下午上3点')).toMatch(NO_TIME);
	});
});

describe('an offset', () => {
	test.each([
		['+0800', '01 15:34'],
		['+08:00', '01 15:34'],
		['+8', '01 15:34'],
		['GMT+8', '01 15:34'],
		['-0330', '02 03:04'],
		['+0859', '01 14:35'],
		['+1400', '01 09:34'],
		['-1400', '02 13:34'],
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
		...all(ONLY_DAY('2017-01-12'), 'Jan  12th,  2017', 'Monday, Jan 12 2017', 'Mon Jan 12 2017', 'mon,  Jan 12 2017'),
		...all(ONLY_DAY('2017-01-02'), '2nd Jan 2017', '2-Jan-2017', '2 Jan, 2017', '2 Jan  2017', 'Sunday 2 Jan 2017'),
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
	expect(read('upload_time', '2026-11-23 10:40:01')).toMatch(/lies in the future/);
});

const ALL_DAY = '00:00-24:00';
const NO_RANGE = /not a range of times/;
const NO_CLOCK = /There is no/;
const HALF = /may be in the morning or in the evening/;

table('office_hours_desc', [
	...all(ALL_DAY, '24小时', '24h', '24hr', '24 hrs', '24hour', '24 Hours', '7x24', '24*7小时', '7×24小时营业', '24/7', '全天', '全天候', '昼夜', '二十四小时营业', '全年24小时', '昼夜24小时'),
	...all(NO_RANGE, 'x24小时', '24小时x', '全天x', 'x昼夜'),
	...all('09:00-22:00', '营业时间9:00-22:00', '营业时段:9:00-22:00', '时间:9:00-22:00', '开放时间段：9:00-22:00', '服务时间 9:00-22:00'),
	...all('09:00-22:00', '每天,9:00-22:00', '天天9:00-22:00', '周一到周日：9:00-22:00', '星期一至星期天9:00-22:00', 'mon-sun, 9:00-22:00', 'MON~SUN9:00-22:00'),
	...all('09:00-22:00', '0900-2200', '9.00-22.00', '9:00:00-22:00:00', '9点-22点', '9点00分-22点00', '9时-22时', '9 : 00 - 22 : 00', '9:00-22:00.'),
	...all('09:00-22:00', '9:00 TO 22:00', '9:00至22:00', '9:00～22:00', '9:00——22:00', '9am-10pm', '9:00AM-10:00PM', '9am-10:00pm'),
	...all('09:30-22:05', '9点半-22点5分', '09:30-22:05', '0930-2205', '9点30-晚上10点5分'),
	...all('00:00-12:00', '12am-12pm', '0:00-12:00'),
	...all(NO_RANGE, '10900-2200', '0900-22001', 'x9:00-22:00', '9:00-22:00x', '9:00', '9:000-22:00', '100:00-22:00', '1.2.00-22.00', '9am1-10pm', '19am-10pm'),
	...all(/several ranges/, '9:00-12:00-14:00', '9:00-12:00,14:00-18:00'),
	...all(NO_CLOCK, '24:00-09:00', '25:00-26:00', '09:60-22:00', '09:00-24:01', '9:00-29:00', '30:00-22:00'),
	['09:00-24:00', '09:00-24:00'],
	...all('22:00-06:00', '22:00-次日6:00', '22:00-06:00(翌日)', '22:00-第二天06:00', '22:00-隔日06:00'),
	...all(NO_RANGE, '9:00-次日10:00', '9:00-次日', '-22:00', '9:00-'),
	['9:00-次日9:00', /Opening and closing time are the same/],
	['9:00-09:00', /Opening and closing time are the same/],
	...all('09:00-18:00', '上午9:00-18:00', '9:00-下午6:00', '早9点-晚6点'),
	...all(HALF, '早9点-10点', '9:00-10:00pm', '11:59-10:00pm', '4:59-下午6:00', '4:59-晚上8:00', '8点-凌晨2点', '11:00-上午10:00'),
	...all('12:00-22:00', '12:00-10:00pm', '12:00-晚上10:00'),
	['5:00-晚上8:00', '05:00-20:00'],
	['上午9:00-12:00', '09:00-12:00'],
	['12:00-凌晨2点', '12:00-02:00'],
	['9:00-上午10:00', '09:00-10:00'],
	...all(/days of the week/, '工作日9:00-18:00', '周一至周五 9:00-18:00', 'Mon-Fri 9:00-18:00', '节假日 9:00-18:00'),
]);

test('a clock that there is not is named', () => {
	expect(read('office_hours_desc', '25:00-26:00')).toMatch(/There is no 25:00 at which/);
	expect(read('office_hours_desc', '9:00-26:00')).toMatch(/There is no 26:00 at which/);
	expect(read('office_hours_desc', '24:00-9:00')).toMatch(/There is no 24:00 at which/);
});
