import { t } from '../../i18n/translate';
import type { Meaning } from './error-codes';
import { compareEcho } from './invalid-signature';
import type { SignedRequest } from '../protocol-types';

/** What only the caller knows, for better advice. */
export interface ClassificationContext {
	readonly appId?: string;
	/** The credential's `environment`: `production`, `sandbox` or `custom`. */
	readonly environment?: string;
	/** The answer's `Date` header, with the moment it came: tells how wrong the clock is. */
	readonly date?: string;
	readonly now?: Date;
}

export type Members = Readonly<Record<string, unknown>>;
export type SignedText = Pick<SignedRequest, 'canonicalString'>;

/** A member as text; empty where there is none. */
export const textOf = (members: Members, name: string): string => {
	const value = members[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** How many minutes this machine's clock is ahead (+) or behind (-); undefined if not known. */
export function clockError({ date, now }: ClassificationContext): number | undefined {
	const theirs = Date.parse(date ?? '');
	if (Number.isNaN(theirs) || now === undefined) return undefined;
	return Math.round((now.getTime() - theirs) / 60_000);
}

export function clockSentence(minutes: number): string {
	const amount = Math.abs(minutes);
	return minutes > 0
		? t({
				en: `This machine's clock is ${amount} minutes fast`,
				zh: `本机时钟快了 ${amount} 分钟`,
			})
		: t({
				en: `This machine's clock is ${amount} minutes slow`,
				zh: `本机时钟慢了 ${amount} 分钟`,
			});
}

export interface Explanation {
	readonly message: string;
	readonly description: string;
}

const appOf = ({ appId }: ClassificationContext): string =>
	appId === undefined ? '' : t({ en: ` ${appId}`, zh: ` ${appId} ` });

function explainSignature(
	members: Members,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Explanation | undefined {
	if (signedRequest === undefined) return undefined;
	const finding = compareEcho(textOf(members, 'sub_msg'), signedRequest.canonicalString);
	const app = appOf(context);
	if (finding.kind === 'equal') {
		return {
			message: t({
				en: `The private key does not belong to the public key that is registered for app${app}`,
				zh: `应用私钥与应用${app}登记的应用公钥不匹配`,
			}),
			description: t({
				en: 'Alipay checked the very string that was signed, so the encoding is right and the key is wrong. Register the public key of this private key in the Alipay console (Development settings > Interface signature), or paste the private key that belongs to the registered one',
				zh: '支付宝验签的字符串与签名时完全一致，说明编码没有问题，问题在于密钥。请在支付宝开放平台控制台（开发设置 > 接口加签方式）登记与该私钥配对的应用公钥，或改用与已登记公钥配对的应用私钥',
			}),
		};
	}
	if (finding.kind !== 'different') return undefined;
	const { parameter, position } = finding;
	return {
		message: t({
			en: `The request reached Alipay differently encoded: the first difference is in ${parameter}, at character ${position}`,
			zh: `请求到达支付宝时编码发生了变化：第一处差异在 ${parameter} 的第 ${position} 个字符`,
		}),
		description: t({
			en: "The key may well be right. Check whether a proxy on the way alters requests, and set the credential's Charset to utf-8",
			zh: '密钥可能没有问题。请检查网络链路上是否有代理改动了请求，并将凭证中的“字符集”设为 utf-8',
		}),
	};
}

function explainAppId(context: ClassificationContext): Explanation | undefined {
	const { environment } = context;
	if (environment !== 'production' && environment !== 'sandbox') return undefined;
	const inSandbox = environment === 'sandbox';
	return {
		message: inSandbox
			? t({
					en: `The sandbox does not know the app id${appOf(context)}`,
					zh: `沙箱环境查不到应用 ID${appOf(context)}`.trimEnd(),
				})
			: t({
					en: `Alipay's production does not know the app id${appOf(context)}`,
					zh: `支付宝正式环境查不到应用 ID${appOf(context)}`.trimEnd(),
				}),
		description: inSandbox
			? t({
					en: "If it is a production app, set the credential's Environment to Production; otherwise copy the sandbox app's APPID again. Whether the key is right cannot be told yet",
					zh: '如果这是正式应用，请将凭证的“环境”改为“正式环境”；否则请重新复制沙箱应用的 APPID。目前还无法判断密钥是否正确',
				})
			: t({
					en: "If it is a sandbox app, set the credential's Environment to Sandbox; otherwise copy the APPID from the Alipay console again. Whether the key is right cannot be told yet",
					zh: '如果这是沙箱应用，请将凭证的“环境”改为“沙箱环境”；否则请从支付宝开放平台控制台重新复制 APPID。目前还无法判断密钥是否正确',
				}),
	};
}

function explainTime(meaning: Meaning, context: ClassificationContext): Explanation | undefined {
	const minutes = clockError(context);
	if (minutes === undefined || minutes === 0) return undefined;
	return { message: clockSentence(minutes), description: t(meaning.advice) };
}

function explainSpecially(
	subCode: string,
	members: Members,
	meaning: Meaning,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Explanation | undefined {
	switch (subCode) {
		case 'isv.invalid-signature':
			return explainSignature(members, signedRequest, context);
		case 'isv.invalid-app-id':
			return explainAppId(context);
		case 'isv.invalid-timestamp':
		case 'isv.illegal-timestamp':
			return explainTime(meaning, context);
		default:
			return undefined;
	}
}

/** The sentences for a code of the gateway's; of some more can be said than the table does. */
export function explain(
	subCode: string,
	members: Members,
	meaning: Meaning,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Explanation {
	const special = explainSpecially(subCode, members, meaning, signedRequest, context);
	return special ?? { message: t(meaning.message), description: t(meaning.advice) };
}
