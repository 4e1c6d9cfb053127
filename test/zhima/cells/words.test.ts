/** Words that the tables take for values and columns beside the documents' own, and what a heading is near to. */
import { borrowEntityUpload, dataStateSync, planColumns } from '../../../zhima';
import { nearestParameter } from '../../../zhima/columns/similar-columns';
import type { Api, Parameter } from '../../../zhima';
import { all, table } from './cell-table';

table('category_code', [
	...all('power_bank', '充电宝', '共享充电宝', '充电宝机柜'),
	...all('umbrella', '雨伞', '共享雨伞'),
	...all('test', '测试', '联调测试'),
]);

table('collect_rent', [
	...all('Y', '收租金', '收', '收费', 'Y:收租金', 'Y（收）'),
	...all('N', '不收租金', '不收', '不收费', '免费', '免租金', 'N:不收租金'),
	...all(/neither yes nor no/, '收不收', 'Y:不收租金', '收/不收', ':'),
]);

table('can_borrow', [
	...all('Y', '可借', '可借用', '可以借', '可以', '可', 'Y:可借'),
	...all('N', '不可借', '不可借用', '不可以借', '不可以', '不可', 'N:不可借'),
]);

describe('columns by words that merchants have for them', () => {
	const nameOf = (api: Api, heading: string): string | undefined => planColumns(api, [heading]).columns[0]?.[0];

	test.each([
		['蚂蚁统一会员ID', 'user_id'],
		['会员ID', 'user_id'],
		['用户ID', 'user_id'],
		['用户OpenID', 'open_id'],
		['外部业务订单号', 'out_biz_no'],
		['外部订单号', 'out_biz_no'],
		['外部主体ID', 'out_principal_id'],
		['业务状态', 'biz_state_code'],
		['状态码', 'biz_state_code'],
		['类目', 'category_code'],
		['类目Code', 'category_code'],
		['类目代码', 'category_code'],
		['芝麻信用service_id', 'service_id'],
		['信用服务ID', 'service_id'],
		['同步数据', 'biz_data'],
		['同步的数据具体内容', 'biz_data'],
	])('%s: %s', (heading, name) => expect(nameOf(dataStateSync, heading)).toBe(name));

	test.each([
		['签约产品码', 'product_code'],
		['类目代码', 'category_code'],
		['地址', 'address_desc'],
		['是否可借', 'can_borrow'],
		['可借数量', 'can_borrow_cnt'],
		['扩展属性', 'ext_properties'],
	])('%s: %s', (heading, name) => expect(nameOf(borrowEntityUpload, heading)).toBe(name));
});

test('every business code has the document’s words in English as well', () => {
	const codes = [borrowEntityUpload, dataStateSync].flatMap(({ businessCodes }) => businessCodes);
	expect(codes.filter(({ documentedEn }) => !/^[A-Z].{10,}[^.]$/s.test(documentedEn))).toEqual([]);
	expect(new Set(codes.map(({ documentedEn }) => documentedEn)).size).toBeGreaterThan(8);
});

test('only what passes by itself is tried again', () => {
	const again = (api: Api) => api.businessCodes.filter(({ retry }) => retry).map(({ subCode }) => subCode);
	expect(again(borrowEntityUpload)).toEqual([]);
	expect(again(dataStateSync)).toEqual(['SYSTEM_ERROR']);
	expect(dataStateSync.success).toEqual({ biz_result: ['success'] });
	expect(borrowEntityUpload.success).toBeUndefined();
});

test('what stands in the form before anything is typed', () => {
	const defaults = (api: Api) =>
		Object.fromEntries(api.parameters.filter((each) => each.default !== undefined).map((each) => [each.name, each.default]));
	expect(defaults(borrowEntityUpload)).toEqual({
		product_code: 'w1010100000000002858',
		category_code: 'power_bank',
		collect_rent: true,
		can_borrow: true,
	});
	expect(defaults(dataStateSync)).toEqual({ category_code: 'WATCH_MOVIE' });
});

test('a user’s number is sixteen digits and no more', () => {
	const { kind } = dataStateSync.parameters[0];
	const pattern = kind.type === 'identifier' ? kind.pattern : undefined;
	expect(['2088102146225135', '12088102146225135', '20881021462251351', '2088', 'x'].filter((text) => pattern?.test(text))).toEqual([
		'2088102146225135',
	]);
});

describe('near to a name', () => {
	const nearTo = (given: string, ...names: readonly string[]): boolean =>
		nearestParameter(given, [{ name: 'x' } as Parameter], () => names) !== undefined;

	test.each([
		// Chinese: one sign off where both are long enough, a part of at least two, or more than the name.
		['实体编码', '实体编号', true],
		['体编号', '实体编号', true],
		['实编码', '实体编号', false],
		['经纬', '经度', false],
		['实名称', '名称', true],
		['编号', '实体编号', true],
		['号', '实体编号', false],
		['我的经度', '经度', true],
		['名字', '名称', false],
		['地点', '地址', false],
		['甲乙', '甲乙丙', true],
		['甲丁丙', '甲乙丙', false],
		['甲丁丙', '甲乙丙戊', false],
		['甲乙丙', '甲乙丁戊', false],
		// Letters: one off beyond five, two beyond eight.
		['ratess', 'rates', true],
		['ratfs', 'rates', false],
		['rentas', 'rental', true],
		['rexxal', 'rental', false],
		['latixxde', 'latitude', false],
		['latixude', 'latitude', true],
		['longixxde', 'longitude', true],
		['longxxxde', 'longitude', false],
		// The beginning of three letters, the end of four.
		['lon', 'longitude', true],
		['lo', 'longitude', false],
		['tude', 'longitude', true],
		['ude', 'longitude', false],
		// Holding the name, of four letters.
		['myrent', 'rent', true],
		['mycnt', 'cnt', false],
		// Beginning alike: seven letters and three fifths of the name.
		['rentdescript', 'rentdesc', true],
		['contactxxxxx', 'contactnumber', false],
		['contactnxxxxxx', 'contactnumber', true],
		['categoryxxxxx', 'categorycode', true],
		['rentdesxxxxxx', 'rentdesc', true],
		['rentdxxxxxxxx', 'rentdesc', false],
		// Without vowels, three letters that begin alike.
		['lng', 'longitude', true],
		['lngt', 'longitude', true],
		['lgn', 'longitude', false],
		['ngt', 'longitude', false],
		['lg', 'longitude', false],
		['lngx', 'longitude', false],
		['lngi', 'longitude', false],
		['ilng', 'longitude', false],
		// Nothing, and a sentence.
		['', 'longitude', false],
		['', '经度', false],
	])('%j and %j: %s', (given, name, isNear) => expect(nearTo(given, name)).toBe(isNear));

	test('any of the names will do, and of two parameters neither', () => {
		expect(nearTo('longitud', 'x', 'longitude')).toBe(true);
		const two = [{ name: 'a' }, { name: 'b' }] as Parameter[];
		expect(nearestParameter('code', two, ({ name }) => [`${name}code`])).toBeUndefined();
		expect(nearestParameter('acod', two, ({ name }) => [`${name}code`])).toBe(two[0]);
	});
});
