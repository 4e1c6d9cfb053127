import type { Classification } from '../../alipay';

/**
 * Should this row be tried again? Both calls are safe to repeat: an upload is a snapshot, and a state sync is
 * identified by its `out_biz_no`. A row that was refused because there are too many calls always is: the throttle
 * decides when, and the run ends where nothing else comes for too long (`maxWait`).
 *
 * @param tries how many attempts have been made, without those that were refused over too many calls
 * @param maxRetries how many more than the first are allowed
 */
export function shouldTryAgain(
	classification: Pick<Classification, 'outcome' | 'retry'>,
	tries: number,
	maxRetries: number,
): boolean {
	if (classification.outcome === 'accepted' || classification.retry === 'no') return false;
	return classification.retry === 'slower' || tries <= maxRetries;
}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;

/**
 * How long to wait before the next attempt, in milliseconds: exponential backoff from half a second to twenty
 * seconds, half of it random (equal jitter), so that rows which failed together are not sent again together.
 *
 * @param tries how many have been made, from 1
 * @param random a number from 0 to 1
 */
export function retryDelay(tries: number, random: number): number {
	const full = Math.min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY);
	return full / 2 + (full / 2) * random;
}
