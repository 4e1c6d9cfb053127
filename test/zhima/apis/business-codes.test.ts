/** What the tables say beside the parameters. */
import { borrowEntityUpload, dataStateSync } from '../../../zhima';
import type { Api } from '../../../zhima';

test('every business code has the document’s words in English as well', () => {
	const codes = [borrowEntityUpload, dataStateSync].flatMap(({ businessCodes }) => businessCodes);
	expect(codes.filter(({ documentedEn }) => !/^[A-Z].{10,}[^.]$/s.test(documentedEn))).toEqual([]);
	expect(new Set(codes.map(({ documentedEn }) => documentedEn)).size).toBeGreaterThan(8);
});

test('only what passes by itself is tried again', () => {
	const again = (api: Api) => api.businessCodes.filter(({ retry }) => retry).map(({ subCode }) => subCode);
	expect(again(borrowEntityUpload)).toEqual([]);
	expect(again(dataStateSync)).toEqual(['SYSTEM_ERROR']);
	expect(dataStateSync.success).toEqual({ biz_result: ['success'] });
	expect(borrowEntityUpload.success).toBeUndefined();
});

test('what the form contains before anything is typed', () => {
	const defaults = (api: Api) =>
		Object.fromEntries(api.parameters.filter((each) => each.default !== undefined).map((each) => [each.name, each.default]));
	expect(defaults(borrowEntityUpload)).toEqual({
		product_code: 'w1010100000000002858',
		category_code: 'power_bank',
		collect_rent: true,
		can_borrow: true,
	});
	expect(defaults(dataStateSync)).toEqual({ category_code: 'WATCH_MOVIE' });
});

test('a user’s number is sixteen digits and no more', () => {
	const { kind } = dataStateSync.parameters[0];
	const pattern = kind.type === 'identifier' ? kind.pattern : undefined;
	expect(['2088102146225135', '12088102146225135', '20881021462251351', '2088', 'x'].filter((text) => pattern?.test(text))).toEqual([
		'2088102146225135',
	]);
});
