/** The end of a run: an outcome for every row, those that were never begun included. */
import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import { joinSentences, orderKeysOf } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { isNotAccepted } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { notStarted } from '../output/report';
import type { Rows } from '../input/read-rows';
import type { Run } from './send-rows';
import { inSlices } from './time-slices';

const cancelledRow = (): NotAccepted =>
	notStarted(
		t({
			en: 'The run was cancelled before this row was sent',
			zh: '运行在发送该行之前已被取消',
		}),
		t({ en: 'Run it again to send this row.', zh: '重新运行即可发送该行。' }),
	);

function endedBefore(rows: Rows, culprit: Run['culprit']): NotAccepted {
	const what = culprit
		? t({
				en: `The run ended at ${rows.nameOf(culprit.index)}, before this row was sent: ${culprit.outcome.message}`,
				zh: `运行在${rows.nameOf(culprit.index)}处结束，该行尚未发送：${culprit.outcome.message}`,
			})
		: t({
				en: 'The run ended before this row was sent',
				zh: '运行在发送该行之前已结束',
			});
	const advice = culprit?.outcome.endsRun
		? culprit.outcome.description
		: t({
				en: 'Deal with that row, then run this one again.',
				zh: '请先处理该行的问题，再重新运行本行。',
			});
	return notStarted(what, advice, culprit?.outcome.endsRun ? culprit.outcome : undefined);
}

const keysAt = ({ api, rows }: Run, index: number): readonly string[] => {
	const reading = rows.readings[index];
	return reading?.ok ? orderKeysOf(api, reading.content) : [];
};

const isOpen = (outcome: RowOutcome | undefined): outcome is NotAccepted =>
	outcome !== undefined && isNotAccepted(outcome) && outcome.attempts > 0;

/** For each key of a row that was sent and not accepted, the last row with it that was; -1 = none. */
async function lastAccepted(run: Run): Promise<Map<string, number>> {
	const last = new Map<string, number>();
	await inSlices(run.outcomes, (outcome, index) => {
		if (isOpen(outcome)) for (const key of keysAt(run, index)) last.set(key, -1);
	});
	if (last.size === 0) return last;
	await inSlices(run.outcomes, (outcome, index) => {
		if (outcome?.outcome !== 'accepted') return;
		for (const key of keysAt(run, index)) if (last.has(key)) last.set(key, index);
	});
	return last;
}

/**
 * A row that was not accepted, where a later one about the same thing was: sent again by itself, it may
 * put an older state in a newer one's place.
 */
const superseded = (outcome: NotAccepted, later: string): NotAccepted => ({
	...outcome,
	description: joinSentences([
		asSentence(outcome.description),
		t({
			en: `${later} is about the same thing and was accepted after it: this one, sent again, may put older values in its place. Send ${later} once more after it, or leave this one out.`,
			zh: `${later}涉及同一对象，且已在其后受理：重新发送本行可能会用较旧的内容覆盖它。如需重发本行，请随后再次发送${later}；否则请忽略本行。`,
		}),
	]),
});

/** Every row's outcome once nothing more is sent; those not begun are told why the run ended before them. */
export async function settleRun(run: Run): Promise<RowOutcome[]> {
	const { culprit, rows, deadlines, outcomes } = run;
	const ended = deadlines.cancelled ? cancelledRow() : endedBefore(rows, culprit);
	const last = await lastAccepted(run);
	const settled: RowOutcome[] = [];
	await inSlices(outcomes, (known, index) => {
		const outcome = known ?? ended;
		const later = isOpen(outcome) ? Math.max(-1, ...keysAt(run, index).map((key) => last.get(key) ?? -1)) : -1;
		settled.push(later > index && isOpen(outcome) ? superseded(outcome, rows.nameOf(later)) : outcome);
	});
	return settled;
}

/** What an error means for the rows that it kept from being sent. */
export function notSentOver(error: unknown): NotAccepted {
	const { description } = (error ?? {}) as { description?: unknown };
	return {
		outcome: 'notSent',
		message: error instanceof Error ? error.message : String(error),
		description:
			typeof description === 'string' && description !== ''
				? description
				: t({ en: 'No row was sent for it.', zh: '因此未发送任何行。' }),
		code: error instanceof AlipayError ? error.code : 'ERR_RUN',
		subCode: '',
		field: error instanceof AlipayError ? (error.field ?? '') : '',
		attempts: 0,
	};
}

/**
 * Every row's outcome where something broke that never should, maybe after rows were sent: what is known
 * of them is kept, one that was on its way is unknown.
 */
export function failedRun(run: Run, error: unknown): RowOutcome[] {
	const notSent = notSentOver(error);
	const description = t({
		en: 'Something broke that should not; please report it to the makers of this package. Rows that were not sent can be run again.',
		zh: '程序出现了不应发生的错误，请反馈给本软件包的开发者。未发送的行可以重新运行。',
	});
	const unknown: NotAccepted = { ...notSent, outcome: 'unknown', description };
	return Array.from({ length: run.outcomes.length }, (_, index) =>
		run.started.has(index) ? unknown : (run.outcomes[index] ?? { ...notSent, description }),
	);
}
