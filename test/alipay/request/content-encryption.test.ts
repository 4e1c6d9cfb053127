import { parseContentEncryptionKey } from '../../../alipay/request/content-encryption';

describe('a content encryption key', () => {
	test.each([16, 24, 32])('of %i bytes', (length) => {
		const text = Buffer.alloc(length, 7).toString('base64');
		expect(parseContentEncryptionKey(` ${text.slice(0, 5)}\n${text.slice(5)}\u200b`)).toHaveLength(length);
	});

	test.each(['', 'x', Buffer.alloc(15).toString('base64'), Buffer.alloc(33).toString('base64'), `!${Buffer.alloc(16).toString('base64')}`, `${Buffer.alloc(16).toString('base64')}!`])(
		'%j is none',
		(text) => expect(() => parseContentEncryptionKey(text)).toThrow(expect.objectContaining({ code: 'ERR_CONTENT_ENCRYPTION_KEY', field: 'contentEncryptionKey' }) as Error),
	);
});
