/** Writes the corpus to a folder: workbooks by the library and by LibreOffice, texts as they are. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { MADE_BY } from './model';
import type { MadeBy, Model, SheetFile } from './model';
import { TEXT_FILES } from './text-files';
import { WORKBOOKS } from './workbooks';
import { writeWorkbook } from './write-workbook';

const run = promisify(execFile);

const fileOfModel = (model: Model, by: MadeBy): SheetFile => ({
	file: `${by}/${model.name}.${by.split('.')[1]}`,
	call: model.call,
	operation: by.split('.')[1] as SheetFile['operation'],
	options: model.options ?? {},
	headings: model.headings,
	lines: model.lines.filter(({ isBlank }) => !isBlank),
	parameters: model.parameters,
	members: model.members,
});

/** Every file of the corpus, with what is seen in it. */
export const CORPUS: readonly SheetFile[] = [
	...MADE_BY.flatMap((by) => WORKBOOKS.filter(({ not = [] }) => !not.includes(by)).map((model) => fileOfModel(model, by))),
	...TEXT_FILES.map(({ file, call, operation, options, headings, lines }) => ({ file, call, operation, options, headings, lines })),
];

const SOFFICE = ['--headless', '--norestore', '--nologo'];

/** Has LibreOffice open files and save them in another format, in a profile of its own. */
export async function convert(files: readonly string[], format: string, to: string): Promise<void> {
	mkdirSync(to, { recursive: true });
	const profile = `-env:UserInstallation=file://${path.resolve(to, '..', 'profile')}`;
	await run('soffice', [profile, ...SOFFICE, '--convert-to', format, '--outdir', to, ...files], { timeout: 120_000 });
}

const FILTERS: Readonly<Record<string, string>> = {
	'LibreOffice.xlsx': 'xlsx:Calc MS Excel 2007 XML',
	'LibreOffice.xls': 'xls:MS Excel 97',
	'LibreOffice.ods': 'ods:calc8',
};

/** The folder in which LibreOffice writes down what its cells show, one csv for each sheet of a workbook. */
export const SEEN_FOLDER = 'seen';
/** Comma, double quotes, UTF-8, cells as shown, every sheet. */
const AS_SHOWN = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1';

export async function makeCorpus(folder: string): Promise<void> {
	rmSync(folder, { recursive: true, force: true });
	const write = (file: string, bytes: Buffer) => {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), bytes);
	};
	for (const model of WORKBOOKS) write(fileOfModel(model, 'library.xlsx').file, writeWorkbook(model));
	for (const { file, bytes } of TEXT_FILES) write(file, bytes);
	for (const [by, filter] of Object.entries(FILTERS)) {
		const models = WORKBOOKS.filter(({ not = [] }) => !not.includes(by as MadeBy));
		await convert(models.map((model) => path.join(folder, fileOfModel(model, 'library.xlsx').file)), filter, path.join(folder, by));
	}
	const shown = WORKBOOKS.filter(({ not = [] }) => !not.includes('LibreOffice.ods'));
	await convert(shown.map((model) => path.join(folder, fileOfModel(model, 'LibreOffice.ods').file)), AS_SHOWN, path.join(folder, SEEN_FOLDER));
}
