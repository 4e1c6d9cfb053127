/** n8n's own nodes, Read/Write Files from Disk and Extract from File, in n8n's own engine before ours. */
import { UPLOAD_NODE, SYNC_NODE, execute, nodeTypesFrom, sources } from '../../engine/harness';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Workflow } from 'n8n-workflow';
import type { INode, INodeExecutionData, INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { trigger } from '../../engine/helper-nodes';
import type { SheetFile } from './model';

/** What became of an item: what is sent for it, or why it isn't. */
export interface Fate {
	readonly sent?: Readonly<Record<string, string>>;
	/** The item's own hints. */
	readonly hints?: readonly string[];
	readonly error?: { readonly message: string; readonly description?: string | null; readonly field?: string };
}

/** A zone's report. */
export interface Report {
	/** What Extract from File calls its options. */
	readonly labels: readonly string[];
	readonly reads: Readonly<Record<string, Read>>;
}

export interface Read {
	/** The items as the reader gave them; a Date is written as `Date` with its ISO text. */
	readonly items: readonly unknown[];
	/** The number by which the node calls each item: the line in its sheet, or the item's index. */
	readonly numbers: readonly number[];
	readonly fates: readonly Fate[];
	readonly hints: readonly string[];
	/** What ended the workflow. */
	readonly error?: string;
	/** What reached the gateway. */
	readonly received?: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

interface NodeClass {
	new (): INodeType & { nodeVersions?: Readonly<Record<number, INodeType>>; currentVersion?: number };
}

/** The class of one of n8n's own nodes, from an installed n8n. */
function ownNode(n8nFolder: string, file: string): INodeType {
	const fromN8n = createRequire(path.join(n8nFolder, 'node_modules', 'n8n', 'package.json'));
	const name = path.basename(file).replace('.node.js', '');
	return new (fromN8n(`n8n-nodes-base/dist/nodes/${file}`) as Record<string, NodeClass>)[name]();
}

const READ = 'n8n-nodes-base.readWriteFile';
const EXTRACT = 'n8n-nodes-base.extractFromFile';

export const nodeTypesOf = (n8nFolder: string): INodeTypes =>
	nodeTypesFrom({
		trigger,
		[READ]: ownNode(n8nFolder, 'Files/ReadWriteFile/ReadWriteFile.node.js'),
		[EXTRACT]: ownNode(n8nFolder, 'Files/ExtractFromFile/ExtractFromFile.node.js'),
		...sources.nodes,
	});

/** What Extract from File calls its options. */
export function optionLabels(nodeTypes: INodeTypes): string[] {
	const { description } = nodeTypes.getByNameAndVersion(EXTRACT) as INodeType;
	const collections = description.properties.filter(({ name }) => name === 'options');
	return collections.flatMap(({ options = [] }) => options.map((option) => ('displayName' in option ? option.displayName : option.name)));
}

const NODE_OF: Readonly<Record<SheetFile['call'], string>> = { upload: UPLOAD_NODE, sync: SYNC_NODE };

function workflowFor(file: SheetFile, folder: string, nodeTypes: INodeTypes, options: object): Workflow {
	const nodeOf = (name: string, type: string, parameters: object, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INodeParameters,
		...more,
	});
	const chain = [
		nodeOf('Trigger', 'trigger', {}),
		nodeOf('Read', READ, { operation: 'read', fileSelector: path.join(folder, file.file).replace(/[,()[\]{}!*?]/g, '\\$&') }),
		nodeOf('Extract', EXTRACT, { operation: file.operation, binaryPropertyName: 'data', options: file.options }, { typeVersion: 1.1 }),
		nodeOf('Zhima', NODE_OF[file.call], { inputMode: 'columns', ...file.parameters, options }, {
			onError: 'continueErrorOutput',
			credentials: { zhimaApi: { id: '1', name: 'Zhima' } },
		}),
	];
	const connections = Object.fromEntries(
		chain.slice(1).map(({ name }, index) => [chain[index].name, { main: [[{ node: name, type: 'main' as const, index: 0 }]] }]),
	);
	return new Workflow({ id: 'workflow', name: 'Sheet', active: false, settings: { executionOrder: 'v1' }, nodeTypes, nodes: chain, connections });
}

const shown = (value: unknown): unknown => {
	if (value instanceof Date) return `Date ${Number.isNaN(value.getTime()) ? 'Invalid' : value.toISOString()}`;
	if (Array.isArray(value)) return value.map(shown);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)]));
};

const fateOf = ({ json }: INodeExecutionData): Fate => {
	const { request, error, hints } = json as Pick<Fate, 'error' | 'hints'> & { request?: { biz_content: Record<string, string> } };
	return error === undefined ? { sent: request?.biz_content, ...(hints && { hints }) } : { error };
};

const pairOf = ({ pairedItem }: INodeExecutionData): number =>
	typeof pairedItem === 'number' ? pairedItem : (pairedItem as { item: number }).item;

/** Reads a file and has our node look at its items, or send them. */
export async function readSheet(file: SheetFile, folder: string, nodeTypes: INodeTypes, credential: object, options: object): Promise<Read> {
	const { run, error } = await execute({ workflow: workflowFor(file, folder, nodeTypes, options), start: 'Trigger', credential });
	const task = (name: string) => run.data.resultData.runData[name]?.at(-1);
	const rows = (task('Extract')?.data?.main[0] ?? []).map(({ json }) => json);
	const numbers = rows.map(({ __rowNum__: number }, index) => (typeof number === 'number' ? number + 1 : index));
	const fates: Fate[] = [];
	for (const item of (task('Zhima')?.data?.main ?? []).flatMap((output) => output ?? [])) fates[pairOf(item)] = fateOf(item);
	const hints = (task('Zhima')?.hints ?? []).map(({ message }) => message);
	return { items: rows.map(shown), numbers, fates, hints, ...(error && { error: `${error.message} ${error.description ?? ''}` }) };
}
