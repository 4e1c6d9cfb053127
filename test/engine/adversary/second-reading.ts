/**
 * A second, plain reading of a sheet's rows, from Alipay's two documents alone. It shares nothing with
 * `zhima/` and knows few ways of writing: what it does not understand without doubt has no meaning, and
 * a row with such a cell must not be sent.
 */

/** What a cell means. `text`: to the letter; `number`: the same number; `json`: the same JSON text or value. */
export type Meaning =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'now' }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'number'; readonly digits: string }
	| { readonly kind: 'json'; readonly value: unknown };

type Reader = (cell: unknown, note: string) => Meaning | undefined;

interface Column {
	/** Names that the documents give it, and some by which everyone knows it. */
	readonly names: readonly string[];
	readonly read: Reader;
	readonly optional?: boolean;
}

const NOTHING: Meaning = { kind: 'nothing' };
const text = (value: string): Meaning => ({ kind: 'text', text: value });

const isBlank = (cell: unknown): boolean =>
	cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** Marks alone, with which an operator says that there is nothing to write. */
const isSignForNothing = (cell: unknown): boolean => typeof cell === 'string' && /^\s*[-.]+\s*$/.test(cell);

/** Text of a cell; a number only as long as a double keeps each digit of it. */
function written(cell: unknown): string | undefined {
	if (typeof cell === 'string') return cell.trim();
	if (typeof cell !== 'number' || !Number.isFinite(cell)) return undefined;
	if (Number.isInteger(cell)) return Number.isSafeInteger(cell) ? String(cell) : undefined;
	return /e/.test(String(cell)) ? undefined : String(cell);
}

/** Notes that leave a cell's meaning as it is. */
const HARMLESS = /^(?:|必填|选填|°|度|个|Y\/N|北京时间|UTC\+8|WGS84)$/;

/** Notes that say that a column is an old one, an example, or not to be filled in. */
const ASIDE = /^(?:旧|已废弃|示例|勿填|old)$/;

/** Of a text of at most so many UTF-16 units, as Java counts them. */
const textOf =
	(most: number, pattern = /^[^\p{Cc}\p{Surrogate}\ufffd]+$/u): Reader =>
	(cell) => {
		// An apostrophe before digits marks them as text in a spreadsheet.
		const value = written(cell)?.replace(/^'(?=\d+$)/, '');
		if (value === undefined || value.length > most || !pattern.test(value)) return undefined;
		// 2.01609E+27 is what a spreadsheet leaves of a long number.
		return /^\d(?:\.\d+)?E\+\d+$/i.test(value) ? undefined : text(value);
	};

const DAY_MS = 86_400_000;
/** Excel counts days; 1 January 1900 is day 1, and 1900 has a 29 February. */
const excelDay = (year: number): number => (Date.UTC(year, 0, 1) - Date.UTC(1899, 11, 30)) / DAY_MS;

/** Words. A number that is a day of this century to a spreadsheet was most likely typed as 5-10. */
const wordsOf =
	(most: number): Reader =>
	(cell, note) =>
		typeof cell === 'number' && cell >= excelDay(2000) && cell < excelDay(2101) ? undefined : textOf(most)(cell, note);

/** A code: full-width letters, digits and marks are those of a Chinese keyboard, and the same ones. */
const codeOf =
	(most: number, pattern?: RegExp): Reader =>
	(cell, note) =>
		textOf(most, pattern)(typeof cell === 'string' ? cell.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)) : cell, note);

const oneOf =
	(words: Readonly<Record<string, string>>): Reader =>
	(cell) => {
		const value = typeof cell === 'string' ? words[cell.trim()] : undefined;
		return value === undefined ? undefined : text(value);
	};

const FLAGS: Readonly<Record<string, string>> = {
	Y: 'Y', N: 'N', y: 'Y', n: 'N', 是: 'Y', 否: 'N', true: 'Y', false: 'N', TRUE: 'Y', FALSE: 'N', '1': 'Y', '0': 'N',
};

const flag =
	(yes: string, no: string): Reader =>
	(cell, note) => {
		if (!HARMLESS.test(note) || !['string', 'number', 'boolean'].includes(typeof cell)) return undefined;
		const value = { ...FLAGS, [yes]: 'Y', [no]: 'N' }[String(cell).trim()];
		return value === undefined ? undefined : text(value);
	};

const count =
	(most: number): Reader =>
	(cell, note) => {
		const value = written(cell);
		if (value === undefined || !HARMLESS.test(note)) return undefined;
		const digits = /^(\d+)\s*(?:个|台|把|仓|槽|个仓位|pcs)?$/.exec(value)?.[1] ?? (/^\d{1,3}(?:,\d{3})+$/.test(value) ? value.replace(/,/g, '') : undefined);
		if (digits === undefined) return undefined;
		const plain = digits.replace(/^0+(?=\d)/, '');
		return plain.length > most ? undefined : text(plain);
	};

/** E120 and 120°9'12": the letter of its own half of the globe, or degrees, minutes and seconds. */
function decimalOf(value: string, letter: 'E' | 'N'): string | undefined {
	if (value.startsWith(letter)) return value.slice(1);
	const found = /^(\d+)°(\d\d?)'(\d\d?)"$/.exec(value);
	if (found === null) return value;
	const [, whole, minutes, seconds] = found.map(Number);
	return String(whole + minutes / 60 + seconds / 3600);
}

const degrees =
	(limit: number): Reader =>
	(cell, note) => {
		if (typeof cell === 'number' && HARMLESS.test(note) && Math.abs(cell) <= limit) return { kind: 'number', digits: cell.toFixed(20) };
		const value = decimalOf(written(cell)?.replace(/\s*[°度]$/, '') ?? '', limit > 90 ? 'E' : 'N');
		if (value === undefined || !HARMLESS.test(note) || !/^[-+]?\d+(?:\.\d+)?$/.test(value)) return undefined;
		return Math.abs(Number(value)) > limit ? undefined : { kind: 'number', digits: value };
	};

const BEIJING = 8 * 3_600_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
const beijing = (ms: number): string => {
	const at = new Date(ms + BEIJING);
	const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
	return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
};

const WRITTEN_TIME =
	/^(\d{4})(?:-(\d\d?)-(\d\d?)|\/(\d\d?)\/(\d\d?)|年(\d\d?)月(\d\d?)日)(?:T| )(\d\d?)[:时](\d\d)(?:[:分](\d\d)秒?|分)?\s*(Z|[+-]\d\d:\d\d|UTC[+-]\d\d?)?$/;

const zoneOf = (zone: string | undefined): number => {
	if (zone === undefined) return BEIJING;
	if (zone === 'Z') return 0;
	const [, sign, hours, minutes = '0'] = /([+-])(\d\d?)(?::(\d\d))?$/.exec(zone)!;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const WEEKDAY = / 周([日一二三四五六])(?= )/;

function momentOf(cell: string): number | undefined {
	const weekday = WEEKDAY.exec(cell)?.[1];
	const found = WRITTEN_TIME.exec(cell.replace(WEEKDAY, ''));
	if (found === null) return undefined;
	const [, year, m1, d1, m2, d2, m3, d3, hour, minute, second = '00', zone] = found;
	// Without seconds `-11:30` may be the end of a range as well as a zone.
	if (zone?.startsWith('-') && found[10] === undefined) return undefined;
	const [month, day] = [Number(m1 ?? m2 ?? m3), Number(d1 ?? d2 ?? d3)];
	const ms = Date.UTC(Number(year), month - 1, day, Number(hour), Number(minute), Number(second));
	const isReal = new Date(ms).getUTCDate() === day && new Date(ms).getUTCMonth() === month - 1;
	if (!isReal || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
	if (weekday !== undefined && new Date(ms).getUTCDay() !== '日一二三四五六'.indexOf(weekday)) return undefined;
	return ms - zoneOf(zone);
}

const time: Reader = (cell, note) => {
	if (!HARMLESS.test(note)) return undefined;
	const ms = cell instanceof Date ? cell.getTime() : momentOf(written(cell) ?? '');
	return ms === undefined || Number.isNaN(ms) ? undefined : text(beijing(ms));
};

/** SheetJS builds a Date of what the cell shows, on the clock of the process; it is up to a millisecond early. */
function shownBy(date: Date): string {
	const at = new Date(date.getTime() + 1);
	const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join('-');
	return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** A half of the day beside a clock of 24 hours, which must lie in it. */
const HALVES: Readonly<Record<string, readonly [number, number]>> = { 早: [4, 12], 上午: [0, 12], 下午: [13, 24], 晚: [17, 24] };
const withHalf = (half: string | undefined, clock: string): boolean => {
	if (half === undefined) return true;
	const hour = Number(clock.slice(0, 2));
	return hour >= HALVES[half][0] && hour < HALVES[half][1];
};

const hoursWithHalves = (cell: unknown): Meaning | undefined => {
	const found = /^(早|上午)?(\d\d:[0-5]\d)-(下午|晚)(\d\d:[0-5]\d)$/.exec(written(cell) ?? '');
	if (found === null) return undefined;
	const [, first, from, second, to] = found;
	return withHalf(first, from) && withHalf(second, to) ? text(`${from}-${to}`) : undefined;
};

const hours: Reader = (cell) => {
	const halves = hoursWithHalves(cell);
	if (halves !== undefined) return halves;
	const found = /^([01]\d|2[0-3]):([0-5]\d)\s*[-—–~至]+\s*((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(written(cell) ?? '');
	return found === null ? undefined : text(`${found[1]}:${found[2]}-${found[3]}`);
};

const phone: Reader = (cell) => {
	const value = (written(cell) ?? '').replace(/^(1\d{10})\.0$/, '$1');
	const mobile = /^1[3-9]\d{9}$|^1[3-9]\d[- ]\d{4}[- ]\d{4}$/.test(value);
	if (mobile) return text(value.replace(/\D/g, ''));
	return /^0\d{2,3}-[2-8]\d{6,7}$/.test(value) ? text(value) : undefined;
};

/** Names that one object of the JSON text has twice, also if escaped; numbers in it to the letter. */
function hasDoubles(source: string): boolean {
	const open: Array<Set<string> | undefined> = [];
	for (const [token, name] of source.matchAll(/("(?:\\.|[^"\\])*")\s*(?=:)|"(?:\\.|[^"\\])*"|[{}[\]]/g)) {
		if (token === '{') open.push(new Set());
		else if (token === '[') open.push(undefined);
		else if (token === '}' || token === ']') open.pop();
		else if (name !== undefined) {
			const key = JSON.parse(name) as string;
			if (open.at(-1)?.has(key)) return true;
			open.at(-1)?.add(key);
		}
	}
	return false;
}

/** Whether a value that is no text any more may have lost digits. */
const mayHaveLost = (value: unknown): boolean =>
	typeof value === 'number'
		? !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))
		: typeof value === 'object' && value !== null && Object.values(value).some(mayHaveLost);

const json =
	(most: number): Reader =>
	(cell) => {
		const isObject = typeof cell === 'object' && cell !== null && !Array.isArray(cell) && !(cell instanceof Date);
		if (isObject) return mayHaveLost(cell) ? undefined : { kind: 'json', value: cell };
		if (typeof cell !== 'string' || cell.trim().length > most) return undefined;
		try {
			const value: unknown = JSON.parse(cell);
			const isJsonObject = typeof value === 'object' && value !== null && !Array.isArray(value);
			return isJsonObject && Object.keys(value).length > 0 && !hasDoubles(cell) ? text(cell.trim()) : undefined;
		} catch {
			return undefined;
		}
	};

export type Call = 'upload' | 'sync';

/** Both documents' tables. */
export const COLUMNS: Readonly<Record<Call, Readonly<Record<string, Column>>>> = {
	upload: {
		category_code: { names: ['category_code', 'categoryCode', '类目'], read: oneOf({ umbrella: 'umbrella', power_bank: 'power_bank', 雨伞: 'umbrella', 充电宝: 'power_bank' }) },
		entity_code: { names: ['entity_code', 'entityCode', '实体编号', '机柜编号'], read: codeOf(32) },
		longitude: { names: ['longitude', '经度', 'lng', 'lon'], read: degrees(180) },
		latitude: { names: ['latitude', '纬度', 'lat'], read: degrees(90) },
		entity_name: { names: ['entity_name', '实体名称', '门店名称'], read: wordsOf(20) },
		address_desc: { names: ['address_desc', '地址描述', '详细地址'], read: wordsOf(50), optional: true },
		office_hours_desc: { names: ['office_hours_desc', '营业时间'], read: hours, optional: true },
		contact_number: { names: ['contact_number', '联系电话', 'tel'], read: phone, optional: true },
		collect_rent: { names: ['collect_rent', '是否收租金'], read: flag('收租金', '不收租金') },
		rent_desc: { names: ['rent_desc', '租金描述', '收费标准'], read: wordsOf(30), optional: true },
		can_borrow: { names: ['can_borrow', '是否可借用', '是否可借'], read: flag('可借', '不可借') },
		can_borrow_cnt: { names: ['can_borrow_cnt', '可借用数量'], read: count(5) },
		total_borrow_cnt: { names: ['total_borrow_cnt', '借用总数'], read: count(6) },
		upload_time: { names: ['upload_time', 'uploadTime', '上传时间'], read: time },
	},
	sync: {
		user_id: { names: ['user_id', 'userId'], read: (cell, note) => codeOf(64, /^2088\d{12}$/)(typeof cell === 'string' ? cell.replace(/ /g, '') : cell, note) },
		out_biz_no: { names: ['out_biz_no', 'outBizNo', '外部业务订单流水号'], read: codeOf(128) },
		out_principal_id: { names: ['out_principal_id', '外部主体唯一id'], read: codeOf(128) },
		biz_state_code: { names: ['biz_state_code', 'bizStateCode'], read: codeOf(64) },
		category_code: { names: ['category_code'], read: codeOf(64) },
		service_id: { names: ['service_id', 'serviceId'], read: codeOf(128) },
		biz_data: { names: ['biz_data', 'bizData'], read: json(4096) },
	},
};

/** Names of a column with both coordinates. */
export const PLACE_NAMES = ['坐标', '经纬度', 'location'];
/** In place of a parameter's name. */
export const PLACE = 'place';

/** The two numbers of a place, each as it is written; undefined where it isn't plain that there are two. */
function numbersOf(cell: unknown): readonly [string, string] | undefined {
	if (Array.isArray(cell)) {
		const numbers = cell.map(written).filter((each) => each !== undefined && /^-?\d+(?:\.\d+)?$/.test(each));
		return cell.length === 2 && numbers.length === 2 ? [numbers[0]!, numbers[1]!] : undefined;
	}
	if (typeof cell === 'object' && cell !== null && 'lng' in cell && 'lat' in cell) return numbersOf([cell.lng, cell.lat]);
	const text = typeof cell === 'string' ? cell.trim().replace(/^(?:POINT ?\((.*)\)|\[(.*)\])$/, '$1$2') : '';
	const found = /^(-?\d+\.\d+)(?: ?[,，;] ?| )(-?\d+\.\d+)$/.exec(text);
	return found === null ? undefined : [found[1], found[2]];
}

/** A place in China, of which the larger number is the longitude: 73.66 to 135.05 there, 3.86 to 53.55 the latitude. */
function placeOf(cell: unknown, note: string): Readonly<Record<'longitude' | 'latitude', Meaning | undefined>> {
	const numbers = HARMLESS.test(note) ? numbersOf(cell) : undefined;
	const [least, most] = [...(numbers ?? [])].sort((a, b) => Number(a) - Number(b));
	const isInChina = Number(most) >= 73.66 && Number(most) <= 135.05 && Number(least) >= 3.86 && Number(least) <= 53.55;
	// A point and named numbers have their order: the other way round they contradict the place.
	const hasOrder = typeof cell === 'string' ? /^\s*POINT/.test(cell) : !Array.isArray(cell);
	if (numbers === undefined || !isInChina || (hasOrder && numbers[0] !== most)) return { longitude: undefined, latitude: undefined };
	return { longitude: { kind: 'number', digits: most }, latitude: { kind: 'number', digits: least } };
}

/** A sheet's heading: the parameter that it names, and the note behind the name. */
export interface Heading {
	readonly parameter: string;
	readonly name: string;
	readonly note: string;
}

export const headingText = ({ name, note }: Heading): string => (note === '' ? name : `${name}(${note})`);

/** What each parameter of a row means; a parameter without a meaning has undefined. */
export function readPlainly(call: Call, headings: readonly Heading[], row: Readonly<Record<string, unknown>>): Map<string, Meaning | undefined> {
	const meanings = new Map<string, Meaning | undefined>();
	const place = headings.find(({ parameter }) => parameter === PLACE);
	for (const [parameter, { read, optional = false }] of Object.entries(COLUMNS[call])) {
		if (place !== undefined && (parameter === 'longitude' || parameter === 'latitude')) {
			const isAside = ASIDE.test(place.note);
			meanings.set(parameter, isAside ? undefined : placeOf(row[headingText(place)], place.note)[parameter]);
			continue;
		}
		const heading = headings.find((each) => each.parameter === parameter);
		const cell = heading && row[headingText(heading)];
		const isShown = cell instanceof Date && Object.hasOwn(row, '__rowNum__') && parameter === 'upload_time';
		if (isShown && HARMLESS.test(heading!.note)) meanings.set(parameter, text(shownBy(cell)));
		else if (optional && isSignForNothing(cell)) meanings.set(parameter, NOTHING);
		else if (!isBlank(cell)) meanings.set(parameter, ASIDE.test(heading!.note) ? undefined : read(cell, heading!.note));
		else if (parameter === 'upload_time') meanings.set(parameter, { kind: 'now' });
		else meanings.set(parameter, optional ? NOTHING : undefined);
	}
	return meanings;
}

/** The documents leave a coordinate 20 characters: beyond 15 decimals it may be cut. */
const sameNumber = (sent: string, digits: string): boolean => {
	const isAsNear = Math.abs(Number(sent) - Number(digits)) < (/\.\d{12,}$/.test(digits) && /\.\d{8}$/.test(sent) ? 1e-8 : 1e-14);
	return /^-?\d+(?:\.\d+)?$/.test(sent) && (isAsNear || Number(sent) === Number(digits));
};

/** Whether what is sent for a parameter is what its cell means. */
export function agrees(sent: string | undefined, meaning: Meaning | undefined): boolean {
	switch (meaning?.kind) {
		case undefined:
			return false;
		case 'nothing':
			return sent === undefined;
		case 'now':
			return sent !== undefined && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(sent);
		case 'text':
			return sent === meaning.text;
		case 'number':
			return sent !== undefined && sameNumber(sent, meaning.digits);
		case 'json':
			return sent !== undefined && sent === JSON.stringify(meaning.value);
	}
}

const BUSINESS_CODES = [
	'NULL_ARGUMENT', 'ILLEGAL_ARGUMENT', 'CATEGORY_CODE_ILLEGAL', 'INFOSEC_VERIFY_FAILED',
	'ZMDATA.USER_ID_ERROR', 'ZMDATA.OUT_BIZ_NO_NULL', 'ZMDATA.OUT_PRINCIPAL_ID_ERROR', 'ZMDATA.BIZ_STATE_CODE_ERROR',
	'ZMDATA.CATEGORY_CODE_ERROR', 'ZMDAT.SERVICE_ID_ERROR', 'ZMDATA.SERVICE_ID_ERROR', 'ZMDATA.BIZ_DATA_ERROR',
];
/** Looked at before anything is done: the account, the protocol, the quota. */
const PROTOCOL_CODES = ['20001', '40001', '40002', '40003', '40005', '40006'];

const withoutPrefix = (code: string): string => code.replace(/^(?:(?:isv|isp|aop|ACQ)\.)+/, '');
const isBusy = (subCode: string): boolean => /SYSTEM_ERROR$|UNKNOWN_EXCEPTION$|unknow-error$|^isp\./i.test(subCode);

/** What a response says of itself, signed rightly or not at all. */
export interface PlainResponse {
	readonly members: Readonly<Record<string, unknown>>;
	readonly signature: 'right' | 'wrong' | 'none';
}

/** The outcomes that may be reported for a response: the gateway's table of codes, read plainly. */
export function allowedOutcomes(call: Call, { members, signature }: PlainResponse): readonly string[] {
	const of = (name: string): string => (typeof members[name] === 'string' || typeof members[name] === 'number' ? String(members[name]) : '');
	const [code, subCode] = [of('code'), of('sub_code')];
	if (signature === 'wrong' || (signature === 'none' && !/^[2-9]\d{4}$/.test(code))) return ['unknown'];
	const isBusiness = BUSINESS_CODES.map(withoutPrefix).includes(withoutPrefix(subCode)) && !isBusy(subCode);
	if (code === '10000') {
		if (call === 'sync' && of('biz_result') === 'failed') return ['refused', 'unknown'];
		const isDone = [undefined, null, ''].includes(members.sub_code as null) && (call === 'upload' || of('biz_result') === 'success');
		return isDone ? ['accepted'] : ['unknown'];
	}
	if (isBusy(subCode) && !PROTOCOL_CODES.includes(code)) return ['unknown'];
	const isProtocol = /^(?:missing|invalid|app-call|method-call)-[a-z-]+$/.test(withoutPrefix(subCode));
	if (PROTOCOL_CODES.includes(code) || (code === '40004' && (isBusiness || isProtocol))) return ['refused', 'unknown'];
	return ['unknown'];
}
