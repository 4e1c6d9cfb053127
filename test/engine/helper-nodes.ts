/** The nodes around ours: a trigger, a source of items, one that follows paired items, one that calls. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IRequestOptions,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

const describeNode = (
	name: string,
	rest: Partial<INodeTypeDescription> & { properties?: INodeProperties[] } = {},
): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: name,
	defaults: { name },
	inputs: ['main'],
	outputs: ['main'],
	properties: [],
	...rest,
});

export const trigger: INodeType = {
	description: describeNode('trigger', { group: ['trigger'], inputs: [] }),
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return {
			manualTriggerFunction: async () => {
				this.emit([this.helpers.returnJsonArray([{}])]);
			},
		};
	},
};

/** n8n drops parameters that a node's description doesn't have. */
const propertiesOf = (parameters: object): INodeProperties[] =>
	Object.keys(parameters).map((name) => ({ displayName: name, name, type: 'json', default: '' }));

/** Outputs these items for any input. */
export const sourceOf = (items: readonly INodeExecutionData[], parameters: object = {}): INodeType => ({
	description: describeNode('source', { properties: propertiesOf(parameters) }),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [items.map((item) => ({ ...item, pairedItem: { item: 0 } }))];
	},
});

/**
 * Evaluates its parameter `seen`, names with expressions, for each item, as any node of n8n does, and
 * gives each item on with what it saw.
 */
export const follower: INodeType = {
	description: describeNode('follower', {
		properties: [{ displayName: 'Seen', name: 'seen', type: 'json', default: {} }],
	}),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			this.getInputData().map((item, index) => ({
				json: { item: item.json, seen: this.getNodeParameter('seen', index) as object },
				pairedItem: { item: index },
			})),
		];
	},
};

/**
 * Calls an address with a credential for each item, in the way of n8n's HTTP Request node: the older of
 * the two helpers, raw bytes, all about the request in its parameters.
 */
export const caller: INodeType = {
	description: describeNode('caller', {
		credentials: [{ name: 'zhimaApi', required: true }],
		properties: [{ displayName: 'Request', name: 'request', type: 'json', default: {} }],
	}),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			const request = this.getNodeParameter('request', index) as IRequestOptions;
			const response = (await this.helpers.requestWithAuthentication.call(
				this,
				'zhimaApi',
				{
					gzip: true,
					rejectUnauthorized: true,
					followRedirect: true,
					maxRedirects: 21,
					resolveWithFullResponse: true,
					timeout: 10_000,
					encoding: null,
					json: false,
					...request,
				},
				undefined,
				index,
			)) as { statusCode: number; body: Buffer };
			output.push({
				json: { status: response.statusCode, text: response.body.toString() },
				pairedItem: { item: index },
			});
		}
		return [output];
	},
};

/** One of our nodes as n8n offers it to agents: the same node with a tool's output in place of items. */
export function toolOf(node: INodeType): INodeType {
	const { description } = node;
	const toolDescription: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description.description,
	};
	return Object.create(node, {
		description: {
			value: {
				...description,
				name: `${description.name}Tool`,
				inputs: [],
				outputs: ['ai_tool'],
				properties: description.properties.some(({ name }) => name === toolDescription.name)
					? description.properties
					: [...description.properties, toolDescription],
			},
		},
	}) as INodeType;
}

interface Tool {
	name: string;
	description: string;
	invoke(args: unknown): Promise<unknown>;
}

/** Calls the tool that is connected to it, with its parameter `args`, as an agent's model would. */
export const agent: INodeType = {
	description: describeNode('agent', {
		inputs: ['main', 'ai_tool'],
		properties: [{ displayName: 'Arguments', name: 'args', type: 'json', default: {} }],
	}),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
		const args = this.getNodeParameter('args', 0);
		const about = { name: tool.name, description: tool.description };
		try {
			return [[{ json: { ...about, reply: JSON.parse(String(await tool.invoke(args))) } }]];
		} catch (error) {
			return [[{ json: { ...about, failure: (error as Error).message } }]];
		}
	},
};
