import { AlipayError, openAccount, settingsFrom } from '../../../alipay';
import type { AccountSettings } from '../../../alipay';
import { NOW, settings } from '../keys/keys-fixture';

async function refusalOf(changed: Partial<AccountSettings>): Promise<AlipayError> {
	try {
		await openAccount(settings(changed), NOW);
	} catch (error) {
		if (error instanceof AlipayError) return error;
		throw error;
	}
	throw new Error('the settings were accepted');
}

describe('settings beside keys and certificates', () => {
	it.each([
		['', 'ERR_APP_ID'],
		['2014 0723', 'ERR_APP_ID'],
		['应用', 'ERR_APP_ID'],
		['1'.repeat(33), 'ERR_APP_ID'],
		['"2014072300007148"', 'ERR_APP_ID'],
		['APPID：2014072300007148', 'ERR_APP_ID'],
		['2.01407E+15', 'ERR_APP_ID'],
		['2014072300007148.0', 'ERR_APP_ID'],
	])('App ID %j: %s', async (appId, code) => {
		expect(await refusalOf({ appId })).toMatchObject({ code, field: 'appId' });
	});

	it('refuses a merchant ID as the App ID, and says so', async () => {
		expect((await refusalOf({ appId: '2088102146225135' })).message).toMatch(/this is the merchant ID \(PID\), not the App ID/);
	});

	it('reads an App ID that an expression gives as a number', () => {
		expect(settingsFrom({ appId: 2014072300007148 }).appId).toBe('2014072300007148');
	});

	it('removes invisible characters from a token', async () => {
		const { appAuthToken } = await openAccount(settings({ appAuthToken: '\ufeff 201510BB\u200b\n' }), NOW);
		expect(appAuthToken).toBe('201510BB');
		expect(await openAccount(settings({ appAuthToken: '\u200b' }), NOW)).not.toHaveProperty('appAuthToken');
	});

	it('reads an App ID with blanks and full-width digits', async () => {
		expect((await openAccount(settings({ appId: ' ２０１４072300007148\n' }), NOW)).appId).toBe(
			'2014072300007148',
		);
	});

	it.each(['not base64!', 'QUJD', 'A'.repeat(20), `${'A'.repeat(30)}==`])(
		'AES key %j',
		async (contentEncryptionKey) => {
			expect(await refusalOf({ contentEncryptionKey })).toMatchObject({
				code: 'ERR_CONTENT_ENCRYPTION_KEY',
				field: 'contentEncryptionKey',
			});
		},
	);

	it.each([
		['https://openapi.alipay.com/gateway.do', undefined],
		['https://gateway.example:8443/gateway.do?x=1', undefined],
		['http://127.0.0.1:8000/gateway.do', undefined],
		['http://127.255.3.4/gateway.do', undefined],
		['http://[::1]:8000/gateway.do', undefined],
		['http://localhost:8000/', undefined],
		['http://0x7f000001/', undefined],
		['http://openapi.alipay.com/gateway.do', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://127.0.0.1.example.com/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://localhost.example.com/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://128.0.0.1/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['http://0.0.0.0/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['ftp://127.0.0.1/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['file:///etc/passwd', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['javascript:alert(1)', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['https://user@openapi.alipay.com/', 'ERR_GATEWAY_URL_CREDENTIALS'],
		['https://:pass@openapi.alipay.com/', 'ERR_GATEWAY_URL_CREDENTIALS'],
		['http://127.0.0.1@example.com/', 'ERR_GATEWAY_URL_NOT_HTTPS'],
		['https://openapi.alipay.com/gateway.do#x', 'ERR_GATEWAY_URL_FRAGMENT'],
		['https://openapi.alipay.com/gateway.do#', 'ERR_GATEWAY_URL_FRAGMENT'],
		['https://openapi.alipay.com', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi.alipay.com/gateway.do/', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi.alipay.com/gateway.do\nx', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi.alipay.com/v3', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi-sandbox.dl.alipaydev.com/', 'ERR_GATEWAY_URL_PATH'],
		['https://openapi.alipay.com.example/', undefined],
		['HTTPS://OPENAPI.ALIPAY.COM/gateway.do', undefined],
		['https://openapi.alipay.com/gateway.do?charset=utf-8', 'ERR_GATEWAY_URL_PARAMETER'],
		['https://gateway.example/x?route=1&app_id=2', 'ERR_GATEWAY_URL_PARAMETER'],
		['openapi.alipay.com/gateway.do', 'ERR_GATEWAY_URL'],
		['', 'ERR_GATEWAY_URL'],
	])('gateway %s: %s', async (gatewayUrl, code) => {
		if (code === undefined) {
			expect((await openAccount(settings({ gatewayUrl }), NOW)).gatewayUrl).toBe(new URL(gatewayUrl).href);
		} else {
			expect(await refusalOf({ gatewayUrl })).toMatchObject({ code, field: 'gatewayUrl' });
		}
	});
});
