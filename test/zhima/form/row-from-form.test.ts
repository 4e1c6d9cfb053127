import { borrowEntityUpload, dataStateSync, formatIssue, readRow, rowFromForm } from '../../../zhima';
import type { Api } from '../../../zhima';
import { NOW } from '../rows';

const upload: Readonly<Record<string, unknown>> = {
	productCode: 'w1010100000000002858',
	categoryCode: 'umbrella',
	entityCode: '2016000100010011',
	longitude: '83.66',
	latitude: '5.87',
	entityName: '爱心雨伞',
	collectRent: true,
	canBorrow: true,
	canBorrowCnt: 12,
	totalBorrowCnt: '20',
	uploadTime: '',
	additionalFields: {},
};

const sync: Readonly<Record<string, unknown>> = {
	identifyUserBy: 'userId',
	userId: '2088102146225135',
	openId: '',
	outBizNo: 'ORDER-1',
	outPrincipalId: '1303902',
	bizStateCode: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	categoryCode: 'WATCH_MOVIE',
	customCategoryCode: '',
	serviceId: '2019080700000000000001800100',
	bizDataMode: 'json',
	bizData: '{"buyCnt":3}',
	bizDataFields: {},
	movieTicket: {},
};

const read = (api: Api, values: Readonly<Record<string, unknown>>) => {
	const { row, issues } = rowFromForm(api, values);
	const reading = readRow(api, row, { now: NOW });
	return {
		content: reading.ok ? reading.content : undefined,
		issues: [...issues, ...(reading.ok ? [] : reading.issues)].map(formatIssue),
	};
};

describe('the form of an upload', () => {
	test('reads values entered in the form', () => {
		expect(read(borrowEntityUpload, upload)).toEqual({
			content: {
				product_code: 'w1010100000000002858',
				category_code: 'umbrella',
				entity_code: '2016000100010011',
				longitude: '83.66',
				latitude: '5.87',
				entity_name: '爱心雨伞',
				collect_rent: 'Y',
				can_borrow: 'Y',
				can_borrow_cnt: '12',
				total_borrow_cnt: '20',
				upload_time: '2026-11-23 10:30:00',
			},
			issues: [],
		});
	});

	test.each([
		['N', 'N'],
		['是', 'Y'],
		['否', 'N'],
		[false, 'N'],
		['FALSE', 'N'],
		[0, 'N'],
	])('a toggle whose expression yields %j', (canBorrow, becomes) => {
		expect(read(borrowEntityUpload, { ...upload, canBorrow }).content?.can_borrow).toBe(becomes);
	});

	test('reads optional fields from the collection only', () => {
		const additionalFields = {
			addressDesc: '文三路478号',
			officeHoursDesc: '9:00-22:00',
			contactNumber: '(0571)26888888',
			rentDesc: '5元/小时',
			extProperties: '{"floor":3}',
		};
		expect(read(borrowEntityUpload, { ...upload, additionalFields }).content).toMatchObject({
			address_desc: '文三路478号',
			office_hours_desc: '09:00-22:00',
			contact_number: '0571-26888888',
			rent_desc: '5元/小时',
			ext_properties: '{"floor":3}',
		});
		expect(read(borrowEntityUpload, { ...upload, addressDesc: 'x' }).content).not.toHaveProperty('address_desc');
	});

	test.each([undefined, null, '', 'x', []])('reads %j as an empty collection', (additionalFields) => {
		expect(read(borrowEntityUpload, { ...upload, additionalFields }).issues).toEqual([]);
	});

	test('names every required field by its label when the form is empty', () => {
		const { issues } = read(borrowEntityUpload, {});
		expect(issues.map((line) => /^“([^”]*)”/.exec(line)?.[1])).toEqual([
			'Category',
			'Entity Code',
			'Longitude',
			'Latitude',
			'Entity Name',
			'Collect Rent',
			'Available for Borrowing',
			'Available Quantity',
			'Total Quantity',
		]);
	});
});

describe('the form of a state', () => {
	test('sends the user ID and leaves out the open ID', () => {
		expect(read(dataStateSync, { ...sync, openId: 'left over' })).toEqual({
			content: {
				user_id: '2088102146225135',
				out_biz_no: 'ORDER-1',
				out_principal_id: '1303902',
				biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
				category_code: 'WATCH_MOVIE',
				service_id: '2019080700000000000001800100',
				biz_data: '{"buyCnt":3}',
			},
			issues: [],
		});
	});

	test('sends the open ID and leaves out the user ID', () => {
		const { content } = read(dataStateSync, { ...sync, identifyUserBy: 'openId', openId: '074a1CcTG1LelxKe4' });
		expect(content).toHaveProperty('open_id', '074a1CcTG1LelxKe4');
		expect(content).not.toHaveProperty('user_id');
	});

	test('uses the user ID without a choice, and checks both for an unknown choice', () => {
		expect(read(dataStateSync, { ...sync, identifyUserBy: '', openId: 'x' }).content).toHaveProperty('user_id');
		expect(read(dataStateSync, { ...sync, identifyUserBy: 'name', openId: 'x' }).issues).toEqual([
			expect.stringMatching(/Only one of these/),
		]);
	});

	test('sends a custom category, and refuses an empty one', () => {
		const custom = { ...sync, categoryCode: 'custom', customCategoryCode: 'LIVE_SHOW' };
		expect(read(dataStateSync, custom).content?.category_code).toBe('LIVE_SHOW');
		expect(read(dataStateSync, { ...custom, customCategoryCode: '' }).issues).toEqual([
			expect.stringMatching(/^“Category”: Value is required/),
		]);
		expect(read(dataStateSync, { ...sync, categoryCode: 'LIVE_SHOW' }).content?.category_code).toBe('LIVE_SHOW');
	});

	test('writes an object as JSON', () => {
		expect(read(dataStateSync, { ...sync, bizData: { buyCnt: 3 } }).content?.biz_data).toBe('{"buyCnt":3}');
	});

	test('writes names and values as an object, with the values unchanged', () => {
		const field = [
			{ name: 'orderNo', value: '100220200103194523683' },
			{ name: ' buyCnt ', value: 3 },
			{ name: 'note', value: '' },
			{ name: '', value: '' },
		];
		expect(read(dataStateSync, { ...sync, bizDataMode: 'fields', bizDataFields: { field } }).content?.biz_data).toBe(
			'{"orderNo":"100220200103194523683","buyCnt":3,"note":""}',
		);
	});

	test('keeps a name such as __proto__, and reads a number as a name', () => {
		const field = [
			{ name: '__proto__', value: '1' },
			{ name: 12, value: '2' },
		];
		expect(read(dataStateSync, { ...sync, bizDataMode: 'fields', bizDataFields: { field } }).content?.biz_data).toBe(
			'{"12":"2","__proto__":"1"}',
		);
	});

	test.each([
		[{ name: 2 ** 53, value: '1' }, /Digits were lost/],
		[{ name: 'n', value: Number('12345678901234567890') }, /number in “n” may have been lost/],
		[{ name: 'n', value: Number('0.1234567890123456789') }, /number in “n” may have been lost/],
		[{ name: '\ufeffn', value: { n: [2 ** 53] } }, /number in “n\.n\.0” may have been lost/],
		[{ name: 'a\u200bn', value: '1' }, /In the name “a\\u200bn”: Character 2 is invisible/],
		[{ name: 'a\u0000', value: '1' }, /In the name “a\\u0000”: Character 2 is invisible/],
	])('refuses the pair %j', (pair, words) => {
		const { issues } = read(dataStateSync, { ...sync, bizDataMode: 'fields', bizDataFields: { field: [pair] } });
		expect(issues.join('\n')).toMatch(words);
	});

	test('refuses names that are missing or used twice', () => {
		const field = [
			{ name: 'a', value: '1' },
			{ name: 'a', value: '2' },
			{ name: '', value: 'lost' },
		];
		expect(read(dataStateSync, { ...sync, bizDataMode: 'fields', bizDataFields: { field } }).issues).toEqual([
			'“Business Data” is “a”: This name is used twice. Keep only one of the lines.',
			'“Business Data” is “lost”: A value has no name. Enter a name, or remove the line.',
		]);
	});

	test.each([undefined, {}, { field: [] }, { field: 'x' }, 'x'])('asks for business data when the names and values are %j', (bizDataFields) => {
		expect(read(dataStateSync, { ...sync, bizDataMode: 'fields', bizDataFields }).issues).toEqual([
			expect.stringMatching(/^“Business Data”: Value is required/),
		]);
	});

	test('writes a movie ticket in the documented order, with numbers, Beijing times and no empty members', () => {
		const movieTicket = {
			startTime: '2020-01-25T04:30:00Z',
			buyCnt: '3',
			cinemaAdderess: '杭华街',
			cinemaId: 0,
			cinemaName: '',
			seatId: ' 222 ',
		};
		expect(read(dataStateSync, { ...sync, bizDataMode: 'movieTicket', movieTicket }).content?.biz_data).toBe(
			'{"buyCnt":3,"cinemaAdderess":"杭华街","cinemaId":0,"seatId":"222","startTime":"2020-01-25 12:30:00"}',
		);
	});

	test('writes text members of a movie ticket as text, and refuses one that lost digits', () => {
		const movieTicket = { seatId: 222, extInfo: { vip: true }, orderNo: '100220' };
		expect(read(dataStateSync, { ...sync, bizDataMode: 'movieTicket', movieTicket }).content?.biz_data).toBe(
			'{"extInfo":"{\\"vip\\":true}","orderNo":"100220","seatId":"222"}',
		);
		const ruined = { orderNo: Number('100220200103194523683') };
		expect(read(dataStateSync, { ...sync, bizDataMode: 'movieTicket', movieTicket: ruined }).issues[0]).toMatch(/Digits were lost/);
	});

	test('writes the movie ticket of the document’s example exactly as in the document', () => {
		const { example } = dataStateSync.parameters.find(({ name }) => name === 'biz_data')!;
		const movieTicket: unknown = JSON.parse(example);
		expect(read(dataStateSync, { ...sync, bizDataMode: 'movieTicket', movieTicket }).content?.biz_data).toBe(example);
	});

	test('names the member’s label in the issue of a movie ticket', () => {
		const movieTicket = { buyCnt: 'three', endTime: '03/04/2020' };
		expect(read(dataStateSync, { ...sync, bizDataMode: 'movieTicket', movieTicket }).issues.slice(0, 2)).toEqual([
			"“Business Data / Number of Tickets” is “three”: This isn't a whole number. Enter a whole number in digits, such as 3.",
			expect.stringMatching(/^“Business Data \/ End Time” is “03\/04\/2020”: This can mean 2020-03-04 or 2020-04-03\. Enter Beijing time/),
		]);
	});

	test.each([
		['buyCnt', '３', 3],
		['buyCnt', '3张', 3],
		['buyCnt', '1,200', 1200],
		['cinemaId', 0, 0],
		['buyCnt', '0x10', /isn't a whole number/],
		['buyCnt', '1e2', /isn't a whole number/],
		['buyCnt', '-3', /can't be negative/],
		['buyCnt', true, /boolean/],
		['cinemaId', '9007199254740993', /16 digits\. The maximum is 15/],
		['buyCnt', '{{ $json.n }}', /wasn't evaluated/],
		['startTime', '2020/1/25 12:30', '2020-01-25 12:30:00'],
		['startTime', new Date('2020-01-25T04:30:00Z'), '2020-01-25 12:30:00'],
		['startTime', '2020-01-25', /The time is missing/],
		['startTime', 43855, /The time is missing/],
		['startTime', '1999-01-01 12:00', /year must be between/],
		['orderNo', '{{ $json.n }}', /wasn't evaluated/],
		['orderNo', '\ud83d', /garbled/],
		['seatId', 1303902, '1303902'],
		['cinemaId', '0012', /can't keep leading zeros/],
		['cinemaId', '０１２', /can't keep leading zeros/],
		['cinemaId', '012个', /can't keep leading zeros/],
		['cinemaId', '0', 0],
		['cinemaId', '100', 100],
		['cinemaId', 12, 12],
		['buyCnt', '03', 3],
		['extInfo', { n: 2 ** 53 }, /Digits of the number in “n” may have been lost/],
		['extInfo', { list: [Number('0.1234567890123456789')] }, /Digits of the number in “list\.0” may have been lost/],
		['extInfo', [1, 2], '[1,2]'],
		['orderNo', { no: 1 }, /This is an object, not a single value/],
		['seatId', ['A1', 'A2'], /This is a list, not a single value/],
		['cinemaId', '3张', /This is a quantity, not an ID/],
		['cinemaId', '1,200', /This is a quantity, not an ID/],
		['extInfo', { n: 9007199254740991, p: 19.99 }, '{"n":9007199254740991,"p":19.99}'],
		['extInfo', '{"n":12345678901234567890}', '{"n":12345678901234567890}'],
		['extInfo', { a: '{{ $json.n }}' }, /wasn't evaluated/],
		['extInfo', { a: '\ud83d' }, /In “a”: Character 1 is garbled/],
		['extInfo', new Map([['a', 1]]), /can't be converted to JSON/],
		['extInfo', Number('12345678901234567890'), /Digits were lost/],
		['scheduleId', Number('0.1234567890123456789'), /Digits were lost/],
	])('reads or refuses the movie ticket’s %s %j', (name, value, becomes) => {
		const { issues, content } = read(dataStateSync, {
			...sync,
			bizDataMode: 'movieTicket',
			movieTicket: { cinemaName: 'x', [name]: value },
		});
		if (becomes instanceof RegExp) expect(issues.join('\n')).toMatch(becomes);
		else {
			expect(issues).toEqual([]);
			expect(JSON.parse(content!.biz_data)).toEqual({ cinemaName: 'x', [name]: becomes });
		}
	});

	test('asks for the open ID when the form shows it', () => {
		const { issues } = read(dataStateSync, { ...sync, identifyUserBy: 'openId', openId: '' });
		expect(issues).toEqual([expect.stringMatching(/^“Open ID”: Value is required/)]);
	});

	test('refuses an unknown value of the dropdown for business data', () => {
		expect(read(dataStateSync, { ...sync, bizDataMode: 'xml' }).issues).toEqual([
			expect.stringMatching(/isn't one of the options.*json, fields, or movieTicket/),
		]);
	});
});
