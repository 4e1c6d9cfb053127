/** A run with a wrong key or address ends after one row; one with temporary faults goes on. */
import {
	certificateCredentialFor,
	certificateGatewayOptions,
	makeCertificateMaterial,
} from '../../sandbox/keys/certificate-authority';
import type { Fault } from '../../sandbox/gateway/faults';
import { makeKeyPair, makeSandboxKeys } from '../../sandbox/keys/test-account';
import type { CredentialData } from '../../sandbox/keys/test-account';
import { CALLS, goodRows, parametersFor, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { always, httpResponse, startImpostor } from './impostor';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

interface RowError {
	readonly outcome: string;
	readonly code: string;
	readonly message: string;
	readonly description: string;
	readonly attempts?: number;
}

const run = async (
	call: CallUnderTest,
	rows: readonly Row[],
	credential: CredentialData,
	options: object = {},
	onError: NonNullable<WorkflowToRun['node']['onError']> = 'continueRegularOutput',
) => {
	const result = await runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, 'columns', options), onError },
		credential,
	});
	const errors = result.outputs
		.flat()
		.flatMap(({ json }) => (json.error === undefined ? [] : [json.error as unknown as RowError]));
	return { ...result, errors };
};

const outcomesOf = ({ errors }: { errors: readonly RowError[] }) => errors.map(({ outcome }) => outcome);

/** One row was sent, the others were not, and all of them say why. */
function checkEndedAtOnce(result: Awaited<ReturnType<typeof run>>, count: number, why: RegExp) {
	expect(result.error).toBeUndefined();
	const [first, ...others] = result.errors;
	expect(result.errors).toHaveLength(count);
	expect(first.outcome).toBe('unknown');
	expect(first.description).toMatch(/in this run/);
	for (const { outcome, message } of others) {
		expect(outcome).toBe('notSent');
		expect(message).toMatch(/The run ended at Item 0 \((entity_code CAB|out_biz_no ORDER)0001\), before this row was sent/);
		expect(message).toMatch(why);
	}
}

const anotherKey = () => ({ alipayPublicKey: makeKeyPair().publicKey });

describe.each(CALLS)('$name with another key as Alipay’s public key', (call) => {
	it('ends the run after the first row’s last attempt, with no other row sent', async () => {
		const options = { concurrency: 20, maxRetries: 2 };
		const result = await run(call, goodRows(call, 300), site.credential(anotherKey()), options);
		checkEndedAtOnce(result, 300, /isn't signed with the Alipay key/);
		expect(site.forwarder.passed).toHaveLength(3);
		expect(result.errors[0]).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE', attempts: 3 });
	});

	it('stops the node with the same message', async () => {
		const credential = site.credential(anotherKey());
		const result = await run(call, goodRows(call, 50), credential, { maxRetries: 0 }, 'stopWorkflow');
		expect(result.error?.message).toMatch(/^Item 0 \((entity_code CAB|out_biz_no ORDER)0001\): .*isn't signed with the Alipay key/);
		expect(result.error?.description).toMatch(/in this run/);
		expect(result.error?.description).toMatch(/Not sent \(49\): items 1-49 \(\w+ \w+0002 … \w+0050\)\nUnknown \(1\): item 0 \(\w+ \w+0001\)$/);
		expect(site.forwarder.passed).toHaveLength(1);
	});
});

it('does not count an unsigned refusal as evidence for the key', async () => {
	const rows = [upload.row(1, upload.refused.cells), ...goodRows(upload, 20, 2)];
	const unsignedResponse = await openSite({}, { responses: { signRefusals: false } });
	unsignedResponse.gateway.setFaults([{ kind: 'limit', perSecond: 0, times: 1 }]);
	const credential = unsignedResponse.credential({ ...anotherKey(), gatewayUrl: unsignedResponse.gateway.url });
	const result = await run(upload, rows, credential, { maxRetries: 1 });
	await unsignedResponse.close();
	expect(unsignedResponse.gateway.requests.length).toBeLessThanOrEqual(3);
	expect(outcomesOf(result)).toEqual(['unknown', ...Array.from({ length: 20 }, () => 'notSent')]);
});

const OTHER_SERVERS: ReadonlyArray<readonly [string, Buffer, RegExp]> = [
	['a web page', httpResponse('200 OK', '<html><body>Welcome</body></html>'), /web page/],
	['a page that is not there', httpResponse('404 Not Found', 'no such page'), /HTTP 404/],
	['a login', httpResponse('401 Unauthorized', '', { 'WWW-Authenticate': 'Basic' }), /HTTP 401/],
	['a proxy that wants a login', httpResponse('407 Proxy Authentication Required'), /HTTP 407/],
	['plain words', httpResponse('200 OK', 'It works!'), /isn't the JSON/],
	['another service', httpResponse('200 OK', '{"error":"unknown path"}'), /doesn't belong to the API/],
	['a redirect', httpResponse('302 Found', '', { Location: 'https://example.com/' }), /redirects/],
];

it.each(OTHER_SERVERS)('ends after one row if %s responds instead of the gateway', async (_what, response, why) => {
	const impostor = await startImpostor(always(response));
	const credential = site.credential({ gatewayUrl: impostor.url });
	const result = await run(upload, goodRows(upload, 100), credential, { concurrency: 10, maxRetries: 1 });
	await impostor.close();
	expect(impostor.heard.length).toBeLessThanOrEqual(2);
	expect(outcomesOf(result)).toEqual(['unknown', ...Array.from({ length: 99 }, () => 'notSent')]);
	for (const { message } of result.errors) expect(message).toMatch(why);
});

it('ends after one row where responses are encrypted with another key', async () => {
	const impostor = await startImpostor(
		always(httpResponse('200 OK', '{"zhima_merchant_borrow_entity_upload_response":"AAAAAAAAAAAAAAAAAAAAAA=="}')),
	);
	const credential = site.credential({ gatewayUrl: impostor.url, alipayPublicKey: '' });
	const result = await run(upload, goodRows(upload, 20), credential, { maxRetries: 1 });
	await impostor.close();
	checkEndedAtOnce(result, 20, /can't be decrypted/);
	expect(impostor.heard).toHaveLength(2);
});

describe('with certificates', () => {
	const keys = makeSandboxKeys();
	const material = makeCertificateMaterial(keys);
	const impostor = makeCertificateMaterial(makeSandboxKeys());
	let certified: Site;
	beforeAll(async () => {
		certified = await openSite(
			{ appCertificate: material.appFile, publicKey: undefined },
			{ alipayCertificates: certificateGatewayOptions(material).alipayCertificates },
			keys,
		);
		certified.gateway.useAlipayCertificate({
			certificate: impostor.alipayFile,
			privateKey: impostor.alipay.privateKey,
		});
	});
	beforeEach(() => certified.clear());
	afterAll(() => certified.close());

	it('ends after one row where responses are signed with a certificate of another root', async () => {
		const credential = certificateCredentialFor(certified.gateway, keys, material);
		const result = await run(upload, goodRows(upload, 100), credential, { maxRetries: 1 });
		checkEndedAtOnce(result, 100, /certificate that couldn't be verified/);
		expect(certified.gateway.counts.accepted).toBeLessThanOrEqual(4);
	});

	it('continues if the certificate cannot be downloaded', async () => {
		const download = 'alipay.open.app.alipaycert.download';
		certified.gateway.setFaults([{ kind: 'http502', method: download }]);
		const credential = certificateCredentialFor(certified.gateway, keys, material);
		const result = await run(upload, goodRows(upload, 3), credential, { maxRetries: 0 });
		expect(outcomesOf(result)).toEqual(['unknown', 'unknown', 'unknown']);
	});
});

describe('continues', () => {
	const TEMPORARY: ReadonlyArray<readonly [string, readonly Fault[]]> = [
		['over lost connections', [{ kind: 'reset', when: 'before' }]],
		['over silence', [{ kind: 'silence' }]],
		['over error pages', [{ kind: 'http502' }]],
		['over a busy gateway', [{ kind: 'code20000' }]],
		['over incomplete responses', [{ kind: 'truncated' }]],
	];
	it.each(TEMPORARY)('%s, although no response was valid', async (_what, faults) => {
		site.gateway.setFaults(faults);
		const credential = site.credential({ gatewayUrl: site.gateway.url });
		const result = await run(upload, goodRows(upload, 6), credential, { maxRetries: 0, timeout: 0.3 });
		expect(outcomesOf(result)).toEqual(Array.from({ length: 6 }, () => 'unknown'));
	});

	it.each<[string, Fault]>([
		['a wrong signature', { kind: 'wrongSignature' }],
		['an unsigned success', { kind: 'unsignedSuccess' }],
		['noise', { kind: 'garbled' }],
	])('over %s that the first row’s next attempt does not meet', async (_what, fault) => {
		site.gateway.setFaults([{ ...fault, to: 1 }]);
		const result = await run(upload, goodRows(upload, 30), site.credential(), { concurrency: 10 });
		expect(result.errors).toEqual([]);
		expect(site.gateway.counts.accepted).toBe(31);
	});

	it.each<[string, Fault]>([
		['wrong signatures', { kind: 'wrongSignature', from: 2 }],
		['noise', { kind: 'garbled', from: 2 }],
	])('over %s once a response has been verified', async (_what, fault) => {
		site.gateway.setFaults([fault]);
		const result = await run(upload, goodRows(upload, 12), site.credential(), { maxRetries: 0 });
		expect(outcomesOf(result)).toEqual(Array.from({ length: 11 }, () => 'unknown'));
		expect(site.gateway.counts.accepted).toBe(12);
	});

	it('where the first row’s last attempt is lost: the next row decides', async () => {
		site.gateway.setFaults([
			{ kind: 'wrongSignature', to: 1 },
			{ kind: 'reset', when: 'before', to: 2 },
		]);
		const result = await run(upload, goodRows(upload, 5), site.credential(), { maxRetries: 1 });
		expect(outcomesOf(result)).toEqual(['unknown']);
		expect(site.gateway.counts.accepted).toBe(5);
	});
});
