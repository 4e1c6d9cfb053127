import { DOCUMENTED } from '../../../sandbox/checks/documented-rules';
import {
	call,
	isSigned,
	response,
	startSandbox,
	SYNC,
	syncContent,
	uploadContent,
	type Sandbox,
} from '../client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.gateway.close());
beforeEach(() => sandbox.gateway.reset());

const long = (length: number): string => '长'.repeat(length);

const UPLOADS: [what: string, changes: Record<string, unknown>, subCode: string, field: string][] =
	[
		['product_code missing', { product_code: undefined }, 'NULL_ARGUMENT', 'product_code'],
		['product_code another', { product_code: 'w1' }, 'ILLEGAL_ARGUMENT', 'product_code'],
		['category_code missing', { category_code: '' }, 'NULL_ARGUMENT', 'category_code'],
		['category_code unknown', { category_code: 'bike' }, 'CATEGORY_CODE_ILLEGAL', 'category_code'],
		[
			'category_code in capitals',
			{ category_code: 'UMBRELLA' },
			'CATEGORY_CODE_ILLEGAL',
			'category_code',
		],
		[
			'category_code in Chinese',
			{ category_code: '雨伞' },
			'CATEGORY_CODE_ILLEGAL',
			'category_code',
		],
		['category_code long', { category_code: long(33) }, 'CATEGORY_CODE_ILLEGAL', 'category_code'],
		['entity_code blank', { entity_code: '  ' }, 'NULL_ARGUMENT', 'entity_code'],
		['entity_code long', { entity_code: long(33) }, 'ILLEGAL_ARGUMENT', 'entity_code'],
		['entity_code an object', { entity_code: {} }, 'ILLEGAL_ARGUMENT', 'entity_code'],
		['longitude null', { longitude: null }, 'NULL_ARGUMENT', 'longitude'],
		['longitude too far', { longitude: '180.01' }, 'ILLEGAL_ARGUMENT', 'longitude'],
		['longitude with a letter', { longitude: '83.66E' }, 'ILLEGAL_ARGUMENT', 'longitude'],
		['longitude exponent', { longitude: '1e2' }, 'ILLEGAL_ARGUMENT', 'longitude'],
		['longitude long', { longitude: `1.${'0'.repeat(19)}` }, 'ILLEGAL_ARGUMENT', 'longitude'],
		['latitude missing', { latitude: undefined }, 'NULL_ARGUMENT', 'latitude'],
		['latitude too far', { latitude: '-90.5' }, 'ILLEGAL_ARGUMENT', 'latitude'],
		['latitude comma', { latitude: '5,87' }, 'ILLEGAL_ARGUMENT', 'latitude'],
		['entity_name missing', { entity_name: '' }, 'NULL_ARGUMENT', 'entity_name'],
		['entity_name long', { entity_name: long(21) }, 'ILLEGAL_ARGUMENT', 'entity_name'],
		[
			'entity_name long by an emoji',
			{ entity_name: `${long(19)}😀` },
			'ILLEGAL_ARGUMENT',
			'entity_name',
		],
		[
			'entity_name sensitive',
			{ entity_name: '敏感词雨伞' },
			'INFOSEC_VERIFY_FAILED',
			'entity_name',
		],
		['address_desc long', { address_desc: long(51) }, 'ILLEGAL_ARGUMENT', 'address_desc'],
		[
			'address_desc sensitive',
			{ address_desc: '在敏感词' },
			'INFOSEC_VERIFY_FAILED',
			'address_desc',
		],
		[
			'office hours one digit',
			{ office_hours_desc: '9:00-22:00' },
			'ILLEGAL_ARGUMENT',
			'office_hours_desc',
		],
		[
			'office hours 25',
			{ office_hours_desc: '09:00-25:00' },
			'ILLEGAL_ARGUMENT',
			'office_hours_desc',
		],
		[
			'office hours 60',
			{ office_hours_desc: '09:60-22:00' },
			'ILLEGAL_ARGUMENT',
			'office_hours_desc',
		],
		[
			'office hours past 24',
			{ office_hours_desc: '09:00-24:01' },
			'ILLEGAL_ARGUMENT',
			'office_hours_desc',
		],
		['office hours in words', { office_hours_desc: '全天' }, 'ILLEGAL_ARGUMENT', 'office_hours_desc'],
		['phone short', { contact_number: '1390000000' }, 'ILLEGAL_ARGUMENT', 'contact_number'],
		['phone long', { contact_number: '139000000000' }, 'ILLEGAL_ARGUMENT', 'contact_number'],
		[
			'phone without area code',
			{ contact_number: '-26888888' },
			'ILLEGAL_ARGUMENT',
			'contact_number',
		],
		['collect_rent missing', { collect_rent: undefined }, 'NULL_ARGUMENT', 'collect_rent'],
		['collect_rent y', { collect_rent: 'y' }, 'ILLEGAL_ARGUMENT', 'collect_rent'],
		['collect_rent true', { collect_rent: true }, 'ILLEGAL_ARGUMENT', 'collect_rent'],
		['rent_desc long', { rent_desc: long(31) }, 'ILLEGAL_ARGUMENT', 'rent_desc'],
		['can_borrow missing', { can_borrow: '' }, 'NULL_ARGUMENT', 'can_borrow'],
		['can_borrow 是', { can_borrow: '是' }, 'ILLEGAL_ARGUMENT', 'can_borrow'],
		['can_borrow_cnt missing', { can_borrow_cnt: '' }, 'NULL_ARGUMENT', 'can_borrow_cnt'],
		['can_borrow_cnt negative', { can_borrow_cnt: '-1' }, 'ILLEGAL_ARGUMENT', 'can_borrow_cnt'],
		['can_borrow_cnt half', { can_borrow_cnt: '1.5' }, 'ILLEGAL_ARGUMENT', 'can_borrow_cnt'],
		['can_borrow_cnt long', { can_borrow_cnt: '100000' }, 'ILLEGAL_ARGUMENT', 'can_borrow_cnt'],
		[
			'total_borrow_cnt missing',
			{ total_borrow_cnt: undefined },
			'NULL_ARGUMENT',
			'total_borrow_cnt',
		],
		[
			'total_borrow_cnt long',
			{ total_borrow_cnt: '1000000' },
			'ILLEGAL_ARGUMENT',
			'total_borrow_cnt',
		],
		['upload_time missing', { upload_time: '' }, 'NULL_ARGUMENT', 'upload_time'],
		[
			'upload_time slashes',
			{ upload_time: '2017/01/01 15:34:38' },
			'ILLEGAL_ARGUMENT',
			'upload_time',
		],
		[
			'upload_time no day',
			{ upload_time: '2017-02-29 15:34:38' },
			'ILLEGAL_ARGUMENT',
			'upload_time',
		],
		['ext_properties no JSON', { ext_properties: 'a=b' }, 'ILLEGAL_ARGUMENT', 'ext_properties'],
		['ext_properties a list', { ext_properties: '[]' }, 'ILLEGAL_ARGUMENT', 'ext_properties'],
	];

test.each(UPLOADS)('upload: %s', async (_what, changes, subCode, field) => {
	const reply = await call(sandbox, { content: uploadContent(changes) });
	expect(response(reply)).toMatchObject({
		code: '40004',
		msg: 'Business Failed',
		sub_code: subCode,
	});
	expect(response(reply).sub_msg).not.toBe('');
	expect(isSigned(reply, sandbox.keys.alipay.publicKey)).toBe(true);
	expect(sandbox.gateway.requests[0]).toMatchObject({
		accepted: false,
		disposition: 'refused',
		field,
	});
	expect(sandbox.gateway.entities.size).toBe(0);
});

const GOOD_UPLOADS: [what: string, changes: Record<string, unknown>][] = [
	['the document’s own sample', {}],
	['the category for merchants in integration', { category_code: 'test' }],
	['power banks', { category_code: 'power_bank' }],
	[
		'no optional one',
		{ address_desc: '', office_hours_desc: undefined, contact_number: null, rent_desc: '' },
	],
	[
		'the longest texts',
		{ entity_code: long(32), entity_name: long(20), address_desc: long(50), rent_desc: long(30) },
	],
	['the whole day', { office_hours_desc: '00:00-24:00' }],
	['an en dash', { office_hours_desc: '09:00–22:00' }],
	['a mobile number', { contact_number: '13900000000' }],
	['counts as numbers', { can_borrow_cnt: 99999, total_borrow_cnt: 999999 }],
	['outside China', { longitude: '-0.1276', latitude: '51.5' }],
	['the corners of the map', { longitude: '-180', latitude: '90.000' }],
	['further properties', { ext_properties: '{"a":"1"}' }],
	['an undocumented member', { other: 'x' }],
	['a leap day', { upload_time: '2024-02-29 23:59:59' }],
];

test.each(GOOD_UPLOADS)('upload accepted: %s', async (_what, changes) => {
	const reply = await call(sandbox, { content: uploadContent(changes) });
	expect(response(reply)).toEqual({ code: '10000', msg: 'Success' });
	expect(sandbox.gateway.entities.size).toBe(1);
});

const SYNCS: [what: string, changes: Record<string, unknown>, subCode: string, field: string][] = [
	['user_id missing', { user_id: '' }, 'ZMDATA.USER_ID_ERROR', 'user_id'],
	['user_id another', { user_id: '1088000000000000' }, 'ZMDATA.USER_ID_ERROR', 'user_id'],
	[
		'user_id in scientific notation',
		{ user_id: '2.088E+15' },
		'ZMDATA.USER_ID_ERROR',
		'user_id',
	],
	['user_id long', { user_id: `2088${'1'.repeat(61)}` }, 'ZMDATA.USER_ID_ERROR', 'user_id'],
	['open_id with blanks', { user_id: '', open_id: 'a b' }, 'ZMDATA.USER_ID_ERROR', 'open_id'],
	['out_biz_no missing', { out_biz_no: undefined }, 'ZMDATA.OUT_BIZ_NO_NULL', 'out_biz_no'],
	['out_biz_no long', { out_biz_no: long(129) }, 'ZMDATA.OUT_BIZ_NO_NULL', 'out_biz_no'],
	[
		'out_principal_id missing',
		{ out_principal_id: '' },
		'ZMDATA.OUT_PRINCIPAL_ID_ERROR',
		'out_principal_id',
	],
	[
		'biz_state_code missing',
		{ biz_state_code: '' },
		'ZMDATA.BIZ_STATE_CODE_ERROR',
		'biz_state_code',
	],
	[
		'biz_state_code in words',
		{ biz_state_code: '购票' },
		'ZMDATA.BIZ_STATE_CODE_ERROR',
		'biz_state_code',
	],
	[
		'biz_state_code unknown',
		{ biz_state_code: 'UNKNOWN_STATE' },
		'ZMDATA.BIZ_STATE_CODE_ERROR',
		'biz_state_code',
	],
	['category_code missing', { category_code: '' }, 'ZMDATA.CATEGORY_CODE_ERROR', 'category_code'],
	[
		'category_code unknown',
		{ category_code: 'UNKNOWN' },
		'ZMDATA.CATEGORY_CODE_ERROR',
		'category_code',
	],
	['service_id missing', { service_id: '' }, 'ZMDAT.SERVICE_ID_ERROR', 'service_id'],
	['service_id in scientific notation', { service_id: '2.01908E+27' }, 'ZMDAT.SERVICE_ID_ERROR', 'service_id'],
	['biz_data missing', { biz_data: '' }, 'ZMDATA.BIZ_DATA_ERROR', 'biz_data'],
	['biz_data no JSON', { biz_data: '{buyCnt:3}' }, 'ZMDATA.BIZ_DATA_ERROR', 'biz_data'],
	[
		'biz_data an object instead of text',
		{ biz_data: { buyCnt: 3 } },
		'ZMDATA.BIZ_DATA_ERROR',
		'biz_data',
	],
	[
		'biz_data long',
		{ biz_data: JSON.stringify({ a: long(4090) }) },
		'ZMDATA.BIZ_DATA_ERROR',
		'biz_data',
	],
];

test.each(SYNCS)('sync: %s', async (_what, changes, subCode, field) => {
	const reply = await call(sandbox, { method: SYNC, content: syncContent(changes) });
	expect(response(reply)).toMatchObject({ code: '40004', sub_code: subCode });
	expect(sandbox.gateway.requests[0]).toMatchObject({
		accepted: false,
		disposition: 'refused',
		field,
	});
	expect(sandbox.gateway.states).toHaveLength(0);
});

test.each([
	['the document’s own sample', {}],
	[
		'open_id in place of user_id',
		{ user_id: undefined, open_id: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5' },
	],
	['biz_data of 4096', { biz_data: JSON.stringify({ a: long(4088) }) }],
])('sync accepted: %s', async (_what, changes) => {
	const reply = await call(sandbox, { method: SYNC, content: syncContent(changes) });
	expect(response(reply)).toEqual({ code: '10000', msg: 'Success', biz_result: 'success' });
	expect(sandbox.gateway.states).toHaveLength(1);
});

test('an out_biz_no that begins with FAIL gets biz_result failed, and is not stored', async () => {
	const content = syncContent({ out_biz_no: 'FAIL-1' });
	const reply = await call(sandbox, { method: SYNC, content });
	expect(response(reply)).toEqual({ code: '10000', msg: 'Success', biz_result: 'failed' });
	expect(sandbox.gateway.requests[0]).toMatchObject({ accepted: false, disposition: 'failed' });
	expect(sandbox.gateway.states).toHaveLength(0);
});

test('every code of a table has the document’s message', () => {
	for (const { parameters, messages } of Object.values(DOCUMENTED)) {
		for (const { codes } of parameters) {
			for (const code of Object.values(codes)) expect(messages[code]).toBeTruthy();
		}
	}
});
