/** Coordinates as they come, each with its neighbors that mean nothing or not one thing. */
import { borrowEntityUpload, readRow } from '../../../zhima';
import { NOW, uploadRow } from '../rows';
import { all, check, hinted, read, readCell, table, wrong } from '../cells/cell-table';

const empty = wrong(/Value is required\./);
const notDegrees = wrong(/isn't a coordinate in degrees.*such as 120\.153576/);
const unclear = wrong(/decimal comma or two numbers/);
const NO_DEGREES = /isn't a coordinate in degrees.*such as 120\.153576/;
const NOT_CLEAR = /decimal comma or two numbers/;
const ROUNDED = /Digits were lost because the spreadsheet rounded/;
const POINT = /This cell holds two coordinates/;
const ABROAD = /is outside China \(/;

table('longitude', [
	[120.153576, '120.153576'],
	['120.153576', '120.153576'],
	['83.66', '83.66'],
	['83.660', '83.660'],
	['083.66', '83.66'],
	['+120.15', '120.15'],
	['120.', '120'],
	['１２０．１５', '120.15'],
	['120.15°', '120.15'],
	['120.15º', '120.15'],
	['120.15 度', '120.15'],
	['120.15°E', '120.15'],
	['E120.15', '120.15'],
	['东经120.15°', '120.15'],
	['东经：120.15', '120.15'],
	['120°12′30″', '120.20833333'],
	['120°12\'30"E', '120.20833333'],
	['120°12′30.5″', '120.20847222'],
	['120度12分30秒', '120.20833333'],
	['东经120°12′30″', '120.20833333'],
	['120°12′', '120.2'],
	["120°12.5'", '120.20833333'],
	["120° 12' 30''", '120.20833333'],
	['120.1535761234567891234', '120.153576123456789'],
	[120.15357612345677, '120.15357612345677'],
	['1.201535761E+02', '120.1535761'],
	[-74.006, hinted('-74.006', /is outside China \(/)],
	['74.006°W', hinted('-74.006', /is outside China \(/)],
	['西经74.006', hinted('-74.006', /is outside China \(/)],
	['180', hinted('180', /outside China/)],
	['-180', hinted('-180', /outside China/)],
	[1e-7, hinted('0.0000001', /outside China/)],
	['1e-7', hinted('0.0000001', /outside China/)],
	['-0', /0 stands for a missing place/],
	['', empty],
	[181, wrong(/181 isn't between -180 and 180/)],
	['-180.5', wrong(/isn't between/)],
	['120°60′00″', notDegrees],
	['120°12′60″', notDegrees],
	['-120°W', notDegrees],
	['E120.15E', notDegrees],
	['120.15.3', notDegrees],
	['abc', notDegrees],
	['经度：120.15', '120.15'],
	['lng:120.15', '120.15'],
	['经度东经120.15', notDegrees],
	['纬度30.28', wrong(/direction mark says that this is a latitude/)],
	['"120.15"', '120.15'],
	["'120.15", '120.15'],
	['--', wrong(/only a placeholder for “nothing”/)],
	['待定', wrong(/only a placeholder for “nothing”/)],
	['120,15', unclear],
	['120.15,30.28', wrong(/This cell holds two coordinates.*separate columns/)],
	['120.15 30.28', wrong(/holds two coordinates/)],
	['1.20E+02', wrong(/Digits were lost because the spreadsheet rounded/)],
	['30.28°N', wrong(/direction mark says that this is a latitude/)],
	[Number.NaN, wrong(/placeholder for a missing value/)],
	[Number.POSITIVE_INFINITY, wrong(/placeholder for a missing value/)],
	['NaN', wrong(/placeholder for a missing value/)],
	['Infinity', notDegrees],
	[true, wrong(/boolean/)],
	[[120.15], wrong(/a list/)],
	['120º09′12.87″东', '120.153575'],
	['东120.15', '120.15'],
	['120 09 12.87', '120.153575'],
	['120:09:12.87', '120.153575'],
	['120 72 12.87', notDegrees],
	['="120.15"', '120.15'],
	['120.153576,', '120.153576'],
	['120.153576；', '120.153576'],
	['.5', hinted('0.5', /outside China/)],
	['.', wrong(/only a placeholder for/)],
	['120.15357600000000000000', '120.153576'],
	[0.1 + 0.2, hinted('0.3', /outside China/)],
	['180.0000001', wrong(/180\.0000001 isn't between/)],
	['180.000000000000001', wrong(/180\.000000000000001 isn't between/)],
	['-180.000000000000001', wrong(/isn't between/)],
	['180.0000000000000001', hinted('180', /outside China/)],
	['120.1E, 30.2N', wrong(/holds two coordinates/)],
	['30.2°N 120.1°E', wrong(/holds two coordinates/)],
	['120.153576（高德）', notDegrees],
	['=120.15', wrong(/a formula/)],
	[1e300, wrong(/isn't between/)],
	[-8.6e74, wrong(/isn't between/)],
]);

const swapped = wrong(/“Longitude” and “Latitude” seem to be swapped.*Swap the values/);

describe('longitude and latitude in each other’s place', () => {
	test.each([
		[30.287459, 120.153576, swapped],
		['30.287459', '120.153576°', swapped],
		['30°17′', '120°9′', swapped],
		[45.75, 80.5, swapped],
		['30.28°N', '120.15°E', swapped],
		['120.15°E', '30.28°N', '120.15'],
		['83.66', '5.87', '83.66'],
		['N30.28', '120.15', swapped],
		['30.28', 'E120.15', swapped],
		['E120.15', 'E30.28', '“Latitude” is'],
		['N30.28', '30.28', wrong(/direction mark says that this is a latitude/)],
		[35.68, 139.7, wrong(/swapped: a latitude can't exceed 90 degrees/)],
		[35.68, 200, '“Latitude” is'],
		[120.15, 120.3, '“Latitude” is'],
	] as const)('%s, %s', (longitude, latitude, becomes) => {
		if (typeof becomes === 'string' && becomes.startsWith('“')) {
			expect(readCell('longitude', longitude, { latitude }).issue).toMatch(new RegExp(`^latitude: ${becomes}`));
		} else check('longitude', [longitude, becomes], { latitude });
	});

	test('give one issue for both cells', () => {
		const reading = readRow(borrowEntityUpload, { ...uploadRow, longitude: 30.2, latitude: 120.1 }, { now: NOW });
		expect(!reading.ok && reading.issues.map(({ field }) => field)).toEqual(['longitude']);
	});

	test('is not said of a point that is merely abroad', () => {
		expect(readCell('longitude', -0.1276, { latitude: 51.5072 }).value).toBe('-0.1276');
	});
});

table('latitude', [
	[30.287459, '30.287459'],
	['北纬30°17′14″', '30.28722222'],
	['南纬33.86', hinted('-33.86', /is outside China \(/)],
	['90.1', wrong(/isn't between -90 and 90/)],
	[120.15, wrong(/isn't between -90 and 90/)],
]);

table('longitude', [
	...all('120.15', '120.15', '+120.15', '120.15°', '120.15 度', '０１２０.15', '0120.15', '00120.15'),
	...all('120.15', 'E120.15', 'e 120.15', 'E:120.15', '东120.15', '东经120.15', '东经：120.15', '120.15E', '120.15 东经', '120.15东'),
	...all('120.15', '经度120.15', '经度：120.15', '经度 = 120.15', 'longitude 120.15', 'LNG:120.15', 'lon=120.15', '经度:+120.15'),
	...all(NO_DEGREES, 'x经度:120.15', '东西120.15', 'E120.15E', 'E-120.15', '-120.15W', '经度', '经度:x', 'x', '120.15x', '120..15', '°'),
	['-120.15', ABROAD],
	...all(/^-120\.15 \| /, '-120.15', '−120.15', '–120.15', 'W120.15', '西120.15', '西经120.15', '120.15W', '120.15西经', '120.15西', '经度-120.15'),
	...all('120', '120', '120.', '120°'),
	['.5', /^0\.5 \| /],
	...[0, '0', '-0', -0, '-0.0', '0°', '4.9E-324'].map((zero) => [zero, /0 stands for a missing place\. Enter the real longitude and latitude\./] as const),
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
	...all(/isn't between -180 and 180/, '180.1', '-180.1', '181', '180.000000000000001', 1e21, 1e22, '9'.repeat(25)),
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
	[NaN, /placeholder for a missing value/],
	[Infinity, /placeholder for a missing value/],
	[true, /boolean/],
	['', /Value is required\./],
]);

table('latitude', [
	...all('30.28', 'N30.28', '北30.28', '北纬30.28', '30.28n', '30.28 北纬', '纬度:30.28', 'lat 30.28', 'Latitude=30.28', '30.28北'),
	...all(/^-30\.28 \| .*outside China \(/, 'S30.28', '南30.28', '南纬30.28', '30.28S', '30.28南纬', '30.28南'),
	...all(/^-?90 \| /, '90', '-90', '90°N'),
	...all(/isn't between -90 and 90/, '90.1', '-90.1', '91'),
	...all(/such as 30\.287459/, 'x', '91'),
]);

describe('two coordinates in each other’s place', () => {
	const both = (longitude: unknown, latitude: unknown): string => read('longitude', longitude, {}, { latitude });
	const BOTH = /“Longitude” and “Latitude” seem to be swapped/;

	test.each([
		['30.28', '120.15', /the point is in China only after swapping/],
		['N30.28', 'E120.15', /their direction marks say the opposite/],
		['N80', 'E20', /their direction marks say the opposite/],
		['纬度:30.28', '经度:120.15', /their direction marks say the opposite/],
		['10', '150', /a latitude can't exceed 90 degrees/],
		['-10', '-150', /a latitude can't exceed 90 degrees/],
	])('%s and %s', (longitude, latitude, reason) => {
		expect(both(longitude, latitude)).toMatch(BOTH);
		expect(both(longitude, latitude)).toMatch(reason);
		expect(both(longitude, latitude).split('\n')).toHaveLength(1);
	});

	test.each([
		['120.15', '30.28', '120.15'],
		['E30.28', '120.15', /isn't between -90 and 90/],
		['30.28', 'N120.15', /isn't between -90 and 90/],
		['N30.28', '30.28', /direction mark says that this is a latitude/],
		['120.15', 'E120.15', /direction mark says that this is a longitude/],
		['N120.15', 'x', /direction mark says that this is a latitude/],
		['30.28', 'x', /^(?!.*swapped)/],
		['200', '95', /200 isn't between/],
		['80', '100', /a latitude can't exceed|China/],
	])('%s and %s are not', (longitude, latitude, words) => {
		const shown = both(longitude, latitude);
		if (typeof words === 'string') expect(shown).toBe(words);
		else expect(shown).toMatch(words);
	});
});
