import { settingsFrom } from '../../../alipay';

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

	test('missing members take the defaults of the form', () => {
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

	test('contains only the keys of the chosen key mode', () => {
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
		['environment', 'Environment', 'Choose one of: production, sandbox, custom'],
		['signType', 'Sign Type', 'Choose one of: RSA2, RSA'],
		['charset', 'Charset', 'Choose one of: utf-8, GBK, GB2312'],
		['keyMode', 'Key Mode', 'Choose one of: publicKey, certificate'],
	])('refuses an unknown %s', (field, label, description) => {
		for (const value of ['x', 5]) {
			expect(() => settingsFrom({ [field]: value })).toThrow(
				expect.objectContaining({ name: 'AlipayError', code: 'ERR_SETTING', field, description, message: `"${label}" has an unknown value` }) as Error,
			);
		}
	});
});
