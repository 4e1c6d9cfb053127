import type { INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { shorten } from '../../zhima';
import type { Issue, Reading } from '../../zhima';
import { dataOf } from './item-data';

/**
 * What n8n's nodes say beside a file: Read/Write Files from Disk its kind and size, the Form Trigger when and how
 * it came, the Webhook node about the call (their sources, n8n 2.41.1).
 */
const BESIDE_A_FILE: ReadonlySet<string> = new Set([
	...['mimeType', 'fileType', 'fileName', 'fileExtension', 'fileSize', 'directory'],
	...['submittedAt', 'formMode', 'formQueryParameters'],
	...['headers', 'params', 'query', 'webhookUrl', 'executionMode'],
]);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The Form Trigger describes each file under its field's label, one or several of them. */
const describesFile = (value: unknown): boolean =>
	Array.isArray(value)
		? value.length > 0 && value.every(describesFile)
		: isObject(value) && 'filename' in value && 'mimetype' in value;

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);

const saysNothing = ([name, value]: [string, unknown]): boolean =>
	BESIDE_A_FILE.has(name) || isEmpty(value) || describesFile(value);

/** Whether an item is a file, and has no values that could be a row's. False where it cannot be looked into. */
export function isOnlyFile(item: INodeExecutionData | null | undefined): boolean {
	try {
		if (Object.keys(item?.binary ?? {}).length === 0) return false;
		const data = dataOf(item);
		return data.ok && Object.entries(data.json).every(saysNothing);
	} catch {
		return false;
	}
}

function onlyFileIssue({ binary = {} }: INodeExecutionData): Issue {
	const [field, file] = Object.entries(binary)[0];
	const name = shorten(file.fileName ?? '');
	const named = name === undefined ? '' : t({ en: ` (${name})`, zh: `（${name}）` });
	return {
		field: '',
		heading: '',
		message: t({
			en: `The item is only a file${named} and has no values.`,
			zh: `该输入项只是一个文件${named}，没有任何字段值。`,
		}),
		advice: t({
			en: `Add an Extract from File node before this one, with "${field}" as its "Input Binary Field", so that each row of the file becomes an item.`,
			zh: `请在本节点之前添加 Extract from File 节点，将其“Input Binary Field”设为“${field}”，使文件的每一行成为一个输入项。`,
		}),
	};
}

/** The reading of a row, which says so where the item is only a file and all that is wrong is that values are missing. */
export function orOnlyFile(item: INodeExecutionData, reading: Reading): Reading {
	if (reading.ok || !isOnlyFile(item) || reading.issues.some(({ value }) => value !== undefined)) return reading;
	return { ...reading, issues: [onlyFileIssue(item)] };
}
