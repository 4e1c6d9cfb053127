import { t } from '../../i18n/translate';
import { withKey } from '../input/row-names';
import type { Place, RowNames } from '../input/row-names';
import type { RowOutcome } from './outcome';

/** Rows whose numbers follow each other, by their indexes among the run's items. */
export interface RowSpan {
	readonly from: number;
	readonly to: number;
}

/** How many ranges have keys beside them; the others are named by their numbers alone. */
const KEYS_NAMED = 50;

const follows = (place: Place, other: Place): boolean =>
	other.unit === place.unit && other.number === place.number + 1;

/** Whether a row comes right after another, both in the input and by its number. */
export const isNextRow = (rows: RowNames, index: number, other: number): boolean =>
	other === index + 1 && follows(rows.placeOf(index), rows.placeOf(other));

/** The rows as spans, in their order; a span never mixes rows of a sheet with items. */
export function spansOf(rows: RowNames, indexes: readonly number[]): RowSpan[] {
	const spans: Array<{ from: number; to: number }> = [];
	for (const index of indexes) {
		const last = spans.at(-1);
		if (last && follows(rows.placeOf(last.to), rows.placeOf(index))) last.to = index;
		else spans.push({ from: index, to: index });
	}
	return spans;
}

/** `entity_code A … B`: the keys of a span's first and last row, where both can be read. */
function keysOf(rows: RowNames, { from, to }: RowSpan): string | undefined {
	const [first, last] = [rows.keyOf(from), rows.keyOf(to)];
	if (first === undefined || last === undefined) return undefined;
	return `${rows.keyName} ${first === last ? first : `${first} … ${last}`}`;
}

const numbersOf = (rows: RowNames, { from, to }: RowSpan): string => {
	const first = rows.placeOf(from).number;
	return from === to ? `${first}` : `${first}-${rows.placeOf(to).number}`;
};

/** `Rows 2-57 (entity_code A … B)`: how a span is called at the beginning of a sentence. */
export function nameOfSpan(rows: RowNames, span: RowSpan): string {
	if (span.from === span.to) return rows.nameOf(span.from);
	const numbers = numbersOf(rows, span);
	const name =
		rows.placeOf(span.from).unit === 'row'
			? t({ en: `Rows ${numbers}`, zh: `第 ${numbers} 行` })
			: t({ en: `Items ${numbers}`, zh: `输入项 ${numbers}` });
	return withKey(name, keysOf(rows, span));
}

/** One span of a list. In English the unit is before the first span that has it. */
function listedSpan(rows: RowNames, span: RowSpan, isFirst: boolean, isAlone: boolean): string {
	const numbers = numbersOf(rows, span);
	if (rows.placeOf(span.from).unit === 'row') {
		const unit = isAlone ? 'row' : 'rows';
		return t({ en: isFirst ? `${unit} ${numbers}` : numbers, zh: `第 ${numbers} 行` });
	}
	const unit = isAlone ? 'item' : 'items';
	return t({ en: isFirst ? `${unit} ${numbers}` : numbers, zh: `输入项 ${numbers}` });
}

/**
 * Rows as ranges in words, `rows 2-57 (entity_code A … B), 59 (entity_code C), item 7`, so that no row of a
 * long run is lost from a message. Of more than `most` ranges the first ones and the last are named.
 */
export function listRows(rows: RowNames, indexes: readonly number[], most = Infinity): string {
	const spans = spansOf(rows, indexes);
	const unitOf = (at: number) => (at in spans ? rows.placeOf(spans[at].from).unit : undefined);
	const listed = (span: RowSpan, at: number): string => {
		const isFirst = unitOf(at) !== unitOf(at - 1);
		const isAlone = span.from === span.to && unitOf(at) !== unitOf(at + 1);
		const keys = at < KEYS_NAMED ? keysOf(rows, span) : undefined;
		return withKey(listedSpan(rows, span, isFirst, isAlone), keys);
	};
	const last = spans.length - 1;
	const parts =
		spans.length <= most + 1
			? spans.map(listed)
			: [...spans.slice(0, most).map(listed), '…', listed(spans[last], last)];
	return parts.join(t({ en: ', ', zh: '、' }));
}

const OUTCOME_WORDS = {
	accepted: { en: 'Accepted', zh: '已受理' },
	refused: { en: 'Refused', zh: '被拒绝' },
	notSent: { en: 'Not sent', zh: '未发送' },
	unknown: { en: 'Unknown', zh: '结果未知' },
} as const;

/** What became of the only row of a run, in a line of its own. */
export function whatBecameOf({ outcome }: RowOutcome): string {
	if (outcome === 'shown') return '';
	const word = OUTCOME_WORDS[outcome];
	return t({ en: `Outcome: ${word.en.toLowerCase()}`, zh: `结果：${word.zh}` });
}

/** For each outcome the rows that have it, as ranges. */
export function whereEachRowIs(rows: RowNames, outcomes: readonly RowOutcome[]): string[] {
	const found: Record<RowOutcome['outcome'], number[]> = {
		accepted: [],
		refused: [],
		notSent: [],
		unknown: [],
		shown: [],
	};
	outcomes.forEach((each, index) => found[each.outcome].push(index));
	return (['accepted', 'refused', 'notSent', 'unknown'] as const).flatMap((outcome) => {
		const count = found[outcome].length;
		if (count === 0) return [];
		const [word, ranges] = [t(OUTCOME_WORDS[outcome]), listRows(rows, found[outcome])];
		return t({ en: `${word} (${count}): ${ranges}`, zh: `${word}（${count}）：${ranges}` });
	});
}
