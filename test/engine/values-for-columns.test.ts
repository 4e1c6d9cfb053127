/** A sheet with headings of its own goes in by *Values for Missing Columns*, without another node. */
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { sync, upload } from './calls';
import type { CallUnderTest } from './calls';
import { runWorkflow, sources } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(120_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type Cells = Record<string, unknown>;

interface Setting {
	readonly call?: CallUnderTest;
	readonly rows: readonly Cells[];
	readonly missingColumns: object;
	/** Further parameters of the node. */
	readonly more?: object;
	readonly options?: object;
}

/** The names that n8n was asked for since the last run began. */
let reads: string[] = [];

/** The nodes, with a record of what n8n itself is asked for. */
const watched = (node: INodeType): INodeType =>
	Object.create(node, {
		execute: {
			value(this: IExecuteFunctions) {
				const own = this.getNodeParameter.bind(this) as (...args: unknown[]) => unknown;
				const getNodeParameter = (...args: unknown[]) => {
					reads.push(String(args[0]));
					return own(...args);
				};
				return node.execute!.call(Object.create(this, { getNodeParameter: { value: getNodeParameter } }) as IExecuteFunctions);
			},
		},
	}) as INodeType;

const under = {
	...sources,
	nodes: Object.fromEntries(Object.entries(sources.nodes).map(([name, node]) => [name, watched(node)])),
};

/** Runs and gives each item's json, the hints, and how often n8n read a value for a missing column. */
const run = async ({ call = upload, rows, missingColumns, more, options = { dryRun: true } }: Setting) => {
	reads = [];
	const { outputs, hints, error } = await runWorkflow({
		rows,
		node: {
			type: call.type,
			parameters: { inputMode: 'columns', missingColumns, ...more, options },
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
		under,
	});
	expect(error).toBeUndefined();
	const items = outputs[0].map(({ json }) => json);
	return {
		items,
		contents: items.map(({ request }) => (request as IDataObject | undefined)?.biz_content as IDataObject | undefined),
		errors: items.map(({ error }) => error as IDataObject | undefined),
		hints: hints.map(({ message }) => message),
		evaluated: reads.filter((name) => name.startsWith('missingColumns')).length,
	};
};

const without = (cells: Cells, column: string): Cells =>
	Object.fromEntries(Object.entries(cells).filter(([name]) => name !== column));

const cabinet = (number: number): Cells => ({
	'机柜号': `CAB${number}`,
	'店名': `文三路机柜 ${number}`,
	lng: '120.130663',
	lat: '30.259244',
	'押金': 'N',
	'能借': '是',
	'空闲': 3,
	'一共': '8',
	'位置': { door: '文三路478号' },
});

const PATHS = {
	entityCode: '={{ $json["机柜号"] }}',
	entityName: "={{ $json['店名'] }}",
	longitude: '={{ $json.lng }}',
	latitude: '={{ $json.lat }}',
	collectRent: '={{ $json["押金"] }}',
	canBorrow: '={{ $json["能借"] }}',
	canBorrowCnt: '={{ $json["空闲"] }}',
	totalBorrowCnt: '={{ $json["一共"] }}',
	addressDesc: '={{ $json["位置"].door }}',
};

const FIXED = { categoryCode: 'umbrella' };

const expected = (number: number) => ({
	category_code: 'umbrella',
	entity_code: `CAB${number}`,
	entity_name: `文三路机柜 ${number}`,
	longitude: '120.130663',
	latitude: '30.259244',
	collect_rent: 'N',
	can_borrow: 'Y',
	can_borrow_cnt: '3',
	total_borrow_cnt: '8',
	address_desc: '文三路478号',
});

describe('a sheet with its own headings', () => {
	it('is sent with the columns dragged and a category for all rows', async () => {
		const { items, hints } = await run({
			rows: [cabinet(1), cabinet(2)],
			missingColumns: { ...PATHS, ...FIXED },
			options: {},
		});
		expect(items).toMatchObject([{ success: true }, { success: true }]);
		expect(site.gateway.entities.get('umbrella/CAB2')).toBeDefined();
		expect(hints.filter((each) => /Ignored|Not used/.test(each))).toEqual([]);
	});

	it('has the values of the columns in its requests', async () => {
		const { contents } = await run({ rows: [cabinet(1), cabinet(2)], missingColumns: { ...PATHS, ...FIXED } });
		expect(contents).toMatchObject([expected(1), expected(2)]);
	});

	it('evaluates no expression for 10,000 rows with nine paths, empty cells among them', async () => {
		const rows = Array.from({ length: 10_000 }, (_, index) => ({
			...cabinet(index),
			...(index % 2 === 0 && { '位置': null }),
		}));
		const { contents, evaluated } = await run({ rows, missingColumns: { ...PATHS, ...FIXED } });
		expect(contents[9_999]).toMatchObject(expected(9_999));
		expect(contents[9_998]).not.toHaveProperty('address_desc');
		expect(evaluated).toBe(0);
	});

	it('evaluates a real expression alone, once for each row', async () => {
		const { contents, evaluated } = await run({
			rows: [cabinet(1), cabinet(2), cabinet(3)],
			missingColumns: { ...PATHS, ...FIXED, entityCode: '={{ "SH-" + $json["机柜号"] }}' },
		});
		expect(contents.map((each) => each?.entity_code)).toEqual(['SH-CAB1', 'SH-CAB2', 'SH-CAB3']);
		expect(evaluated).toBe(3);
	});

	it('gives the same result by paths as by n8n’s evaluator, for odd cells in each column', async () => {
		const odd = ['', ' 12 ', 0, -1, true, false, 'N', 'n', '否', '=1+1', '{{ $json.a }}', null, undefined, [1], { a: 1 }];
		const rows = Object.keys(cabinet(1)).flatMap((column) => odd.map((value) => ({ ...cabinet(1), [column]: value })));
		const missingColumns = { ...PATHS, ...FIXED, uploadTime: '2026-11-20 15:34:38' };
		const slow = JSON.parse(JSON.stringify(missingColumns).replaceAll('={{ $json', '={{ 0, $json')) as object;
		const [fast, evaluated] = [await run({ rows, missingColumns }), await run({ rows, missingColumns: slow })];
		const plain = ({ items }: typeof fast) =>
			JSON.parse(JSON.stringify(items).replace(/“[^“”]+ \(([^()]+)\)”/g, '“$1”')) as unknown;
		expect(fast.evaluated).toBe(0);
		expect(evaluated.evaluated).toBe(9 * rows.length);
		expect(plain(fast)).toEqual(plain(evaluated));
	});
});

describe('a heading with a line break or a quote', () => {
	it.each([['机柜号\n（背面）'], ['机柜"号"'], ["机柜's"]])('%j is read without n8n’s evaluator, and isn’t named as ignored', async (heading) => {
		const row = { ...without(upload.row(1) as Cells, 'entity_code'), [heading]: 'A7' };
		const { contents, evaluated, hints } = await run({ rows: [row], missingColumns: { entityCode: `={{ $json[${JSON.stringify(heading)}] }}` } });
		expect(contents).toMatchObject([{ entity_code: 'A7' }]);
		expect([evaluated, hints.filter((each) => each.startsWith('Ignored'))]).toEqual([0, []]);
	});
});

describe('a value given', () => {
	const good = (number: number): Cells => ({ ...upload.row(number) });

	it('that is wrong is named with its column, its field and the row', async () => {
		const { errors } = await run({
			rows: [cabinet(1), { ...cabinet(2), lng: 'east' }],
			missingColumns: { ...PATHS, ...FIXED },
		});
		expect(errors[0]).toBeUndefined();
		expect(errors[1]).toMatchObject({ field: 'longitude' });
		expect(errors[1]!.message).toMatch(/^Item 1 \(entity_code CAB2\): “lng \(Longitude\)” is “east”: /);
	});

	it('that is fixed and wrong is named with its field', async () => {
		const { errors } = await run({ rows: [good(1)], missingColumns: { totalBorrowCnt: 'many' } });
		expect(errors[0]!.message).toMatch(/“Total Quantity” is “many”: /);
	});

	it('goes before a recognized column, which is named once as not used', async () => {
		const rows = [good(1), good(2)];
		const { contents, hints } = await run({ rows, missingColumns: { categoryCode: 'power_bank', collectRent: false } });
		expect(contents).toMatchObject([
			{ category_code: 'power_bank', collect_rent: 'N' },
			{ category_code: 'power_bank', collect_rent: 'N' },
		]);
		expect(hints.filter((each) => each.startsWith('Not used'))).toEqual([
			'Not used: “category_code”. "Category" under "Values for Missing Columns" is used instead.',
			'Not used: “collect_rent”. "Collect Rent" under "Values for Missing Columns" is used instead.',
		]);
	});

	it('that is the recognized column itself is not named', async () => {
		const { contents, hints } = await run({ rows: [good(1)], missingColumns: { entityCode: '={{ $json.entity_code }}' } });
		expect(contents).toMatchObject([{ entity_code: 'CAB0001' }]);
		expect(hints.join()).not.toMatch(/Not used|Ignored/);
	});

	it('goes before a column that would be refused: two for one parameter, a note of doubt', async () => {
		const { longitude, latitude, ...rest } = good(1);
		const rows = [{ ...rest, '经度（百度）': '1', '纬度': latitude, '地址位置纬度': '2', '高德经度': longitude }];
		const missingColumns = { longitude: '={{ $json["高德经度"] }}', latitude: '={{ $json["纬度"] }}' };
		const { contents, hints } = await run({ rows, missingColumns });
		expect(contents).toMatchObject([{ longitude, latitude }]);
		expect(hints.join('\n')).toMatch(/Not used: “经度（百度）”/);
		expect(hints.join('\n')).toMatch(/Not used: “地址位置纬度”/);
	});

	it('that is empty is no value: the column is read', async () => {
		const { contents, hints } = await run({ rows: [good(1)], missingColumns: { entityName: '', uploadTime: '', addressDesc: ' ' } });
		expect(contents).toMatchObject([
			{ entity_name: '文三路机柜 1', upload_time: '2026-11-20 15:34:38', address_desc: good(1).address_desc },
		]);
		expect(hints.join()).not.toMatch(/Not used/);
	});

	it('that is empty does not stand in for a missing column', async () => {
		const row = without(good(1), 'entity_name');
		const { errors } = await run({ rows: [row], missingColumns: { entityName: '' } });
		expect(errors[0]!.message).toMatch(/^A required column is missing: entity_name/);
	});

	it('whose cell is empty is an empty cell, whatever a recognized column holds', async () => {
		const rows = [{ ...good(1), name2: '' }, { ...good(2), name2: 'x' }];
		const { errors, contents } = await run({ rows, missingColumns: { entityName: '={{ $json.name2 }}' } });
		expect(errors[0]!.message).toMatch(/“name2 \(Entity Name\)”: Value is required\./);
		expect(contents[1]).toMatchObject({ entity_name: 'x' });
	});

	it('reads N from a column or an expression as no, and a switched toggle as it stands', async () => {
		const rows = ['N', 'n', '否', 'false', false, 0, 'Y', '是', true, 1].map((flag) => ({ ...good(1), flag }));
		const path = await run({ rows, missingColumns: { collectRent: '={{ $json.flag }}', canBorrow: true } });
		const real = await run({ rows, missingColumns: { collectRent: '={{ 0, $json.flag }}', canBorrow: false } });
		const words = ['N', 'N', 'N', 'N', 'N', 'N', 'Y', 'Y', 'Y', 'Y'];
		expect(path.contents.map((each) => each?.collect_rent)).toEqual(words);
		expect(real.contents.map((each) => each?.collect_rent)).toEqual(words);
		expect(path.contents[0]).toMatchObject({ can_borrow: 'Y' });
		expect(real.contents[0]).toMatchObject({ can_borrow: 'N' });
	});

	it('whose expression fails for a row makes that row invalid, and names the field and the row', async () => {
		const entityName = '={{ $json.entity_code === "CAB0002" ? $("Nowhere").item.json.a : "x" }}';
		const { contents, errors } = await run({ rows: [good(1), good(2), good(3)], missingColumns: { entityName } });
		expect(contents.map((each) => each?.entity_name)).toEqual(['x', undefined, 'x']);
		expect(errors[1]).toMatchObject({ field: 'entity_name', code: 'ERR_ROW' });
		expect(errors[1]!.message).toMatch(/^Item 1 \(entity_code CAB0002\): “Entity Name”: .*Fix the expression in this field/);
	});

	it('leaves an empty row of the sheet an empty row', async () => {
		const empty = Object.fromEntries(Object.keys(cabinet(1)).map((name) => [name, '']));
		const { errors } = await run({ rows: [cabinet(1), { ...empty, '位置': null }], missingColumns: { ...PATHS, ...FIXED } });
		expect(errors[1]!.message).toMatch(/The row is empty\./);
	});

	it('may be all that there is', async () => {
		const { longitude, ...row } = good(1);
		const form = { categoryCode: 'umbrella', entityCode: 'A1', entityName: 'x', longitude, latitude: row.latitude };
		const missingColumns = { ...form, collectRent: true, canBorrow: true, canBorrowCnt: '1', totalBorrowCnt: 2 };
		const { contents } = await run({ rows: [{ any: 'thing' }], missingColumns });
		expect(contents).toMatchObject([{ entity_code: 'A1', collect_rent: 'Y', total_borrow_cnt: '2' }]);
	});
});

describe('records with their columns in a member', () => {
	const record = (number: number): Cells => ({ record_id: `rec${number}`, fields: { ...without(upload.row(number), 'longitude'), lon2: '120.13' } });

	it('take paths into that member, which is known to be there', async () => {
		const missingColumns = { longitude: '={{ $json.fields.lon2 }}', entityCode: '={{ $json["fields"]["entity_code"] }}' };
		const { contents, hints, evaluated } = await run({ rows: [record(1), record(2)], missingColumns });
		expect(contents).toMatchObject([{ longitude: '120.13', entity_code: 'CAB0001' }, { entity_code: 'CAB0002' }]);
		expect(evaluated).toBe(0);
		expect(hints.join()).not.toMatch(/Not used|lon2/);
	});

	it('are named by the column within it', async () => {
		const rows = [{ ...record(1), fields: { ...(record(1).fields as Cells), lon2: 'east' } }];
		const { errors } = await run({ rows, missingColumns: { longitude: '={{ $json.fields.lon2 }}' } });
		expect(errors[0]!.message).toMatch(/“lon2 \(Longitude\)” is “east”/);
	});
});

describe('a path to a column that no row has', () => {
	it('stops the sheet where a value is needed', async () => {
		const { errors } = await run({ rows: [cabinet(1), cabinet(2)], missingColumns: { ...PATHS, ...FIXED, entityCode: '={{ $json["柜号"] }}' } });
		expect(errors[1]!.message).toMatch(/The input has no column “柜号”, which "Entity Code" under "Values for Missing Columns" reads\. Drag the right column/);
	});

	it('stops it for the upload time too, which would otherwise be now', async () => {
		const { errors } = await run({ rows: [cabinet(1)], missingColumns: { ...PATHS, ...FIXED, uploadTime: '={{ $json.time }}' } });
		expect(errors[0]!.message).toMatch(/The input has no column “time”/);
	});

	it('is named once where the value may be left out', async () => {
		const { contents, hints } = await run({ rows: [cabinet(1), cabinet(2)], missingColumns: { ...PATHS, ...FIXED, rentDesc: '={{ $json.rent }}' } });
		expect(contents).toMatchObject([expected(1), expected(2)]);
		expect(hints.filter((each) => each.includes('no column “rent”'))).toHaveLength(1);
	});
});

describe('the state sync', () => {
	const order = (number: number): Cells => ({ ...sync.row(number) });

	it('takes either ID of the user from its own column', async () => {
		const row = without(order(1), 'user_id');
		const openId = '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5';
		const byOpenId = await run({ call: sync, rows: [{ ...row, oid: openId }], missingColumns: { openId: '={{ $json.oid }}' } });
		const byUserId = await run({ call: sync, rows: [{ ...row, uid: '2088102146225135' }], missingColumns: { userId: '={{ $json.uid }}' } });
		expect(byOpenId.contents).toMatchObject([{ open_id: openId }]);
		expect(byUserId.contents).toMatchObject([{ user_id: '2088102146225135' }]);
	});

	it('takes a category beyond the list, fixed or from a column', async () => {
		const rows = [{ ...order(1), kind: 'RIDE_BUS' }];
		for (const missingColumns of [
			{ categoryCode: 'custom', customCategoryCode: 'RIDE_BUS' },
			{ categoryCode: 'custom', customCategoryCode: '={{ $json.kind }}' },
			{ categoryCode: '={{ "custom" }}', customCategoryCode: '={{ $json.kind }}' },
			{ categoryCode: '={{ $json.kind }}' },
		]) {
			const { contents } = await run({ call: sync, rows, missingColumns });
			expect(contents).toMatchObject([{ category_code: 'RIDE_BUS' }]);
		}
		const listed = await run({ call: sync, rows, missingColumns: { categoryCode: 'WATCH_MOVIE', customCategoryCode: 'RIDE_BUS' } });
		expect(listed.contents).toMatchObject([{ category_code: 'WATCH_MOVIE' }]);
	});

	it('takes business data as an object from a path, and as JSON with expressions in it', async () => {
		const row = without(order(1), 'biz_data');
		const rows = [{ ...row, no: '77', data: { orderNo: '77', seats: [1, 2] } }];
		const fromPath = await run({ call: sync, rows, missingColumns: { bizData: '={{ $json.data }}' } });
		const typed = await run({ call: sync, rows, missingColumns: { bizData: '={"orderNo":"{{ $json.no }}"}' } });
		expect(fromPath.contents).toMatchObject([{ biz_data: '{"orderNo":"77","seats":[1,2]}' }]);
		expect(fromPath.evaluated).toBe(0);
		expect(typed.contents).toMatchObject([{ biz_data: '{"orderNo":"77"}' }]);
	});
});

describe('business data from several columns', () => {
	const order = (cells: Cells): Cells => ({ ...without(sync.row(1), 'biz_data'), ...cells });
	const dataOf = ({ contents }: Awaited<ReturnType<typeof run>>) =>
		contents.map((each) => (each === undefined ? undefined : (JSON.parse(String(each.biz_data)) as Cells)));
	const runFrom = async (bizDataFrom: string, rows: readonly Cells[], missingColumns: object = {}) =>
		await run({ call: sync, rows, missingColumns, more: { bizDataFrom } });

	it('takes each other column under its own heading, its value as it came', async () => {
		const extra = { '座位': 'A1', price: 39.5, count: '3', vip: true, tags: ['x', { y: 1 }], shop: { id: 7 }, zero: 0 };
		const result = await runFrom('otherColumns', [{ ...order(extra), row_number: 2 }]);
		expect(dataOf(result)).toEqual([extra]);
		expect(result.hints.join()).not.toMatch(/Ignored/);
	});

	it.each(['otherColumns', 'movieTicket'])('names a documented text that came as a number (%s), and no number that is one', async (bizDataFrom) => {
		const { hints } = await runFrom(bizDataFrom, [order({ seatId: 7, buyCnt: 3, cinemaName: '自由人影城' })]);
		const [found] = hints.filter((hint) => hint.startsWith('These cells are numbers'));
		expect(found).toMatch(/“seatId” \(item 0/);
		expect(found).not.toMatch(/buyCnt|cinemaName/);
	});

	it('leaves out empty cells, columns without a heading, and the outcomes of an earlier run', async () => {
		const rows = [order({ seat: 'A1', note: '', gap: null, blank: ' ', __EMPTY: 'x', __EMPTY_1: 'y', zhima_outcome: 'refused' })];
		const result = await runFrom('otherColumns', rows);
		expect(dataOf(result)).toEqual([{ seat: 'A1' }]);
		expect(result.hints.join()).toMatch(/Ignored columns \(not API parameters\): 2 columns without a heading/);
	});

	it('never takes the merchant’s token into it, nor the column that an option reads it from', async () => {
		const token = '202611BBabcdef0123456789abcdef0123456';
		const { contents, items } = await runFrom('otherColumns', [order({ seat: 'A1', app_auth_token: token })]);
		expect(contents).toMatchObject([{ biz_data: '{"seat":"A1"}' }]);
		expect(JSON.stringify(items[0].request)).not.toContain(token);
		const byOption = await run({
			call: sync,
			rows: [order({ seat: 'A1', shop: token })],
			missingColumns: {},
			more: { bizDataFrom: 'otherColumns' },
			options: { dryRun: true, appAuthToken: '={{ $json.shop }}' },
		});
		expect(byOption.contents).toMatchObject([{ biz_data: '{"seat":"A1"}' }]);
	});

	it('gives documented members their types among the others', async () => {
		const rows = [order({ buyCnt: '3', startTime: '2026/11/20 19:30', cinemaId: 12, mine: '3' })];
		expect(dataOf(await runFrom('otherColumns', rows))).toEqual([
			{ buyCnt: 3, startTime: '2026-11-20 19:30:00', cinemaId: 12, mine: '3' },
		]);
	});

	it('names a misspelled member once for the sheet, not in each row', async () => {
		const rows = [1, 2, 3].map((buyCnt) => order({ buyCnt, orderNo: '1', cinemaNam: 'x' }));
		const result = await runFrom('otherColumns', rows);
		expect(dataOf(result)).toHaveLength(3);
		expect(result.items.flatMap(({ hints }) => hints ?? [])).toEqual([]);
		expect(result.hints.filter((each) => each.includes('“cinemaName”, not “cinemaNam”'))).toHaveLength(1);
	});

	it('leaves columns out that serve a value given', async () => {
		const rows = [order({ sid: '2019080700000000000001800100', seat: 'A1', a: 1 })];
		const missingColumns = { serviceId: '={{ $json.sid }}', outBizNo: '={{ "X" + $json.a }}' };
		const result = await runFrom('otherColumns', rows, missingColumns);
		expect(dataOf(result)).toEqual([{ seat: 'A1' }]);
		expect(result.contents).toMatchObject([{ out_biz_no: 'X1' }]);
	});

	it('writes a Date as the documents write times', async () => {
		const rows = [order({ seen: new Date('2026-11-20T11:30:00Z') })];
		expect(dataOf(await runFrom('otherColumns', rows))).toEqual([{ seen: '2026-11-20 19:30:00' }]);
	});

	it('names a column of dates once that came as day numbers, and no other numbers', async () => {
		const rows = [order({ 放映时间: 46346.5, 票价: 46000 }), order({ 放映时间: 46347, 票价: 39 })];
		const result = await runFrom('otherColumns', rows);
		expect(dataOf(result)).toEqual([{ 放映时间: 46346.5, 票价: 46000 }, { 放映时间: 46347, 票价: 39 }]);
		expect(result.hints.slice(1)).toEqual([
			expect.stringMatching(/^“放映时间” has dates that came from the spreadsheet as numbers, in items 0-1 .*: 46346\.5 is 2026-11-20\. The numbers are sent\. If the receiver expects a date, format the column as text/),
		]);
	});

	it('takes the columns of a record, and not what the service adds beside them', async () => {
		const rows = [
			{ record_id: 'rec1', created_time: 1, fields: order({ seat: 'A1' }) },
			{ record_id: 'rec2', created_time: 1, id: 'rec2', fields: order({ id: 'own' }) },
		];
		const result = await runFrom('otherColumns', rows);
		expect(dataOf(result)).toEqual([{ seat: 'A1' }, { id: 'own' }]);
		expect(result.hints.join()).toMatch(/Ignored columns \(not API parameters\): “record_id”, “created_time”/);
	});

	it('names the column of a value that was damaged', async () => {
		const { errors } = await runFrom('otherColumns', [order({ no: Number(TICKET.orderNo), seat: '#N/A' })]);
		expect(errors[0]).toMatchObject({ field: 'biz_data' });
		expect(errors[0]!.message).toMatch(/“no” is “1002202001031945\d+”: Digits were lost .*“seat” is “#N\/A”: /);
	});

	it('says so where two columns have one name, or none is left', async () => {
		const twice = await runFrom('otherColumns', [order({ seat: 1, 'seat ': 2 })]);
		expect(twice.errors[0]!.message).toMatch(/Several columns have the same name: /);
		const none = await runFrom('otherColumns', [order({})]);
		expect(none.errors[0]!.message).toMatch(/No column is left for "Business Data"\. Add the columns, or change "Business Data From"\./);
		const empty = await runFrom('otherColumns', [order({ seat: 'A1' }), order({ seat: '' })]);
		expect(empty.errors[1]!.message).toMatch(/“Business Data”: All columns that it is made of are empty in this row\. Fill in at least one of them\./);
	});

	const TICKET = {
		buyCnt: 2,
		cinemaAdderess: '杭华街',
		cinemaId: 7,
		cinemaLocation: '120.1,30.2',
		cinemaName: '自由人影城',
		endTime: '2026-11-20 21:30:00',
		extInfo: '{"a":1}',
		orderNo: '100220200103194523683',
		scheduleId: '12312',
		seatId: '222',
		startTime: '2026-11-20 19:30:00',
	};
	const CHINESE = ['购票数量', '影院地址', '影院 ID', '影院位置', '影院名称', '散场时间', '扩展信息', '订单号', '场次 ID', '座位 ID', '开场时间'];

	it('takes the documented members from columns by their names, in any order, and ignores the rest', async () => {
		const shuffled = Object.fromEntries(Object.entries(TICKET).reverse());
		const result = await runFrom('movieTicket', [order({ ...shuffled, buyCnt: '2张', cinemaId: '7', remark: 'x' })]);
		expect(dataOf(result)).toEqual([TICKET]);
		expect(Object.keys(dataOf(result)[0]!)).toEqual(Object.keys(TICKET));
		expect(result.hints.join()).toMatch(/Ignored columns \(not API parameters\): “remark”/);
	});

	it('takes them by the Chinese labels of the form', async () => {
		const cells = Object.fromEntries(CHINESE.map((heading, index) => [heading, Object.values(TICKET)[index]]));
		expect(dataOf(await runFrom('movieTicket', [order(cells)]))).toEqual([TICKET]);
	});

	it('takes one column for the order of the row and of the ticket', async () => {
		const rows = [without(order({ ...TICKET }), 'out_biz_no')];
		const result = await runFrom('movieTicket', rows, { outBizNo: '={{ $json.orderNo }}' });
		expect(result.contents).toMatchObject([{ out_biz_no: TICKET.orderNo }]);
		expect(dataOf(result)).toEqual([TICKET]);
	});

	it('names the column and the row of a wrong value', async () => {
		const cells = { ...without(TICKET, 'startTime'), '开场时间': TICKET.startTime };
		const rows = [order(cells), order({ ...cells, '开场时间': '25:00', buyCnt: 'two' })];
		const { errors } = await runFrom('movieTicket', rows);
		expect(errors[0]).toBeUndefined();
		expect(errors[1]!.message).toMatch(/^Item 1 \(out_biz_no ORDER0001\): “buyCnt” is “two”: .*“开场时间” is “25:00”: /);
	});

	it('refuses two columns for one member, and a note that changes its meaning', async () => {
		const twice = await runFrom('movieTicket', [order({ ...TICKET, '购票数量': 2 })]);
		expect(twice.errors[0]!.message).toMatch(/Several columns match buyCnt: “buyCnt”, “购票数量”\./);
		const noted = await runFrom('movieTicket', [order({ ...without(TICKET, 'startTime'), 'startTime (UTC)': '2026-11-20 11:30:00' })]);
		expect(noted.errors[0]!.message).toMatch(/The note “UTC” can change what the values of this column mean/);
	});

	it('says which columns are looked for where there is none', async () => {
		const { errors } = await runFrom('movieTicket', [order({ a: 1 })]);
		expect(errors[0]!.message).toMatch(/No column holds a member of "Business Data": buyCnt \/ 购票数量; cinemaAdderess \/ 影院地址/);
	});

	it.each(['otherColumns', 'movieTicket'])('names a conflict with business data in one column, or given (%s)', async (from) => {
		const column = await runFrom(from, [{ ...sync.row(1), ...TICKET }]);
		expect(column.errors[0]!.message).toMatch(/The column “biz_data” holds biz_data, but "Business Data From" makes it of other columns\./);
		const given = await runFrom(from, [order({ ...TICKET })], { bizData: '{"a":1}' });
		expect(given.errors[0]!.message).toMatch(/"Business Data" is set under "Values for Missing Columns", and made of columns by "Business Data From"\./);
	});
});
