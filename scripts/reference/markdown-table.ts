/** Markdown tables, in one language. */
import type { Language, Text } from '../../i18n/translate';

export const YES: Text = { en: 'yes', zh: '是' };
export const NO: Text = { en: 'no', zh: '否' };

/** Text for one cell. Outside `code`, a `<` is text, unless it begins a line break of ours. */
const escapeCell = (text: string): string =>
	text
		.replace(/\|/g, '\\|')
		.replace(/\n/g, '<br>')
		.replace(/`[^`]*`|<(?!br>)/g, (found) => (found === '<' ? '&lt;' : found));

/** Text set as code. */
export const code = (text: string): string => `\`${text}\``;

/** A Markdown table, without a line end after it. */
export const markdownTable = (
	headings: readonly Text[],
	rows: ReadonlyArray<readonly string[]>,
	language: Language,
): string =>
	[headings.map((heading) => heading[language]), headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`)
		.join('\n');
