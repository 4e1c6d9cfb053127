/** The names by which an API's parameters, and the merchant's token, are known in a sheet. */
import type { Api, Parameter, PointColumn } from '../api-types';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import { bare } from './heading-text';

/** Whose name it is, and how surely: 0 the documents' own name, 1 a name that others publish. */
export interface KnownName {
	readonly parameter: Parameter;
	readonly rank: 0 | 1;
}

/** By the name without case, blanks and marks. */
export type KnownNames = ReadonlyMap<string, KnownName>;

/** The cell holds both coordinates itself. */
const NO_PARTNER = '';

/** What stands for a column with both coordinates among the parameters. */
const pointParameter = (api: Api, { longitude, latitude, columnNames, synonyms }: PointColumn): Parameter => {
	const first = api.parameters.find(({ name }) => name === longitude)!;
	const kind = first.kind.type === 'coordinate' ? { ...first.kind, partner: NO_PARTNER } : first.kind;
	return { ...first, kind, name: `${longitude}, ${latitude}`, columnNames, synonyms };
};

export const isPoint = ({ kind }: Parameter): boolean => kind.type === 'coordinate' && kind.partner === NO_PARTNER;

const tables = new WeakMap<Api, { readonly names: KnownNames; readonly point?: Parameter }>();

const tableOf = (api: Api): { readonly names: KnownNames; readonly point?: Parameter } => {
	const known = tables.get(api);
	if (known !== undefined) return known;
	const names = new Map<string, KnownName>();
	const add = (given: readonly string[], parameter: Parameter, rank: 0 | 1): void => {
		for (const name of given.map(bare)) if (!names.has(name)) names.set(name, { parameter, rank });
	};
	for (const each of [...api.parameters, APP_AUTH_TOKEN]) add([each.name, ...each.columnNames], each, 0);
	for (const each of api.parameters) add(each.synonyms ?? [], each, 1);
	const point = api.point && pointParameter(api, api.point);
	add(point?.columnNames ?? [], point!, 0);
	add(point?.synonyms ?? [], point!, 1);
	const table = { names, point };
	tables.set(api, table);
	return table;
};

export const knownNames = (api: Api): KnownNames => tableOf(api).names;

/** The parameter that columns with both coordinates are matched to; undefined where the API has no place. */
export const pointOf = (api: Api): Parameter | undefined => tableOf(api).point;

/** All names by which a parameter's column is recognized, without case, blanks and marks. */
export const bareNamesOf = ({ name, columnNames, synonyms = [] }: Parameter): string[] =>
	[name, ...columnNames, ...synonyms].map(bare);

/** The names in Chinese, as a sheet may have them for headings. */
export const chineseNamesOf = ({ parameters, point }: Api): string[] =>
	[...parameters.flatMap(({ columnNames, synonyms = [] }) => [...columnNames, ...synonyms]), ...(point?.columnNames ?? [])].filter((name) => /^\p{Script=Han}{2,}$/u.test(name));
