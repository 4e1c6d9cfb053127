/** The gateway sends one code in several spellings. Here they are brought to one. */

/** Whose fault it is: the caller's, the platform's, the gateway's, the acquirer's. They can be stacked. */
const GATEWAY_PREFIXES: readonly string[] = ['isv', 'isp', 'aop', 'acq'];

interface Parts {
	/** In lower case, from the first to the last. */
	readonly prefixes: readonly string[];
	readonly bare: string;
}

/** @param further prefixes beside the gateway's own, in lower case */
function split(subCode: string, further: readonly string[]): Parts {
	const prefixes: string[] = [];
	let bare = subCode.trim();
	for (let dot = bare.indexOf('.'); dot > 0; dot = bare.indexOf('.')) {
		const prefix = bare.slice(0, dot).toLowerCase();
		if (!GATEWAY_PREFIXES.includes(prefix) && !further.includes(prefix)) break;
		prefixes.push(prefix);
		bare = bare.slice(dot + 1);
	}
	return { prefixes, bare };
}

/**
 * A sub code without its prefixes, in lower case: `aop.ACQ.SYSTEM_ERROR` is `system_error`,
 * `isv.invalid-app-id` is `invalid-app-id`.
 *
 * @param further prefixes beside the gateway's own, e.g. `zmdata`
 */
export const bareCode = (subCode: string, further: readonly string[] = []): string =>
	split(subCode, further).bare.toLowerCase();

/** The prefixes that documented codes have, in lower case: `ZMDATA.USER_ID_ERROR` has `zmdata`. */
export const prefixesOf = (subCodes: readonly string[]): string[] => [
	...new Set(subCodes.filter((each) => each.includes('.')).map((each) => each.split('.')[0].toLowerCase())),
];

/**
 * Names of a fault of Alipay's systems, as seen on the live gateway: `SYSTEM_ERROR`, `UNKNOW_SYSTEM_ERROR`,
 * `unknow-error` (the gateway's own spelling), `UNKNOWN_EXCEPTION`, `SYSTEM_BUSY`, `SERVICE_UNAVAILABLE`.
 */
const SYSTEM_FAULT =
	/(?:system(?:error|exception|busy|timeout|fault)|unkn?o?w?n?o?w?n?(?:error|exception|fault)|serviceunavailable|serviceexception|(?:service|server)busy|internalerror)$/;

/**
 * Whether a sub code speaks of a fault of Alipay's systems, in any spelling, or has the platform's prefix
 * `isp.`. Nothing is known then of what was done, and a later try can succeed.
 */
export function isSystemFault(subCode: string): boolean {
	const { prefixes, bare } = split(subCode, []);
	return prefixes.includes('isp') || SYSTEM_FAULT.test(bare.toLowerCase().replace(/[^a-z]/g, ''));
}
