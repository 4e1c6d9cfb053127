/** The rows of the example spreadsheets, the same each time. */
import { CITIES, type Place } from './places';

/** A cell of a spreadsheet. */
export type Cell = string | number | boolean;

/** Headings as operators write them; 备注 is not a parameter and is ignored. */
export const HEADINGS = [
	'类目',
	'实体编号',
	'实体名称',
	'经度',
	'纬度',
	'地址',
	'营业时间',
	'联系电话',
	'是否收租金',
	'租金描述',
	'是否可借',
	'可借数量',
	'借用总数',
	'上传时间',
	'备注',
] as const;

export type Heading = (typeof HEADINGS)[number];
export type Cabinet = Record<Heading, Cell>;

/** Numbers from 0 to 1, the same series for the same seed (mulberry32). */
export const seriesOf = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
};

const POWER_BANK_SPOTS = ['1F 服务台', 'B1 电梯口', '2F 扶梯旁', '3F 影院', 'B1 超市', '东门', '北门'];
const UMBRELLA_SPOTS = ['1 号门', '2 号口', '南门', '西门', '服务台', '地铁口'];
const SIZES = [6, 8, 12, 24, 48];

const isStation = ({ name }: Place): boolean => /站$|码头$/.test(name);
const isStreet = ({ name }: Place): boolean => /街$|路$|巷子$|碑$|庙$|不夜城$|洞$|泉$|公园$|之眼$/.test(name);

const officeHours = (place: Place, pick: number): string => {
	if (isStation(place)) return '05:30-23:30';
	if (isStreet(place)) return '00:00-24:00';
	return ['10:00-22:00', '09:30-21:30', '10:00-22:30'][Math.floor(pick * 3)];
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** One row each twenty seconds, on a morning. */
const uploadTime = (index: number): string => {
	const second = index * 20;
	const [minutes, hours] = [Math.floor(second / 60), Math.floor(second / 3600)];
	return `2026-11-20 ${twoDigits(8 + hours)}:${twoDigits(minutes % 60)}:${twoDigits(second % 60)}`;
};

const rent = (isUmbrella: boolean, pick: number): [Cell, Cell] => {
	if (isUmbrella) return pick < 0.4 ? ['否', ''] : ['是', '1元/小时，封顶10元'];
	return pick < 0.5 ? ['是', '3元/小时，封顶30元'] : ['是', '4元/小时，封顶40元'];
};

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The cabinet with this number: four in a hundred are out of order, three in ten are umbrella stands. */
export const cabinetOf = (index: number, random: () => number): Cabinet => {
	const cityIndex = index % CITIES.length;
	const { places, areaCode } = CITIES[cityIndex];
	const place = places[Math.floor(index / CITIES.length) % places.length];
	const isUmbrella = random() < 0.3;
	const spots = isUmbrella ? UMBRELLA_SPOTS : POWER_BANK_SPOTS;
	const spot = spots[Math.floor(random() * spots.length)];
	const total = SIZES[Math.floor(random() * SIZES.length)];
	const isBroken = random() < 0.04;
	const [collectsRent, rentDesc] = rent(isUmbrella, random());
	return {
		类目: isUmbrella ? '雨伞' : '充电宝',
		实体编号: `${isUmbrella ? 'YS' : 'CDB'}${areaCode}${String(index + 1).padStart(6, '0')}`,
		实体名称: `${place.name} ${spot}${isUmbrella ? '雨伞架' : '充电宝柜'}`,
		经度: round(place.longitude + (random() - 0.5) * 0.002),
		纬度: round(place.latitude + (random() - 0.5) * 0.002),
		地址: `${place.address} ${spot}`,
		营业时间: officeHours(place, random()),
		联系电话: `${areaCode}-2688${String(1000 + Math.floor(random() * 9000))}`,
		是否收租金: collectsRent,
		租金描述: rentDesc,
		是否可借: isBroken ? '否' : '是',
		可借数量: isBroken ? 0 : Math.ceil(random() * total),
		借用总数: total,
		上传时间: uploadTime(index),
		备注: isBroken ? '维护中' : '',
	};
};

export interface Mistake {
	/** What is wrong, for readers of this file. */
	readonly what: string;
	/** From 0. */
	readonly index: number;
	/** Only the gateway can notice it. */
	readonly isRefusedByGateway?: boolean;
	readonly spoil: (cabinet: Cabinet) => Cabinet;
}

/** Ten rows of the first example, each with another mistake. */
export const MISTAKES: readonly Mistake[] = [
	{ what: 'no entity code', index: 16, spoil: (row) => ({ ...row, 实体编号: '' }) },
	{
		what: 'longitude and latitude swapped',
		index: 37,
		spoil: (row) => ({ ...row, 经度: row.纬度, 纬度: row.经度 }),
	},
	{
		what: 'entity name over 20 characters',
		index: 55,
		spoil: (row) => ({ ...row, 实体名称: `${row.实体名称}（二号扶梯与母婴室之间）` }),
	},
	{ what: 'neither yes nor no', index: 78, spoil: (row) => ({ ...row, 是否可借: '也许' }) },
	{ what: 'count with a decimal part', index: 93, spoil: (row) => ({ ...row, 可借数量: 12.5 }) },
	{
		what: 'office hours that do not exist',
		index: 110,
		spoil: (row) => ({ ...row, 营业时间: '09:00-25:00' }),
	},
	{ what: 'not a phone number', index: 128, spoil: (row) => ({ ...row, 联系电话: '12345' }) },
	{ what: 'ambiguous date', index: 149, spoil: (row) => ({ ...row, 上传时间: '03/04/2017' }) },
	{
		what: 'entity code ruined by the spreadsheet',
		index: 167,
		spoil: (row) => ({ ...row, 实体编号: 2.01609e27 }),
	},
	{
		what: 'a sensitive word, which only the gateway knows',
		index: 186,
		isRefusedByGateway: true,
		spoil: (row) => ({ ...row, 实体名称: '敏感词主题充电宝柜' }),
	},
];

/** The 200 rows of `cabinets.xlsx` and `cabinets.csv`. */
export const cabinetRows = (): Cabinet[] => {
	const random = seriesOf(20261120);
	return Array.from({ length: 200 }, (_, index) => {
		const cabinet = cabinetOf(index, random);
		const mistake = MISTAKES.find((each) => each.index === index);
		return mistake === undefined ? cabinet : mistake.spoil(cabinet);
	});
};
