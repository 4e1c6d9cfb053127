/** Inputs that aren't rows at the top, sheets with lines around the rows, headings of others: read, or named with the cure. */
import { goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type Cells = Readonly<Record<string, unknown>>;

/** Rows as n8n's spreadsheet reader hands them on: the number in the sheet is on each unseen. */
const fromFile = (rows: readonly Cells[], first = 2): Cells[] =>
	rows.map((row, index) => Object.defineProperty({ ...row }, '__rowNum__', { value: first - 1 + index, enumerable: false }));

const dryRun = async (rows: readonly Cells[], call: CallUnderTest = upload) => {
	const { outputs, hints, error } = await runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, 'columns', { dryRun: true }), onError: 'continueRegularOutput' },
		credential: site.credential(),
	});
	expect(error).toBeUndefined();
	const items = outputs[0].map(({ json }) => json as { request?: { biz_content: Record<string, string> }; error?: { message: string; description: string } });
	return {
		sent: items.map(({ request }) => request?.biz_content),
		errors: items.map(({ error: each }) => each && `${each.message} ${each.description}`),
		hints: hints.map(({ message }) => message).slice(1),
	};
};

const rowsOf = (count: number, call: CallUnderTest = upload): Cells[] => goodRows(call, count);

const withoutPlace = (row: Cells): Cells => Object.fromEntries(Object.entries(row).filter(([name]) => !['longitude', 'latitude'].includes(name)));

describe('rows inside one item', () => {
	it.each<[string, (rows: readonly Cells[]) => Cells]>([
		['data', (rows) => ({ data: rows })],
		['rows', (rows) => ({ rows, total: 2 })],
		['body', (rows) => ({ headers: {}, params: {}, query: {}, body: rows })],
		['data.items', (rows) => ({ code: 0, data: { has_more: false, items: rows.map((fields, index) => ({ record_id: `rec${index}`, fields })) } })],
		['records', (rows) => ({ records: rows.map((fields, index) => ({ id: `rec${index}`, fields })) })],
		['features', (rows) => ({ type: 'FeatureCollection', features: rows.map((properties) => ({ type: 'Feature', properties })) })],
	])('under %s get the field for Split Out', async (path, wrap) => {
		const { errors } = await dryRun([wrap(rowsOf(2))]);
		expect(errors).toHaveLength(1);
		expect(errors[0]).toContain(`The rows are inside “${path}”. Before this node, add a Split Out node with "Fields To Split Out" set to ${path}.`);
	});

	it('of a state get it as well', async () => {
		const { errors } = await dryRun([{ list: rowsOf(2, sync) }], sync);
		expect(errors[0]).toContain('"Fields To Split Out" set to list.');
	});
});

describe('records with their columns inside', () => {
	it('of Feishu and Airtable are read from “fields”', async () => {
		const rows = rowsOf(3);
		const { sent, hints } = await dryRun(rows.map((fields, index) => ({ record_id: `rec${index}`, created_time: 1, fields })));
		expect(sent.map((content) => content?.entity_code)).toEqual(rows.map((row) => row.entity_code));
		expect(hints).toContain('The columns are read from “fields” in each item.');
	});

	it('may hold texts in pieces and a place in one cell', async () => {
		const row = withoutPlace(rowsOf(1)[0]);
		const fields = { ...row, entity_name: [{ type: 'text', text: '爱心' }, { type: 'text', text: '雨伞' }], 坐标: { location: '120.130663,30.259244', full_address: '杭州市' } };
		const { sent, errors } = await dryRun([{ record_id: 'rec1', fields }]);
		expect(errors).toEqual([undefined]);
		expect(sent[0]).toMatchObject({ entity_name: '爱心雨伞', longitude: '120.130663', latitude: '30.259244' });
	});

	it('of a webhook call are read from its body', async () => {
		const [row] = rowsOf(1);
		const { sent, hints } = await dryRun([{ headers: { host: 'x' }, params: {}, query: {}, body: row, webhookUrl: 'https://n8n.example.com', executionMode: 'test' }]);
		expect(sent[0]).toMatchObject({ entity_code: row.entity_code });
		expect(hints).toContain('The columns are read from “body” in each item.');
	});

	it('of GeoJSON are read with their place', async () => {
		const properties = withoutPlace(rowsOf(1)[0]);
		const { sent } = await dryRun([{ type: 'Feature', geometry: { type: 'Point', coordinates: [120.130663, 30.259244] }, properties }]);
		expect(sent[0]).toMatchObject({ longitude: '120.130663', latitude: '30.259244' });
	});
});

/** A sheet's cells under the keys that SheetJS gives them where the first row is a title. */
const belowTitle = (rows: readonly Cells[]): Cells[] => {
	const headings = Object.keys(rows[0]);
	const keys = headings.map((_, index) => (index === 0 ? '2026年机柜明细表' : index === 1 ? '__EMPTY' : `__EMPTY_${index - 1}`));
	return [headings, ...rows.map((row) => Object.values(row))].map((cells) => Object.fromEntries(cells.map((cell, index) => [keys[index], cell])));
};

describe('a title above the headings', () => {
	it('is named with the range to set, where the row is known', async () => {
		const { errors } = await dryRun(fromFile(belowTitle(rowsOf(2)), 3));
		expect(errors[1]).toContain('The headings are in row 3. In the options of Extract from File, set "Range" to 2.');
	});

	it('is named with the item, where the row is not known', async () => {
		const { errors } = await dryRun(belowTitle(rowsOf(2)));
		expect(errors[1]).toContain(
			'The headings are in item 0, below other lines. In the options of Extract from File, set "Range" to 1 (for CSV: "Starting Line" to 2), or delete the lines above the headings.',
		);
	});

	it('is named with the rows of Google Sheets', async () => {
		const { errors } = await dryRun(belowTitle(rowsOf(2)).map((row, index) => ({ row_number: index + 2, ...row })));
		expect(errors[1]).toContain('"Range Definition" to Specify Range (Rows), "Header Row" to 2, and "First Data Row" to 3.');
	});

	it('with Chinese headings is named as well', async () => {
		const rows = [{ 类目: '充电宝', 机柜编号: 'A1', lng: '120.1', lat: '30.2' }];
		const { errors } = await dryRun(fromFile(belowTitle(rows), 2));
		expect(errors[0]).toContain('set "Range" to 1.');
	});
});

describe('headings over two rows', () => {
	it('are named', async () => {
		const [{ longitude, latitude, ...row }] = rowsOf(1);
		const keys = { ...row, 位置: longitude, __EMPTY: latitude };
		const second = { 位置: '经度', __EMPTY: '纬度' };
		const { errors } = await dryRun(fromFile([second, keys]));
		expect(errors[1]).toContain('The headings are spread over two rows, and row 2 is one of them. Put all headings in one row.');
	});

	it('in two languages leave one row too many, which is named', async () => {
		const [row] = rowsOf(1);
		const { sent, errors } = await dryRun(fromFile([Object.fromEntries(Object.keys(row).map((name) => [name, CHINESE[name] ?? name])), row]));
		expect(errors[0]).toContain('Row 2 (entity_code 实体编号): This row repeats the headings. Delete it.');
		expect(sent[1]).toMatchObject({ entity_code: row.entity_code });
	});
});

const CHINESE: Readonly<Record<string, string>> = {
	category_code: '类目', entity_code: '实体编号', longitude: '经度', latitude: '纬度', entity_name: '门店名称', collect_rent: '是否收租金', can_borrow: '是否可借',
};

describe('a row that is no data', () => {
	it('but the headings once more has one message', async () => {
		const rows = rowsOf(3);
		const again = Object.fromEntries(Object.keys(rows[0]).map((name) => [name, name]));
		const { sent, errors } = await dryRun(fromFile([rows[0], again, rows[1]]));
		expect(errors).toEqual([undefined, expect.stringMatching(/^Row 3(?: \(.+\))?: This row repeats the headings\. Delete it\./), undefined]);
		expect(sent.filter(Boolean)).toHaveLength(2);
	});

	it.each([
		['合计', 'totals row'], ['合计：120', 'totals row'], ['共 2 单', 'totals row'], ['总交易单数', 'totals row'], ['总金额：120.00', 'totals row'], ['共1,200台', 'totals row'], ['总计 240 台', 'totals row'], ['Total', 'totals row'],
		['备注：以上为11月数据', 'remark beside the table'], ['说明：坐标为高德坐标', 'remark beside the table'], ['制表人：王', 'remark beside the table'], ['数据来源：后台导出', 'remark beside the table'], ['Note: as of November', 'remark beside the table'],
	])('but %s in an ignored column is named', async (word, what) => {
		const [row] = rowsOf(1);
		const { errors } = await dryRun(fromFile([{ 序号: 1, ...row }, { 序号: word, can_borrow_cnt: 120 }, { 序号: word }]));
		expect(errors[0]).toBeUndefined();
		for (const error of errors.slice(1)) expect(error).toContain(`This looks like a ${what}. Delete it.`);
	});

	it('is not taken for one where its cells are filled in', async () => {
		const [row] = rowsOf(1);
		const { errors } = await dryRun([{ ...row, 序号: '合计' }, { ...row, 备注: '备注：总店' }, { ...row, entity_name: '说明：总店' }]);
		expect(errors).toEqual([undefined, undefined, undefined]);
	});
});

describe('one thing twice with one upload time', () => {
	const same = (...times: string[]) => times.map((time) => ({ ...rowsOf(1)[0], upload_time: time }));

	it('is a hint, once, with the rows', async () => {
		const { hints } = await dryRun(fromFile([...same('2026-11-20 15:34:38', '2026-11-20 15:34:38'), ...rowsOf(3).slice(1)]));
		const [row] = rowsOf(1);
		expect(hints.filter((hint) => hint.includes('same thing'))).toEqual([
			expect.stringContaining(`Some rows are about the same thing and have the same “upload_time”: rows 2-3 (entity_code ${row.entity_code}).`),
		]);
	});

	it('is none where the times differ, and one where both are empty', async () => {
		expect((await dryRun(same('2026-11-20 15:34:38', '2026-11-20 15:34:39'))).hints.join()).not.toMatch(/same thing/);
		expect((await dryRun(same('', ''))).hints.join()).toMatch(/same thing/);
	});
});

it('a sheet that is not the data gets the name of the option', async () => {
	const { errors } = await dryRun(fromFile([{ 部门: '市场部', 负责人: '王' }, { 部门: '运营部', 负责人: '李' }]));
	expect(errors[0]).toContain('If the data is on another sheet, set "Sheet Name" in the options of Extract from File.');
});

it('so does a hidden first sheet with the choices for a column', async () => {
	const { errors } = await dryRun(fromFile([{ 类目: '雨伞', 是否: '是' }, { 类目: '充电宝', 是否: '否' }]));
	expect(errors[0]).toContain('If the data is on another sheet, set "Sheet Name" in the options of Extract from File.');
});

it('columns without a heading are counted, not listed, and not mentioned where they are empty', async () => {
	const [row] = rowsOf(1);
	const { hints } = await dryRun([{ ...row, 备注: 'x', __EMPTY: 'a', __EMPTY_1: 'b', __EMPTY_2: '', __EMPTY_3: ' ' }]);
	expect(hints.filter((hint) => hint.startsWith('Ignored columns'))).toEqual(['Ignored columns (not API parameters): “备注” and 2 columns without a heading']);
	expect((await dryRun([{ ...row, __EMPTY: '' }])).hints.join()).not.toMatch(/Ignored columns/);
});

it('a sheet as operators keep it is sent as it is', async () => {
	const sheet = [
		{ 品类: '充电宝', 机柜编号: 'CAB-1', 门店名称: '湖滨银泰店', lng: 120.164, lat: 30.254, 详细地址: '杭州市上城区', 营业时段: '10:00-22:00', 客服电话: '0571-26888888', 收费标准: '3元/小时', 是否收费: '是', 可否借用: '是', 可借数: 5, 充电宝总数: 12 },
	];
	const { sent, errors } = await dryRun(sheet);
	expect(errors).toEqual([undefined]);
	expect(sent[0]).toMatchObject({
		category_code: 'power_bank', entity_code: 'CAB-1', entity_name: '湖滨银泰店', longitude: '120.164', latitude: '30.254', address_desc: '杭州市上城区',
		office_hours_desc: '10:00-22:00', contact_number: '0571-26888888', rent_desc: '3元/小时', collect_rent: 'Y', can_borrow: 'Y', can_borrow_cnt: '5', total_borrow_cnt: '12',
	});
});
