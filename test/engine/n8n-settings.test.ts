/** What n8n itself does with a node: tries it again, cancels it. */
import { goodRows, parametersFor, upload } from './calls';
import type { Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const run = (
	rows: readonly Row[],
	settings: Partial<WorkflowToRun['node']>,
	options: object = {},
	rest: Partial<WorkflowToRun> = {},
) =>
	runWorkflow({
		rows,
		node: { type: upload.type, parameters: parametersFor(upload, 'columns', options), ...settings },
		credential: site.credential(),
		...rest,
	});

describe('with "Retry On Fail"', () => {
	it('says in the error of a try that an earlier one may have had rows accepted', async () => {
		// In the first try row 0 is accepted and row 1 stops the run; in the second try row 0 is refused.
		site.gateway.setFaults([{ kind: 'code', code: '40004', subCode: 'INFOSEC_VERIFY_FAILED', from: 2 }]);
		const options = { concurrency: 1, maxRetries: 0 };
		const { error } = await run(goodRows(upload, 3), { retryOnFail: true }, options);
		expect(site.gateway.counts.accepted).toBe(1);
		expect(error?.description).toMatch(/1 refused, 2 not sent/);
		expect(error?.description).toMatch(/an earlier try may have had rows accepted\. Turn "Retry On Fail" off\. This node retries by itself\.$/);
	});

	it.each([true, false])('hints once that it should be off, where it is on (%s)', async (retryOnFail) => {
		const onError = 'continueRegularOutput';
		for (const rows of [goodRows(upload, 3), [upload.row(1, upload.refused.cells), ...goodRows(upload, 3, 2)]]) {
			const { hints } = await run(rows, { retryOnFail, onError });
			const found = hints.filter(({ message }) => /Turn off "Retry On Fail"/.test(message));
			expect(found).toHaveLength(retryOnFail ? 1 : 0);
		}
	});

	it('says nothing of it in an error where it is off', async () => {
		const { error } = await run([upload.row(1, upload.refused.cells)], { retryOnFail: false });
		expect(error?.message).toMatch(/\S/);
		expect(error?.description).not.toMatch(/Retry On Fail/);
	});
});

it('names node, workflow and execution in the line that a canceled run leaves in the log', async () => {
	site.gateway.setLatency(50);
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 400);
	const { log, status } = await run(goodRows(upload, 200), {}, {}, { signal: controller.signal });
	expect(status).toBe('canceled');
	const lines = log.map(({ message }) => String(message)).filter((text) => /not sent/.test(text));
	expect(lines).toEqual([
		expect.stringMatching(/^Node "Zhima", workflow "Workflow under test" \(workflow\), execution 1: \d+ accepted,.* not sent/),
	]);
});
