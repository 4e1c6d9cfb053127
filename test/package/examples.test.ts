/** The examples are what their sources make, and their rows are read as they are meant to be. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';

import { cabinetRows, MISTAKES } from '../../scripts/examples/cabinet-rows';
import { TROUBLES, troubledRows } from '../../scripts/examples/trouble-rows';
import { exampleWorkflows } from '../../scripts/examples/workflows';
import { exampleFiles } from '../../scripts/examples/make-examples';
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

	it.each(['cabinets.xlsx', 'troubles.xlsx'])('%s is up to date', (name) => {
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
			const others = ['inputMode', 'options', 'identifyUserBy', 'customCategoryCode', 'bizDataMode'];
			expect([...known, ...others]).toEqual(expect.arrayContaining(Object.keys(parameters)));
		}
	});

	it('contain no credential and no path of a machine', () => {
		const text = JSON.stringify(exampleWorkflows());
		expect(text).not.toMatch(/"id":"[^"]*","name":"Zhima API"|BEGIN|\/home\/|\/root\//);
	});
});
