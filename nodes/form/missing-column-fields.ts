/** What the form shows in `columns` mode: which columns are recognized, and fields for the values that none holds. */
import type { INodeProperties } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import type { Api, JsonFormModes, Parameter } from '../../zhima';
import {
	COLUMNS_MODE,
	FROM_COLUMN,
	FROM_OTHERS,
	fromColumnsLabel,
	INPUT_MODE,
	MISSING_COLUMNS,
	missingColumnsLabel,
} from '../../zhima/form/form-names';

const inColumns = { show: { [INPUT_MODE]: [COLUMNS_MODE] } };

/** A parameter with all kinds of names, to show what they look like. */
const exampleOf = ({ orderKeys: [[...names]], parameters }: Api): Parameter =>
	parameters.find(({ name }) => name === names.at(-1)) ?? parameters[0];

/** The rule of recognition in two lines; the names are on the reference page. */
export function columnsNotice(api: Api): INodeProperties {
	const { name, formName, columnNames } = exampleOf(api);
	const names = [name, formName, ...columnNames.slice(0, 1)];
	const label = t(missingColumnsLabel);
	return {
		displayName: t({
			en: `Columns are recognized by the parameter names in Alipay's documentation (${names.join(', ')}) and by other common names. For all other columns, use "${label}" below.`,
			zh: `列名为支付宝文档中的参数名或中文名（${names.join('、')}），或其他常见列名时，自动识别。其余各列请使用下方的“${label}”。`,
		}),
		name: 'columnsNotice',
		type: 'notice',
		default: '',
		displayOptions: inColumns,
	};
}

/** A field of the form for a collection, in which what is added is never required. */
function inCollection(field: INodeProperties): INodeProperties {
	const copy = { ...field };
	delete copy.required;
	return copy;
}

/** *Values for Missing Columns*: the form's own fields under their own names. */
export function missingColumnsField(fields: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: t(missingColumnsLabel),
		name: MISSING_COLUMNS,
		type: 'collection',
		placeholder: t({ en: 'Add field', zh: '添加字段' }),
		default: {},
		displayOptions: inColumns,
		description: t({
			en: "For values that no column holds, and for columns that aren't recognized: drag a column from the input onto the field, or enter a value for all rows. A value given here is used in place of a recognized column.",
			zh: '用于表格中没有的值，以及列名未被识别的列：把输入数据中的列拖到字段上，或填写所有行共用的值。此处填写的值优先于已识别的列。',
		}),
		options: fields.map(inCollection).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The dropdown for the columns that an object comes from. */
export function fromColumnsFields({ parameters }: Api): INodeProperties[] {
	return parameters.flatMap((parameter) => {
		const modes = parameter.kind.type === 'json' ? parameter.kind.formModes : undefined;
		return modes === undefined ? [] : [fromColumnsField(parameter, modes)];
	});
}

function fromColumnsField(parameter: Parameter, modes: JsonFormModes): INodeProperties {
	return {
		displayName: fromColumnsLabel(parameter),
		name: modes.columnsSelector,
		type: 'options',
		noDataExpression: true,
		default: FROM_COLUMN,
		displayOptions: inColumns,
		options: [
			{
				name: t({ en: 'One Column', zh: '一列' }),
				value: FROM_COLUMN,
				description: t({ en: 'One column holds the whole JSON', zh: '由一列提供完整的 JSON' }),
			},
			{
				name: t({ en: 'All Other Columns', zh: '其余各列' }),
				value: FROM_OTHERS,
				description: t({
					en: 'Each column that is no parameter is sent as a field under its own heading. Empty cells are not sent.',
					zh: '不对应任何参数的列，都以列名为字段名发送。空单元格不发送。',
				}),
			},
			{
				name: t({ en: `${modes.membersLabel.en} Columns`, zh: `${modes.membersLabel.zh}各列` }),
				value: modes.members,
				description: t({
					en: 'The fields from the documentation example, each from the column with its documented name or its Chinese label. Empty cells are not sent.',
					zh: '文档示例中的各字段，按文档中的字段名或表单中的中文名识别列。空单元格不发送。',
				}),
			},
		],
		description: t({
			en: 'Which columns hold the data model that Alipay gave you',
			zh: '支付宝提供的字段模型由哪些列提供',
		}),
	};
}
