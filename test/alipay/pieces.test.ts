/** Each small step of the protocol by itself, at its edges. */
import { AlipayError } from '../../alipay';
import { announcedLength, oidText, readDer } from '../../alipay/keys/der';
import { compareEcho, withoutEcho } from '../../alipay/response/invalid-signature';
import { parseContentEncryptionKey } from '../../alipay/request/content-encryption';
import { openEnvelope, parseResponse, withPlainSlashes } from '../../alipay/response/envelope';
import { clockError, clockSentence, textOf } from '../../alipay/response/explain-error';
import { settingsFrom } from '../../alipay/credential/account-settings';
import type { Charset } from '../../alipay';

describe('settings from a credential', () => {
	const shared = {
		gatewayUrl: 'https://openapi.alipay.com/gateway.do',
		appId: '',
		privateKey: '',
		signType: 'RSA2',
		charset: 'utf-8',
		appAuthToken: '',
		contentEncryptionKey: '',
	};

	test('what is not given takes the default of the form', () => {
		const defaults = { ...shared, keyMode: 'publicKey', alipayPublicKey: '' };
		expect(settingsFrom({})).toEqual(defaults);
		expect(settingsFrom({ environment: '', signType: ' ', charset: undefined, keyMode: null })).toEqual(defaults);
	});

	test.each([
		[{ environment: 'production' }, shared],
		[{ environment: 'sandbox' }, { gatewayUrl: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do' }],
		[{ environment: 'custom', gatewayUrl: ' http://localhost:1/ ' }, { gatewayUrl: 'http://localhost:1/' }],
		[{ environment: 'custom' }, { gatewayUrl: '' }],
		[{ environment: 'sandbox', gatewayUrl: 'https://elsewhere' }, { gatewayUrl: expect.stringContaining('alipaydev') as string }],
		[{ signType: 'RSA' }, { signType: 'RSA' }],
		[{ charset: 'GBK' }, { charset: 'GBK' }],
		[{ charset: 'GB2312' }, { charset: 'GB2312' }],
		[{ charset: 'utf-8' }, { charset: 'utf-8' }],
		[{ appId: 2014072300007148, appAuthToken: ' t\n', privateKey: ' k ' }, { appId: '2014072300007148', appAuthToken: 't', privateKey: 'k' }],
		[{ appId: 1.5, privateKey: {}, contentEncryptionKey: true }, { appId: '', privateKey: '', contentEncryptionKey: '' }],
	])('%j', (given, expected) => expect(settingsFrom(given)).toMatchObject(expected));

	test('of the key mode that is chosen, and of no other', () => {
		const given = { alipayPublicKey: ' p ', appCertificate: ' a ', alipayCertificate: 'b', alipayRootCertificate: 'c' };
		expect(settingsFrom({ ...given, keyMode: 'publicKey' })).toEqual({ ...shared, keyMode: 'publicKey', alipayPublicKey: 'p' });
		expect(settingsFrom({ ...given, keyMode: 'certificate' })).toEqual({
			...shared,
			keyMode: 'certificate',
			appCertificate: 'a',
			alipayCertificate: 'b',
			alipayRootCertificate: 'c',
		});
	});

	test.each([
		['environment', 'Choose one of: production, sandbox, custom'],
		['signType', 'Choose one of: RSA2, RSA'],
		['charset', 'Choose one of: utf-8, GBK, GB2312'],
		['keyMode', 'Choose one of: publicKey, certificate'],
	])('a %s that there is not', (field, description) => {
		for (const value of ['x', 5]) {
			expect(() => settingsFrom({ [field]: value })).toThrow(
				expect.objectContaining({ name: 'AlipayError', code: 'ERR_SETTING', field, description, message: expect.stringContaining(field) as string }) as Error,
			);
		}
	});
});

test('an error names its setting, if it has one', () => {
	const details = { message: 'm', description: 'd' };
	expect(new AlipayError('C', details).field).toBeUndefined();
	expect(new AlipayError('C', { ...details, field: 'f' }).field).toBe('f');
	expect(String(new AlipayError('C', details))).toBe('AlipayError: m');
});

describe('DER', () => {
	const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
	const hexOf = (part: Uint8Array) => Buffer.from(part).toString('hex');
	const read = (hex: string) => readDer(bytes(hex)).map(({ tag, content, whole }) => [tag, hexOf(content), hexOf(whole)]);

	test.each([
		['', []],
		['0500', [[5, '', '0500']]],
		['020107', [[2, '07', '020107']]],
		['0201070500', [[2, '07', '020107'], [5, '', '0500']]],
		['04810109', [[4, '09', '04810109']]],
		['0482000109', [[4, '09', '0482000109']]],
		['048400000001aa', [[4, 'aa', '048400000001aa']]],
		['02', []],
		['0202', []],
		['020207', []],
		['0201070202', [[2, '07', '020107']]],
		['0480', []],
		['048000', []],
		['04850000000001aa', []],
		['0482', []],
		['048200', []],
		['04820001', []],
	])('%s', (hex, values) => expect(read(hex)).toEqual(values));

	test.each([
		['', undefined],
		['30', undefined],
		['3005', 7],
		['307f', 129],
		['3080', undefined],
		['308180', 131],
		['30820102', 262],
		['308201', undefined],
		['308401020304', 16909066],
		['30850102030405', undefined],
	])('%s announces %s bytes', (hex, length) => expect(announcedLength(bytes(hex))).toBe(length));

	test.each([
		['550403', '2.5.4.3'],
		['2a864886f70d010101', '1.2.840.113549.1.1.1'],
		['00', '0.0'],
		['27', '0.39'],
		['28', '1.0'],
		['4f', '1.39'],
		['50', '2.0'],
		['8837', '2.999'],
		['2a817f', '1.2.255'],
		['2a8100', '1.2.128'],
	])('%s is %s', (hex, text) => expect(oidText(bytes(hex))).toBe(text));
});

describe('the string that the gateway says it checked', () => {
	const OURS = 'app_id=1&biz_content={"a":"<b>\'&app_id=2"}&charset=utf-8&method=a.b&sign_type=RSA2&timestamp=t';
	const told = (echoed: string, mark = '，网关生成的验签字符串为：') => compareEcho(`验签出错${mark}${echoed}`, OURS);
	const escaped = OURS.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');

	test.each(['，网关生成的验签字符串为：', ',网关生成的验签字符串为:', '网关生成的验签字符串为 :', '验签字符串为：', ' 验签字符串为: '])(
		'after %j, escaped or not',
		(mark) => {
			expect(told(OURS, mark)).toEqual({ kind: 'equal' });
			expect(told(escaped, mark)).toEqual({ kind: 'equal' });
			expect(withoutEcho(`验签出错${mark}${OURS}`).trim()).toBe('验签出错');
		},
	);

	test.each(['&apos;', '&#39;', '&#x27;', "'"])('with %s for an apostrophe', (entity) => {
		expect(told(escaped.replaceAll('&#39;', entity))).toEqual({ kind: 'equal' });
	});

	test('with &#34; for quotes', () => {
		expect(told(escaped.replaceAll('&quot;', '&#34;'))).toEqual({ kind: 'equal' });
	});

	test('what was signed with entities in it is equal to itself', () => {
		const ours = 'app_id=1&biz_content={"a":"&amp;"}';
		expect(compareEcho(`验签字符串为：${ours}`, ours)).toEqual({ kind: 'equal' });
		expect(compareEcho(`验签字符串为：${ours} `, ` ${ours}`)).toEqual({ kind: 'equal' });
	});

	test('none', () => {
		for (const nothing of ['', '验签出错', '验签字符串为', '验签字符串为：', '验签字符串为： \n']) {
			expect(compareEcho(nothing, OURS)).toEqual({ kind: 'none' });
		}
	});

	test('cut short', () => {
		expect(told(OURS.slice(0, -1))).toEqual({ kind: 'cutShort' });
		expect(told('a')).toEqual({ kind: 'cutShort' });
	});

	test.each([
		['app_id', 1],
		['charset', 3],
		['method', 2],
		['sign_type', 4],
		['timestamp', 1],
	])('different in %s, at character %i', (parameter, position) => {
		const at = OURS.indexOf(`&${parameter}=`) < 0 ? parameter.length + 1 : OURS.lastIndexOf(`&${parameter}=`) + parameter.length + 2;
		const place = parameter === 'app_id' ? 7 : at;
		const index = place + position - 1;
		expect(told(`${OURS.slice(0, index)}?${OURS.slice(index + 1)}`)).toEqual({ kind: 'different', parameter, position });
	});

	test('a place at the beginning of a parameter, and one behind the end', () => {
		expect(told(`x${OURS}`)).toEqual({ kind: 'different', parameter: 'app_id', position: 1 });
		expect(told(OURS.replace('&charset', '#charset'))).toMatchObject({ kind: 'different', position: 1, parameter: 'charset' });
		expect(told(`${OURS}x`)).toEqual({ kind: 'different', parameter: 'timestamp', position: 2 });
	});

	test.each(['alipay_root_cert_sn', 'app_auth_token', 'app_cert_sn', 'biz_content', 'encrypt_type', 'format', 'version'])('%s is a name of the protocol', (name) => {
		const ours = `app_id=1&${name}=abc`;
		expect(compareEcho(`验签字符串为：app_id=1&${name}=abx`, ours)).toEqual({ kind: 'different', parameter: name, position: 3 });
	});

	test('where no name of the protocol stands, the place is counted from the beginning', () => {
		expect(compareEcho('验签字符串为：ax', 'ab')).toEqual({ kind: 'different', parameter: '', position: 2 });
	});
});

describe('how wrong the clock is', () => {
	const date = 'Mon, 23 Nov 2026 08:30:00 GMT';
	const at = (time: string) => new Date(`2026-11-23T${time}Z`);

	test.each([
		['08:30:00', 0],
		['08:30:29', 0],
		['08:30:31', 1],
		['08:45:00', 15],
		['08:15:00', -15],
	])('at %s: %i minutes', (time, minutes) => expect(clockError({ date, now: at(time) }) ?? NaN).toBeCloseTo(minutes, 9));

	test('is not known without both', () => {
		expect(clockError({ date })).toBeUndefined();
		expect(clockError({ now: at('08:30:00') })).toBeUndefined();
		expect(clockError({ date: 'x', now: at('08:30:00') })).toBeUndefined();
	});

	test('in words', () => {
		expect(clockSentence(15)).toMatch(/15 minutes fast$/);
		expect(clockSentence(-15)).toMatch(/ 15 minutes slow$/);
	});
});

test.each<[unknown, string]>([['x', 'x'], [1, '1'], [undefined, ''], [null, ''], [true, ''], [{}, '']])(
	'%j of an answer is the text %j',
	(value, text) => expect(textOf({ name: value }, 'name')).toBe(text),
);

describe('a content encryption key', () => {
	test.each([16, 24, 32])('of %i bytes', (length) => {
		const text = Buffer.alloc(length, 7).toString('base64');
		expect(parseContentEncryptionKey(` ${text.slice(0, 5)}\n${text.slice(5)}\u200b`)).toHaveLength(length);
	});

	test.each(['', 'x', Buffer.alloc(15).toString('base64'), Buffer.alloc(33).toString('base64'), `!${Buffer.alloc(16).toString('base64')}`, `${Buffer.alloc(16).toString('base64')}!`])(
		'%j is none',
		(text) => expect(() => parseContentEncryptionKey(text)).toThrow(expect.objectContaining({ code: 'ERR_CONTENT_ENCRYPTION_KEY', field: 'contentEncryptionKey' }) as Error),
	);
});

describe('an envelope', () => {
	const bytesOf = (text: string, charset: Charset = 'utf-8') => Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'latin1');
	const opened = (text: string, charset: Charset = 'utf-8') => openEnvelope(bytesOf(text, charset), 'a.b', charset);

	test.each([
		['', 'empty'],
		[' \r\n\t', 'empty'],
		['\ufeff', 'empty'],
		['<html>', 'html'],
		['\ufeff <', 'html'],
		['{', 'truncated'],
		['{ ', 'truncated'],
		['{"a_b_response"', 'truncated'],
		['{"a_b_response" ', 'truncated'],
		['{"a_b_response":', 'truncated'],
		['{"a_b_response":{', 'truncated'],
		['{"a_b_response":{}', 'truncated'],
		['{"a_b_response":{} ', 'truncated'],
		['{"a_b_response":{},', 'truncated'],
		['{"a_b_response":{"', 'truncated'],
		['{"a_b_response":{"\\', 'truncated'],
		['{"a_b_response":{"x\\"', 'truncated'],
		['{"a_b_response":1', 'truncated'],
		['{"a_b_response":"x"', 'truncated'],
		['{"a_b_resp', 'truncated'],
		['x', 'malformed'],
		['[]', 'malformed'],
		['{a', 'malformed'],
		['{"a_b_response"x', 'malformed'],
		['{"a_b_response":,', 'malformed'],
		['{"a_b_response":}', 'malformed'],
		['{"a_b_response":]', 'malformed'],
		['{"a_b_response":{} "x":1}', 'malformed'],
		['{,"a_b_response":{}}', 'malformed'],
		['{"a_b_response":{},}', 'malformed'],
		['{"a_b_response":{}}x', 'malformed'],
		['{"a_b_response":{}}{}', 'malformed'],
		['{"a_b_response":{},"sign":1}', 'malformed'],
		['{"a_b_response":{},"sign":x}', 'malformed'],
		['{"a_b_response":{},"alipay_cert_sn":[]}', 'malformed'],
		['{"\\x":1}', 'malformed'],
		['{}', 'missing'],
		['{"sign":"x"}', 'missing'],
		['{"a.b_response":{}}', 'missing'],
		['{"a_b_response":{},"a_b_response":{}}', 'duplicate'],
		['{"a_b_response":{},"error_response":{}}', 'duplicate'],
		['{"a_b_response":{},"sign":"","sign":"x"}', 'duplicate'],
		[`{"a_b_response":${'['.repeat(101)}`, 'deep'],
	])('%j: %s', (text, fault) => expect(opened(text)).toEqual({ fault }));

	test.each([
		['{"a_b_response":{}}', { response: '{}', isErrorResponse: false, sign: '', certSn: '' }],
		[' { "sign" : "s" , "a_b_response" : {"x":[1,{"y":"}"}]} , "alipay_cert_sn" : "c" } ', { response: '{"x":[1,{"y":"}"}]}', sign: 's', certSn: 'c' }],
		['\ufeff\n{"error_response":"x\\"y","sign":null}', { response: '"x\\"y"', isErrorResponse: true, sign: '' }],
		['{"a_b_response":1}', { response: '1' }],
		['{"a_b_response":true ,"z":null}', { response: 'true' }],
		['{"a_b_response":[1]}', { response: '[1]' }],
		[`{"a_b_response":${'['.repeat(100)}${']'.repeat(100)}}`, { response: `${'['.repeat(100)}${']'.repeat(100)}` }],
	])('%j', (text, expected) => {
		const read = opened(text);
		if (!('value' in read)) throw new Error(read.fault);
		expect({ ...read.value, response: Buffer.from(read.value.response).toString() }).toMatchObject(expected);
	});

	test('other bytes before it than a byte order mark', () => {
		for (const start of [[0xef], [0xef, 0xbb], [0xef, 0xbb, 0x20]]) {
			const bytes = Buffer.concat([Buffer.from(start), Buffer.from('{"a_b_response":{}}')]);
			expect(openEnvelope(bytes, 'a.b', 'utf-8')).toEqual({ fault: 'malformed' });
		}
	});

	test('in GBK a second byte that looks like a backslash, a quote’s escape or a bracket is part of its character', () => {
		for (const pair of ['\x81\x5c', '\xfe\x5c', '\x81\x7b', '\x81\x40', '\xfe\x50']) {
			const read = opened(`{"a_b_response":"${pair}","sign":"s"}`, 'GBK');
			expect(read).toMatchObject({ value: { sign: 's' } });
		}
		expect(opened('{"a_b_response":"\x80\x5c"","sign":"s"}', 'GBK')).toMatchObject({ value: { sign: 's' } });
		expect(opened('{"a_b_response":"\x81","sign":"s"}', 'GBK')).toMatchObject({ value: { sign: 's' } });
	});

	test.each([
		['{"a":1}', { a: 1 }],
		['"x"', 'x'],
	])('%j is a response', (text, value) => expect(parseResponse(bytesOf(text), 'utf-8')).toEqual({ value }));

	test.each([
		['[1]', 'malformed'],
		['1', 'malformed'],
		['null', 'malformed'],
		['', 'malformed'],
		['{"a":1,"a":2}', 'duplicate'],
		['{"a":1', 'truncated'],
		['{"a":x}', 'malformed'],
	])('%j is none: %s', (text, fault) => expect(parseResponse(bytesOf(text), 'utf-8')).toEqual({ fault }));

	test.each<[string, Charset, string | undefined]>([
		['a\\/b\\/c', 'utf-8', 'a/b/c'],
		['\\/', 'utf-8', '/'],
		['a/b', 'utf-8', undefined],
		['a\\b', 'utf-8', undefined],
		['\\', 'utf-8', undefined],
		['a\\\\b', 'utf-8', undefined],
		['', 'utf-8', undefined],
		['\x81\\/x', 'GBK', undefined],
		['\x81\\\\/x', 'GBK', '\x81\\/x'],
		['a\\/\x81\x40', 'GBK', 'a/\x81\x40'],
	])('%j in %s without escaped slashes: %j', (text, charset, plain) => {
		const read = withPlainSlashes(Buffer.from(text, 'latin1'), charset);
		expect(read && Buffer.from(read).toString('latin1')).toBe(plain);
	});
});
