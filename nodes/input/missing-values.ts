/** The values that the operator gives in place of columns: fixed, or read from each row. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { fieldWithValue, isEmpty } from '../../zhima';
import type { Api, ColumnSettings, GivenValue, Issue, Parameter, RawRow } from '../../zhima';
import { FROM_COLUMN, MISSING_COLUMNS } from '../../zhima/form/form-names';
import { createParameterReader, pathOf, pathsIn, savedParameters } from '../form/parameter-reader';
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
	const saved = savedParameters(context);
	const given: unknown = saved ? saved[MISSING_COLUMNS] : context.getNodeParameter(MISSING_COLUMNS, 0, {});
	if (typeof given !== 'object' || given === null) return {};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => !isEmpty(value)));
}

/** A path within the record, where the columns are in a member of the item. */
const inRecord = (path: readonly string[], containers: readonly string[]): readonly string[] =>
	path.length > 1 && containers.includes(path[0]) ? path.slice(1) : path;

/** What messages call a value: by the column that an operator looks for in the sheet, else by the field alone. */
function givenValue({ label: texts }: Parameter, field: unknown, containers: readonly string[]): GivenValue {
	const label = t(texts);
	const whole = isExpression(field) ? pathOf(field) : undefined;
	if (whole === undefined) return { label, heading: label };
	const path = inRecord(whole, containers);
	const column = path.join('.');
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
 * @param items the run's input, as expressions refer to it
 * @param containers the members of the items that hold the columns, if they aren't at the top
 */
export function createMissingValues(
	context: IExecuteFunctions,
	{ parameters }: Pick<Api, 'parameters'>,
	items: readonly INodeExecutionData[],
	containers: readonly string[],
): MissingValues {
	const fields = filledFields(context);
	const objectsFrom = new Map(
		parameters.flatMap(({ name, kind }) => {
			const selector = kind.type === 'json' ? kind.formModes?.columnsSelector : undefined;
			return selector === undefined ? [] : [[name, String(context.getNodeParameter(selector, 0, FROM_COLUMN))] as const];
		}),
	);
	const readParameter: ReadParameter = createParameterReader(context, items);
	const isFixed = (each: Parameter) => savedParameters(context) !== undefined && !isExpression(fieldOf(each, fields));
	const filled = parameters.filter(({ formName }) => formName in fields);
	const given = new Map(filled.map((each) => [each.name, givenValue(each, fieldOf(each, fields), containers)]));
	const paths = Object.values(fields).filter(isExpression).flatMap(pathsIn);
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
		objectsFrom,
		used: new Set([...containers, ...paths.map((path) => inRecord(path, containers)[0])]),
		fixed: new Set(filled.filter(isFixed).map(({ name }) => name)),
		read,
	};
}
