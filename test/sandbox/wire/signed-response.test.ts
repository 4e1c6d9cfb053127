/** What responses look like, in every style. */
import { createCipheriv } from 'node:crypto';
import { makeAesKey, makeKeyPair, SANDBOX_APP_ID } from '../../../sandbox/keys/test-account';
import { call, encodeAsJava, isSigned, response, startSandbox, uploadContent } from '../client';

const AES_KEY = makeAesKey();
const other = makeKeyPair();

const encryptBytes = (bytes: Buffer): string => {
	const cipher = createCipheriv('aes-128-cbc', Buffer.from(AES_KEY, 'base64'), Buffer.alloc(16));
	return cipher.update(bytes, undefined, 'base64') + cipher.final('base64');
};

const STYLES = [
	{ escapeSlash: 'signed' as const },
	{ escapeSlash: 'afterSigning' as const },
	{ signFirst: true },
	{ pretty: true },
];
test.each(STYLES)('%j', async (responses) => {
	const free = await startSandbox({
		responses,
		otherMethods: { 'alipay.test.echo': () => ({ url: 'a/b' }) },
	});
	const reply = await call(free, { method: 'alipay.test.echo' });
	expect(response(reply)).toEqual({ code: '10000', msg: 'Success', url: 'a/b' });
	expect(reply.text.includes('a\\/b')).toBe('escapeSlash' in responses);
	expect(reply.text.startsWith('{"sign"')).toBe('signFirst' in responses);
	const isPlain = responses.escapeSlash === 'signed';
	const unescaped = {
		...reply,
		bytes: Buffer.from(reply.text.replace(/("sign":".*)/, (sign) => sign.replaceAll('\\/', '/'))),
	};
	expect(isSigned(unescaped, free.keys.alipay.publicKey)).toBe(isPlain);
	await free.gateway.close();
});

test('a refusal can be an unsigned error_response', async () => {
	const responses = { refusalMember: 'error_response' as const, signRefusals: false };
	const free = await startSandbox({ responses });
	const refused = await call(free, { privateKey: other.privateKey });
	expect(Object.keys(JSON.parse(refused.text) as object)).toEqual(['error_response']);
	const business = await call(free, { content: {} });
	expect(isSigned(business, free.keys.alipay.publicKey)).toBe(true);
	await free.gateway.close();
});

test.each([
	['GBK', 'utf-8'],
	['utf-8', 'GBK'],
] as const)('a header that says %s over bytes in %s', async (named, charset) => {
	const free = await startSandbox({ responses: { charset } });
	const reply = await call(free, { charset: named, content: uploadContent({ entity_name: '' }) });
	expect(reply.headers['content-type']).toBe(`text/html;charset=${named}`);
	const words = encodeAsJava('参数为空', charset);
	expect(reply.bytes.includes(words)).toBe(true);
	expect(isSigned(reply, free.keys.alipay.publicKey)).toBe(true);
	await free.gateway.close();
});

test('an encrypted response in the request’s charset, with any Content-Type and bytes', async () => {
	const keys = makeKeyPair();
	const app = { appId: SANDBOX_APP_ID, publicKey: keys.publicKey, aesKey: AES_KEY };
	const free = await startSandbox({
		apps: [app],
		responses: { contentType: 'application/json;charset=ISO-8859-1', charset: 'utf-8' },
	});
	const content = encryptBytes(encodeAsJava(JSON.stringify(uploadContent({ entity_name: '' })), 'GBK'));
	const reply = await call(free, {
		charset: 'GBK',
		content,
		privateKey: keys.privateKey,
		parameters: { encrypt_type: 'AES' },
	});
	expect(reply.headers['content-type']).toBe('application/json;charset=ISO-8859-1');
	const sent = '{"code":"40004","msg":"Business Failed","sub_code":"NULL_ARGUMENT","sub_msg":"参数为空"}';
	const parsed = JSON.parse(reply.text) as Record<string, unknown>;
	expect(parsed.zhima_merchant_borrow_entity_upload_response).toBe(encryptBytes(encodeAsJava(sent, 'GBK')));
	expect(isSigned(reply, free.keys.alipay.publicKey)).toBe(true);
	await free.gateway.close();
});

test.each([
	['', 'invalid-signature', 'SYSTEM_ERROR', 'unknow-error'],
	['isv.', 'isv.invalid-signature', 'isv.SYSTEM_ERROR', 'isv.unknow-error'],
	['isp.', 'isp.invalid-signature', 'isp.SYSTEM_ERROR', 'isp.unknow-error'],
	['aop.', 'aop.invalid-signature', 'aop.SYSTEM_ERROR', 'aop.unknow-error'],
	['ACQ.', 'ACQ.invalid-signature', 'ACQ.SYSTEM_ERROR', 'ACQ.unknow-error'],
	['aop.ACQ.', 'aop.ACQ.invalid-signature', 'aop.ACQ.SYSTEM_ERROR', 'aop.ACQ.unknow-error'],
] as const)('sub codes with the prefix %j', async (subCodePrefix, refusal, business, busy) => {
	const free = await startSandbox({ responses: { subCodePrefix } });
	const refused = await call(free, { privateKey: other.privateKey });
	expect(response(refused).sub_code).toBe(refusal);
	free.gateway.setFaults([{ kind: 'systemError', to: 1 }, { kind: 'code20000' }]);
	expect(response(await call(free)).sub_code).toBe(business);
	expect(response(await call(free)).sub_code).toBe(busy);
	free.gateway.setFaults([]);
	expect(response(await call(free))).toEqual({ code: '10000', msg: 'Success' });
	expect(free.gateway.requests[0].response.subCode).toBe(refusal);
	await free.gateway.close();
});
