import type { IDataObject } from 'n8n-workflow';

import { HIDDEN_TOKEN, isEmpty, isTokenHeading } from '../../zhima';
import type { Api } from '../../zhima';

/** What of an item's values may not be shown. */
export interface HiddenTokens {
	/** Columns that an option's expression reads the token from; it may read others as well, such as a kind. */
	readonly columns: readonly string[];
	/** The texts that were read as this row's token. */
	readonly texts: readonly string[];
}

/** Shorter ones are no tokens, and other cells may hold the same: a category, a Y. */
const SHORTEST_TOKEN = 8;

/** How deep a record is searched for members that are called like the token's column. */
const DEPTH = 4;

/** Whether a token is anywhere in a value, in a member's name as well. Every object is looked into once. */
function holds(value: unknown, texts: readonly string[], seen: Set<object>): boolean {
	if (typeof value === 'string') return texts.some((token) => value.includes(token));
	if (typeof value === 'number' || typeof value === 'bigint') return texts.includes(String(value));
	if (typeof value !== 'object' || value === null || seen.has(value)) return false;
	seen.add(value);
	return Object.entries(value).some(([name, each]) => holds(name, texts, seen) || holds(each, texts, seen));
}

/** Whether a member called like the token's column is anywhere within a value, as in a record that was not taken apart. */
function holdsNamed(value: unknown, isToken: (name: string) => boolean, depth = DEPTH): boolean {
	if (typeof value !== 'object' || value === null || depth === 0) return false;
	return Object.entries(value).some(([name, each]) => isToken(name) || holdsNamed(each, isToken, depth - 1));
}

/** A copy in which the members that are called so are hidden. */
function withoutNamed(value: unknown, isToken: (name: string) => boolean, depth = DEPTH): unknown {
	if (!holdsNamed(value, isToken, depth)) return value;
	if (Array.isArray(value)) return value.map((each) => withoutNamed(each, isToken, depth - 1));
	return Object.fromEntries(
		Object.entries(value as object).map(([name, each]) => [
			name,
			isToken(name) && !isEmpty(each) ? HIDDEN_TOKEN : withoutNamed(each, isToken, depth - 1),
		]),
	);
}

/** A copy without tokens; in place of an object that holds itself, the mark of a hidden token. */
function withoutTokens(value: unknown, texts: readonly string[], within: ReadonlySet<object>): unknown {
	if (typeof value === 'string') return hideInText(value, texts);
	if (typeof value !== 'object' || value === null) return texts.includes(String(value)) ? HIDDEN_TOKEN : value;
	if (within.has(value)) return HIDDEN_TOKEN;
	const inner = new Set([...within, value]);
	if (Array.isArray(value)) return value.map((each) => withoutTokens(each, texts, inner));
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [hideInText(name, texts), withoutTokens(each, texts, inner)]),
	);
}

const hideIn = (value: unknown, texts: readonly string[]): unknown =>
	texts.length > 0 && holds(value, texts, new Set()) ? withoutTokens(value, texts, new Set()) : value;

/** A text without any of the tokens. */
export const hideInText = (text: string, texts: readonly string[]): string =>
	texts.reduce((left, token) => left.replaceAll(token, HIDDEN_TOKEN), text);

export const NOTHING_HIDDEN: HiddenTokens = { columns: [], texts: [] };

/** Whether a column that tokens are read from may hold one here: a kind or a flag beside it is shown. */
const mayBeToken = (value: unknown): boolean =>
	typeof value !== 'string' ? typeof value === 'object' : value.trim().length >= SHORTEST_TOKEN;

/**
 * An item's values without tokens: neither in the columns that are there for them, right or wrong, nor where another
 * column repeats the row's. What is hidden leaves a mark in place, so that the row cannot be run again
 * without its token, which would send it for another merchant.
 */
export function hideTokens(api: Api, values: IDataObject, { columns, texts }: HiddenTokens): IDataObject {
	const tokens = texts.map((text) => text.trim()).filter((text) => text.length >= SHORTEST_TOKEN);
	const isToken = (name: string): boolean => !/^\d*$/.test(name) && isTokenHeading(api, name);
	const hidden = Object.entries(values).map(([name, value]) => {
		const isHidden = isTokenHeading(api, name) || (columns.includes(name) && mayBeToken(value));
		return [name, isHidden && !isEmpty(value) ? HIDDEN_TOKEN : hideIn(withoutNamed(value, isToken), tokens)];
	});
	return Object.fromEntries(hidden) as IDataObject;
}
