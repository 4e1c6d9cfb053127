import { t } from '../../i18n/translate';
import { findBusinessCode, solutionOf } from './business-code';
import { isSystemFault } from './code-family';
import { textOf } from './explain-error';
import type { Members, SignedText } from './explain-error';
import { gatewayWords, withCodes, withoutToken } from './gateway-words';
import { SUCCESS } from './open-response';
import type { BusinessCode, Classification, ResponseRules } from '../protocol-types';

/** The document's word for a state sync that was not carried out (`biz_result`). */
const FAILED = 'failed';

/** What a `10000` says beside its code. */
interface Details {
	/** The first member without one of its documented values. */
	readonly unmet?: string;
	readonly hasFailed: boolean;
	readonly hasSubCode: boolean;
	readonly subCode: string;
	readonly words: string;
	readonly known?: BusinessCode;
}

/** The Java client takes a response for a success only where its sub code is empty (`isSuccess`). */
function hasValue(members: Members, name: string): boolean {
	const value = members[name] ?? '';
	return typeof value !== 'string' || value.trim() !== '';
}

function detailsOf(members: Members, rules: ResponseRules, signedRequest: SignedText | undefined): Details {
	const [unmet] =
		Object.entries(rules.success ?? {}).find(([name, values]) => !values.includes(textOf(members, name))) ?? [];
	const subCode = withoutToken(textOf(members, 'sub_code'), signedRequest);
	return {
		unmet,
		hasFailed: unmet !== undefined && textOf(members, unmet) === FAILED,
		hasSubCode: hasValue(members, 'sub_code'),
		subCode,
		words: gatewayWords(members, signedRequest),
		known: findBusinessCode(rules, subCode),
	};
}

/** Documented: with `failed` nothing was done, for any sub code. */
function failed({ unmet, subCode, words, known }: Details): Pick<Classification, 'outcome' | 'message' | 'description'> {
	if (known !== undefined) {
		return {
			outcome: 'refused',
			message: withCodes(t(known.message), SUCCESS, known.subCode, words),
			description: solutionOf(known),
		};
	}
	const message = t({
		en: `Alipay received the row but didn't process it: ${unmet} is ${FAILED}`,
		zh: `支付宝已收到该行，但未处理：${unmet} 为 ${FAILED}`,
	});
	return {
		outcome: 'refused',
		message: withCodes(message, '', subCode, words),
		description: t({
			en: 'Nothing was synchronized. Check the row against the data model that you agreed on with Zhima Credit, then send it again',
			zh: '本次未同步任何数据。请对照与芝麻信用约定的数据模型检查该行，然后重新发送',
		}),
	};
}

const SEND_AGAIN = {
	en: 'Send the row again. If it happens again, ask your contact at Zhima Credit',
	zh: '请重新发送该行；如仍如此，请联系芝麻信用对接人',
};

function undecided(details: Details): Pick<Classification, 'outcome' | 'message' | 'description'> {
	const { unmet, hasSubCode, subCode, words, known } = details;
	if (unmet !== undefined) {
		const message = t({
			en: `Alipay's response doesn't say whether the row was processed: ${unmet} is missing or isn't a documented value`,
			zh: `支付宝的响应未说明该行是否已处理：${unmet} 缺失，或不是文档规定的取值`,
		});
		return {
			outcome: 'unknown',
			message: hasSubCode ? withCodes(message, '', subCode, words) : message,
			description: t(SEND_AGAIN),
		};
	}
	const message = t({
		en: "Alipay reported success together with a failure code, so it isn't known whether the row was processed",
		zh: '支付宝返回成功的同时返回了错误码，无法确定该行是否已处理',
	});
	return {
		outcome: 'unknown',
		message: withCodes(message, SUCCESS, known?.subCode ?? subCode, words),
		description: known === undefined ? t(SEND_AGAIN) : solutionOf(known),
	};
}

/**
 * A `10000` that is no success; undefined where it is one.
 *
 * - A member of `rules.success` says `failed`: refused (documented), with any sub code.
 * - Such a member is missing or has another value: unknown.
 * - A sub code beside success: unknown.
 *
 * It is tried again where the sub code is one that passes by itself.
 */
export function classifyUnsuccessful(
	members: Members,
	rules: ResponseRules,
	signedRequest: SignedText | undefined,
): Classification | undefined {
	const details = detailsOf(members, rules, signedRequest);
	const { unmet, hasFailed, hasSubCode, subCode, known } = details;
	if (unmet === undefined && !hasSubCode) return undefined;
	const passes = known === undefined ? isSystemFault(subCode) : known.retry === true;
	return {
		...(hasFailed ? failed(details) : undecided(details)),
		retry: passes ? 'yes' : 'no',
		endsRun: false,
		code: SUCCESS,
		subCode: known?.subCode ?? subCode,
		...(known?.field !== undefined && { field: known.field }),
	};
}
