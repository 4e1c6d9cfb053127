import { AlipayError, classifyResponse, classifyTransportError, openResponse, signRequest } from '../../alipay';
import type { Account, GatewayResponse, ResponseRules, SignedRequest, Classification } from '../../alipay';
import { t } from '../../i18n/translate';
import { joinSentences } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { isNotAccepted } from '../output/outcome';
import type { Accepted, NotAccepted, RowOutcome } from '../output/outcome';
import type { CertificateRotation } from './fetch-certificate';
import { evidenceOf, whyRunEnds } from './account-check';
import type { Evidence } from './account-check';
import type { HttpResult, Transport } from './http-transport';

/** What one attempt needs: the same for every row of a run. */
export interface SendContext {
	readonly account: Account;
	readonly rules: ResponseRules;
	readonly transport: Transport;
	readonly rotation: CertificateRotation;
	/** Which environment an unknown app id was looked up in, for the explanation of an error. */
	readonly environment: string;
}

/** What is known of one row over its attempts so far. */
export interface Progress {
	attempts: number;
	/** How many of them the gateway refused before it processed anything, as there were too many calls. */
	overQuota: number;
	/** Whether the last one was. */
	isOverQuota: boolean;
	/** An earlier attempt may have been carried out, though no trusted response came. */
	maybeDone: boolean;
	/** What the last attempt showed about the account. */
	evidence: Evidence;
	/** A request may be on its way whose result is not known yet. */
	isInFlight: boolean;
}

export interface AttemptResult {
	readonly classification: Classification;
	readonly evidence: Evidence;
	readonly traceId?: string;
}

type HttpResponse = Extract<HttpResult, { kind: 'response' }>;

/** Opens a response; where it is signed with a certificate that is not known yet, that is fetched first. */
export async function openHttpResult(
	{ account, rotation }: Pick<SendContext, 'account' | 'rotation'>,
	method: string,
	httpResult: HttpResponse,
): Promise<GatewayResponse> {
	const open = () => openResponse(account, method, httpResult.bytes, httpResult.contentType);
	const response = open();
	if (response.kind !== 'otherCertificate') return response;
	return (await rotation.trust(response.certSn)) ?? open();
}

async function classify(sendContext: SendContext, signedRequest: SignedRequest, httpResult: HttpResult): Promise<AttemptResult> {
	const { account, rules, environment } = sendContext;
	if (httpResult.kind === 'failed') {
		const classification = classifyTransportError(httpResult.failure);
		return { classification, evidence: evidenceOf(account, undefined, classification) };
	}
	const response = await openHttpResult(sendContext, rules.method, httpResult);
	const context = { appId: account.appId, environment, date: httpResult.date, now: new Date() };
	const classification = classifyResponse(response, rules, signedRequest, context);
	return { classification, evidence: evidenceOf(account, response, classification), traceId: httpResult.traceId };
}

/** What an error means that the checks before sending should have caught, or a response that cannot be read. */
function classificationOfError(error: unknown, outcome: 'notSent' | 'unknown'): Classification {
	const isOurs = error instanceof AlipayError;
	return {
		outcome,
		retry: 'no',
		endsRun: false,
		code: isOurs ? error.code : 'ERR_ROW',
		subCode: '',
		message: isOurs
			? error.message
			: t({ en: "This row couldn't be processed", zh: '该行无法处理' }),
		description: isOurs
			? error.description
			: t({
					en: 'Check its values. If they are correct, report this to the maintainers of this package',
					zh: '请检查该行的数据。如数据无误，请反馈给本软件包的维护者',
				}),
	};
}

/** A signed request, or the result of a row for which none can be made. */
export type SigningResult = { ok: true; signedRequest: SignedRequest } | { ok: false; attempt: AttemptResult };

/**
 * A row's request with its time stamp, signed now. Never rejects: an error is the row's own result.
 *
 * @param appAuthToken in place of the account's token; empty = the account's
 */
export async function signRow(
	{ account, rules }: Pick<SendContext, 'account' | 'rules'>,
	bizContent: string,
	appAuthToken = '',
): Promise<SigningResult> {
	const call = { method: rules.method, bizContent, ...(appAuthToken !== '' && { appAuthToken }) };
	try {
		return { ok: true, signedRequest: await signRequest(account, call, new Date()) };
	} catch (error) {
		return { ok: false, attempt: { classification: classificationOfError(error, 'notSent'), evidence: 'none' } };
	}
}

/**
 * One attempt for one row: its request sent, and the response classified. Resolves with nothing where the run
 * was cancelled before the request was sent. An error while sending is the row's own result, and what is known
 * of the other rows is not lost over it.
 */
export async function attemptOnce(sendContext: SendContext, signing: SigningResult): Promise<AttemptResult | undefined> {
	if (!signing.ok) return signing.attempt;
	const { transport } = sendContext;
	const { signedRequest } = signing;
	if (transport.isClosed()) return undefined;
	try {
		return await classify(sendContext, signedRequest, await transport.post(signedRequest));
	} catch (error) {
		return { classification: classificationOfError(error, 'unknown'), evidence: 'none' };
	}
}

/** How a refusal reads where an earlier attempt may have been carried out. */
function afterDoubt(classification: Classification): Pick<NotAccepted, 'outcome' | 'message' | 'description'> {
	const { message, description } = classification;
	return {
		outcome: 'unknown',
		message: t({
			en: `It isn't known whether this row was processed. An earlier attempt may have been processed. Last attempt: ${message}`,
			zh: `无法确定该行是否已处理：此前有一次请求可能已被处理。最后一次请求的结果：${message}`,
		}),
		description: t({
			en: `Run this row again. Both calls are safe to repeat. ${description}`,
			zh: `请重新运行该行，两个接口均可安全地重复调用。${description}`,
		}),
	};
}

/**
 * What became of a row after its last attempt. A row of which an earlier attempt may have been carried out is
 * never called refused or not sent.
 */
export function outcomeOf(
	attempt: AttemptResult,
	progress: Pick<Progress, 'attempts' | 'maybeDone'>,
	reading: Pick<Accepted, 'content' | 'hints'>,
): RowOutcome {
	const { classification, traceId } = attempt;
	const { attempts } = progress;
	if (classification.outcome === 'accepted') {
		const { members = {}, verified = false } = classification;
		return { outcome: 'accepted', members, verified, attempts, traceId, content: reading.content, hints: reading.hints };
	}
	const isDoubtful = progress.maybeDone && classification.outcome !== 'unknown';
	const { outcome, message, description } = isDoubtful
		? afterDoubt(classification)
		: { ...classification, outcome: classification.outcome };
	return {
		outcome,
		message,
		description,
		code: classification.code,
		subCode: classification.subCode,
		field: classification.field ?? '',
		attempts,
		traceId,
		endsRun: classification.endsRun,
		...(classification.isOfMerchant && { isOfMerchant: true }),
	};
}

/** The outcome of a row over which the run ends, since the account itself is in doubt (account-check.ts). */
export const endingRun = (outcome: RowOutcome, evidence: Evidence): RowOutcome =>
	isNotAccepted(outcome)
		? {
				...outcome,
				endsRun: true,
				description: joinSentences([whyRunEnds(evidence), asSentence(outcome.description)]),
			}
		: outcome;
