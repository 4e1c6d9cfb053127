/** A column of the input dragged onto a field for missing columns: run, stored, opened again. */
import type { Locator, Page } from 'playwright-core';
import {
	addToCollection,
	BORROW,
	byId,
	choose,
	executeStep,
	field,
	nodeForm,
	nodeId,
	openEditor,
	openWorkflow,
	PATIENCE,
	readFields,
	START,
	storeChain,
	type Editor,
} from './editor';
import { eventually } from './eventually';
import { gatewayState, resetGateway } from './gateway';
import { chooseTexts } from './words';

jest.setTimeout(PATIENCE);

const COLUMN = '机柜自编码';

const ROW = {
	[COLUMN]: 'DRAG-1',
	longitude: '120.153576',
	latitude: '30.287459',
	entity_name: '文三路充电宝',
	collect_rent: 'Y',
	can_borrow: 'Y',
	can_borrow_cnt: '3',
	total_borrow_cnt: '12',
};

/** Drags as a person does: with the mouse, in steps. */
const drag = async (page: Page, from: Locator, onto: Locator): Promise<void> => {
	await onto.scrollIntoViewIfNeeded();
	const [start, end] = [await from.boundingBox(), await onto.boundingBox()];
	if (start === null || end === null) throw new Error('There is nothing to drag.');
	await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(end.x + 20, end.y + end.height / 2, { steps: 15 });
	await page.mouse.move(end.x + 30, end.y + end.height / 2, { steps: 5 });
	await page.mouse.up();
};

describe.each(['en', 'zh-CN'] as const)('columns for which there is a field (%s)', (language) => {
	const t = chooseTexts(language);
	const collection = t('Values for Missing Columns', '缺失列的取值');
	let editor: Editor;
	let workflow: string;

	beforeAll(async () => {
		editor = await openEditor(language);
		const { client, stage } = editor;
		await resetGateway(stage);
		const credentials = { zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }) };
		const parameters = { inputMode: 'columns' };
		workflow = await storeChain(editor, t('Drag', '拖动'), [START, { name: t('Upload', '上传'), type: BORROW, credentials, parameters }], [ROW]);
		await openWorkflow(editor, workflow, nodeId(1));
	});

	afterAll(async () => {
		await editor.close();
	});

	it('takes a column that is dragged onto it, and a category for all rows; both are stored', async () => {
		const { page, client, stage } = editor;
		await addToCollection(page, collection, t('Entity Code', '外部实体编号'));
		await addToCollection(page, collection, t('Category', '类目'));
		await choose(page, 'categoryCode', t('Umbrella', '雨伞'));
		await byId(page, 'ndv-input-panel').first().waitFor();
		const column = byId(page, 'ndv-input-panel').first().getByText(COLUMN, { exact: true }).first();
		await column.waitFor();
		await drag(page, column, field(page, 'entityCode'));
		await eventually(async () => {
			const stored = await client.rest<{ nodes: Array<{ parameters: object }> }>('GET', `workflows/${workflow}`);
			const { missingColumns } = stored.nodes[1].parameters as { missingColumns?: { entityCode?: string } };
			expect(missingColumns).toMatchObject({ categoryCode: 'umbrella' });
			expect(missingColumns?.entityCode).toMatch(/^=\{\{ \$json(?:\.机柜自编码|\[["']机柜自编码["']\]) \}\}$/);
		});
		expect(await executeStep(page)).toBe('success');
		expect((await gatewayState(stage)).entities).toHaveProperty(['umbrella/DRAG-1']);
	});

	it('has them when the workflow is opened again', async () => {
		await openWorkflow(editor, workflow, nodeId(1));
		await eventually(async () => {
			const names = (await readFields(nodeForm(editor.page))).map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(['missingColumns.entityCode', 'missingColumns.categoryCode']));
			expect(await field(editor.page, 'entityCode').innerText()).toContain('机柜自编码');
		});
	});
});
