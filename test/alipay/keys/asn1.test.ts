/** ASN.1 as jsrsasign reads it, at the edges of what is well formed. */
import { announcedLength, childrenOf, contentOf, oidOf, tagOf } from '../../../alipay/keys/asn1';

describe('the values within a sequence', () => {
	const sequence = (hex: string) => `30${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`;
	const read = (hex: string) =>
		childrenOf(sequence(hex)).map((value) => [tagOf(value), contentOf(value), value]);

	test.each([
		['', []],
		['0500', [['05', '', '0500']]],
		['020107', [['02', '07', '020107']]],
		['0201070500', [['02', '07', '020107'], ['05', '', '0500']]],
		['04810109', [['04', '09', '04810109']]],
		['0482000109', [['04', '09', '0482000109']]],
		['048400000001aa', [['04', 'aa', '048400000001aa']]],
		['0202', []],
		['020207', []],
		['0480', []],
		['048000', []],
		['0482', []],
		['048200', []],
		['04820001', []],
		['0484ffffffffaa', []],
	])('%s', (hex, values) => expect(read(hex)).toEqual(values));

	test('of a value that is cut short there are none', () => {
		expect(childrenOf('3005020101')).toEqual([]);
		expect(childrenOf('30')).toEqual([]);
		expect(childrenOf('')).toEqual([]);
		expect(childrenOf(undefined)).toEqual([]);
	});
});

test.each([
	['', 0],
	['30', 0],
	['3005', 7],
	['307f', 129],
	['3080', 0],
	['308180', 131],
	['30820102', 262],
	['308401020304', 16909066],
	['308480000000', 0],
])('%s announces %s bytes', (hex, length) => expect(announcedLength(hex)).toBe(length));

test.each([
	['0603550403', '2.5.4.3'],
	['06092a864886f70d010101', '1.2.840.113549.1.1.1'],
	['060127', '0.39'],
	['06014f', '1.39'],
	['060150', '2.0'],
	['06032a817f', '1.2.255'],
	['06032a8100', '1.2.128'],
	['020103', ''],
	[undefined, ''],
])('%s is the object identifier %j', (hex, text) => expect(oidOf(hex)).toBe(text));
