import type {
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
import type { Account, ProbeResult, SealedRequest } from '../../alipay';
import { say } from '../../i18n/text';
import { borrowEntityUpload } from '../../zhima';

/** Milliseconds that the test waits for an answer. */
const PATIENCE = 15_000;

interface LegacyResponse {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Buffer;
}

const failureCode = (error: unknown): string | undefined => {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	return [code, cause?.code].find((each): each is string => typeof each === 'string');
};

async function probe(
	context: ICredentialTestFunctions,
	account: Account,
	sealed: SealedRequest,
): Promise<ProbeResult> {
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
		const date = headers.date;
		if (statusCode !== 200) return { failure: { httpStatus: statusCode }, date };
		const { method } = borrowEntityUpload;
		return { answer: openAnswer(account, method, body, headers['content-type']), date };
	} catch (error) {
		return { failure: { code: failureCode(error) } };
	}
}

const messageOf = (error: unknown): string =>
	error instanceof AlipayError
		? `${error.message}. ${error.description}`
		: say({ en: 'The test could not be carried out', zh: '无法完成测试' });

/**
 * The credential's test: sends an upload without content, which the gateway refuses without changing
 * anything, and says in one sentence what its answer means for the account.
 */
export async function testZhimaApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const data = credential.data ?? {};
		const account = openAccount(settingsFrom(data), new Date());
		const call = { method: borrowEntityUpload.method, bizContent: '{}' };
		const sealed = await sealRequest(account, call, new Date());
		const verdict = probeVerdict(await probe(this, account, sealed), {
			account,
			rules: borrowEntityUpload,
			sealed,
			environment: String(data.environment ?? 'production'),
			now: new Date(),
		});
		return { status: verdict.ok ? 'OK' : 'Error', message: verdict.message };
	} catch (error) {
		return { status: 'Error', message: messageOf(error) };
	}
}
