import { type CellIssue } from './cell';
import { BEIJING_OFFSET } from './moment';
import { laterOrZone, noSuchTime, rangeOrZone } from './time-issues';

/** How a text writes a zone behind its clock. */
export const ZONE = 'Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?';

/** Offsets with a part of an hour that some place on earth keeps, in minutes. */
const PART_HOURS: ReadonlySet<number> = new Set([
	-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825,
]);
const WESTERNMOST = -12 * 60;
const EASTERNMOST = 14 * 60;

/** Whether clocks somewhere are set to the offset. */
const isKept = (offset: number): boolean =>
	PART_HOURS.has(offset) || (offset % 60 === 0 && offset >= WESTERNMOST && offset <= EASTERNMOST);

/** The text before the zone. */
interface ClockForm {
	/** The clock follows a T, as in ISO 8601. */
	readonly isIso: boolean;
	readonly hasSeconds: boolean;
}

/** +08 of databases, -05 of ISO 8601 and +8, which is Beijing's own. */
const isClearHour = (sign: string, hours: string, { isIso, hasSeconds }: ClockForm): boolean =>
	(sign === '+' && Number(hours) === 8) || (hours.length === 2 && hasSeconds && (sign === '+' || isIso));

/** 10:30+5:45 is five hours and three quarters later to some; no program prints an offset so. +8:00 is Beijing's. */
const isWholeOffset = (name: string | undefined, hours: string): boolean =>
	name !== undefined || hours.length === 2 || Number(hours) === 8;

/**
 * The offset of a zone in minutes; Beijing's where there is none. An issue where the same
 * signs could be the end of a range (`09:30-11:30`) or a later day (`23:30+1`): a minus is a zone's
 * only behind UTC or GMT, or behind ISO 8601 with seconds.
 */
export const offsetOf = (zone: string | undefined, form: ClockForm): number | CellIssue => {
	if (zone === undefined) return BEIJING_OFFSET;
	const found = /^(UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
	if (found === null) return 0;
	const [, name, sign, hours, minutes] = found as unknown as readonly [string, string | undefined, string, string, string | undefined];
	const isIsoZone = form.isIso && form.hasSeconds && hours.length === 2;
	if (sign === '-' && name === undefined && !isIsoZone) return rangeOrZone(zone);
	const size = Number(hours) * 60 + Number(minutes ?? 0);
	if (size > EASTERNMOST || Number(minutes ?? 0) > 59) return noSuchTime();
	const offset = sign === '-' ? -size : size;
	const isClear =
		minutes === undefined
			? (name !== undefined && isKept(offset)) || isClearHour(sign, hours, form)
			: (form.isIso && name === undefined) || (isKept(offset) && isWholeOffset(name, hours));
	if (isClear) return offset;
	return sign === '-' ? rangeOrZone(zone) : laterOrZone(zone);
};
