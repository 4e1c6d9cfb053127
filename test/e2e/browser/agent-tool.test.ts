/** Both nodes as tools of n8n's AI agent: found, joined to it, their fields left to the model, and run. */
import {
	BORROW,
	byId,
	field,
	nodeId,
	openEditor,
	openWorkflow,
	PATIENCE,
	START,
	SYNC,
	type Editor,
} from './editor';
import { eventually } from './eventually';
import { gatewayState, resetGateway } from './gateway';
import { takePicture } from './pictures';

jest.setTimeout(PATIENCE);

const AGENT = '@n8n/n8n-nodes-langchain.agent';

describe('a tool for an AI agent', () => {
	let editor: Editor;
	let credentials: Record<string, { id: string; name: string }>;

	beforeAll(async () => {
		editor = await openEditor();
		const { client, stage } = editor;
		credentials = {
			zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }),
		};
	});

	afterAll(async () => {
		await editor.close();
	});

	const storeAgent = async (tool?: { type: string; parameters: Record<string, unknown> }) => {
		const tools = tool === undefined ? [] : [{ name: 'Zhima tool', credentials, position: [420, 300], ...tool }];
		const nodes = [
			{ ...START, position: [0, 0] },
			{ name: 'AI Agent', type: AGENT, typeVersion: 3, position: [300, 0], parameters: { promptType: 'define', text: 'go' } },
			...tools,
		].map((node, index) => ({ id: nodeId(index), typeVersion: 1, parameters: {}, ...node }));
		const to = (type: string) => [[{ node: 'AI Agent', type, index: 0 }]];
		const connections = {
			Start: { main: to('main') },
			...(tool && { 'Zhima tool': { ai_tool: to('ai_tool') } }),
		};
		return await editor.client.importWorkflow({ name: 'Agent', nodes, connections });
	};

	it('both nodes are offered as tools', async () => {
		const { page } = editor;
		await openWorkflow(editor, await storeAgent());
		const plus = page.locator('[data-test-id="canvas-handle-plus"][data-plus-type="Tool" i], [data-test-id="canvas-handle-plus"]');
		await plus.last().click();
		await byId(page, 'node-creator-search-bar').fill('Zhima');
		const found = byId(page, 'node-creator-item-name');
		await found.filter({ hasText: 'Zhima Borrow Entity Upload Tool' }).waitFor();
		await eventually(async () => {
			expect((await found.allInnerTexts()).map((name) => name.trim()).sort()).toEqual([
				'Zhima Borrow Entity Upload Tool',
				'Zhima Data State Sync Tool',
			]);
		});
	});

	it('describes to the model what it does', async () => {
		const { page } = editor;
		for (const type of [BORROW, SYNC]) {
			await openWorkflow(editor, await storeAgent({ type: `${type}Tool`, parameters: {} }), nodeId(2));
			const description = field(page, 'toolDescription').locator('textarea');
			await eventually(async () => expect(await description.inputValue()).toMatch(/Alipay/));
		}
	});

	it('a field is left to the model, and the tool runs with what the model gives', async () => {
		const { page, stage } = editor;
		await resetGateway(stage);
		const parameters = {
			longitude: '120.153576',
			latitude: '30.287459',
			entityName: '文三路充电宝',
			canBorrowCnt: '3',
			totalBorrowCnt: '12',
		};
		await openWorkflow(editor, await storeAgent({ type: `${BORROW}Tool`, parameters }), nodeId(2));
		await byId(field(page, 'entityCode'), 'from-ai-override-button').click();
		await page.getByText('Defined automatically by the model').first().waitFor();
		await takePicture(page, 'agent-tool');
		await byId(page, 'node-execute-button').click();
		const modal = byId(page, 'fromAiParameters-modal');
		await modal.locator('input').first().fill('AGENT-1');
		await byId(modal, 'execute-workflow-button').click();
		await eventually(async () => {
			expect((await gatewayState(stage)).entities['power_bank/AGENT-1']).toBeDefined();
		});
	});
});
