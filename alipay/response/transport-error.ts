import { t } from '../../i18n/translate';
import type { Classification } from '../protocol-types';

/** Why a request brought no answer, as any HTTP client can tell it. Holds no header, body or URL. */
export interface TransportError {
	/** The system's or Node's code: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
	readonly code?: string;
	/** The system call that failed; `connect` = nothing was sent yet. */
	readonly syscall?: string;
	/** A status other than 200. */
	readonly httpStatus?: number;
	readonly message?: string;
	readonly timedOut?: boolean;
	readonly cancelled?: boolean;
}

type Kind =
	| 'cancelled'
	| 'certificate'
	| 'redirect'
	| 'tooMany'
	| 'serverError'
	| 'otherStatus'
	| 'timeout'
	| 'unreachable'
	| 'tls'
	| 'lost';

const CERTIFICATE_CODE =
	/^(?:CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_)/;
/** Alerts and mismatches of the handshake, before which no request is sent. */
const HANDSHAKE_CODE =
	/^ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|TLSV1_(?:ALERT_PROTOCOL_VERSION|UNRECOGNIZED_NAME|ALERT_INSUFFICIENT_SECURITY)|SSLV3_ALERT_HANDSHAKE_FAILURE|TLSV13_ALERT_CERTIFICATE_REQUIRED)/;
const UNREACHABLE: readonly string[] = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EAI_NODATA',
	'EAI_NONAME',
	'UND_ERR_CONNECT_TIMEOUT',
];
const TIMED_OUT: readonly string[] = [
	'ETIMEDOUT',
	'ESOCKETTIMEDOUT',
	'ECONNABORTED',
	'UND_ERR_HEADERS_TIMEOUT',
	'UND_ERR_BODY_TIMEOUT',
];
const REDIRECTED: readonly string[] = ['ERR_FR_TOO_MANY_REDIRECTS', 'ERR_FR_REDIRECTION_FAILURE'];

function kindOfStatus(status: number): Kind {
	if (status >= 300 && status < 400) return 'redirect';
	if (status === 429) return 'tooMany';
	const isPassing = status >= 500 || status === 408 || status === 425 || status < 300;
	return isPassing ? 'serverError' : 'otherStatus';
}

function kindOf(failure: TransportError): Kind {
	const { code = '', syscall, httpStatus, timedOut, cancelled } = failure;
	if (cancelled === true) return 'cancelled';
	if (httpStatus !== undefined) return kindOfStatus(httpStatus);
	if (CERTIFICATE_CODE.test(code)) return 'certificate';
	if (REDIRECTED.includes(code)) return 'redirect';
	if (UNREACHABLE.includes(code) || syscall === 'connect' || syscall === 'getaddrinfo') {
		return 'unreachable';
	}
	if (HANDSHAKE_CODE.test(code)) return 'tls';
	return timedOut === true || TIMED_OUT.includes(code) ? 'timeout' : 'lost';
}

type FailureClassification = Pick<Classification, 'outcome' | 'retry' | 'endsRun' | 'message' | 'description'>;

const unknown = (retry: Classification['retry'], endsRun: boolean) =>
	({ outcome: 'unknown', retry, endsRun }) as const;
const notSent = (retry: Classification['retry'], endsRun: boolean) =>
	({ outcome: 'notSent', retry, endsRun }) as const;

/** What each kind means, by the HTTP status where there is one. */
const CLASSIFICATIONS: Readonly<Record<Kind, (status: number | undefined) => FailureClassification>> = {
	cancelled: () => ({
		...unknown('no', true),
		message: t({
			en: 'The run was cancelled while the row was on its way',
			zh: '该行发送过程中，运行被取消',
		}),
		description: t({ en: 'Send the row again', zh: '请重新发送该行' }),
	}),
	certificate: () => ({
		...notSent('no', true),
		message: t({
			en: "The gateway's TLS certificate is not trusted",
			zh: '网关的 TLS 证书不受信任',
		}),
		description: t({
			en: "Check the gateway's address and this machine's clock. Behind a company proxy, have its certificate added to n8n (NODE_EXTRA_CA_CERTS)",
			zh: '请检查网关地址和本机时钟；如处于公司代理之后，请将代理的根证书加入 n8n（NODE_EXTRA_CA_CERTS）',
		}),
	}),
	redirect: (status) => ({
		...unknown('no', true),
		message: t({
			en: `The gateway's address redirects to another one${status === undefined ? '' : ` (HTTP ${status})`}`,
			zh: `网关地址会重定向到其他地址${status === undefined ? '' : `（HTTP ${status}）`}`,
		}),
		description: t({
			en: "Redirects are not followed, since a signed request must not go elsewhere. Correct the gateway's address; it ends with /gateway.do",
			zh: '为防止已签名的请求发往别处，节点不会跟随重定向。请更正网关地址，正确的地址以 /gateway.do 结尾',
		}),
	}),
	tooMany: () => ({
		...unknown('slower', false),
		message: t({ en: 'Too many requests (HTTP 429)', zh: '请求过于频繁（HTTP 429）' }),
		description: t({
			en: 'Lower "Max Requests per Second" and "Concurrency" in the options, and send the row again later',
			zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
		}),
	}),
	serverError: (status) => ({
		...unknown('yes', false),
		message: t({
			en: `The gateway, or something before it, is out of order (HTTP ${status})`,
			zh: `网关或其前置设备异常（HTTP ${status}）`,
		}),
		description: t({ en: 'Send the row again a little later', zh: '请稍后重新发送该行' }),
	}),
	otherStatus: (status) => ({
		...unknown('no', false),
		message: t({
			en: `The gateway's address answered with HTTP ${status}; the gateway itself always answers 200`,
			zh: `网关地址返回 HTTP ${status}，而网关正常情况下始终返回 200`,
		}),
		description: t({
			en: "Check the gateway's address, and whether a proxy asks for a login",
			zh: '请检查网关地址，以及代理是否要求登录',
		}),
	}),
	timeout: () => ({
		...unknown('yes', false),
		message: t({
			en: 'The gateway did not answer in time',
			zh: '网关未在规定时间内应答',
		}),
		description: t({
			en: 'Send the row again; if it happens often, raise "Timeout" in the options',
			zh: '请重新发送该行；如频繁出现，请调高选项中的“超时时间”',
		}),
	}),
	unreachable: () => ({
		...notSent('yes', false),
		message: t({ en: 'The gateway cannot be reached', zh: '无法连接到网关' }),
		description: t({
			en: "Check the gateway's address, and whether this machine may reach it (DNS, firewall, proxy)",
			zh: '请检查网关地址，以及本机能否访问该地址（DNS、防火墙、代理）',
		}),
	}),
	tls: () => ({
		...notSent('yes', false),
		message: t({
			en: 'No TLS connection to the gateway could be made',
			zh: '无法与网关建立 TLS 连接',
		}),
		description: t({
			en: "Check the gateway's address and port, and whether a proxy on the way breaks TLS",
			zh: '请检查网关地址和端口，以及网络链路上是否有代理破坏了 TLS 连接',
		}),
	}),
	lost: () => ({
		...unknown('yes', false),
		message: t({
			en: 'The connection to the gateway broke off before an answer came',
			zh: '与网关的连接在收到应答前中断',
		}),
		description: t({ en: 'Send the row again', zh: '请重新发送该行' }),
	}),
};

const codeFor = (kind: Kind, { code, httpStatus }: TransportError): string => {
	if (httpStatus !== undefined) return `HTTP_${httpStatus}`;
	if (code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
	return { timeout: 'ETIMEDOUT', cancelled: 'ERR_CANCELLED' }[kind as string] ?? 'ERR_NO_ANSWER';
};

/**
 * What a missing answer means. `notSent` only where the request cannot have left: no connection, no
 * TLS. Everything else is unknown. Network errors, timeouts and 5xx are to be tried again; a
 * certificate that is not trusted and a redirect end the run.
 */
export function classifyTransportError(failure: TransportError): Classification {
	const kind = kindOf(failure);
	const { message, ...judgement } = CLASSIFICATIONS[kind](failure.httpStatus);
	const code = codeFor(kind, failure);
	const isTold = failure.httpStatus !== undefined || failure.code !== code;
	const told = isTold ? message : t({ en: `${message} (${code})`, zh: `${message}（${code}）` });
	return { ...judgement, message: told, code, subCode: '' };
}
