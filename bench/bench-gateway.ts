/** The sandbox in its own process, for the benchmark: sends its address to the parent. */
import { makeTlsMaterial } from '../sandbox/keys/certificate-authority';
import { startGateway } from '../sandbox/gateway/gateway';
import { credentialFor, gatewayOptionsFor, makeSandboxKeys } from '../sandbox/keys/test-account';
import type { CredentialData } from '../sandbox/keys/test-account';

export interface GatewayAddress {
	readonly url: string;
	readonly pageUrl: string;
	readonly credential: CredentialData;
	/** Authority to trust, with TLS. PEM. */
	readonly ca?: string;
}

async function main(): Promise<void> {
	const keys = makeSandboxKeys();
	const tls = process.argv.includes('--tls') ? makeTlsMaterial() : undefined;
	const gateway = await startGateway({ ...gatewayOptionsFor(keys), tls, quiet: true });
	const { url, pageUrl } = gateway;
	const address: GatewayAddress = { url, pageUrl, credential: credentialFor(gateway, keys), ca: tls?.ca };
	process.send?.(address);
	process.once('disconnect', () => process.exit());
}

void main();
