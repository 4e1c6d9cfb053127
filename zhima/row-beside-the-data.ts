/** Rows of a sheet that are no data: sums below the rows, remarks, the headings once more. */
import { t } from '../i18n/translate';
import { isEmpty, trimCell } from './cells/cell';
import type { Api, Issue, Parameter, RawRow } from './api-types';

/** Whether a row must give the parameter itself. */
export const isAsked = ({ required, fixed, kind }: Parameter): boolean =>
	required && fixed === undefined && !(kind.type === 'time' && kind.emptyIsNow);

export const firstAsked = (api: Api): string => api.parameters.find(isAsked)?.name ?? '';

/** A word for a sum, also with the sum behind it: 合计：120 台, 共 2 单. */
const TOTAL_WORDS = /^(?:共\s*[\d,]+\s*\S{1,3}|(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|汇\s*总|本页合计|总(?:交易|订单)?(?:单数|笔数|数量|金额|额)|(?:grand |sub)?totals?|sum)\s*[:：]?\s*(?:[\d,.]+\s*\S{0,3})?)$/i;

/** What stands at the beginning of a line below or above a table. */
const REMARK_WORDS =
	/^[*※（(【[\s]*(?:备\s*注|说\s*明|填表说明|填写说明|注意事项|注意|提示|注|制表人?|填表人?|填报人|审核人?|复核|负责人签字|数据来源|来源|截至|截止|统计时间|统计日期|导出时间|导出人|打印时间|以上|remarks?|notes?|source|prepared by|exported|generated)\s*(?:[:：\d]|数据|内容|信息|at |on |by )/i;

const LONGEST_WORD = 20;

const isTotal = (value: unknown): boolean => typeof value === 'string' && value.length < LONGEST_WORD && TOTAL_WORDS.test(trimCell(value));

const isRemark = (value: unknown): boolean => typeof value === 'string' && REMARK_WORDS.test(trimCell(value));

const holds = (cells: RawRow, isWord: (value: unknown) => boolean): boolean => {
	for (const name in cells) if (isWord(cells[name])) return true;
	return false;
};

const ofRow = (api: Api, message: string): Issue => ({
	field: firstAsked(api),
	heading: '',
	message,
	advice: t({ en: 'Delete it.', zh: '请删除该行。' }),
});

/**
 * The issue of a row that is a sum or a remark: the word stands in any of its cells, and it lacks what every row
 * has. Undefined for any other row.
 *
 * @param cells all cells of the row, also those of ignored columns
 */
export const rowBesideTheData = (api: Api, row: RawRow, cells: RawRow): Issue | undefined => {
	const asked = api.parameters.filter(isAsked);
	const missing = asked.filter(({ name }) => isEmpty(row[name])).length;
	if (missing === 0) return undefined;
	if (holds(cells, isTotal)) return ofRow(api, t({ en: 'This looks like a totals row.', zh: '该行看起来是合计行，不是数据。' }));
	return missing * 2 > asked.length && holds(cells, isRemark)
		? ofRow(api, t({ en: 'This looks like a remark beside the table.', zh: '该行看起来是表格以外的说明，不是数据。' }))
		: undefined;
};

/** The issue of a row that repeats the headings. */
export const repeatedHeadings = (api: Api): Issue =>
	ofRow(api, t({ en: 'This row repeats the headings.', zh: '该行重复了列名，不是数据。' }));
