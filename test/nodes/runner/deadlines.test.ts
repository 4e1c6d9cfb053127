import { startDeadlines } from '../../../nodes/runner/deadlines';
import type { Deadlines } from '../../../nodes/runner/deadlines';

const NEVER = Symbol('nothing happened');

/** What a promise comes to within so many milliseconds, or `NEVER`. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | typeof NEVER> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<typeof NEVER>((resolve) => (timer = setTimeout(resolve, milliseconds, NEVER)));
	return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

const aborted = (signal: AbortSignal) =>
	new Promise<true>((resolve) => signal.addEventListener('abort', () => resolve(true)));

describe('startDeadlines', () => {
	let controller: AbortController;
	let deadlines: Deadlines;
	beforeEach(() => {
		controller = new AbortController();
		deadlines = startDeadlines(controller.signal);
	});
	afterEach(() => deadlines.stop());

	it('aborts an attempt whose time is up, and no other one', async () => {
		const short = deadlines.guard(50);
		const long = deadlines.guard(60_000);
		expect(await within(1_000, aborted(short.signal))).toBe(true);
		expect([short.timedOut(), long.timedOut(), long.signal.aborted]).toEqual([true, false, false]);
	});

	it('aborts all attempts on cancelling, for which no time was up', async () => {
		const guards = [deadlines.guard(60_000), deadlines.guard(60_000)];
		controller.abort();
		expect(guards.map(({ signal }) => signal.aborted)).toEqual([true, true]);
		expect(guards.map((guard) => guard.timedOut())).toEqual([false, false]);
		expect(deadlines.guard(60_000).signal.aborted).toBe(true);
		expect(deadlines.cancelled).toBe(true);
	});

	it('abandons an attempt that does not end within a second of its abort', async () => {
		const guard = deadlines.guard(50);
		await aborted(guard.signal);
		const abandoned = guard.abandoned.catch((error: Error) => error.message);
		expect(await within(800, abandoned)).toBe(NEVER);
		expect(await within(1_000, abandoned)).toBe('The request did not end');
	});

	it('does not abandon an attempt that has ended', async () => {
		const guard = deadlines.guard(50);
		await aborted(guard.signal);
		guard.done();
		expect(await within(1_500, guard.abandoned)).toBe(NEVER);
	});

	it.each<[string, () => void]>([
		['the run is cancelled', () => controller.abort()],
		['the deadlines are stopped', () => deadlines.stop()],
	])('ends a rest soon after %s', async (_what, end) => {
		const rest = deadlines.rest(60_000);
		end();
		expect(await within(1_000, rest)).toBeUndefined();
	});

	it('ends a rest when its time is up, or soon after it is over', async () => {
		expect(await within(1_000, deadlines.rest(20))).toBeUndefined();
		expect(await within(1_000, deadlines.rest(60_000, () => true))).toBeUndefined();
		expect(await within(300, deadlines.rest(60_000))).toBe(NEVER);
	});

	it('runs without a signal for cancelling', async () => {
		const uncancellable = startDeadlines(undefined);
		expect(uncancellable.cancelled).toBe(false);
		expect(await within(1_000, aborted(uncancellable.guard(50).signal))).toBe(true);
		uncancellable.stop();
	});
});
