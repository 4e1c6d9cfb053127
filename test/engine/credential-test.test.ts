/** The credential's test button, through n8n's own context for such tests. */
import './environment';
import './log';
import { CredentialTestContext } from 'n8n-core';
import { sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	certificateCredentialFor,
	certificateGatewayOptions,
	issueAlipayCertificate,
	makeCertificateMaterial,
} from '../../sandbox/keys/certificate-authority';
import { makeKeyPair, makeSandboxKeys } from '../../sandbox/keys/test-account';
import type { CredentialData } from '../../sandbox/keys/test-account';
import { sources, UPLOAD_NODE } from './harness';
import { httpResponse, startImpostor } from './impostor';
import type { Responder } from './impostor';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(30_000);

let now: Date | undefined;
let site: Site;
let unready: Site;
beforeAll(async () => {
	site = await openSite({}, { now: () => now ?? new Date() });
	unready = await openSite({ publicKey: undefined });
});
beforeEach(async () => {
	now = undefined;
	await Promise.all([site.clear(), unready.clear()]);
});
afterAll(() => Promise.all([site.close(), unready.close()]));

async function testCredential(data: CredentialData) {
	const { methods, description } = sources.nodes[UPLOAD_NODE];
	const { testedBy } = description.credentials![0];
	const test = methods!.credentialTest![testedBy as string];
	return await test.call(new CredentialTestContext(), {
		id: '1',
		name: 'Zhima',
		type: 'zhimaApi',
		data: { ...data },
	});
}

it('passes for a valid credential, and changes nothing at the gateway', async () => {
	expect(await testCredential(site.credential())).toMatchObject({ status: 'OK' });
	expect(site.gateway.requests).toHaveLength(1);
	expect(site.gateway.entities.size).toBe(0);
	expect(site.gateway.counts.accepted).toBe(0);
});

const INVALID: ReadonlyArray<readonly [string, () => CredentialData, RegExp]> = [
	['a key that is not the registered one', () => site.credential({ privateKey: makeKeyPair().privateKey }), /key/i],
	['an unknown app', () => site.credential({ appId: '2021999999999999' }), /app id/i],
	['no key registered', () => unready.credential(), /console/i],
	['another key for Alipay’s', () => site.credential({ alipayPublicKey: makeKeyPair().publicKey }), /Alipay.*public key/i],
	['the app’s own public key for Alipay’s', () => site.credential({ alipayPublicKey: site.keys.app.publicKey }), /public key/i],
	['a file of two private keys', () => site.credential({ privateKey: JSON.stringify([site.keys.app.privateKey, makeKeyPair().privateKey]) }), /"Private Key" contains 2 private keys/],
	['an address that nobody listens at', () => site.credential({ gatewayUrl: 'http://127.0.0.1:9/gateway.do' }), /127\.0\.0\.1|connection|reach/i],
	['plain http beyond this machine', () => site.credential({ gatewayUrl: 'http://example.com/gateway.do' }), /https/i],
];

it.each(INVALID)('fails for %s and says why', async (_what, credential, sentence) => {
	const result = await testCredential(credential());
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
});

it('fails where the clocks differ, and says by how much', async () => {
	now = new Date(Date.now() + 20 * 60_000);
	const result = await testCredential(site.credential());
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/20 min/) });
});

it('passes where responses are signed with a newer certificate of Alipay’s, as in a run', async () => {
	const keys = makeSandboxKeys();
	const material = makeCertificateMaterial(keys);
	const { alipayCertificates } = certificateGatewayOptions(material);
	const certified = await openSite(
		{ appCertificate: material.appFile, publicKey: undefined },
		{ alipayCertificates },
		keys,
	);
	const newer = issueAlipayCertificate(material);
	certified.gateway.useAlipayCertificate({ certificate: newer.file, privateKey: newer.privateKey });
	const result = await testCredential(certificateCredentialFor(certified.gateway, keys, material));
	await certified.close();
	expect(result).toEqual({ status: 'OK', message: expect.stringMatching(/signature is valid, too/) });
});

it('fails for a redirect, which it does not follow', async () => {
	const requested: string[] = [];
	const server = createServer((message, response) => {
		requested.push(message.url!.split('?')[0]);
		response.writeHead(302, { location: '/login' }).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const result = await testCredential(site.credential({ gatewayUrl: `http://127.0.0.1:${port}/gateway.do` }));
	server.close();
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(/redirect/i) });
	expect(requested).toEqual(['/gateway.do']);
});

describe('products', () => {
	const UPLOAD = 'zhima.merchant.borrow.entity.upload';
	const SYNC = 'zhima.data.state.data.sync';

	it.each([[[UPLOAD]], [[SYNC]]])('passes with a contract for %s alone', async (products) => {
		const limited = await openSite({ products });
		const result = await testCredential(limited.credential());
		await limited.close();
		expect(result).toEqual({ status: 'OK', message: expect.stringMatching(/^Alipay accepts/) });
	});

	it('fails without any contract, and says that the key is valid', async () => {
		const limited = await openSite({ products: [] });
		const result = await testCredential(limited.credential());
		await limited.close();
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^The App ID and the key are valid\. .*isn't signed/),
		});
		expect(limited.gateway.counts.accepted).toBe(0);
	});
});

describe('a business refusal', () => {
	/** Whatever is asked, a refusal of that method, signed as the gateway signs. */
	const refusing = (code: string, sub_code: string): Responder => (_number, socket, request) => {
		const method = /[?&]method=([a-z.]+)/.exec(request)![1].replaceAll('.', '_');
		const refusal = JSON.stringify({ code, msg: 'Business Failed', sub_code, sub_msg: '网关的说明' });
		const signature = sign('RSA-SHA256', Buffer.from(refusal), site.keys.alipay.privateKey).toString('base64');
		socket.end(httpResponse('200 OK', `{"${method}_response":${refusal},"sign":"${signature}"}`));
	};
	const resultOf = async (subCode: string) => {
		const impostor = await startImpostor(refusing('40004', subCode));
		const result = await testCredential(site.credential({ gatewayUrl: impostor.url }));
		await impostor.close();
		return { ...result, asked: impostor.heard.length };
	};

	it.each(['NULL_ARGUMENT', 'isv.NULL_ARGUMENT', '', 'SYSTEM_ERROR', 'isv.invalid-parameter', 'invalid-openid'])(
		'passes with the sub code %j',
		async (subCode) => {
			expect(await resultOf(subCode)).toMatchObject({ status: 'OK', asked: 1 });
		},
	);

	it.each([
		['isv.invalid-signature', /^The signature isn't valid/],
		['invalid-app-id', /app ID/],
		['isv.missing-signature-config', /^No public key or certificate/],
		['app-unbind-partner', /merchant account/],
		['unsupported-sdk-version', /^Alipay no longer accepts/],
		['aop.invalid-app-auth-token', /app_auth_token/],
		['isv.app-cert-expired', /certificate has expired/],
	])('fails with %s, which is about the account, and says so', async (subCode, sentence) => {
		const result = await resultOf(subCode);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(sentence) as string });
		expect(result.message).toContain('网关的说明');
	});

	it.each(['isv.insufficient-isv-permissions', 'self-invoke-forbidden'])(
		'that says %s is about the product, so the other method is tried',
		async (subCode) => {
			expect(await resultOf(subCode)).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/^The App ID and the key are valid/) as string,
				asked: 2,
			});
		},
	);
});
