/** Coordinates as they come, each with its neighbors that mean nothing or not one thing. */
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
	[NaN, /stands for a missing value/],
	[Infinity, /stands for a missing value/],
	[true, /boolean/],
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
