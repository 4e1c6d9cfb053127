/** Rows of several merchants, the same each time. */
import { type Cabinet, type Cell, cabinetRows, MISTAKES } from './cabinet-rows';

/** The column that says whose row it is; its token is looked up. */
export const MERCHANT_HEADING = '商户';

export const MERCHANTS = ['商户甲', '商户乙', '商户丙', '商户丁'] as const;

/** In the sheet, but not in the table of merchants: its row must not be sent with another's token. */
export const UNKNOWN_MERCHANT = '商户戊';

export type MerchantRow = Cabinet & Readonly<Record<typeof MERCHANT_HEADING, Cell>>;

const ROWS = 40;

/** Valid rows, one merchant after the other, and a last one of a merchant that nobody knows. */
export const merchantRows = (): MerchantRow[] => {
	const wrong = new Set(MISTAKES.map(({ index }) => index));
	const valid = cabinetRows().filter((_, index) => !wrong.has(index));
	return valid.slice(0, ROWS + 1).map((row, index) => ({
		商户: index === ROWS ? UNKNOWN_MERCHANT : MERCHANTS[index % MERCHANTS.length],
		...row,
	}));
};
