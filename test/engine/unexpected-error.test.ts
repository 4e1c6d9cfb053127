/** An unexpected throw anywhere in a run: every row has an outcome all the same, and no run hangs. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { goodRows, parametersFor, upload } from './calls';
import type { Row } from './calls';
import { runWorkflow, sources, UPLOAD_NODE } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

jest.setTimeout(120_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** What n8n hands to the node, with some members in place of its own; `undefined` = n8n lacks it. */
type Changed = (context: IExecuteFunctions) => object;

/** The node, run with a changed context. */
function nodeWith(changed: Changed): INodeType {
	const node = sources.nodes[UPLOAD_NODE];
	const changedNode = Object.create(node) as INodeType;
	changedNode.execute = async function (this: IExecuteFunctions) {
		const members = Object.getOwnPropertyDescriptors(changed(this));
		return (await node.execute!.call(Object.create(this, members) as IExecuteFunctions)) as INodeExecutionData[][];
	};
	return changedNode;
}

type OnError = 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';

const run = async (changed: Changed, rows: readonly Row[], options: object = {}, onError: OnError = 'continueRegularOutput') =>
	await runWorkflow({
		rows,
		node: { type: UPLOAD_NODE, parameters: parametersFor(upload, 'columns', options), onError },
		credential: site.credential(),
		under: { ...sources, nodes: { ...sources.nodes, [UPLOAD_NODE]: nodeWith(changed) } },
	});

type Result = Awaited<ReturnType<typeof run>>;

/** The index of the input item that an item is paired with. */
const indexOf = ({ pairedItem }: INodeExecutionData): number =>
	typeof pairedItem === 'number' ? pairedItem : (pairedItem as { item: number }).item;

const outcomesOf = ({ outputs }: Result) =>
	outputs
		.flat()
		.sort((a, b) => indexOf(a) - indexOf(b))
		.map(({ json }) => (json.error as { outcome: string } | undefined)?.outcome ?? (json.success === true ? 'accepted' : '?'));

type Helper = IExecuteFunctions['helpers']['httpRequestWithAuthentication'];

/** n8n's HTTP helper, with another one for the requests that `isBroken` names by their number from 1. */
const helperBroken =
	(isBroken: (number: number) => boolean, broken: (...args: Parameters<Helper>) => unknown): Changed =>
	({ helpers }) => {
		let requests = 0;
		const httpRequestWithAuthentication = function (this: never, ...args: Parameters<Helper>) {
			return isBroken(++requests) ? broken(...args) : helpers.httpRequestWithAuthentication.apply(this, args);
		};
		return { helpers: { ...helpers, httpRequestWithAuthentication } };
	};

const throws = (): never => {
	throw new TypeError('it broke');
};
const getterThatThrows = (name: string, of: object = {}) => Object.defineProperty(of, name, { get: throws });

const BROKEN_HELPERS: ReadonlyArray<readonly [string, () => unknown]> = [
	['throws', throws],
	['rejects with nothing', async () => await Promise.reject(undefined as unknown as Error)],
	['rejects with an error whose code cannot be read', async () => await Promise.reject(getterThatThrows('code', new Error('x')) as Error)],
	['gives nothing at all', () => undefined],
	['resolves with nothing', async () => await Promise.resolve()],
	['resolves with headers that cannot be read', async () => await Promise.resolve(getterThatThrows('headers', { statusCode: 200, body: Buffer.from('') }))],
	['resolves without a body', async () => await Promise.resolve({ statusCode: 200, headers: {} })],
	['never settles, although its signal is aborted', () => new Promise(() => undefined)],
];

describe.each(BROKEN_HELPERS)('n8n’s HTTP helper %s', (_what, broken) => {
	it('for one of the requests: that row is unknown, the others are accepted', async () => {
		const rows = goodRows(upload, 6);
		const result = await run(helperBroken((number) => number === 3, broken), rows, { maxRetries: 0, timeout: 0.3 });
		expect(result.error).toBeUndefined();
		expect(outcomesOf(result).sort()).toEqual([...Array<string>(5).fill('accepted'), 'unknown']);
		expect(site.gateway.counts.accepted).toBe(5);
	});

	it('for all requests: every row has an outcome, and none is accepted', async () => {
		const result = await run(helperBroken(() => true, broken), goodRows(upload, 6), { maxRetries: 0, timeout: 0.3 });
		expect(result.error).toBeUndefined();
		expect(outcomesOf(result)).toHaveLength(6);
		for (const outcome of outcomesOf(result)) expect(['unknown', 'notSent']).toContain(outcome);
	});
});

describe('an n8n that lacks', () => {
	it('the HTTP helper: no row is sent, and each says why', async () => {
		const lacking: Changed = ({ helpers }) => ({ helpers: { ...helpers, httpRequestWithAuthentication: undefined } });
		const result = await run(lacking, goodRows(upload, 3));
		expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'notSent']);
		expect(result.outputs[0][0].json.error).toMatchObject({ message: expect.stringMatching(/n8n/) as string });
		const stopped = await run(lacking, goodRows(upload, 3), {}, 'stopWorkflow');
		expect(stopped.error?.message).toMatch(/n8n/);
		expect(stopped.error?.description).toMatch(/Not sent \(3\): items 0-2 \(entity_code CAB0001 … CAB0003\)/);
	});

	it.each<[string, object]>([
		['hints', { addExecutionHints: undefined }],
		['a signal for cancelling', { getExecutionCancelSignal: undefined }],
		['a log', { logger: undefined }],
		['word on whether to continue', { continueOnFail: undefined }],
		['a description of the node', { getNode: undefined }],
		['both of these', { continueOnFail: undefined, getNode: undefined }],
	])('%s: the rows are sent all the same', async (_what, members) => {
		expect(outcomesOf(await run(() => members, goodRows(upload, 3)))).toEqual(['accepted', 'accepted', 'accepted']);
	});

	it.each<[string, OnError]>([
		['continueOnFail', 'continueRegularOutput'],
		['continueOnFail', 'continueErrorOutput'],
		['getNode', 'continueRegularOutput'],
		['getExecutionCancelSignal', 'continueRegularOutput'],
	])('%s, set to %s: a row that is refused comes out with its error', async (name, onError) => {
		const rows = [upload.row(1), upload.row(2, upload.refused.cells), upload.row(3, upload.wrong.cells)];
		for (const changed of [() => ({ [name]: undefined }), () => getterThatThrows(name)] satisfies Changed[]) {
			await site.clear();
			const result = await run(changed, rows, {}, onError);
			expect(result.error).toBeUndefined();
			expect(outcomesOf(result)).toEqual(['accepted', 'refused', 'notSent']);
			expect(result.outputs.map((items) => items.length)).toEqual(onError === 'continueErrorOutput' ? [1, 2] : [3]);
		}
	});

	it('word on whether to continue, set to stop: stops, and sends nothing beside an invalid row', async () => {
		const rows = [upload.row(1), upload.row(2, upload.wrong.cells)];
		const { error } = await run(() => ({ continueOnFail: undefined }), rows, {}, 'stopWorkflow');
		expect(error?.message).toBe('1 of 2 rows is invalid. No rows were sent');
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each<[string, Changed]>([
		['any', () => ({ getInputData: undefined })],
		['readable', () => getterThatThrows('getInputData')],
		['a list of', () => ({ getInputData: () => ({ 0: {} }) })],
	])('%s items: nothing is passed on as if all were well', async (_what, changed) => {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const result = await run(changed, goodRows(upload, 3), {}, onError);
			expect(outcomesOf(result)).toEqual(['notSent']);
			expect(result.outputs.flat()[0].json.success).toBe(false);
			expect(result.outputs[0]).toHaveLength(onError === 'continueErrorOutput' ? 0 : 1);
		}
		const { error } = await run(changed, goodRows(upload, 3), {}, 'stopWorkflow');
		expect(error?.message).toMatch(/items|getInputData|it broke/);
		expect(site.forwarder.passed).toEqual([]);
	});

	it.each([['helpers'], ['getCredentials'], ['getNodeParameter']])('readable %s: no row is sent', async (name) => {
		const result = await run(() => getterThatThrows(name), goodRows(upload, 3));
		expect(result.error).toBeUndefined();
		expect(outcomesOf(result)).toEqual(['notSent', 'notSent', 'notSent']);
		expect(site.forwarder.passed).toEqual([]);
	});
});

it.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
	'%s: a row with a cell that cannot be read is not sent, the others are',
	async (onError) => {
		const items = goodRows(upload, 3).map((json) => ({ json: { ...json } }));
		getterThatThrows('entity_name', items[1].json);
		Object.defineProperty(items[1].json, 'entity_name', { enumerable: true });
		const result = await run(() => ({ getInputData: () => items }), goodRows(upload, 3), {}, onError);
		expect(result.error).toBeUndefined();
		expect(outcomesOf(result)).toEqual(['accepted', 'notSent', 'accepted']);
	},
);

describe('a signal for cancelling that throws once it was asked so often', () => {
	const throwingAfter =
		(reads: number): Changed =>
		() => {
			let left = reads;
			const signal = { addEventListener: () => undefined, removeEventListener: () => undefined };
			Object.defineProperty(signal, 'aborted', { get: () => (left-- > 0 ? false : throws()) });
			return { getExecutionCancelSignal: () => signal };
		};
	const READS = [0, 1, 13, 14, 25, 26, 27, 28, 30, 33, 37, 42, 50, 61, 77, 99, 150];

	it.each(READS)('%i times: every row has the outcome that the gateway has for it', async (reads) => {
		const rows = goodRows(upload, 12);
		site.gateway.setFaults([{ kind: 'code20000', every: 5 }]);
		const result = await run(throwingAfter(reads), rows, { concurrency: 3 });
		await site.forwarder.quiet();
		expect(result.error).toBeUndefined();
		const received = receivedKeys(site.gateway, upload.key);
		const outcomes = outcomesOf(result);
		expect(outcomes).toHaveLength(12);
		outcomes.forEach((outcome, index) => {
			const isTaken = site.gateway.requests.some(
				({ bizContent, accepted }) => accepted && bizContent[upload.key] === rows[index][upload.key],
			);
			if (outcome === 'accepted') expect(isTaken).toBe(true);
			if (outcome === 'notSent') expect(received).not.toContain(rows[index][upload.key]);
			expect(['accepted', 'notSent', 'unknown']).toContain(outcome);
		});
	});

	it.each(READS.slice(3))('%i times, set to stop: the error says what became of every row', async (reads) => {
		const result = await run(throwingAfter(reads), goodRows(upload, 12), { concurrency: 3 }, 'stopWorkflow');
		await site.forwarder.quiet();
		if (result.error === undefined) return expect(outcomesOf(result)).toEqual(Array(12).fill('accepted'));
		const { message, description } = result.error;
		expect(message).toMatch(/^Unexpected error: it broke/);
		// The sum leaves out what is zero.
		const [sum] = /^\d+ (?:accepted|refused|not sent|unknown).*\.$/m.exec(description ?? '')!;
		const countOf = (outcome: string) => Number(new RegExp(`(\\d+) ${outcome}`).exec(sum)?.[1] ?? 0);
		const [accepted, refused, notSent, unknown] = ['accepted', 'refused', 'not sent', 'unknown'].map(countOf);
		expect(accepted + refused + notSent + unknown).toBe(12);
		expect(accepted).toBeLessThanOrEqual(site.gateway.counts.accepted);
		expect(accepted + unknown).toBeGreaterThanOrEqual(site.gateway.counts.accepted);
		if (accepted > 0) expect(description).toMatch(new RegExp(`Accepted \\(${accepted}\\): `));
	});
});
