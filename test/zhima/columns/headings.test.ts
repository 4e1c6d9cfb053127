/** What a heading may bear beside its name, what it is nearly, and what is said of a sheet that lacks some. */
import { borrowEntityUpload, dataStateSync, planColumns, rowFromForm } from '../../../zhima';
import type { Api } from '../../../zhima';
import { distance } from '../../../zhima/edit-distance';
import { nearestParameter } from '../../../zhima/columns/similar-columns';
import { syncRow, uploadRow } from '../rows';

const namesIn = (heading: string): string[] =>
	planColumns(borrowEntityUpload, [heading]).columns.map(([name]) => name);

describe('a longitude', () => {
	test.each([
		...['经度{度}', '经度{°}', '{a{b}c}经度', '经度〔度〕', '经度<度>', '经度《度》', '经度[度（°）]', '经度【度】'],
		...['12. 经度', '12 经度', '1  经度', '1.12 经度', '1.2. 经度', '1 .经度', '①  经度', '3）经度'],
		...['a) 经度', 'A 、经度', 'a .经度', '三、经度', '十二、经度'],
		...['必填-经度', '必填: 经度', '必填**经度', '经度 - 必填', '经度**选填', '非必填经度', '必选经度', '可选经度'],
		...['required: longitude', 'longitude - optional', 'Optional longitude', 'LONGITUDE REQUIRED'],
		...['经度  longitude', '经度//longitude', 'longitude经度', '经度longitude', '经度|longitude', '经度=longitude'],
		...['位置(longitude)', '位置(x)(longitude)', '位置（Longitude）'],
	])('%j', (heading) => expect(namesIn(heading)).toEqual(['longitude']));

	test.each([
		...['123. 经度', '十二三四、经度', 'ab) 经度', '经度必填项', 'a必填经度', 'x经度', '经度2longitude', 'code2经度'],
		...['位置（longitude 1）', '位置（1 longitude）', '位置（经度）', '位置（foo）', 'longitude or latitude'],
		`经度${' '.repeat(100)}longitude`,
	])('is not meant by %j', (heading) => expect(namesIn(heading)).toEqual([]));

	test('is meant by a heading of a hundred characters that names it twice', () => {
		expect(namesIn(`经度${' '.repeat(89)}longitude`)).toEqual(['longitude']);
	});
});

describe('a heading that a reader has numbered, since it stands there twice', () => {
	test.each(['经度_1', '经度_12'])('%s', (heading) => {
		expect(planColumns(borrowEntityUpload, ['经度', heading]).issues[0]).toMatchObject({
			field: 'longitude',
			message: expect.stringContaining(`Several columns are longitude: “经度”, “${heading}”.`) as string,
		});
	});

	test.each(['经度_1', '经度_1x', 'x经度_1'])('%s alone is no name', (heading) => {
		expect(planColumns(borrowEntityUpload, [heading, '备注']).columns).toEqual([]);
		expect(planColumns(borrowEntityUpload, [heading, '备注']).ignored).toContain(heading);
	});
});

const wholeUpload = Object.keys(uploadRow);
const nearTo = (heading: string): string | undefined => {
	const [advice] = planColumns(borrowEntityUpload, [heading]).issues.map((issue) => issue.advice);
	const [hint] = planColumns(borrowEntityUpload, [heading]).hints;
	return / may hold (\w+)\./.exec(advice)?.[1] ?? /If it holds (\w+), give it that name\./.exec(hint ?? '')?.[1];
};

describe('a heading that is nearly a name', () => {
	test.each([
		['lng', 'longitude'],
		['lon', 'longitude'],
		['lat', 'latitude'],
		['Longtitude', 'longitude'],
		['my longitude', 'longitude'],
		['entty_code', 'entity_code'],
		['entitycod', 'entity_code'],
		['entity_codes', 'entity_code'],
		['实体编码', 'entity_code'],
		['编号', 'entity_code'],
		['名称', 'entity_name'],
		['总数', 'total_borrow_cnt'],
		['可借数', 'can_borrow_cnt'],
		['address', 'address_desc'],
		['rent description', 'rent_desc'],
		['contact', 'contact_number'],
		['number', 'contact_number'],
		['联系电话号码', 'contact_number'],
		['upload', 'upload_time'],
		['category name', 'category_code'],
	])('%s: %s', (heading, name) => expect(nearTo(heading)).toBe(name));

	test.each(['lngs', 'ltd', 'lo', '时间', '号', 'rent', 'phone', 'hours', 'entity', '', '*', `longitude${'x'.repeat(32)}`])(
		'%j is nearly none, or more than one',
		(heading) => expect(nearTo(heading)).toBeUndefined(),
	);

	test('is not taken for a parameter that has its column, nor for one that a sheet need not have', () => {
		const plan = planColumns(borrowEntityUpload, [...wholeUpload, 'lng', 'product']);
		expect(plan.hints).toEqual([]);
		expect(plan.ignored).toEqual(['lng', 'product']);
	});

	test('is told of as a hint where the sheet can do without, as advice where it cannot', () => {
		const rest = wholeUpload.filter((name) => name !== 'address_desc');
		expect(planColumns(borrowEntityUpload, [...rest, 'address']).hints).toHaveLength(1);
		expect(planColumns(borrowEntityUpload, [...rest, 'address']).issues).toEqual([]);
		const plan = planColumns(borrowEntityUpload, ['lng', 'address']);
		expect(plan.hints).toEqual([expect.stringContaining('“address”')]);
		expect(plan.issues[0].advice).toMatch(/^“lng” may hold longitude\. Rename the columns/);
	});
});

test('of forty characters a heading may be nearly a name, of more it is a sentence', () => {
	const parameters = borrowEntityUpload.parameters;
	const near = (given: string) => nearestParameter(given, parameters, ({ name }) => [name.replaceAll('_', '')]);
	expect(near(`longitude${'x'.repeat(31)}`)?.name).toBe('longitude');
	expect(near(`longitude${'x'.repeat(32)}`)).toBeUndefined();
});

test.each([
	['', '', 0],
	['', 'ab', 2],
	['ab', '', 2],
	['abc', 'abc', 0],
	['abc', 'abd', 1],
	['abc', 'ab', 1],
	['abc', 'xabc', 1],
	['abc', 'bca', 2],
	['kitten', 'sitting', 3],
])('%j and %j are %i letters apart', (a, b, letters) => {
	expect(distance(a, b)).toBe(letters);
	expect(distance(b, a)).toBe(letters);
});

describe('what is said of a sheet that lacks columns', () => {
	const adviceFor = (headings: readonly string[]): string =>
		planColumns(borrowEntityUpload, headings).issues[0].advice;
	const messageFor = (headings: readonly string[], api: Api = borrowEntityUpload): string =>
		planColumns(api, headings).issues[0].message;

	test.each([
		[['经度;纬度;实体编号'], 'set “;” as the delimiter'],
		[['备注', '经度\t纬度\t实体编号\t备注'], 'set “Tab” as the delimiter'],
		[['经度,纬度,类目'], 'set “,” as the delimiter'],
		[['经度|纬度|类目'], 'set “|” as the delimiter'],
		[['经度;纬度;备注'], 'Rename the columns to these names'],
		[['甲;乙;丙'], 'Rename the columns to these names'],
		[['headers', 'params', 'query', 'body'], 'parts of a webhook call'],
		[['headers', 'body'], 'Rename the columns to these names'],
		[['0', '12'], '“Header Row”'],
		[['row'], '“Header Row”'],
		[['0', 'x'], 'Rename the columns to these names'],
		[['1x'], 'Rename the columns to these names'],
		[['x1'], 'Rename the columns to these names'],
		[[], 'Rename the columns to these names'],
		[['ç»åº¦'], 'wrong encoding'],
	])('%j', (headings, words) => expect(adviceFor(headings)).toContain(words));

	test('what was found is told: none, each once, or each as it stands where two look alike', () => {
		expect(messageFor([])).toMatch(/Columns found: none\.$/);
		expect(messageFor([' a ', 'b'])).toMatch(/Columns found: “a”, “b”\.$/);
		expect(messageFor([' a ', 'a'])).toMatch(/Columns found: “ a ”, “a”\.$/);
	});

	test('thirty of them at most, the rest is counted', () => {
		const headings = (count: number) => Array.from({ length: count }, (_, index) => `h${index}`);
		expect(messageFor(headings(30))).toMatch(/“h29”\.$/);
		expect(messageFor(headings(32))).toMatch(/“h29” and 2 more\.$/);
	});

	test('one of a group is enough, and a time that may be now is not missed', () => {
		const without = (...names: string[]) => Object.keys(syncRow).filter((name) => !names.includes(name));
		expect(planColumns(dataStateSync, [...without('user_id'), 'open_id']).issues).toEqual([]);
		expect(messageFor(without('user_id'), dataStateSync)).toMatch(
			/^A required column is missing: user_id \/ .+ \/ open_id \/ .+\. Columns/,
		);
		expect(messageFor(without('user_id', 'service_id'), dataStateSync)).toMatch(/^Required columns are missing: user_id .+; service_id/);
		const timeless = wholeUpload.filter((name) => !['upload_time', 'product_code'].includes(name));
		expect(planColumns(borrowEntityUpload, timeless).issues).toEqual([]);
	});

	test('three columns of one name', () => {
		const [issue] = planColumns(borrowEntityUpload, [...wholeUpload, '经度', '地址位置经度']).issues;
		expect(issue.message).toBe('Several columns are longitude: “longitude”, “经度”, “地址位置经度”.');
	});
});

describe('the form’s list of names and values', () => {
	const given = (field: unknown) => {
		const { row, issues } = rowFromForm(dataStateSync, { bizDataMode: 'fields', bizDataFields: { field } });
		return { value: row.biz_data, told: issues.map(({ message, value }) => [message, value]) };
	};

	test('numbers are names; what has no value is empty text', () => {
		expect(given([{ name: 12, value: 'a' }, { name: ' b ', value: null }, { name: 'c' }])).toEqual({
			value: { 12: 'a', b: '', c: '' },
			told: [],
		});
	});

	test('empty lines are left out', () => {
		expect(given([{}, { name: '', value: '' }, { name: ' ', value: ' ' }])).toEqual({ value: undefined, told: [] });
		for (const nothing of [undefined, null, 'x', {}, []]) expect(given(nothing).value).toBeUndefined();
	});

	test('a value without a name, and a name given twice', () => {
		expect(given([{ value: 'v' }, { name: {}, value: 'w' }, { name: true, value: 'x' }]).told).toEqual([
			['A value has no name.', 'v'],
			['A value has no name.', 'w'],
			['A value has no name.', 'x'],
		]);
		expect(given([{ name: 'a', value: 1 }, { name: 'a ', value: 2 }])).toEqual({
			value: { a: 1 },
			told: [['This name is used twice.', 'a']],
		});
	});
});

describe('the form’s movie ticket', () => {
	const given = (movieTicket: unknown) => {
		const { row, issues } = rowFromForm(dataStateSync, { bizDataMode: 'movieTicket', movieTicket });
		return { value: row.biz_data, told: issues.map(({ message }) => message) };
	};

	test('an object is written as JSON; null, and what cannot be written, is not', () => {
		expect(given({ extInfo: { a: 1 } }).value).toEqual({ extInfo: '{"a":1}' });
		expect(given({ extInfo: null }).value).toBeUndefined();
		expect(given({ extInfo: { a: 1n } })).toEqual({
			value: undefined,
			told: ["This object can't be converted to JSON."],
		});
		expect(given({ cinemaName: new Date(0) }).told).toEqual(['This is a date, not text.']);
	});

	test('nothing in it is nothing', () => {
		for (const nothing of [undefined, null, 'x', {}, { cinemaName: ' ' }]) {
			expect(given(nothing)).toEqual({ value: undefined, told: [] });
		}
	});

	test('digits that a number would lose are a complaint', () => {
		expect(given({ buyCnt: '123456789012345' }).value).toEqual({ buyCnt: 123456789012345 });
		expect(given({ buyCnt: '1234567890123456' }).told).toEqual([expect.stringContaining('16 digits')]);
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

	test('custom stands for the field beside it only where there is one', () => {
		expect(chosen({ categoryCode: 'custom', customCategoryCode: 'X' }).category_code).toBe('X');
		expect(rowFromForm(borrowEntityUpload, { categoryCode: 'custom', undefined: 'X' }).row.category_code).toBe('custom');
		expect(chosen({ outBizNo: 'custom', undefined: 'X' }).out_biz_no).toBe('custom');
	});

	test('a way of giving the data that there is not', () => {
		const { issues } = rowFromForm(dataStateSync, { bizDataMode: 'xml', bizData: '{}' });
		expect(issues).toMatchObject([{ field: 'bizDataMode', heading: 'Specify Business Data', value: 'xml' }]);
		expect(issues[0].advice).toBe('Choose json, fields, or movieTicket.');
	});
});
