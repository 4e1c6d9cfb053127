import { t } from '../../i18n/translate';
import { readRow } from '../../zhima';
import type { Api, Issue, RawRow, ReadContext, Reading } from '../../zhima';
import { asSentence } from '../form/form-fields';

/** The issue with a field whose expression n8n cannot evaluate for a row. */
export const failedExpression = (field: string, heading: string, error: unknown): Issue => ({
	field,
	heading,
	message: asSentence(error instanceof Error ? error.message : String(error)),
	advice: t({
		en: 'Fix the expression in this field, or the data it refers to.',
		zh: '请修正该字段的表达式，或其引用的数据。',
	}),
});

/** The issues of the fields and of the row, each field's once: those of the fields come first and say more. */
export function readValues(api: Api, row: RawRow, ofFields: readonly Issue[], cells: ReadContext): Reading {
	const reading = readRow(api, row, cells);
	if (ofFields.length === 0) return reading;
	const named = new Set(ofFields.map(({ field }) => field));
	const ofRow = reading.ok ? [] : reading.issues.filter(({ field }) => !named.has(field));
	const readable = reading.ok ? reading.content : reading.readable;
	return { ok: false, issues: [...ofFields, ...ofRow], readable };
}
