/** Keys and certificates as Node.js itself reads them. */
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface LoadedKey {
	readonly kind: 'private' | 'public' | 'certificate';
	readonly key: KeyObject;
	readonly certificate?: X509Certificate;
}

type Loader = (der: Buffer) => LoadedKey | undefined;

/** OpenSSL ignores bytes behind a key: only a key that it would write alike has been read as a whole. */
const wholly = (kind: LoadedKey['kind'], key: KeyObject, written: Buffer, der: Buffer) =>
	written.equals(der) ? { kind, key } : undefined;

const privateKey =
	(type: 'pkcs8' | 'pkcs1' | 'sec1'): Loader =>
	(der) => {
		const key = createPrivateKey({ key: der, format: 'der', type });
		const written = key.export({ type, format: 'der' } as { type: 'pkcs8'; format: 'der' });
		return wholly('private', key, written, der);
	};

const publicKey =
	(type: 'spki' | 'pkcs1'): Loader =>
	(der) => {
		const key = createPublicKey({ key: der, format: 'der', type });
		return wholly('public', key, key.export({ type, format: 'der' }), der);
	};

const certificate: Loader = (der) => {
	const read = new X509Certificate(der);
	const loaded = wholly('certificate', read.publicKey, read.raw, der);
	return loaded && { ...loaded, certificate: read };
};

const LOADERS: readonly Loader[] = [
	privateKey('pkcs8'),
	publicKey('spki'),
	privateKey('pkcs1'),
	publicKey('pkcs1'),
	certificate,
	privateKey('sec1'),
];

/** A key that Node.js reads whole, of any algorithm and in any form; undefined for everything else. */
export function loadKey(der: Buffer | undefined): LoadedKey | undefined {
	// Every key and certificate is an ASN.1 sequence.
	if (der?.[0] !== 0x30) return undefined;
	for (const load of LOADERS) {
		try {
			const loaded = load(der);
			if (loaded !== undefined) return loaded;
		} catch {
			// Another form, then.
		}
	}
	return undefined;
}

function hasSigned(key: KeyObject, certificate: X509Certificate | undefined): boolean {
	try {
		return certificate?.verify(key) ?? false;
	} catch {
		return false;
	}
}

/**
 * The different keys that may be meant: without those that are there already, e.g. in another form, and
 * without those that signed a certificate beside them, since the console's files hold the intermediate.
 */
export function distinctKeys(loaded: readonly LoadedKey[]): KeyObject[] {
	const isIssuer = ({ kind, key }: LoadedKey) =>
		kind === 'certificate' &&
		loaded.some((each) => !each.key.equals(key) && hasSigned(key, each.certificate));
	const keys = loaded.filter((each) => !isIssuer(each)).map(({ key }) => key);
	return keys.filter((key, at) => keys.findIndex((each) => each.equals(key)) === at);
}
