import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { columnsIn, createParameterReader } from '../../../nodes/form/parameter-reader';

const BY_N8N = Symbol('read by n8n');

/** Reads one parameter for one item; `BY_N8N` where n8n itself is asked. */
function read(given: unknown, json: IDataObject = {}): unknown {
	const context = {
		getNode: () => ({ parameters: given === undefined ? {} : { field: given } }),
		getNodeParameter: () => BY_N8N,
	} as unknown as IExecuteFunctions;
	return createParameterReader(context, [{ json }] as INodeExecutionData[])('field', 0);
}

describe('a value that needs no expression', () => {
	it.each<[unknown]>([['text'], [''], [7], [0], [true], [false], [[1, 'a', null]], [{ a: 1, b: { c: ['d'] } }]])(
		'is taken as it is: %j',
		(given) => expect(read(given)).toEqual(given),
	);

	it('is an empty text where the node has no such parameter', () => expect(read(undefined)).toBe(''));
});

describe('an expression that is a column of the item and nothing else', () => {
	it.each([
		'={{ $json.col }}',
		'={{$json.col}}',
		'={{ $json["col"] }}',
		"={{ $json['col'] }}",
		'={{  $json . col  }}',
		'={{ $json[ "col" ] }}',
	])('is that column’s value: %s', (given) => {
		for (const value of ['x', '', 0, 12.5, true, false]) expect(read(given, { col: value })).toBe(value);
	});

	it('may name a column in Chinese or with blanks', () => {
		expect(read('={{ $json["机柜 号"] }}', { '机柜 号': 'A' })).toBe('A');
	});

	it('is read inside collections too', () => {
		const given = { list: ['={{ $json.a }}', 'b'], inner: { c: '={{ $json.c }}' } };
		expect(read(given, { a: 1, c: 2 })).toEqual({ list: [1, 'b'], inner: { c: 2 } });
	});
});

describe('an expression that is a path into the item and nothing else', () => {
	const item: IDataObject = {
		fields: { lng: 116.39, 'a b': ['x', { y: true }] },
		list: ['p', null],
		nothing: null,
		'机柜号': 'A1',
		text: 'abc',
	};

	it.each<[string, unknown]>([
		['={{ $json.fields.lng }}', 116.39],
		['={{ $json["fields"]["lng"] }}', 116.39],
		["={{ $json.fields['a b'][0] }}", 'x'],
		['={{ $json.fields["a b"][1].y }}', true],
		['={{$json . fields [ "a b" ] [1] . y}}', true],
		['={{ $json.机柜号 }}', 'A1'],
		['={{ $json.list[0] }}', 'p'],
		['={{ $json.list["0"] }}', 'p'],
		['={{ $json?.fields?.lng }}', 116.39],
		['={{ $json.list.length }}', 2],
	])('%s is the value there', (given, value) => expect(read(given, item)).toEqual(value));

	it.each([
		'={{ $json.fields.none }}',
		'={{ $json.none.none.none }}',
		'={{ $json.nothing.none }}',
		'={{ $json.list[1].none }}',
		'={{ $json.list[7] }}',
		'={{ $json[""] }}',
	])('%s is undefined, as n8n has it', (given) => expect(read(given, item)).toBeUndefined());

	it.each([
		['={{ $json["a\\"b"] }}', 'a"b'],
		["={{ $json['it\\'s'] }}", "it's"],
		['={{ $json["机柜编号\\n（背面）"] }}', '机柜编号\n（背面）'],
		['={{ $json["a\\r\\n\\tb"] }}', 'a\r\n\tb'],
		['={{ $json["a\\\\nb"] }}', 'a\\nb'],
	])('%s leads to a heading that n8n escapes', (given, heading) => {
		expect(read(given, { [heading]: 'here' })).toBe('here');
		expect(columnsIn(given)).toEqual([heading]);
	});

	it.each<[string, IDataObject]>([
		['null', { col: null }],
		['an object', { col: { a: 1 } }],
		['a list', { col: [1] }],
		['a Date', { col: new Date(0) as never }],
	])('may lead to %s', (_what, json) => expect(read('={{ $json.col }}', json)).toEqual(json.col));
});

describe('n8n is asked', () => {
	it.each([
		'={{ $json.col + 1 }}',
		'={{ $json.text.length }}',
		'={{ $json.text[0] }}',
		'={{ $json.a.toString }}',
		'={{ $json.a.b() }}',
		'={{ $json.a["b"].__proto__ }}',
		'={{ $json.a.constructor }}',
		'={{ $json["a}}b"] }}',
		'={{ $json[col] }}',
		'={{ $json.list[-1] }}',
		'={{ $json["a" + "b"] }}',
		'=x{{ $json.col }}',
		'={{ $json.col }} ',
		'={{ $json["a\\x62"] }}',
		'={{ $json["a\\u0062"] }}',
		'={{ $json["a\\0b"] }}',
		'={{ $json["a\nb"] }}',
		'={{ $("Rows").item.json.col }}',
		'={{ $json }}',
		'={{ }}',
		'=',
		'={{ $json.__proto__ }}',
		'={{ $json.constructor }}',
		'={{ $json["prototype"] }}',
	])('for %s', (given) => expect(read(given, { col: 1, text: 'abc', a: { b: 1 }, constructor: 'x' })).toBe(BY_N8N));

	it.each<[string, IDataObject]>([
		['is inherited', Object.create({ col: 'inherited' }) as IDataObject],
		['is an object of a class', { col: new Map() as never }],
		['is a function', { col: (() => 1) as never }],
	])('where the column %s', (_what, json) => expect(read('={{ $json.col }}', json)).toBe(BY_N8N));

	it('for the whole of a collection in which one value needs it', () => {
		expect(read({ a: '={{ $json.a }}', b: '={{ $now }}' }, { a: 1 })).toBe(BY_N8N);
		expect(read(['x', '={{ $now }}'])).toBe(BY_N8N);
	});
});

it('reads any text that is not an expression unchanged', () => {
	fc.assert(
		fc.property(fc.string().filter((text) => !text.startsWith('=')), (text) => {
			expect(read(text, { [text]: 'another' })).toBe(text);
		}),
	);
});
