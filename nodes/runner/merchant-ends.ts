/**
 * Rows of several merchants in one run: a refusal that is about one merchant's authorization ends that merchant's
 * rows, and the others go on. Whether the key and the address are right (account-check.ts) is the application's, so
 * that any merchant's response proves it for all.
 */
import { isNotAccepted } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import type { Merchants } from '../input/merchants';

/** The row that ended a merchant's rows. */
export interface MerchantEnd {
	readonly index: number;
	readonly outcome: NotAccepted;
}

/** What became of the merchants of a run. */
export interface MerchantEnds {
	/** The row that ended the rows of this row's merchant; undefined = they go on. */
	of(index: number): MerchantEnd | undefined;
	/**
	 * Takes note of a row's outcome. One that is about its merchant alone doesn't end the run where there are
	 * several: it ends the merchant's rows, and is returned as such.
	 */
	note(index: number, outcome: RowOutcome): RowOutcome;
	/** The first row to be sent of this row's merchant, which goes alone; undefined where there is one merchant. */
	leaderOf(index: number): number | undefined;
}

/** @param sendable the rows that can be sent, in row order */
export function createMerchantEnds(merchants: Merchants, sendable: readonly number[]): MerchantEnds {
	const leaders = new Map<number | undefined, number>();
	for (const index of sendable) {
		const merchant = merchants.of(index);
		if (!leaders.has(merchant)) leaders.set(merchant, index);
	}
	const areSeveral = leaders.size > 1;
	const ends = new Map<number | undefined, MerchantEnd>();
	return {
		of: (index) => ends.get(merchants.of(index)),
		note(index, outcome) {
			if (!areSeveral || !isNotAccepted(outcome) || !outcome.endsRun || !outcome.isOfMerchant) return outcome;
			const ofMerchant = { ...outcome, endsRun: false };
			const merchant = merchants.of(index);
			if (!ends.has(merchant)) ends.set(merchant, { index, outcome: ofMerchant });
			return ofMerchant;
		},
		leaderOf: (index) => (areSeveral ? leaders.get(merchants.of(index)) : undefined),
	};
}
