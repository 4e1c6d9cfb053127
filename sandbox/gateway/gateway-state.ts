/** What a running gateway holds in memory. */
import type { SignText } from '../wire/signed-response';
import type { FaultPlan } from './faults';
import type { Settings, Signer } from './gateway-settings';
import { makeMerchantStore, type MerchantStore } from './merchant-store';
import type { Ledger } from './request-log';

export interface State extends Ledger {
	readonly settings: Settings;
	readonly signText: SignText;
	readonly merchants: Map<string, MerchantStore>;
	certificateSigners: Signer[];
	plan: FaultPlan;
	latencyMs: number;
	epoch: string;
	wrongKey: Signer | undefined;
	/** Stops listening for a time. */
	goDown: (forMs: number, cutAll: boolean) => void;
}

/** The store of an application's own, or of the merchant behind an `app_auth_token`. */
export const merchantOf = (state: State, appId: string, token = ''): MerchantStore => {
	const name = JSON.stringify([appId, token]);
	const store = state.merchants.get(name) ?? makeMerchantStore();
	state.merchants.set(name, store);
	return store;
};
