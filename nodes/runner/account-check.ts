import type { Account, GatewayResponse, Classification } from '../../alipay';
import { t } from '../../i18n/translate';

/** What one try tells of the account itself, whatever it tells of the row. */
export type Evidence =
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
export function evidenceOf(
	account: Pick<Account, 'alipayPublicKey'>,
	response: GatewayResponse | undefined,
	{ code }: Pick<Classification, 'code'>,
): Evidence {
	if (response?.kind === 'trusted') {
		return response.verified || !holdsKey(account) ? 'verified' : 'answered';
	}
	if (KEY_DOUBTFUL.includes(code)) return 'keyDoubtful';
	return ADDRESS_DOUBTFUL.includes(code) || OTHER_STATUS.test(code) ? 'addressDoubtful' : 'none';
}

/** The best that anything has told of the account in a run so far. */
export type AccountStatus = 'unproven' | 'answered' | 'verified';

export function accountStatusAfter(accountStatus: AccountStatus, evidence: Evidence): AccountStatus {
	if (evidence === 'verified' || accountStatus === 'verified') return 'verified';
	return evidence === 'answered' ? 'answered' : accountStatus;
}

/**
 * Whether a try speaks against the account, and nothing in the run has spoken for it yet. Then no other
 * row is begun until this one is done, and where its tries end so, the run ends: 100,000 rows are not
 * thrown against a wrong key. Once an answer has been right, the like of it is a fault that passes.
 */
export function isInDoubt(accountStatus: AccountStatus, evidence: Evidence): boolean {
	if (evidence === 'keyDoubtful') return accountStatus !== 'verified';
	return evidence === 'addressDoubtful' && accountStatus === 'unproven';
}

/** Why a run ends over such a try, for the operator. */
export function whyRunEnds(evidence: Evidence): string {
	return evidence === 'keyDoubtful'
		? t({
				en: 'No answer in this run could be verified, so it ended here: the other rows would have fared no better.',
				zh: '本次运行中没有任何应答通过验证，因此运行到此结束：其余各行的结果也会相同。',
			})
		: t({
				en: 'Nothing that came back in this run was from the gateway, so it ended here: the other rows would have fared no better.',
				zh: '本次运行中没有收到任何来自网关的应答，因此运行到此结束：其余各行的结果也会相同。',
			});
}
