import type { SigningResult } from './send-row';

/** Milliseconds after which a request that waited for its turn is stamped and signed anew. */
const FRESH_FOR = 2_000;

/** Requests that were signed a little before their turn, so that nobody waits for the signing then. */
export interface PresignedRequests {
	/** Begins to sign a row's request; its turn is near. */
	make(row: number): void;
	/** The row's request: the one that was made ready, once and while it is fresh, else a new one. */
	take(row: number): Promise<SigningResult>;
}

/** @param seal stamps and signs a row's request; must not reject */
export function createPresignedRequests(
	signRow: (row: number) => Promise<SigningResult>,
	now: () => number = () => performance.now(),
): PresignedRequests {
	const ready = new Map<number, { signing: Promise<SigningResult>; at: number }>();
	return {
		make(row) {
			ready.set(row, { signing: signRow(row), at: now() });
		},
		async take(row) {
			const made = ready.get(row);
			ready.delete(row);
			return await (made !== undefined && now() - made.at <= FRESH_FOR ? made.signing : signRow(row));
		},
	};
}
