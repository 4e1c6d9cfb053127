/** The package as it ships, in either language, loaded as n8n loads it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CALLS, CALLS_AND_MODES, goodRows, parametersFor, sync, type CallUnderTest } from './calls';
import { SYNC_NODE, UPLOAD_NODE, runWorkflow } from './harness';
import type { PackageUnderTest } from './harness';
import { openSite, receivedKeys } from './site';
import { borrowEntityUpload, dataStateSync } from '../../zhima';
import type { Site } from './site';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');
const LANGUAGES = ['en', 'zh-CN'] as const;
type Language = (typeof LANGUAGES)[number];

const folderOf = (language: Language) => join(ROOT, '.cache', 'engine', `${language}-${process.pid}`);

async function load(language: Language): Promise<PackageUnderTest> {
	const folder = folderOf(language);
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'index.js']) copyFileSync(join(ROOT, file), join(folder, file));
	const gulp = join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const args = ['build', '--lang', language, '--out', join(folder, 'dist')];
	execFileSync(process.execPath, [gulp, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const nodes = Object.entries(loader.nodeTypes).map(
		([name, { type }]) => [`${loader.packageName}.${name}`, type as INodeType] as const,
	);
	const credentials = Object.entries(loader.credentialTypes).map(
		([name, { type }]) => [name, type] as const,
	);
	return { nodes: Object.fromEntries(nodes), credentials: Object.fromEntries(credentials) };
}

let site: Site;
const packages = new Map<Language, PackageUnderTest>();
beforeAll(async () => {
	site = await openSite();
	for (const language of LANGUAGES) packages.set(language, await load(language));
});
beforeEach(() => site.clear());
afterAll(async () => {
	await site.close();
	for (const language of LANGUAGES) rmSync(folderOf(language), { recursive: true, force: true });
});

/** What comes out of a row that is only checked. */
const dryRun = async (language: Language, call: CallUnderTest, row: Record<string, unknown>, more: object = {}) => {
	const { outputs } = await runWorkflow({
		rows: [row],
		node: {
			type: call.type,
			parameters: { ...parametersFor(call, 'columns', { dryRun: true }), ...more },
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
		under: packages.get(language),
	});
	return outputs[0].map(({ json }) => json);
};

describe.each(LANGUAGES)('the package in %s', (language) => {
	it('contains both nodes and the credential under their public names', () => {
		const { nodes, credentials } = packages.get(language)!;
		expect(Object.keys(nodes).sort()).toEqual([UPLOAD_NODE, SYNC_NODE]);
		expect(Object.keys(credentials)).toEqual(['zhimaApi']);
		for (const { description } of Object.values(nodes)) {
			expect(description.version).toBe(1);
			expect(description.codex?.categories).toBeTruthy();
			expect(description.iconUrl).toMatchObject({
				light: expect.stringMatching(/\.svg$/),
				dark: expect.stringMatching(/\.svg$/),
			});
		}
	});

	it.each(CALLS_AND_MODES)('runs %s by %s', async (_name, mode, call) => {
		const rows = goodRows(call, 4).map((row, index) =>
			index === 1 ? { ...row, ...call.refused.cells } : index === 2 ? { ...row, ...call.wrong.cells } : row,
		);
		const { outputs, after, afterError, error } = await runWorkflow({
			rows,
			node: {
				type: call.type,
				parameters: parametersFor(call, mode),
				onError: 'continueErrorOutput',
			},
			credential: site.credential(),
			under: packages.get(language),
		});
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.request)).toEqual(
			[rows[0], rows[3]].map((row) => ({
				method: call.method,
				biz_content: { ...call.fixed, ...row },
			})),
		);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'refused', sub_code: call.refused.subCode }),
			expect.objectContaining({ outcome: 'notSent', field: call.wrong.field }),
		]);
		expect(after.map(({ seen }) => seen.source)).toEqual([rows[0], rows[3]]);
		expect(afterError.map(({ seen }) => seen.source)).toEqual([rows[1], rows[2]]);
		expect(receivedKeys(site.gateway, call.key).sort()).toEqual(
			[rows[0], rows[1], rows[3]].map((row) => row[call.key]),
		);
	});

	const own = language === 'en' ? 'en' : 'zh';

	it.each([...new Set(['zh', own] as const)])('reads movie tickets from columns with the form’s labels in %s', async (headings) => {
		const { kind } = dataStateSync.parameters.find(({ name }) => name === 'biz_data')!;
		const members = kind.type === 'json' ? kind.documentedMembers! : [];
		const cells = Object.fromEntries(members.map(({ label, sample, example }) => [label[headings], sample ?? example]));
		const row = sync.row(1);
		delete row.biz_data;
		const items = await dryRun(language, sync, { ...row, ...cells }, { bizDataFrom: 'movieTicket' });
		expect(items[0]).toMatchObject({ outcome: 'shown' });
		const { biz_content } = items[0].request as { biz_content: { biz_data: string } };
		expect(Object.keys(JSON.parse(biz_content.biz_data) as object).sort()).toEqual(members.map(({ name }) => name).sort());
	});

	it('names the columns that movie tickets are looked for in, where there is none', async () => {
		const row = sync.row(1);
		delete row.biz_data;
		const items = await dryRun(language, sync, row, { bizDataFrom: 'movieTicket' });
		expect(JSON.stringify(items[0].error)).toContain('buyCnt / 购票数量');
	});

	it.each(CALLS)('accepts a heading with the label or the description of its parameter in the build’s language as a note: $name', async (call) => {
		const api = [borrowEntityUpload, dataStateSync].find(({ method }) => method === call.method)!;
		const { label, description } = api.parameters.find(({ name }) => name === call.key)!;
		const { [call.key]: key, ...row } = call.row(1);
		for (const note of [label.zh, label[own], description[own]]) {
			const items = await dryRun(language, call, { ...row, [`${call.key} (${note})`]: key });
			expect(items).toEqual([expect.objectContaining({ outcome: 'shown', [call.key]: key })]);
		}
	});

	it('shares a quota between two executions at once', async () => {
		const [upload] = CALLS;
		const run = (first: number) =>
			runWorkflow({
				rows: goodRows(upload, 5, first),
				node: { type: upload.type, parameters: parametersFor(upload, 'columns', { maxPerSecond: 4 }) },
				credential: site.credential(),
				under: packages.get(language),
			});
		await Promise.all([run(1), run(101)]);
		const moments = site.forwarder.passed.map(({ at }) => at);
		expect(moments).toHaveLength(10);
		for (const start of moments) {
			expect(moments.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(4);
		}
	});

	it.each(CALLS)('reports invalid rows in its language: $name', async (call) => {
		const { error } = await runWorkflow({
			rows: [call.row(1, call.wrong.cells)],
			node: { type: call.type, parameters: parametersFor(call, 'columns') },
			credential: site.credential(),
			under: packages.get(language),
		});
		const chinese = /[\u4e00-\u9fff]/;
		expect(chinese.test(error?.message ?? '')).toBe(language === 'zh-CN');
		expect(error?.description).toMatch(language === 'zh-CN' ? /^“[^”]+”的值为“[^”]+”：.*请/ : /^“[^”]+” is “[^”]+”: .*\bEnter /);
	});
});
