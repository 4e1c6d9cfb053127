import { clockError, clockSentence, textOf } from '../../../alipay/response/explain-error';

describe('how wrong the clock is', () => {
	const date = 'Mon, 23 Nov 2026 08:30:00 GMT';
	const at = (time: string) => new Date(`2026-11-23T${time}Z`);

	test.each([
		['08:30:00', 0],
		['08:30:29', 0],
		['08:30:31', 1],
		['08:45:00', 15],
		['08:15:00', -15],
	])('at %s: %i minutes', (time, minutes) => expect(clockError({ date, now: at(time) }) ?? NaN).toBeCloseTo(minutes, 9));

	test('is not known without both', () => {
		expect(clockError({ date })).toBeUndefined();
		expect(clockError({ now: at('08:30:00') })).toBeUndefined();
		expect(clockError({ date: 'x', now: at('08:30:00') })).toBeUndefined();
	});

	test('in words', () => {
		expect(clockSentence(15)).toMatch(/15 minutes fast$/);
		expect(clockSentence(-15)).toMatch(/ 15 minutes slow$/);
	});
});

test.each<[unknown, string]>([['x', 'x'], [1, '1'], [undefined, ''], [null, ''], [true, ''], [{}, '']])(
	'%j of a response is the text %j',
	(value, text) => expect(textOf({ name: value }, 'name')).toBe(text),
);
