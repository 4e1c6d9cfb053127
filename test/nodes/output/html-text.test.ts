import fc from 'fast-check';

import { asHtml, descriptionTemplateOf, withoutTags } from '../../../nodes/output/html-text';

/** What a browser shows of text with entities. */
const read = (html: string): string => {
	const named: Record<string, string> = { lt: '<', gt: '>', amp: '&' };
	return html.replace(/&(?:#(\d+)|(lt|gt|amp));/g, (_, code: string | undefined, name: string) =>
		code === undefined ? named[name] : String.fromCharCode(Number(code)),
	);
};

const text = fc.string({
	unit: fc.constantFrom('<', '>', '&', '`', '%', ';', '!', '-', '/', '#', '"', ' ', 'a', 'b', 'lt', 'img', '文'),
	maxLength: 30,
});

describe('a hint', () => {
	it('shows a cell’s tags and entities as they are', () => {
		fc.assert(
			fc.property(text, (cell) => {
				const html = asHtml(cell);
				expect(html).not.toMatch(/[<>]/);
				expect(read(html)).toBe(cell);
			}),
		);
	});
});

describe('the description in n8n’s error view', () => {
	it.each<[what: string, lines: string[]]>([
		['no line', []],
		['one plain line', ['“Longitude” is “a”.']],
	])('needs no template for %s', (_what, lines) => expect(descriptionTemplateOf(lines)).toBeUndefined());

	it('has a paragraph for each line', () => {
		expect(descriptionTemplateOf(['one', 'two'])).toBe('<p>one</p><p>two</p>');
	});

	it.each(['<b>', '&lt;', '`code`', '%%PARAMETER%%', 'a<b'])('shows %s unchanged', (cell) => {
		const template = descriptionTemplateOf([cell])!;
		const inside = template.slice('<p>'.length, -'</p>'.length);
		expect(inside).not.toMatch(/[<>`%]/);
		expect(read(inside)).toBe(cell);
	});
});

describe('a message', () => {
	it.each<[message: string, shown: string]>([
		['plain', 'plain'],
		['a<b', 'a＜b'],
		['a>b', 'a>b'],
		['A&B', 'A&B'],
		['1 < 2', '1 ＜ 2'],
		['<b>abc</b>', '＜b＞abc＜/b＞'],
		['<img src=x onerror=alert(1)>', '＜img src=x onerror=alert(1)＞'],
		['a < b and c > d', 'a ＜ b and c ＞ d'],
		['<!-- x', '＜!-- x'],
		['&lt;b&gt;', '＆lt;b＆gt;'],
		['&#60;b', '＆#60;b'],
	])('%s reads %s', (message, shown) => expect(withoutTags(message)).toBe(shown));

	it('has no tag left, and the same characters by NFKC', () => {
		fc.assert(
			fc.property(text, (message) => {
				const shown = withoutTags(message);
				expect(shown).not.toMatch(/<|&\w+;|&#/);
				expect(shown.normalize('NFKC')).toBe(message.normalize('NFKC'));
			}),
		);
	});
});
