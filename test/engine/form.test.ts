/** The form reads a column the same way, whether n8n evaluates the expression or the node reads the column itself. */
import { sync, upload } from './calls';
import type { CallUnderTest } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** The same form with every expression written so that only n8n can read it. */
const slowly = (form: object): object =>
	JSON.parse(JSON.stringify(form).replaceAll('={{ $json.', '={{ 0, $json.')) as object;
const bracketed = (form: object): object =>
	JSON.parse(JSON.stringify(form).replace(/=\{\{ \$json\.(\w+) \}\}/g, "={{ $json['$1'] }}")) as object;

const run = async (call: CallUnderTest, form: object, rows: ReadonlyArray<Record<string, unknown>>) => {
	const { outputs, error } = await runWorkflow({
		rows,
		node: {
			type: call.type,
			parameters: { ...form, options: { dryRun: true } },
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
	});
	expect(error).toBeUndefined();
	return outputs[0].map(({ json }) => JSON.parse(JSON.stringify(json, withoutNow)) as object);
};

/** An empty upload time is the moment of the run, which is another one each time. */
const withoutNow = (_name: string, value: unknown): unknown => {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return value;
	const moment = Date.parse(`${value.replace(' ', 'T')}+08:00`);
	return Math.abs(moment - Date.now()) < 300_000 ? '(now)' : value;
};

const ODD: readonly unknown[] = [
	'',
	' 12 ',
	12,
	12.5,
	0,
	-1,
	true,
	false,
	'N',
	'=1+1',
	'={{ 1 }}',
	'{{ $json.entity_code }}',
	null,
	undefined,
	[1, 2],
	{ a: 1 },
	'"',
	'\n',
	'１２',
	'2017-01-01T07:34:38.000Z',
];

describe.each([
	['borrow entity upload', upload],
	['data state sync', sync],
] as const)('%s', (_name, call) => {
	const columns = Object.keys(call.row(1));
	const rows = [
		call.row(1),
		...columns.flatMap((column) => ODD.map((value) => ({ ...call.row(1), [column]: value }))),
	];

	it('gives the same result for odd cells in each column', async () => {
		const fast = await run(call, call.form, rows);
		expect(fast).toHaveLength(rows.length);
		expect(fast[0]).toMatchObject({ success: false, dryRun: true });
		expect(fast).toEqual(await run(call, slowly(call.form), rows));
		expect(fast).toEqual(await run(call, bracketed(call.form), rows));
	});
});

describe('dropdowns that are expressions', () => {
	const dropdowns = {
		identifyUserBy: "={{ $json.open_id ? 'openId' : 'userId' }}",
		openId: '={{ $json.open_id }}',
		categoryCode: "={{ $json.category ? 'custom' : 'WATCH_MOVIE' }}",
		customCategoryCode: '={{ $json.category }}',
		bizDataMode: "={{ $json.names ? 'fields' : 'json' }}",
		bizDataFields: { field: [{ name: 'orderNo', value: '={{ $json.names }}' }] },
	};
	const openId = '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5';

	it('choose for each row, and require only the fields that they choose', async () => {
		const rows = [sync.row(1), { ...sync.row(2), open_id: openId, category: 'RIDE_BUS', names: '7' }];
		const [first, second] = await run(sync, { ...sync.form, ...dropdowns }, rows);
		expect(first).toMatchObject({
			request: { biz_content: { user_id: '2088102146225135', category_code: 'WATCH_MOVIE' } },
		});
		expect(second).toMatchObject({
			request: { biz_content: { open_id: openId, category_code: 'RIDE_BUS', biz_data: '{"orderNo":"7"}' } },
		});
		expect(second).not.toHaveProperty('request.biz_content.user_id');
	});

	it('name the chosen field when it is empty', async () => {
		const row = { ...sync.row(1), names: '', biz_data: '', user_id: '' };
		const [result] = await run(sync, { ...sync.form, ...dropdowns }, [row]);
		expect(JSON.stringify(result)).toMatch(/“User ID”: Value is required.*“Business Data”: Value is required/);
	});
});
