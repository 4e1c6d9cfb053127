import type { Parameter } from '../api-types';
import { type NameOf, type NoteDoubt, isDoubt, isLabelChanging, isWgs84, meaningOfNote } from './heading-notes';
import { type HeadingParts, bare, partsOf } from './heading-text';
import { type KnownName, type KnownNames, isPoint } from './known-names';

/** The parameter that a heading names, and what its notes do to the values. */
export interface HeadingMatch {
	readonly parameter: Parameter;
	/** How surely: 0 by a documented name, 1 by one that others publish. */
	readonly rank: KnownName['rank'];
	readonly notes: readonly string[];
	/** The note that keeps the column from being read, and why. */
	readonly doubt?: { readonly note: string; readonly meaning: NoteDoubt };
	/** The sheet's name for the parameter, without the notes. */
	readonly name: string;
}

/** Headings beyond this length are not searched for names within. */
const LONGEST = 100;

/** Documented names of one parameter only: a note that others use as a heading, or 坐标, is a remark like any other. */
const nameTable =
	(known: KnownNames): NameOf =>
	(text) => {
		const found = known.get(text);
		return found?.rank === 0 && !isPoint(found.parameter) ? found.parameter.name : undefined;
	};

const withNotes = ({ parameter, rank }: KnownName, notes: readonly string[], name: string, known: KnownNames): HeadingMatch => {
	for (const note of notes) {
		const meaning = meaningOfNote(note, parameter, nameTable(known));
		if (isDoubt(meaning)) return { parameter, rank, notes, name, doubt: { note, meaning } };
	}
	return { parameter, rank, notes, name };
};

/** Where one name ends and the next begins: at a blank or a mark, or between Chinese and Latin letters. */
const SEAM = /[\s/|\\,;:、·+=-]+|(?<=\p{Script=Han})(?=[a-z])|(?<=[a-z\d])(?=\p{Script=Han})/giu;

/** The parameter of a heading in both languages, `经度 / longitude`: both halves name it. GPS坐标 is 坐标 with a note. */
const namedTwice = (text: string, known: KnownNames): KnownName | undefined => {
	if (text.length > LONGEST) return undefined;
	for (const seam of text.matchAll(SEAM)) {
		const halves = [text.slice(0, seam.index), text.slice(seam.index + seam[0].length)];
		if (halves.some(isWgs84)) continue;
		const [before, after] = halves.map((half) => known.get(bare(half)));
		if (before !== undefined && before.parameter === after?.parameter) return before.rank === 0 ? before : after;
	}
	return undefined;
};

/** A documented name in brackets, where the text before them is none: `编号（entity_code）`. */
const namedInBrackets = ({ outside, notes }: HeadingParts, known: KnownNames): HeadingMatch | undefined => {
	const at = notes.findIndex((note) => /^[a-z]+$/.test(bare(note)) && known.get(bare(note))?.rank === 0);
	if (at === -1) return undefined;
	const named = known.get(bare(notes[at]))!;
	const others = notes.filter((_, index) => index !== at);
	const match = withNotes(named, others, notes[at], known);
	return match.doubt === undefined && isLabelChanging(outside, named.parameter, nameTable(known))
		? { ...match, doubt: { note: outside, meaning: 'changing' } }
		: match;
};

/** The parameter that a heading means: by the text outside of brackets, else by a documented name in them. */
export const matchHeading = (heading: string, known: KnownNames): HeadingMatch | undefined => {
	const parts = partsOf(heading);
	const named = known.get(bare(parts.outside)) ?? namedTwice(parts.outside, known);
	return named === undefined
		? namedInBrackets(parts, known)
		: withNotes(named, parts.notes, nameWithoutSigns(parts.outside), known);
};

const nameWithoutSigns = (outside: string): string => outside.replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');

/** A heading cut into a parameter's name and a note. */
interface Cut extends KnownName {
	readonly name: string;
	readonly note: string;
	readonly isNameFirst: boolean;
	/** Whether a blank or a mark divides the two; behind the name also another script. */
	readonly hasSeam: boolean;
	/** Whether anything tells where the one ends: a blank, a mark, another script, a capital. */
	readonly hasBreak: boolean;
}

/** Where the next word of a name in camelCase begins: wgs84Lng. */
const HUMP = /(?<=[a-z\d])(?=[A-Z])/g;
const NOTE_ENDS = /^[\s_/|,;:、·=-]+|[\s_/|,;:、·=(-]+$/g;

/** The ways to cut a heading, the longest name first. */
const cutsOf = (text: string, known: KnownNames): Cut[] => {
	const seams = new Set(
		[...text.matchAll(SEAM), ...text.matchAll(/_+/g)].flatMap(({ index, 0: seam }) => [index, index + seam.length]),
	);
	const humps = new Set([...text.matchAll(HUMP)].map(({ index }) => index));
	const cuts: Cut[] = [];
	for (let at = 1; at < text.length; at += 1) {
		const halves = [text.slice(0, at), text.slice(at)] as const;
		for (const isNameFirst of [true, false]) {
			const [name, note] = isNameFirst ? halves : [halves[1], halves[0]];
			const named = known.get(bare(name));
			if (named === undefined || bare(note) === '') continue;
			const hasBreak = seams.has(at) || humps.has(at);
			const hasSeam = humps.has(at) || (seams.has(at) && (isNameFirst || /[\s\p{P}\p{S}]$/u.test(note)));
			cuts.push({ ...named, name: nameWithoutSigns(name), note: note.replace(NOTE_ENDS, ''), isNameFirst, hasSeam, hasBreak });
		}
	}
	return cuts.sort((a, b) => b.name.length - a.name.length);
};

/** Whether only the documented values are accepted, so that a remark cannot bring in others. */
const isChecked = ({ kind }: Parameter): boolean => kind.type === 'choice' && kind.customField === undefined;

/** 高德经度, GPS经度, wgs84Lng: before an axis stands nothing but a map or a datum, which needs no mark behind it. */
const isJoined = ({ parameter, name, isNameFirst, hasSeam, hasBreak }: Cut): boolean =>
	hasSeam || (parameter.kind.type === 'coordinate' && !isNameFirst && (hasBreak || /\p{Script=Han}/u.test(name)));

/**
 * What a cut makes of a heading; undefined where it is another column, as entity_code_name is. Where an
 * empty cell is now, an unknown note behind the name is a doubt: otherwise the column would be ignored, and
 * now be sent. A name that others publish is short: it must end where a word ends.
 */
const matchOfCut = (cut: Cut, notes: readonly string[], known: KnownNames): HeadingMatch | undefined => {
	const { parameter, rank, name, note, isNameFirst, hasSeam, hasBreak } = cut;
	if (rank > 0 && !hasBreak) return undefined;
	const meaning = meaningOfNote(note, parameter, nameTable(known));
	const { kind, required } = parameter;
	const isOfEveryText = kind.type === 'text' || kind.type === 'json';
	const isKnown = meaning === 'harmless' || (meaning === 'free' && isChecked(parameter));
	if (isKnown && isJoined(cut) && !isOfEveryText) return withNotes(cut, [note, ...notes], name, known);
	const isReplacedByNow = kind.type === 'time' && kind.emptyIsNow && isNameFirst && hasSeam && (meaning === 'unknown' || meaning === 'aside');
	return (meaning === 'changing' && required) || isReplacedByNow
		? { parameter, rank, notes: [note], name, doubt: { note, meaning } }
		: undefined;
};

/**
 * The parameter that a heading names together with a note outside of brackets: `上传时间 UTC`, `经度-百度`,
 * `可借数量/百`. A note that is known to be harmless, or to change the values, makes it the parameter's.
 */
export const matchWithBareNote = (heading: string, known: KnownNames): HeadingMatch | undefined => {
	const { outside, notes } = partsOf(heading);
	if (outside.length > LONGEST) return undefined;
	for (const cut of cutsOf(outside, known)) {
		const match = matchOfCut(cut, notes, known);
		if (match !== undefined) return match;
	}
	return undefined;
};
