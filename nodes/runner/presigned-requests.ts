import type { SigningResult } from './send-row';

/** Milliseconds after which a request that waited for its turn is stamped and signed anew. */
const FRESH_FOR = 2_000;

/** Requests that are signed a little before their turn, so that no free place in flight waits for a signature. */
export interface PresignedRequests {
	/** Starts signing a row's request; its turn is near. */
	make(row: number): void;
	/** The row's request: the presigned one, once and while it is fresh, else a new one. */
	take(row: number): Promise<SigningResult>;
}

/** @param signRow stamps and signs a row's request */
export function createPresignedRequests(
	signRow: (row: number) => Promise<SigningResult>,
	now: () => number = () => performance.now(),
): PresignedRequests {
	const ready = new Map<number, { signing: Promise<SigningResult>; at: number }>();
	return {
		make(row) {
			const signing = signRow(row);
			// The caller that takes the request handles its rejection. If the run ends before, there is no caller.
			signing.catch(() => undefined);
			ready.set(row, { signing, at: now() });
		},
		async take(row) {
			const made = ready.get(row);
			ready.delete(row);
			const isFresh = made !== undefined && now() - made.at <= FRESH_FOR;
			return await (isFresh ? made.signing : signRow(row));
		},
	};
}
