import { t } from '../../i18n/translate';
import { COLUMNS_MODE, FORM_MODE } from '../../zhima/form/form-names';
import { inputModeName } from './form-fields';

const quoted = (text: string): string => JSON.stringify(text);

const MODE = `$parameter["inputMode"] === ${quoted(COLUMNS_MODE)} ? ${quoted(inputModeName(COLUMNS_MODE))} : ${quoted(inputModeName(FORM_MODE))}`;
const DRY_RUN = `($parameter["options"] || {}).dryRun === true ? ${quoted(t({ en: ', dry run', zh: '，试运行' }))} : ""`;

/** Below the node's name on the canvas: where the values come from, and whether nothing is sent. */
export const SUBTITLE = `={{ (${MODE}) + (${DRY_RUN}) }}`;
