import type { Text } from '../../i18n/translate';

/** What a code of the gateway means for the row and for the run. */
export interface Meaning {
	/** One sentence: what is the matter. */
	readonly message: Text;
	readonly advice: Text;
	readonly outcome: 'refused' | 'unknown';
	readonly retry: 'no' | 'yes' | 'slower';
	/** The account is at fault, not the row. */
	readonly endsRun: boolean;
	/** It is about one merchant's authorization of the app: rows for other merchants can fare better. */
	readonly isOfMerchant?: boolean;
	/** The parameter that the code speaks of. */
	readonly field?: string;
}

/** What a sub code means, where that differs from its code. */
export type SubCode = Pick<Meaning, 'message' | 'advice'> & Partial<Omit<Meaning, 'message' | 'advice'>>;

export interface Code extends Meaning {
	/** By the code without its prefix (`isv.`, `isp.`, `aop.`, `ACQ.`): the gateway sends it with and without. */
	readonly subCodes: Readonly<Record<string, SubCode>>;
}

const BUSY: SubCode = {
	message: { en: 'Alipay is busy', zh: '支付宝系统繁忙' },
	advice: { en: 'Send the row again a little later', zh: '请稍后重新发送该行' },
};

const RENEW_AUTHORIZATION: Text = {
	en: 'Ask the merchant to authorize the app again, then enter the new token in "App Auth Token"',
	zh: '请让商户重新授权该应用，然后更新“应用授权令牌”',
};

const SET_BY_NODE: Text = {
	en: 'The nodes add this parameter themselves. Check whether a proxy between n8n and Alipay changes requests',
	zh: '该参数由节点自动添加，请检查 n8n 与支付宝之间的代理是否改动了请求',
};

const UPLOAD_CERTIFICATES: Text = {
	en: 'The app uses certificates. Set "Key Mode" in the credential to Certificate and paste all three certificates',
	zh: '该应用使用证书加签：请将凭证的“密钥模式”改为“证书”，并粘贴全部三张证书',
};

const CHECK_ENCRYPTION: Text = {
	en: 'Copy the content encryption key from the Alipay console again. If the app has none, clear "Content Encryption Key" in the credential',
	zh: '请从支付宝开放平台控制台重新复制内容加密密钥；如果应用未设置内容加密，请清空凭证中的“内容加密密钥”',
};

const SIGN_PRODUCT: Text = {
	en: 'The credential itself is fine. Sign up for the product in the Alipay console, or ask your contact at Zhima Credit to enable the API',
	zh: '凭证本身没有问题。请在支付宝开放平台控制台为该应用签约相应产品，或联系芝麻信用对接人开通接口权限',
};

const REGISTER_KEY: Text = {
	en: 'Upload the app\'s public key (or certificate) in the Alipay console: Development settings > Interface signature. It must match "Key Mode" and "Sign Type" in the credential',
	zh: '请在支付宝开放平台控制台上传应用公钥（或证书）：开发设置 > 接口加签方式，须与凭证的“密钥模式”和“签名类型”一致',
};

const NO_SIGNATURE_CONFIG: SubCode = {
	message: {
		en: 'No public key or certificate of this kind was uploaded for the app',
		zh: '该应用未上传此类公钥或证书',
	},
	advice: REGISTER_KEY,
};

const NOT_ENCRYPTED: SubCode = {
	message: {
		en: "Alipay expects encrypted content, but the content isn't encrypted",
		zh: '支付宝要求内容加密，但请求内容未加密',
	},
	advice: {
		en: 'Copy the content encryption key from the Alipay console into "Content Encryption Key" in the credential',
		zh: '请从支付宝开放平台控制台复制内容加密密钥，填入凭证的“内容加密密钥”',
	},
};

const NOT_DECRYPTED: SubCode = {
	message: { en: "Alipay can't decrypt the content", zh: '支付宝无法解密请求内容' },
	advice: CHECK_ENCRYPTION,
};

const NO_ENCRYPTION_KEY: SubCode = {
	message: {
		en: "The app has no content encryption key, or its key isn't valid",
		zh: '该应用未设置内容加密密钥，或密钥格式有误',
	},
	advice: {
		en: 'Set the key in the Alipay console (Development settings > Content encryption) and copy it into the credential. To send content unencrypted, clear "Content Encryption Key"',
		zh: '请在支付宝开放平台控制台（开发设置 > 接口内容加密方式）设置密钥并填入凭证；如不需要加密，请清空凭证中的“内容加密密钥”',
	},
};

const NOT_AUTHORIZED: SubCode = {
	message: {
		en: "The merchant's authorization of the app isn't valid",
		zh: '商户对该应用的授权关系无效',
	},
	advice: RENEW_AUTHORIZATION,
	isOfMerchant: true,
};

const WRONG_TIME: SubCode = {
	message: {
		en: 'The timestamp is too far from the current time',
		zh: '时间戳与标准时间相差过大',
	},
	advice: {
		en: "Set this machine's clock to the correct time. The time zone doesn't matter",
		zh: '请校准本机时钟（与时区设置无关）',
	},
};

/** A fault of the account: refused, and every other row would be as well. */
const ACCOUNT = { endsRun: true, outcome: 'refused', retry: 'no' } as const;

/** The same for the rows of one merchant, whose authorization the gateway does not accept. */
const MERCHANT = { ...ACCOUNT, isOfMerchant: true } as const;

/** Source: Alipay's table of common errors (公共错误码), as gathered in docs/protocol.md. */
export const CODES: Readonly<Record<string, Code>> = {
	20000: {
		...BUSY,
		outcome: 'unknown',
		retry: 'yes',
		endsRun: false,
		subCodes: { 'unknow-error': BUSY },
	},
	20001: {
		message: {
			en: "Alipay doesn't accept the authorization token",
			zh: '支付宝不接受该授权令牌',
		},
		advice: RENEW_AUTHORIZATION,
		...MERCHANT,
		subCodes: {
			'invalid-app-auth-token': {
				message: {
					en: "The app_auth_token isn't valid",
					zh: '应用授权令牌（app_auth_token）无效',
				},
				advice: RENEW_AUTHORIZATION,
			},
			'app-auth-token-time-out': {
				message: {
					en: 'The app_auth_token has expired',
					zh: '应用授权令牌（app_auth_token）已过期',
				},
				advice: RENEW_AUTHORIZATION,
			},
			'invalid-app-auth-token-no-api': {
				message: {
					en: "The merchant hasn't authorized the app for this API",
					zh: '商户未授权该应用调用此接口',
				},
				advice: {
					en: 'Ask the merchant to authorize the app again with this API included',
					zh: '请让商户重新授权，并勾选此接口',
				},
			},
			'invalid-auth-token': {
				message: { en: "The user's auth_token isn't valid", zh: '用户授权令牌（auth_token）无效' },
				advice: { en: 'Ask the user to authorize the app again', zh: '请让用户重新授权' },
			},
			'auth-token-time-out': {
				message: {
					en: "The user's auth_token has expired",
					zh: '用户授权令牌（auth_token）已过期',
				},
				advice: { en: 'Ask the user to authorize the app again', zh: '请让用户重新授权' },
			},
			'no-product-reg-by-partner': {
				message: {
					en: "The merchant hasn't signed up for the product that this API belongs to",
					zh: '商户未签约此接口所属的产品',
				},
				advice: {
					en: 'Ask the merchant to sign up for the product, then to authorize the app again',
					zh: '请让商户签约该产品后重新授权',
				},
			},
		},
	},
	40001: {
		message: { en: 'A protocol parameter is missing', zh: '缺少公共参数' },
		advice: SET_BY_NODE,
		...ACCOUNT,
		subCodes: {
			'missing-method': {
				message: { en: 'The method is missing', zh: '缺少接口名称（method）' },
				advice: SET_BY_NODE,
			},
			'missing-signature': {
				message: { en: 'The signature is missing', zh: '缺少签名（sign）' },
				advice: SET_BY_NODE,
			},
			'missing-signature-type': {
				message: { en: 'The signature type is missing', zh: '缺少签名类型（sign_type）' },
				advice: SET_BY_NODE,
			},
			'missing-signature-key': {
				message: {
					en: 'No public key was uploaded for the app',
					zh: '该应用未上传公钥',
				},
				advice: {
					en: "Upload the app's public key in the Alipay console: Development settings > Interface signature",
					zh: '请在支付宝开放平台控制台上传应用公钥：开发设置 > 接口加签方式',
				},
			},
			'missing-app-id': {
				message: { en: 'The app ID is missing', zh: '缺少应用 ID（app_id）' },
				advice: { en: 'Fill in "App ID" in the credential', zh: '请填写凭证中的“应用 ID”' },
			},
			'missing-timestamp': {
				message: { en: 'The timestamp is missing', zh: '缺少时间戳（timestamp）' },
				advice: SET_BY_NODE,
			},
			'missing-version': {
				message: { en: 'The version is missing', zh: '缺少接口版本（version）' },
				advice: SET_BY_NODE,
			},
			'missing-app-cert-sn': {
				message: {
					en: "The serial number of the app's certificate is missing",
					zh: '缺少应用公钥证书序列号（app_cert_sn）',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'missing-alipay-root-cert-sn': {
				message: {
					en: "The serial number of Alipay's root certificate is missing",
					zh: '缺少支付宝根证书序列号（alipay_root_cert_sn）',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'decryption-error-missing-encrypt-type': NOT_ENCRYPTED,
			'missing-encrypt-type': NOT_ENCRYPTED,
			'missing-encrypt-key': NO_ENCRYPTION_KEY,
			'missing-default-signature-type': NO_SIGNATURE_CONFIG,
		},
	},
	40002: {
		message: { en: "A protocol parameter isn't valid", zh: '公共参数无效' },
		advice: {
			en: "Compare the credential with Alipay's message",
			zh: '请对照网关返回的说明检查凭证',
		},
		outcome: 'refused',
		retry: 'no',
		endsRun: true,
		subCodes: {
			'invalid-signature': {
				message: { en: "The signature isn't valid", zh: '签名错误' },
				advice: {
					en: 'Either the private key doesn\'t match the public key that was uploaded for this app, or the encoding changed on the way to Alipay. Upload the public key again in the Alipay console, and check "Sign Type", "Charset" and "Environment"',
					zh: '可能是应用私钥与该应用上传的应用公钥不匹配，也可能是内容在传输中编码发生了变化。请在支付宝开放平台控制台重新上传应用公钥，并检查“签名类型”“字符集”和“环境”',
				},
			},
			'invalid-app-id': {
				message: { en: "Alipay doesn't know the app ID", zh: '支付宝查不到该应用 ID' },
				advice: {
					en: 'Check "App ID" and "Environment": sandbox apps don\'t exist in production, and production apps don\'t exist in the sandbox. The key hasn\'t been checked yet',
					zh: '请检查“应用 ID”和“环境”：沙箱应用在正式环境中不存在，正式应用在沙箱环境中也不存在。密钥尚未校验',
				},
			},
			'invalid-timestamp': WRONG_TIME,
			'illegal-timestamp': WRONG_TIME,
			'invalid-charset': {
				message: { en: "Alipay doesn't accept the charset", zh: '支付宝不接受该字符集' },
				advice: {
					en: 'Set "Charset" in the credential to UTF-8',
					zh: '请将凭证中的“字符集”改为 UTF-8',
				},
			},
			'invalid-parameter': {
				message: { en: "A parameter of this row isn't valid", zh: '该行有参数无效' },
				advice: {
					en: "Correct the parameter that Alipay's message names",
					zh: '请根据网关返回的说明找到该参数，并在该行中更正',
				},
				endsRun: false,
			},
			'invalid-method': {
				message: { en: "Alipay doesn't know the API", zh: '支付宝查不到该接口' },
				advice: {
					en: 'Check whether the API is available in the chosen environment. The sandbox doesn\'t have all of them',
					zh: '请确认所选环境已开放该接口，沙箱环境不支持全部接口',
				},
			},
			'invalid-format': {
				message: { en: "The format isn't valid", zh: '数据格式（format）无效' },
				advice: SET_BY_NODE,
			},
			'invalid-signature-type': {
				message: {
					en: "The signature type isn't the one set for the app",
					zh: '签名类型与该应用设置的不一致',
				},
				advice: {
					en: 'Set "Sign Type" in the credential to the one that the Alipay console shows (usually RSA2)',
					zh: '请将凭证中的“签名类型”改为支付宝开放平台控制台显示的类型（通常为 RSA2）',
				},
			},
			'invalid-encrypt-type': {
				message: { en: "The encryption type isn't valid", zh: '加密类型（encrypt_type）无效' },
				advice: CHECK_ENCRYPTION,
			},
			'invalid-encrypt': NOT_DECRYPTED,
			'decryption-error': NOT_DECRYPTED,
			'decryption-error-unknown': NOT_DECRYPTED,
			'decryption-error-not-valid-encrypt-type': NOT_DECRYPTED,
			'decryption-error-not-valid-encrypt-key': NO_ENCRYPTION_KEY,
			'invalid-openid': {
				message: { en: "Alipay doesn't know this open ID", zh: '支付宝查不到该 Open ID' },
				advice: {
					en: 'Check the open ID in the row. Each app has its own open ID for a user: it must be from the app in the credential',
					zh: '请检查该行的 Open ID。同一用户在不同应用下的 Open ID 不同，须使用凭证中应用对应的 Open ID',
				},
				endsRun: false,
				field: 'open_id',
			},
			'invalid-token': {
				isOfMerchant: true,
				message: { en: "The authorization token isn't valid", zh: '授权令牌无效' },
				advice: RENEW_AUTHORIZATION,
			},
			'invalid-digest': {
				message: {
					en: "The digest doesn't match the content that reached Alipay",
					zh: '内容摘要与支付宝收到的内容不一致',
				},
				advice: {
					en: 'Check whether a proxy between n8n and Alipay changes requests',
					zh: '请检查 n8n 与支付宝之间的代理是否改动了请求',
				},
			},
			'missing-signature-config': NO_SIGNATURE_CONFIG,
			'unsupported-expired-app-key-sign': {
				message: {
					en: "The app's key was replaced in the Alipay console, and the old one has expired",
					zh: '应用密钥已在支付宝开放平台控制台更换，旧密钥已失效',
				},
				advice: {
					en: 'Paste the private key of the public key (or certificate) that is set in the console now',
					zh: '请填入与控制台当前应用公钥（或证书）配对的应用私钥',
				},
			},
			'app-cert-not-exist': {
				message: {
					en: "Alipay doesn't know the app's certificate",
					zh: '支付宝查不到该应用公钥证书',
				},
				advice: {
					en: 'In "App Certificate", paste the appCertPublicKey_<APPID>.crt that the Alipay console offers for this app and environment, not the file made when you requested it. If the console shows a public key for the app, set "Key Mode" to Public Key',
					zh: '请粘贴支付宝开放平台控制台为该应用、该环境提供下载的 appCertPublicKey_<APPID>.crt（不是申请证书时生成的文件）。如控制台显示该应用使用公钥，请将凭证的“密钥模式”改为“公钥”',
				},
			},
			'alipay-cert-not-exist': {
				message: {
					en: "Alipay hasn't issued its own certificate for the app",
					zh: '该应用没有对应的支付宝公钥证书',
				},
				advice: UPLOAD_CERTIFICATES,
			},
			'invalid-alipay-root-cert-sn': {
				message: {
					en: "Alipay doesn't know the root certificate",
					zh: '支付宝查不到该根证书',
				},
				advice: {
					en: 'In "Alipay Root Certificate", paste the whole alipayRootCert.crt that the Alipay console offers for this app. Sandbox and production have different ones',
					zh: '请粘贴支付宝开放平台控制台为该应用提供下载的 alipayRootCert.crt 的完整内容（沙箱环境与正式环境的根证书不同）',
				},
			},
			'not-support-app-auth': {
				isOfMerchant: true,
				message: {
					en: "The API can't be called on behalf of a merchant",
					zh: '该接口不支持第三方代商户调用',
				},
				advice: {
					en: 'Clear "App Auth Token" in the credential and in the options, or use an app of the merchant itself',
					zh: '请清空凭证和选项中的“应用授权令牌”，或使用商户自己的应用调用',
				},
			},
			'invalid-auth-relations': NOT_AUTHORIZED,
			'invalid-app-auth-relations': NOT_AUTHORIZED,
			'invalid-app-state': {
				message: { en: "The app isn't active at Alipay", zh: '该应用当前状态不可用' },
				advice: {
					en: 'Check the status of the app in the Alipay console. It must be online',
					zh: '请在支付宝开放平台控制台查看应用状态，应用须已上线',
				},
			},
			'illegal-json': {
				message: {
					en: "This row's content isn't JSON that Alipay accepts",
					zh: '该行内容不是支付宝接受的 JSON',
				},
				advice: {
					en: 'Check the row for unusual characters, especially in its JSON column',
					zh: '请检查该行（尤其是 JSON 列）是否含有特殊字符',
				},
				endsRun: false,
			},
			'suspected-attack': {
				message: {
					en: "Alipay's security filter blocked this row",
					zh: '该行被支付宝的安全过滤拦截',
				},
				advice: {
					en: 'Remove anything that looks like code from the row, such as tags, scripts or SQL',
					zh: '请删除该行中类似代码的内容，例如标签、脚本、SQL',
				},
				endsRun: false,
			},
			'forbidden-api': {
				message: { en: "The app isn't allowed to call this API", zh: '该应用不允许调用此接口' },
				advice: SIGN_PRODUCT,
			},
			'app-cert-expired': {
				message: { en: "The app's certificate has expired", zh: '应用公钥证书已过期' },
				advice: {
					en: 'Create a new certificate in the Alipay console, then enter it in the credential together with its private key',
					zh: '请在支付宝开放平台控制台重新生成证书，并将新证书及对应私钥填入凭证',
				},
			},
			'not-online-app': {
				message: { en: "The app isn't online", zh: '该应用尚未上线' },
				advice: {
					en: 'Submit the app for review in the Alipay console, and try again when it is online',
					zh: '请在支付宝开放平台控制台提交应用审核，待应用上线后再试',
				},
			},
		},
	},
	40003: {
		message: {
			en: "A condition that Alipay sets for the call isn't met",
			zh: '未满足支付宝对该调用的前提条件',
		},
		advice: {
			en: 'Follow Alipay\'s message, or ask Alipay\'s support with the trace ID',
			zh: '请根据支付宝返回的说明排查，或凭 trace_id 咨询支付宝技术支持',
		},
		...ACCOUNT,
		subCodes: {
			'missing-signature-config': NO_SIGNATURE_CONFIG,
			'invalid-auth-relations': NOT_AUTHORIZED,
			'app-unbind-partner': {
				message: {
					en: "The app isn't bound to a merchant account",
					zh: '该应用未绑定商家账号',
				},
				advice: {
					en: "Bind the merchant's PID to the app in the Alipay console (Account center > App ID binding), then run the rows again",
					zh: '请在支付宝开放平台控制台为该应用绑定商家账号（PID），再重新运行',
				},
			},
		},
	},
	40004: {
		message: {
			en: "Alipay reported a business failure without a code, so it isn't known whether the row was processed",
			zh: '支付宝返回业务失败但未给出错误码，无法确定该行是否已处理',
		},
		advice: {
			en: "Send the row again. If it happens again, ask Alipay's support with the trace ID",
			zh: '请重新发送该行；如仍如此，请凭 trace_id 咨询支付宝技术支持',
		},
		outcome: 'unknown',
		retry: 'yes',
		endsRun: false,
		subCodes: {
			'unsupported-sdk-version': {
				message: {
					en: "Alipay no longer accepts requests of this kind for this API",
					zh: '该接口不再支持此版本的调用方式',
				},
				advice: {
					en: 'Look for a newer version of this package, or ask your contact at Zhima Credit what the API requires now',
					zh: '请查看本软件包是否有新版本，或向芝麻信用对接人确认该接口目前的要求',
				},
				outcome: 'refused',
				retry: 'no',
				endsRun: true,
			},
		},
	},
	40005: {
		message: { en: 'Too many requests in a short time', zh: '调用过于频繁，触发限流' },
		advice: {
			en: 'Lower "Max Requests per Second" and "Concurrency" in the options, then send the row again later',
			zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
		},
		outcome: 'refused',
		retry: 'slower',
		endsRun: false,
		subCodes: {
			'app-call-limited': {
				message: { en: 'The app has sent too many requests', zh: '该应用的调用次数超过限制' },
				advice: {
					en: 'Lower "Max Requests per Second" and "Concurrency" in the options, then send the row again later',
					zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
				},
			},
			'method-call-limited': {
				message: { en: 'The API was called too often', zh: '该接口的调用次数超过限制' },
				advice: {
					en: 'Lower "Max Requests per Second" and "Concurrency" in the options, then send the row again later',
					zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
				},
			},
		},
	},
	40006: {
		message: {
			en: "The app doesn't have permission to call this API",
			zh: '该应用没有调用此接口的权限',
		},
		advice: SIGN_PRODUCT,
		...MERCHANT,
		subCodes: {
			'insufficient-isv-permissions': {
				message: {
					en: "The app isn't signed up for the product that this API belongs to, or isn't bound to the merchant",
					zh: '该应用未签约此接口所属的产品，或未与商户绑定',
				},
				advice: SIGN_PRODUCT,
			},
			'insufficient-user-permissions': {
				message: { en: "The user hasn't granted the permission", zh: '用户未授予相应权限' },
				advice: {
					en: 'Ask the user to authorize the app with this permission',
					zh: '请让用户为该应用授予此权限',
				},
			},
			'illegal-client-ip': {
				isOfMerchant: false,
				message: {
					en: "This machine's outgoing IP address isn't on the app's IP allowlist",
					zh: '本机的出口 IP 不在该应用的 IP 白名单中',
				},
				advice: {
					en: "Add n8n's outgoing IP address to the list in the Alipay console: Development settings > IP whitelist",
					zh: '请在支付宝开放平台控制台将 n8n 的出口 IP 加入白名单：开发设置 > IP 白名单',
				},
			},
			'app-api-punished': {
				isOfMerchant: false,
				message: {
					en: 'Alipay has blocked the API for this app',
					zh: '支付宝已限制该应用调用此接口',
				},
				advice: {
					en: 'Check the Alipay console for a notice, or ask your contact at Zhima Credit',
					zh: '请在支付宝开放平台控制台查看通知，或联系芝麻信用对接人',
				},
			},
			'self-invoke-forbidden': {
				message: {
					en: "The app can't call this API for itself",
					zh: '该应用不允许自调用此接口',
				},
				advice: {
					en: 'Call it for a merchant: enter that merchant\'s token in "App Auth Token"',
					zh: '请使用商户的 app_auth_token 代商户调用',
				},
			},
		},
	},
};
