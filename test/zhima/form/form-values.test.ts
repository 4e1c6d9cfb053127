/** Lists of names and values, the movie ticket and the dropdowns of the form. */
import { borrowEntityUpload, dataStateSync, rowFromForm } from '../../../zhima';

describe('the form’s list of names and values', () => {
	const given = (field: unknown) => {
		const { row, issues } = rowFromForm(dataStateSync, { bizDataMode: 'fields', bizDataFields: { field } });
		return { value: row.biz_data, messages: issues.map(({ message, value }) => [message, value]) };
	};

	test('reads numbers as names, and a missing value as empty text', () => {
		expect(given([{ name: 12, value: 'a' }, { name: ' b ', value: null }, { name: 'c' }])).toEqual({
			value: { 12: 'a', b: '', c: '' },
			messages: [],
		});
	});

	test('leaves out empty lines', () => {
		expect(given([{}, { name: '', value: '' }, { name: ' ', value: ' ' }])).toEqual({ value: undefined, messages: [] });
		for (const nothing of [undefined, null, 'x', {}, []]) expect(given(nothing).value).toBeUndefined();
	});

	test('reports a value without a name, and a name used twice', () => {
		expect(given([{ value: 'v' }, { name: {}, value: 'w' }, { name: true, value: 'x' }]).messages).toEqual([
			['A value has no name.', 'v'],
			['A value has no name.', 'w'],
			['A value has no name.', 'x'],
		]);
		expect(given([{ name: 'a', value: 1 }, { name: 'a ', value: 2 }])).toEqual({
			value: { a: 1 },
			messages: [['This name is used twice.', 'a']],
		});
	});
});

describe('the form’s movie ticket', () => {
	const given = (movieTicket: unknown) => {
		const { row, issues } = rowFromForm(dataStateSync, { bizDataMode: 'movieTicket', movieTicket });
		return { value: row.biz_data, messages: issues.map(({ message }) => message) };
	};

	test('writes an object as JSON text, leaves out null, and reports what JSON has no form for', () => {
		expect(given({ extInfo: { a: 1 } }).value).toEqual({ extInfo: '{"a":1}' });
		expect(given({ extInfo: null }).value).toBeUndefined();
		expect(given({ extInfo: { a: 1n } })).toEqual({
			value: undefined,
			messages: ["This object can't be converted to JSON."],
		});
		expect(given({ cinemaName: new Date(0) }).messages).toEqual(['This is a date, not text.']);
	});

	test('gives no business data without values', () => {
		for (const nothing of [undefined, null, 'x', {}, { cinemaName: ' ' }]) {
			expect(given(nothing)).toEqual({ value: undefined, messages: [] });
		}
	});

	test('refuses a number with more than 15 digits', () => {
		expect(given({ buyCnt: '123456789012345' }).value).toEqual({ buyCnt: 123456789012345 });
		expect(given({ buyCnt: '1234567890123456' }).messages).toEqual([expect.stringContaining('16 digits')]);
	});
});

describe('the form’s dropdowns', () => {
	const chosen = (values: object) => rowFromForm(dataStateSync, { userId: 'u', openId: 'o', ...values }).row;

	test.each([
		[{ identifyUserBy: 'userId' }, ['user_id']],
		[{ identifyUserBy: 'openId' }, ['open_id']],
		[{ identifyUserBy: '' }, ['user_id']],
		[{}, ['user_id']],
		[{ identifyUserBy: 'outBizNo' }, ['user_id', 'open_id']],
		[{ identifyUserBy: 'x' }, ['user_id', 'open_id']],
	])('%j', (values, names) => {
		expect(Object.keys(chosen(values)).filter((name) => ['user_id', 'open_id'].includes(name))).toEqual(names);
	});

	test('read the custom field for the value custom only where there is one', () => {
		expect(chosen({ categoryCode: 'custom', customCategoryCode: 'X' }).category_code).toBe('X');
		expect(rowFromForm(borrowEntityUpload, { categoryCode: 'custom', undefined: 'X' }).row.category_code).toBe('custom');
		expect(chosen({ outBizNo: 'custom', undefined: 'X' }).out_biz_no).toBe('custom');
	});

	test('refuse an unknown value of the dropdown for business data', () => {
		const { issues } = rowFromForm(dataStateSync, { bizDataMode: 'xml', bizData: '{}' });
		expect(issues).toMatchObject([{ field: 'bizDataMode', heading: 'Specify Business Data', value: 'xml' }]);
		expect(issues[0].advice).toBe('Choose json, fields, or movieTicket.');
	});
});
