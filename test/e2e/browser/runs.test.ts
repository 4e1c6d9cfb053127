/** Runs as a person starts them and sees them: by hand, from a spreadsheet, gone wrong, on the error branch. */
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowJson } from '../../../scripts/n8n/n8n-client';
import {
	addToCollection,
	BORROW,
	byId,
	choose,
	closeToasts,
	executeStep,
	executeWorkflow,
	field,
	fill,
	nodeId,
	openEditor,
	openNode,
	openWorkflow,
	outputJson,
	outputPane,
	PATIENCE,
	START,
	storeChain,
	SYNC,
	type Editor,
} from './editor';
import { eventually } from './eventually';
import { gatewayState, resetGateway } from './gateway';
import { takePicture } from './pictures';
import { ROOT } from './stage';
import { chooseTexts } from './words';

jest.setTimeout(PATIENCE);

const example = (name: string): WorkflowJson =>
	JSON.parse(readFileSync(path.join(ROOT, 'examples', name), 'utf8')) as WorkflowJson;

const ROW = {
	category_code: 'power_bank',
	entity_code: 'E2E-1',
	longitude: '120.153576',
	latitude: '30.287459',
	entity_name: '文三路充电宝',
	collect_rent: 'Y',
	can_borrow: 'Y',
	can_borrow_cnt: '3',
	total_borrow_cnt: '12',
};

describe.each(['en', 'zh-CN'] as const)('runs (%s)', (language) => {
	const t = chooseTexts(language);
	let editor: Editor;
	let credentials: Record<string, { id: string; name: string }>;

	beforeAll(async () => {
		editor = await openEditor(language);
		const { client, stage } = editor;
		credentials = {
			zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }),
		};
	});

	afterAll(async () => {
		await editor.close();
	});

	beforeEach(async () => {
		await resetGateway(editor.stage);
	});

	it('a form filled in by hand arrives at the gateway, and the item and the hint are seen', async () => {
		const { page, stage } = editor;
		const id = await storeChain(editor, 'By hand', [START, { name: 'Upload', type: BORROW, credentials }]);
		await openWorkflow(editor, id, nodeId(1));
		await choose(page, 'categoryCode', t('Umbrella', '雨伞'));
		await fill(page, 'entityCode', 'HAND-1');
		await fill(page, 'longitude', '120.153576');
		await fill(page, 'latitude', '30.287459');
		await fill(page, 'entityName', '爱心雨伞');
		await field(page, 'collectRent').locator('.el-switch').click();
		await fill(page, 'canBorrowCnt', '12');
		await fill(page, 'totalBorrowCnt', '20');
		await addToCollection(page, t('Additional Fields', '更多字段'), t('Address', '地址描述'));
		await fill(page, 'addressDesc', '杭州市西湖区文三路478号');
		expect(await executeStep(page)).toBe('success');

		const { entities } = await gatewayState(stage);
		expect(entities['umbrella/HAND-1']).toMatchObject({
			content: {
				entity_name: '爱心雨伞',
				collect_rent: 'N',
				can_borrow: 'Y',
				can_borrow_cnt: '12',
				address_desc: '杭州市西湖区文三路478号',
			},
		});
		await eventually(async () => {
			const shown = await outputJson(page);
			expect(shown).toMatch(/"?success"?\s*:\s*true/);
			expect(shown).toMatch(/"?verified"?\s*:\s*true/);
		});
		const pane = outputPane(page);
		await eventually(async () => expect(await pane.innerText()).toContain('1 item'));
		await eventually(async () => {
			expect(await byId(pane, 'node-hint').first().innerText()).toMatch(
				t(/^1 accepted\./, /已受理 1 行/),
			);
		});
	});

	it('a field that is left empty is named before anything runs', async () => {
		const { page, stage } = editor;
		const id = await storeChain(editor, 'Empty', [START, { name: 'Upload', type: BORROW, credentials }]);
		await openWorkflow(editor, id, nodeId(1));
		expect(await executeStep(page)).toBe('error');
		await eventually(async () => {
			const said = await page.locator('.el-notification:visible').last().innerText();
			for (const label of [t('Entity Code', '外部实体编号'), t('Total Quantity', '借用总数')]) {
				expect(said).toContain(label);
			}
		});
		expect((await gatewayState(stage)).requests).toEqual([]);
	});

	it('a real spreadsheet in columns mode: 190 rows accepted, ten not, and a hint that sums it up', async () => {
		const { page, client, stage } = editor;
		const name = 'cabinets.xlsx';
		copyFileSync(path.join(ROOT, 'examples', name), path.join(stage.n8n[language].filesFolder, name));
		const id = await client.importWorkflow(example('cabinets-upload.json'), credentials);
		await openWorkflow(editor, id);
		expect(await executeWorkflow(page)).toBe('success');
		expect((await gatewayState(stage)).counts).toMatchObject({ accepted: 190 });

		await openNode(page, 'Upload cabinets');
		const pane = outputPane(page);
		await eventually(async () => expect(await pane.innerText()).toContain('200 items'));
		await eventually(async () => {
			expect(await byId(pane, 'node-hint').first().innerText()).toMatch(
				t(/190 accepted, 1 refused, 9 not sent\./, /已受理 190 行，被拒绝 1 行，未发送 9 行。/),
			);
		});
		await closeToasts(page);
		await takePicture(page, t('result', 'result-zh'));
	});

	it('invalid rows stop the run before anything is sent, each named in its own line', async () => {
		const { page, client, stage } = editor;
		const name = 'cabinets.xlsx';
		copyFileSync(path.join(ROOT, 'examples', name), path.join(stage.n8n[language].filesFolder, name));
		const workflow = example('cabinets-upload.json');
		const stopping = workflow.nodes.map((node) =>
			node.type === BORROW ? { ...node, onError: 'stopWorkflow' } : node,
		);
		const id = await client.importWorkflow({ ...workflow, nodes: stopping }, credentials);
		await openWorkflow(editor, id);
		expect(await executeWorkflow(page)).toBe('error');
		expect((await gatewayState(stage)).requests).toEqual([]);
		await eventually(async () => {
			const said = await page.locator('.el-notification:visible').last().innerText();
			expect(said).toMatch(t(/9 of 200 rows are invalid\. No rows were sent/, /200 行中有 9 行有误，未发送任何内容/));
		});
		const failed = byId(page, 'canvas-node').filter({ hasText: 'Upload cabinets' });
		await failed.locator('[data-test-id="node-issues"], [class*="issues"], [class*="error"]').first().waitFor();

		await openNode(page, 'Upload cabinets');
		const description = byId(page, 'node-error-description').first();
		await eventually(async () => {
			const lines = (await description.innerText()).split('\n');
			const starts = lines.filter((line) => t(/^Row \d+/, /^第 \d+ 行/).test(line.trim()));
			expect(starts).toHaveLength(9);
		});
		await closeToasts(page);
		await takePicture(page, t('error-report', 'error-report-zh'));
	});

	it('the content of a cell is shown unchanged, even if it looks like HTML', async () => {
		const { page } = editor;
		const rows = [
			{ ...ROW, longitude: '<b>abc</b>' },
			{ ...ROW, entity_code: 'E2E-2', can_borrow_cnt: '<img src=x> & co' },
		];
		const id = await storeChain(
			editor,
			'Odd cells',
			[START, { name: 'Upload', type: BORROW, credentials, parameters: { inputMode: 'columns' } }],
			rows,
		);
		await openWorkflow(editor, id, nodeId(1));
		expect(await executeStep(page)).toBe('error');
		const description = byId(page, 'node-error-description').first();
		await eventually(async () => {
			const text = await description.innerText();
			expect(text).toContain('<b>abc</b>');
			expect(text).toContain('<img src=x> & co');
		});
		await eventually(async () => expect(await description.locator('b, img').count()).toBe(0));
	});

	it('a cell of the only row is shown unchanged in the error, and nothing of it is taken for HTML in the notification', async () => {
		const { page } = editor;
		const cells = { longitude: '<b>abc</b>', can_borrow_cnt: 'a<b `c`' };
		const id = await storeChain(
			editor,
			'One odd row',
			[START, { name: 'Upload', type: BORROW, credentials, parameters: { inputMode: 'columns' } }],
			[{ ...ROW, ...cells }],
		);
		await openWorkflow(editor, id, nodeId(1));
		expect(await executeStep(page)).toBe('error');
		const said = page.locator('.el-notification:visible').last();
		await eventually(async () => expect(await said.innerText()).toContain('“＜b＞abc＜/b＞”'));
		expect(await said.locator('.el-notification__content b').count()).toBe(0);
		const title = byId(page, 'node-error-message').first();
		await eventually(async () =>
			expect((await title.innerText()).trim()).toBe(
				t('The row is invalid. It was not sent', '该行有误，未发送任何内容'),
			),
		);
		const description = byId(page, 'node-error-description').first();
		const lines = (await description.innerText()).split('\n').filter((line) => line.trim() !== '');
		expect(lines).toEqual([expect.stringContaining(cells.longitude), expect.stringContaining(cells.can_borrow_cnt)]);
		expect(await description.locator('b, code').count()).toBe(0);
	});

	it('an ignored heading is also named unchanged', async () => {
		const { page } = editor;
		const id = await storeChain(
			editor,
			'Odd heading',
			[START, { name: 'Upload', type: BORROW, credentials, parameters: { inputMode: 'columns' } }],
			[{ ...ROW, '<b>备注</b>': 'x' }],
		);
		await openWorkflow(editor, id, nodeId(1));
		expect(await executeStep(page)).toBe('success');
		await eventually(async () => {
			const hints = await byId(outputPane(page), 'node-hint').allInnerTexts();
			expect(hints.join('\n')).toContain('<b>备注</b>');
		});
	});

	it('rows that are not accepted leave by the error branch, with their own values', async () => {
		const { page, client, stage } = editor;
		const nodes = [
			START,
			{
				name: 'Upload',
				type: BORROW,
				credentials,
				parameters: { inputMode: 'columns' },
				onError: 'continueErrorOutput',
			},
			{ name: 'Good', type: 'n8n-nodes-base.noOp' },
			{ name: 'Bad', type: 'n8n-nodes-base.noOp' },
		].map((node, index) => ({
			id: nodeId(index),
			typeVersion: 1,
			parameters: {},
			position: [Math.min(index, 2) * 260, index === 3 ? 200 : 0],
			...node,
		}));
		const to = (node: string) => [{ node, type: 'main', index: 0 }];
		const { id } = await client.rest<{ id: string }>('POST', 'workflows', {
			name: 'Error branch',
			nodes,
			connections: { Start: { main: [to('Upload')] }, Upload: { main: [to('Good'), to('Bad')] } },
			settings: {},
			pinData: {
				Start: [{ json: ROW }, { json: { ...ROW, entity_code: 'E2E-2', latitude: '97' } }],
			},
		});
		await openWorkflow(editor, id);
		expect(await executeWorkflow(page)).toBe('success');
		expect((await gatewayState(stage)).counts).toMatchObject({ accepted: 1 });
		for (const branch of ['Good', 'Bad']) {
			const edge = page.locator(`[data-test-id="edge-label"][data-target-node-name="${branch}"]`);
			await edge.getByText('1 item', { exact: true }).waitFor();
		}
		await openNode(page, 'Bad');
		await eventually(async () => {
			const shown = await outputJson(page);
			expect(shown).toContain('E2E-2');
			expect(shown).toContain('notSent');
			expect(shown).toContain('latitude');
		});
	});

	it('a state is synced by hand, its data as JSON', async () => {
		const { page, stage } = editor;
		const id = await storeChain(editor, 'State', [START, { name: 'Sync', type: SYNC, credentials }]);
		await openWorkflow(editor, id, nodeId(1));
		await fill(page, 'userId', '2088101117955611');
		await fill(page, 'outBizNo', 'ORDER-1');
		await fill(page, 'outPrincipalId', '1303902');
		await fill(page, 'bizStateCode', 'CONTRACT_STATE_WATCH_MOVIE_BUY');
		await fill(page, 'serviceId', '2019080700000000000001800100');
		await field(page, 'bizData').locator('.cm-content').fill('{"buyCnt":3,"cinemaName":"自由人影城"}');
		expect(await executeStep(page)).toBe('success');
		const { states } = await gatewayState(stage);
		expect(states).toHaveLength(1);
		expect(JSON.stringify(states[0])).toContain('自由人影城');
		await eventually(async () => expect(await outputJson(page)).toMatch(/biz_result"?\s*:\s*"success"/));
	});
});
