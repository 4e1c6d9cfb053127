import { t } from '../i18n/translate';
import type { Issue } from './api-types';

const SHOWN = 40;
/** Shown for an object that can't be written as JSON. */
const OBJECT = '{…}';

/** A value for a message: short, on one line, with invisible characters made visible. */
export const shorten = (value: unknown): string | undefined => {
	const text = printed(value);
	if (text === undefined) return undefined;
	const visible = text
		.slice(0, 4 * SHOWN)
		.replace(/\r\n|[\n\r]/g, '⏎')
		.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]/gu, escaped);
	const characters = [...visible];
	return characters.length > SHOWN || text.length > 4 * SHOWN
		? `${characters.slice(0, SHOWN - 1).join('')}…`
		: visible;
};

const escaped = (character: string): string =>
	`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const printed = (value: unknown): string | undefined => {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'object') return String(value);
	try {
		const json = JSON.stringify(value) ?? OBJECT;
		return json.startsWith('"') ? (JSON.parse(json) as string) : json;
	} catch {
		return OBJECT;
	}
};

/** Sentences joined as each language does it. */
export const joinSentences = (sentences: readonly string[]): string =>
	sentences.filter((sentence) => sentence !== '').join(t({ en: ' ', zh: '' }));

const withHeading = (heading: string, sentence: string): string =>
	heading === '' || sentence === ''
		? sentence
		: t({ en: `“${heading}”: ${sentence}`, zh: `“${heading}”：${sentence}` });

/** What is wrong: the place, the value, and the issue. Without a heading it is about the whole row or sheet. */
export const formatProblem = ({ heading, value, message }: Omit<Issue, 'advice'>): string =>
	heading === '' || value === undefined
		? withHeading(heading, message)
		: t({
				en: `“${heading}” is “${value}”: ${message}`,
				zh: `“${heading}”的值为“${value}”：${message}`,
			});

/** What to do, behind the place where there may be several. */
export const formatAdvice = ({ heading, advice }: Issue): string => withHeading(heading, advice);

/** An issue in one line: what is wrong, and what to do. */
export const formatIssue = (issue: Issue): string =>
	joinSentences([formatProblem(issue), issue.advice]);
