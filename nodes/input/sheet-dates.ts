import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isDate } from '../../zhima';
import type { DateOrigin, ReadContext } from '../../zhima';
import { HIDDEN_NUMBER } from './row-names';

/** n8n's nodes that read spreadsheets with SheetJS, and the parameter that names the format. */
const READERS: Readonly<Record<string, string>> = {
	'n8n-nodes-base.extractFromFile': 'operation',
	'n8n-nodes-base.spreadsheetFile': 'fileFormat',
};

/** The formats of which SheetJS makes Dates. A real .xlsx or .xls gives numbers; a table in HTML often has their names. */
const WITH_DATES: ReadonlySet<unknown> = new Set(['ods', 'html', 'rtf', 'xls', 'xlsx', 'autodetect']);

/** The formats that the workflow's readers before our node are set to. n8n's older versions can't tell. */
function formatsBefore(context: IExecuteFunctions): unknown[] {
	try {
		return context
			.getParentNodes(context.getNode().name, { includeNodeParameters: true })
			.filter(({ type, disabled }) => Object.hasOwn(READERS, type) && !disabled)
			.map(({ type, parameters }) => parameters?.[READERS[type]] ?? 'autodetect')
			.filter((format) => WITH_DATES.has(format) || String(format).startsWith('='));
	} catch {
		return [];
	}
}

/** Whether the process's clock is UTC, where all readings of a Date are the same. */
const isOnUtc = (date: Date): boolean => date.getTimezoneOffset() === 0;

/** Whether the value is one of the item's own, or a copy of one. */
const isOwnDate = (json: IDataObject, date: Date): boolean =>
	Object.values(json).some((value) => isDate(value) && value.getTime() === date.getTime());

const hasMark = (json: IDataObject): boolean => typeof json[HIDDEN_NUMBER] === 'number';

/**
 * What the Dates of each item stand for. Those of items with SheetJS's mark were in a spreadsheet: the clock that
 * the cell shows where the reader is set to .ods, or, where no reader is known, on a server that runs on UTC. Other
 * Dates (from code, from a database) are instants.
 */
export function createOriginOf(context: IExecuteFunctions): (json: IDataObject) => ReadContext['originOf'] {
	let formats: unknown[] | undefined;
	const originOfOwn = (date: Date): DateOrigin => {
		formats ??= formatsBefore(context);
		if (formats.length === 0) return isOnUtc(date) ? 'wallClock' : 'changed';
		return formats.every((format) => format === 'ods') ? 'wallClock' : 'changed';
	};
	return (json) =>
		hasMark(json) ? (date) => (isOwnDate(json, date) ? originOfOwn(date) : 'instant') : undefined;
}

/** A Date as JSON has it. The reader's have whole seconds, or are a millisecond early; a program's seldom are. */
const STORED_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?:000|999)Z$/;

/**
 * Whether a time may be a Date of the reader's that n8n stored as text (Edit Fields does so, and a single step that
 * runs with stored data): the reader's mark is gone, and the text is a time in UTC that no cell has to show.
 */
export function createMayBeStoredDate(context: IExecuteFunctions): (json: IDataObject, value: unknown) => boolean {
	let hasReader: boolean | undefined;
	return (json, value) => {
		if (typeof value !== 'string' || !STORED_DATE.test(value) || hasMark(json)) return false;
		hasReader ??= formatsBefore(context).length > 0;
		return hasReader;
	};
}
