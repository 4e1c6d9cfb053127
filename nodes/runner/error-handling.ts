import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import { isRetriedByN8n } from '../output/retry-on-fail';

/** What the node is set to do with rows that are not accepted (*On Error* in its settings). */
export interface ErrorHandling {
	/** The run ends with an error; otherwise each row comes out with its own. */
	readonly stops: boolean;
	/** Rows that were not accepted leave by the error output. */
	readonly hasErrorOutput: boolean;
	/** n8n runs the node again where it fails (*Retry On Fail* in its settings). */
	readonly isRetried: boolean;
}

function readOrUndefined<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

const isSetToContinue = ({ onError, continueOnFail }: INode): boolean =>
	onError === undefined ? continueOnFail === true : onError !== 'stopWorkflow';

/**
 * Never throws: of a node that is set to continue and throws, n8n passes the rows on as if all were well. Where
 * this n8n does not say what is set, each row comes out with its outcome, which is true in either case.
 */
export function errorHandlingOf(context: IExecuteFunctions): ErrorHandling {
	const node = readOrUndefined(() => context.getNode());
	const continues =
		readOrUndefined(() => context.continueOnFail()) ?? (node === undefined || isSetToContinue(node));
	return {
		stops: !continues,
		hasErrorOutput: node?.onError === 'continueErrorOutput',
		isRetried: node !== undefined && isRetriedByN8n(node),
	};
}

/** The items of a run, or one to say in why there are none. */
export interface Input {
	readonly items: INodeExecutionData[];
	readonly fault?: { readonly error: unknown };
}

/** Never throws, for the same reason. */
export function inputOf(context: IExecuteFunctions): Input {
	try {
		const items: unknown = context.getInputData();
		if (Array.isArray(items)) return { items: items as INodeExecutionData[] };
		throw new AlipayError('ERR_RUN', {
			message: t({ en: "n8n didn't pass any items to the node", zh: 'n8n 未传入任何输入项' }),
			description: t({ en: 'No rows were sent. Run the node again', zh: '未发送任何行，请重新运行该节点' }),
		});
	} catch (error) {
		return { items: [{ json: {} }], fault: { error } };
	}
}

/** Node, workflow and execution, for a line of n8n's log. What this n8n does not say is left out. */
export function nameOfRun(context: IExecuteFunctions): string {
	const node = readOrUndefined(() => context.getNode().name) ?? '';
	const workflow = readOrUndefined(() => context.getWorkflow());
	const execution = readOrUndefined(() => context.getExecutionId());
	const { id, name } = workflow ?? {};
	const parts = [
		t({ en: `Node "${node}"`, zh: `节点“${node}”` }),
		name && t({ en: `workflow "${name}"${id ? ` (${id})` : ''}`, zh: `工作流“${name}”${id ? `（${id}）` : ''}` }),
		execution && t({ en: `execution ${execution}`, zh: `执行 ${execution}` }),
	];
	return parts.filter(Boolean).join(t({ en: ', ', zh: '，' }));
}
