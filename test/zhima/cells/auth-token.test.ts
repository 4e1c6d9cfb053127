import fc from 'fast-check';

import { readAuthToken } from '../../../zhima/cells/auth-token';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

it('keeps a token as it is, without blanks and invisible characters at its ends', () => {
	const tokens = fc
		.array(fc.constantFrom(...alphabet), { minLength: 30, maxLength: 64 })
		.map((characters) => `BB${characters.join('')}`);
	fc.assert(
		fc.property(tokens, fc.constantFrom('', ' ', '\u3000', '\ufeff', '\n', '\u200b'), (token, edge) => {
			expect(readAuthToken(`${edge}${token}${edge}`)).toEqual({ value: token });
		}),
	);
});

it.each([undefined, null, '', ' ', '\u3000', '\ufeff\n'])('takes %j for an empty cell', (cell) => {
	expect(readAuthToken(cell)).toEqual({ value: '' });
});

it('gives for any value an empty text, a token of known characters, or an issue that does not repeat it', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'grapheme' })), (cell) => {
			let reading: ReturnType<typeof readAuthToken>;
			try {
				reading = readAuthToken(cell);
			} catch {
				// Objects that refuse to be looked at are the caller's: see row-settings.ts.
				return;
			}
			if ('value' in reading) expect(reading.value).toMatch(/^[\w.~+/=-]*$/);
			else if (typeof cell === 'string' && cell.trim().length > 12) {
				expect(`${reading.message} ${reading.advice}`).not.toContain(cell.trim());
			}
		}),
		{ numRuns: 500 },
	);
});
