import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import {
	AlipayError,
	SIGNED_HEADER,
	checkGatewayUrl,
	openAccount,
	signRequest,
	settingsFrom,
} from '../alipay';
import type { Account, Call } from '../alipay';
import { t } from '../i18n/translate';

/** What n8n's two HTTP helpers hand over: the newer names its address `url`, the older `uri` or `url`. */
type Request = IHttpRequestOptions & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
};

const wrongRequest = (code: string, message: string, description: string) =>
	new AlipayError(code, { message, description });

function targetOf(request: Request): URL {
	const address = request.url ?? request.uri ?? '';
	try {
		return request.baseURL ? new URL(address, request.baseURL) : new URL(address);
	} catch {
		throw wrongRequest(
			'ERR_REQUEST_URL',
			t({ en: 'The URL of the request is not a URL', zh: '请求的 URL 格式不正确' }),
			t({
				en: "Put the credential's gateway address there",
				zh: '请填写凭证所用网关的地址',
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
			en: "Put the gateway's address into the URL field, or choose the other environment in the credential",
			zh: '请在 URL 中填写该网关地址，或在凭证中选择对应的环境',
		}),
	);
}

type Named = readonly [name: string, value: unknown];

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Names with their values, in which a name may still stand twice. */
function namedIn(given: unknown, where: string): Named[] {
	if (given === undefined || given === null || given === '') return [];
	if (given instanceof URLSearchParams) return [...given];
	if (typeof given === 'string') {
		const json = jsonOf(given);
		return typeof json === 'object' ? namedIn(json, where) : [...new URLSearchParams(given)];
	}
	const prototype: unknown = typeof given === 'object' ? Object.getPrototypeOf(given) : undefined;
	if (prototype === Object.prototype || prototype === null) return Object.entries(given as object);
	throw wrongRequest(
		'ERR_REQUEST_BODY',
		t({
			en: `The ${where} of the request cannot be read as names and values`,
			zh: `无法将请求的${where}解析为参数名和参数值`,
		}),
		t({
			en: 'Give "method" and "biz_content" as query or form parameters, or as members of a JSON object',
			zh: '请以查询参数、表单参数或 JSON 对象成员的形式提供“method”和“biz_content”',
		}),
	);
}

function textOf(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value === 'object' && value !== null && (name === 'biz_content' || !Array.isArray(value))) {
		return JSON.stringify(value);
	}
	throw wrongRequest(
		'ERR_REQUEST_PARAMETER',
		t({
			en: `The parameter "${name}" is not text`,
			zh: `参数“${name}”不是文本`,
		}),
		t({ en: 'Give it once, as text', zh: '请仅提供一次，并使用文本' }),
	);
}

function parametersOf(request: Request, target: URL): Record<string, string> {
	const sources = [
		[...target.searchParams],
		namedIn(request.qs, t({ en: 'query', zh: '查询参数' })),
		namedIn(request.form, t({ en: 'form', zh: '表单' })),
		namedIn(request.body, t({ en: 'body', zh: '正文' })),
	];
	const parameters: Record<string, string> = {};
	for (const [name, value] of sources.flat()) {
		if (value === undefined || value === null || value === '') continue;
		const text = textOf(name, value);
		if (Object.hasOwn(parameters, name) && parameters[name] !== text) {
			throw wrongRequest(
				'ERR_REQUEST_PARAMETER_TWICE',
				t({
					en: `The parameter "${name}" is given twice, with different values`,
					zh: `参数“${name}”出现了两次，且取值不同`,
				}),
				t({ en: 'Give it once', zh: '请仅提供一次' }),
			);
		}
		parameters[name] = text;
	}
	return parameters;
}

function callFrom(parameters: Record<string, string>): Call {
	const { method, biz_content: bizContent = '', app_auth_token: appAuthToken, ...rest } = parameters;
	if (!method) {
		throw wrongRequest(
			'ERR_REQUEST_METHOD',
			t({
				en: 'The request names no Alipay method',
				zh: '请求中未指定支付宝接口名称（method）',
			}),
			t({
				en: 'Add a query parameter "method", e.g. alipay.trade.query, and a "biz_content" with its JSON',
				zh: '请添加查询参数“method”（如 alipay.trade.query），并在“biz_content”中填写 JSON',
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
 * whole signed and sent as a POST to the credential's gateway, redirects not followed. Throws
 * `AlipayError` before signing where the address is not the credential's gateway.
 *
 * Requests of the package's own nodes come sealed and marked, and are let through to the same address.
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
