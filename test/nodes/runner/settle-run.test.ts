import { AlipayError } from '../../../alipay';
import { failedRun, settleRun, notSentOver } from '../../../nodes/runner/settle-run';
import type { NotAccepted, RowOutcome } from '../../../nodes/output/outcome';
import type { Run } from '../../../nodes/runner/send-rows';
import { borrowEntityUpload } from '../../../zhima';

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

/** A run over rows that are each about one thing, by its name; an empty name stands for a wrong row. */
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
		},
		outcomes: [...outcomes],
		deadlines: { cancelled: false },
		started: new Map(),
	}) as unknown as Run;

const descriptionOf = (outcome: RowOutcome) => ('description' in outcome ? outcome.description : '');

describe('the end of a run', () => {
	it('warns of sending a row again where a later one about the same thing was accepted', async () => {
		const settled = await settleRun(
			runOver(
				['a', 'b', 'a', 'c', 'a', 'b'],
				[notAccepted('unknown'), notAccepted('refused'), accepted, accepted, accepted, notAccepted('unknown')],
			),
		);
		expect(descriptionOf(settled[0])).toMatch(/^what to do\. Row 6 is about the same thing and was accepted after/);
		expect(descriptionOf(settled[0])).not.toMatch(/Row 4/);
		expect(descriptionOf(settled[1])).toBe('what to do');
		expect(descriptionOf(settled[5])).toBe('what to do');
	});

	it('says nothing of it for rows that were wrong or never sent', async () => {
		const settled = await settleRun(
			runOver(['', 'a', 'a'], [notAccepted('notSent', 0), notAccepted('notSent', 0), accepted]),
		);
		expect(settled.map(descriptionOf)).toEqual(['what to do', 'what to do', '']);
	});

	it('gives every row that was not begun its outcome', async () => {
		const run = runOver(['a', 'b', 'c'], [accepted, undefined, undefined]);
		run.culprit = { index: 0, outcome: { ...notAccepted('refused'), endsRun: true } };
		const settled = await settleRun(run);
		expect(settled.map(({ outcome }) => outcome)).toEqual(['accepted', 'notSent', 'notSent']);
		expect(settled[1]).toMatchObject({ code: 'X', description: 'what to do' });
	});

	it('takes its time in proportion to the rows, however many are about one thing', async () => {
		const about = Array.from({ length: 100_000 }, () => 'a');
		const outcomes = about.map((_, index) => (index % 2 === 0 ? notAccepted('unknown') : accepted));
		const started = performance.now();
		const settled = await settleRun(runOver(about, outcomes));
		expect(performance.now() - started).toBeLessThan(5_000);
		expect(descriptionOf(settled[0])).toMatch(/Row 100001 is about the same thing/);
	});
});

describe('a run that breaks', () => {
	it('keeps what is known, and calls nothing not sent that was on its way', () => {
		const run = runOver(
			['a', 'b', 'c', 'd'],
			[accepted, notAccepted('refused'), notAccepted('refused'), undefined],
		);
		run.started.set(2, { attempts: 1, maybeDone: false, evidence: 'verified' });
		const broken = failedRun(run, new TypeError('it broke'));
		expect(broken.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'unknown', 'notSent']);
		expect(broken[3]).toMatchObject({ message: 'it broke', code: 'ERR_RUN' });
	});

	it.each<[unknown, object]>([
		[
			new AlipayError('ERR_X', { message: 'm', description: 'd', field: 'f' }),
			{ code: 'ERR_X', message: 'm', description: 'd', field: 'f' },
		],
		[new Error('m'), { code: 'ERR_RUN', message: 'm', description: /./ }],
		['m', { code: 'ERR_RUN', message: 'm' }],
		[null, { code: 'ERR_RUN', message: 'null' }],
	])('before anything was sent, over %p: no row was', (error, told) => {
		const { description, ...others } = told as { description?: unknown };
		expect(notSentOver(error)).toMatchObject({ ...others, outcome: 'notSent', attempts: 0 });
		expect(notSentOver(error).description).toMatch((description as string | undefined) ?? /./);
	});
});
