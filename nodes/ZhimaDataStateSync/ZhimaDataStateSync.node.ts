import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { dataStateSync } from '../../zhima/apis/zhima.data.state.data.sync';
import { formFields } from '../form/form-fields';
import { SUBTITLE } from '../form/subtitle';
import { asTool, toolFields } from '../form/tool-fields';
import { runBatch, testZhimaApi } from '../runner/lazy';

const ABOUT = {
	displayName: t({ en: 'Zhima Data State Sync', zh: '芝麻业务状态数据同步' }),
	name: 'zhimaDataStateSync',
	description: t({
		en: "Sync the state of a user's order to Zhima Credit (Alipay)",
		zh: '将用户订单的状态同步至支付宝芝麻信用',
	}),
};

export class ZhimaDataStateSync implements INodeType {
	description: INodeTypeDescription = {
		...ABOUT,
		icon: { light: 'file:../../icons/zhima.svg', dark: 'file:../../icons/zhima.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		defaults: { name: ABOUT.displayName },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: asTool(dataStateSync, ABOUT),
		credentials: [{ name: 'zhimaApi', required: true, testedBy: 'testZhimaApi' }],
		properties: [...toolFields(dataStateSync, ABOUT), ...formFields(dataStateSync)],
	};

	methods = { credentialTest: { testZhimaApi } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBatch(this, dataStateSync);
	}
}
