/**
 * What a person sees in a cell is what is sent, or it is refused, or a hint names it: files as people make them, through
 * n8n's own reader, on servers in three zones.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeFile } from './compare';
import { CORPUS, SEEN_FOLDER } from './corpus';
import type { Cell, Model } from './model';
import { OUTCOMES, OUTCOMES_IN } from './outcomes';
import { CORPUS_FOLDER, readReport, SENDING_ZONE, ZONES } from './places';
import type { Zone } from './places';
import type { Report } from './reader';
import { csvRows } from './csv-rows';
import { WORKBOOKS } from './workbooks';
import { headingLine } from './write-workbook';

const READS = Object.fromEntries(ZONES.map((zone) => [zone, readReport(zone).reads])) as Record<Zone, Report['reads']>;

describe('what is sent is what a person sees in the cell', () => {
	it.each(CORPUS)('$file', (file) => {
		for (const zone of ZONES) {
			const { verdicts, silent } = judgeFile(file, READS[zone][file.file]);
			expect({ zone, silent }).toEqual({ zone, silent: [] });
			expect({ zone, rows: verdicts.join(' ') }).toEqual({ zone, rows: OUTCOMES_IN[zone]?.[file.file] ?? OUTCOMES[file.file] });
		}
	});
});

describe('what arrives at the gateway', () => {
	it.each(CORPUS)('is what the node says that it sent: $file', ({ file }) => {
		const { fates, received = [] } = READS[SENDING_ZONE][file];
		const told = fates.flatMap(({ sent }) => (sent ? [sent] : []));
		const byText = (a: string, b: string) => a.localeCompare(b);
		expect(received.map((each) => JSON.stringify(each)).sort(byText)).toEqual(told.map((each) => JSON.stringify(each)).sort(byText));
	});
});

/** What the model says is seen, one text for each column. */
const seenIn = ({ headings, merged = [] }: Model, cells: Readonly<Record<string, Cell | undefined>>, index: number): string[] =>
	Object.keys(headings).map((parameter) => {
		const isCovered = merged.some(([of, first, last]) => of === parameter && index > first && index <= last);
		return isCovered ? '' : (cells[parameter]?.seen ?? '');
	});

describe('what the corpus calls seen is what LibreOffice shows', () => {
	it.each(WORKBOOKS.filter(({ not = [] }) => !not.includes('LibreOffice.ods')))('$name', (model) => {
		const shown = csvRows(readFileSync(path.join(CORPUS_FOLDER, SEEN_FOLDER, `${model.name}-机柜.csv`), 'utf8'));
		const rows = shown.slice(headingLine(model) + 1).map((row) => row.slice(0, Object.keys(model.headings).length));
		expect(rows).toEqual(model.lines.map(({ cells }, index) => seenIn(model, cells, index)));
	});
});

it('holds at least 40 files of each zone, of every format that Extract from File reads as a sheet', () => {
	expect(new Set(CORPUS.map(({ operation }) => operation))).toEqual(new Set(['csv', 'html', 'ods', 'xls', 'xlsx']));
	for (const zone of ZONES) expect(Object.keys(READS[zone]).length).toBeGreaterThanOrEqual(40);
	for (const zone of ZONES) expect(Object.keys(READS[zone])).toEqual(CORPUS.map(({ file }) => file));
});
