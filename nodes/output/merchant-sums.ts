import { t } from '../../i18n/translate';
import { joinSentences } from '../../zhima';
import { asSentence } from '../form/form-fields';
import type { Merchants } from '../input/merchants';
import type { RowNames } from '../input/row-names';
import { isNotAccepted, tallyOf } from './outcome';
import type { NotAccepted, RowOutcome, Tally } from './outcome';
import { tallyWords } from './tally-sentence';

/** How many merchants are listed; of more, those with rows that were not accepted come first. */
const MERCHANTS_LISTED = 20;

interface RowsOfMerchants extends Pick<RowNames, 'nameOf'> {
	readonly settings: { readonly merchants: Pick<Merchants, 'of' | 'firstRowOf'> };
}

interface MerchantSum {
	readonly firstRow: number;
	readonly tally: Tally;
	/** The refusal of its authorization. */
	readonly end?: NotAccepted;
}

/** The sum of each merchant whose rows were to be sent; none where there is one. */
function sumsOf({ settings: { merchants } }: RowsOfMerchants, outcomes: readonly RowOutcome[]): MerchantSum[] {
	const groups = new Map<number, RowOutcome[]>();
	outcomes.forEach((outcome, index) => {
		const merchant = merchants.of(index);
		if (merchant === undefined || outcome.outcome === 'shown') return;
		const group = groups.get(merchant);
		if (group === undefined) groups.set(merchant, [outcome]);
		else group.push(outcome);
	});
	if (groups.size < 2) return [];
	return [...groups].map(([merchant, group]) => ({
		firstRow: merchants.firstRowOf(merchant),
		tally: tallyOf(group),
		end: group.filter(isNotAccepted).find((each) => each.isOfMerchant === true && each.outcome === 'refused'),
	}));
}

const isDone = ({ tally }: MerchantSum): boolean => tally.refused + tally.notSent + tally.unknown === 0;

/**
 * The sums by merchant, each named by the row where it first stands, never by its token; undefined where there
 * is one merchant.
 */
export function merchantSumsSentence(rows: RowsOfMerchants, outcomes: readonly RowOutcome[]): string | undefined {
	const sums = sumsOf(rows, outcomes);
	if (sums.length === 0) return undefined;
	const sorted = [...sums.filter((each) => !isDone(each)), ...sums.filter(isDone)];
	const listed = sorted.slice(0, MERCHANTS_LISTED).map(({ firstRow, tally }) => {
		const name = rows.nameOf(firstRow);
		return t({ en: `${name}: ${tallyWords(tally)}`, zh: `${name}：${tallyWords(tally)}` });
	});
	const more = sums.length - listed.length;
	const list = listed.join(t({ en: '; ', zh: '；' }));
	const rest = more > 0 ? t({ en: `; and ${more} more`, zh: `；另有 ${more} 个商户` }) : '';
	return t({
		en: `By merchant, each named by its first row: ${list}${rest}.`,
		zh: `按商户统计（以其首行表示）：${list}${rest}。`,
	});
}

/** For each merchant whose authorization was refused: which one, why, and what to do. */
export function merchantEndSentences(rows: RowsOfMerchants, outcomes: readonly RowOutcome[]): string[] {
	const ended = sumsOf(rows, outcomes).filter(({ end }) => end !== undefined);
	return ended.slice(0, MERCHANTS_LISTED).map(({ firstRow, end }) => {
		const name = rows.nameOf(firstRow);
		const why = joinSentences([asSentence(end!.message), asSentence(end!.description)]);
		return t({
			en: `The rows of one merchant (${name} and others) ended early: ${why}`,
			zh: `有一个商户（${name}等）的各行提前结束：${why}`,
		});
	});
}
