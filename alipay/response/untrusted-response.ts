import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Fault } from './envelope';
import type { GatewayResponse } from '../protocol-types';

export type Untrusted = Extract<GatewayResponse, { kind: 'untrusted' }>;

interface Reason {
	readonly code: string;
	readonly reason: Text;
	readonly advice: Text;
}

const CHECK_ADDRESS: Text = {
	en: "Check the gateway's address, and whether a proxy or firewall answers in its place",
	zh: '请检查网关地址，以及是否有代理或防火墙代替网关作出了应答',
};

const CHECK_WAY: Text = {
	en: 'Check whether something on the way to Alipay alters answers; then send the row again',
	zh: '请检查到支付宝的网络链路上是否有设备改动了应答，然后重新发送该行',
};

const SEND_AGAIN: Text = { en: 'Send the row again', zh: '请重新发送该行' };

const FAULTS: Readonly<Record<Fault, Reason>> = {
	empty: {
		code: 'ERR_ANSWER_EMPTY',
		reason: { en: 'The answer is empty', zh: '应答内容为空' },
		advice: SEND_AGAIN,
	},
	html: {
		code: 'ERR_ANSWER_HTML',
		reason: {
			en: "A web page came back in place of the gateway's answer",
			zh: '返回的是一个网页，而不是网关应答',
		},
		advice: CHECK_ADDRESS,
	},
	truncated: {
		code: 'ERR_ANSWER_TRUNCATED',
		reason: { en: 'The answer is cut short', zh: '应答内容不完整，被截断' },
		advice: SEND_AGAIN,
	},
	malformed: {
		code: 'ERR_ANSWER_MALFORMED',
		reason: {
			en: 'The answer is not the JSON that the gateway sends',
			zh: '应答不是网关约定的 JSON 格式',
		},
		advice: CHECK_ADDRESS,
	},
	large: {
		code: 'ERR_ANSWER_LARGE',
		reason: {
			en: 'The answer is far larger than any answer of the gateway',
			zh: '应答远大于网关应答的正常大小',
		},
		advice: CHECK_ADDRESS,
	},
	deep: {
		code: 'ERR_ANSWER_DEEP',
		reason: {
			en: 'The answer is nested more deeply than any answer of the gateway',
			zh: '应答的嵌套层数超出了网关应答的正常范围',
		},
		advice: CHECK_WAY,
	},
	duplicate: {
		code: 'ERR_ANSWER_DUPLICATE',
		reason: {
			en: 'The answer names one thing twice, so that it can be read in two ways',
			zh: '应答中有重复的字段，含义不唯一',
		},
		advice: CHECK_WAY,
	},
	missing: {
		code: 'ERR_ANSWER_MISSING',
		reason: {
			en: 'The answer does not belong to the method that was called',
			zh: '应答与所调用的接口不对应',
		},
		advice: CHECK_ADDRESS,
	},
};

const UNSIGNED: Reason = {
	code: 'ERR_ANSWER_UNSIGNED',
	reason: {
		en: 'The answer is not signed, so it may not be from Alipay',
		zh: '应答没有签名，无法确认来自支付宝',
	},
	advice: CHECK_WAY,
};

const ENCRYPTED: Reason = {
	code: 'ERR_ANSWER_DECRYPTION',
	reason: {
		en: 'The answer is encrypted and cannot be decrypted',
		zh: '应答内容已加密，无法解密',
	},
	advice: {
		en: "Copy the content encryption key from the Alipay console into the credential's Content Encryption Key",
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

/** @param gatewayCode what the answer says, true or not; empty where it says nothing */
export function wrongSignature(gatewayCode: string): Untrusted {
	const said = gatewayCode === '' ? '' : t({ en: ` (${gatewayCode})`, zh: `（${gatewayCode}）` });
	return {
		kind: 'untrusted',
		code: 'ERR_ANSWER_SIGNATURE',
		reason: t({
			en: `The answer${said} is not signed with the Alipay key that the credential holds`,
			zh: `应答${said}的签名与凭证中的支付宝公钥不匹配`,
		}),
		advice: t({
			en: "Copy Alipay's public key (not the application's own) for this very app and environment from the Alipay console again; if it is right, something on the way alters answers",
			zh: '请从支付宝开放平台控制台重新复制该应用、该环境对应的“支付宝公钥”（不是“应用公钥”）；如确认无误，则网络链路上有设备改动了应答',
		}),
	};
}
