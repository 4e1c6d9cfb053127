/** Degrees of one coordinate, in the ways that people, devices and spreadsheets write them. */
import { t } from '../../i18n/translate';
import { type CellIssue, bareValue, formatAsText, isCellIssue } from '../cells/cell';

export type Axis = 'longitude' | 'latitude';

/** A point's coordinate as it is sent, its number, and the axis that its letter or word names. */
export interface Degrees {
	readonly text: string;
	readonly degrees: number;
	readonly axis?: Axis;
}

const HEMISPHERES: Readonly<Record<string, readonly [Axis, 1 | -1]>> = {
	E: ['longitude', 1],
	东: ['longitude', 1],
	W: ['longitude', -1],
	西: ['longitude', -1],
	N: ['latitude', 1],
	北: ['latitude', 1],
	S: ['latitude', -1],
	南: ['latitude', -1],
};
const NAME = /^(经度|纬度|longitude|latitude|lng|lon|lat)\s*[:=]?\s*(?=[-+\d])/i;
const PREFIX = /^(东经?|西经?|北纬?|南纬?|[EWNS])\s*:?\s*/i;
const SUFFIX = /\s*(东经?|西经?|北纬?|南纬?|[EWNS])$/i;
const DECIMAL = /^(?=\.?\d)(\d*)(?:\.(\d*))?\s*[°º˚度]?$/;
const SCIENTIFIC = /^(\d)(?:\.(\d+))?E([+-]?\d{1,3})$/i;
const SEXAGESIMAL =
	/^(\d{1,3})\s*[°º˚度]\s*(\d{1,2}(?:\.\d+)?)\s*['′’‘分]?\s*(?:(?<=['′’‘分]\s*)(\d{1,2}(?:\.\d+)?)\s*(?:"|″|”|“|''|′′|’’|秒)?)?$/;
/** 120 09 12.87 and 120:09:12.87: three numbers can only be degrees, minutes and seconds. */
const THREE_NUMBERS = /^(\d{1,3})(?:\s+|:)(\d{1,2})(?:\s+|:)(\d{1,2}(?:\.\d+)?)$/;
/** With 15 decimals a longitude fills 20 characters; cutting the rest moves the point by the width of an atom. */
const DECIMALS = 15;
/** The last digit of a number in scientific form must be worth no more than this (11 cm). */
const FINEST_LOST = -6;

export const degreesOfText = (text: string): Degrees | CellIssue | undefined => {
	const name = NAME.exec(text);
	if (name !== null) {
		const rest = degreesOfText(text.slice(name[0].length));
		const axis: Axis = /^(?:经|lon|lng)/i.test(name[1]) ? 'longitude' : 'latitude';
		return rest === undefined || isCellIssue(rest) || rest.axis !== undefined ? rest : { ...rest, axis };
	}
	const prefix = PREFIX.exec(text)?.[1];
	const suffix = SUFFIX.exec(text)?.[1];
	if (prefix !== undefined && suffix !== undefined) return undefined;
	const bare = text.replace(PREFIX, '').replace(SUFFIX, '');
	const sign = /^[+-]/.exec(bare)?.[0];
	const hemisphere = HEMISPHERES[(prefix ?? suffix ?? '').slice(0, 1).toUpperCase()];
	if (hemisphere !== undefined && sign !== undefined) return undefined;
	const plain = plainDecimal(sign === undefined ? bare : bare.slice(1));
	if (plain === undefined || typeof plain === 'object') return plain;
	const degrees = signed(plain, sign === '-' || hemisphere?.[1] === -1);
	return hemisphere === undefined ? degrees : { ...degrees, axis: hemisphere[0] };
};

/** A number from 0 on without an exponent. */
export const digitsOf = (value: number): string => {
	if (value >= 1e21) return String(BigInt(value));
	const text = String(value);
	return text.includes('e') ? value.toFixed(DECIMALS).replace(/\.?0+$/, '') : text;
};

/** The number as plain digits without a sign. */
const plainDecimal = (text: string): string | CellIssue | undefined => {
	const decimal = DECIMAL.exec(text);
	if (decimal !== null) {
		const whole = decimal[1].replace(/^0+(?=\d)/, '') || '0';
		return decimal[2] ? `${whole}.${decimal[2]}` : whole;
	}
	const scientific = SCIENTIFIC.exec(text);
	if (scientific !== null) {
		const exponent = Number(scientific[3]) - (scientific[2]?.length ?? 0);
		return exponent > FINEST_LOST ? roundedBySpreadsheet() : digitsOf(Number(text));
	}
	const sexagesimal = SEXAGESIMAL.exec(text) ?? THREE_NUMBERS.exec(text);
	return sexagesimal === null ? undefined : fromSexagesimal(sexagesimal);
};

const fromSexagesimal = ([, degrees, minutes, seconds = '0']: readonly string[]): string | undefined => {
	const fraction = Number(minutes) / 60 + Number(seconds) / 3600;
	const broken = minutes.includes('.') && Number(seconds) !== 0;
	if (broken || Number(minutes) >= 60 || Number(seconds) >= 60) return undefined;
	return (Number(degrees) + fraction).toFixed(8).replace(/\.?0+$/, '');
};

const cutDecimals = (plain: string): string => {
	const point = plain.indexOf('.');
	return point === -1 || plain.length - point - 1 <= DECIMALS
		? plain
		: plain.slice(0, point + 1 + DECIMALS).replace(/\.?0+$/, '');
};

export const signed = (plain: string, negative: boolean): Degrees => {
	const cut = cutDecimals(plain);
	const text = negative && Number(cut) !== 0 ? `-${cut}` : cut;
	return { text, degrees: Number(text) };
};

const roundedBySpreadsheet = (): CellIssue => ({
	message: t({
		en: 'Digits were lost because the spreadsheet rounded this number.',
		zh: '该数字被电子表格四舍五入，丢失了精度。',
	}),
	advice: formatAsText(),
});

export const isWithin = (degrees: number, [min, max]: readonly [number, number]): boolean =>
	degrees >= min && degrees <= max;

/** The degrees of a value that is a coordinate without doubt. */
export const degreesIn = (value: unknown): Degrees | undefined => {
	if (typeof value === 'number') return Number.isFinite(value) ? signed(digitsOf(Math.abs(value)), value < 0) : undefined;
	const degrees = typeof value === 'string' ? degreesOfText(degreeText(value)) : undefined;
	return degrees === undefined || isCellIssue(degrees) ? undefined : degrees;
};

/** A cell's text with ordinary signs. */
export const degreeText = (text: string): string => bareValue(text).replace(/[\u2212\u2013]/g, '-');
