/** What kind of failure kept a response from coming, above all: can the request have arrived? */

/** Why a request brought no response, as any HTTP client can say it. Holds no header, body or URL. */
export interface TransportError {
	/** The system's or Node.js's code: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
	readonly code?: string;
	/** The system call that failed; `connect` = nothing was sent yet. */
	readonly syscall?: string;
	/** A status other than 200. */
	readonly httpStatus?: number;
	readonly message?: string;
	readonly timedOut?: boolean;
	readonly cancelled?: boolean;
}

export type FailureKind =
	| 'cancelled'
	| 'certificate'
	| 'redirect'
	| 'tooMany'
	| 'serverError'
	| 'otherStatus'
	| 'timeout'
	| 'unreachable'
	| 'tlsNotMade'
	| 'tlsBroken'
	| 'lost';

/** Node.js checks the gateway's certificate at the end of the handshake, before it writes the request. */
const CERTIFICATE_CODE =
	/^(?:CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_)/;

/**
 * What our own TLS library decides by itself while the handshake has not ended, so that nothing can have
 * been written: no version or cipher to offer, or a first message of the server that it does not accept.
 */
const OWN_HANDSHAKE_CODES: readonly string[] = [
	'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
	'ERR_SSL_NO_CIPHERS_AVAILABLE',
	'ERR_SSL_NO_CIPHER_MATCH',
	'ERR_SSL_UNSUPPORTED_PROTOCOL',
	'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
	'ERR_SSL_DH_KEY_TOO_SMALL',
];

/**
 * Every other TLS failure can also come after the request was written: text that a middlebox writes into
 * the stream (`WRONG_VERSION_NUMBER`, `PACKET_LENGTH_TOO_LONG`), damaged records, and the server's alerts,
 * which in TLS 1.3 arrive when the client has long sent its first data (`CERTIFICATE_REQUIRED`).
 */
const TLS_CODE = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;

/**
 * A name that is not found, or a connection that is refused. Also with a proxy in between: then it is the
 * proxy that is not reached, and a gateway that the proxy cannot reach is an HTTP status.
 */
const UNREACHABLE: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EAI_NODATA',
	'EAI_NONAME',
	'UND_ERR_CONNECT_TIMEOUT',
];
/** Others, such as `EHOSTUNREACH` and `ETIMEDOUT`, also end connections that were made. */
const CONNECTING: readonly string[] = ['connect', 'getaddrinfo'];

const TIMED_OUT: readonly string[] = [
	'ETIMEDOUT',
	'ESOCKETTIMEDOUT',
	'ECONNABORTED',
	'UND_ERR_HEADERS_TIMEOUT',
	'UND_ERR_BODY_TIMEOUT',
];
const REDIRECTED: readonly string[] = ['ERR_FR_TOO_MANY_REDIRECTS', 'ERR_FR_REDIRECTION_FAILURE'];

function kindOfStatus(status: number): FailureKind {
	if (status >= 300 && status < 400) return 'redirect';
	if (status === 429) return 'tooMany';
	const isPassing = status >= 500 || status === 408 || status === 425 || status < 300;
	return isPassing ? 'serverError' : 'otherStatus';
}

/** A status goes before any code: something has responded, so the request has arrived somewhere. */
export function kindOfFailure(failure: TransportError): FailureKind {
	const { code = '', syscall = '', httpStatus, timedOut, cancelled } = failure;
	if (cancelled === true) return 'cancelled';
	if (httpStatus !== undefined) return kindOfStatus(httpStatus);
	if (CERTIFICATE_CODE.test(code)) return 'certificate';
	if (REDIRECTED.includes(code)) return 'redirect';
	if (UNREACHABLE.includes(code) || CONNECTING.includes(syscall)) return 'unreachable';
	if (OWN_HANDSHAKE_CODES.includes(code)) return 'tlsNotMade';
	if (TLS_CODE.test(code)) return 'tlsBroken';
	return timedOut === true || TIMED_OUT.includes(code) ? 'timeout' : 'lost';
}
