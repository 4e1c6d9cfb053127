/**
 * The lines of the tables in docs/reading-spreadsheets.md, in both languages, each with how it shows in what n8n's own reader
 * gave. The pages hold these lines and no other.
 */
import { judgeFile } from './compare';
import { CORPUS } from './corpus';
import type { Zone } from './places';
import type { Read, Report } from './reader';

export type Reads = Readonly<Record<Zone, Report['reads']>>;

export interface Fact {
	readonly en: string;
	readonly zh: string;
	readonly holds: (reads: Reads) => void;
}

type Item = Readonly<Record<string, unknown>>;

const itemsOf = (reads: Reads, file: string, zone: Zone = 'UTC'): readonly Item[] => reads[zone][file].items as readonly Item[];
const cells = (reads: Reads, file: string, heading: string, zone: Zone = 'UTC'): unknown[] => itemsOf(reads, file, zone).map((item) => item[heading]);

const verdicts = (reads: Reads, name: string): string => {
	const file = CORPUS.find((each) => each.file === name)!;
	const found = Object.values(reads).map((read) => judgeFile(file, read[name]).verdicts.join(' '));
	expect(new Set(found).size).toBe(1);
	return found[0];
};

const isSentWhole = (reads: Reads, ...files: string[]): void => {
	for (const file of files) expect({ file, rows: verdicts(reads, file) }).toEqual({ file, rows: expect.stringMatching(/^equal( equal)*$/) as string });
};
const isRefusedWhole = (reads: Reads, ...files: string[]): void => {
	for (const file of files) expect({ file, rows: verdicts(reads, file) }).toEqual({ file, rows: expect.stringMatching(/^refused( refused)*$/) as string });
};
const messagesOf = ({ fates, error }: Read): string => [error, ...fates.map((fate) => fate.error?.message)].join('\n');

const EXCEL = ['library.xlsx/%.xlsx', 'LibreOffice.xlsx/%.xlsx', 'LibreOffice.xls/%.xls'];
const WORKBOOKS = [...EXCEL, 'LibreOffice.ods/%.ods'];
const each = (patterns: readonly string[], name: string): string[] => patterns.map((pattern) => pattern.replace('%', name));

const DAY_NUMBER = 46346.35434;

export const FORMATS: readonly Fact[] = [
	{
		en: '| .xlsx, .xls | Extract From XLSX, Extract From XLS | Texts as they are. Numbers without their format: `000123` as 123, `¥5.00` as 5, `50%` as 0.5. Times as day numbers, which the node reads as Beijing time | Format codes, phone numbers and rent descriptions as text in the sheet |',
		zh: '| .xlsx、.xls | Extract From XLSX、Extract From XLS | 文本原样；数字不带格式：`000123` 变为 123，`¥5.00` 变为 5，`50%` 变为 0.5。时间为日期序列号，节点按北京时间读取 | 在表格中把编码、电话、租金描述设为“文本”格式 |',
		holds: (reads) => {
			for (const file of each(EXCEL, 'times')) expect(Number(cells(reads, file, '上传时间', 'America/New_York')[0])).toBeCloseTo(DAY_NUMBER, 4);
			for (const file of each(EXCEL, 'codes with zeros')) expect(cells(reads, file, '实体编号')).toEqual([123, 45, 123456]);
			for (const file of each(EXCEL, 'rents as numbers')) expect(cells(reads, file, '租金描述').slice(0, 2)).toEqual([5, 0.5]);
			isSentWhole(reads, ...each(EXCEL, 'plain'), ...each(EXCEL, 'times'));
		},
	},
	{
		en: "| .ods | Extract From ODS | The same, but times as dates on the clock of n8n's server. The node reads them as the cell shows them, in any time zone of the server. An hour that the server's zone skips in spring is refused | As above |",
		zh: '| .ods | Extract From ODS | 同上，但时间为 n8n 服务器时区的日期。无论服务器在哪个时区，节点都按单元格显示的时间读取；服务器时区因夏令时而跳过的那一小时会被拒绝 | 同上 |',
		holds: (reads) => {
			const file = 'LibreOffice.ods/times.ods';
			expect(cells(reads, file, '上传时间', 'UTC')[0]).toBe('Date 2026-11-20T08:30:15.000Z');
			expect(cells(reads, file, '上传时间', 'Asia/Shanghai')[0]).toBe('Date 2026-11-20T00:30:15.000Z');
			for (const read of Object.values(reads)) expect(read[file].fates[0].sent?.upload_time).toBe('2026-11-20 08:30:15');
			expect(reads['America/New_York'][file].fates[8].error?.message).toMatch(/上传时间/);
			expect(reads.UTC[file].fates[8].error).toBeUndefined();
		},
	},
	{
		en: '| .csv | Extract From CSV | Each value as the text that stands in the file. Nothing is lost | Nothing |',
		zh: '| .csv | Extract From CSV | 每个值都是文件中的文本原样，不会丢失 | 无需设置 |',
		holds: (reads) => {
			expect(cells(reads, 'csv/tempting.csv', '实体编号')).toEqual(['0012345', '1E5', '1-2', '12345678901234567890', '000456']);
			isSentWhole(reads, 'csv/tempting.csv', 'csv/orders.csv');
		},
	},
	{
		en: '| .csv | Extract From XLS, Extract From XLSX | What Excel would make of it: `0012345` as 12345, `1-2` as a date, long numbers without their last digits | *Extract From CSV*; or turn on **RAW Data** |',
		zh: '| .csv | Extract From XLS、Extract From XLSX | 与用 Excel 打开时一样：`0012345` 变为 12345，`1-2` 变为日期，长数字丢失末几位 | 改用 *Extract From CSV*，或打开 **RAW Data** |',
		holds: (reads) => {
			expect(cells(reads, 'read as xls/tempting.csv', '实体编号').slice(0, 4)).toEqual([12345, 100000, 36893, 12345678901234567000]);
			isSentWhole(reads, 'read as xls/tempting, raw.csv', 'read as xls/orders, raw.csv');
		},
	},
	{
		en: '| .csv with semicolons or tabs | Extract From CSV | One column with everything in it; the sheet is refused | **Delimiter**: `;` or a tab |',
		zh: '| 以分号或制表符分隔的 .csv | Extract From CSV | 所有内容在一列中，整个表格会被拒绝 | **Delimiter**：`;` 或制表符 |',
		holds: (reads) => {
			for (const file of ['csv/semicolons.csv', 'csv/tabs.csv']) expect(Object.keys(itemsOf(reads, file)[0])).toHaveLength(1);
			isRefusedWhole(reads, 'csv/semicolons.csv', 'csv/tabs.csv');
			isSentWhole(reads, 'csv/semicolons, set.csv', 'csv/tabs, set.csv');
		},
	},
	{
		en: '| .xls that is HTML inside (exports of many back offices), .html | Extract From XLS, Extract From HTML | Numbers lose their zeros and long ones their last digits; times come as dates that may have moved, and are refused | Turn on **RAW Data**, or save the file as .xlsx |',
		zh: '| 内容为 HTML 的 .xls（许多后台系统的导出）、.html | Extract From XLS、Extract From HTML | 数字丢失前导 0，长数字丢失末几位；时间变成可能有偏差的日期，会被拒绝 | 打开 **RAW Data**，或另存为 .xlsx |',
		holds: (reads) => {
			for (const file of ['html/tempting.xls', 'html/tempting.html']) {
				expect(cells(reads, file, '实体编号')).toEqual([12345, 100000, expect.stringMatching(/^Date /), 12345678901234567000, 456]);
				expect(reads.UTC[file].fates[1].error?.message).toMatch(/上传时间.*"RAW Data"/);
			}
			isSentWhole(reads, 'html/tempting, raw.xls', 'html/tempting, raw.html', 'html/orders, raw.xls');
		},
	},
	{
		en: '| .xls or .xml that is SpreadsheetML 2003 inside | Extract From XLS | As .xlsx | As .xlsx |',
		zh: '| 内容为 SpreadsheetML 2003 的 .xls 或 .xml | Extract From XLS | 同 .xlsx | 同 .xlsx |',
		holds: (reads) => {
			expect(Number(cells(reads, 'spreadsheetml/times.xls', '上传时间')[0])).toBeCloseTo(DAY_NUMBER, 4);
			expect(cells(reads, 'spreadsheetml/times.xls', '实体编号')).toEqual([123, 124]);
			isSentWhole(reads, 'spreadsheetml/plain.xml', 'spreadsheetml/texts.xls');
		},
	},
];

export const ENCODINGS: readonly Fact[] = [
	{
		en: '| UTF-8, with or without a byte order mark | The characters as they are | Nothing |',
		zh: '| UTF-8，有无 BOM 均可 | 字符原样 | 无需设置 |',
		holds: (reads) => isSentWhole(reads, 'csv/utf-8.csv', 'csv/utf-8 with a mark.csv', 'csv/utf-8 with a mark, excluded.csv'),
	},
	{
		en: '| UTF-16 (“Unicode text” of Excel) | n8n stops, or the sheet is refused | **Encoding**: UTF16LE |',
		zh: '| UTF-16（Excel 的“Unicode 文本”） | n8n 报错停止，或整个表格被拒绝 | **Encoding**：UTF16LE |',
		holds: (reads) => {
			isRefusedWhole(reads, 'csv/utf-16.csv');
			isSentWhole(reads, 'csv/utf-16, set.csv', 'csv/utf-16, set, mark excluded.csv');
		},
	},
	{
		en: '| GBK (Excel’s plain “CSV” in Chinese) | Unreadable headings; the sheet is refused. No choice under **Encoding** reads it | In Excel, save as *CSV UTF-8* or .xlsx |',
		zh: '| GBK（中文 Excel 的普通“CSV”） | 列名乱码，整个表格被拒绝；**Encoding** 中没有可用的选项 | 在 Excel 中另存为“CSV UTF-8”或 .xlsx |',
		holds: (reads) => isRefusedWhole(reads, 'csv/gbk.csv', 'csv/gb18030.csv', 'csv/gbk as latin1.csv', 'csv/gbk as ascii.csv'),
	},
	{
		en: '| HTML in GBK or GB2312 | Unreadable headings; the sheet is refused | Save as .xlsx |',
		zh: '| GBK 或 GB2312 编码的 HTML | 列名乱码，整个表格被拒绝 | 另存为 .xlsx |',
		holds: (reads) => {
			expect(Object.keys(itemsOf(reads, 'html/gbk.xls')[0])).toContain('ʵ̥Ѡڅ');
			isRefusedWhole(reads, 'html/gbk.xls');
		},
	},
	{
		en: '| UTF-8 without a mark, read by Extract From XLS | Unreadable headings; the sheet is refused | Use *Extract From CSV* |',
		zh: '| 无 BOM 的 UTF-8，用 Extract From XLS 读取 | 列名乱码，整个表格被拒绝 | 改用 *Extract From CSV* |',
		holds: (reads) => {
			isRefusedWhole(reads, 'read as xls/no mark.csv', 'read as xls/gbk.csv');
			isSentWhole(reads, 'read as xls/plain.csv');
		},
	},
];

export const UNSEEN: readonly Fact[] = [
	{
		en: '| Hidden rows, and rows that a filter hides | They are sent like any other | Delete them, or copy the visible rows into a new sheet |',
		zh: '| 隐藏的行、被筛选掉的行 | 与其他行一样发送 | 删除这些行，或把可见的行复制到新表格 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'hidden rows')) expect(cells(reads, file, '实体编号')).toEqual(['CAB01', 'CAB02', 'CAB03']);
			for (const file of each(WORKBOOKS, 'filtered rows')) expect(reads.UTC[file].fates.map(({ sent }) => sent?.entity_code)).toEqual(['CAB01', 'CAB02', 'CAB03', 'CAB04']);
		},
	},
	{
		en: '| Several sheets | The first one is read, even if it is hidden or a cover page | **Sheet Name** |',
		zh: '| 多个工作表 | 读取第一个，即使它被隐藏或只是封面 | **Sheet Name** |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'a hidden first sheet')) expect(itemsOf(reads, file)).toEqual([{ 类目: '雨伞', 是否: '是' }, { 类目: '充电宝', 是否: '否' }]);
			isRefusedWhole(reads, ...each(WORKBOOKS, 'a hidden first sheet'), ...each(WORKBOOKS, 'a first sheet that is a cover'));
			isSentWhole(reads, ...each(WORKBOOKS, 'a chosen sheet'));
		},
	},
	{
		en: '| Merged cells | Only the first row has the value; the rows below are blank | Unmerge the cells and fill in each row |',
		zh: '| 合并的单元格 | 只有第一行有内容，下面各行为空 | 取消合并，并逐行填写 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'merged optional cells')) expect(cells(reads, file, '地址')).toEqual(['文三路478号', undefined, '文三路480号']);
			for (const file of each(WORKBOOKS, 'merged required cells')) expect(verdicts(reads, file)).toBe('equal refused refused');
		},
	},
	{
		en: '| Error cells (`#N/A`), and formulas whose results were never saved | Blank | Fix the formula; open the file in Excel and save it once |',
		zh: '| 错误值（`#N/A`）、从未保存过结果的公式 | 空白 | 修正公式；在 Excel 中打开并保存一次 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'error cells')) {
				expect(cells(reads, file, '地址')[3]).toBeUndefined();
				expect(reads.UTC[file].hints.join()).toMatch(/“上传时间” is empty in row 4/);
			}
			expect(cells(reads, 'library.xlsx/formulas never calculated.xlsx', '上传时间')[0]).toBeUndefined();
			isSentWhole(reads, ...each(WORKBOOKS, 'formulas'));
		},
	},
	{
		en: '| A number format that shows another text (`是` for 0) or another size (`12` for 12000) | The number behind it | Type what is to be sent |',
		zh: '| 数字格式显示为另一文本（0 显示为 `是`）或另一数量（12000 显示为 `12`） | 格式背后的数字 | 直接填写要发送的内容 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'flags')) expect([cells(reads, file, '是否收租金')[4], reads.UTC[file].fates[4].sent?.collect_rent]).toEqual([0, 'N']);
		},
	},
	{
		en: '| Two equal headings | In a .csv, the last column counts. In a workbook, the second is called `实体编号_1`, and the sheet is refused | Rename or delete one of them |',
		zh: '| 两个相同的列名 | .csv 中以最后一列为准；工作簿中第二列名为 `实体编号_1`，整个表格被拒绝 | 重命名或删除其中一列 |',
		holds: (reads) => {
			expect(cells(reads, 'csv/equal headings.csv', '实体编号')).toEqual(['OTHER0', 'OTHER1']);
			for (const file of each(WORKBOOKS, 'equal headings')) expect(Object.keys(itemsOf(reads, file)[0])).toContain('实体编号_1');
			isRefusedWhole(reads, ...each(WORKBOOKS, 'equal headings'));
		},
	},
	{
		en: '| Lines above the headings (a title, a note) | The first line is taken for the headings; the sheet is refused | **Range**: the number of lines to pass over, such as `1`. In a .csv, **Starting Line**: the line with the headings, such as `2` |',
		zh: '| 列名上方有其他行（标题、说明） | 第一行被当作列名，整个表格被拒绝 | **Range**：要跳过的行数，例如 `1`；.csv 用 **Starting Line**：列名所在的行，例如 `2` |',
		holds: (reads) => {
			isRefusedWhole(reads, ...each(WORKBOOKS, 'a title line'), ...each(WORKBOOKS, 'a title and a note'), 'csv/a title line.csv');
			isSentWhole(reads, ...each(WORKBOOKS, 'a title line and a range'), 'csv/a title line, passed over.csv');
		},
	},
	{
		en: '| Two rows of headings | The second one is taken for a row and refused; the others are sent | Delete the second one |',
		zh: '| 两行列名 | 第二行被当作数据行并被拒绝，其他行照常发送 | 删除第二行列名 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'two heading rows')) expect(verdicts(reads, file)).toMatch(/^refused( equal| refused)+$/);
		},
	},
	{
		en: '| Empty lines between the rows | They are passed over. A line of commas in a .csv is refused | Delete such lines |',
		zh: '| 行与行之间的空行 | 自动跳过；.csv 中只有逗号的行会被拒绝 | 删除这些行 |',
		holds: (reads) => {
			isSentWhole(reads, ...each(WORKBOOKS, 'rows apart'), 'csv/rows apart.csv');
			expect(verdicts(reads, 'csv/rows apart, commas kept.csv')).toBe('equal refused equal');
		},
	},
	{
		en: '| A line of a .csv with a comma too many or too few | n8n stops at it. With **Skip Records With Errors**, such lines are dropped without a word | Leave **Skip Records With Errors** off |',
		zh: '| .csv 中某行多了或少了逗号 | n8n 在该行报错停止；打开 **Skip Records With Errors** 后，这样的行会被悄悄丢弃 | 不要打开 **Skip Records With Errors** |',
		holds: (reads) => {
			for (const file of ['csv/a short line.csv', 'csv/a line with a comma too many.csv']) expect(messagesOf(reads.UTC[file])).toMatch(/Invalid Record Length/);
			expect(itemsOf(reads, 'csv/a short line, skipped.csv')).toHaveLength(1);
		},
	},
	{
		en: '| **Header Row** turned off | Rows without headings; the sheet is refused | Leave **Header Row** on |',
		zh: '| 关闭 **Header Row** | 各行没有列名，整个表格被拒绝 | 保持 **Header Row** 打开 |',
		holds: (reads) => {
			expect(Object.keys(itemsOf(reads, 'csv/header row off.csv')[0])).toEqual(['row']);
			isRefusedWhole(reads, 'csv/header row off.csv');
		},
	},
	{
		en: '| Workbooks that count dates from 1904 (an option of Excel) | Times come 1,462 days early. A hint names times that are older than a year | Turn the option off, or format the times as text |',
		zh: '| 使用 1904 日期系统的工作簿（Excel 选项） | 时间早 1462 天；早于一年的时间会有提示 | 关闭该选项，或把时间设为“文本”格式 |',
		holds: (reads) => {
			for (const file of each(WORKBOOKS, 'the 1904 date system')) {
				expect(reads.UTC[file].fates[0].sent?.upload_time).toBe('2022-11-19 08:30:15');
				expect(reads.UTC[file].hints.join()).toMatch(/上传时间.*1904/);
			}
		},
	},
	{
		en: '| Links, comments, colors, **Include Empty Cells** | No difference | Nothing |',
		zh: '| 超链接、批注、颜色、**Include Empty Cells** | 没有影响 | 无需设置 |',
		holds: (reads) => isSentWhole(reads, ...each(WORKBOOKS, 'links, comments and colors'), ...each(WORKBOOKS, 'empty cells included')),
	},
];
