import fc from 'fast-check';
import { entityKey } from '../../../sandbox/gateway/gateway';
import { SANDBOX_APP_ID } from '../../../sandbox/keys/test-account';
import { keep, makeMerchantStore } from '../../../sandbox/gateway/merchant-store';
import {
	call,
	startSandbox,
	SYNC,
	syncContent,
	UPLOAD,
	uploadContent,
	type Sandbox,
} from '../client';

let sandbox: Sandbox;
beforeAll(async () => {
	const { keys, gateway } = await startSandbox();
	await gateway.close();
	const app = { publicKey: keys.app.publicKey, appAuthTokens: ['shop'] };
	const again = await startSandbox({
		apps: [
			{ ...app, appId: SANDBOX_APP_ID },
			{ ...app, appId: 'other' },
		],
		alipayPrivateKey: keys.alipay.privateKey,
		quiet: true,
		keepContents: 2,
	});
	sandbox = { keys, gateway: again.gateway };
});
afterAll(() => sandbox.gateway.close());
beforeEach(() => sandbox.gateway.reset());

const KEY = entityKey('umbrella', '2016000100010011');

const upload = async (changes: Record<string, unknown>, parameters = {}): Promise<void> => {
	await call(sandbox, { content: uploadContent(changes), parameters });
};

test('the snapshot with the newest upload_time counts, and all are accepted', async () => {
	await upload({ upload_time: '2017-01-01 12:00:00', entity_name: 'noon' });
	await upload({ upload_time: '2017-01-01 09:00:00', entity_name: 'morning' });
	await upload({ upload_time: '2017-01-01 18:00:00', entity_name: 'evening' });
	const { entities, requests } = sandbox.gateway;
	expect(entities.size).toBe(1);
	expect(entities.get(KEY)).toMatchObject({
		content: { entity_name: 'evening' },
		uploads: 3,
		request: 3,
	});
	expect(requests.map(({ disposition }) => disposition)).toEqual(['new', 'older', 'replaced']);
	expect(requests.every(({ accepted }) => accepted)).toBe(true);
});

test('with the same upload_time the later arrival counts', async () => {
	await upload({ entity_name: 'first' });
	await upload({ entity_name: 'second' });
	expect(sandbox.gateway.entities.get(KEY)?.content.entity_name).toBe('second');
});

test('property: the snapshot that counts does not depend on which arrives first', () => {
	const arrival = fc.record({ hour: fc.integer({ min: 10, max: 14 }), name: fc.string() });
	fc.assert(
		fc.property(
			fc.array(arrival, { minLength: 1 }),
			fc.infiniteStream(fc.nat()),
			(arrivals, order) => {
				const numbered = arrivals.map((each, index) => ({ ...each, number: index + 1 }));
				const shuffled = numbered
					.map((each) => ({ each, at: order.next().value as number }))
					.sort((a, b) => a.at - b.at)
					.map(({ each }) => each);
				const store = makeMerchantStore();
				for (const { hour, name, number } of shuffled) {
					const content = uploadContent({
						upload_time: `2017-01-01 ${hour}:00:00`,
						entity_name: name,
					});
					keep(store, UPLOAD, number, content);
				}
				const newest = numbered.reduce((best, each) => (each.hour >= best.hour ? each : best));
				expect(store.entities.get(KEY)).toMatchObject({
					request: newest.number,
					uploads: arrivals.length,
				});
			},
		),
	);
});

test('category_code and entity_code identify an entity of one merchant', async () => {
	await upload({});
	await upload({ category_code: 'power_bank' });
	await upload({ entity_code: '2' });
	await upload({}, { app_id: 'other' });
	await upload({}, { app_auth_token: 'shop' });
	const { gateway } = sandbox;
	expect([...gateway.entities.keys()]).toEqual([
		KEY,
		entityKey('power_bank', '2016000100010011'),
		'umbrella/2',
	]);
	expect(gateway.merchant('other').entities.size).toBe(1);
	expect(gateway.merchant(SANDBOX_APP_ID, 'shop').entities.size).toBe(1);
	expect(gateway.counts.accepted).toBe(5);
});

test('out_biz_no identifies a state sync: the same content changes nothing, other content replaces it', async () => {
	const sync = (changes: Record<string, unknown>): Promise<unknown> =>
		call(sandbox, { method: SYNC, content: syncContent({ out_biz_no: 'A1', ...changes }) });
	await sync({});
	await sync({});
	await sync({ biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_END' });
	await sync({});
	const { states, requests } = sandbox.gateway;
	expect(states).toHaveLength(1);
	expect(states[0]).toMatchObject({ outBizNo: 'A1', times: 4, request: 3 });
	expect(states[0].history.map(({ biz_state_code: code }) => code)).toEqual([
		'CONTRACT_STATE_WATCH_MOVIE_BUY',
		'CONTRACT_STATE_WATCH_MOVIE_END',
	]);
	expect(requests.map(({ disposition }) => disposition)).toEqual([
		'new',
		'repeated',
		'replaced',
		'repeated',
	]);
});

test('quiet: keeps the outcomes of all requests and the contents of the last ones', async () => {
	for (const code of ['1', '2', '3', '4']) await upload({ entity_code: code });
	const { requests, entities } = sandbox.gateway;
	const lengths = requests.map(({ bizContent }) => Object.keys(bizContent).length);
	expect(lengths.slice(0, 2)).toEqual([3, 3]);
	expect(lengths.slice(2)).toEqual([15, 15]);
	expect(requests[0]).toMatchObject({
		bizContent: { entity_code: '1' },
		response: { code: '10000' },
	});
	expect(entities.get('umbrella/1')?.content.entity_name).toBe('爱心雨伞');
});

test('reset deletes everything', async () => {
	const before = sandbox.gateway.epoch;
	await upload({});
	sandbox.gateway.reset();
	const { requests, settled, entities, states, counts, epoch } = sandbox.gateway;
	expect([requests.length, settled.length, entities.size, states.length]).toEqual([0, 0, 0, 0]);
	expect(counts).toEqual({ requests: 0, accepted: 0, refused: 0, faults: 0, byCode: {} });
	expect(epoch).not.toBe(before);
});
