import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Reads one field of the form for one item. */
export type ReadParameter = (name: string, index: number) => unknown;

type Reader = (json: IDataObject) => unknown;

/** In place of a value that only n8n itself can read. */
const NOT_PLAIN = Symbol('not plain');

/** An expression that is a column of the item and nothing else: `={{ $json.name }}` or `={{ $json["name"] }}`. */
const COLUMN =
	/^=\{\{\s*\$json\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(?:"([^"\\\n]+)"|'([^'\\\n]+)')\s*\])\s*\}\}$/;

/** Names that n8n lets no expression access. */
const GUARDED = /^(?:__|constructor$|prototype$)/;

const isPlain = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function readerOfText(text: string): Reader {
	if (!text.startsWith('=')) return () => text;
	const found = COLUMN.exec(text);
	const column = found?.[1] ?? found?.[2] ?? found?.[3];
	if (column === undefined || GUARDED.test(column)) return () => NOT_PLAIN;
	return (json) => {
		if (!Object.hasOwn(json, column)) return NOT_PLAIN;
		const value = json[column];
		return isPlain(value) ? value : NOT_PLAIN;
	};
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

/**
 * Reads the form's fields for one item after the other. What is a literal, or a column of the item and
 * nothing else, is taken directly: n8n takes about 0.4 ms for each expression, and the whole process
 * waits. Everything else is read by n8n.
 *
 * @param items the run's input, which `$json` refers to
 */
export function createParameterReader(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): ReadParameter {
	const { parameters } = context.getNode();
	const readers = new Map<string, Reader>();
	const readerFor = (name: string): Reader => {
		const known = readers.get(name) ?? readerOf(parameters[name] ?? '');
		readers.set(name, known);
		return known;
	};
	return (name, index) => {
		const value = readerFor(name)(items[index].json);
		return value === NOT_PLAIN ? context.getNodeParameter(name, index, '') : value;
	};
}
