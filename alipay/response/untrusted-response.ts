import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Fault } from './json-bytes';
import type { GatewayResponse } from '../protocol-types';

export type Untrusted = Extract<GatewayResponse, { kind: 'untrusted' }>;

interface Reason {
	readonly code: string;
	readonly reason: Text;
	readonly advice: Text;
}

const CHECK_ADDRESS: Text = {
	en: 'Check the gateway URL, and whether a proxy or firewall responds instead of the gateway',
	zh: '请检查网关地址，以及是否有代理或防火墙代替网关作出了响应',
};

const CHECK_WAY: Text = {
	en: 'Check whether a proxy between n8n and Alipay changes responses, then send the row again',
	zh: '请检查 n8n 与支付宝之间的代理是否改动了响应，然后重新发送该行',
};

const SEND_AGAIN: Text = { en: 'Send the row again', zh: '请重新发送该行' };

const FAULTS: Readonly<Record<Fault, Reason>> = {
	empty: {
		code: 'ERR_ANSWER_EMPTY',
		reason: { en: 'The response is empty', zh: '响应内容为空' },
		advice: SEND_AGAIN,
	},
	html: {
		code: 'ERR_ANSWER_HTML',
		reason: {
			en: 'A web page was returned instead of the gateway\'s response',
			zh: '返回的是一个网页，而不是网关响应',
		},
		advice: CHECK_ADDRESS,
	},
	truncated: {
		code: 'ERR_ANSWER_TRUNCATED',
		reason: { en: 'The response is incomplete', zh: '响应内容不完整' },
		advice: SEND_AGAIN,
	},
	malformed: {
		code: 'ERR_ANSWER_MALFORMED',
		reason: {
			en: "The response isn't the JSON that the gateway sends",
			zh: '响应不是网关约定的 JSON 格式',
		},
		advice: CHECK_ADDRESS,
	},
	large: {
		code: 'ERR_ANSWER_LARGE',
		reason: {
			en: 'The response is far larger than any response of the gateway',
			zh: '响应远大于网关响应的正常大小',
		},
		advice: CHECK_ADDRESS,
	},
	deep: {
		code: 'ERR_ANSWER_DEEP',
		reason: {
			en: 'The response is nested more deeply than any response of the gateway',
			zh: '响应的嵌套层数超出了网关响应的正常范围',
		},
		advice: CHECK_WAY,
	},
	duplicate: {
		code: 'ERR_ANSWER_DUPLICATE',
		reason: {
			en: 'The response contains the same name twice, so it can be read in two ways',
			zh: '响应中有重复的字段，含义不唯一',
		},
		advice: CHECK_WAY,
	},
	missing: {
		code: 'ERR_ANSWER_MISSING',
		reason: {
			en: "The response doesn't belong to the API that was called",
			zh: '响应与所调用的接口不对应',
		},
		advice: CHECK_ADDRESS,
	},
};

const UNSIGNED: Reason = {
	code: 'ERR_ANSWER_UNSIGNED',
	reason: {
		en: "The response isn't signed, so it may not be from Alipay",
		zh: '响应没有签名，无法确认来自支付宝',
	},
	advice: CHECK_WAY,
};

const ENCRYPTED: Reason = {
	code: 'ERR_ANSWER_DECRYPTION',
	reason: {
		en: "The response can't be decrypted",
		zh: '响应内容已加密，无法解密',
	},
	advice: {
		en: 'Copy the content encryption key from the Alipay console into "Content Encryption Key" in the credential',
		zh: '请从支付宝开放平台控制台复制接口内容加密密钥，填入凭证的“内容加密密钥”',
	},
};

const untrusted = ({ code, reason, advice }: Reason): Untrusted => ({
	kind: 'untrusted',
	code,
	reason: t(reason),
	advice: t(advice),
});

export const unreadableResponse = (fault: Fault): Untrusted => untrusted(FAULTS[fault]);
export const unsignedResponse = (): Untrusted => untrusted(UNSIGNED);
export const undecryptableResponse = (): Untrusted => untrusted(ENCRYPTED);

/** @param gatewayCode the code in the response, true or not; empty where it has none */
export function wrongSignature(gatewayCode: string): Untrusted {
	const said = gatewayCode === '' ? '' : t({ en: ` (${gatewayCode})`, zh: `（${gatewayCode}）` });
	return {
		kind: 'untrusted',
		code: 'ERR_ANSWER_SIGNATURE',
		reason: t({
			en: `The response${said} isn't signed with the Alipay key in the credential`,
			zh: `响应${said}的签名与凭证中的支付宝公钥不匹配`,
		}),
		advice: t({
			en: 'Copy the Alipay public key (not the app\'s own) for this app and environment from the Alipay console into "Alipay Public Key" again. If it\'s right, a proxy between n8n and Alipay changes responses',
			zh: '请从支付宝开放平台控制台重新复制该应用、该环境对应的“支付宝公钥”（不是“应用公钥”）；如确认无误，则是 n8n 与支付宝之间的代理改动了响应',
		}),
	};
}
