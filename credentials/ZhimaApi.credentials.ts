import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { say } from '../i18n/text';
import { credentialFields } from './fields';

export class ZhimaApi implements ICredentialType {
	name = 'zhimaApi';

	displayName = say({ en: 'Zhima API', zh: '芝麻信用 API' });

	icon: Icon = { light: 'file:../icons/zhima.svg', dark: 'file:../icons/zhima.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-zhima/n8n-nodes-zhima#credentials';

	properties: INodeProperties[] = credentialFields;

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => {
		// Loaded when it is needed: n8n's start has no use for it.
		const { authenticate } = await import('./authenticate');
		return await authenticate(credentials, requestOptions);
	};
}
