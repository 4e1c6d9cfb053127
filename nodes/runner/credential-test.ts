import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { AlipayError, openAccount, concludeCredentialTest, signRequest, settingsFrom } from '../../alipay';
import type { CredentialTestResult } from '../../alipay';
import { t } from '../../i18n/translate';
import { borrowEntityUpload, dataStateSync } from '../../zhima';
import { createCertificateRotation } from './fetch-certificate';
import { openHttpResult } from './send-row';
import { httpResultFrom, systemErrorOf } from './http-transport';
import type { Transport } from './http-transport';

/** Milliseconds that the test waits for a response. */
const TIMEOUT = 15_000;

/** Sends over the one helper that n8n gives to tests of credentials. */
function createTestTransport({ helpers }: ICredentialTestFunctions): Transport {
	return {
		isClosed: () => false,
		async post(signedRequest) {
			try {
				const response: unknown = await helpers.request({
					method: signedRequest.method,
					uri: signedRequest.url,
					headers: { ...signedRequest.headers },
					body: signedRequest.body,
					encoding: null,
					json: false,
					simple: false,
					resolveWithFullResponse: true,
					followRedirect: false,
					followAllRedirects: false,
					timeout: TIMEOUT,
				});
				return httpResultFrom(response as Parameters<typeof httpResultFrom>[0]);
			} catch (error) {
				return { kind: 'failed', failure: systemErrorOf(error) };
			}
		},
	};
}

async function testMethod(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	method: string,
): Promise<CredentialTestResult> {
	const account = await openAccount(settingsFrom(data), new Date());
	const transport = createTestTransport(context);
	const signedRequest = await signRequest(account, { method, bizContent: '{}' }, new Date());
	const httpResult = await transport.post(signedRequest);
	if (httpResult.kind === 'failed') return concludeCredentialTest({ account, failure: httpResult.failure });
	const rotation = createCertificateRotation(account, transport);
	const response = await openHttpResult({ account, rotation }, method, httpResult);
	const environment = typeof data.environment === 'string' ? data.environment : 'production';
	const known = { appId: account.appId, environment, date: httpResult.date, now: new Date() };
	return concludeCredentialTest({ account, signedRequest, response, context: known });
}

/** A merchant may have a contract for the product of one method alone: one is enough. */
async function testMethods(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialTestResult> {
	const first = await testMethod(context, data, borrowEntityUpload.method);
	if (!first.lacksProduct) return first;
	const second = await testMethod(context, data, dataStateSync.method);
	// n8n shows our sentence only where the test fails, and without a product no row can be accepted.
	return second.lacksProduct ? { ...first, ok: false } : second;
}

/**
 * The credential test: sends a call without content, which the gateway refuses without changing anything, and
 * says in one sentence what the response means for the account.
 */
export async function testZhimaApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { ok, message } = await testMethods(this, credential.data ?? {});
		return { status: ok ? 'OK' : 'Error', message };
	} catch (error) {
		const message =
			error instanceof AlipayError
				? concludeCredentialTest({ error }).message
				: t({ en: "The test couldn't be completed", zh: '无法完成测试' });
		return { status: 'Error', message };
	}
}
