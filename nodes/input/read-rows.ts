import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { COLUMNS_MODE } from '../../zhima/form/form-names';
import type { Api } from '../../zhima';
import { readInputMode } from './input-mode';
import { readColumns } from './read-columns';
import { readForm } from './read-form';
import type { InputContext, Rows } from './rows';

/**
 * All rows of a run, read and checked before the first is sent, in slices that give way to others.
 * In `columns` mode n8n evaluates no expression but those of values for missing columns; in `form` mode each field of each item is read.
 */
export async function readRows(
	executeFunctions: IExecuteFunctions,
	api: Api,
	items: readonly INodeExecutionData[],
	context: InputContext,
): Promise<Rows> {
	const inputMode = readInputMode(executeFunctions);
	return inputMode === COLUMNS_MODE
		? await readColumns(executeFunctions, api, items, context)
		: await readForm(executeFunctions, api, items, context);
}
