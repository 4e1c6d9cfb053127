import { borrowEntityUpload, dataStateSync, orderKeysOf, rowKeyOf } from '../../zhima';

test('uploads are about one entity of one category', () => {
	const key = (category_code: string, entity_code: string) =>
		orderKeysOf(borrowEntityUpload, { category_code, entity_code });
	expect(key('umbrella', 'A')).toHaveLength(1);
	expect(key('umbrella', 'A')).toEqual(key('umbrella', 'A'));
	expect(key('umbrella', 'A')).not.toEqual(key('power_bank', 'A'));
	expect(key('a"', 'b')).not.toEqual(key('a', '"b'));
});

test('states are about a user’s order and a user’s principal', () => {
	const content = { user_id: '2088102146225135', out_biz_no: '1', out_principal_id: '1' };
	const keys = orderKeysOf(dataStateSync, content);
	expect(new Set(keys).size).toBe(2);
	expect(orderKeysOf(dataStateSync, { ...content, out_biz_no: '2' })).toContain(keys[1]);
	expect(orderKeysOf(dataStateSync, { ...content, user_id: 'x' })).not.toContain(keys[1]);
	expect(orderKeysOf(dataStateSync, { open_id: 'x', out_biz_no: '1', out_principal_id: '1' })).toHaveLength(2);
});

test('a key with a missing value is left out', () => {
	expect(orderKeysOf(borrowEntityUpload, { category_code: 'umbrella' })).toEqual([]);
	expect(orderKeysOf(borrowEntityUpload, { category_code: 'umbrella', entity_code: '' })).toEqual([]);
});

test('an operator knows a row by the naming value of its first key', () => {
	expect(rowKeyOf(borrowEntityUpload)).toBe('entity_code');
	expect(rowKeyOf(dataStateSync)).toBe('out_biz_no');
	expect(rowKeyOf({ orderKeys: [] })).toBeUndefined();
});
