import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

/** Reads one field of the form for one item; a field in a collection as `collection.field`. */
export type ReadParameter = (name: string, index: number) => unknown;

type Reader = (json: IDataObject) => unknown;

/** In place of a value that only n8n itself can read. */
const NOT_PLAIN = Symbol('not plain');

type Path = readonly string[];

/** What n8n writes before a quote or a backslash of a heading that is dragged, and for a line break or a tab in it. */
const ESCAPE = String.raw`\\["'\\nrt]`;
const STEP = String.raw`(?:\?\.\s*)?\[\s*(?:"((?:[^"\\\n]|${ESCAPE})*)"|'((?:[^'\\\n]|${ESCAPE})*)'|(0|[1-9]\d{0,8}))\s*\]|\??\.\s*([\p{ID_Start}_$][\p{ID_Continue}$]*)`;
const MEMBERS = new RegExp(String.raw`\s*(?:${STEP})`, 'gu');
/** An expression that is a path into the item and nothing else: `={{ $json.name }}`, `={{ $json.fields["lng"][0] }}`. */
const PATH = new RegExp(String.raw`^=\{\{\s*\$json((?:\s*(?:${STEP}))+)\s*\}\}$`, 'u');
/** A path into an item that an expression reads beside other things. */
const MENTION = new RegExp(String.raw`(?:\$json|\bjson)((?:\s*(?:${STEP}))+)`, 'gu');

/** Names that n8n lets no expression access. */
const GUARDED = /^(?:__|constructor$|prototype$)/;

/** Where n8n ends or begins an expression, inside of quotes as well. */
const BRACES = /\{\{|\}\}/;

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, character: string) => CONTROLS[character] ?? character);

const memberIn = ([, double, single, index, name]: RegExpMatchArray): string => {
	const quoted = double ?? single;
	return quoted === undefined ? (index ?? name) : unescaped(quoted);
};

const membersIn = (steps: string): Path => [...steps.matchAll(MEMBERS)].map(memberIn);

/** The path that an expression is, from the item's `json`; undefined where n8n has to evaluate it. */
export function pathOf(expression: string): Path | undefined {
	const found = PATH.exec(expression);
	if (found === null) return undefined;
	const path = membersIn(found[1]);
	return path.some((member) => GUARDED.test(member) || BRACES.test(member)) ? undefined : path;
}

/** The item's columns that an expression names. */
export const columnsIn = (expression: string): string[] => pathsIn(expression).map(([column]) => column);

/** All paths into an item that an expression names. */
export const pathsIn = (expression: string): Path[] => [...expression.matchAll(MENTION)].map(([, steps]) => membersIn(steps));

const isPlain = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What n8n hands over as it is: what JSON has, and a Date; no function and no other class's object. */
function isHandedOver(value: unknown): boolean {
	if (value === null || value === undefined || isPlain(value)) return true;
	if (typeof value !== 'object') return false;
	return value instanceof Date || Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

/**
 * The value at a path as n8n's evaluator gives it: undefined behind a member that is not there. What is
 * not in the item itself, such as a text's length, is left to n8n.
 */
function valueAt(json: IDataObject, path: Path): unknown {
	let value: unknown = json;
	for (const member of path) {
		if (value === undefined || value === null) return undefined;
		if (typeof value === 'object' && Object.hasOwn(value, member)) value = (value as IDataObject)[member];
		else if (member in Object(value)) return NOT_PLAIN;
		else return undefined;
	}
	return isHandedOver(value) ? value : NOT_PLAIN;
}

/** The same for looking at a column as a whole: undefined where only n8n can read it. */
export function cellAt(json: IDataObject, path: Path): unknown {
	const value = valueAt(json, path);
	return value === NOT_PLAIN ? undefined : value;
}

function readerOfText(text: string): Reader {
	if (!text.startsWith('=')) return () => text;
	const path = pathOf(text);
	return path === undefined ? () => NOT_PLAIN : (json) => valueAt(json, path);
}

function readerOf(given: unknown): Reader {
	if (typeof given === 'string') return readerOfText(given);
	if (isPlain(given) || given === null) return () => given;
	if (Array.isArray(given)) {
		const readers = given.map(readerOf);
		return (json) => {
			const values = readers.map((read) => read(json));
			return values.includes(NOT_PLAIN) ? NOT_PLAIN : values;
		};
	}
	if (typeof given !== 'object') return () => NOT_PLAIN;
	const readers = Object.entries(given).map(([name, value]) => [name, readerOf(value)] as const);
	return (json) => {
		const entries = readers.map(([name, read]) => [name, read(json)] as const);
		return entries.some(([, value]) => value === NOT_PLAIN) ? NOT_PLAIN : Object.fromEntries(entries);
	};
}

/** A parameter's value as it is stored, found as n8n finds it. */
export const givenAt = (parameters: INodeParameters, name: string): unknown =>
	name.split('.').reduce<unknown>((value, part) => (value as INodeParameters | undefined)?.[part], parameters);

/** The parameters as they are saved; undefined where this n8n doesn't give them out. */
export function savedParameters(context: IExecuteFunctions): INodeParameters | undefined {
	try {
		return context.getNode().parameters;
	} catch {
		return undefined;
	}
}

/**
 * Reads the form's fields for one item after the other. What is a literal, or a path into the item and
 * nothing else, is taken directly: n8n takes about 0.4 ms for each expression, and the whole process
 * waits. Everything else is read by n8n.
 *
 * @param items the run's input, which `$json` refers to
 */
export function createParameterReader(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): ReadParameter {
	const parameters = savedParameters(context);
	const readers = new Map<string, Reader>();
	const readerFor = (name: string): Reader => {
		const known = readers.get(name) ?? (parameters ? readerOf(givenAt(parameters, name) ?? '') : () => NOT_PLAIN);
		readers.set(name, known);
		return known;
	};
	return (name, index) => {
		const value = readerFor(name)(items[index].json);
		return value === NOT_PLAIN ? context.getNodeParameter(name, index, '') : value;
	};
}
