import { AlipayError, concludeCredentialTest } from '../../../alipay';
import type { GatewayResponse, CredentialTestCall } from '../../../alipay';
import { alipay } from '../keys/keys-fixture';

const account = { alipayPublicKey: alipay.publicKey, warnings: [] };
const now = new Date('2026-11-23T08:00:20Z');
const context = {
	appId: '2014',
	environment: 'production',
	date: 'Mon, 23 Nov 2026 08:00:00 GMT',
	now,
};
const canonicalString = 'app_id=2014&biz_content={}&charset=utf-8';
const echo = '验签出错，网关生成的验签字符串为：app_id=2014&amp;biz_content={}&amp;charset=';

const refusal = (code: string, sub_code: string, sub_msg = '', verified = true): GatewayResponse => ({
	kind: 'trusted',
	verified,
	members: { code, msg: 'm', sub_code, sub_msg },
});
const testMethod = (changed: Partial<CredentialTestCall>) =>
	concludeCredentialTest({ account, signedRequest: { canonicalString }, context, ...changed });

describe('a credential test says in one sentence what is wrong', () => {
	it.each<[string, Partial<CredentialTestCall>, boolean, RegExp]>([
		[
			'fine',
			{ response: refusal('40004', 'NULL_ARGUMENT') },
			true,
			/^Alipay accepts the App ID and the key\. .*signature is valid/,
		],
		[
			'fine, content refused before',
			{ response: refusal('40002', 'isv.invalid-parameter') },
			true,
			/^Alipay accepts/,
		],
		['fine, accepted even', { response: refusal('10000', '') }, true, /^Alipay accepts/],
		[
			'fine, unsigned',
			{ response: refusal('40004', 'X', '', false) },
			true,
			/response had no signature/,
		],
		[
			"fine, no key of Alipay's",
			{ account: { warnings: [] }, response: refusal('40004', 'X', '', false) },
			true,
			/"Alipay Public Key" is empty, so responses aren't verified/,
		],
		[
			'fine, with a warning',
			{
				account: { ...account, warnings: ['Certificate ends soon'] },
				response: refusal('40004', 'X'),
			},
			true,
			/Certificate ends soon/,
		],
		[
			'key does not fit',
			{ response: refusal('40002', 'isv.invalid-signature', `${echo}utf-8`) },
			false,
			/^The private key doesn't match the public key that was uploaded for the app 2014/,
		],
		[
			'encoding differs',
			{ response: refusal('40002', 'isv.invalid-signature', `${echo}GBK`) },
			false,
			/^The request reached Alipay in another encoding.*charset/,
		],
		[
			'no echo',
			{ response: refusal('40002', 'isv.invalid-signature') },
			false,
			/^The signature isn't valid/,
		],
		[
			'unknown app id in production',
			{ response: refusal('40002', 'isv.invalid-app-id') },
			false,
			/production gateway doesn't know the app ID 2014.*Sandbox/,
		],
		[
			'unknown app id in the sandbox',
			{
				context: { ...context, environment: 'sandbox' },
				response: refusal('40002', 'isv.invalid-app-id'),
			},
			false,
			/sandbox doesn't know.*Production/,
		],
		[
			'no key registered',
			{ response: refusal('40003', 'isv.missing-signature-config') },
			false,
			/^No public key or certificate of this kind was uploaded/,
		],
		[
			'no key registered, the other code',
			{ response: refusal('40001', 'isv.missing-signature-key') },
			false,
			/^No public key was uploaded/,
		],
		[
			'product not signed',
			{ response: refusal('40006', 'isv.insufficient-isv-permissions') },
			true,
			/^The App ID and the key are valid\. .*isn't signed/,
		],
		[
			'product not signed by the merchant',
			{ response: refusal('20001', 'aop.no-product-reg-by-partner') },
			true,
			/^The App ID and the key are valid/,
		],
		[
			'called from an address that is not on the list',
			{ response: refusal('40006', 'isv.illegal-client-ip') },
			false,
			/^This machine's outgoing IP address isn't on the app's IP allowlist/,
		],
		[
			"a certificate that is not the app's",
			{ response: refusal('40002', 'isv.app-cert-not-exist') },
			false,
			/^Alipay doesn't know the app's certificate.*"Key Mode" to Public Key/,
		],
		[
			'token expired',
			{ response: refusal('20001', 'aop.app-auth-token-time-out') },
			false,
			/app_auth_token has expired/,
		],
		[
			"Alipay's key wrong",
			{
				response: {
					kind: 'untrusted',
					code: 'ERR_ANSWER_SIGNATURE',
					reason: 'Not signed with the Alipay key',
					advice: 'Copy it',
				},
			},
			false,
			/^Not signed with the Alipay key\. Copy it$/,
		],
		[
			'clock refused',
			{
				context: { ...context, now: new Date('2026-11-23T08:30:00Z') },
				response: refusal('40002', 'isv.invalid-timestamp'),
			},
			false,
			/clock is 30 minutes fast/,
		],
		[
			'clock wrong though',
			{
				context: { ...context, now: new Date('2026-11-23T07:48:00Z') },
				response: refusal('40004', 'X'),
			},
			false,
			/clock is 12 minutes slow/,
		],
		['busy', { response: refusal('20000', 'isp.unknow-error') }, false, /busy/],
		[
			'unreachable',
			{ failure: { code: 'ENOTFOUND' } },
			false,
			/^The gateway can't be reached \(ENOTFOUND\)\. /,
		],
		['redirecting', { failure: { httpStatus: 302 } }, false, /redirects to another/],
		['a proxy', { failure: { httpStatus: 502 } }, false, /HTTP 502/],
		[
			'not https',
			{
				error: new AlipayError('ERR_GATEWAY_URL_NOT_HTTPS', {
					message: 'Not https.',
					description: 'Use https',
				}),
			},
			false,
			/^Not https\. Use https$/,
		],
		['nothing at all', {}, false, /connection to the gateway was lost/],
	])('%s', (_, changed, ok, message) => {
		const classification = testMethod(changed);
		expect(classification.message).toMatch(message);
		expect(classification.ok).toBe(ok);
	});
});
