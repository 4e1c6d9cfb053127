import { t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import type { Parameter } from '../api-types';
import { type CellContext, type CellReading, type CellIssue, bareValue, formatAsText, isCellIssue, lostValue, notANumber } from './cell';

type CoordinateKind = Extract<Parameter['kind'], { type: 'coordinate' }>;
type Axis = 'longitude' | 'latitude';

/** A point's coordinate as it is sent, its number, and the axis that its letter or word names. */
interface Degrees {
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

/** Degrees from a number, a decimal text, or degrees, minutes and seconds. */
const degreesOf = (value: unknown, kind: CoordinateKind): Degrees | CellIssue => {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return lostValue('NaN')!;
		return signed(digitsOf(Math.abs(value)), value < 0);
	}
	if (typeof value !== 'string') return notANumber(value);
	const text = bareValue(value).replace(/[\u2212\u2013]/g, '-');
	const lost = lostValue(text);
	if (lost !== undefined) return lost;
	return degreesOfText(text) ?? notDegrees(text, kind);
};

const degreesOfText = (text: string): Degrees | CellIssue | undefined => {
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
const digitsOf = (value: number): string => {
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

const signed = (plain: string, negative: boolean): Degrees => {
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

const decimalDegrees = (kind: CoordinateKind): string => {
	const example = axisOf(kind) === 'longitude' ? '120.153576' : '30.287459';
	return t({
		en: `Enter decimal degrees such as ${example}.`,
		zh: `请填写以度为单位的小数，例如 ${example}。`,
	});
};

/** 120,15 and 120 15: a decimal comma, a mark between thousands, or two numbers. */
const MAYBE_TWO = /^[-+]?\d+(?:\.\d+)?\s*[,;、\s]\s*[-+]?\d+(?:\.\d+)?$/;

/** 120.15,30.28 and E120.15 N30.28: a whole point in one cell. */
const isPoint = (text: string): boolean => {
	const parts = text.split(/\s*[,;、|\s]\s*/);
	return (
		parts.length === 2 &&
		parts.every((part) => /[.°º˚度EWNS东西南北]/i.test(part)) &&
		parts.every((part) => {
			const degrees = degreesOfText(part);
			return degrees !== undefined && !isCellIssue(degrees);
		})
	);
};

const notDegrees = (text: string, kind: CoordinateKind): CellIssue => {
	if (isPoint(text)) {
		return {
			message: t({
				en: 'This cell holds two coordinates.',
				zh: '一个单元格里填了两个坐标。',
			}),
			advice: t({
				en: 'Put longitude and latitude in separate columns.',
				zh: '请把经度和纬度分别填在两列中。',
			}),
		};
	}
	return {
		message: MAYBE_TWO.test(text)
			? t({
					en: "It isn't clear whether this is one number with a decimal comma or two numbers.",
					zh: '无法判断逗号代表小数点，还是分隔了两个数字。',
				})
			: t({ en: "This isn't a coordinate in degrees.", zh: '无法识别为经纬度。' }),
		advice: decimalDegrees(kind),
	};
};

const within = (degrees: number, [min, max]: readonly [number, number]): boolean =>
	degrees >= min && degrees <= max;

const axisOf = (kind: CoordinateKind): Axis => (kind.max > 90 ? 'longitude' : 'latitude');

const isOtherAxis = ({ axis }: Degrees, kind: CoordinateKind): boolean =>
	axis !== undefined && axis !== axisOf(kind);

const isOwnAxis = ({ axis }: Degrees, kind: CoordinateKind): boolean => axis === axisOf(kind);

/** Of 180.000000000000001 the number alone would be 180. */
const isInRange = ({ text, degrees }: Degrees, { min, max }: CoordinateKind): boolean =>
	within(degrees, [min, max]) &&
	!((degrees === min || degrees === max) && /\.\d*[1-9]/.test(text));

/** Why the two coordinates seem to be swapped; undefined if they don't. */
type SwapReason = 'words' | 'china' | 'range';

const swapReason = (
	own: Degrees,
	kind: CoordinateKind,
	{ parameters, row }: CellContext,
): SwapReason | undefined => {
	const partner = parameters.get(kind.partner)?.kind;
	if (partner?.type !== 'coordinate') return undefined;
	const other = degreesOf(row[kind.partner], partner);
	if (isCellIssue(other) || isOwnAxis(own, kind) || isOwnAxis(other, partner)) return undefined;
	if (isOtherAxis(own, kind) && isOtherAxis(other, partner)) return 'words';
	if (within(own.degrees, partner.china) && within(other.degrees, kind.china)) return 'china';
	const fitsAsItIs = isInRange(own, kind) && isInRange(other, partner);
	return !fitsAsItIs && isInRange(own, partner) && isInRange(other, kind) ? 'range' : undefined;
};

/** Degrees as plain decimals, at most 15 of them. The document's ranges are checked. */
export const readCoordinate = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const kind = parameter.kind as CoordinateKind;
	const own = degreesOf(value, kind);
	if (isCellIssue(own)) return own;
	const inChina = within(own.degrees, kind.china) && own.axis === undefined;
	const reason = inChina ? undefined : swapReason(own, kind, context);
	if (reason !== undefined) return swapped(reason, parameter, context);
	if (isOtherAxis(own, kind)) return otherAxis(own);
	if (!isInRange(own, kind)) return outOfRange(own, kind);
	return { value: own.text, ...abroadHint(own, kind) };
};

const abroadHint = (own: Degrees, { china }: CoordinateKind): { hint?: string } =>
	within(own.degrees, china)
		? {}
		: {
				hint: t({
					en: `${own.text} is outside China (${china[0]} to ${china[1]}). Check it if the place is in China.`,
					zh: `${own.text} 不在中国地区范围（${china[0]}~${china[1]}）内，如果地点在国内，请核对。`,
				}),
			};

const outOfRange = (own: Degrees, kind: CoordinateKind): CellIssue => {
	const { min, max } = kind;
	const degrees = shorten(own.text);
	return {
		message: t({
			en: `${degrees} isn't between ${min} and ${max}.`,
			zh: `${degrees} 超出取值范围 ${min}~${max}。`,
		}),
		advice: decimalDegrees(kind),
	};
};

const SWAP_REASONS: Readonly<Record<SwapReason, () => string>> = {
	words: () => t({ en: 'their direction marks say the opposite', zh: '所带的方向标记与列名相反' }),
	china: () =>
		t({
			en: 'the point is in China only after swapping',
			zh: '对调后该地点才在中国境内',
		}),
	range: () => t({ en: "a latitude can't exceed 90 degrees", zh: '纬度不会超过 90 度' }),
};

const swapped = (reason: SwapReason, parameter: Parameter, context: CellContext): CellIssue => {
	const { partner } = parameter.kind as CoordinateKind;
	const [here, there] = [context.headingOf(parameter.name), context.headingOf(partner)];
	const why = SWAP_REASONS[reason]();
	return {
		message: t({
			en: `“${here}” and “${there}” seem to be swapped: ${why}.`,
			zh: `“${here}”和“${there}”似乎填反了：${why}。`,
		}),
		advice: t({ en: 'Swap the values.', zh: '请对调这两个值。' }),
		covers: partner,
	};
};

const otherAxis = ({ axis }: Degrees): CellIssue => ({
	message:
		axis === 'latitude'
			? t({
					en: 'Its direction mark says that this is a latitude.',
					zh: '所带的方向标记表明这是纬度。',
				})
			: t({
					en: 'Its direction mark says that this is a longitude.',
					zh: '所带的方向标记表明这是经度。',
				}),
	advice: t({
		en: 'Check whether longitude and latitude are swapped.',
		zh: '请检查经度和纬度是否填反。',
	}),
});
