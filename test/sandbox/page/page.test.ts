/** What the sandbox's page shows of a gateway's feed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, makeModel, takeIn, type Feed, type Model } from '../../../sandbox/page/model.js';
import {
	call,
	send,
	startSandbox,
	SYNC,
	syncContent,
	uploadContent,
	type CallOptions,
	type Sandbox,
} from '../client';

let sandbox: Sandbox;
let model: Model;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.gateway.close());
beforeEach(() => {
	sandbox.gateway.reset();
	model = makeModel();
});

const follow = async (): Promise<boolean> => {
	const url = `${sandbox.gateway.pageUrl}control/feed?epoch=${model.epoch}&from=${model.next}`;
	const { text } = await send(url, { method: 'GET' });
	return takeIn(model, JSON.parse(text) as Feed);
};

const upload = (changes: Record<string, unknown>, options: CallOptions = {}): Promise<unknown> =>
	call(sandbox, { content: uploadContent(changes), ...options }).catch(() => undefined);

const outcomes = (): string[] => model.entries.map(({ outcome }) => outcome);

test('an accepted snapshot becomes replaced when a newer one arrives', async () => {
	await upload({ upload_time: '2017-01-01 10:00:00' });
	await follow();
	expect(outcomes()).toEqual(['accepted']);
	await upload({ upload_time: '2017-01-01 12:00:00' });
	await upload({ upload_time: '2017-01-01 11:00:00' });
	await upload({ entity_code: 'another' });
	expect(await follow()).toBe(true);
	expect(outcomes()).toEqual(['replaced', 'accepted', 'replaced', 'accepted']);
	expect(model.entries.map(({ superseded }) => superseded)).toEqual([true, false, false, false]);
	expect(model.counts).toEqual({ all: 4, accepted: 2, replaced: 2, refused: 0, lost: 0 });
	expect(await follow()).toBe(false);
});

test('refused and lost requests differ, and a refused one keeps its point', async () => {
	await upload({ entity_name: '' });
	sandbox.gateway.setFaults([
		{ kind: 'reset', when: 'before', to: 1 },
		{ kind: 'reset', when: 'after' },
	]);
	await upload({});
	await upload({});
	await call(sandbox, { method: SYNC, content: syncContent({ out_biz_no: 'FAIL' }) }).catch(
		() => 0,
	);
	await follow();
	expect(outcomes()).toEqual(['refused', 'lost', 'accepted', 'refused']);
	expect(model.entries[0].point).toEqual({ longitude: 83.66, latitude: 5.87 });
	expect(model.entries[3].point).toBeUndefined();
	expect(model.faults).toHaveLength(2);
});

test.each(['', 'east', '181', null, undefined])('longitude %j has no point', async (longitude) => {
	await upload({ longitude });
	await follow();
	expect(model.entries[0].point).toBeUndefined();
});

test('after a reset the page is empty', async () => {
	await upload({});
	await follow();
	sandbox.gateway.reset();
	expect(await follow()).toBe(true);
	expect(model.entries).toEqual([]);
	expect(model.counts.all).toBe(0);
});

test('requests are found by outcome and by every word of the search, the latest first', async () => {
	await upload({ entity_code: 'A1', entity_name: '西湖柜' });
	await upload({ entity_code: 'A2', entity_name: '' });
	await upload({ entity_code: 'A3', entity_name: '西湖伞' });
	await follow();
	const codes = (outcome: Parameters<typeof find>[1], search: string): unknown[] =>
		find(model, outcome, search).map(({ request }) => request.bizContent.entity_code);
	expect(codes('all', '')).toEqual(['A3', 'A2', 'A1']);
	expect(codes('accepted', '西湖')).toEqual(['A3', 'A1']);
	expect(codes('all', '西湖 a1')).toEqual(['A1']);
	expect(codes('all', 'null_argument 为空')).toEqual(['A2']);
	expect(codes('refused', 'A1')).toEqual([]);
});

describe('the page’s files', () => {
	const folder = join(__dirname, '../../../sandbox/page');
	const files = readdirSync(folder).filter((name) => /\.(js|css|html)$/.test(name));

	test.each(files)('%s is served, and names no other host', async (name) => {
		const path = name === 'index.html' ? '' : name;
		const { status, text, headers } = await send(sandbox.gateway.pageUrl + path, { method: 'GET' });
		expect(status).toBe(200);
		expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
		expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
		expect(headers['content-security-policy']).toContain("default-src 'self'");
	});

	test('every text of the page exists in both languages', () => {
		const texts = readFileSync(join(folder, 'texts.js'), 'utf8');
		const named = files
			.map((name) => readFileSync(join(folder, name), 'utf8'))
			.flatMap((source) => [
				...source.matchAll(/data-(?:text|label|placeholder)="(\w+)"/g),
				...source.matchAll(/\btext\('(\w+)'\)/g),
			])
			.map(([, name]) => name);
		expect(named.length).toBeGreaterThan(40);
		for (const name of named) {
			expect(texts).toMatch(new RegExp(`\\b${name}: \\{\\s*en: [^]+?,\\s*zh: `));
		}
	});
});
