/** Sheets as an adversary would fill them in: cells that read in two ways, notes that change a meaning, chained and odd items. */
import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';

import { COLUMNS, headingText, PLACE, PLACE_NAMES } from './second-reading';
import type { Call, Heading } from './second-reading';

export interface Sheet {
	readonly call: Call;
	readonly headings: readonly Heading[];
	readonly items: readonly INodeExecutionData[];
}

type Cells = fc.Arbitrary<unknown>;

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const upTo = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const two = (value: number): string => String(value).padStart(2, '0');

/** Mostly the one, now and then the other. */
const mostly = (usual: Cells, odd: Cells, weight = 24): Cells =>
	fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** What no parameter can be. */
const JUNK: Cells = pick<unknown>(
	'#N/A', '2.01609E+27', '锟斤拷', '{{ $json.code }}', '[object Object]', 'undefined', NaN, Infinity, 1e21, Number('12345678901234567890'),
	true, [], [1], {}, { a: 1 }, new Date(Date.UTC(2026, 0, 2)), '\u0000', 'a\nb', '\ud800', '=A1', '１２；３', '', '   ', null, undefined,
);

const CLOCK_PAIRS = fc.tuple(upTo(23), upTo(59), upTo(23), upTo(59));

/** Two clocks, a clock and an hour, two days: ranges in every spelling. */
const RANGES: Cells = fc
	.tuple(CLOCK_PAIRS, pick('-', '—', '–', '~', '至', '到', ' - ', '−', '－', '/', '..'), upTo(5))
	.map(([[h1, m1, h2, m2], dash, form]) => {
		const [from, to] = [`${two(h1)}:${two(m1)}`, `${two(h2)}:${two(m2)}`];
		switch (form) {
			case 0: return `2026-01-01 ${from}${dash}${to}`;
			case 1: return `2026-01-01 ${from}${dash}${h2}`;
			case 2: return `2026/1/1 ${h1}:${two(m1)}${dash}${h2}:${two(m2)}`;
			case 3: return `2026年1月1日 ${h1}时${two(m1)}分${dash}${h2}时${two(m2)}分`;
			case 4: return `2026-01-01${dash}2026-01-0${(h2 % 8) + 2}`;
			default: return `2026-01-01T${from}${dash}${to}`;
		}
	});

const MOMENTS: Cells = fc
	.tuple(upTo(25), upTo(11), upTo(30), upTo(24), upTo(60), upTo(60), upTo(9))
	.map(([y, mo, d, h, mi, s, form]) => {
		const [day, clock] = [`${2001 + y}-${two(mo + 1)}-${two(d + 1)}`, `${two(h)}:${two(mi)}:${two(s)}`];
		switch (form) {
			case 0: return `${2001 + y}/${mo + 1}/${d + 1} ${h}:${two(mi)}`;
			case 1: return `${2001 + y}年${mo + 1}月${d + 1}日 ${h}时${two(mi)}分`;
			case 2: return `${day}T${clock}+08:00`;
			case 3: return `${day}T${clock}Z`;
			case 4: return `${day} ${clock}-05:00`;
			case 5: return `${day} ${two(h)}:${two(mi)} UTC-5`;
			case 6: return new Date(Date.UTC(2001 + y, mo, d + 1, h, mi, s));
			case 7: return `${day}T${clock}`;
			case 8: return `${day} 周${'日一二三四五六'[s % 7]} ${clock}`;
			default: return `${day} ${clock}`;
		}
	});

const LETTERS = '机柜爱心雨伞充电宝湖滨银泰镕€Aab19（）- .';
const words = (max: number): Cells =>
	fc.array(pick(...LETTERS), { minLength: 1, maxLength: max }).map((letters) => letters.join(''));

/** Numbers in a column of texts: prices, and days that a spreadsheet made of 5-10. */
const ODD_WORDS: Cells = fc.oneof(fc.integer({ min: 36_000, max: 74_000 }), upTo(99), pick<unknown>(46_152, 46_152.5, '46152'));

const codes = (max: number): Cells =>
	fc.oneof(
		fc.array(pick(...'ABCXYZ0123456789-_'), { minLength: 1, maxLength: max }).map((letters) => `K${letters.join('')}`),
		fc.maxSafeInteger().map((value) => Math.abs(value)),
		pick<unknown>(Number('9007199254740993'), 1.5, '0012', "'0012", '1303902.0'),
	);

const DEGREES = (least: number, most: number): Cells =>
	fc.oneof(
		fc.tuple(fc.integer({ min: least, max: most }), upTo(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`),
		fc.double({ min: least, max: most, noNaN: true }),
		fc.integer({ min: least, max: most }).map((whole) => `${whole}°`),
	);

const ODD_DEGREES: Cells = pick<unknown>('12009.5678', '120,15', '120.1 30.2', '181', '-181', "120°9'12\"", 'E120', '120.15.3', '1.2E2', '0x78', '+-3', '12 0');

/** Both coordinates in one cell, in both orders and in all forms. */
const PLACES: Cells = mostly(
	fc.tuple(fc.integer({ min: 74, max: 134 }), fc.integer({ min: 4, max: 52 }), upTo(999_999), upTo(6), fc.boolean()).map(([x, y, part, form, isCrossed]) => {
		const decimals = String(part).padStart(6, '0');
		const [longitude, latitude] = [`${x}.${decimals}`, `${y}.${decimals}`];
		const [a, b] = isCrossed ? [latitude, longitude] : [longitude, latitude];
		switch (form) {
			case 0: return `[${a}, ${b}]`;
			case 1: return [a, b];
			case 2: return { lng: a, lat: b };
			case 3: return `POINT (${a} ${b})`;
			case 4: return `${a}，${b}`;
			case 5: return [Number(a), Number(b)];
			default: return `${a},${b}`;
		}
	}),
	pick<unknown>('杭州市西湖区文三路478号', '0,0', '120,30', '120.15', '-0.1276,51.5072', '13375000.5,3518000.2', '120.1,30.2,5.5', '120.1,30.2;120.2,30.3', { lng: 120.1 }, [], 'POINT (30.2 120.1)', '1.5,2.5'),
	12,
);

const COUNTS: Cells = fc.oneof(upTo(99_999), upTo(99_999).map(String), upTo(999).map((value) => `${value}个`), fc.tuple(upTo(999), pick('仓', '槽', '台', '把', ' 个仓位', 'pcs')).map(([value, word]) => `${value}${word}`), upTo(9).map((value) => `${value},000`));
const ODD_COUNTS: Cells = pick<unknown>('1.2', -1, '十二', '1.000', '1,2', '3百', '2打', '12箱', '12组', '1e3', '12-15', '约12', '12+', 123456789);

const FLAGS: Cells = pick<unknown>('Y', 'N', '是', '否', true, false, 1, 0, 'y', 'n', 'TRUE', 'FALSE');
const ODD_FLAGS: Cells = pick<unknown>('也许', '2', -1, 'YN', '是/否', '3元', 'Y?', '非');

const PHONES: Cells = fc.tuple(upTo(9), fc.integer({ min: 30_000_000, max: 99_999_999 })).map(([form, digits]) => {
	const local = String((digits % 60_000_000) + 20_000_000);
	if (form < 4) return `13${form}${digits}`;
	if (form < 6) return `138-${String(digits).slice(0, 4)}-${String(digits).slice(4)}`;
	return `0571-${local}`;
});
const ODD_PHONES: Cells = pick<unknown>('13800000000.0', '75526888888.0', '13800000000（24小时）', '1.38E+10', '1-800-555-0199', '+1 800 555 0199', '1 380 000 0000', '+852 2345 6789', '12345', '138****0000', '13800000000/13900000000', '0571-26888888转8001', 26888888, '1-380-000-0000');

const HOURS: Cells = fc.tuple(CLOCK_PAIRS, pick('-', '—', '–', '~', ' - ', '至')).map(([[h1, m1, h2, m2], dash]) => `${two(h1)}:${two(m1)}${dash}${two(h2)}:${two(m2)}`);
const ODD_HOURS: Cells = pick<unknown>('上午15:00-晚22:00', '早09:00-晚13:00', '早09:00-晚21:00', '上午09:30-下午18:00', '9-22', 46_287, '全年无休', '25:00-26:00', '09:00', '09:60-10:00', '周一至周五', '9-', '09:00-12:00,14:00-22:00', '随缘', '2026-01-01 09:00-10:00');

const NAMES = ['buyCnt', 'cinemaId', 'extInfo', 'orderNo', 'note', '__proto__'];

/** A name, some of its letters escaped. */
const escaped = (name: string, at: number): string => {
	const letter = name[at % name.length];
	return name.replace(letter, `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
};

const JSON_TEXTS: Cells = fc
	.array(fc.tuple(pick(...NAMES), upTo(9), pick('3', '"x"', '12345678901234567890', '1.10', 'null', '{"a":1}', '[1,2]', '"\\u0041"', '1e400')), { minLength: 1, maxLength: 5 })
	.map((members) => `{${members.map(([name, at, value]) => `"${at > 7 ? escaped(name, at) : name}":${value}`).join(',')}}`);

const JSON_OBJECTS: Cells = pick<unknown>({ buyCnt: 3 }, { buyCnt: Number('12345678901234567890') }, { extInfo: { a: [1, 2] } }, { a: NaN }, { at: new Date(0) }, [1], 'x', 7, '{', "{'a':1}", '{"a":1,}', '{}');

const CELLS: Readonly<Record<Call, Readonly<Record<string, Cells>>>> = {
	upload: {
		category_code: mostly(pick('umbrella', 'power_bank', '雨伞', '充电宝'), pick<unknown>('自行车', '伞', 1, 'umbrella/power_bank')),
		entity_code: codes(20),
		longitude: mostly(DEGREES(91, 134), fc.oneof(DEGREES(-180, 180), ODD_DEGREES)),
		latitude: mostly(DEGREES(4, 53), fc.oneof(DEGREES(-90, 90), ODD_DEGREES)),
		entity_name: mostly(words(20), ODD_WORDS),
		address_desc: mostly(words(52), ODD_WORDS),
		office_hours_desc: mostly(HOURS, ODD_HOURS),
		contact_number: mostly(PHONES, ODD_PHONES, 12),
		collect_rent: mostly(FLAGS, ODD_FLAGS),
		rent_desc: mostly(words(31), ODD_WORDS),
		can_borrow: mostly(FLAGS, ODD_FLAGS),
		can_borrow_cnt: mostly(COUNTS, ODD_COUNTS),
		total_borrow_cnt: mostly(COUNTS, ODD_COUNTS),
		upload_time: fc.oneof({ weight: 6, arbitrary: MOMENTS }, { weight: 1, arbitrary: RANGES }),
	},
	sync: {
		user_id: mostly(upTo(999_999).map((digits) => `2088${String(digits).padStart(12, '0')}`), pick<unknown>('1234', 2088102146225135, '2088 1021 4622 5135')),
		out_biz_no: codes(40),
		out_principal_id: codes(40),
		biz_state_code: pick('CONTRACT_STATE_WATCH_MOVIE_BUY', 'STATE_2'),
		category_code: pick('WATCH_MOVIE'),
		service_id: pick<unknown>('2019080700000000000001800100', 'S1'),
		biz_data: fc.oneof({ weight: 4, arbitrary: JSON_TEXTS }, { weight: 1, arbitrary: JSON_OBJECTS }),
	},
};

/** Notes that say nothing new, and those that change what a cell means. */
const HARMLESS_NOTES = ['必填', '选填'];
const TELLING_NOTES: Readonly<Record<string, readonly string[]>> = {
	upload_time: ['UTC', '美东时间', 'GMT', '毫秒', 'UTC+9'],
	can_borrow: ['0可借 1不可借', '1:不可借;0:可借', 'Y不可借'],
	collect_rent: ['0收 1不收', 'N收租金'],
	can_borrow_cnt: ['百个', '打', '箱'],
	total_borrow_cnt: ['百个', '千', '箱'],
	longitude: ['百度', 'DDMM.MMMM', '弧度', 'BD09', '度分秒'],
	latitude: ['百度', 'DDMM.MMMM', '弧度', 'BD09'],
};

/** Notes that set a column of any parameter aside. */
const ASIDE_NOTES = ['旧', '已废弃', '示例', '勿填', 'old'];

const noteFor = (parameter: string): fc.Arbitrary<string> =>
	fc.oneof(
		{ weight: 1_600, arbitrary: pick('') },
		{ weight: 120, arbitrary: pick(...HARMLESS_NOTES) },
		{ weight: 12, arbitrary: pick(...ASIDE_NOTES) },
		...(TELLING_NOTES[parameter] ? [{ weight: 40, arbitrary: pick(...TELLING_NOTES[parameter]) }] : []),
	);

/** Now and then one column for both coordinates in place of two. */
const withPlace = (call: Call, headings: Heading[]): fc.Arbitrary<Heading[]> =>
	call === 'sync'
		? fc.constant(headings)
		: fc.oneof(
				{ weight: 3, arbitrary: fc.constant(headings) },
				{
					weight: 1,
					arbitrary: fc
						.record({ parameter: fc.constant(PLACE), name: pick(...PLACE_NAMES), note: noteFor('longitude') })
						.map((place) => [...headings.filter(({ parameter }) => !['longitude', 'latitude'].includes(parameter)), place]),
				},
			);

const headingsOf = (call: Call): fc.Arbitrary<Heading[]> =>
	plainHeadingsOf(call).chain((headings) => withPlace(call, headings));

const plainHeadingsOf = (call: Call): fc.Arbitrary<Heading[]> =>
	fc.tuple(
		...Object.entries(COLUMNS[call]).map(([parameter, { names }]) =>
			fc.record({ parameter: fc.constant(parameter), name: pick(...names), note: noteFor(parameter) }),
		),
	);

/** What an earlier node of ours, or any JSON API, leaves on an item. */
const VOICES: fc.Arbitrary<Record<string, unknown>> = fc.record(
	{
		success: pick<unknown>(true, 'true', false),
		verified: pick<unknown>(true),
		code: pick<unknown>('10000', 10000),
		msg: pick<unknown>('Success'),
		trace_id: pick<unknown>('earlier'),
		request: pick<unknown>({ method: 'earlier' }),
		attempts: pick<unknown>(9),
		outcome: pick<unknown>('accepted'),
		error: pick<unknown>({ message: 'earlier' }),
	},
	{ requiredKeys: [] },
);

/** n8n's engine itself ends a run over an item without `json`, or with null in it; these it hands on. */
const ODD_ITEMS: Cells = pick<unknown>({ json: [] }, { json: 'text' }, { json: [{ entity_code: 'A' }] }, { json: 7 }, { json: {} });

/** The mark that SheetJS leaves on the rows that it reads. */
const markedBySheetJs = (row: Record<string, unknown>): Record<string, unknown> =>
	Object.defineProperty(row, '__rowNum__', { value: 1, enumerable: false });

const itemOf = (call: Call, headings: readonly Heading[]): fc.Arbitrary<INodeExecutionData> => {
	const cells = fc.record(
		Object.fromEntries(headings.map((heading) => [headingText(heading), fc.oneof({ weight: 60, arbitrary: heading.parameter === PLACE ? PLACES : CELLS[call][heading.parameter] }, { weight: 1, arbitrary: JUNK })])),
	);
	const chained = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: VOICES });
	const usual = fc.tuple(cells, chained, upTo(3)).map(([row, voice, source]) => ({ json: source === 0 ? markedBySheetJs({ ...row, ...voice }) : { ...row, ...voice } }));
	return fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: ODD_ITEMS }) as fc.Arbitrary<INodeExecutionData>;
};

/** A sheet of one of the calls with so many rows. */
export const sheets = (rows: number): fc.Arbitrary<Sheet> =>
	pick<Call>('upload', 'upload', 'sync').chain((call) =>
		headingsOf(call).chain((headings) =>
			fc.array(itemOf(call, headings), { minLength: rows, maxLength: rows }).map((items) => ({ call, headings, items })),
		),
	);
