import { sleep } from 'n8n-workflow';

/** The longest time that work over many rows holds the event loop in one go, in milliseconds. */
const SLICE = 20;

/**
 * Visits each entry in order, in slices of time between which others get the event loop: the editor, other
 * executions, and the responses of this run. Rejects with what `visit` throws.
 *
 * @param isOver asked before each entry; once true, the remaining entries are not visited
 */
export async function inSlices<T>(
	entries: Iterable<T>,
	visit: (entry: T, index: number) => void,
	isOver: () => boolean = () => false,
): Promise<void> {
	let since = performance.now();
	let index = 0;
	for (const entry of entries) {
		if (isOver()) return;
		visit(entry, index++);
		if (performance.now() - since < SLICE) continue;
		await sleep(0);
		since = performance.now();
	}
}

/** The entries in groups of up to `size`, e.g. for work that is cheaper for many at once. */
export function* inChunks<T>(entries: readonly T[], size: number): Generator<T[]> {
	for (let start = 0; start < entries.length; start += size) yield entries.slice(start, start + size);
}
