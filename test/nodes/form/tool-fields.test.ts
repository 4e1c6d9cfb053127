/** What a node shows, and tells the model, as a tool of an AI agent; in both languages. */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

const load = (language: 'en' | 'zh'): INodeTypeDescription[] => {
	const found: INodeTypeDescription[] = [];
	Object.assign(globalThis, { ZHIMA_LANGUAGE: language });
	jest.isolateModules(() => {
		/* eslint-disable @typescript-eslint/no-require-imports */
		const { ZhimaBorrowEntityUpload } =
			require('../../../nodes/ZhimaBorrowEntityUpload/ZhimaBorrowEntityUpload.node') as typeof import('../../../nodes/ZhimaBorrowEntityUpload/ZhimaBorrowEntityUpload.node');
		const { ZhimaDataStateSync } =
			require('../../../nodes/ZhimaDataStateSync/ZhimaDataStateSync.node') as typeof import('../../../nodes/ZhimaDataStateSync/ZhimaDataStateSync.node');
		/* eslint-enable @typescript-eslint/no-require-imports */
		found.push(new ZhimaBorrowEntityUpload().description, new ZhimaDataStateSync().description);
	});
	Object.assign(globalThis, { ZHIMA_LANGUAGE: 'en' });
	return found;
};

/** As n8n makes the tool of a node, for its editor: see `tool-generation/ai-tools` of n8n. */
const toolOf = (node: INodeTypeDescription): INodeTypeDescription => ({
	...node,
	...(node.usableAsTool as { replacements: object }).replacements,
	name: `${node.name}Tool`,
});

const isShown = (type: INodeTypeDescription, field: INodeProperties): boolean => {
	const node = { typeVersion: 1, parameters: {} } as INode;
	return NodeHelpers.displayParameter({ inputMode: 'form' }, field, node, type);
};

/** n8n's editor names an argument by the label, at the end of its path. */
const argumentOf = (label: string): string => label.replace(/[^a-zA-Z0-9_-]+/g, '_');

const leaves = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.flatMap((field) => {
		const within = (field.options ?? []).flatMap((entry) =>
			'values' in entry ? (entry as INodePropertyCollection).values : 'type' in entry ? [entry as INodeProperties] : [],
		);
		return within.length > 0 ? leaves(within) : [field];
	});

describe.each(['en', 'zh'] as const)('in %s', (language) => {
	describe.each(load(language).map((node) => [node.name, node] as const))('%s', (_name, node) => {
		const tool = toolOf(node);

		it('as a node has the mapping mode, and no description for a model', () => {
			const shown = node.properties.filter((field) => isShown(node, field)).map(({ name }) => name);
			expect(shown[0]).toBe('inputMode');
			expect(shown).not.toContain('toolDescription');
			const [mode] = node.properties.filter(({ name, type }) => name === 'inputMode' && type === 'options');
			expect(mode.options?.map((each) => 'value' in each && each.value)).toEqual(['form', 'columns']);
		});

		it('as a tool has a description for the model, and no choice of the mapping mode', () => {
			const shown = tool.properties.filter((field) => isShown(tool, field));
			expect(shown.map(({ name }) => name).slice(0, 2)).toEqual(['toolDescription', 'inputMode']);
			expect(shown[1]).toMatchObject({ type: 'hidden', default: 'form' });
			expect(shown.filter(({ type }) => type === 'notice')).toEqual([]);
		});

		it('has the form’s defaults at run time, where n8n takes the node’s own fields', () => {
			const type = { ...node, name: `${node.name}Tool` };
			const given = { type: '', typeVersion: 1, parameters: {} } as unknown as INode;
			const parameters = NodeHelpers.getNodeParameters(node.properties, {}, true, false, given, type);
			expect(parameters).toMatchObject({ inputMode: 'form', toolDescription: expect.any(String) as string });
		});

		it('tells the model the formats, the categories and what comes back, in a length that OpenAI takes', () => {
			const { default: description } = tool.properties[0];
			expect(description).toMatch(language === 'en' ? /success/ : /“success”/);
			const formats =
				node.name === 'zhimaBorrowEntityUpload'
					? [/power_bank.*umbrella.*test/, /Y (or|或) N/, /yyyy-MM-dd HH:mm:ss/, /Beijing time|北京时间/, /decimal degrees|十进制/]
					: [/2088/, /WATCH_MOVIE/, /JSON/];
			for (const format of formats) expect(description).toMatch(format);
			expect(String(description).length).toBeLessThanOrEqual(1024);
		});

		it('has a name, and names for its arguments, in Latin letters, no two the same', () => {
			expect(argumentOf(String(tool.defaults.name))).toMatch(/zhima_?[A-Za-z_]+$/i);
			const isArgument = ({ type }: INodeProperties) => !['notice', 'hidden', 'options'].includes(type);
			// A tool has no columns; two fields of one name are the same argument.
			const ofTool = tool.properties.filter(({ displayOptions }) => !displayOptions?.show?.inputMode?.includes('columns'));
			const byName = new Map(leaves(ofTool).filter(isArgument).map((field) => [field.name, field]));
			const args = [...byName.values()].map(({ displayName }) => argumentOf(displayName));
			expect(args.length).toBeGreaterThan(8);
			for (const each of args) expect(each).toMatch(/[A-Za-z]{2}/);
			expect(new Set(args).size).toBe(args.length);
		});
	});

	it('both tools have different names', () => {
		const names = load(language).map((node) => argumentOf(String(toolOf(node).defaults.name)));
		expect(new Set(names).size).toBe(2);
	});
});
