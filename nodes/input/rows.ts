import type { IDataObject } from 'n8n-workflow';

import type { Charset } from '../../alipay';
import type { Issue, ReadContext, Reading } from '../../zhima';
import type { ColumnFinding } from './column-findings';
import type { RowNames } from './row-names';
import type { RowSettings } from './row-settings';

/** A run's rows, read and checked, with what applies to the whole sheet. */
export interface Rows extends RowNames {
	readonly readings: readonly Reading[];
	/** For whom each row is sent, and whether it is sent at all. */
	readonly settings: RowSettings;
	/** Whether the rows are a spreadsheet's, or items that each fill in the form. */
	readonly areOfSheet: boolean;
	/** Columns that are not parameters; named once. */
	readonly ignored: readonly string[];
	/** Sentences about columns that are nearly named like a parameter; shown once. */
	readonly columnHints: readonly string[];
	/** What columns of a sheet show as a whole; shown once. */
	readonly findings: readonly ColumnFinding[];
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
	readonly settings: RowSettings;
	isCancelled(): boolean;
	/** What the Dates of an item stand for; undefined where each of them is an instant. */
	originOf(json: IDataObject): ReadContext['originOf'];
	/** Whether a time of an item may be a spreadsheet's that n8n stored as a text in UTC. */
	mayBeStoredDate(json: IDataObject, value: unknown): boolean;
}
