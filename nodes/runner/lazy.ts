/**
 * The runner, loaded lazily: at n8n's start only the forms are read. The runner, the gateway's protocol,
 * certificates and dates are loaded with the first run or credential test.
 */
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	INodeCredentialTestResult,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Api } from '../../zhima';

/** See `runBatch` in run-batch.ts. */
export async function runBatch(context: IExecuteFunctions, api: Api): Promise<INodeExecutionData[][]> {
	const run = await import('./run-batch');
	return await run.runBatch(context, api);
}

/** See `testZhimaApi` in credential-test.ts. */
export async function testZhimaApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const test = await import('./credential-test');
	return await test.testZhimaApi.call(this, credential);
}
