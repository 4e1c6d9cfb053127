/** Business data as JSON text and as objects. */
import { dataStateSync, readRow } from '../../../zhima';
import { all, hinted, read, table, wrong } from './cell-table';
import { NOW, syncRow } from '../rows';

const NO_OBJECT = /isn't a JSON object/;
const words = (text: string): RegExp => new RegExp(text);
const empty = wrong(/Value is required\./);
const ticket = '{"buyCnt":3,"orderNo":"1"}';

table('biz_data', [
	[{ buyCnt: 3, orderNo: '1' }, ticket],
	[ticket, ticket],
	[` ${ticket}\n`, ticket],
	[JSON.stringify(ticket), ticket],
	[JSON.stringify(JSON.stringify(ticket)), ticket],
	['{\\"buyCnt\\":3,\\"orderNo\\":\\"1\\"}', ticket],
	['{"n":100220200103194523683}', '{"n":100220200103194523683}'],
	['{"n":1.0e5}', '{"n":1.0e5}'],
	['{\n\t"a": 1\n}', '{\n\t"a": 1\n}'],
	[{ when: new Date('2020-01-25T04:30:00Z') }, '{"when":"2020-01-25T04:30:00.000Z"}'],
	[{ a: [1, { b: null }] }, '{"a":[1,{"b":null}]}'],
	[{ cinemaAddress: '杭华街' }, hinted('{"cinemaAddress":"杭华街"}', /documentation uses “cinemaAdderess”, not “cinemaAddress”/)],
	[{ buycnt: 3 }, hinted('{"buycnt":3}', /“buyCnt”, not “buycnt”/)],
	[{ buyCount: 3, orderNo: '1', seatId: '2' }, hinted('{"buyCount":3,"orderNo":"1","seatId":"2"}', /“buyCnt”/)],
	[{ order_no: '1' }, hinted('{"order_no":"1"}', /“orderNo”/)],
	[{ title: 'x', price: 3 }, '{"title":"x","price":3}'],
	['{"a":1,"a":2}', wrong(/The name “a” is used twice in one object\. Keep only one of them/)],
	[`{"a":"${'x'.repeat(4088)}"}`, `{"a":"${'x'.repeat(4088)}"}`],
	[`{"a":"${'x'.repeat(4089)}"}`, wrong(/4097 characters\. The maximum is 4096/)],
	[{ a: '影'.repeat(4096) }, wrong(/4104 characters/)],
	['', empty],
	['{}', wrong(/object is empty/)],
	[{}, wrong(/object is empty/)],
	['{"a":1', wrong(/line 1, column 7: expected a comma or closing bracket, but found the end of the text/)],
	['{"a":1,\n"b" 2}', wrong(/line 2, column 5: expected a colon, but found “2”/)],
	['{"a":1,}', wrong(/line 1, column 8: expected a name.*“}”.*Remove the comma/)],
	["{'a':1}", wrong(/line 1, column 2.*straight double quotes/)],
	['{“a”:1}', wrong(/line 1, column 2.*Use straight double quotes/)],
	['{"a"：1}', wrong(/line 1, column 5.*half-width characters/)],
	['{a:1}', wrong(/line 1, column 2: expected a name/)],
	['{"a":None}', wrong(/line 1, column 6: expected a value, but found “N”/)],
	['{"a":"x\ny"}', wrong(/column 8: expected a closing quote, but found “⏎”\..*line break as \\n/)],
	['{"a":"\\x"}', wrong(/column 7.*backslash as \\\\/)],
	['{"a":01}', wrong(/column 7.*comma/)],
	['{"a":1} x', wrong(/column 9: expected the end of the text/)],
	['{"影":1, 影}', wrong(/line 1, column 9: expected a name/)],
	['buyCnt=3', wrong(/line 1, column 1: expected a value/)],
	['[1]', wrong(/isn't a JSON object/)],
	['"text"', wrong(/isn't a JSON object/)],
	['3', wrong(/isn't a JSON object/)],
	['null', wrong(/placeholder for a missing value/)],
	['[object Object]', wrong(/placeholder for a missing value/)],
	[3, wrong(/isn't a JSON object/)],
	[[1], wrong(/isn't a JSON object/)],
	[true, wrong(/isn't a JSON object/)],
	[new Date(0), wrong(/a date/)],
	[{ order: { no: Number('100220200103194523683') } }, wrong(/“order\.no” may have been lost/)],
	[{ a: 1n }, wrong(/can't be converted to JSON/)],
	['{"a":1 // note\n}', wrong(/column 8.*doesn't allow comments/)],
	["'{\"a\":1}'", wrong(/column 1.*quotes around the JSON/)],
	['{"a":True}', wrong(/column 6.*true, false, or null/)],
	['{a:1}', wrong(/Put every name in double quotes/)],
	['{\u00a0"a":1}', wrong(/found “U\+00A0”\..*regular space/)],
	['{"a":"x”}', wrong(/the end of the text.*straight double quotes/)],
	['{"a":"x', wrong(/JSON is incomplete/)],
	['{"a":"{{ $json.x }}"}', wrong(/wasn't evaluated/)],
	[{ a: ['{{ $json.x }}'] }, wrong(/In “a\.0”: .*wasn't evaluated/)],
	[{ a: { b: '[object Object]' } }, wrong(/In “a\.b”: .*placeholder for a missing value/)],
	['{"orderNo":"1.0022E+20"}', wrong(/In “orderNo”: .*Digits were lost/)],
	['{"a":"\ud83d"}', wrong(/In “a”: Character 1 is garbled/)],
	['{"a":"锟斤拷"}', wrong(/In “a”: .*wrong encoding/)],
	[{ a: Number.NaN }, wrong(/can't be converted to JSON/)],
	[{ startTime: new Date('2020-01-25T04:30:00Z') }, hinted('{"startTime":"2020-01-25T04:30:00.000Z"}', /documentation shows “startTime” as Beijing time, for example 2020-01-25 12:30:00/)],
	['{"startTime":"2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00"}'],
	['{"__proto__":{"a":1},"b":2}', '{"__proto__":{"a":1},"b":2}'],
	[JSON.parse('{"__proto__":{"a":1},"b":2}'), '{"__proto__":{"a":1},"b":2}'],
	[`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, wrong(/at most 200 levels of nesting/)],
	...all('{"a":1}', '{"a":1}', ' {"a":1} ', '"{\\"a\\":1}"', '{\\"a\\":1}', '"\\"{\\\\\\"a\\\\\\":1}\\""', { a: 1 }),
	['{ "a" : 1.50e-2 , "b" : [ true , null ] }', '{ "a" : 1.50e-2 , "b" : [ true , null ] }'],
	['{ \\"a\\":1}', '{ "a":1}'],
	...all(NO_OBJECT, '[1]', '1', 'true', '[]', [1], 5, true),
	...all(NO_OBJECT, '"x"'),
	...all(/The object is empty.*for example “/, '{}', '{ }', {}),
	...all(/can't be converted to JSON/, { a: 1n }, { a: NaN }, { a: [Infinity] }),
	...all(/Digits of the number in “a” may have been lost/, { a: 2 ** 53 }),
	...all(/Digits of the number in “a\.0\.b” may have been lost/, { a: [{ b: 2 ** 53 }] }),
	[{ a: 2 ** 53 - 1 }, '{"a":9007199254740991}'],
	[{ a: null, b: 'x', c: [null] }, '{"a":null,"b":"x","c":[null]}'],
	...all(/a date, not text/, new Date(0)),
	[{ toJSON: () => undefined }, NO_OBJECT],
	// The content of its texts.
	...all(/In “a”: .*Digits were lost/, '{"a":"2.01E+27"}', { a: '2.01E+27' }),
	...all(/In “a\.b\.0”: .*wasn't evaluated/, { a: { b: ['{{ $json.x }}'] } }),
	...all(/is an expression that wasn't evaluated/, '{"a":{"b":["{{ $json.x }}"]}}'),
	...all(/In “a”: .*placeholder for a missing value/, '{"a":"[object Object]"}', '{"a":"[object Promise]"}'),
	...all(/In “a”: .*wrong encoding/, '{"a":"锟斤拷"}', '{"a":"???"}', '{"a":"x\ufffd"}'),
	...all(/^\{/, '{"a":"x[object Object]"}', '{"a":"[object Object]x"}', '{"a":"[object x]"}', '{"a":"??"}', '{"a":"爱心"}', '{"a":"null"}', '{"a":"1E+5x"}'),
	// Syntax.
	['{"a":1', words('column 7: expected a comma or closing bracket, but found the end of the text\\. The JSON is incomplete')],
	['{"a":', words('expected a value, but found the end of the text\\. The JSON is incomplete')],
	['{"a', words('expected a closing quote, but found the end of the text\\. The JSON is incomplete')],
	['{"a“', words('expected a closing quote.*straight double quotes')],
	['{"a":1,}', words('column 8: expected a name in straight.*but found “}”\\. Remove the comma before it')],
	['{"a":[1,]}', words('column 9: expected a value.*Remove the comma before it')],
	['{"a":}', words('expected a value, but found “}”\\. Fix the JSON')],
	['{“a”:1}', words('expected a name in straight.*straight double quotes \\("\\)')],
	["{'a':1}", words('straight double quotes \\("\\)')],
	['{"a"：1}', words('expected a colon, but found “：”\\. Use half-width')],
	['{"a":1，"b":2}', words('expected a comma or.*Use half-width')],
	['{"a":1 //x', words("JSON doesn't allow comments")],
	['{/* */"a":1}', words("JSON doesn't allow comments")],
	['{"a":1 #x', words("JSON doesn't allow comments")],
	['{"a":1 /x', words('Fix the JSON at this position')],
	['{""a"":1}', words('The quotes are doubled, as in a CSV file\\. Write each of them once')],
	['"{""a"":1}"', words('The quotes are doubled')],
	['{"a":1};', words('Remove everything after the closing brace')],
	['{"a":1}}', words('Remove everything after the closing brace')],
	['{"a":1}{"b":2}', words('Fix the JSON at this position')],
	['{"a":1 "b":2}', words('Add a comma before it')],
	['a=1&b=2', words('Enter names and values in braces')],
	['<a>1</a>', words('Enter names and values in braces')],
	['{\u00a0"a":1}', words('U\\+00A0.*Use a regular space')],
	['{"a":TRUE}', words('Use true, false, or null, or put the text')],
	['{"a":爱心}', words('expected a value, but found “爱”\\. Fix the JSON')],
	['{a:1}', words('Put every name in double quotes')],
	['{$a:1}', words('Put every name in double quotes')],
	['{名:1}', words('Put every name in double quotes')],
	['{-:1}', words('Fix the JSON at this position')],
	['{"a" 1}', words('expected a colon, but found “1”\\. Fix the JSON')],
	['{"a":1 b}', words('expected a comma or.*Fix the JSON')],
	['{"a":"x\ny"}', words('line break as')],
	['{"a":"\\x"}', words('a backslash as')],
	['{"a":"\\u12"}', words('a backslash as')],
	['{"a":1}x', words('column 8: expected the end of the text, but found “x”')],
	['{"a":1\n,\n"b":}', words('line 3, column 5')],
	['{"a":1\r\n,\r"b":}', words('line 3, column 5')],
	['{"🎉":}', words('column 6')],
	['{"a":01}', words('expected a comma or')],
	['{"a":1.}', words('expected a comma or')],
	['{"a":.5}', words('expected a value')],
	['{"a":1e}', words('expected a comma or')],
	['{"a":+1}', words('expected a value')],
	['\'{"a":1}\'', words('Remove the quotes around the JSON')],
	['“{"a":1}”', words('Remove the quotes around the JSON')],
	[`{"a":${'['.repeat(199)}${']'.repeat(199)}}`, /^\{/],
	[`{"a":${'['.repeat(200)}1${']'.repeat(200)}}`, words('expected at most 200 levels of nesting, but found “.”')],
	...all('{"a":-0.25E+10}', '{"a":-0.25E+10}'),
	...all('{"a":1e5,"b":10.125,"c":"\\u12aF\\/\\b"}', '{"a":1e5,"b":10.125,"c":"\\u12aF\\/\\b"}'),
	// Hints.
	['{"buycnt":3}', /documentation uses “buyCnt”, not “buycnt”/],
	['{"buy_cnt":3}', /documentation uses “buyCnt”, not “buy_cnt”/],
	['{"buyCnts":3}', /documentation uses “buyCnt”, not “buyCnts”/],
	['{"bayCnts":3}', '{"bayCnts":3}'],
	['{"buyCnt":3,"buycnt":4}', '{"buyCnt":3,"buycnt":4}'],
	['{"buyCnt":3,"orderNo":"1","cinemaAddress":"x"}', /documentation uses “cinemaAdderess”, not “cinemaAddress”/],
	['{"buyCnt":3,"orderNo":"1","seadIds":"x"}', /documentation uses “seatId”, not “seadIds”/],
	['{"buyCnt":3,"seadIds":"x"}', '{"buyCnt":3,"seadIds":"x"}'],
	['{"startTime":"2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00"}'],
	...all(/documentation shows “startTime” as Beijing time/, '{"startTime":"x2020-01-25 12:30:00"}', '{"startTime":"2020-01-25 12:30:00x"}', '{"startTime":1}'),
]);

table('ext_properties', [
	['', undefined],
	['{}', undefined],
	[{}, undefined],
	['{"key":"value"}', '{"key":"value"}'],
	[{ key: 'x'.repeat(9000) }, `{"key":"${'x'.repeat(9000)}"}`],
	['key=value', wrong(/Invalid JSON at line 1, column 1/)],
]);

test('objects inside one another are read up to two hundred levels, and a loop is refused', () => {
	const nested = (depth: number): unknown => {
		let value: unknown = 'x';
		for (let at = 0; at < depth; at += 1) value = { a: value };
		return value;
	};
	expect(read('biz_data', nested(200))).toMatch(/^\{/);
	expect(read('biz_data', nested(202))).toMatch(/at most 200 levels of nesting/);
	const loop: Record<string, unknown> = {};
	loop.loop = loop;
	expect(read('biz_data', loop)).toMatch(/can't be converted to JSON/);
});

describe('names used twice', () => {
	const twice = (name: string) => wrong(new RegExp(`The name “${name}” is used twice in one object`));

	table('biz_data', [
		...all(twice('a'), '{"a":1,"\\u0061":2}', '{"\\u0061":1,"a":1}', '{"b":1,"a":1,"c":{},"a":1}', '"{\\"a\\":1,\\"a\\":2}"'),
		...all(twice('a'), '{"x":{"y":{"a":1,"a":1}}}', '{"x":[0,[{"a":1,"\\u0061":1}]]}'),
		...all(twice('a'), '{"extInfo":"{\\"a\\":1,\\"a\\":2}"}', { extInfo: '[{"a":1,"a":2}]' }),
		['{"a/b":1,"a\\/b":2}', twice('a/b')],
		['{"__proto__":1,"__proto__":2}', twice('__proto__')],
		['{"":1,"":2}', twice('')],
		...all('{"a":{"b":1},"b":{"a":1}}', '{"a":{"b":1},"b":{"a":1}}'),
		['[{"a":1}]', /isn't a JSON object/],
		['{"a":"[","b":"{"}', '{"a":"[","b":"{"}'],
		['{"a":1,"A":2}', '{"a":1,"A":2}'],
	]);

	table('ext_properties', [['{"k":1,"\\u006b":2}', twice('k')]]);
});

describe('digits', () => {
	const LOST = /Digits of the number in “(?:a|a\.0|a\.b)” may have been lost\. Put long numbers in double quotes/;
	const ROUNDED = /Digits of the number \S+ were lost\. Put long numbers in double quotes/;

	table('biz_data', [
		// As text they are sent to the letter.
		...['0.1234567890123456789', '12345678901234567890', '1.10', '-0.0', '1e20', '9007199254740993', '1E400', '1e+14'].map(
			(number) => [`{"a":${number}}`, `{"a":${number}}`] as const,
		),
		// A program has printed a number with more digits than it keeps.
		...all(wrong(ROUNDED), '{"a":1.0022020010319453e+20}', '{"a":[1E+15]}', '{"a":{"b":-2.01609E+27}}', '{"a":1e+021}'),
		// As numbers they came without those digits.
		...all(wrong(LOST), { a: 2 ** 53 }, { a: [-(2 ** 53)] }, { a: { b: Number('0.1234567890123456789') } }, { a: Number('120.15357612345678901') }, { a: 0.1 + 0.2 }),
		[{ a: 2 ** 53 - 1, b: 0.5, c: 123456.789012345, d: 1e-7 }, '{"a":9007199254740991,"b":0.5,"c":123456.789012345,"d":1e-7}'],
		[{ a: { toJSON: () => 2 ** 53 } }, wrong(LOST)],
		[{ a: '12345678901234567890' }, '{"a":"12345678901234567890"}'],
	]);
});

describe('what can be in a name or a text by an escape', () => {
	table('biz_data', [
		...all(wrong(/In “a”: Character 1 is garbled \(U\+D83D\)/), '{"a":"\\ud83d"}', { a: '\ud83d' }),
		...all(wrong(/In “a\.0”: Character 2 is garbled \(U\+DE00\)/), '{"a":["x\\ude00"]}'),
		...all(wrong(/In “a”: Character 2 is invisible \(U\+0000\)/), '{"a":"x\\u0000"}', { a: 'x\u0000' }),
		...all(wrong(/In “a”: Character 1 is invisible \(U\+FEFF\)/), '{"a":"\\ufeffx"}', '{"a":"\ufeffx"}', { a: '\ufeffx' }),
		...all(wrong(/In “a”: Character 1 is invisible \(U\+001B\)/), '{"a":"\\u001b[0m"}'),
		...all(wrong(/In the name “\\ufeffa”: Character 1 is invisible \(U\+FEFF\)/), '{"\\ufeffa":1}', '{"b":[{"\ufeffa":1}]}', { '\ufeffa': 1 }),
		...all(wrong(/In the name “a\\u200b”: Character 2 is invisible/), '{"a\\u200b":1}', '{"a":1,"a\u200b":2}'),
		...all(wrong(/In the name “\\ud83d”: Character 1 is garbled/), '{"\\ud83d":1}'),
		...all(wrong(/In the name “a\\u0000”/), '{"a\\u0000":1}'),
		...all(wrong(/In the name “锟斤拷”: .*garbled/), '{"锟斤拷":1}'),
		...all(wrong(/In the name “\{\{ \$json\.x \}\}”: .*wasn't evaluated/), { '{{ $json.x }}': 1 }),
		['\ufeff{"a":1}', '{"a":1}'],
		['{\ufeff"a":1}', wrong(/column 2: expected a name.*but found “U\+FEFF”/)],
		...all('{"a":"\\ud83d\\ude00"}', '{"a":"\\ud83d\\ude00"}'),
		...all('{"a":"1\\n2\\t3\\u000d\\b\\f"}', '{"a":"1\\n2\\t3\\u000d\\b\\f"}'),
		['{"爱心":1,"a b":2}', '{"爱心":1,"a b":2}'],
	]);

	test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a member called %s is one like any other', (name) => {
		const text = `{"${name}":{"a":1},"b":2}`;
		for (const came of [text, JSON.parse(text), `{"x":[${text}]}`]) {
			const reading = readRow(dataStateSync, { ...syncRow, biz_data: came }, { now: NOW });
			expect(reading.ok && reading.content.biz_data).toBe(typeof came === 'string' ? came : text);
		}
		expect(read('biz_data', `{"${name}":1e+21}`)).toMatch(/Digits of the number 1e\+21 were lost/);
		expect(read('biz_data', JSON.parse(`{"${name}":0.12345678901234567}`))).toMatch(/may have been lost/);
		expect(read('biz_data', `{"${name}":{"a":1,"a":2}}`)).toMatch(/used twice/);
	});
});

table('biz_data', [
	...all(/can't be converted to JSON/, { a: new Map([['b', 1]]) }, { a: new Set([1]) }, { a: () => 1 }, { a: [Symbol('b')] }),
]);

describe('JSON as programs paste it', () => {
	const fence = /Invalid JSON at line 1, column 1.*Remove the code fence \(```json and ```\) around the JSON/;
	const doubled = /The quotes are doubled, as in a CSV file\. Write each of them once/;
	test.each([
		['```json\n{"a":1}\n```', fence],
		['```{"a":1}```', fence],
		['~~~\n{"a":1}\n~~~', fence],
		['""a"":1', doubled],
		['{""a"":1}', doubled],
		['{"a":""b""}', doubled],
		['{"a":1,""b"":2}', doubled],
		['{\n  ""a"":1}', doubled],
	])('%j is refused with what to do', (came, words) => {
		for (const name of ['biz_data', 'ext_properties']) expect(read(name, came)).toMatch(words);
	});

	test.each([['{"a":""}'], ['{"a":"","b":""}'], ['{"":1}']])('%j has no doubled quotes', (came) => {
		expect(read('biz_data', came)).toBe(came);
	});
});

describe('a documented number as a text', () => {
	test.each(['buyCnt', 'cinemaId'])('%s gets a hint and is sent unchanged', (name) => {
		expect(read('biz_data', `{"${name}":"3"}`)).toMatch(
			new RegExp(`^\\{"${name}":"3"\\} \\| “Business Data”: Alipay's documentation shows “${name}” as a number, for example \\d+\\. The text "3" is sent unchanged\\.$`),
		);
	});

	test('a number, a text of another name and an object without it get none', () => {
		for (const came of ['{"buyCnt":3}', '{"count":"3"}', '{"orderNo":"3"}']) expect(read('biz_data', came)).toBe(came);
	});
});
