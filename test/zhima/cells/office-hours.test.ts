/** Opening hours as people write them, each with its neighbors that are none. */
import { all, hinted, type Line, read, table, wrong } from './cell-table';

const hours = '09:00-22:00';
const allDay = '00:00-24:00';
const notHours = wrong(/aren't opening hours.*09:00-22:00/);

table('office_hours_desc', [
	...['09:00-22:00', '9:00-22:00', '09:00—22:00', '9:00–22:00', '9：00－22：00', '9:00~22:00', '9:00～22:00', '9:00 - 22:00', '9:00至22:00', '9:00到22:00', '9:00——22:00', '9点-22点', '9时至22时', '9:00:00-22:00:00', '０９：００-２２：００'].map(
		(came): Line => [came, hours],
	),
	...['24小时', '全天', '24h', '24H', '全天24小时', '24小时营业', '7x24', '7×24小时', '昼夜', '00:00—24:00', '0:00-24:00'].map(
		(came): Line => [came, allDay],
	),
	['9:00-次日2:00', '09:00-02:00'],
	['9:00-翌日10:00', notHours],
	['0900-2200', '09:00-22:00'],
	['9.00-22.00', '09:00-22:00'],
	['24/7', allDay],
	['09:00-22:00。', '09:00-22:00'],
	['暂无', hinted(undefined, /is treated as an empty cell/)],
	['18:00-02:00', '18:00-02:00'],
	['9点半到21点30分', '09:30-21:30'],
	['22:00-24:00', '22:00-24:00'],
	['', undefined],
	[null, undefined],
	['25:00-26:00', wrong(/25:00 is not a valid time/)],
	['09:00-22:60', wrong(/22:60 is not a valid time/)],
	['24:00-08:00', wrong(/24:00 is not a valid time/)],
	['09:00-24:30', wrong(/24:30 is not a valid time/)],
	['09:00-09:00', wrong(/are the same/)],
	['9-22', notHours],
	['09:00', notHours],
	['24', notHours],
	['营业中', notHours],
	['营业', notHours],
	['周一至周五 9:00-18:00', wrong(/Days of the week and holidays aren't supported/)],
	['Mon-Fri 9:00-18:00', wrong(/Days of the week and holidays aren't supported/)],
	['周一至周日 9:00-22:00', hours],
	['每天9:00-22:00', hours],
	['9:00 to 22:00', hours],
	['9am-10pm', hours],
	['9:00 AM - 10:00 PM', hours],
	['上午9:00-晚上10:00', hours],
	['早9点-晚10点', hours],
	['12am-12pm', '00:00-12:00'],
	['9:00-13:00pm', notHours],
	['9:00-12:00 14:00-18:00', wrong(/Only one range is allowed/)],
	['营业时间：9:00-22:00', hours],
	['"9:00-22:00"', hours],
	['9:00-22:00,', hours],
	['周一~周日 9:00-22:00', hours],
	['Mon-Sun 9:00-22:00', hours],
	['22:00-06:00（次日）', '22:00-06:00'],
	['22:00-(次日)06:00', '22:00-06:00'],
	['二十四小时', allDay],
	['365天24小时营业', allDay],
	['早9点-晚12点', '09:00-24:00'],
	['晚8点-凌晨2点', '20:00-02:00'],
	['晚8点-晚2点', notHours],
	['早9点-10点', wrong(/in the morning or in the evening/)],
	['上午9:00-12:00', '09:00-12:00'],
	['上午9:00-18:00', '09:00-18:00'],
	['9:00-下午6:00', '09:00-18:00'],
	['2:00-下午6:00', wrong(/in the morning or in the evening/)],
	['8点-凌晨2点', wrong(/in the morning or in the evening/)],
	['20点-凌晨2点', '20:00-02:00'],
	['9:00-上午11:00', '09:00-11:00'],
	['9:00-10:00pm', wrong(/in the morning or in the evening/)],
	['晚12点-早9点', wrong(/24:00 is not a valid time/)],
	[0.375, notHours],
	[new Date(0), wrong(/a date, not text/)],
]);

const ALL_DAY = '00:00-24:00';
const NO_RANGE = /aren't opening hours/;
const NO_CLOCK = /is not a valid time/;
const HALF = /in the morning or in the evening/;

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
	...all(/Only one range is allowed/, '9:00-12:00-14:00', '9:00-12:00,14:00-18:00'),
	...all(NO_CLOCK, '24:00-09:00', '25:00-26:00', '09:60-22:00', '09:00-24:01', '9:00-29:00', '30:00-22:00'),
	['09:00-24:00', '09:00-24:00'],
	...all('22:00-06:00', '22:00-次日6:00', '22:00-06:00(翌日)', '22:00-第二天06:00', '22:00-隔日06:00'),
	...all(NO_RANGE, '9:00-次日10:00', '9:00-次日', '-22:00', '9:00-'),
	['9:00-次日9:00', /opening and closing times are the same/],
	['9:00-09:00', /opening and closing times are the same/],
	...all('09:00-18:00', '上午9:00-18:00', '9:00-下午6:00', '早9点-晚6点'),
	...all(HALF, '早9点-10点', '9:00-10:00pm', '11:59-10:00pm', '4:59-下午6:00', '4:59-晚上8:00', '8点-凌晨2点', '11:00-上午10:00'),
	...all('12:00-22:00', '12:00-10:00pm', '12:00-晚上10:00'),
	['5:00-晚上8:00', '05:00-20:00'],
	['上午9:00-12:00', '09:00-12:00'],
	['12:00-凌晨2点', '12:00-02:00'],
	['9:00-上午10:00', '09:00-10:00'],
	...all(/Days of the week and holidays aren't supported/, '工作日9:00-18:00', '周一至周五 9:00-18:00', 'Mon-Fri 9:00-18:00', '节假日 9:00-18:00'),
]);

test('a clock that there is not is named', () => {
	expect(read('office_hours_desc', '25:00-26:00')).toMatch(/25:00 is not a valid time/);
	expect(read('office_hours_desc', '9:00-26:00')).toMatch(/26:00 is not a valid time/);
	expect(read('office_hours_desc', '24:00-9:00')).toMatch(/24:00 is not a valid time/);
});
