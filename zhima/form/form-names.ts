/**
 * Names and values that the form in the editor and its reader share. Saved workflows hold them
 * (the names are public), so they are here once.
 */
import { t } from '../../i18n/translate';
import type { Parameter } from '../api-types';

/** The dropdown that says where a row's values come from, and its two values. */
export const INPUT_MODE = 'inputMode';
export const FORM_MODE = 'form';
export const COLUMNS_MODE = 'columns';

/** n8n's collection of optional fields. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** The value of a dropdown that opens a text field for values beyond its list. */
export const CUSTOM = 'custom';

/** The values of the dropdown for an object: JSON text, or a list of names and values. */
export const JSON_MODE = 'json';
export const PAIRS_MODE = 'fields';

/** The group within the list of names and values, and the two fields of each entry. */
export const PAIR_GROUP = 'field';
export const PAIR_NAME = 'name';
export const PAIR_VALUE = 'value';

/** The label of the dropdown for the way in which an object is given. */
export const modeLabel = (parameter: Parameter): string => {
	const label = t(parameter.label);
	return t({ en: `Specify ${label}`, zh: `${label}填写方式` });
};
