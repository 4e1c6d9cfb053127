import { isSame } from './certificate-file';
import type { Parsed } from './certificate-file';
import { isValidAt } from './certificate-validity';

/** By names and signature, as the Java client has it. */
function issued(issuer: Parsed, certificate: Parsed): boolean {
	if (issuer.names.subject !== certificate.names.issuer) return false;
	try {
		return certificate.parsed.verify(issuer.parsed.publicKey);
	} catch {
		return false;
	}
}

const distinct = (certificates: readonly Parsed[]): Parsed[] =>
	certificates.filter((each, at) => certificates.findIndex((other) => isSame(each, other)) === at);

/**
 * The certificates that none of the others names as its issuer: those that a file is about. Whether they
 * say they are a CA does not decide, since the intermediate of Alipay's sandbox does not say so.
 */
export function leavesOf(
	certificates: readonly Parsed[],
	others: readonly Parsed[] = certificates,
): Parsed[] {
	const isIssuer = (each: Parsed) =>
		others.some((other) => !isSame(each, other) && each.names.subject === other.names.issuer);
	const leaves = distinct(certificates).filter((each) => !isIssuer(each));
	const subscribers = leaves.filter((each) => !each.parsed.ca);
	return subscribers.length > 0 ? subscribers : leaves;
}

/** Longer chains than this are not Alipay's. */
const MAX_CHAIN = 6;

/** The shortest chain, both ends included, of certificates that are taken to be valid. */
function findChain(
	leaf: Parsed,
	between: readonly Parsed[],
	roots: readonly Parsed[],
): Parsed[] | undefined {
	const rootOf = (certificate: Parsed) => roots.find((root) => issued(root, certificate));
	const unused = distinct(between).filter((each) => !isSame(each, leaf));
	let chains = [[leaf]];
	while (chains.length > 0 && chains[0].length <= MAX_CHAIN) {
		const longer: Parsed[][] = [];
		for (const chain of chains) {
			const last = chain[chain.length - 1];
			if (roots.some((root) => isSame(root, last))) return chain;
			const root = rootOf(last);
			if (root !== undefined) return [...chain, root];
			for (const each of [...unused]) {
				// The intermediate of Alipay's sandbox is no CA; its root has issued it directly.
				if (!issued(each, last) || !(each.parsed.ca || rootOf(each))) continue;
				unused.splice(unused.indexOf(each), 1);
				longer.push([...chain, each]);
			}
		}
		chains = longer;
	}
	return undefined;
}

/**
 * The chain from a certificate up to one of the roots, both included; undefined where there is none. A
 * certificate in between that is no CA counts only where a root has issued it. Of several chains one
 * that is valid now is preferred; whether it is, the caller checks. Source: the Java client.
 */
export function chainOf(
	leaf: Parsed,
	between: readonly Parsed[],
	roots: readonly Parsed[],
	now: Date,
): Parsed[] | undefined {
	const valid = (certificates: readonly Parsed[]) =>
		certificates.filter((each) => isValidAt(each, now));
	return findChain(leaf, valid(between), valid(roots)) ?? findChain(leaf, between, roots);
}
