/**
 * The protocol's own parameters that go into the string to sign, in byte order; `sign` itself is not among them.
 * Source: the documents' table of common parameters, the npm and Java clients.
 */
export const SIGNED_NAMES: readonly string[] = [
	'alipay_root_cert_sn',
	'app_auth_token',
	'app_cert_sn',
	'app_id',
	'biz_content',
	'charset',
	'encrypt_type',
	'format',
	'method',
	'sign_type',
	'timestamp',
	'version',
];
