import { generateKeyPairSync } from 'node:crypto';

import { openAccount, signRequest } from '../../../alipay';
import type { Account, Call } from '../../../alipay';
import { NOW, settings } from '../keys/keys-fixture';

let account: Account;
beforeAll(async () => {
	account = await openAccount(settings(), NOW);
});
const call: Call = { method: 'a.b', bizContent: '{"a":1}' };
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('the place of a parameter in a request', () => {
	it.each(['notify_url', 'return_url', 'auth_token', 'ws_service_url'])(
		'%s is in the query, as in the official client',
		async (name) => {
			const signedRequest = await signRequest(account, { ...call, parameters: { [name]: 'x' } }, NOW);
			expect(queryOf(signedRequest.url)[name]).toBe('x');
			expect(signedRequest.body).not.toContain(name);
		},
	);

	it.each([{ appCertSn: 'a' }, { alipayRootCertSn: 'b' }])(
		'half of the certificate numbers, %j, is none',
		async (half) => {
			const names = Object.keys(queryOf((await signRequest({ ...account, ...half }, call, NOW)).url));
			expect(names.filter((name) => name.endsWith('_cert_sn'))).toEqual([]);
		},
	);

	it('JSON is asked for', async () => {
		expect((await signRequest(account, call, NOW)).headers.Accept).toBe('application/json');
	});

	it('a key that cannot sign so is an error, not a request without a signature', async () => {
		const { privateKey } = generateKeyPairSync('ed25519');
		await expect(signRequest({ ...account, privateKey }, call, NOW)).rejects.toThrow('invalid digest');
	});
});

describe('parameters that a request must not contain are named, with the cure', () => {
	it.each([
		['a reserved parameter', { ...call, parameters: { sign: 'x' } }, /"sign"/, /Remove "sign"/],
		['a name that is none', { ...call, parameters: { 'a b': 'x' } }, /name of a parameter isn't valid/, /letters, digits/],
		['no method', { ...call, method: '' }, /doesn't name/, /"method"/],
	])('%s', async (_, wrong, message, description) => {
		await expect(signRequest(account, wrong, NOW)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
			description: expect.stringMatching(description) as string,
		});
	});
});
