/** What is done every day: a page for colleagues, changed rows on a schedule, rows of several merchants. */
import type { WorkflowJson, WorkflowNode } from '../n8n/n8n-client';
import {
	base,
	chain,
	condition,
	CREDENTIAL,
	extractRows,
	FILES,
	idOf,
	note,
	type Position,
	readSheet,
	sheetOptions,
	start,
	SYNC,
	toSheet,
	UPLOAD,
	uploadRows,
	workflow,
	writeFile,
} from './workflow-parts';

const KIND = 'Kind of data · 数据类型';
const KINDS = {
	entities: '借还实体（机柜、门店）· Places to borrow from',
	states: '业务状态（业务数据为 JSON 列）· Order states, data as JSON',
	tickets: '电影票（业务数据分列填写）· Movie tickets, data in columns',
} as const;
const SPREADSHEET = 'Spreadsheet · 表格';
const SHEET = 'Sheet (empty: the first) · 工作表（不填为第一个）';
const ACTION = 'What to do · 操作';
const SEND = '发送 · Send';
const CHECK = '只检查，不发送 · Only check';

/** n8n's name for the file of a form's field. */
const fileField = (label: string): string => label.replace(/\W/g, '_');

const answer = (label: string): string => `$('Page').first().json['${label}']`;

const choice = (fieldLabel: string, options: readonly string[]) => ({
	fieldLabel,
	fieldType: 'dropdown',
	fieldOptions: { values: options.map((option) => ({ option })) },
	requiredField: true,
});

const page = base(
	'Page',
	'formTrigger',
	2.2,
	[0, 0],
	{
		authentication: 'basicAuth',
		formTitle: '芝麻信用数据上传 · Upload to Zhima Credit',
		formDescription:
			'选择数据类型和表格（.xlsx 或 .csv）。处理后会下载同一份表格，每行附结果、原因和建议。\nChoose the kind of data and a spreadsheet (.xlsx or .csv). You get the same sheet back, with the outcome, the reason and what to do for each row.',
		formFields: {
			values: [
				choice(KIND, Object.values(KINDS)),
				{
					fieldLabel: SPREADSHEET,
					fieldType: 'file',
					multipleFiles: false,
					acceptFileTypes: '.xlsx, .xls, .ods, .csv',
					requiredField: true,
				},
				{ fieldLabel: SHEET, fieldType: 'text' },
				choice(ACTION, [SEND, CHECK]),
			],
		},
		options: { path: 'zhima-upload', buttonLabel: '上传 · Upload', appendAttribution: false },
	},
	{
		webhookId: '7f0a2b6f-1c1e-4c55-9d57-3f3a9a010c6d',
		credentials: { httpBasicAuth: { name: 'Zhima page' } },
	},
);

const extractUploaded = (name: string, position: Position, operation: 'xlsx' | 'csv'): WorkflowNode =>
	base(
		name,
		'extractFromFile',
		1.1,
		position,
		{
			operation,
			binaryPropertyName: fileField(SPREADSHEET),
			options: {
				includeEmptyCells: true,
				...(operation === 'csv' ? { enableBOM: true } : { sheetName: `={{ ${answer(SHEET)} }}` }),
			},
		},
		{ alwaysOutputData: true },
	);

/** One of the page's ways to send: by the call's node, or only checked where the page says so. */
const sendFromPage = (
	name: string,
	position: Position,
	type: string,
	more: Record<string, unknown> = {},
): WorkflowNode =>
	base(
		name,
		type,
		1,
		position,
		{
			inputMode: 'columns',
			...more,
			options: { ...sheetOptions, dryRun: `={{ ${answer(ACTION)} === '${CHECK}' }}` },
		},
		{ credentials: CREDENTIAL, onError: 'continueRegularOutput' },
	);

const kindIs = (kind: string) => ({
	...condition({ left: `={{ ${answer(KIND)} }}`, right: kind, operation: 'equals' }),
	renameOutput: true,
	outputKey: kind,
});

/** The outcomes that there are, with their counts; those that no row has are left out. */
const counts = (words: Readonly<Record<string, string>>, between: string): string =>
	`{{ Object.entries(${JSON.stringify(words)}).map(([outcome, words]) => [$('Rows with outcomes').all().filter(({ json }) => json.zhima_outcome === outcome).length, words]).filter(([count]) => count > 0).map(([count, words]) => words.replace('#', count)).join('${between}') }}`;

const ZH_COUNTS = { accepted: '已受理 # 行', refused: '被拒绝 # 行', notSent: '未发送 # 行', unknown: '结果未知 # 行', shown: '仅检查 # 行' };
const EN_COUNTS = { accepted: 'Accepted: #.', refused: 'Refused: #.', notSent: 'Not sent: #.', unknown: 'Unknown: #.', shown: 'Only checked: #.' };

const SUMMARY = `=${counts(ZH_COUNTS, '，')}。请在下载的表格中查看每行的原因和建议，修改后可重新上传同一份表格。

${counts(EN_COUNTS, ' ')} The downloaded sheet says for each row why, and what to do. Fix the rows, then upload the same sheet again.`;

const PAGE_NOTE = `## A page for colleagues · 给同事用的上传页面
A colleague opens the page, chooses the kind of data, drops a spreadsheet, and gets it back with outcomes. Templates: \`template.xlsx\`, \`template-zh.xlsx\`.
同事打开页面，选择数据类型并拖入表格，即可下载附有结果的表格。表格模板：\`template.xlsx\`、\`template-zh.xlsx\`。

1. In **Page**, create a credential of type *Basic Auth* with a user and a password for your colleagues. Without it the page opens for nobody. · 在 **Page** 中新建 *Basic Auth* 凭证，设置供同事使用的用户名和密码；未设置时页面无法打开。
2. Select your Zhima API credential in the three nodes that send. · 在三个发送节点中选择芝麻 API 凭证。
3. Publish, and give your colleagues the production URL of **Page**. · 发布后，将 **Page** 的 Production URL 发给同事。`;

export const uploadPage = (): WorkflowJson =>
	workflow(
		'Zhima: upload page',
		[
			page,
			base('Is it a CSV?', 'if', 2.2, [1, 0], condition({
				left: `={{ ($binary['${fileField(SPREADSHEET)}']?.fileName ?? '').toLowerCase() }}`,
				right: '.csv',
				operation: 'endsWith',
			})),
			extractUploaded('Rows of the CSV', [2, -0.5], 'csv'),
			extractUploaded('Rows of the sheet', [2, 0.5], 'xlsx'),
			base('Which kind?', 'switch', 3.2, [3, 0], {
				rules: { values: Object.values(KINDS).map(kindIs) },
				options: {},
			}),
			sendFromPage('Send places', [4, -1], UPLOAD),
			sendFromPage('Send states', [4, 0], SYNC),
			sendFromPage('Send movie tickets', [4, 1], SYNC, { bizDataFrom: 'movieTicket' }),
			base('Rows with outcomes', 'noOp', 1, [5, 0], {}),
			base('Make a spreadsheet', 'convertToFile', 1.1, [6, 0], {
				operation: 'xlsx',
				options: {
					fileName: `={{ ${answer(SPREADSHEET)}.filename.replace(/\\.[^.]*$/, '') }}-results.xlsx`,
					sheetName: '上传结果',
				},
			}),
			base('Result', 'form', 1, [7, 0], {
				operation: 'completion',
				respondWith: 'returnBinary',
				completionTitle: '处理完成 · Done',
				completionMessage: SUMMARY,
				inputDataFieldName: 'data',
				options: {},
			}, { webhookId: '0c6d3f3a-9a01-4c55-9d57-7f0a2b6f1c1e' }),
			note('Note', [0, -3], 420, PAGE_NOTE),
		],
		{
			...chain('Page', 'Is it a CSV?'),
			'Is it a CSV?': [['Rows of the CSV'], ['Rows of the sheet']],
			...chain('Rows of the CSV', 'Which kind?'),
			...chain('Rows of the sheet', 'Which kind?'),
			'Which kind?': [['Send places'], ['Send states'], ['Send movie tickets']],
			...chain('Send places', 'Rows with outcomes'),
			...chain('Send states', 'Rows with outcomes'),
			...chain('Send movie tickets', 'Rows with outcomes', 'Make a spreadsheet', 'Result'),
		},
	);

/** A Data Table by its name; n8n keeps it. */
const table = (name: string) => ({ __rl: true, mode: 'name', value: name });

/** Makes the table where there is none yet. */
const tableNamed = (
	name: string,
	position: Position,
	tableName: string,
	columns: Readonly<Record<string, string>>,
): WorkflowNode =>
	base(name, 'dataTable', 1, position, {
		resource: 'table',
		operation: 'create',
		tableName,
		columns: { column: Object.entries(columns).map(([column, type]) => ({ name: column, type })) },
		options: { createIfNotExists: true },
	});

const tableColumn = (id: string) => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	display: true,
	type: 'string',
	readOnly: false,
	removed: false,
});

const isEqual = (keyName: string, keyValue: string) => ({ keyName, condition: 'eq', keyValue });

const SENT_TABLE = 'zhima_accepted_rows';

const ENTITY = '={{ $json.zhima_entity }}';
const FINGERPRINT = '={{ $json.zhima_fingerprint }}';

const CHANGED_NOTE = `## Only new and changed rows, every hour · 每小时只发送新增和变更的行
The Data Table \`${SENT_TABLE}\` keeps, for each entity, the fingerprint of what was accepted last. **Check rows** sends nothing: it gives each row its fingerprint. Only rows whose fingerprint isn't in the table are sent, and only accepted ones are noted there, so a row that was refused comes again. If an entity is in the sheet several times, its last row counts.
数据表 \`${SENT_TABLE}\` 记录每个实体上次受理内容的指纹。**Check rows** 只检查不发送，并为每行计算指纹。只有指纹不在表中的行才会发送，受理后才会记录，因此被拒绝的行下次会再次发送。同一实体在表格中出现多次时，以最后一行为准。

1. Copy the spreadsheet to \`~/.n8n-files/cabinets.xlsx\` · 将表格放到 \`~/.n8n-files/cabinets.xlsx\`
2. Select your Zhima API credential in **Check rows** and **Upload changed rows** · 在这两个节点中选择芝麻 API 凭证
3. If your columns have other names, change them in **Name the entities** · 列名不同时，请在 **Name the entities** 中修改
4. Run it once by hand, then publish · 先手动运行一次，然后发布`;

export const changedRowsOnly = (): WorkflowJson =>
	workflow(
		'Zhima: changed rows only',
		[
			base('Every hour', 'scheduleTrigger', 1.2, [0, 0.5], {
				rule: { interval: [{ field: 'hours' }] },
			}),
			base('Start', 'manualTrigger', 1, [0, -0.5], {}),
			tableNamed('Table of accepted rows', [1, 0], SENT_TABLE, { entity: 'string', fingerprint: 'string' }),
			base('Read the sheet', 'readWriteFile', 1.1, [2, 0], {
				operation: 'read',
				fileSelector: `${FILES}/cabinets.xlsx`,
				options: {},
			}),
			base('Rows', 'extractFromFile', 1.1, [3, 0], { operation: 'xlsx', options: { includeEmptyCells: true } }),
			uploadRows('Check rows', [4, 0], { options: { dryRun: true } }),
			base('Name the entities', 'set', 3.4, [5, 0], {
				assignments: {
					assignments: [
						{
							id: idOf('row'),
							name: 'zhima_row',
							value: '={{ $itemIndex }}',
							type: 'number',
						},
						{
							id: idOf('entity'),
							name: 'zhima_entity',
							value:
								"={{ $json.zhima_fingerprint ? $json['类目'] + '/' + $json['实体编号'] : 'invalid row ' + $itemIndex }}",
							type: 'string',
						},
					],
				},
				includeOtherFields: true,
				options: {},
			}),
			base('Last row first', 'sort', 1, [6, 0], {
				sortFieldsUi: { sortField: [{ fieldName: 'zhima_row', order: 'descending' }] },
				options: {},
			}),
			base('One row for each entity', 'removeDuplicates', 2, [7, 0], {
				operation: 'removeDuplicateInputItems',
				compare: 'selectedFields',
				fieldsToCompare: 'zhima_entity',
				options: {},
			}),
			base('New or changed', 'dataTable', 1, [8, 0], {
				resource: 'row',
				operation: 'rowNotExists',
				dataTableId: table(SENT_TABLE),
				matchType: 'allConditions',
				filters: { conditions: [isEqual('entity', ENTITY), isEqual('fingerprint', FINGERPRINT)] },
			}),
			uploadRows('Upload changed rows', [9, 0]),
			base('Accepted?', 'if', 2.2, [10, 0], condition({
				left: '={{ $json.zhima_outcome }}',
				right: 'accepted',
				operation: 'equals',
			})),
			base('Note what was accepted', 'dataTable', 1, [11, -0.5], {
				resource: 'row',
				operation: 'upsert',
				dataTableId: table(SENT_TABLE),
				matchType: 'allConditions',
				filters: { conditions: [isEqual('entity', ENTITY)] },
				columns: {
					mappingMode: 'defineBelow',
					value: { entity: ENTITY, fingerprint: FINGERPRINT },
					matchingColumns: [],
					schema: ['entity', 'fingerprint'].map(tableColumn),
				},
				options: {},
			}),
			base('Rows to fix', 'noOp', 1, [11, 0.5], {}),
			note('Note', [0, -3.2], 420, CHANGED_NOTE),
		],
		{
			...chain('Every hour', 'Table of accepted rows'),
			...chain(
				'Start',
				'Table of accepted rows',
				'Read the sheet',
				'Rows',
				'Check rows',
				'Name the entities',
				'Last row first',
				'One row for each entity',
				'New or changed',
				'Upload changed rows',
				'Accepted?',
			),
			'Accepted?': [['Note what was accepted'], ['Rows to fix']],
		},
	);

const TOKEN_TABLE = 'zhima_merchants';

const MERCHANTS_NOTE = `## Rows of several merchants · 多个商户的数据
The column 商户 says whose row it is. The merchant's token comes from the Data Table \`${TOKEN_TABLE}\` and isn't typed into the sheet: n8n shows it only to those who may open that table, and the results are without it.
表格的“商户”列说明该行属于哪个商户，授权令牌从数据表 \`${TOKEN_TABLE}\` 中查找，无需写入表格。只有能打开该数据表的人才能看到令牌，结果文件中不含令牌。

1. Run it once: the table is made. Fill in a row for each merchant: \`merchant\` as in the sheet, and its \`app_auth_token\` · 先运行一次以创建数据表，然后为每个商户填写一行：\`merchant\`（与表格一致）和 \`app_auth_token\`
2. Copy the spreadsheet to \`~/.n8n-files/many-merchants.xlsx\` · 将表格放到 \`~/.n8n-files/many-merchants.xlsx\`
3. Select your Zhima API credential in **Upload for each merchant** · 在 **Upload for each merchant** 中选择芝麻 API 凭证

A row whose merchant isn't in the table is not sent, and says so. · 数据表中没有对应商户的行不会发送，并会说明原因。`;

export const manyMerchants = (): WorkflowJson =>
	workflow(
		'Zhima: many merchants',
		[
			start,
			tableNamed('Table of merchants', [1, 0], TOKEN_TABLE, { merchant: 'string', app_auth_token: 'string' }),
			{ ...readSheet('many-merchants.xlsx'), position: [2 * 220, -100] },
			{ ...extractRows('xlsx'), position: [3 * 220, -100] },
			base(
				'Tokens',
				'dataTable',
				1,
				[2, 0.5],
				{ resource: 'row', operation: 'get', dataTableId: table(TOKEN_TABLE), returnAll: true },
				{ alwaysOutputData: true },
			),
			base('Merchant and token', 'set', 3.4, [3, 0.5], {
				assignments: {
					assignments: ['merchant', 'app_auth_token'].map((name) => ({
						id: idOf(name),
						name,
						value: `={{ $json.${name} }}`,
						type: 'string',
					})),
				},
				options: {},
			}),
			base('Rows with tokens', 'merge', 3, [4, 0], {
				mode: 'combine',
				combineBy: 'combineByFields',
				advanced: true,
				mergeByFields: { values: [{ field1: '商户', field2: 'merchant' }] },
				joinMode: 'enrichInput1',
				options: {},
			}),
			uploadRows('Upload for each merchant', [5, 0], {
				options: { appAuthToken: '={{ $json.app_auth_token }}' },
			}),
			toSheet([6, 0], '上传结果'),
			writeFile('Write the results', [7, 0], 'many-merchants-results.xlsx'),
			note('Note', [0, -2.6], 380, MERCHANTS_NOTE),
		],
		{
			Start: [['Table of merchants']],
			'Table of merchants': [['Read the sheet', 'Tokens']],
			...chain('Read the sheet', 'Rows', 'Rows with tokens'),
			...chain('Tokens', 'Merchant and token'),
			'Merchant and token': [[['Rows with tokens', 1]]],
			...chain('Rows with tokens', 'Upload for each merchant', 'Make a spreadsheet', 'Write the results'),
		},
	);
