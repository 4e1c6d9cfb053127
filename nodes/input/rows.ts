import type { Charset } from '../../alipay';
import type { Issue, Reading } from '../../zhima';
import type { RowNames } from './row-names';

/** A run's rows, read and checked, with what applies to the whole sheet. */
export interface Rows extends RowNames {
	readonly readings: readonly Reading[];
	/** Whether the rows are a spreadsheet's, or items that each fill in the form. */
	readonly areOfSheet: boolean;
	/** Columns that are not parameters; named once. */
	readonly ignored: readonly string[];
	/** Sentences about columns that are nearly named like a parameter; shown once. */
	readonly columnHints: readonly string[];
	/** The issues of the sheet as a whole; where there are any, no row can be sent. */
	readonly sheetIssues: readonly Issue[];
	/** Whether the sheet lacks a required column; else its issues are about columns that it has. */
	readonly lacksColumns: boolean;
}

/** What reading needs to know of the run. */
export interface InputContext {
	/** The time that is sent where the row has none. */
	readonly now: Date;
	readonly charset: Charset;
	isCancelled(): boolean;
}
