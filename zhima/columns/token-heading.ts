import type { Api } from '../api-types';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import { columnOf } from './choose-columns';
import { bare } from './heading-text';
import { bareNamesOf, knownNames } from './known-names';

/** Headings that are remembered; a sheet has far fewer. */
const MOST = 10_000;

const answersOf = new WeakMap<Api, Map<string, boolean>>();

/** Whether a column holds merchants' tokens by its heading: in any way that one is named, or with the name as a part. */
export function isTokenHeading(api: Api, heading: string): boolean {
	let answers = answersOf.get(api);
	if (answers === undefined || answers.size > MOST) answersOf.set(api, (answers = new Map()));
	let answer = answers.get(heading);
	if (answer === undefined) answers.set(heading, (answer = namesToken(api, heading)));
	return answer;
}

function namesToken(api: Api, heading: string): boolean {
	const all = new Set([heading.replace(/_\d+$/, '')]);
	if (columnOf(heading, all, knownNames(api))?.match.parameter === APP_AUTH_TOKEN) return true;
	return bareNamesOf(APP_AUTH_TOKEN).some((name) => bare(heading).includes(name));
}
