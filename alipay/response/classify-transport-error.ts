import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Classification } from '../protocol-types';
import { kindOfFailure } from './transport-error-kind';
import type { FailureKind, TransportError } from './transport-error-kind';

export type { TransportError } from './transport-error-kind';

type FailureClassification = Pick<Classification, 'outcome' | 'retry' | 'endsRun' | 'message' | 'description'>;

const unknown = (retry: Classification['retry'], endsRun: boolean) =>
	({ outcome: 'unknown', retry, endsRun }) as const;
const notSent = (retry: Classification['retry'], endsRun: boolean) =>
	({ outcome: 'notSent', retry, endsRun }) as const;

const CHECK_TLS: Text = {
	en: 'Check the gateway URL and its port, and whether a proxy between n8n and the gateway interferes with TLS',
	zh: '请检查网关地址和端口，以及 n8n 与网关之间的代理是否干扰了 TLS 连接',
};

/** What each kind means, by the HTTP status where there is one. */
const CLASSIFICATIONS: Readonly<Record<FailureKind, (status: number | undefined) => FailureClassification>> = {
	cancelled: () => ({
		...unknown('no', true),
		message: t({
			en: 'The run was canceled while the row was being sent',
			zh: '该行发送过程中，运行被取消',
		}),
		description: t({ en: 'Send the row again', zh: '请重新发送该行' }),
	}),
	certificate: () => ({
		...notSent('no', true),
		message: t({
			en: "The gateway's TLS certificate isn't trusted",
			zh: '网关的 TLS 证书不受信任',
		}),
		description: t({
			en: "Check the gateway URL and this machine's clock. Behind a company proxy, add the proxy's root certificate to n8n (NODE_EXTRA_CA_CERTS)",
			zh: '请检查网关地址和本机时钟；如处于公司代理之后，请将代理的根证书加入 n8n（NODE_EXTRA_CA_CERTS）',
		}),
	}),
	redirect: (status) => ({
		...unknown('no', true),
		message: t({
			en: `The gateway URL redirects to another address${status === undefined ? '' : ` (HTTP ${status})`}`,
			zh: `网关地址会重定向到其他地址${status === undefined ? '' : `（HTTP ${status}）`}`,
		}),
		description: t({
			en: 'Redirects aren\'t followed, because a signed request must not go elsewhere. Correct the gateway URL: it ends with /gateway.do',
			zh: '为防止已签名的请求发往别处，节点不会跟随重定向。请更正网关地址，正确的地址以 /gateway.do 结尾',
		}),
	}),
	tooMany: () => ({
		...unknown('slower', false),
		message: t({ en: 'Too many requests (HTTP 429)', zh: '请求过于频繁（HTTP 429）' }),
		description: t({
			en: 'Lower "Max Requests per Second" and "Concurrency" in the options, then send the row again later',
			zh: '请调低选项中的“每秒最多请求数”和“并发数”，稍后重新发送该行',
		}),
	}),
	serverError: (status) => ({
		...unknown('yes', false),
		message: t({
			en: `The gateway or a proxy in front of it isn't available (HTTP ${status})`,
			zh: `网关或其前置代理暂不可用（HTTP ${status}）`,
		}),
		description: t({ en: 'Send the row again a little later', zh: '请稍后重新发送该行' }),
	}),
	otherStatus: (status) => ({
		...unknown('no', false),
		message: t({
			en: `The gateway URL returned HTTP ${status}, but the gateway itself always returns 200`,
			zh: `网关地址返回 HTTP ${status}，而网关正常情况下始终返回 200`,
		}),
		description: t({
			en: 'Check the gateway URL, and whether a proxy requires a login',
			zh: '请检查网关地址，以及代理是否要求登录',
		}),
	}),
	timeout: () => ({
		...unknown('yes', false),
		message: t({
			en: "The gateway didn't respond in time",
			zh: '网关响应超时',
		}),
		description: t({
			en: 'Send the row again. If it happens often, increase "Timeout (Seconds)" in the options',
			zh: '请重新发送该行；如频繁出现，请调高选项中的“超时时间（秒）”',
		}),
	}),
	unreachable: () => ({
		...notSent('yes', false),
		message: t({ en: "The gateway can't be reached", zh: '无法连接到网关' }),
		description: t({
			en: 'Check the gateway URL, and whether this machine can reach it (DNS, firewall, proxy)',
			zh: '请检查网关地址，以及本机能否访问该地址（DNS、防火墙、代理）',
		}),
	}),
	tlsNotMade: () => ({
		...notSent('yes', false),
		message: t({
			en: "A TLS connection to the gateway couldn't be established",
			zh: '无法与网关建立 TLS 连接',
		}),
		description: t(CHECK_TLS),
	}),
	tlsBroken: () => ({
		...unknown('yes', false),
		message: t({
			en: "The TLS connection to the gateway broke, so it isn't known whether the row arrived",
			zh: '与网关的 TLS 连接中断，无法确定该行是否已送达',
		}),
		description: t(CHECK_TLS),
	}),
	lost: () => ({
		...unknown('yes', false),
		message: t({
			en: 'The connection to the gateway was lost before a response arrived',
			zh: '与网关的连接在收到响应前中断',
		}),
		description: t({ en: 'Send the row again', zh: '请重新发送该行' }),
	}),
};

const codeFor = (kind: FailureKind, { code, httpStatus }: TransportError): string => {
	if (httpStatus !== undefined) return `HTTP_${httpStatus}`;
	if (code !== undefined && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
	return { timeout: 'ETIMEDOUT', cancelled: 'ERR_CANCELLED' }[kind as string] ?? 'ERR_NO_ANSWER';
};

/**
 * What a missing response means. `notSent` only where nothing can have arrived: no connection was made, or
 * our own TLS library gave up before it sent anything. Everything else is unknown. Network errors, timeouts
 * and 5xx are to be tried again; a certificate that isn't trusted and a redirect end the run.
 */
export function classifyTransportError(failure: TransportError): Classification {
	const kind = kindOfFailure(failure);
	const { message, ...rest } = CLASSIFICATIONS[kind](failure.httpStatus);
	const code = codeFor(kind, failure);
	const isNamed = failure.httpStatus !== undefined || failure.code !== code;
	const named = isNamed ? message : t({ en: `${message} (${code})`, zh: `${message}（${code}）` });
	return { ...rest, message: named, code, subCode: '' };
}
