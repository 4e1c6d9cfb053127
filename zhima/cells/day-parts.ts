/** For each part of the day the hour on a 24-hour clock; null where people do not count it so. */
const PARTS_OF_THE_DAY: Readonly<Record<string, (hour: number) => number | null>> = {
	AM: (hour) => hour % 12,
	PM: (hour) => (hour % 12) + 12,
	上午: (hour) => hour % 12,
	下午: (hour) => (hour % 12) + 12,
	凌晨: (hour) => (hour === 12 ? 0 : hour <= 6 ? hour : null),
	早: (hour) => (hour >= 4 && hour < 12 ? hour : null),
	中午: (hour) => (hour >= 11 ? hour : hour === 1 || hour === 2 ? hour + 12 : null),
	晚: (hour) => (hour >= 5 ? hour + 12 : null),
};

/**
 * The hour on a 24-hour clock, 24 at the end of the day (晚上12点); null where there is no such hour, or
 * it is not clear which one is meant (晚上1点).
 */
export const twentyFourHours = (hour: number, part: string | undefined): number | null => {
	if (part === undefined) return hour;
	if (hour > 12) return null;
	return PARTS_OF_THE_DAY[part.toUpperCase().replace(/(?<=[早晚])上$/, '')](hour);
};
