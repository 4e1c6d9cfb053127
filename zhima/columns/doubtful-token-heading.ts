/**
 * Columns that are nearly called like the merchant's token. Where such a column is ignored, each row is sent for
 * the credential's merchant instead of its own, so it is an issue of the sheet and never a hint.
 */
import { t } from '../../i18n/translate';
import type { Issue } from '../api-types';
import { APP_AUTH_TOKEN } from '../app-auth-token';
import { distance } from '../edit-distance';
import { bare, partsOf } from './heading-text';
import { bareNamesOf } from './known-names';
import { quoteHeadings } from './quote-headings';

/**
 * `token` and 令牌, alone or beside words for whom or what a token of this kind is. Other words make it another
 * thing: a device's token, the day on which one expires.
 */
const TOKEN_OF_MERCHANT =
	/^(?:支付宝|芝麻|蚂蚁|第三方|小程序|应用|授权|访问|商户|商家|门店|店铺|客户|代|的|alipay|zhima|isv|app|auth|authorization|access|merchant|shop|store|seller|tenant|client|customer|my|the)*(?:tokens?|令牌)(?:code|值|串|\d+)?$/;

/** Beyond this length a heading is no name, but a sentence. */
const LONGEST = 40;

/** Letters that may be wrong: fewer in Chinese, where a name is short. */
const allowedIn = (name: string): number => (/\p{Script=Han}/u.test(name) ? 1 : 2);

const isDoubtful = (text: string): boolean =>
	text.length <= LONGEST &&
	(TOKEN_OF_MERCHANT.test(text) ||
		bareNamesOf(APP_AUTH_TOKEN).some(
			(name) => text.includes(name) || distance(text, name) <= allowedIn(name),
		));

/** Whether a column that isn't recognized as the token's may be it all the same, by its heading. */
export const isDoubtfulTokenHeading = (heading: string): boolean =>
	[heading, partsOf(heading).outside].some((text) => isDoubtful(bare(text)));

/** The issue of the columns that may hold the tokens; none where there are none. */
export const doubtfulTokenIssues = (headings: readonly string[]): Issue[] => {
	if (headings.length === 0) return [];
	const [{ name }, names] = [APP_AUTH_TOKEN, quoteHeadings(headings)];
	return [
		{
			field: name,
			heading: '',
			message:
				headings.length === 1
					? t({
							en: `The column ${names} may hold the merchants' tokens (${name}), but isn't called that.`,
							zh: `${names}列可能是各商户的令牌（${name}），但列名不符。`,
						})
					: t({
							en: `The columns ${names} may hold the merchants' tokens (${name}), but aren't called that.`,
							zh: `${names}列可能是各商户的令牌（${name}），但列名不符。`,
						}),
			advice: t({
				en: `Rename the column with the tokens to ${name}. If none holds them, remove the column or rename it to something else.`,
				zh: `如果是，请把该列改名为 ${name}；如果不是，请删除该列或改用其他列名。`,
			}),
		},
	];
};
