import { bareCode, isSystemFault } from './code-family';
import { CODES } from './error-codes';
import type { Meaning } from './error-codes';

const NEUTRAL = {
	advice: {
		en: "Look the code up in Alipay's documentation, or ask Alipay's support with the trace ID",
		zh: '请在支付宝文档中查询该错误码，或凭 trace_id 咨询支付宝技术支持',
	},
} as const;

const UNKNOWN_CODE: Meaning = {
	...NEUTRAL,
	message: {
		en: "Alipay returned a code that isn't documented",
		zh: '支付宝返回了文档未收录的错误码',
	},
	outcome: 'unknown',
	retry: 'no',
	endsRun: false,
};

const UNKNOWN_SUB_CODE: Pick<Meaning, 'message' | 'advice'> = {
	...NEUTRAL,
	message: {
		en: "Alipay didn't process the row and gave a reason that isn't documented",
		zh: '支付宝未处理该行，返回的原因未收录在文档中',
	},
};

const SYSTEM_FAULT: Meaning = { ...CODES['20000'], outcome: 'unknown', retry: 'yes', endsRun: false };

/** Refused by the gateway before any business system was asked, so certainly nothing was done. */
const PROTOCOL_CODES: readonly string[] = ['20001', '40001', '40002', '40003', '40005', '40006'];

/**
 * Codes that are faults of the account with any sub code: a token, a protocol parameter, a permission.
 * With the other codes, an unknown sub code may be about the row, and the run continues.
 */
const ALWAYS_THE_ACCOUNT: readonly string[] = ['20001', '40001', '40006'];

/** The code under which a sub code is listed: the one it came with, else any other. */
function homeOf(code: string, bare: string): string | undefined {
	const has = (each: string) => Object.hasOwn(CODES, each) && Object.hasOwn(CODES[each].subCodes, bare);
	return has(code) ? code : Object.keys(CODES).find(has);
}

const meaningOfListed = (home: string, bare: string): Meaning => ({
	...CODES[home],
	...CODES[home].subCodes[bare],
});

/** The gateway's own words, and no diagnosis. */
function meaningOfUnlisted(code: string): Meaning {
	const { retry, isOfMerchant } = CODES[code];
	if (!PROTOCOL_CODES.includes(code)) return UNKNOWN_CODE;
	return { ...UNKNOWN_SUB_CODE, outcome: 'refused', retry, endsRun: ALWAYS_THE_ACCOUNT.includes(code), isOfMerchant };
}

/**
 * What a gateway code means. A sub code is recognized with and without its prefix, and with any code;
 * 20000 is a fault of Alipay's systems with any sub code. Only a protocol code, with which a row certainly
 * wasn't processed, is `refused`. An unknown sub code gets no diagnosis.
 */
export function meaningOf(code: string, subCode: string): Meaning {
	const bare = bareCode(subCode);
	const isListed = Object.hasOwn(CODES, code);
	const isFault = isSystemFault(subCode) && !PROTOCOL_CODES.includes(code);
	if (code === '20000') return bare === '' || isFault ? SYSTEM_FAULT : { ...UNKNOWN_CODE, retry: 'yes' };
	const home = isListed && bare !== '' ? homeOf(code, bare) : undefined;
	if (home !== undefined && home !== '20000') return meaningOfListed(home, bare);
	if (isFault) return SYSTEM_FAULT;
	if (!isListed) return UNKNOWN_CODE;
	return bare === '' ? CODES[code] : meaningOfUnlisted(code);
}
