/** What a page will show in a moment. */

const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

/**
 * Looks again until nothing is thrown any more: a page shows what it has been given a moment later, and on a
 * busy machine later still. Throws what was thrown last, after 30 seconds.
 */
export const eventually = async (look: () => Promise<void>): Promise<void> => {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			return await look();
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}
};
