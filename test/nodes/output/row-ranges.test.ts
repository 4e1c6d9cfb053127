import fc from 'fast-check';

import type { Place, RowNames } from '../../../nodes/input/row-names';

type Module = typeof import('../../../nodes/output/row-ranges');

/** The module in one language: texts are read when it is loaded. */
function moduleIn(language: 'en' | 'zh'): Module {
	let loaded: Module | undefined;
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	jest.isolateModules(() => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		loaded = require('../../../nodes/output/row-ranges') as Module;
	});
	Object.assign(globalThis, { ZHIMA_LANGUAGE: 'en' });
	return loaded!;
}

const { isNextRow, listRows, nameOfSpan, spansOf, whereEachRowIs } = moduleIn('en');
const chinese = moduleIn('zh');

/** Rows by their numbers in a sheet; undefined = not known. Keys are A0, A1, … unless given. */
const rowsOf = (
	numbers: ReadonlyArray<number | undefined>,
	keyOf: (index: number) => string | undefined = (index) => `A${index}`,
): RowNames => ({
	placeOf: (index): Place => {
		const number = numbers[index];
		return number === undefined ? { unit: 'item', number: index } : { unit: 'row', number };
	},
	keyOf,
	keyName: 'entity_code',
	nameOf: (index) => `name ${index}`,
	isAlone: false,
});
const noKeys = () => undefined;
const all = (numbers: readonly unknown[]) => numbers.map((_, index) => index);

describe('a list of rows', () => {
	it.each<[numbers: Array<number | undefined>, list: string]>([
		[[2], 'row 2'],
		[[2, 3], 'rows 2-3'],
		[[2, 4], 'rows 2, 4'],
		[[2, 3, 4, 7, 9, 10], 'rows 2-4, 7, 9-10'],
		[[4, 3, 2], 'rows 4, 3, 2'],
		[[undefined], 'item 0'],
		[[undefined, undefined, undefined], 'items 0-2'],
		[[2, 3, undefined, undefined], 'rows 2-3, items 2-3'],
		[[2, undefined, 3], 'row 2, item 1, row 3'],
		// Item 3 is before row 4: these are not a range.
		[[7, 8, 9, undefined, 4], 'rows 7-9, item 3, row 4'],
		[[], ''],
	])('%j: %s', (numbers, list) => expect(listRows(rowsOf(numbers, noKeys), all(numbers))).toBe(list));

	it('has the keys of each range’s ends beside it', () => {
		expect(listRows(rowsOf([2, 3, 4, 7, undefined]), [0, 1, 2, 3, 4])).toBe(
			'rows 2-4 (entity_code A0 … A2), 7 (entity_code A3), item 4 (entity_code A4)',
		);
	});

	it('has one key where both ends have the same, and none where one cannot be read', () => {
		expect(listRows(rowsOf([2, 3], () => 'same'), [0, 1])).toBe('rows 2-3 (entity_code same)');
		expect(listRows(rowsOf([2, 3], (index) => (index === 0 ? 'A' : undefined)), [0, 1])).toBe('rows 2-3');
	});

	it('has keys beside the first fifty ranges, and every number', () => {
		const numbers = Array.from({ length: 200 }, (_, index) => index * 2 + 2);
		const list = listRows(rowsOf(numbers), all(numbers));
		expect(list.match(/entity_code/g)).toHaveLength(50);
		expect(list.replace(/ \([^)]*\)/g, '')).toBe(`rows ${numbers.join(', ')}`);
	});

	it('of more ranges than wanted has the first ones and the last', () => {
		const numbers = [2, 4, 6, 8, 10];
		expect(listRows(rowsOf(numbers, noKeys), all(numbers), 2)).toBe('rows 2, 4, …, 10');
		expect(listRows(rowsOf(numbers, noKeys), all(numbers), 4)).toBe('rows 2, 4, 6, 8, 10');
	});

	it('in Chinese names the unit of each range', () => {
		expect(chinese.listRows(rowsOf([2, 3, 7, undefined]), [0, 1, 2, 3])).toBe(
			'第 2-3 行（entity_code A0 … A1）、第 7 行（entity_code A2）、输入项 3（entity_code A3）',
		);
		expect(chinese.nameOfSpan(rowsOf([2, 3]), { from: 0, to: 1 })).toBe('第 2-3 行（entity_code A0 … A1）');
	});

	it('names every row exactly once, for any known numbers', () => {
		const numbers = fc.array(fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined, freq: 3 }), { maxLength: 60 });
		fc.assert(
			fc.property(numbers, (given) => {
				const rows = rowsOf(given);
				const spans = spansOf(rows, all(given));
				const visited = spans.flatMap(({ from, to }) =>
					Array.from({ length: to - from + 1 }, (_, offset) => from + offset),
				);
				expect(visited).toEqual(all(given));
				for (const { from, to } of spans) {
					for (let index = from; index < to; index++) expect(isNextRow(rows, index, index + 1)).toBe(true);
				}
			}),
		);
	});
});

it('a span at the beginning of a sentence is named by its numbers and keys', () => {
	expect(nameOfSpan(rowsOf([2, 3]), { from: 0, to: 1 })).toBe('Rows 2-3 (entity_code A0 … A1)');
	expect(nameOfSpan(rowsOf([undefined, undefined]), { from: 0, to: 1 })).toBe('Items 0-1 (entity_code A0 … A1)');
	expect(nameOfSpan(rowsOf([2, 3]), { from: 1, to: 1 })).toBe('name 1');
});

it('every outcome that rows have is listed with them', () => {
	const outcomes = ['accepted', 'refused', 'accepted', 'unknown', 'notSent', 'shown'].map(
		(outcome) => ({ outcome }) as Parameters<Module['whereEachRowIs']>[1][number],
	);
	expect(whereEachRowIs(rowsOf([2, 3, 4, 5, undefined, 9], noKeys), outcomes)).toEqual([
		'Accepted (2): rows 2, 4',
		'Refused (1): row 3',
		'Not sent (1): item 4',
		'Unknown (1): row 5',
	]);
});
