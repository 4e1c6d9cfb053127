/** Coordinates, texts, codes and JSON as they come, each with its neighbours that mean nothing or not one thing. */
import { all, read, table } from './cell-table';

const NO_DEGREES = /not a number of degrees.*such as 120\.153576/;
const NOT_CLEAR = /decimal comma or two numbers/;
const ROUNDED = /A spreadsheet has rounded/;
const POINT = /Two coordinates stand in one cell/;
const ABROAD = /lies outside China's range/;

table('longitude', [
	...all('120.15', '120.15', '+120.15', '120.15°', '120.15 度', '０１２０.15', '0120.15', '00120.15'),
	...all('120.15', 'E120.15', 'e 120.15', 'E:120.15', '东120.15', '东经120.15', '东经：120.15', '120.15E', '120.15 东经', '120.15东'),
	...all('120.15', '经度120.15', '经度：120.15', '经度 = 120.15', 'longitude 120.15', 'LNG:120.15', 'lon=120.15', '经度:+120.15'),
	...all(NO_DEGREES, 'x经度:120.15', '东西120.15', 'E120.15E', 'E-120.15', '-120.15W', '经度', '经度:x', 'x', '120.15x', '120..15', '°'),
	['-120.15', ABROAD],
	...all(/^-120\.15 \| /, '-120.15', '−120.15', '–120.15', 'W120.15', '西120.15', '西经120.15', '120.15W', '120.15西经', '120.15西', '经度-120.15'),
	...all('120', '120', '120.', '120°'),
	['.5', /^0\.5 \| /],
	['0', /^0 \| /],
	['-0', /^0 \| /],
	[-0, /^0 \| /],
	['-0.0', /^0\.0 \| /],
	// Degrees, minutes and seconds.
	...all('120.15', '120°9\'0"', '120°9′', "120 ° 9 ' 0 \"", '120º09’00”', '120度9分0秒', '120˚9‘', "120°9'0''", '120°9′0′′', '120°9’0’’', '120°9', '120° 9', '120°9\'0', '120 9 0', '120:9:0', '120  9  0', '120:09:00.0'),
	...all('120.1575', '120°9.45′', '120°9\'27"', "120°9'27", '120 9 27', '120°9′27.0″', '120°09.450'),
	['120°9.45′0″', '120.1575'],
	...all(NO_DEGREES, "120°60'", '120°9\'60"', "120°9.5'30\"", '1200°9\'', '120°9\'0"x', "x120°9'", '120°9 27', '120 9 27x', 'x120 9 27', '120 60 0', '120:9:60'),
	// As spreadsheets write large and small numbers.
	['1.2015E+2', ROUNDED],
	...all('120.15', '1.20150000E+2', '1.20150000E2', '1.20150000e+02'),
	['1.201535764E+2', '120.1535764'],
	['1.201536E+2', ROUNDED],
	['1.2015357E+02', ROUNDED],
	['1E+2', ROUNDED],
	['1E-6', /^0\.000001 \| /],
	['1E-7', /^0\.0000001 \| /],
	['1E-5', ROUNDED],
	[1e-7, /^0\.0000001 \| /],
	...all(NO_DEGREES, 'x1.20150000E+2', '1.20150000E+2x', '12.0150000E+1', '1.20150000E+1234'),
	// The documented range.
	...all(/^-?180 \| /, '180', '-180', 180),
	...all(/outside the range -180 to 180/, '180.1', '-180.1', '181', '180.000000000000001', 1e21, 1e22, '9'.repeat(25)),
	[/x/, /not a single value/],
	...all(/^180\.0+ \| /, '180.0', '180.000000000000000'),
	// At most fifteen decimals.
	['120.123456789012345', '120.123456789012345'],
	['120.1234567890123456', '120.123456789012345'],
	['120.1234567890123406', '120.12345678901234'],
	['120.0000000000000001', '120'],
	// Two numbers, or none.
	...all(NOT_CLEAR, '120,15', '120, 15', '120 15', '-120,15', '120,-15', '120;15', '120、15', '+120,+15', '120.1,15', '120,15.5', '120 , 15'),
	...all(POINT, '120.15,30.28', 'E120.15 N30.28', '120.15 ; 30.28', '120.15|30.28', '120°,30°', '120.15 -30.28', '东120 北30'),
	...all(NO_DEGREES, '120,15,30', 'x120,15', '120,15x', '1.2.3,4.5', 'x.y,z.w', '120.15,x.y', 'E120 N'),
	[NaN, /remains of a missing value/],
	[Infinity, /remains of a missing value/],
	[true, /truth value/],
	['', /required, but empty/],
]);

table('latitude', [
	...all('30.28', 'N30.28', '北30.28', '北纬30.28', '30.28n', '30.28 北纬', '纬度:30.28', 'lat 30.28', 'Latitude=30.28', '30.28北'),
	...all(/^-30\.28 \| .*outside China/, 'S30.28', '南30.28', '南纬30.28', '30.28S', '30.28南纬', '30.28南'),
	...all(/^-?90 \| /, '90', '-90', '90°N'),
	...all(/outside the range -90 to 90/, '90.1', '-90.1', '91'),
	...all(/such as 30\.287459/, 'x', '91'),
]);

describe('two coordinates in each other’s place', () => {
	const both = (longitude: unknown, latitude: unknown): string => read('longitude', longitude, {}, { latitude });
	const BOTH = /“Longitude” and “Latitude” seem to be swapped/;

	test.each([
		['30.28', '120.15', /lies in China only the other way round/],
		['N30.28', 'E120.15', /the letters or words with them say so/],
		['N80', 'E20', /the letters or words with them say so/],
		['纬度:30.28', '经度:120.15', /the letters or words with them say so/],
		['10', '150', /no latitude is beyond 90 degrees/],
		['-10', '-150', /no latitude is beyond 90 degrees/],
	])('%s and %s', (longitude, latitude, reason) => {
		expect(both(longitude, latitude)).toMatch(BOTH);
		expect(both(longitude, latitude)).toMatch(reason);
		expect(both(longitude, latitude).split('\n')).toHaveLength(1);
	});

	test.each([
		['120.15', '30.28', '120.15'],
		['E30.28', '120.15', /outside the range -90 to 90/],
		['30.28', 'N120.15', /outside the range -90 to 90/],
		['N30.28', '30.28', /says that this is a latitude/],
		['120.15', 'E120.15', /says that this is a longitude/],
		['N120.15', 'x', /says that this is a latitude/],
		['30.28', 'x', /^(?!.*swapped)/],
		['200', '95', /200 is outside/],
		['80', '100', /no latitude is beyond|China/],
	])('%s and %s are not', (longitude, latitude, words) => {
		const told = both(longitude, latitude);
		if (typeof words === 'string') expect(told).toBe(words);
		else expect(told).toMatch(words);
	});
});

const MISREAD = /what a wrong encoding has left/;
const DIGITS = /has turned this into a number and lost digits/;

table('entity_name', [
	...all(MISREAD, '锟斤拷', 'a???b', '????', 'çˆ±å¿ƒ', '³äµç±¦'),
	['a??b', 'a??b'],
	['Café ñandú', 'Café ñandú'],
	['ÄÖÜ', 'ÄÖÜ'],
	['a\u0000b', /Character 2 is invisible \(U\+0000\)/],
	['🎉\u200bb', /Character 2 is invisible \(U\+200B\)/],
	['ab\tc', /Character 3 is a line break or tab \(U\+0009\)/],
	['a\u2028b', /Character 2 is a line break or tab \(U\+2028\)/],
	['a\ufffdb', /Character 2 is damaged \(U\+FFFD\)/],
	['a\ud83cb', /Character 2 is damaged \(U\+D83C\)/],
	...all(DIGITS, '2.01609E+27', '+2E+27', '-2.0e+3'),
	['2.01609E27', '2.01609E27'],
	['x2.01609E+27', 'x2.01609E+27'],
	['2.01609E+27x', '2.01609E+27x'],
	['20.1E+27', '20.1E+27'],
	...all(/a date, not a text/, '2017-01-01T00:00:00Z', '2017-01-01T00:00:00.000Z', new Date(0)),
	['x2017-01-01T00:00:0', 'x2017-01-01T00:00:0'],
	['17-01-01T00:00:00Zx', '17-01-01T00:00:00Zx'],
	[12n, '12'],
	[0, '0'],
	[-0, '0'],
	[1.5, '1.5'],
	[1e15, '1000000000000000'],
	[2 ** 53, DIGITS],
	[1e-7, DIGITS],
	...all(/remains of a missing value/, NaN, Infinity, 'undefined', 'NULL', 'NaN', '[object Object]', '<NA>', '\\N'),
	['nullx', 'nullx'],
	['xnull', 'xnull'],
	['null x', 'null x'],
	['#N/A', /error value of the spreadsheet/],
	...all(/error value of the spreadsheet/, '#REF!', '####', '#DIV/0!'),
	['x#N/A', 'x#N/A'],
	['#N/A x', '#N/A x'],
	...all(/a formula, not its result/, '=A1', '= SUM(A1)', '=-1'),
	['{{ $json.a }}', /expression that was not evaluated/],
	['{{name}}', '{{name}}'],
	['{ $json.a }', '{ $json.a }'],
]);

table('entity_code', [
	['CAB-1', 'CAB-1'],
	["'0012", '0012'],
	['="0012"', '0012'],
	["x'0012", "x'0012"],
	["'0012x", "'0012x"],
	['x="0012"', 'x="0012"'],
	['1303902.0', /^1303902\.0 \| .*if a program has added the \.0/],
	['1303902.00', /^1303902\.00 \| .*if a program has added the \.0/],
	['130.0', '130.0'],
	['x1303902.0', 'x1303902.0'],
	['1303902.0x', '1303902.0x'],
	[1303902, '1303902'],
	[1e15, /^1000000000000000 \| .*keep 15 digits/],
	[1234567890123450, /keep 15 digits/],
	[1234567890123451, '1234567890123451'],
	[123456789012340, '123456789012340'],
	['1000000000000000', '1000000000000000'],
	[12.5, /a number with decimals, not a code.*Format the column as text/],
	['12.5', '12.5'],
	['ＡＢ１', /^AB1 \| .*Full-width characters/],
	['', /required, but empty.*as in this example: “\w+”/],
]);

const NO_FORM = /does not have the documented form/;

table('user_id', [
	...all('2088102146225135', '2088102146225135', '2088 1021 4622 5135', '2088-1021-4622-5135', '"2088102146225135"', '2088102146225135.0', "'2088102146225135"),
	...all(NO_FORM, '208810214622513', '20881021462251355', 'x', '2088102146225135.00x', '2088102146225135.5'),
	['2088****5135', /hidden behind stars/],
	['2.08810214622513E+15', DIGITS],
]);

test('what has the shape of the other way to name a user belongs there', () => {
	const there = { user_id: '' };
	expect(read('open_id', '2088102146225135', {}, there)).toMatch(/looks like the value for “User ID”/);
	expect(read('open_id', '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5', {}, there)).not.toMatch(/looks like/);
	expect(read('out_biz_no', '2088102146225135')).toBe('2088102146225135');
	expect(read('user_id', '2088102146225136')).toBe('2088102146225136');
});

const NO_OBJECT = /not a JSON object/;
const told = (words: string): RegExp => new RegExp(words);

table('biz_data', [
	...all('{"a":1}', '{"a":1}', ' {"a":1} ', '"{\\"a\\":1}"', '{\\"a\\":1}', '"\\"{\\\\\\"a\\\\\\":1}\\""', { a: 1 }),
	['{ "a" : 1.50e-2 , "b" : [ true , null ] }', '{ "a" : 1.50e-2 , "b" : [ true , null ] }'],
	['{ \\"a\\":1}', '{ "a":1}'],
	...all(NO_OBJECT, '[1]', '1', 'true', '[]', [1], 5, true),
	...all(NO_OBJECT, '"x"'),
	...all(/The object is empty.*as in this example/, '{}', '{ }', {}),
	...all(/cannot be written as JSON/, { a: 1n }, { a: NaN }, { a: [Infinity] }),
	...all(/The number in “a” has lost digits/, { a: 2 ** 53 }),
	...all(/The number in “a\.0\.b” has lost digits/, { a: [{ b: 2 ** 53 }] }),
	[{ a: 2 ** 53 - 1 }, '{"a":9007199254740991}'],
	[{ a: null, b: 'x', c: [null] }, '{"a":null,"b":"x","c":[null]}'],
	...all(/a date, not a text/, new Date(0)),
	[{ toJSON: () => undefined }, NO_OBJECT],
	// What stands in its texts.
	...all(/In “a”: .*lost digits/, '{"a":"2.01E+27"}', { a: '2.01E+27' }),
	...all(/In “a\.b\.0”: .*not evaluated/, { a: { b: ['{{ $json.x }}'] } }),
	...all(/is an expression that was not evaluated/, '{"a":{"b":["{{ $json.x }}"]}}'),
	...all(/In “a”: .*remains of a missing value/, '{"a":"[object Object]"}', '{"a":"[object Promise]"}'),
	...all(/In “a”: .*wrong encoding/, '{"a":"锟斤拷"}', '{"a":"???"}', '{"a":"x\ufffd"}'),
	...all(/^\{/, '{"a":"x[object Object]"}', '{"a":"[object Object]x"}', '{"a":"[object x]"}', '{"a":"??"}', '{"a":"爱心"}', '{"a":"null"}', '{"a":"1E+5x"}'),
	// Syntax.
	['{"a":1', told('column 7: a comma or the closing bracket is expected, but the text ends\\. Complete the text')],
	['{"a":', told('a value is expected, but the text ends\\. Complete')],
	['{"a', told('a closing quote is expected, but the text ends\\. Complete')],
	['{"a“', told('a closing quote is expected.*straight double quotes')],
	['{"a":1,}', told('column 8: a name in straight.*but “}” stands there\\. Take away the comma before it')],
	['{"a":[1,]}', told('column 9: a value.*Take away the comma before it')],
	['{"a":}', told('a value is expected, but “}” stands there\\. Correct the text')],
	['{“a”:1}', told('a name in straight.*straight double quotes \\("\\)')],
	["{'a':1}", told('straight double quotes \\("\\)')],
	['{"a"：1}', told('a colon is expected, but “：” stands there\\. Use half-width')],
	['{"a":1，"b":2}', told('a comma or.*Use half-width')],
	['{"a":1 //x', told('JSON has no comments')],
	['{/* */"a":1}', told('JSON has no comments')],
	['{"a":1 #x', told('JSON has no comments')],
	['{"a":1 /x', told('Correct the text at that place')],
	['{\u00a0"a":1}', told('U\\+00A0.*Use the ordinary blank')],
	['{"a":TRUE}', told('Write true, false or null, or put the text')],
	['{"a":爱心}', told('a value is expected, but “爱” stands there\\. Correct')],
	['{a:1}', told('Put every name in double quotes')],
	['{$a:1}', told('Put every name in double quotes')],
	['{名:1}', told('Put every name in double quotes')],
	['{-:1}', told('Correct the text at that place')],
	['{"a" 1}', told('a colon is expected, but “1” stands there\\. Correct')],
	['{"a":1 b}', told('a comma or.*Correct')],
	['{"a":"x\ny"}', told('line break as')],
	['{"a":"\\x"}', told('a backslash as')],
	['{"a":"\\u12"}', told('a backslash as')],
	['{"a":1}x', told('column 8: the text should end, but “x” stands there')],
	['{"a":1\n,\n"b":}', told('line 3, column 5')],
	['{"a":1\r\n,\r"b":}', told('line 3, column 5')],
	['{"🎉":}', told('column 6')],
	['{"a":01}', told('a comma or')],
	['{"a":1.}', told('a comma or')],
	['{"a":.5}', told('a value is expected')],
	['{"a":1e}', told('a comma or')],
	['{"a":+1}', told('a value is expected')],
	['\'{"a":1}\'', told('Take away the quotes around the whole text')],
	['“{"a":1}”', told('Take away the quotes around the whole text')],
	[`{"a":${'['.repeat(199)}${']'.repeat(199)}}`, /^\{/],
	[`{"a":${'['.repeat(200)}1${']'.repeat(200)}}`, told('the nesting is too deep')],
	...all('{"a":-0.25E+10}', '{"a":-0.25E+10}'),
	...all('{"a":1e5,"b":10.125,"c":"\\u12aF\\/\\b"}', '{"a":1e5,"b":10.125,"c":"\\u12aF\\/\\b"}'),
	// Hints.
	['{"a":1,"a":2}', /^\{"a":1,"a":2\} \| .*“a” occurs twice/],
	['{"buycnt":3}', /writes “buyCnt”, not “buycnt”/],
	['{"buy_cnt":3}', /writes “buyCnt”, not “buy_cnt”/],
	['{"buyCnts":3}', /writes “buyCnt”, not “buyCnts”/],
	['{"bayCnts":3}', '{"bayCnts":3}'],
	['{"buyCnt":3,"buycnt":4}', '{"buyCnt":3,"buycnt":4}'],
	['{"buyCnt":3,"orderNo":"1","cinemaAddress":"x"}', /writes “cinemaAdderess”, not “cinemaAddress”/],
	['{"buyCnt":3,"orderNo":"1","seadIds":"x"}', /writes “seatId”, not “seadIds”/],
	['{"buyCnt":3,"seadIds":"x"}', '{"buyCnt":3,"seadIds":"x"}'],
	['{"startTime":"2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00"}'],
	...all(/writes “startTime” as Beijing time/, '{"startTime":"x2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00x"}', '{"startTime":1}'),
]);

test('objects within one another: two hundred deep at most, and no loop hangs the reader', () => {
	const nested = (depth: number): unknown => {
		let value: unknown = 'x';
		for (let at = 0; at < depth; at += 1) value = { a: value };
		return value;
	};
	expect(read('biz_data', nested(200))).toMatch(/^\{/);
	expect(read('biz_data', nested(202))).toMatch(/nesting is too deep/);
	const loop: Record<string, unknown> = {};
	loop.loop = loop;
	expect(read('biz_data', loop)).toMatch(/cannot be written as JSON/);
});
