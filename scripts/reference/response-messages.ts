/** The messages about rows for which no response came, or none that can be trusted. */
import { classifyResponse, classifyTransportError, openResponse } from '../../alipay';
import type { TransportError } from '../../alipay';
import { borrowEntityUpload } from '../../zhima';
import { distinctMessages } from './credential-messages';
import { accountWith } from './example-account';
import type { RowMessage } from './message-tables';

const TRANSPORT_ERRORS: readonly TransportError[] = [
	{ code: 'ECONNREFUSED' },
	{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
	{ code: 'CERT_HAS_EXPIRED' },
	{ timedOut: true },
	{ code: 'ECONNRESET' },
	{ httpStatus: 302 },
	{ httpStatus: 403 },
	{ httpStatus: 429 },
	{ httpStatus: 502 },
	{ cancelled: true },
	{},
];

const success = `{"code":"10000","msg":"Success"}`;
const responseName = `${borrowEntityUpload.method.replaceAll('.', '_')}_response`;

const UNTRUSTED_RESPONSES: readonly string[] = [
	'',
	'<html><body>Login</body></html>',
	`{"${responseName}":{"code":"100`,
	`{"${responseName}":${success},"${responseName}":${success},"sign":"eA=="}`,
	'{"other_response":{},"sign":"eA=="}',
	'[1]',
	`{"${responseName}":${'['.repeat(5_000)}${']'.repeat(5_000)},"sign":"eA=="}`,
	`{"${responseName}":${success}}`,
	`{"${responseName}":${success},"sign":"eA=="}`,
	`{"${responseName}":"eA==","sign":"eA=="}`,
	`{"${responseName}":{"msg":"Success"},"sign":"eA=="}`,
	`{"${responseName}":{"code":"10000","msg":"${'x'.repeat(2_000_000)}"}}`,
];

const rowMessage = ({
	code,
	message,
	description,
	outcome,
	retry,
	endsRun,
}: ReturnType<typeof classifyResponse>): RowMessage => ({
	code,
	message,
	advice: description,
	outcome,
	retry,
	endsRun,
});

const untrustedResponseMessages = async (): Promise<RowMessage[]> => {
	const accounts = [await accountWith(), await accountWith({ alipayPublicKey: '' })];
	return UNTRUSTED_RESPONSES.flatMap((response) =>
		accounts
			.map((account) => openResponse(account, borrowEntityUpload.method, Buffer.from(response), undefined))
			.map((opened) => classifyResponse(opened, borrowEntityUpload))
			.filter(({ code }) => code.startsWith('ERR_'))
			.map(rowMessage),
	);
};

export const responseMessages = async (): Promise<RowMessage[]> =>
	distinctMessages([
		...TRANSPORT_ERRORS.map((error) => rowMessage(classifyTransportError(error))),
		...(await untrustedResponseMessages()),
		rowMessage(classifyResponse({ kind: 'otherCertificate', certSn: '' }, borrowEntityUpload)),
	]);
