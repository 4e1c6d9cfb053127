/**
 * 2,000 rows as real offices write them: some unusual but clear, some wrong, some that only the gateway
 * refuses. Every kind of trouble occurs several times.
 */
import { cabinetOf, seriesOf, type Cabinet, type Heading } from './cabinet-rows';

/** The outcome that a row must have: accepted, not sent because a cell is wrong, or refused by the gateway. */
export type Fate = 'accepted' | 'wrong' | 'refused';

/** A cell; a Date is a date cell that shows its UTC parts. */
export type OddCell = string | number | boolean | Date;
export type OddCabinet = Record<Heading, OddCell>;

export interface Trouble {
	readonly what: string;
	readonly fate: Fate;
	readonly spoil: (cabinet: Cabinet, rowBefore: OddCabinet) => Partial<OddCabinet>;
}

const trouble =
	(fate: Fate, heading: Heading) =>
	(what: string, value: OddCell | ((cabinet: Cabinet) => OddCell)): Trouble => ({
		what: `${heading}: ${what}`,
		fate,
		spoil: (cabinet) => ({ [heading]: typeof value === 'function' ? value(cabinet) : value }),
	});

const accepted = (heading: Heading) => trouble('accepted', heading);
const wrong = (heading: Heading) => trouble('wrong', heading);

const wide = (text: string): string =>
	text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

const sexagesimal = (degrees: number): string => {
	const seconds = Math.round(degrees * 3600);
	return `${Math.floor(seconds / 3600)}°${Math.floor((seconds % 3600) / 60)}′${seconds % 60}″`;
};

const longitude = ({ 经度 }: Cabinet): number => Number(经度);
const latitude = ({ 纬度 }: Cabinet): number => Number(纬度);

const CATEGORY: readonly Trouble[] = [
	accepted('类目')('the documented value', 'power_bank'),
	accepted('类目')('in capitals', 'UMBRELLA'),
	accepted('类目')('with blanks', ' 充电宝 '),
	accepted('类目')('another usual word', '共享充电宝'),
	accepted('类目')('the word and the value', '充电宝 power_bank'),
	wrong('类目')('not a category', '自行车'),
	wrong('类目')('empty', ''),
	wrong('类目')('two categories', '雨伞、充电宝'),
];

const CODE: readonly Trouble[] = [
	accepted('实体编号')('with blanks around it', ({ 实体编号 }) => `  ${String(实体编号)} `),
	accepted('实体编号')('a number that a spreadsheet holds exactly', ({ 实体编号 }) =>
		Number(`20160001${String(实体编号).slice(-6)}`),
	),
	wrong('实体编号')('empty', ''),
	wrong('实体编号')('a number in scientific form', 2.01609e27),
	wrong('实体编号')('the same as text', '2.01609E+27'),
	wrong('实体编号')('a number beyond 2^53', 2.01600010001001e19),
	wrong('实体编号')('over 32 characters', ({ 实体编号 }) => `${String(实体编号)}-HANGZHOU-WESTLAKE-BRANCH-NO-1`),
	wrong('实体编号')('an error of a formula', '#N/A'),
	wrong('实体编号')('a word for nothing', '暂无'),
	wrong('实体编号')('an expression that was not evaluated', '{{ $json.code }}'),
];

const NAME: readonly Trouble[] = [
	accepted('实体名称')('exactly 20 characters', '湖滨银泰地下一层超市出口右侧充电宝柜机甲'),
	wrong('实体名称')('21 characters', '湖滨银泰地下一层超市出口右侧充电宝柜机甲乙'),
	wrong('实体名称')('empty', ''),
	wrong('实体名称')('only blanks', '　 '),
	wrong('实体名称')('read in the wrong encoding', '锟斤拷锟斤拷充电宝'),
	wrong('实体名称')('a missing value of another program', 'None'),
	{
		what: '实体名称: a sensitive word',
		fate: 'refused',
		spoil: () => ({ 实体名称: '敏感词充电宝柜' }),
	},
];

const POINT: readonly Trouble[] = [
	accepted('经度')('as text', (cabinet) => String(longitude(cabinet))),
	accepted('经度')('with a degree sign', (cabinet) => `${longitude(cabinet)}°`),
	accepted('经度')('in full-width digits', (cabinet) => wide(String(longitude(cabinet)))),
	accepted('经度')('in degrees, minutes and seconds', (cabinet) => `东经${sexagesimal(longitude(cabinet))}`),
	accepted('纬度')('in degrees, minutes and seconds', (cabinet) => `${sexagesimal(latitude(cabinet))}N`),
	accepted('经度')('with 东 behind it', (cabinet) => `${longitude(cabinet)}东`),
	accepted('纬度')('with a comma behind it', (cabinet) => `${latitude(cabinet)}，`),
	accepted('纬度')('with far too many decimals', (cabinet) => `${latitude(cabinet)}31415926535897932384`),
	{
		what: '经度, 纬度: swapped',
		fate: 'wrong',
		spoil: ({ 经度, 纬度 }) => ({ 经度: 纬度, 纬度: 经度 }),
	},
	wrong('经度')('out of range', 181.5),
	wrong('纬度')('out of range', -91),
	wrong('经度')('empty', ''),
	wrong('纬度')('both in one cell', (cabinet) => `${latitude(cabinet)},${longitude(cabinet)}`),
	wrong('经度')('words', '西湖边'),
];

const FLAGS: readonly Trouble[] = [
	...['Y', 'y', 'TRUE', true, 1, '1', '√', 'Ｙ', '可借'].map((yes) => accepted('是否可借')(`${typeof yes} ${yes}`, yes)),
	...['N', 'n', 'FALSE', false, 0, '0', '×', '否 ', '不可借'].map((no) =>
		accepted('是否可借')(`${typeof no} ${no}`, no),
	),
	accepted('是否收租金')('in the words of the document', '不收租金'),
	wrong('是否可借')('perhaps', '也许'),
	wrong('是否可借')('another number', 2),
	wrong('是否收租金')('empty', ''),
	wrong('是否收租金')('a price', '3元'),
];

const COUNTS: readonly Trouble[] = [
	accepted('可借数量')('as text', '12'),
	accepted('可借数量')('with .0', '12.0'),
	accepted('借用总数')('with a thousands separator', '1,200'),
	accepted('可借数量')('in full-width digits', '１２'),
	wrong('可借数量')('with decimals', 12.5),
	wrong('可借数量')('negative', -1),
	wrong('可借数量')('empty', ''),
	wrong('可借数量')('six digits', 123456),
	wrong('借用总数')('words', '二十多个'),
	wrong('借用总数')('seven digits', 1234567),
];

const HOURS: readonly Trouble[] = [
	accepted('营业时间')('one digit for the hour', '9:00-22:00'),
	accepted('营业时间')('a long dash', '09:00—22:00'),
	accepted('营业时间')('day and night in words', '24小时'),
	accepted('营业时间')('a full-width colon', '09：00-22：00'),
	accepted('营业时间')('a wave', '10:00～22:00'),
	accepted('营业时间')('empty', ''),
	accepted('营业时间')('midnight in words', '早9点-晚12点'),
	accepted('营业时间')('over midnight', '18:00-02:00（次日）'),
	wrong('营业时间')('25 o’clock', '09:00-25:00'),
	wrong('营业时间')('weekdays', '周一至周五'),
	wrong('营业时间')('morning or evening', '早9点-10点'),
	wrong('营业时间')('two ranges', '09:00-12:00,14:00-22:00'),
];

const PHONES: readonly Trouble[] = [
	accepted('联系电话')('with +86 and blanks', '+86 138 0000 0000'),
	accepted('联系电话')('a mobile number as a number', 13800000000),
	accepted('联系电话')('a landline in brackets', '(0571)26888888'),
	accepted('联系电话')('in full-width digits', '０５７１－２６８８８８８８'),
	accepted('联系电话')('empty', ''),
	wrong('联系电话')('too short', '12345'),
	wrong('联系电话')('ten digits', '1380000000'),
	wrong('联系电话')('without its area code', 26888888),
	wrong('联系电话')('two numbers', '13800000000/13900000000'),
	wrong('联系电话')('with an extension', '0571-26888888转8001'),
	wrong('联系电话')('a short service number', '95188'),
	wrong('联系电话')('behind stars', '138****0000'),
	wrong('联系电话')('with a remark', '13800000000（微信同号）'),
];

const TIMES: readonly Trouble[] = [
	accepted('上传时间')('a date cell', new Date(Date.UTC(2026, 10, 20, 9, 30))),
	accepted('上传时间')('a day number with a fraction', 46346.395833333336),
	accepted('上传时间')('slashes and no seconds', '2026/11/20 9:30'),
	accepted('上传时间')('ISO with an offset', '2026-11-20T01:30:00Z'),
	accepted('上传时间')('in Chinese', '2026年11月20日 9:30'),
	accepted('上传时间')('only a day', '2026-11-20'),
	accepted('上传时间')('milliseconds since 1970', 1795138200000),
	accepted('上传时间')('empty means now', ''),
	wrong('上传时间')('ambiguous', '03/04/2017'),
	wrong('上传时间')('a day that does not exist', '2026-02-30 10:00:00'),
	wrong('上传时间')('a year of two digits', '17-1-1'),
	wrong('上传时间')('an hour that may be seconds', '2026112009'),
	wrong('上传时间')('midnight of which day', '2026/11/20 晚上12点'),
	wrong('上传时间')('no year', '11月20日 9:30'),
	wrong('上传时间')('words', '昨天上午'),
	wrong('上传时间')('too many characters in the cell', '########'),
];

const TEXTS: readonly Trouble[] = [
	accepted('地址')('empty', ''),
	accepted('租金描述')('an emoji', '免费🎁'),
	wrong('租金描述')('a price that became a date', '2026-05-10T00:00:00.000Z'),
	wrong('地址')('over 50 characters', ({ 地址 }) => `${String(地址)}，${'请从西侧消防通道进入后左转步行约三十米即到'.repeat(3)}`),
	wrong('租金描述')('over 30 characters', '前15分钟免费，之后每小时4元，不足一小时按一小时计算，24小时封顶40元'),
];

/** Several wrong cells in one row: all of them must be reported at once. */
const SEVERAL: Trouble = {
	what: 'five wrong cells in one row',
	fate: 'wrong',
	spoil: () => ({ 类目: '滑板', 实体编号: '', 经度: '东边', 可借数量: -3, 营业时间: '随缘' }),
};

/** Two rows about one entity: the newer upload time counts. */
const TWICE: readonly Trouble[] = [
	{
		what: 'the entity of the row before, newer',
		fate: 'accepted',
		spoil: (_, { 类目, 实体编号 }) => ({ 类目, 实体编号 }),
	},
	{
		what: 'the entity of the row before, older',
		fate: 'accepted',
		spoil: (_, { 类目, 实体编号 }) => ({ 类目, 实体编号, 上传时间: '2026-11-01 08:00:00' }),
	},
];

export const TROUBLES: readonly Trouble[] = [
	...CATEGORY,
	...CODE,
	...NAME,
	...POINT,
	...FLAGS,
	...COUNTS,
	...HOURS,
	...PHONES,
	...TIMES,
	...TEXTS,
	...TWICE,
	SEVERAL,
];

/** Headings as real sheets have them: with stars, blanks and units, some as documented names or in camelCase. */
export const ODD_HEADINGS: Readonly<Record<Heading, string>> = {
	类目: '类目*',
	实体编号: ' 实体编号 ',
	实体名称: '实体名称 *',
	经度: '经度(°)',
	纬度: '纬度（°）',
	地址: 'address_desc',
	营业时间: 'OfficeHoursDesc',
	联系电话: '联系电话',
	是否收租金: '是否收租金*',
	租金描述: 'rent_desc',
	是否可借: 'canBorrow',
	可借数量: '可借用数量',
	借用总数: '借用总数（个）',
	上传时间: 'upload_time',
	备注: '备注',
};

export interface TroubledRow {
	readonly cabinet: OddCabinet;
	readonly trouble?: Trouble;
}

/** Every second row is correct; the others go through the troubles again and again. */
export const troubledRows = (): TroubledRow[] => {
	const random = seriesOf(20261121);
	const rows: TroubledRow[] = [];
	for (let index = 0; index < 2000; index += 2) {
		const before = cabinetOf(index, random);
		const cabinet = cabinetOf(index + 1, random);
		const each = TROUBLES[(index / 2) % TROUBLES.length];
		rows.push({ cabinet: before }, { cabinet: { ...cabinet, ...each.spoil(cabinet, before) }, trouble: each });
	}
	return rows;
};
