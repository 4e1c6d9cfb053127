/** What an operator reads about a sheet, its rows and a form, as n8n passes it on. */
import type { IDataObject } from 'n8n-workflow';
import { goodRows, parametersFor, sync, upload } from './calls';
import type { CallUnderTest, Row } from './calls';
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

type OnError = WorkflowToRun['node']['onError'];

const run = async (
	call: CallUnderTest,
	rows: WorkflowToRun['rows'],
	more: { mode?: 'form' | 'columns'; onError?: OnError; options?: object; parameters?: object } = {},
) => {
	const { mode = 'columns', onError, options, parameters = {} } = more;
	const result = await runWorkflow({
		rows,
		node: { type: call.type, parameters: { ...parametersFor(call, mode, options), ...parameters }, onError },
		credential: site.credential(),
	});
	return {
		...result,
		title: result.error?.message,
		/** The title in n8n's error view, where it isn't the whole message. */
		viewed: result.error?.context?.messageTemplate,
		lines: String(result.error?.description).split('\n'),
		messages: result.hints.map(({ message }) => message),
	};
};

const CONTINUE = { onError: 'continueRegularOutput' } as const;
/** The last line where some rows are valid. */
const TO_CONTINUE = 'To send the valid rows, set Settings → On Error → Continue';
const wrong = { longitude: '361' };
const outside = /361 isn't between -180 and 180/;

describe('rows', () => {
	/** As n8n's spreadsheet reader hands rows on: with their place in the sheet, unseen. */
	const placed = (rows: Row[], numbers: number[]) =>
		rows.map((row, index) =>
			Object.defineProperty({ ...row }, '__rowNum__', { value: numbers[index] - 1, enumerable: false }),
		);

	it('are numbered as the spreadsheet numbers them, where empty lines were skipped', async () => {
		const rows = goodRows(upload, 4).map((row, index) => (index > 1 ? { ...row, ...wrong } : row));
		const { lines } = await run(upload, placed(rows, [3, 4, 9, 12]));
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'Row 9 (entity_code CAB0003)',
			'Row 12 (entity_code CAB0004)',
			TO_CONTINUE,
		]);
	});

	it('are numbered as Google Sheets numbers them before all else', async () => {
		const rows = goodRows(upload, 2).map((row, index) => ({ ...row, ...wrong, row_number: index * 3 + 7 }));
		const { lines } = await run(upload, placed(rows as unknown as Row[], [3, 4]));
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'Row 7 (entity_code CAB0001)',
			'Row 10 (entity_code CAB0002)',
		]);
	});

	it('whose number is not known are named by their item, beside those whose number is', async () => {
		const rows = goodRows(upload, 4).map((row) => ({ ...row, ...wrong }));
		const [second, fourth] = placed([rows[1], rows[3]], [9, 4]);
		const { lines } = await run(upload, [rows[0], second, rows[2], fourth]);
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'Item 0 (entity_code CAB0001)',
			'Row 9 (entity_code CAB0002)',
			'Item 2 (entity_code CAB0003)',
			'Row 4 (entity_code CAB0004)',
		]);
	});

	it.each<[string, unknown[]]>([
		['repeats', [7, 7]],
		['is no positive whole number', [0, 2.5]],
		['is a text', ['7', '8']],
	])('are named by their item where row_number %s', async (_what, numbers) => {
		const rows = goodRows(upload, 2).map((row, index) => ({
			...row,
			longitude: `36${index}`,
			row_number: numbers[index],
		}));
		const { lines } = await run(upload, rows);
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'Item 0 (entity_code CAB0001)',
			'Item 1 (entity_code CAB0002)',
		]);
	});

	it('are placed by their numbers and keys where the gateway refuses one', async () => {
		const rows = goodRows(upload, 6).map((row, index) => (index === 3 ? { ...row, ...upload.refused.cells } : row));
		const { title, lines } = await run(upload, placed(rows, [2, 3, 5, 8, 9, 12]), { options: { concurrency: 1 } });
		expect(title).toMatch(/^Row 8 \(entity_code CAB0004\): /);
		expect(lines.slice(-4)).toEqual([
			'3 accepted, 1 refused, 2 not sent.',
			'Accepted (3): rows 2-3 (entity_code CAB0001 … CAB0002), 5 (entity_code CAB0003)',
			'Refused (1): row 8 (entity_code CAB0004)',
			'Not sent (2): rows 9 (entity_code CAB0005), 12 (entity_code CAB0006)',
		]);
	});

	it('have their keys shown unchanged, in one line, where n8n shows HTML', async () => {
		const rows = [{ ...upload.row(1), entity_code: '<b>A&B</b>\nC', ...wrong }, upload.row(2)];
		const { lines } = await run(upload, rows);
		expect(lines[0]).toMatch(/^Item 0 \(entity_code <b>A&B<\/b>⏎C\): /);
		const odd = [{ ...upload.row(1, { entity_code: '<i>1</i>' }), longitude: '-0.1' }];
		const { messages } = await run(upload, odd, { options: { dryRun: true } });
		expect(messages[1]).toMatch(/^1 row has a warning\. See its "hints"\. entity_code &lt;i&gt;1&lt;\/i&gt;: /);
	});

	it('that follow each other and are invalid in the same way are described as one', async () => {
		const { title, lines } = await run(upload, [...goodRows(upload, 4), ...Array.from({ length: 300 }, () => ({}))]);
		expect(title).toBe('300 of 304 rows are invalid. No rows were sent');
		expect(lines).toEqual(['Items 4-303: The row is empty. Fill it in, or delete it.', TO_CONTINUE]);
	});

	it('beyond the first fifty are counted, and named by their items', async () => {
		const rows = goodRows(upload, 120).map((row, index) => (index % 2 ? { ...row, ...wrong } : row));
		const { lines } = await run(upload, rows);
		expect(lines).toHaveLength(52);
		expect(lines[51]).toBe(TO_CONTINUE);
		expect(lines[49]).toMatch(/^Item 99 \(entity_code CAB0100\): /);
		const keyed = [101, 103, 105, 107, 109, 111, 113, 115, 117, 119].map(
			(index) => `${index} (entity_code CAB0${index + 1})`,
		);
		expect(lines[50]).toBe(`… and 10 more invalid: items ${keyed.join(', ')}`);
	});

	it('beyond the first hundred and fifty are named by the first of them and the last', async () => {
		const rows = goodRows(upload, 500).map((row, index) => (index % 2 ? { ...row, ...wrong } : row));
		const { title, lines } = await run(upload, rows);
		expect(title).toBe('250 of 500 rows are invalid. No rows were sent');
		expect(lines[50]).toMatch(/^… and 200 more invalid: items 101 \(entity_code CAB0102\), 103 .*, 299, …, 499$/);
	});

	it('with several invalid cells have a line for each', async () => {
		const rows = [upload.row(1), upload.row(2, { longitude: 'a', can_borrow: 'b', can_borrow_cnt: 'c' })];
		const { title, lines } = await run(upload, rows);
		expect(title).toBe('1 of 2 rows is invalid. No rows were sent');
		expect(lines.map((line) => line.split(' is ')[0])).toEqual([
			'Item 1 (entity_code CAB0002): “longitude”',
			'• “can_borrow”',
			'• “can_borrow_cnt”',
			TO_CONTINUE,
		]);
	});

	it('with a warning are counted below the output, with the first of them', async () => {
		const rows = goodRows(upload, 200).map((row) => ({ ...row, upload_time: '2026-01-01', longitude: '-0.1' }));
		const { messages, outputs } = await run(upload, rows, { options: { dryRun: true } });
		expect(messages).toHaveLength(2);
		expect(messages[0]).toBe('Dry run: no rows were sent. 200 rows can be sent.');
		expect(messages[1]).toMatch(/^200 rows have a warning\. See their "hints"\. The first: Item 0 \(entity_code CAB0001\): “longitude”: -0\.1 is outside China/);
		expect(outputs[0].every(({ json }) => (json.hints as string[]).length === 2)).toBe(true);
	});

	it.each([
		[1, 0, '1 row can be sent.'],
		[1, 1, '1 row can be sent, 1 is invalid.'],
		[2, 2, '2 rows can be sent, 2 are invalid.'],
		[0, 1, '1 row is invalid.'],
		[0, 2, '2 rows are invalid.'],
	])('%d valid and %d invalid are counted in a dry run', async (good, bad, sentence) => {
		const rows = [...goodRows(upload, good), ...goodRows(upload, bad).map((row) => ({ ...row, ...wrong }))];
		const { messages } = await run(upload, rows, { options: { dryRun: true } });
		expect(messages[0]).toBe(`Dry run: no rows were sent. ${sentence}`);
	});

	it('after a fault of the account come with what ended the run', async () => {
		const { hints } = await runWorkflow({
			rows: goodRows(upload, 3),
			node: { type: upload.type, parameters: parametersFor(upload, 'columns', { concurrency: 1 }), ...CONTINUE },
			credential: site.credential({ appId: '2021999999999999' }),
		});
		expect(hints[0].message).toMatch(/^1 refused, 2 not sent\. The run ended early: Alipay doesn't know the app ID .*Then run the rows that were not accepted again\.$/);
		expect(hints[0].message).not.toMatch(/Fix the rows/);
	});
});

describe('a sheet that lacks a required column', () => {
	const rows = goodRows(upload, 3).map(({ longitude, ...row }) => ({ ...row, longtitude: longitude }));
	const sentence = /^A required column is missing: longitude \/ 经度\. .*Drag “longtitude” onto "Longitude" under "Values for Missing Columns"\./;

	it('is reported once where the node stops', async () => {
		const { title, lines } = await run(upload, rows);
		expect(title).toBe('Required columns are missing. No rows were sent');
		expect(lines).toEqual([expect.stringMatching(sentence)]);
	});

	it('is reported below the output and in each row where it continues', async () => {
		const { messages, outputs } = await run(upload, rows, CONTINUE);
		expect(messages[0]).toMatch(/^3 not sent\. A required column is missing/);
		const errors = outputs[0].map(({ json }) => json.error as IDataObject);
		expect(errors).toHaveLength(3);
		for (const error of errors) {
			expect(error).toMatchObject({ message: expect.stringMatching(sentence), code: 'ERR_ROW', outcome: 'notSent' });
			expect(error.description).toMatch(/^No rows were sent/);
		}
		expect(site.forwarder.passed).toEqual([]);
	});

	it('in which an optional column is misspelt is sent, with a warning', async () => {
		const misspelt = goodRows(upload, 2).map(({ upload_time, ...row }) => ({ ...row, uploadtme: upload_time }));
		const { messages, hints } = await run(upload, misspelt);
		expect(messages[0]).toMatch(/^2 accepted\.$/);
		expect(messages[2]).toBe(
			'The column “uploadtme” is ignored and not sent. If it holds upload_time, give it that name.',
		);
		expect(hints[2].type).toBe('warning');
	});

	it('with two columns for one parameter is not said to lack any', async () => {
		const { title, lines, viewed } = await run(upload, [{ ...upload.row(1), 经度: '120.1' }]);
		expect(viewed).toBe('Some columns are invalid. No rows were sent');
		expect(lines).toEqual([expect.stringMatching(/Several columns match longitude: “longitude”, “经度”/)]);
		expect(title).toBe(`${viewed}.\n${lines[0]}`);
		const continued = await run(upload, [{ ...upload.row(1), 经度: '120.1' }], CONTINUE);
		expect((continued.outputs[0][0].json.error as IDataObject).description).toMatch(
			/^No rows were sent because some columns are invalid/,
		);
	});

	it('with very many other columns names the first of them', async () => {
		const others = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`备注${index}`, 'x']));
		const { messages } = await run(upload, [{ ...upload.row(1), ...others }]);
		expect(messages[1]).toMatch(/^Ignored columns \(not API parameters\): “备注0”, .*“备注29” and 30 more$/);
	});
});

describe('a form', () => {
	it('with invalid values of one item has a line for each field and no number', async () => {
		const row = upload.row(1, { longitude: 'a', can_borrow_cnt: '12.5' });
		const { title, viewed, lines, error } = await run(upload, [row], { mode: 'form' });
		expect(viewed).toBe('Some values are invalid. Nothing was sent');
		expect(lines.map((line) => line.split(' is ')[0])).toEqual(['“Longitude”', '“Available Quantity”']);
		expect(title).toBe(`${viewed}.\n${lines.join('\n')}`);
		expect(error?.context).toMatchObject({ parameter: 'longitude', itemIndex: 0 });
	});

	it('filled in by several items names the item', async () => {
		const rows = [upload.row(1), upload.row(2, wrong), upload.row(3)];
		const { title, lines } = await run(upload, rows, { mode: 'form' });
		expect(title).toBe('1 of 3 items is invalid. No items were sent');
		expect(lines).toEqual([expect.stringMatching(/^Item 1 \(entity_code CAB0002\): “Longitude” is “361”: /), TO_CONTINUE]);
		expect(lines[0]).toMatch(outside);
	});

	it('names every field whose expression fails, and what else is invalid', async () => {
		const broken = "={{ $('Nowhere').item.json.x }}";
		const { lines } = await run(upload, [upload.row(1, { can_borrow_cnt: 'x' })], {
			mode: 'form',
			parameters: { entityCode: broken, longitude: '={{ $json. }}' },
		});
		expect(lines).toEqual([
			'“Entity Code”: Referenced node doesn\'t exist. Fix the expression in this field, or the data it refers to.',
			'“Longitude”: invalid syntax. Fix the expression in this field, or the data it refers to.',
			expect.stringMatching(/^“Available Quantity” is “x”: /),
		]);
	});

	it('names a field of the business data once', async () => {
		const { lines } = await run(sync, [sync.row(1)], {
			mode: 'form',
			parameters: {
				bizDataMode: 'fields',
				bizDataFields: { field: [{ name: 'a', value: "={{ $('Nowhere').item.json.x }}" }] },
			},
		});
		expect(lines).toEqual([expect.stringMatching(/^“Business Data Fields”: Referenced node/)]);
	});
});

describe('a fault that is not a row’s, where the node continues', () => {
	const messages = (message: RegExp) => [
		expect.stringMatching(new RegExp(`^3 not sent\\. ${message.source}`)) as string,
	];

	it('is summed up below the output: an option', async () => {
		const result = await run(upload, goodRows(upload, 3), { ...CONTINUE, options: { concurrency: 0 } });
		expect(result.messages).toEqual(messages(/"Concurrency" isn't valid\. Enter a whole number from 1 to 100\.$/));
		expect(site.gateway.requests).toEqual([]);
	});

	it('is summed up below the output: a key', async () => {
		const { hints } = await runWorkflow({
			rows: goodRows(upload, 3),
			node: { type: upload.type, parameters: parametersFor(upload, 'columns'), ...CONTINUE },
			credential: site.credential({ privateKey: site.keys.app.publicKey }),
		});
		expect(hints.map(({ message }) => message)).toEqual(
			messages(/This is a public key\. Paste the private key\. In "Private Key", paste the whole private key/),
		);
	});
});
