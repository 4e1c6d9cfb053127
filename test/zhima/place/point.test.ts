/** A cell that holds both coordinates of a place. */
import fc from 'fast-check';
import { cellsOfPoint, UnreadPoint } from '../../../zhima/place/point';

const CHINA = { longitude: [73.66, 135.05], latitude: [3.86, 53.55] } as const;
const read = (cell: unknown): string => {
	const { longitude, latitude } = cellsOfPoint(cell, CHINA);
	return longitude instanceof UnreadPoint ? longitude.issue().message : `${String(longitude)} / ${String(latitude)}`;
};

const HERE = '116.397428 / 39.90923';

test.each<[unknown]>([
	['116.397428,39.90923'], ['116.397428, 39.90923'], ['116.397428，39.90923'], ['116.397428、39.90923'], ['116.397428;39.90923'], ['116.397428|39.90923'],
	['116.397428 39.90923'], ['116.397428\t39.90923'], ['116.397428/39.90923'], ['39.90923,116.397428'], ['[116.397428,39.90923]'], ['[116.397428, 39.90923]'],
	['(116.397428,39.90923)'], ['（116.397428，39.90923）'], ['【116.397428，39.90923】'], ['{116.397428,39.90923}'], ['[39.90923,116.397428]'],
	['１１６.397428，39.90923'], ['POINT (116.397428 39.90923)'], ['POINT(116.397428 39.90923)'], ['point(116.397428,39.90923)'], ['SRID=4326;POINT(116.397428 39.90923)'], ['POINT Z (116.397428 39.90923 50)'],
	['lng:116.397428,lat:39.90923'], ['lat=39.90923&lng=116.397428'], ['经度:116.397428 纬度:39.90923'], ['经度116.397428，纬度39.90923'], ["{lng:116.397428,lat:39.90923}"],
	['{"lng":116.397428,"lat":39.90923}'], ['{"lat":"39.90923","lon":"116.397428"}'], ['{"type":"Point","coordinates":[116.397428,39.90923]}'],
	[[116.397428, 39.90923]], [['116.397428', '39.90923']], [[39.90923, 116.397428]], [{ lng: 116.397428, lat: 39.90923 }], [{ longitude: '116.397428', latitude: '39.90923' }],
	[{ Lat: 39.90923, Lng: 116.397428 }], [{ _latitude: 39.90923, _longitude: 116.397428 }], [{ type: 'Point', coordinates: [116.397428, 39.90923] }],
	[{ type: 'Point', coordinates: [116.397428, 39.90923, 50] }], [{ type: 'Feature', geometry: { type: 'Point', coordinates: [116.397428, 39.90923] }, properties: {} }],
	[{ location: '116.397428,39.90923', name: '天安门', full_address: '北京市东城区' }], [[{ lng: 116.397428, lat: 39.90923 }]],
])('%j is read', (cell) => expect(read(cell)).toBe(HERE));

test.each<[unknown, string]>([
	['E116.39 N39.9', 'E116.39 / N39.9'],
	['北纬39.9°，东经116.39°', '东经116.39° / 北纬39.9°'],
	['39.9N,116.39E', '116.39E / 39.9N'],
	['116°23′29″E, 39°54′20″N', '116°23′29″E / 39°54′20″N'],
	[{ lng: -0.1276, lat: 51.5072 }, '-0.1276 / 51.5072'],
	['51.5072N, 0.1276W', '0.1276W / 51.5072N'],
	[{ lng: 39.9, lat: 116.4 }, '39.9 / 116.4'],
	['-', '- / -'],
])('%j: %s', (cell, becomes) => expect(read(cell)).toBe(becomes));

const NO_PAIR = "This isn't the longitude and latitude of one place.";
const ADDRESS = 'This looks like an address, not like longitude and latitude.';
const UNCLEAR = "It isn't clear which of the two numbers is the longitude, because the place isn't in China either way.";
const METERS = "These numbers aren't degrees, but perhaps meters of a projection.";
const SWAPPED = 'Longitude and latitude seem to be swapped: this format has the longitude first.';
const ZERO = '0 stands for a missing place.';

test.each<[unknown, string]>([
	['Shanghai Pudong Century Avenue 100', ADDRESS], ['上海市浦东新区', ADDRESS], ['1号楼 2层', ADDRESS], [116.397428, NO_PAIR], ['116.397428', NO_PAIR], ['北京市朝阳区3号楼,5层', ADDRESS],
	['116,39', NO_PAIR], ['116.39,39.9,20', NO_PAIR], ['116.39,39.9;116.40,39.91', NO_PAIR], ['116.39E 39.9E', NO_PAIR], [[116.39], NO_PAIR], [[], NO_PAIR], [{}, NO_PAIR], [true, NO_PAIR],
	[{ lng: 116.39 }, NO_PAIR], [{ lng: 116.39, lat: 39.9, Lng: 1 }, NO_PAIR], [{ type: 'LineString', coordinates: [[116.39, 39.9], [116.4, 39.9]] }, NO_PAIR],
	['LINESTRING(116.39 39.9, 116.40 39.9)', NO_PAIR], ['0101000020E6100000', NO_PAIR], [new Date(0), NO_PAIR],
	['-0.1276,51.5072', UNCLEAR], ['103.8,1.35', UNCLEAR], ['39.9,39.9', UNCLEAR], ['[1,2]', UNCLEAR], ['12958175.1,4825923.7', METERS], ['SRID=3857;POINT(12958175 4825923)', METERS],
	['POINT (39.90923 116.397428)', SWAPPED], [{ type: 'Point', coordinates: [39.90923, 116.397428] }, SWAPPED],
	['0,0', ZERO], ['0.0, 0.0', ZERO], [[0, 0], ZERO], [{ lng: 0, lat: 0 }, ZERO], ['POINT(0 0)', ZERO], ['{"lng":"0","lat":"0"}', ZERO],
])('%j is refused: %s', (cell, message) => expect(read(cell)).toBe(message));

test('a cell that throws when it is looked at is refused', () => {
	const cell = { get lng() { throw new Error('gone'); }, lat: 1 };
	expect(read(cell)).toBe(NO_PAIR);
	expect(new UnreadPoint('x,y', 'noPair').toJSON()).toBe('x,y');
});

test('any two numbers in China, in any order and form, are that place', () => {
	const digits = fc.integer({ min: 0, max: 999_999 });
	const place = fc.record({ x: fc.integer({ min: 74, max: 134 }), y: fc.integer({ min: 4, max: 52 }), a: digits, b: digits });
	const form = fc.constantFrom((a: string, b: string) => `${a},${b}`, (a: string, b: string) => `[${a}, ${b}]`, (a: string, b: string) => `(${a} ${b})`, (a: string, b: string) => [a, b]);
	fc.assert(
		fc.property(place, form, fc.boolean(), ({ x, y, a, b }, write, isCrossed) => {
			const [longitude, latitude] = [`${x}.${String(a).padStart(6, '0')}`, `${y}.${String(b).padStart(6, '0')}`];
			expect(cellsOfPoint(isCrossed ? write(latitude, longitude) : write(longitude, latitude), CHINA)).toEqual({ longitude, latitude });
		}),
	);
});

test('any value is read or refused', () => {
	fc.assert(fc.property(fc.anything(), (cell) => expect(typeof read(cell === undefined ? null : cell)).toBe('string')));
});
