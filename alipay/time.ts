import { DateTime, FixedOffsetZone } from 'luxon';

const BEIJING = FixedOffsetZone.instance(8 * 60);

/**
 * A moment as the gateway writes it: `yyyy-MM-dd HH:mm:ss` in Beijing time (+08:00 all year),
 * wherever the machine stands. Source: the documents' `timestamp`; the Java client fixes GMT+8.
 */
export function beijingTime(moment: Date): string {
	return DateTime.fromJSDate(moment, { zone: BEIJING })
		.setLocale('en-US')
		.toFormat('yyyy-MM-dd HH:mm:ss');
}
