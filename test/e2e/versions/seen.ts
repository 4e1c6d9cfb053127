/** What was seen of the package in several versions of n8n, as `see-versions.ts` writes it down. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check } from '../../../sandbox/demo/compare-with-gateway';

/** A version that ran. */
export interface TriedVersion {
	readonly label: string;
	readonly version: string;
	readonly nodeMajor: number;
	/** Add-ons that this n8n does without on this Node.js. */
	readonly lacks: readonly string[];
	readonly checks: readonly Check[];
	readonly seconds: { readonly install: number; readonly run: number };
}

/** A version that cannot be installed from this registry. */
export interface Absent {
	readonly label: string;
	readonly version: string;
	readonly nodeMajor: number;
	/** What the registry lacks, as `name@version`. */
	readonly missing: string;
}

export interface Seen {
	/** What the registry names, whether or not it was tried. */
	readonly registry: { readonly newest: string; readonly lastOne: string };
	readonly tried: readonly TriedVersion[];
	readonly absent: readonly Absent[];
}

export const ROOT = path.resolve(__dirname, '../../..');

/** Kept after the tests, as a record of what was tried. */
export const SEEN_FILE = path.join(ROOT, '.cache', 'reports', 'n8n-versions.json');

export const readSeen = (): Seen => JSON.parse(readFileSync(SEEN_FILE, 'utf8')) as Seen;

export const sentenceOf = ({ version, nodeMajor, missing }: Absent): string =>
	`n8n ${version} on Node.js ${nodeMajor} cannot be installed: it needs ${missing}, which is not in the registry`;
