/** The edges of the rules for cells: what lies just inside of each and what just outside. */
import { borrowEntityUpload, formatIssue, joinSentences, readRow, shorten } from '../../../zhima';
import type { Api } from '../../../zhima';
import { notAText, trimCell } from '../../../zhima/cells/cell';
import { all, read, readIn, table } from './cell-table';
import { NOW, uploadRow } from '../rows';

const MOBILE = '13812345678';
const NEITHER = /isn't a mobile or landline number in mainland China/;

table('can_borrow', [
	...all('Y', '☑', '☑️', '✅', '✔️', '√', '1.0', 'T'),
	...all('N', '✕', '✖', '❌', '✗', '×', '0.0', 'F'),
	['ok', /taken: 是, TRUE, 1, 可借 for Y; 否, FALSE, 0, 不可借 for N\)/],
]);

table('category_code', [
	...all('umbrella', '雨伞umbrella', '雨伞  umbrella', 'umbrella  雨伞', 'umbrella-雨伞', '雨伞 - umbrella'),
	['无', /not one of the allowed values/],
]);

const NOT_WHOLE = /not a whole number/;

table('total_borrow_cnt', [
	...all('12345', '12,345', '012,345', '+12,345', '12,345.', '12,345.0', '12345.000'),
	['123,456', '123456'],
	...all(NOT_WHOLE, 'a1,234', '1.000', '12.000', '123.000', '+1.000', '12个3', '10-20', '1,23', '1,2345', '12.5', '1,234.5'),
	['20.0000', '20'],
	['+20', '20'],
	['0020', '20'],
	['-3', /cannot be negative/],
	['−3', /cannot be negative/],
	[20.000000000000004, '20'],
	[20.00001, NOT_WHOLE],
	['1,234,567', /has 7 digits; at most 6/],
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

describe('signs for nothing', () => {
	test.each(['-', '----------', '??', '？', 'N/A', 'na', '无', '待定'])('%s', (came) => {
		expect(read('contact_number', came)).toContain(`“${came}” was taken for an empty cell`);
	});

	test.each(['???', 'xN/A', '无。无', '没有了'])('%s is none', (came) => {
		expect(read('contact_number', came)).not.toContain('empty cell');
	});

	test.each(['无', 'n/a'])('%s is a name, if that is what was written', (came) => {
		expect(read('entity_name', came)).toBe(came);
	});

	test('a required value is asked for, one that stands for now may be left out', () => {
		expect(read('entity_name', '-')).toMatch(/a value is required\. Fill in the value\.$/);
		expect(read('upload_time', '-')).toMatch(/leave the cell empty\.$/);
	});
});

describe('a very long text', () => {
	test('is not looked into beyond 1000 characters', () => {
		expect(read('contact_number', '1'.repeat(1000))).toMatch(NEITHER);
		expect(read('contact_number', '1'.repeat(1001))).toMatch(/has 1001 characters\. The maximum is 20/);
		expect(read('upload_time', 'x'.repeat(1001))).toMatch(/has 1001 characters\. The maximum is 19/);
	});

	test('is looked into where it is blanks for the most part', () => {
		expect(read('contact_number', `${' '.repeat(1001)}${MOBILE}`)).toBe(MOBILE);
	});

	test('of JSON has a limit of its own', () => {
		expect(read('biz_data', `{"a":"${'x'.repeat(4088)}"}`)).toHaveLength(4096);
		expect(read('biz_data', `{"a":"${'x'.repeat(4089)}"}`)).toMatch(/has 4097 characters\. The maximum is 4096/);
	});
});

describe('a row of totals', () => {
	const isTotals = (word: unknown, others: object = {}): boolean => {
		const row = { entity_name: word, can_borrow_cnt: 5, ...others };
		const reading = readRow(borrowEntityUpload, row, { now: NOW, headings: {} });
		return !reading.ok && reading.issues[0].message.includes('row of totals');
	};

	test.each([
		...['合计', '合 计', '总计', '总 计', '小计', '小  计', '共计', '共 计', '累计', '累 计', '合计：', '总计 :'],
		...['total', 'Total', 'TOTALS', 'Grand Total', 'subtotal:', ' Total '],
	])('%s', (word) => expect(isTotals(word)).toBe(true));

	test.each(['合计数', '本合计', '合格计', '总会计', '小会计', '共享计', '累积计', 'totally', 'a total', 'total x:', 5, true])(
		'%s is none',
		(word) => expect(isTotals(word)).toBe(false),
	);

	test('has nothing in a required cell', () => {
		expect(isTotals('合计', uploadRow)).toBe(false);
		expect(isTotals('爱心', { ...uploadRow, entity_name: 'x', rent_desc: '合计' })).toBe(false);
		expect(isTotals('爱心', { ...uploadRow, entity_code: '', rent_desc: '合计' })).toBe(true);
	});
});

describe('an API with other parameters', () => {
	const [example] = borrowEntityUpload.parameters.filter(({ name }) => name === 'entity_name');
	const withKind = (kind: Api['parameters'][number]['kind']): Api => ({
		...borrowEntityUpload,
		parameters: [{ ...example, kind }],
	});

	test('whose options have no words beside their values names the values alone', () => {
		const api = withKind({ type: 'choice', options: ['a', 'b'].map((value) => ({ value, label: { en: '', zh: '' } })) });
		expect(readIn(api, 'entity_name', 'c')).toMatch(/Write one of: a, b\.$/);
		expect(readIn(api, 'entity_name', 'B')).toMatch(/^.*\bb$|is more than/);
	});

	test('whose flag has no words of its own names the common ones', () => {
		const api = withKind({ type: 'flag' });
		expect(readIn(api, 'entity_name', '可借')).toMatch(/\(also taken: 是, TRUE, 1 for Y; 否, FALSE, 0 for N\)\.$/);
	});
});

test('a character that the charset lacks is named with its number and the charset, utf-8 if nothing is said', () => {
	const unencodable = () => 'ñ';
	expect(read('entity_name', 'ñ', { unencodable, charset: 'GBK' })).toMatch(/“ñ” \(U\+00F1\) does not exist in GBK/);
	expect(read('entity_name', 'ñ', { unencodable })).toMatch(/does not exist in utf-8/);
});

test.each<[string, string]>([
	['', ''],
	[' ', ''],
	['\u200b\ufeff ', ''],
	[' a b ', 'a b'],
	['\u2060a\u2066', 'a'],
	['　a\n', 'a'],
])('%j without its edges is %j', (text, trimmed) => expect(trimCell(text)).toBe(trimmed));

describe('what looks like a date to some and is none', () => {
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

test('a complaint tells the place, the value and the cure, as far as there are any', () => {
	const told = { field: 'f', message: 'Wrong.', advice: 'Mend it.' };
	expect(formatIssue({ ...told, heading: '' })).toBe('Wrong. Mend it.');
	expect(formatIssue({ ...told, heading: '', advice: '' })).toBe('Wrong.');
	expect(formatIssue({ ...told, heading: 'H' })).toBe('“H”: Wrong. Mend it.');
	expect(formatIssue({ ...told, heading: 'H', value: 'v' })).toBe('“H” is “v”: Wrong. Mend it.');
});
