import type { IExecuteFunctions } from 'n8n-workflow';

import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import { shorten } from '../../zhima';
import { COLUMNS_MODE, FORM_MODE, INPUT_MODE, inputModeTexts } from '../../zhima/form/form-names';

export type InputMode = typeof FORM_MODE | typeof COLUMNS_MODE;

const isInputMode = (value: unknown): value is InputMode => value === FORM_MODE || value === COLUMNS_MODE;

function whatIsWrong(value: unknown): string {
	const label = t(inputModeTexts.label);
	const shown = shorten(value);
	if (shown === undefined) return t({ en: `"${label}" is empty`, zh: `“${label}”为空` });
	// n8n evaluates no expression in a field that is marked `noDataExpression`, and hands over its text.
	return shown.includes('{{')
		? t({ en: `"${label}" can't be an expression: ${shown}`, zh: `“${label}”不支持表达式：${shown}` })
		: t({ en: `"${label}" isn't valid: ${shown}`, zh: `“${label}”的值无效：${shown}` });
}

/**
 * How the rows are read. Without a value at all, as for an agent's tool, it is the form.
 *
 * @throws AlipayError ERR_OPTION for a value that isn't one of the two
 */
export function readInputMode(context: IExecuteFunctions): InputMode {
	const mode: unknown = context.getNodeParameter(INPUT_MODE, 0, FORM_MODE);
	if (isInputMode(mode)) return mode;
	const [form, columns] = [t(inputModeTexts.form), t(inputModeTexts.columns)];
	throw new AlipayError('ERR_OPTION', {
		field: INPUT_MODE,
		message: whatIsWrong(mode),
		description: t({
			en: `Choose "${form}" (${FORM_MODE}) or "${columns}" (${COLUMNS_MODE})`,
			zh: `请选择“${form}”（${FORM_MODE}）或“${columns}”（${COLUMNS_MODE}）`,
		}),
	});
}
