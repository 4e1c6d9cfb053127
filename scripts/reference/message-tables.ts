/** Tables of codes and messages: the gateway's codes, the messages of this package, cells. */
import { meaningOf } from '../../alipay/response/code-meaning';
import { CODES } from '../../alipay/response/error-codes';
import type { Language, Text } from '../../i18n/translate';
import { code, markdownTable, NO, YES } from './markdown-table';

/** One message of this package: its stable code, what happened, and what to do. */
export interface Message {
	readonly code: string;
	readonly message: string;
	readonly advice: string;
}

/** A message about a row that was sent, with what follows for the row and for the run. */
export interface RowMessage extends Message {
	readonly outcome: string;
	readonly retry: 'no' | 'yes' | 'slower';
	readonly endsRun: boolean;
}

/** One cell, and what is sent for it, or what is reported about it. */
export interface CellExample {
	readonly name: string;
	readonly cell: string;
	readonly result: string;
}

const CODE: Text = { en: 'Code', zh: '错误码' };
const MESSAGE: Text = { en: 'Message', zh: '提示' };
const WHAT_TO_DO: Text = { en: 'What to do', zh: '处理方法' };
const CONSEQUENCES: readonly Text[] = [
	{ en: 'Outcome', zh: '结果' },
	{ en: 'Retried', zh: '是否重试' },
	{ en: 'Ends the run', zh: '是否结束运行' },
];
const PARAMETER: Text = { en: 'Parameter', zh: '参数' };
const CELL: Text = { en: 'Cell', zh: '单元格内容' };
const SENT: Text = { en: 'Sent as', zh: '发送的值' };

const RETRIED: Readonly<Record<RowMessage['retry'], Text>> = {
	no: NO,
	yes: YES,
	slower: { en: 'yes, slower', zh: '是，并放慢速度' },
};

const ANY_OTHER: Text = { en: 'any other', zh: '其他' };

const consequences = (
	{ outcome, retry, endsRun }: Pick<RowMessage, 'outcome' | 'retry' | 'endsRun'>,
	language: Language,
): string[] => [code(outcome), RETRIED[retry][language], (endsRun ? YES : NO)[language]];

/** Sub codes that Alipay's documentation, or the live gateway, has without a prefix. */
const WITHOUT_PREFIX: readonly string[] = ['not-online-app', 'invalid-auth-relations', 'invalid-openid', 'unsupported-sdk-version'];
const PREFIXES: Readonly<Record<string, string>> = { 20000: 'isp.', 20001: 'aop.' };

/** A sub code as operators see it and search for it; the table of codes has it without its prefix. */
const spelled = (number: string, subCode: string): string =>
	WITHOUT_PREFIX.includes(subCode) ? subCode : `${PREFIXES[number] ?? 'isv.'}${subCode}`;

/** The gateway's own codes: every sub code, then what its code means with any other. */
export const gatewayCodeTable = (language: Language): string =>
	markdownTable(
		[
			{ en: 'Code', zh: '返回码' },
			{ en: 'Sub code', zh: '明细返回码' },
			{ en: 'What it means', zh: '含义' },
			WHAT_TO_DO,
			...CONSEQUENCES,
		],
		Object.entries(CODES).flatMap(([number, { subCodes }]) =>
			[...Object.keys(subCodes), ''].map((subCode) => {
				const meaning = meaningOf(number, subCode === '' ? '…' : subCode);
				return [
					code(number),
					subCode === '' ? ANY_OTHER[language] : code(spelled(number, subCode)),
					meaning.message[language],
					meaning.advice[language],
					...consequences(meaning, language),
				];
			}),
		),
		language,
	);

/** Messages, in the language of the running process. */
export const messageTable = (messages: readonly Message[], language: Language): string =>
	markdownTable(
		[CODE, MESSAGE, WHAT_TO_DO],
		messages.map((each) => [code(each.code), each.message, each.advice]),
		language,
	);

/** Messages about rows for which no response came, or none that can be trusted. */
export const rowMessageTable = (messages: readonly RowMessage[], language: Language): string =>
	markdownTable(
		[CODE, MESSAGE, WHAT_TO_DO, ...CONSEQUENCES],
		messages.map((each) => [code(each.code), each.message, each.advice, ...consequences(each, language)]),
		language,
	);

/** Cells that are understood, and what is sent for them. */
export const acceptedCellTable = (cells: readonly CellExample[], language: Language): string =>
	markdownTable(
		[PARAMETER, CELL, SENT],
		cells.map(({ name, cell, result }) => [code(name), code(cell), code(result)]),
		language,
	);

/** Cells that are refused, and the message about them. */
export const invalidCellTable = (cells: readonly CellExample[], language: Language): string =>
	markdownTable(
		[PARAMETER, CELL, MESSAGE],
		cells.map(({ name, cell, result }) => [code(name), code(cell), result]),
		language,
	);
