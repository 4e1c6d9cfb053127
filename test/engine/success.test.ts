import { CALLS, CALLS_AND_MODES, goodRows, parametersFor, sync, upload } from './calls';
import { runWorkflow } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

const TOKEN = '202611BBtokenofthemerchantx17';

let site: Site;
beforeAll(async () => {
	site = await openSite({ appAuthTokens: [TOKEN] });
});
beforeEach(() => site.clear());
afterAll(() => site.close());

describe.each(CALLS_AND_MODES)('%s by %s, accepted', (_name, mode, call) => {
	const rows = goodRows(call, 4);
	const run = (options: object = {}) =>
		runWorkflow({
			rows,
			node: { type: call.type, parameters: parametersFor(call, mode, options) },
			credential: site.credential(),
			seen: { key: `={{ $('Rows').item.json.${call.key} }}`, status: '={{ $json.success }}' },
		});

	it('gives one item for each row, as the contract has it', async () => {
		const { outputs, error, status } = await run();
		expect(error).toBeUndefined();
		expect(status).toBe('success');
		expect(outputs).toHaveLength(1);
		expect(outputs[0].map(({ json }) => json)).toEqual(
			rows.map((row) => ({
				success: true,
				outcome: 'accepted',
				[call.key]: row[call.key],
				code: '10000',
				msg: 'Success',
				...call.response,
				verified: true,
				attempts: 1,
				fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
				trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				request: { method: call.method, biz_content: { ...call.fixed, ...row } },
			})),
		);
	});

	it('sends the gateway what the rows say, once each', async () => {
		await run({ concurrency: 1 });
		expect(site.gateway.requests.map(({ method }) => method)).toEqual(rows.map(() => call.method));
		expect(site.gateway.requests.map(({ bizContent }) => bizContent)).toEqual(
			rows.map((row) => ({ ...call.fixed, ...row })),
		);
		expect(site.gateway.requests.every(({ accepted }) => accepted)).toBe(true);
	});

	it('pairs each item with its row', async () => {
		const { after } = await run();
		expect(after.map(({ seen }) => seen)).toEqual(
			rows.map((row) => ({ source: row, key: row[call.key], status: true })),
		);
	});

	it('looks the credential up twice, however many rows there are: as it is stored, and with its expressions resolved', async () => {
		const { credentialLookups } = await run();
		expect(credentialLookups).toBe(2);
	});

	it('sends nothing when it is only to show what it would send', async () => {
		const { outputs, error } = await run({ dryRun: true });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(
			rows.map((row) => ({
				success: false,
				outcome: 'shown',
				[call.key]: row[call.key],
				dryRun: true,
				fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
				request: { method: call.method, biz_content: { ...call.fixed, ...row } },
			})),
		);
		expect(site.forwarder.passed).toEqual([]);
	});

	it('takes the token of the options in place of the credential’s', async () => {
		const { outputs } = await run({ appAuthToken: TOKEN });
		expect(outputs[0].every(({ json }) => json.success)).toBe(true);
		const tokens = site.forwarder.passed.map(({ url }) =>
			new URL(url, 'http://x').searchParams.get('app_auth_token'),
		);
		expect(tokens).toEqual(rows.map(() => TOKEN));
	});
});

it.each(CALLS)('$name does not run without items', async (call) => {
	const { outputs, after, error, status } = await runWorkflow({
		rows: [],
		node: { type: call.type, parameters: parametersFor(call, 'columns') },
		credential: site.credential(),
	});
	expect({ outputs, after, error, status }).toEqual({
		outputs: [],
		after: [],
		error: undefined,
		status: 'success',
	});
	expect(site.forwarder.passed).toEqual([]);
});

it('warns that responses are not verified without a key', async () => {
	const { outputs, hints } = await runWorkflow({
		rows: goodRows(upload, 2),
		node: { type: upload.type, parameters: parametersFor(upload, 'columns') },
		credential: site.credential({ alipayPublicKey: '' }),
	});
	expect(outputs[0].map(({ json }) => json.verified)).toEqual([false, false]);
	expect(hints.map(({ message }) => message).join('\n')).toMatch(/responses weren't verified/);
});

it('shows the run’s result and the ignored columns', async () => {
	const { hints } = await runWorkflow({
		rows: goodRows(upload, 3).map((row) => ({ ...row, 备注: 'x', owner: 'y' })),
		node: { type: upload.type, parameters: parametersFor(upload, 'columns') },
		credential: site.credential(),
	});
	const [sum, ignored] = hints.map(({ message }) => message);
	expect(sum).toMatch(/^3 accepted\.$/);
	expect(ignored).toMatch(/“备注”, “owner”/);
});

it('reads the documents’ own Chinese headings', async () => {
	const row = upload.row(1);
	const { outputs } = await runWorkflow({
		rows: [
			{
				类目: '雨伞',
				'\ufeff外部实体编号*': row.entity_code,
				'经度(°)': 120.130663,
				' 纬度 ': 30.259244,
				实体名称: row.entity_name,
				是否收租金: '是',
				是否可借用: '否',
				可借用数量: 12,
				借用总数: 20,
				实体上传时间: '2026-11-20T15:34:38+08:00',
			},
		],
		node: { type: upload.type, parameters: parametersFor(upload, 'columns') },
		credential: site.credential(),
	});
	expect(outputs[0][0].json.success).toBe(true);
	const absent = ['address_desc', 'office_hours_desc', 'contact_number', 'rent_desc', 'ext_properties'];
	const expected = Object.fromEntries(Object.entries(row).filter(([name]) => !absent.includes(name)));
	expect(site.gateway.requests[0].bizContent).toEqual({ ...upload.fixed, ...expected });
});

describe('the form by hand', () => {
	it('uploads with its defaults and toggles', async () => {
		const before = Date.now();
		const { outputs, error } = await runWorkflow({
			rows: [{}],
			node: {
				type: upload.type,
				parameters: {
					entityCode: '2016000100010011',
					longitude: '83.66',
					latitude: '5.87',
					entityName: '爱心雨伞',
					canBorrow: false,
					canBorrowCnt: '0',
					totalBorrowCnt: '20',
				},
			},
			credential: site.credential(),
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.success).toBe(true);
		const [{ bizContent }] = site.gateway.requests;
		expect(bizContent).toEqual({
			...upload.fixed,
			category_code: 'power_bank',
			entity_code: '2016000100010011',
			longitude: '83.66',
			latitude: '5.87',
			entity_name: '爱心雨伞',
			collect_rent: 'Y',
			can_borrow: 'N',
			can_borrow_cnt: '0',
			total_borrow_cnt: '20',
			upload_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		});
		const uploaded = Date.parse(`${String(bizContent.upload_time).replace(' ', 'T')}+08:00`);
		expect(Math.abs(uploaded - before)).toBeLessThan(60_000);
	});

	it('syncs a movie ticket, an open ID and a category of one’s own', async () => {
		const { error, outputs } = await runWorkflow({
			rows: [{}],
			node: {
				type: sync.type,
				parameters: {
					identifyUserBy: 'openId',
					openId: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5',
					outBizNo: 'ORDER1',
					outPrincipalId: '1303902',
					bizStateCode: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
					categoryCode: 'custom',
					customCategoryCode: 'RIDE_BUS',
					serviceId: '2019080700000000000001800100',
					bizDataMode: 'movieTicket',
					movieTicket: { buyCnt: '3', cinemaAdderess: '杭华街', cinemaName: '自由人影城' },
				},
			},
			credential: site.credential(),
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.success).toBe(true);
		const [{ bizContent }] = site.gateway.requests;
		expect(bizContent).toMatchObject({
			open_id: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5',
			category_code: 'RIDE_BUS',
		});
		expect(bizContent).not.toHaveProperty('user_id');
		expect(JSON.parse(String(bizContent.biz_data))).toEqual({
			buyCnt: 3,
			cinemaAdderess: '杭华街',
			cinemaName: '自由人影城',
		});
	});

	it('syncs data given as names and values', async () => {
		await runWorkflow({
			rows: [{}],
			node: {
				type: sync.type,
				parameters: {
					userId: '2088102146225135',
					outBizNo: 'ORDER2',
					outPrincipalId: '1303902',
					bizStateCode: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
					serviceId: '2019080700000000000001800100',
					bizDataMode: 'fields',
					bizDataFields: {
						field: [
							{ name: 'orderNo', value: '100220200103194523683' },
							{ name: 'seatId', value: '222' },
						],
					},
				},
			},
			credential: site.credential(),
		});
		expect(receivedKeys(site.gateway, 'biz_data').map(String).map((text) => JSON.parse(text))).toEqual([
			{ orderNo: '100220200103194523683', seatId: '222' },
		]);
	});
});
