import type { Classification } from '../../alipay';

/**
 * Should this be tried again? Both calls may be sent again: an upload is a snapshot, a state sync is
 * named by its `out_biz_no`.
 *
 * @param tries how many have been made
 * @param maxRetries how many more than the first are allowed
 */
export function shouldTryAgain(
	classification: Pick<Classification, 'outcome' | 'retry'>,
	tries: number,
	maxRetries: number,
): boolean {
	return classification.outcome !== 'accepted' && classification.retry !== 'no' && tries <= maxRetries;
}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;

/**
 * How long to wait before the next try, in milliseconds: doubling from half a second to twenty
 * seconds, of which a random half, so that rows which failed together do not come back together.
 *
 * @param tries how many have been made, from 1
 * @param random a number from 0 to 1
 */
export function retryDelay(tries: number, random: number): number {
	const full = Math.min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY);
	return full / 2 + (full / 2) * random;
}
