import type { Account, GatewayResponse, Classification } from '../../alipay';
import { t } from '../../i18n/translate';

/** What one attempt shows about the account itself, apart from its row. */
export type Evidence =
	/** The response's signature is valid, or there is no key to verify it with. */
	| 'verified'
	/** The gateway's own refusal, which comes unsigned: the address is right, the key is not proved. */
	| 'responded'
	/** A response that the credential's key, certificates or encryption key cannot verify or decrypt. */
	| 'keyDoubtful'
	/** The response came from something other than the gateway. */
	| 'addressDoubtful'
	/** A temporary fault, which shows nothing. */
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

/** Any 4xx status that is not temporary: the gateway itself always responds with 200. */
const OTHER_STATUS = /^HTTP_4(?!08|25|29)\d\d$/;

const holdsKey = ({ alipayPublicKey }: Pick<Account, 'alipayPublicKey'>) =>
	alipayPublicKey !== undefined;

/**
 * What the result of an attempt shows about the account.
 *
 * @param response missing where none came; then the classification's code says why
 */
export function evidenceOf(
	account: Pick<Account, 'alipayPublicKey'>,
	response: GatewayResponse | undefined,
	{ code }: Pick<Classification, 'code'>,
): Evidence {
	if (response?.kind === 'trusted') {
		return response.verified || !holdsKey(account) ? 'verified' : 'responded';
	}
	if (KEY_DOUBTFUL.includes(code)) return 'keyDoubtful';
	return ADDRESS_DOUBTFUL.includes(code) || OTHER_STATUS.test(code) ? 'addressDoubtful' : 'none';
}

/** The best evidence for the account in a run so far. */
export type AccountStatus = 'unproven' | 'responded' | 'verified';

export function accountStatusAfter(accountStatus: AccountStatus, evidence: Evidence): AccountStatus {
	if (evidence === 'verified' || accountStatus === 'verified') return 'verified';
	return evidence === 'responded' ? 'responded' : accountStatus;
}

/**
 * Whether an attempt casts doubt on the account, with nothing in the run so far to clear it. Then no other row
 * is started until this one is done (a circuit breaker), and where its last attempt ends like that, the run
 * ends: 100,000 rows are not sent with a wrong key. Once a response has been verified, the same is a temporary
 * fault.
 */
export function isInDoubt(accountStatus: AccountStatus, evidence: Evidence): boolean {
	if (evidence === 'keyDoubtful') return accountStatus !== 'verified';
	return evidence === 'addressDoubtful' && accountStatus === 'unproven';
}

/** Why a run ends over such an attempt, for the operator. */
export function whyRunEnds(evidence: Evidence): string {
	return evidence === 'keyDoubtful'
		? t({
				en: 'No response in this run could be verified, so the run ended here. The remaining rows were not sent because they would fail the same way.',
				zh: '本次运行中没有任何响应通过验签，因此运行到此结束。其余各行会出现同样的问题，因此未发送。',
			})
		: t({
				en: 'No response in this run came from the gateway, so the run ended here. The remaining rows were not sent because they would fail the same way.',
				zh: '本次运行中没有收到任何来自网关的响应，因此运行到此结束。其余各行会出现同样的问题，因此未发送。',
			});
}
