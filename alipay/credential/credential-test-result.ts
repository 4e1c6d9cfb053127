import { t } from '../../i18n/translate';
import { bareCode } from '../response/code-family';
import { codeOf } from '../response/open-response';
import type { AlipayError } from '../alipay-error';
import { classifyTransportError } from '../response/classify-transport-error';
import type { TransportError } from '../response/classify-transport-error';
import { clockError, clockSentence } from '../response/explain-error';
import type { ClassificationContext } from '../response/explain-error';
import { classifyResponse } from '../response/classify-response';
import { CODES } from '../response/error-codes';
import type { Account, Classification, GatewayResponse, SignedRequest } from '../protocol-types';

/** What came of a call that tests an account: a wrong setting, a response, or why there is none. */
export interface CredentialTestCall {
	/** What kept the call from being made. */
	readonly error?: AlipayError;
	readonly account?: Pick<Account, 'alipayPublicKey' | 'warnings'>;
	readonly response?: GatewayResponse;
	readonly failure?: TransportError;
	readonly signedRequest?: Pick<SignedRequest, 'canonicalString'>;
	/** App ID and environment; the response's `Date` header and when it came show how wrong the clock is. */
	readonly context?: ClassificationContext;
}

/** One sentence on an account with its advice, and whether the account can be used. */
export interface CredentialTestResult {
	readonly ok: boolean;
	readonly message: string;
	/** The account is right, but lacks the product that the called method belongs to. */
	readonly lacksProduct?: boolean;
}

/** Minutes. The gateway accepts time stamps that are up to 15 minutes off; the warning comes earlier. */
const MAX_CLOCK_ERROR = 10;

/** Refused for what was asked, not for who asked: app id and signature were looked at before. Without prefix. */
const CONTENT_REFUSED: readonly string[] = [
	'invalid-parameter',
	'illegal-json',
	'suspected-attack',
];

/** Of 40006 those that have nothing to do with a product. */
const NOT_OF_PRODUCT: readonly string[] = ['illegal-client-ip', 'app-api-punished'];

const join = (...sentences: readonly string[]): string =>
	sentences
		.filter((each) => each !== '')
		.map((each) => each.replace(/[.。]+$/, ''))
		.join(t({ en: '. ', zh: '。' }));

const failed = (message: string, description: string): CredentialTestResult => ({
	ok: false,
	message: join(message, description),
});

function aboutAlipaysKey(response: GatewayResponse, account: CredentialTestCall['account']): string {
	if (account?.alipayPublicKey === undefined) {
		return t({
			en: '"Alipay Public Key" is empty, so responses aren\'t verified',
			zh: '未填写“支付宝公钥”，因此不会对响应验签',
		});
	}
	if (response.kind === 'trusted' && response.verified) {
		return t({ en: "The response's signature is valid, too", zh: '响应验签也已通过' });
	}
	return t({
		en: 'The response had no signature, so "Alipay Public Key" was not tested',
		zh: '本次响应未带签名，因此无法检验“支付宝公钥”是否正确',
	});
}

function clockWarning(context: ClassificationContext): string {
	const minutes = clockError(context) ?? 0;
	if (Math.abs(minutes) < MAX_CLOCK_ERROR) return '';
	const advice = t({
		en: 'Correct it before Alipay refuses requests',
		zh: '请尽快校准，以免请求因此被支付宝拒绝',
	});
	return join(clockSentence(minutes), advice);
}

type Finding = 'fine' | 'productNotSigned' | 'atFault';

/** Whether a sub code is about the contract for a product; it counts under whatever code it comes. */
const isOfProduct = (code: string, subCode: string): boolean =>
	code === '40006' ||
	subCode === 'no-product-reg-by-partner' ||
	Object.hasOwn(CODES['40006'].subCodes, subCode);

/** A business refusal is fine, save with a sub code that says otherwise: that the account itself is at fault. */
function findingOf(
	{ members }: Extract<GatewayResponse, { kind: 'trusted' }>,
	{ endsRun }: Pick<Classification, 'endsRun'>,
): Finding {
	const code = codeOf(members);
	const subCode = bareCode(String(members.sub_code ?? ''));
	const isBusiness = code === '10000' || (code === '40004' && !endsRun);
	if (isBusiness || CONTENT_REFUSED.includes(subCode)) return 'fine';
	if (NOT_OF_PRODUCT.includes(subCode)) return 'atFault';
	return isOfProduct(code, subCode) ? 'productNotSigned' : 'atFault';
}

/** A test has no use for a method's own codes: that the refusal is a business one is all it needs. */
const NO_RULES = { method: '', businessCodes: [] };

function classifyTestResponse(
	response: GatewayResponse,
	{ account, signedRequest, context = {} }: CredentialTestCall,
): CredentialTestResult {
	const classification = classifyResponse(response, NO_RULES, signedRequest, context);
	const { message, description } = classification;
	const finding = response.kind === 'trusted' ? findingOf(response, classification) : 'atFault';
	if (finding === 'atFault') return failed(message, description);
	const clock = clockWarning(context);
	if (clock !== '') return { ok: false, message: clock };
	const warnings = account?.warnings ?? [];
	if (finding === 'productNotSigned') {
		const right = t({ en: 'The App ID and the key are valid', zh: '应用 ID 和密钥正确' });
		return { ok: true, lacksProduct: true, message: join(right, message, description, ...warnings) };
	}
	const fine = t({
		en: 'Alipay accepts the App ID and the key',
		zh: '支付宝已确认应用 ID 和密钥正确',
	});
	return { ok: true, message: join(fine, aboutAlipaysKey(response, account), ...warnings) };
}

/**
 * What a test shows about an account: one sentence with its advice, in the same words that a row would
 * get. The test calls a business method without content, which changes nothing: the gateway looks at the
 * App ID, then the signature, then permissions, then the content, so a business refusal means that
 * everything before it is right. One with a sub code that is about the account itself shows nothing of that.
 */
export function concludeCredentialTest(call: CredentialTestCall): CredentialTestResult {
	const { error, response, failure } = call;
	if (error !== undefined) return failed(error.message, error.description);
	if (response !== undefined) return classifyTestResponse(response, call);
	const { message, description } = classifyTransportError(failure ?? {});
	return failed(message, description);
}
