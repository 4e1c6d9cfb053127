import { openEnvelope, parseResponse, withPlainSlashes } from '../../../alipay/response/envelope';
import type { Charset } from '../../../alipay';

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
