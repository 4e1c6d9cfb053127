/** What n8n's spreadsheet reader leaves of a cell, and what an operator is told of it once for a run. */
import { goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest } from './calls';
import { runWorkflow } from './harness';
import type { WorkflowToRun } from './harness';
import { openSite } from './site';
import type { Site } from './site';

jest.setTimeout(60_000);

let site: Site;
beforeAll(async () => {
	site = await openSite();
});
beforeEach(() => site.clear());
afterAll(() => site.close());

const ODS = { type: 'n8n-nodes-base.extractFromFile', parameters: { operation: 'ods', options: {} } };
const XLS = { type: 'n8n-nodes-base.extractFromFile', parameters: { operation: 'xls', options: {} } };
const SPREADSHEET_FILE = { type: 'n8n-nodes-base.spreadsheetFile', parameters: { operation: 'fromFile', options: {} } };

type Cells = Readonly<Record<string, unknown>>;

/** Rows 2, 3, … of a sheet, with the mark that SheetJS leaves on each. */
const sheet = (call: CallUnderTest, cells: readonly Cells[]): Cells[] =>
	goodRows(call, cells.length).map((row, index) =>
		Object.defineProperty({ ...row, ...cells[index] }, '__rowNum__', { value: index + 1, enumerable: false }),
	);

interface More {
	readonly call?: CallUnderTest;
	readonly source?: WorkflowToRun['source'];
	readonly mode?: 'form' | 'columns';
	readonly rows?: readonly Cells[];
}

const dryRun = async (cells: readonly Cells[], { call = upload, source, mode = 'columns', rows }: More = {}) => {
	const { outputs, hints, error } = await runWorkflow({
		rows: rows ?? sheet(call, cells),
		source,
		node: {
			type: call.type,
			parameters: parametersFor(call, mode, { dryRun: true }),
			onError: 'continueRegularOutput',
		},
		credential: site.credential(),
	});
	expect(error).toBeUndefined();
	const items = outputs[0].map(({ json }) => json as { request?: { biz_content: Record<string, string> }; error?: { message: string; description: string } });
	return {
		sent: items.map(({ request }) => request?.biz_content ?? {}),
		errors: items.map(({ error: each }) => each && `${each.message} ${each.description}`),
		messages: hints.map(({ message }) => message).slice(1),
	};
};

/** As the reader builds it: the cell's clock on that of the process. */
const readerDate = (...clock: [number, number, number, number?, number?, number?, number?]) => {
	const [year, month, day, ...rest] = clock;
	return new Date(year, month - 1, day, ...(rest as []));
};

describe('a Date of the spreadsheet reader', () => {
	const cells = [
		{ upload_time: readerDate(2026, 11, 20, 8, 30, 15) },
		{ upload_time: readerDate(2026, 11, 20, 23, 59, 58, 999) },
		{ upload_time: readerDate(2026, 11, 20) },
	];

	it.each(['columns', 'form'] as const)('is the clock that the cell shows, of an .ods file, in mode %s', async (mode) => {
		const { sent, errors } = await dryRun(cells, { source: ODS, mode });
		expect(sent.map(({ upload_time: time }, index) => time ?? errors[index])).toEqual([
			'2026-11-20 08:30:15',
			'2026-11-20 23:59:59',
			'2026-11-20 00:00:00',
		]);
	});

	it('is refused with the cure where the file may be a table in HTML that calls itself .xls', async () => {
		const { errors } = await dryRun(cells, { source: XLS });
		expect(errors[0]).toContain(
			'“upload_time” is “' +
				cells[0].upload_time.toISOString() +
				'”: n8n\'s file reader may have changed this time while converting it. Turn on "RAW Data" in the options of Extract from File, or save the file as .xlsx.',
		);
		expect(errors.filter((each) => each === undefined)).toHaveLength(0);
	});

	it('is read where the format is not known and the server is on UTC, and refused elsewhere', async () => {
		const { sent, errors } = await dryRun(cells.slice(0, 1));
		if (new Date(2026, 10, 20).getTimezoneOffset() === 0) expect(sent[0].upload_time).toBe('2026-11-20 08:30:15');
		else expect(errors[0]).toContain('RAW Data');
		const { errors: ofFile } = await dryRun(cells.slice(0, 1), { source: SPREADSHEET_FILE });
		expect(ofFile[0]).toContain('RAW Data');
	});

	it('is an instant where the row does not come from the reader', async () => {
		const rows = [{ ...upload.row(1), upload_time: new Date(Date.UTC(2026, 10, 20, 0, 30, 15)) }];
		const { sent } = await dryRun([], { rows, source: ODS });
		expect(sent[0].upload_time).toBe('2026-11-20 08:30:15');
	});
});

describe('a Date of the spreadsheet reader that n8n stored as text', () => {
	const rows = [1, 2].map((number) => ({ ...upload.row(number), upload_time: '2026-11-20T08:30:15.000Z' }));

	it('is named once where a spreadsheet reader is in the workflow', async () => {
		const { sent, messages } = await dryRun([], { rows, source: ODS });
		expect(sent[0].upload_time).toBe('2026-11-20 16:30:15');
		expect(messages).toEqual([
			'“upload_time” has times in UTC in items 0-1 (entity_code CAB0001 … CAB0002): 2026-11-20T08:30:15.000Z is sent as 2026-11-20 16:30:15. If the spreadsheet shows another time, n8n stored it on its way, as Edit Fields and single steps do: connect this node to Extract from File directly and run the whole workflow, or save the file as .xlsx.',
		]);
	});

	it('is an instant without a hint elsewhere, and where a program made it', async () => {
		expect((await dryRun([], { rows })).messages).toEqual([]);
		const made = rows.map((row) => ({ ...row, upload_time: '2026-11-20T08:30:15.123Z' }));
		expect((await dryRun([], { rows: made, source: ODS })).messages).toEqual([]);
	});
});

describe('columns of a sheet', () => {
	it('with an upload time in some rows only: the others are named once', async () => {
		const { messages, sent } = await dryRun([{}, { upload_time: undefined }, { upload_time: '' }, {}]);
		expect(messages).toEqual([
			'“upload_time” is empty in rows 3-4 (entity_code CAB0002 … CAB0003), so the current time is used there. Error cells (#N/A), merged cells, and formulas saved without results look empty too.',
		]);
		expect(sent[1].upload_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	});

	it('without any upload time mean the current time, and nothing is said', async () => {
		expect((await dryRun([{ upload_time: '' }, { upload_time: '' }])).messages).toEqual([]);
	});

	it('that are optional and empty in a few rows are named in one hint', async () => {
		const { messages } = await dryRun([{}, { address_desc: undefined }, { rent_desc: undefined }, {}]);
		expect(messages).toEqual([
			'These columns are empty in a few rows, which are sent without them: “address_desc” (row 3 (entity_code CAB0002)), “rent_desc” (row 4 (entity_code CAB0003)). Error cells (#N/A), merged cells, and formulas saved without results look empty too.',
		]);
	});

	it('that are optional and empty in most rows are not named', async () => {
		const none = { address_desc: undefined };
		expect((await dryRun([none, none, {}])).messages).toEqual([]);
	});

	it('whose codes and descriptions came as numbers are named once, with the cure', async () => {
		const { messages, sent } = await dryRun([{ entity_code: 123, rent_desc: 5 }, { entity_code: 124 }]);
		expect(sent.map(({ entity_code: code }) => code)).toEqual(['123', '124']);
		expect(messages).toEqual([
			'These cells are numbers, so leading zeros and formats such as ¥5.00 or 50% are lost: “entity_code” (rows 2-3 (entity_code 123 … 124)), “rent_desc” (row 2 (entity_code 123)). If the spreadsheet shows something else, format the column as text and type the values again. For CSV and HTML files, turn on "RAW Data" in the options of Extract from File.',
		]);
	});

	it('with a code that a spreadsheet may have taken for a date beside codes that are texts', async () => {
		const { messages, sent } = await dryRun([{ entity_code: '1-1B' }, { entity_code: 46_024 }]);
		expect(sent[1].entity_code).toBe('46024');
		expect(messages[0]).toBe(
			'“entity_code” has texts, and numbers that are dates to a spreadsheet, in row 3 (entity_code 46024): 46024 is 2026-01-02, and may have been 1-2. If so, format the column as text and type the codes again.',
		);
	});

	it('whose codes are all numbers are not taken for dates', async () => {
		const { messages } = await dryRun([{ entity_code: 46_024 }, { entity_code: 46_025 }]);
		expect(messages).toHaveLength(1);
		expect(messages[0]).toMatch(/^These cells are numbers/);
	});

	it('with upload times of a workbook that counts from 1904: the first, and what it may be', async () => {
		const day = 1462 * 86_400_000;
		const meant = new Date(Date.now() - 3_600_000);
		const serial = (meant.getTime() + 8 * 3_600_000 - Date.UTC(1899, 11, 30) - day) / 86_400_000;
		const { messages, sent } = await dryRun([{ upload_time: serial }, { upload_time: serial }]);
		expect(messages).toHaveLength(1);
		expect(messages[0]).toMatch(
			new RegExp(
				`^“upload_time” is more than a year ago in rows 2-3 \\(entity_code CAB0001 … CAB0002\\)\\. The first is ${sent[0].upload_time}\\. If the workbook counts its dates from 1904 \\(an Excel option\\), \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d is meant: turn that option off, or format the column as text and type the times again\\.$`,
			),
		);
	});

	it.each(['columns', 'form'] as const)('with an upload time more than a year old: a hint, once, in mode %s', async (mode) => {
		const { messages } = await dryRun([{ upload_time: '2017-01-01 15:34:38' }, {}], { mode });
		const [heading, where] = mode === 'form' ? ['Upload Time', 'item 0'] : ['upload_time', 'row 2'];
		expect(messages).toEqual([
			`“${heading}” is more than a year ago in ${where} (entity_code CAB0001). The first is 2017-01-01 15:34:38. If that is wrong, check how the spreadsheet stores its dates. Alipay shows the data with the latest upload time.`,
		]);
	});

	it('name what else an empty required cell may be', async () => {
		const { errors } = await dryRun([{ entity_name: undefined }]);
		expect(errors[0]).toContain(
			'“entity_name”: Value is required. Enter a value such as “爱心雨伞”. Error cells (#N/A), merged cells, and formulas saved without results look empty too.',
		);
	});

	it.each(['entity_name', 'address_desc', 'rent_desc', 'office_hours_desc'])('refuse a number that was a date in %s', async (name) => {
		const { errors } = await dryRun([{ [name]: 46_152 }]);
		expect(errors[0]).toContain(
			`“${name}” is “46152”: To a spreadsheet, this number is the date 2026-05-10. The cell may have held a text such as 5-10. Format the column as text in the spreadsheet, then type the value again.`,
		);
	});

	it('of the other call: an order number that came as a number', async () => {
		const { messages } = await dryRun([{ out_biz_no: 1_001 }], { call: sync });
		expect(messages[0]).toMatch(/^These cells are numbers.*“out_biz_no” \(row 2/);
	});
});
