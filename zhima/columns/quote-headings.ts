import { t } from '../../i18n/translate';
import { trimCell } from '../cells/cell';
import { shorten } from '../format-issue';

/** How many headings a message names; the rest is counted. */
const SHOWN = 30;

/** Headings in curly quotes; unchanged where two differ by blanks only. */
export const quoteHeadings = (names: readonly string[]): string => {
	const trimmed = names.map(trimCell);
	const isTwice = new Set(trimmed).size < trimmed.length;
	const shown = (isTwice ? names : trimmed)
		.slice(0, SHOWN)
		.map((name) => `“${shorten(name) ?? ''}”`)
		.join(t({ en: ', ', zh: '、' }));
	const more = names.length - SHOWN;
	return more > 0 ? t({ en: `${shown} and ${more} more`, zh: `${shown}以及另外 ${more} 列` }) : shown;
};
