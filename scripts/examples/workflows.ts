/** The example workflows, as n8n's editor would export them. */
import type { WorkflowJson, WorkflowNode } from '../n8n/n8n-client';

/** Folder for a workflow's files, relative to where n8n was started: n8n 2.x allows `~/.n8n-files`. */
const FILES = '.n8n-files';

const CREDENTIAL = { zhimaApi: { name: 'Zhima API' } };

type Position = readonly [column: number, row: number];

interface NodeParts {
	readonly credentials?: typeof CREDENTIAL;
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
	readonly webhookId?: string;
	readonly disabled?: boolean;
}

const base = (
	name: string,
	type: string,
	typeVersion: number,
	[column, row]: Position,
	parameters: Record<string, unknown>,
	parts: NodeParts = {},
): WorkflowNode => ({
	parameters,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion,
	position: [column * 220, row * 200],
	id: idOf(name),
	name,
	...parts,
});

/** The same name always has the same id. */
const idOf = (name: string): string => {
	let hash = 0;
	for (const char of name) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
	const digits = (hash >>> 0).toString(16).padStart(8, '0');
	return `${digits}-0000-4000-8000-${digits}0000`;
};

/** Which nodes come after which; the second list of nodes is at the error output. */
type Wires = Readonly<Record<string, ReadonlyArray<readonly string[]>>>;

const workflow = (name: string, nodes: readonly WorkflowNode[], wires: Wires): WorkflowJson => ({
	name,
	nodes,
	connections: Object.fromEntries(
		Object.entries(wires).map(([from, outputs]) => [
			from,
			{ main: outputs.map((to) => to.map((node) => ({ node, type: 'main', index: 0 }))) },
		]),
	),
	settings: { executionOrder: 'v1' },
	pinData: {},
});

const note = (name: string, position: Position, height: number, content: string): WorkflowNode =>
	base(name, 'stickyNote', 1, position, { content, height, width: 700 });

const start = base('Start', 'manualTrigger', 1, [0, 0], {});

const readSheet = (file: string): WorkflowNode =>
	base('Read the sheet', 'readWriteFile', 1.1, [1, 0], {
		operation: 'read',
		fileSelector: `${FILES}/${file}`,
		options: {},
	});

const extractRows = (operation: 'xlsx' | 'csv'): WorkflowNode =>
	base('Rows', 'extractFromFile', 1.1, [2, 0], {
		operation,
		options: { includeEmptyCells: true, ...(operation === 'csv' && { enableBOM: true }) },
	});

const upload = (onError: NodeParts['onError']): WorkflowNode =>
	base(
		'Upload cabinets',
		'n8n-nodes-zhima.zhimaBorrowEntityUpload',
		1,
		[3, 0],
		{ inputMode: 'columns', options: {} },
		{ credentials: CREDENTIAL, onError },
	);

const OUTCOME = `{ refused: '被拒绝', notSent: '未发送', unknown: '结果未知' }[$json.error?.outcome] ?? '已受理'`;
const REASON = `$json.error?.message ?? ''`;
const ADVICE = `$json.error?.description ?? ''`;

const setFields = (
	name: string,
	position: Position,
	fields: Readonly<Record<string, string>>,
): WorkflowNode =>
	base(name, 'set', 3.4, position, {
		assignments: {
			assignments: Object.entries(fields).map(([field, value]) => ({
				id: idOf(`${name} ${field}`),
				name: field,
				value,
				type: 'string',
			})),
		},
		options: {},
	});

const toSheet = (position: Position, sheetName: string): WorkflowNode =>
	base('Make a spreadsheet', 'convertToFile', 1.1, position, {
		operation: 'xlsx',
		options: { sheetName },
	});

const writeFile = (name: string, position: Position, file: string): WorkflowNode =>
	base(name, 'readWriteFile', 1.1, position, {
		operation: 'write',
		fileName: `${FILES}/${file}`,
		options: {},
	});

const chain = (...names: readonly string[]): Wires =>
	Object.fromEntries(names.slice(0, -1).map((name, index) => [name, [[names[index + 1]]]]));

const UPLOAD_NOTE = `## Cabinets from a spreadsheet · 从表格上传机柜
1. Copy the spreadsheet to the folder \`~/.n8n-files\` · 将表格放入 \`~/.n8n-files\`
2. Select your Zhima API credential in **Upload cabinets** · 在 **Upload cabinets** 中选择凭证
3. Run · 运行

The results file lists the outcome and the reason for each row. Invalid rows don't stop the others.
结果文件逐行列出结果和原因，有误的行不影响其他行。`;

const cabinetsUpload = (format: 'xlsx' | 'csv'): WorkflowJson => {
	const results = format === 'xlsx' ? 'cabinets-results.xlsx' : 'cabinets-csv-results.xlsx';
	return workflow(
		`Zhima: cabinets from ${format === 'xlsx' ? 'a spreadsheet' : 'a CSV file'}`,
		[
			start,
			readSheet(`cabinets.${format}`),
			extractRows(format),
			upload('continueRegularOutput'),
			setFields('Status and reason', [4, 0], {
				行号: '={{ $itemIndex + 2 }}',
				类目: `={{ $('Rows').item.json['类目'] }}`,
				实体编号: `={{ $('Rows').item.json['实体编号'] }}`,
				实体名称: `={{ $('Rows').item.json['实体名称'] }}`,
				结果: `={{ ${OUTCOME} }}`,
				原因: `={{ ${REASON} }}`,
				建议: `={{ ${ADVICE} }}`,
			}),
			toSheet([5, 0], '上传结果'),
			writeFile('Write the results', [6, 0], results),
			note('Note', [0, -1.5], 260, UPLOAD_NOTE),
		],
		chain(
			'Start',
			'Read the sheet',
			'Rows',
			'Upload cabinets',
			'Status and reason',
			'Make a spreadsheet',
			'Write the results',
		),
	);
};

const SHEET_NOTE = `## Results back into the sheet · 结果写回表格
Keeps all columns of the sheet and adds the outcome, the reason, what to do, and the entity code that was sent. Fix the rows that weren't accepted, then run the new sheet: the added columns are ignored.
保留表格的全部列，并追加结果、原因、建议和发送的实体编号。修改未受理的行后，可直接用新表格重新运行，追加的列会被忽略。`;

const resultsBackIntoSheet = (): WorkflowJson =>
	workflow(
		'Zhima: results back into the sheet',
		[
			start,
			readSheet('cabinets.xlsx'),
			extractRows('xlsx'),
			upload('continueRegularOutput'),
			base('Row and result', 'set', 3.4, [4, 0], {
				mode: 'raw',
				jsonOutput: `={{ { ...$('Rows').item.json, '结果': ${OUTCOME}, '原因': ${REASON}, '建议': ${ADVICE}, '网关编号': $json.request?.biz_content?.entity_code ?? '' } }}`,
				options: {},
			}),
			toSheet([5, 0], '机柜'),
			writeFile('Write the sheet', [6, 0], 'cabinets-with-results.xlsx'),
			note('Note', [0, -1.3], 220, SHEET_NOTE),
		],
		chain(
			'Start',
			'Read the sheet',
			'Rows',
			'Upload cabinets',
			'Row and result',
			'Make a spreadsheet',
			'Write the sheet',
		),
	);

const MAIL_NOTE = `## Failed rows by mail · 失败的行发邮件
Only rows that weren't accepted go to the error output. They become one HTML table for a mail. Activate **Send the mail** and select the credential of your mail server.
只有未受理的行会从错误分支输出，并生成可放入邮件的 HTML 表格。启用 **Send the mail** 并选择邮件服务器的凭证即可发送。`;

const failedRowsMail = (): WorkflowJson =>
	workflow(
		'Zhima: failed rows by mail',
		[
			start,
			readSheet('cabinets.xlsx'),
			extractRows('xlsx'),
			upload('continueErrorOutput'),
			setFields('What failed', [4, 0.5], {
				类目: `={{ $json['类目'] }}`,
				实体编号: `={{ $json['实体编号'] }}`,
				实体名称: `={{ $json['实体名称'] }}`,
				结果: `={{ ${OUTCOME} }}`,
				原因: `={{ ${REASON} }}`,
				建议: `={{ ${ADVICE} }}`,
			}),
			base('Table for the mail', 'html', 1.2, [5, 0.5], {
				operation: 'convertToHtmlTable',
				options: {},
			}),
			base(
				'Send the mail',
				'emailSend',
				2.1,
				[6, 0.5],
				{
					fromEmail: 'n8n@example.com',
					toEmail: 'operations@example.com',
					subject: '芝麻借还：未受理的机柜',
					html: '={{ $json.table }}',
					options: {},
				},
				{ disabled: true },
			),
			note('Note', [0, -1.3], 220, MAIL_NOTE),
		],
		{
			...chain('Start', 'Read the sheet', 'Rows', 'Upload cabinets'),
			'Upload cabinets': [[], ['What failed']],
			...chain('What failed', 'Table for the mail', 'Send the mail'),
		},
	);

const WEBHOOK_NOTE = `## State sync from your own system · 业务系统触发状态同步
\`POST\` the documented parameters as JSON to the webhook's address, with \`biz_data\` as an object. The response is 200 if it was accepted, 422 with the reason if it wasn't, and 502 if the outcome is unknown: then send it again.
向 Webhook 地址 \`POST\` 文档中的参数（JSON），\`biz_data\` 为对象。返回 200 表示已受理，422 表示未受理并附原因，502 表示结果未知，请重新发送。

Turn on the webhook's authentication before you open it to the internet.
对外开放前，请先启用 Webhook 的身份验证。`;

const fromBody = (name: string): string => `={{ $json.body.${name} }}`;

const webhookStateSync = (): WorkflowJson =>
	workflow(
		'Zhima: state sync by webhook',
		[
			base(
				'Webhook',
				'webhook',
				2,
				[0, 0],
				{
					httpMethod: 'POST',
					path: 'zhima-state-sync',
					responseMode: 'responseNode',
					options: {},
				},
				{ webhookId: '2b6f1c1e-7f0a-4c55-9d57-0c6d3f3a9a01' },
			),
			base(
				'Sync the state',
				'n8n-nodes-zhima.zhimaDataStateSync',
				1,
				[1, 0],
				{
					inputMode: 'form',
					identifyUserBy: 'userId',
					userId: fromBody('user_id'),
					outBizNo: fromBody('out_biz_no'),
					outPrincipalId: fromBody('out_principal_id'),
					bizStateCode: fromBody('biz_state_code'),
					categoryCode: 'custom',
					customCategoryCode: fromBody('category_code'),
					serviceId: fromBody('service_id'),
					bizDataMode: 'json',
					bizData: fromBody('biz_data'),
					options: {},
				},
				{ credentials: CREDENTIAL, onError: 'continueRegularOutput' },
			),
			base('Respond to the caller', 'respondToWebhook', 1.1, [2, 0], {
				respondWith: 'json',
				responseBody: `={{ $json.error ? { success: false, outcome: $json.error.outcome, field: $json.error.field, message: $json.error.message, advice: $json.error.description } : { success: true, outcome: 'accepted', out_biz_no: $json.request.biz_content.out_biz_no, verified: $json.verified } }}`,
				options: {
					responseCode: `={{ $json.error === undefined ? 200 : $json.error.outcome === 'unknown' ? 502 : 422 }}`,
				},
			}),
			note('Note', [0, -1.7], 300, WEBHOOK_NOTE),
		],
		chain('Webhook', 'Sync the state', 'Respond to the caller'),
	);

/** File name → workflow. */
export const exampleWorkflows = (): Record<string, WorkflowJson> => ({
	'cabinets-upload.json': cabinetsUpload('xlsx'),
	'cabinets-upload-csv.json': cabinetsUpload('csv'),
	'results-back-into-sheet.json': resultsBackIntoSheet(),
	'failed-rows-mail.json': failedRowsMail(),
	'webhook-state-sync.json': webhookStateSync(),
});
