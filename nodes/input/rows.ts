import type { Charset } from '../../alipay';
import type { Issue, Reading } from '../../zhima';
import type { RowNames } from './row-names';

/** A run's rows, read and checked, with what is to be said of the whole sheet. */
export interface Rows extends RowNames {
	readonly readings: readonly Reading[];
	/** Whether the rows are a spreadsheet's, or items that each fill in the form. */
	readonly areOfSheet: boolean;
	/** Columns that are not parameters; named once. */
	readonly ignored: readonly string[];
	/** Sentences about columns that are nearly called like a parameter; said once. */
	readonly columnHints: readonly string[];
	/** What is wrong with the sheet as a whole; then no row can be sent. */
	readonly sheetIssues: readonly Issue[];
	/** Whether the sheet lacks a required column; else its issues are about columns that it has. */
	readonly lacksColumns: boolean;
}

/** What reading needs to know of the run. */
export interface InputContext {
	/** The moment that an empty time stands for. */
	readonly now: Date;
	readonly charset: Charset;
	isCancelled(): boolean;
}
