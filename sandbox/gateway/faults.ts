/** Faults that the gateway can be set to make. */
import type { Text } from '../../i18n/translate';

/**
 * When in a request's life a fault strikes. `before`: nothing was done. `during`: it is done, and half of the
 * response goes out. `after`: it is done, and no response goes out.
 */
export type Moment = 'before' | 'during' | 'after';

/** Which requests a fault strikes; requests are counted from 1 since the faults were set. Nothing given = all. */
export interface Reach {
	/** The n-th, 2n-th, … request. */
	readonly every?: number;
	readonly from?: number;
	readonly to?: number;
	/** Only the first that fits. */
	readonly once?: boolean;
	/** Only the first so many that fit. */
	readonly times?: number;
	readonly method?: string;
	/** Only requests about this `entity_code` or `out_biz_no`. */
	readonly about?: string;
}

export type Fault = Reach &
	(
		| { readonly kind: 'reset'; readonly when: Moment }
		/** Never responds; the connection stays open. */
		| { readonly kind: 'silence'; readonly when?: 'before' | 'after' }
		/** The response in pieces of `size` bytes (1), one each `intervalMs` (200). */
		| { readonly kind: 'slowBytes'; readonly intervalMs?: number; readonly size?: number }
		/** A proxy's HTML page; `status` is 502 unless given. */
		| { readonly kind: 'http502'; readonly when?: 'before' | 'after'; readonly status?: number }
		/** 20000; `isp.unknow-error` unless another sub code is given. */
		| {
				readonly kind: 'code20000';
				readonly when?: 'before' | 'after';
				readonly subCode?: string;
		  }
		/** 40004; `SYSTEM_ERROR` unless another spelling is given, e.g. `aop.ACQ.SYSTEM_ERROR`. */
		| {
				readonly kind: 'systemError';
				readonly when?: 'before' | 'after';
				readonly subCode?: string;
		  }
		/** Any code with any sub code, also 10000 with one; `members` are added to the response. */
		| {
				readonly kind: 'code';
				readonly when?: 'before' | 'after';
				readonly code: string;
				readonly subCode?: string;
				readonly subMsg?: string;
				readonly members?: Readonly<Record<string, unknown>>;
		  }
		/** Above so many requests in the last second: 40005, and nothing is done. */
		| { readonly kind: 'limit'; readonly perSecond: number; readonly subCode?: string }
		/** Done, and the response is signed by another key. */
		| { readonly kind: 'wrongSignature' }
		/** Done, and the response has no `sign`. */
		| { readonly kind: 'unsignedSuccess' }
		/** Done, and the response's text ends after this share of it (0.5), within a complete HTTP message. */
		| { readonly kind: 'truncated'; readonly share?: number }
		/** Done, and the response's bytes are noise. */
		| { readonly kind: 'garbled' }
		/** Not done; 302 to `location`. */
		| { readonly kind: 'redirect'; readonly location?: string; readonly status?: number }
		/** No one listens for `forMs` (500), from this request's response on. */
		| { readonly kind: 'refuse'; readonly forMs?: number }
		/** Every connection is cut, no one listens for `forMs` (300), then all is as before; state is kept. */
		| { readonly kind: 'restart'; readonly when?: 'before' | 'after'; readonly forMs?: number }
		/** Every new connection is cut before a byte, also before a TLS handshake. Counts connections. */
		| { readonly kind: 'dropConnections' }
	);

export type FaultKind = Fault['kind'];

const NAMES: Readonly<Record<FaultKind, Text>> = {
	reset: { en: 'connection reset', zh: '连接被重置' },
	silence: { en: 'no response', zh: '没有响应' },
	slowBytes: { en: 'response sent slowly', zh: '响应缓慢' },
	http502: { en: 'error page from a proxy', zh: '代理返回错误页面' },
	code20000: { en: 'system busy (20000) returned', zh: '返回系统繁忙（20000）' },
	systemError: { en: 'SYSTEM_ERROR returned', zh: '返回 SYSTEM_ERROR' },
	code: { en: 'another code returned', zh: '返回指定的错误码' },
	limit: { en: 'too many calls (40005)', zh: '调用超限（40005）' },
	wrongSignature: { en: 'response signed with another key', zh: '响应签名错误' },
	unsignedSuccess: { en: 'response without a signature', zh: '响应没有签名' },
	truncated: { en: 'response incomplete', zh: '响应不完整' },
	garbled: { en: 'response unreadable', zh: '响应乱码' },
	redirect: { en: 'redirected', zh: '重定向' },
	refuse: { en: 'gateway unavailable for a while', zh: '网关暂时拒绝连接' },
	restart: { en: 'gateway restarted', zh: '网关重启' },
	dropConnections: { en: 'connection closed', zh: '连接被断开' },
};

/** Whether the fault strikes before anything is done. */
export const strikesBefore = (fault: Fault): boolean => {
	switch (fault.kind) {
		case 'limit':
		case 'redirect':
			return true;
		case 'reset':
			return fault.when === 'before';
		case 'silence':
		case 'http502':
		case 'code20000':
		case 'systemError':
		case 'code':
		case 'restart':
			return (fault.when ?? 'before') === 'before';
		default:
			return false;
	}
};

/** What happened to a good request that the fault struck. */
export const describeFault = (fault: Fault): Text => {
	const { en, zh } = NAMES[fault.kind];
	return strikesBefore(fault)
		? { en: `not done: ${en}`, zh: `未处理：${zh}` }
		: { en: `done, then: ${en}`, zh: `已处理，之后${zh}` };
};

/** What a fault is matched against. */
export interface FaultSubject {
	readonly method: string;
	readonly about: readonly unknown[];
	/** Milliseconds, for `limit`. */
	readonly at: number;
}

export interface FaultPlan {
	/** The fault that strikes this request, if any; counts the request. */
	next(subject: FaultSubject): Fault | undefined;
	/** Whether this new connection is cut; counts the connection. */
	dropsConnection(): boolean;
	readonly faults: readonly Fault[];
}

const fits = (fault: Fault, number: number, subject?: FaultSubject): boolean => {
	if (fault.every !== undefined && number % fault.every !== 0) return false;
	if (fault.from !== undefined && number < fault.from) return false;
	if (fault.to !== undefined && number > fault.to) return false;
	if (fault.method !== undefined && fault.method !== subject?.method) return false;
	return fault.about === undefined || (subject?.about.includes(fault.about) ?? false);
};

/** Whether one more request in the last second is too many; if not, it is counted. */
const makeLimiter = (perSecond: number): ((at: number) => boolean) => {
	const counted: number[] = [];
	return (at) => {
		while (counted.length > 0 && counted[0] <= at - 1000) counted.shift();
		if (counted.length >= perSecond) return true;
		counted.push(at);
		return false;
	};
};

/** A fresh count for these faults; of several that fit a request, the first in the list strikes. */
export const planFaults = (faults: readonly Fault[]): FaultPlan => {
	let requests = 0;
	let connections = 0;
	const struck = faults.map(() => 0);
	const limiters = faults.map((fault) =>
		fault.kind === 'limit' ? makeLimiter(fault.perSecond) : undefined,
	);
	const strikes = (index: number, number: number, subject?: FaultSubject): boolean => {
		const fault = faults[index];
		const atMost = fault.once ? 1 : (fault.times ?? Infinity);
		if (struck[index] >= atMost || !fits(fault, number, subject)) return false;
		if (limiters[index]?.(subject?.at ?? 0) === false) return false;
		struck[index] += 1;
		return true;
	};
	return {
		faults,
		next: (subject) => {
			requests += 1;
			return faults.find(
				(fault, index) => fault.kind !== 'dropConnections' && strikes(index, requests, subject),
			);
		},
		dropsConnection: () => {
			connections += 1;
			return faults.some(
				(fault, index) => fault.kind === 'dropConnections' && strikes(index, connections),
			);
		},
	};
};

/** Faults from JSON, e.g. from another process. Throws a TypeError that names the entry that is not a fault. */
export const readFaults = (value: unknown): Fault[] => {
	if (!Array.isArray(value)) throw new TypeError('A list of faults is expected');
	for (const fault of value as unknown[]) {
		const kind = String((fault as { kind?: unknown } | null)?.kind);
		if (!Object.hasOwn(NAMES, kind)) {
			const kinds = Object.keys(NAMES).join(' ');
			throw new TypeError(`Not a fault: ${JSON.stringify(fault)}. Kinds: ${kinds}`);
		}
	}
	return value as Fault[];
};
