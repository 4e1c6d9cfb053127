import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runWorkflow, SYNC_NODE, UPLOAD_NODE } from './harness';
import { openSite } from './site';
import type { Site } from './site';
const FOLDER = path.resolve(__dirname, '../fixtures/public');
let site: Site;
beforeAll(async () => { site = await openSite(); });
afterAll(() => site.close());
it.each(readdirSync(FOLDER).filter((f) => f.endsWith('.json')))('%s', async (file) => {
	const { call, items } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
	const r = await runWorkflow({ rows: items, node: { type: call === 'upload' ? UPLOAD_NODE : SYNC_NODE, parameters: { inputMode: 'columns', options: { dryRun: true } }, onError: 'continueErrorOutput' }, credential: site.credential() });
	console.log(file + '\n' + r.hints.map((h) => h.message).join('\n') + '\n' + (r.error?.message ?? '') + (r.error?.description ?? '') + '\n' + (r.outputs[1] ?? []).map((i) => ((i.json.error as any).message + ' ' + (i.json.error as any).description)).join('\n'));
});
