/**
 * 芝麻业务状态数据同步接口, as its document describes it.
 *
 * The Chinese texts are the document's own words (with full-width punctuation), the English ones say
 * the same. `source` marks what the live API has beyond the document.
 */
import type { Api, JsonMember } from '../api-types';

/** The eleven members of the document's example for biz_data, with the document's spelling. */
const movieTicketMembers: readonly JsonMember[] = [
	{
		name: 'buyCnt',
		type: 'number',
		label: { en: 'Number of Tickets', zh: '购票数量' },
		columnNames: ['购票数量'],
		description: { en: 'How many tickets the user bought (`buyCnt`)', zh: '购买的电影票张数（`buyCnt`）' },
		example: 3,
	},
	{
		name: 'cinemaAdderess',
		type: 'string',
		label: { en: 'Cinema Address', zh: '影院地址' },
		columnNames: ['影院地址'],
		description: {
			en: 'Address of the cinema. Sent as `cinemaAdderess`, the spelling in the documentation.',
			zh: '影院地址。按文档中的拼写 `cinemaAdderess` 发送。',
		},
		example: '杭华街',
	},
	{
		name: 'cinemaId',
		type: 'number',
		isId: true,
		label: { en: 'Cinema ID', zh: '影院 ID' },
		columnNames: ['影院 ID'],
		description: { en: 'ID of the cinema, a number (`cinemaId`)', zh: '影院编号，按数字发送（`cinemaId`）' },
		example: 0,
	},
	{
		name: 'cinemaLocation',
		type: 'string',
		label: { en: 'Cinema Location', zh: '影院位置' },
		columnNames: ['影院位置'],
		description: {
			en: 'Longitude and latitude of the cinema (`cinemaLocation`)',
			zh: '影院的经纬度（`cinemaLocation`）',
		},
		example: '经纬度',
		sample: '120.153576,30.287459',
	},
	{
		name: 'cinemaName',
		type: 'string',
		label: { en: 'Cinema Name', zh: '影院名称' },
		columnNames: ['影院名称'],
		description: { en: 'Name of the cinema (`cinemaName`)', zh: '影院名称（`cinemaName`）' },
		example: '自由人影城',
	},
	{
		name: 'endTime',
		type: 'time',
		label: { en: 'End Time', zh: '散场时间' },
		columnNames: ['散场时间'],
		description: {
			en: 'When the show ends, in Beijing time (`endTime`)',
			zh: '电影结束的北京时间（`endTime`）',
		},
		example: '2020-01-25 15:00:00',
	},
	{
		name: 'extInfo',
		type: 'string',
		isJson: true,
		label: { en: 'Extended Information', zh: '扩展信息' },
		columnNames: ['扩展信息'],
		description: { en: 'Additional information as JSON (`extInfo`)', zh: 'JSON 格式的扩展信息（`extInfo`）' },
		example: 'json',
		sample: '{"hall":"3"}',
	},
	{
		name: 'orderNo',
		type: 'string',
		label: { en: 'Ticket Order Number', zh: '订单号' },
		columnNames: ['订单号'],
		description: { en: 'Number of the ticket order (`orderNo`)', zh: '购票订单号（`orderNo`）' },
		example: '100220200103194523683',
	},
	{
		name: 'scheduleId',
		type: 'string',
		label: { en: 'Schedule ID', zh: '场次 ID' },
		columnNames: ['场次 ID'],
		description: { en: 'ID of the show in the schedule (`scheduleId`)', zh: '排片场次编号（`scheduleId`）' },
		example: '12312',
	},
	{
		name: 'seatId',
		type: 'string',
		label: { en: 'Seat ID', zh: '座位 ID' },
		columnNames: ['座位 ID'],
		description: { en: 'ID of the seat (`seatId`)', zh: '座位编号（`seatId`）' },
		example: '222',
	},
	{
		name: 'startTime',
		type: 'time',
		label: { en: 'Start Time', zh: '开场时间' },
		columnNames: ['开场时间'],
		description: {
			en: 'When the show starts, in Beijing time (`startTime`)',
			zh: '电影开始的北京时间（`startTime`）',
		},
		example: '2020-01-25 12:30:00',
	},
];

export const dataStateSync: Api = {
	method: 'zhima.data.state.data.sync',
	label: { en: 'Data State Sync', zh: '业务状态数据同步' },
	description: {
		en: 'Syncs what a user did, such as buying a movie ticket, to Zhima Credit, so that the product can advance its state machine',
		zh: '对接芝麻产品后，将用户发生的实时数据按照各状态所需的格式同步到芝麻，以便产品推进状态机运行',
	},
	rowNoun: { en: 'state', zh: '业务状态' },
	groups: {
		user: {
			selector: 'identifyUserBy',
			label: { en: 'Identify User By', zh: '用户标识方式' },
			description: {
				en: 'Whether your app identifies users by user ID (starts with 2088) or by open ID',
				zh: '应用用哪种编号标识用户：以 2088 开头的用户 ID，或 Open ID',
			},
		},
	},
	orderKeys: [
		['user_id', 'out_biz_no'],
		['open_id', 'out_biz_no'],
		['user_id', 'out_principal_id'],
		['open_id', 'out_principal_id'],
	],
	success: { biz_result: ['success'] },
	parameters: [
		{
			name: 'user_id',
			formName: 'userId',
			columnNames: ['蚂蚁统一会员 ID', '会员ID', '用户ID'],
			synonyms: [
				'支付宝用户ID', '支付宝用户号', '支付宝会员ID', '支付宝会员号', '支付宝UID', '支付宝user_id', '蚂蚁会员ID',
				'alipay_user_id', 'alipay_uid', 'zhima_user_id',
			],
			doubtfulNames: [
				'用户编号', '用户号', '会员编号', '会员号', '客户编号', '买家ID', '买家用户号', '支付宝账号', '支付宝账户', 'uid',
				'member_id', 'customer_id', 'buyer_id', 'buyer_user_id', 'user',
			],
			required: true,
			maxLength: 64,
			kind: {
				type: 'identifier',
				pattern: /^2088\d{12}$/,
				shape: {
					en: 'Enter the 16 digits that start with 2088. If your app identifies users by open ID, fill in “Open ID” (column open_id) instead.',
					zh: '请填写以 2088 开头的 16 位数字。如果您的应用用 Open ID 标识用户，请改填 Open ID（open_id 列）。',
				},
			},
			label: { en: 'User ID', zh: '蚂蚁统一会员 ID' },
			description: { en: 'Unified Ant member ID: 16 digits that start with 2088', zh: '蚂蚁统一会员 ID' },
			example: '2088开头',
			sample: '2088102146225135',
			oneOf: 'user',
		},
		{
			name: 'open_id',
			formName: 'openId',
			columnNames: ['用户openid'],
			synonyms: [
				'支付宝openid', '支付宝用户openid', '用户的openid', 'alipay_open_id', 'alipay_user_open_id',
			],
			doubtfulNames: ['buyer_open_id', 'wx_openid', 'wechat_openid', '微信openid', '小程序openid'],
			required: true,
			maxLength: 128,
			kind: { type: 'identifier' },
			label: { en: 'Open ID', zh: '用户 Open ID' },
			description: {
				en: 'Open ID of the user, for apps that identify users by open ID instead of user ID',
				zh: '用户的 Open ID，适用于以 Open ID 代替用户 ID 的应用',
			},
			example: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5',
			oneOf: 'user',
			source: 'official Java model ZhimaDataStateDataSyncModel',
		},
		{
			name: 'out_biz_no',
			formName: 'outBizNo',
			columnNames: ['外部业务订单流水号', '外部业务订单号', '外部订单号'],
			synonyms: [
				'外部流水号', '外部业务流水号', '外部业务单号', '外部业务号', '业务订单流水号', '业务订单号', '业务流水号', '商户订单号', '商户单号',
				'商家订单号', '商户订单编号', 'out_trade_no', 'out_order_no', 'merchant_order_no', 'mch_order_no',
			],
			doubtfulNames: [
				'订单号', '订单编号', '订单ID', '订单流水号', '流水号', '单号', '交易号', '交易流水号', '支付宝交易号', '交易订单号', '票号',
				'取票号', 'order_no', 'order_id', 'order_sn', 'order_number', 'trade_no', 'biz_no',
				'transaction_id', 'ticket_no',
			],
			required: true,
			maxLength: 128,
			kind: { type: 'identifier' },
			label: { en: 'Order Number', zh: '外部业务订单流水号' },
			description: { en: 'Serial number of the order in your own system', zh: '外部业务订单流水号' },
			example: '外部业务订单统一编号',
			sample: '100220200103194523683',
		},
		{
			name: 'out_principal_id',
			formName: 'outPrincipalId',
			columnNames: ['外部主体唯一id', '外部主体id'],
			synonyms: [
				'外部主体编号', '外部主体唯一编号', '外部主体唯一标识', '外部主体标识', '主体唯一ID', 'principal_id', '电影ID', '影片ID',
				'movie_id', 'film_id',
			],
			doubtfulNames: [
				'主体ID', '主体编号', '商品ID', '商品编号', '影片编号', '电影编号', '影片编码', '电影名称', '影片名称', '片名',
				'subject_id', 'item_id', 'goods_id', 'product_id', 'sku_id', 'film_code',
			],
			required: true,
			maxLength: 128,
			kind: { type: 'identifier' },
			label: { en: 'Principal ID', zh: '外部主体唯一 ID' },
			description: {
				en: 'Unique ID in your own system of what the order is for, such as the movie ID at Taopiaopiao',
				zh: '外部主体唯一 id。（如淘票票中的电影 id）',
			},
			example: '1303902',
		},
		{
			name: 'biz_state_code',
			formName: 'bizStateCode',
			columnNames: ['业务状态码', '业务状态', '状态码'],
			synonyms: [
				'业务状态编码', '业务状态代码', '状态编码', '状态代码', 'biz_state', 'biz_status_code', 'state_code',
			],
			doubtfulNames: [
				'状态', '订单状态', '交易状态', '购票状态', '支付状态', 'state', 'status', 'status_code', 'order_status',
				'trade_status',
			],
			required: true,
			maxLength: 64,
			kind: { type: 'identifier' },
			label: { en: 'State Code', zh: '业务状态码' },
			description: {
				en: 'Ask your contact at Zhima Credit for this code: each product has its own state machine. (In the appointment product, for example, Taopiaopiao syncs each ticket that a user buys with the code CONTRACT_STATE_WATCH_MOVIE_BUY)',
				zh: '此状态需要与产品负责人沟通，每个产品维护了不同的状态机。（如约定产品，在电影场景下，需要淘票票商户在用户购票后同步购票信息，则此 code=CONTRACT_STATE_WATCH_MOVIE_BUY）',
			},
			example: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
		},
		{
			name: 'category_code',
			formName: 'categoryCode',
			columnNames: ['类目编码', '类目', '类目Code', '类目代码'],
			synonyms: ['类目编号', '业务类目编码'],
			doubtfulNames: [
				'类目名称', '类别', '分类', '品类', '业务类型', '类型', '场景', 'category', 'category_id',
				'category_name', 'type', 'scene',
			],
			required: true,
			maxLength: 64,
			kind: {
				type: 'choice',
				options: [
					{
						value: 'WATCH_MOVIE',
						label: { en: 'Movie (WATCH_MOVIE)', zh: '电影（WATCH_MOVIE）' },
						aliases: ['电影'],
					},
				],
				customField: 'customCategoryCode',
			},
			label: { en: 'Category', zh: '类目编码' },
			description: {
				en: 'Category assigned to the merchant within a credit service, such as the movie category of the appointment product',
				zh: '此类目为分配给商户在一个信用服务下的不同类目分类，（如约定产品下的电影类目）',
			},
			example: 'WATCH_MOVIE',
			default: 'WATCH_MOVIE',
		},
		{
			name: 'service_id',
			formName: 'serviceId',
			columnNames: ['芝麻信用service_id', '服务id', '信用服务id'],
			synonyms: [
				'服务编号', '信用服务编号', '芝麻服务ID', '芝麻服务编号', '芝麻信用服务ID', '芝麻信用服务编号', '芝麻service_id',
				'zhima_service_id', 'zm_service_id', 'credit_service_id',
			],
			doubtfulNames: [
				'服务', '服务名称', '信用服务', 'service', 'service_name', 'service_code', 'product_code',
			],
			required: true,
			maxLength: 128,
			kind: { type: 'identifier' },
			label: { en: 'Service ID', zh: '芝麻信用 service_id' },
			description: {
				en: 'Zhima Credit service_id. The Zhima Credit merchant platform generates this unique ID when you create the credit service.',
				zh: '芝麻信用 service_id，商户在入驻芝麻信用商户平台后，创建信用服务完成时会生成唯一的 service_id。',
			},
			example: '2019080700000000000001800100',
		},
		{
			name: 'biz_data',
			formName: 'bizData',
			columnNames: ['业务数据', '同步数据', '同步的数据具体内容'],
			synonyms: ['业务数据JSON', '业务数据内容', '同步数据JSON', '同步内容'],
			doubtfulNames: [
				'数据', '数据内容', '内容', '业务内容', '业务信息', '订单信息', 'data', 'json', 'payload', 'content',
				'biz_content', 'biz_info', 'ext_info',
			],
			required: true,
			maxLength: 4096,
			kind: {
				type: 'json',
				documentedMembers: movieTicketMembers,
				formModes: {
					selector: 'bizDataMode',
					columnsSelector: 'bizDataFrom',
					pairs: 'bizDataFields',
					members: 'movieTicket',
					membersLabel: { en: 'Movie Ticket', zh: '电影票' },
				},
			},
			label: { en: 'Business Data', zh: '业务数据' },
			description: {
				en: 'The data to sync (a JSON string). Ask your technical contact at Zhima Credit for the required fields before you start',
				zh: '同步的数据具体内容（json 字符串），开发前与技术对接，将会给出需要的字段模型',
			},
			example:
				'{"buyCnt":3,"cinemaAdderess":"杭华街","cinemaId":0,"cinemaLocation":"经纬度","cinemaName":"自由人影城","endTime":"2020-01-25 15:00:00","extInfo":"json","orderNo":"100220200103194523683","scheduleId":"12312","seatId":"222","startTime":"2020-01-25 12:30:00"}',
			sample: '{"buyCnt":3,"cinemaName":"自由人影城","orderNo":"100220200103194523683","startTime":"2020-01-25 12:30:00"}',
		},
	],
	businessCodes: [
		{
			subCode: 'SYSTEM_ERROR',
			message: { en: 'The system is busy', zh: '系统繁忙' },
			solution: {
				en: 'Send the row again later. If it still happens, contact Zhima Credit technical support.',
				zh: '请稍后重新发送。如仍出现，请联系芝麻信用技术支持。',
			},
			documented: '请联系芝麻技术支持',
			documentedEn: 'Contact Zhima technical support',
			retry: true,
		},
		{
			subCode: 'ZMDATA.USER_ID_ERROR',
			message: { en: 'The user ID is empty or incorrect', zh: '用户 ID 为空或不正确' },
			solution: {
				en: 'Check that user_id starts with 2088 and belongs to an Alipay user in this environment (sandbox or production).',
				zh: '请确认 user_id 是以 2088 开头的会员 ID，且属于当前环境（沙箱或正式）的支付宝用户。',
			},
			documented: '请检查用户ID(user_id)参数',
			documentedEn: 'Check the user ID parameter (user_id)',
			field: 'user_id',
		},
		{
			subCode: 'ZMDATA.OUT_BIZ_NO_NULL',
			message: { en: 'The order number is empty', zh: '外部订单号不可空' },
			solution: {
				en: 'Fill in the order number (out_biz_no).',
				zh: '请填写外部订单号（out_biz_no）。',
			},
			documented: '请确认您的外部订单号参数(out_biz_no)',
			documentedEn: 'Check your external order number parameter (out_biz_no)',
			field: 'out_biz_no',
		},
		{
			subCode: 'ZMDATA.OUT_PRINCIPAL_ID_ERROR',
			message: { en: 'The principal ID is incorrect', zh: '外部主体唯一 ID 错误' },
			solution: {
				en: 'Compare out_principal_id with the ID in your own system, such as the movie ID.',
				zh: '请将 out_principal_id 与您系统中的主体 ID（如电影 ID）核对。',
			},
			documented: '请确认外部主体唯一id是否正确(out_principal_id)',
			documentedEn: 'Check whether the unique ID of the external principal is correct (out_principal_id)',
			field: 'out_principal_id',
		},
		{
			subCode: 'ZMDATA.BIZ_STATE_CODE_ERROR',
			message: { en: 'The business state code is incorrect', zh: '业务状态码错误' },
			solution: {
				en: 'Ask your contact at Zhima Credit for the list of state codes, and use one of them.',
				zh: '请向芝麻信用对接人索取状态码清单，并按清单填写。',
			},
			documented: '请联系芝麻产品或技术人员,确认biz_state_code值是否正确',
			documentedEn: 'Contact Zhima product or technical staff to check whether the value of biz_state_code is correct',
			field: 'biz_state_code',
		},
		{
			subCode: 'ZMDATA.CATEGORY_CODE_ERROR',
			message: { en: 'The category code is incorrect', zh: '类目编码不正确' },
			solution: {
				en: 'Ask your contact at Zhima Credit which category is assigned to you, and use it.',
				zh: '请向芝麻信用对接人确认分配给您的类目编码，并按此填写。',
			},
			documented: '请联系芝麻产品或技术人中,确认category_code值是否正确',
			documentedEn: 'Contact Zhima product or technical staff to check whether the value of category_code is correct',
			field: 'category_code',
		},
		{
			subCode: 'ZMDAT.SERVICE_ID_ERROR',
			aliases: ['ZMDATA.SERVICE_ID_ERROR'],
			message: { en: 'The service ID is incorrect', zh: '服务 ID 不正确' },
			solution: {
				en: 'Copy the service_id again from your credit service on the Zhima Credit merchant platform.',
				zh: '请到芝麻信用商户平台的信用服务中重新复制 service_id。',
			},
			documented: '请联系芝麻产品或技术人员,确认service_id值是否正确',
			documentedEn: 'Contact Zhima product or technical staff to check whether the value of service_id is correct',
			field: 'service_id',
		},
		{
			subCode: 'ZMDATA.BIZ_DATA_ERROR',
			message: { en: 'The business data is incorrect or has the wrong format', zh: '业务数据错误或格式不正确' },
			solution: {
				en: 'Compare each field of biz_data with the data model that Zhima Credit gave you.',
				zh: '请将 biz_data 的字段逐一与芝麻信用提供的数据模型核对。',
			},
			documented: '请联系芝麻技术人员,确认数据模型及格式是否正确(biz_data)',
			documentedEn: 'Contact Zhima technical staff to check whether the data model and format are correct (biz_data)',
			field: 'biz_data',
		},
	],
};
