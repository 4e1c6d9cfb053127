/** A merchant's token where none belongs: within the content that a row sends, or in a message about it. */
import { t } from '../i18n/translate';
import type { Issue, Reading } from './api-types';
import { APP_AUTH_TOKEN, HIDDEN_TOKEN, looksLikeToken } from './app-auth-token';

/** Shorter texts are no tokens; a cell may hold the same by chance. */
const SHORTEST = 8;
/** So many of its first letters in a message that is cut short give a token away. */
const TELLING = 12;

const tokenInContent = (field: string): Issue => ({
	field,
	heading: field,
	message: t({
		en: `This holds the merchant's token (${APP_AUTH_TOKEN.name}), which must not be sent within the content.`,
		zh: `其中含有商户的令牌（${APP_AUTH_TOKEN.name}），令牌不得随业务内容发送。`,
	}),
	advice: t({ en: 'Remove it from there.', zh: '请从中删除令牌。' }),
});

const holds = (value: unknown, token: string): boolean =>
	(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).includes(token);

function hideInIssue(issue: Issue, token: string): Issue {
	const { value, message, advice } = issue;
	return {
		...issue,
		...(value?.includes(token.slice(0, TELLING)) && { value: HIDDEN_TOKEN }),
		message: message.replaceAll(token, HIDDEN_TOKEN),
		advice: advice.replaceAll(token, HIDDEN_TOKEN),
	};
}

const showsToken = (issues: readonly Issue[], token: string): boolean => holds(issues, token.slice(0, TELLING));

/** A row whose content holds its merchant's token is invalid, and no issue of a row shows the token. */
export function keepTokenOut(reading: Reading, token: string): Reading {
	if (token.length < SHORTEST) return reading;
	if (!reading.ok) {
		const { issues } = reading;
		return showsToken(issues, token) ? { ...reading, issues: issues.map((issue) => hideInIssue(issue, token)) } : reading;
	}
	const found = Object.entries(reading.content).filter(([, value]) => holds(value, token));
	return found.length === 0
		? reading
		: { ok: false, issues: found.map(([name]) => tokenInContent(name)), readable: reading.content };
}

/** Of a column that isn't read as the token's, and nothing else gives the row its merchant. */
const strayToken = (heading: string): Issue => ({
	field: APP_AUTH_TOKEN.name,
	heading,
	message: t({
		en: `This looks like a merchant's token (${APP_AUTH_TOKEN.name}), but the column isn't read as one.`,
		zh: `该值像是商户的令牌（${APP_AUTH_TOKEN.name}），但该列未作为令牌读取。`,
	}),
	advice: t({
		en: `If the row is for that merchant, rename the column to ${APP_AUTH_TOKEN.name}. Otherwise remove the column.`,
		zh: `如果该行属于该商户，请把该列改名为 ${APP_AUTH_TOKEN.name}；否则请删除该列。`,
	}),
});

/** The columns in which a row holds what can hardly be anything but another merchant's token, and their issues. */
export function strayTokens(
	json: Readonly<Record<string, unknown>>,
	headings: readonly string[],
	ownToken: string,
): Issue[] {
	return headings
		.filter((heading) => {
			const value = json[heading];
			return looksLikeToken(value) && value.trim() !== ownToken;
		})
		.map(strayToken);
}
