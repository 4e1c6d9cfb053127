/** A character's code point as Unicode writes it, for messages: `U+200B`. */
export const codePoint = (character: string): string =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
