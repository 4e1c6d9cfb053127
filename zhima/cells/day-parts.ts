/** The words for a part of the day, as an alternative in an expression; longer ones first. */
export const DAY_PART =
	'上午|早上|早晨|清晨|早间|早|正午|中午|下午|午后|傍晚|晚上|晚间|夜晚|夜间|夜里|晚|凌晨|AM|PM';

type HourOf = (hour: number) => number | null;

const morning: HourOf = (hour) => (hour >= 4 && hour < 12 ? hour : null);
const noon: HourOf = (hour) => (hour >= 11 && hour <= 14 ? hour : hour === 1 || hour === 2 ? hour + 12 : null);
const afternoon: HourOf = (hour) => (hour > 12 ? hour : (hour % 12) + 12);
const evening: HourOf = (hour) => (hour > 12 ? (hour >= 17 ? hour : null) : hour >= 5 ? hour + 12 : null);
const beforeNoon: HourOf = (hour) => (hour > 12 ? null : hour % 12);

/** For each part of the day the hour on a 24-hour clock; null where people do not count it so. */
const PARTS_OF_THE_DAY: ReadonlyArray<readonly [words: RegExp, HourOf]> = [
	[/^(?:上午|AM)$/i, beforeNoon],
	[/^[早清]/, morning],
	[/^[正中]午$/, noon],
	[/^(?:下午|午后|PM)$/i, afternoon],
	[/^傍晚$/, (hour) => (hour >= 16 && hour <= 20 ? hour : hour >= 4 && hour <= 8 ? hour + 12 : null)],
	[/^[晚夜]/, evening],
	[/^凌晨$/, (hour) => (hour === 12 ? 0 : hour <= 6 ? hour : null)],
];

/**
 * The hour on a 24-hour clock, 24 at the end of the day (晚上12点); null where there is no such hour, it is
 * not clear which one is meant (晚上1点), or the word and a 24-hour clock contradict each other (上午15点).
 */
export const twentyFourHours = (hour: number, part: string | undefined): number | null => {
	if (part === undefined) return hour;
	if (hour > 24) return null;
	return PARTS_OF_THE_DAY.find(([words]) => words.test(part))?.[1](hour) ?? null;
};

/** Whether the hour is one of the 24-hour clock's, so that it can contradict the word beside it. */
export const isContradiction = (hour: number, part: string | undefined): boolean =>
	part !== undefined && hour > 12 && hour <= 24 && twentyFourHours(hour, part) === null;
