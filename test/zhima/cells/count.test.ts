/** Counts as they come in a cell. */
import { borrowEntityUpload, readRow } from '../../../zhima';
import { NOW, uploadRow } from '../rows';
import { all, hinted, table, wrong } from './cell-table';

const empty = wrong(/Value is required\./);
const notWhole = wrong(/isn't a whole number.*such as/);
const NOT_WHOLE = /isn't a whole number/;

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
	['-1', wrong(/can't be negative/)],
	[-1, wrong(/can't be negative/)],
	['−1', wrong(/can't be negative/)],
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
	['1000000', wrong(/7 digits\. The maximum is 6/)],
	[1e21, notWhole],
	[Number.POSITIVE_INFINITY, notWhole],
	[Number.NaN, wrong(/placeholder for a missing value/)],
	[true, wrong(/boolean.*not a number/)],
	[new Date(0), wrong(/a date, not a number.*as a number/)],
	[12.000000000000002, '12'],
	["'12", '12'],
	['"12"', '12'],
	['="12"', '12'],
	['12,', '12'],
	['12 套', '12'],
	['=12', wrong(/a formula/)],
	['-', wrong(/only a placeholder for “nothing”.*Fill in/)],
	['未知', wrong(/only a placeholder for “nothing”/)],
	['None', wrong(/only a placeholder for “nothing”/)],
	['无', wrong(/only a placeholder for “nothing”/)],
	['N/A', wrong(/only a placeholder for “nothing”/)],
	[{}, wrong(/an object/)],
], { can_borrow_cnt: 0 });

table('can_borrow_cnt', [
	[20, '20'],
	['100000', wrong(/6 digits\. The maximum is 5/)],
	[21, hinted('21', /more than “Total Quantity” \(20\)/)],
]);

table('total_borrow_cnt', [
	...all('12345', '12,345', '012,345', '+12,345', '12,345.', '12,345.0', '12345.000'),
	['123,456', '123456'],
	...all(NOT_WHOLE, 'a1,234', '1.000', '12.000', '123.000', '+1.000', '12个3', '10-20', '1,23', '1,2345', '12.5', '1,234.5'),
	['20.0000', '20'],
	['+20', '20'],
	['0020', '20'],
	['-3', /can't be negative/],
	['−3', /can't be negative/],
	[20.000000000000004, '20'],
	[20.00001, NOT_WHOLE],
	['1,234,567', /has 7 digits\. The maximum is 6/],
]);

test('a count that exceeds its whole earns a hint; as many do not, and an unknown whole is no reason for one', () => {
	const hintsOf = (available: unknown, total: unknown): readonly string[] => {
		const row = { ...uploadRow, can_borrow_cnt: available, total_borrow_cnt: total };
		const reading = readRow(borrowEntityUpload, row, { now: NOW });
		return reading.ok ? reading.hints : reading.issues.map(({ field }) => field);
	};
	expect(hintsOf(20, 20)).toEqual([]);
	expect(hintsOf(21, 20)).toEqual([expect.stringContaining('21 is more than “Total Quantity” (20)')]);
	expect(hintsOf(21, 'many')).toEqual(['total_borrow_cnt']);
});

describe('the counters of the trade', () => {
	const counted = ['仓', '仓位', '槽', '卡槽', '槽位', '格', '格口', '格子', '孔', '孔位', '个', '台', '把', '件', '只', '块', '支', '条', '张', '口', '顶', '个仓', '个仓位', '个槽位', '个孔', '个充电宝', '台充电宝', '把伞', '把雨伞', '车位', '个车位', '桩', '桩位', 'pcs', 'PCS', 'pc', 'units', 'slots'];
	for (const name of ['can_borrow_cnt', 'total_borrow_cnt']) {
		table(name, counted.flatMap((word) => all('12', `12${word}`, `12 ${word}`)));
		table(name, ['箱', '盒', '打', '对', '双', '组', '百个', '万', '号仓', '%', 'kg', '仓柜12'].map((word) => [`12${word}`, notWhole] as const));
	}
});
