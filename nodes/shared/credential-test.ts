import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import {
	AlipayError,
	openAccount,
	openAnswer,
	probeVerdict,
	sealRequest,
	settingsFrom,
} from '../../alipay';
import type { Account, Probe, ProbeVerdict, SealedRequest } from '../../alipay';
import { say } from '../../i18n/text';
import { borrowEntityUpload, dataStateSync } from '../../zhima';

/** Milliseconds that the test waits for an answer. */
const PATIENCE = 15_000;

interface LegacyResponse {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Buffer;
}

type Came = Pick<Probe, 'answer' | 'failure'> & { date?: string };

function failureOf(error: unknown): Came {
	const { code, syscall, cause } = error as { code?: unknown; syscall?: unknown; cause?: object };
	const from = { ...cause, ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }) };
	const { code: itsCode, syscall: itsSyscall } = from as { code?: unknown; syscall?: unknown };
	return {
		failure: {
			...(typeof itsCode === 'string' && { code: itsCode }),
			...(typeof itsSyscall === 'string' && { syscall: itsSyscall }),
		},
	};
}

async function send(
	context: ICredentialTestFunctions,
	account: Account,
	method: string,
	sealed: SealedRequest,
): Promise<Came> {
	try {
		const response = (await context.helpers.request({
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
		})) as LegacyResponse;
		const { statusCode, headers, body } = response;
		const { date } = headers;
		if (statusCode !== 200) return { failure: { httpStatus: statusCode }, date };
		const answer = openAnswer(account, method, body, headers['content-type']);
		return { answer, date };
	} catch (error) {
		return failureOf(error);
	}
}

async function probe(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	method: string,
): Promise<ProbeVerdict> {
	const account = openAccount(settingsFrom(data), new Date());
	const sealed = await sealRequest(account, { method, bizContent: '{}' }, new Date());
	const { date, ...came } = await send(context, account, method, sealed);
	const environment = typeof data.environment === 'string' ? data.environment : 'production';
	const known = { appId: account.appId, environment, date, now: new Date() };
	return probeVerdict({ account, sealed, ...came, context: known });
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
