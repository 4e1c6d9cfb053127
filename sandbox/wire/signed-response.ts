/** Writes a response: its object, the signature, and the envelope around both. */
import { sign, type KeyObject } from 'node:crypto';
import { encodeText, type GatewayCharset } from './java-charset';
import { hashOf } from '../checks/protocol-checks';
import { encryptContent } from './aes';
import type { ResponseStyle, Signer, SignType } from '../gateway/gateway-settings';

export interface ResponseParts {
	/** The method, or undefined for `error_response`. */
	readonly method: string | undefined;
	readonly members: Readonly<Record<string, unknown>>;
	/** The request's. */
	readonly charset: GatewayCharset;
	/** undefined = not signed. */
	readonly signer: Signer | undefined;
	readonly signType: SignType;
	/** Given = the response is encrypted with it. */
	readonly aes: Buffer | undefined;
	readonly style: ResponseStyle;
}

/** Signs bytes; base64. */
export type SignText = (bytes: Buffer, key: KeyObject, signType: SignType) => Promise<string>;

const CACHED_BYTES = 256;
const CACHED_SIGNATURES = 256;

/** Signs through the thread pool; the few short responses that are the same each time are signed once. */
export const makeTextSigner = (): SignText => {
	const known = new WeakMap<KeyObject, Map<string, Promise<string>>>();
	const signNow: SignText = (bytes, key, signType) =>
		new Promise((resolve, reject) => {
			sign(hashOf(signType), bytes, key, (error, signature) => {
				if (error) reject(error);
				else resolve(signature.toString('base64'));
			});
		});
	return (bytes, key, signType) => {
		if (bytes.length > CACHED_BYTES) return signNow(bytes, key, signType);
		const ofKey = known.get(key) ?? new Map<string, Promise<string>>();
		known.set(key, ofKey);
		const name = signType + bytes.toString('latin1');
		const signature = ofKey.get(name) ?? signNow(bytes, key, signType);
		if (ofKey.size >= CACHED_SIGNATURES) ofKey.clear();
		ofKey.set(name, signature);
		return signature;
	};
};

const escapeSlashes = (json: string): string => json.replaceAll('/', '\\/');

const responseText = ({ members, charset, aes, style }: ResponseParts): string => {
	const json = JSON.stringify(members, null, style.pretty ? 4 : undefined);
	const text = aes ? JSON.stringify(encryptContent(encodeText(json, charset), aes)) : json;
	return style.escapeSlash === 'signed' ? escapeSlashes(text) : text;
};

/** The whole body, in the charset of the style or else of the request. */
export const writeResponse = async (parts: ResponseParts, signText: SignText): Promise<Buffer> => {
	const { method, signer, signType, style } = parts;
	const charset = style.charset ?? parts.charset;
	const response = responseText(parts);
	const name = method === undefined ? 'error' : method.replaceAll('.', '_');
	const sent = style.escapeSlash === 'afterSigning' ? escapeSlashes(response) : response;
	const members = [`"${name}_response":${style.pretty ? ' ' : ''}${sent}`];
	if (signer !== undefined) {
		const signature = JSON.stringify(
			await signText(encodeText(response, charset), signer.key, signType),
		);
		const certificate = signer.sn === undefined ? [] : [`"alipay_cert_sn":"${signer.sn}"`];
		const written = style.escapeSlash ? escapeSlashes(signature) : signature;
		const signed = [...certificate, `"sign":${written}`];
		members.splice(style.signFirst ? 0 : 1, 0, ...signed);
	}
	const text = style.pretty ? `{\n${members.join(' ,\n')}\n}\n\n` : `{${members.join(',')}}`;
	return encodeText(text, charset);
};
