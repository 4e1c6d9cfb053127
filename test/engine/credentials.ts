import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** With its expressions resolved for one item, as n8n's own helper does. */
const resolved = (
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	executeData: IExecuteData | undefined,
	{ workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData }: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject =>
	workflow.expression.getParameterValue(
		data as INodeParameters,
		runExecutionData,
		runIndex,
		itemIndex,
		node.name,
		connectionInputData,
		mode,
		{},
		executeData,
		false,
		data,
	) as ICredentialDataDecryptedObject;

const notHere = (what: string) => async () => {
	throw new Error(`${what} is not part of these tests`);
};

/**
 * Credentials as n8n's own helper hands them out: the stored data with the form's defaults, without the
 * fields that the form does not show, and requests put through the credential type's `authenticate`.
 */
export class TestCredentials extends ICredentialsHelper {
	/** How often the stored data was asked for. */
	lookups = 0;

	constructor(
		private readonly types: Readonly<Record<string, ICredentialType>>,
		private readonly stored: Readonly<Record<string, unknown>>,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string) {
		return this.types[type].properties;
	}

	async getDecrypted(
		_additionalData: unknown,
		_details: unknown,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.lookups++;
		if (raw) return structuredClone(this.stored) as ICredentialDataDecryptedObject;
		const properties = this.getCredentialsProperties(type);
		const stored = structuredClone(this.stored) as INodeParameters;
		const data = NodeHelpers.getNodeParameters(
			properties,
			stored,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		return values === undefined ? data : resolved(data, mode, executeData, values);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[type];
		if (typeof authenticate !== 'function') throw new Error(`${type} does not sign requests itself`);
		return await authenticate(credentials, requestOptions);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	getCredentials = notHere('Reading an encrypted credential');

	updateCredentials = notHere('Writing a credential');

	updateCredentialsOauthTokenData = notHere('OAuth');
}
