/** What is known of a request that reached the gateway, and the sums over all of them. */
import type { Text } from '../../i18n/translate';
import type { FaultKind } from './faults';
import type { Disposition } from './merchant-store';

/** The response's codes. Empty: there was no response, or not one of the gateway's own. */
export interface ReportedCodes {
	readonly code: string;
	readonly subCode: string;
	readonly subMsg: string;
}

/** One request that reached the gateway. */
export interface ReceivedRequest {
	/** From 1, in order of arrival. */
	readonly number: number;
	/** ISO 8601 */
	readonly time: string;
	readonly appId: string;
	readonly method: string;
	readonly charset: string;
	readonly signType: string;
	readonly encrypted: boolean;
	readonly certificateMode: boolean;
	readonly appAuthToken: boolean;
	/** Which merchant it is for, from 1 in order of appearance: the app's own, or the one behind a token. */
	readonly merchant: number;
	/** Its content was read and is empty, as that of a credential test. */
	readonly credentialTest: boolean;
	readonly bizContent: Readonly<Record<string, unknown>>;
	readonly response: ReportedCodes;
	/** The gateway has carried out the request, even where the response says otherwise or does not arrive. */
	readonly accepted: boolean;
	readonly disposition: Disposition | 'failed' | 'refused' | 'lost' | 'pending';
	/** The documented parameter at fault. */
	readonly field: string;
	readonly why: Text;
	readonly fault: FaultKind | '';
}

export interface Counts {
	readonly requests: number;
	readonly accepted: number;
	readonly refused: number;
	readonly faults: number;
	/** By `sub_code`, or by `code` where there is none. */
	readonly byCode: Readonly<Record<string, number>>;
}
