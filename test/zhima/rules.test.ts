/** Every line of docs/rules.md that shows a value is true. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { borrowEntityUpload, dataStateSync, planColumns, readRow, rowFromColumns } from '../../zhima';
import { NOW, syncRow, uploadRow } from './rows';

interface Rule {
	readonly parameter: string;
	readonly came: string | number;
	readonly becomes: string | undefined;
}

const text = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');

const codesIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

const valuesIn = (cell: string): Array<string | number> =>
	[...cell.matchAll(/(number )?`([^`]+)`/g)].map(([, isNumber, code]) => (isNumber ? Number(code) : code));

const rulesIn = (section: string): Rule[] => {
	const [parameter] = codesIn(section.split('\n')[0]);
	if (parameter === undefined) return [];
	return section
		.split('\n')
		.filter((line) => line.startsWith('| ') && line.includes('`'))
		.map((line) => line.slice(2).split(' | '))
		.flatMap(([came, becomes]) =>
			valuesIn(came).map((value) => ({ parameter, came: value, becomes: codesIn(becomes)[0] })),
		);
};

const rules = text.split('\n## ').slice(1).flatMap(rulesIn);

test('the document has rules for every kind of parameter', () => {
	const named = new Set(text.split('\n').filter((line) => line.startsWith('## ')).flatMap(codesIn));
	for (const { name } of [...borrowEntityUpload.parameters, ...dataStateSync.parameters]) {
		expect(named.has(name) || name === 'product_code').toBe(true);
	}
	expect(rules.length).toBeGreaterThan(100);
});

test.each(rules.map((rule) => [rule.parameter, rule.came, rule] as const))('%s: %j', (name, came, { becomes }) => {
	const [api, base] =
		name in uploadRow ? ([borrowEntityUpload, uploadRow] as const) : ([dataStateSync, syncRow] as const);
	const reading = readRow(api, { ...base, [name]: came }, { now: NOW });
	expect(reading.ok ? reading.content[name] : undefined).toBe(becomes);
});

const headings = text
	.split('\n## Headings')[1]
	.split('\n')
	.filter((line) => line.startsWith('| `'))
	.map((line) => line.slice(2).split(' | '))
	.flatMap(([came, happens]) => codesIn(came).map((heading): [string, string] => [heading, happens]));

test.each(headings)('the heading %s is %s', (heading, happens) => {
	const { columns, issues } = planColumns(borrowEntityUpload, [heading]);
	expect(columns).toHaveLength(1);
	expect(issues.some((issue) => issue.heading === heading) ? 'refused' : 'read').toBe(happens);
});

/** A section's lines: the codes of the first cell, and the second cell. */
const linesOf = (title: string): Array<[code: string, happens: string]> =>
	text
		.split(`\n## ${title}\n`)[1]
		.split('\n## ')[0]
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => line.slice(2).split(' | '))
		.flatMap(([came, happens]) => codesIn(came).map((code): [string, string] => [code, happens]));

test.each(linesOf('Names of columns'))('the column %s is %s', (heading, happens) => {
	const names = codesIn(happens);
	const plans = [borrowEntityUpload, dataStateSync].map((api) => planColumns(api, [heading]));
	const read = plans.flatMap(({ columns }) => columns.map(([name]) => name));
	const refused = plans.some(({ issues }) => issues.some((issue) => issue.heading === heading));
	if (happens === 'refused') expect(refused).toBe(true);
	else expect([refused, read.every((name) => names.includes(name)), read.length > 0]).toEqual([false, true, names.length > 0]);
});

test.each(linesOf('A column with both coordinates'))('the place %s is %s', (cell, happens) => {
	const json: Record<string, unknown> = { ...uploadRow, 坐标: cell };
	delete json.longitude;
	delete json.latitude;
	const plan = planColumns(borrowEntityUpload, Object.keys(json));
	expect(readRow(borrowEntityUpload, rowFromColumns(plan, json), { now: NOW, headings: plan.headings }).ok ? 'read' : 'refused').toBe(happens);
});
