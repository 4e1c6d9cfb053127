import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { AlipayError } from '../../alipay/alipay-error';
import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';

/** n8n's collection of the options. */
export const OPTIONS = 'options';

/** Options that are read for each row, so that an expression can give each another value. */
export const ROW_OPTIONS: readonly string[] = ['appAuthToken', 'dryRun'];

/** The options that apply to a whole run. Their names are public. */
export interface RunOptions {
	/** Requests in flight at once, 1 to 100. */
	concurrency: number;
	/** Requests started in any one second; 0 = no limit. */
	maxPerSecond: number;
	/** Retries after a temporary fault, 0 to 20. */
	maxRetries: number;
	/** Minutes without a row settled, the gateway only refusing calls as too many, after which the run ends. */
	maxWait: number;
	/** Seconds for one try, 0.1 to 300. */
	timeout: number;
	/** What an item holds. */
	output: OutputForm;
}

/** An item is the response to a row, or the row as it came with its outcome in columns. */
export type OutputForm = 'response' | 'rowAndOutcome';

interface NumberOption {
	readonly default: number;
	readonly min: number;
	readonly max: number;
	/** Accepts fractions. */
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
			en: 'How many requests can run at the same time. Rows for the same entity or order are always sent one after another.',
			zh: '同时进行的请求数。同一实体或同一订单的各行始终按顺序逐一发送。',
		},
	},
	maxPerSecond: {
		default: 0,
		min: 0,
		max: 10_000,
		label: { en: 'Max Requests per Second', zh: '每秒最多请求数' },
		description: {
			en: 'How many requests can start within any one second. Set this if Alipay gave you a quota. 0 means no limit.',
			zh: '任意一秒内最多发起的请求数，有调用配额时请设置。0 表示不限制。',
		},
	},
	maxRetries: {
		default: 3,
		min: 0,
		max: 20,
		label: { en: 'Max Retries', zh: '最多重试次数' },
		description: {
			en: 'How many times to try a row again after a temporary fault, such as a lost connection or a busy gateway',
			zh: '遇到网络中断、网关繁忙等暂时性故障时，每行最多重试的次数',
		},
	},
	maxWait: {
		default: 10,
		min: 0.1,
		max: 1_440,
		fraction: true,
		label: { en: 'Max Wait (Minutes)', zh: '最长等待时间（分钟）' },
		description: {
			en: 'How many minutes to keep trying while Alipay only responds that there are too many calls (40005). The run then ends, and the remaining rows are not sent. These tries don\'t count as retries.',
			zh: '支付宝只返回“调用超限”（40005）时，最多继续尝试的分钟数。超过后运行结束，其余各行不再发送。此类尝试不计入重试次数。',
		},
	},
	timeout: {
		default: 15,
		min: 0.1,
		max: 300,
		fraction: true,
		label: { en: 'Timeout (Seconds)', zh: '超时时间（秒）' },
		description: {
			en: 'How many seconds to wait for the response to one request',
			zh: '单次请求等待响应的最长秒数',
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

const OUTPUTS: ReadonlyArray<{ value: OutputForm; label: Text; description: Text }> = [
	{
		value: 'response',
		label: { en: 'Response', zh: '响应' },
		description: {
			en: 'The response to each row with what was sent, or the row with an error',
			zh: '每行的响应及所发送的内容；未受理的行为原数据加 error',
		},
	},
	{
		value: 'rowAndOutcome',
		label: { en: 'Row and Outcome', zh: '原数据和结果' },
		description: {
			en: 'Each row as it came, with its outcome in columns (zhima_outcome, zhima_result, zhima_advice …). Best for spreadsheets.',
			zh: '各行原有的列，加上结果列（zhima_outcome、zhima_result、zhima_advice 等）。适合写回表格。',
		},
	},
];

const outputLabel: Text = { en: 'Output', zh: '输出内容' };

const outputField: INodeProperties = {
	displayName: t(outputLabel),
	name: 'output',
	type: 'options',
	default: 'response',
	options: OUTPUTS.map(({ value, label, description }) => ({
		name: t(label),
		value,
		description: t(description),
	})),
	description: t({ en: 'What the items of the output hold', zh: '输出项包含的内容' }),
};

const fields: INodeProperties[] = [
	{
		displayName: t({ en: 'App Auth Token', zh: '应用授权令牌（app_auth_token）' }),
		name: 'appAuthToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: t({
			en: 'Token of the merchant that you call Alipay for, in place of the one in the credential. Read for each row, so an expression can give each row its own merchant. A column app_auth_token goes before it.',
			zh: '代商户调用时填写该商户的授权令牌，优先于凭证中的令牌。逐行读取，可用表达式为每行指定各自的商户；如有 app_auth_token 列，则以该列为准。',
		}),
	},
	numberField('concurrency'),
	{
		displayName: t({ en: 'Dry Run', zh: '试运行' }),
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: t({
			en: 'Whether to check the rows and show what would be sent, without sending anything. Read for each row, so an expression can mark single rows.',
			zh: '是否只检查各行并显示将要发送的内容，不实际发送。逐行读取，可用表达式只标记部分行。',
		}),
	},
	numberField('maxPerSecond'),
	numberField('maxRetries'),
	numberField('maxWait'),
	outputField,
	numberField('timeout'),
];

/** The form's *Options*, the same in both nodes. */
export const optionsField: INodeProperties = {
	displayName: t({ en: 'Options', zh: '选项' }),
	name: OPTIONS,
	type: 'collection',
	placeholder: t({ en: 'Add option', zh: '添加选项' }),
	default: {},
	options: fields,
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
		message: t({ en: `"${label}" isn't valid`, zh: `选项“${label}”的值无效` }),
		description: t({
			en: `Enter a ${rule.fraction ? 'number' : 'whole number'} from ${rule.min} to ${rule.max}`,
			zh: `请填写 ${rule.min} 至 ${rule.max} 之间的${rule.fraction ? '数字' : '整数'}`,
		}),
	});
}

function outputFrom(given: unknown): OutputForm {
	if (given === undefined || given === null || given === '') return 'response';
	const known = OUTPUTS.find(({ value }) => value === given);
	if (known !== undefined) return known.value;
	const label = t(outputLabel);
	const [response, rowAndOutcome] = OUTPUTS.map((each) => t(each.label));
	throw new AlipayError('ERR_OPTION', {
		field: 'output',
		message: t({ en: `"${label}" isn't valid`, zh: `选项“${label}”的值无效` }),
		description: t({
			en: `Choose "${response}" (response) or "${rowAndOutcome}" (rowAndOutcome)`,
			zh: `请选择“${response}”（response）或“${rowAndOutcome}”（rowAndOutcome）`,
		}),
	});
}

/**
 * What the items of the run hold, also where other options can't be read. Never throws: `runOptionsFrom` refuses a
 * value that isn't valid, and the rows come out with that error.
 */
export function outputFormOf(context: IExecuteFunctions): OutputForm {
	try {
		return outputFrom(context.getNodeParameter('options.output', 0, 'response'));
	} catch {
		return 'response';
	}
}

/** What an option is called in the form. */
export const optionLabel = (name: string): string =>
	fields.find((each) => each.name === name)?.displayName ?? name;

/** The options that must be the same for all rows. */
export const runOptionNames = (): string[] =>
	fields.map(({ name }) => name).filter((name) => !ROW_OPTIONS.includes(name));

/**
 * The options set for the run; the others have their defaults.
 *
 * @param given what is set, by the option's name
 * @throws AlipayError ERR_OPTION for a value out of range, or one that isn't among those to choose from
 */
export function runOptionsFrom(given: (name: string) => unknown): RunOptions {
	return {
		concurrency: numberFrom('concurrency', given('concurrency')),
		maxPerSecond: numberFrom('maxPerSecond', given('maxPerSecond')),
		maxRetries: numberFrom('maxRetries', given('maxRetries')),
		maxWait: numberFrom('maxWait', given('maxWait')),
		timeout: numberFrom('timeout', given('timeout')),
		output: outputFrom(given('output')),
	};
}
