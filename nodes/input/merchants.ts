/**
 * For whom the rows are sent. Everywhere beyond the reading a merchant is a number, so that its token can get
 * into no key, message or item.
 */
export interface Merchants {
	/** The row's merchant, numbered from 0 in order of appearance; undefined where its token could not be read. */
	of(index: number): number | undefined;
	/** The first row of a merchant. */
	firstRowOf(merchant: number): number;
	/** What is sent as the row's `app_auth_token`; empty = the application's own merchant. */
	tokenOf(index: number): string;
}

/** Merchants that are found row by row. */
export interface MerchantList extends Merchants {
	add(index: number, token: string): void;
}

export function createMerchants(): MerchantList {
	const numbers = new Map<string, number>();
	const tokens: string[] = [];
	const firstRows: number[] = [];
	const ofRow: Array<number | undefined> = [];
	const numberOf = (token: string, index: number): number => {
		const known = numbers.get(token);
		if (known !== undefined) return known;
		numbers.set(token, tokens.length);
		firstRows.push(index);
		return tokens.push(token) - 1;
	};
	return {
		add(index, token) {
			ofRow[index] = numberOf(token, index);
		},
		of: (index) => ofRow[index],
		firstRowOf: (merchant) => firstRows[merchant],
		tokenOf: (index) => tokens[ofRow[index] ?? -1] ?? '',
	};
}
