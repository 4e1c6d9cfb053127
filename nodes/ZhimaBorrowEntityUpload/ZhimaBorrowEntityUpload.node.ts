import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { borrowEntityUpload } from '../../zhima/apis/zhima.merchant.borrow.entity.upload';
import { formFields } from '../form/form-fields';
import { SUBTITLE } from '../form/subtitle';
import { asTool, toolFields } from '../form/tool-fields';
import { runBatch, testZhimaApi } from '../runner/lazy';

const ABOUT = {
	displayName: t({ en: 'Zhima Borrow Entity Upload', zh: '芝麻信用借还实体上传' }),
	name: 'zhimaBorrowEntityUpload',
	description: t({
		en: 'Upload cabinets, shops, and items available for borrowing to the map of Zhima Credit (Alipay)',
		zh: '将可借还的机柜、门店和物品上传至支付宝芝麻信用借还地图',
	}),
};

export class ZhimaBorrowEntityUpload implements INodeType {
	description: INodeTypeDescription = {
		...ABOUT,
		icon: { light: 'file:../../icons/zhima.svg', dark: 'file:../../icons/zhima.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		defaults: { name: ABOUT.displayName },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: asTool(borrowEntityUpload, ABOUT),
		credentials: [{ name: 'zhimaApi', required: true, testedBy: 'testZhimaApi' }],
		properties: [...toolFields(borrowEntityUpload, ABOUT), ...formFields(borrowEntityUpload)],
	};

	methods = { credentialTest: { testZhimaApi } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBatch(this, borrowEntityUpload);
	}
}
