/**
 * The two documents' tables as the sandbox reads them: required, longest length, format, and the business code
 * that the gateway returns when a rule is broken. Nothing here comes from the nodes' tables, so that the two do
 * not share a mistake.
 */
import type { Text } from '../../i18n/translate';

export const UPLOAD = 'zhima.merchant.borrow.entity.upload';
export const STATE_SYNC = 'zhima.data.state.data.sync';
export const CERTIFICATE_DOWNLOAD = 'alipay.open.app.alipaycert.download';

/** One documented parameter. `maxLength` counts UTF-16 units, as Java's `String.length()` does. */
export interface DocumentedParameter {
	readonly name: string;
	readonly required: boolean;
	readonly maxLength?: number;
	/** Whether a value of proper length has the documented form. */
	readonly fits?: (value: string) => boolean;
	readonly form?: Text;
	/** The code for an empty value, for a wrong one, and for a wrong length. */
	readonly codes: { readonly missing: string; readonly wrong: string; readonly length: string };
	/** Free text that is checked for sensitive words. */
	readonly screened?: boolean;
}

export interface DocumentedMethod {
	readonly method: string;
	readonly parameters: readonly DocumentedParameter[];
	/** The documents' text for each business code. */
	readonly messages: Readonly<Record<string, string>>;
}

const decimal = /^[+-]?\d{1,3}(\.\d+)?$/;
const within =
	(low: number, high: number) =>
	(value: string): boolean =>
		decimal.test(value) && Number(value) >= low && Number(value) <= high;

/** `yyyy-MM-dd HH:mm:ss`, and a time that exists. */
export const isMoment = (value: string): boolean => {
	const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(value)?.slice(1).map(Number);
	if (parts === undefined) return false;
	const [year, month, day, hour, minute, second] = parts;
	const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	return moment.toISOString().slice(0, 19).replace('T', ' ') === value;
};

const OFFICE_HOURS = /^(\d\d):(\d\d)[-\u2010-\u2015\u2212\uff0d](\d\d):(\d\d)$/;
const isOfficeHours = (value: string): boolean => {
	const parts = OFFICE_HOURS.exec(value)?.slice(1).map(Number);
	if (parts === undefined) return false;
	const ofDay = (hour: number, minute: number): boolean =>
		minute < 60 && (hour < 24 || (hour === 24 && minute === 0));
	return ofDay(parts[0], parts[1]) && ofDay(parts[2], parts[3]);
};

const isJsonObject = (value: string): boolean => {
	try {
		const parsed: unknown = JSON.parse(value);
		return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
	} catch {
		return false;
	}
};

const oneOf =
	(...values: string[]) =>
	(value: string): boolean =>
		values.includes(value);
const matches =
	(pattern: RegExp) =>
	(value: string): boolean =>
		pattern.test(value);

const UPLOAD_CODES = {
	missing: 'NULL_ARGUMENT',
	wrong: 'ILLEGAL_ARGUMENT',
	length: 'ILLEGAL_ARGUMENT',
};

type Rule = Omit<DocumentedParameter, 'name' | 'required' | 'maxLength' | 'codes'>;

const uploadParameter = (
	name: string,
	required: boolean,
	maxLength: number | undefined,
	rule: Rule = {},
	codes: Partial<DocumentedParameter['codes']> = {},
): DocumentedParameter => ({
	name,
	required,
	maxLength,
	...rule,
	codes: { ...UPLOAD_CODES, ...codes },
});

const yesOrNo: Rule = { fits: oneOf('Y', 'N'), form: { en: 'Y or N', zh: 'Y 或 N' } };
const digits: Rule = { fits: matches(/^\d+$/), form: { en: 'digits', zh: '数字' } };
const moment: Rule = {
	fits: isMoment,
	form: { en: 'yyyy-MM-dd HH:mm:ss', zh: 'yyyy-MM-dd HH:mm:ss' },
};
const jsonObject: Rule = {
	fits: isJsonObject,
	form: { en: 'a JSON object as text', zh: 'JSON 对象的文本' },
};
const screened: Rule = { screened: true };

const upload: DocumentedMethod = {
	method: UPLOAD,
	parameters: [
		uploadParameter('product_code', true, 20, {
			fits: oneOf('w1010100000000002858'),
			form: { en: 'w1010100000000002858', zh: 'w1010100000000002858' },
		}),
		uploadParameter(
			'category_code',
			true,
			32,
			{
				fits: oneOf('umbrella', 'power_bank', 'test'),
				form: { en: 'umbrella, power_bank or test', zh: 'umbrella、power_bank 或 test' },
			},
			{ wrong: 'CATEGORY_CODE_ILLEGAL', length: 'CATEGORY_CODE_ILLEGAL' },
		),
		uploadParameter('entity_code', true, 32),
		uploadParameter('longitude', true, 20, {
			fits: within(-180, 180),
			form: { en: 'a number from -180 to 180', zh: '-180 到 180 的数' },
		}),
		uploadParameter('latitude', true, 20, {
			fits: within(-90, 90),
			form: { en: 'a number from -90 to 90', zh: '-90 到 90 的数' },
		}),
		uploadParameter('entity_name', true, 20, screened),
		uploadParameter('address_desc', false, 50, screened),
		uploadParameter('office_hours_desc', false, 20, {
			fits: isOfficeHours,
			form: { en: 'xx:xx-xx:xx, 24-hour clock', zh: 'xx:xx-xx:xx，24 小时制' },
		}),
		uploadParameter('contact_number', false, 20, {
			fits: matches(/^(\d{11}|\d{3,4}-\d+)$/),
			form: { en: '11 digits, or area code-number', zh: '11 位手机号，或“区号-号码”' },
		}),
		uploadParameter('collect_rent', true, 1, yesOrNo),
		uploadParameter('rent_desc', false, 30, screened),
		uploadParameter('can_borrow', true, 1, yesOrNo),
		uploadParameter('can_borrow_cnt', true, 5, digits),
		uploadParameter('total_borrow_cnt', true, 6, digits),
		uploadParameter('upload_time', true, 19, moment),
		uploadParameter('ext_properties', false, undefined, jsonObject),
	],
	messages: {
		SYSTEM_ERROR: '系统繁忙',
		NULL_ARGUMENT: '参数为空',
		ILLEGAL_ARGUMENT: '参数格式或者长度非法',
		CATEGORY_CODE_ILLEGAL: '类目code参数非法',
		INFOSEC_VERIFY_FAILED: '信息含敏感内容',
	},
};

const syncParameter = (
	name: string,
	maxLength: number,
	code: string,
	rule: Rule = {},
	required = true,
): DocumentedParameter => ({
	name,
	required,
	maxLength,
	...rule,
	codes: { missing: code, wrong: code, length: code },
});

/**
 * Each product has its own state machine, so any uppercase word is accepted as a state or a category,
 * except one that begins with `UNKNOWN`, which represents a code that the product does not have.
 */
const productWord: Rule = {
	fits: (value) => /^[A-Z][A-Z0-9_]*$/.test(value) && !value.startsWith('UNKNOWN'),
	form: {
		en: 'uppercase letters, digits and _, not beginning with UNKNOWN',
		zh: '大写字母、数字和下划线，且不以 UNKNOWN 开头',
	},
};

const stateSync: DocumentedMethod = {
	method: STATE_SYNC,
	parameters: [
		syncParameter('user_id', 64, 'ZMDATA.USER_ID_ERROR', {
			fits: matches(/^2088\S*$/),
			form: { en: 'begins with 2088', zh: '以 2088 开头' },
		}),
		syncParameter(
			'open_id',
			128,
			'ZMDATA.USER_ID_ERROR',
			{ fits: matches(/^\S+$/), form: { en: 'no spaces', zh: '不含空格' } },
			false,
		),
		syncParameter('out_biz_no', 128, 'ZMDATA.OUT_BIZ_NO_NULL'),
		syncParameter('out_principal_id', 128, 'ZMDATA.OUT_PRINCIPAL_ID_ERROR'),
		syncParameter('biz_state_code', 64, 'ZMDATA.BIZ_STATE_CODE_ERROR', productWord),
		syncParameter('category_code', 64, 'ZMDATA.CATEGORY_CODE_ERROR', productWord),
		syncParameter('service_id', 128, 'ZMDAT.SERVICE_ID_ERROR', {
			fits: matches(/^[0-9A-Za-z]+$/),
			form: { en: 'letters and digits', zh: '字母和数字' },
		}),
		syncParameter('biz_data', 4096, 'ZMDATA.BIZ_DATA_ERROR', jsonObject),
	],
	messages: {
		SYSTEM_ERROR: '系统繁忙',
		'ZMDATA.USER_ID_ERROR': '用户ID为空或不正确',
		'ZMDATA.OUT_BIZ_NO_NULL': '外部订单号不可空',
		'ZMDATA.OUT_PRINCIPAL_ID_ERROR': '外部主体唯一ID错误',
		'ZMDATA.BIZ_STATE_CODE_ERROR': '业务状态码错误',
		'ZMDATA.CATEGORY_CODE_ERROR': '类目编码不正确',
		'ZMDAT.SERVICE_ID_ERROR': '服务id不正确',
		'ZMDATA.BIZ_DATA_ERROR': '业务数据错误或格式不正确',
	},
};

export const DOCUMENTED: Readonly<Record<string, DocumentedMethod>> = {
	[UPLOAD]: upload,
	[STATE_SYNC]: stateSync,
};
