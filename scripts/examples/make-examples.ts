/**
 * Writes `examples/`, or the folder that is given: run it with `tsx scripts/examples/make-examples.ts` after changing the
 * rows, the workflows, or a table of parameters.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CellObject, utils, write } from '@e965/xlsx';
import { cabinetRows, HEADINGS } from './cabinet-rows';
import { type OddCell, ODD_HEADINGS, troubledRows } from './trouble-rows';
import { MERCHANT_HEADING, merchantRows } from './merchant-rows';
import { exampleWorkflows } from './workflows';
import { templateFile } from './write-templates';

type Row = readonly OddCell[];

const FOLDER = path.resolve(__dirname, '../../examples');

/** Excel's day 0. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

const xlsxCell = (cell: OddCell): CellObject => {
	if (cell instanceof Date) {
		return { t: 'n', v: (cell.getTime() - EXCEL_EPOCH) / 86_400_000, z: 'yyyy/m/d h:mm' };
	}
	if (typeof cell === 'boolean') return { t: 'b', v: cell };
	if (typeof cell === 'number') return { t: 'n', v: cell };
	return cell === '' ? { t: 'z' } : { t: 's', v: cell };
};

/** The same rows give the same bytes. */
const xlsxOf = (headings: readonly string[], rows: readonly Row[], sheetName: string): Buffer => {
	const sheet = utils.aoa_to_sheet([[...headings], ...rows.map((row) => row.map(xlsxCell))]);
	sheet['!cols'] = headings.map((heading) => ({ wch: /名称|地址|address/.test(heading) ? 32 : 16 }));
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, sheetName);
	book.Props = { CreatedDate: new Date(Date.UTC(2026, 10, 20)) };
	return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
};

const shownDate = (date: Date): string => {
	const minutes = String(date.getUTCMinutes()).padStart(2, '0');
	const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()].join('/');
	return `${day} ${date.getUTCHours()}:${minutes}`;
};

/** As Excel writes a cell into a CSV file: numbers that are too long for it in scientific form. */
const csvText = (cell: OddCell): string => {
	if (cell instanceof Date) return shownDate(cell);
	if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
	if (typeof cell !== 'number') return cell;
	if (Math.abs(cell) < 1e15) return String(cell);
	return Number(cell.toPrecision(6)).toExponential().replace('e', 'E');
};

const csvCell = (cell: OddCell): string => {
	const text = csvText(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** With a byte order mark and CRLF, as Excel saves “CSV UTF-8”. */
const csvOf = (headings: readonly string[], rows: readonly Row[]): string =>
	`\ufeff${[headings, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

export const exampleFiles = (): Record<string, Buffer | string> => {
	const inOrder = (cabinet: Readonly<Record<string, OddCell>>): Row =>
		HEADINGS.map((heading) => cabinet[heading]);
	const rows = cabinetRows().map(inOrder);
	const oddRows = troubledRows().map(({ cabinet }) => inOrder(cabinet));
	const oddHeadings = HEADINGS.map((heading) => ODD_HEADINGS[heading]);
	const workflows = Object.entries(exampleWorkflows()).map(([name, workflow]) => [
		name,
		`${JSON.stringify(workflow, null, '\t')}\n`,
	]);
	const merchantHeadings = [MERCHANT_HEADING, ...HEADINGS] as const;
	const ofMerchants = merchantRows().map((row) => merchantHeadings.map((heading) => row[heading]));
	return {
		'many-merchants.xlsx': xlsxOf(merchantHeadings, ofMerchants, '机柜'),
		'cabinets.xlsx': xlsxOf(HEADINGS, rows, '机柜'),
		'cabinets.csv': csvOf(HEADINGS, rows),
		'troubles.xlsx': xlsxOf(oddHeadings, oddRows, '机柜'),
		'troubles.csv': csvOf(oddHeadings, oddRows),
		...(Object.fromEntries(workflows) as Record<string, string>),
	};
};

/** The templates, by file name. */
export const templateFiles = async (): Promise<Record<string, Buffer>> => ({
	'template.xlsx': await templateFile('en'),
	'template-zh.xlsx': await templateFile('zh'),
});

const writeAll = async (folder: string): Promise<void> => {
	mkdirSync(folder, { recursive: true });
	const files = { ...exampleFiles(), ...(await templateFiles()) };
	for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
};

if (require.main === module) void writeAll(process.argv[2] ?? FOLDER);
