/** n8n's editor shows descriptions and hints as HTML; the content of a cell must not be read as tags. */
export const asHtml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
