/** The gateway's protocol, for those who call it. See docs/protocol.md. */
export { openAccount } from './credential/open-account';
export { openResponse } from './response/open-response';
export { encodeText, firstUnencodable, unencodable } from './charset/text-encoding';
export { AlipayError } from './alipay-error';
export type { AlipayErrorDetails } from './alipay-error';
export { classifyTransportError } from './response/classify-transport-error';
export type { TransportError } from './response/classify-transport-error';
export { checkGatewayUrl } from './credential/gateway-url';
export { concludeCredentialTest } from './credential/credential-test-result';
export type { CredentialTestCall, CredentialTestResult } from './credential/credential-test-result';
export { fetchCertificateCall, trustCertificate } from './certificates/certificate-rotation';
export { signRequest } from './request/sign-request';
export { SIGNED_HEADER } from './request/signed-header';
export { GATEWAYS, settingsFrom } from './credential/account-settings';
export { beijingTime } from './request/timestamp';
export { classifyResponse } from './response/classify-response';
export type { ClassificationContext } from './response/explain-error';
export type * from './protocol-types';
