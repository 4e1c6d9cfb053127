import type { INode } from 'n8n-workflow';

import { t } from '../../i18n/translate';

/**
 * Whether n8n runs the node again with all its rows: where it stops, and where the first item of its first output
 * has an error (n8n-core, `WorkflowExecute`). The node isn't told which try it is in.
 */
export const isRetriedByN8n = ({ retryOnFail }: Pick<INode, 'retryOnFail'>): boolean => retryOnFail === true;

/** For the error of a try, which knows nothing of the tries before it. */
export const countsOfOneTry = (): string =>
	t({
		en: '"Retry On Fail" is on, so n8n runs this node again with all rows. These results are those of this try alone: an earlier try may have had rows accepted. Turn "Retry On Fail" off. This node retries by itself.',
		zh: '已开启“Retry On Fail”，n8n 会带着所有行重新运行本节点。以上仅为本次尝试的结果，之前的尝试可能已有行被受理。请关闭“Retry On Fail”，本节点会自动重试。',
	});

/** The hint below the output where it is on. */
export const turnRetryOff = (): string =>
	t({
		en: 'Turn off "Retry On Fail" in this node\'s settings. This node retries by itself ("Max Retries"). With "Retry On Fail", n8n may send all rows again, and the results are those of the last try alone: an earlier try may have had rows accepted.',
		zh: '请在本节点的设置中关闭“Retry On Fail”，本节点会自动重试（“最多重试次数”）。开启时 n8n 可能重新发送所有行，且结果仅为最后一次尝试的结果，之前的尝试可能已有行被受理。',
	});
