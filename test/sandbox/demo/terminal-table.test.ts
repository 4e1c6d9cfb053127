/** The tables that the demo prints. */
import { rangesOf, tableOf } from '../../../sandbox/demo/terminal-table';

test('a Chinese character counts as two columns', () => {
	expect(tableOf(['行', '结果'], [['12', '已受理'], ['3', 'ok']])).toBe(
		['行  结果', '──  ────────────────────', '12  已受理', '3   ok'].join('\n'),
	);
});

test('the last column is broken into lines at blanks, and within Chinese text', () => {
	const lines = tableOf(['A', 'Reason'], [['1', 'one two three four five six seven']], 24).split('\n');
	expect(lines.slice(2)).toEqual(['1  one two three four', '   five six seven']);
	const chinese = tableOf(['A', 'B'], [['1', '一二三四五六七八九十一二三']], 24).split('\n');
	expect(chinese.slice(2)).toEqual(['1  一二三四五六七八九十', '   一二三']);
});

test.each([
	[[], ''],
	[[2], '2'],
	[[2, 3, 4, 6, 8, 9], '2-4, 6, 8-9'],
])('the rows %j are shown as %j', (numbers, ranges) => {
	expect(rangesOf(numbers)).toBe(ranges);
});
