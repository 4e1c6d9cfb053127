import { say } from '../i18n/text';
import { codeOf } from './answer';
import type { AlipayError } from './errors';
import { judgeFailure } from './failure';
import type { TransportFailure } from './failure';
import { clockError, clockSentence, judgeAnswer } from './verdict';
import type { JudgeContext } from './verdict';
import type { Account, Answer, SealedRequest } from './types';

/** What came of a call that changes nothing, made to test an account. */
export interface Probe {
	/** What kept the call from being made: settings that are wrong. */
	readonly error?: AlipayError;
	readonly account?: Pick<Account, 'keyMode' | 'alipayPublicKey' | 'warnings'>;
	readonly answer?: Answer;
	readonly failure?: TransportFailure;
	readonly sealed?: Pick<SealedRequest, 'canonicalString'>;
	/** App id, environment, the answer's `Date` header and when it came. */
	readonly context?: JudgeContext;
}

/** One sentence on an account (with its advice), and whether it can be worked with. */
export interface ProbeVerdict {
	readonly ok: boolean;
	readonly message: string;
}

/** Beyond this many minutes the gateway refuses time stamps, sooner or later. */
const MAX_CLOCK_ERROR = 10;

/** Refused for what was asked, not for who asked: the signature was checked and is right. */
const PASSED_SIGNATURE: readonly string[] = ['10000', '20000', '40004', '40005'];
const ROWS_FAULT: readonly string[] = ['isv.invalid-parameter', 'isv.illegal-json'];

const join = (...sentences: string[]): string =>
	sentences
		.filter((each) => each !== '')
		.map((each) => each.replace(/[.。]+$/, ''))
		.join(say({ en: '. ', zh: '。' }));

function fine({ account, answer, context = {} }: Probe): ProbeVerdict {
	const minutes = clockError(context) ?? 0;
	const isClockWrong = Math.abs(minutes) >= MAX_CLOCK_ERROR;
	const hasKey = account?.alipayPublicKey !== undefined;
	const isVerified = answer?.kind === 'trusted' && answer.verified;
	const message = join(
		isClockWrong ? clockSentence(minutes) : '',
		say({ en: 'Alipay accepts the app id and the key', zh: '支付宝已确认应用 ID 和密钥正确' }),
		hasKey
			? isVerified
				? ''
				: say({
						en: "This answer came unsigned, so Alipay's own key was not put to the test",
						zh: '本次应答未带签名，因此支付宝公钥未得到验证',
					})
			: say({
					en: "Alipay's public key is not filled in: answers are not verified",
					zh: '未填写支付宝公钥，应答将不会验签',
				}),
		...(account?.warnings ?? []),
	);
	return { ok: !isClockWrong, message };
}

function judge(probe: Probe): ProbeVerdict {
	const { answer, sealed, context } = probe;
	if (answer === undefined) return { ok: false, message: '' };
	const { message, description } = judgeAnswer(
		answer,
		{ method: '', businessCodes: [] },
		sealed,
		context,
	);
	const told = { ok: false, message: join(message, description) };
	if (answer.kind !== 'trusted') return told;
	const code = codeOf(answer.members);
	const subCode = String(answer.members.sub_code ?? '');
	if (PASSED_SIGNATURE.includes(code) || ROWS_FAULT.includes(subCode)) return fine(probe);
	if (code !== '40006') return told;
	return {
		ok: true,
		message: join(
			say({ en: 'The key is right', zh: '密钥正确' }),
			message,
			description,
			...(probe.account?.warnings ?? []),
		),
	};
}

/**
 * What a probe tells of an account, in one sentence with its advice; the same words as a row's. The
 * probe calls a business interface with no content, so a business refusal means that all is well:
 * the gateway looks at the app id, then the signature, then permissions, then the content.
 */
export function probeVerdict(probe: Probe): ProbeVerdict {
	const { error, failure } = probe;
	if (error !== undefined) return { ok: false, message: join(error.message, error.description) };
	if (failure !== undefined) {
		const { message, description } = judgeFailure(failure);
		return { ok: false, message: join(message, description) };
	}
	return judge(probe);
}
