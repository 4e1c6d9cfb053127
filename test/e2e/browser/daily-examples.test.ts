/** What is done every day, in a real n8n: the upload page, changed rows only, rows of many merchants. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { cabinetRows, MISTAKES } from '../../../scripts/examples/cabinet-rows';
import { MERCHANT_HEADING, MERCHANTS, merchantRows, UNKNOWN_MERCHANT } from '../../../scripts/examples/merchant-rows';
import type { CredentialRef, WorkflowJson } from '../../../scripts/n8n/n8n-client';
import { openEditor, PATIENCE, type Editor } from './editor';
import { eventually } from './eventually';
import { gatewayState, resetGateway } from './gateway';
import { takePicture } from './pictures';
import { ROOT } from './stage';

jest.setTimeout(PATIENCE);

const EXAMPLES = path.join(ROOT, 'examples');
const USER = { user: 'colleague', password: 'as-good-as-any-9' };

type SheetRow = Record<string, unknown>;

const example = (name: string): WorkflowJson =>
	JSON.parse(readFileSync(path.join(EXAMPLES, name), 'utf8')) as WorkflowJson;

const rowsIn = (file: string): SheetRow[] => {
	const book = read(readFileSync(file));
	return utils.sheet_to_json<SheetRow>(book.Sheets[book.SheetNames[0]], { defval: '' });
};

const writeSheet = (file: string, rows: readonly SheetRow[]): void => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.json_to_sheet([...rows]), '机柜');
	writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
};

const outcomesOf = (rows: readonly SheetRow[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const { zhima_outcome } of rows) counts[String(zhima_outcome)] = (counts[String(zhima_outcome)] ?? 0) + 1;
	return counts;
};

let editor: Editor;
let credentials: Record<string, CredentialRef>;

beforeAll(async () => {
	editor = await openEditor();
	const { client, stage } = editor;
	credentials = {
		zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }),
		httpBasicAuth: await client.importCredentials('httpBasicAuth', 'Zhima page', USER),
	};
});
beforeEach(async () => await resetGateway(editor.stage));
afterAll(async () => await editor.close());

const inFiles = (name: string): string => path.join(editor.stage.n8n.en.filesFolder, name);

describe('the upload page', () => {
	let id: string;
	beforeAll(async () => {
		id = await editor.client.importWorkflow(example('upload-page.json'), credentials);
		await editor.client.publish(id);
	});
	afterAll(async () => {
		await editor.client.rest('POST', `workflows/${id}/deactivate`);
	});

	const address = () => `${editor.url}/form/zhima-upload`;

	/** Opens the page as a colleague, fills it in, and gives what it shows and the file that it gives back. */
	const useThePage = async (kind: RegExp, file: string, { sheet = '', action = /Send/, picture = '' } = {}) => {
		const context = await editor.page.context().browser()!.newContext({
			httpCredentials: { username: USER.user, password: USER.password },
			viewport: { width: 900, height: 1000 },
			locale: 'zh-CN',
		});
		const page = await context.newPage();
		const choose = async (label: string, words: RegExp) => {
			const select = page.locator('.form-group', { hasText: label }).locator('select').first();
			const options = await select.locator('option').allInnerTexts();
			await select.selectOption({ label: options.find((option) => words.test(option))! });
		};
		try {
			await page.goto(address());
			await choose('Kind of data', kind);
			await page.locator('input[type=file]').setInputFiles(file);
			if (sheet !== '') await page.locator('input[type=text]').fill(sheet);
			await choose('What to do', action);
			if (picture !== '') await takePicture(page, picture);
			const downloading = page.waitForEvent('download', { timeout: 60_000 });
			await page.locator('button[type=submit]').click();
			const download = await downloading;
			const result = path.join(ROOT, '.cache', 'e2e', `page-${Date.now()}.xlsx`);
			await download.saveAs(result);
			await page.getByText('处理完成').first().waitFor();
			if (picture !== '') await takePicture(page, `${picture}-result`);
			return { text: await page.locator('body').innerText(), rows: rowsIn(result), name: download.suggestedFilename() };
		} finally {
			await context.close();
		}
	};

	it('opens for nobody without the password', async () => {
		// n8n registers the address a moment after it has published the workflow.
		await eventually(async () => expect((await fetch(address())).status).toBe(401));
		const response = await fetch(address());
		expect(response.status).toBe(401);
		expect(await response.text()).not.toContain('Kind of data');
		const wrong = await fetch(address(), {
			headers: { authorization: `Basic ${Buffer.from('colleague:wrong').toString('base64')}` },
		});
		expect(wrong.status).toBe(401);
		expect(await wrong.text()).not.toContain('Kind of data');
	});

	it('gives a dropped spreadsheet back with outcome, reason and advice, and a sentence that sums it up', async () => {
		const { text, rows, name } = await useThePage(/借还实体/, path.join(EXAMPLES, 'cabinets.xlsx'), { picture: 'upload-page' });
		expect(name).toBe('cabinets-results.xlsx');
		expect(rows).toHaveLength(200);
		const wrong = rows.flatMap(({ zhima_outcome }, index) => (zhima_outcome === 'accepted' ? [] : [index]));
		expect(wrong).toEqual(MISTAKES.map(({ index }) => index));
		for (const index of wrong) {
			expect(rows[index].zhima_result).toMatch(/\S/);
			expect(rows[index].zhima_advice).toMatch(/\S/);
		}
		expect(Object.keys(rows[0]).slice(0, 3)).toEqual(Object.keys(cabinetRows()[0]).slice(0, 3));
		expect(text).toContain('已受理 190 行');
		expect(text).toMatch(/Refused: \d+\. Not sent: \d+\./);
		expect(text).not.toMatch(/\b0\b/);
		expect((await gatewayState(editor.stage)).counts).toMatchObject({ accepted: 190 });
	});

	it('takes a csv, and only checks where that is chosen', async () => {
		const { text, rows } = await useThePage(/借还实体/, path.join(EXAMPLES, 'cabinets.csv'), { action: /Only check/ });
		expect(rows).toHaveLength(200);
		expect(outcomesOf(rows)).toEqual({ shown: 191, notSent: 9 });
		expect(text).toContain('仅检查 191 行');
		expect((await gatewayState(editor.stage)).requests).toEqual([]);
	});

	it.each([
		['template.xlsx', 'Borrow entity upload', /借还实体/],
		['template-zh.xlsx', '', /借还实体/],
		['template.xlsx', 'Data state sync', /业务状态/],
		['template-zh.xlsx', '业务状态同步', /业务状态/],
		['template.xlsx', 'Movie tickets', /电影票/],
		['template-zh.xlsx', '电影票', /电影票/],
	])('accepts the example row of %s, sheet “%s”', async (file, sheet, kind) => {
		const { rows } = await useThePage(kind, path.join(EXAMPLES, file), { sheet });
		expect(rows.map(({ zhima_outcome, zhima_result }) => [zhima_outcome, zhima_result])).toEqual([['accepted', 'Accepted.']]);
		expect((await gatewayState(editor.stage)).counts).toMatchObject({ requests: 1, accepted: 1 });
	});

	it('says on each row what is missing where the kind doesn’t fit the sheet, and sends nothing', async () => {
		const { rows } = await useThePage(/电影票/, path.join(EXAMPLES, 'cabinets.xlsx'));
		expect(outcomesOf(rows)).toEqual({ notSent: 200 });
		expect(rows[0].zhima_result).toMatch(/missing/);
		expect((await gatewayState(editor.stage)).requests).toEqual([]);
	});
});

describe('changed rows only', () => {
	let id: string;
	const all = cabinetRows() as unknown as SheetRow[];
	const isFine = (index: number) => !MISTAKES.some((each) => each.index === index);
	const isRefused = (index: number) => MISTAKES.some((each) => each.index === index && each.isRefusedByGateway === true);
	/** Sixty rows, one of which only the gateway refuses, and one that is invalid itself. */
	const numbers = all.map((_, index) => index);
	const indexes = [
		...numbers.filter(isFine).slice(0, 58),
		...numbers.filter(isRefused),
		...numbers.filter((index) => !isFine(index) && !isRefused(index)).slice(0, 1),
	];
	const sheet = indexes.map((index) => all[index]);

	const run = async () => {
		const before = (await gatewayState(editor.stage)).counts.requests;
		const { status, error } = await editor.client.executeWorkflow(id, { trigger: 'Start' });
		expect(error ?? status).toBe('success');
		const { requests, counts } = await gatewayState(editor.stage);
		return { sent: counts.requests - before, last: requests.slice(before) };
	};

	beforeAll(async () => {
		id = await editor.client.importWorkflow(example('changed-rows-only.json'), credentials);
	});

	it('sends all rows first, then only what has changed; a refused row comes again', async () => {
		writeSheet(inFiles('cabinets.xlsx'), sheet);
		const first = await run();
		expect(first.sent).toBe(59);
		const second = await run();
		expect(second.last.map(({ accepted }) => accepted)).toEqual([false]);

		// The same content written another way, and another time of upload, are no change.
		const changed = [...sheet];
		changed[4] = { ...sheet[4], 可借数量: 0 };
		changed[5] = { ...sheet[5], 上传时间: '2026-11-21 09:00:00', 经度: String(sheet[5]['经度']) };
		writeSheet(inFiles('cabinets.xlsx'), changed);
		const third = await run();
		expect(third.sent).toBe(2);
		const codes = third.last.filter(({ accepted }) => accepted).map(({ bizContent }) => bizContent.entity_code);
		expect(codes).toEqual([String(sheet[4]['实体编号'])]);

		// An entity that is in the sheet twice: its last row counts, and is sent once.
		writeSheet(inFiles('cabinets.xlsx'), [...changed, { ...changed[4], 可借数量: 1 }]);
		expect((await run()).sent).toBe(2);
		expect((await run()).sent).toBe(1);
		process.stdout.write(`changed rows only: ${first.sent}, ${second.sent}, ${third.sent} requests in the first three runs\n`);
	});

	it('hands on the rows to fix, invalid ones included', async () => {
		const { itemsOf } = await editor.client.executeWorkflow(id, { trigger: 'Start' });
		const outcomes = itemsOf('Rows to fix').map(({ json }) => json.zhima_outcome);
		expect(outcomes.sort()).toEqual(['notSent', 'refused']);
	});
});

describe('many merchants', () => {
	it('sends each row with its own merchant’s token, and none of a merchant without one', async () => {
		const { client, stage } = editor;
		copyFileSync(path.join(EXAMPLES, 'many-merchants.xlsx'), inFiles('many-merchants.xlsx'));
		const id = await client.importWorkflow(example('many-merchants.json'), credentials);

		// The first run makes the table; nobody has a token yet, so nothing is sent.
		const empty = await client.executeWorkflow(id);
		expect(empty.error ?? empty.status).toBe('success');
		expect(outcomesOf(rowsIn(inFiles('many-merchants-results.xlsx')))).toEqual({ notSent: 41 });
		expect((await gatewayState(stage)).requests).toEqual([]);

		const { data } = await client.rest<{ data: Array<{ id: string; name: string; projectId: string }> }>('GET', 'data-tables-global');
		const { id: tableId, projectId } = data.find(({ name }) => name === 'zhima_merchants')!;
		await client.rest('POST', `projects/${projectId}/data-tables/${tableId}/insert`, {
			data: MERCHANTS.map((merchant, index) => ({ merchant, app_auth_token: stage.tokens[index] })),
			returnType: 'count',
		});
		const full = await client.executeWorkflow(id);
		expect(full.error ?? full.status).toBe('success');
		const rows = rowsIn(inFiles('many-merchants-results.xlsx'));
		expect(outcomesOf(rows)).toEqual({ accepted: 40, notSent: 1 });
		const last = rows.find((row) => row[MERCHANT_HEADING] === UNKNOWN_MERCHANT)!;
		expect(last.zhima_outcome).toBe('notSent');
		expect(last.zhima_result).toMatch(/App Auth Token/);
		const text = JSON.stringify(rows) + JSON.stringify(full.itemsOf('Upload for each merchant'));
		for (const token of stage.tokens) expect(text).not.toContain(token);

		// The gateway's books: ten rows for each merchant, and none for the app's own.
		const { requests } = await gatewayState(stage);
		const byMerchant = new Map<number, number>();
		for (const { merchant } of requests) byMerchant.set(merchant, (byMerchant.get(merchant) ?? 0) + 1);
		expect([...byMerchant.values()]).toEqual([10, 10, 10, 10]);
		expect(requests.every(({ appAuthToken }) => appAuthToken)).toBe(true);
		expect(merchantRows()).toHaveLength(41);
	});
});

