/** New keys for a gateway and for its client, and the credential made of them. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { GatewayOptions, SignType } from '../gateway/gateway-settings';

/** PEM texts: SPKI and PKCS#8. */
export interface KeyPair {
	readonly publicKey: string;
	readonly privateKey: string;
}

export interface SandboxKeys {
	/** The application's. */
	readonly app: KeyPair;
	/** Alipay's. */
	readonly alipay: KeyPair;
}

/** An RSA pair; 2048 bits unless given. */
export const makeKeyPair = (modulusLength = 2048): KeyPair =>
	generateKeyPairSync('rsa', {
		modulusLength,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});

export const makeSandboxKeys = (): SandboxKeys => ({ app: makeKeyPair(), alipay: makeKeyPair() });

/** A key for content encryption, base64, as the console shows it. */
export const makeAesKey = (): string => randomBytes(16).toString('base64');

/** The data of the nodes' credential, by its public names. */
export interface CredentialData {
	environment: 'custom';
	gatewayUrl: string;
	appId: string;
	privateKey: string;
	signType: SignType;
	charset: 'utf-8' | 'GBK' | 'GB2312';
	keyMode: 'publicKey' | 'certificate';
	alipayPublicKey: string;
	appCertificate: string;
	alipayCertificate: string;
	alipayRootCertificate: string;
	appAuthToken: string;
	contentEncryptionKey: string;
}

export const SANDBOX_APP_ID = '2021000000000001';

/** The credential with these keys, which the gateway accepts. */
export const credentialFor = (
	gateway: { readonly url: string },
	keys: SandboxKeys,
	overrides: Partial<CredentialData> = {},
): CredentialData & Record<string, string> => ({
	environment: 'custom',
	gatewayUrl: gateway.url,
	appId: SANDBOX_APP_ID,
	privateKey: keys.app.privateKey,
	signType: 'RSA2',
	charset: 'utf-8',
	keyMode: 'publicKey',
	alipayPublicKey: keys.alipay.publicKey,
	appCertificate: '',
	alipayCertificate: '',
	alipayRootCertificate: '',
	appAuthToken: '',
	contentEncryptionKey: '',
	...overrides,
});

/** Options of a gateway that knows one application, {@link SANDBOX_APP_ID}, by these keys. */
export const gatewayOptionsFor = (keys: SandboxKeys): GatewayOptions => ({
	apps: [{ appId: SANDBOX_APP_ID, publicKey: keys.app.publicKey }],
	alipayPrivateKey: keys.alipay.privateKey,
});
