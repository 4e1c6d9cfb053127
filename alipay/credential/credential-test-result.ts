import { t } from '../../i18n/translate';
import { codeOf } from '../response/open-response';
import type { AlipayError } from '../alipay-error';
import { classifyTransportError } from '../response/transport-error';
import type { TransportError } from '../response/transport-error';
import { clockError, clockSentence } from '../response/explain-error';
import type { ClassificationContext } from '../response/explain-error';
import { classifyResponse } from '../response/classify-response';
import type { Account, GatewayResponse, SignedRequest } from '../protocol-types';

/** What came of a call made to test an account: settings at fault, an answer, or why there is none. */
export interface CredentialTestCall {
	/** What kept the call from being made. */
	readonly error?: AlipayError;
	readonly account?: Pick<Account, 'alipayPublicKey' | 'warnings'>;
	readonly response?: GatewayResponse;
	readonly failure?: TransportError;
	readonly signedRequest?: Pick<SignedRequest, 'canonicalString'>;
	/** App id and environment; the answer's `Date` header and when it came tell of the clock. */
	readonly context?: ClassificationContext;
}

/** One sentence on an account, with its advice, and whether it can be worked with. */
export interface CredentialTestResult {
	readonly ok: boolean;
	readonly message: string;
	/** The account is right, and lacks the product that the probed method belongs to. */
	readonly lacksProduct?: boolean;
}

/** The gateway takes time stamps that are up to 15 minutes off; this is said earlier. */
const MAX_CLOCK_ERROR = 10;

/** Refused for what was asked, not for who asked: app id and signature were looked at before. */
const CONTENT_REFUSED: readonly string[] = [
	'isv.invalid-parameter',
	'isv.illegal-json',
	'isv.suspected-attack',
];

/** Of 40006 those that have nothing to do with a product. */
const NOT_OF_PRODUCT: readonly string[] = ['isv.illegal-client-ip', 'isv.app-api-punished'];

const join = (...sentences: readonly string[]): string =>
	sentences
		.filter((each) => each !== '')
		.map((each) => each.replace(/[.。]+$/, ''))
		.join(t({ en: '. ', zh: '。' }));

const told = (message: string, description: string): CredentialTestResult => ({
	ok: false,
	message: join(message, description),
});

function aboutAlipaysKey(response: GatewayResponse, account: CredentialTestCall['account']): string {
	if (account?.alipayPublicKey === undefined) {
		return t({
			en: "Alipay's public key is not filled in, so answers are not verified",
			zh: '未填写支付宝公钥，因此不会对应答验签',
		});
	}
	if (response.kind === 'trusted' && response.verified) {
		return t({ en: "The answer's signature is right, too", zh: '应答验签也已通过' });
	}
	return t({
		en: "The answer came without a signature, so Alipay's public key was not put to the test",
		zh: '本次应答未带签名，因此无法检验支付宝公钥是否正确',
	});
}

function clockTrouble(context: ClassificationContext): string {
	const minutes = clockError(context) ?? 0;
	if (Math.abs(minutes) < MAX_CLOCK_ERROR) return '';
	const advice = t({
		en: 'Set it right before Alipay refuses requests for it',
		zh: '请尽快校准，以免请求因此被支付宝拒绝',
	});
	return join(clockSentence(minutes), advice);
}

type Finding = 'fine' | 'productNotSigned' | 'atFault';

function findingOf(response: Extract<GatewayResponse, { kind: 'trusted' }>): Finding {
	const code = codeOf(response.members);
	const subCode = String(response.members.sub_code ?? '');
	if (code === '10000' || code === '40004' || CONTENT_REFUSED.includes(subCode)) return 'fine';
	if (NOT_OF_PRODUCT.includes(subCode)) return 'atFault';
	const isUnsigned = code === '40006' || subCode === 'aop.no-product-reg-by-partner';
	return isUnsigned ? 'productNotSigned' : 'atFault';
}

/** A probe goes without a call's own codes: a business refusal is all it needs to know. */
const NO_RULES = { method: '', businessCodes: [] };

function classifyTestResponse(response: GatewayResponse, { account, signedRequest, context = {} }: CredentialTestCall): CredentialTestResult {
	const { message, description } = classifyResponse(response, NO_RULES, signedRequest, context);
	const finding = response.kind === 'trusted' ? findingOf(response) : 'atFault';
	if (finding === 'atFault') return told(message, description);
	const clock = clockTrouble(context);
	if (clock !== '') return { ok: false, message: clock };
	const warnings = account?.warnings ?? [];
	if (finding === 'productNotSigned') {
		const right = t({ en: 'The app id and the key are right', zh: '应用 ID 和密钥正确' });
		return { ok: true, lacksProduct: true, message: join(right, message, description, ...warnings) };
	}
	const fine = t({
		en: 'Alipay accepts the app id and the key',
		zh: '支付宝已确认应用 ID 和密钥正确',
	});
	return { ok: true, message: join(fine, aboutAlipaysKey(response, account), ...warnings) };
}

/**
 * What a probe tells of an account: one sentence with its advice, in the same words that a row would
 * get. The probe calls a business interface without content, which changes nothing: the gateway looks
 * at the app id, then the signature, then permissions, then the content, so that a business refusal
 * means that all before it is right.
 */
export function concludeCredentialTest(testMethod: CredentialTestCall): CredentialTestResult {
	const { error, response, failure } = testMethod;
	if (error !== undefined) return told(error.message, error.description);
	if (response !== undefined) return classifyTestResponse(response, testMethod);
	const { message, description } = classifyTransportError(failure ?? {});
	return told(message, description);
}
