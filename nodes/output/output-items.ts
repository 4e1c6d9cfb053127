import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { fingerprintOf, rowKeyOf } from '../../zhima';
import type { Api } from '../../zhima';
import type { OutputForm } from '../form/run-options';
import { dataOf } from '../input/item-data';
import { hideTokens, NOTHING_HIDDEN } from './hide-tokens';
import type { HiddenTokens } from './hide-tokens';
import { isNotAccepted } from './outcome';
import type { Accepted, NotAccepted, RowOutcome, Shown } from './outcome';
import { isEarlierOutcome, OUTCOME_COLUMNS, outcomeColumns } from './row-and-outcome';

/** What the node itself says of a row, in any of its items (docs/reference/output.md). */
const SAID_BY_NODE: readonly string[] = [
	'success',
	'outcome',
	'dryRun',
	'verified',
	'attempts',
	'fingerprint',
	'trace_id',
	'hints',
	'request',
	'error',
	...OUTCOME_COLUMNS,
];

/** What the gateway says of a row, in the response to either call. */
const SAID_BY_GATEWAY: readonly string[] = ['code', 'msg', 'sub_code', 'sub_msg', 'biz_result'];

/**
 * Whether a member of an item says what became of a row. Where the input has one (rows that went through
 * one of our nodes before, a sheet of earlier results, another API's response), it is about something else
 * and must not be beside this row's `error`. A parameter of the call is the operator's data and stays,
 * and so does a name in other letters (`Code`), which no expression takes for ours.
 */
export function isOutcomeMember(api: Pick<Api, 'parameters' | 'success'>, name: string): boolean {
	const saidByGateway = SAID_BY_GATEWAY.includes(name) || Object.hasOwn(api.success ?? {}, name);
	if (!saidByGateway && !SAID_BY_NODE.includes(name)) return false;
	return !api.parameters.some((parameter) => parameter.name === name);
}

type IsLeftOut = (name: string, value: unknown) => boolean;

/**
 * Which values of the input's are left out: another outcome, or a function. Items hold no functions once they
 * are stored; until then one called `toJSON` would speak for the whole item.
 */
const leftOutOf = (api: Api, form: OutputForm): IsLeftOut => {
	const isOutcome: IsLeftOut =
		form === 'rowAndOutcome' ? isEarlierOutcome : (name) => isOutcomeMember(api, name);
	return (name, value) => typeof value === 'function' || isOutcome(name, value);
};

const requestOf = (api: Api, content: Readonly<Record<string, string>>) => ({
	method: api.method,
	biz_content: { ...content },
});

/** `error`: why a row was not accepted, and what to do. */
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

/** The row's key under its documented name, which comes early so that n8n's table reads well. */
function keyMember(api: Api, values: Readonly<Record<string, unknown>>): IDataObject {
	const name = rowKeyOf(api);
	return name === undefined || !Object.hasOwn(values, name) ? {} : { [name]: values[name] as string };
}

/** The response's members, save those that the node alone can know: what became of the row, and which one it is. */
const responseMembers = (api: Api, { members }: Accepted): IDataObject =>
	Object.fromEntries(
		Object.entries(members as IDataObject).filter(
			([name]) => !SAID_BY_NODE.includes(name) && name !== rowKeyOf(api),
		),
	);

const hintsMember = (hints: readonly string[]): IDataObject =>
	hints.length > 0 ? { hints: [...hints] } : {};

function acceptedJson(api: Api, outcome: Accepted): IDataObject {
	return {
		success: true,
		outcome: outcome.outcome,
		...keyMember(api, outcome.content),
		...responseMembers(api, outcome),
		verified: outcome.verified,
		attempts: outcome.attempts,
		fingerprint: fingerprintOf(api, outcome.content),
		...(outcome.traceId !== undefined && { trace_id: outcome.traceId }),
		...hintsMember(outcome.hints),
		request: requestOf(api, outcome.content),
	};
}

const shownJson = (api: Api, { outcome, content, hints }: Shown): IDataObject => ({
	success: false,
	outcome,
	...keyMember(api, content),
	dryRun: true,
	fingerprint: fingerprintOf(api, content),
	...hintsMember(hints),
	request: requestOf(api, content),
});

interface InputValues {
	readonly values: IDataObject;
	/** Those in which a token was hidden. */
	readonly hidden: IDataObject;
}

/** The input's own values without tokens; undefined where they cannot be copied, as one of them throws when it is read. */
function inputValues(
	api: Api,
	input: INodeExecutionData | null | undefined,
	hidden: HiddenTokens = NOTHING_HIDDEN,
): InputValues | undefined {
	try {
		const data = dataOf(input);
		if (!data.ok) return { values: {}, hidden: {} };
		const values = hideTokens(api, data.json, hidden);
		const changed = Object.entries(values).filter(([name, value]) => value !== data.json[name]);
		return { values, hidden: Object.fromEntries(changed) };
	} catch {
		return undefined;
	}
}

const without = (values: IDataObject, isLeftOut: IsLeftOut): IDataObject =>
	Object.fromEntries(Object.entries(values).filter(([name, value]) => !isLeftOut(name, value)));

/**
 * This row's outcome, with `error` where n8n's table shows it first, then the row's own values without any
 * that says what became of a row.
 */
function notAcceptedJson(api: Api, values: IDataObject, outcome: NotAccepted): IDataObject {
	return {
		success: false,
		outcome: outcome.outcome,
		...keyMember(api, values),
		error: errorMember(outcome),
		...without(values, leftOutOf(api, 'response')),
	};
}

/** The row as it came, then its outcome in columns of ours. */
const rowAndOutcomeJson = (api: Api, values: IDataObject, outcome: RowOutcome): IDataObject => ({
	...without(values, leftOutOf(api, 'rowAndOutcome')),
	...outcomeColumns(api, outcome),
});

/**
 * For the error output. n8n itself lays our members over the input's own values there, so that a member of
 * the input's is gone only if ours has its name and no value: JSON leaves such a member out.
 */
function errorOutputJson(api: Api, { values, hidden }: InputValues, outcome: NotAccepted, form: OutputForm): IDataObject {
	const ours: IDataObject = {
		...hidden,
		...(form === 'rowAndOutcome'
			? outcomeColumns(api, outcome)
			: { success: false, outcome: outcome.outcome }),
		error: errorMember(outcome),
	};
	const isLeftOut = leftOutOf(api, form);
	const cleared = Object.entries(values)
		.filter(([name, value]) => isLeftOut(name, value) && !Object.hasOwn(ours, name))
		.map(([name]) => [name, undefined] as const);
	return { ...ours, ...Object.fromEntries(cleared) };
}

/**
 * Routes an item to the error output. n8n does so for an item with an `error`, or where `json` holds nothing
 * but `error`, which leaves no place for `success`. An enumerable `error` would be kept, and n8n would
 * then put its message in place of all of `json`; one that is not enumerable is left behind when n8n copies
 * the item to merge it with its input. It is writable, since older versions of n8n clear it. Where there is no
 * input to merge with, n8n takes the message, and so the message is all that we have to say.
 */
function markForErrorOutput(item: INodeExecutionData, outcome: NotAccepted): void {
	Object.defineProperty(item, 'error', {
		value: { message: errorMember(outcome) },
		enumerable: false,
		writable: true,
		configurable: true,
	});
}

/** What an item is made for. */
interface Destination {
	readonly hasErrorOutput: boolean;
	readonly form: OutputForm;
	/** What of the row's values may not be shown. */
	readonly hidden?: HiddenTokens;
}

function itemNotAccepted(
	api: Api,
	input: INodeExecutionData | null | undefined,
	index: number,
	outcome: NotAccepted,
	{ hasErrorOutput, form, hidden }: Destination,
): INodeExecutionData {
	const known = inputValues(api, input, hidden);
	const own = known ?? { values: {}, hidden: {} };
	const canBeMerged = known !== undefined && Boolean(input);
	const jsonOf = form === 'rowAndOutcome' ? rowAndOutcomeJson : notAcceptedJson;
	const item: INodeExecutionData = {
		json: hasErrorOutput ? errorOutputJson(api, own, outcome, form) : jsonOf(api, own.values, outcome),
		...(input?.binary && { binary: input.binary }),
		// For the error output n8n merges with the input where this is an object, and fails if that can't be copied.
		pairedItem: hasErrorOutput && !canBeMerged ? index : { item: index },
	};
	if (hasErrorOutput) markForErrorOutput(item, outcome);
	return item;
}

/**
 * The item for one row. As a response: the outcome and the row's key first, then the error, and the request last; a
 * row that was not accepted keeps its own values, but no members of another outcome. As row and outcome: the row
 * as it came, files included, with its outcome in columns.
 */
export function itemOf(
	api: Api,
	input: INodeExecutionData | null | undefined,
	index: number,
	outcome: RowOutcome,
	destination: Destination,
): INodeExecutionData {
	if (isNotAccepted(outcome)) return itemNotAccepted(api, input, index, outcome, destination);
	const pairedItem = { item: index };
	if (destination.form === 'rowAndOutcome') {
		const json = rowAndOutcomeJson(api, inputValues(api, input, destination.hidden)?.values ?? {}, outcome);
		return { json, ...(input?.binary && { binary: input.binary }), pairedItem };
	}
	const json = outcome.outcome === 'shown' ? shownJson(api, outcome) : acceptedJson(api, outcome);
	return { json, pairedItem };
}
