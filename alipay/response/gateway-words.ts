import { t } from '../../i18n/translate';
import { textOf } from './explain-error';
import type { Members, SignedText } from './explain-error';
import { withoutEcho } from './invalid-signature';

const MAX_WORDS = 300;

/** The token in what was signed; the names behind it are those that can follow it. */
const TOKEN = /(?:^|&)app_auth_token=(.+?)&app_(?:cert_sn|id)=/s;

/** A text of the gateway's, without the token that was sent and no longer than anyone reads. */
export function withoutToken(words: string, signedRequest: SignedText | undefined): string {
	const token = TOKEN.exec(signedRequest?.canonicalString ?? '')?.[1];
	const masked = token === undefined ? words : words.replaceAll(token, '***');
	return masked.trim().slice(0, MAX_WORDS);
}

/** What the gateway says: its `sub_msg`, or else its `msg`, without the echo, which may hold secrets. */
export const gatewayWords = (members: Members, signedRequest: SignedText | undefined): string =>
	withoutToken(withoutEcho(textOf(members, 'sub_msg') || textOf(members, 'msg')), signedRequest);

/** A message of ours with the codes and the gateway's words behind it, in brackets. */
export function withCodes(message: string, code: string, subCode: string, words: string): string {
	const codes = [code, subCode].filter((each) => each !== '').join(' ');
	const tail = [codes, words].filter((each) => each !== '').join(': ');
	return tail === '' ? message : t({ en: `${message} (${tail})`, zh: `${message}（${tail}）` });
}
