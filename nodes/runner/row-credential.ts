/**
 * A credential may hold expressions, and n8n resolves them for one item. A run is sent with one account, so what they
 * give must be the same for all items: they are never silently the first item's.
 */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { AlipayError } from '../../alipay';
import { t } from '../../i18n/translate';
import { columnsIn } from '../form/parameter-reader';
import { mayDependOnRow } from '../input/option-values';

const TYPE = 'zhimaApi';

/** What n8n-core's context holds beside its interface. */
interface Internals {
	readonly additionalData: {
		readonly credentialsHelper: {
			getDecrypted(...given: readonly unknown[]): Promise<IDataObject>;
		};
	};
}

/** The credential as it is stored, its expressions as texts; undefined where this n8n doesn't give it out. */
async function storedCredential(context: IExecuteFunctions): Promise<IDataObject | undefined> {
	try {
		const { additionalData } = context as unknown as Internals;
		const details = context.getNode().credentials?.[TYPE];
		const given = [additionalData, details, TYPE, context.getMode(), context.getExecuteData(), true];
		return await additionalData.credentialsHelper.getDecrypted(...given);
	} catch {
		return undefined;
	}
}

/** The fields whose expressions can give another value for another item. */
const fieldsOfRow = (stored: IDataObject): Array<readonly [name: string, expression: string]> =>
	Object.entries(stored).flatMap(([name, value]) =>
		typeof value === 'string' && value.startsWith('=') && mayDependOnRow(value) ? [[name, value] as const] : [],
	);

function labelOf(context: IExecuteFunctions, field: string): string {
	try {
		return context.getCredentialsProperties(TYPE).find(({ name }) => name === field)?.displayName ?? field;
	} catch {
		return field;
	}
}

function varies(context: IExecuteFunctions, field: string, index: number): AlipayError {
	const label = labelOf(context, field);
	return new AlipayError('ERR_CREDENTIAL_ITEM', {
		field,
		message: t({
			en: `"${label}" in the credential is an expression that differs between items (first at item ${index})`,
			zh: `凭证中“${label}”的表达式在各输入项中的值不同（首次出现在输入项 ${index}）`,
		}),
		description: t({
			en: 'All rows of a run are sent with one account. Enter a fixed value in the credential. For rows of several merchants, use "App Auth Token" in the options or a column app_auth_token',
			zh: '一次运行的所有行使用同一账号发送，请在凭证中填写固定值。如需为多个商户发送，请使用选项中的“应用授权令牌”或 app_auth_token 列',
		}),
	});
}

/** Why the credential of another item isn't the first one's; undefined where it is. */
async function differenceAt(
	context: IExecuteFunctions,
	first: IDataObject,
	fields: readonly string[],
	index: number,
): Promise<AlipayError | undefined> {
	try {
		const other = await context.getCredentials<IDataObject>(TYPE, index);
		const field = fields.find((name) => String(other[name] ?? '') !== String(first[name] ?? ''));
		return field === undefined ? undefined : varies(context, field, index);
	} catch {
		return varies(context, fields[0] ?? '', index);
	}
}

/** The credential of a run, and the columns that its expressions read secrets from. */
export interface RowCredential {
	readonly credential: IDataObject;
	readonly columns: readonly string[];
	/** Where items have different credentials. */
	readonly error?: AlipayError;
}

/**
 * The credential for all items. It is looked up once more where there are several, to see whether it has expressions,
 * and for each item only where one may depend on the item.
 */
export async function readCredential(
	context: IExecuteFunctions,
	count: number,
	isCancelled: () => boolean,
): Promise<RowCredential> {
	const credential = await context.getCredentials<IDataObject>(TYPE);
	const stored = await storedCredential(context);
	const ofRow = stored === undefined ? undefined : fieldsOfRow(stored);
	const columns = (ofRow ?? []).flatMap(([, expression]) => columnsIn(expression));
	const fields = ofRow?.map(([name]) => name) ?? Object.keys(credential);
	if (fields.length === 0) return { credential, columns };
	for (let index = 1; index < count && !isCancelled(); index++) {
		const error = await differenceAt(context, credential, fields, index);
		if (error !== undefined) return { credential, columns, error };
	}
	return { credential, columns };
}
