/** The nodes around ours: a trigger, a source of items, and one that follows paired items. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
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

/** Gives these items whatever comes in. */
export const sourceOf = (items: readonly INodeExecutionData[]): INodeType => ({
	description: describeNode('source'),
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
