/** The example workflow that responds to other systems: active, and called from outside. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowJson } from '../../../scripts/n8n/n8n-client';
import { byId, openEditor, openWorkflow, PATIENCE, type Editor } from './editor';
import { gatewayState, resetGateway } from './gateway';
import { ROOT } from './stage';

jest.setTimeout(PATIENCE);

const STATE = {
	user_id: '2088101117955611',
	out_biz_no: 'CALLED-1',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: { buyCnt: 3, cinemaName: '自由人影城' },
};

const SECRET = { header: 'X-Zhima-Secret', value: 'a-long-random-text-of-the-tests' };

describe('the webhook workflow', () => {
	let editor: Editor;
	let id: string;

	beforeAll(async () => {
		editor = await openEditor();
		const { client, stage } = editor;
		const workflow = JSON.parse(
			readFileSync(path.join(ROOT, 'examples', 'webhook-state-sync.json'), 'utf8'),
		) as WorkflowJson;
		id = await client.importWorkflow(workflow, {
			zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }),
			httpHeaderAuth: await client.importCredentials('httpHeaderAuth', 'Zhima webhook secret', {
				name: SECRET.header,
				value: SECRET.value,
			}),
		});
		await resetGateway(stage);
	});

	afterAll(async () => {
		await editor.client.rest('POST', `workflows/${id}/deactivate`);
		await editor.close();
	});

	const call = async (body: unknown, secret: Record<string, string> = { [SECRET.header]: SECRET.value }) => {
		const response = await fetch(`${editor.url}/webhook/zhima-state-sync`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...secret },
			body: JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown> };
	};

	it('is not there before it is published', async () => {
		expect((await call(STATE)).status).toBe(404);
	});

	it('is published by the editor’s button', async () => {
		const { page } = editor;
		await openWorkflow(editor, id);
		await byId(page, 'workflow-open-publish-modal-button').click();
		const publish = byId(page, 'workflow-publish-button');
		await publish.click();
		await page.getByText('Workflow published').first().waitFor();
	});

	it('responds to a caller that the state was accepted', async () => {
		expect(await call(STATE)).toEqual({
			status: 200,
			body: { success: true, outcome: 'accepted', out_biz_no: 'CALLED-1', verified: true },
		});
		const { states } = await gatewayState(editor.stage);
		expect(JSON.stringify(states)).toContain('CALLED-1');
	});

	it.each([
		['without the secret', {}],
		['with another secret', { [SECRET.header]: 'another' }],
		['with an empty secret', { [SECRET.header]: '' }],
	])('turns a call away %s, and nothing of it is sent', async (_, secret) => {
		const before = (await gatewayState(editor.stage)).requests.length;
		const { status, body } = await call({ ...STATE, out_biz_no: 'STRANGER-1' }, secret);
		expect([401, 403]).toContain(status);
		expect(JSON.stringify(body)).not.toContain('accepted');
		const { states, requests } = await gatewayState(editor.stage);
		expect(JSON.stringify(states)).not.toContain('STRANGER-1');
		expect(requests).toHaveLength(before);
	});

	it('responds to a caller with what is wrong with a state, and sends nothing', async () => {
		const { status, body } = await call({ ...STATE, out_biz_no: 'CALLED-2', user_id: '12' });
		expect(status).toBe(422);
		expect(body).toMatchObject({ success: false, outcome: 'notSent', field: 'user_id' });
		expect(String(body.message)).toContain('12');
		const { states } = await gatewayState(editor.stage);
		expect(JSON.stringify(states)).not.toContain('CALLED-2');
	});
});
