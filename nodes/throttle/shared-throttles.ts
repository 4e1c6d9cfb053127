import { createSharedThrottle } from './throttle';
import type { SharedThrottle, Throttle } from './throttle';

/** The throttles of this process, by what their quota belongs to. Both nodes are given the same ones. */
const throttles = new Map<string, SharedThrottle>();

/** Alipay counts the calls of an app and a method, at one gateway. */
export interface QuotaOwner {
	readonly gatewayUrl: string;
	readonly appId: string;
	readonly method: string;
}

const keyOf = ({ gatewayUrl, appId, method }: QuotaOwner): string => JSON.stringify([gatewayUrl, appId, method]);

/** Forgets the throttles that no run uses any more, so that a long-lived process does not gather them. */
function forgetIdle(now: number): void {
	for (const [key, throttle] of throttles) if (throttle.isIdle(now)) throttles.delete(key);
}

/**
 * The run's part in the throttle that it shares with all other runs of this app and method in this process.
 * `leave` must be called in the end.
 */
export function joinThrottle(
	owner: QuotaOwner,
	{ concurrency, maxPerSecond }: { readonly concurrency: number; readonly maxPerSecond: number },
	now: number,
): Throttle {
	forgetIdle(now);
	const key = keyOf(owner);
	const throttle = throttles.get(key) ?? createSharedThrottle();
	throttles.set(key, throttle);
	return throttle.join(concurrency, maxPerSecond, now);
}
