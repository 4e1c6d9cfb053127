/**
 * For n8n's own nodes in the example workflows: as much of each as the examples ask of it. They evaluate
 * their parameters and pair their items as n8n's do; the nodes themselves run in the demo's real n8n.
 */
import { read, utils, write } from '@e965/xlsx';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

import { trigger } from './helper-nodes';

type Execute = (this: IExecuteFunctions, items: INodeExecutionData[]) => INodeExecutionData[];

/** A node that takes any of these parameters. */
const standIn = (parameters: readonly string[], execute: Execute): INodeType => ({
	description: {
		displayName: 'Stand-in',
		name: 'standIn',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: parameters.map(
			(name): INodeProperties => ({ displayName: name, name, type: 'json', default: '' }),
		),
	},
	async execute(this: IExecuteFunctions) {
		return [execute.call(this, this.getInputData())];
	},
});

const each = (items: INodeExecutionData[], jsonOf: (index: number) => unknown): INodeExecutionData[] =>
	items.map((_, index) => ({ json: jsonOf(index) as IDataObject, pairedItem: { item: index } }));

export interface StandIns {
	readonly types: Readonly<Record<string, INodeType>>;
	/** What was written to files, by name, as rows of the first sheet. */
	readonly written: Map<string, IDataObject[]>;
	/** The mails that would have been sent. */
	readonly mails: IDataObject[];
	/** The responses to callers of the webhook. */
	readonly responses: Array<{ code: unknown; body: unknown }>;
}

const sheetOf = (data: string): IDataObject[] => {
	const book = read(Buffer.from(data, 'base64'));
	return utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { defval: '' });
};

const rowsOf = (data: string, operation: string): IDataObject[] => {
	if (operation !== 'csv') return sheetOf(data);
	const text = Buffer.from(data, 'base64').toString('utf8').replace('\ufeff', '');
	const book = read(text, { type: 'string', raw: true });
	return utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { defval: '', raw: false });
};

const bookOf = (rows: IDataObject[]): string => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.json_to_sheet(rows), 'Sheet');
	return (write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer).toString('base64');
};

const binaryOf = (data: string) => ({ data: { data, mimeType: 'application/octet-stream' } });

const tableOf = (rows: IDataObject[]): string =>
	rows.map((row) => `<tr>${Object.values(row).map((cell) => `<td>${String(cell)}</td>`).join('')}</tr>`).join('');

/**
 * @param folder where the files lie that the workflows read
 * @param file in place of the file that the workflow names
 * @param calls what comes to the webhook
 */
export function standIns(
	folder: string,
	{ file, calls = [] }: { file?: string; calls?: readonly IDataObject[] } = {},
): StandIns {
	const written: StandIns['written'] = new Map();
	const mails: StandIns['mails'] = [];
	const responses: StandIns['responses'] = [];

	const readWriteFile = standIn(['operation', 'fileSelector', 'fileName', 'options'], function (items) {
		if (this.getNodeParameter('operation', 0) === 'read') {
			const name = file ?? basename(String(this.getNodeParameter('fileSelector', 0)));
			const data = readFileSync(join(folder, name)).toString('base64');
			return [{ json: {}, binary: binaryOf(data), pairedItem: { item: 0 } }];
		}
		const name = basename(String(this.getNodeParameter('fileName', 0)));
		written.set(name, sheetOf(items[0].binary!.data.data));
		return items;
	});
	const extractFromFile = standIn(['operation', 'options'], function (items) {
		const operation = String(this.getNodeParameter('operation', 0));
		return rowsOf(items[0].binary!.data.data, operation).map((json) => ({ json, pairedItem: { item: 0 } }));
	});
	const convertToFile = standIn(['operation', 'options'], (items) => [
		{ json: {}, binary: binaryOf(bookOf(items.map(({ json }) => json))), pairedItem: items.map((_, item) => ({ item })) },
	]);
	const filter = standIn(['conditions', 'options'], function (items) {
		return items.filter((_, index) => {
			const { conditions } = this.getNodeParameter('conditions', index) as {
				conditions: Array<{ leftValue: string; rightValue: string; operator: { operation: string } }>;
			};
			return conditions.every(({ leftValue, rightValue, operator }) => {
				if (operator.operation !== 'notEquals') throw new Error(`The stand-in has no ${operator.operation}`);
				return leftValue !== rightValue;
			});
		});
	});
	const html = standIn(['operation', 'options'], (items) => [
		{ json: { table: tableOf(items.map(({ json }) => json)) }, pairedItem: items.map((_, item) => ({ item })) },
	]);
	const emailSend = standIn(['fromEmail', 'toEmail', 'subject', 'html', 'options'], function (items) {
		return each(items, (index) => {
			const mail = { to: this.getNodeParameter('toEmail', index), html: this.getNodeParameter('html', index) };
			mails.push(mail as IDataObject);
			return mail;
		});
	});
	const webhook = standIn(['httpMethod', 'path', 'authentication', 'responseMode', 'options'], () =>
		calls.map((body) => ({ json: { body } })),
	);
	const respondToWebhook = standIn(['respondWith', 'responseBody', 'options'], function (items) {
		items.forEach((_, index) => {
			const { responseCode } = this.getNodeParameter('options', index) as { responseCode: unknown };
			responses.push({ code: responseCode, body: this.getNodeParameter('responseBody', index) });
		});
		return items;
	});
	const nodes = {
		manualTrigger: trigger,
		stickyNote: standIn([], (items) => items),
		...{ readWriteFile, extractFromFile, filter, convertToFile, html, emailSend, webhook, respondToWebhook },
	};
	const types = Object.fromEntries(
		Object.entries(nodes).map(([name, type]) => [`n8n-nodes-base.${name}`, type]),
	);
	return { types, written, mails, responses };
}
