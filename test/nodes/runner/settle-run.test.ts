import assert from 'node:assert/strict';

import { AlipayError } from '../../../alipay';
import { failedRun, settleRun, notSentOver } from '../../../nodes/runner/settle-run';
import type { NotAccepted, RowOutcome } from '../../../nodes/output/outcome';
import type { Run } from '../../../nodes/runner/send-rows';
import { borrowEntityUpload, dataStateSync } from '../../../zhima';
import type { Api, Issue, Reading } from '../../../zhima';

const contentAbout = (entity: string) => ({ category_code: 'umbrella', entity_code: entity });

const accepted: RowOutcome = {
	outcome: 'accepted',
	members: {},
	verified: true,
	attempts: 1,
	content: {},
	hints: [],
};
const notAccepted = (outcome: NotAccepted['outcome'], attempts = 1): NotAccepted => ({
	outcome,
	message: 'what happened',
	description: 'what to do',
	code: 'X',
	subCode: '',
	field: '',
	attempts,
});

/** A run over rows that are each about one thing, by its name; an empty name means an invalid row. */
const runOver = (about: readonly string[], outcomes: ReadonlyArray<RowOutcome | undefined>) =>
	({
		api: borrowEntityUpload,
		rows: {
			readings: about.map((entity) =>
				entity === ''
					? { ok: false, issues: [] }
					: { ok: true, content: contentAbout(entity), hints: [] },
			),
			nameOf: (index: number) => `Row ${index + 2}`,
			settings: { merchants: { of: () => 0 } },
		},
		outcomes: [...outcomes],
		deadlines: { cancelled: false },
		started: new Map(),
	}) as unknown as Run;

const descriptionOf = (outcome: RowOutcome) => ('description' in outcome ? outcome.description : '');

describe('settleRun', () => {
	it('warns of sending a row again where a later one about the same thing was accepted', async () => {
		const settled = await settleRun(
			runOver(
				['a', 'b', 'a', 'c', 'a', 'b'],
				[notAccepted('unknown'), notAccepted('refused'), accepted, accepted, accepted, notAccepted('unknown')],
			),
		);
		expect(descriptionOf(settled[0])).toMatch(/^what to do\. Row 6 updated the same thing after this row/);
		expect(descriptionOf(settled[0])).not.toMatch(/Row 4/);
		expect(descriptionOf(settled[1])).toBe('what to do');
		expect(descriptionOf(settled[5])).toBe('what to do');
	});

	it('warns for a row that was never sent, and says nothing where no cell of an invalid row was read', async () => {
		const settled = await settleRun(
			runOver(['', 'a', 'a'], [notAccepted('notSent', 0), notAccepted('notSent', 0), accepted]),
		);
		expect(settled.map(descriptionOf)).toEqual([
			'what to do',
			expect.stringMatching(/^what to do\. Row 4 updated the same thing after this row/),
			'',
		]);
		expect(settled.map((each) => 'supersededBy' in each && each.supersededBy)).toEqual([false, 2, false]);
	});

	describe('of an invalid row uses its valid cells', () => {
		const issue = (field: string): Issue => ({ field, heading: field, message: 'm', advice: 'a' });
		const invalid = (wrong: readonly string[], readable: Record<string, string>): Reading => ({
			ok: false,
			issues: wrong.map(issue),
			readable,
		});
		const IS = /\d updated the same thing after this row/;
		const MAY_BE = /may have updated the same thing after this row/;
		const NOTHING = /^what to do$/;
		const cabinet = { category_code: 'umbrella', entity_code: 'a' };
		const order = { user_id: '2088', out_biz_no: '1', out_principal_id: 'p' };

		it.each<[string, Api, Reading, Record<string, string>, RegExp]>([
			['another cell is wrong', borrowEntityUpload, invalid(['longitude'], cabinet), cabinet, IS],
			['the later row is another cabinet', borrowEntityUpload, invalid(['longitude'], cabinet), { ...cabinet, entity_code: 'b' }, NOTHING],
			['the later row has another category', borrowEntityUpload, invalid(['longitude'], cabinet), { ...cabinet, category_code: 'power_bank' }, NOTHING],
			['the category is wrong', borrowEntityUpload, invalid(['category_code'], { entity_code: 'a' }), cabinet, MAY_BE],
			['the code is wrong', borrowEntityUpload, invalid(['entity_code'], { category_code: 'umbrella' }), cabinet, NOTHING],
			['a code that is wrong was read all the same', borrowEntityUpload, invalid(['entity_code'], cabinet), cabinet, NOTHING],
			['nothing was read', borrowEntityUpload, { ok: false, issues: [issue('longitude')] }, cabinet, NOTHING],
			['an order: another cell is wrong', dataStateSync, invalid(['biz_data'], order), { ...order, out_principal_id: 'q' }, IS],
			['an order: the user is wrong', dataStateSync, invalid(['user_id'], { out_biz_no: '1' }), order, MAY_BE],
			['an order of another user', dataStateSync, invalid(['biz_data'], order), { ...order, user_id: '2089' }, NOTHING],
			['a user’s other order', dataStateSync, invalid(['out_biz_no'], { user_id: '2088' }), order, NOTHING],
		])('%s', async (_what, api, reading, later, expected) => {
			const run = runOver(['', ''], [notAccepted('notSent', 0), accepted]);
			const readings = [reading, { ok: true, content: later, hints: [] }];
			const settled = await settleRun({ ...run, api, rows: { ...run.rows, readings } } as Run);
			expect(descriptionOf(settled[0])).toMatch(expected);
		});

		it('and not where the accepted row comes before it', async () => {
			const run = runOver(['a', ''], [accepted, notAccepted('notSent', 0)]);
			const readings = [run.rows.readings[0], invalid(['longitude'], { ...cabinet })];
			const settled = await settleRun({ ...run, rows: { ...run.rows, readings } } as Run);
			expect(descriptionOf(settled[1])).toBe('what to do');
		});
	});

	it('gives every row that was not started its outcome', async () => {
		const run = runOver(['a', 'b', 'c'], [accepted, undefined, undefined]);
		run.endedBy = { index: 0, outcome: { ...notAccepted('refused'), endsRun: true } };
		const settled = await settleRun(run);
		expect(settled.map(({ outcome }) => outcome)).toEqual(['accepted', 'notSent', 'notSent']);
		expect(settled[1]).toMatchObject({ code: 'X', description: 'what to do' });
	});

	it('takes its time in proportion to the rows, even if many are about one thing', async () => {
		const about = Array.from({ length: 100_000 }, () => 'a');
		const outcomes = about.map((_, index) => (index % 2 === 0 ? notAccepted('unknown') : accepted));
		const started = performance.now();
		const settled = await settleRun(runOver(about, outcomes));
		expect(performance.now() - started).toBeLessThan(5_000);
		expect(descriptionOf(settled[0])).toMatch(/Row 100001 updated the same thing/);
	});
});

describe('failedRun', () => {
	it('keeps what is known, and reports a row in flight as unknown', async () => {
		const run = runOver(
			['a', 'b', 'c', 'd', 'e', 'f'],
			[accepted, notAccepted('refused'), notAccepted('refused'), undefined, notAccepted('refused'), undefined],
		);
		const inFlight = { attempts: 1, overQuota: 0, isOverQuota: false, maybeDone: false, evidence: 'verified', isInFlight: true } as const;
		run.started.set(2, inFlight);
		run.started.set(4, { ...inFlight, isInFlight: false });
		run.started.set(5, { ...inFlight, attempts: 0 });
		const failed = await failedRun(run, new TypeError('it broke'));
		const outcomes = ['accepted', 'refused', 'unknown', 'notSent', 'refused', 'unknown'];
		expect(failed.map(({ outcome }) => outcome)).toEqual(outcomes);
		expect(failed[2]).toMatchObject({ attempts: 2 });
		expect(failed[3]).toMatchObject({
			message: 'it broke',
			description: expect.stringMatching(/^Unexpected error\. Report it/) as string,
			code: 'ERR_RUN',
		});
	});

	it('keeps every outcome where rows cannot be compared either', async () => {
		const run = runOver(['a', 'a', 'a'], [notAccepted('refused'), accepted, undefined]);
		const rows = { ...run.rows, nameOf: () => assert.fail('no names') };
		const failed = await failedRun({ ...run, rows }, new Error('it broke'));
		expect(failed.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted', 'notSent']);
	});

	const unreadable = Object.defineProperty(new Error('m'), 'message', { get: () => assert.fail('secret') });

	it.each<[unknown, object]>([
		[
			new AlipayError('ERR_X', { message: 'm', description: 'd', field: 'f' }),
			{ code: 'ERR_X', message: 'm', description: 'd', field: 'f' },
		],
		[new Error('m'), { code: 'ERR_RUN', message: 'm', description: /./ }],
		['m', { code: 'ERR_RUN', message: 'm' }],
		[null, { code: 'ERR_RUN', message: 'null' }],
		[Object.create(null), { code: 'ERR_RUN', message: 'Unexpected error' }],
		[unreadable, { code: 'ERR_RUN', message: 'Unexpected error' }],
		[{ get description() { return assert.fail('secret'); }, toString: () => 'm' }, { code: 'ERR_RUN', message: 'm' }],
	])('before anything was sent, over error %#: every row is not sent', (error, expected) => {
		const { description, ...others } = expected as { description?: unknown };
		expect(notSentOver(error)).toMatchObject({ ...others, outcome: 'notSent', attempts: 0 });
		expect(notSentOver(error).description).toMatch((description as string | undefined) ?? /./);
	});
});
