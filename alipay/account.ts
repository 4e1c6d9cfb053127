import { say } from '../i18n/text';
import { openCertificates } from './certificates';
import { parseContentEncryptionKey } from './encryption';
import { AlipayError } from './errors';
import { checkGatewayUrl } from './gateway-url';
import { parseAlipayPublicKey, parsePrivateKey } from './keys';
import type { Account, AccountSettings } from './types';

/** The documents' maximum length of `app_id`. */
const MAX_APP_ID = 32;

function parseAppId(text: string): string {
	const appId = text
		.normalize('NFKC')
		.replace(/[\uFEFF\u200B]/g, '')
		.trim();
	if (appId !== '' && appId.length <= MAX_APP_ID && /^[\x21-\x7e]+$/.test(appId)) return appId;
	const message =
		appId === ''
			? say({ en: 'The app id is empty', zh: '应用 ID（App ID）为空' })
			: say({ en: 'The app id is not one of Alipay', zh: '应用 ID（App ID）格式不正确' });
	throw new AlipayError('ERR_APP_ID', {
		field: 'appId',
		message,
		description: say({
			en: 'Copy the APPID from the Alipay console; it consists of digits',
			zh: '请从支付宝开放平台控制台复制 APPID，它由数字组成',
		}),
	});
}

const isGiven = (text: string | undefined): text is string => (text ?? '').trim() !== '';

/**
 * Reads and checks an account's settings once: address, keys, certificates. Throws `AlipayError`
 * whose `field` names the setting at fault.
 *
 * @param now decides which certificates are valid
 * @example
 * const account = openAccount(settings, new Date());
 * const sealed = await sealRequest(account, { method, bizContent }, new Date());
 */
export function openAccount(settings: AccountSettings, now: Date): Account {
	const { signType, charset, keyMode } = settings;
	const privateKey = parsePrivateKey(settings.privateKey, signType);
	const account: Account = {
		gatewayUrl: checkGatewayUrl(settings.gatewayUrl).href,
		appId: parseAppId(settings.appId),
		privateKey,
		signType,
		charset,
		keyMode,
		...(isGiven(settings.appAuthToken) && { appAuthToken: settings.appAuthToken.trim() }),
		...(isGiven(settings.contentEncryptionKey) && {
			contentEncryptionKey: parseContentEncryptionKey(settings.contentEncryptionKey),
		}),
		warnings: [],
	};
	if (keyMode === 'certificate') {
		return { ...account, ...openCertificates(settings, privateKey, now) };
	}
	const { alipayPublicKey } = settings;
	if (!isGiven(alipayPublicKey)) return account;
	return {
		...account,
		alipayPublicKey: parseAlipayPublicKey(alipayPublicKey, signType, privateKey),
	};
}
