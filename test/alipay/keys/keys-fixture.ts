import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { AccountSettings } from '../../../alipay';

export interface Pair {
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
}

export const rsaPair = (modulusLength = 2048): Pair =>
	generateKeyPairSync('rsa', { modulusLength });

export const privatePem = ({ privateKey }: Pair, type: 'pkcs1' | 'pkcs8' = 'pkcs8'): string =>
	privateKey.export({ type, format: 'pem' }).toString();

export const publicPem = ({ publicKey }: Pair, type: 'spki' | 'pkcs1' = 'spki'): string =>
	publicKey.export({ type, format: 'pem' }).toString();

/** The base64 that Alipay's key tool saves: one line, no heading. */
export const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

/** The keys of one test file: the application's and Alipay's. */
export const app = rsaPair();
export const alipay = rsaPair();

export const settings = (changed: Partial<AccountSettings> = {}): AccountSettings => ({
	gatewayUrl: 'https://openapi.alipay.com/gateway.do',
	appId: '2014072300007148',
	privateKey: bare(privatePem(app)),
	signType: 'RSA2',
	charset: 'utf-8',
	keyMode: 'publicKey',
	alipayPublicKey: bare(publicPem(alipay)),
	...changed,
});

export const NOW = new Date('2026-11-23T08:30:15.500Z');
