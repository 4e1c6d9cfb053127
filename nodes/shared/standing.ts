import type { Account, Answer, Verdict } from '../../alipay';
import { say } from '../../i18n/text';

/** What one try tells of the account itself, whatever it tells of the row. */
export type Bearing =
	/** All that can be checked was right: signed with Alipay's key, or no key is there to check with. */
	| 'verified'
	/** The gateway's own refusal, which comes unsigned: the address is right, of the key it tells nothing. */
	| 'answered'
	/** An answer that the credential's key, certificates or encryption key do not open. */
	| 'keyDoubtful'
	/** Something that is not the gateway has answered. */
	| 'addressDoubtful'
	/** A fault that passes, and tells nothing. */
	| 'none';

const KEY_DOUBTFUL: readonly string[] = [
	'ERR_ANSWER_SIGNATURE',
	'ERR_ANSWER_UNSIGNED',
	'ERR_ANSWER_DECRYPTION',
	'ERR_ALIPAY_CERTIFICATE_UNKNOWN',
];

const ADDRESS_DOUBTFUL: readonly string[] = [
	'ERR_ANSWER_HTML',
	'ERR_ANSWER_MALFORMED',
	'ERR_ANSWER_MISSING',
	'ERR_ANSWER_LARGE',
	'ERR_ANSWER_DUPLICATE',
	'ERR_ANSWER_DEEP',
];

/** Any status of 4xx that is not for waiting: the gateway itself always answers 200. */
const OTHER_STATUS = /^HTTP_4(?!08|25|29)\d\d$/;

const holdsKey = ({ alipayPublicKey }: Pick<Account, 'alipayPublicKey'>) =>
	alipayPublicKey !== undefined;

/**
 * What came of a try tells of the account.
 *
 * @param answer missing where none came; then the verdict's code says why
 */
export function bearingOf(
	account: Pick<Account, 'alipayPublicKey'>,
	answer: Answer | undefined,
	{ code }: Pick<Verdict, 'code'>,
): Bearing {
	if (answer?.kind === 'trusted') {
		return answer.verified || !holdsKey(account) ? 'verified' : 'answered';
	}
	if (KEY_DOUBTFUL.includes(code)) return 'keyDoubtful';
	return ADDRESS_DOUBTFUL.includes(code) || OTHER_STATUS.test(code) ? 'addressDoubtful' : 'none';
}

/** The best that anything has told of the account in a run so far. */
export type Standing = 'unproven' | 'answered' | 'verified';

export function standingAfter(standing: Standing, bearing: Bearing): Standing {
	if (bearing === 'verified' || standing === 'verified') return 'verified';
	return bearing === 'answered' ? 'answered' : standing;
}

/**
 * Whether a try speaks against the account, and nothing in the run has spoken for it yet. Then no other
 * row is begun until this one is done, and where its tries end so, the run ends: 100,000 rows are not
 * thrown against a wrong key. Once an answer has been right, the like of it is a fault that passes.
 */
export function isInDoubt(standing: Standing, bearing: Bearing): boolean {
	if (bearing === 'keyDoubtful') return standing !== 'verified';
	return bearing === 'addressDoubtful' && standing === 'unproven';
}

/** Why a run ends over such a try, for the operator. */
export function whyRunEnds(bearing: Bearing): string {
	return bearing === 'keyDoubtful'
		? say({
				en: 'No answer in this run could be verified, so it ended here: the other rows would have fared no better.',
				zh: '本次运行中没有任何应答通过验证，因此运行到此结束：其余各行的结果也会相同。',
			})
		: say({
				en: 'Nothing that came back in this run was from the gateway, so it ended here: the other rows would have fared no better.',
				zh: '本次运行中没有收到任何来自网关的应答，因此运行到此结束：其余各行的结果也会相同。',
			});
}
