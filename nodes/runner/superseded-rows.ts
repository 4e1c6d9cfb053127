import { t } from '../../i18n/translate';
import { invalidRowKeysOf, joinSentences, namingKeysOf, orderKeysOf } from '../../zhima';
import { asSentence } from '../form/form-fields';
import { isNotAccepted } from '../output/outcome';
import type { NotAccepted, RowOutcome } from '../output/outcome';
import { keysUnder } from './merchant-keys';
import type { Run } from './send-rows';
import { inSlices } from './time-slices';

type RunRows = Pick<Run, 'api' | 'rows'>;

/** What a row is about, and what it may be about where its cells leave that open. */
function keysAt({ api, rows }: RunRows, index: number) {
	const reading = rows.readings[index];
	if (reading === undefined) return { certain: [], possible: [] };
	const merchant = rows.settings.merchants.of(index);
	if (reading.ok) return { certain: keysUnder(merchant, orderKeysOf(api, reading.content)), possible: [] };
	const { certain, possible } = invalidRowKeysOf(api, reading);
	if (merchant === undefined) return { certain: [], possible: keysUnder(merchant, [...certain, ...possible]) };
	return { certain: keysUnder(merchant, certain), possible: keysUnder(merchant, possible) };
}

/** The keys under which an accepted row can be found: its own, those by the naming value alone, and both without its merchant. */
function keysOfAccepted({ api, rows }: RunRows, index: number): string[] {
	const reading = rows.readings[index];
	if (!reading?.ok) return [];
	const keys = [...orderKeysOf(api, reading.content), ...namingKeysOf(api, reading.content)];
	return [...keysUnder(rows.settings.merchants.of(index), keys), ...keysUnder(undefined, keys)];
}

const NONE = -1;

/** For each key of a row that was not accepted, the last row with that key that was. */
async function lastAccepted(run: RunRows, outcomes: readonly RowOutcome[]): Promise<Map<string, number>> {
	const last = new Map<string, number>();
	await inSlices(outcomes, (outcome, index) => {
		if (!isNotAccepted(outcome)) return;
		const { certain, possible } = keysAt(run, index);
		for (const key of [...certain, ...possible]) last.set(key, NONE);
	});
	await inSlices(outcomes, (outcome, index) => {
		if (outcome.outcome !== 'accepted') return;
		for (const key of keysOfAccepted(run, index)) if (last.has(key)) last.set(key, index);
	});
	return last;
}

function adviceFor(later: string, isCertain: boolean): string {
	return isCertain
		? t({
				en: `${later} updated the same thing after this row. Running only this row again would replace newer values with older ones. Leave it out, or run ${later} again after it.`,
				zh: `${later}随后更新了同一对象。单独重新运行本行会使新数据被旧数据覆盖。请忽略本行，或在重新运行本行后再次运行${later}。`,
			})
		: t({
				en: `${later} may have updated the same thing after this row. If it did, running only this row again would replace newer values with older ones. Leave it out, or run ${later} again after it.`,
				zh: `${later}随后可能更新了同一对象。如确为同一对象，单独重新运行本行会使新数据被旧数据覆盖。请忽略本行，或在重新运行本行后再次运行${later}。`,
			});
}

const superseded = (outcome: NotAccepted, by: number, advice: string): NotAccepted => ({
	...outcome,
	supersededBy: by,
	supersededAdvice: advice,
	description: joinSentences([asSentence(outcome.description), advice]),
});

/**
 * The outcomes, in which each row that was not accepted is marked if a later row about the same thing was
 * accepted: sent again by itself, it would replace newer values with older ones. This includes rows that
 * were never sent. For an invalid row, the keys that could be read count.
 */
export async function markSuperseded(run: RunRows, outcomes: readonly RowOutcome[]): Promise<RowOutcome[]> {
	if (!outcomes.some(({ outcome }) => outcome === 'accepted')) return [...outcomes];
	const last = await lastAccepted(run, outcomes);
	const lastOf = (keys: readonly string[]) => Math.max(NONE, ...keys.map((key) => last.get(key) ?? NONE));
	const marked: RowOutcome[] = [];
	await inSlices(outcomes, (outcome, index) => {
		if (!isNotAccepted(outcome)) return marked.push(outcome);
		const { certain, possible } = keysAt(run, index);
		const sure = lastOf(certain);
		const by = sure > index ? sure : lastOf(possible);
		return marked.push(
			by > index ? superseded(outcome, by, adviceFor(run.rows.nameOf(by), by === sure)) : outcome,
		);
	});
	return marked;
}
