import { t } from '../../i18n/translate';
import { AlipayError } from '../alipay-error';
import { SIGNED_NAMES } from '../request/protocol-parameters';

const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_V4.test(hostname);
}

/** Alipay's own gateways, each of which has one path. */
const ALIPAY_HOST = /(?:^|\.)alipay(?:dev)?\.com$/;
const ALIPAY_PATH = '/gateway.do';

/** What every request adds by itself; in the address it would be there twice. */
const PROTOCOL_PARAMETERS: readonly string[] = [...SIGNED_NAMES, 'sign'].sort();

function refuse(code: string, message: string, description: string): never {
	throw new AlipayError(code, { field: 'gatewayUrl', message, description });
}

function parse(text: string): URL {
	const trimmed = text.trim();
	if (trimmed !== '' && URL.canParse(trimmed)) return new URL(trimmed);
	return refuse(
		'ERR_GATEWAY_URL',
		t({ en: '"Gateway URL" isn\'t a valid URL', zh: '“网关地址”不是有效的 URL' }),
		t({
			en: 'Enter the full URL, e.g. https://openapi.alipay.com/gateway.do, or set "Environment" to Production or Sandbox',
			zh: '请填写完整地址，例如 https://openapi.alipay.com/gateway.do，或将“环境”设为正式环境或沙箱环境',
		}),
	);
}

function checkPath({ hostname, pathname }: URL): void {
	if (!ALIPAY_HOST.test(hostname) || pathname === ALIPAY_PATH) return;
	refuse(
		'ERR_GATEWAY_URL_PATH',
		t({
			en: `"Gateway URL" doesn't end with ${ALIPAY_PATH}`,
			zh: `“网关地址”不是以 ${ALIPAY_PATH} 结尾`,
		}),
		t({
			en: 'Enter https://openapi.alipay.com/gateway.do, or set "Environment" to Production or Sandbox',
			zh: '请填写 https://openapi.alipay.com/gateway.do，或将“环境”设为正式环境或沙箱环境',
		}),
	);
}

function checkQuery({ searchParams }: URL): void {
	const name = PROTOCOL_PARAMETERS.find((each) => searchParams.has(each));
	if (name === undefined) return;
	refuse(
		'ERR_GATEWAY_URL_PARAMETER',
		t({
			en: `"Gateway URL" contains the parameter "${name}"`,
			zh: `“网关地址”中包含参数“${name}”`,
		}),
		t({
			en: 'Remove the ? and everything after it. These parameters are added to every request automatically',
			zh: '请删除 ? 及其后的全部内容，这些参数会自动添加到每个请求中',
		}),
	);
}

/**
 * The gateway's address, if a signed request may be sent there: https, or plain http to this very
 * machine (127.0.0.0/8, ::1, localhost), without a user name, password, fragment or protocol parameter;
 * at Alipay itself with the path of its gateway.
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
			t({
				en: '"Gateway URL" doesn\'t begin with https://',
				zh: '“网关地址”不是以 https:// 开头',
			}),
			t({
				en: 'Use https://. HTTP is allowed only for localhost',
				zh: '请使用 https://。只有本机地址（localhost）才允许使用 HTTP',
			}),
		);
	}
	if (address.username !== '' || address.password !== '') {
		refuse(
			'ERR_GATEWAY_URL_CREDENTIALS',
			t({
				en: '"Gateway URL" contains a username or password',
				zh: '“网关地址”中包含用户名或密码',
			}),
			t({
				en: 'Remove the part between // and @. Requests are authorized by their signature',
				zh: '请删除 // 与 @ 之间的内容；请求由签名鉴权，无需用户名和密码',
			}),
		);
	}
	if (address.hash !== '' || url.includes('#')) {
		refuse(
			'ERR_GATEWAY_URL_FRAGMENT',
			t({ en: '"Gateway URL" contains a # part', zh: '“网关地址”中包含 # 片段' }),
			t({ en: 'Remove the # and everything after it', zh: '请删除 # 及其后的全部内容' }),
		);
	}
	checkPath(address);
	checkQuery(address);
	return address;
}
