/** What our node puts out, from a run of our node itself: the pattern for many items. */
import { writeFileSync } from 'node:fs';
import type { CredentialRef, RunningN8n, WorkflowJson } from '../scripts/n8n/start-n8n';
import { callWebhook, ours } from './contenders';
import type { Shape } from './neighbor-cases';
import { rowNumber } from './stage';

/** As BenchItems reads it: JSON texts in which the key stands wherever a row names itself. */
interface Pattern {
	readonly accepted: string;
	readonly notAccepted: string;
	readonly key: string;
}

const KEY = rowNumber(1).entity_code;
/** The second is refused: no such place. */
const ROWS = [rowNumber(1), { ...rowNumber(1), longitude: '1201.5' }];

function workflowFor(shape: Shape, path: string): WorkflowJson {
	const node = ours('columns', { inFlight: 1 });
	const options = { ...(node.parameters.options as object), output: shape };
	return {
		name: `bench ${path}`,
		nodes: [
			{
				id: 'Webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: {
					path,
					httpMethod: 'POST',
					responseMode: 'lastNode',
					responseData: 'allEntries',
				},
				webhookId: path,
			},
			{
				id: 'Rows',
				name: 'Rows',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: [200, 0],
				parameters: { jsCode: `return ${JSON.stringify(ROWS)}.map((json) => ({ json }));` },
			},
			{
				id: 'Ours',
				name: 'Ours',
				typeVersion: 1,
				position: [400, 0],
				...node,
				parameters: { ...node.parameters, options },
				credentials: { zhimaApi: { name: 'zhima' } },
				onError: 'continueRegularOutput',
			},
		],
		connections: {
			Webhook: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
			Rows: { main: [[{ node: 'Ours', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

async function patternOf(n8n: RunningN8n, shape: Shape, zhimaApi: CredentialRef): Promise<Pattern> {
	const path = `bench-pattern-${shape}`;
	await n8n.publish(await n8n.importWorkflow(workflowFor(shape, path), { zhimaApi }));
	const { text } = await callWebhook(`${n8n.url}/webhook/${path}`);
	const items = JSON.parse(text) as unknown;
	if (!Array.isArray(items) || items.length !== ROWS.length) {
		throw new Error(`Our node gave no items to copy: ${text.slice(0, 300)}`);
	}
	const [accepted, notAccepted] = items.map((item) => JSON.stringify(item));
	return { accepted, notAccepted, key: KEY };
}

/** Writes the patterns of all shapes to a file. */
export async function writePatterns(n8n: RunningN8n, zhimaApi: CredentialRef, file: string): Promise<void> {
	const [row, badRow] = ROWS.map((each) => JSON.stringify(each));
	const patterns: Record<Shape, Pattern> = {
		row: { accepted: row, notAccepted: badRow, key: KEY },
		response: await patternOf(n8n, 'response', zhimaApi),
		rowAndOutcome: await patternOf(n8n, 'rowAndOutcome', zhimaApi),
	};
	writeFileSync(file, JSON.stringify(patterns));
}
