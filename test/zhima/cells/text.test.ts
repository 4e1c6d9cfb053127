/** Texts and codes as they come from spreadsheets, databases and other nodes. */
import { all, hinted, read, table, wrong } from './cell-table';

const MISREAD = /is garbled: the text was read in the wrong encoding/;
const DIGITS = /Digits were lost because the spreadsheet stored this as a number/;
const empty = wrong(/Value is required\./);
const ruined = wrong(/Digits were lost.*Format the column as text/);
const NO_FORM = /doesn't match the documented format/;
const notAUser = wrong(/documented format.*16 digits.*2088.*Open ID/);

table('entity_name', [
	['爱心雨伞', '爱心雨伞'],
	['  爱心雨伞　', '爱心雨伞'],
	['\ufeff爱心雨伞', '爱心雨伞'],
	['爱心☂️', '爱心☂️'],
	['👨‍👩‍👧', '👨‍👩‍👧'],
	['爱心雨伞（西湖）', '爱心雨伞（西湖）'],
	['--', wrong(/only a placeholder for “nothing”/)],
	['无', '无'],
	['伞'.repeat(20), '伞'.repeat(20)],
	['😀'.repeat(10), '😀'.repeat(10)],
	['-'.repeat(11), wrong(/only a placeholder for “nothing”/)],
	['伞'.repeat(21), wrong(/21 characters\. The maximum is 20/)],
	['😀'.repeat(11), wrong(/22 characters \(emoji and rare characters count as 2 or more\)\. The maximum is 20/)],
	['伞'.repeat(5000), wrong(/5000 characters\. The maximum is 20/)],
	[5, '5'],
	[5.5, '5.5'],
	['\ud83d', wrong(/garbled \(U\+D83D\)/)],
	['爱心\ufffd', wrong(/Character 3 is garbled \(U\+FFFD\).*encoding/)],
	['爱心\u202e雨伞', wrong(/invisible \(U\+202E\)/)],
	['爱心\u0085雨伞', wrong(/invisible \(U\+0085\)/)],
	[true, wrong(/boolean/)],
	[['爱心'], wrong(/a list/)],
	[Symbol('伞'), wrong(/an object/)],
	[1e21, ruined],
	['????', wrong(/“\?\?\?\?” is garbled.*save that as "CSV UTF-8" or \.xlsx/)],
	['爱心?', '爱心?'],
	['çˆ±å¿ƒé›¨ä¼ž', wrong(/wrong encoding/)],
	['°®ÐÄÓêÉ¡', wrong(/wrong encoding/)],
	['°®ÐÄ', wrong(/wrong encoding/)],
	['º¼ÖÝ', wrong(/wrong encoding/)],
	['±±¾©', wrong(/wrong encoding/)],
	['Café Ünïön 25°C', 'Café Ünïön 25°C'],
	['3××××4', '3××××4'],
	['Café “Ä”', 'Café “Ä”'],
	['2026-05-10T00:00:00.000Z', wrong(/a date, not text/)],
	['{{ $json.name }}', wrong(/wasn't evaluated/)],
	['None', wrong(/placeholder for a missing value/)],
	...all(MISREAD, '锟斤拷', 'a???b', '????', 'çˆ±å¿ƒ', '³äµç±¦'),
	['a??b', 'a??b'],
	['Café ñandú', 'Café ñandú'],
	['ÄÖÜ', 'ÄÖÜ'],
	['a\u0000b', /Character 2 is invisible \(U\+0000\)/],
	['🎉\u200bb', /Character 2 is invisible \(U\+200B\)/],
	['ab\tc', /Character 3 is a line break or tab \(U\+0009\)/],
	['a\u2028b', /Character 2 is a line break or tab \(U\+2028\)/],
	['a\ufffdb', /Character 2 is garbled \(U\+FFFD\)/],
	['a\ud83cb', /Character 2 is garbled \(U\+D83C\)/],
	...all(DIGITS, '2.01609E+27', '+2E+27', '-2.0e+3'),
	['2.01609E27', '2.01609E27'],
	['x2.01609E+27', 'x2.01609E+27'],
	['2.01609E+27x', '2.01609E+27x'],
	['20.1E+27', '20.1E+27'],
	...all(/a date, not text/, '2017-01-01T00:00:00Z', '2017-01-01T00:00:00.000Z', new Date(0)),
	['x2017-01-01T00:00:0', 'x2017-01-01T00:00:0'],
	['17-01-01T00:00:00Zx', '17-01-01T00:00:00Zx'],
	[12n, '12'],
	[0, '0'],
	[-0, '0'],
	[1.5, '1.5'],
	[1e15, '1000000000000000'],
	[2 ** 53, DIGITS],
	[1e-7, DIGITS],
	...all(/placeholder for a missing value/, NaN, Infinity, 'undefined', 'NULL', 'NaN', '[object Object]', '<NA>', '\\N'),
	['nullx', 'nullx'],
	['xnull', 'xnull'],
	['null x', 'null x'],
	['#N/A', /spreadsheet error value/],
	...all(/spreadsheet error value/, '#REF!', '####', '#DIV/0!'),
	['x#N/A', 'x#N/A'],
	['#N/A x', '#N/A x'],
	...all(/a formula, not its result/, '=A1', '= SUM(A1)', '=-1'),
	['{{ $json.a }}', /expression that wasn't evaluated/],
	['{{name}}', '{{name}}'],
	['{ $json.a }', '{ $json.a }'],
]);

table('rent_desc', [
	['="5元/小时"', '5元/小时'],
	['=" 5元/小时 "', '5元/小时'],
	['="5元"/小时', '="5元"/小时'],
	['="#N/A"', wrong(/spreadsheet error value/)],
	['="1.23E+15"', wrong(/Digits were lost/)],
]);

table('entity_code', [
	['2016000100010011', '2016000100010011'],
	[2016000100010011, '2016000100010011'],
	[2016000100010010, hinted('2016000100010010', /keep only 15 digits/)],
	[1303902, '1303902'],
	[20160001000100112016n, '20160001000100112016'],
	['CAB-0001', 'CAB-0001'],
	['0001', '0001'],
	["'0001", '0001'],
	['="0001"', '0001'],
	['\t2016000100010011', '2016000100010011'],
	['ＣＡＢ１', hinted('CAB1', /Full-width/)],
	['A 12', 'A 12'],
	['1E5', '1E5'],
	['机柜一号', '机柜一号'],
	['2.01609E+27', ruined],
	['2.01609e+27', ruined],
	['2E+15', ruined],
	[2.01609e27, ruined],
	[Number('9007199254740993'), ruined],
	[2 ** 53, ruined],
	[1e-7, wrong(/decimal number/)],
	[12.5, wrong(/decimal number/)],
	[true, wrong(/boolean/)],
	[new Date(0), wrong(/a date, not text/)],
	['2026-03-04T00:00:00.000Z', wrong(/a date, not text.*as text/)],
	['-', wrong(/only a placeholder for “nothing”/)],
	['/', wrong(/only a placeholder for “nothing”/)],
	['N/A', wrong(/only a placeholder for “nothing”/)],
	[{ richText: [{ text: 'CAB' }] }, wrong(/an object/)],
	['', empty],
	['x'.repeat(32), 'x'.repeat(32)],
	['x'.repeat(33), wrong(/33 characters\. The maximum is 32/)],
	['CAB\u0000', wrong(/Character 4 is invisible \(U\+0000\)/)],
	['CA\u200bB', wrong(/Character 3 is invisible \(U\+200B\)/)],
	['CA\nB', wrong(/Character 3 is a line break or tab \(U\+000A\)/)],
	['CA\tB', wrong(/line break or tab/)],
	['=A1', wrong(/a formula/)],
	['=VLOOKUP(A1,B:C,2)', wrong(/a formula/)],
	['1303902.0', hinted('1303902.0', /program added the \.0/)],
	['暂无', wrong(/only a placeholder for “nothing”/)],
	['{{ $json.id }}', wrong(/wasn't evaluated/)],
	['={{ $json.id }}', wrong(/wasn't evaluated/)],
	['{{id}}', '{{id}}'],
	['\\N', wrong(/placeholder for a missing value/)],
	['(null)', wrong(/placeholder for a missing value/)],
	['None', wrong(/only a placeholder for “nothing”/)],
	['NaT', wrong(/placeholder for a missing value/)],
	['=1+1', wrong(/a formula/)],
	['锟斤拷001', wrong(/“锟斤拷” is garbled/)],
	['😀\u200b', '😀'],
	['😀\u200bA', wrong(/Character 2 is invisible/)],
	['#REF!', wrong(/spreadsheet error value/)],
	['########', wrong(/spreadsheet error value/)],
	['undefined', wrong(/placeholder for a missing value/)],
	['CAB-1', 'CAB-1'],
	["'0012", '0012'],
	['="0012"', '0012'],
	["x'0012", "x'0012"],
	["'0012x", hinted("'0012x", /The mark ' at the beginning is sent\. If an export added it, remove it/)],
	['x="0012"', 'x="0012"'],
	['"CAB1"', hinted('"CAB1"', /The quotes in "CAB1" are sent as part of the code/)],
	['“CAB1”', hinted('“CAB1”', /quotes in “CAB1” are sent/)],
	['5"-CAB', '5"-CAB'],
	['1303902.0', /^1303902\.0 \| .*If a program added the \.0/],
	['1303902.00', /^1303902\.00 \| .*If a program added the \.0/],
	['130.0', '130.0'],
	['x1303902.0', 'x1303902.0'],
	['1303902.0x', '1303902.0x'],
	[1303902, '1303902'],
	[1e15, /^1000000000000000 \| .*keep only 15 digits/],
	[1234567890123450, /keep only 15 digits/],
	[1234567890123451, '1234567890123451'],
	[123456789012340, '123456789012340'],
	['1000000000000000', '1000000000000000'],
	[12.5, /a decimal number, not a code.*Format the column as text/],
	['12.5', '12.5'],
	['ＡＢ１', /^AB1 \| .*Full-width characters/],
	['', /Value is required.*such as “\w+”/],
]);

table('user_id', [
	['2088102146225135', '2088102146225135'],
	[2088102146225135, '2088102146225135'],
	['２０８８１０２１４６２２５１３５', '2088102146225135'],
	["'2088102146225135", '2088102146225135'],
	['2088开头', notAUser],
	['208810214622513', notAUser],
	['1088102146225135', notAUser],
	['2088 1021 4622 5135', '2088102146225135'],
	['2088102146225135.0', '2088102146225135'],
	['2088***5135', wrong(/masked with asterisks.*full value/)],
	['2.0881E+15', ruined],
	['"2088102146225135"', '2088102146225135'],
	['2088102146225135;', '2088102146225135'],
	['无', wrong(/Value is required\..*16 digits.*2088.*Open ID/)],
	['', wrong(/Value is required\..*16 digits.*2088.*Open ID/)],
	...all('2088102146225135', '2088102146225135', '2088 1021 4622 5135', '2088-1021-4622-5135', '"2088102146225135"', '2088102146225135.0', "'2088102146225135"),
	...all(NO_FORM, '208810214622513', '20881021462251355', 'x', '2088102146225135.00x', '2088102146225135.5'),
	['2088****5135', /masked with asterisks/],
	['2.08810214622513E+15', DIGITS],
]);

table('open_id', [
	['074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5', '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5'],
	['x'.repeat(129), wrong(/129 characters\. The maximum is 128/)],
	['2088102146225135', hinted('2088102146225135', /looks like the value for “User ID”/)],
], { user_id: '' });

table('out_principal_id', [
	[1303902, '1303902'],
	['1303902', '1303902'],
	['', empty],
	['x'.repeat(129), wrong(/129 characters/)],
]);

test('a code in the format of the other way to identify a user gets a hint', () => {
	const there = { user_id: '' };
	expect(read('open_id', '2088102146225135', {}, there)).toMatch(/looks like the value for “User ID”/);
	expect(read('open_id', '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5', {}, there)).not.toMatch(/looks like/);
	expect(read('out_biz_no', '2088102146225135')).toBe('2088102146225135');
	expect(read('user_id', '2088102146225136')).toBe('2088102146225136');
});

describe('what may have lost digits', () => {
	table('entity_name', [
		...all(DIGITS, Number('0.1234567890123456789'), Number('120.15357612345678901'), 0.1 + 0.2, 1 / 3, 1e15 + 0.5, 1e21),
		[0.3, '0.3'],
		[123456.789012345, '123456.789012345'],
		[-0.5, '-0.5'],
		['0.1234567890123456', '0.1234567890123456'],
	]);

	table('out_biz_no', [
		...all(DIGITS, 2 ** 53, -(2 ** 53), 1e22),
		[2 ** 53 - 1, '9007199254740991'],
		...all('12345678901234567890', '12345678901234567890', 12345678901234567890n),
		['1e3', '1e3'],
		['1.0', '1.0'],
		['007', '007'],
	]);
});

describe('a date cell in a column of codes', () => {
	const DATE = /a date, not text/;
	table('out_biz_no', [
		...all(DATE, '2026-03-04T00:00:00.000+08:00', '2026-03-04T00:00:00+0800', '2026-03-04T00:00:00Z'),
		...all(DATE, 'Wed Mar 04 2026 08:00:00 GMT+0800 (China Standard Time)', 'Wed Mar 04 2026 08:00:00 GMT-0500'),
		['2026-03-04', '2026-03-04'],
		['2026-03-04T00:00', '2026-03-04T00:00'],
		['Wed Mar 04', 'Wed Mar 04'],
	]);
});

describe('the marks of text that exports leave', () => {
	for (const name of ['entity_code', 'out_biz_no']) {
		table(name, all('0012', "'0012", '`0012', '‘0012', '’0012', '´0012', '＇0012', '\t0012', '="0012"', '=""0012""', '"=""0012"""'));
		table(
			name,
			["'CAB-1", '`CAB-1', '‘CAB-1'].map((came) => [came, hinted(came, new RegExp(`The mark ${came[0]} at the beginning is sent`))] as const),
		);
	}
	table('rent_desc', [
		...all('5元/小时', '="5元/小时"', '5元/小时\t', '=""5元/小时""'),
		['`5元/小时', hinted('`5元/小时', /The mark ` at the beginning is sent\. If an export added it, remove it/)],
		["5元'起", "5元'起"],
		['‘爱心’雨伞', '‘爱心’雨伞'],
	]);
	table('user_id', all('2088102146225135', "'2088102146225135", '`2088102146225135', '‘2088102146225135', '＇2088102146225135', '="2088102146225135"'));
	table('can_borrow_cnt', all('12', "'12", '`12', '’12', '＇12', '‘12’', '“12”', '="12"'));
	table('longitude', all('120.15', "'120.15", '`120.15', '＇120.15'));
});

describe('a number that was a date', () => {
	const wasDate = (day: string, text: string) =>
		wrong(new RegExp(`To a spreadsheet, this number is the date ${day}\\. The cell may have held a text such as ${text}\\..*as text in the spreadsheet, then type the value again`));
	for (const name of ['entity_name', 'address_desc', 'rent_desc', 'office_hours_desc']) {
		table(name, [
			[46_152, wasDate('2026-05-10', '5-10')],
			[46_024, wasDate('2026-01-02', '1-2')],
			[36_526, wasDate('2000-01-01', '1-1')],
			[73_415, wasDate('2100-12-31', '12-31')],
			[46_152.5, wasDate('2026-05-10', '5-10')],
		]);
	}
	table('rent_desc', [
		[36_525, '36525'],
		[73_416, '73416'],
		['46152', '46152'],
		[5, '5'],
	]);
	table('entity_code', all('46024', '46024', 46_024));
});
