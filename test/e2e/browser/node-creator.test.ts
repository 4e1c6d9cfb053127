import { byId, openEditor, PATIENCE, type Editor } from './editor';
import { eventually } from './eventually';
import { takePicture } from './pictures';

jest.setTimeout(PATIENCE);

describe.each([
	{ language: 'en', names: ['Zhima Borrow Entity Upload', 'Zhima Data State Sync'] },
	{ language: 'zh-CN', names: ['芝麻信用借还实体上传', '芝麻业务状态数据同步'] },
] as const)('finding the nodes ($language)', ({ language, names }) => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor(language);
	});

	afterAll(async () => {
		await editor.close();
	});

	beforeEach(async () => {
		const { page, url } = editor;
		await page.goto(`${url}/workflow/new`);
		await byId(page, 'canvas-add-button').waitFor();
		await byId(page, 'node-creator-plus-button').click();
	});

	it.each(['Zhima', '芝麻', 'Alipay', '支付宝'])('both are found by “%s”', async (words) => {
		const { page } = editor;
		await byId(page, 'node-creator-search-bar').fill(words);
		const found = byId(page, 'node-creator-item-name');
		await found.filter({ hasText: names[0] }).waitFor();
		await eventually(async () => {
			expect((await found.allInnerTexts()).map((name) => name.trim()).sort()).toEqual([...names].sort());
		});
		const icons = byId(page, 'node-creator-node-item').locator('img:visible');
		await eventually(async () => {
			const widths = await icons.evaluateAll((images) =>
				images.map((image) => (image as HTMLImageElement).naturalWidth),
			);
			expect(widths.length).toBeGreaterThanOrEqual(2);
			expect(Math.min(...widths)).toBeGreaterThan(0);
		});
		if (words === '芝麻') await takePicture(page, language === 'en' ? 'node-creator' : 'node-creator-zh');
	});

	it.each(['共享充电宝', 'power bank', 'umbrella', '雨伞'])('the upload is found by “%s”', async (words) => {
		const { page } = editor;
		await byId(page, 'node-creator-search-bar').fill(words);
		const found = byId(page, 'node-creator-item-name');
		await found.filter({ hasText: names[0] }).waitFor();
		// n8n has a credential named Cisco Umbrella.
		await eventually(async () => {
			const first = (await found.allInnerTexts()).slice(0, 2).map((name) => name.trim());
			expect(first).toContain(names[0]);
		});
	});

	it('one of them is added to the workflow, behind a trigger', async () => {
		const { page } = editor;
		await byId(page, 'node-creator-search-bar').fill('Alipay');
		await byId(page, 'node-creator-item-name').filter({ hasText: names[0] }).click();
		const add = byId(page, 'node-creator').getByText('Add to workflow');
		await add.click();
		await byId(page, 'node-parameters').first().waitFor();
		await byId(page, 'ndv-close-button').click();
		await eventually(async () => {
			expect((await byId(page, 'canvas-default-node').innerText()).trim()).toContain(names[0]);
		});
	});
});

it('somebody who is not signed in is asked to sign in', async () => {
	const editor = await openEditor();
	const { page, url } = editor;
	try {
		// The editor itself goes to the sign-in page once a call of its own is refused, and would cross our way.
		await page.goto('about:blank');
		await page.context().clearCookies();
		await page.goto(`${url}/home/workflows`);
		await page.waitForURL(/\/signin/);
		await eventually(async () => {
			expect(await byId(page, 'password').locator('input').getAttribute('type')).toBe('password');
		});
	} finally {
		await editor.close();
	}
});
