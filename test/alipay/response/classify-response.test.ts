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

const ENDS_RUN = (code: string, subCode: string): boolean =>
	['20001', '40001', '40003', '40006'].includes(code) ||
	(code === '40002' &&
		!['isv.invalid-parameter', 'isv.illegal-json', 'isv.suspected-attack'].includes(subCode));

describe("the gateway's own codes", () => {
	const all = Object.entries(CODES).flatMap(([code, { subCodes }]) =>
		['', ...Object.keys(subCodes)].map((subCode) => [code, subCode] as const),
	);

	it('are all those of the table', () => {
		expect(all.length).toBeGreaterThan(65);
	});

	it.each(all)('%s %s', (code, subCode) => {
		const classification = classify({ code, msg: 'm', sub_code: subCode, sub_msg: '说明' });
		const unknown = code === '20000';
		expect(classification).toMatchObject({
			outcome: unknown ? 'unknown' : 'refused',
			retry: unknown ? 'yes' : code === '40005' ? 'slower' : 'no',
			endsRun: ENDS_RUN(code, subCode),
			code,
			subCode,
		});
		expect(classification.message).toContain(code);
		expect(classification.message).toContain('说明');
		expect(classification.description).not.toBe('');
	});

	it.each([
		['20000', 'isp.new-error', 'unknown', 'yes', false],
		['20001', 'aop.new', 'refused', 'no', true],
		['40001', 'isv.missing-new', 'refused', 'no', true],
		['40002', 'isv.invalid-new', 'refused', 'no', false],
		['40003', 'isv.missing-signature-config', 'refused', 'no', true],
		['40004', 'ACQ.NEW', 'refused', 'no', false],
		['40004', 'constructor', 'refused', 'no', false],
		['40005', 'isv.new-limited', 'refused', 'slower', false],
		['40006', 'isv.new', 'refused', 'no', true],
		['50000', '', 'unknown', 'no', false],
		['constructor', '', 'unknown', 'no', false],
		['__proto__', '', 'unknown', 'no', false],
	] as const)('unknown sub code or code: %s %s', (code, subCode, outcome, retry, endsRun) => {
		expect(classify({ code, sub_code: subCode }, bare)).toMatchObject({
			outcome,
			retry,
			endsRun,
			code,
			subCode,
		});
	});
});

describe('business codes', () => {
	it.each(['X.SERVICE_ID_ERROR', 'XA.SERVICE_ID_ERROR'])(
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
			/private key does not belong to the public key that is registered for app 2014/,
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
		'without an echo to hold against: both are named',
		(echo) => {
			const { message, description } = of(echo);
			expect(message).toMatch(/signature is wrong/);
			expect(description).toMatch(/private key.*encoded/);
		},
	);

	it('without what was signed: both are named', () => {
		expect(classify(refusal(escaped(canonical)), bare).message).toMatch(/signature is wrong/);
		const silent = { ...refusal(''), sub_msg: undefined };
		expect(classify(silent, bare, canonical).message).toMatch(/signature is wrong/);
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
		['production', /production does not know the app id 2014.*/, /Environment to Sandbox/],
		['sandbox', /sandbox does not know the app id 2014/, /Environment to Production/],
		['custom', /Alipay does not know the app id/, /Sandbox apps are unknown in production/],
		[undefined, /Alipay does not know the app id/, /Sandbox apps are unknown in production/],
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
		['2026-11-23T08:00:10Z', /time stamp is too far/],
	])('%s', (now, message) => {
		expect(
			classify({ code: '40002', sub_code: 'isv.invalid-timestamp' }, bare, '', at(now)).message,
		).toMatch(message);
	});
});

describe('answers that cannot be used', () => {
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

describe('requests without an answer', () => {
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
			'notSent',
			'yes',
			false,
			'ERR_SSL_WRONG_VERSION_NUMBER',
		],
		[
			{ code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
			'notSent',
			'yes',
			false,
			'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		],
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
