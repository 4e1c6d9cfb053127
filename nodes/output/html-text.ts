/** n8n's editor shows hints as HTML; the content of a cell must not be read as tags. */
export const asHtml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Characters that n8n's editor reads as markup in an error's description: HTML, `code` and %%PARAMETER%%. */
const MARKUP = /[&<>`%]/g;

const entityOf = (character: string): string => `&#${character.charCodeAt(0)};`;

/**
 * Lines for n8n's error view, which shows `context.descriptionTemplate` as HTML where an error has one, and
 * else its description. The description itself stays plain: agents, error workflows and logs read it.
 * Undefined where the description is shown rightly without it.
 */
export function descriptionTemplateOf(lines: readonly string[]): string | undefined {
	if (lines.length < 2 && !lines.some((line) => /[&<>`%]/.test(line))) return undefined;
	return lines.map((line) => `<p>${line.replace(MARKUP, entityOf)}</p>`).join('');
}

const FULL_WIDTH: Readonly<Record<string, string>> = { '<': '＜', '>': '＞', '&': '＆' };

const widened = (text: string): string => text.replace(/[<>&]/g, (character) => FULL_WIDTH[character]);

/**
 * A message is shown as it is by agents, logs and n8n's error view, but as HTML by the editor's passing
 * notification, which drops whatever looks like a tag, also where only n8n's own HTML behind it ends it. It gets the full-width forms of its
 * characters, which Unicode counts as the same ones (NFKC); all else stays unchanged.
 */
export const withoutTags = (message: string): string =>
	message
		.replace(/<[^>]*>|</g, widened)
		.replace(/&(?=#|[A-Za-z]\w*;|(?:lt|gt|amp|quot|nbsp)\b)/g, widened);
