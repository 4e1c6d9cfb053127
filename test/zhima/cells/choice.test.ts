/** Choices by their values and by the words for them. */
import { borrowEntityUpload, dataStateSync } from '../../../zhima';
import type { Api } from '../../../zhima';
import { all, readCellIn, readIn, table, wrong } from './cell-table';

const empty = wrong(/Value is required\./);
const notAllowed = wrong(/value isn't allowed\. Use one of: power_bank \(充电宝\), umbrella \(雨伞\), test/);

table('category_code', [
	['power_bank', 'power_bank'],
	['Power_Bank', 'power_bank'],
	['POWER BANK', 'power_bank'],
	['power-bank', 'power_bank'],
	['ｐｏｗｅｒ＿ｂａｎｋ', 'power_bank'],
	['充电宝', 'power_bank'],
	['充电宝（power_bank）', 'power_bank'],
	['umbrella（充电宝）', notAllowed],
	['（）', notAllowed],
	['充电宝/power_bank', 'power_bank'],
	['充电宝 power bank', 'power_bank'],
	['umbrella雨伞', 'umbrella'],
	['雨伞、充电宝', notAllowed],
	['"power_bank"', 'power_bank'],
	['充电宝机柜', 'power_bank'],
	['共享充电宝', 'power_bank'],
	['umbrella', 'umbrella'],
	[' Umbrella ', 'umbrella'],
	['雨伞', 'umbrella'],
	['雨伞:umbrella', 'umbrella'],
	['充电宝：power_bank', 'power_bank'],
	['雨伞:power_bank', notAllowed],
	['test', 'test'],
	['测试', 'test'],
	['', empty],
	['bicycle', notAllowed],
	['自行车', notAllowed],
	[1, notAllowed],
	[true, wrong(/boolean/)],
]);

table('product_code', [
	['', 'w1010100000000002858'],
	[undefined, 'w1010100000000002858'],
	['W1010100000000002858', 'w1010100000000002858'],
	['信用借还', 'w1010100000000002858'],
	['w1010100000000002859', wrong(/value isn't allowed/)],
	['-', wrong(/or leave the cell empty/)],
]);

describe('category_code of a state', () => {
	test.each([
		['WATCH_MOVIE', 'WATCH_MOVIE'],
		['watch_movie', 'WATCH_MOVIE'],
		['电影', 'WATCH_MOVIE'],
		['LIVE_SHOW', 'LIVE_SHOW'],
		['ＬＩＶＥ', 'LIVE'],
		['x'.repeat(64), 'x'.repeat(64)],
	])('%s', (came, becomes) => {
		expect(readCellIn(dataStateSync, 'category_code', came).value).toBe(becomes);
	});

	test('over its length', () => {
		expect(readCellIn(dataStateSync, 'category_code', 'x'.repeat(65)).issue).toMatch(/65 characters.*maximum is 64/);
	});
});

table('category_code', [
	...all('umbrella', '雨伞umbrella', '雨伞  umbrella', 'umbrella  雨伞', 'umbrella-雨伞', '雨伞 - umbrella'),
	['无', /value isn't allowed/],
]);

table('category_code', [
	...all('power_bank', '充电宝', '共享充电宝', '充电宝机柜'),
	...all('umbrella', '雨伞', '共享雨伞'),
	...all('test', '测试', '联调测试'),
]);

test('options without words beside their values are named by the values alone', () => {
	const [example] = borrowEntityUpload.parameters.filter(({ name }) => name === 'entity_name');
	const options = ['a', 'b'].map((value) => ({ value, label: { en: '', zh: '' } }));
	const api: Api = { ...borrowEntityUpload, parameters: [{ ...example, kind: { type: 'choice', options } }] };
	expect(readIn(api, 'entity_name', 'c')).toMatch(/Use one of: a, b\.$/);
	expect(readIn(api, 'entity_name', 'B')).toMatch(/^.*\bb$|is more than/);
});
