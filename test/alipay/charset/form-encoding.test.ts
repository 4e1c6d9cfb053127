import fc from 'fast-check';

import { formEncode } from '../../../alipay/charset/form-encoding';

describe('formEncode', () => {
	it('is that of URLSearchParams in utf-8', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(`x=${formEncode(text, 'utf-8')}`).toBe(new URLSearchParams({ x: text }).toString());
			}),
			{ numRuns: 1000 },
		);
	});

	it('has two digits for each byte', () => {
		expect(formEncode('\n中', 'GBK')).toBe('%0A%D6%D0');
	});

	it('is made of the bytes of GBK, all of which are escaped beyond ASCII', () => {
		expect(formEncode('爱 a&=+%~*-._', 'GBK')).toBe('%B0%AE+a%26%3D%2B%25%7E*-._');
		expect(formEncode('朱镕基F€', 'GBK')).toBe('%D6%EC%E9%46%BB%F9F%A2%E3');
	});
});
