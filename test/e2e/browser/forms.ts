/**
 * How both forms should look, written down by hand from the two documents and the public names: never
 * from the code that makes them. `documented` is the parameter whose example is in the field.
 */
import type { SeenField } from './editor';

export interface ExpectedField {
	readonly name: string;
	readonly label: readonly [en: string, zh: string];
	readonly control: SeenField['control'];
	/** The initial content; empty by default. */
	readonly value?: readonly [en: string, zh: string] | boolean;
	readonly documented?: string;
	readonly options?: ReadonlyArray<readonly [en: string, zh: string]>;
}

const same = (text: string): readonly [string, string] => [text, text];

const INPUT_MODE: ExpectedField = {
	name: 'inputMode',
	label: ['Mapping Mode', '映射方式'],
	control: 'dropdown',
	value: ['Set Fields Manually', '手动填写'],
	options: [
		['Set Fields Manually', '手动填写'],
		['Map Automatically', '按列名自动匹配'],
	],
};

export const borrowFields: readonly ExpectedField[] = [
	INPUT_MODE,
	{
		name: 'categoryCode',
		label: ['Category', '类目'],
		control: 'dropdown',
		value: ['Power Bank', '充电宝'],
		documented: 'category_code',
		options: [
			['Power Bank', '充电宝'],
			['Umbrella', '雨伞'],
			['Test (Integration)', '联调测试'],
		],
	},
	{
		name: 'entityCode',
		label: ['Entity Code', '外部实体编号'],
		control: 'text',
		documented: 'entity_code',
	},
	{ name: 'longitude', label: ['Longitude', '经度'], control: 'text', documented: 'longitude' },
	{ name: 'latitude', label: ['Latitude', '纬度'], control: 'text', documented: 'latitude' },
	{
		name: 'entityName',
		label: ['Entity Name', '实体名称'],
		control: 'text',
		documented: 'entity_name',
	},
	{
		name: 'collectRent',
		label: ['Collect Rent', '是否收租金'],
		control: 'toggle',
		value: true,
		documented: 'collect_rent',
	},
	{
		name: 'canBorrow',
		label: ['Available for Borrowing', '是否可借用'],
		control: 'toggle',
		value: true,
		documented: 'can_borrow',
	},
	{
		name: 'canBorrowCnt',
		label: ['Available Quantity', '可借用数量'],
		control: 'text',
		documented: 'can_borrow_cnt',
	},
	{
		name: 'totalBorrowCnt',
		label: ['Total Quantity', '借用总数'],
		control: 'text',
		documented: 'total_borrow_cnt',
	},
	{
		name: 'uploadTime',
		label: ['Upload Time', '实体上传时间'],
		control: 'date',
		documented: 'upload_time',
	},
	{
		name: 'productCode',
		label: ['Product Code', '产品码'],
		control: 'dropdown',
		value: ['Credit Borrowing (w1010100000000002858)', '信用借还（w1010100000000002858）'],
		documented: 'product_code',
		options: [['Credit Borrowing (w1010100000000002858)', '信用借还（w1010100000000002858）']],
	},
];

export const borrowAdditional: readonly ExpectedField[] = [
	{ name: 'addressDesc', label: ['Address', '地址描述'], control: 'text', documented: 'address_desc' },
	{
		name: 'contactNumber',
		label: ['Contact Number', '联系电话'],
		control: 'text',
		documented: 'contact_number',
	},
	{ name: 'extProperties', label: ['Extended Properties', '扩展信息'], control: 'code' },
	{
		name: 'officeHoursDesc',
		label: ['Opening Hours', '营业时间'],
		control: 'text',
		documented: 'office_hours_desc',
	},
	{
		name: 'rentDesc',
		label: ['Rent Description', '租金描述'],
		control: 'text',
		documented: 'rent_desc',
	},
];

const MODES = [
	['Using JSON', '使用 JSON'],
	['Using Fields Below', '使用下方字段'],
	['Movie Ticket', '电影票'],
] as const;

export const USER_BY = [
	['User ID', '蚂蚁统一会员 ID'],
	['Open ID', '用户 Open ID'],
] as const;

export const syncFields: readonly ExpectedField[] = [
	INPUT_MODE,
	{
		name: 'identifyUserBy',
		label: ['Identify User By', '用户标识方式'],
		control: 'dropdown',
		value: USER_BY[0],
		options: USER_BY,
	},
	{ name: 'userId', label: ['User ID', '蚂蚁统一会员 ID'], control: 'text' },
	{ name: 'outBizNo', label: ['Order Number', '外部业务订单流水号'], control: 'text' },
	{
		name: 'outPrincipalId',
		label: ['Principal ID', '外部主体唯一 ID'],
		control: 'text',
		documented: 'out_principal_id',
	},
	{
		name: 'bizStateCode',
		label: ['State Code', '业务状态码'],
		control: 'text',
		documented: 'biz_state_code',
	},
	{
		name: 'categoryCode',
		label: ['Category', '类目编码'],
		control: 'dropdown',
		value: ['Movie (WATCH_MOVIE)', '电影（WATCH_MOVIE）'],
		documented: 'category_code',
		options: [
			['Movie (WATCH_MOVIE)', '电影（WATCH_MOVIE）'],
			['Other', '其他'],
		],
	},
	{
		name: 'serviceId',
		label: ['Service ID', '芝麻信用 service_id'],
		control: 'text',
		documented: 'service_id',
	},
	{
		name: 'bizDataMode',
		label: ['Specify Business Data', '业务数据填写方式'],
		control: 'dropdown',
		value: MODES[0],
		options: MODES,
	},
	{ name: 'bizData', label: ['Business Data', '业务数据'], control: 'code' },
];

/** The eleven names in the document's example for biz_data, misspelling included. */
export const MOVIE_TICKET = [
	'buyCnt',
	'cinemaAdderess',
	'cinemaId',
	'cinemaLocation',
	'cinemaName',
	'endTime',
	'extInfo',
	'orderNo',
	'scheduleId',
	'seatId',
	'startTime',
];

/** The options of a run, as they are sorted in the list, and what each is set to at first. */
export const runOptions: readonly ExpectedField[] = [
	{ name: 'appAuthToken', label: ['App Auth Token', '应用授权令牌（app_auth_token）'], control: 'secret' },
	{ name: 'concurrency', label: ['Concurrency', '并发数'], control: 'text', value: same('5') },
	{ name: 'dryRun', label: ['Dry Run', '试运行'], control: 'toggle', value: false },
	{
		name: 'maxPerSecond',
		label: ['Max Requests per Second', '每秒最多请求数'],
		control: 'text',
		value: same('0'),
	},
	{ name: 'maxRetries', label: ['Max Retries', '最多重试次数'], control: 'text', value: same('3') },
	{ name: 'maxWait', label: ['Max Wait (Minutes)', '最长等待时间（分钟）'], control: 'text', value: same('10') },
	{
		name: 'output',
		label: ['Output', '输出内容'],
		control: 'dropdown',
		value: ['Response', '响应'],
	},
	{ name: 'timeout', label: ['Timeout (Seconds)', '超时时间（秒）'], control: 'text', value: same('15') },
];
