import type { Text } from '../../i18n/translate';

/** What a code of the gateway means for the row and for the run. */
export interface Meaning {
	/** Ends a sentence that begins with "Alipay refused the row": what is the matter. */
	readonly message: Text;
	readonly advice: Text;
	readonly outcome: 'refused' | 'unknown';
	readonly retry: 'no' | 'yes' | 'slower';
	/** A fault of the account, not of the row. */
	readonly endsRun: boolean;
}

interface SubCode {
	readonly message: Text;
	readonly advice: Text;
	/** The row's own fault, although the code as a whole speaks of the account. */
	readonly isRowsFault?: boolean;
}

interface Code extends Meaning {
	readonly subCodes: Readonly<Record<string, SubCode>>;
}

const BUSY: SubCode = {
	message: { en: 'Alipay is busy', zh: '支付宝系统繁忙' },
	advice: { en: 'Send the row again a little later', zh: '请稍后重新发送该行' },
};

const RENEW_AUTHORISATION: Text = {
	en: 'Have the merchant authorise the app again, and put the new app_auth_token into the credential',
	zh: '请让商户重新授权该应用，并将新的 app_auth_token 填入凭证',
};

const SET_BY_NODE: Text = {
	en: 'The nodes add this parameter themselves; check whether a proxy on the way alters requests',
	zh: '该参数由节点自动添加，请检查网络链路上是否有代理改动了请求',
};

const UPLOAD_CERTIFICATES: Text = {
	en: "The app is registered with certificates: set the credential's Key Mode to Certificate and paste all three of them",
	zh: '该应用登记的是证书方式：请将凭证的“密钥模式”改为“证书”，并粘贴全部三个证书',
};

const CHECK_ENCRYPTION: Text = {
	en: "Copy the content encryption key from the Alipay console again; if the app has none, empty the credential's Content Encryption Key",
	zh: '请从支付宝开放平台控制台重新复制内容加密密钥；如果应用未设置内容加密，请清空凭证中的“内容加密密钥”',
};

const SIGN_PRODUCT: Text = {
	en: 'Sign the product for this app in the Alipay console (the credential itself is right), or ask your contact at Zhima Credit to open the interface',
	zh: '请在支付宝开放平台为该应用签约相应产品（凭证本身没有问题），或联系芝麻信用对接人开通接口权限',
};

const REGISTER_KEY: Text = {
	en: "Register the application's public key (or certificate) in the Alipay console: Development settings > Interface signature; it must be of the credential's Key Mode and Sign Type",
	zh: '请在支付宝开放平台控制台登记应用公钥（或证书）：开发设置 > 接口加签方式；须与凭证的密钥模式、签名类型一致',
};

const NO_SIGNATURE_CONFIG: SubCode = {
	message: {
		en: 'No public key or certificate of this kind is registered for the app',
		zh: '该应用未登记此类公钥或证书',
	},
	advice: REGISTER_KEY,
};

const NOT_ENCRYPTED: SubCode = {
	message: {
		en: 'Alipay expects encrypted content, and the content is not encrypted',
		zh: '支付宝要求内容加密，但请求未加密',
	},
	advice: {
		en: "Copy the content encryption key from the Alipay console into the credential's Content Encryption Key",
		zh: '请从支付宝开放平台控制台复制内容加密密钥，填入凭证的“内容加密密钥”',
	},
};

const NOT_DECRYPTED: SubCode = {
	message: { en: 'Alipay cannot decrypt the content', zh: '支付宝无法解密请求内容' },
	advice: CHECK_ENCRYPTION,
};

const NO_ENCRYPTION_KEY: SubCode = {
	message: {
		en: 'No content encryption key is set for the app, or it is not a valid one',
		zh: '该应用未设置内容加密密钥，或密钥格式有误',
	},
	advice: {
		en: "Set it in the Alipay console (Development settings > Content encryption) and copy it into the credential; or empty the credential's Content Encryption Key",
		zh: '请在支付宝开放平台控制台（开发设置 > 接口内容加密方式）设置密钥并填入凭证；如不需要加密，请清空凭证中的“内容加密密钥”',
	},
};

const NOT_AUTHORISED: SubCode = {
	message: {
		en: "The merchant's authorisation of the app is not valid",
		zh: '商户对该应用的授权关系无效',
	},
	advice: RENEW_AUTHORISATION,
};

const WRONG_TIME: SubCode = {
	message: {
		en: 'The time stamp is too far from the right time',
		zh: '时间戳与标准时间相差过大',
	},
	advice: {
		en: "Set this machine's clock right (time zones do not matter)",
		zh: '请校准本机时钟（与时区设置无关）',
	},
};

const authorisation = { endsRun: true, outcome: 'refused', retry: 'no' } as const;

/** Source: Alipay's table of common errors (公共错误码), as gathered in docs/protocol.md. */
export const CODES: Readonly<Record<string, Code>> = {
	20000: {
		...BUSY,
		outcome: 'unknown',
		retry: 'yes',
		endsRun: false,
		subCodes: { 'isp.unknow-error': BUSY, 'aop.unknow-error': BUSY },
	},
	20001: {
		message: {
			en: 'Alipay does not accept the authorisation token',
			zh: '支付宝不认可授权令牌',
		},
		advice: RENEW_AUTHORISATION,
		...authorisation,
		subCodes: {
			'aop.invalid-app-auth-token': {
				message: {
					en: 'The app_auth_token is not valid',
					zh: '应用授权令牌（app_auth_token）无效',
				},
				advice: RENEW_AUTHORISATION,
			},
			'aop.app-auth-token-time-out': {
				message: {
					en: 'The app_auth_token has expired',
					zh: '应用授权令牌（app_auth_token）已过期',
				},
				advice: RENEW_AUTHORISATION,
			},
			'aop.invalid-app-auth-token-no-api': {
				message: {
					en: 'The merchant has not authorised the app for this interface',
					zh: '商户未授权该应用调用此接口',
				},
				advice: {
					en: 'Have the merchant authorise the app again with this interface included',
					zh: '请让商户重新授权，并勾选此接口',
				},
			},
			'aop.invalid-auth-token': {
				message: { en: "The user's auth_token is not valid", zh: '用户授权令牌（auth_token）无效' },
				advice: { en: 'Have the user authorise the app again', zh: '请让用户重新授权' },
			},
			'aop.auth-token-time-out': {
				message: {
					en: "The user's auth_token has expired",
					zh: '用户授权令牌（auth_token）已过期',
				},
				advice: { en: 'Have the user authorise the app again', zh: '请让用户重新授权' },
			},
			'aop.no-product-reg-by-partner': {
				message: {
					en: 'The merchant has not signed the product that this interface belongs to',
					zh: '商户未签约此接口所属的产品',
				},
				advice: {
					en: 'Have the merchant sign the product, then authorise the app again',
					zh: '请让商户签约该产品后重新授权',
				},
			},
		},
	},
	40001: {
		message: { en: 'A protocol parameter is missing', zh: '缺少公共参数' },
		advice: SET_BY_NODE,
		...authorisation,
		subCodes: {
			'isv.missing-method': {
				message: { en: 'The method is missing', zh: '缺少接口名称（method）' },
				advice: SET_BY_NODE,
			},
			'isv.missing-signature': {
				message: { en: 'The signature is missing', zh: '缺少签名（sign）' },
				advice: SET_BY_NODE,
			},
			'isv.missing-signature-type': {
				message: { en: 'The signature type is missing', zh: '缺少签名类型（sign_type）' },
				advice: SET_BY_NODE,
			},
			'isv.missing-signature-key': {
				message: {
					en: 'No public key is registered for the app',
					zh: '该应用未登记公钥',
				},
				advice: {
					en: "Register the application's public key in the Alipay console: Development settings > Interface signature",
					zh: '请在支付宝开放平台控制台登记应用公钥：开发设置 > 接口加签方式',
				},
			},
			'isv.missing-app-id': {
				message: { en: 'The app id is missing', zh: '缺少应用 ID（app_id）' },
				advice: { en: "Fill in the credential's App ID", zh: '请填写凭证中的“应用 ID”' },
			},
			'isv.missing-timestamp': {
				message: { en: 'The time stamp is missing', zh: '缺少时间戳（timestamp）' },
				advice: SET_BY_NODE,
			},
			'isv.missing-version': {
				message: { en: 'The version is missing', zh: '缺少接口版本（version）' },
				advice: SET_BY_NODE,
			},
			'isv.missing-app-cert-sn': {
				message: {
					en: "The serial number of the application's certificate is missing",
					zh: '缺少应用公钥证书序列号（app_cert_sn）',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'isv.missing-alipay-root-cert-sn': {
				message: {
					en: "The serial number of Alipay's root certificate is missing",
					zh: '缺少支付宝根证书序列号（alipay_root_cert_sn）',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'isv.decryption-error-missing-encrypt-type': NOT_ENCRYPTED,
			'isv.missing-encrypt-type': NOT_ENCRYPTED,
			'isv.missing-encrypt-key': NO_ENCRYPTION_KEY,
			'isv.missing-default-signature-type': NO_SIGNATURE_CONFIG,
		},
	},
	40002: {
		message: { en: 'A protocol parameter is not valid', zh: '公共参数无效' },
		advice: {
			en: "Compare the gateway's own words with the credential",
			zh: '请对照网关返回的说明检查凭证',
		},
		outcome: 'refused',
		retry: 'no',
		endsRun: true,
		subCodes: {
			'isv.invalid-signature': {
				message: { en: 'The signature is wrong', zh: '签名错误' },
				advice: {
					en: "Either the private key does not belong to the public key that is registered for this app, or the text was encoded differently on its way. Register the key pair's public key in the Alipay console again, and check Sign Type, Charset and Environment",
					zh: '可能是应用私钥与该应用登记的应用公钥不匹配，也可能是内容在传输中编码发生了变化。请在支付宝开放平台控制台重新登记应用公钥，并检查签名类型、字符集和环境',
				},
			},
			'isv.invalid-app-id': {
				message: { en: 'Alipay does not know the app id', zh: '支付宝查不到该应用 ID' },
				advice: {
					en: 'Check the App ID. Sandbox apps are unknown in production, and production apps in the sandbox: check the Environment, too. Whether the key is right cannot be told yet',
					zh: '请检查应用 ID。沙箱应用在正式环境中不存在，正式应用在沙箱环境中也不存在，请同时检查所选环境。目前还无法判断密钥是否正确',
				},
			},
			'isv.invalid-timestamp': WRONG_TIME,
			'isv.illegal-timestamp': WRONG_TIME,
			'isv.invalid-charset': {
				message: { en: 'Alipay does not accept the charset', zh: '支付宝不接受该字符集' },
				advice: {
					en: "Set the credential's Charset to utf-8",
					zh: '请将凭证中的“字符集”改为 utf-8',
				},
			},
			'isv.invalid-parameter': {
				message: { en: 'A parameter of this row is not valid', zh: '该行有参数无效' },
				advice: {
					en: "The gateway's own words name the parameter; correct it in the row",
					zh: '请根据网关返回的说明找到该参数，并在该行中更正',
				},
				isRowsFault: true,
			},
			'isv.invalid-method': {
				message: { en: 'Alipay does not know the method', zh: '支付宝查不到该接口' },
				advice: {
					en: 'Check whether the interface is open in the chosen environment; the sandbox does not have every one',
					zh: '请确认所选环境已开放该接口，沙箱环境并非支持全部接口',
				},
			},
			'isv.invalid-format': {
				message: { en: 'The format is not valid', zh: '数据格式（format）无效' },
				advice: SET_BY_NODE,
			},
			'isv.invalid-signature-type': {
				message: {
					en: 'The signature type is not the one registered for the app',
					zh: '签名类型与该应用登记的不一致',
				},
				advice: {
					en: "Set the credential's Sign Type to the one that the Alipay console shows (usually RSA2)",
					zh: '请将凭证中的“签名类型”改为支付宝开放平台控制台显示的类型（通常为 RSA2）',
				},
			},
			'isv.invalid-encrypt-type': {
				message: { en: 'The encryption type is not valid', zh: '加密类型（encrypt_type）无效' },
				advice: CHECK_ENCRYPTION,
			},
			'isv.invalid-encrypt': NOT_DECRYPTED,
			'isv.decryption-error': NOT_DECRYPTED,
			'isv.decryption-error-unknown': NOT_DECRYPTED,
			'isv.decryption-error-not-valid-encrypt-type': NOT_DECRYPTED,
			'isv.decryption-error-not-valid-encrypt-key': NO_ENCRYPTION_KEY,
			'isv.missing-signature-config': NO_SIGNATURE_CONFIG,
			'isv.unsupported-expired-app-key-sign': {
				message: {
					en: "The app's key has been replaced in the Alipay console, and the old one no longer counts",
					zh: '应用密钥已在支付宝开放平台更换，旧密钥已失效',
				},
				advice: {
					en: 'Paste the private key that belongs to the public key (or certificate) that is registered now',
					zh: '请填入与当前登记的应用公钥（或证书）配对的应用私钥',
				},
			},
			'isv.app-cert-not-exist': {
				message: {
					en: "Alipay does not know the application's certificate",
					zh: '支付宝查不到该应用公钥证书',
				},
				advice: {
					en: "Paste the appCertPublicKey_<APPID>.crt that the Alipay console offers for this very app and environment (not the file that was made with the request for it). If the console shows a public key for the app, set the credential's Key Mode to Public Key",
					zh: '请粘贴支付宝开放平台控制台为该应用、该环境提供下载的 appCertPublicKey_<APPID>.crt（不是申请证书时生成的文件）。如控制台显示该应用使用公钥，请将凭证的“密钥模式”改为“公钥”',
				},
			},
			'isv.alipay-cert-not-exist': {
				message: {
					en: "Alipay has no certificate of its own for the app",
					zh: '该应用没有对应的支付宝公钥证书',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'isv.invalid-alipay-root-cert-sn': {
				message: {
					en: "Alipay does not know the root certificate",
					zh: '支付宝根证书序列号无效',
				},
				advice: {
					en: 'Paste the whole alipayRootCert.crt that the Alipay console offers for this app; sandbox and production have different ones',
					zh: '请粘贴支付宝开放平台控制台为该应用提供下载的 alipayRootCert.crt 的完整内容（沙箱环境与正式环境的根证书不同）',
				},
			},
			'isv.not-support-app-auth': {
				message: {
					en: 'The interface may not be called on behalf of a merchant',
					zh: '该接口不支持第三方代商户调用',
				},
				advice: {
					en: 'Empty App Auth Token in the credential and in the options, or call it with an app of the merchant itself',
					zh: '请清空凭证和选项中的“应用授权令牌”，或使用商户自己的应用调用',
				},
			},
			'isv.invalid-auth-relations': NOT_AUTHORISED,
			'isv.invalid-app-auth-relations': NOT_AUTHORISED,
			'isv.invalid-app-state': {
				message: { en: 'The app is not in use at Alipay', zh: '该应用当前状态不可用' },
				advice: {
					en: 'Look at the state of the app in the Alipay console; it has to be online',
					zh: '请在支付宝开放平台控制台查看应用状态，应用须已上线',
				},
			},
			'isv.illegal-json': {
				message: {
					en: "This row's content is not JSON that Alipay accepts",
					zh: '该行内容不是支付宝接受的 JSON',
				},
				advice: {
					en: 'Look for unusual characters in the row, above all in its JSON column',
					zh: '请检查该行（尤其是 JSON 列）是否含有特殊字符',
				},
				isRowsFault: true,
			},
			'isv.suspected-attack': {
				message: {
					en: 'Alipay takes something in this row for an attack',
					zh: '支付宝认为该行内容疑似攻击',
				},
				advice: {
					en: 'Remove what looks like code from the row: tags, script, SQL',
					zh: '请删除该行中类似代码的内容，例如标签、脚本、SQL',
				},
				isRowsFault: true,
			},
			'isv.forbidden-api': {
				message: { en: 'The app may not call this interface', zh: '该应用不允许调用此接口' },
				advice: SIGN_PRODUCT,
			},
			'isv.app-cert-expired': {
				message: { en: "The application's certificate has expired", zh: '应用公钥证书已过期' },
				advice: {
					en: 'Make a new certificate in the Alipay console, and put it into the credential with its private key',
					zh: '请在支付宝开放平台控制台重新生成证书，并将新证书及对应私钥填入凭证',
				},
			},
			'not-online-app': {
				message: { en: 'The app is not online', zh: '该应用尚未上线' },
				advice: {
					en: 'Submit the app for review in the Alipay console and wait until it is online',
					zh: '请在支付宝开放平台控制台提交应用审核，待应用上线后再试',
				},
			},
		},
	},
	40003: {
		...NO_SIGNATURE_CONFIG,
		...authorisation,
		subCodes: { 'isv.invalid-auth-relations': NOT_AUTHORISED },
	},
	40004: {
		message: { en: 'Alipay refused the row', zh: '支付宝拒绝了该行' },
		advice: {
			en: "The gateway's own words say why; correct the row and send it again",
			zh: '请根据网关返回的说明更正该行后重新发送',
		},
		outcome: 'refused',
		retry: 'no',
		endsRun: false,
		subCodes: {},
	},
	40005: {
		message: { en: 'Too many calls in too short a time', zh: '调用过于频繁，触发限流' },
		advice: {
			en: 'Lower "Max Requests per Second" and "Concurrency" in the options, and send the row again later',
			zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
		},
		outcome: 'refused',
		retry: 'slower',
		endsRun: false,
		subCodes: {
			'isv.app-call-limited': {
				message: { en: 'The app has made too many calls', zh: '该应用的调用次数超过限制' },
				advice: {
					en: 'Lower "Max Requests per Second" and "Concurrency" in the options, and send the row again later',
					zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
				},
			},
			'isv.method-call-limited': {
				message: { en: 'The interface has been called too often', zh: '该接口的调用次数超过限制' },
				advice: {
					en: 'Lower "Max Requests per Second" and "Concurrency" in the options, and send the row again later',
					zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
				},
			},
		},
	},
	40006: {
		message: {
			en: 'The app lacks the permission for this interface',
			zh: '该应用没有调用此接口的权限',
		},
		advice: SIGN_PRODUCT,
		...authorisation,
		subCodes: {
			'isv.insufficient-isv-permissions': {
				message: {
					en: 'The product that this interface belongs to is not signed for the app, or the app is not bound to the merchant',
					zh: '该应用未签约此接口所属的产品，或未与商户绑定',
				},
				advice: SIGN_PRODUCT,
			},
			'isv.insufficient-user-permissions': {
				message: { en: 'The user has not granted the permission', zh: '用户未授予相应权限' },
				advice: {
					en: 'Have the user authorise the app with this permission',
					zh: '请让用户为该应用授予此权限',
				},
			},
			'isv.illegal-client-ip': {
				message: {
					en: "The address that this machine calls from is not on the app's list of IP addresses",
					zh: '本机的出口 IP 不在该应用的 IP 白名单中',
				},
				advice: {
					en: "Add n8n's outgoing IP address to the list in the Alipay console: Development settings > IP whitelist",
					zh: '请在支付宝开放平台控制台将 n8n 的出口 IP 加入白名单：开发设置 > IP 白名单',
				},
			},
			'isv.app-api-punished': {
				message: {
					en: 'Alipay has blocked the interface for this app',
					zh: '支付宝已限制该应用调用此接口',
				},
				advice: {
					en: 'Look for a notice in the Alipay console, or ask your contact at Zhima Credit',
					zh: '请在支付宝开放平台控制台查看通知，或联系芝麻信用对接人',
				},
			},
			'isv.self-invoke-forbidden': {
				message: {
					en: 'The app may not call this interface for itself',
					zh: '该应用不允许自调用此接口',
				},
				advice: {
					en: "Call it for a merchant, with that merchant's app_auth_token",
					zh: '请使用商户的 app_auth_token 代商户调用',
				},
			},
		},
	},
};

/** The one business code that passes by itself, whatever the method. Source: both documents. */
export const SYSTEM_ERROR = 'SYSTEM_ERROR';

const UNKNOWN: Meaning = {
	message: {
		en: 'The gateway answered with a code that is not documented',
		zh: '网关返回了文档之外的错误码',
	},
	advice: {
		en: "Look the code up in Alipay's documentation, or ask Alipay's support with the trace id",
		zh: '请在支付宝文档中查询该错误码，或凭 trace_id 咨询支付宝技术支持',
	},
	outcome: 'unknown',
	retry: 'no',
	endsRun: false,
};

/**
 * What a gateway code means. A sub code that is not in the table means what its code does; of 40002
 * a sub code that is not known does not end the run, since it may speak of the row's content.
 */
export function meaningOf(code: string, subCode: string): Meaning {
	const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
	if (known === undefined) return UNKNOWN;
	const { subCodes, ...meaning } = known;
	const special = Object.hasOwn(subCodes, subCode) ? subCodes[subCode] : undefined;
	if (special === undefined) {
		return { ...meaning, endsRun: meaning.endsRun && (code !== '40002' || subCode === '') };
	}
	const { message, advice, isRowsFault = false } = special;
	return { ...meaning, message, advice, endsRun: meaning.endsRun && !isRowsFault };
}
