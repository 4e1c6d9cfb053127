/**
 * A cell that holds both coordinates of a place: `116.39,39.90`, `POINT (116.39 39.90)`, GeoJSON, named numbers.
 * China's longitudes (73.66 to 135.05) and latitudes (3.86 to 53.55) have no number in common, so in China two
 * bare numbers say themselves which is which.
 */
import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';
import { type CellIssue, halfWidth, isEmpty, isPlaceholder, trimCell } from '../cells/cell';
import { type Degrees, degreesIn, isWithin } from './degrees';

type CoordinateKind = Extract<Parameter['kind'], { type: 'coordinate' }>;

/** Both coordinates as they stand in the cell. */
interface Pair {
	readonly longitude: unknown;
	readonly latitude: unknown;
}

/** Why a cell isn't read as a place. */
type Reason = 'noPair' | 'address' | 'unclear' | 'order' | 'notDegrees' | 'zero';

/** A cell with both coordinates that isn't understood, in place of each of them. */
export class UnreadPoint {
	constructor(
		private readonly cell: unknown,
		private readonly reason: Reason,
	) {}

	/** The cell as it came, for messages. */
	toJSON(): unknown {
		return this.cell;
	}

	issue(): CellIssue {
		return ISSUES[this.reason]();
	}
}

interface Ranges {
	readonly longitude: CoordinateKind['china'];
	readonly latitude: CoordinateKind['china'];
}

const LONGITUDE_WORDS = '经度|东经|longitude|lng|long?';
const LATITUDE_WORDS = '纬度|北纬|latitude|lat';
const IS_LONGITUDE = new RegExp(`^(?:${LONGITUDE_WORDS})$`);
const IS_LATITUDE = new RegExp(`^(?:${LATITUDE_WORDS})$`);
/** lng: 116.39, lat: 39.90 in any order, as text or as JSON. */
const named = (words: string): RegExp => new RegExp(`(?<![a-z])(?:${words})["']?\\s*[:=]?\\s*["']?([-+]?\\d+(?:\\.\\d+)?)(?![\\d.°'′])`, 'i');
const NAMED_LONGITUDE = named(LONGITUDE_WORDS);
const NAMED_LATITUDE = named(LATITUDE_WORDS);
/** Well-known text, also with the reference system of PostGIS. */
const WKT = /^(?:srid\s*=\s*(\d+)\s*;\s*)?point\s*(?:zm?|m)?\s*\(\s*([^()]*?)\s*\)$/i;
/** GPS, and China's own system, which differs from it by centimeters. */
const DEGREE_SYSTEMS = ['4326', '4490'];
const STRONG_SEPARATOR = /\s*[,;、|/]\s*/;
/** Chinese, or two words. */
const IS_IN_WORDS = /\p{Script=Han}|[a-z]{3}.*[^a-z].*[a-z]{3}/iu;
const OUTER_BRACKETS = /^[([{【<]+\s*(.*?)\s*[)\]}】>]+$/s;
/** Members in which map services and databases keep the place itself. */
const INNER = ['geometry', 'location', 'coordinates', 'point', 'geo', 'value'];
const DEEPEST = 3;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const memberName = (key: string): string => halfWidth(key).toLowerCase().replace(/[\W_]+(?=[a-z])|[_\s]+/g, '');

const memberOf = (value: Record<string, unknown>, pattern: RegExp): unknown => {
	const keys = Object.keys(value).filter((key) => pattern.test(memberName(key)));
	return keys.length === 1 ? value[keys[0]] : undefined;
};

const isIn = (degrees: Degrees | undefined, china: readonly [number, number]): boolean =>
	degrees !== undefined && isWithin(degrees.degrees, china);

/** Two numbers without names. `isLongitudeFirst` where the format says so: GeoJSON and well-known text. */
const fromTwo = ([first, second]: readonly unknown[], china: Ranges, isLongitudeFirst: boolean): Pair | Reason => {
	const [a, b] = [degreesIn(first), degreesIn(second)];
	if (a === undefined || b === undefined) return 'noPair';
	if (a.degrees === 0 && b.degrees === 0) return 'zero';
	if (Math.abs(a.degrees) > 180 || Math.abs(b.degrees) > 180) return 'notDegrees';
	const straight: Pair = { longitude: first, latitude: second };
	const crossed: Pair = { longitude: second, latitude: first };
	const axes = [a.axis, b.axis];
	if (axes[0] !== undefined && axes[0] === axes[1]) return 'noPair';
	if (axes[0] !== undefined || axes[1] !== undefined) return axes[0] === 'longitude' || axes[1] === 'latitude' ? straight : crossed;
	if (isIn(a, china.longitude) && isIn(b, china.latitude)) return straight;
	if (!isIn(b, china.longitude) || !isIn(a, china.latitude)) return 'unclear';
	return isLongitudeFirst ? 'order' : crossed;
};

const fromObject = (value: Record<string, unknown>, china: Ranges, depth: number): Pair | Reason => {
	if (Array.isArray(value)) {
		const [only] = value as unknown[];
		if (value.length === 1 && isObject(only)) return pairIn(only, china, depth + 1);
		// A third number is a height.
		return value.length === 2 || value.length === 3 ? fromTwo(value as unknown[], china, depth > 0) : 'noPair';
	}
	const [longitude, latitude] = [memberOf(value, IS_LONGITUDE), memberOf(value, IS_LATITUDE)];
	if (longitude !== undefined && latitude !== undefined) return namedPair(longitude, latitude);
	const inner = INNER.find((name) => !isEmpty(value[name]));
	return inner === undefined ? 'noPair' : pairIn(value[inner], china, depth + 1);
};

const namedPair = (longitude: unknown, latitude: unknown): Pair | Reason =>
	degreesIn(longitude)?.degrees === 0 && degreesIn(latitude)?.degrees === 0 ? 'zero' : { longitude, latitude };

const fromJson = (text: string, china: Ranges, depth: number): Pair | Reason | undefined => {
	if (!/^[[{]/.test(text)) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		const isList = Array.isArray(value) && value.every((each) => !isObject(each));
		// The digits of the text itself are kept.
		return isObject(value) && !isList ? fromObject(value, china, depth) : undefined;
	} catch {
		return undefined;
	}
};

/** Whether a comma may be the decimal one: 116,39. */
const isMaybeOneNumber = (text: string): boolean => /^[-+]?\d+\s*,\s*\d+$/.test(text) && /[1-9]/.test(text);

const partsOf = (text: string): string[] => {
	const strong = text.split(STRONG_SEPARATOR).filter(Boolean);
	return strong.length > 1 ? strong : text.split(/\s+/);
};

const fromText = (given: string, china: Ranges, depth: number): Pair | Reason => {
	const text = halfWidth(trimCell(given)).replace(/[\u2212\u2013]/g, '-');
	const wkt = WKT.exec(text);
	if (wkt !== null) {
		const parts = wkt[2].split(/[\s,]+/);
		if (wkt[1] !== undefined && !DEGREE_SYSTEMS.includes(wkt[1])) return 'notDegrees';
		return parts.length < 2 || parts.length > 4 ? 'noPair' : fromTwo(parts, china, true);
	}
	const json = fromJson(text, china, depth);
	if (json !== undefined) return json;
	const [longitude, latitude] = [NAMED_LONGITUDE.exec(text)?.[1], NAMED_LATITUDE.exec(text)?.[1]];
	if (longitude !== undefined && latitude !== undefined && numbersIn(text) === 2) return namedPair(longitude, latitude);
	const bare = OUTER_BRACKETS.exec(text)?.[1] ?? text;
	if (bare === text && isMaybeOneNumber(text)) return 'noPair';
	const parts = partsOf(bare);
	if (parts.length === 2 && parts.every((part) => degreesIn(part) !== undefined)) return fromTwo(parts, china, false);
	return IS_IN_WORDS.test(text) ? 'address' : 'noPair';
};

const numbersIn = (text: string): number => text.match(/\d+(?:\.\d+)?/g)?.length ?? 0;

const pairIn = (value: unknown, china: Ranges, depth: number): Pair | Reason => {
	if (depth > DEEPEST) return 'noPair';
	if (typeof value === 'string') return fromText(value, china, depth);
	return isObject(value) ? fromObject(value, china, depth) : 'noPair';
};

const readPair = (value: unknown, china: Ranges): Pair | Reason => {
	try {
		return pairIn(value, china, 0);
	} catch {
		// An object can refuse to be looked at.
		return 'noPair';
	}
};

/**
 * The two cells that one with both coordinates stands for. Where it isn't understood, both are an
 * {@link UnreadPoint}, so that no half of it is read.
 */
export const cellsOfPoint = (value: unknown, china: Ranges): Pair => {
	if (isEmpty(value) || (typeof value === 'string' && isPlaceholder(value))) return { longitude: value, latitude: value };
	const pair = readPair(value, china);
	if (typeof pair !== 'string') return pair;
	const unread = new UnreadPoint(value, pair);
	return { longitude: unread, latitude: unread };
};

const separateColumns = (): string =>
	t({
		en: 'Add a column for longitude and one for latitude.',
		zh: '请分别增加经度列和纬度列。',
	});

export const onePlace = (): string =>
	t({
		en: 'Enter longitude and latitude such as 120.153576,30.287459, or add a column for each.',
		zh: '请按“120.153576,30.287459”的格式填写经度和纬度，或分成两列。',
	});

const ISSUES: Readonly<Record<Reason, () => CellIssue>> = {
	address: () => ({
		message: t({
			en: 'This looks like an address, not like longitude and latitude.',
			zh: '该内容像是地址，不是经纬度。',
		}),
		advice: separateColumns(),
	}),
	noPair: () => ({
		message: t({
			en: "This isn't the longitude and latitude of one place.",
			zh: '无法识别为一个地点的经度和纬度。',
		}),
		advice: onePlace(),
	}),
	unclear: () => ({
		message: t({
			en: "It isn't clear which of the two numbers is the longitude, because the place isn't in China either way.",
			zh: '两个数无论怎样排列都不在中国境内，无法判断哪个是经度。',
		}),
		advice: separateColumns(),
	}),
	order: () => ({
		message: t({
			en: 'Longitude and latitude seem to be swapped: this format has the longitude first.',
			zh: '经度和纬度似乎填反了：该格式应先写经度。',
		}),
		advice: t({ en: 'Swap the values.', zh: '请对调这两个值。' }),
	}),
	notDegrees: () => ({
		message: t({
			en: "These numbers aren't degrees, but perhaps meters of a projection.",
			zh: '这两个数不是以度为单位的经纬度，可能是投影坐标（米）。',
		}),
		advice: onePlace(),
	}),
	zero: () => missingPlace(),
};

/** Programs write 0,0 where they have no place. */
export const missingPlace = (): CellIssue => ({
	message: t({
		en: '0 stands for a missing place.',
		zh: '0 表示缺少位置。',
	}),
	advice: t({
		en: 'Enter the real longitude and latitude.',
		zh: '请填写实际的经度和纬度。',
	}),
});
