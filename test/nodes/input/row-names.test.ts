import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { createRowNames, sheetNumbersOf } from '../../../nodes/input/row-names';
import type { Reading } from '../../../zhima';

/** An item with these values, and a number that a spreadsheet reader left on it unseen (from 0). */
const item = (json: IDataObject, hidden?: unknown): INodeExecutionData => ({
	json: Object.defineProperty({ ...json }, '__rowNum__', { value: hidden, enumerable: false }),
});

const numbersOf = async (...items: INodeExecutionData[]) => [...(await sheetNumbersOf(items))];

describe('the numbers of rows in their sheet', () => {
	it('are the reader’s own, counted from 1', async () => {
		expect(await numbersOf(item({}, 1), item({}, 5), item({}, 2))).toEqual([2, 6, 3]);
	});

	it('are those of the Google Sheets node before the reader’s', async () => {
		expect(await numbersOf(item({ row_number: 7 }, 1), item({ row_number: 9 }, 2))).toEqual([7, 9]);
	});

	it.each<[unknown]>([[0], [-1], [2.5], ['7'], [''], [null], [undefined], [true], [NaN], [Infinity], [2 ** 53], [[7]], [{}]])(
		'are not taken from a row_number of %p',
		async (row_number) => {
			const json = { row_number } as IDataObject;
			expect(await numbersOf(item(json), item(json, 4))).toEqual([undefined, 5]);
		},
	);

	it.each<[unknown]>([[-1], [0.5], ['1'], [null], [NaN]])('are not taken from a hidden number of %p', async (hidden) => {
		expect(await numbersOf(item({}, hidden))).toEqual([undefined]);
	});

	it('are unknown where several rows have the same', async () => {
		const rows = [item({ row_number: 2 }), item({ row_number: 3 }), item({ row_number: 2 }), item({})];
		expect(await numbersOf(...rows)).toEqual([undefined, 3, undefined, undefined]);
	});

	it('are the reader’s where a column row_number repeats', async () => {
		expect(await numbersOf(item({ row_number: 1 }, 1), item({ row_number: 1 }, 2))).toEqual([2, 3]);
	});

	it('are unknown where one sheet’s row_number is another’s hidden number', async () => {
		expect(await numbersOf(item({ row_number: 3 }), item({}, 2), item({}, 3))).toEqual([undefined, undefined, 4]);
	});

	it('are unknown for items without values', async () => {
		const odd = [null, {}, { json: null }, { json: [7] }, { json: 'row_number' }] as unknown as INodeExecutionData[];
		expect(await numbersOf(...odd, item({ row_number: 2 }))).toEqual([...odd.map(() => undefined), 2]);
	});
});

describe('the name of a row', () => {
	const invalid: Reading = { ok: false, issues: [] };
	const nameOf = (key: unknown, number?: number, reading: Reading = invalid) =>
		createRowNames({
			readings: [reading],
			keyName: 'entity_code',
			numberOf: () => number,
			rawKeyOf: () => key,
		}).nameOf(0);

	it.each<[what: string, key: unknown, name: string]>([
		['a text', 'CAB-1', 'Row 3 (entity_code CAB-1)'],
		['a text with blanks around it', ' CAB-1\n', 'Row 3 (entity_code CAB-1)'],
		['a number', 1303902, 'Row 3 (entity_code 1303902)'],
		['lost digits', '2.01E+27', 'Row 3 (entity_code 2.01E+27)'],
		['several lines', 'CAB\r\n1', 'Row 3 (entity_code CAB⏎1)'],
		['invisible characters', 'CAB\u200b1', 'Row 3 (entity_code CAB\\u200b1)'],
		['a long text', 'C'.repeat(100), `Row 3 (entity_code ${'C'.repeat(39)}…)`],
		['an object', { a: 1 }, 'Row 3 (entity_code {"a":1})'],
		['nothing', undefined, 'Row 3'],
		['null', null, 'Row 3'],
		['blanks', ' \t', 'Row 3'],
	])('has beside it the key of an invalid row: %s', (_what, key, name) => expect(nameOf(key, 3)).toBe(name));

	it('has the key as sent beside it if the row is valid', () => {
		const reading: Reading = { ok: true, content: { entity_code: 'CAB1' }, hints: [] };
		expect(nameOf('ＣＡＢ１', 3, reading)).toBe('Row 3 (entity_code CAB1)');
	});

	it('is n8n’s index of the item where no number is known', () => {
		expect(nameOf('CAB1')).toBe('Item 0 (entity_code CAB1)');
		expect(nameOf(undefined)).toBe('Item 0');
	});

	it('has no key where rows have none', () => {
		const names = createRowNames({ readings: [invalid], keyName: undefined, numberOf: () => 4, rawKeyOf: () => 'x' });
		expect([names.nameOf(0), names.keyOf(0)]).toEqual(['Row 4', undefined]);
	});
});
