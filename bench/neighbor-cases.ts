/** Which of n8n's nodes are measured behind (or before) ours, with which settings, and with how many items. */

export interface NodeUnderTest {
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly onError?: 'continueErrorOutput';
}

/** `row` is the input of our node; the others are its two outputs (contract: `options.output`). */
export type Shape = 'row' | 'response' | 'rowAndOutcome';

export interface NeighborCase {
	readonly name: string;
	readonly settings: string;
	readonly shape: Shape;
	readonly under: NodeUnderTest;
	/** Share of all rows; 1 unless given. */
	readonly share?: number;
	/** One key is in so many items. */
	readonly itemsPerKey?: number;
	/** The items come as a list in one item. */
	readonly list?: true;
	/** Runs before the measuring starts, between the items and the node. */
	readonly before?: NodeUnderTest;
	/** Runs before there are any items. */
	readonly first?: NodeUnderTest;
	/** What the second input of the node is: the sheet's rows, or this many of them. */
	readonly secondInput?: 'all' | number;
	/** The node has a loop: from its second output and back. */
	readonly loop?: true;
	/** n8n saves the execution, as it does by default; measured until it is saved. */
	readonly saved?: true;
	/** Takes the place of a slow one above it. */
	readonly instead?: true;
}

const n8nNode = (type: string, typeVersion: number, parameters: Record<string, unknown>): NodeUnderTest => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
});

const noOp = n8nNode('noOp', 1, {});
const code = (jsCode: string) => n8nNode('code', 2, { jsCode });
const codeForEach = (jsCode: string) => n8nNode('code', 2, { mode: 'runOnceForEachItem', jsCode });
const convert = (operation: string, parameters = {}) =>
	n8nNode('convertToFile', 1.1, { operation, options: {}, ...parameters });
const extract = (operation: string) => n8nNode('extractFromFile', 1.1, { operation, options: {} });

const summarize = (field: string, fieldsToSplitBy: string) =>
	n8nNode('summarize', 1.1, {
		fieldsToSummarize: { values: [{ aggregation: 'count', field }] },
		fieldsToSplitBy,
		options: {},
	});

const aggregateAll = (parameters = {}) =>
	n8nNode('aggregate', 1, {
		aggregate: 'aggregateAllItemData',
		destinationFieldName: 'rows',
		include: 'allFields',
		options: {},
		...parameters,
	});

const removeDuplicates = (parameters: Record<string, unknown>) =>
	n8nNode('removeDuplicates', 2, { operation: 'removeDuplicateInputItems', options: {}, ...parameters });

const byKey = removeDuplicates({ compare: 'selectedFields', fieldsToCompare: 'entity_code' });

const merge = (parameters: Record<string, unknown>) => n8nNode('merge', 3.2, { options: {}, ...parameters });

const mergeByFields = (joinMode: string, options = {}) =>
	merge({
		mode: 'combine',
		combineBy: 'combineByFields',
		fieldsToMatchString: 'entity_code',
		joinMode,
		options,
	});

const condition = (member: string) => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: [
		{
			id: 'outcome',
			leftValue: `={{ $json.${member} }}`,
			rightValue: 'accepted',
			operator: { type: 'string', operation: 'notEquals' },
		},
	],
	combinator: 'and',
});

const edit = n8nNode('set', 3.4, {
	assignments: {
		assignments: [{ id: 'key', name: 'key', value: '={{ $json.entity_code }}', type: 'string' }],
	},
	includeOtherFields: true,
	options: {},
});

const COLUMNS = ['entity', 'outcome'];
const VALUES = { entity: '={{ $json.entity_code }}', outcome: '={{ $json.outcome }}' };

const tableFor = (operation: string) => `bench_${operation}`;

const makeTableFor = (operation: string) =>
	n8nNode('dataTable', 1, {
		resource: 'table',
		operation: 'create',
		tableName: tableFor(operation),
		columns: { column: COLUMNS.map((name) => ({ name, type: 'string' })) },
		options: { createIfNotExists: true },
	});

/** Each with a table of its own, which is empty before. */
const dataTable = (operation: string, options = {}) =>
	n8nNode('dataTable', 1, {
		resource: 'row',
		operation,
		dataTableId: { __rl: true, mode: 'name', value: tableFor(operation) },
		matchType: 'allConditions',
		filters: { conditions: [{ keyName: 'entity', condition: 'eq', keyValue: VALUES.entity }] },
		columns: {
			mappingMode: 'defineBelow',
			value: VALUES,
			matchingColumns: [],
			schema: COLUMNS.map((id) => ({
				id,
				displayName: id,
				required: false,
				defaultMatch: false,
				display: true,
				type: 'string',
				readOnly: false,
				removed: false,
			})),
		},
		options,
	});

const COUNT_OUTCOMES = `const counts = {};
for (const { json } of $input.all()) counts[json.outcome] = (counts[json.outcome] ?? 0) + 1;
return [{ json: counts }];`;

const KEEP_ONE_OF_EACH = `const seen = new Set();
return $input.all().filter(({ json }) => !seen.has(json.entity_code) && seen.add(json.entity_code));`;

const MERGE_BY_KEY = `const rows = new Map($('Rows').all().map(({ json }) => [json.entity_code, json]));
return $input.all().map(({ json }, item) => ({
  json: { ...rows.get(json.entity_code), ...json }, pairedItem: { item },
}));`;

const counting: NeighborCase[] = [
	{
		name: 'Summarize',
		settings: 'the same, a tenth of the items',
		shape: 'response',
		under: summarize('entity_code', 'outcome'),
		share: 0.1,
	},
	{
		name: 'Summarize',
		settings: 'count, no split',
		shape: 'response',
		under: summarize('entity_code', ''),
		instead: true,
	},
	{
		name: 'Code',
		settings: 'count by `outcome`',
		shape: 'response',
		under: code(COUNT_OUTCOMES),
		instead: true,
	},
];

const lists: NeighborCase[] = [
	{
		name: 'Aggregate',
		settings: 'all item data, *Specified Fields*, a tenth of the items',
		shape: 'response',
		under: aggregateAll({ include: 'specifiedFields', fieldsToInclude: 'entity_code, outcome' }),
		share: 0.1,
	},
	{
		name: 'Aggregate',
		settings: 'all item data into one list',
		shape: 'response',
		under: aggregateAll(),
		instead: true,
	},
	{
		name: 'Aggregate',
		settings: 'all item data into one list',
		shape: 'rowAndOutcome',
		under: aggregateAll(),
		instead: true,
	},
	{
		name: 'Aggregate',
		settings: 'individual field `entity_code`',
		shape: 'response',
		under: n8nNode('aggregate', 1, {
			aggregate: 'aggregateIndividualFields',
			fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'entity_code' }] },
			options: {},
		}),
		instead: true,
	},
	{
		name: 'Split Out',
		settings: 'list in one item, *All Other Fields*, a hundredth of the items',
		shape: 'row',
		under: n8nNode('splitOut', 1, { fieldToSplitOut: 'rows', include: 'allOtherFields', options: {} }),
		list: true,
		share: 0.01,
	},
	{
		name: 'Split Out',
		settings: 'list in one item, *Selected Other Fields*',
		shape: 'row',
		under: n8nNode('splitOut', 1, {
			fieldToSplitOut: 'rows',
			include: 'selectedOtherFields',
			fieldsToInclude: 'name',
			options: {},
		}),
		list: true,
		instead: true,
	},
	{
		name: 'Split Out',
		settings: 'list in one item, *No Other Fields*',
		shape: 'row',
		under: n8nNode('splitOut', 1, { fieldToSplitOut: 'rows', include: 'noOtherFields', options: {} }),
		list: true,
		instead: true,
	},
];

const duplicates: NeighborCase[] = [
	{ name: 'Remove Duplicates', settings: 'by `entity_code`, all different', shape: 'response', under: byKey },
	{
		name: 'Remove Duplicates',
		settings: 'by `entity_code`, each twice',
		shape: 'response',
		under: byKey,
		itemsPerKey: 2,
	},
	{
		name: 'Remove Duplicates',
		settings: 'all fields, each twice',
		shape: 'row',
		under: removeDuplicates({ compare: 'allFields' }),
		itemsPerKey: 2,
	},
	{
		name: 'Code',
		settings: 'one of each `entity_code`, each twice',
		shape: 'response',
		under: code(KEEP_ONE_OF_EACH),
		itemsPerKey: 2,
		instead: true,
	},
];

const merging: NeighborCase[] = [
	{
		name: 'Merge',
		settings: 'by `entity_code`, with the sheet, a hundredth of the items',
		shape: 'response',
		under: mergeByFields('enrichInput1'),
		secondInput: 'all',
		share: 0.01,
	},
	{
		name: 'Merge',
		settings: 'by `entity_code`, with the sheet, a tenth of the items',
		shape: 'response',
		under: mergeByFields('enrichInput1'),
		secondInput: 'all',
		share: 0.1,
	},
	{
		name: 'Merge',
		settings: 'by `entity_code`, with a list of 20',
		shape: 'response',
		under: mergeByFields('enrichInput1'),
		secondInput: 20,
	},
	{
		name: 'Merge',
		settings: 'SQL, join on `entity_code`',
		shape: 'response',
		under: merge({
			mode: 'combineBySql',
			numberInputs: 2,
			query: 'SELECT * FROM input1 LEFT JOIN input2 ON input1.entity_code = input2.entity_code',
		}),
		secondInput: 'all',
	},
	{
		name: 'Merge',
		settings: 'by position, with the sheet',
		shape: 'response',
		under: merge({ mode: 'combine', combineBy: 'combineByPosition', numberInputs: 2 }),
		secondInput: 'all',
		instead: true,
	},
	{
		name: 'Merge',
		settings: 'append',
		shape: 'response',
		under: merge({ mode: 'append', numberInputs: 2 }),
		secondInput: 'all',
		instead: true,
	},
	{
		name: 'Code',
		settings: 'by `entity_code`, with the sheet',
		shape: 'response',
		under: code(MERGE_BY_KEY),
		instead: true,
	},
];

const files: NeighborCase[] = [
	{ name: 'Convert to File', settings: 'XLSX', shape: 'response', under: convert('xlsx') },
	{ name: 'Convert to File', settings: 'XLSX', shape: 'rowAndOutcome', under: convert('xlsx') },
	{ name: 'Convert to File', settings: 'CSV', shape: 'response', under: convert('csv'), instead: true },
	{ name: 'Convert to File', settings: 'CSV', shape: 'rowAndOutcome', under: convert('csv'), instead: true },
	{
		name: 'Convert to File',
		settings: 'JSON, one file',
		shape: 'response',
		under: convert('toJson', { mode: 'once' }),
		instead: true,
	},
	{
		name: 'Extract from File',
		settings: 'XLSX (before our node)',
		shape: 'row',
		under: extract('xlsx'),
		before: convert('xlsx'),
	},
	{
		name: 'Extract from File',
		settings: 'CSV (before our node)',
		shape: 'row',
		under: extract('csv'),
		before: convert('csv'),
		instead: true,
	},
];

const choosing: NeighborCase[] = [
	{
		name: 'Error output of any node',
		settings: '*On Error*: *Continue (using error output)*',
		shape: 'response',
		under: { ...noOp, onError: 'continueErrorOutput' },
		instead: true,
	},
	{
		name: 'Filter',
		settings: '`outcome` is not `accepted`',
		shape: 'response',
		under: n8nNode('filter', 2.2, { conditions: condition('outcome'), options: {} }),
	},
	{
		name: 'Filter',
		settings: '`zhima_outcome` is not `accepted`',
		shape: 'rowAndOutcome',
		under: n8nNode('filter', 2.2, { conditions: condition('zhima_outcome'), options: {} }),
	},
	{
		name: 'Code',
		settings: 'rows that were not accepted',
		shape: 'response',
		under: code("return $input.all().filter(({ json }) => json.outcome !== 'accepted');"),
		instead: true,
	},
	{ name: 'Edit Fields', settings: 'one expression, other fields kept', shape: 'response', under: edit },
	{
		name: 'Code',
		settings: 'one field set, *Run Once for Each Item*',
		shape: 'response',
		under: codeForEach('$json.key = $json.entity_code;\nreturn $input.item;'),
	},
	{
		name: 'Code',
		settings: 'one field set, *Run Once for All Items*',
		shape: 'response',
		under: code(
			'const items = $input.all();\nfor (const { json } of items) json.key = json.entity_code;\nreturn items;',
		),
		instead: true,
	},
	{
		name: 'Sort',
		settings: 'by `entity_code`, descending',
		shape: 'response',
		under: n8nNode('sort', 1, {
			type: 'simple',
			sortFieldsUi: { sortField: [{ fieldName: 'entity_code', order: 'descending' }] },
			options: {},
		}),
	},
	{
		name: 'Limit',
		settings: '10 items',
		shape: 'response',
		under: n8nNode('limit', 1, { maxItems: 10, keep: 'firstItems' }),
	},
	{
		name: 'Loop Over Items',
		settings: 'batches of 10,000',
		shape: 'response',
		under: n8nNode('splitInBatches', 3, { batchSize: 10_000, options: {} }),
		loop: true,
	},
];

const tables: NeighborCase[] = [
	{
		name: 'Data Table',
		settings: '*Upsert*, a hundredth of the items',
		shape: 'response',
		under: dataTable('upsert'),
		first: makeTableFor('upsert'),
		share: 0.01,
	},
	{
		name: 'Data Table',
		settings: '*If Row Does Not Exist*, a hundredth of the items',
		shape: 'response',
		under: dataTable('rowNotExists'),
		first: makeTableFor('rowNotExists'),
		share: 0.01,
	},
	{
		name: 'Data Table',
		settings: '*Insert*, *Optimize Bulk*, a tenth of the items',
		shape: 'response',
		under: dataTable('insert', { optimizeBulk: true }),
		first: makeTableFor('insert'),
		share: 0.1,
		instead: true,
	},
];

/** Minutes each: last, so that all others are known before. */
const slow: NeighborCase[] = [
	{
		name: 'Summarize',
		settings: 'count, split by `outcome`',
		shape: 'response',
		under: summarize('entity_code', 'outcome'),
	},
	{
		name: 'Aggregate',
		settings: 'all item data, *Specified Fields*',
		shape: 'response',
		under: aggregateAll({ include: 'specifiedFields', fieldsToInclude: 'entity_code, outcome' }),
	},
	{
		name: 'Merge',
		settings: 'by `entity_code`, with the sheet',
		shape: 'response',
		under: mergeByFields('enrichInput1'),
		secondInput: 'all',
	},
	{
		name: 'Loop Over Items',
		settings: 'batches of 250',
		shape: 'response',
		under: n8nNode('splitInBatches', 3, { batchSize: 250, options: {} }),
		loop: true,
	},
];

export const neighborCases: readonly NeighborCase[] = [
	{ name: 'No Operation', settings: 'for comparison', shape: 'response', under: noOp },
	{ name: 'No Operation', settings: 'for comparison', shape: 'rowAndOutcome', under: noOp },
	{
		name: 'No Operation',
		settings: 'the execution is saved, as by default',
		shape: 'response',
		under: noOp,
		saved: true,
	},
	...counting,
	...lists,
	...duplicates,
	...merging,
	...files,
	...choosing,
	...tables,
	...slow,
];
