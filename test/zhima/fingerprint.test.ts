import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { borrowEntityUpload, dataStateSync, fingerprintOf, readRow } from '../../zhima';
import type { Api } from '../../zhima';
import { canonicalJson } from '../../zhima/canonical-json';
import { NOW, syncRow, uploadRow } from './rows';

const contentOf = (api: Api, row: Readonly<Record<string, unknown>>, now = NOW): Record<string, string> => {
	const reading = readRow(api, row, { now });
	if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
	return reading.content;
};

const ofUpload = (cells: Readonly<Record<string, unknown>> = {}, now = NOW) =>
	fingerprintOf(borrowEntityUpload, contentOf(borrowEntityUpload, { ...uploadRow, ...cells }, now));
const ofSync = (cells: Readonly<Record<string, unknown>> = {}) =>
	fingerprintOf(dataStateSync, contentOf(dataStateSync, { ...syncRow, ...cells }));

describe('the fingerprint of an upload', () => {
	it('is the same for any upload time', () => {
		expect(ofUpload({ upload_time: '2026-11-20 15:34:38' })).toBe(ofUpload());
		expect(ofUpload({ upload_time: '' })).toBe(ofUpload());
		expect(ofUpload({ upload_time: '' }, new Date('2031-01-01T00:00:00Z'))).toBe(ofUpload());
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['a category by its word', { category_code: '充电宝' }, {}],
		['a flag as a word', { collect_rent: '是' }, {}],
		['a flag as a boolean', { collect_rent: true }, {}],
		['a quantity as a number', { can_borrow_cnt: 12 }, {}],
		['a quantity with its measure word', { can_borrow_cnt: '12 台' }, {}],
		['a coordinate as a number', { longitude: 120.153576 }, {}],
		['a coordinate with zeros at its end', { longitude: '120.1535760', latitude: '30.28745900' }, {}],
		['a coordinate with a letter', { longitude: 'E120.153576' }, {}],
		['full-width digits', { total_borrow_cnt: '２０' }, {}],
		['blanks around a text', { entity_name: '  爱心充电宝 ' }, {}],
		['opening hours without a zero', { office_hours_desc: '9:00-22:00' }, {}],
		['an optional cell with a dash', { ext_properties: '-' }, {}],
		['an object with its members in another order', { ext_properties: '{ "b" : [1,2], "a":"x" }' }, { ext_properties: '{"a":"x","b":[1,2]}' }],
		['an object in place of its text', { ext_properties: { b: { d: 1, c: null } } }, { ext_properties: '{"b":{"c":null,"d":1}}' }],
	])('is the same for %s', (_what, one, other) => {
		expect(ofUpload(one)).toBe(ofUpload(other));
	});

	it('is the same for the columns in any order', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(Object.keys(uploadRow), { minLength: Object.keys(uploadRow).length }), (names) => {
				const row = Object.fromEntries(names.map((name) => [name, uploadRow[name]]));
				expect(fingerprintOf(borrowEntityUpload, contentOf(borrowEntityUpload, row))).toBe(ofUpload());
			}),
		);
	});

	it.each<[string, Record<string, unknown>]>([
		['category_code', { category_code: 'umbrella' }],
		['entity_code', { entity_code: 'CAB-0002' }],
		['longitude', { longitude: '120.153577' }],
		['latitude', { latitude: '30.287458' }],
		['entity_name', { entity_name: '爱心充电宝2' }],
		['address_desc', { address_desc: '' }],
		['office_hours_desc', { office_hours_desc: '09:00-23:00' }],
		['contact_number', { contact_number: '0571-26888889' }],
		['collect_rent', { collect_rent: 'N' }],
		['rent_desc', { rent_desc: '' }],
		['can_borrow', { can_borrow: 'N' }],
		['can_borrow_cnt', { can_borrow_cnt: '13' }],
		['total_borrow_cnt', { total_borrow_cnt: '21' }],
		['ext_properties', { ext_properties: '{"a":1}' }],
	])('is another one for another %s', (_name, cells) => {
		expect(ofUpload(cells)).not.toBe(ofUpload());
	});
});

describe('the fingerprint of a state', () => {
	it.each(Object.keys(syncRow).filter((name) => name !== 'biz_data' && name !== 'user_id'))('is another one for another %s', (name) => {
		expect(ofSync({ [name]: `${String(syncRow[name])}1` })).not.toBe(ofSync());
	});

	it.each([
		['another value', '{"buyCnt":4,"orderNo":"100220200103194523683"}'],
		['a value of another type', '{"buyCnt":"3","orderNo":"100220200103194523683"}'],
		['another name', '{"buycnt":3,"orderNo":"100220200103194523683"}'],
		['one member more', '{"buyCnt":3,"orderNo":"100220200103194523683","seatId":""}'],
	])('is another one for business data with %s', (_what, biz_data) => {
		expect(ofSync({ biz_data })).not.toBe(ofSync());
	});

	it('tells long numbers apart', () => {
		expect(ofSync({ biz_data: '{"cinemaId":9007199254740993}' })).not.toBe(ofSync({ biz_data: '{"cinemaId":9007199254740992}' }));
	});

	it('tells a list in another order apart', () => {
		expect(ofSync({ biz_data: '{"a":[1,2]}' })).not.toBe(ofSync({ biz_data: '{"a":[2,1]}' }));
	});

	it('differs from that of the same values in another call', () => {
		const content = contentOf(dataStateSync, syncRow);
		expect(fingerprintOf({ ...dataStateSync, method: 'another.method' }, content)).not.toBe(ofSync());
	});
});

/** Saved fingerprints must hold in later versions: a change here makes every row of every user look changed. */
it('follows the documented recipe', () => {
	const text =
		'["zhima.data.state.data.sync",[["biz_data","{\\"buyCnt\\":3,\\"orderNo\\":\\"100220200103194523683\\"}"],' +
		'["biz_state_code","CONTRACT_STATE_WATCH_MOVIE_BUY"],["category_code","WATCH_MOVIE"],["out_biz_no","ORDER-1"],' +
		'["out_principal_id","1303902"],["service_id","2019080700000000000001800100"],["user_id","2088102146225135"]]]';
	expect(ofSync()).toBe(createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32));
	expect(ofSync()).toBe('8ef22ec2a109a3f392072f3ea95e7f3e');
	expect(ofUpload()).toBe('fe1b0f1720b45fb470f327898c4e2301');
});

describe('canonical JSON', () => {
	const shuffled = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(shuffled);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).reverse().map(([name, member]) => [name, shuffled(member)]);
		return Object.fromEntries(entries) as unknown;
	};

	it('is the same for any order of members and any blanks, and means the same', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), (given) => {
				const text = JSON.stringify(given);
				const value = JSON.parse(text) as unknown;
				expect(canonicalJson(JSON.stringify(shuffled(value), null, 2))).toBe(canonicalJson(text));
				expect(JSON.parse(canonicalJson(text))).toEqual(value);
			}),
		);
	});

	it.each([
		['{"b":1,"a":2}', '{"a":2,"b":1}'],
		['{"10":1,"9":2,"a":3,"A":4}', '{"10":1,"9":2,"A":4,"a":3}'],
		['{"a":100220200103194523683,"b":1.50,"c":-0,"d":1E5}', '{"a":100220200103194523683,"b":1.50,"c":-0,"d":1E5}'],
		['{"a":"1","b":1,"c":"true","d":true,"e":null,"f":"null"}', '{"a":"1","b":1,"c":"true","d":true,"e":null,"f":"null"}'],
		['{"\\u0061":"\\u4e2d\\/\\""}', '{"a":"中/\\""}'],
		['{"a":"{\\"b\\": 1}"}', '{"a":"{\\"b\\": 1}"}'],
		['{"__proto__":1,"a":{}}', '{"__proto__":1,"a":{}}'],
		['[]', '[]'],
	])('of %s is %s', (text, canonical) => {
		expect(canonicalJson(text)).toBe(canonical);
	});
});
