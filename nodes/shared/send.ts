import { AlipayError, judgeAnswer, judgeFailure, openAnswer, sealRequest } from '../../alipay';
import type { Account, Answer, AnswerRules, SealedRequest, Verdict } from '../../alipay';
import { say } from '../../i18n/text';
import { joinSentences } from '../../zhima';
import { asSentence } from './form';
import { isNotAccepted } from './outcome';
import type { Accepted, NotAccepted, RowOutcome } from './outcome';
import type { Renewal } from './renewal';
import { bearingOf, whyRunEnds } from './standing';
import type { Bearing } from './standing';
import type { Posted, Transport } from './transport';

/** What one try needs: the same for every row of a run. */
export interface Sending {
	readonly account: Account;
	readonly rules: AnswerRules;
	readonly transport: Transport;
	readonly renewal: Renewal;
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
	/** What the last try told of the account. */
	bearing: Bearing;
}

export interface Tried {
	readonly verdict: Verdict;
	readonly bearing: Bearing;
	readonly traceId?: string;
}

type Answered = Extract<Posted, { kind: 'answered' }>;

/** Opens an answer; where it is signed with a certificate that is not known yet, that is fetched first. */
export async function openPosted(
	{ account, renewal }: Pick<Sending, 'account' | 'renewal'>,
	method: string,
	posted: Answered,
): Promise<Answer> {
	const open = () => openAnswer(account, method, posted.bytes, posted.contentType);
	const answer = open();
	if (answer.kind !== 'otherCertificate') return answer;
	return (await renewal.trust(answer.certSn)) ?? open();
}

async function judge(sending: Sending, sealed: SealedRequest, posted: Posted): Promise<Tried> {
	const { account, rules, environment } = sending;
	if (posted.kind === 'failed') {
		const verdict = judgeFailure(posted.failure);
		return { verdict, bearing: bearingOf(account, undefined, verdict) };
	}
	const answer = await openPosted(sending, rules.method, posted);
	const context = { appId: account.appId, environment, date: posted.date, now: new Date() };
	const verdict = judgeAnswer(answer, rules, sealed, context);
	return { verdict, bearing: bearingOf(account, answer, verdict), traceId: posted.traceId };
}

/** What an error means that the checks before sending should have caught, or an answer that cannot be read. */
function verdictOnError(error: unknown, outcome: 'notSent' | 'unknown'): Verdict {
	const isOurs = error instanceof AlipayError;
	return {
		outcome,
		retry: 'no',
		endsRun: false,
		code: isOurs ? error.code : 'ERR_ROW',
		subCode: '',
		message: isOurs
			? error.message
			: say({ en: 'This row could not be processed', zh: '该行无法处理' }),
		description: isOurs
			? error.description
			: say({
					en: 'Look at its values, and report it to the makers of this package if they are in order',
					zh: '请检查该行的数据；如数据无误，请向本软件包的开发者反馈',
				}),
	};
}

/** A request that is ready, or what came of a row for which none can be made. */
export type Sealing = { ok: true; sealed: SealedRequest } | { ok: false; tried: Tried };

/** A row's request, stamped and signed now. Never rejects: an error is the row's own verdict. */
export async function seal(
	{ account, rules, appAuthToken }: Pick<Sending, 'account' | 'rules' | 'appAuthToken'>,
	bizContent: string,
): Promise<Sealing> {
	const call = { method: rules.method, bizContent, ...(appAuthToken !== '' && { appAuthToken }) };
	try {
		return { ok: true, sealed: await sealRequest(account, call, new Date()) };
	} catch (error) {
		return { ok: false, tried: { verdict: verdictOnError(error, 'notSent'), bearing: 'none' } };
	}
}

/**
 * One try for one row: its request sent, and the answer judged. Resolves with nothing where the
 * run was cancelled before the request left. Never rejects: an error is the row's own verdict, and
 * what is known of the other rows is not lost over it.
 */
export async function tryOnce(sending: Sending, sealing: Sealing): Promise<Tried | undefined> {
	if (!sealing.ok) return sealing.tried;
	const { transport } = sending;
	const { sealed } = sealing;
	if (transport.isClosed()) return undefined;
	try {
		return await judge(sending, sealed, await transport.post(sealed));
	} catch (error) {
		return { verdict: verdictOnError(error, 'unknown'), bearing: 'none' };
	}
}

/** A verdict that stands although an earlier try may have been carried out. */
function afterDoubt(verdict: Verdict): Pick<NotAccepted, 'outcome' | 'message' | 'description'> {
	const { message, description } = verdict;
	return {
		outcome: 'unknown',
		message: say({
			en: `It is not known whether this row was carried out. An earlier try got no trustworthy answer; the last one ended so: ${message}`,
			zh: `无法确定该行是否已处理：此前有一次请求未得到可信应答，最后一次的结果为：${message}`,
		}),
		description: say({
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
	tried: Tried,
	progress: Pick<Progress, 'attempts' | 'maybeDone'>,
	reading: Pick<Accepted, 'content' | 'hints'>,
): RowOutcome {
	const { verdict, traceId } = tried;
	const { attempts } = progress;
	if (verdict.outcome === 'accepted') {
		const { members = {}, verified = false } = verdict;
		return { outcome: 'accepted', members, verified, attempts, traceId, content: reading.content, hints: reading.hints };
	}
	const isDoubtful = progress.maybeDone && verdict.outcome !== 'unknown';
	const { outcome, message, description } = isDoubtful
		? afterDoubt(verdict)
		: { ...verdict, outcome: verdict.outcome };
	return {
		outcome,
		message,
		description,
		code: verdict.code,
		subCode: verdict.subCode,
		field: verdict.field ?? '',
		attempts,
		traceId,
		endsRun: verdict.endsRun,
	};
}

/** The outcome of a row over which the run ends, since the account itself is in doubt (standing.ts). */
export const endingRun = (outcome: RowOutcome, bearing: Bearing): RowOutcome =>
	isNotAccepted(outcome)
		? {
				...outcome,
				endsRun: true,
				description: joinSentences([whyRunEnds(bearing), asSentence(outcome.description)]),
			}
		: outcome;
