/** The fingerprint of a row's content, as it comes out of the nodes. */
import { CALLS_AND_MODES, goodRows, parametersFor, upload } from './calls';
import type { CallUnderTest, InputMode } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const fingerprints = async (call: CallUnderTest, mode: InputMode, rows: object[], options: object = {}) => {
	const { outputs } = await runWorkflow({
		rows: rows as Array<Record<string, unknown>>,
		node: { type: call.type, parameters: parametersFor(call, mode, options), onError: 'continueRegularOutput' },
		credential: site.credential(),
	});
	return outputs[0].map(({ json }) => json.fingerprint ?? json.zhima_fingerprint);
};

describe.each(CALLS_AND_MODES)('%s by %s', (_name, mode, call) => {
	it('is the same in a dry run, when accepted, and as a column', async () => {
		const rows = goodRows(call, 3);
		const accepted = await fingerprints(call, mode, rows);
		expect(new Set(accepted).size).toBe(3);
		for (const each of accepted) expect(each).toMatch(/^[0-9a-f]{32}$/);
		expect(await fingerprints(call, mode, rows, { dryRun: true })).toEqual(accepted);
		expect(await fingerprints(call, mode, rows, { output: 'rowAndOutcome' })).toEqual(accepted);
		expect(await fingerprints(call, mode, rows, { output: 'rowAndOutcome', dryRun: true })).toEqual(accepted);
	});

	it('is missing where a row was not accepted', async () => {
		const rows = [call.row(1, call.refused.cells), call.row(2, call.wrong.cells)];
		expect(await fingerprints(call, mode, rows)).toEqual([undefined, undefined]);
	});
});

it('is the same by columns and by the form, with other headings, another order and another upload time', async () => {
	const row = upload.row(1);
	const { entity_code, upload_time, collect_rent, ...rest } = row;
	expect(upload_time).not.toBe('');
	const other = { 备注: 'x', 是否收租金: '是', ...rest, entityCode: entity_code, upload_time: '2027-01-01 00:00:00' };
	expect(collect_rent).toBe('Y');
	const [first] = await fingerprints(upload, 'columns', [row]);
	expect(await fingerprints(upload, 'columns', [other])).toEqual([first]);
	expect(await fingerprints(upload, 'form', [row])).toEqual([first]);
});
