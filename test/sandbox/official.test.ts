/** The official npm client is accepted by the sandbox, and accepts the sandbox's responses. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
	certificateGatewayOptions,
	issueAlipayCertificate,
	issueCertificate,
	makeCertificateMaterial,
	type CertificateMaterial,
} from '../../sandbox/keys/certificate-authority';
import { startGateway, type Gateway } from '../../sandbox/gateway/gateway';
import {
	gatewayOptionsFor,
	makeAesKey,
	makeKeyPair,
	makeSandboxKeys,
	SANDBOX_APP_ID,
} from '../../sandbox/keys/test-account';
import { SYNC, syncContent, UPLOAD, uploadContent } from './client';

jest.setTimeout(60_000);

interface OfficialCall {
	method: string;
	params: Record<string, unknown>;
}

const official = (
	config: Record<string, unknown>,
	calls: OfficialCall[],
	{ timeZone = 'Asia/Shanghai', validateSign = true } = {},
): Promise<Record<string, unknown>[]> =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(__dirname, 'official-client.cjs')], {
			env: { ...process.env, TZ: timeZone },
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0
				? resolve(JSON.parse(output) as Record<string, unknown>[])
				: reject(new Error(`the client ended with ${code}`)),
		);
		child.stdin.end(JSON.stringify({ config, validateSign, calls }));
	});

const keys = makeSandboxKeys();
const aesKey = makeAesKey();
const plain = { appId: SANDBOX_APP_ID, privateKey: keys.app.privateKey, keyType: 'PKCS8' };

const CALLS: OfficialCall[] = [
	{ method: UPLOAD, params: { bizContent: uploadContent({ entity_name: '伞 & "=+%' }) } },
	{ method: UPLOAD, params: { bizContent: uploadContent({ entity_name: '' }) } },
	{ method: SYNC, params: { bizContent: syncContent() } },
	{ method: SYNC, params: { bizContent: syncContent({ out_biz_no: 'FAIL' }) } },
];

const RESPONSES = [
	{ code: '10000', msg: 'Success' },
	{ code: '40004', subCode: 'NULL_ARGUMENT', subMsg: '参数为空' },
	{ code: '10000', bizResult: 'success' },
	{ code: '10000', bizResult: 'failed' },
];

describe.each(['RSA2', 'RSA'])('public key mode, %s', (signType) => {
	let gateway: Gateway;
	const config = (): Record<string, unknown> => ({
		...plain,
		signType,
		alipayPublicKey: keys.alipay.publicKey,
		gateway: gateway.url,
		encryptKey: aesKey,
	});

	beforeAll(async () => {
		const options = gatewayOptionsFor(keys);
		gateway = await startGateway({ ...options, apps: [{ ...options.apps[0], aesKey }] });
	});
	afterAll(() => gateway.close());
	beforeEach(() => gateway.reset());

	test('both sides agree', async () => {
		expect(await official(config(), CALLS)).toMatchObject(RESPONSES);
		expect(gateway.requests.map(({ accepted }) => accepted)).toEqual([true, false, true, false]);
	});

	// It cuts what is to be verified at the first `{`, and an encrypted response has none; so only its decryption counts here.
	test('with encrypted content', async () => {
		const calls = CALLS.map(({ method, params }) => ({
			method,
			params: { ...params, needEncrypt: true },
		}));
		expect(await official(config(), calls, { validateSign: false })).toMatchObject(RESPONSES);
		expect(gateway.requests.every(({ encrypted }) => encrypted)).toBe(true);
	});

	test('with an app_auth_token that was not granted', async () => {
		const params = { ...CALLS[0].params, appAuthToken: 'x' };
		const [response] = await official(config(), [{ method: UPLOAD, params }]);
		expect(response).toMatchObject({ code: '20001', subCode: 'aop.invalid-app-auth-token' });
	});

	test('another application key is refused, another Alipay key is refused by the client', async () => {
		const wrong = { ...config(), privateKey: makeKeyPair().privateKey };
		const [response] = await official(wrong, [CALLS[0]]);
		expect(response).toMatchObject({ code: '40002', subCode: 'isv.invalid-signature' });
		const deceived = { ...config(), alipayPublicKey: makeKeyPair().publicKey };
		const [failed] = await official(deceived, [CALLS[0]]);
		expect(failed.error).toMatch(/验签失败/);
	});

	test('its timestamp in the machine’s own zone is refused outside China', async () => {
		const [response] = await official(config(), [CALLS[0]], { timeZone: 'UTC' });
		expect(response).toMatchObject({ code: '40002', subCode: 'isv.invalid-timestamp' });
	});

	test('the client notices each fault of the signature', async () => {
		for (const kind of ['wrongSignature', 'unsignedSuccess'] as const) {
			gateway.setFaults([{ kind }]);
			const [failed] = await official(config(), [CALLS[0]]);
			expect(failed).toEqual({ error: expect.any(String) as string });
		}
		expect(gateway.requests.map(({ accepted }) => accepted)).toEqual([true, true]);
		gateway.setFaults([]);
	});
});

describe.each(['production', 'sandbox'] as const)('certificate mode, certificates as in %s', (world) => {
	let material: CertificateMaterial;
	let gateway: Gateway;
	const config = (): Record<string, unknown> => ({
		...plain,
		gateway: gateway.url,
		appCertContent: material.appFile,
		alipayPublicCertContent: material.alipayFile,
		alipayRootCertContent: material.rootFile,
	});

	beforeAll(async () => {
		material = makeCertificateMaterial(keys, { world });
		gateway = await startGateway(certificateGatewayOptions(material));
	});
	afterAll(() => gateway.close());

	test('both sides agree', async () => {
		expect(await official(config(), CALLS)).toMatchObject(RESPONSES);
		expect(gateway.requests.every(({ certificateMode }) => certificateMode)).toBe(true);
	});

	test('a newer Alipay certificate signs, and can be fetched', async () => {
		const newer = issueAlipayCertificate(material);
		gateway.useAlipayCertificate({ certificate: newer.file, privateKey: newer.privateKey });
		const [failed] = await official(config(), [CALLS[0]]);
		expect(failed.error).toBeTruthy();
		const now = { ...config(), alipayPublicCertContent: newer.file };
		const [response] = await official(now, [CALLS[0]]);
		expect(response).toMatchObject({ code: '10000' });
	});

	test('another application’s certificate, or another root, is not the registered one', async () => {
		const fresh = await startGateway(certificateGatewayOptions(material));
		const other = makeCertificateMaterial(keys, { world });
		const own = { ...config(), gateway: fresh.url };
		const [response] = await official({ ...own, appCertContent: other.appFile }, [CALLS[0]]);
		expect(response).toMatchObject({ code: '40002', subCode: 'isv.app-cert-not-exist' });
		const [refused] = await official({ ...own, alipayRootCertContent: other.rootFile }, [CALLS[0]]);
		expect(refused).toMatchObject({ code: '40002', subCode: 'isv.invalid-alipay-root-cert-sn' });
		await fresh.close();
	});

	test('an expired certificate is refused as expired', async () => {
		const expired = issueCertificate({
			subject: '/C=CN/CN=Expired',
			issuer: material.intermediate,
			keys: keys.app,
			notAfter: new Date(Date.now() - 1000),
		});
		const fresh = await startGateway(
			certificateGatewayOptions({ ...material, appFile: expired.certificate }),
		);
		const own = { ...config(), gateway: fresh.url, appCertContent: expired.certificate };
		const [response] = await official(own, [CALLS[0]]);
		expect(response).toMatchObject({ code: '40002', subCode: 'isv.app-cert-expired' });
		await fresh.close();
	});

	test('a request without the certificates’ numbers is refused', async () => {
		const plainKey = { ...plain, gateway: gateway.url };
		const [response] = await official(plainKey, [CALLS[0]], { validateSign: false });
		expect(response).toMatchObject({ code: '40001', subCode: 'isv.missing-app-cert-sn' });
	});
});
