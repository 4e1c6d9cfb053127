/** What is different where a node is a tool of an AI agent: n8n then calls it by its name with `Tool` behind it. */
import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { joinSentences } from '../../zhima/format-issue';
import type { Api, ChoiceOption, Parameter } from '../../zhima';
import { FORM_MODE, INPUT_MODE } from '../../zhima/form/form-names';
import { asSentence, formFields } from './form-fields';

/** Shows a field in a tool alone. */
const inTools = { show: { '@tool': [true] } };

const firstSentenceOf = (text: string): string => /^[^.。]*/.exec(text)![0];

function choicesOf(options: readonly ChoiceOption[], isOpen: boolean): string {
	const values = options.map(({ value }) => value).join(t({ en: ', ', zh: '、' }));
	return isOpen ? `${values}${t({ en: ', or another code', zh: '，或其他代码' })}` : values;
}

/** How a value is written, in few words; empty where the field's name says it all. */
function formatOf({ kind, maxLength, example }: Parameter): string {
	switch (kind.type) {
		case 'choice':
			return choicesOf(kind.options, kind.customField !== undefined);
		case 'flag':
			return t({ en: 'Y or N', zh: 'Y 或 N' });
		case 'count':
			return t({ en: 'whole number', zh: '整数' });
		case 'coordinate':
			return t({ en: `decimal degrees, e.g. ${example}`, zh: `十进制度数，例如 ${example}` });
		case 'time': {
			const format = t({ en: 'Beijing time, yyyy-MM-dd HH:mm:ss', zh: '北京时间，yyyy-MM-dd HH:mm:ss' });
			return kind.emptyIsNow ? `${format}${t({ en: ' (empty: now)', zh: '（留空为当前时间）' })}` : format;
		}
		case 'officeHours':
			return 'HH:mm-HH:mm';
		case 'phone':
			return t({ en: 'phone number', zh: '电话号码' });
		case 'json':
			return t({ en: 'JSON object', zh: 'JSON 对象' });
		case 'identifier':
			return kind.shape === undefined ? '' : firstSentenceOf(t(kind.shape));
		case 'text':
			return Number.isFinite(maxLength)
				? t({ en: `up to ${maxLength} characters`, zh: `最多 ${maxLength} 个字符` })
				: '';
	}
}

function describeField(parameter: Parameter): string[] {
	const format = formatOf(parameter);
	if (parameter.fixed !== undefined || format === '') return [];
	return [t({ en: `${parameter.label.en}: ${format}`, zh: `${parameter.label.zh}：${format}` })];
}

/**
 * What the model is told of the tool: what it does, how values are written, what comes back. Of the fields it is
 * told only the names, and OpenAI takes at most 1,024 characters of description.
 */
export function toolDescriptionOf(api: Api, purpose: string): string {
	const formats = api.parameters.flatMap(describeField).join(t({ en: '; ', zh: '；' }));
	return joinSentences([
		asSentence(purpose),
		asSentence(t({ en: `Formats: ${formats}`, zh: `格式：${formats}` })),
		t({
			en: 'Returns JSON with "success": true if Alipay accepted the data. Otherwise the error says what is wrong and what to write. Safe to repeat.',
			zh: '支付宝受理后返回的 JSON 中“success”为 true；否则错误信息会说明哪里有误、应如何填写。可安全地重复调用。',
		}),
	]);
}

/** Fields of a tool: what the model is told, and the form as the only way of input. */
export function toolFields(api: Api, { description }: Pick<AboutNode, 'description'>): INodeProperties[] {
	return [
		{
			displayName: t({ en: 'Description', zh: '描述' }),
			name: 'toolDescription',
			type: 'string',
			typeOptions: { rows: 5 },
			required: true,
			default: toolDescriptionOf(api, description),
			displayOptions: inTools,
			description: t({
				en: 'What the AI model is told about this tool: what it does and how to write the values',
				zh: '告知 AI 模型的内容：该工具的用途，以及各字段的填写格式',
			}),
		},
		{
			displayName: t({ en: 'Mapping Mode', zh: '映射方式' }),
			name: INPUT_MODE,
			type: 'hidden',
			default: FORM_MODE,
			displayOptions: inTools,
		},
	];
}

const hasFields = (entry: object): entry is INodePropertyCollection => 'values' in entry;
const isField = (entry: object): entry is INodeProperties => 'displayName' in entry && 'type' in entry;

/** A field whose label holds its name as well, and the fields in it. */
function named(field: INodeProperties): INodeProperties {
	const { displayName, name, type } = field;
	const options = (field.options ?? []).map((entry) => {
		if (hasFields(entry)) return { ...entry, values: entry.values.map(named) };
		return isField(entry) ? named(entry) : entry;
	});
	return {
		...field,
		...(field.options && { options: options as INodeProperties['options'] }),
		...(type !== 'notice' && { displayName: t({ en: displayName, zh: `${displayName}（${name}）` }) }),
	};
}

/** A node's own words about itself. */
export type AboutNode = Readonly<Pick<INodeTypeDescription, 'displayName' | 'name' | 'description'>>;

/**
 * What n8n's editor shows of a tool in place of the node's own. It calls a tool by the node's name, and the
 * arguments that are left to the model by the fields' labels. Both lose all but Latin letters and digits, so
 * that Chinese ones would all be the same: they hold their names in the code as well.
 */
export function asTool(api: Api, about: AboutNode): INodeTypeDescription['usableAsTool'] {
	const properties = [...toolFields(api, about), ...formFields(api)].map(named);
	const { displayName, name } = about;
	const defaults = { name: t({ en: displayName, zh: `${displayName}（${name}）` }) };
	// n8n lays any member over the node's own; its type names only some.
	const replacements: object = { defaults, properties };
	return { replacements };
}
