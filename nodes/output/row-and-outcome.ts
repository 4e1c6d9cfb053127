import { t } from '../../i18n/translate';
import { fingerprintOf, formatAdvice, formatProblem, joinSentences } from '../../zhima';
import type { Api } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { isNotAccepted } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';

/** The columns in which a row's outcome stands beside its own columns. Their names are public. */
export const OUTCOME_COLUMNS = [
	'zhima_outcome',
	'zhima_result',
	'zhima_advice',
	'zhima_sub_code',
	'zhima_trace_id',
	'zhima_fingerprint',
] as const;

type OutcomeColumns = Record<(typeof OUTCOME_COLUMNS)[number], string>;

export const isOutcomeColumn = (name: string): boolean => OUTCOME_COLUMNS.some((each) => each === name);

const ACCEPTED = { en: 'Accepted.', zh: '已受理。' };
const SHOWN = {
	en: "This row can be sent. It wasn't sent because this was a dry run.",
	zh: '该行可以发送。本次为试运行，未实际发送。',
};

/** What is wrong, without the row's name: in its own row it says nothing new. */
const resultOf = ({ issues = [], message }: NotAccepted): string =>
	issues.length > 0 ? joinSentences(issues.map(formatProblem)) : asSentence(message);

function adviceOf({ issues = [], description, supersededAdvice = '' }: NotAccepted): string {
	if (issues.length === 0) return asSentence(description);
	const advice = issues.length === 1 ? [issues[0].advice] : issues.map(formatAdvice);
	return joinSentences([...advice, supersededAdvice]);
}

/** A row's outcome as texts, the same columns for every outcome; empty where there is nothing to say. */
export function outcomeColumns(api: Api, outcome: RowOutcome): OutcomeColumns {
	if (isNotAccepted(outcome)) {
		return {
			zhima_outcome: outcome.outcome,
			zhima_result: resultOf(outcome),
			zhima_advice: adviceOf(outcome),
			zhima_sub_code: outcome.subCode,
			zhima_trace_id: outcome.traceId ?? '',
			zhima_fingerprint: '',
		};
	}
	const isAccepted = outcome.outcome === 'accepted';
	return {
		zhima_outcome: outcome.outcome,
		zhima_result: t(isAccepted ? ACCEPTED : SHOWN),
		zhima_advice: joinSentences(outcome.hints),
		zhima_sub_code: '',
		zhima_trace_id: (isAccepted && outcome.traceId) || '',
		zhima_fingerprint: fingerprintOf(api, outcome.content),
	};
}

/** The `error` that this node set in an earlier run, by the names of its members. */
const isEarlierError = (name: string, value: unknown): boolean =>
	name === 'error' &&
	typeof value === 'object' &&
	value !== null &&
	['message', 'description', 'code', 'sub_code', 'field', 'outcome'].every((each) => Object.hasOwn(value, each));

/** Whether a value of the input's would speak for the row's outcome beside ours. */
export const isEarlierOutcome = (name: string, value: unknown): boolean =>
	isOutcomeColumn(name) || isEarlierError(name, value);
