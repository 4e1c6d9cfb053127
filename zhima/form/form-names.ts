/**
 * Names and values that the form in the editor and its reader share. Saved workflows hold them
 * (the names are public), so they are here once.
 */
import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import type { Parameter } from '../api-types';

/** The dropdown that says where a row's values come from, and its two values. */
export const INPUT_MODE = 'inputMode';
export const FORM_MODE = 'form';
export const COLUMNS_MODE = 'columns';

/** Its labels, as messages name it as well. */
export const inputModeTexts = {
	label: { en: 'Mapping Mode', zh: '映射方式' },
	form: { en: 'Set Fields Manually', zh: '手动填写' },
	columns: { en: 'Map Automatically', zh: '按列名自动匹配' },
} as const satisfies Record<string, Text>;

/** In `columns` mode, the form's own fields for values that no recognized column holds. */
export const MISSING_COLUMNS = 'missingColumns';
export const missingColumnsLabel: Text = { en: 'Values for Missing Columns', zh: '缺失列的取值' };

/** n8n's collection of optional fields. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The value of a dropdown that opens a text field for values beyond its list. */
export const CUSTOM = 'custom';

/** The values of the dropdown for an object: JSON text, or a list of names and values. */
export const JSON_MODE = 'json';
export const PAIRS_MODE = 'fields';

/** In `columns` mode, the values of the dropdown for the columns that an object comes from; a third is the group's name. */
export const FROM_COLUMN = 'column';
export const FROM_OTHERS = 'otherColumns';

/** The label of that dropdown. */
export const fromColumnsLabel = (parameter: Parameter): string => {
	const label = t(parameter.label);
	return t({ en: `${label} From`, zh: `${label}来源` });
};

/** The group within the list of names and values, and the two fields of each entry. */
export const PAIR_GROUP = 'field';
export const PAIR_NAME = 'name';
export const PAIR_VALUE = 'value';

/** The label of the dropdown for the way in which an object is given. */
export const modeLabel = (parameter: Parameter): string => {
	const label = t(parameter.label);
	return t({ en: `Specify ${label}`, zh: `${label}填写方式` });
};
