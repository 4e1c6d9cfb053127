import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { AlipayError, openAccount, probeVerdict, sealRequest, settingsFrom } from '../../alipay';
import type { ProbeVerdict } from '../../alipay';
import { say } from '../../i18n/text';
import { borrowEntityUpload, dataStateSync } from '../../zhima';
import { createRenewal } from './renewal';
import { openPosted } from './send';
import { postedFrom, systemFaultOf } from './transport';
import type { Transport } from './transport';

/** Milliseconds that the test waits for an answer. */
const PATIENCE = 15_000;

/** Sends over the one helper that n8n gives to tests of credentials. */
function createTestTransport({ helpers }: ICredentialTestFunctions): Transport {
	return {
		isClosed: () => false,
		async post(sealed) {
			try {
				const response: unknown = await helpers.request({
					method: sealed.method,
					uri: sealed.url,
					headers: { ...sealed.headers },
					body: sealed.body,
					encoding: null,
					json: false,
					simple: false,
					resolveWithFullResponse: true,
					followRedirect: false,
					followAllRedirects: false,
					timeout: PATIENCE,
				});
				return postedFrom(response as Parameters<typeof postedFrom>[0]);
			} catch (error) {
				return { kind: 'failed', failure: systemFaultOf(error) };
			}
		},
	};
}

async function probe(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	method: string,
): Promise<ProbeVerdict> {
	const account = openAccount(settingsFrom(data), new Date());
	const transport = createTestTransport(context);
	const sealed = await sealRequest(account, { method, bizContent: '{}' }, new Date());
	const posted = await transport.post(sealed);
	if (posted.kind === 'failed') return probeVerdict({ account, failure: posted.failure });
	const renewal = createRenewal(account, transport);
	const answer = await openPosted({ account, renewal }, method, posted);
	const environment = typeof data.environment === 'string' ? data.environment : 'production';
	const known = { appId: account.appId, environment, date: posted.date, now: new Date() };
	return probeVerdict({ account, sealed, answer, context: known });
}

/** A merchant may have signed the product of one method and not that of the other: one is enough. */
async function probeAll(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<ProbeVerdict> {
	const first = await probe(context, data, borrowEntityUpload.method);
	if (!first.lacksProduct) return first;
	const second = await probe(context, data, dataStateSync.method);
	// n8n shows our sentence only where the test fails, and no row can be accepted without a product.
	return second.lacksProduct ? { ...first, ok: false } : second;
}

/**
 * The credential's test: sends a call without content, which the gateway refuses without changing
 * anything, and says in one sentence what its answer means for the account.
 */
export async function testZhimaApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { ok, message } = await probeAll(this, credential.data ?? {});
		return { status: ok ? 'OK' : 'Error', message };
	} catch (error) {
		const message =
			error instanceof AlipayError
				? probeVerdict({ error }).message
				: say({ en: 'The test could not be carried out', zh: '无法完成测试' });
		return { status: 'Error', message };
	}
}
