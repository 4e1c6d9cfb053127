/** The edges of a cell's text, and objects that look like dates. */
import { notAText, trimCell } from '../../../zhima/cells/cell';

test.each<[string, string]>([
	['', ''],
	[' ', ''],
	['\u200b\ufeff ', ''],
	[' a b ', 'a b'],
	['\u2060a\u2066', 'a'],
	['　a\n', 'a'],
])('%j without its edges is %j', (text, trimmed) => expect(trimCell(text)).toBe(trimmed));

describe('what looks like a date and is not one', () => {
	const toMillis = (): number => 0;
	test.each([
		[{ isLuxonDateTime: true, toMillis }, /a date/],
		[{ isLuxonDateTime: false, toMillis }, /an object/],
		[{ isLuxonDateTime: true }, /an object/],
		[{ toMillis }, /an object/],
		[{ getTime: toMillis }, /an object/],
		[{ [Symbol.toStringTag]: 'Date' }, /an object/],
		[new Date(0), /a date/],
	])('%j', (value, words) => expect(notAText(value).message).toMatch(words));
});
