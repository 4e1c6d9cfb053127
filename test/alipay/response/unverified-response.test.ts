/** What is said about a response whose signature is not right. */
import { sign } from 'node:crypto';

import { openAccount, openResponse } from '../../../alipay';
import type { Account, GatewayResponse } from '../../../alipay';
import { alipay, NOW, settings } from '../keys/keys-fixture';

const METHOD = 'zhima.data.state.data.sync';
const RESPONSE = 'zhima_data_state_data_sync_response';

let account: Account;
beforeAll(async () => {
	account = await openAccount(settings(), NOW);
});

const signed = (text: string): string =>
	sign('RSA-SHA256', Buffer.from(text), alipay.privateKey).toString('base64');
const open = (text: string, by: Account = account): GatewayResponse =>
	openResponse(by, METHOD, Buffer.from(text));
const envelope = (response: string, sign_: string, more = ''): string =>
	`{"${RESPONSE}":${response},"sign":"${sign_}"${more}}`;


describe('a response that is not signed rightly', () => {
	const response = '{"code":"10000","biz_result":"success","note":"https:\\/\\/a"}';
	let certified: Account;
	beforeAll(() => {
		certified = { ...account, alipayCertificates: new Map() };
	});
	const OTHER_SN = 'd41d8cd98f00b204e9800998ecf8427e';

	it('is not trusted for its `\\/`', () => {
		expect(open(envelope(response, signed('{}')))).toMatchObject({
			kind: 'untrusted',
			code: 'ERR_ANSWER_SIGNATURE',
		});
	});

	it('counts against the key if it names no certificate', () => {
		expect(open(envelope(response, signed('{}')), certified)).toMatchObject({
			code: 'ERR_ANSWER_SIGNATURE',
		});
	});

	it('counts against the key if it names a certificate and the account uses none', () => {
		const named = envelope(response, signed('{}'), `,"alipay_cert_sn":"${OTHER_SN}"`);
		expect(open(named)).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE' });
		expect(open(named, certified)).toEqual({ kind: 'otherCertificate', certSn: OTHER_SN });
	});

	it.each([`${OTHER_SN}0`, `x${OTHER_SN}`, OTHER_SN.slice(1)])('%s is no certificate number', (sn) => {
		const named = envelope(response, signed('{}'), `,"alipay_cert_sn":"${sn}"`);
		expect(open(named, certified)).toMatchObject({ code: 'ERR_ANSWER_MALFORMED' });
	});

	it.each([
		['{"code":"40004"}', ' (40004) '],
		['{"code":"<b>"}', 'response isn'],
		['{}', 'response isn'],
	])('gives away no more of %s than a code of the gateway', (text, words) => {
		expect(open(envelope(text, signed('{"a":1}')))).toMatchObject({
			reason: expect.stringContaining(words) as string,
		});
	});

	it('is reported as it was read in its own charset, where it can be read in no other', () => {
		const text = envelope('{"code":"40004","note":"中"}', signed('{}'));
		expect(open(text)).toMatchObject({ code: 'ERR_ANSWER_SIGNATURE' });
	});
});

test('a response of one megabyte is read, and of one byte more is not', () => {
	const text = envelope('{"code":"40004"}', '');
	const padded = text.padEnd(1024 * 1024);
	expect(open(padded)).toMatchObject({ kind: 'trusted', verified: false });
	expect(open(`${padded} `)).toMatchObject({ kind: 'untrusted', code: 'ERR_ANSWER_LARGE' });
});
