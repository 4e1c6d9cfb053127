/** What all kinds of cell have in common, and rows as a whole. */
import { borrowEntityUpload, readRow } from '../../zhima';
import { read } from './cells/cell-table';
import { NOW, uploadRow } from './rows';

const MOBILE = '13812345678';
const NEITHER = /isn't a mobile or landline number in mainland China/;

describe('signs for nothing', () => {
	test.each(['-', '----------', '??', '？', 'N/A', 'na', '无', '待定'])('%s', (came) => {
		expect(read('contact_number', came)).toContain(`“${came}” is treated as an empty cell`);
	});

	test.each(['???', 'xN/A', '无。无', '没有了'])('%s is none', (came) => {
		expect(read('contact_number', came)).not.toContain('empty cell');
	});

	test.each(['无', 'n/a'])('%s is a name, if that is what was written', (came) => {
		expect(read('entity_name', came)).toBe(came);
	});

	test('a required value is asked for, a time that means now may be left out', () => {
		expect(read('entity_name', '-')).toMatch(/Value is required\. This is only a placeholder .* Fill in the value\.$/);
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

	test('of JSON has its own limit', () => {
		expect(read('biz_data', `{"a":"${'x'.repeat(4088)}"}`)).toHaveLength(4096);
		expect(read('biz_data', `{"a":"${'x'.repeat(4089)}"}`)).toMatch(/has 4097 characters\. The maximum is 4096/);
	});
});

describe('a row of totals', () => {
	const isTotals = (word: unknown, others: object = {}): boolean => {
		const row = { entity_name: word, can_borrow_cnt: 5, ...others };
		const reading = readRow(borrowEntityUpload, row, { now: NOW, headings: {} });
		return !reading.ok && reading.issues[0].message.includes('totals row');
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

test('a character that the charset lacks is named with its number and the charset, utf-8 if nothing is said', () => {
	const unencodable = () => 'ñ';
	expect(read('entity_name', 'ñ', { unencodable, charset: 'GBK' })).toMatch(/GBK doesn't support the character “ñ” \(U\+00F1\)/);
	expect(read('entity_name', 'ñ', { unencodable })).toMatch(/utf-8 doesn't support the character/);
});
