import { t } from '../../i18n/translate';
import { HIDDEN_TOKEN } from '../app-auth-token';
import { type CellIssue, type CellReading, isEmpty, isPlaceholder, isWordForNothing, maskedValue } from './cell';
import { textOf } from './text';

/** No token holds anything else: letters, digits, and the signs of Base64 and of URLs. */
const TOKEN = /^[\w.~+/=-]+$/;

/**
 * Far beyond any token. The documents say 40 characters; a longer one is left to the gateway, which says for
 * certain whether it knows it.
 */
const LONGEST = 512;

const copyAgain = (): string =>
	t({
		en: 'Copy the token again from the authorization of the merchant.',
		zh: '请重新复制该商户授权后获得的令牌。',
	});

const otherCharacters = (): CellIssue => ({
	message: t({
		en: "This isn't a token: tokens consist of letters and digits, without spaces.",
		zh: '这不是令牌：令牌只由字母和数字组成，不含空格。',
	}),
	advice: copyAgain(),
});

const hiddenByNode = (): CellIssue => ({
	message: t({
		en: "This node hid the token in an earlier run's output.",
		zh: '令牌已在之前运行的输出中被本节点隐藏。',
	}),
	advice: t({
		en: 'Take the row from the original data, which has the token.',
		zh: '请改用含有令牌的原始数据。',
	}),
});

const leaveEmpty = (): CellIssue => ({
	message: t({ en: 'This is a placeholder, not a token.', zh: '这是占位文字，不是令牌。' }),
	advice: t({
		en: 'Enter the token, or leave the cell empty.',
		zh: '请填写令牌，或清空该单元格。',
	}),
});

/**
 * A merchant's token, kept unchanged; an empty text where the cell is empty. What cannot be a token is an issue,
 * and so is a placeholder: which merchant is meant must be certain. The issue never repeats the value.
 */
export function readAuthToken(value: unknown): CellReading {
	if (isEmpty(value)) return { value: '' };
	if (value === HIDDEN_TOKEN) return hiddenByNode();
	if (typeof value === 'number' && !Number.isInteger(value) && Number.isFinite(value)) return otherCharacters();
	if (typeof value === 'string' && (isPlaceholder(value) || isWordForNothing(value))) return leaveEmpty();
	const text = textOf(value);
	if (typeof text !== 'string') return text;
	if (TOKEN.test(text) && text.length <= LONGEST) return { value: text };
	return maskedValue(text) ?? otherCharacters();
}
