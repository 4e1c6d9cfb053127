import { setTimeout as delay } from 'node:timers/promises';
import { makeTlsMaterial } from '../../../sandbox/keys/certificate-authority';
import { planFaults, readFaults, type Fault } from '../../../sandbox/gateway/faults';
import { makeKeyPair } from '../../../sandbox/keys/test-account';
import {
	call,
	isSigned,
	response,
	startSandbox,
	uploadContent,
	type CallOptions,
	type Reply,
	type Sandbox,
} from '../client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.gateway.close());
beforeEach(() => sandbox.gateway.reset());

const attempt = (options?: CallOptions): Promise<Reply | string> =>
	call(sandbox, options).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);

const reply = async (options?: CallOptions): Promise<Reply> => {
	const outcome = await attempt(options);
	if (typeof outcome === 'string') throw new Error(outcome);
	return outcome;
};

const isKept = (): boolean => sandbox.gateway.entities.size === 1;

describe('connections', () => {
	test.each([
		['before', false],
		['during', true],
		['after', true],
	] as const)('reset %s', async (when, kept) => {
		sandbox.gateway.setFaults([{ kind: 'reset', when }]);
		expect(await attempt()).toBe('ECONNRESET');
		expect(isKept()).toBe(kept);
		expect(sandbox.gateway.requests[0]).toMatchObject({
			accepted: kept,
			disposition: kept ? 'new' : 'lost',
			fault: 'reset',
		});
	});

	test.each([
		['before', false],
		['after', true],
	] as const)('silence %s', async (when, kept) => {
		sandbox.gateway.setFaults([{ kind: 'silence', when }]);
		const call = attempt();
		while (sandbox.gateway.settled.length === 0) await delay(5);
		expect(await Promise.race([call, delay(50, 'silent')])).toBe('silent');
		expect(isKept()).toBe(kept);
	});

	test('slow bytes: the whole response arrives', async () => {
		sandbox.gateway.setFaults([{ kind: 'slowBytes', intervalMs: 1, size: 50 }]);
		const slow = await reply();
		expect(isSigned(slow, sandbox.keys.alipay.publicKey)).toBe(true);
		expect(isKept()).toBe(true);
	});

	test('dropConnections: new connections are closed', async () => {
		sandbox.gateway.setFaults([{ kind: 'dropConnections', to: 2 }]);
		expect(await attempt()).toBe('ECONNRESET');
		expect(await attempt()).toBe('ECONNRESET');
		expect(response(await reply()).code).toBe('10000');
		expect(sandbox.gateway.requests).toHaveLength(1);
	});

	const untilUp = async (): Promise<string[]> => {
		const seen: string[] = [];
		for (;;) {
			const outcome = await attempt({ content: uploadContent({ entity_code: '2' }) });
			if (typeof outcome !== 'string') return seen;
			seen.push(outcome);
			await delay(10);
		}
	};

	test('refuse: connections are refused for a time, then accepted', async () => {
		sandbox.gateway.setFaults([{ kind: 'refuse', once: true, forMs: 100 }]);
		expect(response(await reply()).code).toBe('10000');
		const seen = await untilUp();
		expect(new Set(seen)).toEqual(new Set(['ECONNREFUSED']));
		expect(sandbox.gateway.entities.size).toBe(2);
	});

	test.each([
		['before', false],
		['after', true],
	] as const)('restart %s: the state is kept', async (when, kept) => {
		await reply({ content: uploadContent({ entity_code: '1' }) });
		sandbox.gateway.setFaults([{ kind: 'restart', when, once: true, forMs: 100 }]);
		expect(await attempt()).toBe('ECONNRESET');
		expect(new Set(await untilUp())).toEqual(new Set(['ECONNREFUSED']));
		expect([...sandbox.gateway.entities.keys()]).toEqual([
			'umbrella/1',
			...(kept ? ['umbrella/2016000100010011'] : []),
			'umbrella/2',
		]);
	});
});

describe('responses', () => {
	test.each([
		['before', false],
		['after', true],
	] as const)('http502 %s: a proxy’s page', async (when, kept) => {
		sandbox.gateway.setFaults([{ kind: 'http502', when }]);
		const page = await reply();
		expect(page.status).toBe(502);
		expect(page.text).toContain('502 Bad Gateway');
		expect(isKept()).toBe(kept);
	});

	test.each([
		[{ kind: 'code20000', when: 'before' }, false, '20000', 'isp.unknow-error'],
		[{ kind: 'code20000', when: 'after' }, true, '20000', 'isp.unknow-error'],
		[{ kind: 'code20000', subCode: 'aop.unknow-error' }, false, '20000', 'aop.unknow-error'],
		[{ kind: 'code20000', subCode: 'ACQ.SYSTEM_ERROR' }, false, '20000', 'ACQ.SYSTEM_ERROR'],
		[{ kind: 'systemError', subCode: 'aop.ACQ.SYSTEM_ERROR' }, false, '40004', 'aop.ACQ.SYSTEM_ERROR'],
		[{ kind: 'code', code: '40003', subCode: 'isv.app-unbind-partner' }, false, '40003', 'isv.app-unbind-partner'],
		[{ kind: 'code', code: '10000', subCode: 'UNKNOWN', when: 'after' }, true, '10000', 'UNKNOWN'],
		[{ kind: 'systemError', when: 'before' }, false, '40004', 'SYSTEM_ERROR'],
		[{ kind: 'systemError', when: 'after' }, true, '40004', 'SYSTEM_ERROR'],
	] as [Fault, boolean, string, string][])('%j', async (fault, kept, code, subCode) => {
		sandbox.gateway.setFaults([fault]);
		const busy = await reply();
		expect(response(busy)).toMatchObject({ code, sub_code: subCode });
		expect(isSigned(busy, sandbox.keys.alipay.publicKey)).toBe(true);
		expect(isKept()).toBe(kept);
		expect(sandbox.gateway.requests[0]).toMatchObject({ accepted: kept, response: { subCode } });
	});

	test('any code, with its own members and no others', async () => {
		sandbox.gateway.setFaults([
			{ kind: 'code', code: '40006', to: 1 },
			{ kind: 'code', code: '10000', subCode: 'X', subMsg: '部分成功', members: { biz_result: 'failed' } },
		]);
		expect(response(await reply())).toEqual({ code: '40006', msg: 'Insufficient Permissions' });
		const success = await reply();
		expect(response(success)).toEqual({
			code: '10000',
			msg: 'Success',
			sub_code: 'X',
			sub_msg: '部分成功',
			biz_result: 'failed',
		});
		expect(isSigned(success, sandbox.keys.alipay.publicKey)).toBe(true);
	});

	test('limit: requests above it are refused', async () => {
		sandbox.gateway.setFaults([{ kind: 'limit', perSecond: 2 }]);
		const codes = await Promise.all(
			['1', '2', '3', '4'].map(async (code) => {
				const limited = await reply({ content: uploadContent({ entity_code: code }) });
				return response(limited).sub_code ?? 'done';
			}),
		);
		expect(codes.filter((code) => code === 'done')).toHaveLength(2);
		expect(codes.filter((code) => code === 'isv.app-call-limited')).toHaveLength(2);
		expect(sandbox.gateway.entities.size).toBe(2);
	});

	test('a wrong signature', async () => {
		sandbox.gateway.setFaults([{ kind: 'wrongSignature' }]);
		const wrong = await reply();
		expect(wrong.text).toMatch(/"sign":"[A-Za-z0-9+/]{342}=="/);
		expect(isSigned(wrong, sandbox.keys.alipay.publicKey)).toBe(false);
		expect(isKept()).toBe(true);
	});

	test('a success without a signature', async () => {
		sandbox.gateway.setFaults([{ kind: 'unsignedSuccess' }]);
		expect((await reply()).text).toBe(
			'{"zhima_merchant_borrow_entity_upload_response":{"code":"10000","msg":"Success"}}',
		);
		expect(isKept()).toBe(true);
	});

	test('truncated and garbled', async () => {
		sandbox.gateway.setFaults([
			{ kind: 'truncated', to: 1 },
			{ kind: 'garbled', from: 2 },
		]);
		for (const code of ['1', '2']) {
			const broken = await reply({ content: uploadContent({ entity_code: code }) });
			expect(broken.status).toBe(200);
			expect(() => JSON.parse(broken.text) as unknown).toThrow(SyntaxError);
		}
		expect(sandbox.gateway.entities.size).toBe(2);
	});

	test('a redirect', async () => {
		sandbox.gateway.setFaults([{ kind: 'redirect', location: 'http://127.0.0.1:1/' }]);
		const redirect = await reply();
		expect([redirect.status, redirect.headers.location]).toEqual([302, 'http://127.0.0.1:1/']);
		expect(isKept()).toBe(false);
	});

	test('a fault does not make an invalid request accepted', async () => {
		for (const kind of ['code20000', 'wrongSignature', 'truncated'] as const) {
			sandbox.gateway.setFaults([{ kind, when: 'after' } as Fault]);
			await reply({ privateKey: makeKeyPair().privateKey });
		}
		expect(isKept()).toBe(false);
		expect(sandbox.gateway.counts).toMatchObject({ accepted: 0, faults: 3 });
	});
});

test('over TLS: calls, dropped handshakes and resets', async () => {
	const tls = makeTlsMaterial();
	const secure = await startSandbox({ tls });
	expect(secure.gateway.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/gateway\.do$/);
	expect(response(await call(secure, { ca: tls.ca })).code).toBe('10000');
	await expect(call(secure)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
	secure.gateway.setFaults([{ kind: 'dropConnections' }]);
	await expect(call(secure, { ca: tls.ca })).rejects.toMatchObject({ code: 'ECONNRESET' });
	secure.gateway.setFaults([{ kind: 'reset', when: 'after' }]);
	await expect(call(secure, { ca: tls.ca })).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(secure.gateway.counts.accepted).toBe(2);
	await secure.gateway.close();
});

describe('reach', () => {
	const struck = (fault: Fault, requests = 9): number[] => {
		const plan = planFaults([fault]);
		const numbers = Array.from({ length: requests }, (_, index) => index + 1);
		return numbers.filter((number) =>
			plan.next({ method: 'm', about: [`E${number}`], at: number * 100 }),
		);
	};

	test.each([
		[{}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
		[{ every: 3 }, [3, 6, 9]],
		[{ from: 4, to: 5 }, [4, 5]],
		[{ every: 2, from: 3 }, [4, 6, 8]],
		[{ once: true, from: 2 }, [2]],
		[{ times: 3 }, [1, 2, 3]],
		[{ about: 'E7' }, [7]],
		[{ method: 'm', once: true }, [1]],
		[{ method: 'n' }, []],
	])('%j', (reach, numbers) => {
		expect(struck({ kind: 'garbled', ...reach })).toEqual(numbers);
	});

	test('limit: counts the last second', () => {
		expect(struck({ kind: 'limit', perSecond: 2 }, 14)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 13, 14]);
	});

	test('the first fault that matches is used', () => {
		const plan = planFaults([{ kind: 'garbled', from: 2 }, { kind: 'silence' }]);
		const subject = { method: 'm', about: [], at: 0 };
		expect([plan.next(subject)?.kind, plan.next(subject)?.kind]).toEqual(['silence', 'garbled']);
	});

	test('about: only requests about this entity', async () => {
		sandbox.gateway.setFaults([{ kind: 'reset', when: 'before', about: '2' }]);
		const outcomes: string[] = [];
		for (const code of ['1', '2', '3']) {
			const outcome = await attempt({ content: uploadContent({ entity_code: code }) });
			outcomes.push(typeof outcome === 'string' ? outcome : response(outcome).code);
		}
		expect(outcomes).toEqual(['10000', 'ECONNRESET', '10000']);
	});

	test.each([[null], [{}], [[null]], [['reset']], [[{ kind: 'nothing' }]]])(
		'%j is refused as a list of faults',
		(value) => {
			expect(() => readFaults(value)).toThrow(TypeError);
		},
	);
});
