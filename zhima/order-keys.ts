import type { Api, Reading } from './api-types';

type Content = Readonly<Record<string, string>>;

const isGiven = (content: Content, name: string): boolean => content[name] !== undefined && content[name] !== '';

/** The names belong to the key, so keys of different kinds never meet. */
const keyOf = (names: readonly string[], content: Content): string =>
	JSON.stringify(names.map((name) => [name, content[name]]));

/**
 * What a row is about, as keys: rows with a key in common must arrive in row order. A key with a missing
 * value is left out.
 */
export const orderKeysOf = (api: Api, content: Content): string[] =>
	api.orderKeys
		.filter((names) => names.every((name) => isGiven(content, name)))
		.map((names) => keyOf(names, content));

/**
 * The same by the naming value alone, e.g. the entity's code without its category: rows with none of these in
 * common are about different things, those with one in common may be about the same.
 */
export const namingKeysOf = (api: Api, content: Content): string[] => {
	const naming = new Set(api.orderKeys.map((names) => names[names.length - 1]));
	return [...naming].filter((name) => isGiven(content, name)).map((name) => keyOf([name], content));
};

/** What a row that cannot be sent is about. */
export interface InvalidRowKeys {
	/** Keys whose values could all be read. */
	readonly certain: readonly string[];
	/** Naming keys, where another value of the key is wrong: which thing it is remains open. */
	readonly possible: readonly string[];
}

/** The keys of an invalid row, from the cells in which nothing is wrong. */
export function invalidRowKeysOf(api: Api, { issues, readable = {} }: Extract<Reading, { ok: false }>): InvalidRowKeys {
	const wrong = new Set(issues.map(({ field }) => field));
	const content = Object.fromEntries(Object.entries(readable).filter(([name]) => !wrong.has(name)));
	const naming = api.orderKeys
		.filter((names) => names.some((name) => wrong.has(name)))
		.map((names) => names[names.length - 1]);
	const possible = [...new Set(naming)]
		.filter((name) => isGiven(content, name))
		.map((name) => keyOf([name], content));
	return { certain: orderKeysOf(api, content), possible };
}

/**
 * The documented name of the parameter by which an operator knows and searches for a row, e.g. `entity_code`:
 * the naming value of the first order key. Undefined where rows have no key at all.
 */
export const rowKeyOf = ({ orderKeys }: Pick<Api, 'orderKeys'>): string | undefined =>
	orderKeys[0]?.at(-1);
