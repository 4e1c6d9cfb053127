/** Sheets that others publish go in by fields that are dragged or fixed, with one node more where their rows are inside a list. */
import { PUBLIC_SHEETS, readPublic } from '../fixtures/public-sheets';
import type { PublicFile, PublicSheet } from '../fixtures/public-sheets';
import { sync, upload } from './calls';
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

type Rows = PublicFile['items'];

/** What n8n's Split Out makes of the items: one for each member of the list. */
const splitOut = (items: Rows, path: string): Rows =>
	items.flatMap((item) => path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], item) as Rows);

const run = async (sheet: PublicSheet, rows: Rows, more: object) => {
	const call = readPublic(sheet).call === 'upload' ? upload : sync;
	const result = await runWorkflow({
		rows,
		node: { type: call.type, parameters: { inputMode: 'columns', ...more, options: {} }, onError: 'continueErrorOutput' },
		credential: site.credential(),
	});
	return {
		/** In the order of arrival, which is any: several are in flight at once. */
		received: site.gateway.requests.map(({ bizContent }) => bizContent),
		errors: (result.outputs[1] ?? []).map(({ json }) => String((json.error as { message: unknown }).message)),
		messages: result.hints.map(({ message }) => message),
	};
};

const settingsOf = ({ missingColumns, bizDataFrom }: PublicSheet): object => ({ missingColumns, ...(bizDataFrom && { bizDataFrom }) });

interface Outcome {
	/** What the message says first where nothing is set. */
	readonly asItIs: RegExp;
	/** What the gateway received of each row that is sent: some of its members. */
	readonly accepted: ReadonlyArray<Readonly<Record<string, string>>>;
	/** What is said of each row that isn't sent. */
	readonly refused?: readonly RegExp[];
	/** Hints beside the sum and the ignored columns. */
	readonly hints?: readonly RegExp[];
}

const NUMBERS = /^These cells are numbers, so leading zeros and formats/;

const OUTCOMES: Readonly<Record<string, Outcome>> = {
	'gbfs-stations': {
		asItIs: /The rows are inside “data\.stations”\. Before this node, add a Split Out node with "Fields To Split Out" set to data\.stations/,
		accepted: [
			{ entity_code: 'hz-001', entity_name: '湖滨银泰东门', longitude: '120.161823', latitude: '30.256712', address_desc: '延安路258号', total_borrow_cnt: '20' },
			{ entity_code: 'hz-002', can_borrow_cnt: '32' },
		],
	},
	'youbike-stations': {
		asItIs: /Drag “tot” onto "Total Quantity" under "Values for Missing Columns"/,
		accepted: [
			{ entity_code: '500101001', entity_name: '文三路口站', longitude: '120.13021', latitude: '30.27855', can_borrow: 'Y', can_borrow_cnt: '5', total_borrow_cnt: '28', upload_time: '2026-11-20 15:34:38' },
			{ entity_code: '500101002', can_borrow_cnt: '0' },
			{ entity_code: '500101003', can_borrow: 'N', upload_time: '2026-11-20 15:36:01' },
		],
	},
	'jcdecaux-stations': {
		asItIs: /Drag “status” onto "Available for Borrowing", “available_bikes” onto "Available Quantity"/,
		accepted: [
			{ entity_code: '31705', longitude: '120.129722', latitude: '30.265278', can_borrow_cnt: '4', total_borrow_cnt: '50', upload_time: '2026-11-20 08:56:56' },
			{ entity_code: '10042', upload_time: '2026-11-20 08:56:46' },
		],
		hints: [NUMBERS],
	},
	'toronto-stations': {
		asItIs: /Drag “availableBikes” onto "Available Quantity"/,
		accepted: [
			{ entity_code: '7000', category_code: 'umbrella', entity_name: '滨江公园站', address_desc: '闻涛路1000号', collect_rent: 'N', can_borrow: 'Y', can_borrow_cnt: '19', upload_time: '2026-11-20 09:04:07' },
			{ entity_code: '7205', can_borrow_cnt: '0' },
		],
		hints: [NUMBERS],
	},
	'san-francisco-stations': {
		asItIs: /Drag “station_id” onto "Entity Code", “dockcount” onto "Total Quantity"/,
		accepted: [{ entity_code: '2', entity_name: '武林广场站', total_borrow_cnt: '27' }, { entity_code: '3' }],
		refused: [/“longitude” is “0\.0”: 0 stands for a missing place.*“name”: Value is required/],
	},
	'amap-places': {
		asItIs: /Drag their columns onto "Category", "Entity Code", "Collect Rent", "Available for Borrowing", "Available Quantity", and "Total Quantity"/,
		accepted: [
			{ entity_code: 'B0FFH1AAAA', longitude: '120.161823', latitude: '30.256712', contact_number: '0571-26888888' },
			{ entity_code: 'B0FFH2BBBB', longitude: '120.163377' },
		],
		refused: [/“location” is “\[\]”: This isn't the longitude and latitude of one place.*“tel” is “0571-26888887;13812345678”: Only one number is allowed/],
		hints: [/^These columns are empty in a few rows.*“tel” \(item 1/],
	},
	'charging-geojson': {
		asItIs: /The rows are inside “features”\. Before this node, add a Split Out node/,
		accepted: [
			{ entity_code: '滨江充电站1站', entity_name: '滨江充电站1站', longitude: '120.20511', latitude: '30.208643' },
			{ entity_code: '萧山机场廊桥充电站', longitude: '120.43253' },
		],
	},
	'shop-addresses': {
		asItIs: /Drag “operatingLng” onto "Longitude", “operatingLat” onto "Latitude"/,
		accepted: [
			{ entity_code: '艳粉店', longitude: '123.3619643', latitude: '41.77968209', address_desc: '沈阳市铁西区艳粉街61号' },
			{ entity_code: '黄海路店' },
		],
	},
	'charging-devices': {
		asItIs: /The rows are inside “data”\. Before this node, add a Split Out node/,
		accepted: [{ entity_code: '773288', can_borrow_cnt: '8', total_borrow_cnt: '20', longitude: '120.13021' }, { entity_code: '773289', can_borrow_cnt: '0' }],
		hints: [NUMBERS],
	},
	'open-charge-map': {
		asItIs: /Drag their columns onto "Category", "Entity Code", "Longitude", "Latitude"/,
		accepted: [
			{ entity_code: '148879', entity_name: '西溪天堂停车场', longitude: '120.070632', contact_number: '0571-26888888', rent_desc: '¥1.20/kWh', upload_time: '2026-11-20 15:34:00' },
			{ entity_code: '148880', upload_time: '2026-11-20 16:00:00' },
		],
		hints: [NUMBERS],
	},
	'feishu-records': {
		asItIs: /^\S.* are missing: category_code \/ 类目; collect_rent \/ 是否收租金; can_borrow \/ 是否可借用\./,
		accepted: [
			{ entity_code: 'JG001', entity_name: '湖滨店', longitude: '120.161823', can_borrow_cnt: '6', upload_time: '2026-11-20 08:56:56' },
			{ entity_code: 'JG002', can_borrow_cnt: '0' },
		],
		hints: [/^The columns are read from “fields” in each item/],
	},
	'overpass-toilets': {
		asItIs: /Drag “capacity” onto "Total Quantity"/,
		accepted: [{ entity_code: '4821001', longitude: '120.1618230', latitude: '30.2567120', office_hours_desc: '00:00-24:00', contact_number: '0571-26888888' }],
		refused: [/“phone” is “\+86 571 2688 8887;\+86 138 1234 5678”: Only one number is allowed/, /“opening_hours” is “Mo-Fr 08:00-18:00”: Days of the week/],
	},
	'film-orders': {
		asItIs: /Drag “order_status” onto "State Code"/,
		accepted: [
			{
				out_biz_no: '415sdf58ew12ds5fe1',
				user_id: '2088102146225135',
				out_principal_id: '2',
				category_code: 'WATCH_MOVIE',
				biz_data:
					'{"cinema_id":1,"field_id":1,"seats_ids":"1,2,3,4","seats_name":"第一排1座,第一排2座,第一排3座,第一排4座","film_price":63.2,"order_price":252.8,"order_time":"2026-11-20T07:34:38.000Z","order_status":1}',
			},
			{ out_biz_no: '415sdf58ew12ds5fe2' },
		],
		hints: [/^Alipay's documentation uses “cinemaId”, not “cinema_id”/, NUMBERS],
	},
	'show-orders': {
		asItIs: /Drag “order_id” onto "Order Number"/,
		accepted: [{ out_biz_no: '100220200103194523683', open_id: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5', out_principal_id: '1303902' }, { out_biz_no: '100220200103194523684' }],
	},
	'wechat-bill': {
		asItIs: /Drag “交易状态” onto "State Code"/,
		accepted: [{ out_biz_no: '100220200103194523683' }, { out_biz_no: '100220200103194523684' }],
		refused: [/^Item 2: This looks like a totals row\. Delete it/, /^Item 3: “用户标识 \(Open ID\)”: Value is required/],
		hints: [/^2 rows have a warning.*The mark ` at the beginning is sent\. If an export added it, remove it/],
	},
	'shopify-orders': {
		asItIs: /Drag their columns onto "User ID" or "Open ID"/,
		accepted: [{ out_biz_no: '#1001', user_id: '2088102146225135', out_principal_id: '1303902' }, { out_biz_no: '#1002' }],
		refused: [/^Item 1 \(out_biz_no #1001\): “User ID”: Value is required/],
	},
};

const IS_USUAL = /^(?:\d+ accepted|Ignored columns)/;

describe.each(PUBLIC_SHEETS)('$name', (sheet) => {
	const { items } = readPublic(sheet);
	const outcome = OUTCOMES[sheet.name];

	it('is refused as it is, with a message that leads on', async () => {
		const { received, errors } = await run(sheet, items, {});
		expect(received).toEqual([]);
		expect(errors[0]).toMatch(outcome.asItIs);
	});

	it('goes in with what an operator sets', async () => {
		const rows = sheet.splitOut === undefined ? items : splitOut(items, sheet.splitOut);
		const { received, errors, messages } = await run(sheet, rows, settingsOf(sheet));
		const matching = (patterns: readonly RegExp[] = []) => patterns.map((pattern) => expect.stringMatching(pattern) as string);
		expect(errors).toEqual(matching(outcome.refused));
		expect(received).toHaveLength(outcome.accepted.length);
		expect(received).toEqual(expect.arrayContaining(outcome.accepted.map((members) => expect.objectContaining(members) as object)));
		expect(messages.filter((message) => !IS_USUAL.test(message))).toEqual(matching(outcome.hints));
	});
});

it('needs a node more for lists alone, and an expression for one sheet of all', () => {
	const isPath = /^=\{\{ \$json(?:\.\w+|\[[^\]]+\])+ \}\}$/;
	const expressions = PUBLIC_SHEETS.filter(({ missingColumns }) => Object.values(missingColumns).some((value) => String(value).startsWith('=') && !isPath.test(String(value))));
	expect(expressions.map(({ name }) => name)).toEqual(['shopify-orders']);
	expect(PUBLIC_SHEETS.filter(({ splitOut: path }) => path !== undefined).map(({ name }) => name)).toEqual(['gbfs-stations', 'charging-geojson', 'charging-devices']);
	expect(PUBLIC_SHEETS.map(({ name }) => name)).toEqual(Object.keys(OUTCOMES));
});

it.each(PUBLIC_SHEETS)('$name names its source', (sheet) => {
	expect(readPublic(sheet).source).toMatch(/^[\w.-]+\.[a-z]+\b/);
});
