import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { AlipayError, SIGNED_HEADER } from '../../alipay';
import type { SignedRequest, TransportError } from '../../alipay';
import { t } from '../../i18n/translate';
import type { Deadlines } from './deadlines';

/** What came back for a request: bytes with what the headers say of them, or why nothing came. */
export type HttpResult =
	| {
			kind: 'response';
			bytes: Uint8Array;
			contentType?: string;
			traceId?: string;
			/** The response's `Date` header: the gateway's clock. */
			date?: string;
	  }
	| { kind: 'failed'; failure: TransportError };

export interface Transport {
	/** Whether the run was cancelled: nothing more may be posted. */
	isClosed(): boolean;
	post(signedRequest: SignedRequest): Promise<HttpResult>;
}

function optionsFor(signedRequest: SignedRequest, timeout: number): IHttpRequestOptions {
	return {
		method: signedRequest.method,
		url: signedRequest.url,
		headers: { ...signedRequest.headers, [SIGNED_HEADER]: '1' },
		body: signedRequest.body,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout,
	};
}

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** The result of a response as either of n8n's HTTP helpers gives it. */
export function httpResultFrom(
	response: Pick<IN8nHttpFullResponse, 'statusCode' | 'body' | 'headers'>,
): HttpResult {
	const headers = response.headers as IDataObject;
	if (response.statusCode !== 200) {
		return { kind: 'failed', failure: { httpStatus: response.statusCode } };
	}
	const body = response.body as unknown;
	return {
		kind: 'response',
		bytes: body instanceof Uint8Array ? body : Buffer.from(String(body ?? '')),
		contentType: textOf(headers['content-type']),
		traceId: textOf(headers.trace_id) ?? textOf(headers['trace-id']),
		date: textOf(headers.date),
	};
}

/** What Node.js or the operating system says of a failed request. */
interface SystemError {
	readonly code?: string;
	readonly syscall?: string;
}

/**
 * The system's own code (`ECONNRESET`, `CERT_HAS_EXPIRED`) and call, at any depth of n8n's and axios'
 * wrapping. Nothing else of the error is kept, because it contains the whole request.
 */
export function systemErrorOf(error: unknown): SystemError {
	let current = error;
	for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
		const { code, syscall, cause } = current as { code?: unknown; syscall?: unknown; cause?: unknown };
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
			return { code, ...(typeof syscall === 'string' && { syscall }) };
		}
		current = cause ?? (current as { errorResponse?: unknown }).errorResponse;
	}
	return {};
}

type RequestHelper = IExecuteFunctions['helpers']['httpRequestWithAuthentication'];

/** n8n's HTTP helper. Throws `AlipayError` where this n8n has none: then no row was sent. */
function requestHelperOf({ helpers }: IExecuteFunctions): RequestHelper {
	const { httpRequestWithAuthentication } = helpers as Partial<IExecuteFunctions['helpers']>;
	if (typeof httpRequestWithAuthentication === 'function') return httpRequestWithAuthentication;
	throw new AlipayError('ERR_RUN', {
		message: t({
			en: "This version of n8n doesn't have the HTTP helper that this node needs",
			zh: '当前 n8n 版本未提供本节点所需的 HTTP 功能',
		}),
		description: t({ en: 'No rows were sent. Update n8n', zh: '未发送任何行，请升级 n8n' }),
	});
}

/**
 * Sends signed requests over n8n's own HTTP client, so that its proxy, certificate and address rules
 * hold, with the decrypted credential (n8n would look it up for every request). A redirect is not
 * followed, and the response comes as raw bytes, over which its signature is verified.
 *
 * @param timeout milliseconds for one attempt, from start to the last byte
 */
export function createTransport(
	context: IExecuteFunctions,
	credential: IDataObject,
	deadlines: Deadlines,
	timeout: number,
): Transport {
	const credentialsDecrypted = { id: '', name: '', type: 'zhimaApi', data: credential };
	const request = requestHelperOf(context);
	/** n8n hands the execution's signal to each request; ours is also aborted when the time is up. */
	const withSignal = (signal: AbortSignal) =>
		Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as IExecuteFunctions;
	return {
		isClosed: () => deadlines.cancelled,
		async post(signedRequest) {
			const guard = deadlines.guard(timeout);
			try {
				const response = request.call(
					withSignal(guard.signal),
					'zhimaApi',
					optionsFor(signedRequest, timeout),
					{ credentialsDecrypted } as never,
				) as Promise<IN8nHttpFullResponse>;
				return httpResultFrom(await Promise.race([response, guard.abandoned]));
			} catch (error) {
				const failure = {
					...systemErrorOf(error),
					timedOut: guard.timedOut(),
					cancelled: deadlines.cancelled,
				};
				return { kind: 'failed', failure };
			} finally {
				guard.done();
			}
		},
	};
}
