import { errorCodeTable, parameterTable } from '../../scripts/reference/api-tables';
import { borrowEntityUpload, dataStateSync } from '../../zhima';

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
const cellsOf = (table: string): string[][] =>
	table.split('\n').map((line) => line.slice(2, -2).split(/(?<!\\) \| /));

describe.each([borrowEntityUpload, dataStateSync].map((api) => [api.method, api] as const))('%s', (_, api) => {
	test.each(['en', 'zh'] as const)('one line a parameter, in %s', (language) => {
		const [headings, rule, ...lines] = cellsOf(parameterTable(api, language));
		expect(rule).toEqual(headings.map(() => '---'));
		expect(lines.map(([name]) => name)).toEqual(api.parameters.map(({ name }) => `\`${name}\``));
		expect(lines.every((line) => line.length === headings.length)).toBe(true);
		expect(lines.map((line) => line[3])).toEqual(
			api.parameters.map(({ maxLength }) =>
				Number.isFinite(maxLength) ? String(maxLength) : { en: 'none', zh: '不限' }[language],
			),
		);
	});

	test.each(['en', 'zh'] as const)('one line an error code, in %s', (language) => {
		const [headings, , ...lines] = cellsOf(errorCodeTable(api, language));
		expect(lines).toHaveLength(api.businessCodes.length);
		expect(lines.every((line) => line.length === headings.length)).toBe(true);
	});

	test('the English tables have Chinese in quoted values only', () => {
		const tables = `${parameterTable(api, 'en')}\n${errorCodeTable(api, 'en')}`;
		expect(tables.replace(/`[^`]*`/g, '')).not.toMatch(CHINESE);
	});
});

test('a line of each table', () => {
	expect(cellsOf(parameterTable(borrowEntityUpload, 'en'))[12]).toEqual([
		'`rent_desc`',
		'Additional Fields → Rent Description',
		'no',
		'30',
		'Description of the rent at this location, for example 5 yuan per hour or 5-10 yuan per hour',
		'`5元/小时`',
		'`rentDesc`, `租金描述`',
	]);
	expect(cellsOf(parameterTable(dataStateSync, 'zh'))[2].slice(0, 4)).toEqual([
		'`user_id`',
		'蚂蚁统一会员 ID',
		'二选一',
		'64',
	]);
	expect(cellsOf(errorCodeTable(dataStateSync, 'zh')).find(([code]) => code.includes('SERVICE_ID'))).toEqual([
		'`ZMDAT.SERVICE_ID_ERROR`, `ZMDATA.SERVICE_ID_ERROR`',
		'服务 ID 不正确',
		'请到芝麻信用商户平台的信用服务中重新复制 service_id。',
		'请联系芝麻产品或技术人员,确认service_id值是否正确',
	]);
});
