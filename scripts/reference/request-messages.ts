/** The messages about a request of n8n's HTTP Request node that can't be signed. */
import { signRequest } from '../../alipay';
import { authenticate } from '../../credentials/authenticate';
import { borrowEntityUpload } from '../../zhima';
import { distinctMessages, messageOf } from './credential-messages';
import { accountWith, NOW, VALID_SETTINGS } from './example-account';
import type { Message } from './message-tables';

const GATEWAY = 'https://openapi.alipay.com/gateway.do';

export const requestMessages = async (): Promise<Message[]> => {
	const request = (options: object) => () =>
		authenticate({ ...VALID_SETTINGS }, { url: GATEWAY, ...options } as Parameters<typeof authenticate>[1]);
	const gbkAccount = await accountWith({ charset: 'GBK' });
	const bizContent = '{"entity_name":"😀"}';
	return distinctMessages(
		await Promise.all([
			messageOf(request({ url: 'gateway' })),
			messageOf(request({ url: 'https://example.com/gateway.do' })),
			messageOf(request({ body: Buffer.from('x') })),
			messageOf(request({ qs: { method: ['a', 'b'] } })),
			messageOf(request({ qs: { method: 'a.b' }, body: { method: 'a.c' } })),
			messageOf(request({ qs: {} })),
			messageOf(request({ qs: { method: '1' } })),
			messageOf(request({ qs: { method: 'a.b', sign: 'x' } })),
			messageOf(request({ qs: { method: 'a.b', '参数': 'x' } })),
			messageOf(request({ body: { method: 'a.b', biz_content: { total_amount: 1.1 } } })),
			messageOf(() => signRequest(gbkAccount, { method: borrowEntityUpload.method, bizContent }, NOW)),
		]),
	);
};
