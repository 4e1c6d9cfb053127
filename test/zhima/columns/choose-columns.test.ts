/** Which column is read where headings are others' than the documents', and where several could be. */
import fc from 'fast-check';
import { borrowEntityUpload, dataStateSync, formatIssue, planColumns, readRow, rowFromColumns } from '../../../zhima';
import type { Api } from '../../../zhima';
import { NOW, syncRow, uploadRow } from '../rows';

const nameOf = (heading: string, api: Api = borrowEntityUpload): string | undefined => planColumns(api, [heading]).columns[0]?.[0];
const wholeUpload = Object.keys(uploadRow);
const without = (...names: string[]): string[] => wholeUpload.filter((name) => !names.includes(name));

describe('a heading that others use for a coordinate', () => {
	test.each([
		...['lng', 'LNG', 'lon', 'Long', '东经', 'x经度', '经度X', '经度(x)', 'jingdu', 'map_lng', 'location.lng', '经度坐标', '坐标经度', '地图经度'],
		...['gps_lng', 'GPS经度', 'wgs84_lng', 'lng_wgs84', 'longitude_wgs84', 'wgs84Lng', 'wgs84 lon', '经度WGS84'],
		...['gcj02_lng', 'lng_gcj02', 'gcj02Lng', 'gcj_lon', 'amap_lng', '高德经度', '腾讯经度', '火星经度', '高德地图经度', 'lng(GCJ-02)'],
	])('%s: longitude', (heading) => {
		expect(nameOf(heading)).toBe('longitude');
		expect(planColumns(borrowEntityUpload, [...without('longitude'), heading]).issues).toEqual([]);
	});

	test.each(['lat', 'LAT', '北纬', 'y纬度', '纬度Y', 'weidu', 'map_lat', 'wgs84_lat', 'latGcj02', 'GPS纬度', '高德纬度'])('%s: latitude', (heading) => {
		expect(nameOf(heading)).toBe('latitude');
	});

	test.each(['gps_lng', 'GPS经度', 'wgs84_lng', 'wgs84Lng', 'lng(WGS84)', '经度_wgs84'])('%s gets the hint on WGS84', (heading) => {
		const { hints } = planColumns(borrowEntityUpload, [...without('longitude'), heading]);
		expect(hints).toEqual([expect.stringMatching(/^“.+”: The values are sent unchanged\. .+ WGS84 points appear a few hundred meters off/)]);
	});

	test.each(['bd_lng', 'bd09_lng', 'bd09Lng', 'baidu_lng', 'lng_bd09', '百度经度', 'lng(百度)', '经度 bd'])('%s is refused: it is not where others see it', (heading) => {
		const { issues } = planColumns(borrowEntityUpload, [...without('longitude'), heading]);
		expect(issues.map(formatIssue)).toEqual([
			expect.stringMatching(/^“.+”: The note “.+” can change what the values of this column mean\. Make sure that the values are decimal degrees in the coordinates that Amap uses \(GCJ-02\), then rename the column to “.+”\.$/),
		]);
	});

	test.each(['x', 'y', 'X坐标', 'jd', 'wd', 'start_lng', '起点经度', 'platform', 'salon', 'flat', 'slat', 'length', 'belong'])('%s is not read', (heading) => {
		expect(nameOf(heading)).toBeUndefined();
		expect(planColumns(borrowEntityUpload, [...wholeUpload, heading]).issues).toEqual([]);
	});
});

describe('a heading that others use', () => {
	test.each([
		['店名', 'entity_name'], ['门店名称', 'entity_name'], ['name', 'entity_name'],
		['机柜编号', 'entity_code'], ['设备编号', 'entity_code'], ['deviceSn', 'entity_code'], ['cabinet_id', 'entity_code'],
		['tel', 'contact_number'], ['phone', 'contact_number'], ['手机号', 'contact_number'], ['联系方式', 'contact_number'], ['客服电话', 'contact_number'], ['contact:phone', 'contact_number'],
		['workTime', 'office_hours_desc'], ['businessHours', 'office_hours_desc'], ['opening_hours', 'office_hours_desc'], ['营业时段', 'office_hours_desc'],
		['收费标准', 'rent_desc'], ['计费规则', 'rent_desc'], ['address', 'address_desc'], ['详细地址', 'address_desc'], ['addr:full', 'address_desc'],
		['num_bikes_available', 'can_borrow_cnt'], ['可借数', 'can_borrow_cnt'], ['is_renting', 'can_borrow'], ['充电宝总数', 'total_borrow_cnt'],
	])('%s: %s', (heading, name) => expect(nameOf(heading)).toBe(name));

	test.each([
		['支付宝用户ID', 'user_id'], ['alipayUserId', 'user_id'], ['支付宝openid', 'open_id'], ['商户订单号', 'out_biz_no'], ['out_trade_no', 'out_biz_no'],
		['电影ID', 'out_principal_id'], ['状态编码', 'biz_state_code'], ['芝麻服务ID', 'service_id'], ['业务数据JSON', 'biz_data'],
	])('%s of a state: %s', (heading, name) => expect(nameOf(heading, dataStateSync)).toBe(name));

	test.each(['订单号', '用户编号', '状态', 'uid', 'order_no', 'status_code', '电影名称'])('%s of a state is not read, but named', (heading) => {
		expect(nameOf(heading, dataStateSync)).toBeUndefined();
		expect(planColumns(dataStateSync, [heading]).issues[0].advice).toMatch(new RegExp(`^Drag “${heading}” onto "`));
	});

	test('is a remark like any other beside a documented name', () => {
		expect(planColumns(borrowEntityUpload, [...without('address_desc', 'entity_code', 'office_hours_desc'), '地址(门店名称)', '实体编号(机柜编号)', '营业时间(工作时间)']).issues).toEqual([]);
	});

	test('is not looked for in brackets behind another heading', () => {
		expect(nameOf('负责人(phone)')).toBeUndefined();
		expect(nameOf('备注(name)')).toBeUndefined();
	});
});

test('every name is one parameter’s alone, and no doubtful name is read', () => {
	const compact = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
	for (const api of [borrowEntityUpload, dataStateSync]) {
		const point = api.point === undefined ? [] : [...api.point.columnNames, ...api.point.synonyms];
		const names = [...api.parameters.flatMap(({ name, columnNames, synonyms = [] }) => [name, ...columnNames, ...synonyms]), ...point].map(compact);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		for (const { doubtfulNames = [] } of api.parameters) {
			expect(doubtfulNames.filter((name) => names.includes(compact(name)))).toEqual([]);
			expect(doubtfulNames.filter((name) => nameOf(name, api) !== undefined)).toEqual([]);
		}
	}
});

test('a name that others use changes nothing of a sheet with the documents’ names but a hint', () => {
	const extra = borrowEntityUpload.parameters.flatMap(({ synonyms = [], doubtfulNames = [] }) => [...synonyms, ...doubtfulNames]);
	const points = [...borrowEntityUpload.point!.columnNames, ...borrowEntityUpload.point!.synonyms];
	const documented = borrowEntityUpload.parameters.map(({ name }) => name);
	const plain = planColumns(borrowEntityUpload, documented);
	fc.assert(
		fc.property(fc.subarray([...extra, ...points]), (others) => {
			const plan = planColumns(borrowEntityUpload, [...others, ...documented]);
			expect([plan.issues, plan.headings, plan.point]).toEqual([[], plain.headings, undefined]);
			expect(plan.ignored).toEqual(others);
		}),
	);
});

describe('of several columns for one parameter', () => {
	test('the documented one is read, and the other is named', () => {
		const plan = planColumns(borrowEntityUpload, [...wholeUpload, '店名', 'wgs84_lng']);
		expect(plan.hints).toEqual([
			'The column “wgs84_lng” isn\'t used, because “longitude” is read instead.',
			'The column “店名” isn\'t used, because “entity_name” is read instead.',
		]);
		expect(plan.ignored).toEqual(['店名', 'wgs84_lng']);
	});

	test('the one without a datum is read', () => {
		const plan = planColumns(borrowEntityUpload, [...without('longitude'), 'bd_lng', 'lng', 'gcj02_lng']);
		expect(plan.headings.longitude).toBe('lng');
		expect(plan.issues).toEqual([]);
	});

	test('two that others use are refused where one is needed', () => {
		const { issues } = planColumns(borrowEntityUpload, [...without('entity_name'), '店名', '设备名称']);
		expect(issues.map(formatIssue)).toEqual(['Several columns match entity_name: “店名”, “设备名称”. Keep one of them, and rename or remove the others.']);
	});

	test('two that others use are named where none is needed, and neither is sent', () => {
		const plan = planColumns(borrowEntityUpload, [...without('contact_number'), '手机号', '客服电话']);
		expect(plan.issues).toEqual([]);
		expect(plan.hints).toEqual(['Several columns may hold contact_number: “手机号”, “客服电话”. None of them is sent. Rename the right one to contact_number.']);
		expect(plan.ignored).toEqual(['手机号', '客服电话']);
	});
});

describe('a heading with a line break', () => {
	test.each([
		['机柜编号\n（必填，不可重复）', 'entity_code'],
		['实体编号\r\n请勿修改', 'entity_code'],
		['机柜编号\n贴在机柜背面的号码', 'entity_code'],
		['实体名称\n不超过20个字，写门店的名称', 'entity_name'],
		['经度\n高德地图', 'longitude'],
	])('%j is read by its first line: %s', (heading, name) => {
		expect(nameOf(heading)).toBe(name);
		expect(planColumns(borrowEntityUpload, [...without(name), heading]).issues).toEqual([]);
	});

	test('is refused where a line changes the values', () => {
		const { issues } = planColumns(borrowEntityUpload, [...without('upload_time'), '上传时间\nUTC']);
		expect(issues[0].message).toBe('The note “UTC” can change what the values of this column mean.');
	});
});

describe('one column for both coordinates', () => {
	const rowOf = (heading: string, cell: unknown) => {
		const json: Record<string, unknown> = { ...uploadRow, [heading]: cell };
		delete json.longitude;
		delete json.latitude;
		const plan = planColumns(borrowEntityUpload, Object.keys(json));
		expect(plan.issues).toEqual([]);
		return readRow(borrowEntityUpload, rowFromColumns(plan, json), { now: NOW, headings: plan.headings });
	};

	test.each(['经纬度', '坐标', 'location', 'position', '经度/纬度', '经度,纬度', 'lat,lng', 'lnglat', '经纬度(高德)', '高德坐标', 'GPS坐标', '机柜坐标', '门店经纬度', 'coordinates', 'WKT', 'location (必填)'])('%s is read', (heading) => {
		const reading = rowOf(heading, '116.397428,39.90923');
		expect(reading.ok && reading.content).toMatchObject({ longitude: '116.397428', latitude: '39.90923' });
	});

	test.each(['GPS坐标', 'gps', '坐标(GPS)', '门店经纬度（WGS84）'])('%s gets the hint about WGS84', (heading) => {
		const { hints } = planColumns(borrowEntityUpload, [...without('longitude', 'latitude'), heading]);
		expect(hints).toEqual([expect.stringMatching(/WGS84 points appear a few hundred meters off/)]);
	});

	test('names its coordinates, not the column twice, where they are swapped', () => {
		const reading = rowOf('坐标', { lat: 116.397428, lng: 39.90923 });
		expect(reading.ok ? [] : reading.issues.map(formatIssue)).toEqual([
			'“坐标” is “39.90923”: Longitude and latitude seem to be swapped: the point is in China only after swapping. Swap the values.',
		]);
	});

	test.each(['百度坐标', '经纬度(百度)', '坐标(BD09)'])('%s is refused', (heading) => {
		const { issues } = planColumns(borrowEntityUpload, [...without('longitude', 'latitude'), heading]);
		expect(issues.map(({ message }) => message)).toEqual([expect.stringMatching(/can change what the values of this column mean/)]);
	});

	test('is not used beside a column for each, and is named where it can be nothing else', () => {
		const plan = planColumns(borrowEntityUpload, [...without('longitude', 'latitude'), '坐标', 'location', 'lng', 'lat']);
		expect([plan.issues, plan.point]).toEqual([[], undefined]);
		expect(plan.hints).toEqual(['The column “坐标” isn\'t used, because “lng”, “lat” is read instead.']);
		expect(plan.ignored).toEqual(['坐标', 'location']);
	});

	test('is refused twice over: two such columns', () => {
		const { issues } = planColumns(borrowEntityUpload, [...without('longitude', 'latitude'), '坐标', '经纬度']);
		expect(issues.map(formatIssue)).toEqual(['Several columns match longitude: “坐标”, “经纬度”. Keep one of them, and rename or remove the others.']);
	});

	test('has each of its issues once', () => {
		const issuesOf = (cell: unknown) => {
			const reading = rowOf('坐标', cell);
			return reading.ok ? [] : reading.issues.map(formatIssue);
		};
		expect(issuesOf('')).toEqual(['“坐标”: Value is required. Enter longitude and latitude such as 120.153576,30.287459, or add a column for each. Error cells (#N/A), merged cells, and formulas saved without results look empty too.']);
		expect(issuesOf('-')).toHaveLength(1);
		expect(issuesOf('上海市浦东新区世纪大道100号')).toEqual([
			'“坐标” is “上海市浦东新区世纪大道100号”: This looks like an address, not like longitude and latitude. Add a column for longitude and one for latitude.',
		]);
	});

	test('is empty in an empty row', () => {
		const plan = planColumns(borrowEntityUpload, [...without('longitude', 'latitude'), '坐标']);
		const reading = readRow(borrowEntityUpload, rowFromColumns(plan, { 坐标: ' ' }), { now: NOW, headings: plan.headings });
		expect(!reading.ok && reading.issues.map(({ message }) => message)).toEqual(['The row is empty.']);
	});
});

test('a state has no place', () => {
	expect(planColumns(dataStateSync, [...Object.keys(syncRow), 'location', '坐标']).ignored).toEqual(['location', '坐标']);
});
