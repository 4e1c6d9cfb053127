/** Rows for tests, and a checker of contents that knows the documents but none of our code. */
import documents from './documents.json';

export const NOW = new Date('2026-11-23T02:30:00Z');

export const uploadRow: Readonly<Record<string, unknown>> = {
	product_code: 'w1010100000000002858',
	category_code: 'power_bank',
	entity_code: 'CAB-0001',
	longitude: '120.153576',
	latitude: '30.287459',
	entity_name: '爱心充电宝',
	address_desc: '杭州市西湖区文三路478号',
	office_hours_desc: '09:00-22:00',
	contact_number: '0571-26888888',
	collect_rent: 'Y',
	rent_desc: '5元/小时',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2017-01-01 15:34:38',
};

export const syncRow: Readonly<Record<string, unknown>> = {
	user_id: '2088102146225135',
	out_biz_no: 'ORDER-1',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: '{"buyCnt":3,"orderNo":"100220200103194523683"}',
};

type Check = (text: string) => boolean;

const decimalWithin =
	(limit: number): Check =>
	(text) =>
		/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= limit;

const isJsonObject: Check = (text) => {
	const value: unknown = JSON.parse(text);
	return typeof value === 'object' && value !== null && !Array.isArray(value);
};

const isClockTime: Check = (text) => {
	if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return false;
	const iso = `${text.replace(' ', 'T')}.000Z`;
	return new Date(iso).toISOString() === iso;
};

const oneOf =
	(...values: string[]): Check =>
	(text) =>
		values.includes(text);

const hasNoControls: Check = (text) => !/\p{Cc}|\p{Surrogate}/u.test(text);

const RULES: Readonly<Record<string, Check>> = {
	product_code: oneOf('w1010100000000002858'),
	longitude: decimalWithin(180),
	latitude: decimalWithin(90),
	entity_code: hasNoControls,
	entity_name: hasNoControls,
	address_desc: hasNoControls,
	rent_desc: hasNoControls,
	office_hours_desc: (text) => /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text),
	contact_number: (text) => /^(1\d{10}|0\d{2,3}-\d{7,8}|[48]00-\d{7})$/.test(text),
	collect_rent: oneOf('Y', 'N'),
	can_borrow: oneOf('Y', 'N'),
	can_borrow_cnt: (text) => /^(0|[1-9]\d*)$/.test(text),
	total_borrow_cnt: (text) => /^(0|[1-9]\d*)$/.test(text),
	upload_time: isClockTime,
	ext_properties: isJsonObject,
	user_id: (text) => /^2088\d{12}$/.test(text),
	open_id: (text) => text.length <= 128,
	out_biz_no: hasNoControls,
	out_principal_id: hasNoControls,
	biz_state_code: hasNoControls,
	service_id: hasNoControls,
	biz_data: isJsonObject,
};

const UNDOCUMENTED = new Set(['ext_properties', 'open_id']);

/** What a content breaks of the documented rules; empty = nothing. */
export const brokenRules = (
	method: keyof typeof documents,
	content: Readonly<Record<string, string>>,
): string[] => {
	const documented = documents[method].parameters;
	const broken: string[] = [];
	for (const { name, required, maxLength } of documented) {
		const text = content[name];
		const isReplaced = name === 'user_id' && content.open_id !== undefined;
		if (text === undefined && required && !isReplaced) broken.push(`${name}: missing`);
		if (text !== undefined && text.length > maxLength) broken.push(`${name}: too long`);
	}
	for (const [name, text] of Object.entries(content)) {
		if (!documented.some((row) => row.name === name) && !UNDOCUMENTED.has(name)) {
			broken.push(`${name}: not documented`);
		}
		if (text === '' || typeof text !== 'string') broken.push(`${name}: empty`);
		const isUpload = method === 'zhima.merchant.borrow.entity.upload';
		const check = name === 'category_code' && isUpload ? oneOf('power_bank', 'umbrella', 'test') : RULES[name];
		if (check !== undefined && !check(text)) broken.push(`${name}: ${text}`);
	}
	return broken;
};
