import { t } from '../i18n/translate';
import { wrongRequest } from './wrong-request';

/**
 * Whether a number is for certain the one that was written. n8n's HTTP Request node parses a JSON body
 * before it hands it over: 12345678901234567890 has then become 12345678901234567000, 1.10 has become 1.1,
 * and 1.1 may have been either. A whole number up to 2^53 is what it was.
 */
const isCertain = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

const uncertain = (path: string, value: number) =>
	wrongRequest(
		'ERR_REQUEST_NUMBER',
		t({
			en: `The number ${path} (${value}) may have lost digits before it was signed`,
			zh: `数字 ${path}（${value}）在签名前可能已丢失位数`,
		}),
		t({
			en: `n8n reads numbers of a JSON body with limited precision. Put the number in quotes, e.g. "1.10", or enter "biz_content" as JSON text, which is signed as it is`,
			zh: 'n8n 读取 JSON 正文中的数字时精度有限。请给该数字加上引号（例如 "1.10"），或将“biz_content”填写为 JSON 文本，文本会按原样签名',
		}),
	);

/**
 * Throws `AlipayError` (`ERR_REQUEST_NUMBER`) for a number within a parsed value that may not be the one
 * that was written, naming its place. Numbers of a JSON text keep their digits and are no `number` here.
 *
 * @param path how the value is called, e.g. `biz_content`
 */
export function assertDigitsKept(path: string, value: unknown): void {
	if (typeof value === 'number' && !isCertain(value)) throw uncertain(path, value);
	if (Array.isArray(value)) {
		value.forEach((each, index) => assertDigitsKept(`${path}[${index}]`, each));
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, each] of Object.entries(value)) assertDigitsKept(`${path}.${name}`, each);
	}
}
