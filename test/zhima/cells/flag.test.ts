/** Yes and no as people and programs write them. */
import { borrowEntityUpload } from '../../../zhima';
import type { Api } from '../../../zhima';
import { all, type Line, readIn, table, wrong } from './cell-table';

const neither = wrong(/Must be Y or N\. Also accepted: /);
const empty = wrong(/Value is required\./);

table('can_borrow', [
	...['Y', 'y', ' Y ', 'Ｙ', 'ｙ', 'YES', 'yes', '是', '有', 'TRUE', 'true', 'True', '1', '✓', '✔', '✔️', '√', '可借', '可借用', true, 1].map(
		(came): Line => [came, 'Y'],
	),
	...['N', 'n', 'Ｎ', 'NO', 'no', '否', '无', 'FALSE', 'false', '0', '✗', '✘', '×', '不可借', false, 0].map(
		(came): Line => [came, 'N'],
	),
	['', empty],
	['  \u3000', empty],
	[null, empty],
	[undefined, empty],
	['maybe', neither],
	['x', neither],
	['收租金', neither],
	['2', neither],
	['Y:可借', 'Y'],
	['N：不可借', 'N'],
	['Y:不可借', neither],
	[':', neither],
	[2, neither],
	[-1, neither],
	[Number.NaN, wrong(/placeholder for a missing value/)],
	['undefined', wrong(/placeholder for a missing value/)],
	['[object Object]', wrong(/placeholder for a missing value/)],
	['#N/A', wrong(/spreadsheet error value/)],
	[['Y'], wrong(/a list/)],
	[{ value: 'Y' }, wrong(/an object/)],
	[new Date(0), neither],
	...['是的', '真', 'T', '1.0', '✔\ufe0e', 'Y（可借）', '可借(Y)'].map((came): Line => [came, 'Y']),
	...['不是', '没有', '假', 'F', '0.0', 'N（不可借）'].map((came): Line => [came, 'N']),
	['Y（不可借）', neither],
	...['1-可借', 'Y-可借', '是，可借', '是/可借', '1、可借', 'Y=可借', '1 - 可以'].map((came): Line => [came, 'Y']),
	...['0-不可借', 'N，不可借', '否/不可借', '0 = 否'].map((came): Line => [came, 'N']),
	...['Y/N', '是/否', 'Y,N', '1-不可借', 'N，可借', '-1', '/1', '--1', '1-', '1/1', 'Y-Y', '是，停用', 'N/A', '不-可借'].map((came): Line => [came, neither]),
	['()', neither],
	...['"Y"', '="Y"', '是。', 'ON', '可'].map((came): Line => [came, 'Y']),
	...["'0", 'off', '不可'].map((came): Line => [came, 'N']),
	['N/A', neither],
	['None', wrong(/placeholder for a missing value/)],
	['{{ $json.canBorrow }}', wrong(/expression that wasn't evaluated.*“Expression”/)],
]);

table('collect_rent', [
	['收租金', 'Y'],
	['收', 'Y'],
	['不收租金', 'N'],
	['不收', 'N'],
	['收费', 'Y'],
	['免费', 'N'],
	['可借', neither],
]);

table('can_borrow', [
	...all('Y', '☑', '☑️', '✅', '✔️', '√', '1.0', 'T'),
	...all('N', '✕', '✖', '❌', '✗', '×', '0.0', 'F'),
	['ok', /Also accepted: 是, TRUE, 1, 可借 for Y; 否, FALSE, 0, 不可借 for N\.$/],
]);

table('collect_rent', [
	...all('Y', '收租金', '收', '收费', 'Y:收租金', 'Y（收）'),
	...all('N', '不收租金', '不收', '不收费', '免费', '免租金', 'N:不收租金'),
	...all(/Must be Y or N/, '收不收', 'Y:不收租金', '收/不收', ':'),
]);

table('can_borrow', [
	...all('Y', '可借', '可借用', '可以借', '可以', '可', 'Y:可借'),
	...all('N', '不可借', '不可借用', '不可以借', '不可以', '不可', 'N:不可借'),
]);

test('a flag without its own words names the common ones', () => {
	const [example] = borrowEntityUpload.parameters.filter(({ name }) => name === 'entity_name');
	const api: Api = { ...borrowEntityUpload, parameters: [{ ...example, kind: { type: 'flag' } }] };
	expect(readIn(api, 'entity_name', '可借')).toMatch(/Also accepted: 是, TRUE, 1 for Y; 否, FALSE, 0 for N\.$/);
});
