/** How a run treats the network and the gateway: order, throttling, one request for a wrong key, an end. */
import { setTimeout as afterwards } from 'node:timers/promises';
import nodeTls from 'node:tls';

import { makeTlsMaterial } from '../../sandbox/keys/certificate-authority';
import type { Fault } from '../../sandbox/gateway/faults';
import { makeKeyPair } from '../../sandbox/keys/test-account';
import { CALLS, goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { startMiddlebox } from './middlebox';
import type { BreaksIn } from './middlebox';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

type OnError = NonNullable<WorkflowToRun['node']['onError']>;
const WAYS: readonly OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

const run = (
	call: CallUnderTest,
	rows: readonly Row[],
	options: object,
	{ onError = 'continueRegularOutput', credential = {}, signal }: {
		onError?: OnError;
		credential?: Parameters<Site['credential']>[0];
		signal?: AbortSignal;
	} = {},
) =>
	runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, 'columns', options), onError },
		credential: site.credential({ gatewayUrl: site.gateway.url, ...credential }),
		signal,
	});

const errorsOf = (result: Awaited<ReturnType<typeof run>>) =>
	result.outputs.flat().flatMap(({ json }) => (json.error ? [json.error as Row] : []));

describe('a gateway with an untrusted certificate', () => {
	let tlsSite: Site;
	beforeAll(async () => {
		tlsSite = await openSite({}, { tls: makeTlsMaterial() });
	});
	afterAll(() => tlsSite.close());

	it.each(WAYS)('is sent nothing, and the run ends with one clear sentence: %s', async (onError) => {
		const result = await run(upload, goodRows(upload, 20), {}, {
			onError,
			credential: tlsSite.credential({ gatewayUrl: tlsSite.gateway.url }),
		});
		expect(tlsSite.gateway.requests).toEqual([]);
		if (onError === 'stopWorkflow') {
			expect(result.error?.message).toMatch(/TLS certificate isn't trusted/);
			return;
		}
		const errors = errorsOf(result);
		expect(errors).toHaveLength(20);
		for (const { outcome, message, description } of errors) {
			expect(outcome).toBe('notSent');
			expect(message).toMatch(/TLS certificate isn't trusted/);
			expect(description).toMatch(/NODE_EXTRA_CA_CERTS/);
		}
	});
});

describe('a middlebox that writes into the TLS stream', () => {
	const tls = makeTlsMaterial();
	const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46]);
	const TEXTS: ReadonlyArray<readonly [string, Uint8Array]> = [
		['an HTTP error', Buffer.from('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')],
		['words', Buffer.from('upstream connect error or disconnect/reset before headers')],
		['a record that is too long', Buffer.from([0x17, 0x03, 0x03, 0xff, 0xff, 0x00])],
		['an unencrypted alert', alert],
		['noise', Buffer.alloc(64, 0xa5)],
	];

	// The client is to trust the certificate, as with NODE_EXTRA_CA_CERTS, which Node.js reads only when it starts.
	beforeAll(() => {
		const connect = nodeTls.connect as (options: object) => nodeTls.TLSSocket;
		jest.spyOn(nodeTls, 'connect').mockImplementation(((options: object) =>
			connect({ ...options, ca: tls.ca })) as typeof nodeTls.connect);
	});
	afterAll(() => jest.restoreAllMocks());

	const outcomesThrough = async (breaksIn: BreaksIn) => {
		const middlebox = await startMiddlebox(tls, breaksIn);
		const credential = { gatewayUrl: middlebox.url };
		const result = await run(upload, goodRows(upload, 2), { maxRetries: 1, timeout: 5, concurrency: 1 }, { credential });
		await middlebox.close();
		return { read: middlebox.read, errors: errorsOf(result) };
	};

	it.each(TEXTS)('after the gateway has read the form leaves the rows unknown: %s', async (_what, text) => {
		const { read, errors } = await outcomesThrough({ afterTheForm: text });
		expect(read).toHaveLength(4);
		expect(errors.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
			['unknown', 2],
			['unknown', 2],
		]);
		for (const { code } of errors) expect(code).toMatch(/^[A-Z_0-9]+$/);
	});

	it.each(TEXTS)('in place of the handshake says nothing worse: %s', async (_what, text) => {
		const { read, errors } = await outcomesThrough({ atOnce: text });
		expect(read).toEqual([]);
		for (const { outcome } of errors) expect(['unknown', 'notSent']).toContain(outcome);
	});
});

it('says by how much the clock is wrong, and asks no more', async () => {
	let now = new Date();
	const elsewhere = await openSite({}, { now: () => now });
	now = new Date(Date.now() - 25 * 60_000);
	const credential = elsewhere.credential({ gatewayUrl: elsewhere.gateway.url });
	const result = await run(upload, goodRows(upload, 10), {}, { credential });
	await elsewhere.close();
	expect(elsewhere.gateway.requests).toHaveLength(1);
	const [first, ...others] = errorsOf(result);
	expect(first).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/clock is 25 minutes fast/) as string });
	expect(others.map(({ outcome }) => outcome)).toEqual(others.map(() => 'notSent'));
});

describe.each(CALLS)('$name', (call) => {
	it.each(WAYS)('sends one request if the key is wrong, for any number of rows: %s', async (onError) => {
		const rows = goodRows(call, 300);
		const { privateKey } = makeKeyPair();
		const result = await run(call, rows, { concurrency: 20 }, { onError, credential: { privateKey } });
		expect(site.gateway.requests).toHaveLength(1);
		if (onError === 'stopWorkflow') {
			expect(result.error?.message).toMatch(/^Item 0 \((entity_code CAB|out_biz_no ORDER)0001\): /);
			return;
		}
		const outcomes = errorsOf(result).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['refused', ...Array.from({ length: 299 }, () => 'notSent')]);
	});

	it('takes no more than the options’ retries to get 200 rows past a limit of 50 a second', async () => {
		site.gateway.setFaults([{ kind: 'limit', perSecond: 50 }]);
		const rows = goodRows(call, 200);
		const result = await run(call, rows, { concurrency: 20, maxRetries: 3 });
		expect(errorsOf(result)).toEqual([]);
		expect(site.gateway.counts.accepted).toBe(200);
		expect(site.gateway.counts.byCode['isv.app-call-limited']).toBeLessThan(80);
	});

	it('keeps to a quota as counted by the gateway', async () => {
		site.gateway.setFaults([{ kind: 'limit', perSecond: 20 }]);
		const result = await run(call, goodRows(call, 70), { concurrency: 20, maxPerSecond: 20 });
		expect(errorsOf(result)).toEqual([]);
		expect(site.gateway.counts.byCode['isv.app-call-limited']).toBeUndefined();
	});
});

const STUMBLES: ReadonlyArray<readonly [string, readonly Fault[]]> = [
	['resets on every fifth', [{ kind: 'reset', when: 'after', every: 5 }]],
	['20000 on every third, done all the same', [{ kind: 'code20000', when: 'after', every: 3 }]],
	['a restart', [{ kind: 'restart', when: 'after', from: 9, once: true, forMs: 600 }]],
];

describe.each(STUMBLES)('rows about one thing over %s', (_what, faults) => {
	const step = { upload: 'can_borrow_cnt', sync: 'biz_state_code' };
	it.each([
		['uploads', upload, step.upload, (index: number) => `${index}`],
		['syncs', sync, step.sync, (index: number) => `STATE_${index}`],
	] as const)('arrive in row order: %s', async (_name, call, column, value) => {
		const rows = Array.from({ length: 32 }, (_, index) =>
			call.row(1 + (index % 4), { [column]: value(Math.floor(index / 4)) }),
		);
		site.gateway.setFaults(faults);
		const result = await run(call, rows, { concurrency: 8, maxRetries: 8 });
		expect(errorsOf(result)).toEqual([]);
		const arrived = new Map<unknown, unknown[]>();
		for (const { bizContent, accepted } of site.gateway.requests) {
			if (!accepted) continue;
			const list = arrived.get(bizContent[call.key]) ?? [];
			if (list.at(-1) !== bizContent[column]) list.push(bizContent[column]);
			arrived.set(bizContent[call.key], list);
		}
		const expected = Array.from({ length: 8 }, (_, index) => value(index));
		expect([...arrived.values()]).toEqual([expected, expected, expected, expected]);
	});
});

describe('cancelling', () => {
	/** Presses stop once a request has arrived; resolves to the run and how long it took to end. */
	async function cancelWhileUnderWay(options: object, rows: readonly Row[]) {
		const controller = new AbortController();
		let pressedAt = 0;
		const patience = setInterval(() => {
			if (pressedAt > 0 || site.gateway.requests.length === 0) return;
			pressedAt = performance.now();
			controller.abort();
		}, 5);
		const result = await run(upload, rows, options, { signal: controller.signal });
		clearInterval(patience);
		return { result, tookMs: performance.now() - pressedAt };
	}

	const sumIn = (result: Awaited<ReturnType<typeof run>>) =>
		result.log.map(({ message }) => String(message)).find((text) => /\d+ (?:accepted|not sent|unknown)/.test(text)) ?? '';

	it.each([
		['silence', [{ kind: 'silence' }], { timeout: 60 }],
		['a long wait for the next try', [{ kind: 'http502' }], { maxRetries: 20 }],
		['a pause that the gateway asked for', [{ kind: 'limit', perSecond: 0 }], { maxRetries: 20 }],
		['a quota', [], { maxPerSecond: 1 }],
	] as ReadonlyArray<readonly [string, readonly Fault[], object]>)(
		'ends %s within a second and starts nothing more',
		async (_what, faults, options) => {
			site.gateway.setFaults(faults);
			const { result, tookMs } = await cancelWhileUnderWay({ concurrency: 3, ...options }, goodRows(upload, 50));
			expect(result.status).toBe('canceled');
			expect(tookMs).toBeLessThan(1_000);
			await afterwards(100);
			const arrived = site.gateway.requests.length;
			await afterwards(1_200);
			expect(site.gateway.requests).toHaveLength(arrived);
			expect(sumIn(result)).toMatch(/not sent/);
		},
	);
});
