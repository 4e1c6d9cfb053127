/** Dates of n8n's spreadsheet reader, on the clock of the process; the unit tests run in three zones. */
import fc from 'fast-check';
import { momentOfReaderDate } from '../../../zhima/cells/reader-date';
import { beijingTime } from '../../../zhima/cells/moment';

const sent = (date: Date, origin: 'instant' | 'wallClock' | 'changed' = 'wallClock'): string => {
	const moment = momentOfReaderDate(date, origin);
	return 'ms' in moment ? beijingTime(moment.ms) : moment.message;
};

const two = (value: number): string => String(value).padStart(2, '0');

test('the clock that the cell shows is sent, a reader that is a millisecond early notwithstanding', () => {
	const clock = fc.tuple(
		fc.integer({ min: 2001, max: 2099 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 1, max: 28 }),
		fc.integer({ min: 4, max: 23 }),
		fc.integer({ min: 0, max: 59 }),
		fc.integer({ min: 0, max: 59 }),
		fc.constantFrom(0, -1),
	);
	fc.assert(
		fc.property(clock, ([year, month, day, hour, minute, second, early]) => {
			const date = new Date(year, month - 1, day, hour, minute, second, early);
			expect(sent(date)).toBe(`${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`);
		}),
	);
});

test('midnight is a day without a time of day', () => {
	expect(momentOfReaderDate(new Date(2026, 10, 20), 'wallClock')).toEqual({ ms: Date.UTC(2026, 10, 19, 16), dayOnly: true });
	expect(momentOfReaderDate(new Date(2026, 10, 19, 23, 59, 59, 999), 'wallClock')).toMatchObject({ dayOnly: true });
});

test('a fraction of a second is dropped, as the spreadsheet shows it', () => {
	expect(sent(new Date(2026, 10, 20, 8, 30, 15, 700))).toBe('2026-11-20 08:30:15');
});

test('an hour that the clock of the process skips is refused, with both times that the cell may show', () => {
	const skips = new Date(2026, 2, 8, 2, 30).getHours() !== 2;
	const either = 'This can mean 2026-03-08 02:30:00 or 2026-03-08 03:30:00.';
	expect(sent(new Date(2026, 2, 8, 2, 30))).toBe(skips ? either : '2026-03-08 02:30:00');
	expect(sent(new Date(2026, 2, 8, 3, 30))).toBe(skips ? either : '2026-03-08 03:30:00');
	expect(sent(new Date(2026, 2, 8, 4, 0))).toBe('2026-03-08 04:00:00');
	expect(sent(new Date(2026, 2, 8, 1, 59, 59))).toBe('2026-03-08 01:59:59');
	expect(sent(new Date(2026, 10, 1, 1, 30))).toBe('2026-11-01 01:30:00');
});

test('a Date that is an instant is one, and one that was changed is refused', () => {
	expect(sent(new Date(Date.UTC(2026, 10, 20, 0, 30, 15)), 'instant')).toBe('2026-11-20 08:30:15');
	expect(sent(new Date(2026, 10, 20), 'changed')).toBe("n8n's file reader may have changed this time while converting it.");
});
