/** Both calls as the tests use them: rows, the form that reads them, and what is refused. */
import { SYNC_NODE, UPLOAD_NODE } from './harness';

export type Row = Record<string, string>;

export interface Refused {
	/** Cells that pass every check of ours and not the gateway's. */
	readonly cells: Row;
	readonly code: string;
	readonly subCode: string;
	readonly field: string;
}

export interface CallUnderTest {
	readonly name: string;
	readonly type: string;
	readonly method: string;
	/** A good row; its cells are what the gateway is to receive. */
	readonly row: (number: number, cells?: Row) => Row;
	/** What is sent beside the cells. */
	readonly fixed: Row;
	/** The column that names the row. */
	readonly key: string;
	/** The form's fields, each reading its column by an expression. */
	readonly form: object;
	/** The response's members beside `code` and `msg`. */
	readonly response: Row;
	readonly refused: Refused;
	/** A cell that our checks do not let through. */
	readonly wrong: { readonly cells: Row; readonly field: string };
}

const padded = (number: number) => String(number).padStart(4, '0');

const upload: CallUnderTest = {
	name: 'borrow entity upload',
	type: UPLOAD_NODE,
	method: 'zhima.merchant.borrow.entity.upload',
	key: 'entity_code',
	fixed: { product_code: 'w1010100000000002858' },
	row: (number, cells) => ({
		category_code: 'umbrella',
		entity_code: `CAB${padded(number)}`,
		longitude: '120.130663',
		latitude: '30.259244',
		entity_name: `文三路机柜 ${number}`,
		address_desc: '杭州市西湖区文三路478号 "A&B"=1+1%',
		office_hours_desc: '09:00-22:00',
		contact_number: '0571-26888888',
		collect_rent: 'Y',
		rent_desc: '5元/小时',
		can_borrow: 'N',
		can_borrow_cnt: '12',
		total_borrow_cnt: '20',
		upload_time: '2026-11-20 15:34:38',
		ext_properties: '{"floor":"2"}',
		...cells,
	}),
	form: {
		inputMode: 'form',
		categoryCode: '={{ $json.category_code }}',
		entityCode: '={{ $json.entity_code }}',
		longitude: '={{ $json.longitude }}',
		latitude: '={{ $json.latitude }}',
		entityName: '={{ $json.entity_name }}',
		collectRent: '={{ $json.collect_rent }}',
		canBorrow: '={{ $json.can_borrow }}',
		canBorrowCnt: '={{ $json.can_borrow_cnt }}',
		totalBorrowCnt: '={{ $json.total_borrow_cnt }}',
		uploadTime: '={{ $json.upload_time }}',
		additionalFields: {
			addressDesc: '={{ $json.address_desc }}',
			officeHoursDesc: '={{ $json.office_hours_desc }}',
			contactNumber: '={{ $json.contact_number }}',
			rentDesc: '={{ $json.rent_desc }}',
			extProperties: '={{ $json.ext_properties }}',
		},
	},
	response: {},
	refused: {
		cells: { entity_name: '敏感词机柜' },
		code: '40004',
		subCode: 'INFOSEC_VERIFY_FAILED',
		field: '',
	},
	wrong: { cells: { longitude: '361' }, field: 'longitude' },
};

const sync: CallUnderTest = {
	name: 'data state sync',
	type: SYNC_NODE,
	method: 'zhima.data.state.data.sync',
	key: 'out_biz_no',
	fixed: {},
	row: (number, cells) => ({
		user_id: '2088102146225135',
		out_biz_no: `ORDER${padded(number)}`,
		out_principal_id: `MOVIE${padded(number)}`,
		biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
		category_code: 'WATCH_MOVIE',
		service_id: '2019080700000000000001800100',
		biz_data: '{"buyCnt":3,"cinemaName":"自由人影城 🎬","orderNo":"100220200103194523683"}',
		...cells,
	}),
	form: {
		inputMode: 'form',
		identifyUserBy: 'userId',
		userId: '={{ $json.user_id }}',
		outBizNo: '={{ $json.out_biz_no }}',
		outPrincipalId: '={{ $json.out_principal_id }}',
		bizStateCode: '={{ $json.biz_state_code }}',
		categoryCode: '={{ $json.category_code }}',
		serviceId: '={{ $json.service_id }}',
		bizDataMode: 'json',
		bizData: '={{ $json.biz_data }}',
	},
	response: { biz_result: 'success' },
	refused: {
		cells: { biz_state_code: 'UNKNOWN_STATE' },
		code: '40004',
		subCode: 'ZMDATA.BIZ_STATE_CODE_ERROR',
		field: 'biz_state_code',
	},
	wrong: { cells: { user_id: '1234' }, field: 'user_id' },
};

export const CALLS: readonly CallUnderTest[] = [upload, sync];
export { sync, upload };

export type InputMode = 'form' | 'columns';
export const INPUT_MODES: readonly InputMode[] = ['form', 'columns'];

/** The node's parameters for one way of input, with options. */
export const parametersFor = (call: CallUnderTest, mode: InputMode, options: object = {}): object => ({
	...(mode === 'form' ? call.form : { inputMode: 'columns' }),
	options,
});

/** Each call with each way of input, for `describe.each`. */
export const CALLS_AND_MODES = CALLS.flatMap((call) =>
	INPUT_MODES.map((mode) => [call.name, mode, call] as const),
);

/** Good rows numbered from `first`. */
export const goodRows = (call: CallUnderTest, count: number, first = 1): Row[] =>
	Array.from({ length: count }, (_, index) => call.row(first + index));
