import type { IHttpRequestOptions } from 'n8n-workflow';
import { isLosslessNumber, stringify } from 'lossless-json';

import { t } from '../i18n/translate';
import { parseJsonText } from './json-text';
import { assertDigitsKept } from './kept-digits';
import { wrongRequest } from './wrong-request';

/** What n8n's two HTTP helpers pass: the newer names its address `url`, the older `uri` or `url`. */
export type Request = IHttpRequestOptions & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
};

type Named = readonly [name: string, value: unknown];

/** Names with their values, in which a name may still occur twice. */
function namedIn(given: unknown, where: string): Named[] {
	if (given === undefined || given === null || given === '') return [];
	if (given instanceof URLSearchParams) return [...given];
	if (typeof given === 'string') {
		const json = parseJsonText(given);
		const isStructure = typeof json === 'object' && !isLosslessNumber(json);
		return isStructure ? namedIn(json, where) : [...new URLSearchParams(given)];
	}
	const prototype: unknown = typeof given === 'object' ? Object.getPrototypeOf(given) : undefined;
	if (prototype === Object.prototype || prototype === null) return Object.entries(given as object);
	throw wrongRequest(
		'ERR_REQUEST_BODY',
		t({
			en: `The ${where} of the request can't be read as names and values`,
			zh: `无法将请求的${where}解析为参数名和参数值`,
		}),
		t({
			en: 'Add "method" and "biz_content" as query or form parameters, or as members of a JSON object',
			zh: '请以查询参数、表单参数或 JSON 对象成员的形式提供“method”和“biz_content”',
		}),
	);
}

function textOf(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	assertDigitsKept(name, value);
	if (typeof value === 'number' || typeof value === 'boolean' || isLosslessNumber(value)) return String(value);
	const text =
		typeof value === 'object' && value !== null && (name === 'biz_content' || !Array.isArray(value))
			? stringify(value)
			: undefined;
	if (text !== undefined) return text;
	throw wrongRequest(
		'ERR_REQUEST_PARAMETER',
		t({
			en: `The parameter "${name}" isn't text`,
			zh: `参数“${name}”不是文本`,
		}),
		t({ en: 'Enter it once, as text', zh: '请仅提供一次，并使用文本' }),
	);
}

/**
 * The protocol parameters in a request: from its address, query, form and body. Numbers in a JSON text keep
 * their digits; n8n's own parsing of a JSON body may have lost some, and then they are refused. Throws
 * `AlipayError`, also for a parameter that is there twice with different values.
 */
export function parametersOf(request: Request, target: URL): Record<string, string> {
	const sources = [
		[...target.searchParams],
		namedIn(request.qs, t({ en: 'query', zh: '查询参数' })),
		namedIn(request.form, t({ en: 'form', zh: '表单' })),
		namedIn(request.body, t({ en: 'body', zh: '正文' })),
	];
	const parameters: Record<string, string> = {};
	for (const [name, value] of sources.flat()) {
		if (value === undefined || value === null || value === '') continue;
		const text = textOf(name, value);
		if (Object.hasOwn(parameters, name) && parameters[name] !== text) {
			throw wrongRequest(
				'ERR_REQUEST_PARAMETER_TWICE',
				t({
					en: `The parameter "${name}" is given twice, with different values`,
					zh: `参数“${name}”出现了两次，且取值不同`,
				}),
				t({ en: 'Keep one of them', zh: '请只保留一个' }),
			);
		}
		parameters[name] = text;
	}
	return parameters;
}
