/** Tables of what comes in a cell and what becomes of it. */
import { borrowEntityUpload, dataStateSync, formatIssue, readRow } from '../../../zhima';
import type { Api } from '../../../zhima';
import { NOW, syncRow, uploadRow } from '../rows';

/** What is sent and said of one cell in a row that is right otherwise: the value and the hints, or the complaints. */
export const readIn = (api: Api, name: string, came: unknown, context: object = {}, others: object = {}): string => {
	const base = api === borrowEntityUpload ? uploadRow : syncRow;
	const reading = readRow(api, { ...base, ...others, [name]: came }, { now: NOW, ...context });
	if (!reading.ok) return reading.issues.map(formatIssue).join('\n');
	return [reading.content[name], ...reading.hints].join(' | ');
};

export const read = (name: string, came: unknown, context?: object, others?: object): string =>
	readIn(name in uploadRow || name === 'ext_properties' ? borrowEntityUpload : dataStateSync, name, came, context, others);

/** A text: what is sent, and nothing said. An expression: words of the complaint or the hint. */
export type Line = readonly [came: unknown, becomes: string | RegExp];

export const all = (becomes: string | RegExp, ...came: readonly unknown[]): Line[] =>
	came.map((each) => [each, becomes] as const);

const shown = (came: unknown): string =>
	(typeof came === 'string' ? JSON.stringify(came) : String(came)).slice(0, 60);

/** Tests for one parameter, one a line. */
export const table = (name: string, lines: readonly Line[], others?: object): void => {
	describe(name, () => {
		test.each(lines.map(([came, becomes]) => [shown(came), came, becomes] as const))('%s', (_, came, becomes) => {
			const read_ = read(name, came, {}, others);
			if (typeof becomes === 'string') expect(read_).toBe(becomes);
			else expect(read_).toMatch(becomes);
		});
	});
};
