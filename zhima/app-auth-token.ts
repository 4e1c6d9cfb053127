import type { Parameter } from './api-types';

/**
 * The merchant for whom a row is sent. It is a parameter of the protocol, sent beside the business content and
 * never within it, and the same for every call. Sheets have it as a column like any other.
 *
 * Source: the documents' table of common parameters (公共请求参数).
 */
export const APP_AUTH_TOKEN: Parameter = {
	name: 'app_auth_token',
	formName: 'appAuthToken',
	columnNames: ['应用授权令牌'],
	required: false,
	maxLength: 40,
	kind: { type: 'identifier' },
	label: { en: 'App Auth Token', zh: '应用授权令牌（app_auth_token）' },
	description: {
		en: 'Token of the merchant that the row is sent for',
		zh: '代商户调用时，该商户授予的令牌',
	},
	example: '201510BBaabdb44d8fd04607abf8d5931ec75D84',
};

/**
 * In place of a token in what the node gives out. Read as a token it is refused: a row that is run again without
 * its token would be sent for another merchant.
 */
export const HIDDEN_TOKEN = '***';

/**
 * A month, BB, and 32 letters or digits, as in all tokens that the documents of several calls show. A token may look
 * otherwise; what looks like this is one.
 */
const TOKEN_FORM = /^20\d{4}BB[0-9A-Za-z]{32}$/;

/** Whether a cell can hardly be anything but a merchant's token. */
export const looksLikeToken = (value: unknown): value is string => typeof value === 'string' && TOKEN_FORM.test(value.trim());
