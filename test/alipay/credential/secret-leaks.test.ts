/** No message holds eight consecutive characters of a secret. */
import { randomBytes } from 'node:crypto';

import {
	AlipayError,
	classifyResponse,
	classifyTransportError,
	openAccount,
	openResponse,
	concludeCredentialTest,
	signRequest,
} from '../../../alipay';
import type { Account, AccountSettings, ResponseRules, SignedRequest } from '../../../alipay';
import { alipay, app, bare, NOW, privatePem, publicPem, settings } from '../keys/keys-fixture';

const SECRETS = {
	privateKey: bare(privatePem(app)),
	contentEncryptionKey: randomBytes(16).toString('base64'),
	appAuthToken: '201510BBaabdb44d8fd04607abf8d5931ec75D84',
};
const RULES: ResponseRules = {
	method: 'a.b',
	businessCodes: [],
	success: { biz_result: ['success'] },
};

function leaksIn(said: string): string[] {
	return Object.values(SECRETS).flatMap((secret) =>
		Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).filter((piece) =>
			said.includes(piece),
		),
	);
}

const textOf = (error: unknown): string =>
	error instanceof AlipayError
		? `${JSON.stringify(error)}${error.message}${error.stack}`
		: String(error);

const opened = async (changed: Partial<AccountSettings>): Promise<Account | string> => {
	try {
		return await openAccount(settings({ ...SECRETS, ...changed }), NOW);
	} catch (error) {
		return textOf(error);
	}
};

it('messages about wrong settings contain no secret', async () => {
	const { privateKey, contentEncryptionKey, appAuthToken } = SECRETS;
	const wrong: Partial<AccountSettings>[] = [
		{ privateKey: contentEncryptionKey },
		{ privateKey: appAuthToken },
		{ privateKey: privateKey.slice(0, 500) },
		{ privateKey: privateKey.slice(100) },
		{ privateKey: `${privateKey}${privateKey}` },
		{ privateKey: `keys/${privateKey.slice(0, 90)}.pem` },
		{ privateKey: `${privateKey.slice(0, 90)}!${privateKey.slice(90)}` },
		{ alipayPublicKey: privateKey },
		{ alipayPublicKey: bare(publicPem(app)) },
		{ contentEncryptionKey: privateKey },
		{ contentEncryptionKey: `${contentEncryptionKey}!` },
		{ contentEncryptionKey: appAuthToken },
		{ appId: privateKey },
		{ appId: appAuthToken },
		{ gatewayUrl: `https://${appAuthToken}@x/` },
		{ gatewayUrl: `http://x/?${appAuthToken}` },
		{ gatewayUrl: privateKey },
		{ keyMode: 'certificate', appCertificate: privateKey },
		{ keyMode: 'certificate', alipayRootCertificate: privateKey },
	];
	const said = await Promise.all(wrong.map(opened));
	expect(said.every((each) => typeof each === 'string')).toBe(true);
	expect(said.flatMap((each) => leaksIn(String(each)))).toEqual([]);
});

describe('with an account', () => {
	let account: Account;
	let signedRequest: SignedRequest;
	beforeAll(async () => {
		account = await openAccount(settings(SECRETS), NOW);
		signedRequest = await signRequest(account, { method: 'a.b', bizContent: '{"a":"1"}' }, NOW);
	});

	it('messages about requests that cannot be signed contain no secret', async () => {
		const parameters: Record<string, string>[] = [
			{ app_auth_token: `${SECRETS.appAuthToken}\ud83d` },
			{ sign: SECRETS.privateKey },
			{ [SECRETS.appAuthToken]: 'x' },
			{ [`x=${SECRETS.appAuthToken}`]: 'x' },
		];
		const said = await Promise.all(
			parameters.map((each) =>
				signRequest(account, { method: 'a.b', bizContent: '', parameters: each }, NOW).then(
					() => '',
					textOf,
				),
			),
		);
		expect(said.filter((each) => each !== '').length).toBeGreaterThanOrEqual(3);
		expect(said.flatMap(leaksIn)).toEqual([]);
	});

	it('messages about responses that repeat secrets contain none', () => {
		const echo = `验签出错，网关生成的验签字符串为：${signedRequest.canonicalString.replaceAll('&', '&amp;')}`;
		const subMessages = [echo, echo.replaceAll('5', '6'), `token ${SECRETS.appAuthToken} 无效`];
		const subCodes = [
			'isv.invalid-signature',
			'isv.invalid-app-id',
			'aop.invalid-app-auth-token',
			SECRETS.appAuthToken,
		];
		const codes = ['10000', '20000', '20001', '40002', '40004', '50000', SECRETS.appAuthToken];
		const keyless = { ...account, alipayPublicKey: undefined };
		const said = [account, keyless].flatMap((by) =>
			codes.flatMap((code) =>
				subCodes.flatMap((sub_code) =>
					subMessages.map((sub_msg) => {
						const members = { code, sub_code, sub_msg, msg: sub_msg };
						const text = JSON.stringify({ a_b_response: members, sign: sub_msg });
						const response = openResponse(by, 'a.b', Buffer.from(text));
						const classification = classifyResponse(response, RULES, signedRequest, { appId: account.appId });
						const testMethod = concludeCredentialTest({ account: by, response, signedRequest, context: {} });
						return JSON.stringify({ classification, testMethod });
					}),
				),
			),
		);
		expect(said).toHaveLength(168);
		expect(said.flatMap(leaksIn)).toEqual([]);
	});

	it('messages about transport errors that contain the request contain no secret', () => {
		const failures = ['ECONNRESET', SECRETS.appAuthToken, undefined].map((code) =>
			classifyTransportError({ code, message: `connect ${signedRequest.url} ${signedRequest.body}` }),
		);
		expect(leaksIn(JSON.stringify(failures))).toEqual([]);
	});

	it('an account as JSON contains no secret except its token and encryption key', () => {
		const rest = { ...account, appAuthToken: undefined, contentEncryptionKey: undefined };
		expect(leaksIn(JSON.stringify(rest))).toEqual([]);
		expect(rest.alipayPublicKey?.equals(alipay.publicKey)).toBe(true);
	});
});
