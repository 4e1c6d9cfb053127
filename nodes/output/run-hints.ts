import type { NodeExecutionHint } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { joinSentences } from '../../zhima';
import type { Api } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { sayOf } from '../input/row-names';
import type { Rows } from '../input/rows';
import type { RunOptions } from '../form/run-options';
import { findingHints } from './finding-hints';
import { asHtml } from './html-text';
import { merchantEndSentences, merchantSumsSentence } from './merchant-sums';
import { isNotAccepted, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome, Tally } from './outcome';
import { isOutcomeMember } from './output-items';
import { isOutcomeColumn } from './row-and-outcome';
import { sumOf, tallySentence } from './tally-sentence';
import { sheetSentence } from './unsent-rows';

/** Where an item says what is wrong with its row, what to do, and what to look at. */
interface Members {
	readonly error: string;
	readonly advice: string;
	readonly hints: string;
}

const MEMBERS: Readonly<Record<RunOptions['output'], Members>> = {
	response: { error: 'error', advice: 'error', hints: 'hints' },
	rowAndOutcome: { error: 'zhima_result', advice: 'zhima_advice', hints: 'zhima_advice' },
};

/** What to do where the fault lies not with a row, but with the account. */
function runEndedSentence({ message, description }: NotAccepted): string {
	const why = joinSentences([asSentence(message), asSentence(description)]);
	return t({
		en: `The run ended early: ${why} Then run the rows that were not accepted again.`,
		zh: `运行提前结束：${why}处理后请重新运行未受理的行。`,
	});
}

/** Which rows are not to be run again by themselves; empty where there are none. */
function supersededSentence(outcomes: readonly RowOutcome[], { advice }: Members): string {
	const count = outcomes.filter((each) => isNotAccepted(each) && each.supersededBy !== undefined).length;
	if (count === 0) return '';
	return count === 1
		? t({
				en: `A later row updated the same thing as 1 of these rows (see its "${advice}"). Leave that row out, or run the later row again after it.`,
				zh: `其中 1 行的对象已被后面的行更新（见其“${advice}”）：请忽略该行，或在重新运行该行后再次运行后面那一行。`,
			})
		: t({
				en: `Later rows updated the same things as ${count} of these rows (see their "${advice}"). Leave those rows out, or run the later rows again after them.`,
				zh: `其中 ${count} 行的对象已被后面的行更新（见其“${advice}”）：请忽略这些行，或在重新运行这些行后再次运行后面的行。`,
			});
}

function whatNext(
	{ rows, endedBy }: ReportedRun,
	outcomes: readonly RowOutcome[],
	tally: Tally,
	members: Members,
): string {
	if (rows.sheetIssues.length > 0) return sheetSentence(rows);
	const superseded = supersededSentence(outcomes, members);
	const ending = outcomes.find((each) => isNotAccepted(each) && each.endsRun) ?? endedBy?.outcome;
	if (ending !== undefined && isNotAccepted(ending) && ending.endsRun) {
		return joinSentences([runEndedSentence(ending), superseded]);
	}
	const fix = t({
		en: `Fix the rows listed under "${members.error}", then run them again.`,
		zh: `请按各行“${members.error}”中的说明修改，然后重新运行这些行。`,
	});
	const repeat = t({
		en: 'Run the unknown rows again as they are. Both calls are safe to repeat.',
		zh: '结果未知的行可原样重新运行，两个接口均可安全地重复调用。',
	});
	return joinSentences([
		tally.refused + tally.notSent > 0 ? fix : '',
		tally.unknown > 0 ? repeat : '',
		superseded,
	]);
}

function dryRunSentence(valid: number, invalid: number): string {
	const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count} rows`);
	const sum = sumOf([
		[valid, { en: `${rowsOf(valid)} can be sent`, zh: `可发送 ${valid} 行` }],
		[
			invalid,
			{
				en: `${valid > 0 ? invalid : rowsOf(invalid)} ${invalid === 1 ? 'is' : 'are'} invalid`,
				zh: `有误 ${invalid} 行`,
			},
		],
	]);
	return joinSentences([
		t({ en: 'Dry run: no rows were sent.', zh: '试运行：未发送任何内容。' }),
		sum,
	]);
}

/** Rows that were marked as a dry run beside others that were sent; empty where there are none. */
export function shownSentence(outcomes: readonly RowOutcome[]): string {
	const count = outcomes.filter(({ outcome }) => outcome === 'shown').length;
	if (count === 0) return '';
	return count === 1
		? t({
				en: '1 row is marked as a dry run, so it was checked but not sent.',
				zh: '另有 1 行标记为试运行，只检查，未发送。',
			})
		: t({
				en: `${count} rows are marked as a dry run, so they were checked but not sent.`,
				zh: `另有 ${count} 行标记为试运行，只检查，未发送。`,
			});
}

/** How many columns a hint names. */
const COLUMNS_NAMED = 30;

function columnNames(columns: readonly string[]): string {
	const named = columns
		.slice(0, COLUMNS_NAMED)
		.map((each) => `“${each}”`)
		.join(t({ en: ', ', zh: '、' }));
	const more = columns.length - COLUMNS_NAMED;
	return more > 0 ? t({ en: `${named} and ${more} more`, zh: `${named}以及另外 ${more} 列` }) : named;
}

/** Columns of an earlier outcome are left out: the node replaces them. */
/** What spreadsheet readers call a column that has no heading. */
const NO_HEADING = /^(?:__EMPTY(?:_\d+)?)?$/;

/** Columns by their names; those without one are counted. */
function withoutHeading(columns: readonly string[]): string {
	const named = columns.filter((each) => !NO_HEADING.test(each));
	const count = columns.length - named.length;
	if (count === 0) return columnNames(named);
	const counted =
		count === 1 ? t({ en: '1 column without a heading', zh: '1 个没有列名的列' }) : t({ en: `${count} columns without a heading`, zh: `${count} 个没有列名的列` });
	return named.length === 0 ? counted : t({ en: `${columnNames(named)} and ${counted}`, zh: `${columnNames(named)}以及${counted}` });
}

function ignoredSentence(columns: readonly string[]): string | undefined {
	const ignored = columns.filter((name) => !isOutcomeColumn(name));
	if (ignored.length === 0) return undefined;
	const names = withoutHeading(ignored);
	return t({
		en: `Ignored columns (not API parameters): ${names}`,
		zh: `已忽略的列（不是接口参数）：${names}`,
	});
}

/** Columns whose values are missing beside the errors, since a row's outcome goes by their names. */
function leftOutSentence(api: Api, { ignored }: Rows, tally: Tally): string | undefined {
	const leftOut = ignored.filter((name) => isOutcomeMember(api, name));
	if (leftOut.length === 0 || tally.refused + tally.notSent + tally.unknown === 0) return undefined;
	const names = columnNames(leftOut);
	return t({
		en: `These columns have the same names as output fields of this node, so rows that were not accepted are returned without them: ${names}. Rename a column to keep its values.`,
		zh: `以下列与本节点输出结果的字段同名，因此未受理的行的输出不含这些列：${names}。如需保留其内容，请修改列名。`,
	});
}

/** Rows that were accepted or can be sent, but may not be what was meant: how many, and the first of them. */
function warningsSentence(outcomes: readonly RowOutcome[], rows: Rows, { hints }: Members): string | undefined {
	let count = 0;
	let example = '';
	outcomes.forEach((each, index) => {
		if (!('hints' in each) || each.hints.length === 0) return;
		count += 1;
		if (count === 1) example = sayOf(rows, index, each.hints[0]);
	});
	if (count === 0) return undefined;
	return count === 1
		? t({
				en: `1 row has a warning. See its "${hints}". ${example}`,
				zh: `有 1 行需要留意，详见该行的“${hints}”。${example}`,
			})
		: t({
				en: `${count} rows have a warning. See their "${hints}". The first: ${example}`,
				zh: `有 ${count} 行需要留意，详见各行的“${hints}”。其中第一处：${example}`,
			});
}

/** What the hints are about. */
export interface ReportedRun {
	readonly api: Api;
	readonly rows: Rows;
	readonly options: Pick<RunOptions, 'output'>;
	readonly isDryRun: boolean;
	/** Why it ended early. */
	readonly endedBy?: { readonly outcome: NotAccepted };
}

/** The hints below the output: the run's result, what to do next, and what else the operator should know. */
export function hintsFor(
	run: ReportedRun,
	outcomes: readonly RowOutcome[],
	warnings: readonly string[],
): NodeExecutionHint[] {
	const { api, rows, isDryRun: dryRun, options: { output } } = run;
	const tally = tallyOf(outcomes);
	const members = MEMBERS[output];
	const isFine = tally.refused + tally.notSent + tally.unknown === 0;
	const sum = dryRun
		? dryRunSentence(outcomes.length - tally.notSent, tally.notSent)
		: joinSentences([tallySentence(tally), shownSentence(outcomes)]);
	const next = dryRun && rows.sheetIssues.length === 0 ? '' : whatNext(run, outcomes, tally, members);
	const hints: NodeExecutionHint[] = [];
	const add = (type: 'info' | 'warning', message: string | undefined) => {
		if (message !== undefined) hints.push({ message: asHtml(message), type, location: 'outputPane' });
	};
	add(isFine ? 'info' : 'warning', joinSentences([sum, next]));
	add(isFine ? 'info' : 'warning', merchantSumsSentence(rows, outcomes));
	for (const message of merchantEndSentences(rows, outcomes)) add('warning', message);
	add('info', ignoredSentence(rows.ignored));
	for (const message of rows.columnHints) add('warning', message);
	for (const { type, message } of findingHints(rows)) add(type, message);
	if (output === 'response') add('info', leftOutSentence(api, rows, tally));
	add('info', warningsSentence(outcomes, rows, members));
	for (const message of warnings) add('warning', message);
	return hints;
}

/** The result of a run that ended over one fault that is not a row's, and the fault with its cure. */
export function hintOfFault(
	outcomes: readonly RowOutcome[],
	fault: NotAccepted,
	output: RunOptions['output'],
): NodeExecutionHint {
	const cause = [fault.message, fault.description].filter((each) => each !== '').map((each) => asSentence(each));
	const sentences = [tallySentence(tallyOf(outcomes)), ...cause, supersededSentence(outcomes, MEMBERS[output])];
	return { message: asHtml(joinSentences(sentences)), type: 'warning', location: 'outputPane' };
}
