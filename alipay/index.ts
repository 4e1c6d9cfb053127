/** The gateway's protocol, for those who call it. See docs/protocol.md. */
export { openAccount } from './account';
export { openAnswer } from './answer';
export { firstUnencodable, unencodable } from './charset';
export { AlipayError } from './errors';
export type { AlipayErrorDetails } from './errors';
export { judgeFailure } from './failure';
export type { TransportFailure } from './failure';
export { checkGatewayUrl } from './gateway-url';
export { probeVerdict } from './probe';
export type { Probe, ProbeVerdict } from './probe';
export { fetchCertificateCall, trustCertificate } from './renewal';
export { sealRequest } from './request';
export { SEALED_HEADER } from './sealed-mark';
export { GATEWAYS, settingsFrom } from './settings';
export { beijingTime } from './time';
export { judgeAnswer } from './verdict';
export type { JudgeContext } from './explain';
export type * from './types';
