import type { IExecuteFunctions, INode, INodeParameters } from 'n8n-workflow';

import { APP_AUTH_TOKEN } from '../../zhima';
import { OPTIONS } from '../form/run-options';

/** The parameters without the merchant's token; without all options where these are one expression that may hold it. */
function withoutToken(parameters: INodeParameters): INodeParameters {
	const { [OPTIONS]: options, ...others } = parameters;
	if (typeof options !== 'object' || options === null || Array.isArray(options)) return others;
	const kept = Object.entries(options).filter(([name]) => name !== APP_AUTH_TOKEN.formName);
	return { ...others, [OPTIONS]: Object.fromEntries(kept) as INodeParameters };
}

/**
 * The node as an error may carry it. n8n hands an error's node with all its parameters to error workflows,
 * stored executions and the debug log.
 */
export function nodeForError(context: IExecuteFunctions): INode {
	const node = context.getNode();
	return { ...node, parameters: withoutToken(node.parameters ?? {}) };
}
