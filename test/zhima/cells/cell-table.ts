/**
 * Tables of what comes in a cell and what becomes of it: a value, a value with a hint, or an issue.
 * The rules behind them are in docs/rules.md.
 */
import { inspect } from 'node:util';
import { DateTime } from 'luxon';
import { borrowEntityUpload, dataStateSync, formatIssue, readRow } from '../../../zhima';
import type { Api } from '../../../zhima';
import { NOW, syncRow, uploadRow } from '../rows';

const readingOf = (api: Api, name: string, came: unknown, context: object, others: object) => {
	const base = api === borrowEntityUpload ? uploadRow : syncRow;
	return readRow(api, { ...base, ...others, [name]: came }, { now: NOW, ...context });
};

const apiOf = (name: string): Api =>
	name in uploadRow || name === 'ext_properties' ? borrowEntityUpload : dataStateSync;

/** What is sent for one cell in a row that is valid otherwise, with the hints, or the issues. */
export const readIn = (api: Api, name: string, came: unknown, context: object = {}, others: object = {}): string => {
	const reading = readingOf(api, name, came, context, others);
	if (!reading.ok) return reading.issues.map(formatIssue).join('\n');
	return [reading.content[name], ...reading.hints].join(' | ');
};

export const read = (name: string, came: unknown, context?: object, others?: object): string =>
	readIn(apiOf(name), name, came, context, others);

/** The same with the value, the hints and the issues apart. */
export const readCellIn = (api: Api, name: string, came: unknown, others: object = {}) => {
	const reading = readingOf(api, name, came, {}, others);
	if (!reading.ok) {
		return { issue: reading.issues.map((issue) => `${issue.field}: ${formatIssue(issue)}`).join('\n') };
	}
	return { value: reading.content[name], hints: reading.hints.join('\n') };
};

export const readCell = (name: string, came: unknown, others?: object) =>
	readCellIn(apiOf(name), name, came, others);

interface Wrong {
	readonly wrong: RegExp;
}
interface Hinted {
	readonly value: string | undefined;
	readonly hint: RegExp;
}

/** An issue with the parameter, with these words. */
export const wrong = (words: RegExp): Wrong => ({ wrong: words });
/** This is sent, and a hint has these words. */
export const hinted = (value: string | undefined, hint: RegExp): Hinted => ({ value, hint });

/** A text: this is sent, without a hint; undefined: nothing is sent. An expression: words of the issue or the hint. */
export type Expected = string | undefined | RegExp | Wrong | Hinted;
export type Line = readonly [came: unknown, becomes: Expected];

export const all = (becomes: Expected, ...came: readonly unknown[]): Line[] =>
	came.map((each) => [each, becomes] as const);

const shown = (came: unknown): string => {
	if (typeof came === 'string') return JSON.stringify(came.length > 60 ? `${came.slice(0, 60)}…` : came);
	if (typeof came === 'bigint') return `${came}n`;
	if (came instanceof DateTime) return `luxon ${came.toISO()}`;
	if (came instanceof Date) return `Date ${came.getTime()}`;
	return typeof came === 'object' ? inspect(came, { maxStringLength: 60 }) : String(came);
};

export const check = (name: string, [came, becomes]: Line, others: object = {}): void => {
	if (becomes instanceof RegExp) {
		expect(read(name, came, {}, others)).toMatch(becomes);
		return;
	}
	const reading = readCell(name, came, others);
	if (typeof becomes === 'object' && 'wrong' in becomes) {
		expect(reading.issue ?? `accepted as ${reading.value}`).toMatch(becomes.wrong);
		expect(reading.issue).toContain(`${name}: `);
		return;
	}
	expect(reading.issue).toBeUndefined();
	expect(reading.value).toBe(typeof becomes === 'object' ? becomes.value : becomes);
	if (typeof becomes === 'object') expect(reading.hints).toMatch(becomes.hint);
	else expect(reading.hints).toBe('');
};

/** Tests for one parameter, one a line. */
export const table = (name: string, lines: readonly Line[], others?: object): void => {
	describe(name, () => {
		test.each(lines.map((line) => [shown(line[0]), line] as const))('%s', (_, line) => check(name, line, others));
	});
};
