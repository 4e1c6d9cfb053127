/** The parts that example workflows are made of, as n8n's editor would export them. */
import type { WorkflowJson, WorkflowNode } from '../n8n/n8n-client';

/** Folder for a workflow's files, relative to where n8n was started: n8n 2.x allows `~/.n8n-files`. */
export const FILES = '.n8n-files';

export const CREDENTIAL = { zhimaApi: { name: 'Zhima API' } };

/** The nodes of this package. */
export const UPLOAD = 'n8n-nodes-zhima.zhimaBorrowEntityUpload';
export const SYNC = 'n8n-nodes-zhima.zhimaDataStateSync';

export type Position = readonly [column: number, row: number];

export interface NodeParts {
	readonly credentials?: Readonly<Record<string, { readonly name: string }>>;
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
	readonly webhookId?: string;
	readonly disabled?: boolean;
	/** An empty item where there would be none, so that what comes after it runs. */
	readonly alwaysOutputData?: boolean;
}

export const base = (
	name: string,
	type: string,
	typeVersion: number,
	[column, row]: Position,
	parameters: Record<string, unknown>,
	parts: NodeParts = {},
): WorkflowNode => ({
	parameters,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion,
	position: [column * 220, row * 200],
	id: idOf(name),
	name,
	...parts,
});

/** The same name always has the same id. */
export const idOf = (name: string): string => {
	let hash = 0;
	for (const char of name) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
	const digits = (hash >>> 0).toString(16).padStart(8, '0');
	return `${digits}-0000-4000-8000-${digits}0000`;
};

/** The next node, with the number of its input where that isn't the first. */
type Next = string | readonly [node: string, input: number];

/** Which nodes come after which; the second list of nodes is at the second output, such as the error output. */
export type Wires = Readonly<Record<string, ReadonlyArray<readonly Next[]>>>;

const wireTo = (next: Next) => {
	const [node, index] = typeof next === 'string' ? [next, 0] : next;
	return { node, type: 'main', index };
};

export const workflow = (name: string, nodes: readonly WorkflowNode[], wires: Wires): WorkflowJson => ({
	name,
	nodes,
	connections: Object.fromEntries(
		Object.entries(wires).map(([from, outputs]) => [
			from,
			{ main: outputs.map((to) => to.map(wireTo)) },
		]),
	),
	settings: { executionOrder: 'v1' },
	pinData: {},
});

/** What an operator of this package sets in every example: rows by their columns, back with their outcome. */
export const sheetOptions = { output: 'rowAndOutcome' };

/** Rows of a sheet, each back with its outcome in columns. */
export const uploadRows = (
	name: string,
	position: Position,
	more: { readonly options?: Record<string, unknown>; readonly onError?: NodeParts['onError'] } = {},
): WorkflowNode =>
	base(
		name,
		UPLOAD,
		1,
		position,
		{ inputMode: 'columns', options: { ...sheetOptions, ...more.options } },
		{ credentials: CREDENTIAL, onError: more.onError ?? 'continueRegularOutput' },
	);

interface Condition {
	readonly left: string;
	readonly right: string;
	readonly operation: 'equals' | 'notEquals' | 'endsWith';
}

/** A condition on texts, as n8n's If and Filter nodes have it. */
export const condition = ({ left, right, operation }: Condition): Record<string, unknown> => ({
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [
			{ id: idOf(`${left} ${right}`), leftValue: left, rightValue: right, operator: { type: 'string', operation } },
		],
		combinator: 'and',
	},
	options: {},
});

export const note = (name: string, position: Position, height: number, content: string): WorkflowNode =>
	base(name, 'stickyNote', 1, position, { content, height, width: 700 });

export const start = base('Start', 'manualTrigger', 1, [0, 0], {});

export const readSheet = (file: string): WorkflowNode =>
	base('Read the sheet', 'readWriteFile', 1.1, [1, 0], {
		operation: 'read',
		fileSelector: `${FILES}/${file}`,
		options: {},
	});

export const extractRows = (operation: 'xlsx' | 'csv'): WorkflowNode =>
	base('Rows', 'extractFromFile', 1.1, [2, 0], {
		operation,
		options: { includeEmptyCells: true, ...(operation === 'csv' && { enableBOM: true }) },
	});

export const toSheet = (position: Position, sheetName: string): WorkflowNode =>
	base('Make a spreadsheet', 'convertToFile', 1.1, position, {
		operation: 'xlsx',
		options: { sheetName },
	});

export const writeFile = (name: string, position: Position, file: string): WorkflowNode =>
	base(name, 'readWriteFile', 1.1, position, {
		operation: 'write',
		fileName: `${FILES}/${file}`,
		options: {},
	});

export const chain = (...names: readonly string[]): Wires =>
	Object.fromEntries(names.slice(0, -1).map((name, index) => [name, [[names[index + 1]]]]));
