/** What the sandbox's page shows of a gateway's feed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	choicesOf,
	countOutcomes,
	find,
	makeModel,
	NO_FILTER,
	partsOfDay,
	takeIn,
	type Feed,
	type Filter,
	type Model,
} from '../../../sandbox/page/model.js';
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
	expect(countOutcomes(model, NO_FILTER)).toEqual({ all: 4, accepted: 2, replaced: 2, refused: 0, lost: 0, test: 0 });
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
	expect(countOutcomes(model, NO_FILTER).all).toBe(0);
});

test('requests are found by outcome and by every word of the search, the latest first', async () => {
	await upload({ entity_code: 'A1', entity_name: '西湖柜' });
	await upload({ entity_code: 'A2', entity_name: '' });
	await upload({ entity_code: 'A3', entity_name: '西湖伞' });
	await follow();
	const codes = (outcome: Filter['outcome'], search: string): unknown[] =>
		find(model, { ...NO_FILTER, outcome, search }).map(({ request }) => request.bizContent.entity_code);
	expect(codes('all', '')).toEqual(['A3', 'A2', 'A1']);
	expect(codes('accepted', '西湖')).toEqual(['A3', 'A1']);
	expect(codes('all', '西湖 a1')).toEqual(['A1']);
	expect(codes('all', 'null_argument 为空')).toEqual(['A2']);
	expect(codes('refused', 'A1')).toEqual([]);
});

test('credential tests are counted apart from refused rows, also with a wrong signature', async () => {
	await upload({ entity_name: '' });
	await call(sandbox, { content: {} });
	await call(sandbox, { method: SYNC, content: {} });
	await call(sandbox, { content: {}, afterSigning: { sign: 'AAAA' } }).catch(() => undefined);
	await follow();
	expect(outcomes()).toEqual(['refused', 'test', 'test', 'test']);
	expect(countOutcomes(model, NO_FILTER)).toMatchObject({ all: 4, refused: 1, test: 3 });
});

test('requests are narrowed by category, merchant and time of day in Beijing', async () => {
	await upload({ entity_code: 'A1', category_code: 'power_bank' });
	await upload({ entity_code: 'A2', category_code: 'umbrella' });
	await upload({ entity_code: 'A3', category_code: 'umbrella', entity_name: '' });
	await follow();
	const codes = (filter: Partial<Filter>): unknown[] =>
		find(model, { ...NO_FILTER, ...filter }).map(({ request }) => request.bizContent.entity_code);
	expect(codes({ category: 'umbrella' })).toEqual(['A3', 'A2']);
	expect(codes({ merchant: '1' })).toHaveLength(3);
	expect(codes({ merchant: '2' })).toEqual([]);
	expect(countOutcomes(model, { ...NO_FILTER, category: 'umbrella' })).toMatchObject({ all: 2, accepted: 1, refused: 1 });
	expect(choicesOf(model).categories).toEqual(['power_bank', 'umbrella']);
	model.entries.forEach((entry, index) => (entry.clock = ['23:30', '00:10', '12:00'][index]));
	expect(codes({ from: '23:00', to: '01:00' })).toEqual(['A2', 'A1']);
	expect(codes({ from: '12:00', to: '12:00' })).toEqual(['A3']);
	expect(codes({ from: '12:00' })).toEqual(['A3', 'A1']);
	expect(codes({ to: '11:59' })).toEqual(['A2']);
	const parts = partsOfDay(model.entries);
	expect(parts).toHaveLength(24);
	expect(parts[23]).toEqual({ from: '23:00', to: '23:59', count: 1 });
	expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(3);
});

test('merchants are told apart by app and token, and no token is in the feed', async () => {
	const token = '202611BB0000000000000000000000000000';
	await upload({ entity_code: 'A1' });
	await upload({ entity_code: 'A1' }, { parameters: { app_auth_token: token } });
	await upload({ entity_code: 'A1' });
	const { text } = await send(`${sandbox.gateway.pageUrl}control/feed`, { method: 'GET' });
	expect(text).not.toContain(token);
	await follow();
	expect(model.entries.map(({ request }) => request.merchant)).toEqual([1, 2, 1]);
	// The same entity of another merchant is another entity.
	expect(model.entries.map(({ superseded }) => superseded)).toEqual([true, false, false]);
	expect(choicesOf(model).merchants.map(({ merchant }) => merchant)).toEqual([1, 2]);
});

describe('the page’s files', () => {
	const folder = join(__dirname, '../../../sandbox/page');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		/\.(js|json|css|html)$/.test(name),
	);

	test.each(files)('%s is served, and names no other host', async (name) => {
		const path = name === 'index.html' ? '' : name;
		const { status, text, headers } = await send(sandbox.gateway.pageUrl + path, { method: 'GET' });
		expect(status).toBe(200);
		expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
		expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
		expect(headers['content-security-policy']).toContain("default-src 'self'");
	});

	test.each(['supercluster.js', 'topojson-client.js', 'map/land.json'])('the library %s is served', async (name) => {
		const { status, text } = await send(sandbox.gateway.pageUrl + name, { method: 'GET' });
		expect(status).toBe(200);
		expect(text.length).toBeGreaterThan(5_000);
	});

	test('the land has no borders: only the object “land” is in it', async () => {
		const { text } = await send(`${sandbox.gateway.pageUrl}map/land.json`, { method: 'GET' });
		expect(Object.keys((JSON.parse(text) as { objects: object }).objects)).toEqual(['land']);
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
