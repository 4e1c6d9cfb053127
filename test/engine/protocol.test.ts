/** The account's every mode, through the engine and the sandbox. */
import {
	certificateCredentialFor,
	certificateGatewayOptions,
	issueAlipayCertificate,
	makeCertificateMaterial,
} from '../../sandbox/keys/certificate-authority';
import type { CertificateMaterial } from '../../sandbox/keys/certificate-authority';
import { makeAesKey, makeSandboxKeys } from '../../sandbox/keys/test-account';
import type { CredentialData } from '../../sandbox/keys/test-account';
import { CALLS, goodRows, parametersFor, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

const AES_KEY = makeAesKey();
const TOKEN = '202611BBa5f7c3e9d1b2a5f7c3e9d1b2';
const keys = makeSandboxKeys();

let site: Site;
let material: CertificateMaterial;
let certified: Site;
beforeAll(async () => {
	material = makeCertificateMaterial(keys);
	const registration = { aesKey: AES_KEY, appAuthTokens: [TOKEN] };
	site = await openSite(registration, {}, keys);
	certified = await openSite(
		{ ...registration, appCertificate: material.appFile, publicKey: undefined },
		{ alipayCertificates: certificateGatewayOptions(material).alipayCertificates },
		keys,
	);
});
beforeEach(() => Promise.all([site.clear(), certified.clear()]));
afterAll(() => Promise.all([site.close(), certified.close()]));

/** Rows that every charset can hold. */
const plainRows = (call: CallUnderTest, count: number): Row[] =>
	goodRows(call, count).map((row) =>
		Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell.replace(' 🎬', '€/')])),
	);

const run = (call: CallUnderTest, rows: readonly Row[], credential: object, options: object = {}) =>
	runWorkflow({
		rows,
		node: {
			type: call.type,
			parameters: parametersFor(call, 'columns', options),
			onError: 'continueRegularOutput',
		},
		credential,
	});

const MODES: ReadonlyArray<readonly [string, Partial<CredentialData>, object]> = [
	['RSA2 and utf-8', {}, { signType: 'RSA2', charset: 'utf-8', encrypted: false }],
	['RSA', { signType: 'RSA' }, { signType: 'RSA' }],
	['GBK', { charset: 'GBK' }, { charset: 'GBK' }],
	['GB2312', { charset: 'GB2312' }, { charset: 'GB2312' }],
	['encryption', { contentEncryptionKey: AES_KEY }, { encrypted: true }],
	[
		'encryption in GBK with RSA',
		{ contentEncryptionKey: AES_KEY, charset: 'GBK', signType: 'RSA' },
		{ encrypted: true, charset: 'GBK', signType: 'RSA' },
	],
	['a token', { appAuthToken: TOKEN }, { appAuthToken: true }],
];

describe.each(CALLS)('$name', (call) => {
	const rowsFor = ({ charset }: Partial<CredentialData>) =>
		plainRows(call, 3).map((row) =>
			charset === 'GB2312'
				? Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell.replace('€', '元')]))
				: row,
		);

	const check = async (where: Site, credential: CredentialData, seen: object) => {
		const rows = rowsFor(credential);
		const { outputs, error } = await run(call, rows, credential);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(
			rows.map(() => expect.objectContaining({ success: true, verified: true })),
		);
		expect(where.gateway.requests.map(({ bizContent }) => bizContent)).toEqual(
			expect.arrayContaining(rows.map((row) => ({ ...call.fixed, ...row }))),
		);
		for (const request of where.gateway.requests) expect(request).toMatchObject(seen);
	};

	it.each(MODES)('is accepted and verified with %s', async (_name, overrides, seen) => {
		await check(site, site.credential(overrides), { ...seen, certificateMode: false });
	});

	it.each(MODES)('is accepted and verified with certificates and %s', async (_name, overrides, seen) => {
		const credential = certificateCredentialFor(certified.forwarder, keys, material, overrides);
		await check(certified, credential, { ...seen, certificateMode: true });
	});

	it('names the character that the charset lacks, and sends the other rows', async () => {
		const rows = plainRows(call, 3);
		const column = call === upload ? 'entity_name' : 'out_biz_no';
		rows[1] = { ...rows[1], [column]: '机柜😀' };
		const { outputs } = await run(call, rows, site.credential({ charset: 'GBK' }));
		expect(outputs[0][1].json.error).toMatchObject({
			outcome: 'notSent',
			field: column,
			message: expect.stringContaining('😀'),
		});
		expect(outputs[0].map(({ json }) => json.success)).toEqual([true, false, true]);
		expect(site.gateway.requests).toHaveLength(2);
	});
});

describe.each(['leafFirst', 'leafLast'] as const)('certificates like those of Alipay’s sandbox, %s', (order) => {
	let sandboxMaterial: CertificateMaterial;
	let likeSandbox: Site;
	beforeAll(async () => {
		sandboxMaterial = makeCertificateMaterial(keys, { world: 'sandbox', order });
		likeSandbox = await openSite(
			{ appCertificate: sandboxMaterial.appFile, publicKey: undefined },
			{ alipayCertificates: certificateGatewayOptions(sandboxMaterial).alipayCertificates },
			keys,
		);
	});
	afterAll(() => likeSandbox.close());
	const credential = () => certificateCredentialFor(likeSandbox.forwarder, keys, sandboxMaterial);

	it('accepts and verifies rows, before and after Alipay changes its certificate', async () => {
		const before = await run(upload, goodRows(upload, 2), credential());
		expect(before.outputs[0].map(({ json }) => json.verified)).toEqual([true, true]);
		const newer = issueAlipayCertificate(sandboxMaterial);
		likeSandbox.gateway.useAlipayCertificate({ certificate: newer.file, privateKey: newer.privateKey });
		const after = await run(upload, goodRows(upload, 2), credential());
		expect(after.outputs[0].map(({ json }) => json.verified)).toEqual([true, true]);
	});
});

describe('a newer certificate of Alipay’s', () => {
	const DOWNLOAD = 'alipay.open.app.alipaycert.download';
	const credential = () => certificateCredentialFor(certified.forwarder, keys, material);

	it('is fetched once, checked and kept for the run', async () => {
		const newer = issueAlipayCertificate(material);
		certified.gateway.useAlipayCertificate({ certificate: newer.file, privateKey: newer.privateKey });
		const { outputs } = await run(upload, goodRows(upload, 20), credential(), { concurrency: 10 });
		expect(outputs[0].map(({ json }) => json.verified)).toEqual(Array.from({ length: 20 }, () => true));
		expect(certified.gateway.requests.filter(({ method }) => method === DOWNLOAD)).toHaveLength(1);
	});

	it('is not trusted if it does not chain to the root', async () => {
		const impostor = makeCertificateMaterial(makeSandboxKeys());
		certified.gateway.useAlipayCertificate({
			certificate: impostor.alipayFile,
			privateKey: impostor.alipay.privateKey,
		});
		const { outputs } = await run(upload, goodRows(upload, 2), credential(), { maxRetries: 0 });
		expect(outputs[0].map(({ json }) => (json.error as { outcome: string }).outcome)).toEqual([
			'unknown',
			'notSent',
		]);
	});

	it("is not trusted where it is the app's own, though it comes from the same root", async () => {
		certified.gateway.useAlipayCertificate({ certificate: material.appFile, privateKey: keys.app.privateKey });
		const { outputs } = await run(upload, goodRows(upload, 2), credential(), { maxRetries: 0 });
		const errors = outputs[0].map(({ json }) => json.error as { outcome: string; message: string });
		expect(errors.map(({ outcome }) => outcome)).toEqual(['unknown', 'notSent']);
		expect(errors[0].message).toMatch(/couldn't be verified\. "Alipay Certificate" contains your app's certificate/);
	});
});

it('warns of a certificate that ends soon', async () => {
	const soon = new Date(Date.now() + 10 * 86_400_000);
	const ending = issueAlipayCertificate(material, { notAfter: soon, keys: keys.alipay });
	const credential = certificateCredentialFor(certified.forwarder, keys, material, {
		alipayCertificate: ending.file,
	});
	const { hints } = await run(upload, goodRows(upload, 1), credential, { dryRun: true });
	expect(hints.map(({ message }) => message).join('\n')).toMatch(/certificate/i);
});
