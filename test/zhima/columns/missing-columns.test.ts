/** Headings that are nearly a name, and the advice for a sheet that lacks columns. */
import { borrowEntityUpload, dataStateSync, planColumns } from '../../../zhima';
import type { Api } from '../../../zhima';
import { syncRow, uploadRow } from '../rows';

const wholeUpload = Object.keys(uploadRow);
const nearTo = (heading: string): string | undefined => {
	const [advice] = planColumns(borrowEntityUpload, [heading]).issues.map((issue) => issue.advice);
	const [hint] = planColumns(borrowEntityUpload, [heading]).hints;
	const label = / onto "([^"]+)"/.exec(advice.startsWith(`Drag “${heading}”`) ? advice : '')?.[1];
	return borrowEntityUpload.parameters.find((each) => each.label.en === label)?.name ?? /If it holds (\w+), give it that name\./.exec(hint ?? '')?.[1];
};

describe('a heading that is nearly a name', () => {
	test.each([
		['start_lng', 'longitude'],
		['x', 'longitude'],
		['wd', 'latitude'],
		['Longtitude', 'longitude'],
		['my longitude', 'longitude'],
		['entty_code', 'entity_code'],
		['entitycod', 'entity_code'],
		['entity_codes', 'entity_code'],
		['实体编吗', 'entity_code'],
		['编号', 'entity_code'],
		['机柜号', 'entity_code'],
		['品牌', 'entity_name'],
		['品牌名称', 'entity_name'],
		['总数', 'total_borrow_cnt'],
		['库存', 'can_borrow_cnt'],
		['email address', 'address_desc'],
		['rent descriptions', 'rent_desc'],
		['rent', 'rent_desc'],
		['hours', 'office_hours_desc'],
		['shopTel', 'contact_number'],
		['备用手机号', 'contact_number'],
		['更新时间', 'upload_time'],
		['contact', 'contact_number'],
		['number', 'contact_number'],
		['联系电话号码', 'contact_number'],
		['upload', 'upload_time'],
		['categorycod', 'category_code'],
	])('%s: %s', (heading, name) => expect(nearTo(heading)).toBe(name));

	test.each(['lngs', 'ltd', 'lo', '时间', '号', 'lang', 'hotel', 'entity', '', '*', `longitude${'x'.repeat(32)}`])(
		'%j resembles no parameter, or more than one',
		(heading) => expect(nearTo(heading)).toBeUndefined(),
	);

	test('is ignored where the parameter has its column, or has one fixed value', () => {
		const plan = planColumns(borrowEntityUpload, [...wholeUpload, 'x', 'product']);
		expect(plan.hints).toEqual([]);
		expect(plan.ignored).toEqual(['x', 'product']);
	});

	test('gives a hint where the column is optional, and advice where it is required', () => {
		const rest = wholeUpload.filter((name) => name !== 'address_desc');
		expect(planColumns(borrowEntityUpload, [...rest, '位置']).hints).toHaveLength(1);
		expect(planColumns(borrowEntityUpload, [...rest, '位置']).issues).toEqual([]);
		const plan = planColumns(borrowEntityUpload, ['jd', '位置']);
		expect(plan.hints).toEqual([expect.stringContaining('“位置”')]);
		expect(plan.issues[0].advice).toMatch(/^Drag “jd” onto "Longitude" under "Values for Missing Columns"\. .* rename the columns/);
	});
});

describe('a sheet that lacks columns', () => {
	const adviceFor = (headings: readonly string[]): string =>
		planColumns(borrowEntityUpload, headings).issues[0].advice;
	const messageFor = (headings: readonly string[], api: Api = borrowEntityUpload): string =>
		planColumns(api, headings).issues[0].message;

	test.each([
		[['经度;纬度;实体编号'], 'set “;” as the delimiter'],
		[['备注', '经度\t纬度\t实体编号\t备注'], 'set “Tab” as the delimiter'],
		[['经度,纬度,类目'], 'set “,” as the delimiter'],
		[['经度|纬度|类目'], 'set “|” as the delimiter'],
		[['经度;纬度;备注'], 'rename the columns to these names'],
		[['甲;乙;丙'], 'rename the columns to these names'],
		[['headers', 'params', 'query', 'body'], 'This is a webhook call'],
		[['headers', 'body'], 'rename the columns to these names'],
		[['0', '12'], '“Header Row”'],
		[['row'], '“Header Row”'],
		[['0', 'x'], 'rename the columns to these names'],
		[['1x'], 'rename the columns to these names'],
		[['x1'], 'rename the columns to these names'],
		[[], 'rename the columns to these names'],
		[['ç»åº¦'], 'wrong encoding'],
	])('%j gets its advice', (headings, words) => expect(adviceFor(headings)).toContain(words));

	test('shows the columns found: none, trimmed, or unchanged where two look alike', () => {
		expect(messageFor([])).toMatch(/Columns found: none\.$/);
		expect(messageFor([' a ', 'b'])).toMatch(/Columns found: “a”, “b”\.$/);
		expect(messageFor([' a ', 'a'])).toMatch(/Columns found: “ a ”, “a”\.$/);
	});

	test('shows thirty columns at most and counts the rest', () => {
		const headings = (count: number) => Array.from({ length: count }, (_, index) => `h${index}`);
		expect(messageFor(headings(30))).toMatch(/“h29”\.$/);
		expect(messageFor(headings(32))).toMatch(/“h29” and 2 more\.$/);
	});

	test('needs one column of a group, and none for a time that may be now', () => {
		const without = (...names: string[]) => Object.keys(syncRow).filter((name) => !names.includes(name));
		expect(planColumns(dataStateSync, [...without('user_id'), 'open_id']).issues).toEqual([]);
		expect(messageFor(without('user_id'), dataStateSync)).toMatch(
			/^A required column is missing: user_id \/ .+ \/ open_id \/ .+\. Columns/,
		);
		expect(messageFor(without('user_id', 'service_id'), dataStateSync)).toMatch(/^Required columns are missing: user_id .+; service_id/);
		const timeless = wholeUpload.filter((name) => !['upload_time', 'product_code'].includes(name));
		expect(planColumns(borrowEntityUpload, timeless).issues).toEqual([]);
	});

	test('names three columns of one parameter', () => {
		const [issue] = planColumns(borrowEntityUpload, [...wholeUpload, '经度', '地址位置经度']).issues;
		expect(issue.message).toBe('Several columns match longitude: “longitude”, “经度”, “地址位置经度”.');
	});
});
