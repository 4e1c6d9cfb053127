/** A model as a workbook of the library that n8n reads with, written as .xlsx. */
import { SSF, utils, write } from '@e965/xlsx';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Cell, Model } from './model';

/** Days between the beginnings of both date systems. */
const DAYS_TO_1904 = 1462;
const IS_DATE_FORMAT = /[ymdh](?![^"]*"[^"]*$)/i;

function valueOf({ stored, seen, error, formula, uncalculated }: Cell): CellObject {
	if (error !== undefined) return { t: 'e', v: error, w: seen };
	if (uncalculated) return { t: 'n', f: formula };
	const value = stored ?? seen;
	if (typeof value === 'number') return { t: 'n', v: value };
	return typeof value === 'boolean' ? { t: 'b', v: value } : { t: 's', v: value };
}

function cellOf(cell: Cell, { date1904 }: Model): CellObject {
	const written = valueOf(cell);
	if (cell.format !== undefined) written.z = cell.format;
	if (date1904 && cell.format && IS_DATE_FORMAT.test(cell.format)) written.v = (written.v as number) - DAYS_TO_1904;
	if (cell.formula !== undefined) written.f = cell.formula;
	if (cell.link !== undefined) written.l = { Target: cell.link };
	if (cell.comment !== undefined) written.c = [{ a: 'A', t: cell.comment }];
	if (cell.rich) {
		written.r = `<r><t>${cell.seen.slice(0, 2)}</t></r><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>${cell.seen.slice(2)}</t></r>`;
	}
	return written;
}

/** Where the headings stand, counted from 0. */
export const headingLine = ({ above = [] }: Model): number => above.length;

function sheetOf(model: Model): WorkSheet {
	const { headings, lines, above = [], merged = [], again, filter } = model;
	const parameters = Object.keys(headings);
	const names = [...Object.values(headings), ...(again ? [again.heading] : [])];
	const sheet = utils.aoa_to_sheet([...above.map((line) => [...line].map((each) => each || null)), names]);
	const top = headingLine(model) + 1;
	const put = (line: number, column: number, cell: CellObject) => {
		sheet[utils.encode_cell({ r: top + line, c: column })] = cell;
	};
	lines.forEach((line, index) => {
		parameters.forEach((parameter, column) => {
			const cell = line.cells[parameter];
			const isCovered = merged.some(([of, first, last]) => of === parameter && index > first && index <= last);
			if (cell !== undefined && !isCovered) put(index, column, cellOf(cell, model));
		});
		if (again) put(index, parameters.length, { t: 's', v: again.cells[index] });
	});
	const end = { r: top + lines.length - 1, c: names.length - 1 };
	sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: end });
	sheet['!rows'] = [...Array<undefined>(top), ...lines.map(({ isHidden }) => (isHidden ? { hidden: true } : undefined))].map((row) => row ?? {});
	sheet['!merges'] = merged.map(([parameter, first, last]) => {
		const c = parameters.indexOf(parameter);
		return { s: { r: top + first, c }, e: { r: top + last, c } };
	});
	if (filter) sheet['!autofilter'] = { ref: utils.encode_range({ s: { r: top - 1, c: 0 }, e: end }) };
	return sheet;
}

/** The sheet with the rows. */
export const SHEET_NAME = '机柜';

/** Numbers from which on Excel's own formats end; LibreOffice takes lower ones for those of a language. */
const FIRST_FREE_FORMAT = 164;

const known: string[] = [];

/** Gives each format of the sheet a number of its own. */
function numberFormats({ lines }: Model): void {
	for (const { format } of lines.flatMap(({ cells }) => Object.values(cells).map((cell) => cell ?? { format: undefined }))) {
		if (format === undefined || known.includes(format)) continue;
		SSF.load(format, FIRST_FREE_FORMAT + known.push(format) - 1);
	}
}

export function writeWorkbook(model: Model): Buffer {
	numberFormats(model);
	const book: WorkBook = utils.book_new();
	const before = model.sheetsBefore ?? [];
	for (const { name, rows } of before) utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
	utils.book_append_sheet(book, sheetOf(model), SHEET_NAME);
	book.Workbook = {
		Sheets: [...before.map(({ name, isHidden }) => ({ name, Hidden: isHidden ? (1 as const) : (0 as const) })), { name: SHEET_NAME, Hidden: 0 as const }],
		WBProps: { date1904: model.date1904 ?? false },
	};
	return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer;
}
