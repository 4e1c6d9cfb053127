/** The spreadsheets of the corpus that are workbooks: each is written by a library and by LibreOffice in three formats. */
import { cabinet, number, order, SYNC_HEADINGS, syncModel, text, time, uploadModel, UPLOAD_HEADINGS } from './model';
import type { Cell, Line, Model } from './model';

const aside = (cells: Record<string, Cell>): Line => ({ cells, isAside: true });
/** The headings, among the rows. */
const HEADINGS_AGAIN = aside(Object.fromEntries(Object.entries(UPLOAD_HEADINGS).map(([parameter, heading]) => [parameter, text(heading)])));
const BLANK: Line = { cells: {}, isBlank: true };
const hidden = (line: Line): Line => ({ ...line, isHidden: true });
const formula = (written: string, value: string | number, more: Partial<Cell> = {}): Cell => ({
	seen: String(value),
	stored: value,
	formula: written,
	...more,
});
const error = (seen: string, code: number): Cell => ({ seen, error: code, sent: null });

const DAY = '2026-11-20';

/** Dates and times in the formats that Excel offers and people make. */
const MOMENTS: Cell[] = [
	time(`${DAY} 08:30:15`, '2026/11/20 8:30:15', 'yyyy/m/d\\ h:mm:ss'),
	time(`${DAY} 08:30:15`, '2026-11-20 08:30:15', 'yyyy-mm-dd\\ hh:mm:ss'),
	time(`${DAY} 15:34:00`, '2026/11/20 15:34', 'yyyy/m/d\\ h:mm'),
	time(`${DAY} 15:34:00`, '2026年11月20日 15时34分', 'yyyy"年"m"月"d"日"\\ h"时"mm"分"'),
	time(`${DAY} 15:34:00`, '11/20/26 15:34', 'm/d/yy\\ h:mm'),
	time(`${DAY} 15:34:00`, '20-Nov-26 3:34 PM', 'd\\-mmm\\-yy\\ h:mm\\ AM/PM'),
	time(`${DAY} 23:59:59`, '2026/11/20 23:59:59', 'yyyy/m/d\\ h:mm:ss'),
	time(`${DAY} 00:00:01`, '2026/11/20 0:00:01', 'yyyy/m/d\\ h:mm:ss'),
	time('2026-03-08 02:30:00', '2026/3/8 2:30', 'yyyy/m/d\\ h:mm'),
	time('2026-11-01 01:30:00', '2026/11/1 1:30', 'yyyy/m/d\\ h:mm'),
];

const DAYS: Cell[] = [
	time(`${DAY} 00:00:00`, '2026/11/20', 'yyyy/m/d'),
	time(`${DAY} 00:00:00`, '2026-11-20', 'yyyy-mm-dd'),
	time(`${DAY} 00:00:00`, '2026年11月20日', 'yyyy"年"m"月"d"日"'),
	time(`${DAY} 00:00:00`, '11月20日', 'm"月"d"日"'),
	time(`${DAY} 00:00:00`, '20-Nov-26', 'd\\-mmm\\-yy'),
	text('2026-11-20', `${DAY} 00:00:00`),
	text('2026/11/20', `${DAY} 00:00:00`),
];

/** What the person typed, and the date that a spreadsheet made of it; only `1-2` is still seen. */
const wasDate = (typed: string, date: string): Cell => ({ ...time(`${date} 00:00:00`, typed, 'm\\-d'), sent: typed });

/** Orders whose business data stands in columns. */
function byColumns(name: string, parameters: object, rows: ReadonlyArray<Line['cells']>): Model {
	const without = <T extends object>(record: T): Partial<T> => Object.fromEntries(Object.entries(record).filter(([parameter]) => parameter !== 'biz_data')) as Partial<T>;
	const names = ['startTime', 'seatId'];
	return {
		name,
		call: 'sync',
		parameters: { ...parameters },
		members: { biz_data: names },
		headings: { ...without(SYNC_HEADINGS), ...Object.fromEntries(names.map((each) => [each, each])) },
		lines: rows.map((row, index) => ({ cells: { ...without(order(0).cells), out_biz_no: text(`ORDER${index}`), ...row } })),
	};
}

export const WORKBOOKS: readonly Model[] = [
	uploadModel('plain', [
		{ address_desc: text('杭州市西湖区文三路478号'), office_hours_desc: text('09:00-22:00'), contact_number: text('0571-26888888'), rent_desc: text('5元/小时'), upload_time: text('2026-11-20 15:34:38') },
		{ address_desc: text('上海市黄浦区南京东路 1 号'), office_hours_desc: text('24小时', '00:00-24:00'), contact_number: text('13812345678'), rent_desc: text('5-10元/小时'), upload_time: text('2026/11/20 15:34', '2026-11-20 15:34:00') },
		{ address_desc: text('“A&B”<1+1%>'), office_hours_desc: text('9:00-22:00', '09:00-22:00'), contact_number: text('400-820-8820', '400-8208820'), rent_desc: text('免费'), upload_time: text('2026年11月20日 8时30分', '2026-11-20 08:30:00') },
	]),
	uploadModel('times', MOMENTS.map((cell) => ({ upload_time: cell }))),
	uploadModel('days', DAYS.map((cell) => ({ upload_time: cell }))),
	uploadModel('clock times', [
		{ upload_time: number(0.354340277777778, '8:30:15', 'h:mm:ss', null) },
		{ upload_time: number(0.64861111111111114, '15:34', 'h:mm', null) },
		{ office_hours_desc: number(0.375, '9:00', 'h:mm', null), upload_time: MOMENTS[0] },
	]),
	uploadModel('durations', [
		{ upload_time: number(1.354340277777778, '32:30:15', '[h]:mm:ss', null) },
		{ upload_time: MOMENTS[0], rent_desc: number(0.0208333333333333, '0:30', 'h:mm') },
		{ upload_time: MOMENTS[0], office_hours_desc: number(1.0833333333333333, '26:00', '[h]:mm', null) },
	]),
	uploadModel('times as texts', [
		{ upload_time: text('2026-11-20T15:34:38', '2026-11-20 15:34:38') },
		{ upload_time: text('20261120153438', '2026-11-20 15:34:38') },
		{ upload_time: number(20261120153438, '20261120153438', '0', '2026-11-20 15:34:38') },
		{ upload_time: text('2026.11.20 15:34', '2026-11-20 15:34:00') },
		{ upload_time: text('11/20/2026 3:34 PM', '2026-11-20 15:34:00') },
		{ upload_time: text('２０２６／１１／２０ １５：３４', '2026-11-20 15:34:00') },
	]),
	uploadModel('codes with zeros', [
		{ entity_code: number(123, '000123', '000000') },
		{ entity_code: number(45, '000045', '000000') },
		{ entity_code: number(123456, '123456', '000000') },
	]),
	uploadModel('codes as numbers', [
		{ entity_code: number(10001, '10001') },
		{ entity_code: number(10002, '10,002', '#,##0') },
		{ entity_code: number(7, 'No. 7', '"No. "0') },
		{ entity_code: number(123456789012, '1.23457E+11', '0.00000E+00') },
		{ entity_code: text('0012345') },
	]),
	uploadModel('long codes', [
		{ entity_code: text('2016000100010011') },
		{ entity_code: number(2016000100010010, '2016000100010010', '0') },
		{ entity_code: number(2.01600010001001e19, '20160001000100100000', '0') },
		{ entity_code: text('1E+11') },
		{ entity_code: text('12345678901234567890') },
	]),
	uploadModel('codes that were dates', [
		{ entity_code: wasDate('1-2', '2026-01-02') },
		{ entity_code: wasDate('3-15', '2026-03-15') },
		{ entity_code: text('A-7') },
		{ entity_code: { ...time(`${DAY} 00:00:00`, 'Nov-26', 'mmm\\-yy'), sent: 'Nov-26' } },
	]),
	uploadModel('all codes were dates', [
		{ entity_code: wasDate('1-2', '2026-01-02') },
		{ entity_code: wasDate('1-3', '2026-01-03') },
	]),
	uploadModel('texts that were dates', [
		{ rent_desc: wasDate('5-10', '2026-05-10') },
		{ rent_desc: text('5-10元/小时') },
		{ address_desc: wasDate('3-12', '2026-03-12'), rent_desc: text('5元') },
		{ entity_name: wasDate('6-1', '2026-06-01'), rent_desc: text('5元') },
	]),
	uploadModel('rents as numbers', [
		{ rent_desc: number(5, '¥5.00', '"¥"#,##0.00') },
		{ rent_desc: number(0.5, '50%', '0%') },
		{ rent_desc: number(1234, '1,234', '#,##0') },
		{ rent_desc: number(5, '5元/小时', '0"元/小时"') },
		{ rent_desc: number(1.5, '1.5') },
		{ rent_desc: number(0.5, '0.50', '0.00') },
	]),
	uploadModel('names and addresses as numbers', [
		{ entity_name: number(7, 'No. 7', '"No. "0'), address_desc: text('文三路478号') },
		{ entity_name: number(8, '08', '00'), address_desc: number(478, '478号', '0"号"') },
		{ entity_name: text('湖滨机柜'), address_desc: number(0.5, '50%', '0%') },
	]),
	uploadModel('counts', [
		{ can_borrow_cnt: number(1234, '1,234', '#,##0', '1234'), total_borrow_cnt: number(20000, '20,000', '#,##0', '20000') },
		{ can_borrow_cnt: number(12, '12.00', '0.00', '12'), total_borrow_cnt: number(20, '20个', '0"个"', '20') },
		{ can_borrow_cnt: text('１２', '12'), total_borrow_cnt: text('20 台', '20') },
		{ can_borrow_cnt: number(12.4, '12', '0', '12'), total_borrow_cnt: number(20, '20') },
		{ can_borrow_cnt: number(0.5, '50%', '0%', null), total_borrow_cnt: number(20, '20') },
		{ can_borrow_cnt: number(0, '0'), total_borrow_cnt: number(0, '-', '0;-0;"-"', '0') },
	]),
	uploadModel('coordinates', [
		{ longitude: number(120.130663, '120.13', '0.00', '120.130663'), latitude: number(30.259244, '30.26', '0.00', '30.259244') },
		{ longitude: text('120.130663'), latitude: text('30.259244') },
		{ longitude: text('120.130663°', '120.130663'), latitude: text('30.259244°N', '30.259244') },
		{ longitude: number(120.1 + 0.2, '120.3', undefined, '120.3'), latitude: number(30.1 + 0.2, '30.3', undefined, '30.3') },
		{ longitude: text(' 120.130663 ', '120.130663'), latitude: text('３０.２５９２４４', '30.259244') },
		{ longitude: number(121, '121'), latitude: number(30, '30') },
	]),
	uploadModel('phones', [
		{ contact_number: number(13812345678, '13812345678') },
		{ contact_number: number(13812345678, '138-1234-5678', '000\\-0000\\-0000', '13812345678') },
		{ contact_number: number(57126888888, '057126888888', '000000000000', '0571-26888888') },
		{ contact_number: text('057126888888', '0571-26888888') },
		{ contact_number: number(4008208820, '4008208820', undefined, '400-8208820') },
		{ contact_number: text('0571-2688 8888', '0571-26888888') },
		{ contact_number: text('１３８１２３４５６７８', '13812345678') },
	]),
	uploadModel('flags', [
		{ collect_rent: { seen: 'TRUE', stored: true, sent: 'Y' }, can_borrow: { seen: 'FALSE', stored: false, sent: 'N' } },
		{ collect_rent: number(1, '1', undefined, 'Y'), can_borrow: number(0, '0', undefined, 'N') },
		{ collect_rent: text('y', 'Y'), can_borrow: text('Ｎ', 'N') },
		{ collect_rent: number(1, '是', '"是";"是";"否"', 'Y'), can_borrow: number(0, '否', '"是";"是";"否"', 'N') },
		{ collect_rent: { ...number(0, '是', '"否";"否";"是"', 'Y'), onlyReaderKnows: 'format' }, can_borrow: text('是', 'Y') },
	]),
	uploadModel('error cells', [
		{ entity_name: error('#N/A', 42), upload_time: MOMENTS[0], address_desc: text('文三路478号') },
		{ can_borrow_cnt: error('#DIV/0!', 7), upload_time: MOMENTS[0], address_desc: text('文三路479号') },
		{ upload_time: error('#N/A', 42), address_desc: text('文三路480号') },
		{ upload_time: MOMENTS[0], address_desc: { ...error('#VALUE!', 15), onlyReaderKnows: 'error' } },
		{ upload_time: MOMENTS[0], address_desc: text('文三路482号') },
	]),
	uploadModel('formulas', [
		{ entity_code: formula('"CAB"&"01"', 'CAB01'), can_borrow_cnt: formula('6*2', 12), upload_time: { ...time(`${DAY} 08:30:00`, '2026/11/20 8:30', 'yyyy/m/d\\ h:mm'), formula: 'DATE(2026,11,20)+TIME(8,30,0)' } },
		{ collect_rent: { seen: 'TRUE', stored: true, formula: '1=1', sent: 'Y' }, upload_time: MOMENTS[0] },
		{ longitude: formula('120+0.130663', 120.130663), upload_time: MOMENTS[0] },
	]),
	uploadModel('formulas never calculated', [
		{ upload_time: { ...MOMENTS[0], formula: 'DATE(2026,11,20)+TIME(8,30,15)', uncalculated: true } },
		{ entity_name: { seen: '机柜 2 号', formula: '"机柜 "&2&" 号"', uncalculated: true }, upload_time: MOMENTS[0] },
		{ upload_time: MOMENTS[0] },
	], { not: ['LibreOffice.xlsx', 'LibreOffice.xls', 'LibreOffice.ods'] }),
	uploadModel('merged required cells', [{}, {}, {}], { merged: [['category_code', 0, 2]] }),
	uploadModel('merged optional cells', [
		{ address_desc: text('文三路478号') },
		{ address_desc: { ...text('文三路478号'), onlyReaderKnows: 'merged' } },
		{ address_desc: text('文三路480号') },
	], { merged: [['address_desc', 0, 1]] }),
	{ ...uploadModel('hidden rows', []), lines: [cabinet(0), hidden(cabinet(1)), cabinet(2)] },
	{ ...uploadModel('filtered rows', [], { filter: true }), lines: [cabinet(0), hidden(cabinet(1)), hidden(cabinet(2)), cabinet(3)] },
	uploadModel('a hidden first sheet', [{}, {}], {
		sheetsBefore: [{ name: '选项', rows: [['类目', '是否'], ['雨伞', '是'], ['充电宝', '否']], isHidden: true }],
	}),
	uploadModel('a first sheet that is a cover', [{}, {}], {
		sheetsBefore: [{ name: '说明', rows: [['借还机柜上传表'], ['请填写第二张表']] }],
	}),
	uploadModel('a chosen sheet', [{}, {}], {
		sheetsBefore: [{ name: '说明', rows: [['借还机柜上传表'], ['请填写第二张表']] }],
		options: { sheetName: '机柜' },
	}),
	uploadModel('a title line', [{}, {}, {}], { above: [['杭州区域借还机柜一览表']] }),
	uploadModel('a title line and a range', [{}, {}, {}], { above: [['杭州区域借还机柜一览表']], options: { range: '1' } }),
	uploadModel('a title and a note', [{}, {}], { above: [['杭州区域借还机柜一览表'], ['填表人', '某部', '2026-11-20']] }),
	{
		...uploadModel('two heading rows', []),
		headings: Object.fromEntries(Object.keys(UPLOAD_HEADINGS).map((parameter) => [parameter, parameter])),
		lines: [HEADINGS_AGAIN, cabinet(1), cabinet(2)],
	},
	{
		...uploadModel('two heading rows, the second in English', []),
		lines: [aside(Object.fromEntries(Object.keys(UPLOAD_HEADINGS).map((parameter) => [parameter, text(parameter)]))), cabinet(1), cabinet(2)],
	},
	uploadModel('a group above the headings', [{}, {}], { above: [['基本信息', '', '位置', '', '', '借还', '', '', '']] }),
	{
		...uploadModel('headings with line breaks', [{ upload_time: MOMENTS[0], address_desc: text('文三路478号') }, { upload_time: MOMENTS[1], address_desc: text('文三路479号') }]),
		headings: {
			category_code: '类目\n（雨伞或充电宝）', entity_code: '实体编号\n必填', longitude: '经度\n(必填)', latitude: '纬度\n(必填)', entity_name: ' 实体名称 ', collect_rent: '是否\n收租金',
			can_borrow: '是否可借\nY/N', can_borrow_cnt: '可借数量', total_borrow_cnt: '借用总数', address_desc: '地址\n写到门牌号', upload_time: '上传时间\n(北京时间)',
		},
	},
	{
		...uploadModel('headings repeated', []),
		lines: [cabinet(0), HEADINGS_AGAIN, cabinet(2)],
	},
	uploadModel('equal headings', [{}, {}], { again: { heading: '实体编号', cells: ['OTHER1', 'OTHER2'] } }),
	{
		...uploadModel('a total and notes', []),
		lines: [cabinet(0), cabinet(1), aside({ category_code: text('合计'), can_borrow_cnt: number(24, '24'), total_borrow_cnt: number(40, '40') }), aside({ category_code: text('注：数量每日更新') })],
	},
	{
		...uploadModel('a total in another column', []),
		headings: { ...uploadModel('', []).headings, remark: '备注' },
		lines: [cabinet(0, { remark: text('老柜') }), aside({ can_borrow_cnt: number(12, '12'), total_borrow_cnt: number(20, '20'), remark: text('小计') }), aside({ remark: text('制表：运营部') })],
	},
	{
		...uploadModel('rows apart', []),
		lines: [cabinet(0), BLANK, cabinet(2), BLANK, BLANK, cabinet(5)],
	},
	uploadModel('empty cells included', [{ address_desc: text('文三路478号'), upload_time: MOMENTS[0] }, { upload_time: MOMENTS[1] }], { options: { includeEmptyCells: true } }),
	uploadModel('the 1904 date system', [{ upload_time: MOMENTS[0] }, { upload_time: MOMENTS[2] }], { date1904: true }),
	uploadModel('blanks and breaks', [
		{ entity_code: text('CAB01 ', 'CAB01'), entity_name: text(' 湖滨机柜 ', '湖滨机柜'), address_desc: text('文三路478号\n一楼大厅') },
		{ entity_code: text('\u00a0CAB02', 'CAB02'), entity_name: text('湖滨机柜\u3000', '湖滨机柜'), address_desc: text('文三路478号') },
		{ entity_code: text('\u200bCAB03', 'CAB03'), entity_name: text('湖滨机柜\u2003', '湖滨机柜'), address_desc: text('文三路478号') },
	], { not: ['LibreOffice.xls'] }),
	uploadModel('apostrophes', [
		{ entity_code: text("'00123", '00123'), contact_number: text("'13812345678", '13812345678') },
		{ entity_code: text('‘00124', '00124'), contact_number: text('`13812345678', '13812345678') },
	]),
	uploadModel('links, comments and colors', [
		{ entity_name: { ...text('湖滨机柜'), link: 'https://example.com/cabinet' }, address_desc: { ...text('文三路478号'), comment: '待核实' } },
		{ entity_name: { ...text('湖滨机柜二号'), rich: true }, address_desc: { ...text('文三路479号'), link: 'https://example.com/', comment: '已核实' } },
	]),
	syncModel('orders', [
		{},
		{ user_id: number(2088102146225135, '2088102146225135', '0') },
		{ user_id: number(2088102146225135, '2.08810E+15', '0.00000E+00', '2088102146225135') },
		{ out_biz_no: number(1.00220200103195e20, '100220200103195000000', '0') },
		{ out_biz_no: number(20261120001, '20261120001') },
		{ service_id: number(2.0190807e27, '2019080700000000000000000000', '0') },
		{ biz_data: text('{"orderNo":100220200103194523683}') },
	]),
	syncModel('orders with zeros and formats', [
		{ out_biz_no: number(12345, '0012345', '0000000'), out_principal_id: number(1303902, '1,303,902', '#,##0') },
		{ out_biz_no: number(20261120, '2026-1120', '0000\\-0000'), service_id: number(20190807, '20190807', '0') },
		{ out_biz_no: { ...time(`${DAY} 00:00:00`, '2026-11-20', 'yyyy-mm-dd'), sent: '2026-11-20' } },
		{ service_id: number(2, '02', '00') },
	]),
	byColumns('orders whose other columns are the data', { bizDataFrom: 'otherColumns' }, [
		{ startTime: time('2026-11-25 12:30:00', '2026/11/25 12:30', 'yyyy/m/d\\ h:mm'), seatId: number(7, '007', '000') },
		{ startTime: text('2026-11-25 12:30:00'), seatId: text('7排8座') },
		{ startTime: text('2026-11-25 12:30:00'), seatId: { ...time('2026-07-08 00:00:00', '7-8', 'm\\-d'), sent: '7-8' } },
	]),
	byColumns('orders whose columns are a movie ticket', { bizDataFrom: 'movieTicket' }, [
		{ startTime: time('2026-11-25 12:30:00', '2026/11/25 12:30', 'yyyy/m/d\\ h:mm'), seatId: number(7, '007', '000') },
		{ startTime: time('2026-11-25 23:59:59', '2026/11/25 23:59:59', 'yyyy/m/d\\ h:mm:ss'), seatId: text('7排8座') },
		{ startTime: text('2026/11/25 12:30', '2026-11-25 12:30:00'), seatId: { ...time('2026-07-08 00:00:00', '7-8', 'm\\-d'), sent: '7-8' } },
	]),
	{ ...syncModel('orders with a total', []), lines: [order(0), order(1), aside({ out_biz_no: text('共 2 单') })] },
];
