/** Checks a business content against its document. */
import type { Text } from '../../i18n/translate';
import { STATE_SYNC, type DocumentedMethod, type DocumentedParameter } from './documented-rules';

/** A rule of the document that a content breaks. */
export interface BusinessRefusal {
	readonly subCode: string;
	readonly subMsg: string;
	readonly field: string;
	readonly why: Text;
}

export const DEFAULT_SENSITIVE_WORDS: readonly string[] = ['敏感词'];

/** JSON's scalars as text, as fastjson reads them into a String; undefined = not a scalar. */
const asText = (value: unknown): string | undefined => {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return undefined;
};

type CellIssue = { readonly kind: 'missing' | 'wrong' | 'length'; readonly why: Text };

const findCellIssue = (
	parameter: DocumentedParameter,
	raw: unknown,
	required: boolean,
): CellIssue | undefined => {
	const { name, maxLength, fits, form } = parameter;
	const value = asText(raw);
	if (value === undefined) {
		return { kind: 'wrong', why: { en: `${name} isn't text`, zh: `${name} 不是文本` } };
	}
	if (value.trim() === '') {
		if (!required) return undefined;
		return { kind: 'missing', why: { en: `${name} is empty`, zh: `${name} 为空` } };
	}
	if (maxLength !== undefined && value.length > maxLength) {
		const why = {
			en: `${name} has ${value.length} characters. At most ${maxLength} are allowed`,
			zh: `${name} 有 ${value.length} 个字符，最多 ${maxLength} 个`,
		};
		return { kind: 'length', why };
	}
	if (fits !== undefined && !fits(value)) {
		const why = {
			en: `${name} doesn't match the documented format: ${form?.en}`,
			zh: `${name} 不符合文档规定的格式：${form?.zh}`,
		};
		return { kind: 'wrong', why };
	}
	return undefined;
};

/** With `open_id` given, `user_id` may be left out: for apps whose users are identified by it. */
const isRequired = (method: string, name: string, content: Record<string, unknown>): boolean => {
	const isReplaced = method === STATE_SYNC && name === 'user_id';
	return !(isReplaced && (asText(content.open_id) ?? '').trim() !== '');
};

/** The first of the document's rules that the content breaks, in the document's order; undefined = none. */
export const findBusinessRefusal = (
	documented: DocumentedMethod,
	content: Record<string, unknown>,
	sensitiveWords: readonly string[],
): BusinessRefusal | undefined => {
	const refusal = (subCode: string, field: string, why: Text): BusinessRefusal => ({
		subCode,
		subMsg: documented.messages[subCode] ?? '',
		field,
		why,
	});
	for (const parameter of documented.parameters) {
		const { name, required, codes } = parameter;
		const isNeeded = required && isRequired(documented.method, name, content);
		const cellIssue = findCellIssue(parameter, content[name], isNeeded);
		if (cellIssue !== undefined) return refusal(codes[cellIssue.kind], name, cellIssue.why);
	}
	for (const { name, screened } of documented.parameters) {
		const value = asText(content[name]) ?? '';
		if (!screened || !sensitiveWords.some((word) => value.includes(word))) continue;
		return refusal('INFOSEC_VERIFY_FAILED', name, {
			en: `${name} contains a sensitive word`,
			zh: `${name} 含有敏感词`,
		});
	}
	return undefined;
};
