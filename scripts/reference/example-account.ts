/** A valid account with its own keys, for the examples of messages. */
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { openAccount, settingsFrom } from '../../alipay';
import type { Account } from '../../alipay';

export const NOW = new Date('2026-11-23T02:30:00Z');

export type Settings = Readonly<Record<string, unknown>>;

export const rsaKeyPair = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

export const toPem = (key: KeyObject): string =>
	key.type === 'private'
		? key.export({ type: 'pkcs8', format: 'pem' }).toString()
		: key.export({ type: 'spki', format: 'pem' }).toString();

export const appKeys = rsaKeyPair(2048);
export const alipayKeys = rsaKeyPair(2048);

export const VALID_SETTINGS = {
	appId: '2014072300007148',
	privateKey: toPem(appKeys.privateKey),
	alipayPublicKey: toPem(alipayKeys.publicKey),
};

/** The account of these settings; what isn't given is valid. */
export const accountWith = async (settings: Settings = {}): Promise<Account> =>
	await openAccount(settingsFrom({ ...VALID_SETTINGS, ...settings }), NOW);
