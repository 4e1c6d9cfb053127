import { distance } from '../../zhima/edit-distance';

test.each([
	['', '', 0],
	['', 'ab', 2],
	['ab', '', 2],
	['abc', 'abc', 0],
	['abc', 'abd', 1],
	['abc', 'ab', 1],
	['abc', 'xabc', 1],
	['abc', 'bca', 2],
	['kitten', 'sitting', 3],
])('%j and %j are %i letters apart', (a, b, letters) => {
	expect(distance(a, b)).toBe(letters);
	expect(distance(b, a)).toBe(letters);
});
