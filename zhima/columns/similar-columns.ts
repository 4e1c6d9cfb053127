import { distance } from '../edit-distance';
import type { Parameter } from '../api-types';
import { bare } from './heading-text';
import { bareNamesOf } from './known-names';

const HAN = /\p{Script=Han}/u;

/** Whether a Chinese heading is nearly the name, a part of it, or holds it. */
const isNearInChinese = (given: string, name: string): boolean =>
	(given.length >= 3 && name.length >= 4 && distance(given, name) <= 1) ||
	(given.length >= 2 && name.includes(given)) ||
	given.includes(name);

/** Whether the letters are an abbreviation without vowels, as lng is of longitude. */
const isAbbreviation = (given: string, name: string): boolean => {
	if (!/^[b-df-hj-np-tv-z]{3,}$/.test(given) || given[0] !== name[0]) return false;
	let at = 0;
	for (const letter of name) if (letter === given[at]) at += 1;
	return at === given.length;
};

/** Whether both begin alike for the greater part of the name: rent description, rent_desc. */
const beginsLike = (given: string, name: string): boolean => {
	let alike = 0;
	while (alike < name.length && given[alike] === name[alike]) alike += 1;
	return alike >= 7 && alike >= 0.6 * name.length;
};

/** Whether a heading in letters is misspelt, cut short, or holds the name. */
const isNearInLetters = (given: string, name: string): boolean =>
	(name.length > 5 && distance(given, name) <= (name.length > 8 ? 2 : 1)) ||
	(given.length >= 3 && name.startsWith(given)) ||
	(given.length >= 4 && name.endsWith(given)) ||
	(name.length >= 4 && given.includes(name)) ||
	beginsLike(given, name) ||
	isAbbreviation(given, name);

const isNear = (given: string, name: string): boolean =>
	HAN.test(name) ? isNearInChinese(given, name) : isNearInLetters(given, name);

/** Headings beyond this length are no names, but sentences. */
const LONGEST = 40;

/**
 * The one parameter among these that a heading is nearly the name of; undefined if there is none or
 * more than one.
 *
 * @param given the heading without case, blanks and marks
 * @param namesOf a parameter's names in the same form
 */
export const nearestParameter = (
	given: string,
	parameters: readonly Parameter[],
	namesOf: (parameter: Parameter) => readonly string[],
): Parameter | undefined => {
	if (given === '' || given.length > LONGEST) return undefined;
	const near = parameters.filter((parameter) => namesOf(parameter).some((name) => isNear(given, name)));
	return near.length === 1 ? near[0] : undefined;
};

/** The last word of a name: start_lng, shopTel, 备用手机号. */
const LAST_WORD = /(?<![a-z])[a-z]+$|(?<=[a-z\d])[A-Z][a-z]+$/;

/** The one parameter that the last word of a heading is a name of, as in shop_tel and 备用手机号. */
export const namedByLastWord = (heading: string, parameters: readonly Parameter[]): Parameter | undefined => {
	const given = bare(heading);
	if (given.length > LONGEST) return undefined;
	const last = bare(LAST_WORD.exec(heading.trim())?.[0] ?? '');
	const named = parameters.filter((parameter) =>
		bareNamesOf(parameter).some((name) => (HAN.test(name) ? given.endsWith(name) : last === name)),
	);
	return named.length === 1 ? named[0] : undefined;
};
