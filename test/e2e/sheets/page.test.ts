/** The page on reading spreadsheets says what n8n's own reader does: each line of its tables is held, in both languages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ENCODINGS, FORMATS, UNSEEN } from './facts';
import type { Fact, Reads } from './facts';
import { readReport, ZONES } from './places';

const ROOT = path.resolve(__dirname, '../../..');
const REPORTS = ZONES.map((zone) => [zone, readReport(zone)] as const);
const READS = Object.fromEntries(REPORTS.map(([zone, { reads }]) => [zone, reads])) as Reads;
const PAGES = { en: 'docs/reading-spreadsheets.md', zh: 'docs/zh-CN/reading-spreadsheets.md' } as const;

const FACTS: readonly Fact[] = [...FORMATS, ...ENCODINGS, ...UNSEEN];

describe('what the page says of n8n’s reader', () => {
	it.each(FACTS)('$en', ({ holds }) => {
		expect.hasAssertions();
		holds(READS);
	});
});

describe.each(['en', 'zh'] as const)('the page in %s', (language) => {
	const page = readFileSync(path.join(ROOT, PAGES[language]), 'utf8');
	/** The lines of all tables, without those of headings and dashes. */
	const lines = page.split('\n').filter((line) => line.startsWith('|'));
	const isHead = (line: string, index: number) => /^\|(?: ?-+ ?\|)+$/.test(line) || /^\|(?: ?-+ ?\|)+$/.test(lines[index + 1] ?? '');

	it('has the lines that are held, and no other', () => {
		expect(lines.filter((line, index) => !isHead(line, index))).toEqual(FACTS.map((fact) => fact[language]));
	});

	it('names the options as n8n does', () => {
		const [, { labels }] = REPORTS[0];
		const named = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);
		expect(named.length).toBeGreaterThan(5);
		for (const name of named) expect(labels).toContain(name);
	});
});
