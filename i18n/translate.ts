/**
 * Texts an operator reads, in both languages side by side.
 *
 * A build takes one of them: `gulpfile.js` defines `ZHIMA_LANGUAGE` and drops the other member of
 * every `{ en, zh }` literal, so that a package holds one language only. Outside a build (tests,
 * scripts) both are there and English is spoken unless `globalThis.ZHIMA_LANGUAGE` says otherwise.
 */
export interface Text {
	readonly en: string;
	readonly zh: string;
}

export type Language = keyof Text;

declare const ZHIMA_LANGUAGE: Language | undefined;

/** The language of this build. */
export const LANGUAGE: Language = typeof ZHIMA_LANGUAGE === 'undefined' ? 'en' : ZHIMA_LANGUAGE;

/** The text in the language of this build. */
export const t = (text: Text): string => text[LANGUAGE];
