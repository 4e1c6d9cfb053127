import { t } from '../../i18n/translate';
import type { AccountSettings, Charset, KeyMode, SignType } from '../protocol-types';
import { AlipayError } from '../alipay-error';

/** Where the gateway is; addresses as Alipay documents them. */
export const GATEWAYS = {
	production: 'https://openapi.alipay.com/gateway.do',
	sandbox: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do',
} as const;

const SIGN_TYPES: readonly SignType[] = ['RSA2', 'RSA'];
const CHARSETS: readonly Charset[] = ['utf-8', 'GBK', 'GB2312'];
const KEY_MODES: readonly KeyMode[] = ['publicKey', 'certificate'];

/** Expressions in a credential may give a number where it has only digits. */
const text = (value: unknown): string => {
	if (typeof value === 'string') return value.trim();
	return Number.isSafeInteger(value) ? String(value) : '';
};

type Choice = 'environment' | 'signType' | 'charset' | 'keyMode';

/** As the credential's dialog labels them. */
const LABELS: Readonly<Record<Choice, () => string>> = {
	environment: () => t({ en: 'Environment', zh: '环境' }),
	signType: () => t({ en: 'Sign Type', zh: '签名类型' }),
	charset: () => t({ en: 'Charset', zh: '字符集' }),
	keyMode: () => t({ en: 'Key Mode', zh: '密钥模式' }),
};

function oneOf<T extends string>(field: Choice, value: unknown, allowed: readonly T[]): T {
	const given = text(value) === '' ? allowed[0] : value;
	const found = allowed.find((each) => each === given);
	if (found !== undefined) return found;
	throw new AlipayError('ERR_SETTING', {
		field,
		message: t({
			en: `"${LABELS[field]()}" has an unknown value`,
			zh: `“${LABELS[field]()}”的值无法识别`,
		}),
		description: t({
			en: `Choose one of: ${allowed.join(', ')}`,
			zh: `请选择其中之一：${allowed.join('、')}`,
		}),
	});
}

function gatewayUrlOf(data: Readonly<Record<string, unknown>>): string {
	const environment = oneOf('environment', data.environment, ['production', 'sandbox', 'custom']);
	return environment === 'custom' ? text(data.gatewayUrl) : GATEWAYS[environment];
}

/**
 * An account's settings from the members of the `zhimaApi` credential, as typed by the operator.
 * Members that are missing take the form's defaults. Members of the key mode that is not chosen are
 * left aside. Throws `AlipayError` for a choice that is not offered.
 */
export function settingsFrom(data: Readonly<Record<string, unknown>>): AccountSettings {
	const keyMode = oneOf('keyMode', data.keyMode, KEY_MODES);
	const shared = {
		gatewayUrl: gatewayUrlOf(data),
		appId: text(data.appId),
		privateKey: text(data.privateKey),
		signType: oneOf('signType', data.signType, SIGN_TYPES),
		charset: oneOf('charset', data.charset, CHARSETS),
		keyMode,
		appAuthToken: text(data.appAuthToken),
		contentEncryptionKey: text(data.contentEncryptionKey),
	};
	if (keyMode === 'publicKey') return { ...shared, alipayPublicKey: text(data.alipayPublicKey) };
	return {
		...shared,
		appCertificate: text(data.appCertificate),
		alipayCertificate: text(data.alipayCertificate),
		alipayRootCertificate: text(data.alipayRootCertificate),
	};
}
