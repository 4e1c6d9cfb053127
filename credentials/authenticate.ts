import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkGatewayUrl, openAccount, settingsFrom, SIGNED_HEADER, signRequest } from '../alipay';
import type { Account, Call } from '../alipay';
import { t } from '../i18n/translate';
import { parametersOf } from './request-parameters';
import type { Request } from './request-parameters';
import { wrongRequest } from './wrong-request';

function targetOf(request: Request): URL {
	const address = request.url ?? request.uri ?? '';
	try {
		return request.baseURL ? new URL(address, request.baseURL) : new URL(address);
	} catch {
		throw wrongRequest(
			'ERR_REQUEST_URL',
			t({ en: 'The URL of the request isn\'t valid', zh: '请求的 URL 格式不正确' }),
			t({
				en: 'Enter the gateway URL of the credential',
				zh: '请填写凭证对应的网关地址',
			}),
		);
	}
}

const addressOf = (url: URL) => `${url.origin}${url.pathname}`;

function checkTarget(target: URL, gateway: URL): void {
	if (addressOf(target) === addressOf(gateway)) return;
	throw wrongRequest(
		'ERR_REQUEST_ADDRESS',
		t({
			en: `This credential signs requests to ${addressOf(gateway)} only, not to ${addressOf(target)}`,
			zh: `该凭证仅为发往 ${addressOf(gateway)} 的请求签名，而非 ${addressOf(target)}`,
		}),
		t({
			en: 'Enter the gateway URL in "URL", or choose the other "Environment" in the credential',
			zh: '请在“URL”中填写该网关地址，或在凭证中选择对应的“环境”',
		}),
	);
}

function callFrom(parameters: Record<string, string>): Call {
	const { method, biz_content: bizContent = '', app_auth_token: appAuthToken, ...rest } = parameters;
	if (!method) {
		throw wrongRequest(
			'ERR_REQUEST_METHOD',
			t({
				en: 'The request doesn\'t name an Alipay method',
				zh: '请求中未指定支付宝接口名称（method）',
			}),
			t({
				en: 'Add a query parameter "method", e.g. alipay.trade.query, and a parameter "biz_content" with its JSON',
				zh: '请添加查询参数“method”（例如 alipay.trade.query），并在参数“biz_content”中填写 JSON',
			}),
		);
	}
	return { method, bizContent, ...(appAuthToken && { appAuthToken }), parameters: rest };
}

function withoutMark(request: Request): Request {
	const headers = { ...request.headers };
	delete headers[SIGNED_HEADER];
	return { ...request, headers };
}

/** In the words of both helpers. */
const REDIRECTS_OFF = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

function without(request: Request, names: ReadonlyArray<keyof Request>): Partial<Request> {
	const rest = { ...request };
	for (const name of names) delete rest[name];
	return rest;
}

const openFor = async (credentials: ICredentialDataDecryptedObject): Promise<Account> =>
	await openAccount(settingsFrom(credentials), new Date());

/**
 * Signs a request of n8n's HTTP Request node: `method`, `biz_content` and any other protocol parameter
 * come as query or form parameters or as members of a JSON body; everything else is added, and the
 * whole is signed and sent as a POST to the credential's gateway, redirects not followed. Throws
 * `AlipayError` before signing where the address is not the credential's gateway.
 *
 * Requests of the package's own nodes come signed and marked, and are let through to the same address.
 */
export async function authenticate(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const request = requestOptions as Request;
	const gateway = checkGatewayUrl(settingsFrom(credentials).gatewayUrl);
	const target = targetOf(request);
	checkTarget(target, gateway);
	if (request.headers?.[SIGNED_HEADER] !== undefined) return withoutMark(request);

	const call = callFrom(parametersOf(request, target));
	const signedRequest = await signRequest(await openFor(credentials), call, new Date());
	const kept = Object.entries(request.headers ?? {}).filter(
		([name]) => !/^content-(type|length)$/i.test(name),
	);
	return {
		...without(request, ['qs', 'form', 'formData', 'baseURL']),
		...(request.uri === undefined ? {} : { uri: signedRequest.url }),
		method: signedRequest.method,
		url: signedRequest.url,
		headers: { ...Object.fromEntries(kept), ...signedRequest.headers },
		body: signedRequest.body,
		...REDIRECTS_OFF,
	} as IHttpRequestOptions;
}
