import { t } from '../../i18n/translate';
import { joinSentences } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { isNotAccepted } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';

const span = (minutes: number): string =>
	minutes === 1 ? t({ en: '1 minute', zh: '1 分钟' }) : t({ en: `${minutes} minutes`, zh: `${minutes} 分钟` });

/** Where the run ends as the gateway refuses every call: why, and how to get the rest done. It is about no row. */
export const quotaUsedUp = (minutes: number): NotAccepted => ({
	outcome: 'notSent',
	message: t({
		en: `The call quota seems to be used up: for ${span(minutes)}, Alipay only responded that there are too many calls`,
		zh: `调用配额可能已用完：${span(minutes)}内支付宝只返回“调用超限”`,
	}),
	description: t({
		en: 'Run the rest tomorrow or when the quota is renewed, or ask Alipay for a higher quota. To get just those rows, set Settings → On Error → Continue (using error output), or add a Filter node after this one that keeps items whose "outcome" (or "zhima_outcome") isn\'t "accepted".',
		zh: '请在次日或配额恢复后运行其余各行，或向支付宝申请更高的配额。如需只取出这些行，可将 Settings → On Error 设为 Continue (using error output)，或在本节点之后用 Filter 节点保留“outcome”（或“zhima_outcome”）不是“accepted”的输入项。',
	}),
	code: '40005',
	subCode: '',
	field: '',
	attempts: 0,
	endsRun: true,
});

/**
 * The outcome of a row whose last attempt was refused over the quota. The gateway does so before it processes
 * anything, so the row stays refused; where an earlier attempt may have been processed, it stays unknown.
 */
export function endedOverQuota(outcome: RowOutcome | undefined, ending: NotAccepted): RowOutcome | undefined {
	if (outcome === undefined || !isNotAccepted(outcome)) return outcome;
	return {
		...outcome,
		message: outcome.outcome === 'unknown' ? outcome.message : ending.message,
		description:
			outcome.outcome === 'unknown'
				? joinSentences([asSentence(outcome.description), asSentence(ending.message), ending.description])
				: ending.description,
		endsRun: true,
	};
}
