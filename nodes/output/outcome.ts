import type { Outcome } from '../../alipay';
import type { Issue } from '../../zhima';

/** What became of one row. Every row of a run has exactly one of these. */
export type RowOutcome = Accepted | NotAccepted | Shown;

export interface Accepted {
	readonly outcome: 'accepted';
	/** The response's own members. */
	readonly members: Record<string, unknown>;
	/** Whether the response's signature was verified. */
	readonly verified: boolean;
	readonly attempts: number;
	readonly traceId?: string;
	readonly content: Record<string, string>;
	readonly hints: readonly string[];
}

export interface NotAccepted {
	readonly outcome: Exclude<Outcome, 'accepted'>;
	readonly message: string;
	readonly description: string;
	readonly code: string;
	readonly subCode: string;
	readonly field: string;
	/** How many tries were sent; 0 = none. */
	readonly attempts: number;
	readonly traceId?: string;
	/** The row's invalid cells, where it was not sent because of them. */
	readonly issues?: readonly Issue[];
	/**
	 * The index of the last later row that is (or may be) about the same thing and was accepted: sent again by
	 * itself, this row would put an older state in a newer one's place.
	 */
	readonly supersededBy?: number;
	/** What to do about that; a part of the description. */
	readonly supersededAdvice?: string;
	/** True where the fault lies not with the row, but with the account or the product. */
	readonly endsRun?: boolean;
	/** True where the fault lies with the authorization of the row's merchant. */
	readonly isOfMerchant?: boolean;
}

/** What a dry run shows of a row that could be sent. */
export interface Shown {
	readonly outcome: 'shown';
	readonly content: Record<string, string>;
	readonly hints: readonly string[];
}

export const isNotAccepted = (each: RowOutcome): each is NotAccepted =>
	each.outcome !== 'accepted' && each.outcome !== 'shown';

/** How many rows came to which end. */
export type Tally = Record<Outcome, number>;

export function tallyOf(outcomes: Iterable<RowOutcome>): Tally {
	const tally: Tally = { accepted: 0, refused: 0, notSent: 0, unknown: 0 };
	for (const each of outcomes) if (each.outcome !== 'shown') tally[each.outcome]++;
	return tally;
}
