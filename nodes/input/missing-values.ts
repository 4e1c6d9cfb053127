/** The values that the operator gives in place of columns: fixed, or read from each row. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { fieldWithValue, isEmpty } from '../../zhima';
import type { Api, ColumnSettings, GivenValue, Issue, Parameter, RawRow } from '../../zhima';
import { MISSING_COLUMNS } from '../../zhima/form/form-names';
import { columnsIn, createParameterReader, pathOf } from '../form/parameter-reader';
import type { ReadParameter } from '../form/parameter-reader';
import { failedExpression } from './read-values';

export interface MissingValues extends ColumnSettings {
	/** Parameters with one value for all rows. */
	readonly fixed: ReadonlySet<string>;
	/** The values for one item by documented name, as they come; one whose expression fails is an issue. */
	read(index: number): { row: RawRow; issues: Issue[] };
}

type Fields = Readonly<Record<string, unknown>>;

const isExpression = (given: unknown): given is string => typeof given === 'string' && given.startsWith('=');

/** The fields that were added and hold something. */
function filledFields(context: IExecuteFunctions): Fields {
	const given = context.getNode().parameters[MISSING_COLUMNS];
	if (typeof given !== 'object' || given === null) return {};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => !isEmpty(value)));
}

const pathText = (path: readonly string[]): string => path.join('.');

/** What messages call a value: by the column that an operator looks for in the sheet, else by the field alone. */
function givenValue({ label: texts }: Parameter, field: unknown): GivenValue {
	const label = t(texts);
	const path = isExpression(field) ? pathOf(field) : undefined;
	if (path === undefined) return { label, heading: label };
	const column = pathText(path);
	return { label, path, heading: t({ en: `${column} (${label})`, zh: `${column}（${label}）` }) };
}

/** One parameter's value for an item. A dropdown's choice can open another field, so it is read first. */
function valueOf(parameter: Parameter, fields: Fields, readField: (name: string) => unknown): unknown {
	const { formName } = parameter;
	const chosen = { ...fields, [formName]: readField(formName) };
	const field = fieldWithValue(parameter, chosen);
	return field === formName ? chosen[formName] : field in fields ? readField(field) : undefined;
}

/** The field that a parameter's value is in, as far as that is the same for all rows. */
const fieldOf = (parameter: Parameter, fields: Fields): unknown => fields[fieldWithValue(parameter, fields)];

/**
 * Reads *Values for Missing Columns*. A field that was added and left empty is not given; the column is
 * read then, if there is one.
 *
 * @param items the run's input
 */
export function createMissingValues(
	context: IExecuteFunctions,
	{ parameters }: Pick<Api, 'parameters'>,
	items: readonly INodeExecutionData[],
): MissingValues {
	const fields = filledFields(context);
	const readParameter: ReadParameter = createParameterReader(context, items);
	const filled = parameters.filter(({ formName }) => formName in fields);
	const given = new Map(filled.map((each) => [each.name, givenValue(each, fieldOf(each, fields))]));
	const read = (index: number) => {
		const row: Record<string, unknown> = {};
		const issues: Issue[] = [];
		for (const parameter of filled) {
			try {
				row[parameter.name] = valueOf(parameter, fields, (name) => readParameter(`${MISSING_COLUMNS}.${name}`, index));
			} catch (error) {
				issues.push(failedExpression(parameter.name, t(parameter.label), error));
			}
		}
		return { row, issues };
	};
	return {
		given,
		used: new Set(Object.values(fields).filter(isExpression).flatMap(columnsIn)),
		fixed: new Set(filled.filter((each) => !isExpression(fieldOf(each, fields))).map(({ name }) => name)),
		read,
	};
}
