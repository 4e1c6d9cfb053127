import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { AlipayError } from '../../alipay/alipay-error';
import { t } from '../../i18n/translate';

/** The options of a run, as contract.md names them. */
export interface RunOptions {
	/** Requests in flight at once, 1 to 100. */
	concurrency: number;
	/** Requests started in any one second; 0 = no limit. */
	maxPerSecond: number;
	/** Further tries after a passing fault, 0 to 20. */
	maxRetries: number;
	/** Seconds for one try, 0.1 to 300. */
	timeout: number;
	/** In place of the credential's; empty = the credential's. */
	appAuthToken: string;
	/** Check and show what would be sent; send nothing. */
	dryRun: boolean;
}

interface NumberOption {
	readonly default: number;
	readonly min: number;
	readonly max: number;
	/** Takes a fraction too. */
	readonly fraction?: boolean;
	readonly label: { readonly en: string; readonly zh: string };
	readonly description: { readonly en: string; readonly zh: string };
}

const NUMBERS = {
	concurrency: {
		default: 5,
		min: 1,
		max: 100,
		label: { en: 'Concurrency', zh: '并发数' },
		description: {
			en: 'How many requests may be in flight at once. Rows about the same thing are always sent one after the other.',
			zh: '同时进行的请求数。涉及同一对象的行始终按顺序逐一发送。',
		},
	},
	maxPerSecond: {
		default: 0,
		min: 0,
		max: 10_000,
		label: { en: 'Max Requests per Second', zh: '每秒最多请求数' },
		description: {
			en: 'How many requests may be started in any one second, for merchants who were given a quota. 0 means no limit.',
			zh: '任意一秒内最多发起的请求数，适用于有调用配额的商户。0 表示不限制。',
		},
	},
	maxRetries: {
		default: 3,
		min: 0,
		max: 20,
		label: { en: 'Max Retries', zh: '最多重试次数' },
		description: {
			en: 'How many further tries a row gets after a passing fault, such as a lost connection or a busy gateway',
			zh: '遇到网络中断、网关繁忙等暂时性故障后，每行最多再尝试的次数',
		},
	},
	timeout: {
		default: 15,
		min: 0.1,
		max: 300,
		fraction: true,
		label: { en: 'Timeout (Seconds)', zh: '超时时间（秒）' },
		description: {
			en: 'How many seconds one try may take before it counts as lost',
			zh: '单次请求的最长等待秒数，超过即视为未收到应答',
		},
	},
} as const satisfies Record<string, NumberOption>;

function numberField(name: keyof typeof NUMBERS): INodeProperties {
	const { label, description, min, max, default: initial } = NUMBERS[name];
	return {
		displayName: t(label),
		name,
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: initial,
		description: t(description),
	};
}

/** The form's *Options*, the same in both nodes. */
export const optionsField: INodeProperties = {
	displayName: t({ en: 'Options', zh: '选项' }),
	name: 'options',
	type: 'collection',
	placeholder: t({ en: 'Add option', zh: '添加选项' }),
	default: {},
	options: [
		{
			displayName: t({ en: 'App Auth Token', zh: '应用授权令牌（app_auth_token）' }),
			name: 'appAuthToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: t({
				en: 'Token of the merchant on whose behalf the call is made, in place of the one in the credential',
				zh: '代商户调用时该商户的授权令牌，优先于凭证中的令牌',
			}),
		},
		numberField('concurrency'),
		{
			displayName: t({ en: 'Dry Run', zh: '试运行' }),
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: t({
				en: 'Whether to only check the rows and show what would be sent, without sending anything',
				zh: '是否仅检查各行并展示将要发送的内容，而不实际发送',
			}),
		},
		numberField('maxPerSecond'),
		numberField('maxRetries'),
		numberField('timeout'),
	],
};

function numberFrom(name: keyof typeof NUMBERS, given: unknown) {
	const rule: NumberOption = NUMBERS[name];
	const isBlank = typeof given === 'string' && given.trim() === '';
	if (given === undefined || given === null || isBlank) return rule.default;
	const value = typeof given === 'string' ? Number(given) : given;
	const isNumber = typeof value === 'number' && (rule.fraction ? true : Number.isInteger(value));
	if (isNumber && value >= rule.min && value <= rule.max) return value;
	const label = t(rule.label);
	throw new AlipayError('ERR_OPTION', {
		field: name,
		message: t({ en: `The option "${label}" is not usable`, zh: `选项“${label}”的值无效` }),
		description: t({
			en: `Give a ${rule.fraction ? 'number' : 'whole number'} from ${rule.min} to ${rule.max}`,
			zh: `请填写 ${rule.min} 至 ${rule.max} 之间的${rule.fraction ? '数字' : '整数'}`,
		}),
	});
}

const isYes = (value: unknown) => value === true || value === 'true';

/** The options as given for the run; those left out take their defaults. Throws for a value out of range. */
export function readOptions(context: IExecuteFunctions): RunOptions {
	const given = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	return {
		concurrency: numberFrom('concurrency', given.concurrency),
		maxPerSecond: numberFrom('maxPerSecond', given.maxPerSecond),
		maxRetries: numberFrom('maxRetries', given.maxRetries),
		timeout: numberFrom('timeout', given.timeout),
		appAuthToken: typeof given.appAuthToken === 'string' ? given.appAuthToken.trim() : '',
		dryRun: isYes(given.dryRun),
	};
}
