import { t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import type { Parameter } from '../api-types';
import { type CellContext, type CellReading, type CellIssue, isCellIssue, lostValue, notANumber } from '../cells/cell';
import { type Axis, type Degrees, degreesOfText, degreeText, digitsOf, isWithin, signed } from './degrees';
import { UnreadPoint, missingPlace } from './point';

type CoordinateKind = Extract<Parameter['kind'], { type: 'coordinate' }>;
/** Degrees from a number, a decimal text, or degrees, minutes and seconds. */
const degreesOf = (value: unknown, kind: CoordinateKind): Degrees | CellIssue => {
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return lostValue('NaN')!;
		return signed(digitsOf(Math.abs(value)), value < 0);
	}
	if (typeof value !== 'string') return notANumber(value);
	const text = degreeText(value);
	const lost = lostValue(text);
	if (lost !== undefined) return lost;
	return degreesOfText(text) ?? notDegrees(text, kind);
};

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

const axisOf = (kind: CoordinateKind): Axis => (kind.max > 90 ? 'longitude' : 'latitude');

const isOtherAxis = ({ axis }: Degrees, kind: CoordinateKind): boolean =>
	axis !== undefined && axis !== axisOf(kind);

const isOwnAxis = ({ axis }: Degrees, kind: CoordinateKind): boolean => axis === axisOf(kind);

/** Of 180.000000000000001 the number alone would be 180. */
const isInRange = ({ text, degrees }: Degrees, { min, max }: CoordinateKind): boolean =>
	isWithin(degrees, [min, max]) &&
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
	if (isWithin(own.degrees, partner.china) && isWithin(other.degrees, kind.china)) return 'china';
	const fitsAsItIs = isInRange(own, kind) && isInRange(other, partner);
	return !fitsAsItIs && isInRange(own, partner) && isInRange(other, kind) ? 'range' : undefined;
};

/** Whether the other coordinate is 0 as well. */
const isAtZero = (kind: CoordinateKind, { parameters, row }: CellContext): boolean => {
	const partner = parameters.get(kind.partner)?.kind;
	const other = partner?.type === 'coordinate' ? degreesOf(row[kind.partner], partner) : undefined;
	return other !== undefined && !isCellIssue(other) && other.degrees === 0;
};

/** Degrees as plain decimals, at most 15 of them. The document's ranges are checked. */
export const readCoordinate = (
	value: unknown,
	parameter: Parameter,
	context: CellContext,
): CellReading => {
	const kind = parameter.kind as CoordinateKind;
	if (value instanceof UnreadPoint) return { ...value.issue(), covers: kind.partner };
	const own = degreesOf(value, kind);
	if (isCellIssue(own)) return own;
	if (own.degrees === 0) return { ...missingPlace(), ...(isAtZero(kind, context) ? { covers: kind.partner } : {}) };
	const inChina = isWithin(own.degrees, kind.china) && own.axis === undefined;
	const reason = inChina ? undefined : swapReason(own, kind, context);
	if (reason !== undefined) return swapped(reason, parameter, context);
	if (isOtherAxis(own, kind)) return otherAxis(own);
	if (!isInRange(own, kind)) return outOfRange(own, kind);
	return { value: own.text, ...abroadHint(own, kind) };
};

const abroadHint = (own: Degrees, { china }: CoordinateKind): { hint?: string } =>
	isWithin(own.degrees, china)
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
		message:
			here === there
				? t({ en: `Longitude and latitude seem to be swapped: ${why}.`, zh: `经度和纬度似乎填反了：${why}。` })
				: t({
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
