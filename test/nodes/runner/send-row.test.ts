import { generateKeyPairSync } from 'node:crypto';

import { openAccount, settingsFrom } from '../../../alipay';
import type { Account, SignedRequest } from '../../../alipay';
import { outcomeOf, signRow, attemptOnce } from '../../../nodes/runner/send-row';
import type { SendContext } from '../../../nodes/runner/send-row';
import type { HttpResult } from '../../../nodes/runner/http-transport';
import { borrowEntityUpload } from '../../../zhima';

const { privateKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let account: Account;
beforeAll(async () => {
	account = await openAccount(
		settingsFrom({
			environment: 'custom',
			gatewayUrl: 'http://127.0.0.1:9/gateway.do',
			appId: '2021000000000001',
			privateKey,
			charset: 'GBK',
		}),
		new Date(),
	);
});

const sendingOver = (
	post: (signedRequest: SignedRequest) => Promise<HttpResult>,
	isClosed = () => false,
): SendContext => ({
	account,
	rules: borrowEntityUpload,
	transport: { post, isClosed },
	rotation: { trust: async () => undefined },
	environment: 'custom',
});

/** Signs a row's request and sends it. */
const send = async (sendContext: SendContext, bizContent: string) =>
	await attemptOnce(sendContext, await signRow(sendContext, bizContent));

const started = { attempts: 1, maybeDone: false };
const reading = { content: {}, hints: [] };

describe('attemptOnce', () => {
	it('posts nothing for a row that cannot be signed, which is not sent', async () => {
		const post = jest.fn();
		const attempt = await send(sendingOver(post), '{"entity_name":"🎬"}');
		expect(post).not.toHaveBeenCalled();
		expect(outcomeOf(attempt!, started, reading)).toMatchObject({ outcome: 'notSent', endsRun: false });
	});

	it('calls a row unknown whose transport throws', async () => {
		const attempt = await send(
			sendingOver(async () => await Promise.reject(new TypeError('secret detail'))),
			'{}',
		);
		const outcome = outcomeOf(attempt!, started, reading);
		expect(outcome).toMatchObject({ outcome: 'unknown', endsRun: false });
		expect(JSON.stringify(outcome)).not.toContain('secret detail');
	});

	it('posts nothing where the run was cancelled while the row was being signed', async () => {
		const post = jest.fn();
		expect(await send(sendingOver(post, () => true), '{}')).toBeUndefined();
		expect(post).not.toHaveBeenCalled();
	});

	it('calls a refused row unknown where an earlier attempt may have been carried out', async () => {
		const bytes = Buffer.from(
			'{"zhima_merchant_borrow_entity_upload_response":{"code":"40004","msg":"Business Failed","sub_code":"INFOSEC_VERIFY_FAILED"}}',
		);
		const attempt = await send(sendingOver(async () => ({ kind: 'response', bytes })), '{}');
		expect(outcomeOf(attempt!, started, reading)).toMatchObject({ outcome: 'refused' });
		expect(outcomeOf(attempt!, { attempts: 2, maybeDone: true }, reading)).toMatchObject({
			outcome: 'unknown',
		});
	});
});
