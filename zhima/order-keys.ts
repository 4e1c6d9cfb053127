import type { Api } from './api-types';

/**
 * What a row is about, as keys: rows with a key in common must arrive in row order. A key with a missing
 * value is left out. The names belong to the key, so keys of different kinds never meet.
 */
export const orderKeysOf = (api: Api, content: Readonly<Record<string, string>>): string[] =>
	api.orderKeys
		.filter((names) => names.every((name) => content[name] !== undefined && content[name] !== ''))
		.map((names) => JSON.stringify(names.map((name) => [name, content[name]])));
