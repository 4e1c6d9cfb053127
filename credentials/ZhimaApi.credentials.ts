import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { say } from '../i18n/text';
import { authenticate } from './authenticate';
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
	) => await authenticate(credentials, requestOptions);
}
