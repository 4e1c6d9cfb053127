/** Both nodes as tools of an agent, filled by `$fromAI`. */
import { sync, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** The form with each column's expression turned into a value that the model gives. */
const fromAi = (call: CallUnderTest): object =>
	JSON.parse(
		JSON.stringify(call.form).replace(
			/\{\{ \$json\.(\w+) \}\}/g,
			(_, name: string) => `{{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', '', 'string') }}`,
		),
	) as object;

const ask = async (call: CallUnderTest, args: object) => {
	const { outputs, error } = await runWorkflow({
		rows: [{}],
		node: { type: 'agent', parameters: { args } },
		tool: { type: call.type, parameters: fromAi(call) },
		credential: site.credential(),
	});
	expect(error).toBeUndefined();
	return outputs[0][0].json as { description: string; reply?: object[]; failure?: string };
};

describe.each([upload, sync])('$name', (call) => {
	it('is called with the model’s values', async () => {
		const row: Row = call.row(1);
		const { reply, description, failure } = await ask(call, row);
		expect(failure).toBeUndefined();
		expect(description).toMatch(/Zhima Credit/);
		expect(reply).toEqual([
			expect.objectContaining({
				success: true,
				request: { method: call.method, biz_content: { ...call.fixed, ...row } },
			}),
		]);
		expect(site.gateway.requests[0].bizContent).toEqual({ ...call.fixed, ...row });
	});

	it('fails with what is expected where an argument is invalid', async () => {
		const { failure } = await ask(call, call.row(3, call.wrong.cells));
		expect(failure).toMatch(/: .*\. Enter /);
		expect(failure).toContain(Object.values(call.wrong.cells)[0]);
		expect(site.forwarder.passed).toEqual([]);
	});

	it('fails with the gateway’s reason where a row is refused', async () => {
		const { failure } = await ask(call, call.row(4, call.refused.cells));
		expect(failure).toContain(call.refused.subCode);
	});
});
