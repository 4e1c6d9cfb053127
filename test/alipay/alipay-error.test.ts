import { AlipayError } from '../../alipay';

test('an error names the setting at fault where there is one', () => {
	const details = { message: 'm', description: 'd' };
	expect(new AlipayError('C', details).field).toBeUndefined();
	expect(new AlipayError('C', { ...details, field: 'f' }).field).toBe('f');
	expect(String(new AlipayError('C', details))).toBe('AlipayError: m');
});
