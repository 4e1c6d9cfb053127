import { generateKeyPairSync } from 'node:crypto';

import { openAccount, settingsFrom } from '../../alipay';
import type { SealedRequest } from '../../alipay';
import { outcomeOf, seal, tryOnce } from '../../nodes/shared/send';
import type { Sending } from '../../nodes/shared/send';
import type { Posted } from '../../nodes/shared/transport';
import { borrowEntityUpload } from '../../zhima';

const { privateKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const account = openAccount(
	settingsFrom({
		environment: 'custom',
		gatewayUrl: 'http://127.0.0.1:9/gateway.do',
		appId: '2021000000000001',
		privateKey,
		charset: 'GBK',
	}),
	new Date(),
);

const sendingOver = (
	post: (sealed: SealedRequest) => Promise<Posted>,
	isClosed = () => false,
): Sending => ({
	account,
	rules: borrowEntityUpload,
	transport: { post, isClosed },
	renewal: { trust: async () => undefined },
	appAuthToken: '',
	environment: 'custom',
});

/** A row's request, made ready and sent. */
const send = async (sending: Sending, bizContent: string) =>
	await tryOnce(sending, await seal(sending, bizContent));

const begun = { attempts: 1, maybeDone: false };
const reading = { content: {}, hints: [] };

describe('one try', () => {
	it('that cannot be sealed is the row’s own fault, and nothing is posted', async () => {
		const post = jest.fn();
		const tried = await send(sendingOver(post), '{"entity_name":"🎬"}');
		expect(post).not.toHaveBeenCalled();
		expect(outcomeOf(tried!, begun, reading)).toMatchObject({ outcome: 'notSent', endsRun: false });
	});

	it('that breaks down after it was posted is unknown, whatever broke', async () => {
		const tried = await send(
			sendingOver(async () => await Promise.reject(new TypeError('secret detail'))),
			'{}',
		);
		const outcome = outcomeOf(tried!, begun, reading);
		expect(outcome).toMatchObject({ outcome: 'unknown', endsRun: false });
		expect(JSON.stringify(outcome)).not.toContain('secret detail');
	});

	it('is not posted where the run was cancelled while it was being signed', async () => {
		const post = jest.fn();
		expect(await send(sendingOver(post, () => true), '{}')).toBeUndefined();
		expect(post).not.toHaveBeenCalled();
	});

	it('never calls a row refused of which an earlier try may have been carried out', async () => {
		const bytes = Buffer.from(
			'{"zhima_merchant_borrow_entity_upload_response":{"code":"40004","msg":"Business Failed","sub_code":"INVALID_PARAMETER"}}',
		);
		const tried = await send(sendingOver(async () => ({ kind: 'answered', bytes })), '{}');
		expect(outcomeOf(tried!, begun, reading)).toMatchObject({ outcome: 'refused' });
		expect(outcomeOf(tried!, { attempts: 2, maybeDone: true }, reading)).toMatchObject({
			outcome: 'unknown',
		});
	});
});
