import { isSame } from './certificate-file';
import type { Parsed } from './certificate-file';

function issued(issuer: Parsed, certificate: Parsed): boolean {
	try {
		return (
			certificate.parsed.checkIssued(issuer.parsed) &&
			certificate.parsed.verify(issuer.parsed.publicKey)
		);
	} catch {
		return false;
	}
}

/** Longer chains than this are not Alipay's. */
const MAX_CHAIN = 6;

/**
 * The chain from a certificate up to one of the roots, both included; undefined where there is none.
 * A certificate in between has to be a CA's.
 */
export function chainOf(
	leaf: Parsed,
	between: readonly Parsed[],
	roots: readonly Parsed[],
): Parsed[] | undefined {
	const chain = [leaf];
	while (chain.length <= MAX_CHAIN) {
		const last = chain[chain.length - 1];
		const itself = roots.find((root) => isSame(root, last));
		if (itself !== undefined) return chain;
		const root = roots.find((each) => issued(each, last));
		if (root !== undefined) return [...chain, root];
		const next = between.find(
			(each) => each.parsed.ca && !chain.some((used) => isSame(used, each)) && issued(each, last),
		);
		if (next === undefined) return undefined;
		chain.push(next);
	}
	return undefined;
}
