import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { rowKeyOf } from '../../zhima';
import type { Api } from '../../zhima';
import { dataOf } from '../input/item-data';
import { isNotAccepted } from './outcome';
import type { Accepted, NotAccepted, RowOutcome, Shown } from './outcome';

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
	'zhima_outcome',
	'zhima_result',
	'zhima_advice',
	'zhima_sub_code',
	'zhima_trace_id',
	'zhima_fingerprint',
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

/**
 * Whether a value of the input's is left out beside an error: another outcome, or a function. Items hold no
 * functions once they are stored; until then one called `toJSON` would speak for the whole item.
 */
const isLeftOut = (api: Api, name: string, value: unknown): boolean =>
	typeof value === 'function' || isOutcomeMember(api, name);

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
	...hintsMember(hints),
	request: requestOf(api, content),
});

/** The input's own values; undefined where they cannot be copied, as one of them throws when it is read. */
function inputValues(input: INodeExecutionData | null | undefined): IDataObject | undefined {
	try {
		const data = dataOf(input);
		return data.ok ? { ...data.json } : {};
	} catch {
		return undefined;
	}
}

/** The row's own values without any that says what became of a row, then this row's outcome. */
function notAcceptedJson(api: Api, values: IDataObject, outcome: NotAccepted): IDataObject {
	const own = Object.entries(values).filter(([name, value]) => !isLeftOut(api, name, value));
	return {
		success: false,
		outcome: outcome.outcome,
		...keyMember(api, values),
		...Object.fromEntries(own),
		error: errorMember(outcome),
	};
}

/**
 * For the error output. n8n itself lays our members over the input's own values there, so that a member of
 * the input's is gone only if ours has its name and no value: JSON leaves such a member out.
 */
function errorOutputJson(api: Api, values: IDataObject, outcome: NotAccepted): IDataObject {
	const ours = { success: false, outcome: outcome.outcome, error: errorMember(outcome) };
	const cleared = Object.entries(values)
		.filter(([name, value]) => isLeftOut(api, name, value) && !Object.hasOwn(ours, name))
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

function itemNotAccepted(
	api: Api,
	input: INodeExecutionData | null | undefined,
	index: number,
	outcome: NotAccepted,
	hasErrorOutput: boolean,
): INodeExecutionData {
	const known = inputValues(input);
	const values = known ?? {};
	const canBeMerged = known !== undefined && Boolean(input);
	const item: INodeExecutionData = {
		json: hasErrorOutput ? errorOutputJson(api, values, outcome) : notAcceptedJson(api, values, outcome),
		...(input?.binary && { binary: input.binary }),
		// For the error output n8n merges with the input where this is an object, and fails if that can't be copied.
		pairedItem: hasErrorOutput && !canBeMerged ? index : { item: index },
	};
	if (hasErrorOutput) markForErrorOutput(item, outcome);
	return item;
}

/**
 * The item for one row: the outcome and the row's key first, the request or
 * the error last. A row that was not accepted keeps its own values, but no members of another outcome.
 */
export function itemOf(
	api: Api,
	input: INodeExecutionData | null | undefined,
	index: number,
	outcome: RowOutcome,
	hasErrorOutput: boolean,
): INodeExecutionData {
	if (isNotAccepted(outcome)) return itemNotAccepted(api, input, index, outcome, hasErrorOutput);
	const json = outcome.outcome === 'shown' ? shownJson(api, outcome) : acceptedJson(api, outcome);
	return { json, pairedItem: { item: index } };
}
