/** Writes `examples/`: run it with `tsx scripts/make-examples.ts` after changing the rows or the workflows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { type Cell, HEADINGS, type Row, cabinetRows, rowOf } from './example-rows';
import { exampleWorkflows } from './example-workflows';

const FOLDER = path.resolve(__dirname, '..', 'examples');

/** The same rows give the same bytes. */
const xlsxOf = (headings: readonly string[], rows: readonly Row[], sheetName: string): Buffer => {
	const sheet = utils.aoa_to_sheet([[...headings], ...rows.map((row) => [...row])]);
	sheet['!cols'] = headings.map((heading) => ({ wch: /名称|地址/.test(heading) ? 32 : 16 }));
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, sheetName);
	book.Props = { CreatedDate: new Date(Date.UTC(2026, 10, 20)) };
	return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
};

const csvCell = (cell: Cell): string => {
	const text = typeof cell === 'number' && Math.abs(cell) >= 1e21 ? excelNumber(cell) : String(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** As Excel writes a number that is too long for the cell. */
const excelNumber = (value: number): string => value.toExponential().replace('e', 'E');

/** With a byte order mark and CRLF, as Excel saves “CSV UTF-8”. */
const csvOf = (headings: readonly string[], rows: readonly Row[]): string =>
	`\ufeff${[headings, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

export const exampleFiles = (): Record<string, Buffer | string> => {
	const rows = cabinetRows().map(rowOf);
	const workflows = Object.entries(exampleWorkflows()).map(([name, workflow]) => [
		name,
		`${JSON.stringify(workflow, null, '\t')}\n`,
	]);
	return {
		'cabinets.xlsx': xlsxOf(HEADINGS, rows, '机柜'),
		'cabinets.csv': csvOf(HEADINGS, rows),
		...(Object.fromEntries(workflows) as Record<string, string>),
	};
};

if (require.main === module) {
	mkdirSync(FOLDER, { recursive: true });
	for (const [name, content] of Object.entries(exampleFiles())) {
		writeFileSync(path.join(FOLDER, name), content);
	}
}
