/** jsrsasign takes 15 ms to load: nobody waits for it who has no use for it. */
import { openAccount } from '../../../alipay';
import { alipay, app, bare, NOW, privatePem, publicPem, settings } from './keys-fixture';

const mockLoaded = jest.fn();
jest.mock('jsrsasign', () => {
	mockLoaded();
	return jest.requireActual<object>('jsrsasign');
});

it('an account with keys opens without jsrsasign', async () => {
	const texts = [privatePem(app), privatePem(app, 'pkcs1'), `${privatePem(app)}${publicPem(app)}`];
	for (const privateKey of [...texts, ...texts.slice(0, 2).map(bare)]) {
		for (const alipayPublicKey of [publicPem(alipay), bare(publicPem(alipay)), publicPem(alipay, 'pkcs1'), '']) {
			await openAccount(settings({ privateKey, alipayPublicKey }), NOW);
		}
	}
	expect(mockLoaded).not.toHaveBeenCalled();
});

it('a refused key is diagnosed with it', async () => {
	await expect(openAccount(settings({ privateKey: publicPem(app) }), NOW)).rejects.toMatchObject({
		code: 'ERR_PRIVATE_KEY_IS_PUBLIC',
	});
	expect(mockLoaded).toHaveBeenCalledTimes(1);
});
