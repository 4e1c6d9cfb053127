import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import { columnsIn, createParameterReader, givenAt, savedParameters } from '../form/parameter-reader';
import { OPTIONS, optionLabel } from '../form/run-options';
import { inSlices } from '../runner/time-slices';
import { dataOf } from './item-data';

/** The options as they are set, for one row after the other. */
export interface OptionValues {
	/** Whether the value comes from an expression, of this option's own or for all options at once. */
	isExpression(name: string): boolean;
	/** The columns that an option's expression names. */
	columnsOf(name: string): readonly string[];
	/** Whether the option is set at all. Throws as {@link at} does. */
	isGiven(name: string, index: number): boolean;
	/** Undefined where the option isn't set. Throws what n8n throws where an expression fails. */
	at(name: string, index: number): unknown;
	/** Whether the option can have another value in another row. */
	dependsOnRow(name: string): boolean;
}

const isExpressionText = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/** What n8n's expressions offer that is the same for each item of a run. */
const SAME_FOR_ALL_ROWS: ReadonlySet<string> = new Set(
	'vars env secrets execution workflow now today runIndex mode jmespath if ifEmpty min max not'.split(' '),
);

/** Whether an expression can give another value for another item. What is not known is taken to. */
export function mayDependOnRow(text: string): boolean {
	if (/\bthis\b|\\/.test(text)) return true;
	return [...text.matchAll(/\$(\w*)/g)].some(([, name]) => !SAME_FOR_ALL_ROWS.has(name));
}

function notAnObject(): AlipayError {
	return new AlipayError('ERR_OPTION', {
		field: OPTIONS,
		message: t({ en: '"Options" isn\'t valid', zh: '“选项”的值无效' }),
		description: t({
			en: 'The expression must return an object with the names of the options. Set the options one by one instead',
			zh: '该表达式必须返回以选项名为字段的对象。建议逐个设置选项',
		}),
	});
}

/** Options that are one value, evaluated once for a row. */
function ofOneValue(
	read: (index: number) => unknown,
	dependsOnRow: boolean,
	columns: readonly string[],
): OptionValues {
	let last: { index: number; values: Record<string, unknown> } | undefined;
	const valuesAt = (index: number) => {
		const row = dependsOnRow ? index : 0;
		if (last?.index === row) return last.values;
		const values = read(row);
		if (typeof values !== 'object' || values === null || Array.isArray(values)) throw notAnObject();
		last = { index: row, values: values as Record<string, unknown> };
		return last.values;
	};
	return {
		isExpression: () => true,
		columnsOf: () => columns,
		dependsOnRow: () => dependsOnRow,
		isGiven: (name, index) => Object.hasOwn(valuesAt(index), name),
		at: (name, index) => (Object.hasOwn(valuesAt(index), name) ? valuesAt(index)[name] : undefined),
	};
}

/** Reads the options for each row; a literal costs nothing, an expression that has no part of a row is evaluated once. */
export function createOptionValues(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): OptionValues {
	const parameters = savedParameters(context);
	if (parameters === undefined) {
		return ofOneValue((index) => context.getNodeParameter(OPTIONS, index, {}), true, []);
	}
	const read = createParameterReader(context, items);
	const whole = givenAt(parameters, OPTIONS);
	if (isExpressionText(whole)) return ofOneValue((index) => read(OPTIONS, index), mayDependOnRow(whole), columnsIn(whole));
	const once = new Map<string, unknown>();
	const rawOf = (name: string) => givenAt(parameters, `${OPTIONS}.${name}`);
	const expressionOf = (name: string) => {
		const raw = rawOf(name);
		return isExpressionText(raw) ? raw : undefined;
	};
	const dependsOnRow = (name: string) => mayDependOnRow(expressionOf(name) ?? '');
	const readOnce = (name: string) => {
		if (!once.has(name)) once.set(name, read(`${OPTIONS}.${name}`, 0));
		return once.get(name);
	};
	return {
		isExpression: (name) => expressionOf(name) !== undefined,
		columnsOf: (name) => columnsIn(expressionOf(name) ?? ''),
		dependsOnRow,
		isGiven: (name) => rawOf(name) !== undefined,
		at: (name, index) => {
			const raw = rawOf(name);
			if (!isExpressionText(raw)) return raw;
			return mayDependOnRow(raw) ? read(`${OPTIONS}.${name}`, index) : readOnce(name);
		},
	};
}

/** As the options compare: 5 and "5" are one value, and so are all ways to give none. */
function comparable(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}

const refused = (name: string, reason: string): AlipayError =>
	new AlipayError('ERR_OPTION', {
		field: name,
		message: reason,
		description: t({
			en: 'This option applies to the whole run, so it must be the same for all items. Enter a fixed value, or run each group of items separately',
			zh: '该选项对整次运行生效，所有输入项必须相同。请填写固定值，或将各组输入项分开运行',
		}),
	});

/** What is read, or the error to throw in place of the one that was thrown: n8n's can hold the row's values. */
function attempt<T>(read: () => T, errorFor: (error: unknown) => AlipayError): T {
	try {
		return read();
	} catch (error) {
		throw errorFor(error);
	}
}

/**
 * Makes sure that an option of the whole run has one value in all rows.
 *
 * @throws AlipayError ERR_OPTION where an expression fails or gives different values
 */
export async function assertSameForAll(
	values: OptionValues,
	name: string,
	items: readonly INodeExecutionData[],
	isCancelled: () => boolean,
): Promise<void> {
	if (!values.isExpression(name)) return;
	const label = optionLabel(name);
	let first: string | undefined;
	const fails = (index: number) =>
		refused(
			name,
			t({
				en: `The expression in "${label}" fails for item ${index}`,
				zh: `“${label}”的表达式在输入项 ${index} 处出错`,
			}),
		);
	const compare = (index: number) => {
		const value = attempt(
			() => comparable(values.at(name, index)),
			(error) => (error instanceof AlipayError ? error : fails(index)),
		);
		first ??= value;
		if (value === first) return;
		throw refused(
			name,
			t({
				en: `"${label}" differs between items (first at item ${index})`,
				zh: `“${label}”在各输入项中的值不同（首次出现在输入项 ${index}）`,
			}),
		);
	};
	if (!values.dependsOnRow(name)) return compare(0);
	await inSlices(items, (item, index) => (dataOf(item).ok ? compare(index) : undefined), isCancelled);
}
