import fc from 'fast-check';

import { classifyResponse, classifyTransportError } from '../../../alipay';
import type { GatewayResponse, ResponseRules, ClassificationContext, Classification } from '../../../alipay';
import { CODES } from '../../../alipay/response/error-codes';

const rules: ResponseRules = {
	method: 'a.b',
	success: { biz_result: ['success'] },
	businessCodes: [
		{
			subCode: 'X.SERVICE_ID_ERROR',
			aliases: ['XA.SERVICE_ID_ERROR'],
			message: { en: 'The service id is wrong', zh: '服务 ID 不正确' },
			solution: { en: 'Check service_id', zh: '请确认 service_id' },
			documented: '请联系芝麻产品或技术人员,确认service_id值是否正确',
			documentedEn: 'Ask Zhima whether service_id is right',
			field: 'service_id',
		},
		{
			subCode: 'SYSTEM_ERROR',
			message: { en: 'Zhima is busy', zh: '系统繁忙' },
			solution: { en: 'Send it again', zh: '请重新发送' },
			documented: '请联系芝麻技术支持',
			documentedEn: 'Ask the support of Zhima',
			retry: true,
		},
	],
};
const bare: ResponseRules = { method: 'a.b', businessCodes: [] };

const trusted = (members: Record<string, unknown>, verified = true): GatewayResponse => ({
	kind: 'trusted',
	members,
	verified,
});
const classify = (
	members: Record<string, unknown>,
	by = rules,
	canonical?: string,
	context?: ClassificationContext,
): Classification =>
	classifyResponse(
		trusted(members),
		by,
		canonical === undefined ? undefined : { canonicalString: canonical },
		context,
	);

describe('accepted', () => {
	it('10000 with what the call asks for', () => {
		const members = { code: '10000', msg: 'Success', biz_result: 'success' };
		expect(classify(members)).toMatchObject({
			outcome: 'accepted',
			retry: 'no',
			endsRun: false,
			code: '10000',
			members,
			verified: true,
		});
		expect(classify({ ...members, code: 10000 })).toMatchObject({ outcome: 'accepted' });
		expect(classifyResponse(trusted(members, false), rules)).toMatchObject({
			outcome: 'accepted',
			verified: false,
		});
		expect(classify({ code: '10000' }, bare)).toMatchObject({ outcome: 'accepted' });
	});
});

describe('10000 that is no success', () => {
	it('failed: refused', () => {
		expect(classify({ code: '10000', biz_result: 'failed' })).toMatchObject({
			outcome: 'refused',
			retry: 'no',
			endsRun: false,
			code: '10000',
		});
	});

	it('failed, with the business code beside it', () => {
		const classification = classify({ code: '10000', biz_result: 'failed', sub_code: 'XA.SERVICE_ID_ERROR' });
		expect(classification).toMatchObject({
			outcome: 'refused',
			field: 'service_id',
			subCode: 'X.SERVICE_ID_ERROR',
		});
		const busy = classify({ code: '10000', biz_result: 'failed', sub_code: 'SYSTEM_ERROR' });
		expect(busy).toMatchObject({ outcome: 'refused', retry: 'yes' });
	});

	it.each([undefined, null, '', 'SUCCESS', 'success/failed', 'pending', 1, { a: 1 }, ['success']])(
		'%j: unknown',
		(value) => {
			const classification = classify({ code: '10000', biz_result: value });
			expect(classification).toMatchObject({ outcome: 'unknown', retry: 'no', endsRun: false });
			expect(classification.message).toContain('biz_result');
		},
	);
});

const ABOUT_THE_ROW = ['invalid-parameter', 'illegal-json', 'suspected-attack', 'invalid-openid'];
const ENDS_RUN = (code: string, subCode: string): boolean =>
	['20001', '40001', '40003', '40006'].includes(code) ||
	(code === '40004' && subCode === 'unsupported-sdk-version') ||
	(code === '40002' && !ABOUT_THE_ROW.includes(subCode));
const PREFIXES = ['', 'isv.', 'isp.', 'aop.', 'ACQ.', 'aop.ACQ.', 'isv.isp.'];

describe("the gateway's own codes", () => {
	const all = Object.entries(CODES).flatMap(([code, { subCodes }]) =>
		['', ...Object.keys(subCodes)].map((subCode) => [code, subCode] as const),
	);

	it('are all those of the table', () => {
		expect(all.length).toBeGreaterThan(65);
	});

	const spelled = all.flatMap(([code, subCode]) =>
		(subCode === '' ? [''] : PREFIXES).map((prefix) => [code, `${prefix}${subCode}`, subCode] as const),
	);

	it.each(spelled)('%s %s', (code, subCode, bare) => {
		const classification = classify({ code, msg: 'm', sub_code: subCode, sub_msg: '说明' });
		const isUnknown = code === '20000' || (code === '40004' && bare === '');
		expect(classification).toMatchObject({
			outcome: isUnknown ? 'unknown' : 'refused',
			retry: isUnknown ? 'yes' : code === '40005' ? 'slower' : 'no',
			endsRun: ENDS_RUN(code, bare),
			code,
			subCode,
		});
		const { message, advice } = bare === '' ? CODES[code] : { ...CODES[code].subCodes[bare] };
		expect(classification.message).toContain(message.en);
		expect(classification.message).toContain(code);
		expect(classification.message).toContain('说明');
		expect(classification.description).toBe(advice.en);
	});

	it('are explained in both languages', () => {
		for (const [code, bare] of all) {
			const { message, advice } = bare === '' ? CODES[code] : CODES[code].subCodes[bare];
			for (const text of [message, advice]) {
				expect(text.en).toMatch(/^[A-Z“"][ -~“”’—…]+$/);
				expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
			}
		}
	});

	it.each([
		['40002', 'invalid-openid', 'open_id', /open ID/],
		['40002', 'isv.invalid-token', undefined, /authorization token/],
		['40002', 'isv.invalid-digest', undefined, /digest/],
		['40003', 'isv.app-unbind-partner', undefined, /bound to a merchant/],
		['40003', 'invalid-auth-relations', undefined, /authorization/],
		['40004', 'unsupported-sdk-version', undefined, /of this kind/],
		['40002', 'app-cert-expired', undefined, /certificate has expired/],
	])('%s %s is explained', (code, subCode, field, message) => {
		const classification = classify({ code, sub_code: subCode });
		expect(classification.message).toMatch(message);
		expect(classification.field).toBe(field);
	});

	it.each([
		['40004', 'isv.invalid-signature', 'refused', 'no', true],
		['40004', 'isv.app-call-limited', 'refused', 'slower', false],
		['40001', 'isv.suspected-attack', 'refused', 'no', false],
		['20000', 'isv.invalid-signature', 'unknown', 'yes', false],
	] as const)('a listed sub code means the same under another code: %s %s', (code, subCode, outcome, retry, endsRun) => {
		expect(classify({ code, sub_code: subCode }, bare)).toMatchObject({ outcome, retry, endsRun, code, subCode });
	});

	it.each([
		['20000', 'isp.new-error', 'unknown', 'yes', false],
		['20000', 'aop.ACQ.TRADE_NEW', 'unknown', 'yes', false],
		['20001', 'aop.new', 'refused', 'no', true],
		['40001', 'isv.missing-new', 'refused', 'no', true],
		['40002', 'isv.invalid-new', 'refused', 'no', false],
		['40003', 'isv.missing-new-config', 'refused', 'no', false],
		['40004', 'ACQ.NEW', 'unknown', 'no', false],
		['40004', 'constructor', 'unknown', 'no', false],
		['40004', '__proto__', 'unknown', 'no', false],
		['40005', 'isv.new-limited', 'refused', 'slower', false],
		['40006', 'isv.new', 'refused', 'no', true],
		['50000', '', 'unknown', 'no', false],
		['50000', 'isv.new', 'unknown', 'no', false],
		['constructor', '', 'unknown', 'no', false],
		['__proto__', '', 'unknown', 'no', false],
	] as const)('unknown sub code or code: %s %s', (code, subCode, outcome, retry, endsRun) => {
		const classification = classify({ code, sub_code: subCode, sub_msg: '网关的说明' }, bare);
		expect(classification).toMatchObject({ outcome, retry, endsRun, code, subCode });
		expect(classification.message).toContain('网关的说明');
	});

	it.each(['20000', '20001', '40001', '40002', '40003', '40004', '40005', '40006', '50000'])(
		'gives no diagnosis for an unknown sub code of %s',
		(code) => {
			const { message, description } = classify({ code, sub_code: 'isv.quite-new', sub_msg: '' }, bare);
			expect(message).toMatch(/isn't documented \(/);
			expect(description).toBe("Look the code up in Alipay's documentation, or ask Alipay's support with the trace ID");
		},
	);
});

/** As seen on the live gateway, and their like. */
const BUSY = [
	'SYSTEM_ERROR',
	'ACQ.SYSTEM_ERROR',
	'aop.ACQ.SYSTEM_ERROR',
	'aop.SYSTEM_ERROR',
	'isv.UNKNOW_SYSTEM_ERROR',
	'UNKNOWN_SYSTEM_ERROR',
	'isp.unknow-error',
	'aop.unknow-error',
	'unknow-error',
	'aop.unknown-error',
	'UNKNOWN_EXCEPTION',
	'ACQ.UNKNOWN_EXCEPTION',
	'ZMDATA.UNKNOWN_EXCEPTION',
	'ZMDATA.SYSTEM_ERROR',
	'unknown-exception',
	'SYSTEM_BUSY',
	'SERVICE_UNAVAILABLE',
	'isp.service-unavailable',
	'isp.anything-else',
	'system_error',
	'SystemError',
	' SYSTEM_ERROR ',
];

describe('a fault of Alipay’s systems', () => {
	it.each(BUSY)('%j is unknown and retried with 20000, 40004 and an unknown code', (sub_code) => {
		for (const by of [rules, bare]) {
			for (const code of ['20000', '40004', '50000']) {
				expect(classify({ code, sub_code }, by)).toMatchObject({ outcome: 'unknown', retry: 'yes', endsRun: false, code });
			}
		}
	});

	it.each([undefined, null, '', ' ', {}, []])('40004 with the sub code %j is unknown and tried again', (sub_code) => {
		expect(classify({ code: '40004', sub_code })).toMatchObject({ outcome: 'unknown', retry: 'yes', endsRun: false });
	});

	it('only documented business codes and protocol codes are refused', () => {
		const documented = ['SERVICE_ID_ERROR', ...Object.values(CODES).flatMap(({ subCodes }) => Object.keys(subCodes))];
		const tail = (subCode: string) => subCode.trim().replace(/^(?:(?:isv|isp|aop|acq|x|xa)\.)+/i, '').toLowerCase();
		fc.assert(
			fc.property(
				fc.oneof(fc.constantFrom(...BUSY), fc.stringMatching(/^(?:(?:isv|isp|aop|ACQ|X|XA)\.){0,2}[A-Za-z_-]{0,12}$/)),
				(sub_code) => {
					const { outcome } = classify({ code: '40004', sub_code });
					const isDocumented = documented.some((each) => each.toLowerCase() === tail(sub_code));
					expect(outcome).toBe(isDocumented && tail(sub_code) !== 'unknow-error' ? 'refused' : 'unknown');
				},
			),
			{ numRuns: 3_000 },
		);
	});
});

describe('10000 with a sub code', () => {
	const success = { code: '10000', biz_result: 'success' };

	it.each([...BUSY, 'aop.ACQ.SYSTEM_ERROR'])('%j is unknown and tried again', (sub_code) => {
		for (const members of [success, { code: '10000' }]) {
			expect(classify({ ...members, sub_code })).toMatchObject({ outcome: 'unknown', retry: 'yes', endsRun: false });
		}
		expect(classify({ code: '10000', sub_code }, bare)).toMatchObject({ outcome: 'unknown', retry: 'yes' });
	});

	it.each(['ACQ.NEW', 'isv.invalid-signature', 'X.SERVICE_ID_ERROR', 'success', 0, true, {}, ['x']])(
		'%j is unknown and not tried again',
		(sub_code) => {
			const classification = classify({ ...success, sub_code, sub_msg: '网关的说明' });
			expect(classification).toMatchObject({ outcome: 'unknown', retry: 'no', endsRun: false, code: '10000' });
			expect(classification.message).toMatch(/^Alipay reported success together with a failure code.*网关的说明/);
			expect(classification.members).toBeUndefined();
		},
	);

	it.each([undefined, null, '', ' \t'])('%j is none', (sub_code) => {
		expect(classify({ ...success, sub_code })).toMatchObject({ outcome: 'accepted' });
	});

	it.each([
		['ACQ.NEW', 'no'],
		['isp.new', 'yes'],
		['aop.ACQ.SYSTEM_ERROR', 'yes'],
		['isv.XA.SERVICE_ID_ERROR', 'no'],
	])('beside biz_result failed it is refused: %s', (sub_code, retry) => {
		expect(classify({ code: '10000', biz_result: 'failed', sub_code })).toMatchObject({ outcome: 'refused', retry });
	});
});

describe('business codes', () => {
	it.each([
		...PREFIXES.flatMap((prefix) => ['', 'X.', 'XA.'].map((own) => `${prefix}${own}SERVICE_ID_ERROR`)),
	])(
		'%s, with the solution in both languages',
		(sub_code) => {
			const classification = classify({ code: '40004', sub_code, sub_msg: '服务id不正确' });
			expect(classification).toMatchObject({
				outcome: 'refused',
				retry: 'no',
				endsRun: false,
				field: 'service_id',
				subCode: 'X.SERVICE_ID_ERROR',
			});
			expect(classification.message).toMatch(/service id is wrong.*服务id不正确/);
			expect(classification.description).toContain('请联系芝麻产品或技术人员,确认service_id值是否正确');
			expect(classification.description).toContain('Ask Zhima whether service_id is right');
		},
	);

	it('SYSTEM_ERROR passes, whether the call documents it or not', () => {
		expect(classify({ code: '40004', sub_code: 'SYSTEM_ERROR' })).toMatchObject({
			outcome: 'unknown',
			retry: 'yes',
			endsRun: false,
		});
		expect(classify({ code: '40004', sub_code: 'SYSTEM_ERROR' }, bare)).toMatchObject({
			outcome: 'unknown',
			retry: 'yes',
			endsRun: false,
			subCode: 'SYSTEM_ERROR',
		});
	});
});

describe('isv.invalid-signature', () => {
	const canonical =
		'app_auth_token=201510BBaabdb44d8f&app_id=2014&biz_content={"a":"爱&b=\'<心>","c":"sign=1&method=x"}&charset=utf-8&method=a.b&version=1.0';
	const escaped = (text: string) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('"', '&quot;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll("'", '&#39;');
	const refusal = (echo: string) => ({
		code: '40002',
		msg: 'Invalid Arguments',
		sub_code: 'isv.invalid-signature',
		sub_msg: `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${echo}`,
	});
	const of = (echo: string) => classify(refusal(echo), bare, canonical, { appId: '2014' });

	it.each([
		escaped(canonical),
		canonical,
		`${escaped(canonical)} \n`,
		escaped(canonical).replaceAll('&#39;', '&#x27;'),
	])('equal: the key is wrong', (echo) => {
		const classification = of(echo);
		expect(classification.message).toMatch(
			/private key doesn't match the public key that was uploaded for the app 2014/,
		);
		expect(classification).toMatchObject({ outcome: 'refused', endsRun: true });
	});

	it.each([
		[canonical.replace('爱', '鐖�'), 'biz_content', 7],
		[canonical.replace('心', '?'), 'biz_content', 13],
		[canonical.replace('=2014', '=2015'), 'app_id', 4],
		[canonical.replace('BBaa', 'BB%20aa'), 'app_auth_token', 9],
		[canonical.replace('utf-8', 'GBK'), 'charset', 1],
		[`${canonical}&x=1`, 'version', 4],
		['x', 'app_auth_token', 1],
	])('different: the encoding is wrong, and where: %s', (echo, parameter, position) => {
		const { message } = of(escaped(echo));
		expect(message).toContain(`the first difference is in ${parameter}, at character ${position}`);
	});

	it.each(['', escaped(canonical).slice(0, 40)])(
		'without an echo to compare: both are named',
		(echo) => {
			const { message, description } = of(echo);
			expect(message).toMatch(/signature isn't valid/);
			expect(description).toMatch(/private key.*encoding changed/);
		},
	);

	it('without what was signed: both are named', () => {
		expect(classify(refusal(escaped(canonical)), bare).message).toMatch(/signature isn't valid/);
		const silent = { ...refusal(''), sub_msg: undefined };
		expect(classify(silent, bare, canonical).message).toMatch(/signature isn't valid/);
	});

	it('never repeats what was signed', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(canonical, canonical.replace('爱', 'x'), canonical.slice(3)),
				fc.boolean(),
				(echo, isKnown) => {
					const { message, description } = classify(
						refusal(escaped(echo)),
						bare,
						isKnown ? canonical : undefined,
					);
					expect(`${message}${description}`).not.toMatch(/201510BB|biz_content=/);
				},
			),
		);
	});

	it('a token in other words of the gateway is blotted out', () => {
		const { message } = classify(
			{
				code: '20001',
				sub_code: 'aop.invalid-app-auth-token',
				sub_msg: 'token 201510BBaabdb44d8f',
			},
			bare,
			canonical,
		);
		expect(message).not.toContain('201510BB');
		expect(message).toContain('***');
	});
});

describe('an app id that is not known', () => {
	it.each([
		['production', /production gateway doesn't know the app ID 2014.*/, /"Environment" in the credential to Sandbox/],
		['sandbox', /sandbox doesn't know the app ID 2014/, /"Environment" in the credential to Production/],
		['custom', /Alipay doesn't know the app ID/, /sandbox apps don't exist in production/],
		[undefined, /Alipay doesn't know the app ID/, /sandbox apps don't exist in production/],
	])('in %s', (environment, message, advice) => {
		const classification = classify({ code: '40002', sub_code: 'isv.invalid-app-id' }, bare, '', {
			appId: '2014',
			environment,
		});
		expect(classification.message).toMatch(message);
		expect(classification.description).toMatch(advice);
		expect(classification.endsRun).toBe(true);
	});
});

describe('a clock that is wrong', () => {
	const at = (now: string): ClassificationContext => ({
		date: 'Mon, 23 Nov 2026 08:00:00 GMT',
		now: new Date(now),
	});
	it.each([
		['2026-11-23T08:20:00Z', /clock is 20 minutes fast/],
		['2026-11-23T07:00:00Z', /clock is 60 minutes slow/],
		['2026-11-23T08:00:10Z', /timestamp is too far/],
	])('%s', (now, message) => {
		expect(
			classify({ code: '40002', sub_code: 'isv.invalid-timestamp' }, bare, '', at(now)).message,
		).toMatch(message);
	});
});

describe('responses that cannot be used', () => {
	it.each<[string, GatewayResponse]>([
		['untrusted', { kind: 'untrusted', code: 'ERR_ANSWER_HTML', reason: 'r', advice: 'a' }],
		['of another certificate', { kind: 'otherCertificate', certSn: 'x' }],
		['without a code', trusted({})],
		['with a code that is none', trusted({ code: { a: 1 } })],
	])('%s: unknown, to be tried again', (_, response) => {
		expect(classifyResponse(response, rules)).toMatchObject({
			outcome: 'unknown',
			retry: 'yes',
			endsRun: false,
		});
	});

	it('nothing but a 10000 that fulfils the rules is accepted', () => {
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.constantFrom('code', 'sub_code', 'msg', 'sub_msg', 'biz_result'),
					fc.oneof(
						fc.jsonValue(),
						fc.constantFrom('10000', 'success', 'failed', '40004', 'SYSTEM_ERROR'),
					),
				),
				(members) => {
					const classification = classify(members);
					if (classification.outcome === 'accepted') {
						expect(String(members.code)).toBe('10000');
						expect(String(members.sub_code ?? '').trim()).toBe('');
						expect(members.biz_result).toBe('success');
					} else {
						expect(classification.members).toBeUndefined();
						expect(classification.message).not.toBe('');
					}
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('requests without a response', () => {
	it.each([
		[{ code: 'ECONNREFUSED' }, 'notSent', 'yes', false, 'ECONNREFUSED'],
		[{ code: 'ENOTFOUND' }, 'notSent', 'yes', false, 'ENOTFOUND'],
		[{ code: 'EAI_AGAIN' }, 'notSent', 'yes', false, 'EAI_AGAIN'],
		[{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'notSent', 'yes', false, 'EHOSTUNREACH'],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent', 'yes', false, 'ETIMEDOUT'],
		[{ code: 'EHOSTUNREACH' }, 'unknown', 'yes', false, 'EHOSTUNREACH'],
		[{ code: 'ECONNRESET' }, 'unknown', 'yes', false, 'ECONNRESET'],
		[{ code: 'EPIPE' }, 'unknown', 'yes', false, 'EPIPE'],
		[{ code: 'EPROTO' }, 'unknown', 'yes', false, 'EPROTO'],
		[{ code: 'ETIMEDOUT' }, 'unknown', 'yes', false, 'ETIMEDOUT'],
		[{ code: 'ECONNABORTED' }, 'unknown', 'yes', false, 'ECONNABORTED'],
		[{ timedOut: true }, 'unknown', 'yes', false, 'ETIMEDOUT'],
		[{}, 'unknown', 'yes', false, 'ERR_NO_ANSWER'],
		[{ code: 'strange one' }, 'unknown', 'yes', false, 'ERR_NO_ANSWER'],
		[
			{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
			'unknown',
			'yes',
			false,
			'ERR_SSL_WRONG_VERSION_NUMBER',
		],
		[
			{ code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
			'unknown',
			'yes',
			false,
			'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		],
		...[
			'ERR_SSL_PACKET_LENGTH_TOO_LONG',
			'ERR_SSL_HTTP_REQUEST',
			'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
			'ERR_SSL_BAD_RECORD_TYPE',
			'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
			'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
			'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
			'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
			'ERR_SSL_NO_SHARED_CIPHER',
		].map((code) => [{ code }, 'unknown', 'yes', false, code] as const),
		...[
			'ERR_SSL_UNSUPPORTED_PROTOCOL',
			'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
			'ERR_SSL_NO_CIPHERS_AVAILABLE',
			'ERR_SSL_DH_KEY_TOO_SMALL',
			'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
		].map((code) => [{ code }, 'notSent', 'yes', false, code] as const),
		[{ code: 'ENETUNREACH', syscall: 'connect' }, 'notSent', 'yes', false, 'ENETUNREACH'],
		[{ code: 'ENETUNREACH' }, 'unknown', 'yes', false, 'ENETUNREACH'],
		[{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'notSent', 'yes', false, 'UND_ERR_CONNECT_TIMEOUT'],
		[{ code: 'UND_ERR_SOCKET' }, 'unknown', 'yes', false, 'UND_ERR_SOCKET'],
		[{ code: 'HPE_INVALID_CONSTANT' }, 'unknown', 'yes', false, 'HPE_INVALID_CONSTANT'],
		[{ code: 'ECONNREFUSED', httpStatus: 502 }, 'unknown', 'yes', false, 'HTTP_502'],
		[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent', 'no', true, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		[{ code: 'CERT_HAS_EXPIRED' }, 'notSent', 'no', true, 'CERT_HAS_EXPIRED'],
		[
			{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
			'notSent',
			'no',
			true,
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		],
		[
			{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
			'notSent',
			'no',
			true,
			'ERR_TLS_CERT_ALTNAME_INVALID',
		],
		[{ httpStatus: 301 }, 'unknown', 'no', true, 'HTTP_301'],
		[{ httpStatus: 302 }, 'unknown', 'no', true, 'HTTP_302'],
		[{ code: 'ERR_FR_TOO_MANY_REDIRECTS' }, 'unknown', 'no', true, 'ERR_FR_TOO_MANY_REDIRECTS'],
		[{ httpStatus: 204 }, 'unknown', 'yes', false, 'HTTP_204'],
		[{ httpStatus: 404 }, 'unknown', 'no', false, 'HTTP_404'],
		[{ httpStatus: 407 }, 'unknown', 'no', false, 'HTTP_407'],
		[{ httpStatus: 408 }, 'unknown', 'yes', false, 'HTTP_408'],
		[{ httpStatus: 429 }, 'unknown', 'slower', false, 'HTTP_429'],
		[{ httpStatus: 500 }, 'unknown', 'yes', false, 'HTTP_500'],
		[{ httpStatus: 502 }, 'unknown', 'yes', false, 'HTTP_502'],
		[{ httpStatus: 504 }, 'unknown', 'yes', false, 'HTTP_504'],
		[{ cancelled: true, code: 'ERR_CANCELED' }, 'unknown', 'no', true, 'ERR_CANCELED'],
		[{ cancelled: true }, 'unknown', 'no', true, 'ERR_CANCELLED'],
	] as const)('%j: %s', (failure, outcome, retry, endsRun, code) => {
		const classification = classifyTransportError({ message: 'connect https://secret?sign=abc', ...failure });
		expect(classification).toMatchObject({ outcome, retry, endsRun, code, subCode: '' });
		expect(classification.message).not.toBe('');
		expect(`${classification.message}${classification.description}`).not.toMatch(/secret|undefined/);
	});
});
