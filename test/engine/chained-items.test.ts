/** Rows whose input already has an outcome: of an earlier run, or in another API's response. */
import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';

import { CALLS_AND_MODES, parametersFor } from './calls';
import type { CallUnderTest, InputMode } from './calls';
import { runWorkflow } from './harness';
import { openSite } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

/** Every member with which one of our nodes or the gateway says what became of a row, saying the opposite. */
const EARLIER: IDataObject = {
	success: true,
	outcome: 'accepted',
	dryRun: true,
	verified: true,
	attempts: 3,
	fingerprint: 'f00d',
	trace_id: '0123456789abcdef0123456789abcdef',
	hints: ['an earlier hint'],
	request: { method: 'an.earlier.method', biz_content: {} },
	error: { message: 'an earlier error', outcome: 'unknown' },
	code: '10000',
	msg: 'Success',
	sub_code: 'AN_EARLIER_CODE',
	sub_msg: 'an earlier message',
	biz_result: 'success',
	zhima_outcome: 'accepted',
	zhima_result: 'an earlier result',
	zhima_advice: 'an earlier advice',
	zhima_sub_code: 'AN_EARLIER_CODE',
	zhima_trace_id: '0123456789abcdef0123456789abcdef',
	zhima_fingerprint: 'f00d',
};

/** Members that are the operator's own, though nearly called like one of ours. */
const OWN: IDataObject = { Code: 'A1', message: 'mine', status: 'open', result: 7, 备注: '', nested: { success: true } };

const ITEMS_WAYS = ['continueRegularOutput', 'continueErrorOutput'] as const satisfies readonly OnError[];

const run = async (call: CallUnderTest, mode: InputMode, onError: OnError, options: object = {}) => {
	const chained = (cells: object) => ({ ...EARLIER, ...OWN, ...cells });
	const rows = [
		chained(call.row(1)),
		chained(call.row(2, call.refused.cells)),
		chained(call.row(3, call.wrong.cells)),
	];
	const result = await runWorkflow({
		rows,
		node: { type: call.type, parameters: parametersFor(call, mode, options), onError },
		credential: site.credential(),
		seen: { success: '={{ $json.success }}', verified: '={{ $json.verified }}', code: '={{ $json.code }}' },
	});
	const byIndex = (index: number): INodeExecutionData => {
		const found = result.outputs.flat().find(({ pairedItem }) => (pairedItem as { item: number }).item === index);
		if (found === undefined) throw new Error(`No item for row ${index}`);
		return found;
	};
	return { ...result, rows, byIndex };
};

/** As the next execution, a waiting one or another worker gets it. */
const stored = ({ json }: INodeExecutionData) => JSON.parse(JSON.stringify(json)) as IDataObject;

describe.each(CALLS_AND_MODES)('%s by %s, chained', (_name, mode, call) => {
	describe.each(ITEMS_WAYS)('%s', (onError) => {
		it('leaves nothing of an earlier outcome beside an error', async () => {
			const { byIndex, outputs, after, afterError } = await run(call, mode, onError);
			expect(outputs.map((items) => items.length)).toEqual(onError === 'continueErrorOutput' ? [1, 2] : [3]);
			for (const [index, outcome] of [[1, 'refused'], [2, 'notSent']] as const) {
				const cells = index === 1 ? call.refused.cells : call.wrong.cells;
				expect(stored(byIndex(index))).toEqual({
					...OWN,
					...call.row(index + 1, cells),
					success: false,
					outcome,
					error: expect.objectContaining({ outcome, message: expect.not.stringMatching(/earlier/) }) as object,
				});
			}
			const failed = onError === 'continueErrorOutput' ? afterError : after.slice(1);
			expect(failed.map(({ seen }) => [seen.success, seen.verified, seen.code])).toEqual(
				[1, 2].map(() => [false, undefined, undefined]),
			);
		});

		it('has only the outcome of this run in an accepted row', async () => {
			const { byIndex } = await run(call, mode, onError);
			expect(stored(byIndex(0))).toEqual({
				success: true,
				outcome: 'accepted',
				[call.key]: call.row(1)[call.key],
				code: '10000',
				msg: 'Success',
				...call.response,
				verified: true,
				attempts: 1,
				fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
				trace_id: expect.not.stringMatching(String(EARLIER.trace_id)) as string,
				request: { method: call.method, biz_content: { ...call.fixed, ...call.row(1) } },
			});
		});

		it('has only the outcome of this run in a dry run', async () => {
			const { byIndex } = await run(call, mode, onError, { dryRun: true });
			for (const index of [0, 1]) {
				const cells = index === 1 ? call.refused.cells : {};
				expect(stored(byIndex(index))).toEqual({
					success: false,
					outcome: 'shown',
					[call.key]: call.row(index + 1)[call.key],
					dryRun: true,
					fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
					request: { method: call.method, biz_content: { ...call.fixed, ...call.row(index + 1, cells) } },
				});
			}
			expect(stored(byIndex(2))).toEqual({
				...OWN,
				...call.row(3, call.wrong.cells),
				success: false,
				outcome: 'notSent',
				error: expect.objectContaining({ outcome: 'notSent' }) as object,
			});
			expect(site.forwarder.passed).toEqual([]);
		});
	});

	it.each(ITEMS_WAYS)('lets no function of the input speak for the item with %s', async (onError) => {
		const speaking = { ...call.row(1, call.wrong.cells), 备注: 'kept', toJSON: () => ({ success: true }) };
		const { outputs } = await runWorkflow({
			items: [{ json: speaking as unknown as IDataObject }],
			node: { type: call.type, parameters: parametersFor(call, mode), onError },
			credential: site.credential(),
			seen: { source: '' },
		});
		const [failed] = outputs.flat();
		expect(stored(failed)).toMatchObject({ success: false, outcome: 'notSent', 备注: 'kept' });
	});

	it('has the members in an order that a table shows well', async () => {
		const { byIndex } = await run(call, mode, 'continueRegularOutput');
		const accepted = Object.keys(byIndex(0).json);
		expect(accepted.slice(0, 5)).toEqual(['success', 'outcome', call.key, 'code', 'msg']);
		expect(accepted.at(-1)).toBe('request');
		for (const index of [1, 2]) {
			const failed = Object.keys(byIndex(index).json);
			expect(failed.slice(0, 4)).toEqual(['success', 'outcome', call.key, 'error']);
		}
		const shown = await run(call, mode, 'continueRegularOutput', { dryRun: true });
		expect(Object.keys(shown.byIndex(0).json)).toEqual(['success', 'outcome', call.key, 'dryRun', 'fingerprint', 'request']);
	});
});

describe('columns that are called like a member of the node’s', () => {
	const sentence = /^These columns have the same names as output fields of this node, so rows that were not accepted are returned without them.*: “code”, “msg”\. Rename a column/;
	const hintsOf = async (cells: object, rowCells: object) => {
		const [, , call] = CALLS_AND_MODES.find(([, mode]) => mode === 'columns')!;
		const { hints } = await runWorkflow({
			rows: [{ ...call.row(1), ...rowCells, ...cells }],
			node: { type: call.type, parameters: parametersFor(call, 'columns'), onError: 'continueRegularOutput' },
			credential: site.credential(),
		});
		return hints.map(({ message }) => message);
	};

	it('are named if a row is returned without them', async () => {
		const hints = await hintsOf({ code: 'mine', msg: 'mine too', 备注: 'x' }, { longitude: '361' });
		expect(hints).toContainEqual(expect.stringMatching(sentence));
	});

	it.each([
		['all rows were accepted', { code: 'mine', msg: 'mine too' }, {}],
		['there is none', { 备注: 'x' }, { longitude: '361' }],
	])('are not spoken of where %s', async (_what, cells, rowCells) => {
		const hints = await hintsOf(cells, rowCells);
		expect(hints.join('\n')).not.toMatch(/uses for outcomes/);
	});
});
