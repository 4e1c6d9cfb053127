import { charsetOf, formEncode, unencodable } from '../../../alipay/charset/text-encoding';

describe('a charset', () => {
	it('is named with blanks around, and by its other names', () => {
		expect(charsetOf('text/html; charset = "GBK"')).toBe('GBK');
		expect(charsetOf('text/html;charset=UTF8')).toBe('utf-8');
		expect(charsetOf('text/html;charset=gb18030')).toBe('GBK');
		expect(charsetOf('text/html;charset=latin1')).toBeUndefined();
		expect(charsetOf(undefined)).toBeUndefined();
	});

	it('has two digits for each byte', () => {
		expect(formEncode('\n中', 'GBK')).toBe('%0A%D6%D0');
	});

	it('that lacks a character: the character, its number in four digits, and the charset as the cure', () => {
		const { message, description } = unencodable('ñ', 'GBK', 'entity_name');
		expect(message).toContain('“ñ” (U+00F1)');
		expect(description).toContain('utf-8');
	});

	it('that lacks half a character: its number alone, and typing anew as the cure', () => {
		const { message, description } = unencodable('\ud83c', 'utf-8', 'entity_name');
		expect(message).toContain(' U+D83C,');
		expect(description).toContain('type the text again');
	});
});
