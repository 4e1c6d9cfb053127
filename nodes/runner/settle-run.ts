import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { notStarted } from '../output/unsent-rows';
import type { Rows } from '../input/rows';
import type { MerchantEnd } from './merchant-ends';
import type { Run } from './send-rows';
import { markSuperseded } from './superseded-rows';

const RUN_AGAIN = t({ en: 'Run it again to send this row.', zh: '重新运行即可发送该行。' });

const cancelledRow = (): NotAccepted =>
	notStarted(
		t({ en: 'The run was canceled before this row was sent', zh: '运行在发送该行之前已被取消' }),
		RUN_AGAIN,
	);

function endedBefore(rows: Rows, endedBy: Run['endedBy']): NotAccepted {
	if (endedBy === undefined) {
		return notStarted(
			t({ en: 'The run ended before this row was sent', zh: '运行在发送该行之前已结束' }),
			RUN_AGAIN,
		);
	}
	const { outcome, index } = endedBy;
	if (index === undefined) {
		const { message, description } = outcome;
		const reason = t({
			en: `The run ended before this row was sent: ${message}`,
			zh: `运行在发送该行之前已结束：${message}`,
		});
		return notStarted(reason, description, outcome);
	}
	const what = t({
		en: `The run ended at ${rows.nameOf(index)}, before this row was sent: ${outcome.message}`,
		zh: `运行在${rows.nameOf(index)}处结束，该行尚未发送：${outcome.message}`,
	});
	if (outcome.endsRun) return notStarted(what, outcome.description, outcome);
	return notStarted(
		what,
		t({
			en: `Resolve ${rows.nameOf(index)} first, then run this row again.`,
			zh: `请先处理${rows.nameOf(index)}的问题，再重新运行本行。`,
		}),
	);
}

/** A row whose merchant's authorization was refused at an earlier one. */
function endedWithMerchant(rows: Rows, { index, outcome }: MerchantEnd): NotAccepted {
	const name = rows.nameOf(index);
	const reason = t({
		en: `Not sent, because this row is for the same merchant as ${name}, whose authorization was refused: ${outcome.message}`,
		zh: `该行未发送：它与${name}属于同一商户，该商户的授权被拒绝：${outcome.message}`,
	});
	return notStarted(reason, outcome.description, outcome);
}

/** Every row's outcome once nothing more is sent; rows that were not started say why the run ended before them. */
export async function settleRun(run: Run): Promise<RowOutcome[]> {
	const { endedBy, rows, deadlines, outcomes, merchantEnds } = run;
	const ended = deadlines.cancelled ? cancelledRow() : endedBefore(rows, endedBy);
	const endedAt = (index: number) => {
		const end = merchantEnds?.of(index);
		return end === undefined ? ended : endedWithMerchant(rows, end);
	};
	return await markSuperseded(
		run,
		Array.from(outcomes, (outcome, index) => outcome ?? endedAt(index)),
	);
}

/** The message of any thrown value; never throws itself. */
function messageOf(error: unknown): string {
	try {
		return error instanceof Error ? error.message : String(error);
	} catch {
		return t({ en: 'Unexpected error', zh: '意外错误' });
	}
}

function descriptionOf(error: unknown): string {
	try {
		const { description } = (error ?? {}) as { description?: unknown };
		return typeof description === 'string' ? description : '';
	} catch {
		return '';
	}
}

/** The outcome of every row where an error kept all of them from being sent. */
export function notSentOver(error: unknown): NotAccepted {
	const isOurs = error instanceof AlipayError;
	return {
		outcome: 'notSent',
		message: messageOf(error),
		description: descriptionOf(error) || t({ en: 'No rows were sent.', zh: '未发送任何行。' }),
		code: isOurs ? error.code : 'ERR_RUN',
		subCode: '',
		field: isOurs ? (error.field ?? '') : '',
		attempts: 0,
	};
}

/** What an error means that no check foresaw, for the rows that it left without an outcome. */
export function unexpected(error: unknown): NotAccepted {
	const notSent = notSentOver(error);
	if (error instanceof AlipayError) return notSent;
	return {
		...notSent,
		description: t({
			en: 'Unexpected error. Report it to the maintainers of this package. Rows that were not sent can be run again.',
			zh: '意外错误，请反馈给本软件包的维护者。未发送的行可以重新运行。',
		}),
	};
}

/**
 * Every row's outcome where something threw that never should, maybe after rows were sent. What is known is
 * kept; a row whose request was in flight and brought no result is unknown; the others were not sent.
 */
export async function failedRun(run: Run, error: unknown): Promise<RowOutcome[]> {
	const notSent = unexpected(error);
	const unknown: NotAccepted = { ...notSent, outcome: 'unknown' };
	const outcomes = Array.from(run.outcomes, (outcome, index) => {
		const progress = run.started.get(index);
		if (progress?.isInFlight) return { ...unknown, attempts: progress.attempts + 1 };
		return outcome ?? notSent;
	});
	try {
		return await markSuperseded(run, outcomes);
	} catch {
		// What made the run fail may make this fail, too. The outcomes are complete without it.
		return outcomes;
	}
}
