import { say } from '../i18n/text';
import { AlipayError } from './errors';

const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_V4.test(hostname);
}

function refuse(code: string, message: string, description: string): never {
	throw new AlipayError(code, { field: 'gatewayUrl', message, description });
}

function parse(text: string): URL {
	const trimmed = text.trim();
	if (trimmed !== '' && URL.canParse(trimmed)) return new URL(trimmed);
	return refuse(
		'ERR_GATEWAY_URL',
		say({ en: "The gateway's address is not a URL", zh: '网关地址不是有效的 URL' }),
		say({
			en: "Enter the full address, e.g. https://openapi.alipay.com/gateway.do, or choose Alipay's production or sandbox environment",
			zh: '请填写完整地址，例如 https://openapi.alipay.com/gateway.do，或直接选择支付宝的正式环境或沙箱环境',
		}),
	);
}

/**
 * The gateway's address, if a signed request may be sent there: https, or plain http to this very
 * machine (127.0.0.0/8, ::1, localhost), without a user name, password or fragment.
 *
 * Throws `AlipayError` (field `gatewayUrl`).
 */
export function checkGatewayUrl(url: string): URL {
	const address = parse(url);
	if (
		address.protocol !== 'https:' &&
		!(address.protocol === 'http:' && isLoopback(address.hostname))
	) {
		refuse(
			'ERR_GATEWAY_URL_NOT_HTTPS',
			say({
				en: "The gateway's address does not begin with https://",
				zh: '网关地址不是以 https:// 开头',
			}),
			say({
				en: 'Use https; plain http is allowed only for a gateway on this machine (localhost, 127.0.0.1)',
				zh: '请使用 https；只有本机网关（localhost、127.0.0.1）才允许使用 http',
			}),
		);
	}
	if (address.username !== '' || address.password !== '') {
		refuse(
			'ERR_GATEWAY_URL_CREDENTIALS',
			say({
				en: "The gateway's address holds a user name or password",
				zh: '网关地址中包含用户名或密码',
			}),
			say({
				en: 'Remove what stands between // and @; requests are authorised by their signature',
				zh: '请删除 // 与 @ 之间的内容；请求由签名鉴权，无需用户名和密码',
			}),
		);
	}
	if (address.hash !== '' || url.includes('#')) {
		refuse(
			'ERR_GATEWAY_URL_FRAGMENT',
			say({ en: "The gateway's address holds a # part", zh: '网关地址中包含 # 片段' }),
			say({ en: 'Remove the # and everything behind it', zh: '请删除 # 及其后的全部内容' }),
		);
	}
	return address;
}
