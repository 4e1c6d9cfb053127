/**
 * What is wrong inside an object that is valid JSON: names and texts that were damaged on their way,
 * and what different programs would read differently.
 */
import { t } from '../../i18n/translate';
import { shorten } from '../format-issue';
import { type CellIssue, isUnevaluated, lostValue } from './cell';
import { type JsonScan, scanJson } from './json-scanner';
import { SCIENTIFIC, forbiddenCharacter, invisibleCharacter, mayHaveLostDigits, isMisread, ruinedDigits } from './text';

type Place = readonly string[];

/**
 * The first issue in the names, texts and numbers of an object or a list.
 *
 * @param areParsed whether the numbers were already numbers when they came, so that digits can be lost
 */
export const memberIssue = (value: unknown, areParsed: boolean, place: Place = []): CellIssue | undefined => {
	if (typeof value === 'string') return inValue(place, textIssue(value));
	if (typeof value === 'number') {
		return areParsed && mayHaveLostDigits(value) ? lostDigits(place) : undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const isList = Array.isArray(value);
	for (const [name, member] of Object.entries(value)) {
		const found = (isList ? undefined : inName(name, nameIssue(name))) ?? memberIssue(member, areParsed, [...place, name]);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** What damaged texts have, and most others do not. */
const SUSPECT = /\{\{|^\s*[[{]|[eE]\+|\?{3}|[^ -~]/;

const textIssue = (text: string): CellIssue | undefined => {
	if (!SUSPECT.test(text)) return undefined;
	if (isUnevaluated(text) || /^\[object [A-Z]\w*\]$/.test(text)) return lostValue(text);
	if (SCIENTIFIC.test(text)) return ruinedDigits();
	if (isMisread(text)) return forbiddenCharacter(text);
	return controlCharacter(text) ?? (/^\s*[[{]/.test(text) ? scanIssue(scanJson(text)) : undefined);
};

/** Of the control characters only the white space that JSON has escapes for is ever meant. */
const CONTROL = /(?![\b\t\n\f\r])\p{Cc}|[\ufeff\ufff9-\ufffb\ufffe\uffff]/u;

const controlCharacter = (text: string): CellIssue | undefined => {
	const index = text.search(CONTROL);
	return index < 0 ? undefined : invisibleCharacter(text, index);
};

/** A name has no invisible characters either: it would not be the name that it looks like. */
const nameIssue = (name: string): CellIssue | undefined =>
	textIssue(name) ?? forbiddenCharacter(name);

/** What the scan of a valid JSON text found. */
export const scanIssue = (scan: JsonScan): CellIssue | undefined => {
	if (!scan.ok) return undefined;
	const [name] = scan.duplicates;
	const [number] = scan.rounded;
	if (name !== undefined) return nameTwice(name);
	return number === undefined ? undefined : rounded(number);
};

const nameTwice = (name: string): CellIssue => {
	const shown = shorten(name) ?? '';
	return {
		message: t({
			en: `The name “${shown}” is used twice in one object.`,
			zh: `同一对象中，名称“${shown}”出现了两次。`,
		}),
		advice: t({ en: 'Keep only one of them.', zh: '请只保留其中一个。' }),
	};
};

const quoteNumbers = (): string =>
	t({ en: 'Put long numbers in double quotes.', zh: '请给长数字加上英文双引号。' });

const rounded = (number: string): CellIssue => ({
	message: t({
		en: `Digits of the number ${number} were lost.`,
		zh: `数字 ${number} 已丢失部分位数。`,
	}),
	advice: quoteNumbers(),
});

const lostDigits = (place: Place): CellIssue => ({
	message: t({
		en: `Digits of the number in “${pathOf(place)}” may have been lost.`,
		zh: `“${pathOf(place)}”中的数字可能已丢失部分位数。`,
	}),
	advice: quoteNumbers(),
});

/** The path for a message, with what is invisible made visible. */
const pathOf = (place: Place): string => place.map((name) => shorten(name) ?? '').join('.');

const inValue = (place: Place, found: CellIssue | undefined): CellIssue | undefined =>
	found && {
		message: t({
			en: `In “${pathOf(place)}”: ${found.message}`,
			zh: `“${pathOf(place)}”：${found.message}`,
		}),
		advice: found.advice,
	};

const inName = (name: string, found: CellIssue | undefined): CellIssue | undefined => {
	if (found === undefined) return undefined;
	const shown = shorten(name) ?? '';
	return {
		message: t({
			en: `In the name “${shown}”: ${found.message}`,
			zh: `名称“${shown}”：${found.message}`,
		}),
		advice: found.advice,
	};
};
