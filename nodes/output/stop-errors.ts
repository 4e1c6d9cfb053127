import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { formatIssue, joinSentences } from '../../zhima';
import type { Api } from '../../zhima';
import { asSentence, fieldPathOf } from '../form/form-fields';
import { colon, sayOf } from '../input/row-names';
import type { Rows } from '../input/rows';
import { nodeForError } from './error-node';
import { descriptionTemplateOf, withoutTags } from './html-text';
import { merchantSumsSentence } from './merchant-sums';
import { tallyOf } from './outcome';
import type { NotAccepted, RowOutcome } from './outcome';
import { countsOfOneTry, isRetriedByN8n } from './retry-on-fail';
import { isNextRow, listRows, nameOfSpan, whatBecameOf, whereEachRowIs } from './row-ranges';
import { tallySentence } from './tally-sentence';

/** What ended a run: a row that was not accepted, or something that is about no row. */
export interface EndedBy {
	readonly index?: number;
	readonly outcome: NotAccepted;
}

/** A row that was not accepted, by its index among the run's items. */
export interface FailedRow {
	readonly index: number;
	readonly outcome: NotAccepted;
}

/** How many groups of invalid rows are described; the rest is counted. */
const ROWS_DESCRIBED = 50;

/** How many ranges of rows that are not described are named; none of them was sent, so none is lost. */
const RANGES_NAMED = 100;

const isSameIssue = ({ issues = [] }: NotAccepted, other: NotAccepted): boolean =>
	issues.length === (other.issues ?? []).length &&
	issues.every(({ heading, value, message, advice }, index) => {
		const theirs = (other.issues ?? [])[index];
		return (
			heading === theirs.heading &&
			value === theirs.value &&
			message === theirs.message &&
			advice === theirs.advice
		);
	});

/** Invalid rows that follow each other and are invalid in the same way. */
interface InvalidRows {
	readonly name: string;
	readonly issues: readonly string[];
}

/** The invalid rows in words, neighbors that are invalid in the same way (empty rows, most often) as one. */
function describeRows(
	rows: Rows,
	invalid: readonly FailedRow[],
): { described: InvalidRows[]; others: number[] } {
	const described: InvalidRows[] = [];
	let at = 0;
	while (at < invalid.length && described.length < ROWS_DESCRIBED) {
		const { index, outcome } = invalid[at];
		let end = at;
		while (end + 1 < invalid.length && isNextRow(rows, invalid[end].index, invalid[end + 1].index)) {
			if (!isSameIssue(invalid[end + 1].outcome, outcome)) break;
			end += 1;
		}
		const name = nameOfSpan(rows, { from: index, to: invalid[end].index });
		described.push({ name, issues: (outcome.issues ?? []).map(formatIssue) });
		at = end + 1;
	}
	return { described, others: invalid.slice(at).map(({ index }) => index) };
}

/** The first issue beside the rows' name, the others in their own lines. */
const linesOf = ({ name, issues: [first, ...others] }: InvalidRows): string[] => [
	`${name}${colon()}${first}`,
	...others.map((each) => `• ${each}`),
];

function titleOfOne({ areOfSheet }: Rows): string {
	return areOfSheet
		? t({ en: 'The row is invalid. It was not sent', zh: '该行有误，未发送任何内容' })
		: t({ en: 'Some values are invalid. Nothing was sent', zh: '填写的内容有误，未发送任何内容' });
}

function titleOfSeveral({ areOfSheet }: Rows, invalid: number, total: number): string {
	const verb = invalid === 1 ? 'is' : 'are';
	return areOfSheet
		? t({
				en: `${invalid} of ${total} rows ${verb} invalid. No rows were sent`,
				zh: `${total} 行中有 ${invalid} 行有误，未发送任何内容`,
			})
		: t({
				en: `${invalid} of ${total} items ${verb} invalid. No items were sent`,
				zh: `${total} 个输入项中有 ${invalid} 个有误，未发送任何内容`,
			});
}

const titleOfSheet = ({ lacksColumns }: Rows): string =>
	lacksColumns
		? t({ en: 'Required columns are missing. No rows were sent', zh: '缺少必填的列，未发送任何内容' })
		: t({ en: 'Some columns are invalid. No rows were sent', zh: '部分列无效，未发送任何内容' });

/**
 * The error of a run with one row. An agent is handed the message alone, so it holds the lines as well; n8n's
 * error view shows title and lines apart, as it does for many rows.
 */
function invalidRowError(
	context: IExecuteFunctions,
	api: Api,
	{ title, lines, field }: { title: string; lines: readonly string[]; field: string },
): NodeOperationError {
	const message = [asSentence(title), ...lines].join('\n');
	const error = stopError(context, { message, lines, itemIndex: 0 });
	// The view takes the template only where a parameter is named beside it.
	Object.assign(error.context, { messageTemplate: title, parameter: fieldPathOf(api, field) });
	return error;
}

function otherRowsLine(rows: Rows, others: readonly number[]): string {
	const [count, ranges] = [others.length, listRows(rows, others, RANGES_NAMED)];
	return t({ en: `… and ${count} more invalid: ${ranges}`, zh: `……另有 ${count} 条有误：${ranges}` });
}

/** How to have the others sent. The names of the setting are those of n8n's editor, which is English by default. */
const continueLine = (): string =>
	t({
		en: 'To send the valid rows, set Settings → On Error → Continue',
		zh: '如需发送其余无误的行，请将 Settings → On Error 设为 Continue',
	});

/** Thrown in stop mode when rows are invalid: nothing was sent. Describes the first fifty. */
export function invalidRowsError(
	context: IExecuteFunctions,
	api: Api,
	rows: Rows,
	invalid: readonly FailedRow[],
): NodeOperationError {
	const total = rows.readings.length;
	const isOfSheet = rows.sheetIssues.length > 0;
	const { described, others } = describeRows(rows, isOfSheet ? [] : invalid);
	const areNamed = total > 1 || !rows.isAlone;
	const lines = isOfSheet
		? rows.sheetIssues.map(formatIssue)
		: described.flatMap(areNamed ? linesOf : ({ issues }) => issues);
	if (others.length > 0) lines.push(otherRowsLine(rows, others));
	if (total === 1) {
		const title = isOfSheet ? titleOfSheet(rows) : titleOfOne(rows);
		return invalidRowError(context, api, { title, lines, field: invalid[0].outcome.field });
	}
	if (invalid.length < total) lines.push(continueLine());
	return stopError(context, {
		message: isOfSheet ? titleOfSheet(rows) : titleOfSeveral(rows, invalid.length, total),
		lines,
		// Of several, n8n would name one alone behind the title.
		itemIndex: invalid.length === 1 ? invalid[0].index : undefined,
	});
}

/** Where a run has one row, its message says what to do as well: an agent is handed nothing else. */
const withAdvice = (message: string, advice: string): string =>
	joinSentences([message, advice].filter((each) => each !== '').map((each) => asSentence(each)));

/**
 * Thrown in stop mode when the gateway did not accept a row, or accepts none any more: names that row, and for
 * every other one what became of it, as ranges of rows, so that none is lost.
 */
export function stoppedError(
	context: IExecuteFunctions,
	rows: Rows,
	outcomes: readonly RowOutcome[],
	{ index, outcome }: EndedBy,
): NodeOperationError {
	const trace = outcome.traceId === undefined ? [] : [`trace_id: ${outcome.traceId}`];
	if (outcomes.length === 1) {
		const message = sayOf(rows, 0, withAdvice(outcome.message, outcome.description));
		return stopError(context, { message, lines: [whatBecameOf(outcomes[0]), ...trace], itemIndex: 0 });
	}
	return stopError(context, {
		message: index === undefined ? outcome.message : sayOf(rows, index, outcome.message),
		lines: [
			outcome.description,
			...trace,
			tallySentence(tallyOf(outcomes)),
			merchantSumsSentence(rows, outcomes) ?? '',
			...whereEachRowIs(rows, outcomes),
		],
		itemIndex: index,
	});
}

/** A fault that is not a row's, and what to do about it: in the message too where the run has one row. */
interface Fault {
	readonly message: string;
	readonly description: string;
	/** What became of the rows. */
	readonly lines: readonly string[];
	readonly isOfOneRow: boolean;
}

/** Thrown in stop mode over a fault that is not a row's. */
export function faultError(
	context: IExecuteFunctions,
	{ message, description, lines, isOfOneRow }: Fault,
): NodeOperationError {
	if (!isOfOneRow) return stopError(context, { message, lines: [description, ...lines] });
	return stopError(context, { message: withAdvice(message, description), lines });
}

/**
 * An error that ends the node. Message and description are plain text, which agents, error workflows and logs
 * read; n8n's error view shows the lines one below the other.
 */
export function stopError(
	context: IExecuteFunctions,
	{ message, lines, itemIndex }: { message: string; lines: readonly string[]; itemIndex?: number },
): NodeOperationError {
	const node = nodeForError(context);
	const shown = [...lines, isRetriedByN8n(node) ? countsOfOneTry() : ''].filter((line) => line !== '');
	const description = shown.join('\n');
	const error = new NodeOperationError(node, message, { description, itemIndex });
	// n8n replaces messages that hold a system's error code by its own; ours say more.
	error.message = withoutTags(message);
	const descriptionTemplate = descriptionTemplateOf(shown);
	if (descriptionTemplate !== undefined) Object.assign(error.context, { descriptionTemplate });
	return error;
}

/**
 * An error of n8n's, or one that nobody expected, as the node throws it: what it says, and where it comes from. What
 * else it carries is left behind, since that can be the node with its token, or a field's values.
 */
export function foreignError(context: IExecuteFunctions, message: string, error: unknown): NodeOperationError {
	const own = new NodeOperationError(nodeForError(context), message);
	own.message = message;
	if (error instanceof Error) {
		const { description } = error as { description?: unknown };
		if (typeof description === 'string') own.description = description;
		own.stack = error.stack;
	}
	return own;
}
