import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import type { Issue } from '../../zhima';
import { asSentence } from '../form/form-fields';

/** An item's values, or why it has none. */
export type ItemData =
	| { readonly ok: true; readonly json: IDataObject }
	| { readonly ok: false; readonly issue: Issue };

const ofWholeItem = (message: string, advice: string): ItemData => ({
	ok: false,
	issue: { field: '', heading: '', message, advice },
});

const fixInput = () =>
	t({
		en: 'Change the node before this one to return an object with the row\'s values in "json".',
		zh: '请让上一个节点在“json”中返回一个包含该行各值的对象。',
	});

const listIssue = (): ItemData =>
	ofWholeItem(
		t({ en: 'The item\'s "json" is a list, not an object.', zh: '该输入项的“json”是一个列表，而不是对象。' }),
		t({
			en: 'Add a Split Out node before this one, so that each entry becomes an item.',
			zh: '请在此节点之前添加 Split Out 节点，将列表拆分为多个输入项。',
		}),
	);

function otherTypeIssue(json: unknown): ItemData {
	const type = json === null ? 'null' : typeof json;
	return ofWholeItem(
		t({
			en: `The item's "json" is of type ${type}, not an object.`,
			zh: `该输入项的“json”类型为 ${type}，而不是对象。`,
		}),
		fixInput(),
	);
}

/** The issue of an item that cannot be looked into, e.g. for one of its values throws when it is read. */
export const unreadableItem = (error: unknown): Issue => ({
	field: '',
	heading: '',
	message: asSentence(
		t({
			en: `The item can't be read: ${error instanceof Error ? error.message : String(error)}`,
			zh: `无法读取该输入项：${error instanceof Error ? error.message : String(error)}`,
		}),
	),
	advice: fixInput(),
});

/**
 * The values of an item. n8n promises an object in each item's `json`; Code nodes and community nodes hand
 * on others at times, and one of them must not keep the other rows from being sent.
 */
export function dataOf(item: INodeExecutionData | null | undefined): ItemData {
	const json: unknown = item?.json;
	if (json === undefined) {
		return ofWholeItem(t({ en: 'The item has no "json".', zh: '该输入项没有“json”。' }), fixInput());
	}
	if (Array.isArray(json)) return listIssue();
	if (json === null || typeof json !== 'object') return otherTypeIssue(json);
	return { ok: true, json: json as IDataObject };
}

/** The value of one member, undefined where it is not there or cannot be read. */
export function memberOf(item: INodeExecutionData | null | undefined, name: string): unknown {
	try {
		const data = dataOf(item);
		return data.ok ? data.json[name] : undefined;
	} catch {
		return undefined;
	}
}
