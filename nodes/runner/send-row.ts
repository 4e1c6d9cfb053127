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

/** What one try needs: the same for every row of a run. */
export interface SendContext {
	readonly account: Account;
	readonly rules: ResponseRules;
	readonly transport: Transport;
	readonly rotation: CertificateRotation;
	/** In place of the account's token; empty = the account's. */
	readonly appAuthToken: string;
	/** Adds what only the run knows to an explanation, e.g. which environment an app id is unknown in. */
	readonly environment: string;
}

/** How far one row has come over its tries. */
export interface Progress {
	attempts: number;
	/** An earlier try may have been carried out, though no trustworthy answer came. */
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

type Answered = Extract<HttpResult, { kind: 'answered' }>;

/** Opens an answer; where it is signed with a certificate that is not known yet, that is fetched first. */
export async function openHttpResult(
	{ account, rotation }: Pick<SendContext, 'account' | 'rotation'>,
	method: string,
	httpResult: Answered,
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

/** What an error means that the checks before sending should have caught, or an answer that cannot be read. */
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
			: t({ en: 'This row could not be processed', zh: '该行无法处理' }),
		description: isOurs
			? error.description
			: t({
					en: 'Look at its values, and report it to the makers of this package if they are in order',
					zh: '请检查该行的数据；如数据无误，请向本软件包的开发者反馈',
				}),
	};
}

/** A request that is ready, or what came of a row for which none can be made. */
export type SigningResult = { ok: true; signedRequest: SignedRequest } | { ok: false; attempt: AttemptResult };

/** A row's request, stamped and signed now. Never rejects: an error is the row's own verdict. */
export async function signRow(
	{ account, rules, appAuthToken }: Pick<SendContext, 'account' | 'rules' | 'appAuthToken'>,
	bizContent: string,
): Promise<SigningResult> {
	const call = { method: rules.method, bizContent, ...(appAuthToken !== '' && { appAuthToken }) };
	try {
		return { ok: true, signedRequest: await signRequest(account, call, new Date()) };
	} catch (error) {
		return { ok: false, attempt: { classification: classificationOfError(error, 'notSent'), evidence: 'none' } };
	}
}

/**
 * One try for one row: its request sent, and the answer judged. Resolves with nothing where the
 * run was cancelled before the request left. Never rejects: an error is the row's own verdict, and
 * what is known of the other rows is not lost over it.
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

/** A verdict that stands although an earlier try may have been carried out. */
function afterDoubt(classification: Classification): Pick<NotAccepted, 'outcome' | 'message' | 'description'> {
	const { message, description } = classification;
	return {
		outcome: 'unknown',
		message: t({
			en: `It is not known whether this row was carried out. An earlier try got no trustworthy answer; the last one ended so: ${message}`,
			zh: `无法确定该行是否已处理：此前有一次请求未得到可信应答，最后一次的结果为：${message}`,
		}),
		description: t({
			en: `Send this row again: both calls may be repeated without harm. ${description}`,
			zh: `请重新发送该行，两个接口均可安全重复调用。${description}`,
		}),
	};
}

/**
 * What became of a row after its last try. A row of which an earlier try may have been carried out is
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
	};
}

/** The outcome of a row over which the run ends, since the account itself is in doubt (standing.ts). */
export const endingRun = (outcome: RowOutcome, evidence: Evidence): RowOutcome =>
	isNotAccepted(outcome)
		? {
				...outcome,
				endsRun: true,
				description: joinSentences([whyRunEnds(evidence), asSentence(outcome.description)]),
			}
		: outcome;
