import { t } from '../../i18n/translate';
import { formatIssue, joinSentences } from '../../zhima';
import type { Issue } from '../../zhima';
import { sayOf } from '../input/row-names';
import type { RowNames } from '../input/row-names';
import type { Rows } from '../input/rows';
import type { NotAccepted } from './outcome';

/** The issues of a sheet are the same for each of its rows: the sentence is made once. */
const sheetSentences = new WeakMap<readonly Issue[], string>();

/** The issues of the sheet as a whole, in one line. */
export function sheetSentence({ sheetIssues }: Pick<Rows, 'sheetIssues'>): string {
	const known = sheetSentences.get(sheetIssues);
	if (known !== undefined) return known;
	const made = joinSentences(sheetIssues.map(formatIssue));
	sheetSentences.set(sheetIssues, made);
	return made;
}

const sheetAdvice = ({ lacksColumns }: Pick<Rows, 'lacksColumns'>): string =>
	lacksColumns
		? t({
				en: 'No rows were sent because required columns are missing. Fix the headings, then run it again.',
				zh: '缺少必填的列，所有行均未发送。请修改列名后重新运行。',
			})
		: t({
				en: 'No rows were sent because some columns are invalid. Fix the headings, then run it again.',
				zh: '部分列无效，所有行均未发送。请修改列名后重新运行。',
			});

/** The outcome of a row that is invalid itself, or belongs to a sheet whose columns are. */
export function invalidRow(
	rows: RowNames & Pick<Rows, 'sheetIssues' | 'lacksColumns'>,
	index: number,
	issues: readonly Issue[],
): NotAccepted {
	const [first] = issues;
	const isOfSheet = issues === rows.sheetIssues;
	return {
		outcome: 'notSent',
		message: isOfSheet
			? sheetSentence(rows)
			: sayOf(rows, index, joinSentences(issues.map(formatIssue))),
		description: isOfSheet
			? sheetAdvice(rows)
			: t({
					en: 'The row was not sent. Fix the values named, then run it again.',
					zh: '该行未发送。请按提示修改后重新运行。',
				}),
		code: 'ERR_ROW',
		subCode: '',
		field: first?.field ?? '',
		attempts: 0,
		issues,
	};
}

/** The outcome of a row that was not started because the run ended before it. */
export function notStarted(reason: string, description: string, cause?: NotAccepted): NotAccepted {
	return {
		outcome: 'notSent',
		message: reason,
		description,
		code: cause?.code ?? 'ERR_RUN_ENDED',
		subCode: cause?.subCode ?? '',
		field: '',
		attempts: 0,
	};
}
