/** Items that no node should hand on, and some do: each is a row's own error, and the others are sent. */
import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';

import { CALLS, CALLS_AND_MODES, parametersFor, upload } from './calls';
import type { CallUnderTest, InputMode } from './calls';
import { runWorkflow } from './harness';
import { openSite, receivedKeys } from './site';
import type { Site } from './site';

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const item = (json: unknown) => ({ json }) as INodeExecutionData;

const ODD: ReadonlyArray<readonly [what: string, item: INodeExecutionData | null | undefined, message: RegExp]> = [
	['that is null', null, /The item has no "json"\./],
	['that is undefined', undefined, /The item has no "json"\./],
	['without json', {} as INodeExecutionData, /The item has no "json"\./],
	['with files alone', { binary: {} } as INodeExecutionData, /The item has no "json"\./],
	['whose json is undefined', item(undefined), /The item has no "json"\./],
	['whose json is null', item(null), /The item's "json" is of type null, not an object/],
	['whose json is a list', item([{ entity_code: 'A' }]), /The item's "json" is a list, not an object\. Add a Split Out node/],
	['whose json is an empty list', item([]), /The item's "json" is a list, not an object/],
	['whose json is a text', item('{"entity_code":"A"}'), /The item's "json" is of type string, not an object/],
	['whose json is a number', item(7), /The item's "json" is of type number, not an object/],
	['whose json is a truth value', item(true), /The item's "json" is of type boolean, not an object/],
];

const ONS = ['continueRegularOutput', 'continueErrorOutput'] as const satisfies readonly OnError[];

/**
 * The engine of today passes most of these on, and fails itself over a json that is null. So our node alone is
 * handed them; to the engine its input is well.
 */
const run = (
	call: CallUnderTest,
	mode: InputMode,
	items: readonly unknown[],
	onError: OnError,
	options: object = {},
) =>
	runWorkflow({
		rows: items.map(() => ({ of: 'the engine' })),
		handed: items,
		node: { type: call.type, parameters: parametersFor(call, mode, options), onError },
		credential: site.credential(),
	});

const throwingAt = (name: string, row: object): object =>
	Object.defineProperty({ ...row }, name, {
		enumerable: true,
		get() {
			throw new Error('gone');
		},
	});

const errorOf = ({ json }: INodeExecutionData) => json.error as IDataObject;

const indexOf = ({ pairedItem }: INodeExecutionData) =>
	typeof pairedItem === 'number' ? pairedItem : (pairedItem as { item: number }).item;

describe.each(CALLS_AND_MODES)('%s by %s', (_name, mode, call) => {
	const good = [item(call.row(1)), item(call.row(2))];

	it.each(ODD)('sends the rows around an item %s', async (_what, odd, message) => {
		for (const onError of ONS) {
			await site.clear();
			const { outputs, error } = await run(call, mode, [good[0], odd, good[1]], onError);
			expect(error).toBeUndefined();
			const [regular, failed = []] = outputs;
			const items = onError === 'continueErrorOutput' ? [regular[0], failed[0], regular[1]] : regular;
			expect(items.map(indexOf)).toEqual([0, 1, 2]);
			expect(items.map(({ json }) => json.success ?? false)).toEqual([true, false, true]);
			expect(errorOf(items[1])).toMatchObject({
				message: expect.stringMatching(new RegExp(`^Item 1: ${message.source}`)) as string,
				description: 'The row was not sent. Fix the values named, then run it again.',
				code: 'ERR_ROW',
				outcome: 'notSent',
				field: '',
			});
			expect(receivedKeys(site.gateway, call.key).sort()).toEqual([call.row(1)[call.key], call.row(2)[call.key]]);
		}
	});

	it('names each odd item where the node stops, and sends nothing', async () => {
		const items = [good[0], ...ODD.map(([, odd]) => odd), good[1]];
		const { error } = await run(call, mode, items, 'stopWorkflow');
		const noun = mode === 'columns' ? 'rows' : 'items';
		expect(error?.message).toBe(`${ODD.length} of ${items.length} ${noun} are invalid. No ${noun} were sent`);
		const lines = String(error?.description).split('\n');
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'Items 1-5',
			'Item 6',
			'Items 7-8',
			'Item 9',
			'Item 10',
			'Item 11',
			'To send the valid rows, set Settings → On Error → Continue',
		]);
		expect(site.forwarder.passed).toEqual([]);
	});

	it('shows the others in a dry run', async () => {
		const { outputs } = await run(call, mode, [item(null), good[0]], 'continueRegularOutput', { dryRun: true });
		expect(outputs[0].map(({ json }) => [json.dryRun, json.outcome])).toEqual([
			[undefined, 'notSent'],
			[true, 'shown'],
		]);
	});

	it('says what each of them is where there are no others', async () => {
		const { outputs } = await run(call, mode, ODD.map(([, odd]) => odd), 'continueRegularOutput');
		expect(outputs[0]).toHaveLength(ODD.length);
		outputs[0].forEach((each, index) => {
			expect(errorOf(each).message).toMatch(new RegExp(`^Item ${index}: ${ODD[index][2].source}`));
		});
	});

	it('reads an object without a prototype as any other', async () => {
		const bare = Object.assign(Object.create(null) as IDataObject, call.row(1));
		const { outputs } = await run(call, mode, [item(bare), good[1]], 'continueRegularOutput');
		expect(outputs[0].map(({ json }) => json.success)).toEqual([true, true]);
	});

	it('lets a cell that throws when it is read be that row’s error', async () => {
		const throwing = throwingAt(call.key, call.row(1));
		for (const onError of ONS) {
			await site.clear();
			const { outputs, error } = await run(call, mode, [item(throwing), good[1]], onError);
			expect(error).toBeUndefined();
			const [regular, failed = []] = outputs;
			const [odd, other] = onError === 'continueErrorOutput' ? [failed[0], regular[0]] : regular;
			expect(other.json.success).toBe(true);
			expect(odd.json.success ?? false).toBe(false);
			expect(errorOf(odd)).toMatchObject({ outcome: 'notSent', message: expect.stringMatching(/gone/) as string });
			expect(receivedKeys(site.gateway, call.key)).toEqual([call.row(2)[call.key]]);
		}
	});
});

it.each(CALLS)('$name: an odd item hides no missing column', async (call) => {
	const incomplete = Object.fromEntries(Object.entries(call.row(1)).filter(([name]) => name !== call.key));
	const { outputs } = await run(call, 'columns', [item(null), item(incomplete)], 'continueRegularOutput');
	expect(errorOf(outputs[0][0]).message).toMatch(/^Item 0: The item's "json" is of type null/);
	expect(errorOf(outputs[0][1]).message).toMatch(new RegExp(`^A required column is missing: ${call.key}`));
});

describe('through the engine', () => {
	const passed = ODD.filter(([what]) => !/null|that is undefined/.test(what));

	it.each(ONS)('sends the rows around odd items with %s', async (onError) => {
		for (const [, , call] of CALLS_AND_MODES.filter(([, mode]) => mode === 'columns')) {
			await site.clear();
			const { outputs } = await runWorkflow({
				items: [item(call.row(1)), ...passed.map(([, odd]) => odd as INodeExecutionData), item(call.row(2))],
				node: { type: call.type, parameters: parametersFor(call, 'columns'), onError },
				credential: site.credential(),
			});
			const [regular, failed = []] = outputs;
			const errors = onError === 'continueErrorOutput' ? failed : regular.slice(1, -1);
			expect(errors.map(indexOf)).toEqual(passed.map((_, index) => index + 1));
			expect(errors.map(({ json }) => json.success)).toEqual(passed.map(() => false));
			errors.forEach((each, index) => expect(errorOf(each).message).toMatch(passed[index][2]));
			expect(receivedKeys(site.gateway, call.key)).toHaveLength(2);
		}
	});

	it.each(ONS)('sends the rows around a cell that throws with %s', async (onError) => {
		const { outputs, error } = await runWorkflow({
			items: [item(throwingAt(upload.key, upload.row(1))), item(upload.row(2))],
			node: { type: upload.type, parameters: parametersFor(upload, 'columns'), onError },
			credential: site.credential(),
			seen: { source: '' },
		});
		expect(error).toBeUndefined();
		const [odd, other] = onError === 'continueErrorOutput' ? [outputs[1][0], outputs[0][0]] : outputs[0];
		expect(other.json.success).toBe(true);
		expect(errorOf(odd)).toMatchObject({ outcome: 'notSent', message: expect.stringMatching(/gone/) as string });
	});
});

it.each(CALLS_AND_MODES)('%s by %s gives nothing for no items at all', async (_name, mode, call) => {
	for (const onError of ['stopWorkflow', ...ONS] as const) {
		const { outputs, error, hints } = await runWorkflow({
			rows: [{}],
			handed: [],
			node: { type: call.type, parameters: parametersFor(call, mode), onError },
			credential: site.credential(),
		});
		expect(error).toBeUndefined();
		expect(outputs.flat()).toEqual([]);
		expect(hints.map(({ message }) => message)).toEqual(['No rows were sent.']);
	}
	expect(site.forwarder.passed).toEqual([]);
});
