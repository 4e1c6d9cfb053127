/**
 * Keys of rows, each under its merchant: two merchants' entities with one code are two things. A merchant is a
 * number here, since keys could be shown.
 */

/** In place of a merchant that is not known. */
const ANY = '*';

/** @param merchant undefined = not known */
export const keysUnder = (merchant: number | undefined, keys: readonly string[]): string[] =>
	keys.map((key) => `${merchant ?? ANY} ${key}`);
