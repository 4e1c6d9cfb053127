/** The example workflows and spreadsheets, through the engine and the sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workflow } from 'n8n-workflow';
import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import { cabinetRows, MISTAKES } from '../../scripts/examples/cabinet-rows';
import { troubledRows } from '../../scripts/examples/trouble-rows';
import { sync } from './calls';
import { execute, nodeTypesFrom, sources } from './harness';
import { openSite } from './site';
import type { Site } from './site';
import { standIns } from './stand-ins';

jest.setTimeout(120_000);

const FOLDER = join(__dirname, '..', '..', 'examples');
const STARTERS = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.webhook'];

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

async function play(name: string, given: Parameters<typeof standIns>[1] = {}) {
	const { nodes, connections } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as {
		nodes: INode[];
		connections: IConnections;
	};
	const around = standIns(FOLDER, given);
	// The node that sends the mail is switched off in the example, until an operator gives it an address.
	const ready = nodes.map((node) => ({
		...node,
		disabled: false,
		...(node.type in sources.nodes && { credentials: { zhimaApi: { id: '1', name: 'Zhima' } } }),
	}));
	const workflow = new Workflow({
		id: 'example',
		name,
		active: false,
		settings: { executionOrder: 'v1' },
		nodeTypes: nodeTypesFrom({ ...around.types, ...sources.nodes }),
		connections,
		nodes: ready,
	});
	const start = nodes.find(({ type }) => STARTERS.includes(type))!.name;
	const { error } = await execute({ workflow, start, credential: site.credential() });
	expect(error).toBeUndefined();
	return around;
}

/** The entities that the sandbox keeps, by their code. */
const kept = () => new Set([...site.gateway.entities.values()].map(({ content }) => content.entity_code));

const wrongRows = MISTAKES.map(({ index }) => index);

describe.each([
	['cabinets-upload.json', 'cabinets-results.xlsx'],
	['cabinets-upload-csv.json', 'cabinets-csv-results.xlsx'],
])('%s', (name, file) => {
	it('has an outcome for every row, and a reason for each of the ten wrong ones', async () => {
		const { written } = await play(name);
		expect([...written.keys()]).toEqual([file]);
		const [rows] = written.values();
		expect(rows).toHaveLength(cabinetRows().length);
		const failed = rows.flatMap(({ zhima_outcome }, index) => (zhima_outcome === 'accepted' ? [] : [index]));
		expect(failed).toEqual(wrongRows);
		for (const index of failed) {
			expect(rows[index].zhima_result).toMatch(/\S/);
			expect(rows[index].zhima_advice).toMatch(/\S/);
		}
		const accepted = rows.filter(({ zhima_outcome }) => zhima_outcome === 'accepted');
		expect(accepted.every(({ zhima_fingerprint }) => /^[0-9a-f]{32}$/.test(String(zhima_fingerprint)))).toBe(true);
		expect(kept()).toEqual(new Set(accepted.map((row) => String(row['实体编号']))));
	});

	it('puts the results behind the sheet’s own columns', async () => {
		const { written } = await play(name);
		const [rows] = written.values();
		const own = Object.keys(cabinetRows()[0]);
		expect(Object.keys(rows[0]).slice(0, own.length)).toEqual(own);
		expect(Object.keys(rows[0]).slice(own.length).every((column) => column.startsWith('zhima_'))).toBe(true);
	});
});

it('makes a sheet of the rows to fix, with all their columns', async () => {
	const { written } = await play('results-back-into-sheet.json');
	const [rows] = written.values();
	expect(rows.map((row) => row['实体名称'])).toEqual(wrongRows.map((index) => cabinetRows()[index]['实体名称']));
});

it('mails the failed rows and no other', async () => {
	const { mails } = await play('failed-rows-mail.json');
	expect(mails).toHaveLength(1);
	const lines = String(mails[0].html).match(/<tr>/g);
	expect(lines).toHaveLength(wrongRows.length);
	for (const index of wrongRows) {
		expect(mails[0].html).toContain(String(cabinetRows()[index]['实体名称']));
	}
});

it('responds to the caller of the webhook', async () => {
	const good = sync.row(1);
	const calls: IDataObject[] = [
		{ ...good, biz_data: JSON.parse(good.biz_data) as IDataObject },
		sync.row(2, sync.refused.cells),
		sync.row(3, sync.wrong.cells),
	];
	const responses = [];
	for (const call of calls) {
		responses.push(...(await play('webhook-state-sync.json', { calls: [call] })).responses);
	}
	expect(responses).toEqual([
		{ code: 200, body: { success: true, outcome: 'accepted', out_biz_no: 'ORDER0001', verified: true } },
		{ code: 422, body: expect.objectContaining({ outcome: 'refused', field: 'biz_state_code' }) },
		{ code: 422, body: expect.objectContaining({ outcome: 'notSent', field: 'user_id' }) },
	]);
	expect(site.gateway.requests).toHaveLength(2);
});

it.each(['troubles.xlsx', 'troubles.csv'])('gives every row of %s the expected outcome', async (file) => {
	const name = file.endsWith('.csv') ? 'cabinets-upload-csv.json' : 'cabinets-upload.json';
	const { written } = await play(name, { file });
	const [rows] = written.values();
	const meant = troubledRows();
	expect(rows).toHaveLength(meant.length);
	const OUTCOMES = { accepted: 'accepted', wrong: 'notSent', refused: 'refused' };
	const others = meant.flatMap(({ trouble }, index) => {
		const expected = OUTCOMES[trouble?.fate ?? 'accepted'];
		const row = rows[index];
		return row.zhima_outcome === expected ? [] : [`${index + 2} ${trouble?.what}: ${String(row.zhima_outcome)} ${String(row.zhima_result)}`];
	});
	expect(others).toEqual([]);
});
