const EIGHT_HOURS = 8 * 3_600_000;

/**
 * A moment as the gateway writes it: `yyyy-MM-dd HH:mm:ss` in Beijing time (+08:00 all year),
 * regardless of the machine's time zone. Source: the documents' `timestamp`; the Java client fixes GMT+8.
 * Throws `RangeError` for an invalid date.
 */
export function beijingTime(moment: Date): string {
	const there = new Date(moment.getTime() + EIGHT_HOURS).toISOString();
	return `${there.slice(0, 10)} ${there.slice(11, 19)}`;
}
