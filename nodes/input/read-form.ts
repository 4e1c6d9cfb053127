import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { rowFromForm, rowKeyOf } from '../../zhima';
import type { Api, Issue } from '../../zhima';
import { rowFields } from '../form/form-fields';
import type { FormField } from '../form/form-fields';
import { createParameterReader } from '../form/parameter-reader';
import type { ReadParameter } from '../form/parameter-reader';
import { orOnlyFile } from './file-items';
import { findOldTimes } from './upload-times';
import { cellContext, cellsOf, readEach } from './read-each';
import { failedExpression, readValues } from './read-values';
import { createRowNames } from './row-names';
import type { InputContext, Rows } from './rows';

/** The form's values for one item; a field whose expression fails is an issue and has no value. */
function formValues(
	readParameter: ReadParameter,
	fields: readonly FormField[],
	index: number,
): { values: Record<string, unknown>; issues: Issue[] } {
	const values: Record<string, unknown> = {};
	const issues: Issue[] = [];
	for (const { name, displayName, parameter } of fields) {
		try {
			values[name] = readParameter(name, index);
		} catch (error) {
			issues.push(failedExpression(parameter ?? name, displayName, error));
		}
	}
	return { values, issues };
}

/** Reads the form's fields for each item, by hand or by expression. */
export async function readForm(
	executeFunctions: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	context: InputContext,
): Promise<Rows> {
	const cells = cellContext(context);
	const fields = rowFields(api);
	const readParameter = createParameterReader(executeFunctions, items);
	const keyName = rowKeyOf(api);
	/** The keys of invalid rows as they came: reading the fields again would evaluate expressions again. */
	const rawKeys = new Map<number, unknown>();
	const readings = await readEach(items, context, (json, index) => {
		const { values, issues } = formValues(readParameter, fields, index);
		const { row, issues: ofForm } = rowFromForm(api, values, context.originOf(json));
		const read = readValues(api, row, [...issues, ...ofForm], cellsOf(cells, json, context));
		const reading = orOnlyFile(items[index], read);
		if (!reading.ok && keyName !== undefined) rawKeys.set(index, row[keyName]);
		return reading;
	});
	return {
		...createRowNames({
			readings,
			keyName,
			numberOf: () => undefined,
			rawKeyOf: (index) => rawKeys.get(index),
		}),
		readings,
		settings: context.settings,
		areOfSheet: false,
		ignored: [],
		columnHints: [],
		findings: await findOldTimes(api, readings, {}, context.now),
		sheetIssues: [],
		lacksColumns: false,
	};
}
