/** The files of the corpus that are text: csv in its encodings, HTML that calls itself .xls, SpreadsheetML 2003. */
import iconv from 'iconv-lite';
import { cabinet, order, text, SYNC_HEADINGS, uploadModel } from './model';
import type { Cell, Line, Model, SheetFile } from './model';

/** A file and its bytes. */
export interface TextFile extends SheetFile {
	readonly bytes: Buffer;
}

type Way = Pick<SheetFile, 'operation' | 'options'>;

const CSV: Way = { operation: 'csv', options: {} };
const csvWith = (options: SheetFile['options']): Way => ({ operation: 'csv', options });
const xlsWith = (options: SheetFile['options']): Way => ({ operation: 'xls', options });

/** Codes, times and rents of which a program that takes texts for numbers makes something else. */
const TEMPTING = uploadModel('', [
	{ entity_code: text('0012345'), contact_number: text('057126888888', '0571-26888888'), rent_desc: text('5-10'), upload_time: text('2026/11/20 8:30:15', '2026-11-20 08:30:15') },
	{ entity_code: text('1E5'), contact_number: text('13812345678'), rent_desc: text('¥5.00'), upload_time: text('2026-11-20 23:59:59') },
	{ entity_code: text('1-2'), contact_number: text('0571-26888888'), rent_desc: text('50%'), upload_time: text('2026/11/20', '2026-11-20 00:00:00') },
	{ entity_code: text('12345678901234567890'), contact_number: text('400-820-8820', '400-8208820'), rent_desc: text('1,234'), upload_time: text('2026-11-20 15:34', '2026-11-20 15:34:00') },
	{ entity_code: text('000456'), contact_number: text('021-26888888'), rent_desc: text('1/2'), upload_time: text('2026年11月20日 8时30分', '2026-11-20 08:30:00') },
]);

const PLAIN = uploadModel('', [{ address_desc: text('文三路478号') }, { address_desc: text('南京东路1号') }]);

const quoted = (value: string, delimiter: string): string =>
	/["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replace(/"/g, '""')}"` : value;

const seenIn = ({ headings }: Model, { cells }: Line): string[] => Object.keys(headings).map((parameter) => cells[parameter]?.seen ?? '');

/** What a text editor shows of the sheet: its lines, separated and quoted. */
const csvText = (model: Model, delimiter = ',', end = '\r\n'): string =>
	[...(model.above ?? []), Object.values(model.headings), ...model.lines.map((line) => (line.isBlank ? [] : seenIn(model, line)))]
		.map((line) => line.map((value) => quoted(value, delimiter)).join(delimiter) + end)
		.join('');

const fileOf = (file: string, model: Model, way: Way, bytes: Buffer): TextFile => ({
	file,
	call: model.call,
	...way,
	headings: model.headings,
	lines: model.lines.filter(({ isBlank, isDropped }) => !isBlank && !isDropped),
	bytes,
});

const utf8 = (file: string, model: Model, way: Way = CSV, written = csvText(model)): TextFile =>
	fileOf(file, model, way, Buffer.from(written));

const BOM = '\ufeff';

const BREAKS = uploadModel('', [
	{ address_desc: text('文三路478号\n一楼大厅'), entity_name: text('“A, B”机柜') },
	{ address_desc: text('南京东路 "1" 号, 二楼'), entity_name: text('湖滨机柜') },
]);

const APART: Model = { ...PLAIN, lines: [cabinet(0), { cells: {}, isBlank: true }, cabinet(1)] };
/** A spreadsheet saves an empty line of a table as commas; csv's reader makes an item without columns of it. */
const COMMAS: Model = { ...PLAIN, lines: [cabinet(0), { cells: {}, isAside: true }, cabinet(1)] };

const TOTALS: Model = { ...PLAIN, lines: [cabinet(0), cabinet(1), { cells: { category_code: text('合计'), can_borrow_cnt: text('24') }, isAside: true }] };

const ORDERS: Model = {
	name: '',
	call: 'sync',
	headings: SYNC_HEADINGS,
	lines: [order(0, { out_biz_no: text('100220200103194523683'), biz_data: text('{"buyCnt":3,"orderNo":"100220200103194523683"}') }), order(1, { out_biz_no: text('0012345') })],
};

/** Alipay's and other exports guard long digits from Excel in these ways. */
const GUARDED = uploadModel('', [
	{ entity_code: text('="0012345"', '0012345'), contact_number: text('="13812345678"', '13812345678') },
	{ entity_code: text("'0012345", '0012345'), contact_number: text("'13812345678", '13812345678') },
	{ entity_code: text('`0012345', '0012345'), contact_number: text('`13812345678', '13812345678') },
	{ entity_code: text('0012345\t', '0012345'), contact_number: text('13812345678\t', '13812345678') },
]);

const equalHeadings = (): TextFile => {
	const model: Model = { ...PLAIN, lines: PLAIN.lines.map((line) => ({ cells: { ...line.cells, entity_code: { ...line.cells.entity_code!, onlyReaderKnows: 'equal headings' } } })) };
	const [heading, ...lines] = csvText(PLAIN).trimEnd().split('\r\n');
	return utf8('csv/equal headings.csv', model, CSV, [`${heading},实体编号`, ...lines.map((line, index) => `${line},OTHER${index}`)].join('\r\n'));
};

const CSV_FILES: TextFile[] = [
	utf8('csv/utf-8.csv', PLAIN),
	utf8('csv/utf-8 with a mark.csv', PLAIN, CSV, BOM + csvText(PLAIN)),
	utf8('csv/utf-8 with a mark, excluded.csv', PLAIN, csvWith({ enableBOM: true }), BOM + csvText(PLAIN)),
	utf8('csv/line feeds.csv', PLAIN, CSV, csvText(PLAIN, ',', '\n')),
	utf8('csv/tempting.csv', TEMPTING),
	utf8('csv/quoted breaks.csv', BREAKS),
	utf8('csv/rows apart.csv', APART),
	utf8('csv/rows apart, commas kept.csv', COMMAS),
	utf8('csv/totals.csv', TOTALS),
	utf8('csv/guarded.csv', GUARDED),
	utf8('csv/orders.csv', ORDERS),
	utf8('csv/semicolons.csv', PLAIN, CSV, csvText(PLAIN, ';')),
	utf8('csv/semicolons, set.csv', PLAIN, csvWith({ delimiter: ';' }), csvText(PLAIN, ';')),
	utf8('csv/tabs.csv', PLAIN, CSV, csvText(PLAIN, '\t')),
	utf8('csv/tabs, set.csv', PLAIN, csvWith({ delimiter: '\t' }), csvText(PLAIN, '\t')),
	utf8('csv/a title line.csv', { ...PLAIN, above: [['杭州区域借还机柜一览表', ...Array<string>(9).fill('')]] }),
	utf8('csv/a title line, passed over.csv', { ...PLAIN, above: [['杭州区域借还机柜一览表', ...Array<string>(9).fill('')]] }, csvWith({ fromLine: 2 })),
	fileOf('csv/gbk.csv', PLAIN, CSV, iconv.encode(csvText(PLAIN), 'gbk')),
	fileOf('csv/gbk as latin1.csv', PLAIN, csvWith({ encoding: 'latin1' }), iconv.encode(csvText(PLAIN), 'gbk')),
	fileOf('csv/gbk as ascii.csv', PLAIN, csvWith({ encoding: 'ascii' }), iconv.encode(csvText(PLAIN), 'gbk')),
	fileOf('csv/gb18030.csv', PLAIN, CSV, iconv.encode(csvText(PLAIN), 'gb18030')),
	fileOf('csv/utf-16.csv', PLAIN, CSV, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csvText(PLAIN), 'utf16le')])),
	fileOf('csv/utf-16, set.csv', PLAIN, csvWith({ encoding: 'utf16le' }), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csvText(PLAIN), 'utf16le')])),
	fileOf('csv/utf-16, set, mark excluded.csv', PLAIN, csvWith({ encoding: 'utf16le', enableBOM: true }), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csvText(PLAIN), 'utf16le')])),
	equalHeadings(),
	utf8('csv/a short line.csv', PLAIN, CSV, csvText(PLAIN).replace(/,20,南京东路1号/, ',20')),
	utf8(
		'csv/a short line, skipped.csv',
		{ ...PLAIN, lines: [PLAIN.lines[0], { ...PLAIN.lines[1], isDropped: true }] },
		csvWith({ skipRecordsWithErrors: { value: { enabled: true, maxSkippedRecords: -1 } } }),
		csvText(PLAIN).replace(/,20,南京东路1号/, ',20'),
	),
	utf8('csv/header row off.csv', PLAIN, csvWith({ headerRow: false })),
	utf8('csv/a line with a comma too many.csv', PLAIN, CSV, csvText(PLAIN).replace(/南京东路1号/, '南京东路,1号')),
];

/** The same lines, read by the operations for workbooks. */
const CSV_AS_WORKBOOK: TextFile[] = [
	utf8('read as xls/tempting.csv', TEMPTING, xlsWith({}), BOM + csvText(TEMPTING)),
	utf8('read as xls/tempting, raw.csv', TEMPTING, xlsWith({ rawData: true }), BOM + csvText(TEMPTING)),
	utf8('read as xls/plain.csv', PLAIN, xlsWith({}), BOM + csvText(PLAIN)),
	utf8('read as xls/no mark.csv', PLAIN, xlsWith({})),
	utf8('read as xls/orders.csv', ORDERS, xlsWith({}), BOM + csvText(ORDERS)),
	utf8('read as xls/orders, raw.csv', ORDERS, xlsWith({ rawData: true }), BOM + csvText(ORDERS)),
	fileOf('read as xls/gbk.csv', PLAIN, xlsWith({}), iconv.encode(csvText(PLAIN), 'gbk')),
	utf8('read as xls/tabs.xls', TEMPTING, xlsWith({}), BOM + csvText(TEMPTING, '\t')),
	utf8('read as xls/tabs, raw.xls', TEMPTING, xlsWith({ rawData: true }), BOM + csvText(TEMPTING, '\t')),
];

const escaped = (value: string): string => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');

const htmlTable = (model: Model, attributes: (cell: Cell | undefined) => string = () => '', charset = 'utf-8'): string => {
	const line = (tag: string, cells: readonly string[]) => `<tr>${cells.join('')}</tr>`.replace(/<c/g, `<${tag}`).replace(/<\/c>/g, `</${tag}>`);
	const heads = Object.values(model.headings).map((heading) => `<c>${escaped(heading)}</c>`);
	const body = model.lines.map(({ cells }) =>
		line('td', Object.keys(model.headings).map((parameter) => `<c${attributes(cells[parameter])}>${escaped(cells[parameter]?.seen ?? '')}</c>`)),
	);
	return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><table border="1">${line('th', heads)}${body.join('')}</table></body></html>`;
};

const AS_TEXT = () => ` style="mso-number-format:'\\@'"`;

const HTML_FILES: TextFile[] = [
	utf8('html/plain.xls', PLAIN, xlsWith({}), htmlTable(PLAIN)),
	utf8('html/tempting.xls', TEMPTING, xlsWith({}), htmlTable(TEMPTING)),
	utf8('html/tempting, raw.xls', TEMPTING, xlsWith({ rawData: true }), htmlTable(TEMPTING)),
	utf8('html/tempting, formatted as text.xls', TEMPTING, xlsWith({}), htmlTable(TEMPTING, AS_TEXT)),
	utf8('html/tempting.html', TEMPTING, { operation: 'html', options: {} }, htmlTable(TEMPTING)),
	utf8('html/tempting, raw.html', TEMPTING, { operation: 'html', options: { rawData: true } }, htmlTable(TEMPTING)),
	utf8('html/orders.xls', ORDERS, xlsWith({}), htmlTable(ORDERS)),
	utf8('html/orders, raw.xls', ORDERS, xlsWith({ rawData: true }), htmlTable(ORDERS)),
	fileOf('html/gbk.xls', PLAIN, xlsWith({}), iconv.encode(htmlTable(PLAIN, undefined, 'gb2312'), 'gbk')),
	utf8('html/breaks.xls', BREAKS, xlsWith({}), htmlTable(BREAKS)),
];

interface XmlCell {
	readonly type: 'String' | 'Number' | 'DateTime';
	readonly data: string;
	readonly style?: string;
}

/** SpreadsheetML's cell for what the model stores. */
const xmlCell = (cell: Cell): XmlCell => {
	if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(cell.sent ?? '')) return { type: 'DateTime', data: `${cell.sent!.replace(' ', 'T')}.000`, style: 'time' };
	return typeof cell.stored === 'number' ? { type: 'Number', data: String(cell.stored), style: cell.format === '000000' ? 'code' : undefined } : { type: 'String', data: cell.seen };
};

const STYLES =
	'<Styles><Style ss:ID="Default"/><Style ss:ID="time"><NumberFormat ss:Format="yyyy/m/d\\ h:mm:ss"/></Style><Style ss:ID="code"><NumberFormat ss:Format="000000"/></Style></Styles>';

const spreadsheetMl = (model: Model): string => {
	const cell = ({ type, data, style }: XmlCell) => `<Cell${style ? ` ss:StyleID="${style}"` : ''}><Data ss:Type="${type}">${escaped(data)}</Data></Cell>`;
	const rows = [
		Object.values(model.headings).map((heading) => cell({ type: 'String', data: heading })),
		...model.lines.map(({ cells }) => Object.keys(model.headings).map((parameter) => (cells[parameter] ? cell(xmlCell(cells[parameter])) : '<Cell/>'))),
	];
	return `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${STYLES}<Worksheet ss:Name="机柜"><Table>${rows.map((row) => `<Row>${row.join('')}</Row>`).join('')}</Table></Worksheet></Workbook>`;
};

const ML_TIMES = uploadModel('', [
	{ upload_time: text('2026/11/20 8:30:15', '2026-11-20 08:30:15'), entity_code: { seen: '000123', stored: 123, format: '000000' } },
	{ upload_time: text('2026/11/20 23:59:59', '2026-11-20 23:59:59'), entity_code: { seen: '000124', stored: 124, format: '000000' } },
]);

const ML_TEXTS = uploadModel('', [
	{ entity_code: text('0012345'), rent_desc: text('5-10'), contact_number: text('057126888888', '0571-26888888') },
	{ entity_code: text('1-2'), rent_desc: text('¥5.00'), contact_number: text('13812345678') },
]);

const XML_FILES: TextFile[] = [
	utf8('spreadsheetml/plain.xml', PLAIN, xlsWith({}), spreadsheetMl(PLAIN)),
	utf8('spreadsheetml/times.xls', ML_TIMES, xlsWith({}), spreadsheetMl(ML_TIMES)),
	utf8('spreadsheetml/texts.xls', ML_TEXTS, xlsWith({}), spreadsheetMl(ML_TEXTS)),
];

export const TEXT_FILES: readonly TextFile[] = [...CSV_FILES, ...CSV_AS_WORKBOOK, ...HTML_FILES, ...XML_FILES];
