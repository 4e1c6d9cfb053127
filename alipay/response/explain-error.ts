import { t } from '../../i18n/translate';
import { bareCode } from './code-family';
import type { Meaning } from './error-codes';
import { compareEcho } from './invalid-signature';
import type { SignedRequest } from '../protocol-types';

/** What only the caller knows, for better advice. */
export interface ClassificationContext {
	readonly appId?: string;
	/** The credential's `environment`: `production`, `sandbox` or `custom`. */
	readonly environment?: string;
	/** The response's `Date` header, with the moment it came: says how wrong the clock is. */
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

type Texts = Pick<Meaning, 'message' | 'advice'>;

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
				en: `The private key doesn't match the public key that was uploaded for the app${app}`,
				zh: `应用私钥与应用${app}上传的应用公钥不匹配`,
			}),
			description: t({
				en: 'Alipay checked exactly the string that was signed, so the encoding is right and the key is wrong. Upload the public key of this private key in the Alipay console (Development settings > Interface signature), or paste the private key of the uploaded public key in "Private Key"',
				zh: '支付宝验签的字符串与签名时完全一致，说明编码没有问题，问题在于密钥。请在支付宝开放平台控制台（开发设置 > 接口加签方式）上传与该私钥配对的应用公钥，或改用与已上传公钥配对的应用私钥',
			}),
		};
	}
	if (finding.kind !== 'different') return undefined;
	const { parameter, position } = finding;
	return {
		message: t({
			en: `The request reached Alipay in another encoding: the first difference is in ${parameter}, at character ${position}`,
			zh: `请求到达支付宝时编码发生了变化：第一处差异在 ${parameter} 的第 ${position} 个字符`,
		}),
		description: t({
			en: 'The key is probably right. Check whether a proxy between n8n and Alipay changes requests, and set "Charset" in the credential to UTF-8',
			zh: '密钥可能没有问题。请检查 n8n 与支付宝之间的代理是否改动了请求，并将凭证中的“字符集”设为 UTF-8',
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
					en: `The sandbox doesn't know the app ID${appOf(context)}`,
					zh: `沙箱环境查不到应用 ID${appOf(context)}`.trimEnd(),
				})
			: t({
					en: `The production gateway doesn't know the app ID${appOf(context)}`,
					zh: `支付宝正式环境查不到应用 ID${appOf(context)}`.trimEnd(),
				}),
		description: inSandbox
			? t({
					en: 'For a production app, set "Environment" in the credential to Production. Otherwise copy the APPID of the sandbox app again. The key hasn\'t been checked yet',
					zh: '如果这是正式应用，请将凭证的“环境”改为“正式环境”；否则请重新复制沙箱应用的 APPID。密钥尚未校验',
				})
			: t({
					en: 'For a sandbox app, set "Environment" in the credential to Sandbox. Otherwise copy the APPID from the Alipay console again. The key hasn\'t been checked yet',
					zh: '如果这是沙箱应用，请将凭证的“环境”改为“沙箱环境”；否则请从支付宝开放平台控制台重新复制 APPID。密钥尚未校验',
				}),
	};
}

function explainTime(meaning: Texts, context: ClassificationContext): Explanation | undefined {
	const minutes = clockError(context);
	if (minutes === undefined || minutes === 0) return undefined;
	return { message: clockSentence(minutes), description: t(meaning.advice) };
}

function explainSpecially(
	subCode: string,
	members: Members,
	meaning: Texts,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Explanation | undefined {
	switch (bareCode(subCode)) {
		case 'invalid-signature':
			return explainSignature(members, signedRequest, context);
		case 'invalid-app-id':
			return explainAppId(context);
		case 'invalid-timestamp':
		case 'illegal-timestamp':
			return explainTime(meaning, context);
		default:
			return undefined;
	}
}

/** The sentences for a code of the gateway's; of some more can be said than the table does. */
export function explain(
	subCode: string,
	members: Members,
	meaning: Texts,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Explanation {
	const special = explainSpecially(subCode, members, meaning, signedRequest, context);
	return special ?? { message: t(meaning.message), description: t(meaning.advice) };
}
