import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runOptionNames, runOptionsFrom } from '../form/run-options';
import type { RunOptions } from '../form/run-options';
import { assertSameForAll, createOptionValues } from './option-values';
import type { OptionValues } from './option-values';

/** The options of the whole run, and those that are read for each row. */
export interface ReadOptions {
	readonly run: RunOptions;
	readonly values: OptionValues;
}

/**
 * The options, of which those for the whole run are the same for all items.
 *
 * @throws AlipayError ERR_OPTION for a value out of range, or one that differs between items
 */
export async function readOptions(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	isCancelled: () => boolean,
): Promise<ReadOptions> {
	const values = createOptionValues(context, items);
	for (const name of runOptionNames()) await assertSameForAll(values, name, items, isCancelled);
	return { run: runOptionsFrom((name) => values.at(name, 0)), values };
}
