/** The parts of a heading: its name, and the notes beside it. */
import { halfWidth, trimCell } from '../cells/cell';

/** Notes in brackets; those within others first. */
const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》/g;
const MARKS = /[\s\p{P}\p{S}\p{Cf}]+/gu;
/** ① or 1. or 1.1 or A、 or 一、 before a heading. */
const NUMBERING = /^\s*(?:[\u2460-\u2473]|\d{1,2}(?:\.\d{1,2})?(?:\s*[.、)]|\s+)|[a-z]\s*[.、)]|[一二三四五六七八九十]{1,3}、)\s*/i;
/** Whether a cell must be filled in. */
const DUTY = /^(?:非?必填|必选|选填|可选|required|optional)[-:*\s]*|[-:*\s]*(?:非?必填|必选|选填|可选|required|optional)$/gi;
/** Signs that are part of a unit: a share, minutes and seconds of arc, a multiple. */
const UNIT_SIGNS = /[%‰′×]+/g;

export interface HeadingParts {
	/** The text outside of brackets, without numbering and without 必填. */
	readonly outside: string;
	/** The texts in brackets, and the signs of units outside. */
	readonly notes: readonly string[];
}

/** Case, width, blanks and marks make no difference between columns. */
export const bare = (text: string): string =>
	halfWidth(text).normalize('NFKC').toLowerCase().replace(MARKS, '');

/** In place of a note while those around it are looked for: a sign that no heading has, and the note's number. */
const PLACEHOLDER = /\ue000(\d+)\ue001/g;

/** The text without its brackets, and the texts in them; brackets within a note stay round ones. */
const bracketsOf = (text: string): HeadingParts => {
	const found: string[] = [];
	const put = (part: string): string => `\ue000${found.push(part.slice(1, -1)) - 1}\ue001`;
	let [before, left] = ['', text];
	while (before !== left) [before, left] = [left, left.replace(BRACKETS, put)];
	const whole = (note: string): string => note.replace(PLACEHOLDER, (_, index: string) => `(${whole(found[Number(index)])})`);
	const notes = [...left.matchAll(PLACEHOLDER)].map(([, index]) => whole(found[Number(index)]));
	return { outside: left.replace(PLACEHOLDER, ''), notes };
};

export const partsOf = (heading: string): HeadingParts => {
	const text = halfWidth(heading.replace(/[\ue000\ue001]/g, '')).replace(NUMBERING, '').normalize('NFKC');
	const { outside, notes } = bracketsOf(text);
	return {
		outside: trimCell(outside).replace(DUTY, ''),
		notes: [...notes, ...(outside.match(UNIT_SIGNS) ?? [])],
	};
};
