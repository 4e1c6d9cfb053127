/** n8n's editor shows descriptions and hints as HTML; what stood in a cell must not be taken for tags. */
export const asHtml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
