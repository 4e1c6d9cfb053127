/**
 * What came in a cell, and what it becomes: a text, a text with a hint, or a complaint (its key words).
 * The rules behind it stand in docs/rules.md.
 */
import { inspect } from 'node:util';
import { DateTime } from 'luxon';
import { borrowEntityUpload, dataStateSync, formatIssue, readRow } from '../../../zhima';
import { NOW, syncRow, uploadRow } from '../rows';

interface Wrong {
	readonly wrong: RegExp;
}
interface Hinted {
	readonly value: string | undefined;
	readonly hint: RegExp;
}
/** `undefined`: nothing is sent. */
type Expected = string | undefined | Wrong | Hinted;
type Line = readonly [came: unknown, becomes: Expected];

const wrong = (words: RegExp): Wrong => ({ wrong: words });
const hinted = (value: string | undefined, hint: RegExp): Hinted => ({ value, hint });

const readCell = (name: string, came: unknown, others: Record<string, unknown> = {}) => {
	const api = name in uploadRow || name === 'ext_properties' ? borrowEntityUpload : dataStateSync;
	return readIn(api, name, came, others);
};

const readIn = (
	api: typeof borrowEntityUpload,
	name: string,
	came: unknown,
	others: Record<string, unknown>,
) => {
	const base = api === borrowEntityUpload ? uploadRow : syncRow;
	const reading = readRow(api, { ...base, ...others, [name]: came }, { now: NOW });
	if (!reading.ok) {
		return { cellIssue: reading.issues.map((issue) => `${issue.field}: ${formatIssue(issue)}`).join('\n') };
	}
	return { value: reading.content[name], hints: reading.hints.join('\n') };
};

const shown = (came: unknown): string => {
	if (typeof came === 'string') return JSON.stringify(came.length > 60 ? `${came.slice(0, 60)}…` : came);
	if (typeof came === 'bigint') return `${came}n`;
	if (came instanceof DateTime) return `luxon ${came.toISO()}`;
	if (came instanceof Date) return `Date ${came.getTime()}`;
	return typeof came === 'object' ? inspect(came, { maxStringLength: 60 }) : String(came);
};

const check = (name: string, [came, becomes]: Line, others: Record<string, unknown> = {}): void => {
	const reading = readCell(name, came, others);
	if (typeof becomes === 'object' && 'wrong' in becomes) {
		expect(reading.cellIssue ?? `accepted as ${reading.value}`).toMatch(becomes.wrong);
		expect(reading.cellIssue).toContain(`${name}: `);
		return;
	}
	expect(reading.cellIssue).toBeUndefined();
	if (typeof becomes === 'object') {
		expect(reading.value).toBe(becomes.value);
		expect(reading.hints).toMatch(becomes.hint);
		return;
	}
	expect(reading.value).toBe(becomes);
	expect(reading.hints).toBe('');
};

const table = (name: string, lines: readonly Line[], others?: Record<string, unknown>): void => {
	describe(name, () => {
		test.each(lines.map((line) => [shown(line[0]), line] as const))('%s', (_, line) =>
			check(name, line, others),
		);
	});
};

const neither = wrong(/neither yes nor no.*Write Y or N/);
const empty = wrong(/required, but empty/);

table('can_borrow', [
	...['Y', 'y', ' Y ', 'Ｙ', 'ｙ', 'YES', 'yes', '是', '有', 'TRUE', 'true', 'True', '1', '✓', '✔', '✔️', '√', '可借', '可借用', true, 1].map(
		(came): Line => [came, 'Y'],
	),
	...['N', 'n', 'Ｎ', 'NO', 'no', '否', '无', 'FALSE', 'false', '0', '✗', '✘', '×', '不可借', false, 0].map(
		(came): Line => [came, 'N'],
	),
	['', empty],
	['  \u3000', empty],
	[null, empty],
	[undefined, empty],
	['maybe', neither],
	['x', neither],
	['收租金', neither],
	['2', neither],
	['Y:可借', 'Y'],
	['N：不可借', 'N'],
	['Y:不可借', neither],
	[':', neither],
	[2, neither],
	[-1, neither],
	[Number.NaN, wrong(/missing value/)],
	['undefined', wrong(/missing value/)],
	['[object Object]', wrong(/missing value/)],
	['#N/A', wrong(/error value of the spreadsheet/)],
	[['Y'], wrong(/a list/)],
	[{ value: 'Y' }, wrong(/an object/)],
	[new Date(0), neither],
	...['是的', '真', 'T', '1.0', '✔\ufe0e', 'Y（可借）', '可借(Y)'].map((came): Line => [came, 'Y']),
	...['不是', '没有', '假', 'F', '0.0', 'N（不可借）'].map((came): Line => [came, 'N']),
	['Y（不可借）', neither],
	['()', neither],
	...['"Y"', '="Y"', '是。', 'ON', '可'].map((came): Line => [came, 'Y']),
	...["'0", 'off', '不可'].map((came): Line => [came, 'N']),
	['N/A', neither],
	['None', wrong(/missing value/)],
	['{{ $json.canBorrow }}', wrong(/expression that was not evaluated.*“Expression”/)],
]);

table('collect_rent', [
	['收租金', 'Y'],
	['收', 'Y'],
	['不收租金', 'N'],
	['不收', 'N'],
	['收费', 'Y'],
	['免费', 'N'],
	['可借', neither],
]);

const notWhole = wrong(/not a whole number.*such as/);

table('total_borrow_cnt', [
	[12, '12'],
	['12', '12'],
	[12.0, '12'],
	['12.0', '12'],
	['12.00', '12'],
	['12.', '12'],
	['1,200', '1200'],
	['１，２００', '1200'],
	['１２', '12'],
	[' 12 ', '12'],
	['\u00a012\u200b', '12'],
	['+12', '12'],
	['007', '7'],
	['0', '0'],
	[0, '0'],
	[-0, '0'],
	[12n, '12'],
	['12个', '12'],
	['12 台', '12'],
	['999999', '999999'],
	['0000012', '12'],
	['', empty],
	['12.5', notWhole],
	[12.5, notWhole],
	['-1', wrong(/cannot be negative/)],
	[-1, wrong(/cannot be negative/)],
	['−1', wrong(/cannot be negative/)],
	['1.200,5', notWhole],
	['1.200', notWhole],
	['1.000', notWhole],
	['12,00', notWhole],
	['1,2000', notWhole],
	['1 200', notWhole],
	['十二', notWhole],
	['1e3', notWhole],
	['1.2E+03', notWhole],
	['12/20', notWhole],
	['1000000', wrong(/7 digits; at most 6/)],
	[1e21, notWhole],
	[Number.POSITIVE_INFINITY, notWhole],
	[Number.NaN, wrong(/missing value/)],
	[true, wrong(/truth value.*not a number/)],
	[new Date(0), wrong(/a date, not a number.*as a number/)],
	[12.000000000000002, '12'],
	["'12", '12'],
	['"12"', '12'],
	['="12"', '12'],
	['12,', '12'],
	['12 套', '12'],
	['=12', wrong(/a formula/)],
	['-', wrong(/only a sign for “nothing”.*Fill in/)],
	['未知', wrong(/only a sign for “nothing”/)],
	['None', wrong(/only a sign for “nothing”/)],
	['无', wrong(/only a sign for “nothing”/)],
	['N/A', wrong(/only a sign for “nothing”/)],
	[{}, wrong(/an object/)],
], { can_borrow_cnt: 0 });

table('can_borrow_cnt', [
	[20, '20'],
	['100000', wrong(/6 digits; at most 5/)],
	[21, hinted('21', /more than “Total Quantity” \(20\)/)],
]);

const notDegrees = wrong(/not a number of degrees.*such as 120\.153576/);
const unclear = wrong(/decimal comma or two numbers/);

table('longitude', [
	[120.153576, '120.153576'],
	['120.153576', '120.153576'],
	['83.66', '83.66'],
	['83.660', '83.660'],
	['083.66', '83.66'],
	['+120.15', '120.15'],
	['120.', '120'],
	['１２０．１５', '120.15'],
	['120.15°', '120.15'],
	['120.15º', '120.15'],
	['120.15 度', '120.15'],
	['120.15°E', '120.15'],
	['E120.15', '120.15'],
	['东经120.15°', '120.15'],
	['东经：120.15', '120.15'],
	['120°12′30″', '120.20833333'],
	['120°12\'30"E', '120.20833333'],
	['120°12′30.5″', '120.20847222'],
	['120度12分30秒', '120.20833333'],
	['东经120°12′30″', '120.20833333'],
	['120°12′', '120.2'],
	["120°12.5'", '120.20833333'],
	["120° 12' 30''", '120.20833333'],
	['120.1535761234567891234', '120.153576123456789'],
	[120.15357612345677, '120.15357612345677'],
	['1.201535761E+02', '120.1535761'],
	[-74.006, hinted('-74.006', /outside China's range/)],
	['74.006°W', hinted('-74.006', /outside China's range/)],
	['西经74.006', hinted('-74.006', /outside China's range/)],
	['180', hinted('180', /outside China/)],
	['-180', hinted('-180', /outside China/)],
	[1e-7, hinted('0.0000001', /outside China/)],
	['1e-7', hinted('0.0000001', /outside China/)],
	['-0', hinted('0', /outside China/)],
	['', empty],
	[181, wrong(/181 is outside the range -180 to 180/)],
	['-180.5', wrong(/outside the range/)],
	['120°60′00″', notDegrees],
	['120°12′60″', notDegrees],
	['-120°W', notDegrees],
	['E120.15E', notDegrees],
	['120.15.3', notDegrees],
	['abc', notDegrees],
	['经度：120.15', '120.15'],
	['lng:120.15', '120.15'],
	['经度东经120.15', notDegrees],
	['纬度30.28', wrong(/this is a latitude/)],
	['"120.15"', '120.15'],
	["'120.15", '120.15'],
	['--', wrong(/only a sign for “nothing”/)],
	['待定', wrong(/only a sign for “nothing”/)],
	['120,15', unclear],
	['120.15,30.28', wrong(/Two coordinates stand in one cell.*columns of their own/)],
	['120.15 30.28', wrong(/Two coordinates/)],
	['1.20E+02', wrong(/spreadsheet has rounded/)],
	['30.28°N', wrong(/this is a latitude/)],
	[Number.NaN, wrong(/missing value/)],
	[Number.POSITIVE_INFINITY, wrong(/missing value/)],
	['NaN', wrong(/missing value/)],
	['Infinity', notDegrees],
	[true, wrong(/truth value/)],
	[[120.15], wrong(/a list/)],
	['120º09′12.87″东', '120.153575'],
	['东120.15', '120.15'],
	['120 09 12.87', '120.153575'],
	['120:09:12.87', '120.153575'],
	['120 72 12.87', notDegrees],
	['="120.15"', '120.15'],
	['120.153576,', '120.153576'],
	['120.153576；', '120.153576'],
	['.5', hinted('0.5', /outside China/)],
	['.', wrong(/only a sign/)],
	['120.15357600000000000000', '120.153576'],
	[0.1 + 0.2, hinted('0.3', /outside China/)],
	['180.0000001', wrong(/180\.0000001 is outside the range/)],
	['180.000000000000001', wrong(/180\.000000000000001 is outside the range/)],
	['-180.000000000000001', wrong(/outside the range/)],
	['180.0000000000000001', hinted('180', /outside China/)],
	['120.1E, 30.2N', wrong(/Two coordinates/)],
	['30.2°N 120.1°E', wrong(/Two coordinates/)],
	['120.153576（高德）', notDegrees],
	['=120.15', wrong(/a formula/)],
	[1e300, wrong(/outside the range/)],
	[-8.6e74, wrong(/outside the range/)],
]);

const swapped = wrong(/“Longitude” and “Latitude” seem to be swapped.*Exchange the two values/);

describe('longitude and latitude in each other’s place', () => {
	test.each([
		[30.287459, 120.153576, swapped],
		['30.287459', '120.153576°', swapped],
		['30°17′', '120°9′', swapped],
		[45.75, 80.5, swapped],
		['30.28°N', '120.15°E', swapped],
		['120.15°E', '30.28°N', '120.15'],
		['83.66', '5.87', '83.66'],
		['N30.28', '120.15', swapped],
		['30.28', 'E120.15', swapped],
		['E120.15', 'E30.28', '“Latitude” is'],
		['N30.28', '30.28', wrong(/this is a latitude/)],
		[35.68, 139.7, wrong(/swapped: no latitude is beyond 90 degrees/)],
		[35.68, 200, '“Latitude” is'],
		[120.15, 120.3, '“Latitude” is'],
	] as const)('%s, %s', (longitude, latitude, becomes) => {
		if (typeof becomes === 'string' && becomes.startsWith('“')) {
			expect(readCell('longitude', longitude, { latitude }).cellIssue).toMatch(new RegExp(`^latitude: ${becomes}`));
		} else check('longitude', [longitude, becomes], { latitude });
	});

	test('are one complaint for both cells', () => {
		const reading = readRow(borrowEntityUpload, { ...uploadRow, longitude: 30.2, latitude: 120.1 }, { now: NOW });
		expect(!reading.ok && reading.issues.map(({ field }) => field)).toEqual(['longitude']);
	});

	test('is not said of a point that is merely abroad', () => {
		expect(readCell('longitude', -0.1276, { latitude: 51.5072 }).value).toBe('-0.1276');
	});
});

table('latitude', [
	[30.287459, '30.287459'],
	['北纬30°17′14″', '30.28722222'],
	['南纬33.86', hinted('-33.86', /outside China's range/)],
	['90.1', wrong(/outside the range -90 to 90/)],
	[120.15, wrong(/outside the range -90 to 90/)],
]);

const shiftedLuxon = { isLuxonDateTime: true, isValid: true, toMillis: () => Date.UTC(2017, 0, 1, 7, 34, 38) };
const notATime = wrong(/not a date and time.*2017-01-01 15:34:38/);
const noSuchTime = wrong(/no such date or time/);
const unclearHour = wrong(/hour of which day is meant is not clear/);
const dayOnly = /Only a day is given/;

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
	['2026-11-24 10:30:00', hinted('2026-11-24 10:30:00', /in the future/)],
	['03/04/2017', wrong(/2017-03-04 or 2017-04-03/)],
	['3-4-2017 15:34', wrong(/2017-03-04 or 2017-04-03/)],
	['1/1/17 15:34', wrong(/year has two digits/)],
	['17-01-01', wrong(/year has two digits/)],
	['2017-02-30 10:00:00', noSuchTime],
	['2017-02-29', noSuchTime],
	['2017-13-01 10:00:00', noSuchTime],
	['31/31/2017', noSuchTime],
	['2017-01-01 24:00:00', noSuchTime],
	['2017-01-01 15:60:00', noSuchTime],
	['2017-01-01 13:00 PM', noSuchTime],
	['2017-01-01T15:34:38+19:00', noSuchTime],
	['1999-12-31 23:59:59', wrong(/year is outside 2000 to 2100/)],
	['2101-01-01 00:00:00', wrong(/year is outside/)],
	[new Date(0), wrong(/year is outside/)],
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
	['-', wrong(/only a sign for “nothing”.*or leave the cell empty/)],
	['Invalid DateTime', notATime],
	['2017010115', wrong(/2017-01-01 15:00:00 or 2033-12-01 08:35:15/)],
	[2017010115, wrong(/2017-01-01 15:00:00 or 2033/)],
	[2017130115, hinted('2033-12-02 17:55:15', /in the future/)],
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
	['2017-01-01 15:34:38 CST', notATime],
	['{{ $now }}', wrong(/not evaluated/)],
	[true, wrong(/truth value/)],
	[{}, wrong(/an object/)],
]);

const ruined = wrong(/lost digits.*Format the column as text/);

table('entity_code', [
	['2016000100010011', '2016000100010011'],
	[2016000100010011, '2016000100010011'],
	[2016000100010010, hinted('2016000100010010', /keep 15 digits/)],
	[1303902, '1303902'],
	[20160001000100112016n, '20160001000100112016'],
	['CAB-0001', 'CAB-0001'],
	['0001', '0001'],
	["'0001", '0001'],
	['="0001"', '0001'],
	['\t2016000100010011', '2016000100010011'],
	['ＣＡＢ１', hinted('CAB1', /Full-width/)],
	['A 12', 'A 12'],
	['1E5', '1E5'],
	['机柜一号', '机柜一号'],
	['2.01609E+27', ruined],
	['2.01609e+27', ruined],
	['2E+15', ruined],
	[2.01609e27, ruined],
	[Number('9007199254740993'), ruined],
	[2 ** 53, ruined],
	[1e-7, wrong(/number with decimals/)],
	[12.5, wrong(/number with decimals/)],
	[true, wrong(/truth value/)],
	[new Date(0), wrong(/a date, not a text/)],
	['2026-03-04T00:00:00.000Z', wrong(/a date, not a text.*as text/)],
	['-', wrong(/only a sign for “nothing”/)],
	['/', wrong(/only a sign for “nothing”/)],
	['N/A', wrong(/only a sign for “nothing”/)],
	[{ richText: [{ text: 'CAB' }] }, wrong(/an object/)],
	['', empty],
	['x'.repeat(32), 'x'.repeat(32)],
	['x'.repeat(33), wrong(/33 characters long; at most 32/)],
	['CAB\u0000', wrong(/Character 4 is invisible \(U\+0000\)/)],
	['CA\u200bB', wrong(/Character 3 is invisible \(U\+200B\)/)],
	['CA\nB', wrong(/Character 3 is a line break or tab \(U\+000A\)/)],
	['CA\tB', wrong(/line break or tab/)],
	['=A1', wrong(/a formula/)],
	['=VLOOKUP(A1,B:C,2)', wrong(/a formula/)],
	['1303902.0', hinted('1303902.0', /added the \.0/)],
	['暂无', wrong(/only a sign for “nothing”/)],
	['{{ $json.id }}', wrong(/not evaluated/)],
	['={{ $json.id }}', wrong(/not evaluated/)],
	['{{id}}', '{{id}}'],
	['\\N', wrong(/missing value/)],
	['(null)', wrong(/missing value/)],
	['None', wrong(/only a sign for “nothing”/)],
	['NaT', wrong(/missing value/)],
	['=1+1', wrong(/a formula/)],
	['锟斤拷001', wrong(/“锟斤拷” is what a wrong encoding has left/)],
	['😀\u200b', '😀'],
	['😀\u200bA', wrong(/Character 2 is invisible/)],
	['#REF!', wrong(/error value of the spreadsheet/)],
	['########', wrong(/error value of the spreadsheet/)],
	['undefined', wrong(/missing value/)],
]);

table('entity_name', [
	['爱心雨伞', '爱心雨伞'],
	['  爱心雨伞　', '爱心雨伞'],
	['\ufeff爱心雨伞', '爱心雨伞'],
	['爱心☂️', '爱心☂️'],
	['👨‍👩‍👧', '👨‍👩‍👧'],
	['爱心雨伞（西湖）', '爱心雨伞（西湖）'],
	['--', wrong(/only a sign for “nothing”/)],
	['无', '无'],
	['伞'.repeat(20), '伞'.repeat(20)],
	['😀'.repeat(10), '😀'.repeat(10)],
	['-'.repeat(11), wrong(/only a sign for “nothing”/)],
	['伞'.repeat(21), wrong(/21 characters long; at most 20/)],
	['😀'.repeat(11), wrong(/22 characters long \(an emoji or a rare character counts as 2 or more\); at most 20/)],
	['伞'.repeat(5000), wrong(/5000 characters long; at most 20/)],
	[5, '5'],
	[5.5, '5.5'],
	['\ud83d', wrong(/damaged \(U\+D83D\)/)],
	['爱心\ufffd', wrong(/Character 3 is damaged \(U\+FFFD\).*encoding/)],
	['爱心\u202e雨伞', wrong(/invisible \(U\+202E\)/)],
	['爱心\u0085雨伞', wrong(/invisible \(U\+0085\)/)],
	[true, wrong(/truth value/)],
	[['爱心'], wrong(/a list/)],
	[Symbol('伞'), wrong(/an object/)],
	[1e21, ruined],
	['????', wrong(/“\?\?\?\?” is what a wrong encoding has left.*own encoding/)],
	['爱心?', '爱心?'],
	['çˆ±å¿ƒé›¨ä¼ž', wrong(/wrong encoding/)],
	['°®ÐÄÓêÉ¡', wrong(/wrong encoding/)],
	['°®ÐÄ', wrong(/wrong encoding/)],
	['º¼ÖÝ', wrong(/wrong encoding/)],
	['±±¾©', wrong(/wrong encoding/)],
	['Café Ünïön 25°C', 'Café Ünïön 25°C'],
	['3××××4', '3××××4'],
	['Café “Ä”', 'Café “Ä”'],
	['2026-05-10T00:00:00.000Z', wrong(/a date, not a text/)],
	['{{ $json.name }}', wrong(/not evaluated/)],
	['None', wrong(/missing value/)],
]);

const hours = '09:00-22:00';
const allDay = '00:00-24:00';
const notHours = wrong(/not a range of times.*09:00-22:00/);

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
	['暂无', hinted(undefined, /was taken for an empty cell/)],
	['18:00-02:00', '18:00-02:00'],
	['9点半到21点30分', '09:30-21:30'],
	['22:00-24:00', '22:00-24:00'],
	['', undefined],
	[null, undefined],
	['25:00-26:00', wrong(/no 25:00/)],
	['09:00-22:60', wrong(/no 22:60/)],
	['24:00-08:00', wrong(/no 24:00/)],
	['09:00-24:30', wrong(/no 24:30/)],
	['09:00-09:00', wrong(/are the same/)],
	['9-22', notHours],
	['09:00', notHours],
	['24', notHours],
	['营业中', notHours],
	['营业', notHours],
	['周一至周五 9:00-18:00', wrong(/days of the week/)],
	['Mon-Fri 9:00-18:00', wrong(/days of the week/)],
	['周一至周日 9:00-22:00', hours],
	['每天9:00-22:00', hours],
	['9:00 to 22:00', hours],
	['9am-10pm', hours],
	['9:00 AM - 10:00 PM', hours],
	['上午9:00-晚上10:00', hours],
	['早9点-晚10点', hours],
	['12am-12pm', '00:00-12:00'],
	['9:00-13:00pm', notHours],
	['9:00-12:00 14:00-18:00', wrong(/several ranges/)],
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
	['早9点-10点', wrong(/may be in the morning or in the evening/)],
	['上午9:00-12:00', '09:00-12:00'],
	['上午9:00-18:00', '09:00-18:00'],
	['9:00-下午6:00', '09:00-18:00'],
	['2:00-下午6:00', wrong(/may be in the morning/)],
	['8点-凌晨2点', wrong(/may be in the morning/)],
	['20点-凌晨2点', '20:00-02:00'],
	['9:00-上午11:00', '09:00-11:00'],
	['9:00-10:00pm', wrong(/may be in the morning/)],
	['晚12点-早9点', wrong(/no 24:00/)],
	[0.375, notHours],
	[new Date(0), wrong(/a date, not a text/)],
]);

const notAPhone = wrong(/neither a mobile nor a landline.*0571-26888888/);
const withoutZero = wrong(/lost its leading 0/);

table('contact_number', [
	['13812345678', '13812345678'],
	[13812345678, '13812345678'],
	['138 1234 5678', '13812345678'],
	['138-1234-5678', '13812345678'],
	['+86 138 1234 5678', '13812345678'],
	['+86-13812345678', '13812345678'],
	['0086 13812345678', '13812345678'],
	['8613812345678', '13812345678'],
	['（+86）13812345678', '13812345678'],
	['１３８１２３４５６７８', '13812345678'],
	['\u202d13812345678\u202c', '13812345678'],
	['0571-26888888', '0571-26888888'],
	['057126888888', '0571-26888888'],
	['0571 26888888', '0571-26888888'],
	['0571—26888888', '0571-26888888'],
	['(0571)26888888', '0571-26888888'],
	['（0571）2688 8888', '0571-26888888'],
	['+86 571 26888888', '0571-26888888'],
	['+86 0571 26888888', '0571-26888888'],
	['010-62345678', '010-62345678'],
	['01062345678', '010-62345678'],
	['+86 10 6234 5678', '010-62345678'],
	['02162345678', '021-62345678'],
	['0311-8765432', '0311-8765432'],
	['400-820-8820', '400-8208820'],
	['4008208820', '400-8208820'],
	['', undefined],
	['26888888', wrong(/area code is missing/)],
	[57126888888, withoutZero],
	['57126888888', withoutZero],
	['1381234567', notAPhone],
	['138123456789', notAPhone],
	['12812345678', notAPhone],
	['+852 2123 4567', notAPhone],
	['0044 20 7946 0000', notAPhone],
	['0571-2688888.0', notAPhone],
	['0571-26888888-123', wrong(/no place for an extension/)],
	['0571-26888888转123', wrong(/no place for an extension/)],
	['0571-26888888 ext. 1', wrong(/no place for an extension/)],
	['13812345678/13912345678', wrong(/several numbers/)],
	['13812345678、13912345678', wrong(/several numbers/)],
	...['无', '暂无', '-', '/', '——', 'N/A', ' － '].map((came): Line => [came, hinted(undefined, /was taken for an empty cell/)]),
	['电话：13812345678', '13812345678'],
	['TEL: 0571-26888888', '0571-26888888'],
	['13812345678.0', '13812345678'],
	['13812345678 13912345678', wrong(/several numbers/)],
	['110', wrong(/no place for short service numbers.*or leave it empty/)],
	['1.38123E+10', ruined],
	['013812345678', '13812345678'],
	['+86(0)13812345678', '13812345678'],
	['"13812345678"', '13812345678'],
	['="13812345678"', '13812345678'],
	["'13812345678", '13812345678'],
	['13812345678,', '13812345678'],
	['13812345678。', '13812345678'],
	['13812345678.00', '13812345678'],
	['13812345678（微信同号）', wrong(/Something else stands beside the number.*the number alone: 13812345678/)],
	['张三 0571-26888888', wrong(/the number alone: 0571-26888888/)],
	['138****5678', wrong(/hidden behind stars/)],
	['138xxxx5678', notAPhone],
	['<b>x</b>', notAPhone],
	['13812345678或0571-26888888', wrong(/several numbers/)],
	['400-820-8820-1', wrong(/no place for an extension/)],
	['0400-8208820', notAPhone],
	['500-820-8820', notAPhone],
	...['95188', '12345', '10086'].map((came): Line => [came, wrong(/short service numbers/)]),
	[true, wrong(/truth value/)],
]);

const notAllowed = wrong(/not one of the allowed values.*power_bank \(充电宝\), umbrella \(雨伞\), test/);

table('category_code', [
	['power_bank', 'power_bank'],
	['Power_Bank', 'power_bank'],
	['POWER BANK', 'power_bank'],
	['power-bank', 'power_bank'],
	['ｐｏｗｅｒ＿ｂａｎｋ', 'power_bank'],
	['充电宝', 'power_bank'],
	['充电宝（power_bank）', 'power_bank'],
	['umbrella（充电宝）', notAllowed],
	['（）', notAllowed],
	['充电宝/power_bank', 'power_bank'],
	['充电宝 power bank', 'power_bank'],
	['umbrella雨伞', 'umbrella'],
	['雨伞、充电宝', notAllowed],
	['"power_bank"', 'power_bank'],
	['充电宝机柜', 'power_bank'],
	['共享充电宝', 'power_bank'],
	['umbrella', 'umbrella'],
	[' Umbrella ', 'umbrella'],
	['雨伞', 'umbrella'],
	['雨伞:umbrella', 'umbrella'],
	['充电宝：power_bank', 'power_bank'],
	['雨伞:power_bank', notAllowed],
	['test', 'test'],
	['测试', 'test'],
	['', empty],
	['bicycle', notAllowed],
	['自行车', notAllowed],
	[1, notAllowed],
	[true, wrong(/truth value/)],
]);

table('product_code', [
	['', 'w1010100000000002858'],
	[undefined, 'w1010100000000002858'],
	['W1010100000000002858', 'w1010100000000002858'],
	['信用借还', 'w1010100000000002858'],
	['w1010100000000002859', wrong(/not one of the allowed values/)],
	['-', wrong(/or leave the cell empty/)],
]);

describe('category_code of a state', () => {
	test.each([
		['WATCH_MOVIE', 'WATCH_MOVIE'],
		['watch_movie', 'WATCH_MOVIE'],
		['电影', 'WATCH_MOVIE'],
		['LIVE_SHOW', 'LIVE_SHOW'],
		['ＬＩＶＥ', 'LIVE'],
		['x'.repeat(64), 'x'.repeat(64)],
	])('%s', (came, becomes) => {
		expect(readIn(dataStateSync, 'category_code', came, {}).value).toBe(becomes);
	});

	test('over its length', () => {
		expect(readIn(dataStateSync, 'category_code', 'x'.repeat(65), {}).cellIssue).toMatch(/65 characters.*at most 64/);
	});
});

const notAUser = wrong(/documented form.*16 digits.*2088.*Open ID/);

table('user_id', [
	['2088102146225135', '2088102146225135'],
	[2088102146225135, '2088102146225135'],
	['２０８８１０２１４６２２５１３５', '2088102146225135'],
	["'2088102146225135", '2088102146225135'],
	['2088开头', notAUser],
	['208810214622513', notAUser],
	['1088102146225135', notAUser],
	['2088 1021 4622 5135', '2088102146225135'],
	['2088102146225135.0', '2088102146225135'],
	['2088***5135', wrong(/hidden behind stars.*whole value/)],
	['2.0881E+15', ruined],
	['"2088102146225135"', '2088102146225135'],
	['2088102146225135;', '2088102146225135'],
	['无', wrong(/required, but empty.*16 digits.*2088.*Open ID/)],
	['', wrong(/required, but empty.*16 digits.*2088.*Open ID/)],
]);

table('open_id', [
	['074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5', '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5'],
	['x'.repeat(129), wrong(/129 characters long; at most 128/)],
	['2088102146225135', hinted('2088102146225135', /looks like the value for “User ID”/)],
], { user_id: '' });

table('out_principal_id', [
	[1303902, '1303902'],
	['1303902', '1303902'],
	['', empty],
	['x'.repeat(129), wrong(/129 characters long/)],
]);

const ticket = '{"buyCnt":3,"orderNo":"1"}';

table('biz_data', [
	[{ buyCnt: 3, orderNo: '1' }, ticket],
	[ticket, ticket],
	[` ${ticket}\n`, ticket],
	[JSON.stringify(ticket), ticket],
	[JSON.stringify(JSON.stringify(ticket)), ticket],
	['{\\"buyCnt\\":3,\\"orderNo\\":\\"1\\"}', ticket],
	['{"n":100220200103194523683}', '{"n":100220200103194523683}'],
	['{"n":1.0e5}', '{"n":1.0e5}'],
	['{\n\t"a": 1\n}', '{\n\t"a": 1\n}'],
	[{ when: new Date('2020-01-25T04:30:00Z') }, '{"when":"2020-01-25T04:30:00.000Z"}'],
	[{ a: [1, { b: null }] }, '{"a":[1,{"b":null}]}'],
	[{ cinemaAddress: '杭华街' }, hinted('{"cinemaAddress":"杭华街"}', /writes “cinemaAdderess”, not “cinemaAddress”/)],
	[{ buycnt: 3 }, hinted('{"buycnt":3}', /“buyCnt”, not “buycnt”/)],
	[{ buyCount: 3, orderNo: '1', seatId: '2' }, hinted('{"buyCount":3,"orderNo":"1","seatId":"2"}', /“buyCnt”/)],
	[{ order_no: '1' }, hinted('{"order_no":"1"}', /“orderNo”/)],
	[{ title: 'x', price: 3 }, '{"title":"x","price":3}'],
	['{"a":1,"a":2}', hinted('{"a":1,"a":2}', /“a” occurs twice/)],
	[`{"a":"${'x'.repeat(4088)}"}`, `{"a":"${'x'.repeat(4088)}"}`],
	[`{"a":"${'x'.repeat(4089)}"}`, wrong(/4097 characters long; at most 4096/)],
	[{ a: '影'.repeat(4096) }, wrong(/4104 characters long/)],
	['', empty],
	['{}', wrong(/object is empty/)],
	[{}, wrong(/object is empty/)],
	['{"a":1', wrong(/line 1, column 7.*comma or the closing bracket.*the text ends/)],
	['{"a":1,\n"b" 2}', wrong(/line 2, column 5: a colon is expected, but “2”/)],
	['{"a":1,}', wrong(/line 1, column 8: a name.*“}”.*Take away the comma/)],
	["{'a':1}", wrong(/line 1, column 2.*straight double quotes/)],
	['{“a”:1}', wrong(/line 1, column 2.*Use straight double quotes/)],
	['{"a"：1}', wrong(/line 1, column 5.*half-width characters/)],
	['{a:1}', wrong(/line 1, column 2: a name/)],
	['{"a":None}', wrong(/line 1, column 6: a value is expected, but “N”/)],
	['{"a":"x\ny"}', wrong(/column 8: a closing quote is expected, but “⏎” stands there.*line break as \\n/)],
	['{"a":"\\x"}', wrong(/column 7.*backslash as \\\\/)],
	['{"a":01}', wrong(/column 7.*comma/)],
	['{"a":1} x', wrong(/column 9: the text should end/)],
	['{"影":1, 影}', wrong(/line 1, column 9: a name/)],
	['buyCnt=3', wrong(/line 1, column 1: a value is expected/)],
	['[1]', wrong(/not a JSON object/)],
	['"text"', wrong(/not a JSON object/)],
	['3', wrong(/not a JSON object/)],
	['null', wrong(/missing value/)],
	['[object Object]', wrong(/missing value/)],
	[3, wrong(/not a JSON object/)],
	[[1], wrong(/not a JSON object/)],
	[true, wrong(/not a JSON object/)],
	[new Date(0), wrong(/a date/)],
	[{ order: { no: Number('100220200103194523683') } }, wrong(/“order\.no” has lost digits/)],
	[{ a: 1n }, wrong(/cannot be written as JSON/)],
	['{"a":1 // note\n}', wrong(/column 8.*no comments/)],
	["'{\"a\":1}'", wrong(/column 1.*quotes around the whole text/)],
	['{"a":True}', wrong(/column 6.*true, false or null/)],
	['{a:1}', wrong(/Put every name in double quotes/)],
	['{\u00a0"a":1}', wrong(/“U\+00A0” stands there.*ordinary blank/)],
	['{"a":"x”}', wrong(/the text ends.*straight double quotes/)],
	['{"a":"x', wrong(/its end is missing/)],
	['{"a":"{{ $json.x }}"}', wrong(/not evaluated/)],
	[{ a: ['{{ $json.x }}'] }, wrong(/In “a\.0”: .*not evaluated/)],
	[{ a: { b: '[object Object]' } }, wrong(/In “a\.b”: .*missing value/)],
	['{"orderNo":"1.0022E+20"}', wrong(/In “orderNo”: .*lost digits/)],
	['{"a":"\ud83d"}', wrong(/In “a”: Character 1 is damaged/)],
	['{"a":"锟斤拷"}', wrong(/In “a”: .*wrong encoding/)],
	[{ a: Number.NaN }, wrong(/cannot be written as JSON/)],
	[{ startTime: new Date('2020-01-25T04:30:00Z') }, hinted('{"startTime":"2020-01-25T04:30:00.000Z"}', /writes “startTime” as Beijing time such as 2020-01-25 12:30:00/)],
	['{"startTime":"2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00"}'],
	['{"__proto__":{"a":1},"b":2}', '{"__proto__":{"a":1},"b":2}'],
	[JSON.parse('{"__proto__":{"a":1},"b":2}'), '{"__proto__":{"a":1},"b":2}'],
	[`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, wrong(/nesting is too deep/)],
]);

table('ext_properties', [
	['', undefined],
	['{}', undefined],
	[{}, undefined],
	['{"key":"value"}', '{"key":"value"}'],
	[{ key: 'x'.repeat(9000) }, `{"key":"${'x'.repeat(9000)}"}`],
	['key=value', wrong(/JSON error in line 1, column 1/)],
]);
