import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeExecutionHint,
} from 'n8n-workflow';

import { say } from '../../i18n/text';
import { describeProblem } from '../../zhima';
import type { Api, Problem } from '../../zhima';
import { isNotAccepted, rangesOf, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome, Tally } from './outcome';
import type { Rows } from './rows';

/** How many wrong rows are told in words; the rest is counted. */
const ROWS_IN_WORDS = 50;

const requestOf = (api: Api, content: Readonly<Record<string, string>>) => ({
	method: api.method,
	biz_content: { ...content },
});

/** What stands beside a wrong row's own values (contract.md). */
export function errorMember(outcome: NotAccepted): IDataObject {
	return {
		message: outcome.message,
		description: outcome.description,
		code: outcome.code,
		sub_code: outcome.subCode,
		field: outcome.field,
		outcome: outcome.outcome,
		...(outcome.attempts > 0 && { attempts: outcome.attempts }),
		...(outcome.traceId !== undefined && { trace_id: outcome.traceId }),
	};
}

function jsonOf(api: Api, outcome: RowOutcome): IDataObject {
	const hints = 'hints' in outcome && outcome.hints.length > 0 ? { hints: [...outcome.hints] } : {};
	if (outcome.outcome === 'shown') {
		return { success: false, dryRun: true, ...hints, request: requestOf(api, outcome.content) };
	}
	if (outcome.outcome === 'accepted') {
		return {
			...(outcome.members as IDataObject),
			success: true,
			verified: outcome.verified,
			attempts: outcome.attempts,
			...(outcome.traceId !== undefined && { trace_id: outcome.traceId }),
			...hints,
			request: requestOf(api, outcome.content),
		};
	}
	return { error: errorMember(outcome) };
}

/**
 * The item for one row. With an error output n8n itself puts the row's own values back beside `error`,
 * and takes the item for an error only if nothing else stands there; `item.error` would lose them.
 */
export function itemOf(
	api: Api,
	input: INodeExecutionData,
	index: number,
	outcome: RowOutcome,
	hasErrorOutput: boolean,
): INodeExecutionData {
	const json = jsonOf(api, outcome);
	const isError = isNotAccepted(outcome);
	return {
		json: isError && !hasErrorOutput ? { ...input.json, ...json } : json,
		...(isError && input.binary && { binary: input.binary }),
		pairedItem: { item: index },
	};
}

/** The outcome of a row that was wrong itself. */
export function wrongRow(rows: Rows, index: number, problems: readonly Problem[]): NotAccepted {
	const [first] = problems;
	const said = problems.map(describeProblem);
	return {
		outcome: 'notSent',
		message: `${rows.nameOf(index)}: ${said.join(' ')}`,
		description: say({
			en: 'The row was not sent. Mend what is named and run it again.',
			zh: '该行未发送。请按提示修改后重新运行。',
		}),
		code: 'ERR_ROW',
		subCode: '',
		field: first?.field ?? '',
		attempts: 0,
		problems,
	};
}

/** The outcome of a row that was not begun, since the run ended before it. */
export function notBegun(reason: string, description: string, cause?: NotAccepted): NotAccepted {
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

/** The run's result in one sentence. */
export function tallySentence(tally: Tally): string {
	const { accepted, refused, notSent, unknown } = tally;
	return say({
		en: `${accepted} accepted, ${refused} refused, ${notSent} not sent, ${unknown} unknown.`,
		zh: `已受理 ${accepted} 行，被拒绝 ${refused} 行，未发送 ${notSent} 行，结果未知 ${unknown} 行。`,
	});
}

function whatNext(tally: Tally): string {
	const parts: string[] = [];
	if (tally.refused + tally.notSent > 0) {
		parts.push(
			say({
				en: 'Mend the rows whose "error" says what is wrong, and run those again.',
				zh: '请按各行“error”中的说明修改后，重新运行这些行。',
			}),
		);
	}
	if (tally.unknown > 0) {
		parts.push(
			say({
				en: 'Run the unknown rows again as they are: both calls may be repeated without harm.',
				zh: '结果未知的行可原样重新运行：两个接口均可安全重复调用。',
			}),
		);
	}
	return parts.join(' ');
}

/** What is said below the output: the run's sum, what to do next, and what else the operator should know. */
export function hintsFor(
	outcomes: readonly RowOutcome[],
	rows: Rows,
	warnings: readonly string[],
	isDryRun: boolean,
): NodeExecutionHint[] {
	const tally = tallyOf(outcomes);
	const hints: NodeExecutionHint[] = [];
	const isFine = tally.refused + tally.notSent + tally.unknown === 0;
	const sum = isDryRun
		? say({
				en: `Dry run: nothing was sent. ${outcomes.length - tally.notSent} rows can be sent, ${tally.notSent} are wrong.`,
				zh: `试运行：未发送任何内容。可发送 ${outcomes.length - tally.notSent} 行，有误 ${tally.notSent} 行。`,
			})
		: `${tallySentence(tally)} ${whatNext(tally)}`.trim();
	hints.push({ message: sum, type: isFine ? 'info' : 'warning', location: 'outputPane' });
	if (rows.ignored.length > 0) {
		const names = rows.ignored.map((each) => `"${asHtml(each)}"`).join(', ');
		hints.push({
			message: say({
				en: `Columns that are not parameters were left alone: ${names}`,
				zh: `以下列不是接口参数，已忽略：${names}`,
			}),
			type: 'info',
			location: 'outputPane',
		});
	}
	for (const message of warnings) hints.push({ message, type: 'warning', location: 'outputPane' });
	return hints;
}

/** Thrown in stop mode when rows are wrong: nothing was sent. Says the first fifty in words. */
export function wrongRowsError(
	context: IExecuteFunctions,
	rows: Rows,
	total: number,
	wrong: ReadonlyArray<{ index: number; outcome: NotAccepted }>,
): NodeOperationError {
	if (rows.sheetProblems.length > 0) {
		return stopError(context, {
			message: say({
				en: 'The columns do not fit; nothing was sent',
				zh: '列与接口参数不符，未发送任何内容',
			}),
			lines: rows.sheetProblems.map(describeProblem),
		});
	}
	const told = wrong.slice(0, ROWS_IN_WORDS).map(({ outcome }) => outcome.message);
	const more = wrong.length - told.length;
	if (more > 0) {
		told.push(
			say({
				en: `… and ${more} more wrong rows: ${rangesOf(wrong.slice(ROWS_IN_WORDS).map(({ index }) => rowNumber(rows, index)))}`,
				zh: `……另有 ${more} 行有误：${rangesOf(wrong.slice(ROWS_IN_WORDS).map(({ index }) => rowNumber(rows, index)))}`,
			}),
		);
	}
	return stopError(context, {
		message:
			wrong.length === 1
				? say({
						en: `1 of ${total} rows is wrong; nothing was sent`,
						zh: `${total} 行中有 1 行有误，未发送任何内容`,
					})
				: say({
						en: `${wrong.length} of ${total} rows are wrong; nothing was sent`,
						zh: `${total} 行中有 ${wrong.length} 行有误，未发送任何内容`,
					}),
		lines: told,
		itemIndex: wrong[0].index,
	});
}

const rowNumber = (rows: Rows, index: number) => Number(/\d+/.exec(rows.nameOf(index))?.[0]);

const OUTCOME_WORDS = {
	accepted: { en: 'Accepted', zh: '已受理' },
	refused: { en: 'Refused', zh: '被拒绝' },
	notSent: { en: 'Not sent', zh: '未发送' },
	unknown: { en: 'Unknown', zh: '结果未知' },
} as const;

/** For each outcome the rows that have it, as ranges. */
export function whereEachRowIs(rows: Rows, outcomes: readonly RowOutcome[]): string[] {
	return (['accepted', 'refused', 'notSent', 'unknown'] as const).flatMap((outcome) => {
		const found: number[] = [];
		outcomes.forEach((each, index) => {
			if (each.outcome === outcome) found.push(rowNumber(rows, index));
		});
		if (found.length === 0) return [];
		return `${say(OUTCOME_WORDS[outcome])} (${found.length}): ${rangesOf(found)}`;
	});
}

/**
 * Thrown in stop mode when the gateway did not accept a row: names that row, and for every other one
 * what became of it, as ranges of rows, so that none is lost.
 */
export function stoppedError(
	context: IExecuteFunctions,
	rows: Rows,
	outcomes: readonly RowOutcome[],
	culprit: { index: number; outcome: NotAccepted },
): NodeOperationError {
	const { index, outcome } = culprit;
	return stopError(context, {
		message: `${rows.nameOf(index)}: ${outcome.message}`,
		lines: [
			outcome.description,
			...(outcome.traceId === undefined ? [] : [`trace_id: ${outcome.traceId}`]),
			tallySentence(tallyOf(outcomes)),
			...whereEachRowIs(rows, outcomes),
		],
		itemIndex: index,
	});
}

/** n8n's editor shows descriptions and hints as HTML; what stood in a cell must not be taken for tags. */
const asHtml = (text: string) =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** An error that ends the node, with its lines one below the other in n8n's error view. */
export function stopError(
	context: IExecuteFunctions,
	told: { message: string; lines: readonly string[]; itemIndex?: number },
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), told.message, {
		description: told.lines
			.filter((line) => line !== '')
			.map(asHtml)
			.join('<br/>'),
		itemIndex: told.itemIndex,
	});
	// n8n replaces messages that hold a system's error code by its own; ours say more.
	error.message = told.message;
	return error;
}
