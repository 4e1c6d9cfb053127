/** What a heading may have beside a parameter's name: brackets, numbering, 必填, a second language. */
import { borrowEntityUpload, planColumns } from '../../../zhima';

const namesIn = (heading: string): string[] =>
	planColumns(borrowEntityUpload, [heading]).columns.map(([name]) => name);

describe('a heading of the longitude', () => {
	test.each([
		...['经度{度}', '经度{°}', '{a{b}c}经度', '经度〔度〕', '经度<度>', '经度《度》', '经度[度（°）]', '经度【度】'],
		...['12. 经度', '12 经度', '1  经度', '1.12 经度', '1.2. 经度', '1 .经度', '①  经度', '3）经度'],
		...['a) 经度', 'A 、经度', 'a .经度', '三、经度', '十二、经度'],
		...['必填-经度', '必填: 经度', '必填**经度', '经度 - 必填', '经度**选填', '非必填经度', '必选经度', '可选经度'],
		...['required: longitude', 'longitude - optional', 'Optional longitude', 'LONGITUDE REQUIRED'],
		...['经度  longitude', '经度//longitude', 'longitude经度', '经度longitude', '经度|longitude', '经度=longitude'],
		...['位置(longitude)', '位置(x)(longitude)', '位置（Longitude）', 'x经度', '经度X'],
	])('%j is recognized', (heading) => expect(namesIn(heading)).toEqual(['longitude']));

	test.each([
		...['123. 经度', '十二三四、经度', 'ab) 经度', '经度必填项', 'a必填经度', '经度2longitude', 'code2经度'],
		...['位置（longitude 1）', '位置（1 longitude）', '位置（经度）', '位置（foo）', 'longitude or latitude'],
		`经度${' '.repeat(100)}longitude`,
	])('%j is not recognized', (heading) => expect(namesIn(heading)).toEqual([]));

	test('a heading of a hundred characters with both names is recognized', () => {
		expect(namesIn(`经度${' '.repeat(89)}longitude`)).toEqual(['longitude']);
	});
});

describe('a heading that the spreadsheet reader numbered because the sheet has it twice', () => {
	test.each(['经度_1', '经度_12'])('%s is the same column again', (heading) => {
		expect(planColumns(borrowEntityUpload, ['经度', heading]).issues[0]).toMatchObject({
			field: 'longitude',
			message: expect.stringContaining(`Several columns match longitude: “经度”, “${heading}”.`) as string,
		});
	});

	test.each(['经度_1', '经度_1x', 'x经度_1'])('%s alone is not recognized', (heading) => {
		expect(planColumns(borrowEntityUpload, [heading, '备注']).columns).toEqual([]);
		expect(planColumns(borrowEntityUpload, [heading, '备注']).ignored).toContain(heading);
	});
});
