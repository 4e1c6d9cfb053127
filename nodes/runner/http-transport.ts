import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { SIGNED_HEADER } from '../../alipay';
import type { SignedRequest, TransportError } from '../../alipay';
import type { Deadlines } from './deadlines';

/** What came back for a request: bytes with what the headers say of them, or why nothing came. */
export type HttpResult =
	| {
			kind: 'answered';
			bytes: Uint8Array;
			contentType?: string;
			traceId?: string;
			/** The answer's `Date` header: the gateway's clock. */
			date?: string;
	  }
	| { kind: 'failed'; failure: TransportError };

export interface Transport {
	/** Whether the run was cancelled: nothing more is to be posted. */
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

/** An answer as either of n8n's HTTP helpers gives it. */
export function httpResultFrom(
	response: Pick<IN8nHttpFullResponse, 'statusCode' | 'body' | 'headers'>,
): HttpResult {
	const headers = response.headers as IDataObject;
	if (response.statusCode !== 200) {
		return { kind: 'failed', failure: { httpStatus: response.statusCode } };
	}
	const body = response.body as unknown;
	return {
		kind: 'answered',
		bytes: body instanceof Uint8Array ? body : Buffer.from(String(body ?? '')),
		contentType: textOf(headers['content-type']),
		traceId: textOf(headers.trace_id) ?? textOf(headers['trace-id']),
		date: textOf(headers.date),
	};
}

/** The system's own words for what went wrong. */
interface SystemError {
	readonly code?: string;
	readonly syscall?: string;
}

/**
 * The system's own code (`ECONNRESET`, `CERT_HAS_EXPIRED`) and call, wherever n8n's and axios' wrapping
 * has left them. Nothing else of the error is kept: it carries the whole request.
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

/**
 * Sends sealed requests over n8n's own HTTP client, so that its proxy, certificate and address rules
 * hold, with the credential handed over decrypted (n8n would look it up for every request). A
 * redirect is not followed, and the answer comes as raw bytes, over which its signature is checked.
 *
 * @param timeout milliseconds for one try, from start to the last byte
 */
export function createTransport(
	context: IExecuteFunctions,
	credential: IDataObject,
	deadlines: Deadlines,
	timeout: number,
): Transport {
	const credentialsDecrypted = { id: '', name: '', type: 'zhimaApi', data: credential };
	return {
		isClosed: () => deadlines.cancelled,
		async post(signedRequest) {
			const guard = deadlines.guard(timeout);
			// n8n hands the execution's signal to each request; ours also ends when the time is up.
			const withSignal = Object.create(context, {
				getExecutionCancelSignal: { value: () => guard.signal },
			}) as IExecuteFunctions;
			try {
				const response = (await context.helpers.httpRequestWithAuthentication.call(
					withSignal,
					'zhimaApi',
					optionsFor(signedRequest, timeout),
					{ credentialsDecrypted } as never,
				)) as IN8nHttpFullResponse;
				return httpResultFrom(response);
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
