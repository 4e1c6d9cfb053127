/** n8n's own HTTP Request node, signed by the credential. */
import { HTTP_CALL_ENTITY, httpCall } from '../http-call';
import {
	byId,
	choose,
	executeStep,
	field,
	nodeId,
	openEditor,
	openWorkflow,
	outputJson,
	PATIENCE,
	START,
	storeChain,
	type Editor,
} from './editor';
import { eventually } from './eventually';
import { gatewayState, resetGateway } from './gateway';

jest.setTimeout(PATIENCE);

describe('the HTTP Request node with this credential', () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor();
		const { client, stage } = editor;
		await client.importCredentials('zhimaApi', 'Signing account', { ...stage.credential });
	});

	afterAll(async () => {
		await editor.close();
	});

	const openRequest = async (url: string) => {
		const id = await storeChain(editor, 'Any call', [
			START,
			{ name: 'Call', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: httpCall(url) },
		]);
		await openWorkflow(editor, id, nodeId(1));
		const { page } = editor;
		await choose(page, 'authentication', 'Predefined Credential Type');
		await field(page, 'nodeCredentialType').click();
		await page.keyboard.type('Zhima');
		await page.locator('[role="option"]:visible').filter({ hasText: 'Zhima API' }).first().click();
		const account = page.locator('[data-test-id="node-credentials-select"]:visible').first();
		await account.click();
		await page.locator('[data-test-id^="node-credentials-select-item"]:visible, [role="option"]:visible').filter({ hasText: 'Signing account' }).first().click();
	};

	it('is offered under Predefined Credential Type, and signs any call', async () => {
		const { page, stage } = editor;
		await resetGateway(stage);
		await openRequest(stage.gateway.url);
		expect(await executeStep(page)).toBe('success');
		expect((await gatewayState(stage)).entities[`umbrella/${HTTP_CALL_ENTITY}`]).toBeDefined();
		await eventually(async () => expect(await outputJson(page)).toContain('10000'));
	});

	it('signs nothing for another address', async () => {
		const { page, stage } = editor;
		await resetGateway(stage);
		await openRequest(stage.gateway.url.replace('gateway.do', 'elsewhere.do'));
		expect(await executeStep(page)).toBe('error');
		await eventually(async () => {
			expect(await byId(page, 'output-panel').innerText()).toMatch(/signs requests to .*gateway\.do only/);
		});
		expect((await gatewayState(stage)).requests).toEqual([]);
	});
});
