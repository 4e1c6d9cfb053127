import { t } from '../../i18n/translate';
import type { Text } from '../../i18n/translate';
import { asSentence } from '../form/form-fields';
import type { Tally } from './outcome';

/** Counts with their words, without those that are zero; empty where all are. */
function listOf(counts: ReadonlyArray<readonly [count: number, text: Text]>): string {
	const given = counts.filter(([count]) => count > 0).map(([, text]) => t(text));
	return given.join(t({ en: ', ', zh: '，' }));
}

/** The same as one sentence. */
export function sumOf(counts: ReadonlyArray<readonly [count: number, text: Text]>): string {
	const list = listOf(counts);
	return list === '' ? '' : asSentence(list);
}

/** How many rows came to which end, without a full stop. */
export const tallyWords = ({ accepted, refused, notSent, unknown }: Tally): string =>
	listOf([
		[accepted, { en: `${accepted} accepted`, zh: `已受理 ${accepted} 行` }],
		[refused, { en: `${refused} refused`, zh: `被拒绝 ${refused} 行` }],
		[notSent, { en: `${notSent} not sent`, zh: `未发送 ${notSent} 行` }],
		[unknown, { en: `${unknown} unknown`, zh: `结果未知 ${unknown} 行` }],
	]);

/** The run's result in one sentence. */
export function tallySentence(tally: Tally): string {
	const words = tallyWords(tally);
	return words === '' ? t({ en: 'No rows were sent.', zh: '未发送任何行。' }) : asSentence(words);
}
