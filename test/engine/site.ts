/** A gateway of the tests' own, with a forwarder in front that counts, and credentials for it. */
import { startGateway } from '../../sandbox/gateway/gateway';
import type { Gateway } from '../../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../../sandbox/keys/test-account';
import type { CredentialData, SandboxKeys } from '../../sandbox/keys/test-account';
import type { GatewayOptions } from '../../sandbox/gateway/gateway-settings';
import { startForwarder } from './forwarder';
import type { Forwarder } from './forwarder';

export interface Site {
	readonly keys: SandboxKeys;
	readonly gateway: Gateway;
	readonly forwarder: Forwarder;
	credential(overrides?: Partial<CredentialData>): CredentialData;
	/** As new, for the next test, once what was cut off has arrived or never will. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

/** Starts both. `registration` is added to what the gateway knows of the application. */
export async function openSite(
	registration: Partial<GatewayOptions['apps'][number]> = {},
	options: Partial<GatewayOptions> = {},
	keys = makeSandboxKeys(),
): Promise<Site> {
	const standard = gatewayOptionsFor(keys);
	const apps = standard.apps.map((app) => ({ ...app, ...registration }));
	const gateway = await startGateway({ ...standard, ...options, apps });
	const forwarder = await startForwarder(gateway.url);
	return {
		keys,
		gateway,
		forwarder,
		credential: (overrides = {}) => credentialFor(forwarder, keys, overrides),
		clear: async () => {
			await forwarder.quiet();
			gateway.reset();
			gateway.setLatency(0);
			forwarder.forget();
		},
		close: async () => {
			await forwarder.close();
			await gateway.close();
		},
	};
}

/** The values of one column among the requests that the gateway received, in order of arrival. */
export const receivedKeys = (gateway: Gateway, key: string): unknown[] =>
	gateway.requests.map(({ bizContent }) => bizContent[key]);
