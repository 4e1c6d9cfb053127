/** The examples are what their sources make, and their rows are read as they are meant to be. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, type CellObject } from '@e965/xlsx';

import { cabinetRows, MISTAKES } from '../../scripts/examples/cabinet-rows';
import { TROUBLES, troubledRows } from '../../scripts/examples/trouble-rows';
import { exampleWorkflows } from '../../scripts/examples/workflows';
import { exampleFiles } from '../../scripts/examples/make-examples';
import { templateSheets } from '../../scripts/examples/template-sheets';
import {
	borrowEntityUpload,
	collectHeadings,
	dataStateSync,
	planColumns,
	readRow,
	rowFromColumns,
} from '../../zhima';

const FOLDER = join(__dirname, '..', '..', 'examples');
const NOW = new Date('2026-11-23T04:00:00Z');

type SheetRow = Record<string, unknown>;

/** As n8n's Extract from File reads it. */
const sheetRows = (file: string): SheetRow[] => {
	const text = readFileSync(join(FOLDER, file));
	const book = file.endsWith('.csv')
		? read(text.toString('utf8').replace('\ufeff', ''), { type: 'string', raw: true })
		: read(text);
	return utils.sheet_to_json<SheetRow>(book.Sheets[book.SheetNames[0]], { defval: '' });
};

/** For each row the documented names of its wrong cells. */
const wrongFields = (rows: readonly SheetRow[]): string[][] => {
	const plan = planColumns(borrowEntityUpload, collectHeadings(rows));
	expect(plan.issues).toEqual([]);
	return rows.map((row) => {
		const context = { now: NOW, headings: plan.headings };
		const reading = readRow(borrowEntityUpload, rowFromColumns(plan, row), context);
		return reading.ok ? [] : reading.issues.map(({ field }) => field);
	});
};

describe('the files in examples/', () => {
	const made = exampleFiles();

	it('are all that scripts/examples/make-examples.ts makes, and a README', () => {
		expect(readdirSync(FOLDER).sort()).toEqual(expect.arrayContaining(Object.keys(made).sort()));
	});

	it.each(Object.keys(made).filter((name) => !name.endsWith('.xlsx')))('%s is up to date', (name) => {
		expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(made[name]);
	});

	it.each(['cabinets.xlsx', 'troubles.xlsx', 'many-merchants.xlsx'])('%s is up to date', (name) => {
		const now = read(made[name] as Buffer);
		const [sheet] = now.SheetNames;
		expect(sheetRows(name)).toEqual(utils.sheet_to_json(now.Sheets[sheet], { defval: '' }));
	});
});

describe.each(['cabinets.xlsx', 'cabinets.csv'])('%s', (file) => {
	it('contains 200 rows, of which nine are wrong in different cells or ways and one the gateway refuses', () => {
		const rows = sheetRows(file);
		expect(rows).toHaveLength(200);
		const wrong = wrongFields(rows).flatMap((fields, index) => (fields.length > 0 ? [index] : []));
		const expected = MISTAKES.filter((each) => each.isRefusedByGateway !== true);
		expect(MISTAKES).toHaveLength(10);
		expect(wrong).toEqual(expected.map(({ index }) => index));
	});

	it('contains every entity once', () => {
		expect(new Set(cabinetRows().map(({ 实体编号 }) => 实体编号)).size).toBe(200);
	});
});

describe.each(['troubles.xlsx', 'troubles.csv'])('%s', (file) => {
	it('contains 2,000 rows with every kind of trouble, and each is read as expected', () => {
		const meant = troubledRows();
		const found = wrongFields(sheetRows(file));
		expect(found).toHaveLength(2000);
		const misread = meant.flatMap(({ trouble }, index) => {
			const isWrong = found[index].length > 0;
			return isWrong === (trouble?.fate === 'wrong') ? [] : [`${index + 2}: ${trouble?.what}`];
		});
		expect(misread).toEqual([]);
		expect(new Set(meant.map(({ trouble }) => trouble?.what)).size).toBe(TROUBLES.length + 1);
	});
});

describe.each([
	['template.xlsx', 'en'],
	['template-zh.xlsx', 'zh'],
] as const)('%s', (file, language) => {
	const sheets = templateSheets(language);
	const book = read(readFileSync(join(FOLDER, file)), { cellStyles: true, cellNF: true });
	const sheetRowsOf = (name: string): SheetRow[] => utils.sheet_to_json<SheetRow>(book.Sheets[name], { defval: '' });

	it('has a sheet for each call, with a column for each parameter that has more than one value', () => {
		expect(book.SheetNames).toEqual(sheets.map(({ name }) => name));
		for (const [index, api] of [borrowEntityUpload, dataStateSync].entries()) {
			const headings = sheets[index].columns.map(({ heading }) => heading);
			const plan = planColumns(api, headings);
			expect(plan.issues).toEqual([]);
			expect(plan.ignored).toEqual([]);
			expect(Object.keys(plan.headings).sort()).toEqual(
				api.parameters.filter(({ fixed }) => fixed === undefined).map(({ name }) => name).sort(),
			);
			for (const { name, required, kind } of api.parameters) {
				const heading = plan.headings[name];
				if (heading === undefined) continue;
				expect([name, heading.endsWith('*')]).toEqual([name, required && !(kind.type === 'time' && kind.emptyIsNow)]);
			}
		}
	});

	it('has a note at each heading, texts as texts, and one example row that is accepted', () => {
		for (const [at, { name, columns }] of sheets.entries()) {
			const sheet = book.Sheets[name];
			columns.forEach(({ heading, isText, note }, column) => {
				const head = sheet[utils.encode_cell({ r: 0, c: column })] as CellObject;
				expect(head.v).toBe(heading);
				expect(head.c?.[0]?.t).toContain(note.split('\n')[0]);
				const cell = sheet[utils.encode_cell({ r: 1, c: column })] as CellObject | undefined;
				if (cell?.v !== undefined) expect([heading, cell.t, cell.z]).toEqual([heading, isText ? 's' : 'n', isText ? '@' : 'General']);
			});
			const rows = sheetRowsOf(name);
			expect(rows).toHaveLength(1);
			if (at > 1) continue;
			const api = [borrowEntityUpload, dataStateSync][at];
			const plan = planColumns(api, Object.keys(rows[0]));
			const reading = readRow(api, rowFromColumns(plan, rows[0]), { now: NOW, headings: plan.headings });
			expect(reading).toMatchObject({ ok: true, hints: [] });
		}
	});

	it('is accepted with any choice of its drop-down lists', () => {
		const [{ columns }] = sheets;
		const plan = planColumns(borrowEntityUpload, columns.map(({ heading }) => heading));
		for (const { heading, check } of columns) {
			if (check?.type !== 'list') continue;
			for (const value of check.values) {
				const row = { ...Object.fromEntries(columns.map((each) => [each.heading, each.example])), [heading]: value };
				const reading = readRow(borrowEntityUpload, rowFromColumns(plan, row), { now: NOW, headings: plan.headings });
				expect([heading, value, reading.ok]).toEqual([heading, value, true]);
			}
		}
	});
});

it('the templates are what scripts/examples/make-examples.ts makes', () => {
	const folder = mkdtempSync(join(tmpdir(), 'zhima-examples-'));
	try {
		execFileSync(process.execPath, ['--import', 'tsx', 'scripts/examples/make-examples.ts', folder], { cwd: join(__dirname, '..', '..') });
		for (const name of ['template.xlsx', 'template-zh.xlsx']) {
			expect([name, readFileSync(join(folder, name)).equals(readFileSync(join(FOLDER, name)))]).toEqual([name, true]);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

describe('the example workflows', () => {
	const forms: Record<string, readonly string[]> = {
		'n8n-nodes-zhima.zhimaBorrowEntityUpload': borrowEntityUpload.parameters.map(({ formName }) => formName),
		'n8n-nodes-zhima.zhimaDataStateSync': dataStateSync.parameters.map(({ formName }) => formName),
	};

	it.each(Object.entries(exampleWorkflows()))('%s wires nodes that exist, and gives form fields that exist', (_, workflow) => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const wired = JSON.stringify(workflow.connections).match(/"node":"[^"]+"/g) ?? [];
		for (const wire of wired) expect(names).toContain(JSON.parse(`{${wire}}`).node);
		for (const { type, parameters } of workflow.nodes) {
			const known = forms[type];
			if (known === undefined) continue;
			const others = ['inputMode', 'options', 'identifyUserBy', 'customCategoryCode', 'bizDataMode', 'bizDataFrom'];
			expect([...known, ...others]).toEqual(expect.arrayContaining(Object.keys(parameters)));
		}
	});

	/** Nodes of n8n that listen to the world, and how each is told to ask who calls. */
	const DOORS: Record<string, (parameters: Record<string, unknown>) => boolean> = {
		'n8n-nodes-base.webhook': ({ authentication }) => ['headerAuth', 'basicAuth', 'jwtAuth'].includes(String(authentication)),
		'n8n-nodes-base.formTrigger': ({ authentication }) => ['basicAuth', 'n8nUserAuth'].includes(String(authentication)),
	};
	/** Triggers that nobody outside can call. */
	const INDOORS = ['manualTrigger', 'scheduleTrigger', 'executeWorkflowTrigger', 'errorTrigger'].map((name) => `n8n-nodes-base.${name}`);
	const ALL = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

	it.each(ALL)('%s listens to nobody that it doesn’t know', (file) => {
		const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
			nodes: Array<{ name: string; type: string; parameters: Record<string, unknown>; credentials?: object; webhookId?: string }>;
		};
		const starts = nodes.filter(({ type }) => /trigger$|webhook$/i.test(type) && !/respondToWebhook$/.test(type));
		expect(starts.length).toBeGreaterThan(0);
		for (const { name, type, parameters, credentials } of starts) {
			if (INDOORS.includes(type)) continue;
			const isLocked = DOORS[type];
			expect([name, isLocked?.(parameters) ?? `an unknown trigger: ${type}`]).toEqual([name, true]);
			expect(Object.keys(credentials ?? {})).toHaveLength(1);
		}
	});

	it.each(ALL)('%s says in a note which credential to select, and where', (file) => {
		const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
			nodes: Array<{ name: string; type: string; parameters: { content?: string } }>;
		};
		const notes = nodes.filter(({ type }) => type.endsWith('stickyNote')).map(({ parameters }) => parameters.content ?? '').join('\n');
		expect(notes).toMatch(/credential/);
		expect(notes).toMatch(/凭证/);
	});

	it('contain no credential and no path of a machine', () => {
		const text = JSON.stringify(exampleWorkflows());
		expect(text).not.toMatch(/"id":"[^"]*","name":"Zhima API"|BEGIN|\/home\/|\/root\//);
	});
});
