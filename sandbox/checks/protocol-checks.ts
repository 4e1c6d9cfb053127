/** The gateway's checks of a request in their order, from `app_id` to the product. */
import { verify } from 'node:crypto';
import type { Text } from '../../i18n/translate';
import { encodeText, decodeText, type GatewayCharset } from '../wire/java-charset';
import { CERTIFICATE_DOWNLOAD, DOCUMENTED, isMoment } from './documented-rules';
import { decryptContent } from '../wire/aes';
import type { Parameters } from '../wire/form-decoding';
import type { App, Settings, SignType } from '../gateway/gateway-settings';

/** A request whose parameters have been read. */
export interface Incoming {
	readonly parameters: Parameters;
	readonly app: App | undefined;
	readonly now: Date;
	readonly settings: Settings;
}

export interface Refusal {
	readonly code: string;
	readonly subCode: string;
	readonly subMsg: string;
	readonly why: Text;
}

/** The gateway's `msg` for each code. */
export const MESSAGES: Readonly<Record<string, string>> = {
	'10000': 'Success',
	'20000': 'Service Currently Unavailable',
	'20001': 'Insufficient Token Permissions',
	'40001': 'Missing Required Arguments',
	'40002': 'Invalid Arguments',
	'40003': 'Insufficient Conditions',
	'40004': 'Business Failed',
	'40005': 'Call Limited',
	'40006': 'Insufficient Permissions',
};

export const parameter = ({ parameters }: Incoming, name: string): string =>
	parameters.values.get(name) ?? '';

export const charsetOf = ({ parameters }: Incoming): GatewayCharset =>
	parameters.charset ?? 'utf-8';

export const isSignType = (text: string): text is SignType => text === 'RSA2' || text === 'RSA';

const refusal = (code: string, subCode: string, subMsg: string, why: Text): Refusal => ({
	code,
	subCode,
	subMsg,
	why,
});

type Check = (incoming: Incoming) => Refusal | undefined;

const checkAppId: Check = (incoming) => {
	if (parameter(incoming, 'app_id') === '') {
		return refusal('40001', 'isv.missing-app-id', '缺少AppID参数', {
			en: 'app_id is missing',
			zh: '缺少 app_id',
		});
	}
	if (incoming.app !== undefined) return undefined;
	return refusal('40002', 'isv.invalid-app-id', '无效的AppID参数', {
		en: "app_id isn't registered at this gateway",
		zh: '此网关没有登记这个 app_id',
	});
};

const checkForm: Check = ({ parameters: { malformed, duplicate } }) => {
	if (malformed) {
		return refusal('40002', 'isv.invalid-parameter', '参数无效', {
			en: "a % in the query or the form isn't followed by two hex digits",
			zh: '请求参数中的 % 后面不是两位十六进制数',
		});
	}
	if (duplicate === undefined) return undefined;
	return refusal('40002', 'isv.invalid-parameter', '参数无效', {
		en: `${duplicate} is there more than once`,
		zh: `${duplicate} 重复出现`,
	});
};

const REQUIRED: readonly (readonly [name: string, subCode: string, subMsg: string])[] = [
	['method', 'isv.missing-method', '缺少方法名参数'],
	['sign_type', 'isv.missing-signature-type', '缺少签名类型参数'],
	['sign', 'isv.missing-signature', '缺少签名参数'],
	['timestamp', 'isv.missing-timestamp', '缺少时间戳参数'],
	['version', 'isv.missing-version', '缺少版本参数'],
];

const checkMissing: Check = (incoming) => {
	const { app } = incoming;
	const certificates: typeof REQUIRED = [
		['app_cert_sn', 'isv.missing-app-cert-sn', '缺少应用公钥证书SN'],
		['alipay_root_cert_sn', 'isv.missing-alipay-root-cert-sn', '缺少支付宝根证书SN'],
	];
	const isCertificateMode =
		app?.certificate !== undefined &&
		(app.key === undefined || parameter(incoming, 'app_cert_sn') !== '');
	const required = isCertificateMode ? [...REQUIRED, ...certificates] : REQUIRED;
	const missing = required.find(([name]) => parameter(incoming, name) === '');
	if (missing === undefined) return undefined;
	const [name, subCode, subMsg] = missing;
	return refusal('40001', subCode, subMsg, { en: `${name} is missing`, zh: `缺少 ${name}` });
};

const checkCharset: Check = ({ parameters: { charset, values } }) => {
	if (charset !== undefined) return undefined;
	return refusal('40002', 'isv.invalid-charset', '字符集错误', {
		en: `charset isn't utf-8, GBK or GB2312: ${values.get('charset') ?? ''}`,
		zh: `charset 不是 utf-8、GBK 或 GB2312：${values.get('charset') ?? ''}`,
	});
};

const checkSignType: Check = (incoming) => {
	if (isSignType(parameter(incoming, 'sign_type'))) return undefined;
	return refusal('40002', 'isv.invalid-signature-type', '无效的签名类型', {
		en: "sign_type isn't RSA2 or RSA",
		zh: 'sign_type 不是 RSA2 或 RSA',
	});
};

const BEIJING_OFFSET_MS = 8 * 3_600_000;

const checkTimestamp: Check = (incoming) => {
	const text = parameter(incoming, 'timestamp');
	const invalid = (why: Text): Refusal =>
		refusal('40002', 'isv.invalid-timestamp', '非法的时间戳参数', why);
	if (!isMoment(text)) {
		return invalid({
			en: `timestamp isn't yyyy-MM-dd HH:mm:ss: ${text}`,
			zh: `timestamp 不是 yyyy-MM-dd HH:mm:ss：${text}`,
		});
	}
	const stamped = Date.parse(`${text.replace(' ', 'T')}Z`) - BEIJING_OFFSET_MS;
	const offBy = stamped - incoming.now.getTime();
	// The stamp has whole seconds only, so it may look up to a second older than it is.
	if (Math.abs(offBy) < incoming.settings.clockToleranceMs + 1000) return undefined;
	const minutes = Math.round(offBy / 60_000);
	return invalid({
		en: `timestamp ${text} is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead of'} Beijing time`,
		zh: `timestamp ${text} 比北京时间${minutes < 0 ? '慢' : '快'} ${Math.abs(minutes)} 分钟`,
	});
};

const checkMethod: Check = (incoming) => {
	const method = parameter(incoming, 'method');
	const isKnown =
		Object.hasOwn(DOCUMENTED, method) ||
		Object.hasOwn(incoming.settings.otherMethods, method) ||
		(method === CERTIFICATE_DOWNLOAD && incoming.settings.certificateSigners.length > 0);
	if (isKnown) return undefined;
	return refusal('40002', 'isv.invalid-method', '不存在的方法名', {
		en: `method ${method} doesn't exist`,
		zh: `接口 ${method} 不存在`,
	});
};

const checkFormat: Check = (incoming) => {
	if (['', 'json'].includes(parameter(incoming, 'format').toLowerCase())) return undefined;
	return refusal('40002', 'isv.invalid-format', '无效的数据格式', {
		en: "format isn't JSON",
		zh: 'format 不是 JSON',
	});
};

const checkVersion: Check = (incoming) => {
	if (parameter(incoming, 'version') === '1.0') return undefined;
	return refusal('40002', 'isv.invalid-parameter', '参数无效：version', {
		en: "version isn't 1.0",
		zh: 'version 不是 1.0',
	});
};

const missingConfig = (why: Text): Refusal =>
	refusal('40003', 'isv.missing-signature-config', '应用未配置对应签名算法的公钥或者证书', why);

const checkSignatureConfig: Check = (incoming) => {
	const { app, now, settings } = incoming;
	if (app === undefined) return undefined;
	const { certificate, key, signTypes } = app;
	const signType = parameter(incoming, 'sign_type');
	if (signTypes !== undefined && !signTypes.some((known) => known === signType)) {
		return missingConfig({ en: `the app has no ${signType} public key`, zh: `应用没有设置 ${signType} 公钥` });
	}
	const appCertSn = parameter(incoming, 'app_cert_sn');
	if (appCertSn === '') {
		if (key !== undefined) return undefined;
		return missingConfig({ en: 'the app has no public key', zh: '应用没有设置公钥' });
	}
	if (certificate?.sn !== appCertSn) {
		return refusal('40002', 'isv.app-cert-not-exist', '应用公钥证书不存在', {
			en: `app_cert_sn is ${appCertSn}, but ${certificate?.sn ?? 'none'} is registered`,
			zh: `app_cert_sn 是 ${appCertSn}，登记的是 ${certificate?.sn ?? '无'}`,
		});
	}
	if (now > certificate.validTo || now < certificate.validFrom) {
		return refusal('40002', 'isv.app-cert-expired', '应用公钥证书已过期', {
			en: "the app's certificate has expired or isn't valid yet",
			zh: '应用公钥证书已过期或尚未生效',
		});
	}
	const root = parameter(incoming, 'alipay_root_cert_sn');
	if (root === settings.rootCertSn) return undefined;
	return refusal('40002', 'isv.invalid-alipay-root-cert-sn', '无效支付宝根证书序列号', {
		en: `alipay_root_cert_sn is ${root}, but must be ${settings.rootCertSn ?? 'empty'}`,
		zh: `alipay_root_cert_sn 是 ${root}，应为 ${settings.rootCertSn ?? '空'}`,
	});
};

/** The checks before the signature, in the gateway's order. */
export const findProtocolRefusal = (incoming: Incoming): Refusal | undefined => {
	const checks = [
		checkAppId,
		checkForm,
		checkMissing,
		checkCharset,
		checkSignType,
		checkTimestamp,
		checkMethod,
		checkFormat,
		checkVersion,
		checkSignatureConfig,
	];
	for (const check of checks) {
		const found = check(incoming);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** Every parameter but `sign` that is not empty, sorted by name, `name=value` joined by `&`. */
export const stringToSign = ({ values }: Parameters): string =>
	[...values]
		.filter(([name, value]) => name !== 'sign' && value !== '')
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');

const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

const HASHES: Readonly<Record<SignType, string>> = { RSA2: 'sha256', RSA: 'sha1' };

/** The hash of a sign type, as node:crypto names it. */
export const hashOf = (signType: SignType): string => HASHES[signType];

/** The refusal of a signature that does not match the string that the gateway makes of the parameters. */
export const findSignatureRefusal = async (incoming: Incoming): Promise<Refusal | undefined> => {
	const { app, parameters } = incoming;
	const signType = parameter(incoming, 'sign_type');
	const key = parameter(incoming, 'app_cert_sn') === '' ? app?.key : app?.certificate?.publicKey;
	const text = stringToSign(parameters);
	const bytes = encodeText(text, charsetOf(incoming));
	const signature = Buffer.from(parameter(incoming, 'sign'), 'base64');
	const isRight = await new Promise<boolean>((resolve) => {
		if (key === undefined || !isSignType(signType)) return resolve(false);
		return verify(hashOf(signType), bytes, key, signature, (error, right) =>
			resolve(error === null && right),
		);
	});
	if (isRight) return undefined;
	const advice =
		'验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：';
	return refusal('40002', 'isv.invalid-signature', advice + escapeHtml(text), {
		en: "the signature doesn't match the request and the registered key",
		zh: '签名与请求内容或登记的公钥不匹配',
	});
};

/** A content, or why there is none. */
export type ContentReading =
	| { readonly content: Record<string, unknown>; readonly isEncrypted: boolean }
	| { readonly refusal: Refusal };

const parseContent = (text: string): Record<string, unknown> | undefined => {
	try {
		const parsed: unknown = JSON.parse(text);
		const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
		return isObject ? (parsed as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
};

const illegalJson = refusal('40002', 'isv.illegal-json', 'JSON格式错误', {
	en: "biz_content isn't a JSON object",
	zh: 'biz_content 不是 JSON 对象',
});

const readEncrypted = (incoming: Incoming, text: string): ContentReading => {
	const key = incoming.app?.aes;
	const plain = key && decryptContent(text, key);
	if (plain === undefined) {
		const why: Text = key
			? { en: "biz_content can't be decrypted with the AES key", zh: '无法用 AES 密钥解密 biz_content' }
			: { en: 'the app has no AES key', zh: '应用没有设置 AES 密钥' };
		return { refusal: refusal('40002', 'isv.invalid-encrypt', '解密异常', why) };
	}
	const content = parseContent(decodeText(plain, charsetOf(incoming)));
	return content === undefined ? { refusal: illegalJson } : { content, isEncrypted: true };
};

/** The business content, decrypted where it is encrypted. */
export const readContent = (incoming: Incoming): ContentReading => {
	const text = parameter(incoming, 'biz_content');
	const encryptType = parameter(incoming, 'encrypt_type');
	if (encryptType === 'AES') return readEncrypted(incoming, text);
	if (encryptType !== '') {
		const why = { en: "encrypt_type isn't AES", zh: 'encrypt_type 不是 AES' };
		return { refusal: refusal('40002', 'isv.invalid-encrypt-type', '无效的加密类型', why) };
	}
	const content = text === '' ? {} : parseContent(text);
	if (content !== undefined) return { content, isEncrypted: false };
	if (incoming.app?.aes !== undefined && /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text)) {
		const subMsg = '解密出错，缺少加密类型参数';
		const why = {
			en: 'biz_content looks encrypted, but encrypt_type is missing',
			zh: 'biz_content 看起来已加密，但缺少 encrypt_type',
		};
		return { refusal: refusal('40001', 'isv.decryption-error-missing-encrypt-type', subMsg, why) };
	}
	return { refusal: illegalJson };
};

const checkAppAuthToken: Check = (incoming) => {
	const { app } = incoming;
	const token = parameter(incoming, 'app_auth_token');
	if (token === '') {
		if (!app?.requiresAppAuthToken) return undefined;
		return refusal('20001', 'aop.invalid-app-auth-token', '无效的应用授权令牌', {
			en: 'app_auth_token is missing',
			zh: '缺少 app_auth_token',
		});
	}
	if (app?.appAuthTokens?.includes(token)) return undefined;
	if (app?.expiredAppAuthTokens?.includes(token)) {
		return refusal('20001', 'aop.app-auth-token-time-out', '应用授权令牌已过期', {
			en: 'app_auth_token has expired',
			zh: 'app_auth_token 已过期',
		});
	}
	return refusal('20001', 'aop.invalid-app-auth-token', '无效的应用授权令牌', {
		en: "app_auth_token wasn't granted to this app",
		zh: '此应用没有获得这个 app_auth_token',
	});
};

const checkProduct: Check = (incoming) => {
	const method = parameter(incoming, 'method');
	const products = incoming.app?.products;
	if (products === undefined || method === CERTIFICATE_DOWNLOAD || products.includes(method)) {
		return undefined;
	}
	return refusal(
		'40006',
		'isv.insufficient-isv-permissions',
		'ISV权限不足，建议在开发者中心检查对应功能是否已经添加',
		{
			en: `the app hasn't signed up for the product of ${method}`,
			zh: `应用没有签约 ${method} 所属的产品`,
		},
	);
};

/** The checks between the content and the documented parameters. */
export const findPermissionRefusal = (incoming: Incoming): Refusal | undefined =>
	checkAppAuthToken(incoming) ?? checkProduct(incoming);
