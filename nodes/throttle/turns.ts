/** Milliseconds after the moment for which a run was told to come back, in which nobody takes its turn. */
const GRACE = 20;

interface Waiting<Run> {
	readonly run: Run;
	/** The moment for which it was told to come back. */
	due: number;
}

/**
 * Turns among runs that share a quota: those that had to wait start one request each, first come, first served.
 * A long run with many requests in flight asks far more often than a short one and would otherwise be there
 * first each time. A run that does not come back loses its turn.
 */
export function createTurns<Run>() {
	const waiting: Array<Waiting<Run>> = [];
	const remove = (run: Run) => {
		const place = waiting.findIndex((each) => each.run === run);
		if (place >= 0) waiting.splice(place, 1);
	};
	const dropLate = (run: Run, now: number) => {
		while (waiting.length > 0 && waiting[0].run !== run && waiting[0].due + GRACE < now) waiting.shift();
	};
	/** Puts the run in the queue if it is not there, and has it come back after so many milliseconds. */
	const queue = (run: Run, now: number, waitAt: (place: number) => number) => {
		let place = waiting.findIndex((each) => each.run === run);
		if (place < 0) place = waiting.push({ run, due: now }) - 1;
		const wait = waitAt(place);
		waiting[place].due = now + wait;
		return wait;
	};
	return {
		/**
		 * Milliseconds until this run may start a request; 0 = now.
		 *
		 * @param free milliseconds until any run may
		 * @param interval milliseconds between two starts
		 */
		wait(run: Run, now: number, free: number, interval: number): number {
			dropLate(run, now);
			if (free > 0) return queue(run, now, (place) => free + place * interval);
			if (waiting.length === 0 || waiting[0].run === run) return 0;
			const untilDropped = waiting[0].due + GRACE - now;
			return queue(run, now, () => Math.max(1, Math.ceil(untilDropped) + 1));
		},
		/** The run has started a request, or waits no more. */
		remove,
	};
}
