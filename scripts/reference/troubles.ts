/** The ten troubles that operators most often have, in the package's own words. */
import { meaningOf } from '../../alipay/response/code-meaning';
import { t } from '../../i18n/translate';
import type { Language, Text } from '../../i18n/translate';
import { borrowEntityUpload, planColumns } from '../../zhima';
import { invalidCells } from './cell-examples';
import { code, markdownTable } from './markdown-table';
import type { Message } from './message-tables';

const HEADINGS: readonly Text[] = [
	{ en: 'What you see', zh: '现象' },
	{ en: 'What to do', zh: '处理方法' },
	{ en: 'Code', zh: '错误码' },
];

const gatewayTrouble = (number: string, subCode: string, language: Language): Message => {
	const { message, advice } = meaningOf(number, subCode);
	return { code: subCode, message: message[language], advice: advice[language] };
};

const withCode = (messages: readonly Message[], wanted: string): Message => {
	const found = messages.find((each) => each.code === wanted);
	if (found === undefined) throw new Error(`No message has the code ${wanted}`);
	return found;
};

/** The required columns under their usual headings, one of them under another. */
const headingsWith = (heading: string): string[] => [
	'类目',
	heading,
	'实体名称',
	'经度',
	'纬度',
	'是否收租金',
	'是否可借',
	'可借数量',
	'借用总数',
];

const sheetTrouble = (heading: string): Message => {
	const [issue] = planColumns(borrowEntityUpload, headingsWith(heading)).issues;
	if (issue === undefined) throw new Error(`A sheet with the heading ${heading} is complete`);
	const [firstSentence] = /^.*?(?:\. |。)/.exec(issue.message) ?? [issue.message];
	return { code: 'ERR_ROW', message: firstSentence.trim(), advice: issue.advice };
};

/** 实体编号 in GBK, read as Latin-1. */
const GARBLED = 'ÊµÌå±àºÅ';

const garbledTrouble = (): Message => ({
	...sheetTrouble(GARBLED),
	message: t({
		en: `The headings of a CSV file look like “${GARBLED}”.`,
		zh: `CSV 文件的列名变成“${GARBLED}”。`,
	}),
});

const longNumberTrouble = (): Message => {
	const cell = '2.01609e+27';
	const found = invalidCells().find((each) => each.cell === cell);
	if (found === undefined) throw new Error(`There is no example of the cell ${cell}`);
	const [, message, advice] = /^(.*?(?:\. |。))(.*)$/.exec(found.result) ?? [];
	return { code: 'ERR_ROW', message: message.trim(), advice };
};

/** The table, in the language of the running process; the messages are all there are about credentials and responses. */
export const troubleTable = (
	credential: readonly Message[],
	response: readonly Message[],
	language: Language,
): string => {
	const troubles: Message[] = [
		gatewayTrouble('40002', 'isv.invalid-signature', language),
		gatewayTrouble('40002', 'isv.invalid-app-id', language),
		withCode(credential, 'ERR_ALIPAY_KEY_IS_OWN'),
		withCode(credential, 'ERR_KEY_CUT_SHORT'),
		gatewayTrouble('40006', 'isv.insufficient-isv-permissions', language),
		sheetTrouble('机柜号'),
		garbledTrouble(),
		longNumberTrouble(),
		withCode(response, 'ETIMEDOUT'),
		gatewayTrouble('40005', 'isv.app-call-limited', language),
	];
	return markdownTable(
		HEADINGS,
		troubles.map((each) => [each.message, each.advice, code(each.code)]),
		language,
	);
};
