import { t } from '../../i18n/translate';
import { beijingMoment, beijingTime, dayOf, joinSentences, looksEmpty } from '../../zhima';
import type { ColumnFinding } from '../input/column-findings';
import type { Rows } from '../input/rows';
import { listRows } from './row-ranges';

/** How many ranges of rows a hint about a column names. */
const RANGES_NAMED = 10;

/** The same where gaps are usual, so that the hint stays short. */
const GAPS_NAMED = 3;

const rowsOf = (rows: Rows, { indexes, kind }: ColumnFinding): string =>
	listRows(rows, indexes, kind === 'emptyOptional' ? GAPS_NAMED : RANGES_NAMED);

/** `“地址” (rows 3-5), “租金描述” (row 7)`. */
const listColumns = (rows: Rows, findings: readonly ColumnFinding[]): string =>
	findings
		.map((each) => t({ en: `“${each.heading}” (${rowsOf(rows, each)})`, zh: `“${each.heading}”（${rowsOf(rows, each)}）` }))
		.join(t({ en: ', ', zh: '、' }));

const emptyTimeHint = (rows: Rows, finding: ColumnFinding): string =>
	joinSentences([
		t({
			en: `“${finding.heading}” is empty in ${rowsOf(rows, finding)}, so the current time is used there.`,
			zh: `“${finding.heading}”在${rowsOf(rows, finding)}为空，因此使用了当前时间。`,
		}),
		looksEmpty(),
	]);

const emptyOptionalHint = (rows: Rows, findings: readonly ColumnFinding[]): string =>
	joinSentences([
		t({
			en: `These columns are empty in a few rows, which are sent without them: ${listColumns(rows, findings)}.`,
			zh: `以下列在少数行为空，这些行不含相应内容：${listColumns(rows, findings)}。`,
		}),
		looksEmpty(),
	]);

const numbersHint = (rows: Rows, findings: readonly ColumnFinding[]): string =>
	joinSentences([
		t({
			en: `These cells are numbers, so leading zeros and formats such as ¥5.00 or 50% are lost: ${listColumns(rows, findings)}.`,
			zh: `以下单元格是数字，开头的 0 以及 ¥5.00、50% 等格式会丢失：${listColumns(rows, findings)}。`,
		}),
		t({
			en: 'If the spreadsheet shows something else, format the column as text and type the values again. For CSV and HTML files, turn on "RAW Data" in the options of Extract from File.',
			zh: '如与表格中显示的不同，请把该列设为“文本”格式后重新填写；CSV 和 HTML 文件请在 Extract from File 节点的选项中打开“RAW Data”。',
		}),
	]);

function dateHint(rows: Rows, finding: ColumnFinding): string {
	const day = dayOf(finding.first as number);
	const [, month, date] = day.split('-').map(Number);
	return joinSentences([
		t({
			en: `“${finding.heading}” has texts, and numbers that are dates to a spreadsheet, in ${rowsOf(rows, finding)}: ${String(finding.first)} is ${day}, and may have been ${month}-${date}.`,
			zh: `“${finding.heading}”中有文字，而${rowsOf(rows, finding)}是电子表格的日期数字：${String(finding.first)} 即 ${day}，原来可能是 ${month}-${date}。`,
		}),
		t({
			en: 'If so, format the column as text and type the codes again.',
			zh: '如果是这样，请把该列设为“文本”格式后重新填写。',
		}),
	]);
}

function dateInObjectHint(rows: Rows, finding: ColumnFinding): string {
	const number = String(finding.first);
	return joinSentences([
		t({
			en: `“${finding.heading}” has dates that came from the spreadsheet as numbers, in ${rowsOf(rows, finding)}: ${number} is ${dayOf(finding.first as number)}. The numbers are sent.`,
			zh: `“${finding.heading}”在${rowsOf(rows, finding)}的日期读取后是数字：${number} 即 ${dayOf(finding.first as number)}，发送的是数字。`,
		}),
		t({
			en: 'If the receiver expects a date, format the column as text and type the values again.',
			zh: '如果接收方需要日期，请把该列设为“文本”格式后重新填写。',
		}),
	]);
}

const DAY_MS = 86_400_000;

/** Between the first days of Excel's two calendars, in milliseconds. */
const SINCE_1904_MS = 1462 * DAY_MS;

/** What the time would be, had the workbook counted its days from 1904: some time within the last year, else nothing. */
function in1904(time: string): string | undefined {
	const ms = beijingMoment(time) + SINCE_1904_MS;
	const age = Date.now() - ms;
	return age > -DAY_MS && age < 366 * DAY_MS ? beijingTime(ms) : undefined;
}

function oldTimeHint(rows: Rows, finding: ColumnFinding): string {
	const time = String(finding.first);
	const meant = in1904(time);
	return joinSentences([
		t({
			en: `“${finding.heading}” is more than a year ago in ${rowsOf(rows, finding)}. The first is ${time}.`,
			zh: `“${finding.heading}”在${rowsOf(rows, finding)}早于一年前，其中第一处是 ${time}。`,
		}),
		meant === undefined
			? t({
					en: 'If that is wrong, check how the spreadsheet stores its dates. Alipay shows the data with the latest upload time.',
					zh: '如有误，请检查表格中的日期。支付宝以上传时间最新的数据为准。',
				})
			: t({
					en: `If the workbook counts its dates from 1904 (an Excel option), ${meant} is meant: turn that option off, or format the column as text and type the times again.`,
					zh: `如果工作簿使用 1904 日期系统（Excel 选项），实际应为 ${meant}：请关闭该选项，或把该列设为“文本”格式后重新填写。`,
				}),
	]);
}

function sameTimeHint(rows: Rows, finding: ColumnFinding): string {
	return joinSentences([
		t({
			en: `Some rows are about the same thing and have the same “${finding.heading}”: ${rowsOf(rows, finding)}.`,
			zh: `以下各行中有同一对象且“${finding.heading}”相同的行：${rowsOf(rows, finding)}。`,
		}),
		t({
			en: "Alipay keeps the data with the latest upload time, and its documentation doesn't say which of equal ones. Delete the rows that are out of date, or give each row its own time.",
			zh: '支付宝以上传时间最新的数据为准，时间相同时以哪一行为准，文档未规定。请删除过期的行，或为每行填写各自的时间。',
		}),
	]);
}

function storedTimeHint(rows: Rows, finding: ColumnFinding): string {
	const [first, sent] = [String(finding.first), beijingTime(Date.parse(String(finding.first)))];
	return joinSentences([
		t({
			en: `“${finding.heading}” has times in UTC in ${rowsOf(rows, finding)}: ${first} is sent as ${sent}.`,
			zh: `“${finding.heading}”在${rowsOf(rows, finding)}是 UTC 时间：${first} 按 ${sent} 发送。`,
		}),
		t({
			en: 'If the spreadsheet shows another time, n8n stored it on its way, as Edit Fields and single steps do: connect this node to Extract from File directly and run the whole workflow, or save the file as .xlsx.',
			zh: '如与表格中显示的不同，说明 n8n 在中途存储过该时间（Edit Fields 节点、单步运行都会如此）：请将本节点直接连接到 Extract from File 并运行整个工作流，或将文件另存为 .xlsx。',
		}),
	]);
}

/** A hint about a column, shown once for a run. */
export interface ColumnHint {
	readonly type: 'info' | 'warning';
	readonly message: string;
}

/** What the columns of a sheet show, one hint for each kind. */
export function findingHints(rows: Rows): ColumnHint[] {
	const of = (...kinds: ReadonlyArray<ColumnFinding['kind']>) => rows.findings.filter(({ kind }) => kinds.includes(kind));
	const emptyOptional = of('emptyOptional');
	const numbers = of('numericCode', 'numericText');
	return [
		...of('emptyTime').map((each) => ({ type: 'warning', message: emptyTimeHint(rows, each) }) as const),
		...of('storedTime').map((each) => ({ type: 'warning', message: storedTimeHint(rows, each) }) as const),
		...of('sameTime').map((each) => ({ type: 'warning', message: sameTimeHint(rows, each) }) as const),
		...of('oldTime').map((each) => ({ type: 'warning', message: oldTimeHint(rows, each) }) as const),
		...(emptyOptional.length > 0 ? [{ type: 'info', message: emptyOptionalHint(rows, emptyOptional) } as const] : []),
		...of('dateAmongCodes').map((each) => ({ type: 'warning', message: dateHint(rows, each) }) as const),
		...of('dateInObject').map((each) => ({ type: 'warning', message: dateInObjectHint(rows, each) }) as const),
		...(numbers.length > 0 ? [{ type: 'info', message: numbersHint(rows, numbers) } as const] : []),
	];
}
