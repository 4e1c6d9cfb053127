import { AlipayError } from '../alipay';

/** What is wrong with a request of the HTTP Request node, and what to do about it. */
export const wrongRequest = (code: string, message: string, description: string) =>
	new AlipayError(code, { message, description });
