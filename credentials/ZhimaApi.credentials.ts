import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { t } from '../i18n/translate';
import { credentialFields } from './credential-fields';

let signer: Promise<typeof import('./authenticate')> | undefined;

/** What signs, loaded when it is first needed: n8n's start has no use for it. */
const loadSigner = async () => await (signer ??= import('./authenticate'));

export class ZhimaApi implements ICredentialType {
	name = 'zhimaApi';

	displayName = t({ en: 'Zhima API', zh: '芝麻信用 API' });

	icon: Icon = { light: 'file:../icons/zhima.svg', dark: 'file:../icons/zhima.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-zhima/n8n-nodes-zhima#credentials';

	properties: INodeProperties[] = credentialFields;

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => {
		const { authenticate } = await loadSigner();
		return await authenticate(credentials, requestOptions);
	};
}
