import { createHash } from 'node:crypto';

import type { Api, Kind } from './api-types';
import { canonicalJson } from './canonical-json';

/** Hexadecimal digits: 128 bits, as many as two different contents need to never meet. */
const LENGTH = 32;

/** The same number written shorter: 120.10 is 120.1. */
const withoutTrailingZeros = (decimal: string): string =>
	decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

const canonicalValue = ({ type }: Kind, value: string): string => {
	if (type === 'json') return canonicalJson(value);
	return type === 'coordinate' ? withoutTrailingZeros(value) : value;
};

/**
 * A row's fingerprint: equal for equal content of the same call, whatever the time of sending, the order of
 * the columns, or the way in which a cell was written. Which merchant it was sent for is no part of it,
 * since that is known by a secret. The recipe is in docs/usage.md and stays the same in later versions.
 *
 * @param content business content as `readRow` returns it
 */
export const fingerprintOf = (
	{ method, parameters }: Pick<Api, 'method' | 'parameters'>,
	content: Readonly<Record<string, string>>,
): string => {
	const members = parameters
		.filter(({ name, isTimeOfSending }) => content[name] !== undefined && isTimeOfSending !== true)
		.map(({ name, kind }) => [name, canonicalValue(kind, content[name])] as const)
		.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
	return createHash('sha256').update(JSON.stringify([method, members])).digest('hex').slice(0, LENGTH);
};
