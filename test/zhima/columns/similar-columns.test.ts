/** Headings that are nearly a parameter's name. */
import { borrowEntityUpload } from '../../../zhima';
import { nearestParameter } from '../../../zhima/columns/similar-columns';
import type { Parameter } from '../../../zhima';

describe('near to a name', () => {
	const nearTo = (given: string, ...names: readonly string[]): boolean =>
		nearestParameter(given, [{ name: 'x' } as Parameter], () => names) !== undefined;

	test.each([
		// Chinese: one sign off where both are long enough, a part of at least two, or more than the name.
		['实体编码', '实体编号', true],
		['体编号', '实体编号', true],
		['实编码', '实体编号', false],
		['经纬', '经度', false],
		['实名称', '名称', true],
		['编号', '实体编号', true],
		['号', '实体编号', false],
		['我的经度', '经度', true],
		['名字', '名称', false],
		['地点', '地址', false],
		['甲乙', '甲乙丙', true],
		['甲丁丙', '甲乙丙', false],
		['甲丁丙', '甲乙丙戊', false],
		['甲乙丙', '甲乙丁戊', false],
		// Letters: one off beyond five, two beyond eight.
		['ratess', 'rates', true],
		['ratfs', 'rates', false],
		['rentas', 'rental', true],
		['rexxal', 'rental', false],
		['latixxde', 'latitude', false],
		['latixude', 'latitude', true],
		['longixxde', 'longitude', true],
		['longxxxde', 'longitude', false],
		// The beginning of three letters, the end of four.
		['lon', 'longitude', true],
		['lo', 'longitude', false],
		['tude', 'longitude', true],
		['ude', 'longitude', false],
		// Holding the name, of four letters.
		['myrent', 'rent', true],
		['mycnt', 'cnt', false],
		// Beginning alike: seven letters and three fifths of the name.
		['rentdescript', 'rentdesc', true],
		['contactxxxxx', 'contactnumber', false],
		['contactnxxxxxx', 'contactnumber', true],
		['categoryxxxxx', 'categorycode', true],
		['rentdesxxxxxx', 'rentdesc', true],
		['rentdxxxxxxxx', 'rentdesc', false],
		// Without vowels, three letters that begin alike.
		['lng', 'longitude', true],
		['lngt', 'longitude', true],
		['lgn', 'longitude', false],
		['ngt', 'longitude', false],
		['lg', 'longitude', false],
		['lngx', 'longitude', false],
		['lngi', 'longitude', false],
		['ilng', 'longitude', false],
		// Nothing, and a sentence.
		['', 'longitude', false],
		['', '经度', false],
	])('%j and %j: %s', (given, name, isNear) => expect(nearTo(given, name)).toBe(isNear));

	test('any of the names will do, and of two parameters neither', () => {
		expect(nearTo('longitud', 'x', 'longitude')).toBe(true);
		const two = [{ name: 'a' }, { name: 'b' }] as Parameter[];
		expect(nearestParameter('code', two, ({ name }) => [`${name}code`])).toBeUndefined();
		expect(nearestParameter('acod', two, ({ name }) => [`${name}code`])).toBe(two[0]);
	});
});

test('compares headings of up to forty characters', () => {
	const parameters = borrowEntityUpload.parameters;
	const near = (given: string) => nearestParameter(given, parameters, ({ name }) => [name.replaceAll('_', '')]);
	expect(near(`longitude${'x'.repeat(31)}`)?.name).toBe('longitude');
	expect(near(`longitude${'x'.repeat(32)}`)).toBeUndefined();
});
