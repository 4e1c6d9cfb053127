/** The example workflows, as n8n's editor would export them. */
import type { WorkflowJson } from '../n8n/n8n-client';
import { changedRowsOnly, manyMerchants, uploadPage } from './daily-workflows';
import {
	base,
	chain,
	condition,
	CREDENTIAL,
	extractRows,
	note,
	readSheet,
	start,
	SYNC,
	toSheet,
	uploadRows,
	workflow,
	writeFile,
} from './workflow-parts';

const UPLOAD_NOTE = `## Cabinets from a spreadsheet · 从表格上传机柜
1. Copy the spreadsheet to the folder \`~/.n8n-files\` · 将表格放入 \`~/.n8n-files\`
2. Select your Zhima API credential in **Upload cabinets** · 在 **Upload cabinets** 中选择芝麻 API 凭证
3. Run · 运行

The results file is your sheet with the outcome, the reason and what to do in columns behind it. Invalid rows don't stop the others.
结果文件为原表格，并在其后的列中写明结果、原因和建议。有误的行不影响其他行。`;

const cabinetsUpload = (format: 'xlsx' | 'csv'): WorkflowJson => {
	const results = format === 'xlsx' ? 'cabinets-results.xlsx' : 'cabinets-csv-results.xlsx';
	return workflow(
		`Zhima: cabinets from ${format === 'xlsx' ? 'a spreadsheet' : 'a CSV file'}`,
		[
			start,
			readSheet(`cabinets.${format}`),
			extractRows(format),
			uploadRows('Upload cabinets', [3, 0]),
			toSheet([4, 0], '上传结果'),
			writeFile('Write the results', [5, 0], results),
			note('Note', [0, -1.5], 260, UPLOAD_NOTE),
		],
		chain('Start', 'Read the sheet', 'Rows', 'Upload cabinets', 'Make a spreadsheet', 'Write the results'),
	);
};

const SHEET_NOTE = `## A sheet of the rows to fix · 生成待修改的表格
Select your Zhima API credential in **Upload cabinets**, and run. Rows that weren't accepted go into a sheet of their own, with the reason and what to do in columns behind them. Fix them there, then run that sheet: the added columns are ignored.
在 **Upload cabinets** 中选择芝麻 API 凭证后运行。未受理的行会单独生成一个表格，并在其后的列中写明原因和建议。修改后可直接用该表格重新运行，追加的列会被忽略。`;

const IS_NOT_ACCEPTED = condition({ left: '={{ $json.zhima_outcome }}', right: 'accepted', operation: 'notEquals' });

const resultsBackIntoSheet = (): WorkflowJson =>
	workflow(
		'Zhima: results back into the sheet',
		[
			start,
			readSheet('cabinets.xlsx'),
			extractRows('xlsx'),
			uploadRows('Upload cabinets', [3, 0]),
			base('Rows to fix', 'filter', 2.2, [4, 0], IS_NOT_ACCEPTED),
			toSheet([5, 0], '机柜'),
			writeFile('Write the sheet', [6, 0], 'cabinets-to-fix.xlsx'),
			note('Note', [0, -1.3], 220, SHEET_NOTE),
		],
		chain('Start', 'Read the sheet', 'Rows', 'Upload cabinets', 'Rows to fix', 'Make a spreadsheet', 'Write the sheet'),
	);

const MAIL_NOTE = `## Failed rows by mail · 失败的行发邮件
Select your Zhima API credential in **Upload cabinets**. Rows that weren't accepted become one HTML table for a mail. Activate **Send the mail** and select the credential of your mail server.
在 **Upload cabinets** 中选择芝麻 API 凭证。未受理的行会生成可放入邮件的 HTML 表格。启用 **Send the mail** 并选择邮件服务器的凭证即可发送。`;

const failedRowsMail = (): WorkflowJson =>
	workflow(
		'Zhima: failed rows by mail',
		[
			start,
			readSheet('cabinets.xlsx'),
			extractRows('xlsx'),
			uploadRows('Upload cabinets', [3, 0]),
			base('Failed rows', 'filter', 2.2, [4, 0], IS_NOT_ACCEPTED),
			base('Table for the mail', 'html', 1.2, [5, 0], {
				operation: 'convertToHtmlTable',
				options: {},
			}),
			base(
				'Send the mail',
				'emailSend',
				2.1,
				[6, 0],
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
		chain('Start', 'Read the sheet', 'Rows', 'Upload cabinets', 'Failed rows', 'Table for the mail', 'Send the mail'),
	);

const WEBHOOK_NOTE = `## State sync from your own system · 业务系统触发状态同步
\`POST\` the documented parameters as JSON to the webhook's address, with \`biz_data\` as an object. The response is 200 if it was accepted, 422 with the reason if it wasn't, and 502 if the outcome is unknown: then send it again.
向 Webhook 地址 \`POST\` 文档中的参数（JSON），\`biz_data\` 为对象。返回 200 表示已受理，422 表示未受理并附原因，502 表示结果未知，请重新发送。

**Only callers that know the secret get in.** In **Webhook**, create a credential of type *Header Auth*: Name \`X-Zhima-Secret\`, Value a long random text, and give it to the calling system. Calls without it get 403 and reach nothing. Then select your Zhima API credential in **Sync the state**, and publish.
**只有知道密钥的系统才能调用。** 请在 **Webhook** 中新建 *Header Auth* 凭证：Name 填 \`X-Zhima-Secret\`，Value 填一段足够长的随机文本，并告知调用方。不带密钥的调用返回 403，不会触发任何操作。然后在 **Sync the state** 中选择芝麻 API 凭证并发布。`;

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
					authentication: 'headerAuth',
					responseMode: 'responseNode',
					options: {},
				},
				{
					webhookId: '2b6f1c1e-7f0a-4c55-9d57-0c6d3f3a9a01',
					credentials: { httpHeaderAuth: { name: 'Zhima webhook secret' } },
				},
			),
			base(
				'Sync the state',
				SYNC,
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
			note('Note', [0, -2.2], 400, WEBHOOK_NOTE),
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
	'upload-page.json': uploadPage(),
	'changed-rows-only.json': changedRowsOnly(),
	'many-merchants.json': manyMerchants(),
});
