import { parse } from 'lossless-json';

import { t } from '../i18n/translate';
import { wrongRequest } from './wrong-request';

const nameTwice = (name: string) =>
	wrongRequest(
		'ERR_REQUEST_PARAMETER_TWICE',
		t({
			en: `The name "${name}" occurs twice in the JSON of the request, with different values`,
			zh: `请求的 JSON 中名称“${name}”出现了两次，且取值不同`,
		}),
		t({ en: 'Keep one of them', zh: '请只保留一个' }),
	);

const isJson = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

/**
 * The value of a JSON text, each number as it is written (a `LosslessNumber`); undefined where the text is
 * not JSON. Throws `AlipayError` for a name that occurs twice in one object with different values, also
 * if it is escaped: it isn't clear which of the two counts.
 */
export function parseJsonText(text: string): unknown {
	if (!isJson(text)) return undefined;
	return parse(text, undefined, {
		onDuplicateKey: ({ key }) => {
			throw nameTwice(key);
		},
	});
}
