/** The local gateway, which shares no code with what is tested here, accepts our requests and responds to them. */
import { randomBytes } from 'node:crypto';

import {
	classifyResponse,
	openAccount,
	openResponse,
	concludeCredentialTest,
	signRequest,
	trustCertificate,
} from '../../alipay';
import { fetchCertificateCall } from '../../alipay';
import type { Account, AccountSettings, GatewayResponse, ResponseRules, SignedRequest } from '../../alipay';
import { startGateway } from '../../sandbox/gateway/gateway';
import type { Gateway } from '../../sandbox/gateway/gateway';
import type { GatewayOptions } from '../../sandbox/gateway/gateway-settings';
import { makeCertificate, nameParts } from './certificates/certificate-fixture';
import { alipay, app, privatePem, publicPem, rsaPair, settings } from './keys/keys-fixture';

const METHOD = 'zhima.data.state.data.sync';
const RULES: ResponseRules = {
	method: METHOD,
	businessCodes: [],
	success: { biz_result: ['success'] },
};
const CONTENT = {
	user_id: '2088102122458832',
	out_biz_no: '订单—20260101/1',
	out_principal_id: '1303902',
	biz_state_code: 'CONTRACT_STATE_WATCH_MOVIE_BUY',
	category_code: 'WATCH_MOVIE',
	service_id: '2019080700000000000001800100',
	biz_data: JSON.stringify({ cinemaName: '自由人影城 & "杭华街" 100% + <b>' }),
};
const APP_ID = settings().appId;

const authority = rsaPair();
const intermediate = rsaPair();
const ROOT = nameParts('C=CN,O=Ant,CN=Root');
const CA = nameParts('C=CN,O=Ant,CN=Class 2');
const root = makeCertificate({ pair: authority, subject: ROOT, isCa: true });
const ca = makeCertificate({
	pair: intermediate,
	subject: CA,
	issuer: ROOT,
	issuerPair: authority,
	isCa: true,
});
const byCa = { issuer: CA, issuerPair: intermediate };
const appCertificate = makeCertificate({ pair: app, serial: '11', ...byCa });
const alipayCertificate = makeCertificate({ pair: alipay, serial: '12', ...byCa }) + ca;
const newerPair = rsaPair();
const newerCertificate = makeCertificate({ pair: newerPair, serial: '13', ...byCa }) + ca;
const contentEncryptionKey = randomBytes(16).toString('base64');

const APP = { appId: APP_ID, publicKey: publicPem(app), aesKey: contentEncryptionKey };
const OPTIONS: GatewayOptions = { apps: [APP], alipayPrivateKey: privatePem(alipay) };
const WITH_CERTIFICATES: GatewayOptions = {
	apps: [{ appId: APP_ID, appCertificate }],
	alipayPrivateKey: privatePem(alipay),
	alipayCertificates: {
		root,
		signing: { certificate: alipayCertificate, privateKey: privatePem(alipay) },
		others: [{ certificate: newerCertificate, privateKey: privatePem(newerPair) }],
	},
};

async function post(signedRequest: SignedRequest) {
	const response = await fetch(signedRequest.url, { ...signedRequest, redirect: 'manual' });
	const bytes = new Uint8Array(await response.arrayBuffer());
	return { bytes, contentType: response.headers.get('content-type') ?? undefined };
}

async function call(account: Account, content: object = CONTENT) {
	const request = { method: METHOD, bizContent: JSON.stringify(content) };
	const signedRequest = await signRequest(account, request, new Date());
	const { bytes, contentType } = await post(signedRequest);
	return {
		signedRequest,
		response: openResponse(account, METHOD, bytes, contentType),
		reopen: () => openResponse(account, METHOD, bytes, contentType),
	};
}

async function withGateway(
	options: GatewayOptions,
	run: (gateway: Gateway, open: (changed?: Partial<AccountSettings>) => Promise<Account>) => Promise<void>,
) {
	const gateway = await startGateway(options);
	try {
		await run(gateway, (changed = {}) =>
			openAccount(settings({ gatewayUrl: gateway.url, ...changed }), new Date()),
		);
	} finally {
		await gateway.close();
	}
}

describe('accepted, and the response verified', () => {
	const styles: GatewayOptions['responses'][] = [
		{},
		{ escapeSlash: 'signed' },
		{ escapeSlash: 'afterSigning', signFirst: true },
		{ pretty: true },
	];
	const matrix = (['utf-8', 'GBK', 'GB2312'] as const).flatMap((charset) =>
		(['RSA2', 'RSA'] as const).flatMap((signType) =>
			styles.map((responses) => [charset, signType, JSON.stringify(responses), responses] as const),
		),
	);

	it.each(matrix)('%s, %s, responses %s', async (charset, signType, _, responses) => {
		await withGateway({ ...OPTIONS, responses }, async (gateway, open) => {
			for (const encryption of ['', contentEncryptionKey]) {
				const account = await open({ charset, signType, contentEncryptionKey: encryption });
				// GB2312 has ― where GBK has —.
				const out_biz_no = CONTENT.out_biz_no.replace('—', charset === 'GB2312' ? '―' : '—');
				const { response, signedRequest } = await call(account, { ...CONTENT, out_biz_no });
				expect(classifyResponse(response, RULES, signedRequest)).toMatchObject({
					outcome: 'accepted',
					verified: true,
				});
			}
			expect(gateway.requests.map(({ accepted }) => accepted)).toEqual([true, true]);
		});
	});

	it.each(['utf-8', 'GBK'] as const)(
		"certificates, %s; a newer one of Alipay's is fetched",
		async (charset) => {
			await withGateway(WITH_CERTIFICATES, async (gateway, open) => {
				const account = await open({
					charset,
					keyMode: 'certificate',
					appCertificate,
					alipayCertificate,
					alipayRootCertificate: root,
				});
				expect(classifyResponse((await call(account)).response, RULES)).toMatchObject({
					outcome: 'accepted',
					verified: true,
				});
				gateway.useAlipayCertificate({
					certificate: newerCertificate,
					privateKey: privatePem(newerPair),
				});
				const { response, reopen } = await call(account);
				expect(response.kind).toBe('otherCertificate');
				const { certSn } = response as Extract<GatewayResponse, { kind: 'otherCertificate' }>;
				const fetching = fetchCertificateCall(certSn);
				const brought = await post(await signRequest(account, fetching, new Date()));
				const unverified = {
					...account,
					alipayPublicKey: undefined,
					alipayCertificates: undefined,
				};
				const fetched = openResponse(unverified, fetching.method, brought.bytes, brought.contentType);
				const { members } = fetched as Extract<GatewayResponse, { kind: 'trusted' }>;
				await trustCertificate(account, certSn, members, new Date());
				expect(classifyResponse(reopen(), RULES)).toMatchObject({ outcome: 'accepted', verified: true });
			});
		},
	);
});

describe('refused, and why', () => {
	const testCredential = async (
		options: GatewayOptions,
		changed: Partial<AccountSettings>,
		now = new Date(),
	) => {
		let message = '';
		let ok = false;
		await withGateway(options, async (_, open) => {
			const account = await open(changed);
			const signedRequest = await signRequest(
				account,
				{ method: 'zhima.merchant.borrow.entity.upload', bizContent: '{}' },
				now,
			);
			const { bytes, contentType } = await post(signedRequest);
			const response = openResponse(account, 'zhima.merchant.borrow.entity.upload', bytes, contentType);
			const context = {
				appId: account.appId,
				environment: 'sandbox',
				date: new Date().toUTCString(),
				now,
			};
			({ ok, message } = concludeCredentialTest({ account, response, signedRequest, context }));
		});
		return { ok, message };
	};
	const strange = rsaPair();

	it.each<[string, GatewayOptions, Partial<AccountSettings>, boolean, RegExp]>([
		[
			'all is well',
			OPTIONS,
			{},
			true,
			/^Alipay accepts the App ID and the key\. .*signature is valid/,
		],
		['in GBK', OPTIONS, { charset: 'GBK' }, true, /^Alipay accepts/],
		[
			'another private key',
			OPTIONS,
			{ privateKey: privatePem(strange) },
			false,
			/^The private key doesn't match/,
		],
		[
			'another private key, GBK',
			OPTIONS,
			{ privateKey: privatePem(strange), charset: 'GBK' },
			false,
			/^The private key doesn't match/,
		],
		[
			'another app id',
			OPTIONS,
			{ appId: '2014000000000000' },
			false,
			/sandbox doesn't know the app ID 2014000000000000/,
		],
		[
			"another key of Alipay's",
			OPTIONS,
			{ alipayPublicKey: publicPem(strange) },
			false,
			/isn't signed with the Alipay key/,
		],
		['no key registered', { ...OPTIONS, apps: [{ appId: APP_ID }] }, {}, false, /No public key/],
		[
			'product not signed',
			{ ...OPTIONS, apps: [{ ...APP, products: [] }] },
			{},
			true,
			/^The App ID and the key are valid/,
		],
	])('%s', async (_, options, changed, ok, message) => {
		const classification = await testCredential(options, changed);
		expect(classification.message).toMatch(message);
		expect(classification.ok).toBe(ok);
	});

	it('a clock that is wrong', async () => {
		const { ok, message } = await testCredential(OPTIONS, {}, new Date(Date.now() + 3_600_000));
		expect(message).toMatch(/clock is 60 minutes fast/);
		expect(ok).toBe(false);
	});
});
