import fc from 'fast-check';
import {
	borrowEntityUpload,
	collectHeadings,
	dataStateSync,
	formatIssue,
	planColumns,
	readRow,
	rowFromColumns,
} from '../../../zhima';
import type { Api } from '../../../zhima';
import { NOW, syncRow, uploadRow } from '../rows';

const planOf = (api: Api, heading: string) =>
	planColumns(api, [heading]).columns.map(([name]) => name);

describe('a heading', () => {
	test.each([
		['entity_code', 'entity_code'],
		['entityCode', 'entity_code'],
		['ENTITY_CODE', 'entity_code'],
		['Entity Code', 'entity_code'],
		['entity-code', 'entity_code'],
		['EntityCode*', 'entity_code'],
		['* entity_code', 'entity_code'],
		['ｅｎｔｉｔｙ＿ｃｏｄｅ', 'entity_code'],
		['\ufeffentity_code', 'entity_code'],
		['\ufeff"entity_code"', 'entity_code'],
		['实体编号', 'entity_code'],
		['实体编号*', 'entity_code'],
		['＊实体编号', 'entity_code'],
		['实体编号 ※', 'entity_code'],
		['实体 编号', 'entity_code'],
		['实\u200b体\u00a0编　号', 'entity_code'],
		['外部实体编号', 'entity_code'],
		['编号（entity_code）', 'entity_code'],
		['编号 [entityCode]', 'entity_code'],
		['entity_code / 实体编号', 'entity_code'],
		['实体编号\r\nentity_code', 'entity_code'],
		['实体编号 Entity Code', 'entity_code'],
		['entity_code实体编号', 'entity_code'],
		['类目Code category_code', 'category_code'],
		['1、实体编号', 'entity_code'],
		['②实体编号', 'entity_code'],
		['B. 实体编号', 'entity_code'],
		['1.1 实体编号', 'entity_code'],
		['一、实体编号', 'entity_code'],
		['●实体编号', 'entity_code'],
		['→ 实体编号 √', 'entity_code'],
		['entity_code = 实体编号', 'entity_code'],
		['经度/°', 'longitude'],
		['实体编号-必填', 'entity_code'],
		['必填 实体编号', 'entity_code'],
		['经度（WGS84（GPS））', 'longitude'],
		['是否可借用？', 'can_borrow'],
		['Entity Code #', 'entity_code'],
		['经度', 'longitude'],
		['经度(°)', 'longitude'],
		['经度（°）', 'longitude'],
		['经度°', 'longitude'],
		['经度：', 'longitude'],
		['经度（必填）', 'longitude'],
		['经度[必填]*', 'longitude'],
		['经度【必填】', 'longitude'],
		['地址位置经度', 'longitude'],
		['纬度(°) *', 'latitude'],
		['地址位置纬度', 'latitude'],
		['类目', 'category_code'],
		['类目Code', 'category_code'],
		['类目 code', 'category_code'],
		['营业时间', 'office_hours_desc'],
		['联系电话', 'contact_number'],
		['是否收租金', 'collect_rent'],
		['是否可借用', 'can_borrow'],
		['可借用数量（个）', 'can_borrow_cnt'],
		['借用总数', 'total_borrow_cnt'],
		['上传时间', 'upload_time'],
		['实体上传时间', 'upload_time'],
		['实体名称', 'entity_name'],
		['地址描述', 'address_desc'],
		['租金描述', 'rent_desc'],
		['产品码', 'product_code'],
		['扩展信息', 'ext_properties'],
	])('%j of an upload', (heading, name) => {
		expect(planOf(borrowEntityUpload, heading)).toEqual([name]);
	});

	test.each([
		['用户ID', 'user_id'],
		['蚂蚁统一会员ID', 'user_id'],
		['OpenID', 'open_id'],
		['open id', 'open_id'],
		['外部业务订单流水号', 'out_biz_no'],
		['外部主体唯一ID', 'out_principal_id'],
		['业务状态码', 'biz_state_code'],
		['类目编码', 'category_code'],
		['服务ID', 'service_id'],
		['Service_Id', 'service_id'],
		['业务数据', 'biz_data'],
		['bizData', 'biz_data'],
	])('%j of a state', (heading, name) => {
		expect(planOf(dataStateSync, heading)).toEqual([name]);
	});

	test.each(['编号', '必填', '1.', '经度_1', '备注', '备注（经度）', 'entity', '', '*', '(°)', 'constructor', '__proto__'])(
		'%j means no parameter',
		(heading) => {
			expect(planOf(borrowEntityUpload, heading)).toEqual([]);
			expect(planColumns(borrowEntityUpload, [heading]).ignored).toEqual([heading]);
		},
	);
});

test('every name of a parameter, in every spelling, finds that parameter and no other', () => {
	const names = [borrowEntityUpload, dataStateSync].flatMap((api) =>
		api.parameters.flatMap(({ name, formName, columnNames, synonyms = [] }) =>
			[name, formName, ...columnNames, ...synonyms].map((heading) => ({ api, name, heading })),
		),
	);
	const dress = fc.constantFrom('', ' ', '*', '＊', '\u00a0', '\u3000', '\ufeff', '\u200b', '(°)', '（个）', '[必填]', '：');
	fc.assert(
		fc.property(fc.constantFrom(...names), dress, dress, fc.boolean(), ({ api, name, heading }, before, after, isUpper) => {
			const cased = isUpper ? heading.toUpperCase() : heading;
			expect(planOf(api, `${before}${cased}${after}`)).toEqual([name]);
		}),
		{ numRuns: 2000 },
	);
});

describe('a whole sheet', () => {
	const required = ['类目', '实体编号', '经度', '纬度', '实体名称', '是否收租金', '是否可借用', '可借用数量', '借用总数'];

	test('needs the required columns, but none for what is fixed or now', () => {
		const plan = planColumns(borrowEntityUpload, required);
		expect(plan.issues).toEqual([]);
		expect(plan.headings).toMatchObject({ entity_code: '实体编号', longitude: '经度' });
	});

	test('names ignored columns once, but not the row number of Google Sheets', () => {
		const { ignored, issues } = planColumns(borrowEntityUpload, ['row_number', ...required, '备注', 'error', '__EMPTY']);
		expect(ignored).toEqual(['备注', 'error', '__EMPTY']);
		expect(issues).toEqual([]);
	});

	test('gets one issue for all missing columns, with the columns found and the names expected', () => {
		const { issues } = planColumns(borrowEntityUpload, ['编号', ...required.slice(2)]);
		expect(issues).toHaveLength(1);
		const sentence = formatIssue(issues[0]);
		expect(sentence).toMatch(/Required columns are missing: category_code \/ 类目; entity_code \/ 外部实体编号\./);
		expect(sentence).toMatch(/Columns found: “编号”, “经度”/);
	});

	test('gets an issue when it has no columns', () => {
		expect(planColumns(borrowEntityUpload, []).issues[0].message).toMatch(/Columns found: none/);
	});

	test('gets an issue for each parameter with several columns', () => {
		const { issues } = planColumns(borrowEntityUpload, [...required, 'entity_code', 'entityCode', '地址位置经度', '地址', '地址描述']);
		expect(issues.map(({ field, heading }) => [field, heading])).toEqual([
			['entity_code', ''],
			['longitude', ''],
			['address_desc', ''],
		]);
		expect(issues.map(formatIssue)).toEqual([
			'Several columns match entity_code: “实体编号”, “entity_code”, “entityCode”. Keep one of them, and rename or remove the others.',
			'Several columns match longitude: “经度”, “地址位置经度”. Keep one of them, and rename or remove the others.',
			'Several columns match address_desc: “地址”, “地址描述”. Keep one of them, and rename or remove the others.',
		]);
	});

	test('recognizes a repeated heading by the number that the spreadsheet reader adds', () => {
		const { issues, ignored } = planColumns(borrowEntityUpload, [...required, '经度_1', '备注', '备注_1', '纬度1_2']);
		expect(issues.map(({ message }) => message)).toEqual(['Several columns match longitude: “经度”, “经度_1”.']);
		expect(ignored).toEqual(['备注', '备注_1', '纬度1_2']);
		expect(planColumns(borrowEntityUpload, ['经度_1']).columns).toEqual([]);
	});

	test.each([
		['longtitude', 'longitude'],
		['jd', 'longitude'],
		['WD', 'latitude'],
		['起点经度', 'longitude'],
		['经度_1', 'longitude'],
		['entiy_code', 'entity_code'],
		['实体编吗', 'entity_code'],
		['编号', 'entity_code'],
		['品牌', 'entity_name'],
		['借用总量数', 'total_borrow_cnt'],
		['借', undefined],
		['id', undefined],
		['备注', undefined],
		['数量说明：请填写每个机柜当前可以借出的充电宝的数量以及机柜里的仓位总数，两者以逗号分隔', undefined],
	])('without a required column takes %j for a misspelt name of %s', (heading, name) => {
		const [{ advice }] = planColumns(borrowEntityUpload, [heading]).issues;
		const label = borrowEntityUpload.parameters.find((each) => each.name === name)?.label.en;
		if (name === undefined) expect(advice).toMatch(/^Drag their columns onto /);
		else {
			expect(advice).toContain(' rename the columns to these names');
			expect(advice).toMatch(new RegExp(`^Drag “${heading}” onto "${label}" under "Values for Missing Columns"\\. `));
		}
	});

	test.each([
		['uploadtme', 'upload_time'],
		['rent desription', 'rent_desc'],
		['contact_no', 'contact_number'],
		['打烊时间', 'office_hours_desc'],
		['位置', 'address_desc'],
		['office hour', 'office_hours_desc'],
	])('gets a hint that %j may be the optional column %s', (heading, name) => {
		const { hints, ignored, issues } = planColumns(borrowEntityUpload, [...required, heading, '备注']);
		expect(issues).toEqual([]);
		expect(ignored).toEqual([heading, '备注']);
		expect(hints).toEqual([
			`The column “${heading}” is ignored and not sent. If it holds ${name}, give it that name.`,
		]);
	});

	test('gets no hint for a column that it has, or that could be several', () => {
		expect(planColumns(borrowEntityUpload, [...required, '地址', '位置', '时间', 'desc']).hints).toEqual([]);
	});

	test.each([
		['in the wrong encoding', ['��Ŀ', 'ʵ����', '����'], /wrong encoding.*GBK/],
		['in Latin-1', ['ÊµÌå±àºÅ', '¾­ÐÍ'], /wrong encoding/],
		['with the wrong delimiter', ['实体编号;经度;纬度;实体名称'], /set “;” as the delimiter/],
		['with tabs', ['实体编号	经度	纬度'], /set “Tab” as the delimiter/],
		['as a webhook call', ['headers', 'params', 'query', 'body'], /inside “body”/],
		['without headings', ['row'], /Turn on “Header Row”/],
		['with numbers for headings', ['0', '1', '2'], /Turn on “Header Row”/],
		['below its title', ['2026年机柜明细表', '__EMPTY', '__EMPTY_1'], /first line of the sheet must hold the headings/],
	])('read %s gets the advice for reading it', (_, headings, advice) => {
		expect(planColumns(borrowEntityUpload, headings).issues[0].advice).toMatch(advice);
	});

	test('names at most thirty of its columns', () => {
		const many = Array.from({ length: 300 }, (_, index) => `备注${index}`);
		expect(planColumns(borrowEntityUpload, many).issues[0].message).toMatch(/“备注29” and 270 more\.$/);
	});

	test('shows headings untrimmed that differ by a blank only', () => {
		const { issues } = planColumns(borrowEntityUpload, [...required, '经度 ']);
		expect(issues[0].message).toBe('Several columns match longitude: “经度”, “经度 ”.');
	});

	test('uses the singular for one missing column', () => {
		const { issues } = planColumns(borrowEntityUpload, required.slice(0, 8));
		expect(formatIssue(issues[0])).toMatch(/^A required column is missing: total_borrow_cnt \/ 借用总数\. Columns found: “类目”/);
	});

	test('of states needs one column that names the user, and may have both', () => {
		const rest = ['out_biz_no', 'out_principal_id', 'biz_state_code', 'category_code', 'service_id', 'biz_data'];
		expect(planColumns(dataStateSync, ['user_id', ...rest]).issues).toEqual([]);
		expect(planColumns(dataStateSync, ['open_id', ...rest]).issues).toEqual([]);
		expect(planColumns(dataStateSync, ['user_id', 'open_id', ...rest]).issues).toEqual([]);
		expect(planColumns(dataStateSync, rest).issues[0].message).toMatch(/missing: user_id \/ .*open_id/);
	});
});

test('headings are those of all rows, in order of appearance, and can be collected in slices', () => {
	const found = new Set<string>();
	expect(collectHeadings([{ a: 1 }, { b: 2, a: 1 }], found)).toEqual(['a', 'b']);
	expect(collectHeadings([{ c: 3 }], found)).toEqual(['a', 'b', 'c']);
	expect(collectHeadings([])).toEqual([]);
});

test('a row that lacks a key has an empty cell there', () => {
	const plan = planColumns(borrowEntityUpload, ['实体编号', '经度']);
	expect(rowFromColumns(plan, { 实体编号: 'A' })).toEqual({ entity_code: 'A', longitude: undefined });
	expect(rowFromColumns(plan, {})).toEqual({ entity_code: undefined, longitude: undefined });
});

describe('a row from a sheet', () => {
	const headings = { longitude: '经度(°)', latitude: '纬度', can_borrow: '是否可借用' };

	test('gets all its issues at once, under the sheet’s own headings', () => {
		const row = { ...uploadRow, longitude: 'abc', can_borrow: '?', entity_name: '' };
		const reading = readRow(borrowEntityUpload, row, { now: NOW, headings });
		expect(!reading.ok && reading.issues.map(({ field, heading, value }) => [field, heading, value])).toEqual([
			['longitude', '经度(°)', 'abc'],
			['entity_name', 'Entity Name', undefined],
			['can_borrow', '是否可借用', '?'],
		]);
	});

	test('gets one issue when it is empty in a sheet, and one for each field in a form', () => {
		const sheet = readRow(borrowEntityUpload, { longitude: ' ', latitude: undefined }, { now: NOW, headings });
		expect(!sheet.ok && sheet.issues.map(formatIssue)).toEqual([
			'The row is empty. Fill it in, or delete it.',
		]);
		expect(!sheet.ok && sheet.issues[0].field).toBe('category_code');
		const form = readRow(borrowEntityUpload, {}, { now: NOW });
		expect(!form.ok && form.issues).toHaveLength(9);
	});

	test.each(['合计', ' 总计：', '小 计', 'Total', 'subtotal'])('gets one issue when it is a totals row (%j)', (word) => {
		const totals = { category_code: word, can_borrow_cnt: 120, total_borrow_cnt: 200 };
		const sheet = readRow(borrowEntityUpload, totals, { now: NOW, headings });
		expect(!sheet.ok && sheet.issues.map(formatIssue)).toEqual(['This looks like a totals row. Delete it.']);
		const place = readRow(borrowEntityUpload, { ...uploadRow, entity_name: word }, { now: NOW, headings });
		expect(place.ok).toBe(true);
	});

	test('names the user once: both are too many, none too few', () => {
		const both = readRow(dataStateSync, { ...syncRow, open_id: 'x' }, { now: NOW });
		expect(!both.ok && both.issues.map(formatIssue)).toEqual([
			'“User ID / Open ID” is “2088102146225135 / x”: Only one of these is allowed. Leave the others empty.',
		]);
		const none = readRow(dataStateSync, { ...syncRow, user_id: ' ', open_id: undefined }, { now: NOW });
		expect(!none.ok && none.issues.map(formatIssue)).toEqual([
			'“User ID / Open ID”: One of these is required. Fill in exactly one of them.',
		]);
		const dashed = readRow(dataStateSync, { ...syncRow, user_id: '-', open_id: 'x' }, { now: NOW });
		expect(dashed.ok && [dashed.content.open_id, 'user_id' in dashed.content, dashed.hints]).toEqual([
			'x',
			false,
			['“User ID”: “-” is treated as an empty cell.'],
		]);
		const open = readRow(dataStateSync, { ...syncRow, user_id: '', open_id: 'x' }, { now: NOW });
		expect(open.ok && open.content).toMatchObject({ open_id: 'x' });
		expect(open.ok && 'user_id' in open.content).toBe(false);
	});

	test('gets an issue for a character that the charset lacks', () => {
		const reading = readRow(
			borrowEntityUpload,
			{ ...uploadRow, entity_name: '爱心😀', rent_desc: '免费' },
			{ now: NOW, charset: 'GBK', unencodable: (text) => /\p{Emoji_Presentation}/u.exec(text)?.[0] },
		);
		expect(!reading.ok && reading.issues.map(formatIssue)).toEqual([
			"“Entity Name” is “爱心😀”: GBK doesn't support the character “😀” (U+1F600). Remove it, or set \"Charset\" in the credential to UTF-8.",
		]);
	});

	test('becomes a content in the documents’ order', () => {
		const shuffled = Object.fromEntries(Object.entries(uploadRow).reverse());
		const reading = readRow(borrowEntityUpload, shuffled, { now: NOW });
		expect(reading.ok && Object.entries(reading.content)).toEqual(Object.entries(uploadRow));
	});
});

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
