import { t } from '../../i18n/translate';
import { parseContentEncryptionKey } from '../request/content-encryption';
import { AlipayError } from '../alipay-error';
import { checkGatewayUrl } from './gateway-url';
import { parseAlipayPublicKey, parsePrivateKey } from '../keys/parse-key';
import type { Account, AccountSettings } from '../protocol-types';

/** The documents' maximum length of `app_id`. */
const MAX_APP_ID = 32;

/** A merchant's own number (PID), which the console shows beside the App ID. */
const PARTNER_ID = /^2088\d{12}$/;

const INVISIBLE = /[\uFEFF\u200B-\u200F\u2060]/g;

const visible = (text: string | undefined): string => (text ?? '').replace(INVISIBLE, '').trim();

function refuseAppId(message: string): never {
	throw new AlipayError('ERR_APP_ID', {
		field: 'appId',
		message,
		description: t({
			en: 'Copy the App ID from the Alipay console. It contains only digits',
			zh: '请从支付宝开放平台控制台复制 APPID，它只包含数字',
		}),
	});
}

function parseAppId(text: string): string {
	const appId = visible(text.normalize('NFKC'));
	if (appId === '') refuseAppId(t({ en: '"App ID" is empty', zh: '“应用 ID”为空' }));
	if (PARTNER_ID.test(appId)) {
		refuseAppId(
			t({
				en: '"App ID" begins with 2088: this is the merchant ID (PID), not the App ID',
				zh: '“应用 ID”以 2088 开头：这是商户的 PID，而不是应用的 APPID',
			}),
		);
	}
	if (appId.length <= MAX_APP_ID && /^\d+$/.test(appId)) return appId;
	return refuseAppId(
		t({ en: '"App ID" isn\'t an Alipay App ID', zh: '“应用 ID”格式不正确' }),
	);
}

const isGiven = (text: string | undefined): text is string => visible(text) !== '';

/**
 * Reads and checks an account's settings once: address, keys, certificates. Rejects with an `AlipayError`
 * whose `field` names the setting at fault.
 *
 * @param now decides which certificates are valid
 * @example
 * const account = await openAccount(settings, new Date());
 * const signedRequest = await signRequest(account, { method, bizContent }, new Date());
 */
export async function openAccount(settings: AccountSettings, now: Date): Promise<Account> {
	const { signType, charset, keyMode } = settings;
	const privateKey = await parsePrivateKey(settings.privateKey, signType);
	const account: Account = {
		gatewayUrl: checkGatewayUrl(settings.gatewayUrl).href,
		appId: parseAppId(settings.appId),
		privateKey,
		signType,
		charset,
		keyMode,
		...(isGiven(settings.appAuthToken) && { appAuthToken: visible(settings.appAuthToken) }),
		...(isGiven(settings.contentEncryptionKey) && {
			contentEncryptionKey: parseContentEncryptionKey(settings.contentEncryptionKey),
		}),
		warnings: [],
	};
	if (keyMode === 'certificate') {
		const { openCertificates } = await import('../certificates/open-certificates');
		return { ...account, ...openCertificates(settings, privateKey, now) };
	}
	const { alipayPublicKey } = settings;
	if (!isGiven(alipayPublicKey)) return account;
	return {
		...account,
		alipayPublicKey: await parseAlipayPublicKey(alipayPublicKey, signType, privateKey),
	};
}
