/** How values and issues are shown. */
import { formatIssue, joinSentences, shorten } from '../../zhima';

describe('a value for showing', () => {
	test.each<[unknown, string | undefined]>([
		[undefined, undefined],
		[null, undefined],
		['', undefined],
		[0, '0'],
		[false, 'false'],
		[12n, '12'],
		['x'.repeat(40), 'x'.repeat(40)],
		['x'.repeat(41), `${'x'.repeat(39)}…`],
		['🎉'.repeat(40), '🎉'.repeat(40)],
		['🎉'.repeat(41), `${'🎉'.repeat(39)}…`],
		['a\r\nb\rc\nd', 'a⏎b⏎c⏎d'],
		['\r\n'.repeat(81), `${'⏎'.repeat(39)}…`],
		['a\u0000b\u200bc', 'a\\u0000b\\u200bc'],
		['\ud83c', '\\ud83c'],
		[{ a: 1 }, '{"a":1}'],
		[[1, 'b'], '[1,"b"]'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[{ toJSON: () => undefined }, '{…}'],
		[{ a: 1n }, '{…}'],
	])('%#', (value, shown) => expect(shorten(value)).toBe(shown));

	test('a text of many marks that are dropped is cut all the same', () => {
		expect(shorten(`${'\r\n'.repeat(20)}${'\n'.repeat(121)}`)).toBe(`${'⏎'.repeat(39)}…`);
		expect(shorten('\r\n'.repeat(40))).toBe('⏎'.repeat(40));
	});
});

test('sentences follow one another with a blank between, and what is empty leaves none', () => {
	expect(joinSentences(['A.', '', 'B.'])).toBe('A. B.');
	expect(joinSentences(['', ''])).toBe('');
});

test('an issue is formatted with its place, value and cure, as far as there are any', () => {
	const issue = { field: 'f', message: 'Wrong.', advice: 'Fix it.' };
	expect(formatIssue({ ...issue, heading: '' })).toBe('Wrong. Fix it.');
	expect(formatIssue({ ...issue, heading: '', advice: '' })).toBe('Wrong.');
	expect(formatIssue({ ...issue, heading: 'H' })).toBe('“H”: Wrong. Fix it.');
	expect(formatIssue({ ...issue, heading: 'H', value: 'v' })).toBe('“H” is “v”: Wrong. Fix it.');
});
