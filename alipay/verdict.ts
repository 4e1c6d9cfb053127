import { say } from '../i18n/text';
import { codeOf, SUCCESS } from './answer';
import { meaningOf, SYSTEM_ERROR } from './codes';
import { withoutEcho } from './echo';
import { explain, textOf } from './explain';
import type { JudgeContext, Members, Sealed } from './explain';
import type { Answer, AnswerRules, BusinessCode, Verdict } from './types';

const MAX_WORDS = 300;

/** The token in what was signed; the names behind it are those that can follow it. */
const TOKEN = /(?:^|&)app_auth_token=(.+?)&app_(?:cert_sn|id)=/s;

/** What the gateway says, without the token that was sent and no longer than anyone reads. */
function safe(words: string, sealed: Sealed | undefined): string {
	const token = TOKEN.exec(sealed?.canonicalString ?? '')?.[1];
	const blotted = token === undefined ? words : words.replaceAll(token, '***');
	return blotted.trim().slice(0, MAX_WORDS);
}

/** The gateway's `sub_msg`, without the echo, which may hold secrets. */
const gatewaysWords = (members: Members, sealed: Sealed | undefined): string =>
	safe(withoutEcho(textOf(members, 'sub_msg') || textOf(members, 'msg')), sealed);

const withCodes = (message: string, code: string, subCode: string, words: string): string => {
	const codes = [code, subCode].filter((each) => each !== '').join(' ');
	const tail = [codes, words].filter((each) => each !== '').join(': ');
	return tail === '' ? message : say({ en: `${message} (${tail})`, zh: `${message}（${tail}）` });
};

const businessCodeOf = (rules: AnswerRules, subCode: string): BusinessCode | undefined =>
	rules.businessCodes.find((each) => each.subCode === subCode || each.aliases?.includes(subCode));

/** The document's own solution, in both languages whatever the build: support speaks of it so. */
function solutionOf({ solution, documented, documentedEn }: BusinessCode): string {
	const advice = say(solution).replace(/[.。]$/, '');
	return say({
		en: `${advice}. Alipay's document says: ${documentedEn} (${documented})`,
		zh: `${advice}。支付宝文档的解决方案：${documented}（${documentedEn}）`,
	});
}

function judgeBusiness(
	known: BusinessCode,
	code: string,
	words: string,
	nothingDone: boolean,
): Verdict {
	const passes = known.retry === true;
	return {
		outcome: passes && !nothingDone ? 'unknown' : 'refused',
		retry: passes ? 'yes' : 'no',
		endsRun: false,
		code,
		subCode: known.subCode,
		message: withCodes(say(known.message), code, known.subCode, words),
		description: solutionOf(known),
		...(known.field !== undefined && { field: known.field }),
	};
}

function judgeRefusal(
	members: Members,
	rules: AnswerRules,
	sealed: Sealed | undefined,
	context: JudgeContext,
): Verdict {
	const code = safe(codeOf(members), sealed);
	const subCode = safe(textOf(members, 'sub_code'), sealed);
	const words = gatewaysWords(members, sealed);
	const known = code === '40004' ? businessCodeOf(rules, subCode) : undefined;
	if (known !== undefined) return judgeBusiness(known, code, words, false);
	const passes = code === '40004' && subCode === SYSTEM_ERROR;
	const meaning = passes ? meaningOf('20000', '') : meaningOf(code, subCode);
	const { message, description } = explain(subCode, members, meaning, sealed, context);
	return {
		outcome: meaning.outcome,
		retry: meaning.retry,
		endsRun: meaning.endsRun,
		code,
		subCode,
		message: withCodes(message, code, subCode, words),
		description,
	};
}

/** The document's word for a state sync that was not carried out (`biz_result`). */
const FAILED = 'failed';

/** A `10000` whose members do not all say success. Undefined where they do. */
function judgeResult(
	members: Members,
	rules: AnswerRules,
	sealed: Sealed | undefined,
): Verdict | undefined {
	const unmet = Object.entries(rules.success ?? {}).find(
		([name, values]) => !values.includes(textOf(members, name)),
	);
	if (unmet === undefined) return undefined;
	const [name] = unmet;
	const value = textOf(members, name);
	const subCode = safe(textOf(members, 'sub_code'), sealed);
	const words = gatewaysWords(members, sealed);
	const known = businessCodeOf(rules, subCode);
	const hasFailed = value === FAILED;
	if (hasFailed && known !== undefined) return judgeBusiness(known, SUCCESS, words, true);
	const shared = { retry: 'no', endsRun: false, code: SUCCESS, subCode } as const;
	if (hasFailed) {
		return {
			...shared,
			outcome: 'refused',
			message: withCodes(
				say({
					en: `Alipay received the row but did not carry it out: ${name} is ${FAILED}`,
					zh: `支付宝已收到该行，但未执行：${name} 为 ${FAILED}`,
				}),
				'',
				subCode,
				words,
			),
			description: say({
				en: 'Nothing was synchronised. Check the row with the data model that you agreed on with Zhima Credit, then send it again',
				zh: '本次未同步任何数据。请对照与芝麻信用约定的数据模型检查该行，然后重新发送',
			}),
		};
	}
	return {
		...shared,
		outcome: 'unknown',
		message: say({
			en: `Alipay's answer does not say whether the row was carried out: ${name} is missing or not a documented value`,
			zh: `支付宝的应答未说明该行是否已执行：${name} 缺失，或不是文档规定的取值`,
		}),
		description: say({
			en: 'Send the row again; if it stays so, ask your contact at Zhima Credit',
			zh: '请重新发送该行；如仍如此，请联系芝麻信用对接人',
		}),
	};
}

const notKnown = (code: string, message: string, description: string): Verdict => ({
	outcome: 'unknown',
	retry: 'yes',
	endsRun: false,
	code,
	subCode: '',
	message,
	description,
});

/**
 * What an answer means for its row and for the run: one pure function of the answer, the call's own
 * codes (`rules`) and, for better advice, what was signed and where it was sent.
 *
 * - `10000`, and every member of `rules.success` has one of its values: accepted.
 * - `10000` with such a member saying `failed`: refused; missing or another value: unknown.
 * - A documented business code: refused, with the document's own solution in both languages; one
 *   that passes by itself (`SYSTEM_ERROR`): unknown, to be tried again.
 * - A code of the gateway's: by the table in codes.ts. A code that is not known: unknown.
 * - An answer that is not to be trusted: unknown, to be tried again.
 */
export function judgeAnswer(
	answer: Answer,
	rules: AnswerRules,
	sealed?: Sealed,
	context: JudgeContext = {},
): Verdict {
	if (answer.kind === 'untrusted') return notKnown(answer.code, answer.reason, answer.advice);
	if (answer.kind === 'otherCertificate') {
		return notKnown(
			'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
			say({
				en: 'The answer is signed with an Alipay certificate that is not in the credential',
				zh: '应答由一张凭证中没有的支付宝证书签名',
			}),
			say({
				en: "Download Alipay's public key certificate from the Alipay console again, and paste it into the credential",
				zh: '请从支付宝开放平台控制台重新下载“支付宝公钥证书”，并粘贴到凭证中',
			}),
		);
	}
	const { members, verified } = answer;
	const code = codeOf(members);
	if (code === '') {
		return notKnown(
			'ERR_ANSWER_NO_CODE',
			say({ en: "The gateway's answer has no code", zh: '网关应答中没有返回码' }),
			say({ en: 'Send the row again', zh: '请重新发送该行' }),
		);
	}
	if (code !== SUCCESS) return judgeRefusal(members, rules, sealed, context);
	const unsuccessful = judgeResult(members, rules, sealed);
	if (unsuccessful !== undefined) return unsuccessful;
	return {
		outcome: 'accepted',
		retry: 'no',
		endsRun: false,
		code,
		subCode: '',
		message: say({ en: 'Accepted', zh: '已受理' }),
		description: '',
		members,
		verified,
	};
}
