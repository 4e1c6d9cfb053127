/** A gateway that runs: what it shows, and what it can be set to. */
import type { Fault } from './faults';
import type { AlipayCertificate } from './gateway-settings';
import type { EntitySnapshot, MerchantStore, StateRecord } from './merchant-store';
import type { Counts, ReceivedRequest } from './received-request';

/** What the control and the page show; also in a process that only has the gateway's HTTP interface. */
export interface Gateway {
	/** `http://127.0.0.1:PORT/gateway.do` */
	readonly url: string;
	/** The page, plain http on its own port, so that no fault strikes it. */
	readonly pageUrl: string;
	/** In order of arrival; one that is still in progress has the disposition `pending`. */
	readonly requests: readonly ReceivedRequest[];
	/** In the order in which they were settled. */
	readonly settled: readonly ReceivedRequest[];
	/** The first application's own snapshots by `category_code/entity_code` (see `entityKey`). */
	readonly entities: ReadonlyMap<string, EntitySnapshot>;
	/** The first application's own states, one for each `out_biz_no`, in the order of first arrival. */
	readonly states: readonly StateRecord[];
	readonly counts: Counts;
	/** Changes with each reset. */
	readonly epoch: string;
	readonly faults: readonly Fault[];
	/** Another merchant's: an application's own, or that behind an `app_auth_token`. */
	merchant(appId: string, appAuthToken?: string): MerchantStore;
	/** Replaces the faults; requests are counted from 1 again. */
	setFaults(faults: readonly Fault[]): void;
	setLatency(ms: number): void;
	/** From now on responses are signed with this one; the earlier ones can still be downloaded. */
	useAlipayCertificate(certificate: AlipayCertificate): void;
	/** Deletes everything that arrived and all faults. */
	reset(): void;
	close(): Promise<void>;
}
