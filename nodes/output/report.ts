import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeExecutionHint,
} from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { formatIssue, joinSentences } from '../../zhima';
import { asSentence } from '../form/form-fields';
import type { Api, Issue } from '../../zhima';
import { isNotAccepted, rangesOf, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome, Tally } from './outcome';
import type { Rows } from '../input/read-rows';

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

/** What is wrong with a sheet is the same for each of its rows: the sentence is made once. */
const sheetSentences = new WeakMap<readonly Issue[], string>();

function sheetSentence({ sheetIssues }: Rows): string {
	const known = sheetSentences.get(sheetIssues);
	if (known !== undefined) return known;
	const made = joinSentences(sheetIssues.map(formatIssue));
	sheetSentences.set(sheetIssues, made);
	return made;
}

const colon = () => t({ en: ': ', zh: '：' });

/** The outcome of a row that was wrong itself, or stands in a sheet that is. */
export function invalidRow(rows: Rows, index: number, issues: readonly Issue[]): NotAccepted {
	const [first] = issues;
	const isOfSheet = issues === rows.sheetIssues;
	return {
		outcome: 'notSent',
		message: isOfSheet
			? sheetSentence(rows)
			: `${rows.nameOf(index)}${colon()}${joinSentences(issues.map(formatIssue))}`,
		description: isOfSheet
			? t({
					en: 'No row was sent, because the columns do not fit. Mend the headings and run it again.',
					zh: '列与接口参数不符，所有行均未发送。请修改列名后重新运行。',
				})
			: t({
					en: 'The row was not sent. Mend what is named and run it again.',
					zh: '该行未发送。请按提示修改后重新运行。',
				}),
		code: 'ERR_ROW',
		subCode: '',
		field: first?.field ?? '',
		attempts: 0,
		issues,
	};
}

/** The outcome of a row that was not begun, since the run ended before it. */
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

/** The run's result in one sentence. */
export function tallySentence(tally: Tally): string {
	const { accepted, refused, notSent, unknown } = tally;
	return t({
		en: `${accepted} accepted, ${refused} refused, ${notSent} not sent, ${unknown} unknown.`,
		zh: `已受理 ${accepted} 行，被拒绝 ${refused} 行，未发送 ${notSent} 行，结果未知 ${unknown} 行。`,
	});
}

function whatNext(outcomes: readonly RowOutcome[], tally: Tally, rows: Rows): string {
	if (rows.sheetIssues.length > 0) return sheetSentence(rows);
	const ending = outcomes.find((each) => isNotAccepted(each) && each.endsRun);
	if (ending !== undefined && isNotAccepted(ending)) {
		return joinSentences([afterTheEnd(ending), supersededSentence(outcomes) ?? '']);
	}
	const parts: string[] = [];
	const superseded = supersededSentence(outcomes);
	if (tally.refused + tally.notSent > 0) {
		parts.push(
			t({
				en: 'Mend the rows whose "error" says what is wrong, and run those again.',
				zh: '请按各行“error”中的说明修改后，重新运行这些行。',
			}),
		);
	}
	if (tally.unknown > 0) {
		parts.push(
			t({
				en: 'Run the unknown rows again as they are: both calls may be repeated without harm.',
				zh: '结果未知的行可原样重新运行：两个接口均可安全重复调用。',
			}),
		);
	}
	if (superseded !== undefined) parts.push(superseded);
	return joinSentences(parts);
}

/** Which rows are not to be run again by themselves. */
function supersededSentence(outcomes: readonly RowOutcome[]): string | undefined {
	const count = outcomes.filter((each) => isNotAccepted(each) && each.supersededBy !== undefined).length;
	if (count === 0) return undefined;
	return count === 1
		? t({
				en: 'Leave out 1 row whose "error" names a later row about the same thing that was accepted, or run that later row again after it.',
				zh: '其中 1 行的“error”指出后面有一行涉及同一对象且已受理：请勿单独重新运行该行，或在其后再次运行那一行。',
			})
		: t({
				en: `Leave out ${count} rows whose "error" names a later row about the same thing that was accepted, or run those later rows again after them.`,
				zh: `其中 ${count} 行的“error”指出后面有行涉及同一对象且已受理：请勿单独重新运行这些行，或在其后再次运行后面的那些行。`,
			});
}

/** What to do where the fault lies not with a row, but with the account. */
function afterTheEnd({ message, description }: NotAccepted): string {
	const why = joinSentences([asSentence(message), asSentence(description)]);
	return t({
		en: `The run ended early: ${why} Then run the rows again that were not accepted.`,
		zh: `运行提前结束：${why}处理后请重新运行未受理的行。`,
	});
}

function dryRunSentence(sendable: number, wrong: number): string {
	const good =
		sendable === 1
			? t({ en: '1 row can be sent', zh: '可发送 1 行' })
			: t({ en: `${sendable} rows can be sent`, zh: `可发送 ${sendable} 行` });
	const bad =
		wrong === 1 ? t({ en: '1 is wrong', zh: '有误 1 行' }) : t({ en: `${wrong} are wrong`, zh: `有误 ${wrong} 行` });
	return t({
		en: `Dry run: nothing was sent. ${good}, ${bad}.`,
		zh: `试运行：未发送任何内容。${good}，${bad}。`,
	});
}

/** How many ignored columns are named. */
const COLUMNS_NAMED = 30;

function ignoredSentence(ignored: readonly string[]): string {
	const named = ignored
		.slice(0, COLUMNS_NAMED)
		.map((each) => `“${each}”`)
		.join(t({ en: ', ', zh: '、' }));
	const more = ignored.length - COLUMNS_NAMED;
	const names = more > 0 ? t({ en: `${named} and ${more} more`, zh: `${named}以及另外 ${more} 列` }) : named;
	return t({
		en: `Columns that are not parameters were left alone: ${names}`,
		zh: `以下列不是接口参数，已忽略：${names}`,
	});
}

/** Rows that were taken, but may not be what was meant: how many, and the first of them in words. */
function doubtsSentence(outcomes: readonly RowOutcome[], rows: Rows): string | undefined {
	let count = 0;
	let example = '';
	outcomes.forEach((each, index) => {
		if (!('hints' in each) || each.hints.length === 0) return;
		count += 1;
		if (count === 1) example = `${rows.nameOf(index)}${colon()}${each.hints[0]}`;
	});
	if (count === 0) return undefined;
	return count === 1
		? t({
				en: `1 row may want a second look, see its "hints". ${example}`,
				zh: `有 1 行建议复核，详见该行的“hints”。${example}`,
			})
		: t({
				en: `${count} rows may want a second look, see the "hints" of each. The first: ${example}`,
				zh: `有 ${count} 行建议复核，详见各行的“hints”。其中第一处：${example}`,
			});
}

/** What is said below the output: the run's sum, what to do next, and what else the operator should know. */
export function hintsFor(
	outcomes: readonly RowOutcome[],
	rows: Rows,
	warnings: readonly string[],
	isDryRun: boolean,
): NodeExecutionHint[] {
	const tally = tallyOf(outcomes);
	const isFine = tally.refused + tally.notSent + tally.unknown === 0;
	const sum = isDryRun ? dryRunSentence(outcomes.length - tally.notSent, tally.notSent) : tallySentence(tally);
	const next = isDryRun && rows.sheetIssues.length === 0 ? '' : whatNext(outcomes, tally, rows);
	const hints: NodeExecutionHint[] = [];
	const tell = (type: 'info' | 'warning', message: string | undefined) => {
		if (message !== undefined) hints.push({ message: asHtml(message), type, location: 'outputPane' });
	};
	tell(isFine ? 'info' : 'warning', joinSentences([sum, next]));
	if (rows.ignored.length > 0) tell('info', ignoredSentence(rows.ignored));
	for (const message of rows.columnHints) tell('warning', message);
	tell('info', doubtsSentence(outcomes, rows));
	for (const message of warnings) tell('warning', message);
	return hints;
}

/** The sum of a run that broke off over one fault that is not a row's, and the fault with its cure. */
export function hintOfFault(outcomes: readonly RowOutcome[], fault: NotAccepted): NodeExecutionHint {
	const told = [fault.message, fault.description].filter((each) => each !== '').map((each) => asSentence(each));
	const last = supersededSentence(outcomes) ?? '';
	const message = asHtml(joinSentences([tallySentence(tallyOf(outcomes)), ...told, last]));
	return { message, type: 'warning', location: 'outputPane' };
}

/** Wrong rows that follow each other and are wrong in the same way. */
interface InvalidRows {
	readonly names: string;
	readonly issues: readonly string[];
}

const rowsNamed = (rows: Rows, from: number, to: number): string => {
	const [first, last] = [rows.numberOf(from), rows.numberOf(to)];
	if (first === last) return rows.nameOf(from);
	return rows.areOfSheet
		? t({ en: `Rows ${first}-${last}`, zh: `第 ${first}-${last} 行` })
		: t({ en: `Items ${first}-${last}`, zh: `输入项 ${first}-${last}` });
};

/** The wrong rows in words, neighbours that are wrong in the same way (empty rows, most often) as one. */
function inWords(
	rows: Rows,
	wrong: ReadonlyArray<{ index: number; outcome: NotAccepted }>,
): { told: InvalidRows[]; untold: number[] } {
	const told: InvalidRows[] = [];
	let at = 0;
	while (at < wrong.length && told.length < ROWS_IN_WORDS) {
		let end = at;
		while (end + 1 < wrong.length && isNext(rows, wrong[end].index, wrong[end + 1].index)) {
			if (!isSameTrouble(wrong[end + 1].outcome, wrong[at].outcome)) break;
			end += 1;
		}
		const names = rowsNamed(rows, wrong[at].index, wrong[end].index);
		told.push({ names, issues: saidOf(wrong[at].outcome) });
		at = end + 1;
	}
	return { told, untold: wrong.slice(at).map(({ index }) => rows.numberOf(index)) };
}

/** How many ranges of rows that are not told in words are named; none of them was sent, so none is lost. */
const RANGES_NAMED = 100;

const isNext = (rows: Rows, index: number, other: number): boolean =>
	other === index + 1 && rows.numberOf(other) === rows.numberOf(index) + 1;

const isSameTrouble = ({ issues = [] }: NotAccepted, other: NotAccepted): boolean =>
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

const saidOf = ({ issues = [] }: NotAccepted): string[] => issues.map(formatIssue);

/** The first problem beside the rows' name, the others in lines of their own. */
const linesOf = ({ names, issues: [first, ...others] }: InvalidRows): string[] => [
	`${names}${colon()}${first}`,
	...others.map((each) => `• ${each}`),
];

function invalidRowsTitle(rows: Rows, wrong: number, total: number): string {
	if (total === 1) {
		return rows.areOfSheet
			? t({ en: 'The row is wrong; nothing was sent', zh: '该行有误，未发送任何内容' })
			: t({ en: 'The values are not right; nothing was sent', zh: '填写的内容有误，未发送任何内容' });
	}
	if (!rows.areOfSheet) {
		return wrong === 1
			? t({
					en: `1 of ${total} items is wrong; nothing was sent`,
					zh: `${total} 个输入项中有 1 个有误，未发送任何内容`,
				})
			: t({
					en: `${wrong} of ${total} items are wrong; nothing was sent`,
					zh: `${total} 个输入项中有 ${wrong} 个有误，未发送任何内容`,
				});
	}
	return wrong === 1
		? t({
				en: `1 of ${total} rows is wrong; nothing was sent`,
				zh: `${total} 行中有 1 行有误，未发送任何内容`,
			})
		: t({
				en: `${wrong} of ${total} rows are wrong; nothing was sent`,
				zh: `${total} 行中有 ${wrong} 行有误，未发送任何内容`,
			});
}

/** Thrown in stop mode when rows are wrong: nothing was sent. Says the first fifty in words. */
export function invalidRowsError(
	context: IExecuteFunctions,
	rows: Rows,
	total: number,
	wrong: ReadonlyArray<{ index: number; outcome: NotAccepted }>,
): NodeOperationError {
	if (rows.sheetIssues.length > 0) {
		return stopError(context, {
			message: t({
				en: 'The columns do not fit; nothing was sent',
				zh: '列与接口参数不符，未发送任何内容',
			}),
			lines: rows.sheetIssues.map(formatIssue),
		});
	}
	const { told, untold } = inWords(rows, wrong);
	const lines =
		total === 1 && !rows.areOfSheet ? told.flatMap(({ issues }) => issues) : told.flatMap(linesOf);
	if (untold.length > 0) {
		const ranges = rangesOf(untold, RANGES_NAMED);
		lines.push(
			t({
				en: `… and ${untold.length} more wrong ones: ${ranges}`,
				zh: `……另有 ${untold.length} 条有误：${ranges}`,
			}),
		);
	}
	return stopError(context, {
		message: invalidRowsTitle(rows, wrong.length, total),
		lines,
		// Of several, n8n would name one alone behind the title.
		itemIndex: wrong.length === 1 ? wrong[0].index : undefined,
	});
}

const OUTCOME_WORDS = {
	accepted: { en: 'Accepted', zh: '已受理' },
	refused: { en: 'Refused', zh: '被拒绝' },
	notSent: { en: 'Not sent', zh: '未发送' },
	unknown: { en: 'Unknown', zh: '结果未知' },
} as const;

/** For each outcome the rows that have it, as ranges. */
export function whereEachRowIs(rows: Rows, outcomes: readonly RowOutcome[]): string[] {
	const found: Record<RowOutcome['outcome'], number[]> = {
		accepted: [],
		refused: [],
		notSent: [],
		unknown: [],
		shown: [],
	};
	outcomes.forEach((each, index) => found[each.outcome].push(rows.numberOf(index)));
	return (['accepted', 'refused', 'notSent', 'unknown'] as const).flatMap((outcome) => {
		if (found[outcome].length === 0) return [];
		const [word, ranges] = [t(OUTCOME_WORDS[outcome]), rangesOf(found[outcome])];
		const count = found[outcome].length;
		return t({ en: `${word} (${count}): ${ranges}`, zh: `${word}（${count}）：${ranges}` });
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
		message: `${rows.nameOf(index)}${colon()}${outcome.message}`,
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
