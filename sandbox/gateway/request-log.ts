/** The list of requests that arrived, and what became of each. */
import type { Text } from '../../i18n/translate';
import { parameter, type Incoming } from '../checks/protocol-checks';
import type { GatewayOptions } from './gateway-settings';
import type { Counts, ReceivedRequest } from './received-request';

export type MutableCounts = { -readonly [Name in keyof Counts]: Counts[Name] } & {
	byCode: Record<string, number>;
};

/** Everything that arrived since the last reset. */
export interface Ledger {
	readonly options: GatewayOptions;
	/** In order of arrival. */
	readonly requests: ReceivedRequest[];
	/** In the order in which they were settled. */
	readonly settled: ReceivedRequest[];
	counts: MutableCounts;
	/** App and token → the merchant's number. The tokens are shown nowhere. */
	readonly merchantNumbers: Map<string, number>;
}

/** Nothing has arrived. */
export const noCounts = (): MutableCounts => ({
	requests: 0,
	accepted: 0,
	refused: 0,
	faults: 0,
	byCode: {},
});

const PENDING: Text = { en: 'in progress', zh: '处理中' };

const NAMING_MEMBERS = [
	'category_code',
	'entity_code',
	'upload_time',
	'out_biz_no',
	'biz_state_code',
];

const slim = (content: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(
		NAMING_MEMBERS.filter((name) => name in content).map((name) => [name, content[name]]),
	);

const merchantNumberOf = ({ merchantNumbers }: Ledger, incoming: Incoming): number => {
	const name = JSON.stringify([parameter(incoming, 'app_id'), parameter(incoming, 'app_auth_token')]);
	const number = merchantNumbers.get(name) ?? merchantNumbers.size + 1;
	merchantNumbers.set(name, number);
	return number;
};

/** Adds a request to the list, and drops the content of one that is long past. */
export const enter = (ledger: Ledger, incoming: Incoming): ReceivedRequest => {
	const { requests, options } = ledger;
	const request: ReceivedRequest = {
		number: requests.length + 1,
		time: incoming.now.toISOString(),
		appId: parameter(incoming, 'app_id'),
		method: parameter(incoming, 'method'),
		charset: parameter(incoming, 'charset'),
		signType: parameter(incoming, 'sign_type'),
		encrypted: parameter(incoming, 'encrypt_type') !== '',
		certificateMode: parameter(incoming, 'app_cert_sn') !== '',
		appAuthToken: parameter(incoming, 'app_auth_token') !== '',
		merchant: merchantNumberOf(ledger, incoming),
		credentialTest: false,
		bizContent: {},
		response: { code: '', subCode: '', subMsg: '' },
		accepted: false,
		disposition: 'pending',
		field: '',
		why: PENDING,
		fault: '',
	};
	requests.push(request);
	ledger.counts.requests += 1;
	const past = options.quiet
		? requests[requests.length - 1 - (options.keepContents ?? 1000)]
		: undefined;
	if (past !== undefined) Object.assign(past, { bizContent: slim(past.bizContent) });
	return request;
};

/** Records what became of a request, unless the list was cleared meanwhile. */
export const settle = (
	ledger: Ledger,
	request: ReceivedRequest,
	outcome: Partial<ReceivedRequest>,
): void => {
	Object.assign(request, outcome);
	if (ledger.requests[request.number - 1] !== request) return;
	const { counts } = ledger;
	const { code, subCode } = request.response;
	if (request.accepted) counts.accepted += 1;
	if (request.disposition === 'refused' || request.disposition === 'failed') counts.refused += 1;
	if (request.fault !== '') counts.faults += 1;
	const name = subCode || code;
	if (name !== '') counts.byCode[name] = (counts.byCode[name] ?? 0) + 1;
	ledger.settled.push(request);
	ledger.options.log?.(request);
};
