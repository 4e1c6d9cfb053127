/** Both forms in both builds: every field, what it is called, what it contains, and when it is shown. */
import documents from '../../zhima/documents.json';
import {
	addToCollection,
	BORROW,
	byId,
	choose,
	collectionOptions,
	descriptionOf,
	field,
	nodeForm,
	nodeId,
	openEditor,
	openWorkflow,
	optionsOf,
	PATIENCE,
	readFields,
	START,
	storeChain,
	SYNC,
	type Editor,
} from './editor';
import { eventually } from './eventually';
import {
	borrowAdditional,
	borrowFields,
	MOVIE_TICKET,
	runOptions,
	syncFields,
	USER_BY,
	type ExpectedField,
} from './forms';
import { takePicture } from './pictures';
import { chooseTexts } from './words';

jest.setTimeout(PATIENCE);

const exampleOf = (method: keyof typeof documents, name: string): string =>
	documents[method].parameters.find((each) => each.name === name)!.example;

/** A list of what can be added is in the order of its labels, which differs by language. */
const byName = <T extends { name: string }>(fields: readonly T[]): T[] =>
	[...fields].sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(['en', 'zh-CN'] as const)('the forms (%s)', (language) => {
	const t = chooseTexts(language);
	const text = (pair: readonly [string, string]) => t(pair[0], pair[1]);
	let editor: Editor;
	let credentials: Record<string, { id: string; name: string }>;

	beforeAll(async () => {
		editor = await openEditor(language);
		const { client, stage } = editor;
		credentials = {
			zhimaApi: await client.importCredentials('zhimaApi', 'Zhima API', { ...stage.credential }),
		};
	});

	/** n8n stores what is changed at once, so each test has a workflow of its own. */
	const openForm = async (type: string, name: string) => {
		const workflow = await storeChain(editor, name, [START, { name, type, credentials }]);
		await openWorkflow(editor, workflow, nodeId(1));
	};

	afterAll(async () => {
		await editor.close();
	});

	const seen = async (expected: readonly ExpectedField[], prefix = '') => {
		await eventually(async () => await seenNow(expected, prefix));
	};

	const seenNow = async (expected: readonly ExpectedField[], prefix: string) => {
		const fields = await readFields(nodeForm(editor.page));
		const own = fields.filter(({ name }) => (prefix === '' ? !name.includes('.') : name.startsWith(prefix)));
		const wanted = expected.map(({ name, label, control, value = ['', ''] }) => ({
			name: `${prefix}${name}`,
			label: text(label),
			control,
			value: typeof value === 'boolean' ? value : text(value),
		}));
		const shown = own.map(({ name, label, control, value }) => ({ name, label, control, value }));
		expect(prefix === '' ? shown : byName(shown)).toEqual(prefix === '' ? wanted : byName(wanted));
	};

	const offersWhatIsDocumented = async (expected: readonly ExpectedField[]) => {
		for (const { name, options } of expected) {
			if (options) expect(await optionsOf(editor.page, name)).toEqual(options.map(text));
		}
	};

	const hasExamples = async (
		method: keyof typeof documents,
		expected: readonly ExpectedField[],
		prefix = '',
	) => {
		const fields = await readFields(nodeForm(editor.page));
		for (const { name, documented, control } of expected) {
			if (documented === undefined || !['text', 'date'].includes(control)) continue;
			const shown = fields.find((each) => each.name === `${prefix}${name}`)!;
			expect(shown.placeholder).toContain(exampleOf(method, documented));
		}
	};

	const explainsEach = async (method: keyof typeof documents, expected: readonly ExpectedField[]) => {
		for (const { label, documented } of expected) {
			const description = await descriptionOf(editor.page, text(label));
			expect(description).not.toMatch(/undefined|<\/?[a-z]+>/);
			if (language === 'en') expect(description.replace(/[^\x20-\x7e]/g, '').length).toBeGreaterThan(15);
			else expect(description).toMatch(/[\u4e00-\u9fff]{3}/);
			if (documented) expect(description).toContain(exampleOf(method, documented));
		}
	};

	describe('uploading borrow entities', () => {
		const method = 'zhima.merchant.borrow.entity.upload';

		beforeEach(async () => {
			await openForm(BORROW, t('Upload', '上传'));
		});

		it('has every documented parameter, and its defaults', async () => {
			await takePicture(editor.page, t('borrow-form', 'borrow-form-zh'));
			await seen(borrowFields);
			await hasExamples(method, borrowFields);
			await offersWhatIsDocumented(borrowFields);
		});

		it('explains every field with the document’s words and example', async () => {
			await explainsEach(method, borrowFields);
		});

		it.each(['充电宝', 'umbrella', 'Power Bank'])('marks no category that an expression gives as %s', async (category) => {
			const { page } = editor;
			const parameters = { categoryCode: `={{ "${category}" }}` };
			const workflow = await storeChain(editor, 'Category', [START, { name: 'Upload', type: BORROW, credentials, parameters }]);
			await openWorkflow(editor, workflow, nodeId(1));
			await eventually(async () => {
				expect(await byId(field(page, 'entityCode'), 'parameter-issues').count()).toBe(1);
				expect(await field(page, 'categoryCode').innerText()).toContain(category);
			});
			expect(await byId(field(page, 'categoryCode'), 'parameter-issues').count()).toBe(0);
			expect(await nodeForm(page).innerText()).not.toMatch(/not supported/i);
		});

		it('has the optional parameters under Additional Fields', async () => {
			const { page } = editor;
			const collection = t('Additional Fields', '更多字段');
			const names = borrowAdditional.map(({ label }) => text(label));
			expect((await collectionOptions(page, collection)).sort()).toEqual([...names].sort());
			for (const name of names) await addToCollection(page, collection, name);
			await seen(borrowAdditional, 'additionalFields.');
			await hasExamples(method, borrowAdditional, 'additionalFields.');
		});

		it('has the options of a run, with their defaults', async () => {
			const { page } = editor;
			const collection = t('Options', '选项');
			const names = runOptions.map(({ label }) => text(label));
			expect((await collectionOptions(page, collection)).sort()).toEqual([...names].sort());
			for (const name of names) await addToCollection(page, collection, name);
			await seen(runOptions, 'options.');
		});

		it('asks for no field by hand when rows are given as columns, and says in two sentences which are recognized', async () => {
			const { page } = editor;
			await choose(page, 'inputMode', t('Map Automatically', '按列名自动匹配'));
			await eventually(async () => {
				const fields = await readFields(nodeForm(page));
				expect(fields.map(({ name }) => name)).toEqual(['inputMode']);
				const notice = (await nodeForm(page).locator('.notice, [class*="notice"]').first().innerText()).trim();
				expect(notice.split(/[.。](?:\s|$)|。/).filter(Boolean)).toHaveLength(2);
				for (const word of ['entity_code', 'entityCode', '外部实体编号', t('Values for Missing Columns', '缺失列的取值')]) {
					expect(notice).toContain(word);
				}
			});
			await takePicture(page, t('columns-mode', 'columns-mode-zh'));
		});

		it('offers every field of the form for missing columns, none of them required', async () => {
			const { page } = editor;
			await choose(page, 'inputMode', t('Map Automatically', '按列名自动匹配'));
			const collection = t('Values for Missing Columns', '缺失列的取值');
			const all = [...borrowFields.filter(({ name }) => name !== 'inputMode'), ...borrowAdditional];
			expect((await collectionOptions(page, collection)).sort()).toEqual(all.map(({ label }) => text(label)).sort());
			for (const { label } of all) await addToCollection(page, collection, text(label));
			await seen(all, 'missingColumns.');
		});
	});

	describe('syncing states', () => {
		const method = 'zhima.data.state.data.sync';

		beforeEach(async () => {
			await openForm(SYNC, t('Sync', '同步'));
		});

		it('has every documented parameter, and its defaults', async () => {
			await takePicture(editor.page, t('sync-form', 'sync-form-zh'));
			await seen(syncFields);
			await hasExamples(method, syncFields);
			await offersWhatIsDocumented(syncFields);
		});

		it('explains every field with the document’s words and example', async () => {
			await explainsEach(method, syncFields);
		});

		it('asks for the open id in place of the user id where users are identified by it', async () => {
			const { page } = editor;
			await choose(page, 'identifyUserBy', text(USER_BY[1]));
			await eventually(async () => {
				const names = (await readFields(nodeForm(page))).map(({ name }) => name);
				expect(names).toContain('openId');
				expect(names).not.toContain('userId');
			});
			await choose(page, 'identifyUserBy', text(USER_BY[0]));
			await eventually(async () => {
				expect((await readFields(nodeForm(page))).map(({ name }) => name)).toContain('userId');
			});
		});

		it('accepts another category as text', async () => {
			const { page } = editor;
			const typed = async () =>
				(await readFields(nodeForm(page))).find(({ name }) => name === 'customCategoryCode');
			await eventually(async () => expect(await typed()).toBeUndefined());
			await choose(page, 'categoryCode', t('Other', '其他'));
			await eventually(async () => expect(await typed()).toMatchObject({ control: 'text', value: '' }));
		});

		it('asks where the business data come from when rows are given as columns', async () => {
			const { page } = editor;
			await choose(page, 'inputMode', t('Map Automatically', '按列名自动匹配'));
			await eventually(async () => {
				const fields = await readFields(nodeForm(page));
				expect(fields.map(({ name }) => name)).toEqual(['inputMode', 'bizDataFrom']);
				expect(fields[1]).toMatchObject({ label: t('Business Data From', '业务数据来源'), value: t('One Column', '一列') });
			});
			expect(await optionsOf(page, 'bizDataFrom')).toEqual([
				t('One Column', '一列'),
				t('All Other Columns', '其余各列'),
				t('Movie Ticket Columns', '电影票各列'),
			]);
		});

		it('offers another category for missing columns once *Other* is chosen', async () => {
			const { page } = editor;
			await choose(page, 'inputMode', t('Map Automatically', '按列名自动匹配'));
			const collection = t('Values for Missing Columns', '缺失列的取值');
			await addToCollection(page, collection, t('Category', '类目编码'));
			await choose(page, 'categoryCode', t('Other', '其他'));
			const other = t('Other Category', '其他类目编码');
			expect(await collectionOptions(page, collection)).toContain(other);
			await addToCollection(page, collection, other);
			await eventually(async () => {
				expect((await readFields(nodeForm(page))).map(({ name }) => name)).toContain('missingColumns.customCategoryCode');
			});
		});

		it('takes the business data as JSON, as names and values, or as a movie ticket', async () => {
			const { page } = editor;
			const namesBelow = async (prefix: string) =>
				(await readFields(nodeForm(page))).map(({ name }) => name).filter((name) => name.startsWith(prefix));
			await choose(page, 'bizDataMode', t('Movie Ticket', '电影票'));
			await eventually(async () => {
				expect(await namesBelow('movieTicket.')).toEqual(MOVIE_TICKET.map((name) => `movieTicket.${name}`));
			});
			await eventually(async () => expect(await namesBelow('bizData.')).toEqual([]));
			const example = JSON.parse(exampleOf(method, 'biz_data')) as Record<string, unknown>;
			expect(Object.keys(example)).toEqual(MOVIE_TICKET);
			await takePicture(page, t('movie-ticket', 'movie-ticket-zh'));
			await choose(page, 'bizDataMode', t('Using Fields Below', '使用下方字段'));
			await nodeForm(page).getByText(t('Add field', '添加字段'), { exact: true }).click();
			await eventually(async () => {
				expect(await namesBelow('bizDataFields.')).toEqual([
					'bizDataFields.field[0].name',
					'bizDataFields.field[0].value',
				]);
			});
			await eventually(async () => expect(await namesBelow('movieTicket.')).toEqual([]));
		});
	});
});
