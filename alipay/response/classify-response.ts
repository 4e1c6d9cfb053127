import { t } from '../../i18n/translate';
import { codeOf, SUCCESS } from './open-response';
import { meaningOf, SYSTEM_ERROR } from './error-codes';
import { withoutEcho } from './invalid-signature';
import { explain, textOf } from './explain-error';
import type { ClassificationContext, Members, SignedText } from './explain-error';
import type { GatewayResponse, ResponseRules, BusinessCode, Classification } from '../protocol-types';

const MAX_WORDS = 300;

/** The token in what was signed; the names behind it are those that can follow it. */
const TOKEN = /(?:^|&)app_auth_token=(.+?)&app_(?:cert_sn|id)=/s;

/** What the gateway says, without the token that was sent and no longer than anyone reads. */
function safe(words: string, signedRequest: SignedText | undefined): string {
	const token = TOKEN.exec(signedRequest?.canonicalString ?? '')?.[1];
	const blotted = token === undefined ? words : words.replaceAll(token, '***');
	return blotted.trim().slice(0, MAX_WORDS);
}

/** The gateway's `sub_msg`, without the echo, which may hold secrets. */
const gatewaysWords = (members: Members, signedRequest: SignedText | undefined): string =>
	safe(withoutEcho(textOf(members, 'sub_msg') || textOf(members, 'msg')), signedRequest);

const withCodes = (message: string, code: string, subCode: string, words: string): string => {
	const codes = [code, subCode].filter((each) => each !== '').join(' ');
	const tail = [codes, words].filter((each) => each !== '').join(': ');
	return tail === '' ? message : t({ en: `${message} (${tail})`, zh: `${message}（${tail}）` });
};

const businessCodeOf = (rules: ResponseRules, subCode: string): BusinessCode | undefined =>
	rules.businessCodes.find((each) => each.subCode === subCode || each.aliases?.includes(subCode));

/** The document's own solution, in both languages whatever the build: support speaks of it so. */
function solutionOf({ solution, documented, documentedEn }: BusinessCode): string {
	const advice = t(solution).replace(/[.。]$/, '');
	return t({
		en: `${advice}. Alipay's document says: ${documentedEn} (${documented})`,
		zh: `${advice}。支付宝文档的解决方案：${documented}（${documentedEn}）`,
	});
}

function classifyBusinessCode(
	known: BusinessCode,
	code: string,
	words: string,
	nothingDone: boolean,
): Classification {
	const passes = known.retry === true;
	return {
		outcome: passes && !nothingDone ? 'unknown' : 'refused',
		retry: passes ? 'yes' : 'no',
		endsRun: false,
		code,
		subCode: known.subCode,
		message: withCodes(t(known.message), code, known.subCode, words),
		description: solutionOf(known),
		...(known.field !== undefined && { field: known.field }),
	};
}

function classifyRefusal(
	members: Members,
	rules: ResponseRules,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Classification {
	const code = safe(codeOf(members), signedRequest);
	const subCode = safe(textOf(members, 'sub_code'), signedRequest);
	const words = gatewaysWords(members, signedRequest);
	const known = code === '40004' ? businessCodeOf(rules, subCode) : undefined;
	if (known !== undefined) return classifyBusinessCode(known, code, words, false);
	const passes = code === '40004' && subCode === SYSTEM_ERROR;
	const meaning = passes ? meaningOf('20000', '') : meaningOf(code, subCode);
	const { message, description } = explain(subCode, members, meaning, signedRequest, context);
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
function classifyResult(
	members: Members,
	rules: ResponseRules,
	signedRequest: SignedText | undefined,
): Classification | undefined {
	const unmet = Object.entries(rules.success ?? {}).find(
		([name, values]) => !values.includes(textOf(members, name)),
	);
	if (unmet === undefined) return undefined;
	const [name] = unmet;
	const value = textOf(members, name);
	const subCode = safe(textOf(members, 'sub_code'), signedRequest);
	const words = gatewaysWords(members, signedRequest);
	const known = businessCodeOf(rules, subCode);
	const hasFailed = value === FAILED;
	if (hasFailed && known !== undefined) return classifyBusinessCode(known, SUCCESS, words, true);
	const shared = { retry: 'no', endsRun: false, code: SUCCESS, subCode } as const;
	if (hasFailed) {
		return {
			...shared,
			outcome: 'refused',
			message: withCodes(
				t({
					en: `Alipay received the row but did not carry it out: ${name} is ${FAILED}`,
					zh: `支付宝已收到该行，但未执行：${name} 为 ${FAILED}`,
				}),
				'',
				subCode,
				words,
			),
			description: t({
				en: 'Nothing was synchronised. Check the row with the data model that you agreed on with Zhima Credit, then send it again',
				zh: '本次未同步任何数据。请对照与芝麻信用约定的数据模型检查该行，然后重新发送',
			}),
		};
	}
	return {
		...shared,
		outcome: 'unknown',
		message: t({
			en: `Alipay's answer does not say whether the row was carried out: ${name} is missing or not a documented value`,
			zh: `支付宝的应答未说明该行是否已执行：${name} 缺失，或不是文档规定的取值`,
		}),
		description: t({
			en: 'Send the row again; if it stays so, ask your contact at Zhima Credit',
			zh: '请重新发送该行；如仍如此，请联系芝麻信用对接人',
		}),
	};
}

const notKnown = (code: string, message: string, description: string): Classification => ({
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
export function classifyResponse(
	response: GatewayResponse,
	rules: ResponseRules,
	signedRequest?: SignedText,
	context: ClassificationContext = {},
): Classification {
	if (response.kind === 'untrusted') return notKnown(response.code, response.reason, response.advice);
	if (response.kind === 'otherCertificate') {
		return notKnown(
			'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
			t({
				en: 'The answer is signed with an Alipay certificate that is not in the credential',
				zh: '应答由一张凭证中没有的支付宝证书签名',
			}),
			t({
				en: "Download Alipay's public key certificate from the Alipay console again, and paste it into the credential",
				zh: '请从支付宝开放平台控制台重新下载“支付宝公钥证书”，并粘贴到凭证中',
			}),
		);
	}
	const { members, verified } = response;
	const code = codeOf(members);
	if (code === '') {
		return notKnown(
			'ERR_ANSWER_NO_CODE',
			t({ en: "The gateway's answer has no code", zh: '网关应答中没有返回码' }),
			t({ en: 'Send the row again', zh: '请重新发送该行' }),
		);
	}
	if (code !== SUCCESS) return classifyRefusal(members, rules, signedRequest, context);
	const unsuccessful = classifyResult(members, rules, signedRequest);
	if (unsuccessful !== undefined) return unsuccessful;
	return {
		outcome: 'accepted',
		retry: 'no',
		endsRun: false,
		code,
		subCode: '',
		message: t({ en: 'Accepted', zh: '已受理' }),
		description: '',
		members,
		verified,
	};
}
