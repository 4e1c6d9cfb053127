/** Names that carry the signature itself and are not signed. */
const UNSIGNED = 'sign';

/**
 * The string that is signed: every parameter with a value but `sign`, sorted by name (byte order),
 * `name=value` joined by `&`, values raw. Source: the documents' 签名详见签名, the official clients.
 */
export function canonicalString(parameters: Readonly<Record<string, string>>): string {
	return Object.keys(parameters)
		.filter((name) => name !== UNSIGNED && parameters[name] !== '')
		.sort()
		.map((name) => `${name}=${parameters[name]}`)
		.join('&');
}
