/** What is said of a response, of its absence, of a URL and of an account, to the letter. */
import { AlipayError, classifyResponse, classifyTransportError, openAccount, concludeCredentialTest } from '../../../alipay';
import type { GatewayResponse, ResponseRules, TransportError } from '../../../alipay';
import { checkGatewayUrl } from '../../../alipay/credential/gateway-url';
import { alipay, NOW, settings } from '../keys/keys-fixture';

const rules: ResponseRules = {
	method: 'a.b',
	success: { biz_result: ['success'] },
	businessCodes: [
		{
			subCode: 'WRONG',
			message: { en: 'It is wrong', zh: '' },
			solution: { en: 'Put it right.', zh: '' },
			documented: '改正',
			documentedEn: 'Correct it.',
		},
		{
			subCode: 'NAMED',
			message: { en: 'm', zh: '' },
			solution: { en: 'See v1.2 of the model', zh: '' },
			documented: 'd',
			documentedEn: 'e',
			field: 'service_id',
		},
	],
};
const trusted = (members: Record<string, unknown>): GatewayResponse => ({ kind: 'trusted', members, verified: true });
const classify = (members: Record<string, unknown>, canonicalString?: string) =>
	classifyResponse(trusted(members), rules, canonicalString === undefined ? undefined : { canonicalString });

describe('the classification of a response', () => {
	test('accepted, with nothing to do about it', () => {
		const members = { code: '10000', biz_result: 'success' };
		expect(classify(members)).toEqual({
			outcome: 'accepted',
			retry: 'no',
			endsRun: false,
			code: '10000',
			subCode: '',
			message: 'Accepted',
			description: '',
			members,
			verified: true,
		});
	});

	test('a business code, with the document’s own words behind ours', () => {
		expect(classify({ code: '40004', sub_code: 'WRONG', sub_msg: ' 错误 ' })).toEqual({
			outcome: 'refused',
			retry: 'no',
			endsRun: false,
			code: '40004',
			subCode: 'WRONG',
			message: 'It is wrong (40004 WRONG: 错误)',
			description: "Put it right. Alipay's documentation says: Correct it. (改正)",
		});
		expect(classify({ code: '40004', sub_code: 'NAMED' })).toMatchObject({
			field: 'service_id',
			message: 'm (40004 NAMED)',
			description: expect.stringMatching(/^See v1\.2 of the model\. Alipay/) as string,
		});
	});

	test('the gateway’s words: sub_msg, else msg, else none; with what codes there are', () => {
		const messageOf = (members: object) => classify({ code: '40001', ...members }).message;
		expect(messageOf({ sub_code: 'S', sub_msg: 'sub', msg: 'main' })).toMatch(/ \(40001 S: sub\)$/);
		expect(messageOf({ sub_code: 'S', msg: 'main' })).toMatch(/ \(40001 S: main\)$/);
		expect(messageOf({ msg: 'main' })).toMatch(/ \(40001: main\)$/);
		expect(messageOf({})).toMatch(/ \(40001\)$/);
		expect(messageOf({ msg: 'x'.repeat(400) })).toMatch(/: x{300}\)$/);
	});

	test('the token that was sent is not repeated in any place', () => {
		const signed = 'alipay_root_cert_sn=r&app_auth_token=T&KEN&app_cert_sn=c&app_id=1';
		expect(classify({ code: '40001', sub_msg: 'xT&KENx T' }, signed).message).toMatch(/: x\*\*\*x T\)$/);
		expect(classify({ code: '40001', sub_msg: 'aTOKENb' }, 'app_auth_token=TOKEN&app_id=1').message).toMatch(/a\*\*\*b/);
		expect(classify({ code: '40001', sub_msg: 'a undefined b' }, 'app_id=1').message).toMatch(/a undefined b/);
	});

	test('a business code outside 40004 is none', () => {
		expect(classify({ code: '40001', sub_code: 'WRONG' }).message).not.toContain('It is wrong');
		expect(classify({ code: '40004', sub_code: 'WRONG' }).message).toContain('It is wrong');
		expect(classify({ code: '40004', sub_code: 'SYSTEM_ERROR' })).toMatchObject({ outcome: 'unknown', retry: 'yes' });
		expect(classify({ code: '40001', sub_code: 'SYSTEM_ERROR' })).toMatchObject({ retry: 'no' });
	});

	test.each([
		[{ biz_result: 'failed' }, 'refused', "didn't process it: biz_result is failed$"],
		[{ biz_result: 'failed', sub_code: 'X', sub_msg: 'y' }, 'refused', 'biz_result is failed \\(X: y\\)$'],
		[{ biz_result: 'failed', sub_code: 'WRONG' }, 'refused', '^It is wrong \\(10000 WRONG\\)$'],
		[{ biz_result: 'perhaps', sub_code: 'WRONG' }, 'unknown', "biz_result is missing or isn't a documented value \\(WRONG\\)$"],
		[{}, 'unknown', "biz_result is missing or isn't a documented value$"],
	])('10000 with %j: %s', (members, outcome, message) => {
		const classification = classify({ code: '10000', ...members });
		expect(classification).toMatchObject({ outcome, retry: 'no', endsRun: false, code: '10000' });
		expect(classification.message).toMatch(new RegExp(message));
		expect(classification.description).toMatch(/\w/);
	});

	test.each(['isv.invalid-timestamp', 'isv.illegal-timestamp'])('%s says how wrong the clock is, where that is known', (sub_code) => {
		const [date, now] = ['Mon, 23 Nov 2026 08:00:00 GMT', new Date('2026-11-23T08:20:00Z')];
		const classification = (context: object) => classifyResponse(trusted({ code: '40002', sub_code }), rules, undefined, context).message;
		expect(classification({ date, now })).toMatch(/^This machine's clock is 20 minutes fast \(40002/);
		for (const unknown of [{}, { date }, { date, now: new Date(date) }]) expect(classification(unknown)).not.toContain('minutes');
	});

	test('a response that cannot be used', () => {
		expect(classify({})).toMatchObject({ code: 'ERR_ANSWER_NO_CODE', subCode: '', outcome: 'unknown', retry: 'yes', endsRun: false });
		expect(classifyResponse({ kind: 'otherCertificate', certSn: 'x' }, rules)).toMatchObject({
			code: 'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
			subCode: '',
			outcome: 'unknown',
		});
		expect(classifyResponse({ kind: 'untrusted', code: 'C', reason: 'r', advice: 'a' }, rules)).toMatchObject({
			code: 'C',
			message: 'r',
			description: 'a',
		});
	});
});

describe('the classification of a request without a response', () => {
	const summaryOf = (failure: TransportError): string => {
		const { outcome, retry, endsRun, code, message } = classifyTransportError(failure);
		return `${outcome} ${retry} ${endsRun ? 'ends' : 'goes on'} ${code}: ${message}`;
	};

	test.each<[TransportError, string]>([
		[{ httpStatus: 100 }, `unknown yes goes on HTTP_100: .*isn't available \\(HTTP 100\\)$`],
		[{ httpStatus: 299 }, 'unknown yes goes on HTTP_299'],
		[{ httpStatus: 300 }, 'unknown no ends HTTP_300: .*redirects to another address \\(HTTP 300\\)$'],
		[{ httpStatus: 399 }, 'unknown no ends HTTP_399'],
		[{ httpStatus: 400 }, 'unknown no goes on HTTP_400: .*returned HTTP 400,'],
		[{ httpStatus: 408 }, 'unknown yes goes on HTTP_408'],
		[{ httpStatus: 425 }, 'unknown yes goes on HTTP_425'],
		[{ httpStatus: 429 }, 'unknown slower goes on HTTP_429: Too many requests \\(HTTP 429\\)$'],
		[{ httpStatus: 499 }, 'unknown no goes on HTTP_499'],
		[{ httpStatus: 500 }, 'unknown yes goes on HTTP_500'],
		[{ httpStatus: 502, code: 'ERR_BAD_RESPONSE' }, 'unknown yes goes on HTTP_502: .*\\(HTTP 502\\)$'],
		[{ code: 'ERR_FR_TOO_MANY_REDIRECTS' }, 'unknown no ends ERR_FR_TOO_MANY_REDIRECTS: .*redirects to another address \\(ERR_FR_TOO_MANY_REDIRECTS\\)$'],
		[{ code: 'ERR_FR_REDIRECTION_FAILURE' }, 'unknown no ends ERR_FR_REDIRECTION_FAILURE'],
		[{ code: 'ECONNREFUSED' }, `notSent yes goes on ECONNREFUSED: The gateway can't be reached \\(ECONNREFUSED\\)$`],
		[{ code: 'X1', syscall: 'connect' }, 'notSent yes goes on X1'],
		[{ code: 'X1', syscall: 'getaddrinfo' }, 'notSent yes goes on X1'],
		[{ code: 'X1', syscall: 'read' }, 'unknown yes goes on X1: .*was lost.*\\(X1\\)$'],
		...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'UND_ERR_CONNECT_TIMEOUT'].map(
			(code): [TransportError, string] => [{ code }, `notSent yes goes on ${code}`],
		),
		...['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ECONNABORTED', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].map(
			(code): [TransportError, string] => [{ code }, `unknown yes goes on ${code}: .*didn't respond in time \\(${code}\\)$`],
		),
		[{ timedOut: true }, "unknown yes goes on ETIMEDOUT: .*didn't respond in time$"],
		[{ cancelled: true }, 'unknown no ends ERR_CANCELLED: .*was canceled.*being sent$'],
		[{}, 'unknown yes goes on ERR_NO_ANSWER: .*before a response arrived$'],
		[{ code: 'socket hang up' }, 'unknown yes goes on ERR_NO_ANSWER: .*before a response arrived$'],
		[{ code: 'EX-tail' }, 'unknown yes goes on ERR_NO_ANSWER'],
		[{ code: 'xEX' }, 'unknown yes goes on ERR_NO_ANSWER'],
		[{ code: 'CERT_HAS_EXPIRED' }, 'notSent no ends CERT_HAS_EXPIRED: .*t trusted \\(CERT_HAS_EXPIRED\\)$'],
		[{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'unknown yes goes on ERR_SSL_WRONG_VERSION_NUMBER: The TLS connection to the gateway broke'],
	])('%j', (failure, expected) => expect(summaryOf(failure)).toMatch(new RegExp(`^${expected}`)));
});

describe('the gateway’s address', () => {
	const refusal = (url: string): string => {
		try {
			return checkGatewayUrl(url).href;
		} catch (error) {
			if (error instanceof AlipayError) return error.code;
			throw error;
		}
	};

	test.each([
		' https://openapi.alipay.com/gateway.do\n',
		'https://openapi-sandbox.dl.alipaydev.com/gateway.do',
		'https://alipay.com/gateway.do',
		'https://notalipay.com/x',
		'https://alipay.com.cn/x',
		'https://proxy.example/x?route=1',
		'http://127.0.0.1:1/x',
		'http://127.255.1.2/',
		'http://[::1]/',
		'http://localhost:8080/gateway.do',
	])('%j', (url) => expect(refusal(url)).toBe(url.trim()));

	test.each([
		['', 'ERR_GATEWAY_URL'],
		['  ', 'ERR_GATEWAY_URL'],
		['x', 'ERR_GATEWAY_URL'],
		['http://openapi.alipay.com/gateway.do', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://0127.0.0.1.example/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://x127.0.0.1.example/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://128.0.0.1/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['ftp://localhost/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['https://u@h/', 'ERR_GATEWAY_URL_CREDENTIALS'],
		['https://:p@h/', 'ERR_GATEWAY_URL_CREDENTIALS'],
		['https://h/#', 'ERR_GATEWAY_URL_FRAGMENT'],
		['https://h/#x', 'ERR_GATEWAY_URL_FRAGMENT'],
		['https://openapi.alipay.com/', 'ERR_GATEWAY_URL_PATH'],
		['https://alipay.com/x', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi.alipay.com/gateway.do/', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi-sandbox.dl.alipaydev.com/x', 'ERR_GATEWAY_URL_PATH'],
	])('%j: %s', (url, code) => expect(refusal(url)).toBe(code));

	test.each([
		...['alipay_root_cert_sn', 'app_auth_token', 'app_cert_sn', 'app_id', 'biz_content', 'charset', 'encrypt_type'],
		...['format', 'method', 'sign', 'sign_type', 'timestamp', 'version'],
	])('with %s in it', (name) => {
		expect(() => checkGatewayUrl(`https://h/x?a=1&${name}=x`)).toThrow(
			expect.objectContaining({
				code: 'ERR_GATEWAY_URL_PARAMETER',
				field: 'gatewayUrl',
				message: expect.stringContaining(`"${name}"`) as string,
			}) as Error,
		);
	});
});

describe('an app id', () => {
	const refusal = async (appId: string): Promise<string> => {
		try {
			return (await openAccount(settings({ appId }), NOW)).appId;
		} catch (error) {
			if (error instanceof AlipayError) return error.message;
			throw error;
		}
	};

	test.each([
		['9'.repeat(32), '9'.repeat(32)],
		[' ２０２１\ufeff ', '2021'],
	])('%j', async (given, appId) => expect(await refusal(given)).toBe(appId));

	test.each([
		['', 'is empty'],
		[' \u200b', 'is empty'],
		['9'.repeat(33), "isn't an Alipay App ID"],
		['20 21', "isn't an Alipay App ID"],
		['应用', "isn't an Alipay App ID"],
	])('%j %s', async (given, words) => expect(await refusal(given)).toContain(words));

	test('an account of a public key has no warnings to begin with', async () => {
		expect((await openAccount(settings(), NOW)).warnings).toEqual([]);
	});
});

describe('a credential test', () => {
	const date = 'Mon, 23 Nov 2026 08:00:00 GMT';
	const account = { alipayPublicKey: alipay.publicKey, warnings: [] };
	const response = (code: string, sub_code?: string): GatewayResponse => trusted({ code, sub_code, msg: 'm' });
	const conclude = (given: GatewayResponse, more = {}) => concludeCredentialTest({ account, response: given, context: {}, ...more });

	test.each(['isv.invalid-parameter', 'isv.illegal-json', 'isv.suspected-attack'])('%s is about the content: fine', (sub_code) => {
		expect(conclude(response('40002', sub_code))).toEqual({
			ok: true,
			message: "Alipay accepts the App ID and the key. The response's signature is valid, too",
		});
	});

	test('is one line of sentences, each ended once', () => {
		const warned = conclude(response('40004', 'X'), { account: { ...account, warnings: ['Ends soon..', '', 'See v1.2。'] } });
		expect(warned.message).toMatch(/too\. Ends soon\. See v1\.2$/);
		const error = new AlipayError('C', { message: 'It is empty.', description: '' });
		expect(concludeCredentialTest({ error })).toEqual({ ok: false, message: 'It is empty' });
	});

	test.each([
		[9, true],
		[-9, true],
		[10, false],
		[-10, false],
	])('with a clock that is %i minutes off: %s', (minutes, ok) => {
		const now = new Date(Date.parse(date) + minutes * 60_000);
		const classification = conclude(response('40004', 'X'), { context: { date, now } });
		expect(classification.ok).toBe(ok);
		if (!ok) expect(classification.message).toMatch(/10 minutes (fast|slow)\. Correct it/);
	});

	test('without an account it is about the key alone', () => {
		expect(conclude(response('40004', 'X'), { account: undefined }).message).toMatch(/"Alipay Public Key" is empty, so responses aren't verified$/);
	});

	test.each([
		['40006', 'isv.insufficient-isv-permissions', true],
		['20001', 'aop.no-product-reg-by-partner', true],
		['40006', 'isv.illegal-client-ip', undefined],
		['40006', 'isv.app-api-punished', undefined],
		['40002', 'isv.invalid-signature', undefined],
		['40001', undefined, undefined],
	])('%s %s: lacks the product = %s', (code, sub_code, lacksProduct) => {
		const classification = conclude(response(code, sub_code));
		expect(classification.lacksProduct).toBe(lacksProduct);
		expect(classification.ok).toBe(lacksProduct === true);
	});
});
