import type { IDataObject } from 'n8n-workflow';

import { t } from '../../i18n/translate';
import { APP_AUTH_TOKEN, isEmpty, readAuthToken, readYesOrNo, shorten, strayTokens } from '../../zhima';
import type { Issue } from '../../zhima';
import { optionLabel } from '../form/run-options';
import { createMerchants } from './merchants';
import type { Merchants } from './merchants';
import type { OptionValues } from './option-values';

const DRY_RUN = 'dryRun';
const TOKEN = APP_AUTH_TOKEN.formName;

/** What a sheet's columns have to do with tokens. */
export interface TokenColumns {
	/** The column that is read as the token's. */
	readonly column?: string;
	/** Columns that may be it by their headings, which is an issue of the sheet. */
	readonly doubtful: readonly string[];
	/** All columns that serve no parameter. */
	readonly others: readonly string[];
}

const NO_TOKEN_COLUMNS: TokenColumns = { doubtful: [], others: [] };

/** What is set for each row beside its content: the merchant, and whether it is only shown. */
export interface RowSettings {
	readonly merchants: Merchants;
	/** The columns that expressions read the token, or the credential's secrets, from. */
	readonly tokenSources: readonly string[];
	isDryRun(index: number): boolean;
	/** Every text that is given as the row's token, right or wrong, read or not yet. None of it may be shown. */
	tokenTextsOf(index: number): readonly string[];
	/**
	 * Reads one row's settings, once; its issues where they are not certain. No issue repeats a token.
	 *
	 * @param columns the sheet's; none where rows are read from the form
	 */
	read(index: number, json: IDataObject, columns?: TokenColumns): Issue[];
	/** Whether the option gives each row its token, or makes it an issue that it doesn't. */
	isTokenGiven(): boolean;
}

interface Given {
	/** Undefined where there is none. */
	readonly value: unknown;
	readonly heading: string;
	/** A value is expected, since an expression was set to give one. */
	readonly isExpected: boolean;
}

const tokenIssue = (heading: string, message: string, advice: string): Issue => ({
	field: APP_AUTH_TOKEN.name,
	heading,
	message,
	advice,
});

const failed = (heading: string): Issue =>
	tokenIssue(
		heading,
		t({ en: 'The expression fails for this item.', zh: '表达式在此输入项中出错。' }),
		t({
			en: 'Open the expression with this item in the editor and fix it, or the data it refers to.',
			zh: '请在编辑器中针对此输入项检查并修正表达式，或其引用的数据。',
		}),
	);

/** A row whose token is missing could be sent for the wrong merchant. */
const missing = (heading: string): Issue =>
	tokenIssue(
		heading,
		t({
			en: "The expression returns nothing for this item, so the row's merchant isn't known.",
			zh: '表达式在此输入项中没有取到值，无法确定该行所属的商户。',
		}),
		t({
			en: "Fill in the token that it refers to. For rows that use the credential's token, remove the option and put the tokens in a column named app_auth_token, where an empty cell means the credential's token.",
			zh: '请补全其引用的令牌。如部分行使用凭证中的令牌，请删除该选项，改用 app_auth_token 列存放令牌，该列留空即使用凭证中的令牌。',
		}),
	);

/** Of an object that refuses to be looked at. */
const UNREADABLE = {
	message: t({ en: "This value can't be read.", zh: '该值无法读取。' }),
	advice: t({ en: 'Enter text.', zh: '请填写文本。' }),
};

/** How deep a value that should be a token is searched for texts to hide. */
const DEPTH = 5;

/** The texts within a value of any kind. */
function textsIn(value: unknown, depth = DEPTH): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
	if (typeof value !== 'object' || value === null || depth === 0) return [];
	return Object.values(value).flatMap((each) => textsIn(each, depth - 1));
}

function safely<T>(read: () => T, otherwise: T): T {
	try {
		return read();
	} catch {
		return otherwise;
	}
}

/**
 * The settings of each row. Of the token the column counts, where its cell is not empty; then the option; then the
 * credential's. An expression in the option that gives nothing is an issue, never the credential's token.
 *
 * @param ownToken the credential's token; empty = none
 * @param secretColumns further columns that secrets are read from
 */
export function createRowSettings(
	options: OptionValues,
	ownToken: string,
	secretColumns: readonly string[],
): RowSettings {
	const merchants = createMerchants();
	const tokenLabel = optionLabel(TOKEN);
	const dryRows: boolean[] = [];
	const wrongTokens = new Map<number, readonly string[]>();
	/** Values that were read as tokens before: most rows have one of a few. */
	const known = new Set<string>();
	const dryLabel = optionLabel(DRY_RUN);

	const isTokenGiven = (): boolean =>
		safely(() => options.isGiven(TOKEN, 0) && (options.isExpression(TOKEN) || !isEmpty(options.at(TOKEN, 0))), false);

	/** Tokens in columns that are not read as the token's, where nothing else gives the row its merchant. */
	const findStrays = (index: number, json: IDataObject, { column, doubtful, others }: TokenColumns): Issue[] => {
		if (column !== undefined || (doubtful.length === 0 && others.length === 0) || isTokenGiven()) return [];
		const strays = safely(() => strayTokens(json, others, ownToken), []);
		const hidden = [...doubtful, ...strays.map(({ heading }) => heading)];
		if (hidden.length > 0) {
			const texts = hidden.flatMap((heading) => safely(() => textsIn(json[heading]), []));
			wrongTokens.set(index, [...(wrongTokens.get(index) ?? []), ...texts]);
		}
		return strays;
	};

	const givenFor = (index: number, json: IDataObject, tokenColumn: string | undefined): Given => {
		const cell = tokenColumn === undefined ? undefined : json[tokenColumn];
		if (tokenColumn !== undefined && !isEmpty(cell)) return { value: cell, heading: tokenColumn, isExpected: false };
		if (!options.isGiven(TOKEN, index)) return { value: undefined, heading: tokenLabel, isExpected: false };
		return { value: options.at(TOKEN, index), heading: tokenLabel, isExpected: options.isExpression(TOKEN) };
	};

	const readToken = (index: number, json: IDataObject, tokenColumn?: string): Issue | undefined => {
		let given: Given;
		try {
			given = givenFor(index, json, tokenColumn);
		} catch {
			return failed(tokenLabel);
		}
		const { value, heading, isExpected } = given;
		if (typeof value === 'string' && known.has(value)) return void merchants.add(index, value);
		const reading = safely(() => readAuthToken(value), UNREADABLE);
		if ('message' in reading) {
			wrongTokens.set(index, safely(() => textsIn(value), []));
			return tokenIssue(heading, reading.message, reading.advice);
		}
		if (reading.value === '' && isExpected) return missing(heading);
		merchants.add(index, reading.value || ownToken);
		if (reading.value !== '' && value === reading.value) known.add(value);
		return undefined;
	};

	const readDryRun = (index: number): Issue | undefined => {
		let value: unknown;
		try {
			if (!options.isGiven(DRY_RUN, index)) return undefined;
			value = options.at(DRY_RUN, index);
		} catch {
			return { ...failed(dryLabel), field: DRY_RUN };
		}
		const isDry = safely(() => readYesOrNo(value), UNREADABLE);
		dryRows[index] = isDry === true;
		if (typeof isDry === 'boolean') return undefined;
		return { field: DRY_RUN, heading: dryLabel, value: shorten(value), message: isDry.message, advice: isDry.advice };
	};

	/** What a fixed value says of items that could not be read. */
	const isDryByDefault = (): boolean =>
		!options.isExpression(DRY_RUN) && safely(() => readYesOrNo(options.at(DRY_RUN, 0)) === true, false);

	return {
		merchants,
		tokenSources: [...options.columnsOf(TOKEN), ...secretColumns],
		isDryRun: (index) => dryRows[index] ?? isDryByDefault(),
		tokenTextsOf: (index) => [
			...(wrongTokens.get(index) ?? []),
			merchants.tokenOf(index),
			...safely(() => textsIn(options.at(TOKEN, index)), []),
		],
		read: (index, json, columns = NO_TOKEN_COLUMNS) => {
			const issues = [readToken(index, json, columns.column), readDryRun(index)];
			return [...issues.filter((issue) => issue !== undefined), ...findStrays(index, json, columns)];
		},
		isTokenGiven,
	};
}
