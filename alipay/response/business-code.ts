import { t } from '../../i18n/translate';
import { bareCode, prefixesOf } from './code-family';
import type { BusinessCode, ResponseRules } from '../protocol-types';

const spellingsOf = ({ subCode, aliases = [] }: BusinessCode): readonly string[] => [subCode, ...aliases];

/**
 * The documented code that the gateway's sub code means: spelled so, or with another prefix of the
 * gateway's or of the document's, or with none. Undefined where the document does not have it.
 */
export function findBusinessCode({ businessCodes }: ResponseRules, subCode: string): BusinessCode | undefined {
	const exact = businessCodes.find((each) => spellingsOf(each).includes(subCode));
	if (exact !== undefined) return exact;
	const prefixes = prefixesOf(businessCodes.flatMap(spellingsOf));
	const bare = bareCode(subCode, prefixes);
	return businessCodes.find((each) =>
		spellingsOf(each).some((spelling) => bareCode(spelling, prefixes) === bare),
	);
}

/** What to do about it, with the document's own words in both languages: support uses those. */
export function solutionOf({ solution, documented, documentedEn }: BusinessCode): string {
	const advice = t(solution).replace(/[.。]$/, '');
	return t({
		en: `${advice}. Alipay's documentation says: ${documentedEn} (${documented})`,
		zh: `${advice}。支付宝文档的解决方案：${documented}`,
	});
}
