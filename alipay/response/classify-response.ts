import { t } from '../../i18n/translate';
import { findBusinessCode, solutionOf } from './business-code';
import { classifyUnsuccessful } from './classify-success';
import { meaningOf } from './code-meaning';
import { explain, textOf } from './explain-error';
import type { ClassificationContext, Members, SignedText } from './explain-error';
import { gatewayWords, withCodes, withoutToken } from './gateway-words';
import { codeOf, SUCCESS } from './open-response';
import type { BusinessCode, Classification, GatewayResponse, ResponseRules } from '../protocol-types';

const BUSINESS_FAILURE = '40004';

function classifyBusinessCode(known: BusinessCode, code: string, words: string): Classification {
	const passes = known.retry === true;
	return {
		outcome: passes ? 'unknown' : 'refused',
		retry: passes ? 'yes' : 'no',
		endsRun: false,
		code,
		subCode: known.subCode,
		message: withCodes(t(known.message), code, known.subCode, words),
		description: solutionOf(known),
		...(known.field !== undefined && { field: known.field }),
	};
}

function classifyFailure(
	members: Members,
	rules: ResponseRules,
	signedRequest: SignedText | undefined,
	context: ClassificationContext,
): Classification {
	const code = withoutToken(codeOf(members), signedRequest);
	const subCode = withoutToken(textOf(members, 'sub_code'), signedRequest);
	const words = gatewayWords(members, signedRequest);
	const known = code === BUSINESS_FAILURE ? findBusinessCode(rules, subCode) : undefined;
	if (known !== undefined) return classifyBusinessCode(known, code, words);
	const { outcome, retry, endsRun, isOfMerchant, field, ...texts } = meaningOf(code, subCode);
	const { message, description } = explain(subCode, members, texts, signedRequest, context);
	return {
		outcome,
		retry,
		endsRun,
		...(isOfMerchant && { isOfMerchant }),
		code,
		subCode,
		message: withCodes(message, code, subCode, words),
		description,
		...(field !== undefined && { field }),
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

const otherCertificate = (): Classification =>
	notKnown(
		'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
		t({
			en: "The response is signed with an Alipay certificate that isn't in the credential",
			zh: '响应使用的支付宝证书不在凭证中',
		}),
		t({
			en: 'Download the Alipay certificate from the Alipay console again and paste it into "Alipay Certificate" in the credential',
			zh: '请从支付宝开放平台控制台重新下载支付宝公钥证书，并粘贴到凭证的“支付宝公钥证书”中',
		}),
	);

const noCode = (): Classification =>
	notKnown(
		'ERR_ANSWER_NO_CODE',
		t({ en: "The gateway's response has no code", zh: '网关响应中没有返回码' }),
		t({ en: 'Send the row again', zh: '请重新发送该行' }),
	);

/**
 * What a response means for its row and for the run: one pure function of the response, the call's own
 * codes (`rules`) and, for better advice, what was signed and where it was sent.
 *
 * - `10000` without a sub code, and every member of `rules.success` has one of its values: accepted.
 * - Any other `10000`: see `classifyUnsuccessful`.
 * - A documented business code: refused, with the document's own solution in both languages; one that
 *   passes by itself (`SYSTEM_ERROR`): unknown, to be tried again.
 * - A code of the gateway's: by the table in error-codes.ts (`meaningOf`). Refused is only what is
 *   certainly not done; a code that is not known is unknown.
 * - An untrusted response: unknown, to be tried again.
 */
export function classifyResponse(
	response: GatewayResponse,
	rules: ResponseRules,
	signedRequest?: SignedText,
	context: ClassificationContext = {},
): Classification {
	if (response.kind === 'untrusted') return notKnown(response.code, response.reason, response.advice);
	if (response.kind === 'otherCertificate') return otherCertificate();
	const { members, verified } = response;
	const code = codeOf(members);
	if (code === '') return noCode();
	if (code !== SUCCESS) return classifyFailure(members, rules, signedRequest, context);
	const unsuccessful = classifyUnsuccessful(members, rules, signedRequest);
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
